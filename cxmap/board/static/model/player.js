// @ts-check
/** Plays changes one after the other on a replica of the past. DOM-free: it goes by a clock and says what to show. */
import { Replica } from "../sync/replica.js";

/** @typedef {import("../sync/replica.js").Edit} Edit */
/** A change as `changes` answers it. @typedef {Omit<import("./timeline.js").Entry, "edits"> & {edits: Edit[]}} Step */
/** What is shown now: the step that was done last (null: none yet), and "type:id" of what it touched (null: all). @typedef {{step: Step | null, touched: Set<string> | null}} Shown */

/** What is said about a map, not drawn on it: such a change is no step of its own. */
const TALK = new Set(["comment", "mention", "view", "version", "reason", "workshop", "step", "breakout", "participant", "parked", "decision", "tally"]);
export const SPEEDS = [0.5, 1, 2, 4, 8, 32];
const STEP_MS = 1_400;

export class Player {
  /**
   * @param {object} options
   * @param {() => Record<string, any[]>} options.start fresh records of the moment before the first step @param {number} options.rev its revision
   * @param {(after: number) => Promise<{changes: Step[], more: boolean}>} options.page the next changes
   * @param {(shown: Shown) => void} options.show @param {() => void} options.told playing, speed or length changed
   * @param {(error: any) => void} options.fail
   * @param {import("../sync/clock.js").Clock} options.clock
   */
  constructor({ start, rev, page, show, told, fail, clock }) {
    this._start = start;
    this._rev = rev;
    this._page = page;
    this._show = show;
    this._told = told;
    this._fail = fail;
    this._clock = clock;
    /** @type {Step[]} */
    this.steps = [];
    this.at = 0; // steps done
    this.speed = 1;
    this.playing = false;
    this.more = true; // not all steps are here yet
    this.replica = this._fresh();
    /** What was said since the last step: done with the next one. @type {Edit[]} */ this._carried = [];
    this._seen = rev;
    /** @type {any} */ this._timer = null;
    /** @type {Promise<void> | null} */ this._loading = null;
    this._over = false;
  }

  get ended() {
    return !this.more && this.at >= this.steps.length;
  }

  play() {
    if (this.ended) this.go(0);
    this.playing = true;
    this._told();
    this._next(STEP_MS / 4);
  }

  pause() {
    this.playing = false;
    this._clock.clearTimeout(this._timer);
    this._told();
  }

  /** @param {number} speed */
  setSpeed(speed) {
    this.speed = speed;
    this._told();
    if (this.playing) this._next(STEP_MS);
  }

  /** One step on or back. @param {1 | -1} by */
  async step(by) {
    if (by > 0) return this._on();
    if (this.at > 0) this.go(this.at - 1);
  }

  /** Show the map after so many steps. @param {number} at */
  go(at) {
    const to = Math.max(0, Math.min(at, this.steps.length));
    if (to < this.at) {
      this.replica = this._fresh();
      this.at = 0;
    }
    while (this.at < to) this._apply();
    this._show({ step: this.steps[this.at - 1] ?? null, touched: null });
    this._told();
  }

  stop() {
    this._over = true;
    this.playing = false;
    this._clock.clearTimeout(this._timer);
  }

  /** Fetch steps until there are so many, or no more. @param {number} wanted */
  async load(wanted) {
    while (!this._over && this.more && this.steps.length < wanted) {
      this._loading ??= this._fetch().finally(() => (this._loading = null));
      await this._loading;
    }
  }

  async _fetch() {
    const { changes, more } = await this._page(this._seen);
    this._seen = changes.at(-1)?.rev ?? this._seen;
    this.more = more && changes.length > 0;
    for (const change of changes) {
      const edits = [...this._carried, ...change.edits];
      const said = change.edits.every((/** @type {Edit} */ e) => TALK.has(e.type));
      this._carried = said ? edits : [];
      if (!said) this.steps.push({ ...change, edits });
    }
    this._told();
  }

  /** @returns {Replica} */
  _fresh() {
    const replica = new Replica();
    replica.load(this._start(), this._rev);
    return replica;
  }

  _apply() {
    const step = this.steps[this.at++];
    return this.replica.apply(step.edits, step.rev);
  }

  async _on() {
    try {
      await this.load(this.at + 1);
    } catch (error) {
      if (this._over) return;
      this.pause();
      return this._fail(error);
    }
    if (this._over || this.at >= this.steps.length) {
      if (this.playing) this.pause();
      return;
    }
    const touched = this._apply();
    this._show({ step: this.steps[this.at - 1], touched });
    if (this.playing && this.ended) this.pause();
    else this._told();
    if (this.more && this.steps.length - this.at < 20) void this.load(this.at + 60).catch((error) => !this._over && this._fail(error));
  }

  /** @param {number} wait ms at normal speed */
  _next(wait) {
    this._clock.clearTimeout(this._timer);
    this._timer = this._clock.setTimeout(async () => {
      await this._on();
      if (this.playing && !this._over) this._next(STEP_MS);
    }, wait / this.speed);
  }
}
