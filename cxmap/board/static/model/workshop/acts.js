// @ts-check
/** What the facilitator does beside running the sheet, as edits: the room, its people, its tables, the steps, what is parked and decided. */
import { newId } from "../ids.js";
import { fitTitle, keysAt } from "../places.js";
import { idOf, isoOf, stepsOf } from "./reading.js";
import { meIn } from "./rights.js";
import { patch } from "./running.js";

/** @typedef {import("../../sync/replica.js").Replica} Replica */
/** @typedef {import("../../sync/replica.js").Rec} Rec */
/** @typedef {import("../../sync/replica.js").Edit} Edit */

/** What can be switched on in a workshop. @typedef {"locked" | "private" | "anonymous" | "admission" | "follow"} Switch */

// ---- the room

/** Switch something on or off. @param {Rec | string} workshop @param {Switch} name @param {boolean} on @returns {Edit[]} */
export const setSwitch = (workshop, name, on) => [patch("workshop", idOf(workshop), { [name]: on ? "on" : null })];

/** Lock the map for participants, or open it. @param {Rec | string} workshop @param {boolean} on @returns {Edit[]} */
export const lock = (workshop, on) => setSwitch(workshop, "locked", on);

/** What the projector shows; null: as the step says. @param {Rec | string} workshop @param {string | null} view @returns {Edit[]} */
export const project = (workshop, view) => [patch("workshop", idOf(workshop), { view })];

/** Bring everybody to a stage or card, again if they went elsewhere. @param {Rec | string} workshop @param {string} id @param {number} nowMs @returns {Edit[]} */
export const bringHere = (workshop, id, nowMs) => [patch("workshop", idOf(workshop), { focus: id, called: isoOf(nowMs) })];

/** Let go of what all were brought to. @param {Rec | string} workshop @returns {Edit[]} */
export const letGo = (workshop) => [patch("workshop", idOf(workshop), { focus: "", called: null })];

// ---- people

/** The one id of somebody in a workshop. @param {string} workshop @param {string} person */
export function participantId(workshop, person) {
  const id = `${workshop}.${person}`;
  return id.length <= 120 ? id : newId();
}

/** Take part: who was here before comes back as the same. @param {Replica} replica @param {Rec | string} workshop @param {{person: string, name: string}} you @param {number} nowMs @returns {Edit[]} */
export function takePart(replica, workshop, you, nowMs) {
  const record = replica.get("workshop", idOf(workshop));
  if (!record || !you.person) return [];
  const me = meIn(replica, record, you.person);
  if (me?.state === "in") return [];
  if (me) return [patch("participant", me.id, { state: "in" })];
  const fields = { journey: record.journey, workshop: record.id, person: you.person, name: you.name || "Guest", state: "in", joined: isoOf(nowMs) };
  return [{ op: "put", type: "participant", id: participantId(record.id, you.person), fields }];
}

/** Let somebody in, send them out, or note that they left. @param {Rec | string} participant @param {"in" | "removed" | "left" | "waiting"} state @returns {Edit[]} */
export const setState = (participant, state) => [patch("participant", idOf(participant), { state })];

/** Seat somebody at a table; null: at none. @param {Rec | string} participant @param {string | null} breakout @returns {Edit[]} */
export const seat = (participant, breakout) => [patch("participant", idOf(participant), { breakout })];

/** Hand the workshop over. @param {Rec | string} workshop @param {{person: string | null, name: string}} to @returns {Edit[]} */
export const handOver = (workshop, to) => (to.person ? [patch("workshop", idOf(workshop), { facilitator: to.person, facilitator_name: to.name })] : []);

// ---- tables

/** The tables of a workshop in their order. @param {Replica} replica @param {Rec | string | null} workshop @returns {readonly Rec[]} */
export const tablesOf = (replica, workshop) => replica.under("breakout", "workshop", idOf(workshop));

// ---- steps

/** A new step behind another one; null: at the end. @param {Replica} replica @param {Rec | string} workshop @param {Record<string, any>} fields @param {string | null} [after] @param {() => number} [random] @returns {{id: string, edits: Edit[]}} */
export function addStep(replica, workshop, fields, after = null, random) {
  const steps = stepsOf(replica, workshop);
  const at = steps.findIndex((step) => step.id === after);
  const id = newId();
  const record = replica.get("workshop", idOf(workshop));
  if (!record) return { id, edits: [] };
  const [order] = keysAt(steps, at < 0 ? null : at + 1, 1, random);
  return { id, edits: [{ op: "put", type: "step", id, fields: { kind: "free", title: "New step", minutes: 5, ...fields, journey: record.journey, workshop: record.id, order } }] };
}

/** Change what a step says; a step under way that becomes longer or shorter ends later or earlier. @param {Replica} replica @param {Rec | string} step @param {Record<string, any>} fields @returns {Edit[]} */
export function editStep(replica, step, fields) {
  const record = replica.get("step", idOf(step));
  if (!record) return [];
  const by = record.state === "running" && typeof fields.minutes === "number" ? fields.minutes - record.minutes : 0;
  if (!by) return [patch("step", record.id, fields)];
  const clock = record.paused !== null ? { paused: record.paused + by * 60 } : record.ends ? { ends: isoOf(Date.parse(record.ends) + by * 60_000) } : {};
  return [patch("step", record.id, { ...fields, ...clock })];
}

/** Move a step to an index among the others. @param {Replica} replica @param {Rec | string} step @param {number} index @param {() => number} [random] @returns {Edit[]} */
export function moveStep(replica, step, index, random) {
  const record = replica.get("step", idOf(step));
  if (!record) return [];
  const steps = stepsOf(replica, record.workshop);
  const at = Math.max(0, Math.min(steps.length - 1, index));
  if (steps.indexOf(record) === at) return [];
  const [order] = keysAt(steps.filter((s) => s !== record), at, 1, random);
  return [patch("step", record.id, { order })];
}

/** @param {Rec | string} step @returns {Edit[]} */
export const deleteStep = (step) => [{ op: "delete", type: "step", id: idOf(step) }];

// ---- parked and decided

/** @param {Replica} replica @param {Rec | string | null} workshop @returns {readonly Rec[]} */
export const parkedOf = (replica, workshop) => replica.under("parked", "workshop", idOf(workshop));

/** @param {Replica} replica @param {Rec | string | null} workshop @returns {readonly Rec[]} */
export const decisionsOf = (replica, workshop) => replica.under("decision", "workshop", idOf(workshop));

/** Park a text or a card (which stays where it is). @param {Replica} replica @param {Rec | string} workshop @param {{text?: string, card?: string | null, by?: string}} what @param {() => number} [random] @returns {{id: string, edits: Edit[]}} */
export function park(replica, workshop, { text = "", card = null, by = "" }, random) {
  const said = (text.trim() || replica.get("card", card)?.title || "").slice(0, 1_000);
  return add(replica, workshop, "parked", said, { text: said, card, author_name: by }, random);
}

/** Note what was decided, who does what, or what stays open. @param {Replica} replica @param {Rec | string} workshop @param {{text: string, kind?: string, owner?: string, team?: string | null, due?: string | null, card?: string | null}} what @param {() => number} [random] @returns {{id: string, edits: Edit[]}} */
export function decide(replica, workshop, what, random) {
  const text = what.text.trim().slice(0, 1_000);
  return add(replica, workshop, "decision", text, { ...what, text }, random);
}

/** @param {"parked" | "decision"} type @param {Rec | string} record @param {boolean} on @returns {Edit[]} */
export const settle = (type, record, on) => [patch(type, idOf(record), { settled: on ? "on" : null })];

/**
 * Bring a parked topic back as a card, at the end of a cell; it is settled then.
 * @param {Replica} replica @param {Rec | string} parked @param {{stage: string, lane: string}} place @param {() => number} [random]
 * @returns {{id: string, edits: Edit[]}}
 */
export function bringBack(replica, parked, { stage, lane }, random) {
  const record = replica.get("parked", idOf(parked));
  const id = newId();
  if (!record || !replica.get("stage", stage) || !replica.get("lane", lane)) return { id, edits: [] };
  const [order] = keysAt(replica.cell(stage, lane), null, 1, random);
  const title = record.text.split(/\s+/).filter(Boolean).join(" ");
  const fields = { journey: record.journey, stage, lane, ...fitTitle(title), order };
  return { id, edits: [{ op: "put", type: "card", id, fields }, patch("parked", record.id, { settled: "on", card: id })] };
}

/** @param {Replica} replica @param {Rec | string} workshop @param {string} type @param {string} text @param {Record<string, any>} fields @param {(() => number)} [random] @returns {{id: string, edits: Edit[]}} */
function add(replica, workshop, type, text, fields, random) {
  const record = replica.get("workshop", idOf(workshop));
  const id = newId();
  if (!record || !text) return { id, edits: [] };
  const [order] = keysAt(replica.under(type, "workshop", record.id), null, 1, random);
  return { id, edits: [{ op: "put", type, id, fields: { ...fields, journey: record.journey, workshop: record.id, order } }] };
}
