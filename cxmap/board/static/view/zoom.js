// @ts-check
/** How much of the map is shown: by wheel, pinch, key and button. What is pointed at stays where it is. */
import * as m from "./metrics.js";

const LEAST = 0.12;
const MOST = m.STAGE_MAX / m.STAGE_WIDTH;

/** A map that is opened fills the width at card level, as far as that goes. @param {any} board */
export function freshZoom(board) {
  const width = (board.grid.window.width || board.grid.view().width) - (board.readonly && !board.past ? 0 : m.ADD_STAGE);
  return Math.max(1, Math.min(MOST, zoomFor(board, width)));
}

/** The zoom at which the map is so wide, in whole pixels a stage of usual width; 0 where there is none. @param {any} board @param {number} width */
function zoomFor(board, width) {
  const { natural, fixed } = board.layout.breadth();
  return natural && width > fixed ? Math.floor(((width - fixed) * m.STAGE_WIDTH) / natural) / m.STAGE_WIDTH : 0;
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
  const stage = layout.stageAt(before.x);
  const across = stage ? (before.x - stage.left) / Math.max(1, stage.width) : 0;
  const down = lane ? (before.y - lane.top) / Math.max(1, lane.height) : 0;
  board.zoom = Math.max(LEAST, Math.min(MOST, zoom || freshZoom(board)));
  board.invalidate(null);
  board.paint();
  const after = lane && layout.laneOf.get(lane.id);
  const y = after ? after.top + Math.min(1, down) * after.height : before.y;
  const column = stage && layout.stageOf.get(stage.id);
  const x = column ? column.left + Math.min(1, across) * column.width : before.x;
  const now = grid.toCanvas(point.x, point.y);
  grid.el.scrollBy({ left: x - now.x, top: y - now.y, behavior: "instant" });
  board.paint();
}

/** The whole width of the map in the window. @param {any} board */
export function fitZoom(board) {
  const { natural, fixed } = board.layout.breadth();
  if (!natural) return;
  zoomTo(board, (board.grid.view().width - 8 - fixed) / natural);
  board.grid.el.scrollTo({ left: 0, top: 0, behavior: "instant" });
}
