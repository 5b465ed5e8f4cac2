// @ts-check
/**
 * What one screen of the present page shows. Pure: a replica in, plain values out.
 *
 * @typedef {import("../view/feelings.js").FeelingPoint} FeelingPoint
 * @typedef {{stage: any, pain: any | null, moment: any | null, moments: number}} Column
 */
import { NEUTRAL, showValue } from "../view/curve.js";
import { feelingPoints, peakEnd, travellers } from "../view/feelings.js";

/** At most this many stages on a screen. */
export const COLUMNS = 6;

/**
 * Stages in screens of at most `size`, as even as they can be: 7 stages are 4 and 3, not 6 and 1.
 * @template T @param {readonly T[]} stages @param {number} [size] @returns {T[][]}
 */
export function pagesOf(stages, size = COLUMNS) {
  const count = Math.ceil(stages.length / size);
  const pages = [];
  for (let at = 0, left = count; left > 0; left--) {
    const take = Math.ceil((stages.length - at) / left);
    pages.push(stages.slice(at, at + take));
    at += take;
  }
  return pages;
}

/**
 * The screen to stay on after the map changed: the one that holds the stage that led the screen before.
 * @param {{id: string}[][]} pages @param {string | null} stage @param {number} [before] the screen's number before
 */
export function pageOf(pages, stage, before = 0) {
  const found = pages.findIndex((page) => page.some((s) => s.id === stage));
  return found >= 0 ? found : Math.max(0, Math.min(pages.length - 1, before));
}

/** The number of the screen in an address: "#2" is the second, 1; what cannot be read is the first. @param {string} hash */
export function pageInHash(hash) {
  const number = /^#(\d{1,4})$/.exec(hash);
  return number ? Math.max(0, Number(number[1]) - 1) : 0;
}

/** Which way a finger's path leads: 1 to the next screen, −1 back, 0 nowhere. @param {number} dx @param {number} dy */
export function swipe(dx, dy) {
  return Math.abs(dx) >= 60 && Math.abs(dx) > 2 * Math.abs(dy) ? -Math.sign(dx) : 0;
}

/**
 * The curves of the map: the leading persona's, as predicted, or as reported where nothing is predicted, then the others'.
 * @param {any} replica @returns {{persona: any, points: FeelingPoint[]}[]}
 */
export function curvesOf(replica) {
  return travellers(replica)
    .map((persona, i) => {
      const predicted = feelingPoints(replica, persona.id);
      return { persona, points: predicted.length || i > 0 ? predicted : feelingPoints(replica, persona.id, "reported") };
    })
    .filter(({ points }, i) => i === 0 || points.length);
}

/** What customers reported of the leading persona, where the team predicts something beside it. @param {any} replica @returns {FeelingPoint[]} */
export function reportedOf(replica) {
  const [persona] = travellers(replica);
  return persona && feelingPoints(replica, persona.id).length ? feelingPoints(replica, persona.id, "reported") : [];
}

/** What is remembered of a curve, as the peak–end rule has it; "" below two readings. @param {FeelingPoint[]} points */
export function remembered(points) {
  const found = points.length > 1 ? peakEnd(points) : null;
  return found ? `Remembered ≈ ${showValue(found.remembered)}, by the rule of peak and end` : "";
}

/** Cards of a stage in reading order: lane by lane. @param {any} replica @param {string} stage @returns {{card: any, kind: string}[]} */
function cardsOf(replica, stage) {
  return replica.list("lane").flatMap((/** @type {any} */ lane) => replica.cell(stage, lane.id).map((/** @type {any} */ card) => ({ card, kind: lane.kind })));
}

/**
 * What stands under a stage's part of the curve: its worst pain point and its first moment of truth.
 *
 * A pain point stands in a lane of them or has a severity; the worst is the most severe, then the one that feels worst,
 * then the first. A moment of truth is marked as one, or stands in a lane of them. Cards without a title have nothing to show;
 * of a filtered map only those that the filter lets through count.
 * @param {any} replica @param {any} stage @returns {Column}
 */
export function column(replica, stage) {
  const cards = cardsOf(replica, stage.id).filter(({ card }) => card.title && (replica.stands?.(card.id) ?? true));
  const felt = (/** @type {any} */ card) => Math.min(0, ...replica.feelingsOf(card.id).map((/** @type {any} */ f) => f.value));
  let pain = null;
  for (const { card, kind } of cards) {
    if (kind !== "pain" && !card.severity) continue;
    const more = (card.severity ?? 0) - (pain?.severity ?? 0);
    if (!pain || more > 0 || (more === 0 && felt(card) < felt(pain))) pain = card;
  }
  const moments = cards.filter(({ card, kind }) => card.moment || kind === "moment").map(({ card }) => card);
  return { stage, pain, moment: moments[0] ?? null, moments: moments.length };
}

/**
 * What the map says, in one sentence: its lowest point, of equal ones the later; without feelings its worst pain.
 * @param {any} replica @param {FeelingPoint[]} points the leading curve @returns {string} "" where there is nothing to say
 */
export function finding(replica, points) {
  let low = points[0];
  for (const point of points) if (point.value <= low.value) low = point;
  if (low) {
    const name = low.card.title || low.word || replica.get("stage", low.stage)?.name || "one point";
    return low.value < -NEUTRAL ? `Lowest at ${name}: ${showValue(low.value)}` : `Nothing feels bad. The weakest point is ${name}: ${showValue(low.value)}`;
  }
  const pains = replica.list("stage").map((/** @type {any} */ s) => column(replica, s).pain).filter(Boolean);
  pains.sort((/** @type {any} */ a, /** @type {any} */ b) => (b.severity ?? 0) - (a.severity ?? 0));
  return pains.length ? `What hurts most: ${pains[0].title}` : "";
}
