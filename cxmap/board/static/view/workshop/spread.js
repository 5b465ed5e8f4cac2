// @ts-check
/** What the room rated, on the emotion lane: each dot is one rating, a band behind the middle half of them, and “Split” where people are apart. */
import { countsOf, SPREADS, spreadOf } from "../../model/estimates.js";
import { stepsOf } from "../../model/workshop.js";
import { dotsOf, halfWidth, middleHalf, packing } from "../../project/dots.js";
import { svg } from "../dom.js";

/** Best distance between two dots in px, and what of it a dot's radius is. */
const PITCH = 8;
const SHARE = 0.42;
/** Dots of a touchpoint are at most so wide, px. */
const WIDEST = 56;

export class Spread {
  /** @param {import("./part.js").Workshop} part */
  constructor(part) {
    this.part = part;
    this.shown = true;
    /** @type {any} */ this.step = null;
    /** @type {readonly any[]} */ this.tallies = [];
    this.key = "";
    /** The points of the curve, as they were drawn over. @type {any} */
    this.placed = null;
    this.el = svg("svg", { class: "cx-ws-spread", "aria-hidden": "true", hidden: true });
    part.board.emotion.drawing.before(this.el);
  }

  /** Which rating is shown: that of the step under way, else the last one that was revealed. */
  read() {
    const { part } = this;
    const rated = stepsOf(part.session.replica, part.workshop).filter((step) => step.kind === "rate" && step.revealed);
    const step = rated.sort((a, b) => (a.revealed < b.revealed ? -1 : 1)).at(-1) ?? null;
    const tallies = part.tallies(step).filter((tally) => tally.kind === "rating" && tally.people > 0);
    if (step === this.step && tallies.length === this.tallies.length && tallies.every((tally, i) => tally === this.tallies[i])) return;
    [this.step, this.tallies, this.key] = [step, tallies, ""];
    part.board.invalidate();
  }

  /** @param {boolean} on */
  show(on) {
    this.shown = on;
    this.key = "";
    this.part.board.invalidate();
  }

  /** Draw where the lane was drawn anew. */
  paint() {
    const { part, tallies } = this;
    const { emotion, past } = part.board;
    const g = emotion.geometry;
    const on = this.shown && tallies.length > 0 && !past && g && !emotion.el.hidden && g.zoomLevel !== "map";
    this.el.toggleAttribute("hidden", !on);
    if (!on) return;
    const line = emotion.main;
    const placed = line ? emotion.lines.placed(line) : null;
    const { left, right } = emotion.drawn;
    const key = `${g.height}|${g.zoomLevel}|${left}|${right}|${g.stages.length}|${g.stages[0]?.width}`;
    if (key === this.key && placed === this.placed) return;
    [this.key, this.placed] = [key, placed];
    const last = g.stages.at(-1);
    const width = last ? last.left + last.width : 0;
    Object.assign(this.el.style, { width: `${width}px`, height: `${g.height}px` });
    this.el.setAttribute("viewBox", `0 0 ${width} ${g.height}`);
    const at = new Map((placed ?? []).map((/** @type {any} */ p) => [p.point.card.id, { x: p.x, n: p.point.n, stage: p.point.stage }]));
    const columns = new Map(g.stages.map((/** @type {any} */ s) => [s.id, s]));
    const { y } = emotion.scale;
    const most = Math.max(1, ...tallies.flatMap((tally) => countsOf(tally).map((c) => c.count)));
    this.el.replaceChildren(...tallies.flatMap((tally) => {
      const point = at.get(tally.card);
      if (!point || point.x < left || point.x > right) return [];
      const room = Math.min(WIDEST, (columns.get(point.stage)?.width ?? 0) / Math.max(1, point.n) - 6);
      return room < 8 ? [] : [drawn(tally, point.x, y, packing(most, { width: room, step: Math.abs(y(1) - y(0)), pitch: PITCH }), g.height)];
    }));
  }

  destroy() {
    this.el.remove();
  }
}

/**
 * One touchpoint: the band of its middle half, its dots, and what the room agreed on.
 * @param {any} tally @param {number} x @param {(value: number) => number} y @param {{row: number, pitch: number}} packed @param {number} height
 */
function drawn(tally, x, y, packed, height) {
  const counts = countsOf(tally).map(({ values, count }) => /** @type {[number, number]} */ ([values[0], count]));
  const half = middleHalf(new Map(counts));
  const radius = packed.pitch * SHARE;
  const wide = Math.max(...counts.map(([, n]) => halfWidth(n, packed))) + 4;
  const split = spreadOf(tally) === "split";
  const below = y(Math.min(...counts.map(([value]) => value))) + 16;
  return svg("g", { class: split ? "cx-ws-split" : "" },
    half && svg("rect", { class: "cx-ws-band", x: x - wide, y: y(half[1]) - 6, width: 2 * wide, height: Math.max(12, y(half[0]) - y(half[1]) + 12), rx: Math.min(wide, 8) }),
    counts.flatMap(([value, n]) => dotsOf(n, packed).map((dot) => svg("circle", { class: "cx-ws-dot", cx: (x + dot.x).toFixed(1), cy: (y(value) + dot.y).toFixed(1), r: radius.toFixed(2) }))),
    split && svg("text", { class: "cx-ws-split-word", x: Math.max(x, 46), y: Math.min(height - 3, below), "text-anchor": "middle" }, SPREADS.split));
}
