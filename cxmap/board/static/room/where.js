// @ts-check
/** Where somebody stands in a workshop, and so what their page shows: pure, over a replica. */
import { isPrivate, meIn, openKinds, runningStep } from "../model/workshop.js";

/** @typedef {import("../sync/replica.js").Replica} Replica */
/** @typedef {import("../sync/replica.js").Rec} Rec */
/**
 * What the page shows: "loading", "gone" (there is no such workshop here), "planned", "closed", "stranger" (is no participant yet),
 * "admission", "removed", "left", "pause", and of somebody in the room "between" (no step runs), "rate", "vote", "place", "write"
 * (each alone), "decide" (what is decided, to read) or "map" (cards).
 * @typedef {"loading" | "gone" | "planned" | "closed" | "stranger" | "admission" | "removed" | "left" | "pause" | "between" | "rate" | "vote" | "place" | "write" | "decide" | "map"} Place
 */

/** States of a participant that keep them out, and what they see. @type {Record<string, Place>} */
const OUT = { waiting: "admission", removed: "removed", left: "left" };

/** Steps in which each gives something unseen. @type {Record<string, Place>} */
const ASKED = { rate: "rate", vote: "vote", place: "place", pause: "pause" };

/**
 * @param {Replica} replica of the workshop's own map @param {string} id of the workshop @param {string} person
 * @param {boolean} loaded whether the server has said anything yet
 * @returns {Place}
 */
export function placeIn(replica, id, person, loaded = true) {
  const workshop = replica.get("workshop", id);
  if (!workshop) return loaded ? "gone" : "loading";
  const me = meIn(replica, workshop, person);
  if (me?.state === "removed") return "removed";
  if (workshop.state !== "running") return workshop.state === "closed" ? "closed" : "planned";
  if (!me) return workshop.facilitator && workshop.facilitator === person ? within(replica, workshop) : "stranger";
  return OUT[me.state] ?? within(replica, workshop);
}

/** What goes on for those who are in the room. @param {Replica} replica @param {Rec} workshop @returns {Place} */
function within(replica, workshop) {
  const step = runningStep(replica, workshop);
  if (step && ASKED[step.kind]) return ASKED[step.kind];
  if (step && decides(step)) return "decide";
  if (step && isPrivate(workshop)) return "write";
  return step ? "map" : "between";
}

/** Whether a step is there to decide, and asks for no cards. @param {Rec} step */
const decides = (step) => (step.kind === "decide" || step.view === "decisions") && !openKinds(step).length;

/** The table at which somebody sits, where it has a map of its own; null else. @param {Replica} replica @param {string} id @param {string} person @returns {Rec | null} */
export function tableOf(replica, id, person) {
  const me = meIn(replica, id, person);
  const table = me?.state === "in" ? replica.get("breakout", me.breakout) : undefined;
  return table?.map ? table : null;
}

/** The stage that a focus lies in: that of the card, or the stage itself; null where it is not on this map. @param {Replica} replica @param {string} focus */
export function stageOfFocus(replica, focus) {
  if (!focus) return null;
  return replica.get("stage", focus)?.id ?? replica.get("card", focus)?.stage ?? null;
}

/** The stage of a table's map that was made from a stage of the main map; the stage itself where the map is the same one. @param {Replica} table @param {string | null} stage */
export const stageAtTable = (table, stage) => (stage && (table.get("stage", stage) ?? table.list("stage").find((one) => one.origin === stage))?.id) || null;

/**
 * Where the facilitator is looking, as a stage of this map: what they have selected, else where their cursor is.
 * @param {Replica} replica @param {Iterable<any>} people the others here @param {string | null} facilitator
 */
export function stageOfLeader(replica, people, facilitator) {
  for (const person of people) {
    if (!facilitator || person.person !== facilitator) continue;
    for (const id of person.selected ?? []) {
      const stage = stageOfFocus(replica, id);
      if (stage) return stage;
    }
    const under = person.cursor?.stage;
    if (under && replica.get("stage", under)) return under;
  }
  return null;
}

/** What waits to be sent, kindly; "" where nothing has to be said. @param {{state: string, waiting: number, message: string}} status @param {number} [unseen] what else waits */
export function statusWords({ state, waiting, message }, unseen = 0) {
  const all = waiting + unseen;
  if (state === "closed") return message;
  if (state === "offline") return message || (all ? `Offline: ${all} waiting. Nothing is lost.` : "Offline: go on, it is kept here until you are back.");
  if (state === "connecting") return "Connecting…";
  return all > 1 && state === "catching_up" ? `Sending ${all}…` : "";
}
