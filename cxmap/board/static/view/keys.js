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
      { keys: "Shift+Enter", does: "put in a shared touchpoint, in a touchpoint lane" },
      { keys: "Tab|Shift+Tab", does: "go to the next or previous stage" },
      { keys: "E|F2|Space", does: "edit the card, or rename the stage or lane" },
      { keys: "Esc", does: "leave typing, then the cell, then the board" },
    ],
  },
  {
    title: "At the end of a line",
    keys: [
      { keys: "-2", does: "a feeling, from -3 to +3" },
      { keys: "!|!!|!!!", does: "severity: low, medium, high" },
      { keys: "*", does: "a moment of truth" },
      { keys: "Backspace", does: "take the mark as plain text" },
    ],
  },
  {
    title: "Move",
    keys: [
      { keys: "Arrows", does: "move the selection" },
      { keys: "Shift+Arrows", does: "select more cards" },
      { keys: "Home|End", does: "go to the first or last card of the cell" },
      { keys: "Alt+Arrows", does: "move the card, stage or lane" },
      { keys: "H", does: "fold or unfold the stage or lane" },
      { keys: "P", does: "add a path from the stage" },
      { keys: "Ctrl+A", does: "select the cell, then the whole map" },
    ],
  },
  {
    title: "Change a card",
    keys: [
      { keys: "1|2|3|0", does: "severity: low, medium, high, none" },
      { keys: "*", does: "moment of truth, on or off" },
      { keys: "+|-", does: "feeling up or down by 0.5" },
      { keys: "V", does: "evidence: assumed, observed, measured" },
      { keys: "O", does: "choose the team that owns the selected cards" },
      { keys: "L", does: "connect it to another card: go there, then Enter" },
      { keys: "I", does: "go to its fields" },
      { keys: "Del|Backspace", does: "delete, with Undo in the message" },
    ],
  },
  {
    title: "Drag a feeling by keys",
    keys: [
      { keys: "↑|↓|+|-", does: "up or down by 0.5, with Shift by 0.1" },
      { keys: "←|→", does: "the point before or after" },
      { keys: "Home|End", does: "all the way down or up" },
      { keys: "Del", does: "take the feeling away" },
    ],
  },
  {
    title: "Copy and undo",
    keys: [
      { keys: "Ctrl+C|Ctrl+X|Ctrl+V", does: "copy, cut, paste; also from a spreadsheet" },
      { keys: "Ctrl+D", does: "duplicate" },
      { keys: "Ctrl+Z", does: "undo what you did last" },
      { keys: "Ctrl+Shift+Z|Ctrl+Y", does: "redo" },
    ],
  },
  {
    title: "Ask and talk",
    keys: [
      { keys: "G", does: "open the guide where you stand" },
      { keys: "PageUp|PageDown", does: "in the guide: the question before or after" },
      { keys: "Alt+PageUp|Alt+PageDown", does: "in the guide: the stage before or after" },
      { keys: "C", does: "comments on the card, stage or lane" },
      { keys: "W", does: "the workshop: open or close its panel" },
      { keys: "Ctrl+Enter", does: "send the comment" },
    ],
  },
  {
    title: "See",
    keys: [
      { keys: "Ctrl+F", does: "find; Enter goes to the next hit" },
      { keys: "K", does: "only what we know: fade what is assumed" },
      { keys: "Ctrl++|Ctrl+-", does: "zoom in, zoom out; also Ctrl and the wheel" },
      { keys: "F|Ctrl+0", does: "zoom to fit" },
      { keys: "T", does: "history and timeline: open or close it; Esc goes back to now" },
      { keys: "Ctrl+Enter", does: "open the journey that the card or stage opens into" },
      { keys: "F2", does: "rename the journey, where nothing is selected" },
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

/** Open the list of all keys. @param {any} board or what else has keys @param {readonly Group[]} groups */
export function openKeys(board, groups = KEYS) {
  return openDialog(board, {
    title: "All keys",
    className: "cx-keys",
    body: h("div", { class: "cx-keys-groups" }, groups.map((group) =>
      h("section", null,
        h("h3", null, group.title),
        h("dl", null, group.keys.flatMap(({ keys, does }) => [h("dt", null, caps(keys)), h("dd", null, does)]))))),
  });
}
