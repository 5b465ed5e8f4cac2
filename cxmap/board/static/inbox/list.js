// @ts-check
/** The items as a list of any length: only what is in view is drawn. One of them is the current one; arrows move it. */
import { fresh, h, set, style } from "../view/dom.js";
import { channelIcon, face, icon } from "../view/icons.js";
import { parts } from "./found.js";
import { reach, view } from "./window.js";
import { aloud, day, evidenceAt, FEELINGS, scored } from "./words.js";

export const ROW = 92;

export class List {
  /** @param {any} inbox */
  constructor(inbox) {
    this.inbox = inbox;
    /** The current row; −1 for none. */
    this.at = -1;
    /** @type {Map<number, {el: HTMLElement, sign: string}>} */ this.rows = new Map();
    this.sizer = h("div", { class: "cx-in-sizer" });
    this.none = h("div", { class: "cx-in-none", hidden: true });
    this.el = h("div", {
      class: "cx-in-list", role: "listbox", tabIndex: 0, "aria-label": "Feedback",
      onscroll: () => this._soon(), onkeydown: (/** @type {KeyboardEvent} */ e) => this._key(e),
      onpointerdown: (/** @type {PointerEvent} */ e) => this._press(e), onclick: (/** @type {MouseEvent} */ e) => this._click(e),
    }, this.sizer);
    this.box = h("div", { class: "cx-in-rows" }, this.el, this.none);
    this.sizes = new ResizeObserver(() => this._soon());
    this.sizes.observe(this.el);
    this.frame = 0;
  }

  get _where() {
    return { scroll: this.el.scrollTop, height: this.el.clientHeight, row: ROW, total: this.inbox.pages.total };
  }

  /** The current item, where it is here. */
  get item() {
    return this.at < 0 ? undefined : this.inbox.pages.row(this.at);
  }

  _soon() {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }

  /** Draw what is in view. */
  draw() {
    const { pages } = this.inbox;
    const { first, last, tall, y } = view(this._where);
    style(this.sizer, { height: `${tall}px` });
    pages.want(first, last);
    for (const [index, { el }] of this.rows) {
      if (index >= first && index < last) continue;
      el.remove();
      this.rows.delete(index);
    }
    for (let index = first; index < last; index++) this._row(index, y(index));
    if (this.at >= pages.total) this.at = pages.total - 1;
    set(this.el, "aria-activedescendant", this.rows.has(this.at) ? this._id(this.at) : null);
  }

  /** @param {number} index */
  _id(index) {
    return `cx-in-row-${index}`;
  }

  /** @param {number} index @param {number} top */
  _row(index, top) {
    const { pages } = this.inbox;
    const item = pages.row(index);
    const here = index === this.at;
    const sign = JSON.stringify([item, here, pages.total, pages.terms, this.inbox.namesSign]);
    const known = this.rows.get(index);
    const el = known?.el ?? h("div", { role: "option", id: this._id(index), class: "cx-in-row" });
    if (!known) this.sizer.append(el);
    if (known?.sign !== sign) {
      set(el, "class", `cx-in-row${here ? " cx-selected" : ""}${item ? "" : " cx-in-waits"}`);
      set(el, "aria-selected", String(here));
      set(el, "aria-setsize", String(pages.total));
      set(el, "aria-posinset", String(index + 1));
      set(el, "aria-label", item ? aloud(item, this.inbox.namesOf(item)) : "Loading");
      fresh(el, item ? this._shown(item) : []);
    }
    style(el, { transform: `translateY(${top}px)` });
    this.rows.set(index, { el, sign });
  }

  /** @param {any} item */
  _shown(item) {
    const { kind, channel, theme } = this.inbox.namesOf(item);
    const meta = [
      h("b", null, kind),
      item.date && h("span", null, day(item.date)),
      channel && h("span", { class: "cx-in-with" }, channelIcon(item.channel, 13), channel),
      item.product && h("span", { class: "cx-in-long" }, item.product),
      item.group && h("span", { class: "cx-in-long" }, item.group),
    ];
    const score = scored(item.score, item.scale);
    const tagged = Boolean(theme || item.places);
    return [
      h("div", { class: "cx-in-meta" }, meta,
        h("span", { class: "cx-in-end" }, score && h("span", { class: "cx-in-score" }, score),
          item.feeling && h("span", { class: `cx-in-feeling cx-in-${item.feeling}` }, face(FEELINGS[item.feeling].value, 16), FEELINGS[item.feeling].label))),
      item.text
        ? h("p", { class: tagged ? "cx-in-text" : "cx-in-text cx-in-more", dir: "auto" }, parts(item.text, this.inbox.pages.terms).map((part) => (part.found ? h("mark", null, part.text) : part.text)))
        : h("p", { class: "cx-in-text cx-in-mute" }, "Without text"),
      tagged && h("div", { class: "cx-in-tags" },
        theme && h("span", { class: "cx-in-chip" }, theme),
        item.places ? h("span", { class: "cx-in-with cx-in-evidence" }, icon("known", 13), evidenceAt(item.places)) : null),
    ];
  }

  /** Make a row the current one. @param {number} index @param {{show?: boolean}} [options] `show`: scroll it into view */
  choose(index, { show = true } = {}) {
    const { pages } = this.inbox;
    if (!pages.total) return;
    this.at = Math.max(0, Math.min(pages.total - 1, index));
    if (show) this.el.scrollTop = reach(this.at, this._where);
    this.draw();
    this.inbox.chosen();
  }

  /** Other items stand here now: from the top. */
  top() {
    this.at = this.inbox.pages.total ? 0 : -1;
    this.el.scrollTop = 0;
    this.draw();
  }

  /** @param {KeyboardEvent} e */
  _key(e) {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const page = Math.max(1, Math.floor(this.el.clientHeight / ROW) - 1);
    /** @type {Record<string, number>} */
    const to = { ArrowDown: this.at + 1, ArrowUp: this.at - 1, PageDown: this.at + page, PageUp: this.at - page, Home: 0, End: this.inbox.pages.total - 1 };
    if (e.key in to) this.choose(to[e.key]);
    else if (e.key === "Enter") this.inbox.read();
    else if (e.key === "Delete" || e.key === "Backspace") void this.inbox.remove();
    else return;
    e.preventDefault();
    e.stopPropagation();
  }

  /** @param {Event} e */
  _index(e) {
    const el = /** @type {Element} */ (e.composedPath()[0]).closest?.(".cx-in-row");
    for (const [index, row] of this.rows) if (row.el === el) return index;
    return -1;
  }

  /** @param {PointerEvent} e */
  _press(e) {
    const index = this._index(e);
    const item = this.inbox.pages.row(index);
    if (item && e.button === 0 && e.isPrimary && this.inbox.may.edit) this.inbox.carry.begin(e, item, /** @type {any} */ (this.rows.get(index)).el);
  }

  /** @param {MouseEvent} e */
  _click(e) {
    const index = this._index(e);
    if (index < 0) return;
    this.choose(index, { show: false });
    this.inbox.read(false);
  }

  destroy() {
    cancelAnimationFrame(this.frame);
    this.sizes.disconnect();
  }
}
