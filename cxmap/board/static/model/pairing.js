// @ts-check
/** Which record of one map is the same thing on another. DOM-free; the twin of `cxmap/insights/pairing.py`, held to the same cases. */

/** @typedef {{get: (type: string, id: any) => any, all: (type: string) => ReadonlyMap<string, any>}} Map_ what is read of a replica */
/** @typedef {"origin" | "id"} By */
/** By type: id after → id before. @typedef {Record<string, Map<string, string>>} Pairs */

/** What makes two records of different maps the same, where they have no origin of their own. @type {Record<string, string[]>} */
export const KEYS = {
  traveller: ["persona"],
  feeling: ["card", "persona", "source"],
  assignment: ["card", "team", "part"],
  tag: ["card", "name"],
  connection: ["start", "end"],
  path: ["start", "end", "persona", "channel"],
  measure: ["stage", "card", "name"],
};
/** The references that lead to another record of the map. @type {Record<string, Record<string, string>>} */
export const PARENTS = {
  feeling: { card: "card" },
  assignment: { card: "card" },
  tag: { card: "card" },
  connection: { start: "card", end: "card" },
  path: { start: "stage", end: "stage" },
  measure: { stage: "stage", card: "card" },
  source: { card: "card" },
  reading: { measure: "measure" },
  answer: { stage: "stage" },
};
/** Types in the order in which differences are told. */
export const OF_TWO_MAPS = ["traveller", "stage", "lane", "card", "feeling", "assignment", "tag", "connection", "path", "measure"];
export const OF_ONE_MAP = ["journey", ...OF_TWO_MAPS, "source", "reading", "answer"];

/** @param {any} a @param {any} b */
const byPlace = (a, b) => compare(a.order ?? "", b.order ?? "") || compare(a.id, b.id);
/** @param {any} a @param {any} b */
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);

/**
 * The records of a type in the order in which they are compared: cards in map order, what has no order by id. Records of other
 * journeys that a replica may hold (a deleted one's) do not count.
 * @param {Map_} map @param {string} type @returns {any[]}
 */
export function records(map, type) {
  const all = [...map.all(type).values()].sort(byPlace);
  if (type !== "card") return all;
  const rank = (/** @type {string} */ of) => new Map(records(map, of).map((record, i) => [record.id, i]));
  const [columns, rows] = [rank("stage"), rank("lane")];
  return all.sort((a, b) => compare(columns.get(a.stage), columns.get(b.stage)) || compare(rows.get(a.lane), rows.get(b.lane)) || byPlace(a, b));
}

/** Pair the records of two maps, each with at most one: see the Python twin for the rules. @param {Map_} before @param {Map_} after @param {By} by @returns {Pairs} */
export function pair(before, after, by) {
  /** @type {Pairs} */
  const pairs = {};
  if (by === "id") {
    for (const type of OF_ONE_MAP) pairs[type] = new Map([...after.all(type).keys()].filter((id) => before.all(type).has(id)).map((id) => [id, id]));
    return pairs;
  }
  const [old, now] = [before, after].map((map) => Object.fromEntries(["stage", "lane", "card"].map((type) => [type, records(map, type)])));
  for (const type of ["stage", "lane", "card"]) {
    const found = (pairs[type] = new Map());
    match(found, old[type], now[type], (r) => r.id, (r) => r.origin);
    match(found, old[type], now[type], (r) => r.origin, (r) => r.id);
    match(found, old[type], now[type], (r) => r.origin, (r) => r.origin);
  }
  const name = (/** @type {any} */ r) => r.name.toLowerCase();
  match(pairs.stage, old.stage, now.stage, name, name);
  const kindAndName = (/** @type {any} */ r) => `${r.kind}\n${name(r)}`;
  match(pairs.lane, old.lane, now.lane, kindAndName, kindAndName);
  match(pairs.lane, old.lane, now.lane, (r) => r.kind, (r) => r.kind);
  const titled = (/** @type {Map_} */ map, /** @type {any} */ r, /** @type {string} */ stage) =>
    r.title ? `${stage}\n${map.get("lane", r.lane)?.kind}\n${r.title.toLowerCase()}` : null;
  match(pairs.card, old.card, now.card, (r) => titled(before, r, r.stage), (r) => titled(after, r, pairs.stage.get(r.stage) ?? ""));
  match(pairs.card, old.card, now.card, (r) => titled(before, r, ""), (r) => titled(after, r, ""));
  for (const type of Object.keys(KEYS)) {
    pairs[type] = new Map();
    match(pairs[type], records(before, type), records(after, type), (r) => keyOf(type, r, null), (r) => keyOf(type, r, pairs));
  }
  return pairs;
}

/**
 * Pair what is left by what `was` and `now` say of it, in order; null and "" pair with nothing.
 * @param {Map<string, string>} found @param {any[]} before @param {any[]} after @param {(r: any) => string | null} was @param {(r: any) => string | null} now
 */
function match(found, before, after, was, now) {
  const taken = new Set(found.values());
  /** @type {Map<string | null, string[]>} */
  const waiting = new Map();
  for (const r of before) {
    if (taken.has(r.id)) continue;
    const list = waiting.get(was(r));
    if (list) list.push(r.id);
    else waiting.set(was(r), [r.id]);
  }
  for (const list of waiting.values()) list.reverse();
  for (const r of after) {
    if (found.has(r.id)) continue;
    const words = now(r);
    const id = words ? waiting.get(words)?.pop() : undefined;
    if (id !== undefined) found.set(r.id, id);
  }
}

/** The key of a record, its references led back to the map before; null where one of them is new. @param {string} type @param {any} record @param {Pairs | null} pairs */
function keyOf(type, record, pairs) {
  const parts = [];
  for (const name of KEYS[type]) {
    let value = record[name] ?? "";
    const to = PARENTS[type]?.[name];
    if (pairs && to && value) {
      value = pairs[to].get(value);
      if (value === undefined) return null;
    }
    parts.push(name === "name" ? value.toLowerCase() : value);
  }
  return parts.join("\n");
}

/** Places of a longest rising part of different numbers: what need not have moved. @param {number[]} ranks @returns {Set<number>} */
export function kept(ranks) {
  /** @type {number[]} */ const ends = [];
  /** @type {number[]} */ const at = [];
  /** @type {number[]} */ const back = [];
  ranks.forEach((rank, place) => {
    let low = 0;
    for (let high = ends.length; low < high; ) {
      const middle = (low + high) >> 1;
      if (ends[middle] < rank) low = middle + 1;
      else high = middle;
    }
    back.push(low ? at[low - 1] : -1);
    ends[low] = rank;
    at[low] = place;
  });
  const found = new Set();
  for (let place = at.at(-1) ?? -1; place >= 0; place = back[place]) found.add(place);
  return found;
}
