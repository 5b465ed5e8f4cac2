// @ts-check
/** What stands beside the map (head, inspector, panels, what the features keep there): told of changed records after the map. */

export class Beside {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
    /** Changed records that it has not been told of; null: anything. @type {Set<string> | null} */
    this.kept = new Set();
    this.shown = false; // a map has been on the screen
    this.replica = board.replica; // what was told of last: another one has another revision, if nothing else
  }

  /** The map was painted. @param {Set<string> | null} touched */
  update(touched) {
    const { board } = this;
    if (touched === null) this.kept = null;
    else if (this.kept) for (const key of touched) this.kept.add(key);
    // nobody looks there while cards are carried: the frames of the drag need the time more, and all is told when it ends
    if ((board.dragging.size || board.carried) && touched !== null) return;
    const kept = this.kept;
    this.kept = new Set();
    const opening = !this.shown && board.layout.stages.length > 0;
    const other = this.replica !== board.replica;
    this.replica = board.replica;
    if (kept === null || kept.size || other) {
      if (opening) board.head.name();
      else {
        board.head.update(kept);
        board.features.update(kept);
        board.inspector.update(kept);
      }
      board.empty.update(kept);
    }
    if (opening) this._open();
  }

  /** The map that is seen comes first; what lies around it, the rest of the head and the inspector follow as soon as it is on the screen: behind the frame after. */
  _open() {
    const { board } = this;
    this.shown = true;
    const rest = () => {
      if (!board.root.isConnected) return;
      board.head.update();
      board.features.update(null);
      board.inspector.update(null);
      board.invalidate();
    };
    requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(rest)));
  }
}
