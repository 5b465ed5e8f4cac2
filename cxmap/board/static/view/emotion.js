// @ts-check
/**
 * The emotion lane: one smooth curve from −3 to +3 for the leading persona, dashed ones for the others, and points that
 * are dragged, keyed and selected. What is drawn is the view and one screen on either side of it.
 */
import { areaPath, curvePath, place, scale, showValue, spaced, thin, tone, turns } from "./curve.js";
import { dashOf, drawGaps, drawOthers } from "./emotion-extras.js";
import { peakEnd } from "./feelings.js";
import { strokeFill, stretch, washFill } from "./curve-fills.js";
import { h, renew, set, svg, text, uid } from "./dom.js";
import { EmotionLines } from "./emotion-lines.js";
import { PointLayer } from "./emotion-points.js";

export { feelingPoints } from "./feelings.js";

/**
 * @typedef {import("./feelings.js").FeelingPoint} FeelingPoint
 * @typedef {{stages: import("./emotion-lines.js").Column[], top: number, height: number, scrollLeft: number,
 *   viewWidth: number, zoomLevel: "card"|"stage"|"map", lane?: string, ahead?: boolean}} Geometry
 */

/** Sizes by zoom level: room above +3 and below −3, face, ring. */
const SIZES = {
  card: { pad: 19, face: 24, ring: 4.5, labels: true },
  stage: { pad: 15, face: 18, ring: 4, labels: true },
  map: { pad: 9, face: 14, ring: 0, labels: false },
};
/** Points nearer to each other than this are not drawn one by one. */
const DENSE = 14;
const LEGEND = 4;

/**
 * Where values stand in an emotion lane: `y(value)` and back, in pixels from the lane's top.
 * @param {number} height @param {"card"|"stage"|"map"} level
 */
export function laneScale(height, level) {
  return scale(height, SIZES[level].pad);
}

/**
 * `el` lies over the cells and lets the pointer through to them, its points apart. A click on an empty place asks the board
 * for a feeling there: `board.addFeelingAt(stage, value)`. `legend` is for the lane's header.
 */
export class EmotionLane {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
    this.lines = new EmotionLines(board.replica);
    /** @type {Geometry | null} */ this.geometry = null;
    /** @type {{card: string, value: number} | null} what a drag shows before it is dropped */ this.preview = null;
    this.drawn = { key: "", left: 0, right: 0 };
    this.frame = 0;
    /** what others hold and have selected, as it was drawn */ this.theirs = "";
    /** what fades all else, as it was drawn @type {Set<string> | null} */ this.hits = null;
    /** whether gaps between the team's and the customers' feelings, and peak and end, are marked */
    this.showGaps = this.showFlags = true;
    /** @type {ReturnType<typeof peakEnd<FeelingPoint>>} */ this.remembered = null;

    const id = { stroke: uid("cx-emotion"), wash: uid("cx-emotion"), hatch: uid("cx-emotion") };
    this.hatch = id.hatch;
    this.strokeFill = strokeFill(id.stroke);
    this.washFill = washFill(id.wash);
    this.rules = svg("g", { class: "cx-emotion-rules", "aria-hidden": "true" });
    this.wash = svg("path", { class: "cx-emotion-wash", fill: `url(#${id.wash})` });
    this.others = svg("g", { class: "cx-emotion-others" });
    this.gaps = svg("g", { class: "cx-emotion-gaps", "aria-hidden": "true" });
    this.curve = svg("path", { class: "cx-emotion-curve", stroke: `url(#${id.stroke})` });
    this.labels = svg("g", { class: "cx-emotion-labels", "aria-hidden": "true" });
    this.points = new PointLayer(this);
    this.drawing = svg(
      "svg",
      { class: "cx-emotion-drawing", role: "group" },
      svg("defs", null, this.strokeFill, this.washFill, hatching(id.hatch)),
      this.rules, this.wash, this.gaps, this.others, this.curve, this.labels, this.points.el,
    );
    this.marks = h("div", { class: "cx-emotion-scale", "aria-hidden": "true" }, ["+3", "0", "−3"].map((mark) => h("span", null, mark)));
    this.hint = h("p", { class: "cx-emotion-hint", hidden: true });
    this.el = h("div", { class: "cx-emotion" }, this.drawing, this.marks, this.hint, this.points.tip);
    this.legend = h("ul", { class: "cx-emotion-legend" });
    const listening = new AbortController();
    board.root.addEventListener("click", (/** @type {MouseEvent} */ e) => this._add(e), { capture: true, signal: listening.signal });
    this.leave = [
      () => listening.abort(),
      board.session.on("records", (/** @type {Set<string> | null} */ touched) => this.lines.touch(touched)),
      board.selection.on("change", () => this.redraw()),
    ];
  }

  /** Draw for this geometry (x = 0 at the first stage's left edge). Cheap where nothing changed. @param {Geometry} geometry */
  render(geometry) {
    this.geometry = geometry;
    const theirs = [...(this.board.remote ?? [])].flatMap(([card, { colour }]) => (this.lines.home.has(card) ? card + colour : [])).join();
    if (theirs !== this.theirs || this.hits !== this.board.hits) this.drawn.key = "";
    this.theirs = theirs;
    this.hits = this.board.hits;
    if (this.lines.replica !== this.board.replica) {
      this.lines.replica = this.board.replica;
      this.lines.touch(null);
    }
    if (this.lines.read(this.board.persona())) {
      this.drawn.key = "";
      this._legend();
    }
    this._draw();
  }

  /** Draw again in the next frame. */
  redraw() {
    if (this.frame || !this.geometry) return;
    this.frame = requestAnimationFrame(() => {
      this.frame = 0;
      this.drawn.key = "";
      if (this.geometry) this.render(this.geometry);
    });
  }

  /** Show a feeling that is being dragged; null: as it is stored. @param {{card: string, value: number} | null} preview */
  show(preview) {
    this.preview = preview;
    this.redraw();
  }

  destroy() {
    cancelAnimationFrame(this.frame);
    this.points.destroy();
    for (const off of this.leave) off();
    this.el.remove();
  }

  /** The line that is edited, or undefined where the map has no persona. */
  get main() {
    return this.lines.lines[0];
  }

  /** @param {FeelingPoint} point */
  value(point) {
    const { preview } = this;
    return preview && preview.card === point.card.id ? preview.value : point.value;
  }

  /** The scale of the lane as it is drawn. */
  get scale() {
    const { height, zoomLevel } = /** @type {Geometry} */ (this.geometry);
    return laneScale(height, zoomLevel);
  }

  _draw() {
    const g = /** @type {Geometry} */ (this.geometry);
    const last = g.stages[g.stages.length - 1];
    const width = last ? last.left + last.width : 0;
    const key = `${g.height} ${g.zoomLevel} ${g.viewWidth} ${width} ${g.stages.length} ${g.stages[0]?.width} ${g.ahead}`;
    Object.assign(this.el.style, { transform: `translate3d(0,${g.top}px,0)`, height: `${g.height}px`, width: `${width}px` });
    if (key === this.drawn.key && g.scrollLeft >= this.drawn.left && g.scrollLeft + g.viewWidth <= this.drawn.right) return;
    const beside = g.ahead === false ? 0 : g.viewWidth;
    const left = Math.max(0, g.scrollLeft - beside);
    const right = Math.max(left, Math.min(width, g.scrollLeft + g.viewWidth + beside));
    // What lies beyond the map needs no drawing, so the ends count as drawn however far the view reaches.
    this.drawn = { key, left: left > 0 ? left : -Infinity, right: right < width ? right : Infinity };

    const { y } = this.scale;
    const size = SIZES[g.zoomLevel];
    set(this.drawing, "viewBox", `${left} 0 ${right - left} ${g.height}`);
    Object.assign(this.drawing.style, { left: `${left}px`, width: `${right - left}px`, height: `${g.height}px` });
    for (const fill of [this.strokeFill, this.washFill]) stretch(fill, y);
    this._rules(left, right);
    const columns = new Map(g.stages.map((s) => [s.id, s]));
    this.lines.spread(g.stages);
    const shownLines = this.lines.shown;
    const lines = shownLines.map((line) => this.lines.within(line, left, right));
    const [main = []] = lines;
    const path = thin(main.map(({ x, point }) => ({ x, y: y(this.value(point)) })));
    set(this.curve, "d", curvePath(path));
    set(this.wash, "d", areaPath(path, y(0)));
    const all = this.main?.all ?? [];
    this.remembered = peakEnd(all);
    const turning = new Set(turns(all.map((p) => this.value(p))).map((t) => all[t.index]));
    const inside = main
      .filter(({ x }) => x >= left && x <= right)
      .map(({ x, point }) => ({ x, y: y(this.value(point)), point, value: this.value(point), step: (columns.get(point.stage)?.width ?? 0) / point.n }));
    const faces = spaced(inside.filter(({ point }) => turning.has(point)), size.face);
    const { ids } = this.board.selection;
    const shown = inside
      .map((p) => ({ ...p, turn: faces.has(p) }))
      .filter((p) => p.turn || this._flag(p.point) || (p.step >= DENSE && size.ring) || ids.has(p.point.card.id) || this.points.active === p.point.card.id);
    this.points.draw(shown, size);
    const taken = this._labels(size.labels ? shown.filter((p) => p.turn || this._flag(p.point)) : [], size.face / 2, right, g.height);
    const others = shownLines.slice(1).map((line, i) => ({ line, points: lines[i + 1] }));
    renew(this.others, drawOthers(this.lines.lines, others, { y, right: Math.min(right, g.scrollLeft + g.viewWidth), height: g.height, labels: size.labels, taken }));
    const reported = shownLines.find((line) => line.source === "reported" && line.persona === this.main?.persona);
    const at = new Map(main.map(({ x, point }) => [point.card.id, x]));
    renew(this.gaps, drawGaps(this.main, this.showGaps ? reported : undefined, { at, y, left, right, hatch: this.hatch, words: size.labels, taken: [...taken, ...shown.map((p) => ({ x: p.x - 8, y: p.y - 8, width: 16, height: 16 }))] }));
    this._words(all.length === 0);
  }

  /** @param {number} left @param {number} right */
  _rules(left, right) {
    const { y } = this.scale;
    const line = (/** @type {number} */ value) => `M${left} ${Math.round(y(value)) + 0.5}H${right}`;
    renew(this.rules, [
      svg("path", { class: "cx-rule", d: line(3) + line(-3) }),
      svg("path", { class: "cx-rule-fine", d: [2, 1, -1, -2].map(line).join("") }),
      svg("path", { class: "cx-rule-zero", d: line(0) }),
    ]);
    [3, 0, -3].forEach((value, i) => (this.marks.children[i].style.top = `${y(value)}px`));
    this.marks.hidden = this.geometry?.zoomLevel === "map";
  }

  /** "peak" and "end" at the readings that the remembered figure rests on; "" elsewhere. @param {FeelingPoint} point */
  _flag(point) {
    const { remembered, showFlags } = this;
    if (!showFlags || !remembered || this.lines.lines[0].all.length < 2) return "";
    return [remembered.peak === point && "peak", remembered.end === point && "end"].filter(Boolean).join(" and ");
  }

  /** Values, and words where there is room, beside the peaks and troughs. Returns what the labels and faces take. */
  _labels(/** @type {any[]} */ turning, /** @type {number} */ r, /** @type {number} */ right, /** @type {number} */ height) {
    const strongest = [...turning].sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
    const options = strongest.map((p) => {
      const top = Math.min(height - 15, Math.max(1, p.value < 0 ? p.y + 3 : p.y - r - 3));
      const number = 6 + 7.2 * showValue(p.value).length;
      const words = [this._flag(p.point), p.point.word].filter(Boolean).join(" · ");
      const word = words ? 6.6 * words.length + 5 : 0;
      const { id } = p.point.card;
      const clear = r + (this.board.selection.ids.has(id) || this.board.remote?.has(id) ? 9 : 5); // past the ring
      const box = (/** @type {number} */ width, /** @type {boolean} */ after) => ({ x: after ? p.x + clear : p.x - clear - width, y: top, width, height: 14, after, word: width > number });
      return [...(word ? [box(number + word, true), box(number + word, false)] : []), box(number, true), box(number, false)].filter((b) => b.x >= 24 && b.x + b.width <= right);
    });
    const faces = turning.map((p) => ({ x: p.x - r, y: p.y - r, width: 2 * r, height: 2 * r }));
    const chosen = place(options, faces);
    const at = new Map(strongest.map((p, i) => [p, options[i][chosen[i]]]));
    renew(
      this.labels,
      turning.flatMap((p) => {
        const box = at.get(p);
        if (!box) return [];
        const spot = { x: box.after ? box.x : box.x + box.width, y: box.y + 11, "text-anchor": box.after ? "start" : "end" };
        return svg("text", spot, svg("tspan", { class: `cx-is-${tone(p.value)}` }, showValue(p.value)), box.word && svg("tspan", { class: "cx-word", dx: 5 }, this._flag(p.point) && svg("tspan", { class: "cx-flagged" }, this._flag(p.point)), this._flag(p.point) && p.point.word ? ` · ${p.point.word}` : p.point.word));
      }),
    );
    return [...faces, ...chosen.flatMap((at, i) => options[i][at] ?? [])];
  }

  /** What is said in words: the name of the drawing, and a hint on an empty lane. @param {boolean} empty */
  _words(empty) {
    const who = this.main?.persona.name;
    set(this.drawing, "aria-label", who ? `Emotion of ${who}` : "Emotion");
    const { layout, readonly } = this.board;
    const covered = layout.stages.length > 0 && this.lane !== null && layout.cell(layout.stages[0].id, this.lane).cards.length > 0; // cards stand where it would
    this.el.classList.toggle("cx-wordy", empty && covered);
    this.hint.hidden = !empty || covered || readonly || this.geometry?.zoomLevel === "map";
    if (empty) text(this.hint, "No feelings yet. End a card with −2 or +2, or click here.");
  }

  _legend() {
    const lines = this.lines.shown;
    const rest = lines.length - LEGEND;
    renew(this.legend, [
      ...lines.slice(0, LEGEND).map((line, i) =>
        h("li", { title: line.label }, svg("svg", { width: 20, height: 8, "aria-hidden": "true", class: i ? `cx-dashed cx-${line.source}` : "cx-solid" }, svg("path", { d: i ? "M1 4h18" : "M2 4h16", "stroke-dasharray": i ? dashOf(this.lines.lines, line) : null })), h("span", null, line.label)),
      ),
      ...(rest > 0 ? [h("li", { class: "cx-more" }, `+${rest} more`)] : []),
      ...this._rememberedWords(),
    ]);
    this.legend.hidden = !lines.length;
  }

  /** What the leading persona remembers, as the peak–end rule has it. */
  _rememberedWords() {
    const found = peakEnd(this.main?.all ?? []);
    if (!found || !this.showFlags) return [];
    const figure = showValue(found.remembered);
    const title = `Remembered ≈ (peak ${showValue(found.peak.value)} + end ${showValue(found.end.value)}) / 2 = ${figure}. A heuristic (peak–end rule), not a measurement.`;
    return [h("li", { class: "cx-remembered", title }, h("span", null, "Remembered ≈ ", h("b", null, figure)))];
  }

  /** The emotion lane's record id: as given, else the first one. @returns {string | undefined} */
  get lane() {
    return this.geometry?.lane ?? this.board.replica.list("lane").find((/** @type {any} */ l) => l.kind === "emotion")?.id;
  }

  /** A click on a cell of the emotion lane, at a place that holds nothing yet. @param {MouseEvent} e */
  _add(e) {
    const g = this.geometry;
    const path = /** @type {HTMLElement[]} */ (e.composedPath().filter((node) => node instanceof HTMLElement || node instanceof SVGElement));
    const cell = path.find((node) => node.dataset.stage && node.dataset.lane);
    if (!g || !cell || g.zoomLevel === "map" || this.el.hidden || cell.dataset.lane !== this.lane || this.board.readonly) return;
    if (e.shiftKey || e.ctrlKey || e.metaKey || path.some((node) => node.matches(".cx-card, .cx-point, button, input, textarea"))) return;
    const box = this.el.getBoundingClientRect();
    const y = e.clientY - box.top;
    if (y < 0 || y > g.height) return;
    e.stopPropagation();
    e.preventDefault();
    this.board.addFeelingAt(cell.dataset.stage, this.scale.value(y));
  }
}

/** The pattern of a gap: strokes to the upper right. @param {string} id */
function hatching(id) {
  const stripes = svg("path", { class: "cx-hatch", d: "M-1 1l2 -2M0 5l5 -5M4 6l2 -2" });
  return svg("pattern", { id, width: 5, height: 5, patternUnits: "userSpaceOnUse" }, stripes);
}
