// @ts-check
/** The form at the top: one field, one button. What is typed is kept over a reload until it was sent. */
import { h, set } from "../view/dom.js";
import { icon } from "../view/icons.js";
import { giveIdea } from "./acts.js";
import { shortly } from "./reading.js";
import { fit, Signing, writingField } from "./signing.js";

const MOST = 1000;

export class Give {
  /** @param {any} page the page of the idea board */
  constructor(page) {
    this.page = page;
    this.field = writingField("Your idea", "What could we do better?", MOST, { send: () => this._send(), changed: () => this._look() });
    this.field.value = page.kept.draft("idea");
    this.signing = new Signing(page, "the idea");
    this.button = h("button", { class: "cx-button cx-primary cxr-big", type: "submit" }, icon("plus", 20), "Give this idea");
    this.el = h("form", { class: "cxi-give", onsubmit: (/** @type {Event} */ e) => (e.preventDefault(), this._send()) }, this.field, this.signing.el, this.button);
    this._look();
  }

  update() {
    this.signing.update();
  }

  /** The field has the focus from the start: on a phone the keyboard comes with the first touch. */
  focus() {
    fit(this.field);
    this.field.focus({ preventScroll: true });
  }

  /** Take up a text that could not be saved. @param {string} words */
  take(words) {
    this.field.value = words;
    this._look();
    this.focus();
  }

  _look() {
    this.page.kept.keepDraft("idea", this.field.value);
    set(this.button, "disabled", !this.field.value.trim());
  }

  _send() {
    const { page } = this;
    const words = this.field.value.trim();
    if (!words) return;
    const by = this.signing.giver();
    if (by === undefined) return;
    const { id, edits } = giveIdea(page.board, words, by, page.now);
    if (!page.session.commit(edits, { label: "Give an idea" })) return;
    if (!by) page.kept.add(id); // nobody is told who gave it: this browser remembers, so that its giver hears what becomes of it
    this.field.value = "";
    this._look();
    this.focus();
    page.soon();
    const away = page.session.status.state !== "connected";
    page.undoable(`Thank you. “${shortly(words, 40)}” is ${away ? "kept here, and sent as soon as the server is back" : "on the board"}.`);
  }
}
