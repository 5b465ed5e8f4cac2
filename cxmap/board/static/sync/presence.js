// @ts-check
/** What this person does right now, told to the others at most 20 times a second: the last state only. */
import { realClock } from "./clock.js";

/** @typedef {{stage: string, lane: string, x: number, y: number} | null} Cursor `x`, `y` from 0 to 1 inside the cell */
/** @typedef {{cursor: Cursor, selected: string[], held: string[], typing: string | null}} Presence */
/**
 * Somebody who is here: one session of a person.
 * @typedef {Presence & {session: string, person: string, name: string, number: number, colour: number}} Person
 */

const INTERVAL = 50; // ms
const MOST = 100; // ids

export class PresenceSender {
  /** @param {(message: object) => boolean} send false: could not @param {import("./clock.js").Clock} [clock] */
  constructor(send, clock = realClock) {
    /** @type {Presence} */
    this.state = { cursor: null, selected: [], held: [], typing: null };
    this._send = send;
    this._clock = clock;
    this._told = JSON.stringify(this.state);
    this._last = -Infinity;
    /** @type {any} */
    this._timer = null;
  }

  /** @param {Partial<{cursor: Cursor, selected: Iterable<string>, held: Iterable<string>, typing: string | null}>} change */
  set(change) {
    const { state } = this;
    if (change.cursor !== undefined) state.cursor = change.cursor && { ...change.cursor, x: near(change.cursor.x), y: near(change.cursor.y) };
    if (change.selected !== undefined) state.selected = [...change.selected].slice(0, MOST);
    if (change.held !== undefined) state.held = [...change.held].slice(0, MOST);
    if (change.typing !== undefined) state.typing = change.typing;
    this._plan();
  }

  /** Tell it again: the server has just met us. */
  renew() {
    this._told = JSON.stringify({ cursor: null, selected: [], held: [], typing: null });
    this._plan();
  }

  stop() {
    this._clock.clearTimeout(this._timer);
    this._timer = null;
  }

  _plan() {
    if (this._timer !== null) return;
    const wait = this._last + INTERVAL - this._clock.now();
    if (wait <= 0) this._tell();
    else
      this._timer = this._clock.setTimeout(() => {
        this._timer = null;
        this._tell();
      }, wait);
  }

  _tell() {
    const state = JSON.stringify(this.state);
    if (state === this._told || !this._send({ t: "presence", ...this.state })) return;
    this._told = state;
    this._last = this._clock.now();
  }
}

/** Three digits are a pixel in a wide cell. @param {number} share */
const near = (share) => Math.round(Math.min(1, Math.max(0, share)) * 1000) / 1000;
