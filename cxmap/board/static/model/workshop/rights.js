// @ts-check
/** Who takes part, who leads, and what somebody may change now: asked before they type. The server asks again. */
import { idOf, openKinds, runningStep } from "./reading.js";

/** @typedef {import("../../sync/replica.js").Replica} Replica */
/** @typedef {import("../../sync/replica.js").Rec} Rec */
/** Who asks: `whoOf(session)`. @typedef {{person: string, role: string}} Who */

/** Best first: somebody who came twice counts as what they are best. */
const STATES = ["in", "waiting", "removed", "left"];

/** @param {{you: {person: string} | null, role: string}} session @returns {Who} */
export const whoOf = (session) => ({ person: session.you?.person ?? "", role: session.role });

/** Those who take part, by name. @param {Replica} replica @param {Rec | string | null} workshop @returns {readonly Rec[]} */
export const participantsOf = (replica, workshop) => replica.under("participant", "workshop", idOf(workshop));

/** Somebody as a participant; null who is none. @param {Replica} replica @param {Rec | string | null} workshop @param {string} person @returns {Rec | null} */
export function meIn(replica, workshop, person) {
  if (!person) return null;
  const mine = participantsOf(replica, workshop).filter((p) => p.person === person);
  return mine.sort((a, b) => STATES.indexOf(a.state) - STATES.indexOf(b.state))[0] ?? null;
}

/**
 * Whether somebody leads: the workshop's facilitator, and who has a facilitator's role and neither takes part nor was sent out.
 * @param {Replica} replica @param {Rec | null} workshop @param {Who} who
 */
export function leads(replica, workshop, who) {
  if (!workshop || !who.person) return false;
  if (workshop.facilitator === who.person) return true;
  return (who.role === "owner" || who.role === "facilitator") && !["in", "waiting", "removed"].includes(meIn(replica, workshop, who.person)?.state ?? "");
}

/** Whether somebody may bring a persona to a map: personas are there for all maps, and a guest has their workshop's only, leading it or not. @param {{role: string}} who */
export const addsPersonas = ({ role }) => role !== "guest" && role !== "viewer";

/** Whether each writes alone now. @param {Rec | null} workshop */
export const isPrivate = (workshop) => workshop?.state === "running" && workshop.private === "on";

/**
 * Why somebody may not change something now; "" where they may. `what`: a lane or a card (its record or id), or "frame" for stages
 * and lanes. At a table `replica` holds the workshop, and `lanes` the table's map.
 * @param {Replica} replica @param {Rec | null} workshop @param {Who} who @param {Rec | string} what @param {Replica} [lanes]
 * @returns {string} one sentence
 */
export function objection(replica, workshop, who, what, lanes = replica) {
  if (who.role === "viewer") return "You may look at this map, but not change it.";
  if (!workshop || workshop.state !== "running") {
    if (who.role !== "guest") return "";
    return workshop?.state === "closed" ? "The workshop is over: the map stays as it is." : "The workshop has not begun: the facilitator opens it.";
  }
  if (leads(replica, workshop, who)) return "";
  const me = meIn(replica, workshop, who.person);
  if (who.role !== "guest" && me?.state !== "in" && !["waiting", "removed"].includes(me?.state ?? "")) return locks(workshop);
  if (me?.state === "waiting") return "You are not in the room yet: the facilitator lets you in.";
  if (me?.state === "removed") return "You were taken out of this workshop: ask the facilitator.";
  if (what === "frame") return "The facilitator changes stages and lanes.";
  return locks(workshop) || closed(replica, workshop, laneOf(lanes, what));
}

/** Whether somebody may change a lane, a card or the frame now: `objection` gives the reason. @param {Replica} replica @param {Rec | null} workshop @param {Who} who @param {Rec | string} what @param {Replica} [lanes] */
export const mayEdit = (replica, workshop, who, what, lanes) => !objection(replica, workshop, who, what, lanes);

/** What hangs on a card, by the field that names it. @type {Record<string, string>} */
const AT_CARD = { feeling: "card", source: "card", tag: "card", assignment: "card", connection: "start", voice: "card" };
/** What is the map's own, beside its cards. */
const FRAME = new Set(["journey", "stage", "lane", "traveller", "path", "persona", "measure", "reading", "answer"]);

/**
 * Why somebody may not make a change now; "" where they may. What is said about the map (comments, parked topics, views) is never held back
 * here. `map`: the replica of the map that is edited, where it is another one than the workshop's.
 * @param {Replica} replica @param {Rec | null} workshop @param {Who} who @param {readonly import("../../sync/replica.js").Edit[]} edits @param {Replica} [map]
 * @returns {string} one sentence
 */
export function refusal(replica, workshop, who, edits, map = replica) {
  const ask = (/** @type {Rec | string} */ what) => objection(replica, workshop, who, what, map);
  // where the emotion lane is open, any card may be given a feeling
  const feel = openKinds(workshop && runningStep(replica, workshop)).includes("emotion");
  const made = new Map(edits.filter((edit) => edit.op === "put" && edit.type === "card").map((edit) => [edit.id, edit.fields?.lane]));
  for (const { type, id, fields = {} } of edits) {
    const at = AT_CARD[type];
    let said = "";
    if (type === "card") said = [map.get("card", id)?.lane, fields.lane].filter(Boolean).map(ask).find(Boolean) ?? "";
    else if (at) {
      const card = fields[at] ?? map.get(type, id)?.[at];
      const lane = type === "feeling" && feel ? map.list("lane").find((l) => l.kind === "emotion")?.id : null;
      said = ask(lane ?? made.get(card) ?? card ?? "");
    } else if (FRAME.has(type)) said = ask("frame");
    if (said) return said;
  }
  return "";
}

/** @param {Rec} workshop */
function locks(workshop) {
  if (workshop.locked === "on") return "The map is locked: the facilitator opens it again.";
  return isPrivate(workshop) ? "Each writes alone now: write in the workshop panel, all is shown at the reveal." : "";
}

/** @param {Replica} lanes @param {Rec | string} what @returns {Rec | undefined} */
function laneOf(lanes, what) {
  const id = idOf(what);
  return lanes.get("lane", id) ?? lanes.get("lane", lanes.get("card", id)?.lane);
}

/** @param {Replica} replica @param {Rec} workshop @param {Rec | undefined} lane */
function closed(replica, workshop, lane) {
  const step = runningStep(replica, workshop);
  if (!step) return "Nothing is open between two steps: the facilitator starts the next one.";
  const kinds = openKinds(step);
  if (lane && kinds.includes(lane.kind)) return "";
  return kinds.length ? "This lane is closed in this step: write in a lane that is open." : "No lane is open in this step.";
}
