// @ts-check
/** Events of the map: which pointer, key, wheel and clipboard event is what verb. */
import { dragCards } from "./dragcards.js";
import { dragFrame, dragMarquee } from "./dragframe.js";
import { onKey } from "./keyboard.js";
import { rename } from "./rename.js";

/** Typing fields keep their keys and clipboard. @param {Event} e */
function typing(e) {
  const el = /** @type {Element} */ (e.composedPath()[0]);
  return el instanceof Element && el.matches("input, textarea, select, [contenteditable]");
}

/** @param {Event} e @param {string} selector @returns {HTMLElement | null} */
function within(e, selector) {
  const el = /** @type {Element} */ (e.composedPath()[0]);
  return el instanceof Element ? el.closest(selector) : null;
}

/**
 * Listen to everything that happens on the map.
 * @param {any} board @returns {(() => void)[]} what takes the listeners away
 */
export function listen(board) {
  const { grid, root } = board;
  const control = new AbortController();
  const { signal } = control;
  const on = (/** @type {EventTarget} */ el, /** @type {string} */ name, /** @type {(e: any) => void} */ fn, more = {}) => el.addEventListener(name, fn, { signal, ...more });

  on(grid.el, "scroll", () => board.scrolled(), { passive: true });
  on(grid.el, "focusin", () => (board.inMap = true)); // not only at a painting: what takes a card away may come before the next
  on(grid.el, "pointerdown", (e) => {
    board.pressed = true;
    if (!board.features.take("press", e)) pointerDown(board, e);
  });
  for (const name of ["pointerup", "pointercancel"]) on(globalThis, name, () => (board.pressed = false), { capture: true });
  on(grid.el, "click", (e) => {
    if (!within(e, ".cx-cell, .cx-editor")) board.editor.close(); // a cell measures first where it was clicked
    if (!board.features.take("click", e)) click(board, e);
  });
  on(grid.el, "dblclick", (e) => doubleClick(board, e));
  on(grid.el, "keydown", (e) => {
    if (typing(e) || within(e, ".cx-emotion, button")) return;
    if (board.features.take("key", e) || onKey(board, e)) {
      e.preventDefault();
      e.stopPropagation();
    }
  });
  on(grid.el, "focusin", (e) => focusIn(board, e));
  on(root, "keydown", (e) => {
    // Streamlit has shortcuts of its own (C clears its cache, R re-runs): keys of the board stay in the board
    if (!e.ctrlKey && !e.metaKey && e.key.length === 1) e.stopPropagation();
    if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === "f" && !typing(e)) {
      e.preventDefault();
      board.openFind();
    }
    if (typing(e) || e.defaultPrevented) return;
    if (e.key === "F2") board.head.editTitle();
    else if (e.key === "?" && !within(e, "dialog, [popover]")) board.showKeys();
    else if ((e.ctrlKey || e.metaKey) && e.key.toLowerCase() === "z") {
      e.preventDefault();
      if (e.shiftKey) board.redo();
      else board.undo();
    }
  });
  for (const name of ["copy", "cut"]) {
    on(document, name, (e) => {
      if (grid.el.contains(board.shadowFocus()) && !typing(e)) board.clipboard.copy(e, name === "cut");
    });
  }
  on(document, "paste", (e) => {
    if (typing(e) || (!grid.el.contains(board.shadowFocus()) && !board.empty.pasteTarget?.())) return;
    if (board.clipboard.paste(e.clipboardData)) e.preventDefault();
  });
  on(
    grid.el,
    "wheel",
    (e) => {
      if (!e.ctrlKey && !e.metaKey) return;
      e.preventDefault(); // a pinch on a touchpad comes as Ctrl and wheel
      board.zoomBy(Math.exp(-e.deltaY * (e.deltaMode ? 0.05 : 0.0025)), { x: e.clientX, y: e.clientY });
    },
    { passive: false },
  );
  pinch(board, on);
  on(grid.el, "pointermove", (e) => e.pointerType !== "touch" && board.whereabouts.point(e), { passive: true });
  on(grid.el, "pointerleave", () => board.whereabouts.tell({ cursor: null }));
  return [() => control.abort()];
}

/** @param {any} board @param {PointerEvent} e */
function pointerDown(board, e) {
  if (e.button !== 0 || typing(e) || within(e, "button, .cx-editor, .cx-emotion, [data-act]")) return;
  const card = within(e, ".cx-card");
  if (card) return dragCards(board, e, card.dataset.id ?? "");
  const stage = within(e, ".cx-stage");
  if (stage) return dragFrame(board, e, "stage", stage.dataset.stage ?? "");
  const lane = within(e, ".cx-lane");
  if (lane) return dragFrame(board, e, "lane", lane.dataset.lane ?? "");
  if (within(e, ".cx-cell, .cx-canvas")) dragMarquee(board, e);
}

/** @param {any} board @param {MouseEvent} e */
function click(board, e) {
  if (typing(e) || within(e, "button, .cx-editor, .cx-emotion")) return;
  const act = within(e, "[data-act]")?.dataset.act;
  const card = within(e, ".cx-card");
  const more = e.shiftKey || e.ctrlKey || e.metaKey;
  if (card) return clickCard(board, card.dataset.id ?? "", act, more);
  const stage = within(e, ".cx-stage");
  const lane = within(e, ".cx-lane");
  if (stage) {
    if (act === "menu") return board.stageMenu(within(e, "[data-act]"), stage.dataset.stage);
    if (act === "fold") return board.foldStage(stage.dataset.stage);
    board.selection.set({ kind: "stage", id: stage.dataset.stage });
  } else if (lane) {
    if (act === "menu") return board.laneMenu(within(e, "[data-act]"), lane.dataset.lane);
    if (act === "fold") return board.fold(lane.dataset.lane);
    board.selection.set({ kind: "lane", id: lane.dataset.lane });
  } else {
    const cell = within(e, ".cx-cell");
    if (!cell) return board.selection.set({ kind: "journey" });
    const at = { stage: cell.dataset.stage ?? "", lane: cell.dataset.lane ?? "" };
    if (board.layout.ticked(board.layout.stageOf.get(at.stage), board.layout.laneOf.get(at.lane))) return clickTick(board, e, at);
    if (board.readonly) return board.selection.set({ kind: "cell", ...at });
    return board.editor.open({ ...at, index: indexAt(board, e, cell) });
  }
  board.focusTarget();
}

/** Where a click between cards puts a new one; what was being typed is a card first. @param {any} board @param {MouseEvent} e @param {HTMLElement} cell */
function indexAt(board, e, cell) {
  const down = e.clientY - cell.getBoundingClientRect().top;
  board.editor.close();
  board.paint();
  const rect = board.layout.rect(cell.dataset.stage, cell.dataset.lane);
  return rect && board.layout.hit(rect.left, rect.top + Math.min(down, rect.height - 1))?.index;
}

/** At map level a click on a tick selects its card, one beside it zooms in there. @param {any} board @param {MouseEvent} e @param {{stage: string, lane: string}} at */
function clickTick(board, e, at) {
  const { x, y } = board.grid.toCanvas(e.clientX, e.clientY);
  const rect = board.layout.rect(at.stage, at.lane);
  const hit = rect && board.layout.cell(at.stage, at.lane).cards.find((/** @type {any} */ c) => Math.abs(x - rect.left - c.left - 3) < 5 && Math.abs(y - rect.top - c.top - 3) < 5);
  board.selection.set(hit ? { kind: "card", id: hit.id } : { kind: "cell", ...at });
  if (!hit && board.layout.level === "map") board.setZoom(1, { x: e.clientX, y: e.clientY });
}

/** @param {any} board @param {string} id @param {string | undefined} act @param {boolean} more */
function clickCard(board, id, act, more) {
  if (act && !board.readonly) {
    const card = board.replica.get("card", id);
    if (act === "moment") board.commands.toggleMoment([id]);
    if (act === "severity") board.commands.setSeverity([id], ((card?.severity ?? 0) + 1) % 4);
  }
  if (more) board.selection.toggle(id);
  else board.selection.set({ kind: "card", id });
  board.focusTarget();
}

/** @param {any} board @param {MouseEvent} e */
function doubleClick(board, e) {
  if (typing(e) || within(e, "button, [data-act], .cx-emotion")) return;
  const card = within(e, ".cx-card");
  const stage = within(e, ".cx-stage");
  const lane = within(e, ".cx-lane");
  if (card) board.editor.edit(card.dataset.id);
  else if (stage) rename(board, "stage", stage.dataset.stage ?? "");
  else if (lane) rename(board, "lane", lane.dataset.lane ?? "");
}

/** What gets the focus by Tab or a screen reader becomes the target; a pointer selects by its click. @param {any} board @param {FocusEvent} e */
function focusIn(board, e) {
  if (board.pressed) return;
  const el = /** @type {HTMLElement} */ (e.composedPath()[0]);
  const { target, ids } = board.selection;
  if (el.classList.contains("cx-card") && target.id !== el.dataset.id) board.selection.set({ kind: "card", id: el.dataset.id }, ids.has(el.dataset.id ?? "") ? { ids } : {});
  else if (el.classList.contains("cx-stage") && target.id !== el.dataset.stage) board.selection.set({ kind: "stage", id: el.dataset.stage });
  else if (el.classList.contains("cx-lane") && target.id !== el.dataset.lane) board.selection.set({ kind: "lane", id: el.dataset.lane });
}

/** Two fingers zoom. @param {any} board @param {any} on */
function pinch(board, on) {
  /** @type {{distance: number, zoom: number} | null} */ let start = null;
  const spread = (/** @type {TouchList} */ t) => Math.hypot(t[0].clientX - t[1].clientX, t[0].clientY - t[1].clientY);
  on(board.grid.el, "touchstart", (/** @type {TouchEvent} */ e) => {
    start = e.touches.length === 2 ? { distance: spread(e.touches), zoom: board.layout.zoom } : null;
  }, { passive: true });
  on(board.grid.el, "touchmove", (/** @type {TouchEvent} */ e) => {
    if (!start || e.touches.length !== 2) return;
    e.preventDefault();
    const zoom = (start.zoom * spread(e.touches)) / start.distance;
    const at = { x: (e.touches[0].clientX + e.touches[1].clientX) / 2, y: (e.touches[0].clientY + e.touches[1].clientY) / 2 };
    board.onFrame("pinch", () => board.setZoom(zoom, at));
  }, { passive: false });
}
