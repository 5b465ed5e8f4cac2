// @ts-check
/**
 * What differs between two maps, or between two moments of one, record by record. DOM-free; the twin of
 * `cxmap/insights/differences.py`, held to the same cases.
 */
import { SCHEMA } from "../sync/schema.js";
import { KEYS, kept, OF_ONE_MAP, OF_TWO_MAPS, pair, PARENTS, records } from "./pairing.js";

/** @typedef {import("./pairing.js").Map_} Map_ */
/** @typedef {import("./pairing.js").Pairs} Pairs */
/**
 * One difference. `id` is the record after (before, where it is gone), `other` the one before (null where it is added); `fields`
 * are [from, to] by name: of a move "stage" and "lane" as ids, or "order" as places from 1; `stage` is where it belongs: a stage
 * after, else one that is gone; null for what concerns the whole map.
 * @typedef {{type: string, id: string, other: string | null, kind: "added" | "gone" | "moved" | "changed", stage: string | null,
 *   fields: Record<string, [any, any]>}} Difference
 */

const NEVER = ["order", "origin", "journey", "workspace", "as_is"];
/** @type {Record<string, string[]>} */
const PLACE = { card: ["stage", "lane"] };
/** What a linked copy sets anew for every card: no difference between the maps. @type {Record<string, string[]>} */
const OPEN_AGAIN = { card: ["evidence", "shared"] };

/**
 * Everything that differs, type by type: what is there after in its order, then what is gone.
 * @param {Map_} before @param {Map_} after @param {{by?: import("./pairing.js").By}} [options] "id": two moments of one map
 * @returns {Difference[]}
 */
export function differences(before, after, options = {}) {
  return compared(before, after, options).found;
}

/**
 * The same, with the pairs that it rests on.
 * @param {Map_} before @param {Map_} after @param {{by?: import("./pairing.js").By}} [options]
 * @returns {{found: Difference[], pairs: Pairs}}
 */
export function compared(before, after, { by = "origin" } = {}) {
  const pairs = pair(before, after, by);
  const homes = new Homes(before, after, pairs);
  return { pairs, found: (by === "id" ? OF_ONE_MAP : OF_TWO_MAPS).flatMap((type) => ofType(type, before, after, pairs, homes, by)) };
}

/** @param {string} type @param {Map_} before @param {Map_} after @param {Pairs} pairs @param {Homes} homes @param {string} by @returns {Difference[]} */
function ofType(type, before, after, pairs, homes, by) {
  const [old, now] = [records(before, type), records(after, type)];
  const partner = pairs[type];
  const skip = new Set([...NEVER, ...(PLACE[type] ?? [])]);
  if (by === "origin") for (const name of [...(OPEN_AGAIN[type] ?? []), ...(KEYS[type] ?? []).filter((key) => key !== "name")]) skip.add(name);
  const names = Object.keys(SCHEMA[type]).filter((name) => !skip.has(name));
  const moves = movesOf(type, before, after, pairs);
  const unsaid = (/** @type {any} */ r) => by === "origin" && type === "feeling" && r.source === "reported";
  /** @type {Difference[]} */
  const found = [];
  for (const r of now) {
    const other = partner.get(r.id);
    if (other === undefined) {
      if (!unsaid(r) && homes.known(type, r, true)) found.push({ kind: "added", type, id: r.id, other: null, stage: homes.of(type, r, true), fields: {} });
      continue;
    }
    const stage = homes.of(type, r, true);
    const moved = moves.get(r.id);
    if (moved) found.push({ kind: "moved", type, id: r.id, other, stage, fields: moved });
    const was = before.get(type, other);
    const changed = names.filter((name) => was[name] !== r[name]);
    if (changed.length) found.push({ kind: "changed", type, id: r.id, other, stage, fields: Object.fromEntries(changed.map((name) => [name, [was[name], r[name]]])) });
  }
  const paired = new Set(partner.values());
  for (const r of old) {
    if (paired.has(r.id) || unsaid(r) || !homes.known(type, r, false)) continue;
    found.push({ kind: "gone", type, id: r.id, other: r.id, stage: homes.of(type, r, false), fields: {} });
  }
  return found;
}

/** Fields of each move by the id after. @param {string} type @param {Map_} before @param {Map_} after @param {Pairs} pairs @returns {Map<string, Record<string, [any, any]>>} */
function movesOf(type, before, after, pairs) {
  if (type === "stage" || type === "lane") return turned(records(before, type), records(after, type), pairs[type]);
  /** @type {Map<string, Record<string, [any, any]>>} */
  const moves = new Map();
  if (type !== "card") return moves;
  const cellsBefore = cellsOf(before);
  for (const [key, cell] of cellsOf(after)) {
    const [stage, lane] = key.split("\n");
    /** @type {Map<string, string>} */
    const staying = new Map();
    for (const r of cell) {
      const other = before.get("card", pairs.card.get(r.id));
      if (!other) continue;
      const fields = ["stage", "lane"].filter((name) => other[name] !== pairs[name].get(r[name]));
      if (fields.length) moves.set(r.id, Object.fromEntries(fields.map((name) => [name, [other[name], r[name]]])));
      else staying.set(r.id, other.id);
    }
    const there = cellsBefore.get(`${pairs.stage.get(stage)}\n${pairs.lane.get(lane)}`) ?? [];
    for (const [id, fields] of turned(there, cell, staying)) moves.set(id, fields);
  }
  return moves;
}

/** The cards of each cell in order, by stage and lane. @param {Map_} map @returns {Map<string, any[]>} */
function cellsOf(map) {
  /** @type {Map<string, any[]>} */
  const cells = new Map();
  for (const card of records(map, "card")) {
    const key = `${card.stage}\n${card.lane}`;
    const cell = cells.get(key);
    if (cell) cell.push(card);
    else cells.set(key, [card]);
  }
  return cells;
}

/** Those that changed places with others of the same list. @param {any[]} before @param {any[]} after @param {Map<string, string>} pairs @returns {Map<string, Record<string, [any, any]>>} */
function turned(before, after, pairs) {
  const rank = new Map(before.map((r, i) => [r.id, i]));
  const there = after.flatMap((r, now) => (pairs.has(r.id) ? [{ id: r.id, now, was: /** @type {number} */ (rank.get(pairs.get(r.id))) }] : []));
  const steady = kept(there.map(({ was }) => was));
  return new Map(there.flatMap(({ id, now, was }, k) => (steady.has(k) ? [] : [[id, { order: /** @type {[any, any]} */ ([was + 1, now + 1]) }]])));
}

/** The stage that a record belongs to, and whether what it hangs on is there on both maps. */
class Homes {
  /** @param {Map_} before @param {Map_} after @param {Pairs} pairs */
  constructor(before, after, pairs) {
    this.before = before;
    this.after = after;
    this.pairs = pairs;
    /** @type {Pairs} */
    this.back = Object.fromEntries(Object.entries(pairs).map(([type, of]) => [type, new Map([...of].map(([now, was]) => [was, now]))]));
  }

  /** @param {string} type @param {any} record @param {boolean} isNew */
  known(type, record, isNew) {
    const there = isNew ? this.pairs : this.back;
    return Object.entries(PARENTS[type] ?? {}).every(([name, to]) => record[name] === null || there[to].has(record[name]));
  }

  /** The stage, as it is called after where it is there. @param {string} type @param {any} record @param {boolean} isNew @returns {string | null} */
  of(type, record, isNew) {
    const stage = this._stage(type, record, isNew ? this.after : this.before);
    return isNew || stage === null ? stage : (this.back.stage.get(stage) ?? stage);
  }

  /** @param {string} type @param {any} record @param {Map_} map @returns {string | null} */
  _stage(type, record, map) {
    if (type === "stage") return record.id;
    if (type === "reading") return this._stage("measure", map.get("measure", record.measure), map);
    const name = ["card", "start", "stage"].find((n) => record[n] !== undefined && record[n] !== null);
    if (!name) return null;
    return name === "stage" || type === "path" ? record[name] : map.get("card", record[name]).stage;
  }
}
