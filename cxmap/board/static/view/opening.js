// @ts-check
/**
 * How a map comes onto the screen for the first time: it is painted as soon as it is here, not with the next frame, for which the
 * browser would only wait meanwhile.
 */

/** States of a session that no map comes in for now. */
const OVER = ["offline", "closed"];

export class Opening {
  /** @param {any} board @param {HTMLElement | null} rehearsal what was drawn out of sight (`warm.js`): laid out with the empty board, gone when the map comes */
  constructor(board, rehearsal) {
    this.board = board;
    this.rehearsal = OVER.includes(board.session.status.state) ? null : rehearsal;
    if (this.rehearsal) board.root.append(this.rehearsal);
    this.off = [
      board.session.on("welcome", () => this._strike()),
      board.session.on("status", (/** @type {{state: string}} */ { state }) => OVER.includes(state) && this._strike()),
      board.session.on("records", () => this.ahead && queueMicrotask(() => this._paint())), // once all have heard of them
    ];
  }

  /** Whether there was no map yet. */
  get ahead() {
    return !this.board.beside.shown;
  }

  _strike() {
    this.rehearsal?.remove();
    this.rehearsal = null;
  }

  /** An empty board neither scrolls nor grows unseen, so that the window is as it was measured; but a panel that opens narrows it. */
  _paint() {
    const { board } = this;
    const measured = this.ahead && !board.sides.active && board.grid.window.width > 0;
    if (measured && board.replica.list("stage").length) board.paint(true);
  }

  destroy() {
    for (const off of this.off) off();
  }
}
