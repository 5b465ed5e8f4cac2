// @ts-check
/** What the cells of the map look like by, beyond what stands in them: as of the last painting. */

export class Looks {
  /** @param {any} grid */
  constructor(grid) {
    this.grid = grid;
    /** For all cells. @type {any[]} */ this.all = [];
    /** For single cards and cells. @type {{sets: (Set<string> | Map<string, any>)[], target: any}} */ this.marked = { sets: [], target: {} };
  }

  /** Whether what cells look like has not changed, so that a cell as it was needs no second look. */
  known() {
    const { layout, board } = this.grid;
    const { theme } = board.root.dataset;
    const looks = [layout.edition, layout.level, layout.zoom, board.readonly, theme, board.hits, board.carried, board.editing];
    const known = looks.every((look, i) => look === this.all[i]);
    this.all = looks;
    this._remark();
    return known;
  }

  /** Have the cells looked at again whose cards are selected, dragged or held otherwise than before: not all for the sake of one. */
  _remark() {
    const { cells, board, layout } = this.grid;
    const { selection, dragging, remote } = board;
    const { target } = selection;
    const again = (/** @type {string | undefined} */ key) => {
      const entry = cells.get(key ?? "");
      if (entry) entry.cell = null;
    };
    const sets = [selection.ids, dragging, remote];
    const was = this.marked;
    this.marked = { sets, target };
    sets.forEach((set, i) => {
      if (set === was.sets[i]) return;
      for (const id of [...set.keys(), ...(was.sets[i]?.keys() ?? [])]) again(layout.cellOf.get(id));
    });
    if (target !== was.target) for (const { kind, id, stage, lane } of [target, was.target]) again(kind === "cell" ? layout.key(stage, lane) : layout.cellOf.get(id));
  }
}
