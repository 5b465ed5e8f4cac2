// @ts-check
/** What goes on in a workshop: its steps, the clock, the plan, the lanes that are open and the cards that are asked about. */
import { inMapOrder } from "../places.js";

/** @typedef {import("../../sync/replica.js").Replica} Replica */
/** @typedef {import("../../sync/replica.js").Rec} Rec */

/** @param {Rec | string | null | undefined} record */
export const idOf = (record) => (typeof record === "string" ? record : (record?.id ?? ""));

/** The time of a field in milliseconds; null where it is empty. @param {string | null | undefined} iso */
export const timeOf = (iso) => (iso ? Date.parse(iso) : null);

/** A time as records hold it. @param {number} ms */
export const isoOf = (ms) => new Date(ms).toISOString();

/**
 * The workshop of that id; without one the workshop that runs (the one begun last), else the one that is planned next.
 * @param {Replica} replica @param {string | null} [id] @returns {Rec | null}
 */
export function workshopOf(replica, id = null) {
  if (id) return replica.get("workshop", id) ?? null;
  const all = [...replica.all("workshop").values()];
  const running = all.filter((w) => w.state === "running").sort((a, b) => later(a.started, b.started) || later(a.id, b.id));
  const planned = all.filter((w) => w.state === "planned").sort((a, b) => later(b.date ?? "9", a.date ?? "9") || later(b.id, a.id));
  return running[0] ?? planned[0] ?? null;
}

/** The steps of a run sheet in their order. @param {Replica} replica @param {Rec | string | null} workshop @returns {readonly Rec[]} */
export const stepsOf = (replica, workshop) => replica.under("step", "workshop", idOf(workshop));

/** The step under way; of several (two people started one at once) the one begun last. @param {Replica} replica @param {Rec | string | null} workshop @returns {Rec | null} */
export function runningStep(replica, workshop) {
  const running = stepsOf(replica, workshop).filter((step) => step.state === "running");
  return running.sort((a, b) => later(a.started, b.started) || later(a.id, b.id))[0] ?? null;
}

/** What comes next: the first step that waits behind the one under way (or behind the last that is over). @param {Replica} replica @param {Rec | string | null} workshop @returns {Rec | null} */
export function nextStep(replica, workshop) {
  const steps = stepsOf(replica, workshop);
  return steps.slice(reached(steps, runningStep(replica, workshop)) + 1).find((step) => step.state === "waiting") ?? null;
}

/** The step to go back to: the last one before the one under way that was begun, else the one ahead of it. @param {Replica} replica @param {Rec | string | null} workshop @returns {Rec | null} */
export function previousStep(replica, workshop) {
  const steps = stepsOf(replica, workshop);
  const now = runningStep(replica, workshop);
  const before = steps.slice(0, now ? steps.indexOf(now) : reached(steps, null) + 1);
  return before.findLast((step) => step.state === "done") ?? (now ? (before.at(-1) ?? null) : null);
}

/** Where a step stands among those that are not left out: “Step 3 of 6”. @param {Replica} replica @param {Rec} step @returns {{at: number, of: number}} */
export function placeOf(replica, step) {
  const steps = stepsOf(replica, step.workshop).filter((s) => s.state !== "skipped" || s.id === step.id);
  return { at: steps.findIndex((s) => s.id === step.id) + 1, of: steps.length };
}

// ---- the clock

/**
 * Seconds that a step has left: below 0 when its time is up, all of it before it began. `nowMs` is the server's time
 * (`clock.now() + session.clockOffset`).
 * @param {Rec} step @param {number} nowMs @returns {number} whole seconds
 */
export function secondsLeft(step, nowMs) {
  if (step.paused !== null) return step.paused;
  const ends = step.state === "running" ? timeOf(step.ends) : null;
  return ends === null ? step.minutes * 60 : Math.ceil((ends - nowMs) / 1000) + 0;
}

/** “06:42”; “1:04:00” from an hour on; what is over counts up. @param {number} seconds */
export function clockText(seconds) {
  const all = Math.abs(Math.trunc(seconds));
  const two = (/** @type {number} */ n) => String(n).padStart(2, "0");
  const hours = Math.floor(all / 3600);
  return hours ? `${hours}:${two(Math.floor(all / 60) % 60)}:${two(all % 60)}` : `${two(Math.floor(all / 60))}:${two(all % 60)}`;
}

/** Minutes that a step took (so far); null before it began. @param {Rec} step @param {number} nowMs */
export function took(step, nowMs) {
  const began = timeOf(step.started);
  return began === null ? null : Math.max(0, (timeOf(step.ended) ?? nowMs) - began) / 60_000;
}

/**
 * The plan against the clock. It is planned to be over `planned` minutes after the first step began; it will be over when the step
 * under way has used up its time and those behind it took what they are planned for. Extending by 5 makes it 5 behind, leaving
 * out a step of 10 makes it 10 ahead.
 * @param {Replica} replica @param {Rec | string | null} workshop @param {number} nowMs
 * @returns {{planned: number, gone: number, left: number, behind: number, began: number | null, finish: number | null}} minutes
 * (behind: below 0 ahead), and times in ms; before the first step `gone` and `behind` are 0
 */
export function plan(replica, workshop, nowMs) {
  const steps = stepsOf(replica, workshop);
  const planned = steps.reduce((sum, step) => sum + step.minutes, 0);
  const starts = steps.flatMap((step) => timeOf(step.started) ?? []);
  const began = starts.length ? Math.min(...starts) : null;
  const now = runningStep(replica, workshop);
  const rest = steps.slice(reached(steps, now) + 1).filter((step) => step.state === "waiting");
  const left = rest.reduce((sum, step) => sum + step.minutes, 0) + (now ? Math.max(0, secondsLeft(now, nowMs)) / 60 : 0);
  const over = !now && !rest.length ? Math.max(...steps.map((step) => timeOf(step.ended) ?? 0), 0) : 0;
  const finish = began === null ? null : (over || nowMs) + left * 60_000;
  const gone = began === null ? 0 : Math.max(0, (over || nowMs) - began) / 60_000;
  return { planned, gone, left, behind: finish === null || began === null ? 0 : (finish - began) / 60_000 - planned, began, finish };
}

// ---- lanes and cards

/** The kinds of lane that a step opens. @param {Rec | null} step @returns {string[]} */
export const openKinds = (step) => (step?.lanes ?? "").split(" ").filter(Boolean);

/** Lanes as a step names their kinds: what it asks for comes first. @param {readonly Rec[]} lanes @param {Rec | null} step @returns {Rec[]} */
export function lanesAsAsked(lanes, step) {
  const kinds = openKinds(step);
  const rank = (/** @type {Rec} */ lane) => (kinds.includes(lane.kind) ? kinds.indexOf(lane.kind) : kinds.length);
  return [...lanes].sort((a, b) => rank(a) - rank(b));
}

/** Ids of the lanes of this map that a step opens to participants. @param {Replica} replica @param {Rec | null} step @returns {string[]} */
export function openLanes(replica, step) {
  const kinds = openKinds(step);
  return replica.list("lane").filter((lane) => kinds.includes(lane.kind)).map((lane) => lane.id);
}

/** What a step asks about where it does not say so. @type {Record<string, string[]>} */
const ABOUT = { rate: ["touchpoint"], vote: ["pain"], place: ["opportunity"] };

/** Whether a step asks each for a rating, votes or a place. @param {Rec | null} step */
export const asks = (step) => Boolean(step && ABOUT[step.kind]);

/** The cards that are rated, voted on or placed in a step, as they stand on the map. @param {Replica} replica @param {Rec | null} step @returns {Rec[]} */
export function targetsOf(replica, step) {
  if (!step || !asks(step)) return [];
  const kinds = step.about ? [step.about] : ABOUT[step.kind];
  const lanes = new Set(replica.list("lane").filter((lane) => kinds.includes(lane.kind)).map((lane) => lane.id));
  return inMapOrder(replica, [...replica.all("card").values()].filter((card) => lanes.has(card.lane)).map((card) => card.id));
}

/** Whose feelings a step rates: its persona, else the leading one. @param {Replica} replica @param {Rec} step @returns {Rec | null} */
export const personaOf = (replica, step) => replica.get("persona", step.persona ?? replica.list("traveller")[0]?.persona) ?? null;

/** What a step of a kind shows on the projector where it does not say so. @type {Record<string, string>} */
const SHOWN = { welcome: "join", rate: "rating", vote: "votes", place: "matrix", decide: "decisions" };

/**
 * What the projector shows: the facilitator's choice, else what the step says, else what goes with its kind; before the first step
 * how to join. Where each wrote alone under the question, the reveal brings the cards. One of the keys of PROJECTED.
 * @param {Rec | null} workshop @param {Rec | null} step @returns {string}
 */
export function viewOf(workshop, step) {
  if (workshop?.view) return workshop.view;
  if (!step) return "join";
  const view = step.view ?? SHOWN[step.kind] ?? "question";
  return view === "question" && step.revealed && workshop?.private !== "on" && !asks(step) ? "cards" : view;
}

/** What was revealed in a step, by card. @param {Replica} replica @param {Rec | string} step @returns {readonly Rec[]} */
export const talliesOf = (replica, step) => replica.under("tally", "step", idOf(step));

// ---- inside

/** @param {string | null} a @param {string | null} b */
const later = (a, b) => ((a ?? "") > (b ?? "") ? -1 : (a ?? "") < (b ?? "") ? 1 : 0);

/** How far a run sheet has come: the place of the step under way, or of the last that is over. @param {readonly Rec[]} steps @param {Rec | null} running */
function reached(steps, running) {
  return running ? steps.indexOf(running) : steps.findLastIndex((step) => step.state === "done" || step.state === "skipped");
}
