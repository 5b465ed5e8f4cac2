// @ts-check
/**
 * What the board asks of a page of our own, where no Streamlit stands around it: it goes nowhere (`goes` is false, and what would
 * lead away is not drawn), and its theme is the device's.
 */

export class PlainHost {
  /** @param {{base: string}} of `base`: URL path that the app stands under @param {any} [room] what the board is told of the workshop whose map lies elsewhere */
  constructor({ base }, room = null) {
    this.base = base;
    this.room = room;
    this.dark = false;
    /** Whether there are pages around the board to go to. */
    this.goes = false;
    /** @type {any[]} */ this.journeys = [];
    /** @type {any[]} */ this.templates = [];
    this.data = {};
    /** @type {any} */ this.board = null;
    /** Called when the board is there. @type {() => void} */ this.attached = () => {};
  }

  /** @param {any} board */
  attach(board) {
    this.board = board;
    this.attached();
  }

  destroy() {
    this.board = null;
  }
}
