// @ts-check
/** What stands above everything on the participant's page: what is asked now, how long for, at which table, and who one is. */
import { clockText, placeOf, secondsLeft } from "../model/workshop.js";
import { fresh, h, set, svg, text } from "../view/dom.js";
import { icon } from "../view/icons.js";
import { lettersOf } from "../view/presence.js";

/** @typedef {import("../sync/replica.js").Rec} Rec */

const ROUND = 2 * Math.PI * 8;

/** The clock of a step: a ring that runs out, and the time that is left. It ends calmly. */
export class Timer {
  constructor() {
    this.ring = svg("circle", { class: "cxr-ring", cx: 10, cy: 10, r: 8, "stroke-dasharray": ROUND });
    this.words = h("span");
    this.el = h("div", { class: "cxr-timer", role: "timer" }, svg("svg", { viewBox: "0 0 20 20", width: 20, height: 20, "aria-hidden": "true" }, svg("circle", { class: "cxr-round", cx: 10, cy: 10, r: 8 }), this.ring), this.words);
    /** @type {Rec | null} */ this.step = null;
    this.offset = 0;
    this.tick = 0;
  }

  /** @param {Rec | null} step @param {number} offset of the server's clock, ms */
  update(step, offset) {
    this.step = step;
    this.offset = offset;
    this._paint();
  }

  _paint() {
    clearTimeout(this.tick);
    const { step } = this;
    set(this.el, "hidden", !step);
    if (!step) return;
    const now = Date.now() + this.offset;
    const left = secondsLeft(step, now);
    const stopped = step.paused !== null;
    text(this.words, left > 0 ? clockText(left) : "Time is up");
    this.el.classList.toggle("cxr-over", left <= 0);
    this.el.classList.toggle("cxr-stopped", stopped);
    set(this.el, "aria-label", left > 0 ? `${clockText(left)} left${stopped ? ", stopped" : ""}` : "Time is up");
    set(this.ring, "stroke-dashoffset", ROUND * (1 - Math.max(0, Math.min(1, left / Math.max(1, step.minutes * 60)))));
    if (!stopped && left > 0) this.tick = window.setTimeout(() => this._paint(), 1000 - ((now % 1000) + 1000) % 1000 || 1000);
  }

  destroy() {
    clearTimeout(this.tick);
  }
}

export class Head {
  /** @param {() => void} menu opens what is about oneself */
  constructor(menu) {
    this.timer = new Timer();
    this.title = h("h1");
    this.meta = h("p", { class: "cxr-meta" });
    this.letters = h("span", { class: "cxr-letters", "aria-hidden": "true" });
    this.kept = h("i", { class: "cxr-dot", hidden: true });
    this.me = h("button", { class: "cxr-me", type: "button", "aria-haspopup": "dialog", onclick: menu }, this.letters, this.kept);
    this.prompt = h("p", { class: "cxr-prompt", dir: "auto" });
    this.whole = h("button", { class: "cxr-whole", type: "button", hidden: true, onclick: () => this._unfold() }, "Read all");
    this.status = h("p", { class: "cxr-status", role: "status" });
    this.called = h("div", { class: "cxr-called", role: "status", hidden: true });
    this.el = h("header", { class: "cxr-head" }, h("div", { class: "cxr-top" }, h("div", { class: "cxr-what" }, this.title, this.meta), this.timer.el, this.me), h("div", { class: "cxr-asked" }, this.prompt, this.whole), this.status, this.called);
    this.saidCalled = "";
    this.observer = new ResizeObserver(() => this._fold());
    this.observer.observe(this.prompt);
  }

  /**
   * @param {{replica: any, workshop: Rec | null, step: Rec | null, offset: number, table: Rec | null, name: string, status: string, away: boolean, kept: number, inside: boolean}} now
   *   `inside`: whether one is in the room, so that a step is told
   */
  update({ replica, workshop, step, offset, table, name, status, away, kept, inside }) {
    const shown = inside ? step : null;
    text(this.title, shown?.title || workshop?.title || "Workshop");
    const place = shown && placeOf(replica, shown);
    text(this.meta, [place && `Step ${place.at} of ${place.of}`, inside && table?.name].filter(Boolean).join(" · "));
    set(this.meta, "hidden", !this.meta.textContent);
    this.timer.update(shown, offset);
    text(this.prompt, shown?.prompt ?? "");
    set(this.prompt, "hidden", !shown?.prompt);
    if (this.prompt.dataset.step !== shown?.id) {
      this.prompt.dataset.step = shown?.id ?? "";
      this.el.classList.remove("cxr-unfolded");
    }
    this._fold();
    text(this.letters, lettersOf(name || "You"));
    set(this.me, "aria-label", `You: ${name || "no name yet"}${kept ? `, ${kept} kept for you` : ""}`);
    set(this.me, "hidden", !inside);
    set(this.kept, "hidden", !kept);
    text(this.status, status);
    set(this.status, "hidden", !status);
    this.status.classList.toggle("cxr-away", away);
  }

  /** What the facilitator calls everybody to, with a way out. @param {string} words "" for nothing @param {{label: string, run: () => void} | null} [out] */
  call(words, out = null) {
    const key = `${words}|${out?.label ?? ""}`;
    this._out = out?.run;
    set(this.called, "hidden", !words);
    if (key === this.saidCalled) return;
    this.saidCalled = key;
    fresh(this.called, words && [icon("flag", 18), h("span", null, words)], out && h("button", { class: "cx-button", type: "button", onclick: () => this._out?.() }, out.label));
  }

  /** A long prompt is folded to a few lines. */
  _fold() {
    if (this.el.classList.contains("cxr-unfolded")) return;
    set(this.whole, "hidden", this.prompt.scrollHeight <= this.prompt.clientHeight + 2);
  }

  _unfold() {
    this.el.classList.add("cxr-unfolded");
    set(this.whole, "hidden", true);
    this.prompt.tabIndex = -1;
    this.prompt.focus({ preventScroll: true });
  }

  destroy() {
    this.observer.disconnect();
    this.timer.destroy();
  }
}
