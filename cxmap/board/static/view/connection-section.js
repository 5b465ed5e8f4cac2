// @ts-check
/** The inspector's part on a card's connections: where it leads and what leads to it. */
import { kindMark } from "./connection-layer.js";
import { fresh, h, text } from "./dom.js";
import { icon } from "./icons.js";
import { recordFields } from "./record-fields.js";

/**
 * @param {any} board @param {import("./subject.js").Subject} subject
 * @param {{start: (card: string) => void, remove: (connection: string) => void}} act
 * @returns {import("./features.js").Section | null}
 */
export function connectionSection(board, subject, act) {
  if (subject.type !== "card" || subject.ids.length !== 1) return null;
  const [card] = subject.ids;
  const all = () => [...board.replica.under("connection", "start", card), ...board.replica.under("connection", "end", card)];
  return { name: "connections", title: "Connections", key: `${card}|${board.readonly}`, count: all().length, build };

  function build() {
    const list = h("ul", { class: "cx-rows" });
    const none = h("p", { class: "cx-none" }, "None yet. Drag the dot at the card's edge to another card, or press L.");
    const add = h("button", { class: "cx-button cx-quiet", type: "button", onclick: () => act.start(card) }, icon("connection"), "Connect to …");
    /** @type {Map<string, {el: HTMLElement, title: HTMLElement, mark: HTMLElement, fields: ReturnType<typeof recordFields>}>} */
    const rows = new Map();
    const update = () => {
      const records = all();
      none.hidden = records.length > 0 || board.readonly;
      for (const [id, row] of rows) {
        if (records.some((record) => record.id === id)) continue;
        row.el.remove();
        rows.delete(id);
      }
      records.forEach((record, i) => {
        let row = rows.get(record.id);
        if (!row) rows.set(record.id, (row = newRow(record)));
        if (list.children[i] !== row.el) list.insertBefore(row.el, list.children[i] ?? null);
        const other = record.start === card ? record.end : record.start;
        text(row.title, board.replica.get("card", other)?.title || "Untitled");
        if (row.mark.dataset.kind !== record.kind) fresh(row.mark, kindMark(record.kind));
        row.mark.dataset.kind = record.kind;
        row.fields.update();
      });
    };
    return { nodes: [list, none, ...(board.readonly ? [] : [add])], update, flush: () => rows.forEach(({ fields }) => fields.flush()) };
  }

  /** @param {any} record */
  function newRow(record) {
    const out = record.start === card;
    const other = out ? record.end : record.start;
    const fields = recordFields(board, "connection", [record.id], [{ name: "kind" }, { name: "label" }], "Change a connection");
    const title = h("span", { class: "cx-row-title", dir: "auto" });
    const mark = h("span", { class: "cx-row-mark" });
    const el = h("li", null,
      h("div", { class: "cx-row-head" },
        h("span", { class: "cx-row-way" }, out ? "To" : "From"), mark,
        h("button", { class: "cx-row-go", type: "button", title: "Go to this card", onclick: () => board.selectCards([other]) }, title),
        !board.readonly && h("button", { class: "cx-square cx-small", type: "button", "aria-label": "Remove the connection", title: "Remove the connection", onclick: () => act.remove(record.id) }, icon("close", 14))),
      h("div", { class: "cx-two-fields" }, fields.el.kind, fields.el.label));
    return { el, title, mark, fields };
  }
}
