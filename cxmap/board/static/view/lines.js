// @ts-check
/** The lines in which an empty map is started: Enter opens the next line, Tab the next stage. */
import { fresh, h } from "./dom.js";

/** @typedef {{text: string, stage: number}} Line */

const ROWS = 4;

/**
 * Lines with the numbers that stand before them, and the stage headings between. Pure.
 * @param {Line[]} lines
 * @returns {{heading: string, number: number}[]} the heading above the line ("" for none), its number in its stage
 */
export function numbered(lines) {
  const several = lines.some((line) => line.stage > 0);
  let number = 0;
  let stage = -1;
  return lines.map((line) => {
    const starts = line.stage !== stage;
    stage = line.stage;
    number = starts ? 1 : number + 1;
    return { heading: starts && several ? `Stage ${stage + 1}` : "", number };
  });
}

/**
 * Close the gaps where a stage has no line any more. Pure.
 * @param {Line[]} lines
 * @returns {Line[]}
 */
export function closed(lines) {
  const stages = [...new Set(lines.map((line) => line.stage))].sort((a, b) => a - b);
  return lines.map((line) => ({ ...line, stage: stages.indexOf(line.stage) }));
}

export class Lines {
  /** @param {{make: () => void, paste: (data: DataTransfer | null) => string[] | boolean, changed: () => void, leave: () => void}} act
   *   `paste` gives the lines to put in, true where it dealt with the paste itself, false to leave it to the browser */
  constructor(act) {
    this.act = act;
    /** @type {Line[]} */
    this.lines = [];
    /** @type {HTMLInputElement[]} */
    this.inputs = [];
    this.el = h("div", { class: "cx-typed-lines", role: "group", "aria-label": "Lines of the map" });
    this.clear();
  }

  get filled() {
    return closed(this.lines.filter((line) => line.text.trim()));
  }

  clear() {
    this.lines = Array.from({ length: ROWS }, () => ({ text: "", stage: 0 }));
    this._draw();
  }

  focus() {
    (this.inputs.find((input) => !input.value) ?? this.inputs[0])?.focus();
  }

  _draw() {
    const marks = numbered(this.lines);
    this.inputs = [];
    fresh(this.el, this.lines.flatMap((line, i) => {
      const input = h("input", {
        type: "text", maxlength: 500, autocomplete: "off", spellcheck: "true", value: line.text,
        "aria-label": `Stage ${line.stage + 1}, line ${marks[i].number}`,
        oninput: () => this._typed(i),
        onkeydown: (/** @type {KeyboardEvent} */ e) => this._key(e, i),
        onpaste: (/** @type {ClipboardEvent} */ e) => this._paste(e, i),
      });
      this.inputs.push(input);
      return [
        marks[i].heading && h("div", { class: "cx-typed-stage" }, marks[i].heading),
        h("label", { class: "cx-typed-line" }, h("b", { "aria-hidden": "true" }, marks[i].number), input),
      ];
    }));
    this.act.changed();
  }

  /** @param {number} i */
  _typed(i) {
    this.lines[i].text = this.inputs[i].value;
    this.act.changed();
  }

  /** @param {KeyboardEvent} e @param {number} i */
  _key(e, i) {
    if (e.isComposing) return;
    const line = this.lines[i];
    const empty = !line.text.trim();
    if (e.key === "Enter") {
      e.preventDefault();
      if (e.ctrlKey || e.metaKey || (empty && this.filled.length && this.lines.slice(i).every((l) => !l.text.trim()))) return this.act.make();
      this._next(i, line.stage);
    } else if (e.key === "Tab" && !e.ctrlKey && !e.altKey) {
      if (e.shiftKey ? line.stage === 0 : empty && i === 0) return; // Tab leaves where it cannot mean a stage
      e.preventDefault();
      if (e.shiftKey) this._to(this.lines.findLastIndex((l) => l.stage < line.stage));
      else this._stage(i);
    } else if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      e.preventDefault();
      this._to(i + (e.key === "ArrowDown" ? 1 : -1));
    } else if (e.key === "Backspace" && line.text === "" && i > 0) {
      e.preventDefault();
      if (this.lines.length > ROWS || line.stage > 0) this.lines.splice(i, 1);
      this._draw();
      this._to(i - 1);
    } else if (e.key === "Escape") {
      e.preventDefault();
      this.act.leave();
    }
  }

  /** The next line of the same stage: an empty one that is there, or a new one. @param {number} i @param {number} stage */
  _next(i, stage) {
    const next = this.lines[i + 1];
    if (!next || next.stage !== stage || next.text) {
      this.lines.splice(i + 1, 0, { text: "", stage });
      this._draw();
    }
    this._to(i + 1);
  }

  /** The first line of the next stage. @param {number} i */
  _stage(i) {
    const stage = this.lines[i].stage + 1;
    let at = this.lines.findIndex((line) => line.stage >= stage);
    if (at < 0) {
      while (this.lines.length > 1 && !this.lines[this.lines.length - 1].text.trim()) this.lines.pop();
      at = this.lines.length;
      this.lines.push({ text: "", stage });
      while (this.lines.length < ROWS) this.lines.push({ text: "", stage });
      this._draw();
    }
    this._to(at);
  }

  /** @param {number} i */
  _to(i) {
    const input = this.inputs[Math.max(0, Math.min(i, this.inputs.length - 1))];
    input.focus();
    input.scrollIntoView({ block: "nearest" });
  }

  /** @param {ClipboardEvent} e @param {number} i */
  _paste(e, i) {
    const took = this.act.paste(e.clipboardData);
    e.stopPropagation();
    if (took === false) return;
    e.preventDefault();
    if (took === true) return;
    const { stage, text: before } = this.lines[i];
    const fresh_ = took.map((words) => ({ text: words, stage }));
    this.lines.splice(before ? i + 1 : i, before ? 0 : 1, ...fresh_);
    this._draw();
    this._to(i + fresh_.length - (before ? 0 : 1));
  }
}

