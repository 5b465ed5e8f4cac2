// @ts-check
/** The connections as they are drawn: one layer over the cells, and in it only those whose way meets what is drawn of the map. */
import { apart, roundPath, route, textPlaces } from "../model/routing.js";
import { h, svg, text } from "./dom.js";
import * as m from "./metrics.js";

/** Heads by kind, pointing right, the tip at 0,0. */
const HEADS = /** @type {Record<string, string>} */ ({
  handover: "M0 0L-8 -4V4Z",
  information: "M-7 -4L0 0L-7 4",
  dependency: "M-7 -4L0 0L-7 4M0 -4V4",
});
const TURN = { right: 0, down: 90, left: 180, up: 270 };
/** How far tracks may lie from the middle of a gutter, by zoom level. */
const REACH = { card: 5, stage: 4, map: 2 };

export class ConnectionLayer {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
    this.el = svg("svg", { class: "cx-connections", role: "group", "aria-label": "Connections" });
    this.el.style.display = "none";
    board.emotion.el.before(this.el);
    /** @type {Map<string, {el: any, hit: any, line: any, head: any, text: any, sign: string}>} */
    this.shown = new Map();
    /** @type {Map<string, import("../model/routing.js").Route>} */
    this.routes = new Map();
    /** Where their texts stand, and as much of them as fits. @type {Map<string, {words: string, at: import("../model/routing.js").Place}>} */
    this.labels = new Map();
    /** @type {import("../model/routing.js").Grid} */
    this.grid = { columns: [], rows: [], reach: 0 };
    this.version = -1;
    /** What the ways were found for: nothing of it changed, nothing is found anew. @type {(import("../model/routing.js").Link & {label: string})[]} */
    this.links = [];
    this.rows = "";
    /** Ends by card, as long as their cell stands where it stood. @type {Map<string, {cell: any, stage: any, lane: any, left: number, width: number, top: number, height: number, end: import("../model/routing.js").End}>} */
    this.ends = new Map();
    this.looks = /** @type {any[]} */ ([]);
    this.stale = true;
    /** The connection that is being looked at. @type {string | null} */
    this.chosen = null;
  }

  /** @param {Set<string> | null} touched */
  paint(touched) {
    const { board } = this;
    const all = board.replica.all("connection");
    if (touched === null) {
      this.stale = true;
      this.ends.clear();
    } else if (touched.size && !this.stale) for (const key of touched) if (key.startsWith("connection:")) this.stale = true;
    if (!all.size) {
      if (this.shown.size) this._clear();
      return;
    }
    const { drawn } = board.grid;
    const { target, ids } = board.selection;
    const looks = [drawn.left, drawn.top, drawn.width, drawn.height, target, ids, board.hits, this.chosen, board.layout.level];
    const moved = this.version !== board.layout.version;
    if (!this.stale && !moved && looks.every((look, i) => look === this.looks[i])) return;
    this.looks = looks;
    if (this.stale || moved) this._route(all);
    this.version = board.layout.version;
    this._draw(all, drawn);
    this.stale = false;
  }

  /** @param {ReadonlyMap<string, any>} all */
  _route(all) {
    const { layout } = this.board;
    this.grid = { columns: layout.stages, rows: layout.lanes, reach: REACH[/** @type {m.Level} */ (layout.level)] };
    const was = this.links;
    const rows = `${layout.level} ${layout.width} ${layout.lanes.map((/** @type {any} */ lane) => lane.top).join(" ")}`;
    let same = rows === this.rows;
    this.rows = rows;
    this.links = [];
    for (const record of all.values()) {
      const [start, end] = [this.end(record.start), this.end(record.end)];
      if (!start || !end) continue;
      const link = { id: record.id, start, end, clear: this._clearBetween(start, end), label: record.label };
      const before = was[this.links.length];
      same &&= before !== undefined && before.id === link.id && before.start === start && before.end === end && before.clear === link.clear && before.label === link.label;
      this.links.push(link);
    }
    if (same && was.length === this.links.length) return;
    this.routes = route(this.grid, this.links);
    this._labels(all);
  }

  /** Texts stand apart; one that finds no free place shows when its line is pointed at or belongs to what is selected. @param {ReadonlyMap<string, any>} all */
  _labels(all) {
    const { layout, measure } = this.board;
    const named = layout.level === "card" ? [...this.routes.values()].filter(({ id }) => all.get(id)?.label) : [];
    const options = named.map((way) =>
      textPlaces(this.grid, way).map((at) => {
        const words = fitted(all.get(way.id).label, at.room, measure);
        const width = measure(words, "12") + 6;
        return { x: at.anchor === "start" ? at.x : at.x - width / 2, y: at.y - 7, width, height: 14, words, at };
      }));
    const chosen = apart(options.map((boxes) => boxes.filter(({ at }) => !at.tight)));
    this.labels = new Map(named.map(({ id }, i) => {
      const { words, at } = options[i][Math.max(0, chosen[i])];
      return [id, { words, at: chosen[i] < 0 ? { ...at, tight: true } : at }];
    }));
  }

  /** Where a line to a card ends: at the card, or at the fold that holds it. @param {string} id @returns {import("../model/routing.js").End | null} */
  end(id) {
    const { layout, replica } = this.board;
    const card = replica.get("card", id);
    const stage = card && layout.stageOf.get(card.stage);
    const lane = card && layout.laneOf.get(card.lane);
    if (!stage || !lane) return null;
    const cell = layout.cell(stage.id, lane.id);
    const known = this.ends.get(id);
    if (known && known.cell === cell && known.lane === lane && known.stage === stage && known.left === stage.left && known.width === stage.width && known.top === lane.top && known.height === lane.height) return known.end;
    const end = { card: id, column: stage.index, row: lane.index, box: this._boxOf(id, stage, lane, cell) };
    this.ends.set(id, { cell, stage, lane, left: stage.left, width: stage.width, top: lane.top, height: lane.height, end });
    return end;
  }

  /** @param {string} id @param {any} stage @param {any} lane @param {any} cell @returns {import("../model/routing.js").Rect} */
  _boxOf(id, stage, lane, cell) {
    const { layout } = this.board;
    const pad = layout.level === "map" || stage.folded ? 3 : m.PAD_X;
    const whole = { left: stage.left + pad, top: lane.top + 4, width: stage.width - 2 * pad, height: Math.max(4, lane.height - 8) };
    if (layout.ticked(stage, lane)) return whole;
    const box = cell.cards.find((/** @type {any} */ one) => one.id === id);
    if (box) return { left: stage.left + box.left, top: lane.top + box.top, width: box.width, height: box.height };
    if (lane.kind === "emotion") return whole;
    const last = cell.cards[cell.cards.length - 1];
    return { left: stage.left + m.PAD_X, top: lane.top + (last ? last.top + last.height + m.GAP : m.PAD_Y), width: 74, height: m.MORE };
  }

  /** Whether two ends stand in one column with nothing between them. @param {import("../model/routing.js").End} a @param {import("../model/routing.js").End} b */
  _clearBetween(a, b) {
    const { layout } = this.board;
    if (a.column !== b.column || a.row === b.row || layout.level === "map") return false;
    const [upper, lower] = a.row < b.row ? [a, b] : [b, a];
    const stage = layout.stages[a.column];
    if (stage.folded) return false;
    /** What stands in the way in a row: nothing where it is folded. @param {number} row */
    const cell = (row) => (layout.lanes[row].collapsed ? null : layout.cell(stage.id, layout.lanes[row].id));
    const [above, below] = [cell(upper.row), cell(lower.row)];
    if (above && (above.more || above.cards.at(-1)?.id !== upper.card)) return false;
    if (below && below.cards[0]?.id !== lower.card) return false;
    for (let row = upper.row + 1; row < lower.row; row++) if (cell(row)?.cards.length) return false;
    return true;
  }

  /** @param {ReadonlyMap<string, any>} all @param {{left: number, top: number, width: number, height: number}} view */
  _draw(all, view) {
    const { board } = this;
    this.el.style.display = "";
    const seen = new Set();
    for (const [id, way] of this.routes) {
      const { box } = way;
      const record = all.get(id);
      if (!record || box.left > view.left + view.width || box.left + box.width < view.left || box.top > view.top + view.height || box.top + box.height < view.top) continue;
      seen.add(id);
      let entry = this.shown.get(id);
      if (!entry) this.shown.set(id, (entry = this._new(id)));
      this._fill(entry, record, way);
    }
    const active = board.shadowFocus();
    for (const [id, entry] of this.shown) {
      if (seen.has(id) || (entry.el === active && all.has(id))) continue;
      entry.el.remove();
      this.shown.delete(id);
    }
  }

  /** @param {string} id */
  _new(id) {
    const hit = svg("path", { class: "cx-conn-hit" });
    const line = svg("path", { class: "cx-conn-line" });
    const head = svg("path", { class: "cx-conn-head" });
    const label = svg("text", { class: "cx-conn-text" });
    const el = svg("g", { class: "cx-conn", role: "button", tabindex: -1 }, hit, line, head, label);
    el.dataset.connection = id;
    this.el.append(el);
    return { el, hit, line, head, text: label, sign: "" };
  }

  /** @param {{el: any, hit: any, line: any, head: any, text: any, sign: string}} entry @param {any} record @param {import("../model/routing.js").Route} way */
  _fill(entry, record, way) {
    const { board } = this;
    const { ids } = board.selection;
    const near = ids.has(record.start) || ids.has(record.end);
    const dim = board.hits !== null && !(board.hits.has(record.start) && board.hits.has(record.end));
    const level = board.layout.level;
    const name = this.nameOf(record);
    const { words, at } = this.labels.get(record.id) ?? { words: "", at: null };
    const sign = [name, near, dim, level, this.chosen === record.id, at?.x, at?.y, at?.tight, words, way.way, ...way.points.flatMap(({ x, y }) => [x, y])].join("|");
    if (sign === entry.sign) return;
    entry.sign = sign;
    const tight = at?.tight ? " cx-tight" : "";
    entry.el.setAttribute("class", `cx-conn cx-conn-${record.kind}${near ? " cx-near" : ""}${dim ? " cx-dim" : ""}${this.chosen === record.id ? " cx-chosen" : ""}${tight}`);
    entry.el.setAttribute("aria-label", name);
    const d = roundPath(way.points, level === "card" ? undefined : 3);
    entry.hit.setAttribute("d", d);
    entry.line.setAttribute("d", d);
    const tip = way.points[way.points.length - 1];
    entry.head.setAttribute("d", level === "map" ? "" : (HEADS[record.kind] ?? HEADS.handover));
    entry.head.setAttribute("transform", `translate(${tip.x} ${tip.y}) rotate(${TURN[way.way]})`);
    text(entry.text, words);
    if (!at) return;
    entry.text.setAttribute("x", String(at.x));
    entry.text.setAttribute("y", String(at.y + 4));
    entry.text.setAttribute("text-anchor", at.anchor);
  }

  /** A connection in words: “Hand-over from A to B: label”. @param {any} record */
  nameOf(record) {
    const { board } = this;
    const title = (/** @type {string} */ id) => board.replica.get("card", id)?.title || "Untitled";
    return `${board.label("connection_kinds", record.kind)} from ${title(record.start)} to ${title(record.end)}${record.label ? `: ${record.label}` : ""}`;
  }

  /** @param {string | null} id */
  choose(id) {
    if (this.chosen === id) return;
    this.chosen = id;
    this.board.invalidate();
  }

  _clear() {
    for (const { el } of this.shown.values()) el.remove();
    this.shown.clear();
    this.routes = new Map();
    this.links = [];
    this.ends.clear();
    this.el.style.display = "none";
  }

  destroy() {
    this.el.remove();
  }
}

/** A text cut to a width. @param {string} words @param {number} room @param {(text: string, font: string) => number} measure */
export function fitted(words, room, measure) {
  if (measure(words, "12") <= room) return words;
  let end = words.length;
  while (end > 1 && measure(`${words.slice(0, end)}…`, "12") > room) end--;
  return `${words.slice(0, end).trimEnd()}…`;
}

/** A small picture of a kind's line, for menus and lists. @param {string | null} kind @returns {SVGSVGElement} */
export function kindMark(kind) {
  return svg("svg", { class: `cx-conn cx-conn-${kind ?? "handover"} cx-conn-mark`, width: 26, height: 12, viewBox: "0 0 26 12", "aria-hidden": "true" },
    svg("path", { class: "cx-conn-line", d: "M1 6H24" }),
    svg("path", { class: "cx-conn-head", d: HEADS[kind ?? "handover"] ?? HEADS.handover, transform: "translate(25 6)" }));
}

/** The outline of the card that a connection would lead to. */
export const newTarget = () => h("div", { class: "cx-link-target", hidden: true, "aria-hidden": "true" });
