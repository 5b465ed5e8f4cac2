// @ts-check
/** Stages in columns with the curve through them, their moments of truth and their worst pains. */
import { fresh, h } from "../view/dom.js";
import { pips, star } from "../view/icons.js";
import { chart } from "./chart.js";
import { time, waysDrawing } from "./ways.js";

/** @typedef {import("./pages.js").Column} Column */
/** @typedef {import("../view/feelings.js").FeelingPoint} FeelingPoint */

/** px that one px at 1080p takes on this window. */
export const unitNow = () => Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;

export class Stages {
  /** @param {HTMLElement} el where they are drawn */
  constructor(el) {
    this.el = el;
    el.classList.add("cxp-map");
    this.room = h("div", { class: "cxp-room" });
    this.band = h("div", { class: "cxp-band", hidden: true });
    this.observer = new ResizeObserver(() => this.paint());
    this.observer.observe(this.room);
    /** @type {(() => SVGSVGElement | null) | null} */ this.drawing = null;
    /** @type {((width: number) => SVGSVGElement | null) | null} */ this.ways = null;
  }

  destroy() {
    this.observer.disconnect();
  }

  /** No stages yet: say so. @param {string} words */
  none(words) {
    this.drawing = this.ways = null;
    fresh(this.el, h("p", { class: "cxp-calm" }, words));
    this.el.classList.add("cxp-none");
  }

  /**
   * @param {{columns: Column[], curves: {persona: any, points: FeelingPoint[]}[], reported: FeelingPoint[], all: string[], from: number, lifted: string | null, ways?: ReturnType<import("./ways.js").waysOf>}} screen
   *   `ways`: paths between stages, `all`: ids of all stages of the map, `from`: which of them is the first here, `lifted`: the stage that stands out
   */
  draw({ columns, curves, reported, all, from, lifted, ways }) {
    this.el.classList.remove("cxp-none");
    this.el.style.setProperty("--columns", String(columns.length));
    this.drawing = () => {
      const { clientWidth: width, clientHeight: height } = this.room;
      if (!width || !height) return null;
      return chart(curves, all, { from, count: columns.length, width, height, unit: unitNow() }, reported);
    };
    this.ways = ways ? (width) => waysDrawing(ways, { from, count: columns.length, width, unit: unitNow() }) : null;
    fresh(
      this.el,
      columns.map(({ stage }, i) => stage.id === lifted && h("div", { class: "cxp-low", style: { gridColumn: i + 2 } })),
      columns.map(({ stage }, i) => h("h2", { style: { gridColumn: i + 2 } }, stage.name || `Stage ${from + i + 1}`)),
      columns.map(({ stage }, i) => time(stage, i + 2)),
      this.band,
      axis(),
      this.room,
      columns.map((c, i) => c.moment && moment(c, i + 2)),
      columns.map((c, i) => c.pain && pain(c.pain, i + 2)),
    );
    this.paint();
  }

  /** Draw the curve for the room that there is. */
  paint() {
    const ways = this.ways?.(this.room.clientWidth) ?? null;
    this.band.hidden = !ways;
    this.band.replaceChildren(...(ways ? [ways] : []));
    const drawing = this.drawing?.();
    if (!drawing) return;
    this.room.replaceChildren(drawing);
    const rules = drawing.querySelector(".cxp-rule")?.getAttribute("d")?.match(/M0 ([\d.]+)/g)?.map((m) => Number(m.slice(3))) ?? [];
    placeAxis(this.el, rules[0], rules[1]);
  }
}

/** The marks of the scale. */
export function axis() {
  return h("div", { class: "cxp-axis", "aria-hidden": "true" }, ["+3", "0", "−3"].map((mark) => h("span", null, mark)));
}

/** Put the marks at their heights. @param {HTMLElement} el that holds them @param {number} top px of +3 @param {number} bottom px of −3 */
export function placeAxis(el, top, bottom) {
  const marks = /** @type {NodeListOf<HTMLElement>} */ (el.querySelectorAll(".cxp-axis span"));
  [top, (top + bottom) / 2, bottom].forEach((y, i) => (marks[i].style.top = `${y}px`));
}

/** @param {Column} column @param {number} at */
function moment({ moment, moments }, at) {
  return h("p", { class: "cxp-moment", style: { gridColumn: at } }, star(32), h("span", null, moments > 1 ? `${moment.title} · ${moments - 1}\u00a0more` : moment.title));
}

/** A pain point with its severity and evidence. @param {{title: string, severity: number | null, evidence: string}} card @param {number | string} at column, or columns, of the grid */
export function pain(card, at) {
  const severity = ["not rated", "low", "medium", "high"][card.severity ?? 0];
  return h("div", { class: `cxp-pain cxp-${card.evidence}`, style: { gridColumn: at } }, pips(card.severity, 28), h("p", null, h("span", { class: "cx-aloud" }, `Pain point, severity ${severity}: `), card.title));
}
