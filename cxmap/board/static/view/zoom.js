// @ts-check
/** How much of the map is shown: by wheel, pinch, key and button. What is pointed at stays where it is. */
import * as m from "./metrics.js";

const LEAST = 0.12;
const MOST = m.STAGE_MAX / m.STAGE_WIDTH;

/** A map that is opened fills the width at card level, as far as that goes. @param {any} board */
export function freshZoom(board) {
  const stages = board.replica.all("stage").size;
  const width = board.grid.view().width - (board.readonly ? 0 : m.ADD_STAGE);
  return stages && width > 0 ? Math.max(1, Math.min(MOST, Math.floor(width / stages) / m.STAGE_WIDTH)) : 1;
}

/**
 * Zoom, keeping the point of the map under `at` where it is.
 * @param {any} board @param {number} zoom 0: what a map opens with @param {{x: number, y: number}} [at] screen coordinates; the upper middle where left out
 */
export function zoomTo(board, zoom, at) {
  const { grid, layout } = board;
  const box = grid.el.getBoundingClientRect();
  const point = at ?? { x: box.left + m.LANE_COLUMN + (box.width - m.LANE_COLUMN) / 2, y: box.top + m.STAGE_ROW + 40 };
  const before = grid.toCanvas(point.x, point.y);
  const lane = layout.laneAt(before.y);
  const across = layout.width ? before.x / layout.width : 0;
  const down = lane ? (before.y - lane.top) / Math.max(1, lane.height) : 0;
  board.zoom = Math.max(LEAST, Math.min(MOST, zoom || freshZoom(board)));
  board.invalidate(null);
  board.paint();
  const after = lane && layout.laneOf.get(lane.id);
  const y = after ? after.top + Math.min(1, down) * after.height : before.y;
  const now = grid.toCanvas(point.x, point.y);
  grid.el.scrollBy({ left: across * layout.width - now.x, top: y - now.y, behavior: "instant" });
  board.paint();
}

/** The whole width of the map in the window. @param {any} board */
export function fitZoom(board) {
  const stages = board.layout.stages.length;
  if (!stages) return;
  zoomTo(board, (board.grid.view().width - 8) / stages / m.STAGE_WIDTH);
  board.grid.el.scrollTo({ left: 0, top: 0, behavior: "instant" });
}
