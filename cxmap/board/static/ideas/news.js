// @ts-check
/** What stands above everything: what happened to my ideas since I looked, and texts of mine that could not be saved. */
import { fresh, h, set } from "../view/dom.js";
import { icon } from "../view/icons.js";
import { newsWords, shortly, sinceWords, STATE_ICONS } from "./reading.js";

/** @typedef {import("./reading.js").News} Told */

/** What happened to an idea, in one line: “In work since Tuesday”. @param {import("../model/definitions.js").Definitions} definitions @param {Told} told @param {Date} now */
export function newsLine(definitions, { idea }, now) {
  const state = definitions.label("idea_states", idea.record.state);
  const since = sinceWords(idea.since, now);
  return since ? `${state} since ${since}` : state;
}

export class News {
  /** @param {any} page */
  constructor(page) {
    this.page = page;
    this.sign = "";
    this.told = h("div", { class: "cxi-told" });
    this.kept = h("div", { class: "cxi-kept" });
    this.el = h("div", { class: "cxi-news" }, this.told, this.kept);
  }

  /** @param {Told[]} news */
  update(news) {
    const { page } = this;
    const texts = page.session.unsaved;
    const sign = JSON.stringify([news.map((told) => [told.idea.record, told.idea.since, told.notes]), texts, page.now.getDate()]);
    set(this.el, "hidden", !news.length && !texts.length);
    if (sign === this.sign) return;
    this.sign = sign;
    fresh(this.told, news.length > 0 && h("section", { class: "cxi-notice", "aria-label": "What happened to your ideas" },
      h("h2", null, news.length === 1 ? "News of your idea" : `News of ${news.length} of your ideas`),
      h("ul", null, news.map((told) => this._line(told))),
      h("button", { class: "cx-button", type: "button", onclick: () => page.gotIt() }, icon("check", 18), "Got it")));
    fresh(this.kept, texts.length > 0 && h("section", { class: "cxi-notice" }, h("h2", null, "Could not be saved"),
      h("ul", null, texts.map((/** @type {any} */ item) => h("li", null, h("p", { dir: "auto" }, item.text), h("div", { class: "cxr-acts" },
        h("button", { class: "cx-button", type: "button", onclick: () => (page.session.dropUnsaved(item.id), page.give.take(item.text)) }, "Write it again"),
        h("button", { class: "cx-button cx-quiet", type: "button", onclick: () => page.session.dropUnsaved(item.id) }, "Let it go")))))));
  }

  /** @param {Told} told */
  _line(told) {
    const { record } = told.idea;
    const words = newsWords(told);
    return h("li", null,
      h("button", { class: "cxi-newsline", type: "button", onclick: () => this.page.open(record.id) },
        icon(STATE_ICONS[record.state] ?? "note", 18), h("span", null, h("b", null, `${newsLine(this.page.definitions, told, this.page.now)}: `), `“${shortly(record.text)}”`)),
      words.map((note) => h("p", { dir: "auto" }, note)));
  }
}
