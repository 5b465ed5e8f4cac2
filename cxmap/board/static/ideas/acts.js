// @ts-check
/** What people do on an idea board, as edits. Pure: who does it and when come in. */
import { madeId, newId } from "../model/ids.js";

/** @typedef {import("../sync/replica.js").Edit} Edit */
/** Who says something; null: nobody is named. @typedef {{person: string, name: string} | null} Giver */

/** @param {Giver} by @param {Date} now */
const signed = (by, now) => ({ person: by?.person ?? null, author_name: by?.name ?? "", at: now.toISOString() });

/** A new idea. @param {string} board id of the idea board @param {string} words @param {Giver} by @param {Date} now @returns {{id: string, edits: Edit[]}} */
export function giveIdea(board, words, by, now) {
  const id = newId();
  return { id, edits: [{ op: "put", type: "idea", id, fields: { whiteboard: board, text: words, ...signed(by, now) } }] };
}

/** Second an idea, or no longer: once each, since its id is made of both. @param {string} idea @param {string} person @param {boolean} on @returns {Edit[]} */
export function secondIdea(idea, person, on) {
  const fields = { idea, person };
  const id = madeId("second", fields);
  return [on ? { op: "put", type: "second", id, fields } : { op: "delete", type: "second", id }];
}

/** Say something about an idea. @param {string} idea @param {string} words @param {Giver} by @param {Date} now @returns {Edit[]} */
export function remarkOn(idea, words, by, now) {
  return [{ op: "put", type: "remark", id: newId(), fields: { idea, text: words, ...signed(by, now) } }];
}
