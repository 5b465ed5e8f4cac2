// @ts-check
/** Where the keyboard stands when nobody has just put it there: after a page was opened, and when what had it is gone. */

/**
 * Where nothing on the page has the focus the map gets it, so that keys work at once; its ring shows with the first of them.
 * @param {any} board
 */
function focusMap(board) {
  board.wantsFocus = false;
  if (document.activeElement !== null && document.activeElement !== document.body) return;
  const { el } = board.grid;
  el.classList.add("cx-calm");
  el.focus({ preventScroll: true });
  for (const name of ["keydown", "blur"]) el.addEventListener(name, () => el.classList.remove("cx-calm"), { once: true });
}

/** The map was painted: a focused card that was taken out of the document (moved, deleted) hands the focus to the target. @param {any} board */
export function keepFocus(board) {
  const active = document.activeElement;
  const inside = board.shadowFocus();
  if (inside) board.inMap = board.grid.el.contains(inside);
  else if (board.inMap && (active === document.body || active === null)) {
    board.inMap = false;
    (board.grid.elementOf(board.selection.target) ?? board.grid.el).focus({ preventScroll: true });
  }
  if (board.wantsFocus) focusMap(board);
}
