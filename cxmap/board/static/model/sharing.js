// @ts-check
/** Touchpoints that several journeys share, as edits. DOM-free: reads a replica, changes nothing. */
import { newId } from "./ids.js";
import { keysAt } from "./places.js";

/** @typedef {import("../sync/replica.js").Edit} Edit */
/** @typedef {import("../sync/replica.js").Replica} Replica */

/** What the cards of a shared touchpoint have in common: changed at one of them, it changes at all. */
export const SHARED_FIELDS = ["title", "note", "channel", "moment"];

/** Make a shared touchpoint of a card, which becomes its first place. @param {Replica} replica @param {string} card @returns {Edit[]} */
export function share(replica, card) {
  const record = replica.get("card", card);
  if (!record || record.shared) return [];
  const id = newId();
  const fields = { workspace: workspaceOf(replica, record.journey), ...Object.fromEntries(SHARED_FIELDS.map((name) => [name, record[name]])) };
  return [
    { op: "put", type: "touchpoint", id, fields },
    { op: "patch", type: "card", id: card, fields: { shared: id }, was: { shared: null } },
  ];
}

/** Let a card go its own way: it keeps what it says. @param {Replica} replica @param {string} card @returns {Edit[]} */
export function separate(replica, card) {
  const record = replica.get("card", card);
  if (!record?.shared) return [];
  return [{ op: "patch", type: "card", id: card, fields: { shared: null }, was: { shared: record.shared } }];
}

/**
 * Put a place of a shared touchpoint into a cell.
 * @param {Replica} replica @param {string} touchpoint @param {{journey: string, stage: string, lane: string, index: number | null}} place
 * @param {() => number} [random] @returns {{id: string, edits: Edit[]}}
 */
export function placeShared(replica, touchpoint, { journey, stage, lane, index }, random) {
  const record = replica.get("touchpoint", touchpoint);
  const id = newId();
  if (!record) return { id, edits: [] };
  const [order] = keysAt(replica.cell(stage, lane), index, 1, random);
  const said = Object.fromEntries(SHARED_FIELDS.map((name) => [name, record[name]]));
  return { id, edits: [{ op: "put", type: "card", id, fields: { journey, stage, lane, ...said, shared: touchpoint, order } }] };
}

/**
 * Make a shared touchpoint by its name, with its first place.
 * @param {Replica} replica @param {string} title @param {{journey: string, stage: string, lane: string, index: number | null}} place
 * @param {() => number} [random] @returns {{id: string, edits: Edit[]}}
 */
export function makeShared(replica, title, { journey, stage, lane, index }, random) {
  const [touchpoint, id] = [newId(), newId()];
  const [order] = keysAt(replica.cell(stage, lane), index, 1, random);
  return {
    id,
    edits: [
      { op: "put", type: "touchpoint", id: touchpoint, fields: { workspace: workspaceOf(replica, journey), title } },
      { op: "put", type: "card", id, fields: { journey, stage, lane, title, shared: touchpoint, order } },
    ],
  };
}

/** How often a shared touchpoint stands on this map. @param {Replica} replica @param {string} touchpoint */
export const placesHere = (replica, touchpoint) => replica.under("card", "shared", touchpoint).length;

/** @param {Replica} replica @param {string} journey */
const workspaceOf = (replica, journey) => replica.get("journey", journey)?.workspace ?? "main";
