// @ts-check
/**
 * What a person sees of a map: the filter, what is folded, how near, whose feelings. It stands in the page's address, so that a
 * reload and a shared link show the same; named, it is a record of the map.
 */
import { some } from "./head.js";
import { h } from "./dom.js";
import { FilterPanel } from "./filterpanel.js";
import { FilterStrip } from "./filterstrip.js";
import { Filtering } from "./filtering.js";
import { noteView, takePopped } from "./popped.js";
import { ViewList } from "./viewlist.js";
import { freshZoom } from "./zoom.js";
import { presentView, readView, withView, writeView } from "../model/viewquery.js";

/** The address follows what is seen when it has rested for this long: browsers let a page write it only so often. */
const REST_MS = 300;

export class Views {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
    this.filters = board.filters = new Filtering(board);
    board.viewQuery = () => this.query; // what Present takes along
    this.panel = new FilterPanel(board);
    this.strip = new FilterStrip(board);
    this.list = new ViewList(board, { now: () => this.query, show: (query) => this.show(readView(query)) });
    this.body = h("div", { class: "cx-view-panel" }, this.list.el, h("h3", { class: "cx-sub" }, "Filter"), this.panel.el);
    board.sides.add({
      name: "view", label: "View", icon: "filter", body: this.body,
      opened: () => (this.filters.watch(true), this._draw()),
      closed: () => this.filters.watch(false),
    });
    /** Whether what the address asked for is shown: it waits for the map. */
    this.shown = false;
    this.written = "";
    this.timer = 0;
    const popped = takePopped(board.session.journey);
    const asked = [this._own() ? location.search : "", popped].map((search) => readView(search)).find((view) => writeView(view));
    this.asked = asked ?? null;
    if (this._own()) noteView(board.session.journey, asked ? writeView(asked) : "");
    if (this.asked) this._look(this.asked); // the first picture is right already, what is gone is left out when the map is there
    this._off = this.filters.on(() => this._draw());
  }

  /** Whether the address is this map's: on the way to another page it is not. */
  _own() {
    return new URLSearchParams(location.search).get("journey") === this.board.session.journey;
  }

  /** What is seen now. @returns {import("../model/viewquery.js").View} */
  get now() {
    const { board, filters } = this;
    const { layout, replica } = board;
    const there = (/** @type {string} */ type, /** @type {Set<string>} */ ids) => [...ids].filter((id) => replica.get(type, id));
    const first = replica.list("traveller")[0]?.persona ?? null;
    const zoom = board.zoom && Math.abs(board.zoom - freshZoom(board)) > 0.005 ? Math.round(board.zoom * 100) / 100 : 0;
    return {
      filter: filters.filter, fold: there("lane", layout.collapsed), foldstage: there("stage", layout.foldedStages), zoom,
      lead: board.leading && board.leading !== first ? board.leading : "", time: layout.timeTrue,
    };
  }

  get query() {
    return writeView(this.now);
  }

  /** Fold, zoom and so on, before anything of the map is asked. @param {import("../model/viewquery.js").View} view */
  _look(view) {
    const { board } = this;
    const { layout } = board;
    refill(layout.collapsed, view.fold);
    refill(layout.foldedStages, view.foldstage);
    layout.timeTrue = view.time;
    board.leading = view.lead || null;
    board.zoom = view.zoom;
  }

  /** Show a view; what it names and is gone is left out, and told. @param {import("../model/viewquery.js").View} wanted */
  show(wanted) {
    const { board, filters } = this;
    const { view, gone } = presentView(wanted, (type, id) => Boolean(board.replica.get(type, id)), (list, key) => Boolean(board.definitions.term(list, key)));
    this._look(view);
    board.emotion.redraw();
    filters.filter = view.filter;
    filters.note(null);
    filters.run();
    board.invalidate(null);
    if (gone) board.toast(gone === 1 ? "One thing that this view names is no longer on the map: it is left out." : `${gone} things that this view names are no longer on the map: they are left out.`);
    board.announce(filters.words);
  }

  /** @param {Set<string> | null} touched */
  update(touched) {
    const { board } = this;
    if (!this.shown) {
      if (!board.replica.get("journey", board.session.journey)) return;
      this.shown = true;
      if (this.asked) this.show(this.asked);
      this.asked = null;
    }
    if (touched === null) this.filters.note(null);
    if (!touched || some(touched, "view:", "persona:", "team:", "traveller:", "journey:", "lane:", "stage:")) this._draw();
  }

  paint() {
    if (!this.shown || this.timer) return;
    if (this.query === this.written && this._written()) return;
    this.timer = window.setTimeout(() => this._write(), REST_MS);
  }

  /** Whether the address says what was written there last: the page around the board may write it anew. */
  _written() {
    return !this._own() || withView(location.search, this.written) === location.search;
  }

  _write() {
    this.timer = 0;
    if (!this.board.root.isConnected || !this._own()) return;
    this.written = this.query;
    noteView(this.board.session.journey, this.written);
    const search = withView(location.search, this.written);
    if (search !== location.search) history.replaceState(history.state, "", location.pathname + search + location.hash);
    if (this.board.sides.active === "view") this.list.update();
  }

  _draw() {
    const { board, filters } = this;
    this.strip.update();
    board.head.evidence.mark();
    const asked = Object.values(filters.filter).flat().length;
    board.sides.badge("view", asked, asked === 1 ? "filter" : "filters");
    if (board.sides.active !== "view") return;
    this.list.update();
    this.panel.update();
  }

  /** K: only what we know. @param {KeyboardEvent} e */
  key(e) {
    const { board } = this;
    if (e.key.toLowerCase() !== "k" || e.ctrlKey || e.metaKey || e.altKey || board.selection.target.kind === "cell") return false;
    this.filters.toggleKnown();
    return true;
  }

  destroy() {
    clearTimeout(this.timer);
    this._off();
    this.filters.destroy();
    this.strip.destroy();
  }
}

/** @param {Set<string>} set @param {string[]} values */
function refill(set, values) {
  set.clear();
  for (const value of values) set.add(value);
}

/** @param {any} board */
export const views = (board) => new Views(board);
