// @ts-check
/** Marks on what was added, moved or changed, each by a shape and a word; used by the comparison of two moments and by the replay. */
import { h } from "./dom.js";
import { icon } from "./icons.js";

/** @typedef {"added" | "moved" | "changed"} Kind */

const SHAPES = { added: "plus", moved: "right", changed: "pencil" };
const ORDER = ["changed", "moved", "added"];

export class ChangeMarks {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
    /** "type:id" → what happened to it. @type {Map<string, Kind>} */
    this.kinds = new Map();
    /** The filter that stood before, and ours. @type {{before: Set<string> | null, ours: Set<string>} | null} */
    this._faded = null;
  }

  /** @param {"card" | "stage" | "lane"} type @param {string} id @param {string} level @returns {import("./features.js").Mark[]} */
  of(type, id, level) {
    const kind = this.kinds.size ? this.kinds.get(`${type}:${id}`) : undefined;
    if (!kind || level === "map") return [];
    return [{ sign: `h${kind}`, words: kind, node: () => h("span", { class: "cx-past-mark", title: kind, dataset: { kind } }, icon(SHAPES[kind], 11), type === "card" && level === "card" ? kind : null) }];
  }

  /**
   * Mark what differs; what belongs to a card (its feelings, tags …) changes the card. `fade` fades all other cards.
   * @param {import("../model/differences.js").Difference[]} changes @param {any} replica after @param {boolean} fade
   */
  differences(changes, replica, fade) {
    this.kinds = new Map();
    for (const { type, id, kind } of changes) {
      if (kind !== "gone" && ["card", "stage", "lane"].includes(type)) this._add(`${type}:${id}`, kind);
      else {
        const card = replica.get(type, id)?.card;
        if (card) this._add(`card:${card}`, "changed");
      }
    }
    this._fade(fade);
    this.board.invalidate(null);
  }

  /**
   * Mark what one step of the replay did.
   * @param {any[]} edits @param {any} replica after them @param {Set<string> | null} touched
   */
  step(edits, replica, touched) {
    const before = [...this.kinds.keys()];
    this.kinds = new Map();
    for (const { op, type, id, fields } of edits) {
      if (op === "delete") continue;
      if (["card", "stage", "lane"].includes(type)) {
        const moved = op === "patch" && ["stage", "lane", "order"].some((name) => name in fields);
        this._add(`${type}:${id}`, op === "put" ? "added" : moved ? "moved" : "changed");
      } else {
        const card = replica.get(type, id)?.card;
        if (card) this._add(`card:${card}`, "changed");
      }
    }
    this.board.invalidate(touched && new Set([...touched, ...before, ...this.kinds.keys()]));
  }

  clear() {
    this._unfade();
    if (!this.kinds.size) return;
    this.kinds = new Map();
    this.board.invalidate(null);
  }

  /** The strongest word for a record counts. @param {string} key @param {Kind} kind */
  _add(key, kind) {
    const known = this.kinds.get(key);
    if (!known || ORDER.indexOf(kind) > ORDER.indexOf(known)) this.kinds.set(key, kind);
  }

  /** @param {boolean} fade */
  _fade(fade) {
    const before = this._faded && this.board.filtered === this._faded.ours ? this._faded.before : this.board.filtered;
    if (!fade) return this._unfade();
    const ours = new Set([...this.kinds.keys()].filter((key) => key.startsWith("card:")).map((key) => key.slice(5)));
    this._faded = { before, ours };
    this.board.setFilter(ours);
  }

  _unfade() {
    if (this._faded && this.board.filtered === this._faded.ours) this.board.setFilter(this._faded.before);
    this._faded = null;
  }
}
