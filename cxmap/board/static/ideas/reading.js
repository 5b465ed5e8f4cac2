// @ts-check
/**
 * What an idea board says: its ideas with all that hangs on them, which are mine, and what happened to those since I looked. Pure.
 * `cxmap/insights/ideas.py` is the same rule in Python; `tests/fixtures/ideas.json` holds the two to each other.
 */
import { madeId } from "../model/ids.js";

/** @typedef {import("../sync/replica.js").Rec} Rec */
/** @typedef {import("../sync/replica.js").Replica} Replica */
/**
 * @typedef {object} Idea
 * @property {Rec} record
 * @property {Rec[]} steps oldest first
 * @property {Rec[]} remarks oldest first
 * @property {readonly Rec[]} links
 * @property {number} seconds
 * @property {boolean} seconded by me
 * @property {boolean} mine
 * @property {string} since when it came to its state, ISO
 */
/** @typedef {{person: string, kept: ReadonlySet<string>}} Me `person`: my id ("": not known yet); `kept`: ids of ideas that I gave without a name */
/** @typedef {{idea: Idea, notes: string[]}} News */

/** Icons of the states. */
export const STATE_ICONS = /** @type {Record<string, string>} */ ({ new: "note", discussed: "comment", chosen: "flag", in_work: "play", done: "check", not_now: "pause" });

/** @param {Rec} a @param {Rec} b */
const byTime = (a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.id < b.id ? -1 : a.id > b.id ? 1 : 0);

/** When an idea came to the state that it is in: its last step to it, else when it was given. @param {Rec} idea @param {readonly Rec[]} steps oldest first */
export function sinceOf(idea, steps) {
  for (let i = steps.length - 1; i >= 0; i--) if (steps[i].state === idea.state) return steps[i].at;
  return idea.at;
}

/** The ideas of a board, the newest first. @param {Replica} replica @param {string} board @param {Me} me @returns {Idea[]} */
export function ideasOf(replica, board, me) {
  return [...replica.under("idea", "whiteboard", board)].sort((a, b) => byTime(b, a)).map((record) => {
    const steps = [...replica.under("idea_step", "idea", record.id)].sort(byTime);
    return {
      record,
      steps,
      remarks: [...replica.under("remark", "idea", record.id)].sort(byTime),
      links: replica.under("idea_link", "idea", record.id),
      seconds: replica.under("second", "idea", record.id).length,
      seconded: Boolean(me.person && replica.get("second", madeId("second", { idea: record.id, person: me.person }))),
      mine: Boolean(me.person && record.person === me.person) || me.kept.has(record.id),
      since: sinceOf(record, steps),
    };
  });
}

/** @param {Idea} a @param {Idea} b */
const bySeconds = (a, b) => b.seconds - a.seconds || byTime(b.record, a.record);

/**
 * The ideas that are listed: those with all of these words, in this order.
 * @param {readonly Idea[]} ideas the newest first @param {string} words @param {"newest" | "seconded"} order
 */
export function listed(ideas, words, order) {
  const wanted = words.toLocaleLowerCase().split(/\s+/).filter(Boolean);
  const found = wanted.length ? ideas.filter(({ record }) => {
    const text = `${record.text} ${record.author_name}`.toLocaleLowerCase();
    return wanted.every((word) => text.includes(word));
  }) : [...ideas];
  return order === "seconded" ? found.sort(bySeconds) : found;
}

/** What happened to mine that I have not seen, the latest first. @param {readonly Idea[]} ideas @param {ReadonlySet<string>} seen ids of steps @returns {News[]} */
export function newsOf(ideas, seen) {
  return ideas
    .filter((idea) => idea.mine)
    .flatMap((idea) => {
      const fresh = idea.steps.filter((step) => !seen.has(step.id));
      return fresh.length ? [{ idea, notes: fresh.map((step) => step.note).filter(Boolean), last: fresh[fresh.length - 1] }] : [];
    })
    .sort((a, b) => byTime(b.last, a.last))
    .map(({ idea, notes }) => ({ idea, notes }));
}

/** What is said of an idea in the news: what its giver was told, and at the end what came of it or why not now, once. @param {News} told @returns {string[]} */
export function newsWords({ idea: { record }, notes }) {
  const end = record.state === "done" ? record.outcome : record.state === "not_now" ? record.reason : "";
  return [...new Set([...notes, end])].filter(Boolean);
}

/** Ids of the steps of all that is mine, to be remembered as seen. @param {readonly Idea[]} ideas */
export const stepsOfMine = (ideas) => ideas.filter((idea) => idea.mine).flatMap((idea) => idea.steps.map((step) => step.id));

/** How many ideas are in each state. @param {readonly Idea[]} ideas @returns {Record<string, number>} */
export function inStates(ideas) {
  /** @type {Record<string, number>} */
  const counts = {};
  for (const { record } of ideas) counts[record.state] = (counts[record.state] ?? 0) + 1;
  return counts;
}

/** How an idea is called in a sentence: its first line, shortened. @param {string} text @param {number} [most] characters */
export function shortly(text, most = 70) {
  const line = text.trim().split("\n", 1)[0];
  const letters = [...line];
  return letters.length > most ? `${letters.slice(0, most - 1).join("").trimEnd()}…` : line;
}

const DAY = 86_400_000;

/** @param {Date} date */
const midnight = (date) => new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime();

/** Since when, as people say it: “today”, “yesterday”, “Tuesday”, “3 Nov”, “3 Nov 2025”. @param {string} at ISO @param {Date} now */
export function sinceWords(at, now) {
  const then = new Date(at);
  if (Number.isNaN(then.getTime())) return "";
  const days = Math.round((midnight(now) - midnight(then)) / DAY);
  if (days <= 0) return "today";
  if (days === 1) return "yesterday";
  if (days < 7) return then.toLocaleDateString("en-GB", { weekday: "long" });
  const year = then.getFullYear() === now.getFullYear() ? undefined : "numeric";
  return then.toLocaleDateString("en-GB", { day: "numeric", month: "short", year });
}
