// @ts-check
/**
 * Impact and effort: one card after another is put on a field of value against effort, by a tap, by arrow keys or by two sliders.
 * After the reveal one's own place stands beside the room's, with its spread.
 */
import { estimate, findingOf, quadrant, SPREADS, spreadOf } from "../model/estimates.js";
import { talliesOf, targetsOf } from "../model/workshop.js";
import { h, set, svg, text, uid } from "../view/dom.js";
import { ballotOf } from "./own.js";
import { contextOf, heading, progress } from "./parts.js";
import { signed } from "./values.js";
import { Walk } from "./walk.js";

/** @typedef {import("../sync/replica.js").Rec} Rec */
/** @typedef {import("./parts.js").Asking} Asking */
/** @typedef {import("./parts.js").Part} Part */

const MOST = 10;
/** Names of the quadrants with the corner of the field where each stands: x, y from 0 to 1, and how the text lies there. */
const CORNERS = /** @type {const} */ ([
  ["Quick win", 0.03, 0.075, "start"],
  ["Big bet", 0.97, 0.075, "end"],
  ["Maybe", 0.03, 0.96, "start"],
  ["Time sink", 0.97, 0.96, "end"],
]);

/** @param {Asking} room @param {string} step its id @returns {Part} */
export const placing = (room, step) => new Placing(room, step);

/** @param {number} value */
const clamp = (value) => Math.max(0, Math.min(MOST, Math.round(value)));

/** A place in words. @param {number} value @param {number} effort */
export function placeWords(value, effort) {
  const name = quadrant({ kind: "placement", value, effort }) ?? "";
  return `Value ${value}, effort ${effort}: ${name}`;
}

class Placing {
  /** @param {Asking} room @param {string} step */
  constructor(room, step) {
    this.room = room;
    this.step = step;
    /** @type {Walk<Rec>} */ this.walk = new Walk();
    this.progress = progress();
    this.head = heading();
    this.range = svg("rect", { class: "cxa-range", rx: 4 });
    this.mean = svg("circle", { class: "cxa-mean", r: 9 });
    this.dot = svg("circle", { class: "cxa-mine", r: 11 });
    this.names = CORNERS.map(([name, x, y, anchor]) => svg("text", { x: x * 300, y: y * 300, "text-anchor": anchor }, name));
    this.field = svg("svg", {
      class: "cxa-field", viewBox: "0 0 300 300", role: "application", tabindex: 0, "aria-roledescription": "field of value and effort",
      onclick: (/** @type {MouseEvent} */ e) => this._tap(e),
      onkeydown: (/** @type {KeyboardEvent} */ e) => this._key(e),
    },
    svg("rect", { class: "cxa-ground", x: 0, y: 0, width: 300, height: 300, rx: 10 }),
    [1, 2, 3, 4, 6, 7, 8, 9].map((i) => svg("path", { class: "cxa-thin", d: `M${i * 30} 0V300M0 ${i * 30}H300` })),
    svg("path", { class: "cxa-middle", d: "M150 0V300M0 150H300" }), this.names, this.range, this.mean, this.dot);
    this.said = h("p", { class: "cxa-said", "aria-live": "polite" });
    this.value = this._slider("Value", "none", "huge", (now) => this._give(now, this._effort()));
    this.effort = this._slider("Effort", "none", "huge", (now) => this._give(this._value(), now));
    this.before = h("button", { class: "cx-button cxa-turn", type: "button", onclick: () => this.go(-1) }, "Back");
    this.after = h("button", { class: "cx-button cxa-turn", type: "button", onclick: () => this.go(1) }, "Next");
    this.finding = h("p", { class: "cxa-finding" });
    this.note = h("p", { class: "cxa-estimate" });
    this.one = h("div", { class: "cxa-one" }, this.head.el,
      h("div", { class: "cxa-matrix" }, h("span", { class: "cxa-axis cxa-axis-y", "aria-hidden": "true" }, "Value"), this.field, h("span", { class: "cxa-axis", "aria-hidden": "true" }, "Effort")),
      this.said, this.value.el, this.effort.el, h("div", { class: "cxa-turns" }, this.before, this.after));
    this.none = h("p", { class: "cxa-none" }, "There is nothing to place yet.");
    this.el = h("section", { class: "cxa cxa-placing", "aria-label": "Impact and effort" }, this.progress.el, this.finding, this.note, this.none, this.one);
    this.update();
  }

  /** @param {string} label @param {string} low @param {string} high @param {(now: number) => void} moved */
  _slider(label, low, high, moved) {
    const id = uid("cxa-slide");
    const input = h("input", { class: "cxa-slide", id, type: "range", min: 0, max: MOST, step: 1, value: 5, oninput: () => moved(Number(input.value)) });
    const out = h("output", { for: id });
    return { input, out, el: h("div", { class: "cxa-slider" }, h("label", { for: id }, label), input, out, h("span", { class: "cx-aloud" }, `0 is ${low}, ${MOST} is ${high}.`)) };
  }

  _mine() {
    return this.walk.now && ballotOf(this.room.session, this.step, this.walk.now.id);
  }
  _value() {
    return this._mine()?.value ?? MOST / 2;
  }
  _effort() {
    return this._mine()?.effort ?? MOST / 2;
  }

  get record() {
    return this.room.session.replica.get("step", this.step);
  }

  update() {
    const { replica, counts } = this.room.session;
    const step = this.record;
    if (!step) return;
    const tallies = step.revealed ? talliesOf(replica, step) : [];
    const told = new Map(tallies.map((/** @type {Rec} */ tally) => [tally.card, tally]));
    const targets = targetsOf(replica, step).filter((card) => !step.revealed || told.has(card.id));
    this.walk.update(targets);
    const done = targets.filter((card) => ballotOf(this.room.session, this.step, card.id)).length;
    this.progress.update(done, targets.length, counts, Boolean(step.revealed));
    for (const el of [this.finding, this.note]) set(el, "hidden", !tallies.length);
    text(this.finding, findingOf([...tallies]));
    text(this.note, `${estimate([...tallies])}.`);
    const card = this.walk.now;
    set(this.none, "hidden", Boolean(card));
    set(this.one, "hidden", !card);
    if (!card) return;
    this.head.update(contextOf(this.room, card), card.title || "Untitled", `${this.walk.at + 1} of ${targets.length}`);
    set(this.before, "disabled", this.walk.at === 0);
    set(this.after, "disabled", this.walk.at === targets.length - 1);
    this._paint(told.get(card.id) ?? null);
  }

  /** @param {Rec | null} tally */
  _paint(tally) {
    const mine = this._mine();
    const at = (/** @type {number} */ value, /** @type {number} */ effort) => ({ x: effort * 30, y: 300 - value * 30 });
    set(this.dot, "visibility", mine ? "visible" : "hidden");
    if (mine) {
      const { x, y } = at(mine.value, mine.effort ?? 0);
      set(this.dot, "cx", x);
      set(this.dot, "cy", y);
    }
    for (const el of [this.mean, this.range]) set(el, "visibility", tally ? "visible" : "hidden");
    for (const { input, el } of [this.value, this.effort]) {
      input.disabled = Boolean(tally);
      set(el, "hidden", Boolean(tally));
    }
    if (tally) {
      const low = at(tally.high, tally.effort_low);
      const high = at(tally.low, tally.effort_high);
      for (const [name, value] of Object.entries({ x: low.x - 6, y: low.y - 6, width: high.x - low.x + 12, height: high.y - low.y + 12 })) set(this.range, name, value);
      const { x, y } = at(tally.value, tally.effort);
      set(this.mean, "cx", x);
      set(this.mean, "cy", y);
    }
    const now = mine ? placeWords(mine.value, mine.effort ?? 0) : "";
    const spread = tally && spreadOf(tally);
    const words = tally
      ? [`The room: ${capital(quadrant(tally) ?? "")}, value ${plain(tally.value)}, effort ${plain(tally.effort)}.`, spread && `${SPREADS[spread]}.`, mine && `You: ${now.toLowerCase()}.`].filter(Boolean).join(" ")
      : now || "Tap where it belongs, or use the sliders.";
    text(this.said, words);
    set(this.field, "aria-label", `${this.walk.now?.title || "Untitled"}. ${words}`);
    this._slide(this.value, mine?.value ?? null);
    this._slide(this.effort, mine?.effort ?? null);
  }

  /** @param {{input: any, out: any}} slider @param {number | null} value */
  _slide({ input, out }, value) {
    if (Number(input.value) !== (value ?? MOST / 2)) input.value = String(value ?? MOST / 2);
    input.classList.toggle("cxa-unset", value === null);
    text(out, value === null ? "–" : String(value));
  }

  /** @param {number} value @param {number} effort */
  _give(value, effort) {
    const card = this.walk.now;
    if (!card || this.record?.revealed) return;
    this.room.session.unseen.place(this.step, card.id, clamp(value), clamp(effort));
    this.update();
  }

  /** @param {MouseEvent} e */
  _tap(e) {
    const box = this.field.getBoundingClientRect();
    this._give(MOST - (MOST * (e.clientY - box.top)) / box.height, (MOST * (e.clientX - box.left)) / box.width);
  }

  /** @param {KeyboardEvent} e */
  _key(e) {
    const [right, up] = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowUp: [0, 1], ArrowDown: [0, -1] }[e.key] ?? [0, 0];
    if (!right && !up) return;
    e.preventDefault();
    this._give(this._value() + up, this._effort() + right);
  }

  /** @param {number} by */
  go(by) {
    if (this.walk.go(by)) this.update();
  }

  destroy() {
    this.el.remove();
  }
}

/** @param {string} words */
const capital = (words) => words.charAt(0).toUpperCase() + words.slice(1);

/** @param {number} value 0 to 10 */
const plain = (value) => signed(value).replace("+", "");
