// @ts-check
/**
 * The map itself: a scrolling world with a sticky stage row and lane column, cells and cards. Only what is in view (and a
 * screen around it) is in the document; elements are kept by record and moved, never rebuilt for a move.
 */
import { frameFixed } from "./allowed.js";
import { h, standAt, style } from "./dom.js";
import { fillCard, newCard } from "./cards.js";
import { paintLines } from "./blueprint.js";
import { count, fillLane, fillStage, newLaneHeader, newStageHeader } from "./headers.js";
import { icon } from "./icons.js";
import { inside, keep } from "./keep.js";
import { Looks } from "./looks.js";
import { signOf } from "./mark-words.js";
import { drawTicks } from "./ticks.js";
import * as m from "./metrics.js";

/** What is drawn beyond the window at least. */
const EDGE = 60;
/** Cards beyond that are made so many a frame; in a drag, whose frames are short of time, so many, in frames of their own. */
const SPARE = 48;
const SPARE_CARRIED = 16;

export class Grid {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
    this.layout = board.layout;
    this.stageRow = h("div", { class: "cx-stages" });
    this.laneCol = h("div", { class: "cx-lanes" });
    this.corner = h("div", { class: "cx-corner" });
    this.cellLayer = h("div", { class: "cx-cells" });
    this.lineLayer = h("div", { class: "cx-lines" });
    this.canvas = h("div", { class: "cx-canvas" }, this.cellLayer, this.lineLayer);
    this.shield = h("div", { class: "cx-shield", hidden: true });
    this.world = h("div", { class: "cx-world" }, this.corner, this.stageRow, this.laneCol, this.canvas, this.shield);
    this.el = h("div", { class: "cx-scroll", role: "region", "aria-label": "Journey map", tabIndex: 0 }, this.world);
    /** @type {Map<string, {el: HTMLElement, record: any, sign: string}>} */ this.stages = new Map();
    /** @type {Map<string, {el: HTMLElement, record: any, sign: string}>} */ this.lanes = new Map();
    /** @type {Map<string, {el: HTMLElement, more: HTMLElement | null, ticks: HTMLCanvasElement | null, sign: string, at: string, classes: string, cell: any}>} */ this.cells = new Map();
    /** The cells of a lane, moved as one. @type {Map<string, HTMLElement>} */ this.strips = new Map();
    /** @type {Map<string, {el: HTMLElement, record: any, sign: string, state: string, at: string, marked: boolean}>} */ this.cards = new Map();
    this.drawn = { left: 0, top: 0, width: -1, height: -1 };
    this.behind = false; // whether some of what lies around the window is not drawn yet: it comes in the next frames
    this.owed = false; // whether some was left over at the last painting, and none of it drawn since
    this.looks = new Looks(this);
    /** The window at the last painting: good to read while the document is being changed. */
    this.window = { left: 0, top: 0, width: 0, height: 0 };
    this.addStage = h("button", { class: "cx-add-stage", type: "button", onclick: () => board.addStage() }, icon("plus", 14), "Stage");
    this.addLane = h("button", { class: "cx-add-lane", type: "button", "aria-haspopup": "menu", onclick: () => board.laneKindMenu(this.addLane) }, icon("plus", 14), "Lane");
    this.stageRow.append(this.addStage);
    this.laneCol.append(this.addLane);
  }

  /** The window onto the canvas, in canvas coordinates. */
  view() {
    const el = this.el;
    return {
      left: el.scrollLeft,
      top: el.scrollTop,
      width: Math.max(0, el.clientWidth - m.LANE_COLUMN),
      height: Math.max(0, el.clientHeight - m.STAGE_ROW),
    };
  }

  /** Canvas coordinates of a point on the screen. @param {number} clientX @param {number} clientY */
  toCanvas(clientX, clientY) {
    const box = this.canvas.getBoundingClientRect();
    return { x: clientX - box.left, y: clientY - box.top };
  }

  /** Bring the document up to date with the layout. `ahead`: draw a screen more than is seen. @param {boolean} [ahead] */
  paint(ahead = true) {
    const { layout, board } = this;
    const level = layout.level;
    const readonly = board.readonly;
    const fixed = frameFixed(board);
    this.addStage.hidden = this.addLane.hidden = fixed;
    const bare = readonly && !board.past; // a look at the past leaves the map where it is
    const width = layout.width + (bare ? 0 : m.ADD_STAGE);
    const height = layout.height + (bare ? 0 : m.ADD_LANE);
    style(this.world, { width: `${width + m.LANE_COLUMN}px`, height: `${height + m.STAGE_ROW}px` });
    style(this.addStage, { left: `${layout.width + 8}px` });
    style(this.addLane, { top: `${layout.height + 6}px` });
    const view = this.window;
    // half of it on each side: scrolling paints anew only where it leaves that
    const [x, y] = ahead ? [view.width / 2, view.height / 2] : [0, 0];
    const drawn = { left: view.left - x, top: view.top - y, width: view.width + 2 * x, height: view.height + 2 * y };
    this.drawn = drawn;
    const { stages, lanes } = layout.inView(drawn.left, drawn.top, drawn.width, drawn.height);
    this._stages(stages, level, (id) => readonly || (fixed && !board.features.items("stage", id).length));
    this._lanes(lanes, level, (id) => readonly || (fixed && !board.features.items("lane", id).length));
    this._cells(stages, lanes, level, this.looks.known(), !board.dragging.size ? SPARE : this.owed ? SPARE_CARRIED : 0);
    this.owed = this.behind;
    paintLines(this, width);
  }

  /** Draw more of what lies around the window, where nothing has changed since the last painting. */
  more() {
    const { left, top, width, height } = this.drawn;
    const { stages, lanes } = this.layout.inView(left, top, width, height);
    this._cells(stages, lanes, this.layout.level, this.looks.known(), SPARE_CARRIED);
    this.owed = false;
  }

  /** Take the measure of the window. What changes the document comes after, or the browser lays it out more than once. */
  look() {
    this.window = this.view();
  }

  /** Whether what is drawn covers the window and a little around it. */
  covers() {
    const { left, top, width, height } = this.window;
    const d = this.drawn;
    if (!inside(left, left + width, d.left, d.left + d.width, this.layout.width, EDGE) || !inside(top, top + height, d.top, d.top + d.height, this.layout.height, EDGE)) return false;
    if (!this.behind) return true;
    const { stages, lanes } = this._near();
    return lanes.every((/** @type {any} */ lane) => stages.every((/** @type {any} */ stage) => this.cells.has(this.layout.key(stage.id, lane.id))));
  }

  /** Lanes and stages that must be drawn now: those in the window and a little around it. */
  _near() {
    const { left, top, width, height } = this.window;
    return this.layout.inView(left - EDGE, top - EDGE, width + 2 * EDGE, height + 2 * EDGE);
  }

  /** @param {any[]} stages @param {string} level @param {(id: string) => boolean} without whether a header has no menu */
  _stages(stages, level, without) {
    const { board, layout } = this;
    keep(this.stages, stages, this.addStage, newStageHeader, (entry, box) => {
      const readonly = without(box.id);
      const record = board.replica.get("stage", box.id);
      const cards = layout.lanes.reduce((/** @type {number} */ n, /** @type {any} */ l) => n + layout.cell(box.id, l.id).ids.length, 0);
      const marks = board.features.marks("stage", box.id, level);
      const sign = `${box.index}|${cards}|${level}|${box.folded}|${readonly}|${signOf(marks)}`;
      if (entry.record !== record || entry.sign !== sign) {
        fillStage(entry.el, { stage: record, number: box.index + 1, cards, level, folded: box.folded, label: board.label, readonly, marks });
        entry.record = record;
        entry.sign = sign;
      }
      style(entry.el, { transform: `translateX(${box.left}px)`, width: `${box.width}px` });
      entry.el.classList.toggle("cx-folded-stage", box.folded);
      entry.el.classList.toggle("cx-hole", board.carried?.id === box.id);
      this._mark(entry.el, "stage", box.id);
    });
  }

  /** @param {any[]} lanes @param {string} level @param {(id: string) => boolean} without whether a header has no menu */
  _lanes(lanes, level, without) {
    const { board, layout } = this;
    keep(this.lanes, lanes, this.addLane, newLaneHeader, (entry, box) => {
      const readonly = without(box.id);
      const record = board.replica.get("lane", box.id);
      const { cards } = layout.row(box.id);
      const legend = box.kind === "emotion" ? board.emotionLegend(box.id) : null;
      const marks = board.features.marks("lane", box.id, level);
      const sign = `${cards}|${level}|${box.collapsed}|${readonly}|${legend ? legend.childElementCount : ""}|${signOf(marks)}`;
      if (entry.record !== record || entry.sign !== sign) {
        fillLane(entry.el, { lane: record, cards, level, collapsed: box.collapsed, label: board.label, legend, readonly, marks });
        entry.record = record;
        entry.sign = sign;
      }
      style(entry.el, { transform: `translateY(${box.top}px)`, height: `${box.height}px` });
      entry.el.classList.toggle("cx-below", box.below);
      entry.el.classList.toggle("cx-folded", box.collapsed);
      entry.el.classList.toggle("cx-hole", board.carried?.id === box.id);
      this._mark(entry.el, "lane", box.id);
    });
  }

  /** @param {any[]} stages @param {any[]} lanes @param {m.Level} level @param {boolean} known @param {number} spare cards made beyond the window */
  _cells(stages, lanes, level, known, spare) {
    const { layout, board } = this;
    const seenCells = new Set();
    const seenCards = new Set();
    const near = this._near();
    this.behind = false;
    for (const lane of lanes) {
      const strip = this._strip(lane);
      for (const stage of stages) {
        const key = layout.key(stage.id, lane.id);
        const cell = layout.cell(stage.id, lane.id);
        const far = !this.cells.has(key) && !(near.stages.includes(stage) && near.lanes.includes(lane));
        if (far && spare <= 0) {
          this.behind = true;
          continue;
        }
        if (far) spare -= cell.cards.length + 1; // a cell of many cards goes beyond it, or it would never come
        seenCells.add(key);
        const was = this.cells.get(key);
        const at = `${stage.left}|${stage.width}|${lane.height}`;
        const ticked = layout.ticked(stage, lane);
        if (known && was && was.cell === cell && (was.at === at || !ticked) && (board.over === key) === was.classes.includes("cx-over")) {
          if (was.at !== at) this._at(was, stage, lane, at); // another cell made its lane higher: the cards stay
          for (const box of cell.cards) seenCards.add(box.id);
          continue;
        }
        const entry = this._cell(key, stage, lane, cell, strip, at);
        if (ticked) {
          if (lane.kind !== "emotion" || lane.collapsed) this._ticks(entry, cell, stage, lane);
          continue;
        }
        entry.ticks?.remove();
        entry.ticks = null;
        for (const box of cell.cards) {
          seenCards.add(box.id);
          this._card(box, key, entry.el, lane, stage, /** @type {"card"|"stage"} */ (level));
        }
      }
    }
    const active = board.shadowFocus();
    for (const [id, entry] of this.cards) {
      if (seenCards.has(id)) continue;
      if (entry.el === active && board.replica.get("card", id) && this.layout.cardRect(id)) continue; // scrolled away with the focus: it stays
      entry.el.remove();
      this.cards.delete(id);
    }
    for (const [key, entry] of this.cells) {
      if (seenCells.has(key)) continue;
      entry.cell = null; // its cards are gone: when it is seen again, they are looked for
      if (entry.el.contains(active)) continue;
      entry.el.remove();
      this.cells.delete(key);
    }
    for (const [id, strip] of this.strips) if (!strip.childElementCount) strip.remove(), this.strips.delete(id);
  }

  /** @param {any} lane */
  _strip(lane) {
    let el = this.strips.get(lane.id);
    if (!el) {
      el = /** @type {HTMLElement} */ (h("div", { class: "cx-strip" }));
      this.strips.set(lane.id, el);
      this.cellLayer.append(el);
    }
    // as wide as the map: a layer whose left edge moved with its cells would be drawn anew for every one that goes
    style(el, { transform: `translate3d(0,${lane.top}px,0)`, width: `${this.layout.width}px`, height: `${lane.height}px` });
    return el;
  }

  /** @param {string} key @param {any} stage @param {any} lane @param {any} cell @param {HTMLElement} strip @param {string} at */
  _cell(key, stage, lane, cell, strip, at) {
    const { board } = this;
    let entry = this.cells.get(key);
    if (!entry) {
      const el = h("div", { class: "cx-cell", role: "group", tabIndex: -1, dataset: { stage: stage.id, lane: lane.id } });
      entry = { el, more: null, ticks: null, sign: "", at: "", classes: "", cell: null };
      this.cells.set(key, entry);
      strip.append(el);
    }
    const { el } = entry;
    entry.cell = cell;
    const sign = `${stage.index}|${lane.id}|${cell.ids.length}|${board.where(stage.id, lane.id)}`;
    if (entry.sign !== sign) {
      el.setAttribute("aria-label", `${board.where(stage.id, lane.id)}, ${count(cell.ids.length)}`);
      entry.sign = sign;
    }
    const target = board.selection.target;
    let classes = "cx-cell";
    if (lane.below) classes += " cx-below";
    if (lane.kind === "emotion") classes += " cx-emo";
    if (target.kind === "cell" && target.stage === stage.id && target.lane === lane.id) classes += " cx-target";
    if (board.over === key) classes += " cx-over";
    if (board.carried !== null && (board.carried.id === stage.id || board.carried.id === lane.id)) classes += " cx-wash";
    if (entry.at !== at) this._at(entry, stage, lane, at);
    if (entry.classes !== classes) el.className = entry.classes = classes;
    this._more(entry, key, cell);
    return entry;
  }

  /** @param {{el: HTMLElement, at: string}} entry @param {any} stage @param {any} lane @param {string} at */
  _at(entry, stage, lane, at) {
    style(entry.el, { left: `${stage.left}px`, width: `${stage.width}px`, height: `${lane.height}px` });
    entry.at = at;
  }

  /** @param {{el: HTMLElement, more: HTMLElement | null}} entry @param {string} key @param {any} cell */
  _more(entry, key, cell) {
    if (!cell.more) {
      entry.more?.remove();
      entry.more = null;
      return;
    }
    if (!entry.more) {
      entry.more = h("button", { class: "cx-more-cards", type: "button", onclick: (/** @type {Event} */ e) => (e.stopPropagation(), this.board.openCell(key)) });
      entry.el.append(/** @type {HTMLElement} */ (entry.more));
    }
    /** @type {HTMLElement} */ (entry.more).textContent = `+${cell.more} more`;
    const last = cell.cards.at(-1);
    style(/** @type {HTMLElement} */ (entry.more), { top: `${last ? last.top + last.height + m.GAP : m.PAD_Y}px` });
  }

  /** @param {{el: HTMLElement, ticks: HTMLCanvasElement | null}} entry @param {any} cell @param {any} stage @param {any} lane */
  _ticks(entry, cell, stage, lane) {
    entry.ticks ??= h("canvas", { class: "cx-ticks", "aria-hidden": "true" });
    if (!entry.ticks?.isConnected) entry.el.append(/** @type {HTMLElement} */ (entry.ticks));
    drawTicks(/** @type {HTMLCanvasElement} */ (entry.ticks), cell, stage.width, lane.height, this.board);
  }

  /** @param {any} box @param {string} key @param {HTMLElement} parent @param {any} lane @param {any} stage @param {"card"|"stage"} level */
  _card(box, key, parent, lane, stage, level) {
    const { board } = this;
    const record = board.replica.get("card", box.id);
    let entry = this.cards.get(box.id);
    if (!entry) {
      entry = { el: newCard(), record: null, sign: "", state: "", at: "", marked: false };
      this.cards.set(box.id, entry);
    }
    const feeling = board.feelingAt(box.id);
    const where = board.where(stage.id, lane.id);
    const marks = board.features.marks("card", box.id, level);
    const sign = `${lane.kind}|${level}|${feeling}|${where}|${signOf(marks)}`;
    if (entry.record !== record || entry.sign !== sign) {
      fillCard(entry.el, { card: record, kind: lane.kind, level, where, label: board.label, feeling, marks });
      entry.record = record;
      entry.sign = sign;
      entry.state = "";
    }
    if (entry.el.parentNode !== parent) {
      const focused = board.shadowFocus() === entry.el;
      parent.append(entry.el);
      if (focused) entry.el.focus({ preventScroll: true });
    }
    const at = `${box.left}|${box.top}|${box.width}|${box.height}`;
    if (entry.at !== at) {
      standAt(entry.el, box);
      entry.at = at;
    }
    const selected = board.selection.ids.has(box.id);
    const origin = board.dragging.has(box.id);
    const dim = board.hits !== null && !board.hits.has(box.id);
    const editing = board.editing === box.id;
    const other = board.remote.get(box.id);
    const { target } = board.selection;
    const chosen = target.kind === "card" && target.id === box.id;
    const plain = !(selected || origin || dim || editing || other || chosen);
    const state = plain ? "plain" : `${selected}${origin}${dim}${editing}${other?.colour}${other?.held}${chosen}`;
    if (entry.state === state) return;
    const made = !entry.state && plain && !entry.marked;
    entry.state = state;
    if (made) return; // nothing of this was ever on it
    entry.marked = true;
    const classes = entry.el.classList;
    classes.toggle("cx-selected", selected);
    classes.toggle("cx-origin", origin);
    classes.toggle("cx-dim", dim);
    classes.toggle("cx-editing", editing);
    this._mark(entry.el, "card", box.id);
  }

  /** Show who else holds or has selected a record, and whether it is the target. @param {HTMLElement} el @param {string} kind @param {string} id */
  _mark(el, kind, id) {
    const other = this.board.remote.get(id);
    el.classList.toggle("cx-remote", Boolean(other));
    el.classList.toggle("cx-held", Boolean(other?.held));
    style(el, { "--person": other ? `var(--person${other.colour})` : null });
    const target = this.board.selection.target;
    const chosen = target.kind === kind && target.id === id;
    el.classList.toggle("cx-target", chosen);
    el.tabIndex = chosen ? 0 : -1;
  }

  /** The element of a card, stage, lane or cell, where it is in the document. @param {any} target @returns {HTMLElement | null} */
  elementOf(target) {
    if (target.kind === "cell") return this.cells.get(this.layout.key(target.stage, target.lane))?.el ?? null;
    const kept = /** @type {any} */ ({ card: this.cards, stage: this.stages, lane: this.lanes })[target.kind];
    return kept ? (kept.get(target.id)?.el ?? null) : this.el;
  }

  /** Scroll so that a rectangle of the canvas is in view. @param {{left: number, top: number, width: number, height: number}} rect */
  reveal(rect) {
    const { left, top, width, height } = this.view();
    let x = left;
    let y = top;
    if (rect.left < left) x = rect.left - 8;
    else if (rect.left + rect.width > left + width) x = Math.min(rect.left - 8, rect.left + rect.width - width + 8);
    if (rect.top < top) y = rect.top - 8;
    else if (rect.top + rect.height > top + height) y = Math.min(rect.top - 8, rect.top + rect.height - height + 8);
    if (x !== left || y !== top) this.el.scrollTo({ left: x, top: y, behavior: "instant" });
  }
}
