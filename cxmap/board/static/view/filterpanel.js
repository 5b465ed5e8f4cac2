// @ts-check
/** The filter in the View panel: a list of values for each facet, each with how many cards it would show. */
import { FACETS } from "../model/filter.js";
import { asked, FACET, options } from "./facets.js";
import { focused, fresh, h, set, text, uid } from "./dom.js";
import { icon } from "./icons.js";

/** @typedef {import("../model/filter.js").Facet} Facet */
/** @typedef {{el: HTMLElement, input: HTMLInputElement, label: HTMLElement, mark: HTMLElement, count: HTMLElement}} Row */

/** The chips of what is asked for: each takes itself away. They keep their elements, so that the focus stays where it is. */
export class Chips {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
    this.sign = "";
    this.el = h("div", { class: "cx-chips", role: "group", "aria-label": "What is filtered by" });
  }

  update() {
    const all = asked(this.board, this.board.filters.filter);
    const sign = all.map((one) => `${one.facet}=${one.value}=${one.words}`).join("|");
    if (sign === this.sign) return;
    this.sign = sign;
    const had = [...this.el.children].indexOf(/** @type {Element} */ (focused(this.el)));
    fresh(this.el, all.map(({ facet, value, words }) =>
      h("button", { class: "cx-chip", type: "button", "aria-label": `Remove ${words}`, title: `Remove ${words}`, onclick: () => this.board.filters.toggle(facet, value) },
        h("span", null, words), icon("close", 12))));
    if (had >= 0) /** @type {HTMLElement | undefined} */ (this.el.children[Math.min(had, this.el.children.length - 1)])?.focus();
  }
}

class FacetList {
  /** @param {any} board @param {Facet} facet */
  constructor(board, facet) {
    this.board = board;
    this.facet = facet;
    this.single = facet === "severity"; // “or more”: one is enough
    this.name = uid("cx-facet");
    /** @type {Map<string, Row>} */ this.rows = new Map();
    this.order = "";
    this.list = h("div", { class: "cx-facet-values", role: this.single ? "radiogroup" : "group", "aria-label": FACET[facet].label });
    this.chosen = h("span", { class: "cx-count" });
    this.el = h("details", { class: "cx-section cx-facet", open: facet === "evidence" || facet === "persona" || facet === "channel" },
      h("summary", null, icon("right", 13), h("span", null, FACET[facet].label), this.chosen), this.list);
  }

  /** @param {Map<string, number>} plain counts without a filter @param {Map<string, number>} counts */
  update(plain, counts) {
    const { board, facet } = this;
    const chosen = board.filters.filter[facet] ?? [];
    const all = options(board, facet, plain, chosen);
    if (this.single && all.length) all.unshift({ value: "any", label: "Any", mark: () => null });
    this.el.hidden = !all.length;
    text(this.chosen, chosen.length ? `${chosen.length} chosen` : "");
    for (const option of all) {
      const row = this.rows.get(option.value) ?? this._row(option);
      text(row.label, option.label);
      const any = this.single && option.value === "any";
      const n = any ? board.filters.result?.all ?? 0 : (counts.get(option.value) ?? 0);
      text(row.count, any ? "" : n.toLocaleString("en"));
      set(row.input, "aria-label", any ? "Any severity" : `${option.label}, ${n === 1 ? "1 card" : `${n} cards`}`);
      row.input.checked = any ? !chosen.length : chosen.includes(option.value);
      row.el.classList.toggle("cx-nil", !any && n === 0);
    }
    const order = all.map((o) => o.value).join("\n");
    if (order === this.order) return;
    this.order = order;
    for (const [value, row] of this.rows) {
      if (all.some((o) => o.value === value)) continue;
      row.el.remove();
      this.rows.delete(value);
    }
    const active = focused(this.list);
    this.list.append(...all.map((o) => /** @type {Row} */ (this.rows.get(o.value)).el));
    if (active instanceof HTMLElement && this.list.contains(active)) active.focus();
  }

  /** @param {import("./facets.js").Option} option @returns {Row} */
  _row({ value, mark: drawing }) {
    const { filters } = this.board;
    const input = h("input", {
      type: this.single ? "radio" : "checkbox", name: this.name,
      onchange: () => (this.single ? filters.choose(this.facet, value === "any" ? [] : [value]) : filters.toggle(this.facet, value)),
    });
    const mark = h("span", { class: "cx-facet-mark", "aria-hidden": "true" }, drawing());
    const label = h("span", { class: "cx-facet-label", dir: "auto" });
    const count = h("span", { class: "cx-facet-count", "aria-hidden": "true" });
    const row = { el: h("label", { class: "cx-facet-row" }, input, mark, label, count), input, mark, label, count };
    this.rows.set(value, row);
    return row;
  }
}

export class FilterPanel {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
    this.lists = FACETS.map((facet) => new FacetList(board, facet));
    this.chips = new Chips(board);
    this.count = h("p", { class: "cx-filter-count" });
    this.clear = h("button", { class: "cx-link", type: "button", onclick: () => this._clear() }, "Clear the filter");
    this.none = h("p", { class: "cx-say" }, "This map has no cards yet: write some, then choose here what stands out.");
    this.el = h("div", { class: "cx-filter" }, h("div", { class: "cx-filter-head" }, this.count, this.clear), this.chips.el, this.none, this.lists.map((list) => list.el));
  }

  _clear() {
    this.board.filters.clear();
    this.lists[0].list.querySelector("input")?.focus();
  }

  update() {
    const { filters } = this.board;
    if (!filters.result) return;
    const plain = filters.active ? filters.plain : filters.result.counts;
    text(this.count, filters.words);
    this.clear.hidden = !filters.active;
    this.none.hidden = filters.result.all > 0;
    this.chips.update();
    this.lists.forEach((list, i) => list.update(plain[i], filters.result.counts[i]));
  }
}
