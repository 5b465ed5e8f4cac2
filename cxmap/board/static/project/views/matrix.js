// @ts-check
/** Value against effort: where the room puts each idea, how far apart it is, and what that makes of it. */
import { fresh, h, svg } from "../../view/dom.js";
import { unitNow } from "../../present/stages.js";
import { unseen } from "./lists.js";

/** The four corners, as the method names them: [name, left, top] in shares of the field. @type {[string, number, number][]} */
const CORNERS = [["Quick wins", 0, 0], ["Big bets", 1, 0], ["Maybe", 0, 1], ["Time sinks", 1, 1]];
/** Radius of a dot at 1080p. */
const DOT = 22;

/** @returns {import("./index.js").Made} */
export function matrix() {
  const field = h("div", { class: "cxj-field" });
  const side = h("div", { class: "cxj-legend" });
  const el = h("div", { class: "cxj-matrix" }, h("p", { class: "cxj-axis-value" }, "Value →"), field, h("p", { class: "cxj-axis-effort" }, "Effort →"), side);
  /** @type {(() => void) | null} */ let paint = null;
  const observer = new ResizeObserver(() => paint?.());
  observer.observe(field);
  return {
    el,
    draw(page, model) {
      const rows = page ?? [];
      const shown = new Set(rows.map((/** @type {any} */ row) => row.n));
      if (!model.revealed) fresh(side, unseen(model, "placed", "Place each by its value and its effort."));
      else if (!rows.length) fresh(side, h("p", { class: "cxj-empty" }, "Nobody has placed anything."));
      else
        fresh(side, h("ol", null, rows.map((/** @type {any} */ row) => h("li", null, h("b", { class: "cxj-n" }, String(row.n)), h("div", null,
          h("p", { class: "cxj-title" }, row.title), h("p", { class: "cxj-where" }, row.quadrant.replace(/^./, (/** @type {string} */ c) => c.toUpperCase()), !row.firm && h("em", null, "not firm")))))));
      paint = () => draw(field, model.points, shown);
      paint();
    },
    end: () => observer.disconnect(),
  };
}

/** @param {HTMLElement} field @param {any[]} points @param {Set<number>} shown those that the list beside names now */
function draw(field, points, shown) {
  const { clientWidth: width, clientHeight: height } = field;
  if (!width || !height) return;
  const unit = unitNow();
  const r = DOT * unit;
  const pad = r + 6 * unit;
  const x = (/** @type {number} */ effort) => pad + (effort / 10) * (width - 2 * pad);
  const y = (/** @type {number} */ value) => height - pad - (value / 10) * (height - 2 * pad);
  const label = points.length ? `Value and effort: ${points.map((p) => `${p.n}: value ${+p.value.toFixed(1)}, effort ${+p.effort.toFixed(1)}`).join("; ")}` : "Value against effort; nothing is placed yet";
  const order = [...points].sort((a, b) => Number(shown.has(a.n)) - Number(shown.has(b.n)) || b.n - a.n);
  field.replaceChildren(
    svg(
      "svg",
      { width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": label },
      svg("rect", { class: "cxj-good", x: 0, y: 0, width: width / 2, height: height / 2 }),
      svg("path", { class: "cxj-cross", d: `M${width / 2} 0V${height}M0 ${height / 2}H${width}` }),
      CORNERS.map(([name, left, top]) => svg("text", { class: "cxj-corner", x: left ? width - 18 * unit : 18 * unit, y: top ? height - 18 * unit : 40 * unit, "text-anchor": left ? "end" : "start" }, name)),
      order.map((p) => svg("path", { class: shown.has(p.n) ? "cxj-whisker" : "cxj-whisker cxj-faint", d: `M${x(p.effortLow)} ${y(p.value)}H${x(p.effortHigh)}M${x(p.effort)} ${y(p.low)}V${y(p.high)}` })),
      order.map((p) => svg("g", { class: shown.has(p.n) ? "cxj-placed" : "cxj-placed cxj-faint" },
        svg("circle", { cx: x(p.effort), cy: y(p.value), r }), svg("text", { class: "cxj-in", x: x(p.effort), y: y(p.value) + 9 * unit, "text-anchor": "middle" }, String(p.n)))),
    ),
  );
}
