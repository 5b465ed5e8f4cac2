// @ts-check
/** The timeline as people read it: days, and in each who worked on the map for a while; and the places of moments on a scale. DOM-free. */
import { shortDate, today } from "./dates.js";

/**
 * A change of the map, as the server tells it.
 * @typedef {{rev: number, at: string, by: {person: string, name: string}, kind: string, label: string, edits: number}} Entry
 */
/** What one person did in a quarter of an hour, newest first. @typedef {{key: string, person: string, name: string, from: string, to: string, entries: Entry[]}} Group */
/** @typedef {{day: string, groups: Group[]}} Day */

const SPELL = 15 * 60_000;

/**
 * Entries by day and by person and quarter of an hour; all newest first.
 * @param {readonly Entry[]} entries newest first @returns {Day[]}
 */
export function byDay(entries) {
  /** @type {Day[]} */
  const days = [];
  for (const entry of entries) {
    const day = today(new Date(entry.at));
    if (days.at(-1)?.day !== day) days.push({ day, groups: [] });
    const groups = /** @type {Day} */ (days.at(-1)).groups;
    const last = groups.at(-1);
    if (last && last.person === entry.by.person && last.name === entry.by.name && Date.parse(last.to) - Date.parse(entry.at) < SPELL) {
      last.entries.push(entry);
      last.from = entry.at;
    } else groups.push({ key: `${entry.by.person}|${entry.at}`, person: entry.by.person, name: entry.by.name, from: entry.at, to: entry.at, entries: [entry] });
  }
  return days;
}

/** “Today”, “Yesterday”, “3 Nov”. @param {string} day ISO @param {Date} now */
export function dayWords(day, now) {
  if (day === today(now)) return "Today";
  const before = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1);
  return day === today(before) ? "Yesterday" : shortDate(day, now);
}

/** “14:02”, in local time. @param {string} at ISO */
export function clockTime(at) {
  const when = new Date(at);
  return [when.getHours(), when.getMinutes()].map((n) => String(n).padStart(2, "0")).join(":");
}

/** “14:02” or “14:02–14:15”. @param {Group} group */
export function spell({ from, to }) {
  const [first, last] = [clockTime(from), clockTime(to)];
  return first === last ? first : `${first}–${last}`;
}

/** “3 Nov, 14:02”. @param {string} at ISO @param {Date} now */
export function moment(at, now) {
  return `${shortDate(today(new Date(at)), now)}, ${clockTime(at)}`;
}

/** What stands over a map of the past. @param {Entry | null} entry the change that it had seen last @param {Date} now */
export function pastWords(entry, now) {
  if (!entry) return "As it was at first";
  return `As it was on ${moment(entry.at, now)}${entry.by.name ? ` — by ${entry.by.name}` : ""}`;
}

/**
 * Index of the last position ≤ a revision; −1 where all are later.
 * @param {readonly number[]} positions ascending @param {number} rev
 */
export function placeOf(positions, rev) {
  let low = 0;
  let high = positions.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (positions[middle] <= rev) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}

/**
 * Newer entries on top of those that are known, each once.
 * @param {readonly Entry[]} known @param {readonly Entry[]} newer both newest first @returns {Entry[]}
 */
export function onTop(known, newer) {
  const top = known[0]?.rev ?? 0;
  return [...newer.filter((entry) => entry.rev > top), ...known];
}

/** “3 changes”. @param {number} n @param {string} one */
export const count = (n, one) => `${n.toLocaleString("en")} ${one}${n === 1 ? "" : "s"}`;
