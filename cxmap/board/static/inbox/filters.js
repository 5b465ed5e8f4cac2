// @ts-check
/** What narrows the list: words that answer while they are typed, and filters with the number of items behind each. */
import { h, text } from "../view/dom.js";
import { icon } from "../view/icons.js";
import { FEELINGS, number } from "./words.js";

/** A pause in typing after which is asked (ms): shorter than people notice, longer than between two keys of a quick typist. */
const PAUSE = 90;
const TEXTS = { yes: "With text", no: "Without text" };
const ORDERS = { newest: "Newest first", oldest: "Oldest first", worst: "Most negative first", relevance: "Best match first" };

export class Filters {
  /** @param {any} inbox @param {Record<string, string>} start */
  constructor(inbox, start) {
    this.inbox = inbox;
    this.timer = 0;
    this.field = h("input", {
      class: "cx-input cx-in-search", type: "search", placeholder: "Search what people said", "aria-label": "Search what people said", autocomplete: "off", spellcheck: "false", value: start.words ?? "",
      oninput: () => this._soon(), onkeydown: (/** @type {KeyboardEvent} */ e) => this._key(e),
    });
    /** @type {Record<string, any>} */
    this.controls = {
      kind: this._select("Source"), channel: this._select("Channel"), theme: this._select("Theme"), sentiment: this._select("Sounds"),
      text: this._select("Text"), linked: this._select("Evidence"), batch: this._select("Import"), since: this._date("From"), until: this._date("To"),
    };
    this.order = h("select", { class: "cx-input", "aria-label": "Order", onchange: () => this.inbox.asked() }, Object.entries(ORDERS).map(([key, label]) => h("option", { value: key }, label)));
    this.clear = h("button", { class: "cx-button cx-quiet", type: "button", hidden: true, onclick: () => this.reset() }, icon("close", 14), "Clear filters");
    this.count = h("p", { class: "cx-in-count", role: "status" });
    this.start = { ...start };
    this.el = h("div", { class: "cx-in-filters" },
      h("div", { class: "cx-in-find" }, icon("find", 16), this.field, h("span", { class: "cx-select cx-in-order" }, this.order, icon("down", 12))),
      h("div", { class: "cx-in-facets", role: "group", "aria-label": "Filters" }, Object.values(this.controls).map((control) => control.el), this.clear),
      this.count);
  }

  /** @param {string} label */
  _select(label) {
    const field = h("select", { class: "cx-input", "aria-label": label, onchange: () => this.inbox.asked() });
    return { label, field, sign: "", el: h("span", { class: "cx-select" }, field, icon("down", 12)) };
  }

  /** @param {string} label */
  _date(label) {
    const field = h("input", { class: "cx-input", type: "date", "aria-label": `${label} this date`, onchange: () => this.inbox.asked() });
    return { label, field, sign: "", el: h("label", { class: "cx-in-date" }, h("span", null, label), field) };
  }

  /** The query that they say. @returns {Record<string, string>} */
  get query() {
    const said = Object.entries(this.controls).map(([name, { field }]) => [name, field.value]);
    return Object.fromEntries([["words", this.field.value], ["order", this.order.value], ...said].filter(([, value]) => value));
  }

  /** Whether anything narrows. */
  get narrow() {
    return Object.keys(this.query).some((name) => name !== "order");
  }

  /** What there is to choose from has changed; what is chosen stays, also where nothing has it any more. @param {any} facets */
  offer(facets) {
    const { definitions } = this.inbox;
    const terms = (/** @type {string} */ list, /** @type {[string, number][]} */ found) => found.map(([key, n]) => [key, definitions.label(list, key), n]);
    /** @type {Record<string, any[][]>} */
    const choices = {
      kind: terms("feedback_kinds", facets.kinds),
      channel: terms("channels", facets.channels),
      theme: [...facets.themes.map((/** @type {any} */ t) => [t.id, t.name, t.n]), ["none", "Not in a theme"]],
      sentiment: facets.feelings.map((/** @type {[string, number]} */ [key, n]) => [key, FEELINGS[key].label, n]),
      text: Object.entries(TEXTS).map(([key, label]) => [key, label, key === "yes" ? facets.with_text : facets.total - facets.with_text]),
      linked: [["yes", "Used as evidence", facets.linked], ["no", "Not used yet", facets.total - facets.linked]],
      batch: facets.batches.map((/** @type {any} */ b) => [b.id, b.name, b.n]),
    };
    for (const [name, options] of Object.entries(choices)) this._fill(this.controls[name], name, options);
    for (const name of ["since", "until"]) if (this.start[name]) this.controls[name].field.value = this.start[name];
    this.start = {};
    this.mark();
  }

  /** @param {any} control @param {string} name @param {any[][]} options */
  _fill(control, name, options) {
    const chosen = this.start[name] || control.field.value;
    const sign = JSON.stringify(options);
    if (sign === control.sign && !this.start[name]) return;
    control.sign = sign;
    if (chosen && !options.some(([key]) => key === chosen)) options = [...options, [chosen, "Chosen before", 0]];
    control.field.replaceChildren(h("option", { value: "" }, control.label), ...options.map(([key, label, n]) => h("option", { value: key }, n === undefined ? label : `${label} (${number(n)})`)));
    control.field.value = chosen;
    control.el.hidden = !chosen && options.length < (name === "batch" || name === "theme" ? 2 : 1); // nothing to choose between
  }

  /** Show which filters narrow. */
  mark() {
    for (const { el, field } of Object.values(this.controls)) el.classList.toggle("cx-in-on", Boolean(field.value));
    this.clear.hidden = !this.narrow;
  }

  /** @param {string} words */
  say(words) {
    text(this.count, words);
  }

  _soon() {
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.inbox.asked(), PAUSE);
  }

  reset() {
    this.field.value = "";
    for (const { field } of Object.values(this.controls)) field.value = "";
    this.inbox.asked();
    this.field.focus();
  }

  /** @param {KeyboardEvent} e */
  _key(e) {
    if (e.key === "ArrowDown" || e.key === "Enter") {
      e.preventDefault();
      this.inbox.list.el.focus();
      if (this.inbox.list.at < 0) this.inbox.list.choose(0);
    }
    e.stopPropagation();
  }

  destroy() {
    clearTimeout(this.timer);
  }
}

