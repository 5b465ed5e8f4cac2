// @ts-check
/** With my name or without: two buttons, and a field for the name where there is none yet. The choice is kept for the next time. */
import { h, set, text } from "../view/dom.js";

/** @typedef {import("./acts.js").Giver} Giver */

export class Signing {
  /** @param {any} page the page of the idea board @param {string} label what is signed: “the idea” */
  constructor(page, label) {
    this.page = page;
    this.without = h("button", { class: "cxr-side", type: "button", onclick: () => this._choose(false) }, "Without a name");
    this.with = h("button", { class: "cxr-side", type: "button", onclick: () => this._choose(true) });
    this.name = h("input", { class: "cx-input cxr-name", type: "text", maxlength: 60, autocomplete: "nickname", placeholder: "Your name, or an alias", "aria-label": "Your name, or an alias", dir: "auto" });
    this.field = h("div", { class: "cxi-name", hidden: true }, this.name);
    this.el = h("div", { class: "cxi-signing" }, h("div", { class: "cxr-switch", role: "group", "aria-label": `Who gives ${label}` }, this.without, this.with), this.field);
    this.update();
  }

  get named() {
    return this.page.kept.named;
  }

  update() {
    const { name } = this.page;
    set(this.without, "aria-pressed", String(!this.named));
    set(this.with, "aria-pressed", String(this.named));
    text(this.with, name ? `As ${name}` : "With my name");
    set(this.field, "hidden", !this.named || Boolean(name));
  }

  /** @param {boolean} named */
  _choose(named) {
    this.page.kept.named = named;
    this.page.soon();
    this.update();
    if (!this.field.hidden) this.name.focus();
  }

  /**
   * Who signs: null for nobody; undefined while a name is still wanted (its field has the focus then).
   * @returns {Giver | undefined}
   */
  giver() {
    if (!this.named) return null;
    const { session } = this.page;
    const typed = this.name.value.trim().replace(/\s+/g, " ");
    const name = this.page.name || typed;
    if (!name) {
      this.name.focus();
      this.page.announce("Say your name first, or choose “Without a name”.");
      return undefined;
    }
    if (!session.you) {
      this.page.toast("The server has not said yet who you are: try again in a moment, or go without a name.");
      return undefined;
    }
    if (!this.page.name) session.rename(name);
    return { person: session.you.person, name };
  }
}

/** A line that grows with its text. @param {string} label @param {string} placeholder @param {number} most @param {{send: () => void, changed: () => void}} on */
export function writingField(label, placeholder, most, { send, changed }) {
  const field = h("textarea", {
    class: "cx-input cxa-write cxi-write", rows: 2, maxlength: most, placeholder, "aria-label": label, dir: "auto", enterkeyhint: "send",
    oninput: () => (fit(field), changed()),
    onkeydown: (/** @type {KeyboardEvent} */ e) => {
      if (e.key !== "Enter" || e.shiftKey || e.isComposing) return;
      e.preventDefault();
      send();
    },
  });
  return field;
}

/** @param {HTMLTextAreaElement} field */
export function fit(field) {
  field.style.height = "auto";
  field.style.height = `${field.scrollHeight + 2}px`;
}
