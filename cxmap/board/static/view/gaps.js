// @ts-check
/** Where something that is dragged would land: a free place in a cell, or a line across the map. */
import { h, style } from "./dom.js";
import * as m from "./metrics.js";

export class Gaps {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
    this.cell = h("div", { class: "cx-gap", hidden: true, "aria-hidden": "true" });
    this.frame = h("div", { class: "cx-frame-gap", hidden: true, "aria-hidden": "true" });
    /** @type {any} */
    this.at = null;
  }

  /** Where the dragged cards would land. @param {any} spot @param {string} [colour] */
  show(spot, colour) {
    this.at = spot;
    if (colour && spot) style(this.cell, { "--gap": colour });
  }

  paint() {
    const { layout } = this.board;
    const spot = this.at;
    const cell = spot && layout.rect(spot.stage, spot.lane);
    const slot = cell && layout.cell(spot.stage, spot.lane).slot;
    this.cell.hidden = !slot;
    if (slot && cell) style(this.cell, { transform: `translate3d(${cell.left + slot.left}px,${cell.top + slot.top}px,0)`, width: `${slot.width}px`, height: `${slot.height}px` });
  }

  /** A line across the map where a dragged stage or lane would land. @param {"stage"|"lane"|null} kind @param {number} at */
  showFrame(kind, at) {
    this.frame.hidden = !kind;
    if (!kind) return;
    const { layout } = this.board;
    const stage = kind === "stage";
    this.frame.className = `cx-frame-gap cx-frame-${kind}`;
    style(this.frame, {
      transform: stage ? `translate(${at - 1}px,${-m.STAGE_ROW}px)` : `translate(${-m.LANE_COLUMN}px,${at - 1}px)`,
      width: stage ? "3px" : `${layout.width + m.LANE_COLUMN}px`,
      height: stage ? `${layout.height + m.STAGE_ROW}px` : "3px",
    });
  }
}
