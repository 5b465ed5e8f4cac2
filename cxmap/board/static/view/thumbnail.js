// @ts-check
/** A small emotion curve for a template: always −3…+3, never stretched to fit. */
import { curvePath, scale } from "./curve.js";
import { svg } from "./dom.js";

const WIDTH = 92;
const HEIGHT = 34;

/**
 * The feelings of a template in map order. Pure.
 * @param {{stage?: any[], lane?: any[], card?: any[], feeling?: any[]}} template records by type
 * @returns {number[]} values from −3 to +3
 */
export function templateFeelings({ stage = [], lane = [], card = [], feeling = [] }) {
  const by = (/** @type {any} */ a, /** @type {any} */ b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : a.id < b.id ? -1 : 1);
  const column = new Map([...stage].sort(by).map((record, i) => [record.id, i]));
  const row = new Map([...lane].sort(by).map((record, i) => [record.id, i]));
  const persona = feeling[0]?.persona;
  const value = new Map(feeling.filter((f) => f.persona === persona).map((f) => [f.card, f.value]));
  const place = new Map();
  const cells = new Map();
  for (const record of [...card].sort(by)) {
    const cell = `${record.stage} ${record.lane}`;
    const index = cells.get(cell) ?? 0;
    cells.set(cell, index + 1);
    place.set(record.id, [column.get(record.stage) ?? 0, index, row.get(record.lane) ?? 0]);
  }
  return card
    .filter((record) => value.has(record.id))
    .sort((a, b) => {
      const [p, q] = [place.get(a.id), place.get(b.id)];
      return p[0] - q[0] || p[1] - q[1] || p[2] - q[2];
    })
    .map((record) => value.get(record.id));
}

let count = 0;

/** @param {number[]} values @returns {SVGSVGElement} */
export function curveThumbnail(values) {
  const { y } = scale(HEIGHT, 4);
  const step = values.length > 1 ? (WIDTH - 8) / (values.length - 1) : 0;
  const points = values.map((value, i) => ({ x: 4 + i * step, y: y(value) }));
  const id = `cx-thumb-${++count}`;
  return svg("svg", { class: "cx-thumbnail", width: WIDTH, height: HEIGHT, viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true" },
    svg("defs", null,
      svg("linearGradient", { id, gradientUnits: "userSpaceOnUse", x1: 0, y1: 4, x2: 0, y2: HEIGHT - 4 },
        svg("stop", { offset: 0.44, style: { "stop-color": "var(--posFill)" } }),
        svg("stop", { offset: 0.56, style: { "stop-color": "var(--negFill)" } }))),
    svg("path", { d: `M0 ${HEIGHT / 2}H${WIDTH}`, style: { stroke: "var(--line2)" } }),
    values.length > 1 && svg("path", { d: curvePath(points), fill: "none", stroke: `url(#${id})`, "stroke-width": 2.4, "stroke-linecap": "round" }));
}
