// @ts-check
/**
 * What the projector shows, as far as it is the same for all its views: which view, the question over it, where the workshop
 * stands, and what is told in the strip below. Pure: a replica in, plain values out.
 *
 * @typedef {import("../sync/replica.js").Replica} Replica
 * @typedef {import("../sync/replica.js").Rec} Rec
 * @typedef {{step: string, people: number, complete: number, drafts: number, of: number} | null} Counts what is told of the unseen
 * @typedef {{id: string, name: string, role: string, photo: string | null, avatar?: string}} Face
 * @typedef {{hidden: string, shown: string, revealed: boolean}} Strip two words: while hidden, and once shown
 * @typedef {object} Scene
 * @property {string} view one of PROJECTED, or "planned", "between", "break", "closed"
 * @property {Rec} workshop
 * @property {Rec | null} step the step that the view is about
 * @property {Rec | null} now the step under way
 * @property {string} question over the view
 * @property {string} hint beside the steps
 * @property {("done" | "now" | "waiting")[]} steps those that are not left out
 * @property {string} place "Step 3 of 6"
 * @property {Face | null} face
 * @property {Strip | null} strip
 * @property {string} next what comes next, "" for nothing
 */
import { isPrivate, nextStep, participantsOf, personaOf, placeOf, runningStep, stepsOf, talliesOf, viewOf, workshopOf } from "../model/workshop.js";

/** Which kind of step a view shows the results of. @type {Record<string, string>} */
const ABOUT = { rating: "rate", votes: "vote", matrix: "place" };

/** Longest question that stands in two lines beside timer and code. */
const LONG = 84;

/**
 * @param {Replica} replica @param {string} id of the workshop @param {Counts} counts of the step under way
 * @returns {Scene | null} null where the workshop is not (or no longer) there
 */
export function sceneOf(replica, id, counts) {
  const workshop = workshopOf(replica, id);
  if (!workshop) return null;
  const now = workshop.state === "running" ? runningStep(replica, workshop) : null;
  const view = viewNow(replica, workshop, now);
  const step = stepFor(replica, workshop, now, view);
  const steps = stepsOf(replica, workshop).filter((s) => s.state !== "skipped" || s.id === now?.id);
  const placed = now && placeOf(replica, now);
  const next = workshop.state === "running" ? nextStep(replica, workshop) : null;
  return {
    view,
    workshop,
    step,
    now,
    question: questionOf(view, workshop, step, now),
    hint: hintOf(view, step, steps),
    steps: steps.map((s) => (s.id === now?.id ? "now" : s.state === "waiting" ? "waiting" : "done")),
    place: placed ? `Step ${placed.at} of ${placed.of}` : "",
    face: faceOf(step ? personaOf(replica, step) : (replica.get("persona", replica.list("traveller")[0]?.persona) ?? null)),
    strip: stripOf(replica, workshop, view, step, now, counts),
    next: next ? next.title : "",
  };
}

/** @param {Replica} replica @param {Rec} workshop @param {Rec | null} now */
function viewNow(replica, workshop, now) {
  if (workshop.state === "planned") return "planned";
  if (workshop.state === "closed") return "closed";
  if (workshop.view) return workshop.view;
  if (now?.kind === "pause") return "break";
  if (!now && stepsOf(replica, workshop).some((s) => s.state !== "waiting")) return "between";
  return viewOf(workshop, now);
}

/**
 * The step that a view is about: the one under way, but results are those of the last step that asked for them.
 * @param {Replica} replica @param {Rec} workshop @param {Rec | null} now @param {string} view @returns {Rec | null}
 */
export function stepFor(replica, workshop, now, view) {
  const kind = ABOUT[view];
  if (!kind || now?.kind === kind) return now;
  return stepsOf(replica, workshop).findLast((s) => s.kind === kind && (s.revealed || s.state === "running")) ?? null;
}

/** The sentences of a text, each with its mark. @param {string} text */
const sentences = (text) => text.split(/(?<=[.?!…])\s+/).filter(Boolean);

/**
 * What the room is asked, short enough for the top of the screen: the prompt, else the first question in it, else the step's title.
 * @param {{prompt?: string, title: string}} step
 */
export function asked({ prompt, title }) {
  const plain = (prompt ?? "").trim().replace(/\s+/g, " ");
  if (plain && plain.length <= LONG) return plain;
  return sentences(plain).find((sentence) => sentence.endsWith("?") && sentence.length <= LONG) ?? title;
}

/** @type {Record<string, string>} */
const TITLES = { pains: "What hurts most", parking: "Parking lot", decisions: "What we decided", join: "Join the room" };

/** @param {string} view @param {Rec} workshop @param {Rec | null} step @param {Rec | null} now */
function questionOf(view, workshop, step, now) {
  if (view === "planned" || view === "closed" || view === "between" || view === "blank") return workshop.title;
  if (view === "join" && now && !now.kind.startsWith("welcome")) return TITLES.join;
  if (view === "join") return workshop.title;
  if (view === "question" || view === "break") return now?.title || workshop.title;
  if (view in TITLES && (view !== "decisions" || now?.kind !== "decide")) return TITLES[view];
  return (step && asked(/** @type {any} */ (step))) || workshop.title;
}

/** @param {string} view @param {Rec | null} step @param {readonly Rec[]} steps */
function hintOf(view, step, steps) {
  if (view === "pains" && steps.some((s) => s.kind === "vote" && s.revealed)) return "votes are an estimate of this room";
  if (view === "rating") return step?.revealed ? "each dot is one vote" : "nobody sees a dot until all are shown";
  if (view === "votes" && step && !step.revealed && step.votes) return `${step.votes} ${step.votes === 1 ? "vote" : "votes"} each${step.scope === "stage" ? ", in every stage" : ""}`;
  if ((view === "votes" || view === "matrix") && step?.revealed) return "an estimate of this room";
  return "";
}

/** @param {Rec | null} persona @returns {Face | null} */
function faceOf(persona) {
  return persona && { id: persona.id, name: persona.name, role: persona.role ?? "", photo: persona.photo ?? null, avatar: persona.avatar ?? "" };
}

/** Words of the strip: what is going on unseen. @type {Record<string, string>} */
const HIDDEN = { rating: "Blind", votes: "Voting", matrix: "Placing" };

/**
 * @param {Replica} replica @param {Rec} workshop @param {string} view @param {Rec | null} step @param {Rec | null} now @param {Counts} counts
 * @returns {Strip | null}
 */
function stripOf(replica, workshop, view, step, now, counts) {
  const hidden = HIDDEN[view];
  if (hidden && step) {
    if (step.revealed) {
      const people = Math.max(0, ...talliesOf(replica, step).map((t) => t.people));
      const of = Math.max(people, step.id === now?.id ? roomSize(replica, workshop) : 0);
      return { hidden, shown: `Revealed, ${people} of ${of}`, revealed: true };
    }
    const told = counts?.step === step.id ? counts : null;
    return { hidden: told ? `${hidden}, ${told.complete} of ${told.of}` : hidden, shown: "Revealed", revealed: false };
  }
  if ((view === "cards" || view === "question") && now && (isPrivate(workshop) || (now.private === "on" && !now.revealed))) {
    const told = counts?.step === now.id && counts.drafts ? `, ${counts.drafts} ${counts.drafts === 1 ? "card" : "cards"}` : "";
    return { hidden: `Each writes alone${told}`, shown: "Revealed", revealed: false };
  }
  return null;
}

/** How many are in the room. @param {Replica} replica @param {Rec} workshop */
export const roomSize = (replica, workshop) => participantsOf(replica, workshop).filter((p) => p.state === "in").length;

/**
 * Where the facilitator points: what everybody was brought to; while all follow, where the facilitator is.
 * @param {Replica} replica @param {Rec} workshop @param {Iterable<any>} people the sessions of the room
 * @returns {import("./views/index.js").Pointed}
 */
export function pointedTo(replica, workshop, people) {
  const at = (/** @type {string | undefined} */ id, /** @type {string} */ why) => {
    const card = replica.get("card", id);
    const stage = card ? card.stage : replica.get("stage", id)?.id;
    return stage ? { stage, card: card?.id ?? "", lifted: stage, sign: `${why}:${id}` } : null;
  };
  const nowhere = { stage: "", card: "", lifted: "", sign: "" };
  const called = at(workshop.focus, workshop.called ?? "");
  if (workshop.follow !== "on") return called ?? nowhere;
  for (const person of people) {
    if (!workshop.facilitator || person.person !== workshop.facilitator) continue;
    const selected = [...(person.selected ?? [])].map((id) => at(id, "follow")).find(Boolean);
    if (selected) return selected;
    const passing = at(person.cursor?.stage, "follow");
    if (passing) return { ...passing, lifted: "" }; // a pointer that passes over the map does not make its stages stand out
  }
  return called ?? nowhere;
}
