// @ts-check
/** Lists in large rows: votes in their order, the worst pains, what is parked, what was decided. */
import { fresh, h } from "../../view/dom.js";
import { icon, pips } from "../../view/icons.js";

/** @typedef {import("./index.js").Made} Made */

/** @param {string} name @param {(row: any, model: any) => any} line @param {(model: any) => any} empty @returns {Made} */
function list(name, line, empty) {
  const el = h("div", { class: `cxj-list ${name}` });
  return {
    el,
    draw(page, model) {
      if (!page?.length) return fresh(el, empty(model));
      fresh(el, h("ol", null, page.map((/** @type {any} */ row) => line(row, model))));
    },
  };
}

/** A severity for those who hear it. @param {number | null} severity */
export const severityWords = (severity) => ["", "Severity low: ", "Severity medium: ", "Severity high: "][severity ?? 0];
const aloud = (/** @type {string} */ words) => words && h("span", { class: "cx-aloud" }, words);
const calm = (/** @type {string} */ words) => h("p", { class: "cxj-empty" }, words);

/** Before the reveal how many have voted, then bars in their order. @returns {Made} */
export const votes = () =>
  list(
    "cxj-votes",
    (row) =>
      h("li", { class: row.rank === "1" ? "cxj-first" : "" }, h("span", { class: "cxj-rank" }, row.rank), h("div", { class: "cxj-what" },
        h("p", null, row.severity && pips(row.severity, 28), aloud(severityWords(row.severity)), h("span", { class: "cxj-title" }, row.title)),
        h("div", { class: "cxj-bar", "aria-hidden": "true" }, h("i", { style: { width: `${(100 * row.share).toFixed(1)}%` } }))),
        h("span", { class: "cxj-where" }, row.stage, !row.firm && h("em", null, "not firm")), h("b", { class: "cxj-number" }, String(row.votes), aloud(row.votes === 1 ? " vote" : " votes"))),
    (model) => (model.revealed ? calm("Nobody voted.") : unseen(model, "voted", "Put your votes where it matters most.")),
  );

/** @returns {Made} */
export const pains = () =>
  list(
    "cxj-pains",
    (row) =>
      h("li", null, h("div", { class: `cxj-what cxp-pain cxp-${row.evidence}` }, pips(row.severity, 34), h("p", null, aloud(severityWords(row.severity)), h("span", { class: "cxj-title" }, row.title)), row.said > 1 && h("span", { class: "cxj-said" }, `×${row.said}`)),
        h("span", { class: "cxj-where" }, row.stage), row.votes !== null && h("b", { class: "cxj-number" }, String(row.votes), h("small", null, row.votes === 1 ? "vote" : "votes"))),
    () => calm("No pain points yet. They appear here as they are written."),
  );

/** @returns {Made} */
export const parking = () =>
  list(
    "cxj-parking",
    (row) => h("li", { class: row.settled ? "cxj-settled" : "" }, icon(row.settled ? "check" : "tray", 36), h("p", null, aloud(row.settled ? "Settled: " : ""), h("span", { class: "cxj-title" }, row.text)), h("span", { class: "cxj-where" }, row.by)),
    () => calm("Nothing is parked. What matters, but not now, waits here."),
  );

/** @returns {Made} */
export const decisions = () =>
  list(
    "cxj-decisions",
    (row) => h("li", { class: row.settled ? "cxj-settled" : "" }, h("span", { class: "cxj-kind" }, row.kind), h("p", null, h("span", { class: "cxj-title" }, row.text)),
      h("span", { class: "cxj-where" }, row.owner || (row.kind === "Open question" ? "" : "No owner yet"), row.due && h("em", null, row.due))),
    () => calm("No decisions yet. They appear here as they are made."),
  );

/** How many are done with what nobody sees yet: who has only begun does not fill the bar. @param {{cast: {people: number, of: number, complete: number} | null, targets: number}} model @param {string} did @param {string} calling */
export function unseen({ cast, targets }, did, calling) {
  const share = cast?.of ? Math.min(1, cast.complete / cast.of) : 0;
  return h("div", { class: "cxj-unseen" },
    cast ? h("p", { class: "cxj-large" }, h("b", null, `${cast.complete} of ${cast.of}`), ` have ${did}`) : h("p", { class: "cxj-large" }, calling),
    cast && h("div", { class: "cxj-meter", "aria-hidden": "true" }, h("i", { style: { width: `${(100 * share).toFixed(1)}%` } })),
    h("p", { class: "cxj-aside" }, targets === 0 ? "There is nothing to choose from yet." : cast && cast.people > cast.complete ? `${cast.people - cast.complete} more began` : cast ? calling : ""));
}
