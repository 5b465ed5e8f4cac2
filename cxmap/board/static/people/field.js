// @ts-check
/**
 * A text that is read and written at the same place: it looks like what it says, grows with it, and takes what others write as long as
 * nobody types here. Written on leaving, on Enter and after a pause.
 */
import { focused, h, set, text } from "../view/dom.js";
import { caretIn } from "./caret.js";
import { oneLine } from "./model.js";
import { parseNumber, sayNumber } from "./numbers.js";

const PAUSE_MS = 800;

/**
 * @typedef {object} FieldOptions
 * @property {string} label what it is, for those who do not see where it stands
 * @property {number} max characters
 * @property {boolean} [long] takes line breaks
 * @property {boolean} [number] takes a number only
 * @property {string} [closing] the mark that stands behind it, unless it is written there
 * @property {boolean} [required] an empty text is not written: what was there stays
 * @property {string} [placeholder]
 * @property {string} [className]
 * @property {boolean} readonly
 * @property {(value: any, was: any) => void} write `was`: what its author saw; a number's value is a number or null
 * @property {(typing: boolean) => void} [typing]
 * @property {() => void} [refuse] what is typed is no number
 */

export class Field {
  /** @param {FieldOptions} options */
  constructor(options) {
    this.options = options;
    /** What is so, and what the author saw when they began. @type {any} */ this.latest = "";
    /** @type {any} */ this.base = "";
    this.timer = 0;
    this.composing = false;
    const { label, long, number, max, readonly, placeholder = "", className = "", closing = "" } = options;
    this.input = readonly
      ? h("span", { class: "pp-read" })
      : h("textarea", {
          class: "pp-text", rows: 1, maxlength: max, "aria-label": label, placeholder, autocomplete: "off", spellcheck: "true",
          "aria-multiline": long ? "true" : "false", inputmode: number ? "decimal" : null, dir: "auto",
        });
    /** What stands before the closing mark, unseen. */
    this.before = h("span", null, placeholder);
    this.el = h("span", { class: `pp-field ${className}`, dataset: { text: placeholder } }, this.input, closing && h("span", { class: "pp-closing", "aria-hidden": "true" }, this.before, closing));
    if (!readonly) this._listen();
  }

  _listen() {
    const { input } = this;
    input.addEventListener("compositionstart", () => (this.composing = true));
    input.addEventListener("compositionend", () => (this.composing = false));
    input.addEventListener("focus", () => (this.base = this.latest));
    input.addEventListener("input", () => {
      if (!this.options.long && /[\r\n]/.test(input.value)) input.value = input.value.replace(/\s*[\r\n]+\s*/g, " ");
      this._grow();
      this.options.typing?.(this.dirty);
      clearTimeout(this.timer);
      this.timer = window.setTimeout(() => !this.composing && this.flush(), PAUSE_MS);
    });
    input.addEventListener("blur", () => {
      if (Number.isNaN(this.typed)) this.options.refuse?.();
      this.flush();
      this.options.typing?.(false);
      this._show(this.latest);
    });
  }

  /** What is typed, as it would be kept. */
  get typed() {
    const { long, number, max } = this.options;
    const raw = this.input.value;
    if (number) {
      return parseNumber(raw);
    }
    return long ? raw.slice(0, max).trim() : oneLine(raw, max);
  }

  /** Whether something is typed that is not written yet. */
  get dirty() {
    return !this.options.readonly && this.typed !== (this.base ?? (this.options.number ? null : "")) && !Number.isNaN(this.typed);
  }

  /** Whether nothing stands here. */
  get empty() {
    return (this.options.readonly ? this.input.textContent : this.input.value).trim() === "";
  }

  get active() {
    return focused(this.input) === this.input;
  }

  /** @param {any} value what is so now */
  update(value) {
    this.latest = value;
    if (this.options.readonly) return this._say();
    if (!this.active) return this._show(value);
    if (this.dirty || this.composing || this.typed === (value ?? "")) {
      if (!this.dirty) this.base = value;
      return; // never from under the hand
    }
    const { input } = this;
    const [old, now] = [input.value, shown(value)];
    const [start, end] = [caretIn(old, now, input.selectionStart), caretIn(old, now, input.selectionEnd)];
    this._show(value);
    input.setSelectionRange(start, end);
  }

  /** Write what was typed and is not written yet. */
  flush() {
    clearTimeout(this.timer);
    if (!this.dirty) return;
    const { typed, base } = this;
    if (this.options.required && typed === "") return;
    this.base = typed;
    this.latest = typed;
    this.options.write(typed, base);
  }

  /** Take back what was typed and is not written. @returns {boolean} whether there was something */
  revert() {
    if (!this.dirty) return false;
    clearTimeout(this.timer);
    this._show(this.latest);
    this.options.typing?.(false);
    return true;
  }

  /** @param {"start" | "end" | "all" | number} [at] */
  focus(at = "end") {
    const { input } = this;
    input.focus();
    if (this.options.readonly) return;
    const end = input.value.length;
    if (at === "all") input.select();
    else input.setSelectionRange(...(at === "end" ? [end, end] : at === "start" ? [0, 0] : [at, at]));
  }

  /** Whether the caret stands at an end, with nothing selected. @param {"start" | "end"} end */
  caretAt(end) {
    const { selectionStart: from, selectionEnd: to, value } = this.input;
    return from === to && from === (end === "start" ? 0 : value.length);
  }

  /** @param {any} value */
  _show(value) {
    this.base = value;
    if (this.input.value !== shown(value)) this.input.value = shown(value);
    this._grow();
  }

  _say() {
    text(this.input, shown(this.latest));
    set(this.input, "dir", "auto");
    this._close(shown(this.latest));
  }

  /** The element behind the text says it too: it gives the height. */
  _grow() {
    this.el.dataset.text = this.input.value || this.options.placeholder || "";
    this._close(this.el.dataset.text);
  }

  /** @param {string} words what the closing mark stands behind */
  _close(words) {
    if (!this.options.closing) return;
    text(this.before, words);
    this.el.classList.toggle("pp-quoted", /^\s*[“”„"«»]/.test(words)); // its author has set the marks
  }
}

/** @param {any} value */
const shown = (value) => (typeof value === "number" ? sayNumber(value) : value === null || value === undefined ? "" : String(value));
