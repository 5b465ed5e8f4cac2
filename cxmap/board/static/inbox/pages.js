// @ts-check
/** What a query finds, fetched page by page as it comes into view. A later question outdoes an earlier one, whichever answers first. */

export const PAGE = 50;

/** @typedef {Record<string, string>} Query */
/** `others`: how many have no text, besides those that were asked for; null where it was not asked.
 * @typedef {{items: any[], total: number, others?: number | null, revision: number, terms: import("./found.js").Term[]}} Answer
 */

export class Pages {
  /**
   * @param {(query: Query, offset: number, limit: number, signal: AbortSignal) => Promise<Answer>} load
   * @param {{changed: () => void, failed: (error: Error) => void}} tell
   */
  constructor(load, tell) {
    this.load = load;
    this.tell = tell;
    /** @type {Query} */ this.query = {};
    this.total = 0;
    this.others = 0;
    this.revision = -1;
    /** @type {import("./found.js").Term[]} */ this.terms = [];
    /** whether anything has been found or missed yet */
    this.known = false;
    this.asking = false;
    /** @type {Map<number, any[]>} */ this.pages = new Map();
    /** @type {Map<number, AbortController>} */ this.open = new Map();
    this.range = [0, 1];
    this.turn = 0;
  }

  /** A row, or undefined while it is not here. @param {number} index */
  row(index) {
    return this.pages.get(Math.floor(index / PAGE))?.[index % PAGE];
  }

  /** Where an item stands among those that are here; −1 where it is not. @param {number} id */
  indexOf(id) {
    for (const [page, items] of this.pages) {
      const at = items.findIndex((item) => item.id === id);
      if (at >= 0) return page * PAGE + at;
    }
    return -1;
  }

  /** Ask something else; what is here stays until the answer comes. @param {Query} query */
  ask(query) {
    this.query = query;
    this.range = [0, 1];
    return this._anew([0]);
  }

  /** Ask the same again, for what is in view; what is asked otherwise now, from its beginning. @param {Query} [query] */
  refresh(query = this.query) {
    return JSON.stringify(query) === JSON.stringify(this.query) ? this._anew(this._inRange()) : this.ask(query);
  }

  /** Rows that are in view now. @param {number} first @param {number} last one past the last */
  want(first, last) {
    this.range = [first, Math.max(last, first + 1)];
    if (this.asking || !this.known) return;
    for (const page of this._inRange()) {
      if (!this.pages.has(page) && !this.open.has(page) && page * PAGE < this.total) void this._one(page);
    }
    for (const [page, controller] of this.open) if (!this._inRange().includes(page)) controller.abort();
  }

  /** An item changed here, before anything is asked again. @param {number} id @param {Record<string, any>} now */
  patch(id, now) {
    for (const items of this.pages.values()) for (const item of items) if (item.id === id) Object.assign(item, now);
    this.tell.changed();
  }

  destroy() {
    this.turn++;
    for (const controller of this.open.values()) controller.abort();
  }

  _inRange() {
    const [first, last] = this.range;
    const from = Math.floor(first / PAGE);
    return Array.from({ length: Math.floor((last - 1) / PAGE) - from + 1 }, (_, i) => from + i);
  }

  /** @param {number[]} wanted */
  async _anew(wanted) {
    const turn = ++this.turn;
    for (const controller of this.open.values()) controller.abort();
    this.open.clear();
    this.asking = true;
    const controller = new AbortController();
    this.open.set(-1, controller);
    try {
      const answers = await Promise.all(wanted.map((page) => this.load(this.query, page * PAGE, PAGE, controller.signal)));
      if (turn !== this.turn) return;
      this.pages = new Map(wanted.map((page, i) => [page, answers[i].items]));
      const last = answers[answers.length - 1];
      this.others = answers.find(({ others }) => typeof others === "number")?.others ?? (wanted[0] ? this.others : 0);
      Object.assign(this, { total: last.total, revision: last.revision, terms: last.terms, known: true });
    } catch (error) {
      if (turn !== this.turn) return;
      this.tell.failed(/** @type {Error} */ (error));
    } finally {
      if (turn === this.turn) {
        this.open.delete(-1);
        this.asking = false;
      }
    }
    if (turn !== this.turn) return;
    this.tell.changed();
    this.want(this.range[0], this.range[1]);
  }

  /** @param {number} page */
  async _one(page) {
    const { turn } = this;
    const controller = new AbortController();
    this.open.set(page, controller);
    try {
      const answer = await this.load(this.query, page * PAGE, PAGE, controller.signal);
      if (turn !== this.turn) return;
      if (answer.revision !== this.revision) return void this.refresh();
      this.pages.set(page, answer.items);
    } catch (error) {
      if (turn === this.turn && !controller.signal.aborted) this.tell.failed(/** @type {Error} */ (error));
      return;
    } finally {
      if (this.open.get(page) === controller) this.open.delete(page);
    }
    this.tell.changed();
  }
}
