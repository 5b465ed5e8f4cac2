// @ts-check
/**
 * Which cards a filter lets through, and how many each further choice would leave. DOM-free.
 *
 * Several values of one facet are joined by or, facets by and. What a card has of each facet is worked out once and kept until
 * the card, or what belongs to it, changes; what matches is then one walk over the cards.
 */
import { hasExpired } from "./evidence.js";

/** @typedef {"evidence" | "persona" | "channel" | "team" | "tag" | "severity" | "moment"} Facet */
/** The wanted values by facet; one that is left out (or empty) lets everything through. "" stands for “none”. @typedef {Partial<Record<Facet, string[]>>} Filter */
/** `matches`: null where nothing is filtered. `counts`: cards by value that the other facets let through. @typedef {{matches: Set<string> | null, counts: Map<string, number>[], all: number}} Result */

/** @type {Facet[]} */
export const FACETS = ["evidence", "persona", "channel", "team", "tag", "severity", "moment"];

/** Filters that have a name: what rests on evidence, and what no longer does. */
export const KNOWN = /** @type {Filter} */ ({ evidence: ["measured", "observed"] });
export const EXPIRED = /** @type {Filter} */ ({ evidence: ["expired"] });

/** Types of the records that decide what a card has, each with a field `card`. */
const OF_CARDS = ["feeling", "assignment", "source", "tag"];

/** @type {readonly string[]} */
const NONE = Object.freeze([""]);
/** @type {readonly string[]} */
const NOTHING = Object.freeze([]);
/** A severity lets through what hurts as much or more. @type {readonly (readonly string[])[]} */
const SEVERITIES = Object.freeze([NOTHING, ["1"], ["1", "2"], ["1", "2", "3"]]);

/** What tags are compared by. @param {string} name */
export const tagKey = (name) => name.trim().toLowerCase();

/** Whether nothing is filtered. @param {Filter} filter */
export const isEmpty = (filter) => FACETS.every((facet) => !filter[facet]?.length);

/** Whether two filters ask for the same. @param {Filter} a @param {Filter} b */
export const sameFilter = (a, b) => FACETS.every((facet) => [...(a[facet] ?? [])].sort().join("\n") === [...(b[facet] ?? [])].sort().join("\n"));

/** A filter with a value added or taken away. @param {Filter} filter @param {Facet} facet @param {string} value @returns {Filter} */
export function toggled(filter, facet, value) {
  const now = filter[facet] ?? [];
  return withValues(filter, facet, now.includes(value) ? now.filter((v) => v !== value) : [...now, value]);
}

/** A filter with these values of a facet; none leaves it out. @param {Filter} filter @param {Facet} facet @param {string[]} values @returns {Filter} */
export function withValues(filter, facet, values) {
  const { [facet]: _, ...rest } = filter;
  return values.length ? { ...rest, [facet]: values } : rest;
}

/** The values of a list of records, each once; “none” for an empty list. @param {readonly any[]} records @param {(record: any) => string} value */
function valuesOf(records, value) {
  if (!records.length) return NONE;
  return records.length === 1 ? [value(records[0])] : [...new Set(records.map(value))];
}

export class FilterIndex {
  constructor() {
    /** @type {any} */ this.replica = null;
    this.today = "";
    /** What each card has, facet by facet. @type {Map<string, (readonly string[])[]>} */
    this.values = new Map();
    /** The card of each record that belongs to one: a deleted one no longer tells. @type {Map<string, string>} */
    this.owner = new Map();
    /** How the map writes each tag. @type {Map<string, string>} */
    this.tags = new Map();
  }

  /**
   * Take over what changed.
   * @param {any} replica @param {Set<string> | null} touched "type:id" of what changed; null: anything @param {string} today ISO date
   */
  update(replica, touched, today) {
    if (touched === null || replica !== this.replica || today !== this.today) return this._build(replica, today);
    /** @type {Set<string>} */
    const cards = new Set();
    let tags = false;
    for (const key of touched) {
      const at = key.indexOf(":");
      const type = key.slice(0, at);
      const id = key.slice(at + 1);
      if (type === "lane") return this._build(replica, today);
      if (type === "tag") tags = true;
      if (type === "card") cards.add(id);
      else if (OF_CARDS.includes(type)) {
        const before = this.owner.get(key);
        const card = replica.get(type, id)?.card;
        if (before) cards.add(before);
        if (card) cards.add(card), this.owner.set(key, card);
        else this.owner.delete(key);
      }
    }
    for (const id of cards) this._card(id);
    if (tags) this._tags();
  }

  /** @param {any} replica @param {string} today */
  _build(replica, today) {
    this.replica = replica;
    this.today = today;
    this.values.clear();
    this.owner.clear();
    for (const type of OF_CARDS) for (const record of replica.all(type).values()) this.owner.set(`${type}:${record.id}`, record.card);
    for (const id of replica.all("card").keys()) this._card(id);
    this._tags();
  }

  _tags() {
    this.tags.clear();
    for (const { name } of this.replica.list("tag")) if (!this.tags.has(tagKey(name))) this.tags.set(tagKey(name), name);
  }

  /** @param {string} id */
  _card(id) {
    const { replica } = this;
    const card = replica.get("card", id);
    if (!card) return void this.values.delete(id);
    const over = card.evidence !== "assumed" && hasExpired(card, replica.under("source", "card", id), this.today);
    const truth = card.moment ? ["any", card.moment] : replica.get("lane", card.lane)?.kind === "moment" ? ["any"] : NOTHING;
    this.values.set(id, [
      over ? ["assumed", "expired"] : [card.evidence],
      valuesOf(replica.feelingsOf(id), (feeling) => feeling.persona),
      card.channel ? [card.channel] : NONE,
      valuesOf(replica.under("assignment", "card", id), (entry) => entry.team),
      valuesOf(replica.under("tag", "card", id), (tag) => tagKey(tag.name)),
      SEVERITIES[card.severity ?? 0] ?? NOTHING,
      truth,
    ]);
  }

  /** What a filter lets through. @param {Filter} filter @returns {Result} */
  apply(filter) {
    const wanted = FACETS.map((facet) => (filter[facet]?.length ? new Set(filter[facet]) : null));
    const counts = FACETS.map(() => /** @type {Map<string, number>} */ (new Map()));
    const matches = wanted.some(Boolean) ? /** @type {Set<string>} */ (new Set()) : null;
    for (const [id, values] of this.values) {
      let failed = -1; // the one facet that does not let it through
      let more = false;
      for (let f = 0; f < wanted.length && !more; f++) {
        const set = wanted[f];
        if (!set || values[f].some((value) => set.has(value))) continue;
        if (failed >= 0) more = true;
        failed = f;
      }
      if (more) continue;
      if (failed < 0) matches?.add(id);
      for (let f = failed < 0 ? 0 : failed; f < (failed < 0 ? FACETS.length : failed + 1); f++) {
        for (const value of values[f]) counts[f].set(value, (counts[f].get(value) ?? 0) + 1);
      }
    }
    return { matches, counts, all: this.values.size };
  }
}

/** Whether two results let the same cards through. @param {Set<string> | null} a @param {Set<string> | null} b */
export function sameSet(a, b) {
  if (a === b) return true;
  if (!a || !b || a.size !== b.size) return false;
  for (const id of a) if (!b.has(id)) return false;
  return true;
}
