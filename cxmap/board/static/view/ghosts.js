// @ts-check
/** What another map has and this one has not, drawn faintly over it: the outlines of its cards, and its curve. */
import { curvePath, thin } from "./curve.js";
import { h, style, svg } from "./dom.js";
import { pointX, stagePoints } from "./feelings.js";

export class Ghosts {
  /** @param {import("./changes.js").Changes} changes */
  constructor(changes) {
    this.changes = changes;
    this.el = h("div", { class: "cx-ghosts", "aria-hidden": "true" });
    /** @type {Map<string, HTMLElement>} by card of the as-is map */
    this.shown = new Map();
    changes.board.grid.canvas.append(this.el);
  }

  /** Bring the outlines that are in view to their places. */
  paint() {
    const { board } = this.changes;
    const { layout, grid } = board;
    if (!layout.ghosts.size && !this.shown.size) return;
    const { left, top, width, height } = grid.drawn;
    const seen = layout.inView(left, top, width, height);
    const stages = new Map(seen.stages.map((/** @type {any} */ s) => [s.id, s]));
    const lanes = new Map(seen.lanes.map((/** @type {any} */ l) => [l.id, l]));
    const kept = new Set();
    for (const [key, ghosts] of layout.ghosts) {
      const [stage, lane] = key.split("\n").map((/** @type {string} */ id, /** @type {number} */ i) => (i ? lanes : stages).get(id));
      const boxes = stage && lane ? (layout.cell(stage.id, lane.id).ghosts ?? []) : [];
      boxes.forEach((/** @type {any} */ box) => {
        kept.add(box.id);
        const title = ghosts.find((/** @type {any} */ g) => g.id === box.id)?.title || "Untitled";
        const el = this._element(box.id, title);
        style(el, { transform: `translate3d(${stage.left + box.left}px,${lane.top + box.top}px,0)`, width: `${box.width}px`, height: `${box.height}px` });
      });
    }
    for (const [id, el] of this.shown) {
      if (kept.has(id)) continue;
      el.remove();
      this.shown.delete(id);
    }
  }

  /** @param {string} id @param {string} title */
  _element(id, title) {
    let el = this.shown.get(id);
    if (!el) {
      el = /** @type {HTMLElement} */ (h("div", { class: "cx-ghost-card" }, h("b", null, "− gone"), h("span", { dir: "auto" }, title)));
      this.shown.set(id, el);
      this.el.append(el);
    } else if (el.lastChild && el.lastChild.textContent !== title) el.lastChild.textContent = title;
    return el;
  }

  destroy() {
    this.el.remove();
  }
}

/** The as-is curve of the persona that leads here, dashed under the own one. */
export class AsIsCurve {
  /** @param {import("./changes.js").Changes} changes */
  constructor(changes) {
    this.changes = changes;
    this.stale = true;
    this.sign = "";
    this.path = svg("path", { class: "cx-as-is-curve" });
    this.name = svg("text", { class: "cx-as-is-name" }, "As-is");
    this.el = svg("g", { "aria-hidden": "true" }, this.path, this.name);
    changes.board.emotion.curve.before(this.el);
  }

  paint() {
    const { board, before, compared } = this.changes;
    const geometry = board.emotion.geometry;
    const persona = board.persona();
    this.el.style.display = compared && geometry && persona && !board.emotion.el.hidden ? "" : "none";
    if (!compared || !geometry || !persona || board.emotion.el.hidden) return;
    const { layout } = board;
    const sign = [persona, geometry.height, geometry.zoomLevel, layout.width, ...layout.stages.map((/** @type {any} */ s) => `${s.id}${s.left}`)].join();
    if (!this.stale && sign === this.sign) return;
    this.sign = sign;
    this.stale = false;
    const lanes = before.list("lane");
    const { y } = board.emotion.scale;
    const points = layout.stages.flatMap((/** @type {any} */ column) => {
      const stage = compared.pairs.stage.get(column.id);
      return stage ? stagePoints(before, stage, lanes, persona).map((point) => ({ x: pointX(column, point), y: y(point.value) })) : [];
    });
    this.path.setAttribute("d", curvePath(thin(points)));
    // at the lowest point: that is where the own curve is least likely to be
    const low = points.reduce((/** @type {any} */ lowest, /** @type {any} */ point) => (lowest && lowest.y >= point.y ? lowest : point), null);
    this.name.style.display = low ? "" : "none";
    if (low) for (const [name, value] of Object.entries({ x: low.x, y: Math.min(low.y + 17, geometry.height - 3), "text-anchor": "middle" })) this.name.setAttribute(name, String(value));
  }

  destroy() {
    this.el.remove();
  }
}
