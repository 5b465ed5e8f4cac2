// @ts-check
/** The head of a persona: picture, name, role, quote and a few facts; above them what stands at the right on every page of ours. */
import { choice } from "../view/drawn.js";
import { PARTS } from "../view/drawn-parts.js";
import { h, style } from "../view/dom.js";
import { icon } from "../view/icons.js";
import { openKeys } from "../view/keys.js";
import { openMenu } from "../view/menu.js";
import { portrait } from "../view/personas.js";
import { openFaces } from "./faces.js";
import { KEYS } from "./keys.js";
import { Spot } from "./spot.js";

const SIZE = 184;

export class Hero {
  /** @param {any} desk */
  constructor(desk) {
    this.desk = desk;
    const { readonly, host } = desk;
    this.name = new Spot(desk, "name", { tag: "h2", className: "pp-name", required: true, placeholder: "Name" });
    this.role = new Spot(desk, "role", { className: "pp-role", placeholder: "Who they are in a few words: 67, retired bus driver" });
    this.quote = new Spot(desk, "quote", { className: "pp-quote", closing: "”", placeholder: "A sentence in their own words" });
    this.worth = new Spot(desk, "worth", { tag: "span", className: "pp-worth", number: true, max: 20, placeholder: "how much" });
    this.unit = new Spot(desk, "worth_unit", { tag: "span", className: "pp-unit", placeholder: "€ a year" });
    this.spots = [this.name, this.role, this.quote, this.worth, this.unit];
    const pick = (/** @type {string} */ label, /** @type {() => void} */ open) => h("button", { class: "pp-fact", type: "button", "aria-haspopup": "menu", "aria-expanded": "false", disabled: readonly, title: label, onclick: open });
    this.age = pick("Age band", () => this._choose(this.age, "age_band", desk.definitions.terms("age_bands").map((/** @type {any} */ term) => [term.key, term.label])));
    this.segment = pick("Segment: the part of the market that this persona belongs to", () => this._choose(this.segment, "segment", desk.replica.list("segment").map((/** @type {any} */ one) => [one.id, one.name])));
    this.value = h("span", { class: "pp-fact pp-value", title: "Customer value: how much this customer is worth, by your own measure" }, h("span", null, "Worth"), this.worth.el, this.unit.el);
    this.facts = h("div", { class: "pp-facts" }, this.age, this.segment, this.value);
    this.face = h(readonly ? "span" : "button", { class: "pp-face", ...(readonly ? {} : { type: "button", title: "Change the picture", "aria-label": "Change the picture", onclick: () => openFaces(desk) }) });
    const act = (/** @type {string} */ name, /** @type {string} */ label, /** @type {() => void} */ run) => h("button", { class: "cx-button", type: "button", "aria-label": label, title: label, onclick: run }, icon(name, 15), h("span", null, label));
    this.more = h("button", { class: "cx-square", type: "button", "aria-label": "More", title: "More", "aria-haspopup": "menu", "aria-expanded": "false", onclick: () => this._menu() }, icon("more", 17));
    const square = (/** @type {string} */ name, /** @type {string} */ label, /** @type {() => void} */ run) => h("button", { class: "cx-square", type: "button", "aria-label": label, title: label, hidden: readonly, onclick: run }, icon(name, 17));
    this.bar = h("div", { class: "pp-bar-row" },
      desk.status.el, h("div", { class: "pp-space" }), desk.tray.el, desk.avatars.el,
      square("undo", "Undo", () => desk.undo()), square("redo", "Redo", () => desk.redo()),
      act("panel", "Compare", () => host.go({ compare: desk.persona })), act("note", "For the wall", () => host.go({ sheet: desk.persona })), this.more);
    this.el = h("header", { class: "pp-hero" }, this.bar,
      h("div", { class: "pp-hero-row" }, this.face, h("div", { class: "pp-hero-words" }, this.name.el, this.role.el, this.quote.el, this.facts)));
    this.sign = "";
  }

  /** @param {any} persona */
  update(persona) {
    const { desk } = this;
    for (const spot of this.spots) spot.update(persona);
    const age = desk.label("age_bands", persona.age_band);
    const segment = desk.replica.get("segment", persona.segment)?.name ?? "";
    const { readonly } = desk;
    this._fact(this.age, age, "Age band", readonly);
    this._fact(this.segment, segment, "Segment", readonly);
    this.value.hidden = readonly && persona.worth === null;
    this.value.classList.toggle("pp-unset", persona.worth === null);
    this.facts.hidden = readonly && !age && !segment && persona.worth === null;
    const sign = `${persona.photo}|${persona.avatar}|${persona.photo ? "" : persona.name}`;
    if (sign === this.sign) return;
    this.sign = sign;
    this.face.replaceChildren(portrait({ host: desk.host }, persona, SIZE));
    const ground = persona.avatar && !persona.photo ? PARTS.ground[Number(choice(persona.avatar).ground)] : null;
    style(this.el, { "--ground": ground });
    this.el.classList.toggle("pp-tinted", Boolean(ground));
  }

  /** @param {HTMLElement} el @param {string} value @param {string} label @param {boolean} readonly */
  _fact(el, value, label, readonly) {
    const words = value ? `${label}: ${value}` : label;
    el.classList.toggle("pp-unset", !value);
    el.hidden = readonly && !value;
    if (el.dataset.words === words) return;
    el.dataset.words = words;
    el.replaceChildren(...(value ? [h("span", null, label), h("b", null, value)] : [icon("plus", 12), label]));
    el.setAttribute("aria-label", words);
  }

  /** @param {HTMLElement} anchor @param {string} name @param {[string, string][]} terms */
  _choose(anchor, name, terms) {
    const { desk } = this;
    const now = desk.record?.[name] ?? null;
    const put = (/** @type {string | null} */ key) => desk.commit([{ op: "patch", type: "persona", id: desk.persona, fields: { [name]: key } }], `Change ${name === "segment" ? "segment" : "age band"}`);
    openMenu(desk, anchor, [
      ...terms.map(([key, label]) => ({ label, checked: key === now, run: () => put(key) })),
      { label: name === "segment" ? "No segment" : "Not said", checked: now === null, rule: terms.length > 0, run: () => put(null) },
      ...(name === "segment" ? [{ label: "All segments …", mark: icon("arrow", 14), rule: true, run: () => desk.host.go({ page: "segments" }) }] : []),
    ], { label: name === "segment" ? "Segment" : "Age band" });
  }

  _menu() {
    const { desk } = this;
    const { readonly } = desk;
    openMenu(desk, this.more, [
      ...(readonly ? [] : [{ label: "Change the picture …", mark: icon("frontstage", 15), run: () => setTimeout(() => openFaces(desk), 0) }]),
      { label: "All keys", mark: icon("keyboard", 15), run: () => openKeys(desk, KEYS) },
      ...(readonly ? [] : [{ label: "Delete this persona", mark: icon("trash", 15), danger: true, rule: true, run: () => this._delete() }]),
    ], { label: "More", align: "end" });
  }

  _delete() {
    const { desk } = this;
    const { name } = desk.record;
    desk.commit([{ op: "delete", type: "persona", id: desk.persona }], `Delete ${name}`);
    desk.toast(`${name} deleted, with all that this persona feels on the maps`, desk.undoLast());
  }
}
