// @ts-check
/**
 * Geometry of the board: stages to columns, lanes to rows, cards to places. Pure: reads a replica, touches no DOM.
 *
 * Coordinates are CSS pixels from the corner of the first cell. Cells are laid out lazily and kept until one of their cards
 * is touched, so that an edit costs its cell and its lane, not the map.
 */
import { timeWidths } from "../model/durations.js";
import { linePlaces } from "../model/lines.js";
import { arrange } from "../model/paths.js";
import * as m from "./metrics.js";

/** @typedef {{id: string, index: number, left: number, width: number, folded: boolean}} StageBox */
/** @typedef {{id: string, kind: string, index: number, top: number, height: number, line: string, below: boolean, collapsed: boolean}} LaneBox */
/** @typedef {{id: string, top: number, height: number, left: number, width: number}} CardBox */
/** @typedef {{cards: CardBox[], ids: string[], more: number, height: number, slot: CardBox | null, ghosts?: CardBox[]}} Cell */
/** A place kept free in a cell: the gap of a drag, or the card being typed. @typedef {{stage: string, lane: string, index: number, height: number}} Slot */

const NO_CELL = /** @type {Cell} */ ({ cards: [], ids: [], more: 0, height: 0, slot: null });

export class Layout {
  /** @param {any} replica @param {(text: string, font: string) => number} measure */
  constructor(replica, measure) {
    this.replica = replica;
    this.measure = measure;
    this.zoom = 1;
    /** @type {m.Level} */
    this.level = "card";
    this.coarse = false;
    /** Lanes and stages that are folded, and whether columns are as wide as their stages last: of this browser only. */
    /** @type {Set<string>} */ this.collapsed = new Set();
    /** @type {Set<string>} */ this.foldedStages = new Set();
    this.timeTrue = false;
    /** @type {Set<string>} */ this.opened = new Set();
    /** @type {StageBox[]} */ this.stages = [];
    /** @type {LaneBox[]} */ this.lanes = [];
    /** @type {Map<string, StageBox>} */ this.stageOf = new Map();
    /** @type {Map<string, LaneBox>} */ this.laneOf = new Map();
    /** @type {Map<string, Cell>} */ this.cells = new Map();
    /** Tallest cell and number of cards of a lane, until one of its cells is touched. @type {Map<string, {height: number, cards: number}>} */
    this.rows = new Map();
    /** @type {Map<string, string>} */ this.cellOf = new Map();
    /** @type {Slot[]} */ this.slots = [];
    /** Cards of another map that are shown where they would stand, by cell: room is kept for them. @type {Map<string, {id: string, title: string, index: number}[]>} */
    this.ghosts = new Map();
    this.width = 0;
    this.height = 0;
    /** Grows with every change that is not one of a single cell: names of stages and lanes, personas. */
    this.edition = 0;
    /** Grows whenever something may stand elsewhere. */
    this.version = 0;
    /** Grows whenever columns change their width. */
    this.columns = 0;
    /** Widths of the stages at zoom 1. @type {number[]} */ this.natural = [];
    /** Paths under the stage row, and the height of their band. @type {import("../model/paths.js").Arc[]} */ this.arcs = [];
    this.pathLanes = 0;
    this.band = 0;
  }

  /** Key of a cell. @param {string} stage @param {string} lane */
  key(stage, lane) {
    return stage + "\n" + lane;
  }

  /** Take a zoom factor and touch mode. @param {number} zoom @param {boolean} coarse @returns {boolean} whether anything changed */
  look(zoom, coarse) {
    if (zoom === this.zoom && coarse === this.coarse) return false;
    this.zoom = zoom;
    this.level = m.levelOf(zoom);
    this.coarse = coarse;
    this._forget();
    return true;
  }

  /**
   * Bring the geometry up to date.
   * @param {Set<string> | null} touched "type:id" of what changed; null: everything
   */
  update(touched) {
    let frame = touched === null;
    if (frame) this.edition++;
    for (const key of touched ?? []) {
      const at = key.indexOf(":");
      const type = key.slice(0, at);
      if (type === "stage" || type === "lane" || type === "path") frame = true;
      if (type !== "card" && type !== "feeling") {
        this.edition++;
        if (type === "measure") for (const lane of this.lanes) if (lane.kind === "kpi") for (const stage of this.stages) this._drop(this.key(stage.id, lane.id));
        continue;
      }
      const id = type === "card" ? key.slice(at + 1) : this._cardOf(key.slice(at + 1));
      const old = this.cellOf.get(id);
      if (old) this._drop(old);
      const card = this.replica.get("card", id);
      if (card) this._drop(this.key(card.stage, card.lane));
      else this.cellOf.delete(id);
    }
    if (touched === null) {
      this._forget();
      this.cellOf.clear();
    }
    if (frame) this._frame();
    this._heights();
  }

  /** The card of a feeling; of a deleted one as its id tells, "card.persona.source", where any part may have dots. @param {string} id */
  _cardOf(id) {
    const record = this.replica.get("feeling", id);
    if (record) return record.card;
    for (let at = id.indexOf("."); at > 0; at = id.indexOf(".", at + 1)) if (this.cellOf.has(id.slice(0, at))) return id.slice(0, at);
    return id;
  }

  /** Keep these places free. @param {Slot[]} slots */
  keepFree(slots) {
    if (slots.length === this.slots.length && slots.every((s, i) => same(s, this.slots[i]))) return;
    for (const s of [...this.slots, ...slots]) this._drop(this.key(s.stage, s.lane));
    this.slots = slots;
    this._heights();
  }

  /** Show cards of another map in their places; an empty map: none. @param {Map<string, {id: string, title: string, index: number}[]>} ghosts by cell */
  haunt(ghosts) {
    for (const key of [...this.ghosts.keys(), ...ghosts.keys()]) this._drop(key);
    this.ghosts = ghosts;
    this._heights();
  }

  /** Lay a cell out anew when it is next asked for. @param {string} key */
  _drop(key) {
    this.version++;
    this.cells.delete(key);
    this.rows.delete(key.slice(key.indexOf("\n") + 1));
  }

  _forget() {
    this.version++;
    this.cells.clear();
    this.rows.clear();
  }

  _frame() {
    this.version++;
    this.rows.clear();
    const stages = this.replica.list("stage");
    this.natural = this.timeTrue ? timeWidths(stages) : stages.map(() => m.STAGE_WIDTH);
    this.stages = stages.map((/** @type {any} */ s, /** @type {number} */ i) => ({ id: s.id, index: i, left: 0, width: this._width(i, s.id), folded: this.foldedStages.has(s.id) }));
    const resized = this.stages.some((s) => (this.stageOf.get(s.id)?.width ?? s.width) !== s.width);
    if (resized) this._forget();
    if (resized || this.stages.length !== this.stageOf.size) this.columns++;
    const lanes = this.replica.list("lane");
    const { lines, below } = linePlaces(lanes);
    this.lanes = lanes.map((/** @type {any} */ l, /** @type {number} */ i) => {
      return { id: l.id, kind: l.kind, index: i, top: 0, height: 0, line: lines[i], below: below[i], collapsed: this.collapsed.has(l.id) };
    });
    this.stageOf = new Map(this.stages.map((s) => [s.id, s]));
    this.laneOf = new Map(this.lanes.map((l) => [l.id, l]));
    const { arcs, lanes: deep } = arrange(this.replica.list("path") ?? [], (id) => this.stageOf.get(id)?.index ?? -1);
    this.arcs = arcs;
    this.pathLanes = deep;
  }

  /** @param {number} index @param {string} id */
  _width(index, id) {
    const width = this.timeTrue ? m.timeWidth(this.natural[index], this.zoom) : m.stageWidth(this.zoom);
    return this.foldedStages.has(id) ? Math.min(this.coarse ? m.FOLDED_COARSE : m.FOLDED, width) : width;
  }

  /** How wide the map is: `natural` pixels at zoom 1 that grow with the zoom, and `fixed` ones that do not. */
  breadth() {
    const stages = this.replica.list("stage");
    const widths = this.timeTrue ? timeWidths(stages) : stages.map(() => m.STAGE_WIDTH);
    const open = stages.map((/** @type {any} */ s, /** @type {number} */ i) => (this.foldedStages.has(s.id) ? 0 : widths[i]));
    return {
      natural: open.reduce((/** @type {number} */ sum, /** @type {number} */ width) => sum + width, 0),
      fixed: open.filter((/** @type {number} */ width) => !width).length * (this.coarse ? m.FOLDED_COARSE : m.FOLDED),
    };
  }

  _heights() {
    let left = 0;
    for (const stage of this.stages) {
      stage.left = left;
      stage.width = this._width(stage.index, stage.id);
      left += stage.width;
    }
    this.width = left;
    this.band = this.pathLanes ? this.pathLanes * m.PATH[this.level] + m.PATHS_PAD : 0;
    let top = this.band;
    for (const lane of this.lanes) {
      if (lane.line && this.level !== "map") top += m.LINE;
      let height;
      if (lane.collapsed) height = m.COLLAPSED;
      else if (lane.kind === "emotion") height = this.level === "map" ? m.EMOTION.map : Math.max(m.EMOTION[this.level], this.row(lane.id).height);
      else {
        height = this.level === "map" ? 14 : this.level === "stage" ? 30 : m.emptyHeight(lane.kind, this.coarse) + 2 * m.PAD_Y;
        height = Math.max(height, this.row(lane.id).height);
      }
      lane.top = top;
      lane.height = height;
      top += height + 1;
    }
    this.height = top;
  }

  /** Height of the tallest cell of a lane, and how many cards it has. @param {string} lane */
  row(lane) {
    let row = this.rows.get(lane);
    if (!row) {
      row = { height: 0, cards: 0 };
      for (const stage of this.stages) {
        const cell = this.cell(stage.id, lane);
        row.cards += cell.ids.length;
        if (cell.height > row.height) row.height = cell.height;
      }
      this.rows.set(lane, row);
    }
    return row;
  }

  /** A card of the KPI lane that a KPI measures shows its figure too. @param {string} kind @param {string} card */
  _kind(kind, card) {
    return kind === "kpi" && this.replica.under("measure", "card", card).length ? "figure" : kind;
  }

  /** The cell of a stage and a lane, laid out. @param {string} stage @param {string} lane @returns {Cell} */
  cell(stage, lane) {
    const key = this.key(stage, lane);
    const known = this.cells.get(key);
    if (known) return known;
    const box = this.laneOf.get(lane);
    const cell = box ? this._lay(stage, box, key) : NO_CELL;
    if (box) this.cells.set(key, cell);
    return cell;
  }

  /** @param {string} stage @param {LaneBox} lane @param {string} key @returns {Cell} */
  _lay(stage, lane, key) {
    let cards = this.replica.cell(stage, lane.id);
    const ids = cards.map((/** @type {any} */ c) => c.id);
    for (const id of ids) this.cellOf.set(id, key);
    const column = this.stageOf.get(stage);
    if (this.ticked(column, lane)) return this._ticks(ids, lane.collapsed, column?.width ?? 0);
    // in the emotion lane a card is a point of the curve; one without a feeling is shown as a card, so that it is not lost
    if (lane.kind === "emotion") cards = cards.filter((/** @type {any} */ c) => this.replica.feelingsOf(c.id).length === 0);
    const indent = lane.kind === "emotion" ? m.SCALE : 0; // clear of the scale's numbers
    const left = m.PAD_X + indent;
    const width = (column?.width ?? m.stageWidth(this.zoom)) - 2 * m.PAD_X - indent;
    const shown = cards.length > m.MANY && !this.opened.has(key) && lane.kind !== "emotion" ? m.FEW : cards.length;
    const slots = this.slots.length ? this.slots.filter((s) => s.stage === stage && s.lane === lane.id) : this.slots;
    /** @type {Cell} */
    const cell = { cards: [], ids, more: cards.length - shown, height: 0, slot: null };
    let top = m.PAD_Y;
    const gap = this.level === "stage" ? 2 : m.GAP;
    const ghosts = lane.kind === "emotion" ? [] : (this.ghosts.get(key) ?? []);
    for (let i = 0; i <= shown; i++) {
      for (const ghost of ghosts) {
        if (Math.min(ghost.index, shown) !== i) continue;
        const height = this.level === "stage" ? 22 : m.cardHeight(lane.kind, ghost.title, width, this.coarse, this.measure);
        (cell.ghosts ??= []).push({ id: ghost.id, top, height, left, width });
        top += height + gap;
      }
      for (const slot of slots) {
        if (Math.min(slot.index, shown) !== i) continue;
        cell.slot = { id: "", top, height: slot.height, left, width };
        top += slot.height + gap;
      }
      if (i === shown) break;
      const height = this.level === "stage" ? 22 : m.cardHeight(this._kind(lane.kind, cards[i].id), cards[i].title, width, this.coarse, this.measure);
      cell.cards.push({ id: cards[i].id, top, height, left, width });
      top += height + gap;
    }
    if (cell.more > 0) top += m.MORE + gap;
    cell.height = top - gap + m.PAD_Y;
    return cell;
  }

  /** Whether the cards of a cell are shown as ticks only. @param {StageBox | null | undefined} stage @param {LaneBox | null | undefined} lane */
  ticked(stage, lane) {
    return this.level === "map" || Boolean(stage?.folded || lane?.collapsed);
  }

  /** One 6 px tick a card, in rows. @param {string[]} ids @param {boolean} one in one row @param {number} width @returns {Cell} */
  _ticks(ids, one, width) {
    const row = one ? Infinity : Math.max(1, Math.floor((width - 6) / 9));
    const cards = ids.map((id, i) => ({ id, left: 4 + (i % row) * 9, top: (one ? 11 : 4) + Math.floor(i / row) * 9, width: 6, height: 6 }));
    return { cards, ids, more: 0, height: one ? m.COLLAPSED : 8 + Math.ceil(ids.length / row) * 9, slot: null };
  }

  /**
   * Which cell, and which place in it, lies under a point.
   * @param {number} x @param {number} y @param {Set<string>} [without] ids that do not count (those being dragged)
   * @returns {{stage: string, lane: string, index: number, place: number} | null} `index` counts without `without`, `place` counts all
   */
  hit(x, y, without = new Set()) {
    const stage = this.stageAt(x);
    const lane = this.laneAt(y);
    if (!stage || !lane) return null;
    const cell = this.cell(stage.id, lane.id);
    let index = 0;
    let place = 0;
    for (const box of cell.cards) {
      const slotShift = cell.slot && cell.slot.top < box.top ? cell.slot.height + m.GAP : 0;
      if (y - lane.top < box.top - slotShift + box.height / 2) break;
      place++;
      if (!without.has(box.id)) index++;
    }
    if ((cell.more && place === cell.cards.length) || stage.folded) {
      index = cell.ids.filter((id) => !without.has(id)).length;
      place = cell.ids.length;
    }
    return { stage: stage.id, lane: lane.id, index, place };
  }

  /** The stage at x, the nearest at the ends. @param {number} x */
  stageAt(x) {
    let low = 0;
    let high = this.stages.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.stages[middle].left <= x) low = middle;
      else high = middle - 1;
    }
    return this.stages[low] ?? null;
  }

  /** The lane at y, the nearest at the ends. @param {number} y */
  laneAt(y) {
    return this.lanes.find((l) => y < l.top + l.height + 1) ?? this.lanes.at(-1) ?? null;
  }

  /** Rectangle of a cell. @param {string} stage @param {string} lane */
  rect(stage, lane) {
    const s = this.stageOf.get(stage);
    const l = this.laneOf.get(lane);
    return s && l ? { left: s.left, top: l.top, width: s.width, height: l.height } : null;
  }

  /** Rectangle of a card that is laid out in view, or null. @param {string} id */
  cardRect(id) {
    const key = this.cellOf.get(id);
    if (!key) return null;
    const [stage, lane] = key.split("\n");
    const outer = this.rect(stage, lane);
    const box = this.cell(stage, lane).cards.find((c) => c.id === id);
    return outer && box ? { left: outer.left + box.left, top: outer.top + box.top, width: box.width, height: box.height } : null;
  }

  /** Lanes and stages that meet a window. @param {number} left @param {number} top @param {number} width @param {number} height */
  inView(left, top, width, height) {
    return {
      stages: this.stages.filter((s) => s.left + s.width >= left && s.left <= left + width),
      lanes: this.lanes.filter((l) => l.top + l.height >= top && l.top <= top + height),
    };
  }
}

/** @param {Slot} a @param {Slot} b */
function same(a, b) {
  return a.stage === b.stage && a.lane === b.lane && a.index === b.index && a.height === b.height;
}
