// @ts-check
/** Where records go: order keys between neighbours, and fields that fit their limits. Reads a replica, changes nothing. */
import { placeKeys } from "./order.js";

/** @typedef {import("../sync/replica.js").Replica} Replica */
/** @typedef {import("../sync/replica.js").Rec} Rec */

/** Longest card title and feeling's word; more goes to the note, or is left out. */
export const MAX_TITLE = 500;
export const MAX_WORD = 60;

/**
 * Keys for `count` records that go into a sorted list at `index` (null: the end).
 * @param {readonly Rec[]} list without the records that move @param {number | null} index @param {number} count
 * @param {() => number} [random]
 */
export function keysAt(list, index, count, random) {
  const at = index === null ? list.length : Math.max(0, Math.min(index, list.length));
  const before = at > 0 ? list[at - 1].order : null;
  // neighbours with equal keys count as one: the key goes behind all of them
  const after = list.slice(at).find((record) => before === null || record.order > before)?.order ?? null;
  return placeKeys(before, after, count, random);
}

/**
 * The index that `at` stands for: an index, or behind the card of that id; null: the end.
 * @param {readonly Rec[]} list @param {number | string | null | undefined} at
 */
export function indexOf(list, at) {
  if (typeof at !== "string") return at ?? null;
  const found = list.findIndex((record) => record.id === at);
  return found < 0 ? null : found + 1;
}

/** Cards as they stand on the map: by stage, lane and order. @param {Replica} replica @param {Iterable<string>} ids @returns {Rec[]} */
export function inMapOrder(replica, ids) {
  const stages = new Map(replica.list("stage").map((record, i) => [record.id, i]));
  const lanes = new Map(replica.list("lane").map((record, i) => [record.id, i]));
  const cards = [...new Set(ids)].flatMap((id) => replica.get("card", id) ?? []);
  return cards.sort(
    (a, b) =>
      (stages.get(a.stage) ?? 0) - (stages.get(b.stage) ?? 0) ||
      (lanes.get(a.lane) ?? 0) - (lanes.get(b.lane) ?? 0) ||
      (a.order < b.order ? -1 : a.order > b.order ? 1 : a.id < b.id ? -1 : 1),
  );
}

/** A title that fits, and the whole text as a note where it does not. @param {string} text @returns {{title: string, note?: string}} */
export function fitTitle(text) {
  if (text.length <= MAX_TITLE) return { title: text };
  const cut = text.slice(0, MAX_TITLE - 1);
  const blank = cut.lastIndexOf(" ");
  return { title: `${(blank > MAX_TITLE / 2 ? cut.slice(0, blank) : cut).trimEnd()}…`, note: text.slice(0, 20_000) };
}

/** @param {string} text */
export const fitWord = (text) => (text.length <= MAX_WORD ? text : `${text.slice(0, MAX_WORD - 1).trimEnd()}…`);
