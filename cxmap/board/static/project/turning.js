// @ts-check
/**
 * Which page of a view is on the screen: it follows the facilitator, else turns by itself where a view has much to show, else
 * stays where somebody put it. Pure: time comes in.
 */

/** ms that a page stays before the next comes by itself. */
export const CALM = 12_000;
/** ms for which a page that somebody turned to stays. */
export const REST = 60_000;

export class Turning {
  constructor() {
    this.page = 0;
    /** Until when nothing turns by itself, ms. */
    this.until = 0;
    /** What the facilitator pointed to last. */
    this.pointed = "";
  }

  /** Another view begins at its first page. @param {number} now ms */
  begin(now) {
    this.page = 0;
    this.until = now + CALM;
    this.pointed = "";
  }

  /** Somebody turns pages. @param {number} by @param {number} pages @param {number} now ms @returns {boolean} whether it moved */
  turn(by, pages, now) {
    const to = Math.max(0, Math.min(pages - 1, this.page + by));
    this.until = now + REST;
    const moved = to !== this.page;
    this.page = to;
    return moved;
  }

  /**
   * Bring the page up to date.
   * @param {{pages: number, auto: boolean, pointed: string, at: number}} show `pointed`: what the facilitator points to ("":
   *   nothing), `at`: the page that it is on (−1: none)
   * @param {number} now ms @returns {number} the page
   */
  look({ pages, auto, pointed, at }, now) {
    if (pointed !== this.pointed) {
      this.pointed = pointed;
      if (pointed && at >= 0) this.page = at;
      this.until = now + CALM;
    } else if (auto && pages > 1 && !(pointed && at >= 0) && now >= this.until) {
      this.page = (this.page + 1) % pages;
      this.until = now + CALM;
    }
    this.page = Math.max(0, Math.min(pages - 1, this.page));
    return this.page;
  }
}
