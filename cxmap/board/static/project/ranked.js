// @ts-check
/** The lists of the projector as plain rows, in pages: votes, placements, pains, what is parked and decided, who is here. Pure. */
import { findingOf, quadrant, quadrantFirm, ranked } from "../model/estimates.js";
import { shortDate } from "../model/dates.js";
import { participantsOf, stepsOf, talliesOf, targetsOf } from "../model/workshop.js";

/** @typedef {import("../sync/replica.js").Replica} Replica */
/** @typedef {import("../sync/replica.js").Rec} Rec */
/** @typedef {import("./scene.js").Scene} Scene */

/** Rows of a screen. */
const ROWS = 7;
const TALL = 6;

/** @template T @param {readonly T[]} rows @param {number} size @returns {T[][]} */
export const paged = (rows, size) => Array.from({ length: Math.ceil(rows.length / size) }, (_, i) => rows.slice(i * size, (i + 1) * size));

/** What a tally is about, as its card says now. @param {Replica} replica @param {Rec} tally */
const titleOf = (replica, tally) => replica.get("card", tally.card)?.title || tally.title;

/**
 * The votes: nothing before the reveal, then every card in its order.
 * @param {Replica} replica @param {Scene} scene
 * @returns {{revealed: boolean, targets: number, pages: {rank: string, title: string, stage: string, votes: number, share: number, severity: number | null, firm: boolean}[][], finding: string}}
 */
export function votesOf(replica, { step }) {
  if (!step?.revealed) return { revealed: false, targets: targetsOf(replica, step).length, pages: [], finding: "" };
  const tallies = talliesOf(replica, step).filter((t) => t.kind === "votes");
  const order = ranked(tallies);
  const most = Math.max(1, ...order.map(({ tally }) => tally.value));
  const rows = order.map(({ tally, rank, firm }) => {
    const card = replica.get("card", tally.card);
    return { rank: `${rank}`, title: titleOf(replica, tally), stage: replica.get("stage", card?.stage)?.name ?? "", votes: tally.value, share: tally.value / most, severity: card?.severity ?? null, firm };
  });
  return { revealed: true, targets: rows.length, pages: paged(rows, ROWS), finding: findingOf(tallies, (t) => titleOf(replica, t)) };
}

/**
 * Placements between value and effort, the best first, with the spread of each.
 * @param {Replica} replica @param {Scene} scene
 * @returns {{revealed: boolean, targets: number, points: {n: number, value: number, effort: number, low: number, high: number, effortLow: number, effortHigh: number, firm: boolean}[], pages: {n: number, title: string, quadrant: string, firm: boolean}[][], finding: string}}
 */
export function placedOf(replica, { step }) {
  if (!step?.revealed) return { revealed: false, targets: targetsOf(replica, step).length, points: [], pages: [], finding: "" };
  const tallies = talliesOf(replica, step).filter((t) => t.kind === "placement" && quadrant(t));
  const order = ranked(tallies).map(({ tally }, i) => ({ tally, n: i + 1, firm: quadrantFirm(tally) }));
  const points = order.map(({ tally: t, n, firm }) => ({
    n, firm, value: t.value, effort: t.effort, low: t.low ?? t.value, high: t.high ?? t.value, effortLow: t.effort_low ?? t.effort, effortHigh: t.effort_high ?? t.effort,
  }));
  const rows = order.map(({ tally, n, firm }) => ({ n, firm, title: titleOf(replica, tally), quadrant: quadrant(tally) ?? "" }));
  return { revealed: true, targets: rows.length, points, pages: paged(rows, ROWS), finding: findingOf(tallies, (t) => titleOf(replica, t)) };
}

/**
 * Pain points, the worst first: the most severe, then those with the most votes of the last vote, then those that feel worst.
 * @param {Replica} replica @param {Scene} scene
 * @returns {{rows: number, pages: {title: string, stage: string, severity: number | null, evidence: string, votes: number | null, said: number}[][]}}
 */
export function painsOf(replica, { workshop }) {
  const vote = stepsOf(replica, workshop).findLast((s) => s.kind === "vote" && s.revealed);
  const votes = new Map((vote ? talliesOf(replica, vote) : []).filter((t) => t.card && t.kind === "votes").map((t) => [t.card, t.value]));
  const felt = (/** @type {Rec} */ card) => Math.min(0, ...replica.feelingsOf(card.id).map((f) => f.value));
  const hurts = (/** @type {Rec} */ card, /** @type {Rec} */ lane) => card.title && (card.severity || lane.kind === "pain");
  const cards = replica.list("stage").flatMap((stage) => replica.list("lane").flatMap((lane) => replica.cell(stage.id, lane.id).filter((card) => hurts(card, lane))));
  cards.sort((a, b) => (b.severity ?? 0) - (a.severity ?? 0) || (votes.get(b.id) ?? 0) - (votes.get(a.id) ?? 0) || felt(a) - felt(b)); // equal ones stay as they stand on the map
  const rows = cards.map((card) => ({
    title: card.title, stage: replica.get("stage", card.stage)?.name ?? "", severity: card.severity ?? null, evidence: card.evidence, votes: votes.get(card.id) ?? null, said: 1 + replica.under("voice", "card", card.id).length,
  }));
  return { rows: rows.length, pages: paged(rows, TALL) };
}

/** What waits for another day, open topics first. @param {Replica} replica @param {Scene} scene @returns {{rows: number, pages: {text: string, by: string, settled: boolean}[][]}} */
export function parkedOf(replica, { workshop }) {
  const all = replica.under("parked", "workshop", workshop.id).filter((p) => p.text);
  const rows = [...all.filter((p) => !p.settled), ...all.filter((p) => p.settled)].map((p) => ({ text: p.text, by: workshop.anonymous === "on" ? "" : p.author_name, settled: Boolean(p.settled) }));
  return { rows: rows.length, pages: paged(rows, TALL) };
}

/** @type {Record<string, string>} */
const KINDS = { decision: "Decision", action: "Action", question: "Open question" };

/** What was decided, who does what by when, and what stays open. @param {Replica} replica @param {Scene} scene @param {Date} [today] @returns {{rows: number, pages: {kind: string, text: string, owner: string, due: string, settled: boolean}[][]}} */
export function decidedOf(replica, { workshop }, today) {
  const all = replica.under("decision", "workshop", workshop.id).filter((d) => d.text);
  const rows = Object.keys(KINDS).flatMap((kind) => all.filter((d) => d.kind === kind)).map((d) => ({
    kind: KINDS[d.kind], text: d.text, owner: d.owner || (replica.get("team", d.team)?.name ?? ""), due: d.due ? shortDate(d.due, today) : "", settled: Boolean(d.settled),
  }));
  return { rows: rows.length, pages: paged(rows, TALL) };
}

/** Names that are shown of who came last. */
const NAMES = 12;

/** Who is here; in an anonymous workshop only how many. @param {Replica} replica @param {Scene} scene @returns {{count: number, names: string[], more: number}} */
export function hereOf(replica, { workshop }) {
  const here = participantsOf(replica, workshop).filter((p) => p.state === "in");
  if (workshop.anonymous === "on") return { count: here.length, names: [], more: 0 };
  const latest = [...here].sort((a, b) => ((a.joined ?? "") > (b.joined ?? "") ? -1 : (a.joined ?? "") < (b.joined ?? "") ? 1 : 0));
  const names = latest.slice(0, NAMES).map((p) => p.name);
  return { count: here.length, names, more: here.length - names.length };
}
