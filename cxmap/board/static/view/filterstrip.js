// @ts-check
/** A strip above the map, as long as a filter fades something: how many cards stand out, by what, and the way back. */
import { contain } from "./contain.js";
import { h, text } from "./dom.js";
import { Chips } from "./filterpanel.js";
import { icon } from "./icons.js";

export class FilterStrip {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
    this.chips = new Chips(board);
    this.count = h("b", { class: "cx-filter-count" });
    this.el = h("div", { class: "cx-filter-strip", role: "region", "aria-label": "Filter", hidden: true },
      icon("filter", 15), this.count, this.chips.el,
      h("button", { class: "cx-button cx-quiet cx-strip-clear", type: "button", onclick: () => this._clear() }, "Show all"));
    contain(this.el);
    board.head.el.after(this.el);
  }

  _clear() {
    this.board.filters.clear();
    this.board.focus();
  }

  update() {
    const { filters } = this.board;
    this.el.hidden = !filters.active;
    if (!filters.active) return;
    text(this.count, filters.words);
    this.chips.update();
  }

  destroy() {
    this.el.remove();
  }
}
