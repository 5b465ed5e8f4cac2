// @ts-check
/** The keys of the persona editor, as data: `docs/personas.md` is held to it, and the editor shows it. */

/** @type {import("../view/keys.js").Group[]} */
export const KEYS = [
  {
    title: "Write",
    keys: [
      { keys: "Enter", does: "keep the line and begin the next one" },
      { keys: "Backspace", does: "on an empty line: delete it" },
      { keys: "Ctrl+V", does: "paste; several lines make several statements" },
      { keys: "↑|↓", does: "at the end of a line: go to the one before or after" },
      { keys: "Esc", does: "take back what is typed and not kept, then leave the line" },
    ],
  },
  {
    title: "Arrange and mark",
    keys: [
      { keys: "Alt+↑|Alt+↓", does: "move the statement up or down" },
      { keys: "Alt+←|Alt+→", does: "move it to the group before or after" },
      { keys: "Alt+V", does: "evidence: assumed, observed, measured" },
      { keys: "Alt+G", does: "show what it rests on" },
    ],
  },
  {
    title: "Undo",
    keys: [
      { keys: "Ctrl+Z", does: "undo what you did last" },
      { keys: "Ctrl+Shift+Z|Ctrl+Y", does: "redo" },
    ],
  },
];
