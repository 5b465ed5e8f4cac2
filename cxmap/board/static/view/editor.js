// @ts-check
/**
 * Typing on the board: a new card (the ghost) or a card's title in place. A line may end in a feeling, a severity and a
 * moment of truth; they show as chips, and Backspace at the end takes them as plain text. Nothing typed is ever dropped:
 * leaving by any way keeps it.
 */
import { parseMarks } from "../model/marks.js";
import { h, fresh, style } from "./dom.js";
import { face, pips, star } from "./icons.js";
import { showValue } from "./curve.js";
import * as m from "./metrics.js";

/** @typedef {{stage: string, lane: string, index: number, card: string | null, was: string, value: number | null}} Place */

const HINT = 20;

export class Editor {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
    /** @type {Place | null} */ this.place = null;
    /** text whose marks the person took as plain text */
    this.plain = "";
    this.closing = false;
    this.input = h("textarea", {
      class: "cx-type",
      rows: 1,
      dir: "auto",
      spellcheck: "true",
      autocomplete: "off",
      "aria-describedby": "cx-type-hint",
      oninput: () => this._changed(),
      onkeydown: (/** @type {KeyboardEvent} */ e) => this._key(e),
      onblur: () => this._blur(),
      onpaste: (/** @type {ClipboardEvent} */ e) => this._paste(e),
    });
    this.chips = h("span", { class: "cx-type-chips", "aria-live": "polite" });
    this.hints = h("span", { class: "cx-hints", id: "cx-type-hint" }, h("kbd", null, "↵"), "add", h("kbd", null, "⇥"), "next stage");
    this.el = h("div", { class: "cx-editor", hidden: true }, this.input, h("div", { class: "cx-under" }, this.chips, this.hints));
  }

  get active() {
    return this.place !== null;
  }

  /**
   * Open the ghost card.
   * @param {{stage: string, lane: string, index?: number, text?: string, value?: number | null}} at
   */
  open({ stage, lane, index, text = "", value = null }) {
    if (this.board.readonly || this.board.refuses(lane)) return;
    this.close();
    if (!this.board.replica.get("stage", stage) || !this.board.replica.get("lane", lane)) return;
    const count = this.board.replica.cell(stage, lane).length;
    this.board.layout.opened.add(this.board.layout.key(stage, lane)); // what one writes there is not folded away
    this._start({ stage, lane, index: index ?? count, card: null, was: "", value }, text);
    this.board.selection.set({ kind: "cell", stage, lane });
  }

  /** Edit a card's title in place. @param {string} id */
  edit(id) {
    if (this.board.readonly || this.board.refuses(id)) return;
    const card = this.board.replica.get("card", id);
    if (!card) return;
    this.close();
    const index = this.board.replica.cell(card.stage, card.lane).findIndex((/** @type {any} */ c) => c.id === id);
    this._start({ stage: card.stage, lane: card.lane, index, card: id, was: card.title, value: null }, card.title);
    this.plain = card.title; // an old title is text, whatever it ends in
    this._changed();
    this.input.select();
  }

  /** @param {Place} place @param {string} text */
  _start(place, text) {
    this.place = place;
    this.plain = "";
    this.input.value = text;
    const { kind } = this;
    const what = this.board.where(place.stage, place.lane);
    this.input.setAttribute("aria-label", place.card ? `Title, ${what}` : `New card, ${what}`);
    this.input.placeholder = kind === "emotion" ? "A word, like relieved +2" : "";
    this.el.dataset.kind = kind;
    this.el.hidden = false;
    this.board.editing = place.card;
    this._free();
    this.board.setTyping(place.card);
    this._changed();
    this.input.focus({ preventScroll: true });
    const rect = this._rect();
    if (rect) this.board.grid.reveal({ ...rect, height: rect.height + HINT });
  }

  /** Keep the ghost's place free in its cell. */
  _free() {
    const { place, board } = this;
    const slot = place && !place.card && this.kind !== "emotion" && board.layout.level === "card";
    board.layout.keepFree(slot ? [{ stage: place.stage, lane: place.lane, index: place.index, height: this._height() + HINT }] : []);
    board.invalidate();
  }

  _height() {
    return Math.max(27, Math.min(120, this.lines * 17 + 9));
  }

  get lines() {
    const rect = this.place ? this.board.layout.rect(this.place.stage, this.place.lane) : null;
    const width = (rect?.width ?? m.STAGE_WIDTH) - 2 * m.PAD_X - 20;
    return Math.max(1, Math.ceil(this.board.measure(this.input.value, "13") / Math.max(40, width)));
  }

  /** Where the editor stands on the canvas. */
  _rect() {
    const { place, board } = this;
    if (!place) return null;
    if (place.card) return board.layout.cardRect(place.card) ?? board.layout.rect(place.stage, place.lane);
    const cell = board.layout.rect(place.stage, place.lane);
    const slot = board.layout.cell(place.stage, place.lane).slot;
    if (!cell) return null;
    if (slot) return { left: cell.left + slot.left, top: cell.top + slot.top, width: slot.width, height: slot.height - HINT };
    const top = place.value === null ? m.PAD_Y : board.emotionTop(place.value, cell.height) - 14;
    return { left: cell.left + m.PAD_X, top: cell.top + Math.max(0, top), width: Math.max(m.STAGE_MIN - 14, cell.width - 2 * m.PAD_X), height: this._height() };
  }

  /** Follow the layout. */
  paint() {
    const rect = this._rect();
    if (!rect) return;
    style(this.el, { transform: `translate(${rect.left}px,${rect.top}px)`, width: `${Math.max(rect.width, 120)}px` });
    style(this.input, { height: `${Math.max(this._height(), this.place?.card ? Math.min(rect.height, 48) : 0)}px` });
  }

  /** What the text says now. */
  _marks() {
    const text = this.input.value;
    return parseMarks(text, { ignore: this._plain() || [], bare: this.kind === "emotion" });
  }

  /** Whether the person took the marks as plain text. @returns {boolean} */
  _plain() {
    return Boolean(this.plain) && this.input.value.trimEnd() === this.plain.trimEnd();
  }

  get kind() {
    return this.place ? (this.board.replica.get("lane", this.place.lane)?.kind ?? "custom") : "custom";
  }

  _changed() {
    if (!this.place) return;
    const { feeling, severity, moment } = this._marks();
    const value = feeling ?? (this.place.card ? null : this.place.value);
    fresh(
      this.chips,
      value !== null && h("span", { class: "cx-chip" }, face(value, 16), h("span", null, showValue(value))),
      severity !== null && h("span", { class: "cx-chip" }, pips(severity), h("span", { class: "cx-aloud" }, `severity ${severity}`)),
      moment && h("span", { class: "cx-chip" }, star(13), h("span", { class: "cx-aloud" }, "moment of truth")),
    );
    this.hints.hidden = this.place.card !== null || this.chips.childElementCount > 1;
    this._free();
    this.board.invalidate();
  }

  /** @param {KeyboardEvent} e */
  _key(e) {
    e.stopPropagation();
    if (e.isComposing || !this.place) return;
    const { stage, lane, index, card } = this.place;
    if (e.key === "Enter" && !e.shiftKey) {
      e.preventDefault();
      const empty = !this.input.value.trim();
      const made = this.close();
      const before = empty && !card ? this.board.replica.cell(stage, lane)[index - 1] : null;
      if (before) this.board.selection.set({ kind: "card", id: before.id }); // an empty line ends the list: back to its last card
      if (!card && !empty) this.open({ stage, lane, index: index + Math.max(1, made.length) });
      if (!this.active) this.board.focusTarget(); // nothing more to type, or its stage is no more
    } else if (e.key === "Tab") {
      e.preventDefault();
      this.close();
      const next = this.board.stageBeside(stage, e.shiftKey ? -1 : 1);
      if (next) this.open({ stage: next, lane });
      if (!this.active) {
        if (!next) this.board.announce(e.shiftKey ? "First stage" : "Last stage");
        this.board.focusTarget();
      }
    } else if (e.key === "Escape") {
      e.preventDefault();
      this.close();
      this.board.focusTarget();
    } else if (e.key === "Backspace" && this._atEnd() && this._hasMarks()) {
      e.preventDefault();
      this.plain = this.input.value;
      this._changed();
    }
  }

  _atEnd() {
    const { selectionStart, selectionEnd, value } = this.input;
    return selectionStart === value.length && selectionEnd === value.length;
  }

  _hasMarks() {
    const { feeling, severity, moment } = this._marks();
    return feeling !== null || severity !== null || Boolean(moment);
  }

  /** @param {ClipboardEvent} e */
  _paste(e) {
    e.stopPropagation();
    const text = e.clipboardData?.getData("text/plain") ?? "";
    if (!this.place || this.place.card || !/[\n\t]/.test(text.trim())) return; // one line goes into the text
    e.preventDefault();
    const at = { ...this.place };
    const made = this.close();
    this.board.clipboard.paste(e.clipboardData, { stage: at.stage, lane: at.lane, index: at.index + made.length });
  }

  _blur() {
    // a re-paint may move the element, which blurs it; leaving for good is known a task later
    const leave = () =>
      setTimeout(() => {
        if (this.place && this.board.shadowFocus() !== this.input && document.hasFocus()) this.close();
      }, 0);
    // lanes shrink when the ghost goes: not while a button is down, or what is clicked moves away under it
    if (!this.board.pressed) leave();
    else for (const name of ["pointerup", "pointercancel"]) addEventListener(name, leave, { once: true });
  }

  /** Leave, keeping what was typed. @returns {string[]} ids of the cards made */
  close() {
    const { place, board } = this;
    if (!place || this.closing) return [];
    this.closing = true;
    const text = this.input.value.replace(/\s+/g, " ").trim();
    const plain = this._plain();
    this.place = null;
    this.el.hidden = true;
    board.editing = null;
    board.setTyping(null);
    /** @type {string[]} */
    let made = [];
    if (place.card) {
      if (text && text !== place.was) board.commands.setText(place.card, text, board.persona(), { ignore: plain || [], was: place.was });
    } else if (text) made = this._make(place, text, plain);
    board.layout.keepFree([]);
    board.invalidate();
    if (made.length) board.selection.set({ kind: "card", id: made.at(-1) });
    this.closing = false;
    return made;
  }

  /** @param {Place} place @param {string} text @param {boolean} plain @returns {string[]} */
  _make(place, text, plain) {
    const { board } = this;
    const { stage, lane, index } = place;
    const marks = parseMarks(text, { ignore: plain || [], bare: true });
    if (board.replica.get("lane", lane)?.kind === "emotion") {
      const value = marks.feeling ?? place.value;
      if (value !== null) return [board.commands.addFeelingPoint({ stage, lane, index, value, word: marks.title, persona: board.persona() })].flat();
    }
    const made = board.commands.addCards({ stage, lane, at: index, texts: [{ text, ignore: plain || [] }], persona: board.persona() });
    board.announceCard(made[0]);
    return made;
  }
}
