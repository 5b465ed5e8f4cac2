// @ts-check
/** What a pasted table would become: each column with its meaning, which can be changed, and what it would make, before it does. */
import { ROLE_CHOICES } from "../model/headers.js";
import { openDialog } from "./dialog.js";
import { fresh, h, text } from "./dom.js";

const ROWS = 6;

/** “3 stages, 2 of them new” @param {number} n @param {number} made @param {string} one @param {string} many */
function count(n, made, one, many) {
  const words = n === 1 ? `1 ${one}` : `${n} ${many}`;
  if (!n || made === n) return words;
  return made ? `${words}, ${made} of them new` : `${words}, all there already`;
}

/**
 * The counts of a plan in words. Pure.
 * @param {{stages: number, newStages: number, lanes: number, newLanes: number, cards: number, feelings: number}} counts
 * @returns {string[]}
 */
export function countWords({ stages, newStages, lanes, newLanes, cards, feelings }) {
  return [
    count(stages, newStages, "stage", "stages"),
    count(lanes, newLanes, "lane", "lanes"),
    cards === 1 ? "1 card" : `${cards} cards`,
    ...(feelings ? [feelings === 1 ? "1 feeling" : `${feelings} feelings`] : []),
  ];
}

/**
 * Show what a table would make; make it where that is confirmed.
 * @param {any} board
 * @param {{kind: "table", header: string[] | null, rows: string[][]}} block
 * @returns {Promise<string[] | null>} ids of the new cards; null where it was called off
 */
export async function previewPaste(board, block) {
  const { commands, definitions } = board;
  /** @type {any} */
  const options = { stage: board.placeOfTarget?.().stage ?? null };
  let plan = commands.planPaste(block, options);

  const counts = h("ul", { class: "cx-preview-counts", "aria-live": "polite" });
  const notes = h("ul", { class: "cx-preview-notes" });
  const tell = () => {
    fresh(counts, countWords(plan.counts).map((words) => h("li", null, words)));
    fresh(notes, plan.warnings.map((/** @type {string} */ words) => h("li", null, words)));
    const button = dialog?.el.querySelector(".cx-primary");
    if (button instanceof HTMLButtonElement) {
      button.disabled = plan.counts.cards === 0 && plan.counts.newStages === 0;
      text(button, makeLabel());
    }
  };
  const makeLabel = () => (plan.counts.cards === 1 ? "Add 1 card" : `Add ${plan.counts.cards} cards`);
  const labelOf = (/** @type {{role: string, label: string}} */ choice) => choice.label || definitions.label("lane_kinds", choice.role.slice(5));

  /** @param {{index: number, heading: string, role: string}} column */
  const meaning = (column) => {
    const name = column.heading || `Column ${column.index + 1}`;
    if (plan.layout !== "rows") return h("th", { scope: "col" }, name);
    const select = h("select", { class: "cx-input", "aria-label": `What “${name}” is`, value: column.role },
      ROLE_CHOICES.map((choice) => h("option", { value: choice.role }, labelOf(choice))));
    select.addEventListener("change", () => {
      options.columns = plan.columns.map((/** @type {any} */ c) => (c.index === column.index ? select.value : c.role));
      plan = commands.planPaste(block, options);
      tell();
    });
    return h("th", { scope: "col" }, h("span", null, name), select);
  };
  const more = block.rows.length - ROWS;
  const table = h("div", { class: "cx-preview-scroll", tabindex: 0, role: "region", "aria-label": "The pasted table" },
    h("table", { class: "cx-preview-table" },
      h("thead", null, h("tr", null, plan.columns.map(meaning))),
      h("tbody", null, block.rows.slice(0, ROWS).map((row) => h("tr", null, row.map((cell) => h("td", null, shortened(cell))))))));

  const how = plan.layout === "matrix" ? "Stages run across, lanes down." : "Each column becomes what stands above it. Change it where we guessed wrong.";
  /** @type {ReturnType<typeof openDialog> | null} */
  let dialog = null;
  dialog = openDialog(board, {
    title: "Paste this table into the map?",
    className: "cx-preview",
    body: [
      h("p", null, how), counts, table,
      ...(more > 0 ? [h("p", { class: "cx-preview-more" }, `and ${more} more ${more === 1 ? "row" : "rows"}`)] : []),
      notes,
    ],
    actions: [{ label: "Cancel" }, { label: makeLabel(), value: "make", primary: true }],
  });
  tell();
  if ((await dialog.done) !== "make") return null;
  const ids = commands.pasteTable(plan, board.persona());
  const { stages, cards } = plan.counts;
  board.toast(`Pasted ${cards === 1 ? "1 card" : `${cards} cards`} into ${stages === 1 ? "1 stage" : `${stages} stages`}.`, board.undoLast());
  return ids;
}

/** @param {string} cell */
function shortened(cell) {
  return cell.length > 120 ? `${cell.slice(0, 119)}…` : cell;
}
