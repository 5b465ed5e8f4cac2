// @ts-check
/** One idea from close by: all that it says, its way so far with what its giver was told, and what others say about it. */
import { fresh, h, set, text } from "../view/dom.js";
import { icon } from "../view/icons.js";
import { plural } from "../room/values.js";
import { Sheet } from "../room/sheet.js";
import { remarkOn } from "./acts.js";
import { secondButton, stateChip } from "./list.js";
import { sinceWords } from "./reading.js";
import { fit, Signing, writingField } from "./signing.js";

/** @typedef {import("./reading.js").Idea} Idea */

export class IdeaSheet {
  /** @param {any} page @param {string} id of the idea @param {HTMLElement | null} back what gets the focus afterwards */
  constructor(page, id, back) {
    this.page = page;
    this.id = id;
    this.sign = "";
    this.about = h("div", { class: "cxi-about" });
    this.said = h("div", { class: "cxi-remarks" });
    this.field = writingField("Your remark", "What do you say to it?", 1000, { send: () => this._send(), changed: () => this._look() });
    this.field.value = page.kept.draft(id);
    this.signing = new Signing(page, "the remark");
    this.button = h("button", { class: "cx-button", type: "submit" }, icon("comment", 18), "Say it");
    this.form = h("form", { class: "cxr-form", onsubmit: (/** @type {Event} */ e) => (e.preventDefault(), this._send()) }, this.field, this.signing.el, this.button);
    this.shut = h("p", { class: "cxr-nothing", hidden: true });
    this.sheet = new Sheet(page.el, "Idea", [this.about, this.said, this.form, this.shut], { closed: () => page.closed(this), back });
    this._look();
    this.update();
    fit(this.field);
  }

  update() {
    const { page } = this;
    /** @type {Idea | undefined} */
    const idea = page.ideas.find((/** @type {Idea} */ one) => one.record.id === this.id);
    this.signing.update();
    set(this.form, "hidden", !idea || !page.mayAct);
    text(this.shut, !idea ? "This idea was taken off the board." : page.mayAct ? "" : page.why);
    set(this.shut, "hidden", Boolean(idea) && page.mayAct);
    if (!idea) {
      this.sign = "";
      fresh(this.about);
      fresh(this.said);
      return;
    }
    const { record } = idea;
    const sign = JSON.stringify([record, idea.steps, idea.remarks, idea.links.map((link) => link.title), idea.seconds, idea.seconded, page.mayAct]);
    if (sign === this.sign) return;
    this.sign = sign;
    const focused = this.about.contains(document.activeElement);
    fresh(this.about, this._about(idea));
    fresh(this.said, this._said(idea));
    if (focused) this.sheet.el.focus({ preventScroll: true });
  }

  /** @param {Idea} idea */
  _about(idea) {
    const { definitions, now } = this.page;
    const { record } = idea;
    const given = `${record.author_name || "Given without a name"} · ${sinceWords(record.at, now)}`;
    const links = idea.links.map((link) => link.title).filter(Boolean);
    return [
      h("p", { class: "cxi-whole", dir: "auto" }, record.text),
      h("div", { class: "cxi-line" }, h("span", { class: "cxr-meta" }, idea.mine ? `${given} · yours` : given), secondButton(this.page, idea)),
      h("ol", { class: "cxi-way", "aria-label": "Its way so far" },
        h("li", null, stateChip(definitions, "new", ` · ${sinceWords(record.at, now)}`)),
        idea.steps.map((step) => h("li", null, stateChip(definitions, step.state, ` · ${sinceWords(step.at, now)}`),
          step.note && h("p", { dir: "auto" }, step.note), step.author_name && h("small", null, step.author_name)))),
      record.state === "not_now" && record.reason && h("p", { class: "cxi-fact", dir: "auto" }, h("b", null, "Why not now: "), record.reason),
      record.owner && h("p", { class: "cxi-fact", dir: "auto" }, h("b", null, "In the hands of: "), record.owner),
      record.outcome && h("p", { class: "cxi-fact", dir: "auto" }, h("b", null, "What came of it: "), record.outcome),
      links.length > 0 && h("p", { class: "cxi-fact", dir: "auto" }, h("b", null, "About: "), links.join(", ")),
    ];
  }

  /** @param {Idea} idea */
  _said({ remarks }) {
    return [
      h("h3", null, remarks.length ? plural(remarks.length, "remark") : "No remark yet"),
      remarks.length > 0 && h("ul", { class: "cxr-said" }, remarks.map((remark) =>
        h("li", null, h("b", null, remark.author_name || "Without a name"), h("small", null, sinceWords(remark.at, this.page.now)), h("p", { dir: "auto" }, remark.text)))),
    ];
  }

  _look() {
    this.page.kept.keepDraft(this.id, this.field.value);
    set(this.button, "disabled", !this.field.value.trim());
  }

  _send() {
    const { page } = this;
    const words = this.field.value.trim();
    if (!words) return;
    const by = this.signing.giver();
    if (by === undefined || !page.session.commit(remarkOn(this.id, words, by, page.now), { label: "Say something about an idea" })) return;
    this.field.value = "";
    this._look();
    fit(this.field);
    this.field.focus({ preventScroll: true });
    page.announce("Your remark is there.");
  }

  close() {
    this.sheet.close();
  }
}
