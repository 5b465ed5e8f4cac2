// @ts-check
/** The cards of a step, live: stages in columns, cards as they come. */
import { fresh, h } from "../../view/dom.js";
import { laneIcon, pips, star } from "../../view/icons.js";
import { severityWords } from "./lists.js";

/** @typedef {import("./index.js").Made} Made */
/** @typedef {import("../said.js").Stack} Stack */
/** @typedef {import("../said.js").Said} Said */

/** @returns {Made} */
export function cards() {
  const el = h("div", { class: "cxj-cards" });
  /** What was on the screen before, so that what is new comes in gently. @type {Set<string> | null} */
  let known = null;
  return {
    el,
    draw(page, { kinds, pointed, alone }) {
      const stacks = /** @type {Stack[]} */ (page?.stacks ?? []);
      const here = new Set(stacks.flatMap((s) => s.cards.map((c) => c.id)));
      const isNew = (/** @type {Said} */ card) => known !== null && !known.has(card.id);
      el.style.setProperty("--columns", String(Math.max(1, stacks.length)));
      const deep = Math.max(0, ...stacks.map((s) => s.cards.length));
      el.classList.toggle("cxj-roomy", deep <= 3);
      el.classList.toggle("cxj-airy", deep === 4);
      fresh(
        el,
        stacks.map((stack) =>
          h("section", { class: stack.stage === pointed.lifted ? "cxj-stack cxj-lifted" : "cxj-stack" }, h("h2", null, stack.name || `Stage ${stack.number}`),
            h("ul", null, stack.cards.map((card) => item(card, kinds.length > 1, isNew(card), card.id === pointed.card))),
            stack.more > 0 && h("p", { class: "cxj-rest" }, `+${stack.more} more`))),
        here.size === 0 && h("p", { class: "cxj-empty" }, alone || (stacks.length ? "Cards appear here as they are written." : "This map is still empty. It fills here as it is drawn.")),
      );
      known = new Set([...(known ?? []), ...here]);
    },
  };
}

/** @param {Said} card @param {boolean} marked with its lane's mark @param {boolean} fresh @param {boolean} called */
function item(card, marked, fresh, called) {
  const words = [severityWords(card.severity), card.moment && "Moment of truth: "].filter(Boolean).join("");
  const aloud = words && h("span", { class: "cx-aloud" }, words);
  const said = card.said > 1 && h("span", { class: "cxj-said" }, `×${card.said}`);
  return h("li", { class: `cxj-card cxp-pain cxp-${card.evidence}${fresh ? " cxj-new" : ""}${called ? " cxj-called" : ""}` },
    (card.severity || marked || card.moment) && h("span", { class: "cxj-mark" }, card.severity ? pips(card.severity, 26) : marked && laneIcon(card.kind, 30), card.moment && star(28)),
    h("p", null, aloud, card.title), said);
}

