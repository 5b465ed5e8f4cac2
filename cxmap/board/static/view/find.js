// @ts-check
/** Find: what does not match fades; Enter walks the hits. The map never moves a card for it. */
import { focused, h, text } from "./dom.js";
import { icon } from "./icons.js";

export class Find {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
    this.at = -1;
    this.button = h("button", { class: "cx-button cx-quiet cx-find-button", type: "button", title: "Find (Ctrl+F)", onclick: () => this.open() }, icon("find"), "Find");
    this.input = h("input", {
      class: "cx-input", type: "text", inputmode: "search", placeholder: "Find on the map", "aria-label": "Find on the map", autocomplete: "off",
      oninput: () => this._look(),
      onkeydown: (/** @type {KeyboardEvent} */ e) => this._key(e),
    });
    this.count = h("span", { class: "cx-find-count", role: "status" });
    this.field = h("div", { class: "cx-find-field", role: "search", hidden: true },
      icon("find"), this.input, this.count,
      h("button", { class: "cx-square cx-small", type: "button", "aria-label": "Previous hit", onclick: () => this.walk(-1) }, icon("up", 15)),
      h("button", { class: "cx-square cx-small", type: "button", "aria-label": "Next hit", onclick: () => this.walk(1) }, icon("down", 15)),
      h("button", { class: "cx-square cx-small", type: "button", "aria-label": "Close find", onclick: () => this.close() }, icon("close", 15)));
    this.el = h("div", { class: "cx-find" }, this.button, this.field);
  }

  /** Ids of the cards that match, in map order; empty where nothing is looked for. @returns {string[]} */
  get hits() {
    return this.field.hidden || !this.input.value.trim() ? [] : (this.board.hitList ?? []);
  }

  open() {
    this.button.hidden = true;
    this.field.hidden = false;
    this.board.onFind = () => this.board.setFind(this.input.value.trim()); // cards changed: look again
    this.input.focus();
    this.input.select();
    this._look();
  }

  close() {
    this._hide();
    this.board.setFind("");
    if (this.board.focus) this.board.focus();
    else this.button.focus();
  }

  _hide() {
    this.board.onFind = null;
    this.field.hidden = true;
    this.button.hidden = false;
  }

  get _focused() {
    return focused(this.input) === this.input;
  }

  _look() {
    this.at = -1;
    this.board.setFind(this.input.value.trim());
    this.update();
  }

  /** @param {KeyboardEvent} e */
  _key(e) {
    if (e.isComposing) return;
    if (e.key === "Enter") this.walk(e.shiftKey ? -1 : 1);
    else if (e.key === "Escape") this.close();
    else return;
    e.preventDefault();
    e.stopPropagation();
  }

  /** Select the next or previous hit and bring it into view; the focus stays in the field. @param {1 | -1} by */
  walk(by) {
    const hits = this.hits;
    if (!hits.length) return;
    this.at = (this.at + by + hits.length + (this.at < 0 && by < 0 ? 1 : 0)) % hits.length;
    this.board.selection.set({ kind: "card", id: hits[this.at] });
    this.board.reveal?.(hits[this.at]);
    this.update();
  }

  update() {
    if (this.field.hidden) return;
    if (this.input.value.trim() && this.board.hits === null && !this._focused) return this._hide(); // Escape on the map ended it
    const n = this.hits.length;
    if (!this.input.value.trim()) text(this.count, "");
    else text(this.count, !n ? "Nothing" : this.at >= 0 && this.at < n ? `${this.at + 1} of ${n}` : n === 1 ? "1 hit" : `${n} hits`);
  }

  destroy() {
    this.el.remove();
  }
}
