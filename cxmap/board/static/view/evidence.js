// @ts-check
/** How much of the map rests on evidence: the share of cards that are not assumed, with the three marks as a meter. */
import { today } from "../model/dates.js";
import { coverage, STATUSES } from "../model/evidence.js";
import { h, set, style, text } from "./dom.js";
import { evidenceMark, icon } from "./icons.js";
import { openMenu } from "./menu.js";

export class Evidence {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
    /** what is drawn */
    this.sign = "";
    this.bars = STATUSES.map((key) => h("i", { class: `cx-bar-${key}` }));
    this.percent = h("b", null);
    this.words = h("b", null, this.percent, h("span", { class: "cx-evidence-words" }, " evidenced"));
    this.button = h("button", {
      class: "cx-evidence-button", type: "button", "aria-haspopup": "menu", "aria-expanded": "false", onclick: () => this._menu(),
    }, h("span", { class: "cx-meter", "aria-hidden": "true" }, this.bars), this.words, icon("down", 12));
    this.over = h("button", { class: "cx-evidence-over", type: "button", hidden: true, onclick: () => board.filters?.showExpired() }, icon("clock", 14), h("span", null, h("b", null), h("i", null, " expired")));
    this.known = h("button", {
      class: "cx-button cx-quiet cx-known", type: "button", "aria-pressed": "false", "aria-label": "Only what we know", title: "Only what we know: fade what is assumed (K)",
      onclick: () => board.filters?.toggleKnown(),
    }, icon("known", 16), h("span", null, "Only what we know"));
    this.el = h("div", { class: "cx-evidence-part" }, h("i", { class: "cx-divider", "aria-hidden": "true" }), this.button, this.over, this.known);
    this.update();
  }

  update() {
    const { replica } = this.board;
    const found = coverage(replica.all("card").values(), (id) => replica.under("source", "card", id), today(new Date()));
    const { counts, all, expired, percent } = found;
    const sign = `${STATUSES.map((key) => counts[key]).join()}|${expired}`;
    if (sign === this.sign) return;
    this.sign = sign;
    this.found = found;
    this.el.hidden = percent === null;
    if (percent === null) return;
    text(this.percent, `${percent} %`);
    STATUSES.forEach((key, i) => {
      this.bars[i].hidden = !counts[key];
      style(this.bars[i], { "flex-grow": counts[key] });
    });
    const rest = all - counts.assumed;
    set(this.button, "title", `Coverage: cards that are not assumed, ${rest} of ${all} (${STATUSES.map((key) => `${counts[key]} ${key}`).join(", ")}). Expired evidence counts as assumed.`);
    this.over.hidden = !expired;
    text(/** @type {HTMLElement} */ (this.over.querySelector("b")), String(expired));
    set(this.over, "aria-label", `${expired} expired`);
    set(this.over, "title", `${expired === 1 ? "The evidence of 1 card has" : `The evidence of ${expired} cards has`} expired and counts as assumed: show ${expired === 1 ? "it" : "them"}`);
  }

  /** The switch shows whether the filter is the one that it sets. */
  mark() {
    set(this.known, "aria-pressed", String(this.board.filters.known));
  }

  _menu() {
    const { filters } = this.board;
    const { counts, expired } = this.found ?? { counts: /** @type {Record<string, number>} */ ({}), expired: 0 };
    const chosen = filters.filter.evidence?.join() ?? "";
    const one = (/** @type {string} */ key, /** @type {Node} */ mark, /** @type {number} */ n, /** @type {string} */ label) => ({
      label, mark, hint: String(n), checked: chosen === key, run: () => filters.choose("evidence", [key]),
    });
    openMenu(this.board, this.button, [
      { heading: "Show what is" },
      ...STATUSES.map((key) => one(key, evidenceMark(key), counts[key] ?? 0, this.board.label("evidence", key))),
      { ...one("expired", icon("clock", 15), expired, "Expired"), disabled: !expired, run: () => filters.showExpired() },
      { label: "Only what we know", hint: "K", mark: icon("known", 15), checked: filters.known, rule: true, run: () => filters.set({ ...filters.filter, evidence: ["measured", "observed"] }) },
      { label: "All cards", mark: null, checked: !chosen, run: () => filters.choose("evidence", []) },
    ], { label: "Evidence" });
  }

  destroy() {
    this.el.remove();
  }
}
