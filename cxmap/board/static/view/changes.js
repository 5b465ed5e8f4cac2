// @ts-check
/**
 * What a to-be map changes, shown on the map itself: marks on cards that are new, moved or changed, the outlines of those that
 * are gone, and the as-is curve under the own one. The as-is map is read live, in a room of its own, while this is on.
 */
import { Sentences } from "../model/difference-words.js";
import { compared } from "../model/differences.js";
import { ghostsOf } from "../model/ghosts.js";
import { Session } from "../sync/session.js";
import { ChangeList, KINDS } from "./change-list.js";
import { AsIsCurve, Ghosts } from "./ghosts.js";
import { h } from "./dom.js";
import { twinOf } from "./head.js";
import { icon } from "./icons.js";

const CALM = 200; // ms without a change before all is compared anew

/** @param {any} board @returns {import("./features.js").Feature} */
export const changes = (board) => new Changes(board);

export class Changes {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
    /** The as-is map's room while this is on. @type {any} */ this.other = null;
    /** @type {{found: import("../model/differences.js").Difference[], pairs: import("../model/pairing.js").Pairs} | null} */ this.compared = null;
    /** @type {Map<string, import("../model/differences.js").Difference[]>} differences of own cards, stages and lanes by "type:id" */ this.marked = new Map();
    this.timer = 0;
    this.kept = h("input", { type: "checkbox", onchange: () => this._keep() });
    this.list = new ChangeList(this);
    this.ghosts = new Ghosts(this);
    this.curve = new AsIsCurve(this);
    const keep = h("label", { class: "cx-check" }, this.kept, h("span", null, "Keep the marks on the map when this panel is closed"));
    const page = h("button", { class: "cx-button", type: "button", hidden: board.host.goes === false, onclick: () => board.host.go({ compare: board.session.journey }) }, icon("copy", 14), "Side by side");
    board.sides?.add({
      name: "changes", label: "Changes against the as-is map", icon: "changes", body: h("div", { class: "cx-change-panel" }, this.list.el),
      foot: h("div", { class: "cx-change-foot" }, keep, page), opened: () => this._start(), closed: () => this.kept.checked || this._stop(),
    });
    this.button = board.sides?.all.get("changes").button;
    this._offer();
  }

  /** Whether the marks are on the map. */
  get on() {
    return this.other !== null;
  }

  /** The as-is map as it is now. */
  get before() {
    return this.other?.replica;
  }

  /** The button shows where there is an as-is map to compare with. */
  _offer() {
    const { board } = this;
    const twin = board.replica.get("journey", board.session.journey)?.state === "to_be" ? twinOf(board) : null;
    if (this.button) this.button.hidden = !twin;
    if (!this.on || this.other.journey === twin) return;
    this._stop();
    if (board.sides.active === "changes") twin ? this._start() : board.sides.close();
  }

  _start() {
    const { board } = this;
    const twin = twinOf(board);
    if (this.on || !twin) return;
    // nothing is ever written there, so nothing is kept either
    this.other = new Session({ base: board.session.base, journey: twin, storage: { outbox: null, local: null } });
    for (const name of ["records", "status", "welcome"]) this.other.on(name, () => this._soon());
    this.other.start();
    this.list.show();
  }

  _stop() {
    clearTimeout(this.timer);
    this.timer = 0;
    this.other?.close();
    this.other = null;
    this.compared = null;
    this.marked = new Map();
    this.board.layout.haunt(new Map());
    this.board.sides.badge("changes", 0);
    this.board.invalidate(null);
  }

  _keep() {
    if (!this.kept.checked && this.board.sides.active !== "changes") this._stop();
  }

  /** Compare when it has been calm for a moment. */
  _soon() {
    if (!this.on) return;
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this._compare(), this.compared ? CALM : 0);
  }

  _compare() {
    const { board, before } = this;
    this.timer = 0;
    if (!before) return;
    if (board.dragging.size) return this._soon();
    if (!before.get("journey", this.other.journey)) return this.list.show(); // still loading, or deleted
    this.compared = compared(before, board.replica);
    /** @type {Map<string, any[]>} */
    const marked = new Map();
    for (const d of this.compared.found) {
      if (d.kind === "gone") continue;
      const key = d.type === "feeling" ? `card:${board.replica.get("feeling", d.id)?.card}` : `${d.type}:${d.id}`;
      marked.set(key, [...(marked.get(key) ?? []), d]);
    }
    this.marked = marked;
    const { cells, homeless } = ghostsOf(before, board.replica, this.compared);
    this.homeless = homeless;
    board.layout.haunt(cells);
    board.sides.badge("changes", this.compared.found.length, "differences");
    this.curve.stale = true;
    this.list.show();
    board.invalidate(null);
  }

  /** What is said of all differences. */
  get words() {
    return new Sentences(this.before, this.board.replica, this.board.definitions);
  }

  // ---- what the board shows

  /** @param {"card" | "stage" | "lane"} type @param {string} id @param {string} level @returns {import("./features.js").Mark[]} */
  marks(type, id, level) {
    const found = this.marked.get(`${type}:${id}`);
    if (!found || level === "map") return [];
    const kinds = ["added", "moved", "changed"].filter((kind) => found.some((d) => d.kind === kind || (kind === "changed" && d.type === "feeling")));
    const shown = kinds.includes("added") ? ["added"] : kinds;
    const words = shown.map((kind) => KINDS[kind][1]).join(" and ");
    return [{
      sign: `≠${shown.join()}${level}`,
      node: () => h("span", { class: "cx-change-mark", title: `${words[0].toUpperCase()}${words.slice(1)} against the as-is map` },
        shown.map((kind) => h("b", { "aria-hidden": "true" }, KINDS[kind][0])), level === "card" && shown.length === 1 && h("span", null, words)),
      words: `${words} against the as-is map`,
    }];
  }

  /** @param {Set<string> | null} touched */
  update(touched) {
    if (!touched || [...touched].some((key) => key.startsWith("journey:"))) this._offer();
    if (this.on && (touched === null ? this.compared !== null && this.replica !== this.board.replica : touched.size)) this._soon();
    this.replica = this.board.replica;
  }

  paint() {
    this.ghosts.paint();
    this.curve.paint();
  }

  destroy() {
    const { other } = this;
    this.other = null; // its last words find nobody
    other?.close();
    clearTimeout(this.timer);
    this.ghosts.destroy();
    this.curve.destroy();
  }

  /** Say how the other map's room is doing, while there is nothing to compare. */
  get waiting() {
    const { status } = this.other ?? { status: null };
    if (!status) return "";
    if (status.state === "closed") return "The as-is map was deleted: link this map with another one in the journey's fields, or go on without.";
    if (status.state === "offline") return "The as-is map cannot be read while the server is away.";
    return "Reading the as-is map …";
  }
}
