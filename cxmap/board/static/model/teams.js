// @ts-check
/** Who has a part in what, as edits: one list per action. DOM-free; what is wrong with a card is said as `cxmap/insights/raci.py` says it. */
import { cleanText } from "../sync/schema.js";
import { together } from "./disconnects.js";
import { madeId, newId } from "./ids.js";

/** @typedef {import("../sync/replica.js").Edit} Edit */
/** A team that has a part in the chosen cards: in how many of them, and as which role where it is the same in all. @typedef {{team: any, cards: string[], role: string | null}} Holder */

/** The parts of RACI in the order in which people say them. */
export const LETTERS = /** @type {[string, string][]} */ ([["accountable", "A"], ["responsible", "R"], ["consulted", "C"], ["informed", "I"]]);
/** The lanes whose cards are activities: what the customer meets, and the blueprint under it. */
export const ACTIVITIES = new Set(["touchpoint", "frontstage", "backstage", "support"]);
export const FORMULA = "Exactly one A an activity, at least one R; the A may also be the R.";

/** A short fixed number of a text (FNV-1a, 64 bits), as 16 hexadecimal digits. @param {string} text */
function digest(text) {
  let hash = 0xcbf29ce484222325n;
  for (const byte of new TextEncoder().encode(text)) hash = ((hash ^ BigInt(byte)) * 0x100000001b3n) & 0xffffffffffffffffn;
  return hash.toString(16).padStart(16, "0");
}

const folded = (/** @type {string} */ name) => cleanText(name).toLowerCase();

/** The record of a list that has this name, however it is written in capitals. @param {Iterable<any>} records @param {string} name */
export function named(records, name) {
  const wanted = folded(name);
  for (const record of records) if (folded(record.name) === wanted) return record;
  return undefined;
}

/**
 * A team by its name: the one that there is, or a new one. Its id is made of the name, so that two people who name the same
 * team at once make one.
 * @param {any} replica @param {string} journey @param {string} name @returns {{id: string, edits: Edit[]}} no id for an empty name
 */
export function teamOf(replica, journey, name) {
  const there = named(replica.all("team").values(), name);
  if (there) return { id: there.id, edits: [] };
  const clean = cleanText(name).slice(0, 120);
  if (!clean) return { id: "", edits: [] };
  const made = `team-${digest(folded(name))}`;
  const id = replica.get("team", made) ? newId() : made; // it was renamed since
  const workspace = replica.get("journey", journey)?.workspace ?? "main";
  return { id, edits: [{ op: "put", type: "team", id, fields: { workspace, name: clean } }] };
}

/** A role of a team by its name, in the same way. @param {any} replica @param {string} team @param {string} name @returns {{id: string, edits: Edit[]}} */
export function roleOf(replica, team, name) {
  const there = named(replica.under("role", "team", team), name);
  if (there) return { id: there.id, edits: [] };
  const clean = cleanText(name).slice(0, 120);
  if (!clean) return { id: "", edits: [] };
  const made = `role-${digest(`${team} ${folded(name)}`)}`;
  const id = replica.get("role", made) ? newId() : made;
  return { id, edits: [{ op: "put", type: "role", id, fields: { team, name: clean } }] };
}

/**
 * Give a part in cards to a team. There is one A: whoever else has it in these cards gives it up.
 * @param {any} replica @param {string[]} cards @param {string} part @param {string} team @returns {Edit[][]} a group a card
 */
export function assign(replica, cards, part, team) {
  return cards
    .map((id) => replica.get("card", id))
    .filter(Boolean)
    .map((card) => {
      const fields = { journey: card.journey, card: card.id, team, part };
      const id = madeId("assignment", fields);
      /** @type {Edit[]} */
      const edits = replica.get("assignment", id) ? [] : [{ op: "put", type: "assignment", id, fields }];
      if (part === "accountable") edits.unshift(...unassign(replica, [card.id], part).flat().filter((edit) => edit.id !== id));
      return edits;
    })
    .filter((edits) => edits.length);
}

/** Take a part in cards away: from a team, or from all that have it. @param {any} replica @param {string[]} cards @param {string} part @param {string | null} [team] @returns {Edit[][]} */
export function unassign(replica, cards, part, team = null) {
  return cards
    .map((card) => replica.under("assignment", "card", card)
      .filter((/** @type {any} */ a) => a.part === part && (team === null || a.team === team))
      .map((/** @type {any} */ a) => /** @type {Edit} */ ({ op: "delete", type: "assignment", id: a.id })))
    .filter((edits) => edits.length);
}

/** Say which role of a team has its part, or (null) none. @param {any} replica @param {string[]} cards @param {string} part @param {string} team @param {string | null} role @returns {Edit[][]} */
export function setRole(replica, cards, part, team, role) {
  return cards
    .map((card) => replica.get("assignment", madeId("assignment", { card, team, part })))
    .filter((a) => a && a.role !== role)
    .map((a) => [/** @type {Edit} */ ({ op: "patch", type: "assignment", id: a.id, fields: { role }, was: { role: a.role } })]);
}

/**
 * Who has each part in the chosen cards, by name.
 * @param {any} replica @param {string[]} cards @returns {Record<string, Holder[]>} by part
 */
export function holders(replica, cards) {
  /** @type {Record<string, Map<string, Holder & {roles: Set<string | null>}>>} */
  const found = Object.fromEntries(LETTERS.map(([part]) => [part, new Map()]));
  for (const card of cards) {
    for (const a of replica.under("assignment", "card", card)) {
      const team = replica.get("team", a.team);
      const of = found[a.part];
      if (!team || !of) continue;
      const holder = of.get(a.team) ?? { team, cards: [], role: null, roles: new Set() };
      holder.cards.push(card);
      holder.roles.add(a.role);
      of.set(a.team, holder);
    }
  }
  return Object.fromEntries(
    LETTERS.map(([part]) => [
      part,
      [...found[part].values()]
        .map(({ team, cards: having, roles }) => ({ team, cards: having, role: roles.size === 1 ? [...roles][0] : null }))
        .sort((a, b) => (a.team.name < b.team.name ? -1 : a.team.name > b.team.name ? 1 : a.team.id < b.team.id ? -1 : 1)),
    ]),
  );
}

/**
 * What is wrong with one activity [F]: exactly one A (error), at least one R (warning).
 * @param {Record<string, Holder[]>} parts @returns {{level: "error" | "warning", sentence: string}[]}
 */
export function problems(parts) {
  /** @type {{level: "error" | "warning", sentence: string}[]} */
  const found = [];
  const owners = parts.accountable.map((h) => h.team.name);
  if (!owners.length) found.push({ level: "error", sentence: "No team answers for it: give one team the A." });
  else if (owners.length === 2) found.push({ level: "error", sentence: `${together(owners)} both answer for it: keep one A.` });
  else if (owners.length > 2) found.push({ level: "error", sentence: `${owners.length} teams answer for it, ${together(owners)}: keep one A.` });
  if (!parts.responsible.length) found.push({ level: "warning", sentence: "No team does the work: give one the R." });
  return found;
}

/** Whose journey it is. @param {any} replica @param {string} journey @param {string | null} team @returns {Edit[]} */
export function ownJourney(replica, journey, team) {
  const owner = replica.get("journey", journey)?.owner ?? null;
  return owner === team ? [] : [{ op: "patch", type: "journey", id: journey, fields: { owner: team }, was: { owner } }];
}
