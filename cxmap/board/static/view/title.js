// @ts-check
/** The journey's title, edited where it stands: click, pencil or F2; Enter keeps, Escape restores. */
import { frameFixed } from "./allowed.js";
import { focused, h, set, text } from "./dom.js";
import { icon } from "./icons.js";

const RENAME = "Rename the journey (F2)";

export class Title {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
    this.words = h("span", { class: "cx-title-text" });
    this.pencil = h("span", { class: "cx-pencil" }, icon("pencil", 15));
    this.button = h("button", {
      class: "cx-title-button", type: "button", onclick: () => this.edit(),
    }, this.words, this.pencil);
    this.input = h("input", {
      class: "cx-title-input", type: "text", maxlength: 200, "aria-label": "Title of the journey", hidden: true,
      onkeydown: (/** @type {KeyboardEvent} */ e) => this._key(e),
      onblur: () => this._leave(true),
      oninput: () => this._fit(),
    });
    this.use = h("span", { class: "cx-title-use", title: "Others start their journeys from it.", hidden: true }, "Template");
    this.el = h("h1", { class: "cx-title" }, this.button, this.input, this.use);
    this.update();
  }

  get journey() {
    return this.board.replica.get("journey", this.board.session.journey);
  }

  update() {
    const { journey } = this;
    const title = journey?.title ?? "";
    text(this.words, title || (journey ? "Untitled journey" : "")); // nothing is said of a map that is still on its way
    const fixed = frameFixed(this.board);
    this.button.disabled = this.pencil.hidden = fixed;
    set(this.button, "title", fixed ? null : RENAME);
    this.words.classList.toggle("cx-untitled", !title);
    this.use.hidden = journey?.use !== "template";
  }

  edit() {
    if (this.board.readonly || !this.journey || this.board.refuses("frame")) return;
    this.before = this.journey.title;
    this.input.value = this.before;
    this.button.hidden = true;
    this.input.hidden = false;
    this._fit();
    this.input.focus();
    this.input.select();
  }

  _fit() {
    this.input.style.width = `${Math.min(60, Math.max(12, this.input.value.length + 2))}ch`;
  }

  /** @param {KeyboardEvent} e */
  _key(e) {
    if (e.isComposing || (e.key !== "Enter" && e.key !== "Escape")) return;
    e.preventDefault();
    e.stopPropagation();
    this._leave(e.key === "Enter");
  }

  /** @param {boolean} keep */
  _leave(keep) {
    if (this.input.hidden) return;
    const title = this.input.value.trim().replace(/\s+/g, " ");
    const had = focused(this.input) === this.input;
    this.input.hidden = true;
    this.button.hidden = false;
    if (had) this.button.focus();
    if (keep && title && title !== this.before) {
      const edit = { op: "patch", type: "journey", id: this.journey.id, fields: { title }, was: { title: this.before } };
      this.board.session.commit([edit], { label: "Rename the journey" });
    }
    this.update();
  }

  destroy() {
    this.el.remove();
  }
}
