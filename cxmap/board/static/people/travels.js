// @ts-check
/** The journeys that a persona travels: its curve in each, the lowest point, the pains that hurt most. Told by the page. */
import { curvePath, scale, showValue } from "../view/curve.js";
import { h, svg } from "../view/dom.js";

const WIDTH = 96;
const HEIGHT = 40;
let count = 0;

/**
 * One journey, as `cxmap/ui/persona_data.py` tells it: `curve` are [x, value] with x in stages, `low` and `high` the ends by title.
 * @typedef {{id: string, title: string, stages: number, curve: [number, number][], low: {title: string, value: number} | null, high: {title: string, value: number} | null, pains: string[]}} Travel
 */

export class Travels {
  /** @param {any} desk */
  constructor(desk) {
    this.desk = desk;
    this.list = h("div", { class: "pp-travels" });
    this.none = h("p", { class: "pp-empty" }, "On no journey yet: add this persona in the head of a journey's board.");
    this.el = h("section", { class: "pp-group", "aria-label": "In these journeys" }, h("h3", { class: "pp-title" }, "In these journeys"), this.list, this.none);
    this.sign = "";
  }

  update() {
    const { host, persona } = this.desk;
    const travels = /** @type {Travel[]} */ (host.data.travels?.[persona] ?? []);
    const sign = JSON.stringify(travels);
    if (sign === this.sign) return;
    this.sign = sign;
    this.none.hidden = travels.length > 0;
    this.list.replaceChildren(...travels.map((travel) => this._one(travel)));
  }

  /** @param {Travel} travel */
  _one({ id, title, stages, curve, low, high, pains }) {
    const end = low && low.value < 0 ? low : (high ?? low);
    const tone = !end ? "none" : end.value < -0.4 ? "neg" : end.value > 0.4 ? "pos" : "neu";
    const words = end ? `${end === low ? "Lowest" : "Highest"}: ${end.title || "untitled"}` : "No feelings on it yet";
    return h("button", { class: "pp-travel", type: "button", onclick: () => this.desk.host.go({ journey: id }) },
      picture(curve, stages),
      h("span", { class: "pp-travel-words" }, h("b", null, title), h("span", null, words), pains.length > 0 && h("span", null, `Pains: ${pains.join(", ")}`)),
      end && h("b", { class: `pp-travel-value pp-${tone}` }, showValue(end.value)));
  }
}

/** @param {[number, number][]} curve @param {number} stages */
function picture(curve, stages) {
  const { y } = scale(HEIGHT, 6);
  const across = (WIDTH - 12) / Math.max(1, stages);
  const points = curve.map(([x, value]) => ({ x: 6 + x * across, y: y(value) }));
  const id = `pp-curve-${++count}`;
  return svg("svg", { class: "pp-curve", width: WIDTH, height: HEIGHT, viewBox: `0 0 ${WIDTH} ${HEIGHT}`, "aria-hidden": "true" },
    svg("defs", null, svg("linearGradient", { id, gradientUnits: "userSpaceOnUse", x1: 0, y1: 6, x2: 0, y2: HEIGHT - 6 },
      svg("stop", { offset: 0.44, style: { "stop-color": "var(--posFill)" } }),
      svg("stop", { offset: 0.56, style: { "stop-color": "var(--negFill)" } }))),
    svg("path", { d: `M0 ${HEIGHT / 2}H${WIDTH}`, style: { stroke: "var(--line2)" } }),
    points.length > 1 && svg("path", { d: curvePath(points), fill: "none", stroke: `url(#${id})`, "stroke-width": 2.6, "stroke-linecap": "round" }),
    points.length === 1 && svg("circle", { cx: points[0].x, cy: points[0].y, r: 3, style: { fill: curve[0][1] < 0 ? "var(--negFill)" : "var(--posFill)" } }));
}
