// @ts-check
/**
 * Role disconnects of a map: the twin of `cxmap/insights/disconnects.py`, which says what they are; both are held to the same
 * cases. DOM-free.
 */
import { showValue } from "../view/curve.js";

/** @typedef {{kind: "none" | "several" | "change" | "views", sentence: string}} Reason */
/**
 * One disconnected touchpoint: `owners` are team ids, `drop` is how far the leading persona's feeling falls there, `fall` says
 * so, "" where it does not fall enough to be strong.
 * @typedef {{card: string, title: string, stage: string, owners: string[], reasons: Reason[], drop: number, strong: boolean, fall: string}} Disconnect
 */

/** How far apart prediction and report are where the two views differ. */
export const GAP = 2;
/** How far the feeling falls where a disconnect is strong. */
export const DROP = 1;

const tenths = (/** @type {number} */ value) => Math.round(value * 10) / 10;

/** The teams that have a part in a card, by name. @param {any} replica @param {string} card @param {string} [part] @returns {any[]} */
export function teamsOf(replica, card, part = "accountable") {
  const given = replica.under("assignment", "card", card);
  if (!given.length) return [];
  return given
    .filter((/** @type {any} */ a) => a.part === part)
    .map((/** @type {any} */ a) => replica.get("team", a.team))
    .filter(Boolean)
    .sort((/** @type {any} */ a, /** @type {any} */ b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : a.id < b.id ? -1 : 1));
}

/** “Booking”, “Booking and Estates”, “Booking, Digital and Estates”. @param {string[]} names */
export function together(names) {
  return names.length < 2 ? (names[0] ?? "") : `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}

/** Whether anybody answers for anything on the map yet. @param {any} replica */
export function owned(replica) {
  for (const a of replica.all("assignment").values()) if (a.part === "accountable") return true;
  return false;
}

/** Why, and how the feeling falls: all of it for people. @param {Disconnect} disconnect */
export const sentenceOf = ({ reasons, fall }) => [...reasons.map((r) => r.sentence), fall].filter(Boolean).join(" ");

/** Cards of a stage in map order: place in the cell, then lane. @param {any} replica @param {string} stage @param {string[]} lanes */
function inStage(replica, stage, lanes) {
  /** @type {{place: number, row: number, card: any}[]} */
  const found = [];
  lanes.forEach((lane, row) => {
    const cell = replica.cell(stage, lane);
    for (let place = 0; place < cell.length; place++) found.push({ place, row, card: cell[place] });
  });
  if (lanes.length > 1) found.sort((a, b) => a.place - b.place || a.row - b.row);
  return found.map(({ card }) => card);
}

/** From where to where the leading persona's feeling goes at each point of the curve but the first. @param {any} replica @returns {Map<string, [number, number]>} */
function fallsOf(replica) {
  /** @type {Map<string, [number, number]>} */
  const falls = new Map();
  const persona = replica.list("traveller")[0]?.persona;
  if (!persona) return falls;
  /** @type {Record<string, Map<string, number>>} */
  const felt = { predicted: new Map(), reported: new Map() };
  for (const feeling of replica.all("feeling").values()) {
    if (feeling.persona === persona) felt[feeling.source]?.set(feeling.card, feeling.value);
  }
  const curve = felt.predicted.size ? felt.predicted : felt.reported;
  if (curve.size < 2) return falls;
  const lanes = replica.list("lane").map((/** @type {any} */ l) => l.id);
  /** @type {number | null} */
  let before = null;
  for (const { id: stage } of replica.list("stage")) {
    for (const { id } of inStage(replica, stage, lanes)) {
      const value = curve.get(id);
      if (value === undefined) continue;
      if (before !== null) falls.set(id, [before, value]);
      before = value;
    }
  }
  return falls;
}

/** Where the team's view and the customers' differ for a persona on the map: the widest gap at a card as a sentence, "" for none. @param {any} replica @param {string} card */
function differs(replica, card) {
  const feelings = replica.feelingsOf(card);
  if (feelings.length < 2) return "";
  let widest = 0;
  let said = "";
  for (const { persona } of replica.list("traveller")) {
    const value = (/** @type {string} */ source) => feelings.find((/** @type {any} */ f) => f.persona === persona && f.source === source)?.value;
    const predicted = value("predicted");
    const reported = value("reported");
    if (predicted === undefined || reported === undefined) continue;
    const gap = tenths(Math.abs(predicted - reported));
    if (gap < GAP || gap <= widest) continue;
    widest = gap;
    said = `We expect ${showValue(predicted)} for ${replica.get("persona", persona)?.name ?? ""}, customers report ${showValue(reported)}.`;
  }
  return said;
}

/**
 * The disconnected touchpoints of a map, in map order. A map on which nobody owns anything has all of them.
 * @param {any} replica @returns {Disconnect[]}
 */
export function disconnects(replica) {
  const falls = fallsOf(replica);
  const lanes = replica.list("lane").filter((/** @type {any} */ l) => l.kind === "touchpoint").map((/** @type {any} */ l) => l.id);
  /** @type {Disconnect[]} */
  const found = [];
  /** @type {{card: any, owners: any[]} | null} */
  let before = null;
  for (const { id: stage } of replica.list("stage")) {
    for (const card of inStage(replica, stage, lanes)) {
      const owners = teamsOf(replica, card.id);
      /** @type {Reason[]} */
      const reasons = [];
      if (!owners.length) reasons.push({ kind: "none", sentence: "No team owns it." });
      else if (owners.length > 1) reasons.push({ kind: "several", sentence: `${owners.length} teams own it: ${together(owners.map((t) => t.name))}.` });
      else if (before?.owners.length === 1 && before.owners[0].id !== owners[0].id) {
        const after = before.card.title || "Untitled";
        reasons.push({ kind: "change", sentence: `The owner changes from ${before.owners[0].name} (“${after}”) to ${owners[0].name}.` });
      }
      const views = owners.length ? differs(replica, card.id) : "";
      if (views) reasons.push({ kind: "views", sentence: views });
      if (reasons.length) found.push({ card: card.id, title: card.title, stage, owners: owners.map((t) => t.id), reasons, ...fallAt(falls.get(card.id)) });
      before = { card, owners };
    }
  }
  return found;
}

/** @param {[number, number] | undefined} way */
function fallAt(way) {
  const [from, to] = way ?? [0, 0];
  const drop = Math.max(0, tenths(from - to));
  const strong = drop >= DROP;
  return { drop, strong, fall: strong ? `The feeling falls by ${drop.toFixed(1)} here, from ${showValue(from)} to ${showValue(to)}.` : "" };
}

/** Strong ones first, the deepest fall on top; then in map order. @param {Disconnect[]} found @returns {Disconnect[]} */
export function ranked(found) {
  return [...found].sort((a, b) => Number(b.strong) - Number(a.strong) || (a.strong ? b.drop - a.drop : 0));
}
