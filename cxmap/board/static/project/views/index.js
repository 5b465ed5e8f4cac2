// @ts-check
/**
 * The views by name: what of the map each shows, in pages, and what draws it.
 *
 * @typedef {import("../clock.js").Timer} Timer
 * @typedef {object} Made a view that is on the screen
 * @property {HTMLElement} el
 * @property {(page: any, model: any) => void} draw
 * @property {(timer: Timer) => void} [tick] the time has gone on
 * @property {() => void} [end]
 * @typedef {object} Pointed where the facilitator points; empty texts: nowhere
 * @property {string} stage
 * @property {string} card
 * @property {string} lifted the stage that stands out
 * @property {string} sign changes when all are brought there anew
 * @typedef {object} Context
 * @property {import("../scene.js").Counts} counts
 * @property {{code: string, address: string} | null} door how to join, where one can
 * @property {Pointed} pointed
 * @property {(lane: any) => string} laneName
 * @typedef {object} Model plain data
 * @property {any[]} pages
 * @property {any} common what all pages share
 * @property {boolean} [auto] whether pages turn by themselves
 * @property {number} [at] the page that the facilitator points to
 * @property {string} [finding]
 * @typedef {{model: (replica: any, scene: import("../scene.js").Scene, context: Context) => Model, make: (context: any) => Made}} Kind
 */
import { findingOf } from "../../model/estimates.js";
import { isPrivate, openLanes } from "../../model/workshop.js";
import { shortDate, today } from "../../model/dates.js";
import { column, curvesOf, finding, pagesOf, reportedOf } from "../../present/pages.js";
import { pageWith, ratedOf } from "../rated.js";
import { decidedOf, hereOf, painsOf, parkedOf, placedOf, votesOf } from "../ranked.js";
import { pageOfStage, saidOf } from "../said.js";
import { cards } from "./cards.js";
import { join } from "./join.js";
import { decisions, pains, parking, votes } from "./lists.js";
import { map } from "./map.js";
import { matrix } from "./matrix.js";
import { rating } from "./rating.js";
import { pause, question, words } from "./words.js";

/** A view of one page. @param {any} common @returns {Model} */
const one = (common) => ({ pages: [null], common });

/** Whether everybody writes alone now, and what is told of it. @param {import("../scene.js").Scene} scene @param {Context} context */
function aloneOf({ workshop, now }, { counts }) {
  if (!now || now.revealed || !(isPrivate(workshop) || now.private === "on")) return "";
  const drafts = counts?.step === now.id ? counts.drafts : 0;
  return drafts ? `Each writes alone: ${drafts} ${drafts === 1 ? "card" : "cards"} so far. All are shown at the reveal.` : "Each writes alone. All cards are shown at the reveal.";
}

/** What is told of ballots that nobody sees. @param {import("../scene.js").Scene} scene @param {Context} context */
const castOf = ({ step }, { counts }) => (step && counts?.step === step.id ? { people: counts.people, of: counts.of, complete: counts.complete } : null);

/** @param {(replica: any, scene: any) => {pages: any[]}} rows @param {() => Made} make @returns {Kind} */
const plain = (rows, make) => ({ model: (replica, scene) => ({ pages: rows(replica, scene).pages, auto: true, common: {} }), make });

/** @type {Record<string, Kind>} */
export const VIEWS = {
  join: { model: (replica, scene, { door }) => one({ ...hereOf(replica, scene), door }), make: join },
  question: {
    model(replica, scene, context) {
      const { now, workshop } = scene;
      const lanes = openLanes(replica, now).map((id) => replica.get("lane", id)).map((lane) => ({ kind: lane.kind, name: context.laneName(lane) }));
      const kinds = [...new Map(lanes.map((lane) => [lane.name, lane])).values()];
      const alone = aloneOf(scene, context);
      return one({ prompt: now?.prompt || now?.title || workshop.title, lanes: kinds, alone: Boolean(alone), drafts: alone });
    },
    make: question,
  },
  map: {
    model(replica, _scene, { pointed }) {
      const pages = pagesOf(replica.list("stage"));
      const all = pages.flat().map((/** @type {any} */ stage) => stage.id);
      const curves = curvesOf(replica);
      const columns = pages.map((/** @type {any[]} */ stages) => ({ columns: stages.map((stage) => column(replica, stage)), from: all.indexOf(stages[0].id) }));
      const common = { curves, reported: reportedOf(replica), all, pointed };
      return { pages: columns, common, at: pages.findIndex((stages) => stages.some((/** @type {any} */ s) => s.id === pointed.stage)), finding: finding(replica, curves[0]?.points ?? []) };
    },
    make: map,
  },
  cards: {
    model(replica, scene, context) {
      const { pages, count, kinds } = saidOf(replica, scene);
      return { pages, auto: true, at: pageOfStage(pages, context.pointed), common: { count, kinds, pointed: context.pointed, alone: aloneOf(scene, context) } };
    },
    make: cards,
  },
  rating: {
    model(replica, scene, context) {
      const rated = ratedOf(replica, scene);
      const names = new Map(rated.finding.map(({ tally, name }) => [tally.id, name]));
      const common = { revealed: rated.revealed, values: rated.values, pointed: context.pointed, cast: castOf(scene, context), targets: rated.pages.length };
      return { pages: rated.pages, at: pageWith(rated.pages, context.pointed), finding: findingOf(rated.finding.map(({ tally }) => tally), (t) => names.get(t.id) ?? t.title), common };
    },
    make: rating,
  },
  votes: {
    model(replica, scene, context) {
      const { revealed, targets, pages, finding } = votesOf(replica, scene);
      return { pages: revealed ? pages : [null], auto: true, finding, common: { cast: castOf(scene, context), targets } };
    },
    make: votes,
  },
  matrix: {
    model(replica, scene, context) {
      const { revealed, targets, points, pages, finding } = placedOf(replica, scene);
      return { pages: pages.length ? pages : [null], auto: true, finding, common: { revealed, points, targets, cast: castOf(scene, context) } };
    },
    make: matrix,
  },
  pains: plain(painsOf, pains),
  parking: plain(parkedOf, parking),
  decisions: plain(decidedOf, decisions),
  blank: { model: (_replica, { now }) => one({ large: now?.title ?? "", small: "" }), make: words },
  planned: { model: (_replica, { workshop }) => one({ large: "We start soon", small: workshop.date && workshop.date !== today(new Date()) ? shortDate(workshop.date) : "" }), make: words },
  between: { model: (_replica, { next }) => one({ large: next ? `Next: ${next}` : "We go on in a moment", small: "" }), make: words },
  break: { model: (_replica, { next }) => one({ small: next ? `Then: ${next}` : "" }), make: pause },
  closed: { model: () => one({ large: "Thank you", small: "The workshop is over. The map stays." }), make: words },
};
