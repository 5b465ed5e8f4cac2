// @ts-check
/** What is under way: the step with its clock and prompt, how the plan stands, and what moves it on. For who leads. */
import { backStep, clockText, extend, goOn, nextStep, openWorkshop, pause, placeOf, plan, previousStep, resume, secondsLeft, skipStep } from "../../model/workshop.js";
import { openDialog } from "../dialog.js";
import { h, set, text } from "../dom.js";
import { button, minutesWords, say } from "./bits.js";
import { Reveal } from "./reveal.js";

export class Now {
  /** @param {import("./part.js").Workshop} part */
  constructor(part) {
    this.part = part;
    this.place = h("span", { class: "cx-ws-place" });
    this.behind = h("span", { class: "cx-ws-behind" });
    this.title = h("b", { class: "cx-ws-step", dir: "auto" });
    this.clock = h("b", { class: "cx-ws-clock", "aria-hidden": "true" });
    this.over = h("span", { class: "cx-ws-beyond", "aria-hidden": "true" });
    this.prompt = h("p", { class: "cx-ws-prompt", dir: "auto" });
    this.back = button("Back to the step before", () => this._do(backStep(this._r, this._w, part.now()), "Go back a step"), { mark: "left", bare: true });
    this.hold = button("Stop the clock", () => this._hold(), { mark: "pause", bare: true });
    this.run = button("Let the clock go on", () => this._hold(), { mark: "play", bare: true });
    this.one = button("+1", () => this._do(extend(this._r, part.step, 1, part.now()), "One minute more", "One minute more"), { className: "cx-ws-more" });
    this.five = button("+5", () => this._do(extend(this._r, part.step, 5, part.now()), "Five minutes more", "Five minutes more"), { className: "cx-ws-more" });
    set(this.one, "aria-label", "One minute more");
    set(this.five, "aria-label", "Five minutes more");
    this.skip = button("Skip", () => this._do(skipStep(this._r, part.step, part.now()), "Skip a step", "Skipped"), { quiet: true });
    this.keys = h("div", { class: "cx-ws-keys" }, this.back, this.hold, this.run, this.one, this.five, this.skip);
    this.next = button("Next", () => void this._next(), { primary: true, mark: "right", className: "cx-wide cx-ws-next" });
    this.open = button("Open the room", () => this._do(openWorkshop(this._r, this._w, part.now(), part.you), "Open the workshop", "The room is open"), { className: "cx-wide" });
    this.clean = button("Find near-duplicates", () => part.board.sides.open("similar", true, "workshop"), { mark: "copy", className: "cx-wide" });
    this.reveal = new Reveal(part);
    this.el = h("section", { class: "cx-ws-now", "aria-label": "Under way" },
      h("div", { class: "cx-ws-top" }, this.place, this.behind),
      h("div", { class: "cx-ws-top" }, this.title, h("span", { class: "cx-ws-times" }, this.over, this.clock)),
      this.prompt, this.reveal.el, this.clean, this.keys, this.next, this.open);
    this.tick = () => this._clock();
    part.timer.also.add(this.tick);
  }

  get _r() {
    return this.part.session.replica;
  }

  get _w() {
    return this.part.workshop;
  }

  /** @param {any[]} edits @param {string} label @param {string} [words] */
  _do(edits, label, words) {
    this.part.do(edits, label, words);
  }

  _hold() {
    const { part } = this;
    const stopped = part.step?.paused != null;
    const had = /** @type {any} */ (this.el.getRootNode()).activeElement;
    this._do((stopped ? resume : pause)(this._r, part.step, part.now()), stopped ? "Let the clock go on" : "Stop the clock", stopped ? "The clock goes on" : "The clock is stopped");
    this.part.board.paint();
    if (had === this.hold || had === this.run) (this.hold.hidden ? this.run : this.hold).focus();
  }

  /** On to the next step; what nobody has seen yet is not left behind unnoticed. */
  async _next() {
    const { part, reveal } = this;
    if (reveal.hidden) {
      const what = part.step?.title ?? "";
      const answer = await openDialog(part.board, {
        title: "Reveal first?",
        body: h("p", null, `What was given in “${what}” is still unseen. You can still reveal it later, from the step's menu in the run sheet.`),
        actions: [{ label: "Go on without", value: "on" }, { label: "Reveal", value: "reveal", primary: true }],
      }).done;
      if (!answer) return;
      if (answer === "reveal") return void reveal._reveal("shuffled");
    }
    const step = nextStep(this._r, this._w);
    this._do(goOn(this._r, this._w, part.now(), part.you), step ? "Start a step" : "End a step", step ? `Under way: ${step.title}, ${step.minutes} minutes` : "All steps are done");
  }

  update() {
    const { part } = this;
    const { step, workshop } = part;
    if (!workshop) return;
    this.el.hidden = workshop.state === "closed";
    const next = nextStep(this._r, workshop);
    const running = workshop.state === "running";
    if (step) {
      const { at, of } = placeOf(this._r, step);
      text(this.place, `Step ${at} of ${of}`);
    } else text(this.place, running ? (next ? "Between two steps" : "No step is under way") : workshop.date ? `Planned for ${workshop.date}` : "Planned");
    text(this.title, step?.title ?? "");
    this.title.hidden = !step;
    text(this.prompt, step?.prompt ?? "");
    this.prompt.hidden = !step?.prompt;
    this.keys.hidden = !step && !previousStep(this._r, workshop);
    this.back.disabled = !previousStep(this._r, workshop);
    for (const el of [this.one, this.five, this.skip]) el.hidden = !step;
    this.hold.hidden = !step || step.paused !== null;
    this.run.hidden = !step || step.paused === null;
    this.next.hidden = !next && !step;
    say(this.next, next ? `${step ? "Next" : "Start"}: ${next.title}` : "End the last step");
    set(this.next, "title", next ? `${next.title}, ${next.minutes} min` : null);
    this.open.hidden = running;
    this.clean.hidden = step?.kind !== "clean";
    this.reveal.update();
    this._clock();
  }

  counts() {
    this.reveal.counts();
  }

  /** What moves with the clock. */
  _clock() {
    const { part } = this;
    const { step, workshop } = part;
    if (!workshop || !part.panel.shown) return;
    const now = part.now();
    const left = step ? secondsLeft(step, now) : 0;
    text(this.clock, step ? (left > 0 || step.paused !== null ? clockText(Math.max(0, left)) : "Time is up") : "");
    set(this.clock, "data-over", left <= 0 && step?.paused === null);
    text(this.over, step && left < 0 ? `+${clockText(left)}` : "");
    const { began, behind, left: rest, finish } = plan(this._r, workshop, now);
    const late = Math.round(behind);
    const words = began === null ? `${Math.round(rest)} min in all` : late > 0 ? `${minutesWords(late)} behind` : late < 0 ? `${minutesWords(-late)} ahead` : "On time";
    text(this.behind, words);
    set(this.behind, "data-late", late > 0 && began !== null);
    set(this.behind, "title", finish === null ? null : `As it goes, it ends at ${new Date(finish).toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })}. Only who leads sees this.`);
  }

  first() {
    return this.next.hidden ? null : this.next;
  }

  destroy() {
    this.part.timer.also.delete(this.tick);
    this.reveal.destroy();
  }
}

