// @ts-check
/**
 * What a blind rating shows: the touchpoints that are rated, in columns under their stages; after the reveal every vote. Pure.
 *
 * @typedef {import("../sync/replica.js").Replica} Replica
 * @typedef {import("./scene.js").Scene} Scene
 * @typedef {object} Point
 * @property {string} id of the card; of the tally where the card is gone
 * @property {string} title
 * @property {number | null} value mean of the votes, −3 to +3; null before the reveal
 * @property {[value: number, count: number][]} counts
 * @property {[number, number] | null} half between what the middle half of the votes lies
 * @property {string} agree "Close", "Some spread", "Split", or "One vote"; "" before the reveal
 * @property {string} range "−3 to +2"
 * @property {boolean} split
 * @typedef {{stage: string, name: string, points: Point[], pain: {title: string, severity: number | null, evidence: string} | null}} Group
 * @typedef {{groups: Group[], from: number}} Page `from`: how many points stand on the pages before
 */
import { countsOf, SPREADS, spreadOf } from "../model/estimates.js";
import { talliesOf, targetsOf } from "../model/workshop.js";
import { column } from "../present/pages.js";
import { middleHalf } from "./dots.js";

/** At most so many stages, and so many touchpoints, on a screen. */
const STAGES = 6;
const POINTS = 9;

/**
 * @param {Replica} replica @param {Scene} scene
 * @returns {{pages: Page[], revealed: boolean, values: number[], finding: {tally: any, name: string}[]}} `values`: the curve over all
 *   pages; `finding`: the tallies and what each is called, for one sentence about them
 */
export function ratedOf(replica, { step }) {
  if (!step) return { pages: [], revealed: false, values: [], finding: [] };
  const revealed = Boolean(step.revealed);
  const tallies = revealed ? talliesOf(replica, step).filter((t) => t.kind === "rating" && t.people > 0) : [];
  const known = new Map(tallies.flatMap((t) => (t.card ? [[t.card, t]] : [])));
  const cards = revealed ? inOrder(replica, [...known.keys()]) : targetsOf(replica, step).filter((card) => card.title);
  /** @type {Group[]} */
  const groups = [];
  for (const stage of replica.list("stage")) {
    const here = cards.filter((card) => card.stage === stage.id);
    if (!here.length) continue;
    const { pain } = column(replica, stage);
    const points = here.map((card) => point(card.id, card.title, known.get(card.id)));
    groups.push({ stage: stage.id, name: stage.name, points, pain: pain && { title: pain.title, severity: pain.severity, evidence: pain.evidence } });
  }
  const gone = tallies.filter((t) => !t.card || !replica.get("card", t.card)).map((t) => point(t.id, t.title, t));
  if (gone.length) groups.push({ stage: "", name: "Not on the map any more", points: gone, pain: null });
  const alone = new Map(groups.filter((g) => g.points.length === 1 && g.name).map((g) => [g.points[0].id, g.name]));
  return {
    pages: pack(groups),
    revealed,
    values: groups.flatMap((g) => g.points.map((p) => p.value ?? 0)),
    // a stage with one touchpoint lends it its name: it is the one that is read on the screen
    finding: tallies.map((tally) => ({ tally, name: alone.get(tally.card) ?? (replica.get("card", tally.card)?.title || tally.title) })),
  };
}

/** Cards as they stand on the map. @param {Replica} replica @param {string[]} ids */
function inOrder(replica, ids) {
  const wanted = new Set(ids);
  const lanes = replica.list("lane");
  return replica.list("stage").flatMap((stage) => lanes.flatMap((lane) => replica.cell(stage.id, lane.id).filter((card) => wanted.has(card.id))));
}

/** @param {string} id @param {string} title @param {any} tally @returns {Point} */
function point(id, title, tally) {
  if (!tally) return { id, title, value: null, counts: [], half: null, agree: "", range: "", split: false };
  const counts = /** @type {[number, number][]} */ (countsOf(tally).map(({ values, count }) => [values[0], count]));
  const spread = spreadOf(tally);
  const alone = counts.reduce((sum, [, n]) => sum + n, 0) === 1; // one vote agrees with nobody
  const ends = [tally.low, tally.high].map(short);
  return {
    id,
    title,
    value: tally.value,
    counts,
    half: alone ? null : middleHalf(new Map(counts)),
    agree: alone ? "One vote" : spread ? SPREADS[spread] : "",
    range: tally.low === null ? "" : alone ? ends[0] : ends[0] === ends[1] ? `All ${ends[0]}` : `${ends[0]} to ${ends[1]}`,
    split: spread === "split",
  };
}

/** "+2", "0", "−3", "+1.5". @param {number} value */
export const short = (value) => `${value > 0 ? "+" : value < 0 ? "−" : ""}${+Math.abs(value).toFixed(1)}`;

/**
 * Groups in screens of at most 6 stages and 9 touchpoints, as even as they can be; a stage is parted only where it would not fit
 * a screen by itself.
 * @param {Group[]} groups @returns {Page[]}
 */
export function pack(groups) {
  const parts = groups.flatMap((group) => {
    const count = Math.ceil(group.points.length / POINTS);
    const size = Math.ceil(group.points.length / count);
    return Array.from({ length: count }, (_, i) => ({ ...group, points: group.points.slice(i * size, (i + 1) * size) }));
  });
  const fill = (/** @type {number} */ most) => {
    /** @type {Group[][]} */
    const screens = [];
    let room = 0;
    for (const part of parts) {
      const screen = screens.at(-1);
      if (!screen || part.points.length > room || screen.length >= STAGES) {
        screens.push([part]);
        room = most - part.points.length;
      } else {
        screen.push(part);
        room -= part.points.length;
      }
    }
    return screens;
  };
  const least = Math.max(0, ...parts.map((part) => part.points.length));
  const best = fill(POINTS).length;
  let most = POINTS;
  while (most > least && fill(most - 1).length === best) most--;
  let from = 0;
  return fill(most).map((screen) => {
    const page = { groups: screen, from };
    from += screen.reduce((sum, g) => sum + g.points.length, 0);
    return page;
  });
}

/** The page that holds a stage, or a card of it; −1 for none. @param {Page[]} pages @param {{stage: string, card: string}} place */
export function pageWith(pages, { stage, card }) {
  const holds = (/** @type {Page} */ page, /** @type {(group: Group) => boolean} */ test) => page.groups.some(test);
  const exact = card ? pages.findIndex((page) => holds(page, (g) => g.points.some((p) => p.id === card))) : -1;
  return exact >= 0 ? exact : stage ? pages.findIndex((page) => holds(page, (g) => g.stage === stage)) : -1;
}
