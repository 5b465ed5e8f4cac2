// @ts-check
/** What the wall view shows of an idea board, page by page. Pure. */
import { plural } from "../room/values.js";
import { ideasOf, inStates, shortly } from "./reading.js";

/** @typedef {import("./reading.js").Idea} Idea */
/**
 * One idea in a row of the wall.
 * @typedef {object} Row
 * @property {string} id
 * @property {string} text
 * @property {string} state
 * @property {string} since ISO
 * @property {string} by who gave it; "" where nobody is named
 * @property {string} more what came of it, or in whose hands it is
 * @property {number} seconds
 */
/** @typedef {{kind: "new" | "work" | "done" | "none", rows: Row[]}} WallPage */
/** @typedef {{title: string, question: string, open: boolean, finding: string, pages: WallPage[]}} WallScene */

/** Rows of a page, by kind: what came of an idea takes a line more. */
const ROWS = { new: 4, work: 4, done: 3, none: 1 };
const PAGES = 3; // of a kind: the newest ones are what a passer-by reads
const NOBODY = { person: "", kept: new Set() };

/** Characters of an idea that are shown: more is not read in passing. */
const MOST = 160;

/** @param {Idea} a @param {Idea} b the latest first */
const bySince = (a, b) => (a.since < b.since ? 1 : a.since > b.since ? -1 : a.record.id < b.record.id ? -1 : 1);

/** @param {Idea} idea @returns {Row} */
function rowOf({ record, since, seconds }) {
  const more = record.state === "done" ? record.outcome : record.owner;
  return { id: record.id, text: shortly(record.text.replace(/\s+/g, " "), MOST), state: record.state, since, by: record.author_name, more: shortly(more, 120), seconds };
}

/** @param {WallPage["kind"]} kind @param {Idea[]} ideas @returns {WallPage[]} */
function pagesOf(kind, ideas) {
  /** @type {WallPage[]} */
  const pages = [];
  for (let i = 0; i < ideas.length && pages.length < PAGES; i += ROWS[kind]) pages.push({ kind, rows: ideas.slice(i, i + ROWS[kind]).map(rowOf) });
  return pages;
}

/**
 * @param {import("../sync/replica.js").Replica} replica @param {string} board id of the idea board
 * @returns {WallScene | null} null while nothing has come, or where the board is gone
 */
export function wallOf(replica, board) {
  const record = replica.get("whiteboard", board);
  if (!record) return null;
  const ideas = ideasOf(replica, board, NOBODY);
  const within = (/** @type {string[]} */ ...states) => ideas.filter((idea) => states.includes(idea.record.state));
  const pages = [
    ...pagesOf("new", within("new", "discussed")),
    ...pagesOf("work", within("chosen", "in_work").sort(bySince)),
    ...pagesOf("done", within("done").sort(bySince)),
  ];
  return { title: record.title, question: record.question || record.title, open: record.state === "open", finding: findingOf(ideas), pages: pages.length ? pages : [{ kind: "none", rows: [] }] };
}

/** How it stands, in one sentence. @param {readonly Idea[]} ideas */
function findingOf(ideas) {
  if (!ideas.length) return "";
  const counts = inStates(ideas);
  const work = (counts.chosen ?? 0) + (counts.in_work ?? 0);
  const parts = [plural(ideas.length, "idea"), work && `${work} chosen or in work`, counts.done && `${counts.done} done`].filter(Boolean);
  return parts.join(" · ");
}
