// @ts-check
/**
 * How a map comes onto the screen for the first time. What the frame that shows it needs and does not draw is done as soon as the map
 * is here: the browser would only wait for that frame meanwhile.
 */
import { freshZoom } from "./zoom.js";

export class Opening {
  /** @param {any} board @param {HTMLElement | null} rehearsal what was drawn out of sight (`warm.js`): laid out with the empty board, gone when the map comes */
  constructor(board, rehearsal) {
    this.board = board;
    /** The layout is up to date: the next painting needs no other. */
    this.laid = false;
    this.rehearsal = rehearsal;
    if (rehearsal) board.root.append(rehearsal);
    this.off = [
      board.session.on("welcome", () => this._strike()),
      board.session.on("status", (/** @type {{state: string}} */ { state }) => ["offline", "closed"].includes(state) && this._strike()),
      board.session.on("records", () => this.ahead && queueMicrotask(() => this._lay())), // once all have heard of them
    ];
  }

  /** Whether there was no map yet. */
  get ahead() {
    return !this.board.beside.shown;
  }

  /** Whether the window was measured, and nothing has moved since: an empty board neither scrolls nor grows unseen, but a panel that opens narrows it. */
  get measured() {
    return this.ahead && !this.board.sides.active && this.board.grid.window.width > 0;
  }

  _strike() {
    this.rehearsal?.remove();
    this.rehearsal = null;
  }

  _lay() {
    const { layout, zoom, coarse } = this.board;
    if (!this.measured || !layout.replica.list("stage").length) return;
    layout.look(zoom || freshZoom(this.board), coarse);
    layout.update(null);
    this.laid = true;
  }

  destroy() {
    for (const off of this.off) off();
  }
}
