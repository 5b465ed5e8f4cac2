// @ts-check
/** Every key of the board, as data (the manual is held to it), and the dialog that `?` opens. */
import { openDialog } from "./dialog.js";
import { h } from "./dom.js";

/**
 * A row: alternatives are separated by `|`, keys pressed together by `+`.
 * @typedef {{keys: string, does: string}} Key
 * @typedef {{title: string, keys: Key[]}} Group
 */

/** @type {Group[]} */
export const KEYS = [
  {
    title: "Write",
    keys: [
      { keys: "any letter|Enter", does: "write a card in an empty cell" },
      { keys: "Enter", does: "add the next card in the lane" },
      { keys: "Tab|Shift+Tab", does: "go to the next or previous stage" },
      { keys: "E|F2", does: "edit the card, stage or lane; F2 elsewhere: the title" },
      { keys: "Esc", does: "leave typing, then the cell, then the board" },
    ],
  },
  {
    title: "At the end of a line",
    keys: [
      { keys: "-2", does: "a feeling, from -3 to +3" },
      { keys: "!|!!|!!!", does: "severity 1, 2 or 3" },
      { keys: "*", does: "a moment of truth" },
      { keys: "Backspace", does: "take the mark back and keep the text" },
    ],
  },
  {
    title: "Move",
    keys: [
      { keys: "↑|↓|←|→", does: "move the selection" },
      { keys: "Shift+↑|Shift+↓", does: "select more cards" },
      { keys: "Alt+↑|Alt+↓|Alt+←|Alt+→", does: "move the card, stage or lane" },
      { keys: "Ctrl+A", does: "select all cards of the cell, then of the map" },
    ],
  },
  {
    title: "Change a card",
    keys: [
      { keys: "1|2|3|0", does: "severity low, medium, high, none" },
      { keys: "*", does: "moment of truth, on or off" },
      { keys: "+|-", does: "feeling up or down by 0.5, with Shift by 0.1" },
      { keys: "V", does: "next evidence: assumed, observed, measured" },
      { keys: "Del", does: "delete, with Undo in the message" },
    ],
  },
  {
    title: "Copy",
    keys: [
      { keys: "Ctrl+C|Ctrl+X|Ctrl+V", does: "copy, cut, paste; also from a spreadsheet" },
      { keys: "Ctrl+D", does: "duplicate" },
      { keys: "Ctrl+Z|Ctrl+Shift+Z", does: "undo, redo what you did" },
    ],
  },
  {
    title: "See",
    keys: [
      { keys: "Ctrl+F", does: "find; Enter goes to the next hit" },
      { keys: "Ctrl++|Ctrl+-|Ctrl+0", does: "zoom in, zoom out, zoom to fit" },
      { keys: "?", does: "this list" },
    ],
  },
];

const APPLE = /Mac|iPhone|iPad/.test(globalThis.navigator?.platform ?? "");

/** The parts of one combination: “Ctrl++” is Ctrl and +. @param {string} combination @returns {string[]} */
export function parts(combination) {
  const found = [];
  let rest = combination;
  for (let m; (m = /^(Ctrl|Shift|Alt)\+(.+)$/.exec(rest)); rest = m[2]) found.push(m[1]);
  return [...found, rest];
}

/** @param {string} part */
function cap(part) {
  if (part === "any letter") return h("i", null, part);
  const apple = { Ctrl: "⌘", Alt: "⌥", Shift: "⇧" };
  return h("kbd", null, (APPLE && apple[/** @type {keyof apple} */ (part)]) || part);
}

/** Key caps of a row, for a hint or the list. @param {string} keys @returns {Node[]} */
export function caps(keys) {
  return keys.split("|").flatMap((combination, i) => [
    ...(i ? [h("i", null, "or")] : []),
    ...parts(combination).map(cap),
  ]);
}

/** Open the list of all keys. @param {any} board */
export function openKeys(board) {
  return openDialog(board, {
    title: "All keys",
    className: "cx-keys",
    body: h("div", { class: "cx-keys-groups" }, KEYS.map((group) =>
      h("section", null,
        h("h3", null, group.title),
        h("dl", null, group.keys.flatMap(({ keys, does }) => [h("dt", null, caps(keys)), h("dd", null, does)]))))),
  });
}
