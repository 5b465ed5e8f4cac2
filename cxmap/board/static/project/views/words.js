// @ts-check
/** Views of words: the question, nothing but the title, before, between, a break, and thank you. */
import { fresh, h } from "../../view/dom.js";
import { laneIcon } from "../../view/icons.js";

/** @typedef {import("./index.js").Made} Made */

/** A screen that is one calm block in the middle. @returns {Made} */
function calm(/** @type {(model: any) => any[]} */ build) {
  const el = h("div", { class: "cxj-calm" });
  return { el, draw: (_page, model) => fresh(el, ...build(model)) };
}

/** The prompt of the step, in large, and the lanes that are open for it. @returns {Made} */
export const question = () =>
  calm(({ prompt, lanes, alone, drafts }) => [
    h("p", { class: prompt.length > 160 ? "cxj-prompt cxj-long" : "cxj-prompt" }, prompt),
    lanes.length > 0 && h("ul", { class: "cxj-lanes" }, lanes.map((/** @type {any} */ lane) => h("li", null, laneIcon(lane.kind, 32), lane.name))),
    alone && h("p", { class: "cxj-aside" }, drafts),
  ]);

/** A large word and a small one under it: planned, between, closed, nothing. @returns {Made} */
export const words = () => calm(({ large, small }) => [h("p", { class: "cxj-large" }, large), small && h("p", { class: "cxj-aside" }, small)]);

/** A break: what it is, and the time until it goes on. The figures are the timer's, brought up to date by `tick`. @returns {Made} */
export function pause() {
  const time = h("p", { class: "cxj-countdown", "aria-hidden": "true" });
  const again = h("p", { class: "cxj-aside" });
  const el = h("div", { class: "cxj-calm" }, time, again);
  return {
    el,
    draw: (_page, { small }) => fresh(again, small),
    tick: (timer) => {
      if (time.textContent !== timer.text) time.textContent = timer.text;
      time.dataset.state = timer.state;
    },
  };
}
