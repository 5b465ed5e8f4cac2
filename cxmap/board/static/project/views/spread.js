// @ts-check
/** The drawing of a revealed rating: every vote a dot, the band of the middle half, the curve through the means, faces where it turns. */
import { areaPath, curvePath, scale, showValue, turns } from "../../view/curve.js";
import { stretch, strokeFill, washFill } from "../../view/curve-fills.js";
import { svg } from "../../view/dom.js";
import { face } from "../../view/icons.js";
import { dotsOf, halfWidth, packing, PITCH, RADIUS } from "../dots.js";

/** @typedef {import("../rated.js").Point} Point */

/** Sizes at 1080p. */
const PAD = 66;
const FACE = 54;
const BAND = 72;

/** How far above and below the zero line +3 and −3 stand. @param {number} height px of the drawing @param {number} unit px per px at 1080p */
export const scaleOf = (height, unit) => scale(height, Math.min(PAD * unit, height / 5));

/**
 * @param {Point[]} points of this screen @param {number[]} values the means of all points of the rating @param {number} from which of
 *   them is the first here
 * @param {{width: number, height: number, unit: number}} room px @param {boolean} revealed
 * @returns {SVGSVGElement}
 */
export function spread(points, values, from, { width, height, unit }, revealed) {
  const { y, unit: step } = scaleOf(height, unit);
  const column = width / Math.max(1, points.length);
  const rule = (/** @type {number} */ value) => `M0 ${y(value).toFixed(1)}H${width}`;
  const rules = [svg("path", { class: "cxp-rule", d: rule(3) + rule(-3) }), svg("path", { class: "cxp-rule cxp-zero", d: rule(0) })];
  const attrs = { class: "cxp-drawing", width, height, viewBox: `0 0 ${width} ${height}`, role: "img" };
  if (!revealed) return svg("svg", { ...attrs, "aria-label": "Nobody's rating is shown yet" }, rules);
  const x = (/** @type {number} */ i) => (i - from + 0.5) * column;
  const line = values.map((value, i) => ({ x: x(i), y: y(value) })).filter((p) => p.x > -2 * column && p.x < width + 2 * column);
  const fills = [strokeFill("cxj-stroke"), washFill("cxj-wash")];
  for (const fill of fills) stretch(fill, y);
  const most = Math.max(1, ...points.flatMap((p) => p.counts.map(([, n]) => n)));
  const packed = packing(most, { width: column * 0.86, step, pitch: PITCH * unit });
  const radius = Math.min(RADIUS * unit, packed.pitch * 0.42);
  const turning = new Map(turns(values).map((turn) => [turn.index, turn.kind]));
  return svg(
    "svg",
    { ...attrs, "aria-label": spoken(points) },
    svg("defs", null, fills),
    rules,
    svg("path", { class: "cxp-wash", d: areaPath(line, y(0)), fill: "url(#cxj-wash)" }),
    points.map((point, i) => band(point, x(from + i), y, unit, column)),
    svg("path", { class: "cxp-curve", d: curvePath(line), stroke: "url(#cxj-stroke)" }),
    points.map((point, i) => faceBeside(point, turning.get(from + i), x(from + i), y, packed, unit, width)),
    points.map((point, i) => svg("g", { class: "cxj-dots" }, point.counts.flatMap(([value, n]) => dotsOf(n, packed).map((dot) => {
      return svg("circle", { cx: (x(from + i) + dot.x).toFixed(1), cy: (y(value) + dot.y).toFixed(1), r: radius.toFixed(1) });
    })))),
  );
}

/** Where the middle half of the votes lies. @param {Point} point @param {number} x @param {(value: number) => number} y @param {number} unit @param {number} column */
function band({ half }, x, y, unit, column) {
  if (!half) return null;
  const wide = Math.min(BAND * unit, column * 0.6);
  const over = 21 * unit;
  const [top, bottom] = [y(half[1]) - over, y(half[0]) + over];
  return svg("rect", { class: "cxj-band", x: x - wide / 2, y: top, width: wide, height: bottom - top, rx: Math.min(wide, bottom - top) / 2 });
}

/**
 * A face where the curve turns: right of a peak, left of a trough, beside what stands there; on the other side where the screen ends.
 * @param {Point} point @param {"peak" | "trough" | undefined} kind @param {number} x @param {(value: number) => number} y
 * @param {{row: number, pitch: number}} packed @param {number} unit @param {number} width
 */
function faceBeside({ value, counts }, kind, x, y, packed, unit, width) {
  if (!kind || value === null) return null;
  const size = FACE * unit;
  const near = counts.filter(([v, n]) => n > 0 && Math.abs(y(v) - y(value)) < size * 0.75 + packed.pitch);
  const off = Math.max((BAND / 2) * unit, ...near.map(([, n]) => halfWidth(n, packed))) + size / 2 + 6 * unit;
  const side = kind === "peak" ? 1 : -1;
  const inside = (/** @type {number} */ at) => at - size / 2 >= 0 && at + size / 2 <= width;
  const centre = inside(x + side * off) ? x + side * off : x - side * off;
  const drawn = face(value, size);
  drawn.setAttribute("x", (centre - size / 2).toFixed(1));
  drawn.setAttribute("y", (y(value) - size / 2).toFixed(1));
  return drawn;
}

/** The votes in words. @param {Point[]} points */
function spoken(points) {
  const told = points.filter((p) => p.value !== null).map((p) => `${p.title} ${showValue(/** @type {number} */ (p.value))}, ${p.agree.toLowerCase()}, ${p.range}`);
  return told.length ? `How it was rated: ${told.join("; ")}` : "Nobody has rated anything";
}
