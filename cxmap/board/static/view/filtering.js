// @ts-check
/** The filter of a board: what is asked for, which cards it lets through, and who wants to know. It fades, it never moves. */
import { today } from "../model/dates.js";
import { EXPIRED, FilterIndex, isEmpty, KNOWN, sameFilter, sameSet, toggled, withValues } from "../model/filter.js";

/** @typedef {import("../model/filter.js").Filter} Filter */
/** @typedef {import("../model/filter.js").Facet} Facet */

export class Filtering {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
    /** @type {Filter} */ this.filter = {};
    this.index = new FilterIndex();
    /** @type {import("../model/filter.js").Result | null} */ this.result = null;
    /** What changed since the index was brought up to date; null: anything. @type {Set<string> | null} */ this._touched = null;
    /** @type {Map<string, number>[] | null} */ this._plain = null;
    /** Whether somebody looks at the counts, though nothing is filtered. */
    this.watched = false;
    /** @type {Set<() => void>} */ this._listeners = new Set();
    this._off = board.session.on("records", (/** @type {Set<string> | null} */ touched) => this.note(touched));
  }

  get active() {
    return !isEmpty(this.filter);
  }

  /** Whether only what rests on evidence is shown. */
  get known() {
    return sameFilter({ evidence: this.filter.evidence }, KNOWN);
  }

  /** Be told when the filter, or what it lets through, changed. @param {() => void} fn @returns {() => void} */
  on(fn) {
    this._listeners.add(fn);
    return () => this._listeners.delete(fn);
  }

  /** Records changed: look again before the next painting, where somebody is looking. @param {Set<string> | null} touched */
  note(touched) {
    if (touched === null || (!this.active && !this.watched)) this._touched = null;
    else if (this._touched) for (const key of touched) this._touched.add(key);
    if (this.active || this.watched) this.board.onFrame("filter", () => this.run());
  }

  /** Someone begins or ends to look at the counts. @param {boolean} on */
  watch(on) {
    this.watched = on;
    if (on) this.run();
  }

  /** How many cards have each value, facet by facet. @returns {Map<string, number>[]} */
  get plain() {
    this._fresh();
    this._plain ??= this.index.apply({}).counts;
    return this._plain;
  }

  _fresh() {
    const day = today(new Date());
    if (this._touched === null || this._touched.size || day !== this.index.today) this._plain = null;
    this.index.update(this.board.replica, this._touched, day);
    this._touched = new Set();
  }

  /** Work out what the filter lets through. */
  run() {
    const { board } = this;
    if (this.active || this.watched) {
      this._fresh();
      this.result = this.index.apply(this.filter);
    } else this.result = null;
    const matches = this.result?.matches ?? null;
    if (!sameSet(matches, board.filtered)) board.setFilter(matches);
    for (const fn of [...this._listeners]) fn();
  }

  /** Ask for something else, and say what it lets through. @param {Filter} filter @param {boolean} [say] */
  set(filter, say = true) {
    if (sameFilter(filter, this.filter)) return;
    this.filter = filter;
    this.run();
    if (say) this.board.announce(this.words);
  }

  /** @param {Facet} facet @param {string} value */
  toggle(facet, value) {
    this.set(toggled(this.filter, facet, value));
  }

  /** @param {Facet} facet @param {string[]} values */
  choose(facet, values) {
    this.set(withValues(this.filter, facet, values));
  }

  clear() {
    this.set({});
  }

  /** Show only what rests on evidence, or all again. */
  toggleKnown() {
    this.set(withValues(this.filter, "evidence", this.known ? [] : (KNOWN.evidence ?? [])));
  }

  /** Show the cards whose evidence has expired, and go to the first of them. */
  showExpired() {
    this.set({ ...EXPIRED });
    const [first] = this.board.inMapOrder([...(this.result?.matches ?? [])]);
    if (!first) return;
    this.board.selection.set({ kind: "card", id: first });
    this.board.reveal(first);
  }

  /** “34 of 210 cards”; all of them where nothing is filtered. */
  get words() {
    const all = this.result?.all ?? this.board.replica.all("card").size;
    const cards = all === 1 ? "card" : "cards";
    return this.result?.matches ? `${this.result.matches.size.toLocaleString("en")} of ${all.toLocaleString("en")} ${cards}` : `All ${all.toLocaleString("en")} ${cards}`;
  }

  destroy() {
    this._off();
    this._listeners.clear();
  }
}
