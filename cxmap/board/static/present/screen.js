// @ts-check
/** One screen of the present page: who, what, the stages with their curve, and what the map says. */
import { fresh, h, set, svg, text } from "../view/dom.js";
import { icon, pips, star } from "../view/icons.js";
import { lettersOf } from "../view/presence.js";
import { chart } from "./chart.js";
import { column, curvesOf, finding, remembered, reportedOf } from "./pages.js";

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
    this.map = h("main", { class: "cxp-map" });
    this.finding = h("p", { class: "cxp-finding" });
    this.remembered = h("p", { class: "cxp-remembered" });
    this.away = h("i", { class: "cxp-away", hidden: true });
    const edge = (/** @type {number} */ by, /** @type {string} */ name, /** @type {string} */ label) =>
      h("button", { class: `cxp-edge cxp-${name}`, type: "button", "aria-label": label, hidden: true, onclick: () => go(by) }, icon(name, 40));
    this.edges = [edge(-1, "left", "Previous stages"), edge(1, "right", "Next stages")];
    this.room = h("div", { class: "cxp-room" });
    this.observer = new ResizeObserver(() => this._chart());
    this.observer.observe(this.room);
    /** @type {(() => SVGSVGElement | null) | null} */ this.paint = null;
    root.replaceChildren(
      h("header", { class: "cxp-top" }, this.portrait, h("div", { class: "cxp-name" }, this.title, this.who), h("div", { class: "cxp-place" }, this.dots, this.count)),
      this.map,
      h("footer", { class: "cxp-bottom" }, this.finding, this.remembered),
      ...this.edges,
      this.away,
    );
  }

  destroy() {
    this.observer.disconnect();
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
    if (!stages.length) {
      this.paint = null;
      fresh(this.map, h("p", { class: "cxp-calm" }, "This map is still empty. It fills here as it is drawn."));
      this.map.className = "cxp-map cxp-none";
      return;
    }
    const columns = stages.map((stage) => column(replica, stage));
    const low = points.reduce((/** @type {any} */ best, p) => (best && best.value < p.value ? best : p), null);
    this.map.className = "cxp-map";
    this.map.style.setProperty("--columns", String(stages.length));
    this.paint = () => {
      const { clientWidth: width, clientHeight: height } = this.room;
      if (!width || !height) return null;
      const unit = Number.parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
      return chart(curves, all.map((s) => s.id), { from, count: stages.length, width, height, unit }, reported);
    };
    fresh(
      this.map,
      columns.map(({ stage }, i) => low && says && low.value < 0 && stage.id === low.stage && h("div", { class: "cxp-low", style: { gridColumn: i + 2 } })),
      columns.map(({ stage }, i) => h("h2", { style: { gridColumn: i + 2 } }, stage.name || `Stage ${from + i + 1}`)),
      h("div", { class: "cxp-axis", "aria-hidden": "true" }, ["+3", "0", "−3"].map((mark) => h("span", null, mark))),
      this.room,
      columns.map((c, i) => c.moment && moment(c, i + 2)),
      columns.map((c, i) => c.pain && pain(c.pain, i + 2)),
    );
    this._chart();
  }

  _chart() {
    const drawing = this.paint?.();
    if (!drawing) return;
    this.room.replaceChildren(drawing);
    const rules = drawing.querySelector(".cxp-rule")?.getAttribute("d")?.match(/M0 ([\d.]+)/g)?.map((m) => Number(m.slice(3))) ?? [];
    const marks = /** @type {NodeListOf<HTMLElement>} */ (this.map.querySelectorAll(".cxp-axis span"));
    [rules[0], (rules[0] + rules[1]) / 2, rules[1]].forEach((y, i) => (marks[i].style.top = `${y}px`));
  }

  /** @param {{persona: any}[]} curves @param {any} journey @param {boolean} reported whether customers' own curve is drawn */
  _who(curves, journey, reported) {
    const lead = curves[0]?.persona;
    this.portrait.hidden = !lead;
    const sign = lead ? `${lead.id} ${lead.name} ${lead.photo ?? ""}` : "";
    if (sign !== this.portrait.dataset.sign && lead) {
      this.portrait.dataset.sign = sign;
      const letters = () => h("span", { "aria-hidden": "true" }, lettersOf(lead.name));
      const photo = lead.photo && h("img", { alt: "", src: `${this.base}/pictures/${lead.photo}` });
      if (photo) photo.addEventListener("error", () => photo.replaceWith(letters()), { once: true });
      fresh(this.portrait, photo || letters());
    }
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

/** @param {import("./pages.js").Column} column @param {number} at */
function moment({ moment, moments }, at) {
  return h("p", { class: "cxp-moment", style: { gridColumn: at } }, star(32), h("span", null, moments > 1 ? `${moment.title} · ${moments - 1}\u00a0more` : moment.title));
}

/** @param {any} card @param {number} at */
function pain(card, at) {
  const severity = ["not rated", "low", "medium", "high"][card.severity ?? 0];
  return h("div", { class: `cxp-pain cxp-${card.evidence}`, style: { gridColumn: at } }, pips(card.severity, 28), h("p", null, h("span", { class: "cx-aloud" }, `Pain point, severity ${severity}: `), card.title));
}
