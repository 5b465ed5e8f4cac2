// @ts-check
/** Sources and tags of cards, as edits: groups that each stay together, one group a card. DOM-free. */
import { tagKey } from "./filter.js";
import { newId } from "./ids.js";
import { keysAt } from "./places.js";

/** @typedef {import("../sync/replica.js").Edit} Edit */
/** @typedef {import("../sync/replica.js").Replica} Replica */
/** What a source says. @typedef {{kind: string, quote: string, link: string, date: string | null, expires: string | null}} Draft */

export const MAX_TAG = 60;

/**
 * Give cards a source each; those that are still assumed become `status`, where one is given.
 * @param {Replica} replica @param {string} journey @param {readonly string[]} ids @param {Draft} draft @param {"observed" | "measured" | null} status
 * @returns {Edit[][]}
 */
export function addSources(replica, journey, ids, draft, status) {
  return ids.flatMap((card) => {
    const record = replica.get("card", card);
    if (!record) return [];
    const [order] = keysAt(replica.under("source", "card", card), null, 1);
    /** @type {Edit[]} */
    const edits = [{ op: "put", type: "source", id: newId(), fields: { journey, card, ...draft, order } }];
    if (status && record.evidence === "assumed") edits.push({ op: "patch", type: "card", id: card, fields: { evidence: status }, was: { evidence: "assumed" } });
    return [edits];
  });
}

/** The address of a link that a browser may open, or null: only the web's own. @param {string} link @returns {string | null} */
export function webAddress(link) {
  try {
    const url = new URL(link.trim());
    return url.protocol === "https:" || url.protocol === "http:" ? url.href : null;
  } catch {
    return null; // a file's name or the title of a report: shown as it is
  }
}

/** A tag's name as it is kept, "" where there is none. @param {string} text */
export const tagName = (text) => text.replace(/^[#\s]+/, "").replace(/\s+/g, " ").slice(0, MAX_TAG).trim();

/** The tags of a map: names as they were first written, with how many cards have each, the most used first. @param {Replica} replica @returns {{key: string, name: string, cards: number}[]} */
export function tagsOf(replica) {
  /** @type {Map<string, {key: string, name: string, cards: number}>} */
  const all = new Map();
  for (const { name } of replica.list("tag")) {
    const key = tagKey(name);
    const known = all.get(key);
    if (known) known.cards++;
    else all.set(key, { key, name, cards: 1 });
  }
  return [...all.values()].sort((a, b) => b.cards - a.cards || a.name.localeCompare(b.name));
}

/** The tags of some cards, with how many of them have each. @param {Replica} replica @param {readonly string[]} ids @returns {{key: string, name: string, cards: number}[]} */
export function tagsAt(replica, ids) {
  /** @type {Map<string, {key: string, name: string, cards: number}>} */
  const all = new Map();
  for (const id of ids) {
    const here = new Map(replica.under("tag", "card", id).map((tag) => [tagKey(tag.name), tag.name]));
    for (const [key, name] of here) {
      const known = all.get(key);
      if (known) known.cards++;
      else all.set(key, { key, name, cards: 1 });
    }
  }
  return [...all.values()].sort((a, b) => b.cards - a.cards || a.name.localeCompare(b.name));
}

/** Tag the cards that do not have this tag yet, spelled as the map spells it. @param {Replica} replica @param {string} journey @param {readonly string[]} ids @param {string} text @returns {Edit[][]} */
export function addTag(replica, journey, ids, text) {
  const typed = tagName(text);
  if (!typed) return [];
  const key = tagKey(typed);
  const name = replica.list("tag").find((tag) => tagKey(tag.name) === key)?.name ?? typed;
  return ids
    .filter((id) => replica.get("card", id) && !replica.under("tag", "card", id).some((tag) => tagKey(tag.name) === key))
    .map((card) => [{ op: "put", type: "tag", id: newId(), fields: { journey, card, name } }]);
}

/** Take a tag off cards. @param {Replica} replica @param {readonly string[]} ids @param {string} key @returns {Edit[][]} */
export function removeTag(replica, ids, key) {
  return ids.flatMap((id) => replica.under("tag", "card", id).filter((tag) => tagKey(tag.name) === key).map((tag) => [/** @type {Edit} */ ({ op: "delete", type: "tag", id: tag.id })]));
}
