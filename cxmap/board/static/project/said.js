// @ts-check
/** The cards of a step as the projector shows them: stages in columns, in each what most people said first. Pure. */
import { openKinds } from "../model/workshop.js";
import { pagesOf } from "../present/pages.js";

/** @typedef {import("../sync/replica.js").Replica} Replica */
/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {{id: string, title: string, kind: string, said: number, severity: number | null, moment: boolean, evidence: string, channel: string | null}} Said */
/** @typedef {{stage: string, name: string, number: number, cards: Said[], more: number}} Stack `more`: cards of this stage on other pages */

/** Cards of a column. */
const HIGH = 6;

/**
 * @param {Replica} replica @param {Scene} scene
 * @returns {{pages: {stacks: Stack[]}[], count: number, kinds: string[]}} `kinds`: of the lanes that are shown
 */
export function saidOf(replica, { now, step }) {
  const shown = step ?? now;
  const wanted = new Set([...openKinds(shown), ...(shown?.about ? [shown.about] : [])]);
  const lanes = replica.list("lane").filter((lane) => (wanted.size ? wanted.has(lane.kind) : lane.kind !== "kpi"));
  const stages = replica.list("stage").map((stage, i) => {
    const cards = lanes.flatMap((lane) => replica.cell(stage.id, lane.id).filter((card) => card.title).map((card) => said(replica, card, lane.kind)));
    cards.sort((a, b) => b.said - a.said || (b.severity ?? 0) - (a.severity ?? 0)); // equal ones stay as they stand on the map
    return { id: stage.id, name: stage.name, number: i + 1, cards };
  });
  const pages = pagesOf(stages).flatMap((screen) => {
    const deep = Math.max(1, ...screen.map(({ cards }) => Math.ceil(cards.length / HIGH)));
    return Array.from({ length: deep }, (_, i) => ({ stacks: screen.map(({ id, name, number, cards }) => stack(id, name, number, cards, i)) }));
  });
  const kinds = [...new Set(lanes.map((lane) => lane.kind))];
  return { pages, count: stages.reduce((sum, { cards }) => sum + cards.length, 0), kinds };
}

/**
 * The part of a column that page `i` shows; a column with fewer pages than its neighbours begins anew, so that it is never empty.
 * @param {string} id @param {string} name @param {number} number @param {Said[]} cards @param {number} i @returns {Stack}
 */
function stack(id, name, number, cards, i) {
  const pages = Math.max(1, Math.ceil(cards.length / HIGH));
  const from = (i % pages) * HIGH;
  const here = cards.slice(from, from + HIGH);
  return { stage: id, name, number, cards: here, more: cards.length - here.length };
}

/** @param {Replica} replica @param {any} card @param {string} kind @returns {Said} */
function said(replica, card, kind) {
  const { id, title, severity, evidence } = card;
  return { id, title, kind, said: 1 + replica.under("voice", "card", id).length, severity: severity ?? null, moment: Boolean(card.moment), evidence, channel: card.channel ?? null };
}

/** The first page with a stage, or the one with the card; −1 for none. @param {{stacks: Stack[]}[]} pages @param {{stage: string, card: string}} place */
export function pageOfStage(pages, { stage, card }) {
  const exact = card ? pages.findIndex((page) => page.stacks.some((s) => s.cards.some((c) => c.id === card))) : -1;
  return exact >= 0 ? exact : stage ? pages.findIndex((page) => page.stacks.some((s) => s.stage === stage)) : -1;
}
