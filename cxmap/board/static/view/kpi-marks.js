// @ts-check
/** How the standing of a KPI is drawn: tick, triangle or a plain mark, an arrow for the trend, and on a card of the KPI lane the figure. */
import { aimWords, marksWords, movementWords, sparkPoints, targetWords, valueWords, worstOf } from "../model/measures.js";
import { h, svg } from "./dom.js";
import { icon } from "./icons.js";

/** @typedef {import("../model/measures.js").Status} Status */

const SPARK = { width: 44, height: 14, values: 24 };

/** On target a tick, off target a triangle, else the lane's icon: never the colour alone. @param {Status["state"]} state @param {number} [size] */
export function standing(state, size = 12) {
  if (state === "off") {
    return svg("svg", { class: "cx-standing cx-state-off", viewBox: "0 0 16 16", width: size, height: size, "aria-hidden": "true" }, svg("path", { d: "M8 2.6 14.4 13.4H1.6z" }));
  }
  const mark = icon(state === "on" ? "check" : "kpi", size);
  mark.setAttribute("class", `cx-icon cx-standing cx-state-${state}`);
  return mark;
}

/** An arrow up, down or level, with its words for the pointer. @param {Status} status */
export function arrow(status) {
  if (status.change === null) return null;
  const way = status.change === 0 ? "right" : status.change > 0 ? "up" : "down";
  const tone = status.better === null ? "" : status.better ? " cx-better" : " cx-worse";
  const shape = { right: "M3 8h10M9.5 4.5 13 8l-3.5 3.5", up: "M4 12 12 4M5.500 4H12v6.500", down: "M4 4l8 8M12 5.500V12H5.500" }[way];
  return h("span", { class: `cx-movement${tone}`, title: movementWords(status) },
    svg("svg", { class: "cx-icon", viewBox: "0 0 16 16", width: 12, height: 12, fill: "none", stroke: "currentColor", "stroke-width": 1.8, "stroke-linecap": "round", "stroke-linejoin": "round", "aria-hidden": "true" }, svg("path", { d: shape })));
}

/** The small mark on cards and stages. @param {Status[]} statuses @returns {import("./features.js").Mark} */
export function smallMark(statuses) {
  const worst = worstOf(statuses);
  const many = statuses.length > 1;
  const off = statuses.filter((s) => s.state === "off").length;
  const words = marksWords(statuses);
  const shown = many ? (off ? `${off} of ${statuses.length}` : String(statuses.length)) : worst.state === "empty" ? "" : valueWords(worst);
  return {
    sign: `kpi:${worst.state}:${words}`, words,
    node: () => h("span", { class: "cx-kpi-mark", title: words }, standing(worst.state), shown && h("span", null, shown)),
  };
}

/** What a card of the KPI lane shows under its title: value, standing, aim and trend. @param {Status[]} statuses @returns {import("./features.js").Mark} */
export function figure(statuses) {
  const status = worstOf(statuses);
  const others = statuses.length - 1;
  const { trend, state, measure } = status;
  const values = trend ? trend.readings.slice(-SPARK.values).map((r) => r.value) : [];
  const words = marksWords(statuses);
  const aim = aimWords(measure.unit.length > 2 ? { ...measure, unit: "", method: "number" } : measure); // the unit stands beside the value already
  const known = state !== "empty";
  return {
    sign: `kpi:${state}:${words}:${aim}:${values.join()}`, words, line: true,
    node: () => h("span", { class: `cx-kpi-figure cx-state-${state}`, title: `${measure.name}: ${known ? `${valueWords(status)}, ` : ""}${targetWords(status)}` },
      known ? h("b", null, valueWords(status)) : h("span", { class: "cx-kpi-none" }, "no reading yet"),
      known && standing(state, 11),
      h("span", { class: "cx-kpi-aim" }, others ? `+${others} more` : aim),
      values.length > 1 && svg("svg", { class: "cx-spark", viewBox: `-2 -2 ${SPARK.width + 4} ${SPARK.height + 4}`, width: SPARK.width + 4, height: SPARK.height + 4, "aria-hidden": "true" },
        svg("polyline", { points: sparkPoints(values, SPARK.width, SPARK.height) }))),
  };
}
