// @ts-check
/** What lies around the journey: what the page last told of other journeys, asked for anew where it may have changed. */

/** Ask the page at most once in this time (ms). */
const LEAST = 3000;
const NOTHING = { parents: [], children: {}, places: {}, ideas: {} };

/** @type {WeakMap<object, Around>} */
const boards = new WeakMap();

export class Around {
  /** One for each board. @param {any} board @returns {Around} */
  static of(board) {
    let around = boards.get(board);
    if (!around) boards.set(board, (around = new Around(board)));
    return around;
  }

  /** @param {any} board */
  constructor(board) {
    this.board = board;
    this.asked = 0;
    this.timer = 0;
  }

  get _told() {
    return this.board.host.data?.around ?? NOTHING;
  }

  /** Stages and cards elsewhere that open into this journey. @returns {{journey: string, title: string, type: string, name: string}[]} */
  get parents() {
    return this._told.parents;
  }

  /** What a journey that this one opens says first; "" while that is not known. @param {string} journey @returns {string} */
  child(journey) {
    return this._told.children[journey] ?? "";
  }

  /** The ideas that a card was made of, or that are about it. @param {string} card @returns {{idea: string, board: string, text: string, state: string}[]} */
  ideas(card) {
    return this._told.ideas?.[card] ?? [];
  }

  /** A journey's title; null where the page does not know it (any more, or yet). @param {string} journey @returns {string | null} */
  title(journey) {
    return (this.board.host.journeys ?? []).find((/** @type {any} */ j) => j.id === journey)?.title ?? null;
  }

  /** The other journeys in which a shared touchpoint stands. @param {string} touchpoint @returns {{journey: string, title: string, count: number}[]} */
  elsewhere(touchpoint) {
    return (this._told.places[touchpoint] ?? []).filter((/** @type {any} */ place) => place.journey !== this.board.session.journey);
  }

  /** Have the page tell it anew, soon. @param {number} [wait] ms, so that the server has what was just written */
  ask(wait = 0) {
    if (this.timer || this.board.host.goes === false) return; // a page of our own knows this map only
    this.timer = setTimeout(() => {
      this.timer = 0;
      this.asked = Date.now();
      if (this.board.root.isConnected) this.board.host.go({ refresh: String(this.asked) });
    }, Math.max(wait, this.asked + LEAST - Date.now()));
  }

  /** Something of it was brought to the screen: ask where it is not fresh. */
  look() {
    if (Date.now() - this.asked > 5 * LEAST) this.ask();
  }

  destroy() {
    clearTimeout(this.timer);
    boards.delete(this.board);
  }
}
