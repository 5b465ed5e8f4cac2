// @ts-check
/** The lines of a service blueprint, drawn across the map above the lanes that they belong to. */
import { h, style } from "./dom.js";
import { LINES } from "./headers.js";
import { icon } from "./icons.js";
import * as m from "./metrics.js";

/** Bring the lines to their places. @param {any} grid @param {number} width of the map */
export function paintLines(grid, width) {
  const { layout, lineLayer } = grid;
  const wanted = layout.level === "map" ? [] : layout.lanes.filter((/** @type {any} */ l) => l.line);
  while (lineLayer.children.length > wanted.length) lineLayer.lastChild.remove();
  wanted.forEach((/** @type {any} */ lane, /** @type {number} */ i) => {
    const known = /** @type {HTMLElement | undefined} */ (lineLayer.children[i]);
    const line = LINES[lane.line];
    const el = known?.dataset.line === lane.line ? known : h("div", { class: `cx-line cx-line-${lane.line}`, dataset: { line: lane.line } }, h("span", null, line.icon && icon(line.icon, 12), line.label));
    if (known && known !== el) known.replaceWith(el);
    else if (!known) lineLayer.append(el);
    style(el, { transform: `translateY(${lane.top - m.LINE}px)`, width: `${width + m.LANE_COLUMN}px` });
  });
}
