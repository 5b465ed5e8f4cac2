// @ts-check
/** The lines of a service blueprint, drawn across the map above the lanes that they belong to. Their names are handles. */
import { h, set, style } from "./dom.js";
import { LINES } from "./headers.js";
import { icon } from "./icons.js";
import { lineHandle } from "./line-handle.js";
import * as m from "./metrics.js";

/** Bring the lines to their places. @param {any} grid @param {number} width of the map */
export function paintLines(grid, width) {
  const { board, layout, lineLayer } = grid;
  const wanted = layout.level === "map" ? [] : layout.lanes.filter((/** @type {any} */ l) => l.line);
  for (const el of [...lineLayer.children]) if (!wanted.some((/** @type {any} */ lane) => lane.line === el.dataset.line)) el.remove();
  for (const lane of wanted) {
    const el = [...lineLayer.children].find((one) => one.dataset.line === lane.line) ?? lineLayer.appendChild(newLine(board, lane.line));
    style(el, { transform: `translateY(${lane.top - m.LINE}px)`, width: `${width + m.LANE_COLUMN}px` });
    const handle = el.firstChild;
    handle.disabled = board.readonly;
    set(handle, "aria-valuemax", layout.lanes.length);
    set(handle, "aria-valuenow", lane.index + 1);
    set(handle, "aria-valuetext", `above ${board.definitions.laneName(board.replica.get("lane", lane.id))}`);
  }
}

/** @param {any} board @param {string} line */
function newLine(board, line) {
  const { label, icon: drawing } = LINES[line];
  const handle = lineHandle(board, line, label, [drawing ? icon(drawing, 12) : null, label, icon("grip", 12)]);
  return h("div", { class: `cx-line cx-line-${line}`, dataset: { line } }, handle);
}
