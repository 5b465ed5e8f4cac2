// @ts-check
/** The clock in the page head during a workshop, for all: a ring, the time that is left and the step. Calm at the end. */
import { clockText, secondsLeft } from "../../model/workshop.js";
import { h, set, svg, text } from "../dom.js";

const ROUND = 2 * Math.PI * 6.5;
/** What is read aloud: when so many seconds are left. */
const TOLD = [60, 0];

export class Timer {
  /** @param {import("./part.js").Workshop} part */
  constructor(part) {
    this.part = part;
    this.ring = svg("circle", { class: "cx-ws-left", cx: 8, cy: 8, r: 6.5, "stroke-dasharray": `${ROUND} ${ROUND}` });
    this.time = h("b", { class: "cx-ws-time" });
    this.title = h("span", { class: "cx-ws-title", dir: "auto" });
    this.el = h("button", { class: "cx-ws-timer", type: "button", hidden: true, onclick: () => part.board.sides.toggle("workshop") },
      svg("svg", { viewBox: "0 0 16 16", width: 16, height: 16, "aria-hidden": "true" }, svg("circle", { class: "cx-ws-round", cx: 8, cy: 8, r: 6.5 }), this.ring), this.time, this.title);
    part.board.head.people.el.after(this.el);
    this.next = 0;
    this.told = "";
    this.before = Infinity;
    /** What else follows the clock. @type {Set<() => void>} */
    this.also = new Set();
  }

  /** Seconds that the step under way has left; null where none is. */
  get left() {
    const { step } = this.part;
    return step ? secondsLeft(step, this.part.now()) : null;
  }

  /** Show the clock now, and again when the next second begins. */
  update() {
    clearTimeout(this.next);
    const { step, workshop } = this.part;
    const { left } = this;
    this.el.hidden = workshop?.state !== "running";
    if (this.el.hidden) return;
    const paused = step?.paused != null;
    const over = left !== null && left <= 0;
    text(this.time, left === null ? "" : over && !paused ? "Time is up" : clockText(Math.max(0, left)));
    text(this.title, step ? step.title : "Between two steps");
    set(this.el, "data-state", !step ? "rest" : paused ? "paused" : over ? "over" : "runs");
    const share = step && left !== null ? Math.max(0, Math.min(1, left / Math.max(60, this._whole(step)))) : 0;
    set(this.ring, "stroke-dashoffset", (ROUND * (1 - share)).toFixed(2));
    const minutes = Math.ceil((left ?? 0) / 60);
    const rest = left === null ? "" : paused ? `, stopped at ${clockText(Math.max(0, left))}` : over ? ", time is up" : `, ${minutes === 1 ? "1 minute" : `${minutes} minutes`} left`;
    set(this.el, "aria-label", `Workshop: ${this.title.textContent}${rest}`);
    set(this.el, "title", `${this.title.textContent}${paused ? " (the clock is stopped)" : ""}`);
    this._tell(step, paused ? null : left);
    for (const fn of this.also) fn();
    if (!step || paused || left === null) return;
    const ms = Date.parse(step.ends) - this.part.now();
    this.next = window.setTimeout(() => this.update(), (((ms % 1000) + 1000) % 1000) + 15);
  }

  /** The step's time in seconds, with what it was given. @param {any} step */
  _whole(step) {
    return step.started && step.ends && step.paused === null ? (Date.parse(step.ends) - Date.parse(step.started)) / 1000 : step.minutes * 60;
  }

  /** Say aloud that a minute is left, and that the time is up: once each. @param {any} step @param {number | null} left */
  _tell(step, left) {
    const key = `${step?.id}|${step?.ends}`;
    if (left === null || key !== this.told) {
      this.told = left === null ? "" : key;
      this.before = left ?? Infinity;
      return;
    }
    const now = TOLD.find((mark) => left <= mark && this.before > mark);
    if (now !== undefined) this.part.board.announce(now ? `${step.title}: one minute left` : `${step.title}: time is up`);
    this.before = left;
  }

  destroy() {
    clearTimeout(this.next);
    this.el.remove();
  }
}
