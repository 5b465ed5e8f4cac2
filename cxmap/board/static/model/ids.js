// @ts-check
/** Ids: made by the client, so that a change is known before the server has seen it. */

/** A fresh id: 16 characters that need no escaping in a URL or a file. @returns {string} */
export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  let id = "";
  for (const byte of bytes) id += byte.toString(16).padStart(2, "0");
  return id;
}

/**
 * The one id that the feeling of a persona at a card can have, so that two people never make two of it.
 * @param {string} card @param {string} persona @param {string} [source] "predicted" or "reported"
 */
export function feelingId(card, persona, source = "predicted") {
  return `${card}.${persona}.${source}`;
}

/** The persona that a journey without one gets: the same for all, so that two people never make two. @param {string} journey */
export const firstPersonaId = (journey) => (journey.length <= 30 ? `${journey}.customer` : newId());

/** The record that puts a persona on a map: the same for all, so that nobody travels twice. @param {string} journey @param {string} persona */
export function travellerId(journey, persona) {
  const id = `${journey}.${persona}`;
  return id.length <= 120 ? id : newId();
}

/** Fields that make the one id of a record, by type, so that two people who make the same thing at once make one of it. */
export const MADE_OF = /** @type {Record<string, string[]>} */ ({
  feeling: ["card", "persona", "source"],
  assignment: ["card", "team", "part"],
  connection: ["start", "end"],
  mention: ["comment", "person"],
  answer: ["stage", "question"],
  reason: ["journey", "rev"],
  second: ["idea", "person"],
  actual: ["forecast", "card"],
});

/** The one id that a record of a type in `MADE_OF` can have. @param {string} type @param {Record<string, any>} fields */
export const madeId = (type, fields) => MADE_OF[type].map((name) => fields[name]).join(".");
