// @ts-check
/**
 * The parts of the board that stand on their own (guide, comments, connections …): each is made once for a board and gives
 * to it what it has; all of it may be left out.
 */
import { called } from "./called.js";
import { changes } from "./changes.js";
import { comments } from "./comments.js";
import { emotionSection } from "./emotion-section.js";
import { fromIdeas } from "./from-ideas.js";
import { guide } from "./guide.js";
import { history } from "./history.js";
import { connections } from "./connections.js";
import { blueprintLines } from "./line-handle.js";
import { opens } from "./opens.js";
import { paths } from "./paths.js";
import { time } from "./time.js";
import { teams } from "./teams.js";
import { shared } from "./shared.js";
import { sources } from "./sources.js";
import { stacks } from "./stacks.js";
import { kpis } from "./kpi.js";
import { tags } from "./tags.js";
import { views } from "./views.js";
import { workshop } from "./workshop/part.js";

/** @typedef {import("./mark-words.js").Mark} Mark */
/** A part of the inspector. A new `key` builds it anew; all else brings it up to date. @typedef {{name: string, title: string, key: string, count?: number, build: () => Built}} Section */
/** @typedef {{nodes: Node[], update?: () => void, flush?: () => void}} Built */
/**
 * @typedef {object} Feature
 * @property {(touched: Set<string> | null) => void} [update] records changed ("type:id"; null: anything)
 * @property {(touched: Set<string> | null) => void} [paint] the map was painted: bring what lies over it to its place
 * @property {(type: "card" | "stage" | "lane", id: string, level: string) => Mark[]} [marks] called for all that is painted: must be cheap
 * @property {(subject: import("./subject.js").Subject) => Section | Section[] | null} [section]
 * @property {(type: "stage" | "lane", id: string) => import("./menu.js").Item[]} [items] more entries of its menu
 * @property {(e: KeyboardEvent) => boolean} [key] a key on the map, before all others; true: taken
 * @property {(e: PointerEvent) => boolean} [press] a press on the map, before all others; true: taken
 * @property {(e: MouseEvent) => boolean} [click] a click on the map, before all others; true: taken
 * @property {() => void} [destroy]
 */

/** What the board is made of beside the map. @type {((board: any) => Feature)[]} */
const PARTS = [
  guide,
  stacks,
  comments,
  emotionSection,
  blueprintLines,
  connections,
  paths,
  teams,
  sources,
  fromIdeas,
  kpis,
  tags,
  time,
  views,
  changes,
  opens,
  shared,
  history,
  workshop,
  called,
];

/** @type {Mark[]} */
const NO_MARKS = [];

export class Features {
  /** @param {any} board @param {((board: any) => Feature)[]} [parts] */
  constructor(board, parts = PARTS) {
    /** @type {Feature[]} */
    this.all = parts.map((make) => make(board));
    this._marking = this.all.filter((feature) => feature.marks);
  }

  /** @param {Set<string> | null} touched */
  update(touched) {
    for (const feature of this.all) feature.update?.(touched);
  }

  /** @param {Set<string> | null} touched */
  paint(touched) {
    for (const feature of this.all) feature.paint?.(touched);
  }

  /** @param {"card" | "stage" | "lane"} type @param {string} id @param {string} level @returns {Mark[]} */
  marks(type, id, level) {
    /** @type {Mark[] | null} */
    let all = null; // most have none
    for (const feature of this._marking) {
      const marks = feature.marks?.(type, id, level);
      if (marks?.length) all = all ? [...all, ...marks] : marks;
    }
    return all ?? NO_MARKS;
  }

  /** @param {import("./subject.js").Subject} subject @returns {Section[]} */
  sections(subject) {
    return this.all.flatMap((feature) => feature.section?.(subject) ?? []);
  }

  /** @param {"stage" | "lane"} type @param {string} id */
  items(type, id) {
    return this.all.flatMap((feature) => feature.items?.(type, id) ?? []);
  }

  /** Whether a part took an event. @param {"key" | "press" | "click"} name @param {any} event */
  take(name, event) {
    return this.all.some((feature) => feature[name]?.(event) ?? false);
  }

  destroy() {
    for (const feature of this.all) feature.destroy?.();
  }
}
