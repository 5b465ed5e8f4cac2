// @ts-check
/** What narrows the list: words that answer while they are typed, and filters with the number of items behind each. */
import { h, text } from "../view/dom.js";
import { icon } from "../view/icons.js";
import { FEELINGS, found, number } from "./words.js";

/** A pause in typing after which is asked (ms): shorter than people notice, longer than between two keys of a quick typist. */
const PAUSE = 90;
/** Rows without a text are counted, but nobody reads them: the list opens on what can be read. */
/** @type {Record<string, string>} */
const TEXTS = { "": "With text", all: "With and without text", no: "Without text" };
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
      kind: this._select("Source"), channel: this._select("Channel"), theme: this._select("Theme"), sentiment: this._select("Sounds"), product: this._select("Product"), group: this._select("Customer group"),
      text: this._select("Text"), linked: this._select("Evidence"), batch: this._select("Import"), since: this._date("From"), until: this._date("To"),
    };
    this.order = h("select", { class: "cx-input", "aria-label": "Order", onchange: () => this.inbox.asked() }, Object.entries(ORDERS).map(([key, label]) => h("option", { value: key }, label)));
    this.clear = h("button", { class: "cx-button cx-quiet", type: "button", hidden: true, onclick: () => this.reset() }, icon("close", 14), "Clear filters");
    this.count = h("span", { role: "status" });
    this.others = h("button", { class: "cx-in-others", type: "button", hidden: true, onclick: () => this.show("all") });
    /** @type {Record<string, string>} */
    this.start = { ...start, text: start.text === "yes" ? "" : start.text };
    /** @type {any} */ this.facets = null;
    this.el = h("div", { class: "cx-in-filters" },
      h("div", { class: "cx-in-find" }, icon("find", 16), this.field, h("span", { class: "cx-select cx-in-order" }, this.order, icon("down", 12))),
      h("div", { class: "cx-in-facets", role: "group", "aria-label": "Filters" }, Object.values(this.controls).map((control) => control.el), this.clear),
      h("p", { class: "cx-in-count" }, this.count, this.others));
  }

  /** @param {string} label */
  _select(label) {
    const field = h("select", { class: "cx-input", "aria-label": label, onchange: () => this.inbox.asked() }, h("option", { value: "" }, label));
    return { label, field, sign: "", el: h("span", { class: "cx-select" }, field, icon("down", 12)) };
  }

  /** @param {string} label */
  _date(label) {
    const field = h("input", { class: "cx-input", type: "date", "aria-label": `${label} this date`, onchange: () => this.inbox.asked() });
    return { label, field, sign: "", el: h("label", { class: "cx-in-date" }, h("span", null, label), field) };
  }

  /** The query that they say. @returns {Record<string, string>} */
  get query() {
    const said = Object.entries(this.controls).map(([name, { field }]) => [name, name === "text" ? this.texts : field.value]);
    return Object.fromEntries([["words", this.field.value], ["order", this.order.value], ...said].filter(([, value]) => value));
  }

  /** "yes" for items with a text only, "no" for those without, "" for all; all, too, where none has a text. */
  get texts() {
    const { value } = this.controls.text.field;
    if (value) return value === "no" ? "no" : "";
    return this.facets?.with_text ? "yes" : "";
  }

  /** Whether anything narrows. */
  get narrow() {
    return Object.entries(this.query).some(([name, value]) => name !== "order" && !(name === "text" && value === "yes"));
  }

  /** What there is to choose from has changed; what is chosen stays, also where nothing has it any more. @param {any} facets */
  offer(facets) {
    const { definitions } = this.inbox;
    this.facets = facets;
    const terms = (/** @type {string} */ list, /** @type {[string, number][]} */ found) => found.map(([key, n]) => [key, definitions.label(list, key), n]);
    const named = (/** @type {[string, number][]} */ found) => found.map(([key, n]) => [key, key, n]);
    if (facets.with_text) this.controls.text.label = `${TEXTS[""]} (${number(facets.with_text)})`;
    /** @type {Record<string, any[][]>} */
    const choices = {
      kind: terms("feedback_kinds", facets.kinds),
      channel: terms("channels", facets.channels),
      theme: [...facets.themes.map((/** @type {any} */ t) => [t.id, t.name, t.n]), ["none", "Not in a theme"]],
      sentiment: facets.feelings.map((/** @type {[string, number]} */ [key, n]) => [key, FEELINGS[key].label, n]),
      product: named(facets.products),
      group: named(facets.groups),
      text: facets.with_text && facets.with_text < facets.total ? [["all", TEXTS.all, facets.total], ["no", TEXTS.no, facets.total - facets.with_text]] : [],
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
    const sign = JSON.stringify([control.label, options]);
    if (sign === control.sign && !this.start[name]) return;
    control.sign = sign;
    if (chosen && !options.some(([key]) => key === chosen)) options = [...options, [chosen, name === "product" || name === "group" ? chosen : name === "text" ? TEXTS.all : "Chosen before", 0]];
    control.field.replaceChildren(h("option", { value: "" }, control.label), ...options.map(([key, label, n]) => h("option", { value: key }, n === undefined ? label : `${label} (${number(n)})`)));
    control.field.value = chosen;
    control.el.hidden = !chosen && options.length < (name === "batch" || name === "theme" ? 2 : 1); // nothing to choose between
  }

  /** Show which filters narrow. */
  mark() {
    for (const { el, field } of Object.values(this.controls)) el.classList.toggle("cx-in-on", Boolean(field.value));
    this.clear.hidden = !this.narrow;
  }

  /** What was found, and how much of what was asked for has no text. @param {number} total @param {number} others */
  say(total, others) {
    const { texts, facets } = this;
    const all = facets ? { yes: facets.with_text, no: facets.total - facets.with_text, "": facets.total }[texts] : total;
    const without = facets && facets.with_text < facets.total;
    text(this.count, found(total, this.narrow ? all : total, without ? texts : ""));
    text(this.others, !others ? "" : `${others === 1 ? "1 more has" : `${number(others)} more have`} no text: show`);
    this.others.hidden = !others;
  }

  /** Show items with and without a text ("all"), or others. @param {string} texts */
  show(texts) {
    const { field } = this.controls.text;
    if (![...field.options].some(({ value }) => value === texts)) field.append(h("option", { value: texts }, TEXTS.all));
    field.value = texts;
    this.inbox.asked();
    this.inbox.list.el.focus();
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

