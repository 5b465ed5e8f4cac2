// @ts-check
/** The blind rating: what is rated and how many have done so; after the reveal every vote on the curve. */
import { fresh, h } from "../../view/dom.js";
import { axis, pain, placeAxis, unitNow } from "../../present/stages.js";
import { unseen } from "./lists.js";
import { scaleOf, spread } from "./spread.js";

/** @typedef {import("../rated.js").Page} Page */
/** @typedef {import("../rated.js").Point} Point */

/** @returns {import("./index.js").Made} */
export function rating() {
  const room = h("div", { class: "cxp-room" });
  const el = h("div", { class: "cxp-map cxj-rating" });
  /** @type {(() => void) | null} */ let paint = null;
  let blind = false;
  const observer = new ResizeObserver(() => paint?.());
  observer.observe(room);
  return {
    el,
    draw(page, model) {
      el.classList.toggle("cxp-none", !page);
      if (!page) {
        paint = null;
        fresh(el, h("p", { class: "cxp-calm" }, model.revealed ? "Nobody has rated anything." : "There is nothing to rate yet: touchpoints appear here as they are written."));
        return;
      }
      room.classList.toggle("cxj-reveal", blind && model.revealed); // the votes come in gently, once
      blind = !model.revealed;
      const groups = spans(page);
      const points = /** @type {Point[]} */ (page.groups.flatMap((/** @type {any} */ g) => g.points));
      el.style.setProperty("--columns", String(points.length));
      el.classList.toggle("cxj-many", points.length > 6);
      fresh(
        el,
        groups.map(({ group, at }) => group.stage && group.stage === model.pointed.lifted && h("div", { class: "cxp-low", style: { gridColumn: at } })),
        groups.map(({ group, at }) => h("h2", { style: { gridColumn: at } }, group.name || "Stage")),
        points.map((point, i) => h("p", { class: point.id === model.pointed.card ? "cxj-point cxj-called" : "cxj-point", style: { gridColumn: i + 2 } }, point.title)),
        axis(),
        room,
        points.map((point, i) => point.agree && h("p", { class: point.split ? "cxj-agree cxj-split" : "cxj-agree", style: { gridColumn: i + 2 } }, h("b", null, point.agree), h("span", null, point.range))),
        groups.map(({ group, at }) => model.revealed && group.pain && pain(group.pain, at)),
        !model.revealed && h("div", { class: "cxj-over" }, unseen(model, "rated", "Rate how each of these feels.")),
      );
      paint = () => {
        const { clientWidth: width, clientHeight: height } = room;
        if (!width || !height) return;
        const unit = unitNow();
        room.replaceChildren(spread(points, model.values, page.from, { width, height, unit }, model.revealed));
        const { y } = scaleOf(height, unit);
        placeAxis(el, y(3), y(-3));
      };
      paint();
    },
    end: () => observer.disconnect(),
  };
}

/** Which columns each stage takes. @param {Page} page */
function spans(page) {
  let at = 2;
  return page.groups.map((group) => {
    const found = { group, at: `${at} / span ${group.points.length}` };
    at += group.points.length;
    return found;
  });
}
