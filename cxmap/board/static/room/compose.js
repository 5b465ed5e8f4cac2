// @ts-check
/**
 * The field that a card is written in: text with its marks (`-2`, `!!`, `*`), each mark one tap as well. What is typed stays
 * until it is sent, whatever comes in meanwhile.
 */
import { parseMarks, withMarks } from "../model/marks.js";
import { face, pips, star } from "../view/icons.js";
import { h, set, text, uid } from "../view/dom.js";
import { keep, recall } from "./kept.js";
import { FEELINGS, SEVERITIES, signed } from "./values.js";

/** @typedef {{title: string, feeling: number | null, severity: number | null, moment: string | null}} Written */

/** Kinds of lane whose cards are pains: they get a severity; what the organisation does gets neither severity nor feeling. */
const PAINS = new Set(["pain"]);
const FELT = new Set(["action", "touchpoint", "thought", "emotion", "moment", "evidence", "note", "custom"]);

/** Whether a mark is offered for a kind of lane. @param {"feeling" | "severity" | "moment"} mark @param {string} kind */
export function offers(mark, kind) {
  if (mark === "feeling") return FELT.has(kind);
  return mark === "severity" ? PAINS.has(kind) : FELT.has(kind) || PAINS.has(kind);
}

/** The line that says what was written: `parseMarks` reads it back. @param {Written} written */
export const lineOf = (written) => withMarks(written);

export class Marks {
  /** Buttons for feeling, severity and moment. @param {() => void} changed */
  constructor(changed) {
    /** @type {{feeling: number | null, severity: number | null, moment: string | null}} */
    this.value = { feeling: null, severity: null, moment: null };
    const toggle = (/** @type {"feeling" | "severity"} */ name, /** @type {number} */ value) => {
      this.value[name] = this.value[name] === value ? null : value;
      this.paint();
      changed();
    };
    this.faces = FEELINGS.toReversed().map(({ value, word }) =>
      h("button", { class: "cxa-mark", type: "button", "aria-label": `Feeling ${signed(value)}, ${word.toLowerCase()}`, title: `${word} (${signed(value)})`, dataset: { feeling: String(value) }, onclick: () => toggle("feeling", value) }, face(value, 26), h("small", null, signed(value))));
    this.bars = SEVERITIES.map(({ value, word }) =>
      h("button", { class: "cxa-mark", type: "button", "aria-label": `Severity ${word.toLowerCase()}`, dataset: { severity: String(value) }, onclick: () => toggle("severity", value) }, pips(value, 18), h("small", null, word)));
    this.star = h("button", {
      class: "cxa-mark cxa-moment", type: "button",
      onclick: () => {
        this.value.moment = this.value.moment ? null : "make_or_break";
        this.paint();
        changed();
      },
    }, star(20), h("small", null, "Moment of truth"));
    this.row = h("div", { class: "cxa-faces", role: "group", "aria-label": "Feeling" }, this.faces);
    this.levels = h("div", { class: "cxa-bars", role: "group", "aria-label": "Severity" }, this.bars);
    this.line = h("div", { class: "cxa-marks-line" }, this.levels, this.star);
    this.el = h("div", { class: "cxa-marks" }, this.row, this.line);
    this.offer("custom");
  }

  /** Show what goes with a kind of lane; what is set stays on the screen. @param {string} kind */
  offer(kind) {
    this.kind = kind;
    this.paint();
  }

  paint() {
    const { feeling, severity, moment } = this.value;
    this.row.hidden = !offers("feeling", this.kind ?? "custom") && feeling === null;
    this.levels.hidden = !offers("severity", this.kind ?? "custom") && !severity;
    this.star.hidden = !offers("moment", this.kind ?? "custom") && !moment;
    for (const el of this.faces) set(el, "aria-pressed", String(feeling !== null && Number(el.dataset.feeling) === Math.round(feeling)));
    for (const el of this.bars) set(el, "aria-pressed", String(Number(el.dataset.severity) === severity));
    set(this.star, "aria-pressed", String(Boolean(moment)));
  }
}

export class Composer {
  /**
   * @param {{label: string, placeholder?: string, button?: string, send: (written: Written) => boolean | void, kept?: string}} of
   *   `send`: false where it could not be taken, and the text stays;
   *   `kept`: under which name the line is kept over a reload until it is sent
   */
  constructor({ label, placeholder = "", button = "Add", send, kept = "" }) {
    this.send = send;
    this.kept = kept;
    this.kind = "custom";
    this.marks = new Marks(() => this._marked());
    /** Marks that were typed last: what a button set is not taken back by more text. @type {{feeling: number | null, severity: number | null, moment: string | null}} */
    this.typed = { feeling: null, severity: null, moment: null };
    const id = uid("cxa-hint");
    this.input = h("textarea", {
      class: "cx-input cxa-write", rows: 2, maxlength: 500, placeholder, "aria-label": label, "aria-describedby": id, autocomplete: "off", spellcheck: "true", enterkeyhint: "send", dir: "auto",
      oninput: () => this._typed(),
      onkeydown: (/** @type {KeyboardEvent} */ e) => {
        if (e.key !== "Enter" || e.shiftKey || e.isComposing) return;
        e.preventDefault();
        this.post();
      },
    });
    this.hint = h("p", { class: "cxa-hint", id });
    this.go = h("button", { class: "cx-button cx-primary cxa-send", type: "button", disabled: true, onclick: () => this.post() }, button);
    this.marks.line.append(this.go);
    this.el = h("div", { class: "cxa-compose" }, this.input, this.hint, this.marks.el);
    if (kept && recall(kept)) this.fill(recall(kept));
  }

  /** What it would send; null where there is nothing. @returns {Written | null} */
  get written() {
    const { title, ...marks } = parseMarks(this.input.value.replace(/\s*\n\s*/g, " "), { bare: this.kind === "emotion" });
    const { feeling, severity, moment } = this.marks.value;
    const bare = this.kind === "emotion" && (marks.feeling ?? feeling) !== null;
    return title || bare ? { title, feeling, severity, moment } : null;
  }

  /** The lane's kind decides which marks are offered. @param {string} kind */
  offer(kind) {
    this.kind = kind;
    this.marks.offer(kind);
    this._look();
  }

  /** Put a text into the field; its marks are set. @param {string} line */
  fill(line) {
    this.input.value = line;
    this.marks.value = { feeling: null, severity: null, moment: null };
    this.typed = { feeling: null, severity: null, moment: null };
    this._typed();
  }

  post() {
    const { written } = this;
    if (!written) return;
    if (this.send(written) !== false) this.fill("");
    this.input.focus({ preventScroll: true });
  }

  _typed() {
    const { feeling, severity, moment } = parseMarks(this.input.value.replace(/\s*\n\s*/g, " "), { bare: this.kind === "emotion" });
    const now = { feeling, severity, moment };
    for (const name of /** @type {("feeling" | "severity" | "moment")[]} */ (["feeling", "severity", "moment"])) {
      if (now[name] !== this.typed[name]) /** @type {any} */ (this.marks.value)[name] = now[name];
    }
    this.typed = now;
    this.marks.paint();
    this._look();
    this._keep();
  }

  _marked() {
    this._look();
    this._keep();
  }

  _keep() {
    const { written } = this;
    if (this.kept) keep(this.kept, written ? lineOf(written) : this.input.value);
  }

  _look() {
    this.go.disabled = !this.written;
    const { feeling, severity, moment } = this.typed;
    const read = [feeling !== null && `feeling ${signed(feeling)}`, severity && `severity ${SEVERITIES[severity - 1].word.toLowerCase()}`, moment && "moment of truth"].filter(Boolean);
    text(this.hint, read.length ? `Read as ${read.join(", ")}.` : "");
  }
}
