// @ts-check
/** Running the sheet: opening the room, starting, ending, leaving out and going back to steps, and their clock. Times in ms, server's time. */
import { idOf, isoOf, nextStep, openKinds, previousStep, runningStep, secondsLeft, stepsOf, timeOf } from "./reading.js";

/** @typedef {import("../../sync/replica.js").Replica} Replica */
/** @typedef {import("../../sync/replica.js").Rec} Rec */
/** @typedef {import("../../sync/replica.js").Edit} Edit */

/** Seconds that a step has at least when one comes back to it. */
const AGAIN = 60;

/** What a step looks like that has not begun. */
const FRESH = { state: "waiting", started: null, ends: null, paused: null, ended: null };

/** @param {string} type @param {string} id @param {Record<string, any>} fields @returns {Edit} */
export const patch = (type, id, fields) => ({ op: "patch", type, id, fields });

/**
 * Open the room: people can join, and the facilitator is known.
 * @param {Replica} replica @param {Rec | string} workshop @param {number} nowMs @param {{person: string, name?: string} | null} [you] who leads, where nobody does yet
 * @returns {Edit[]}
 */
export function openWorkshop(replica, workshop, nowMs, you = null) {
  const record = replica.get("workshop", idOf(workshop));
  if (!record || record.state === "running") return [];
  const led = record.facilitator || !you?.person ? {} : { facilitator: you.person, facilitator_name: you.name ?? "" };
  return [patch("workshop", record.id, { state: "running", started: record.started ?? isoOf(nowMs), closed: null, ...led })];
}

/** Close the room: the step under way ends, those never begun are left out, nobody comes in any more, the map stays. @param {Replica} replica @param {Rec | string} workshop @param {number} nowMs @returns {Edit[]} */
export function closeWorkshop(replica, workshop, nowMs) {
  const record = replica.get("workshop", idOf(workshop));
  if (!record || record.state === "closed") return [];
  const left = stepsOf(replica, record).filter((step) => step.state === "waiting").map((step) => patch("step", step.id, { state: "skipped" }));
  const shut = { state: "closed", closed: isoOf(nowMs), private: null, follow: null, locked: null, focus: "", called: null };
  return [...ending(replica, record, nowMs), ...left, patch("workshop", record.id, shut)];
}

/**
 * Start a step: the others end, its lanes are open, its clock runs, the projector shows what it asks for; a planned workshop opens.
 * @param {Replica} replica @param {Rec | string} step @param {number} nowMs @param {{person: string, name?: string} | null} [you] @returns {Edit[]}
 */
export function startStep(replica, step, nowMs, you = null) {
  const record = replica.get("step", idOf(step));
  const workshop = replica.get("workshop", record?.workshop);
  if (!record || !workshop || workshop.state === "closed" || record.state === "running") return [];
  const own = { ...FRESH, state: "running", started: isoOf(nowMs), ends: isoOf(nowMs + record.minutes * 60_000) };
  return begin(replica, workshop, record, own, nowMs, you);
}

/** End a step. @param {Replica} replica @param {Rec | string} step @param {number} nowMs @returns {Edit[]} */
export function endStep(replica, step, nowMs) {
  const record = replica.get("step", idOf(step));
  if (record?.state !== "running") return [];
  return [patch("step", record.id, { state: "done", ended: isoOf(nowMs), paused: null })];
}

/** Start what comes next; where nothing does, end the step under way. @param {Replica} replica @param {Rec | string} workshop @param {number} nowMs @param {{person: string, name?: string} | null} [you] @returns {Edit[]} */
export function goOn(replica, workshop, nowMs, you = null) {
  const next = nextStep(replica, workshop);
  if (next) return startStep(replica, next, nowMs, you);
  const now = runningStep(replica, workshop);
  return now ? endStep(replica, now, nowMs) : [];
}

/** Leave a step out; the one under way gives way to what comes next. @param {Replica} replica @param {Rec | string} step @param {number} nowMs @returns {Edit[]} */
export function skipStep(replica, step, nowMs) {
  const record = replica.get("step", idOf(step));
  if (!record || record.state === "skipped" || record.state === "done") return [];
  if (record.state === "waiting") return [patch("step", record.id, { state: "skipped" })];
  const skipped = patch("step", record.id, { state: "skipped", ended: isoOf(nowMs), paused: null });
  const next = nextStep(replica, record.workshop);
  if (!next) return [skipped];
  return [...startStep(replica, next, nowMs).filter((edit) => edit.id !== record.id), skipped];
}

/** Plan a step again that was left out or is over. @param {Replica} replica @param {Rec | string} step @returns {Edit[]} */
export function replanStep(replica, step) {
  const record = replica.get("step", idOf(step));
  return record && (record.state === "skipped" || record.state === "done") ? [patch("step", record.id, FRESH)] : [];
}

/**
 * Go back to the step before: it has what was left of its time, a minute at least; the one under way waits again.
 * @param {Replica} replica @param {Rec | string} workshop @param {number} nowMs @returns {Edit[]}
 */
export function backStep(replica, workshop, nowMs) {
  const record = replica.get("workshop", idOf(workshop));
  const step = record && previousStep(replica, record);
  if (!record || !step || record.state === "closed") return [];
  const [ends, ended] = [timeOf(step.ends), timeOf(step.ended)];
  const seconds = step.started === null ? step.minutes * 60 : ends !== null && ended !== null ? (ends - ended) / 1000 : 0;
  const own = { state: "running", started: step.started ?? isoOf(nowMs), ended: null, paused: null, ends: isoOf(nowMs + Math.max(AGAIN, seconds) * 1000) };
  return begin(replica, record, step, own, nowMs, null, FRESH);
}

/** Give a step more time (minutes; below 0: less): from now on where its time is up. @param {Replica} replica @param {Rec | string} step @param {number} minutes @param {number} nowMs @returns {Edit[]} */
export function extend(replica, step, minutes, nowMs) {
  const record = replica.get("step", idOf(step));
  if (record?.state !== "running") return [];
  const left = Math.max(0, Math.max(0, secondsLeft(record, nowMs)) + minutes * 60);
  if (record.paused !== null) return [patch("step", record.id, { paused: left })];
  const ends = Math.max(nowMs, timeOf(record.ends) ?? nowMs) + minutes * 60_000;
  return [patch("step", record.id, { ends: isoOf(Math.max(nowMs, ends)) })];
}

/** Stop a step's clock. @param {Replica} replica @param {Rec | string} step @param {number} nowMs @returns {Edit[]} */
export function pause(replica, step, nowMs) {
  const record = replica.get("step", idOf(step));
  if (record?.state !== "running" || record.paused !== null) return [];
  return [patch("step", record.id, { paused: secondsLeft(record, nowMs) })];
}

/** Let a step's clock go on. @param {Replica} replica @param {Rec | string} step @param {number} nowMs @returns {Edit[]} */
export function resume(replica, step, nowMs) {
  const record = replica.get("step", idOf(step));
  if (record?.state !== "running" || record.paused === null) return [];
  return [patch("step", record.id, { ends: isoOf(nowMs + record.paused * 1000), paused: null })];
}

// ---- inside

/**
 * One step runs, the others do not; lanes, projector and privacy are as it says.
 * @param {Replica} replica @param {Rec} workshop @param {Rec} step @param {Record<string, any>} own what the step becomes @param {number} nowMs
 * @param {{person: string, name?: string} | null} you @param {Record<string, any>} [others] what the steps under way become; else they end
 */
function begin(replica, workshop, step, own, nowMs, you, others) {
  // what was revealed once is written in the open from then on: nobody is promised a second reveal
  /** @type {Record<string, any>} */
  const room = { view: null, focus: "", called: null, private: step.revealed ? null : step.private };
  // a room that was locked for a talk is open again for what the step wants written
  if (openKinds(step).length) room.locked = null;
  const [opening] = openWorkshop(replica, workshop, nowMs, you);
  const said = { ...opening?.fields, ...room };
  const changed = Object.fromEntries(Object.entries(said).filter(([name, value]) => workshop[name] !== value));
  return [
    ...ending(replica, workshop, nowMs, others).filter((edit) => edit.id !== step.id),
    patch("step", step.id, own),
    ...(Object.keys(changed).length ? [patch("workshop", workshop.id, changed)] : []),
  ];
}

/** @param {Replica} replica @param {Rec} workshop @param {number} nowMs @param {Record<string, any>} [fields] @returns {Edit[]} */
function ending(replica, workshop, nowMs, fields) {
  const running = stepsOf(replica, workshop).filter((step) => step.state === "running");
  return running.map((step) => patch("step", step.id, fields ?? { state: "done", ended: isoOf(nowMs), paused: null }));
}
