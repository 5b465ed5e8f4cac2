// @ts-check
/** The bar under the board: a slider along the timeline with named versions as ticks, and what can be done with the moment it shows. */
import { moment, placeOf } from "../model/timeline.js";
import { contain } from "./contain.js";
import { focused, fresh, h, set, style, text } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";

const MOST_TICKS = 60;

export class HistoryBar {
  /** @param {import("./history.js").History} history */
  constructor(history) {
    this.history = history;
    const square = (/** @type {string} */ drawing, /** @type {string} */ label, /** @type {() => void} */ run) =>
      h("button", { class: "cx-square", type: "button", "aria-label": label, title: label, onclick: run }, icon(drawing, 16));
    const button = (/** @type {string} */ label, /** @type {(el: any) => void} */ run, className = "") => {
      const el = h("button", { class: `cx-button ${className}`, type: "button", onclick: () => run(el) }, label);
      return el;
    };
    this.title = h("b", { class: "cx-bar-title" });
    this.label = h("span", { class: "cx-bar-label" });
    this.news = h("span", { class: "cx-bar-news", role: "status" });
    this.keep = button("Name this version", () => history.name());
    this.compare = button("Compare", (el) => this._compareMenu(el));
    set(this.compare, "aria-haspopup", "menu");
    this.restore = button("Restore", () => history.restore());
    this.back = button("Back to now", () => history.now(), "cx-primary");
    this.earlier = square("left", "One change earlier", () => history.step(-1));
    this.later = square("right", "One change later", () => history.step(1));
    this.input = h("input", { type: "range", min: 0, max: 0, step: 1, value: 0, "aria-label": "Moment of the map", oninput: () => this._slide() });
    this.flags = h("div", { class: "cx-bar-ticks", "aria-hidden": "true" });
    this.el = h("section", { class: "cx-bar", "aria-label": "Through the history", hidden: true },
      h("div", { class: "cx-bar-top" }, h("div", { class: "cx-bar-words" }, this.title, this.label, this.news),
        h("div", { class: "cx-bar-acts" }, this.keep, this.compare, this.restore, this.back)),
      h("div", { class: "cx-bar-scale" }, this.earlier, h("div", { class: "cx-bar-slide" }, this.flags, this.input), this.later));
    contain(this.el);
    this.el.addEventListener("keydown", (/** @type {KeyboardEvent} */ e) => {
      if (e.key !== "Escape" || e.defaultPrevented) return;
      e.preventDefault();
      e.stopPropagation();
      if (history.rev === null) history.board.sides.close();
      else history.now();
    });
  }

  /** Whether the focus is on what is there only in the past. */
  get leaves() {
    const at = focused(this.el);
    return at !== null && (at === this.back || at === this.restore);
  }

  update() {
    const { history } = this;
    const { positions, rev } = history;
    const past = rev !== null;
    const at = past ? Math.max(0, placeOf(positions, rev)) : positions.length - 1;
    set(this.input, "max", Math.max(0, positions.length - 1));
    set(this.input, "disabled", positions.length < 2);
    if (this.input.value !== String(at)) this.input.value = String(Math.max(0, at));
    const entry = past ? (history.shown?.rev === rev ? history.shown.entry : history.entries.find((e) => e.rev === rev)) : history.entries[0];
    const version = history.versions.find((v) => v.rev === rev);
    text(this.title, version ? `${history.title} · ${version.name}` : history.title);
    text(this.label, entry ? history.label(entry) : "");
    text(this.news, history.newer ? `${history.newer} new edit${history.newer === 1 ? "" : "s"}` : "");
    set(this.input, "aria-valuetext", past ? `${history.title}${entry ? `: ${history.label(entry)}` : ""}` : "Now");
    this.el.classList.toggle("cx-bar-past", past);
    const viewer = history.board.session.role === "viewer";
    this.back.hidden = this.restore.hidden = !past;
    if (viewer) this.restore.hidden = true;
    this.keep.hidden = viewer || !positions.length;
    this.compare.hidden = !past && !history.versions.length;
    set(this.earlier, "disabled", at <= 0);
    set(this.later, "disabled", !past);
    this.ticks();
  }

  /** Named versions as ticks on the slider. */
  ticks() {
    const { positions, versions } = this.history;
    const sign = `${positions.length}|${versions.map((v) => `${v.id}.${v.name}`).join("|")}`;
    if (this.flags.dataset.sign === sign) return;
    this.flags.dataset.sign = sign;
    const last = Math.max(1, positions.length - 1);
    fresh(this.flags, versions.slice(-MOST_TICKS).map((version) => {
      const el = h("button", { class: "cx-bar-tick", type: "button", tabIndex: -1, title: version.name, onclick: () => this.history.go(version.rev) }, icon("flag", 12));
      style(el, { left: `${(100 * Math.max(0, placeOf(positions, version.rev))) / last}%` });
      return el;
    }));
  }

  _slide() {
    const { history } = this;
    const rev = history.positions[Number(this.input.value)];
    if (rev !== undefined) history.go(rev);
  }

  /** @param {HTMLElement} at */
  _compareMenu(at) {
    const { history } = this;
    const here = history.here;
    const past = history.rev !== null;
    const versions = history.versions.filter((v) => v.rev !== here).reverse();
    openMenu(history.board, at, [
      ...(past ? [{ label: "With the map as it is now", mark: icon("clock", 15), run: () => history.compare(here) }] : []),
      ...versions.map((version, i) => ({
        label: `With “${version.name}”`, hint: this._when(version.rev), mark: icon("flag", 15), rule: i === 0 && past,
        run: () => (past ? history.compare(Math.min(here, version.rev), Math.max(here, version.rev)) : history.compare(version.rev)),
      })),
    ], { label: "Compare this moment" });
  }

  /** @param {number} rev */
  _when(rev) {
    const entry = this.history.entries.find((e) => e.rev <= rev);
    return entry ? moment(entry.at, new Date()) : "";
  }
}
