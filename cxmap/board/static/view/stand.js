// @ts-check
/** Where the keyboard stands once the card that it stood on is gone. */

/** @typedef {import("./selection.js").Target} Target */

/**
 * Remember the place of the selected card while the layout still has it; the answer says what takes its place.
 * @param {any} board
 * @returns {() => Target | null} the card beside it where one's own undo took it, so that one goes on as after a deletion; its cell
 *   where others did: a key that was meant for the card must not meet another
 */
export function placeKept(board) {
  const { layout, selection } = board;
  const { kind, id } = selection.target;
  const key = kind === "card" ? layout.cellOf.get(id) : null;
  if (!key || !board.inMap) return () => null;
  const [stage, lane] = key.split("\n");
  const at = layout.cell(stage, lane).ids.indexOf(id);
  return () => {
    const { replica } = board;
    if (!replica.get("stage", stage) || !replica.get("lane", lane)) return null;
    const rest = board.undoing ? replica.cell(stage, lane) : [];
    const next = rest[Math.min(at, rest.length - 1)];
    return next ? { kind: "card", id: next.id } : { kind: "cell", stage, lane };
  };
}
