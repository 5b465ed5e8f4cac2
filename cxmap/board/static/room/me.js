// @ts-check
/** The sheet about oneself: the name, a topic to park, texts that could not be saved, the full map, and leaving. */
import { park } from "../model/workshop.js";
import { fresh, h, set } from "../view/dom.js";
import { icon } from "../view/icons.js";
import { keep, recall } from "./kept.js";
import { Sheet } from "./sheet.js";

export class MeSheet {
  /** @param {any} page the participant's page @param {HTMLElement} back what opened it */
  constructor(page, back) {
    this.page = page;
    this.name = h("input", { class: "cx-input cxr-name", type: "text", maxlength: 60, autocomplete: "nickname", value: page.name, "aria-label": "Your name, or an alias", dir: "auto" });
    this.topic = h("textarea", { class: "cx-input cxa-write", rows: 2, maxlength: 1000, "aria-label": "A topic for later", placeholder: "What should not be forgotten?", dir: "auto", oninput: () => this._look() });
    this.topic.value = recall(this._key);
    this.parking = h("button", { class: "cx-button", type: "submit" }, icon("tray", 18), "Park it");
    this.kept = h("ul", { class: "cxr-kept" });
    this.keptPart = h("section", null, h("h3", null, "Kept for you"), h("p", { class: "cxa-room" }, "These texts could not be saved where they were written."), this.kept);
    this.topics = h("form", { class: "cxr-form", onsubmit: (/** @type {Event} */ e) => (e.preventDefault(), this._park()) }, h("h3", null, "Parking lot"), this.topic, this.parking);
    const other = page.mode === "board" ? "Work on one stage at a time" : "Open the full map";
    this.sheet = new Sheet(page.el, "You", [
      h("form", { class: "cxr-form", onsubmit: (/** @type {Event} */ e) => (e.preventDefault(), this._rename()) }, h("h3", null, "Your name"), h("div", { class: "cxr-line" }, this.name, h("button", { class: "cx-button", type: "submit" }, "Save"))),
      this.topics,
      this.keptPart,
      h("div", { class: "cxr-acts" },
        h("button", { class: "cx-button cxr-act", type: "button", onclick: () => (this.close(), page.setMode(page.mode === "board" ? "phone" : "board")) }, icon(page.mode === "board" ? "stage" : "map", 18), other),
        page.me && h("button", { class: "cx-button cxr-act", type: "button", onclick: () => this._leave() }, icon("arrow", 18), "Leave the workshop")),
    ], { closed: () => page.closed(this), back });
    this.update();
    this._look();
  }

  get _key() {
    return `${this.page.workshop}.topic`;
  }

  update() {
    const { session, map } = this.page;
    const texts = [...new Set([session, map])].flatMap((from) => from.unsaved.map((/** @type {any} */ item) => ({ ...item, from })));
    set(this.keptPart, "hidden", !texts.length);
    set(this.topics, "hidden", !this.page.mayPark);
    const key = texts.map((item) => item.id).join(" ");
    if (this.kept.dataset.key === key) return;
    this.kept.dataset.key = key;
    fresh(this.kept, texts.map((item) => h("li", null, h("p", { dir: "auto" }, item.text), h("div", { class: "cxr-acts" },
      h("button", { class: "cx-button", type: "button", onclick: () => this._again(item) }, "Write it again"),
      h("button", { class: "cx-button cx-quiet", type: "button", onclick: () => item.from.dropUnsaved(item.id) }, "Let it go")))));
  }

  _look() {
    keep(this._key, this.topic.value);
    this.parking.disabled = !this.topic.value.trim();
  }

  _rename() {
    this.page.rename(this.name.value);
    this.close();
  }

  _park() {
    const { page } = this;
    const words = this.topic.value.trim();
    if (!words) return;
    page.session.commit(park(page.session.replica, page.workshop, { text: words, by: page.name }).edits, { label: "Park a topic" });
    this.topic.value = "";
    this._look();
    this.topic.focus(); // its button rests now, and would take the focus along
    page.undoable("Parked: it waits in the parking lot.", page.session);
  }

  /** @param {any} item */
  _again(item) {
    keep(`${this.page.workshop}.add`, item.text.split("\n")[0]);
    item.from.dropUnsaved(item.id);
    this.close();
    this.page.add();
  }

  _leave() {
    this.close();
    this.page.leave();
  }

  close() {
    this.sheet.close();
  }
}
