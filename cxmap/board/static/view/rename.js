// @ts-check
/** The name of a stage or lane, typed in its header. Enter in a new stage makes the next one; Tab goes to the next stage. */
import { h } from "./dom.js";

/**
 * @param {any} board @param {"stage"|"lane"} kind @param {string} id @param {{chain?: boolean}} [options] `chain`: Enter adds another stage
 */
export function rename(board, kind, id, { chain = false } = {}) {
  if (board.readonly || board.refuses("frame")) return;
  board.editor.close();
  if (kind === "stage" && board.layout.foldedStages.has(id)) board.foldStage(id);
  const box = kind === "stage" ? board.layout.stageOf.get(id) : board.layout.laneOf.get(id);
  if (box) board.grid.reveal(kind === "stage" ? { left: box.left, top: board.grid.view().top, width: box.width, height: 1 } : { left: board.grid.view().left, top: box.top, width: 1, height: box.height });
  board.paint();
  const header = board.grid.elementOf({ kind, id });
  const record = board.replica.get(kind, id);
  if (!header || !record) return;
  const was = record.name;
  let done = false;
  const input = h("input", {
    class: "cx-rename",
    type: "text",
    maxlength: 120,
    "aria-label": kind === "stage" ? "Name of the stage" : "Name of the lane",
    placeholder: kind === "lane" ? board.label("lane_kinds", record.kind) : "Name the stage",
    value: was,
    onkeydown: key,
    onblur: () => finish(),
    onpointerdown: (/** @type {Event} */ e) => e.stopPropagation(),
    ondblclick: (/** @type {Event} */ e) => e.stopPropagation(),
  });
  board.setTyping(id);
  header.append(input);
  header.classList.add("cx-naming");
  input.focus();
  input.select();

  function finish(keep = true) {
    if (done) return;
    done = true;
    const name = input.value.replace(/\s+/g, " ").trim();
    input.remove();
    header?.classList.remove("cx-naming");
    board.setTyping(null);
    if (keep && name !== was) board.commands.patch(kind, id, { name }, { name: was });
  }

  /** @param {KeyboardEvent} e */
  function key(e) {
    e.stopPropagation();
    if (e.isComposing) return;
    const typed = input.value.trim();
    if (e.key === "Enter") {
      e.preventDefault();
      finish();
      const stages = board.replica.list("stage");
      if (chain && typed) return board.addStage(stages.findIndex((/** @type {any} */ s) => s.id === id) + 1);
      if (chain && !typed && !was && stages.length > 1 && !board.commands.cardsOf?.(kind, id)?.length) board.commands.deleteStage(id); // an empty last one was not meant
      board.focusTarget();
    } else if (e.key === "Tab" && kind === "stage") {
      e.preventDefault();
      finish();
      const next = board.stageBeside(id, e.shiftKey ? -1 : 1);
      if (next) {
        board.selection.set({ kind: "stage", id: next });
        rename(board, "stage", next, { chain });
      } else board.focusTarget();
    } else if (e.key === "Escape") {
      e.preventDefault();
      finish();
      board.focusTarget();
    }
  }
}
