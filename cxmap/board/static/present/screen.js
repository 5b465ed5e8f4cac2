// @ts-check
/** One screen of the present page: who, what, the stages with their curve, and what the map says. */
import { fresh, h, set, svg, text } from "../view/dom.js";
import { icon } from "../view/icons.js";
import { column, curvesOf, finding, remembered, reportedOf } from "./pages.js";
import { portrait } from "./portrait.js";
import { Stages } from "./stages.js";
import { waysOf } from "./ways.js";

/** Personas named beside the leading one. */
const OTHERS = 2;

export class Screen {
  /**
   * @param {HTMLElement} root @param {string} base URL that the app stands under
   * @param {(by: number) => void} go to the next (1) or the previous (−1) screen
   */
  constructor(root, base, go) {
    this.base = base;
    this.portrait = h("div", { class: "cxp-portrait", hidden: true });
    this.title = h("h1");
    this.who = h("p", { class: "cxp-who" });
    this.dots = h("div", { class: "cxp-dots", "aria-hidden": "true" });
    this.count = h("p", { class: "cxp-count" });
    this.map = h("main");
    this.stages = new Stages(this.map);
    this.finding = h("p", { class: "cxp-finding" });
    this.remembered = h("p", { class: "cxp-remembered" });
    this.away = h("i", { class: "cxp-away", hidden: true });
    const edge = (/** @type {number} */ by, /** @type {string} */ name, /** @type {string} */ label) =>
      h("button", { class: `cxp-edge cxp-${name}`, type: "button", "aria-label": label, hidden: true, onclick: () => go(by) }, icon(name, 40));
    this.edges = [edge(-1, "left", "Previous stages"), edge(1, "right", "Next stages")];
    root.replaceChildren(
      h("header", { class: "cxp-top" }, this.portrait, h("div", { class: "cxp-name" }, this.title, this.who), h("div", { class: "cxp-place" }, this.dots, this.count)),
      this.map,
      h("footer", { class: "cxp-bottom" }, this.finding, this.remembered),
      ...this.edges,
      this.away,
    );
  }

  destroy() {
    this.stages.destroy();
  }

  /**
   * Draw a screen.
   * @param {any} replica @param {any} journey @param {any[][]} pages stages by screen @param {number} page
   */
  draw(replica, journey, pages, page) {
    const stages = pages[page] ?? [];
    const all = pages.flat();
    const from = pages.slice(0, page).reduce((sum, p) => sum + p.length, 0);
    const curves = curvesOf(replica);
    const points = curves[0]?.points ?? [];
    document.title = journey.title;
    text(this.title, journey.title);
    this._who(curves, journey, reportedOf(replica).length > 0);
    this._place(pages.length, page, from, stages.length, all.length);
    const says = finding(replica, points);
    text(this.finding, says);
    text(this.remembered, remembered(points));
    const reported = reportedOf(replica);
    if (!stages.length) return this.stages.none("This map is still empty. It fills here as it is drawn.");
    const low = points.reduce((/** @type {any} */ best, p) => (best && best.value < p.value ? best : p), null);
    const lifted = low && says && low.value < 0 ? low.stage : null;
    const ids = all.map((s) => s.id);
    this.stages.draw({ columns: stages.map((stage) => column(replica, stage)), curves, reported, all: ids, from, lifted, ways: waysOf(replica, ids) });
  }

  /** @param {{persona: any}[]} curves @param {any} journey @param {boolean} reported whether customers' own curve is drawn */
  _who(curves, journey, reported) {
    const lead = curves[0]?.persona;
    portrait(this.portrait, lead, this.base);
    const many = curves.length > 1 || reported;
    const line = (/** @type {boolean} */ solid, told = false) => many && svg("svg", { class: solid ? "cxp-solid" : told ? "cxp-dashed cxp-reported" : "cxp-dashed", viewBox: "0 0 48 10", "aria-hidden": "true" }, svg("path", { d: "M3 5h42" }));
    const names = curves.slice(0, 1 + OTHERS).map(({ persona }, i) => h("span", { class: "cxp-persona" }, line(i === 0), i === 0 && persona.role ? `${persona.name}, ${persona.role}` : persona.name));
    const more = curves.length - 1 - OTHERS;
    fresh(this.who, names, reported && h("span", { class: "cxp-persona" }, line(false, true), "As reported"), more > 0 && h("span", null, `+${more}`), journey.state === "to_be" && h("span", { class: "cxp-state" }, "To be"));
    this.who.hidden = !this.who.childElementCount;
  }

  /** @param {number} pages @param {number} page @param {number} from @param {number} shown @param {number} all */
  _place(pages, page, from, shown, all) {
    const several = pages > 1;
    fresh(this.dots, several && Array.from({ length: pages }, (_, i) => h("i", { class: i === page ? "cxp-now" : "" })));
    text(this.count, several ? `Stages ${from + 1}–${from + shown} of ${all}` : "");
    set(this.edges[0], "hidden", page <= 0);
    set(this.edges[1], "hidden", page >= pages - 1);
  }
}
