// @ts-check
/**
 * The curves of a map, kept up to date with the records: only the stages that a change touched are read again. Pure.
 *
 * @typedef {import("./feelings.js").FeelingPoint} FeelingPoint
 * @typedef {{id: string, left: number, width: number}} Column
 * @typedef {{x: number, point: FeelingPoint}} Placed
 * @typedef {{persona: any, source: string, label: string, stages: Map<string, FeelingPoint[]>, all: FeelingPoint[],
 *   placed: Placed[] | null}} Line
 */
import { pointX, reportedX, stagePoints, travellers } from "./feelings.js";

export class EmotionLines {
  /** @param {any} replica */
  constructor(replica) {
    this.replica = replica;
    /** @type {Line[]} the leading persona's predicted feelings first, always there where the map has a persona */ this.lines = [];
    /** @type {Set<string> | null} stages to read again; null: all */ this.dirty = null;
    /** @type {Map<string, string>} stage of every card and feeling that gave a point when last read */ this.home = new Map();
    /** @type {Column[]} */ this.columns = [];
    /** @type {string | null} */ this.leading = null;
    /** Lines that this person has switched off, by `lineKey`. @type {Set<string>} */ this.hidden = new Set();
  }

  /** Note what a change touched. @param {Set<string> | null} touched "type:id"; null: everything */
  touch(touched) {
    for (const key of touched ?? ["journey:"]) {
      const type = key.slice(0, key.indexOf(":"));
      const id = key.slice(type.length + 1);
      if (type !== "card" && type !== "feeling") this.dirty = null;
      if (!this.dirty) return;
      const record = this.replica.get(type, id);
      const card = type === "feeling" && record ? this.replica.get("card", record.card) : record;
      for (const stage of [this.home.get(id), card?.stage]) if (stage) this.dirty.add(stage);
    }
  }

  /**
   * Read what was touched.
   * @param {string | null} leading the persona whose curve leads
   * @returns {boolean} whether any curve changed
   */
  read(leading) {
    if (leading !== this.leading) this.dirty = null;
    this.leading = leading;
    const { replica } = this;
    let changed = !this.dirty;
    if (!this.dirty) {
      this.lines = linesOf(replica, leading);
      this.home = new Map();
    }
    const stages = replica.list("stage").map((/** @type {any} */ s) => s.id);
    const stale = this.dirty ?? new Set(stages);
    this.dirty = new Set();
    if (!stale.size) return changed;
    const lanes = replica.list("lane");
    let moved = false;
    for (const line of this.lines) {
      let here = changed;
      for (const stage of stale) {
        const points = stagePoints(replica, stage, lanes, line.persona.id, line.source);
        if (alike(points, line.stages.get(stage))) continue;
        line.stages.set(stage, points);
        for (const p of points) this.home.set(p.card.id, stage).set(p.feeling.id, stage);
        here = true;
      }
      if (!here) continue;
      changed = true;
      line.all = stages.flatMap((/** @type {string} */ stage) => line.stages.get(stage) ?? []);
      moved = true;
    }
    if (moved) for (const line of this.lines) line.placed = null; // a reported point stands over the predicted one
    return changed;
  }

  /** The lines that have something to show and are not hidden; the leading one in any case. */
  get shown() {
    return this.lines.filter((line, i) => i === 0 || (line.all.length && !this.hidden.has(lineKey(line))));
  }

  /** Take the columns that points are spread over. @param {Column[]} columns */
  spread(columns) {
    const was = this.columns;
    if (columns.length === was.length && columns.every((c, i) => c.id === was[i].id && c.left === was[i].left && c.width === was[i].width)) return;
    this.columns = columns.map((c) => ({ ...c }));
    for (const line of this.lines) line.placed = null;
  }

  /**
   * The points of a line between two x, and two more on either side so that the curve runs on as it would in full.
   * @param {Line} line @param {number} left @param {number} right @returns {Placed[]}
   */
  within(line, left, right) {
    const placed = this.placed(line);
    const from = firstAt(placed, left);
    const to = firstAt(placed, right);
    return placed.slice(Math.max(0, from - 2), to + 2);
  }

  /** All points of a line with their x. @param {Line} line @returns {Placed[]} */
  placed(line) {
    if (line.placed) return line.placed;
    const base = line.source === "reported" ? this.lines.find((l) => l.persona.id === line.persona.id && l.source === "predicted") : null;
    const known = new Map(base ? this.placed(base).map(({ point, x }) => [point.card.id, x]) : []);
    line.placed = this.columns.flatMap((column) => {
      const points = line.stages.get(column.id) ?? [];
      const xs = base ? reportedX(points, known, column) : points.map((point) => pointX(column, point));
      return points.map((point, i) => ({ point, x: xs[i] }));
    });
    return line.placed;
  }
}

/** What a line is called by, whoever leads. @param {Line} line */
export function lineKey(line) {
  return `${line.persona.id}.${line.source}`;
}

/** Whether these are the points of the same records. @param {FeelingPoint[]} now @param {FeelingPoint[]} [was] */
function alike(now, was) {
  return was?.length === now.length && now.every((p, i) => p.card === was[i].card && p.feeling === was[i].feeling);
}

/** Place of the first point at or after x. @param {Placed[]} placed @param {number} x */
function firstAt(placed, x) {
  let low = 0;
  let high = placed.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (placed[middle].x < x) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * The lines of a map: each persona's predicted feelings, and what customers reported of the leading one.
 * @param {any} replica @param {string | null} leading @returns {Line[]}
 */
function linesOf(replica, leading) {
  const line = (/** @type {any} */ persona, /** @type {string} */ source, label = persona.name) => {
    return { persona, source, label, stages: new Map(), all: [], placed: null };
  };
  return travellers(replica, leading).flatMap((persona, i) => [
    line(persona, "predicted"),
    ...(i === 0 ? [line(persona, "reported", "As reported")] : []),
  ]);
}
