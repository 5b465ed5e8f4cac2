// @ts-check
/**
 * The board: one element tree over one session. It owns the layout, paints at most once a frame, and hands every event of
 * the map to the verbs in `actions.js`.
 */
import { Commands } from "../model/commands.js";
import { Actions } from "./actions.js";
import { Beside } from "./beside.js";
import { Clipboard } from "./clipboard.js";
import { tellCrossed } from "./crossed.js";
import { h, focused, style, text } from "./dom.js";
import { Editor } from "./editor.js";
import { EmotionLane } from "./emotion.js";
import { EmptyMap } from "./empty.js";
import { Features } from "./features.js";
import { keepFocus } from "./focus.js";
import { Footer } from "./footer.js";
import { Gaps } from "./gaps.js";
import { Grid } from "./grid.js";
import { Head } from "./head.js";
import { Inspector } from "./inspector.js";
import { Layout } from "./layout.js";
import { letterMeasure } from "./metrics.js";
import * as m from "./metrics.js";
import { Opening } from "./opening.js";
import { Presence } from "./presence.js";
import { Sides } from "./sides.js";
import { placeKept } from "./stand.js";
import { Toasts } from "./toasts.js";
import { listen } from "./events.js";
import { Whereabouts } from "./whereabouts.js";
import { fitZoom, freshZoom, zoomTo } from "./zoom.js";

export class Board extends Actions {
  /** @param {{session: any, definitions: any, host: any, rehearsal?: HTMLElement | null}} parts */
  constructor({ session, definitions, host, rehearsal = null }) {
    super();
    this.session = session;
    this.definitions = definitions;
    this.host = host;
    this.commands = new Commands(session);
    this.measure = letterMeasure();
    this.whereabouts = new Whereabouts(this);
    this.layout = new Layout(session.replica, this.measure);
    /** what is being dragged, typed, aimed at */
    this.dragging = /** @type {Set<string>} */ (new Set());
    this.carried = /** @type {{kind: string, id: string} | null} */ (null);
    this.over = "";
    this.editing = /** @type {string | null} */ (null);
    this.pressed = false; // a pointer's button is down on the map
    this.leading = /** @type {string | null} */ (null);
    this.wantsFocus = false; // the map, where nothing else on the page has it: with the next painting, or the page would be laid out for it twice
    this.inMap = false; // the keyboard stands on the map, or stood on what is taken from it
    this.zoom = 0; // 0: not chosen yet
    this._touched = /** @type {Set<string> | null} */ (new Set());
    this._frame = 0;
    this._changed = true;
    this._painted = 0;
    this._columns = 0;
    this._tasks = /** @type {Map<string, () => void>} */ (new Map());

    this.root = h("div", { class: "cx", dataset: { theme: host.dark ? "dark" : "light" } });
    this.live = h("div", { class: "cx-aloud", "aria-live": "polite" });
    this.overlay = h("div", { class: "cx-overlay", "aria-hidden": "true" });
    this.gaps = new Gaps(this);
    this.toasts = new Toasts(this);
    this.grid = new Grid(this);
    this.editor = new Editor(this);
    this.clipboard = new Clipboard(this);
    this.emotion = new EmotionLane(this);
    this.presence = new Presence(this);
    this.head = new Head(this);
    this.features = new Features(this, []);
    this.inspector = new Inspector(this);
    this.sides = new Sides(this);
    this.footer = new Footer(this);
    this.empty = new EmptyMap(this);
    this.beside = new Beside(this);
    this.grid.canvas.append(this.emotion.el, this.gaps.cell, this.gaps.frame, this.editor.el);
    this.main = h("div", { class: "cx-main" }, this.grid.el, this.presence.el, this.footer.el, this.empty.el);
    this.root.append(this.head.el, h("div", { class: "cx-body" }, this.main, this.inspector.el, this.sides.el), this.overlay, this.toasts.el, this.live);

    this.opening = new Opening(this, rehearsal);
    this.features = new Features(this); // once all that they may add to is there

    let kept = session.unsaved.length;
    this._off = [
      session.on("records", (/** @type {Set<string> | null} */ touched) => this.invalidate(touched)),
      session.on("people", () => this.whereabouts.read()),
      session.on("notes", (/** @type {any[]} */ notes) => new Set(notes.map((n) => n.message)).forEach((said) => this.toast(said))),
      session.on("refused", (/** @type {any} */ refused) => this.toast(refused.message)),
      session.on("crossed", tellCrossed(this)),
      session.on("unsaved", () => {
        if (session.unsaved.length > kept) this.toast("Your text is kept: see “unsaved” above.");
        kept = session.unsaved.length;
      }),
      session.on("welcome", () => this.invalidate(null)),
      this.selection.on("change", () => this._selected()),
      ...listen(this),
    ];
    this._observer = new ResizeObserver(() => (this.grid.look(), this.invalidate())); // measured while that costs nothing
    this._observer.observe(this.grid.el);
    this._coarse = matchMedia("(pointer: coarse)");
    this.invalidate(null);
  }

  // --- looks -------------------------------------------------------------------------------------------------------

  /** @param {boolean} dark */
  setTheme(dark) {
    const theme = dark ? "dark" : "light";
    if (this.root.dataset.theme === theme) return;
    this.root.dataset.theme = theme;
    this._colours = null;
    this.invalidate();
  }

  /** Token colours for what is drawn on a canvas. */
  colours() {
    if (!this._colours) {
      const css = getComputedStyle(this.root);
      this._colours = Object.fromEntries(["ink", "dash", "neg", "accent"].map((name) => [name, css.getPropertyValue(`--${name}`).trim()]));
    }
    return this._colours;
  }

  /** @param {string} stage @param {string} lane */
  where(stage, lane) {
    const s = this.replica.get("stage", stage);
    const l = this.replica.get("lane", lane);
    const number = (this.layout.stageOf.get(stage)?.index ?? 0) + 1;
    return `${s?.name || `Stage ${number}`}, ${l?.name || this.label("lane_kinds", l?.kind)}`;
  }

  /** The emotion lane's legend, only for the first emotion lane: there is one curve. @param {string} lane */
  emotionLegend(lane) {
    return this.emotion.lane === lane ? this.emotion.legend : null;
  }

  /** @param {number} value @param {number} height */
  emotionTop(value, height) {
    return this.emotion.geometry ? this.emotion.scale.y(value) : height / 2;
  }

  /** @param {number} y @param {number} _height */
  emotionValue(y, _height) {
    return Math.round(this.emotion.scale.value(y) * 10) / 10;
  }

  // --- painting ----------------------------------------------------------------------------------------------------

  /** Paint in the next frame. @param {Set<string> | null} [touched] records that changed; null: all */
  invalidate(touched = new Set()) {
    this._changed = true;
    if (touched === null) this._touched = null;
    else if (this._touched) for (const key of touched) this._touched.add(key);
    if (!this._frame) this._frame = requestAnimationFrame(() => this.paint());
  }

  /** The window onto the map moved: paint only where it shows what is not drawn yet. */
  scrolled() {
    if (!this._frame) this._frame = requestAnimationFrame(() => this.paint());
  }

  /** Whether fingers point here. */
  get coarse() {
    return this._coarse.matches;
  }

  /** Do something once in the next frame, before painting. @param {string} name @param {() => void} task */
  onFrame(name, task) {
    this._tasks.set(name, task);
    this.invalidate();
  }

  /** Whether the map may be brought up to date: while cards are dragged, ten times a second; what is lifted moves in every frame. */
  get due() {
    return performance.now() - this._painted >= 96;
  }

  /** @param {boolean} [looked] the window was measured just now, before anything was written */
  paint(looked = false) {
    cancelAnimationFrame(this._frame);
    this._frame = 0;
    const tasks = [...this._tasks.values()];
    this._tasks.clear();
    for (const task of tasks) task();
    cancelAnimationFrame(this._frame); // what a task asked for is painted now
    this._frame = 0;
    if (!this.root.isConnected) return;
    const { layout, grid } = this;
    if (!looked) grid.look();
    const rest = this.dragging.size > 0 && !this.due && this._touched !== null;
    if ((!this._changed || rest) && grid.covers()) {
      if (rest && grid.behind && !this._touched?.size) grid.more();
      if (this._changed) this.invalidate();
      else this._paintEmotion();
      this.presence.update(null, { glide: false });
      return;
    }
    this._changed = false;
    this._painted = performance.now();
    let touched = this._touched;
    this._touched = new Set();
    if (layout.look(this.zoom || freshZoom(this), this.coarse)) touched = null;
    const looks = touched === null || touched.size > 0;
    const instead = looks ? placeKept(this) : null;
    layout.update(touched);
    if (instead) this.selection.prune(this.replica, instead);
    if (looks) this.undoing = false;
    this.root.dataset.zoom = layout.level;
    grid.shield.hidden = !this.dragging.size && !this.carried;
    const opening = this.opening.ahead && layout.stages.length > 0;
    grid.paint(!opening);
    this._paintEmotion(!opening);
    if (this.editor.active) this.editor.paint();
    this.gaps.paint();
    this.features.paint(touched);
    this.presence.update(null, { glide: false });
    if (this.hits && (touched === null || touched.size)) this.onFind?.();
    this.beside.update(touched);
    this.footer.update();
    keepFocus(this);
    if (!opening && grid.behind) this.invalidate();
  }

  /** `ahead`: a screen more on each side than is seen. */
  _paintEmotion(ahead = true) {
    const lane = this.layout.lanes.find((/** @type {any} */ l) => l.kind === "emotion");
    const shown = lane && !lane.collapsed && this.layout.stages.length > 0;
    this.emotion.el.hidden = !shown;
    if (!shown) return;
    const view = this.grid.window;
    if (this._columns !== this.layout.columns) this.emotion.drawn.key = "";
    this._columns = this.layout.columns;
    this.emotion.render({ stages: this.layout.stages, top: lane.top, height: lane.height, scrollLeft: view.left, viewWidth: view.width, zoomLevel: this.layout.level, lane: lane.id, ahead });
  }

  /** Show the map as it was, or (null) as it is. @param {any} replica @param {Set<string> | null} [touched] what differs from what is shown; null: anything */
  showPast(replica, touched = null) {
    if (this.past !== replica) this.editor.close();
    if (touched === null || !this.past !== !replica) this.emotion.redraw(); // its points can be moved now only
    this.past = replica;
    this.layout.replica = this.replica;
    this.root.classList.toggle("cx-past", replica !== null);
    if (touched) this.emotion.lines.replica = this.replica; // it reads anew what is touched, not all
    this.session.tell("records", touched, "shown"); // all parts look again, as after an edit
    this.invalidate(touched);
  }

  /** @param {number} zoom @param {{x: number, y: number}} [at] the point of the screen that stays */
  setZoom(zoom, at) {
    zoomTo(this, zoom, at);
  }

  /** @param {number} factor @param {{x: number, y: number}} [at] */
  zoomBy(factor, at) {
    zoomTo(this, this.layout.zoom * factor, at);
  }

  fit() {
    fitZoom(this);
  }

  // --- selection, focus, presence ----------------------------------------------------------------------------------

  _selected() {
    const { target, ids } = this.selection;
    this.whereabouts.tell({ selected: ids.size ? [...ids].slice(0, 100) : target.id ? [target.id] : [] });
    this.inspector.update(null);
    this.invalidate();
  }

  /** The focused element inside the board. */
  shadowFocus() {
    return focused(this.root);
  }

  /** Give the target the keyboard, bringing it into view. */
  focusTarget() {
    const { target } = this.selection;
    this.paint();
    const rect = this._targetRect();
    if (rect) {
      this.grid.reveal(rect);
      this.paint();
    }
    (this.grid.elementOf(target) ?? this.grid.el).focus({ preventScroll: true });
  }

  /** Give the map the keyboard; what dialogs call when they close. */
  focus() {
    if (this.empty.pasteTarget() && this.empty.lines) this.empty.lines.focus();
    else this.focusTarget();
  }

  _targetRect() {
    const { kind, id = "", stage: column = "", lane: row = "" } = this.selection.target;
    const view = this.grid.view();
    if (kind === "card") return this.layout.cardRect(id) ?? this._cellRectOf(id);
    if (kind === "cell") return this.layout.rect(column, row);
    const stage = kind === "stage" && this.layout.stageOf.get(id);
    if (stage) return { left: stage.left, top: view.top + 8, width: stage.width, height: 1 };
    const lane = kind === "lane" && this.layout.laneOf.get(id);
    return lane ? { left: view.left + 8, top: lane.top, width: 1, height: lane.height } : null;
  }

  /** @param {string} id */
  _cellRectOf(id) {
    const card = this.replica.get("card", id);
    return card ? this.layout.rect(card.stage, card.lane) : null;
  }

  /** Bring a card into view, opening its cell where it is folded away. @param {string} id */
  reveal(id) {
    const card = this.replica.get("card", id);
    if (!card) return;
    if (this.layout.cell(card.stage, card.lane).more && !this.layout.cardRect(id)) this.openCell(this.layout.key(card.stage, card.lane));
    this.paint();
    const rect = this.layout.cardRect(id) ?? this._cellRectOf(id);
    if (rect) this.grid.reveal(rect);
    this.paint();
  }

  /** @param {string} id */
  revealSoon(id) {
    this.onFrame("reveal", () => {
      this.layout.update(this._touched);
      this.reveal(id);
      this.focusTarget();
    });
  }

  openFind() {
    this.head.find.open();
  }

  /** The persona whose feelings are edited: the chosen one while it is on the map, else the leading one. */
  persona() {
    const here = this.replica.list("traveller");
    return here.some((/** @type {any} */ t) => t.persona === this.leading) ? this.leading : (here[0]?.persona ?? null);
  }

  /** @param {string | null} id */
  setPersona(id) {
    this.leading = id;
    this.emotion.redraw();
    this.invalidate(null);
  }

  /** Records that others hold or have selected. @returns {Map<string, {colour: string, held: boolean}>} */
  get remote() {
    return this.whereabouts.remote;
  }

  /** @param {string[]} ids */
  setHeld(ids) {
    this.whereabouts.tell({ held: ids.slice(0, 100) });
  }

  /** @param {string | null} typing */
  setTyping(typing) {
    this.whereabouts.tell({ typing });
  }

  /** @param {any} cursor */
  place(cursor) {
    return this.whereabouts.place(cursor);
  }

  // --- words -------------------------------------------------------------------------------------------------------

  /** @param {string} words */
  announce(words) {
    text(this.live, this.live.textContent === words ? `${words}\u00a0` : words);
  }

  /** @param {string} message @param {{label?: string, run?: () => void, seconds?: number}} [action] */
  toast(message, action = {}) {
    return this.toasts.show(message, action);
  }

  destroy() {
    cancelAnimationFrame(this._frame);
    this.editor.close();
    this._observer.disconnect();
    for (const off of this._off) off?.();
    for (const part of [this.features, this.opening, this.sides, this.head, this.inspector, this.footer, this.empty, this.emotion, this.presence, this.toasts]) part.destroy?.();
    this.root.remove();
  }
}
