// @ts-check
/** The menus of a stage and of a lane, and the choice of a new lane's kind. */
import { frameFixed } from "./allowed.js";
import { icon, laneIcon } from "./icons.js";
import { openMenu } from "./menu.js";
import { rename } from "./rename.js";

/** Choose what a new lane holds. @param {any} board @param {HTMLElement} anchor @param {number} [at] */
export function laneKindMenu(board, anchor, at) {
  if (board.refuses("frame")) return;
  const kinds = board.definitions.vocabulary.lane_kinds;
  openMenu(
    board,
    anchor,
    kinds.map((/** @type {any} */ kind) => ({
      label: kind.label,
      mark: laneIcon(kind.key, 16),
      disabled: kind.key === "emotion" && board.layout.lanes.some((/** @type {any} */ l) => l.kind === "emotion"), // one curve a map
      run: () => {
        const id = board.commands.addLane({ kind: kind.key, name: "", at: at ?? null });
        board.selection.set({ kind: "lane", id });
        board.focusTarget();
        if (kind.key === "custom") rename(board, "lane", id);
      },
    })),
    { label: "New lane" },
  );
}

/** @param {any} board @param {HTMLElement} anchor @param {string} id */
export function stageMenu(board, anchor, id) {
  const at = board.layout.stageOf.get(id)?.index ?? 0;
  board.selection.set({ kind: "stage", id });
  const move = (/** @type {number} */ to) => () => board.commands.moveStage(id, to);
  const more = board.features.items("stage", id);
  openMenu(
    board,
    anchor,
    frameFixed(board) ? more : [
      { label: "Rename", hint: "E", mark: icon("pencil", 14), run: () => rename(board, "stage", id) },
      { label: "Stage before", mark: icon("plus", 14), run: () => board.addStage(at) },
      { label: "Stage after", mark: icon("plus", 14), run: () => board.addStage(at + 1) },
      { label: "Move left", hint: "Alt ←", mark: icon("left", 14), disabled: at === 0, run: move(at - 1) },
      { label: "Move right", hint: "Alt →", mark: icon("right", 14), disabled: at === board.layout.stages.length - 1, run: move(at + 1) },
      ...more,
      { label: "Delete stage and cards", hint: "Del", mark: icon("trash", 14), danger: true, rule: true, run: () => board.deleteStage(id) },
    ],
    { label: "Stage" },
  );
}

/** @param {any} board @param {HTMLElement} anchor @param {string} id */
export function laneMenu(board, anchor, id) {
  const at = board.layout.laneOf.get(id)?.index ?? 0;
  board.selection.set({ kind: "lane", id });
  const move = (/** @type {number} */ to) => () => board.commands.moveLane(id, to);
  const more = board.features.items("lane", id);
  openMenu(
    board,
    anchor,
    frameFixed(board) ? more : [
      { label: "Rename", hint: "E", mark: icon("pencil", 14), run: () => rename(board, "lane", id) },
      { label: "Lane below …", mark: icon("plus", 14), run: () => setTimeout(() => laneKindMenu(board, anchor, at + 1), 0) },
      { label: "Move up", hint: "Alt ↑", mark: icon("up", 14), disabled: at === 0, run: move(at - 1) },
      { label: "Move down", hint: "Alt ↓", mark: icon("down", 14), disabled: at === board.layout.lanes.length - 1, run: move(at + 1) },
      ...more,
      { label: "Delete lane and cards", hint: "Del", mark: icon("trash", 14), danger: true, rule: true, run: () => board.deleteLane(id) },
    ],
    { label: "Lane" },
  );
}
