// @ts-check
/** How much of the map rests on evidence: the share of cards that are not assumed, with the three marks as a meter. */
import { h, style, text } from "./dom.js";

const ORDER = ["measured", "observed", "assumed"];

/**
 * Cards by evidence, and coverage: the share that is not assumed, in per cent; null for an empty map.
 * @param {Iterable<{evidence: string}>} cards
 */
export function coverage(cards) {
  /** @type {Record<string, number>} */
  const counts = { measured: 0, observed: 0, assumed: 0 };
  let all = 0;
  for (const card of cards) {
    counts[card.evidence] = (counts[card.evidence] ?? 0) + 1;
    all++;
  }
  return { counts, all, percent: all ? Math.round((100 * (all - counts.assumed)) / all) : null };
}

export class Evidence {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
    /** what is drawn */
    this.sign = "";
    this.bars = ORDER.map((key) => h("i", { class: `cx-bar-${key}` }));
    this.words = h("b", null);
    this.el = h("div", { class: "cx-evidence-part" },
      h("i", { class: "cx-divider", "aria-hidden": "true" }),
      h("span", { class: "cx-meter", "aria-hidden": "true" }, this.bars),
      this.words);
    this.update();
  }

  update() {
    const { counts, all, percent } = coverage(this.board.replica.all("card").values());
    const sign = ORDER.map((key) => counts[key]).join();
    if (sign === this.sign) return;
    this.sign = sign;
    this.el.hidden = percent === null;
    if (percent === null) return;
    text(this.words, `${percent} % evidenced`);
    ORDER.forEach((key, i) => {
      this.bars[i].hidden = !counts[key];
      style(this.bars[i], { "flex-grow": counts[key] });
    });
    this.el.title = `${all} ${all === 1 ? "card" : "cards"}: ${ORDER.map((key) => `${counts[key]} ${key}`).join(", ")}`;
  }

  destroy() {
    this.el.remove();
  }
}
