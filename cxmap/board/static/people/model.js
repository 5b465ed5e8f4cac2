// @ts-check
/** Statements of personas as people edit them: groups, and edits that add, move, mark and delete. DOM-free. */
import { newId } from "../model/ids.js";
import { keysAt } from "../model/places.js";

/** @typedef {import("../sync/replica.js").Edit} Edit */
/** @typedef {import("../sync/replica.js").Replica} Replica */
/** @typedef {import("../sync/replica.js").Rec} Rec */
/**
 * Where statements stand together: the fields that they have in common (a kind; in the job map a step as well). Statements may move
 * between groups of one family.
 * @typedef {{name: string, family: string, preset: {kind: string, job_step?: string | null}}} Place
 */

export const MAX_TEXT = 400;
export const STATUSES = ["assumed", "observed", "measured"];

/** Kinds that are one line of text each, so that a statement may become another kind's. */
export const PLAIN = ["goal", "need", "want", "motivation", "frustration", "behaviour", "moment", "says", "thinks", "does", "feels"];

/** @param {string} kind @returns {Place} */
export const placeOf = (kind) => ({ name: kind, family: PLAIN.includes(kind) ? "plain" : kind, preset: { kind } });

/** The jobs that stand for themselves, and those of one step of the job map. @param {string | null} step @returns {Place} */
export const jobsAt = (step) => ({ name: step ? `job.${step}` : "job", family: "job", preset: { kind: "job", job_step: step } });

/** Whether a statement stands in a place. @param {Place} place @param {Rec} statement */
export const stands = ({ preset }, statement) =>
  statement.kind === preset.kind && (preset.job_step === undefined || (statement.job_step ?? null) === preset.job_step);

/** All statements of a persona, in order. @param {Replica} replica @param {string} persona @returns {readonly Rec[]} */
export const statementsOf = (replica, persona) => replica.under("statement", "persona", persona);

/** Those of one place, in order. @param {Replica} replica @param {string} persona @param {Place} place @returns {Rec[]} */
export const listOf = (replica, persona, place) => statementsOf(replica, persona).filter((statement) => stands(place, statement));

/** What a statement rests on, in order. @param {Replica} replica @param {string} statement @returns {readonly Rec[]} */
export const groundsOf = (replica, statement) => replica.under("ground", "statement", statement);

/** A line as it is kept. @param {string} text @param {number} [most] */
export const oneLine = (text, most = MAX_TEXT) => text.replace(/\s+/g, " ").trim().slice(0, most).trim();

/** Bullets and numbers that lists are pasted with. */
const BULLET = /^\s*(?:[-–—*•·▪◦]|\d{1,3}[.)])\s+/;

/** The lines of a pasted text: without bullets and numbers, none of them empty. @param {string} text @returns {string[]} */
export const linesOf = (text) => text.split(/\r\n|\r|\n/).map((line) => oneLine(line.replace(BULLET, ""))).filter(Boolean);

/**
 * New statements, behind one another, in a place.
 * @param {Replica} replica @param {string} persona @param {Place} place @param {readonly Record<string, any>[]} said fields of each, with `text`
 * @param {{after?: string | null, ids?: string[]}} [options] `after`: id of the statement that they follow (null: they come first; left
 *   out: last); `ids` that they get
 * @returns {{ids: string[], edits: Edit[]}}
 */
export function addStatements(replica, persona, place, said, { after, ids = [] } = {}) {
  const list = listOf(replica, persona, place);
  const at = after === undefined ? null : after === null ? 0 : indexBehind(list, after);
  const keys = keysAt(list, at, said.length);
  const made = said.map((fields, i) => ({ id: ids[i] ?? newId(), fields: { persona, ...place.preset, ...fields, order: keys[i] } }));
  return { ids: made.map(({ id }) => id), edits: made.map(({ id, fields }) => ({ op: "put", type: "statement", id, fields })) };
}

/** @param {readonly Rec[]} list @param {string} id @returns {number | null} null: the end */
function indexBehind(list, id) {
  const at = list.findIndex((statement) => statement.id === id);
  return at < 0 ? null : at + 1;
}

/**
 * Put a statement at an index of a place (counted without itself); nothing where it stands there already or must not.
 * @param {Replica} replica @param {string} id @param {Place} place @param {number} index @returns {Edit[]}
 */
export function moveStatement(replica, id, place, index) {
  const statement = replica.get("statement", id);
  if (!statement) return [];
  const whole = listOf(replica, statement.persona, place);
  const list = whole.filter((other) => other.id !== id);
  const at = Math.max(0, Math.min(index, list.length));
  if (whole.length > list.length && whole[at]?.id === id) return [];
  const [order] = keysAt(list, at, 1);
  return [{ op: "patch", type: "statement", id, fields: { ...changed(statement, place.preset), order } }];
}

/** @param {Rec} statement @param {Record<string, any>} preset */
const changed = (statement, preset) => Object.fromEntries(Object.entries(preset).filter(([name, value]) => statement[name] !== value));

/**
 * Where Alt and an arrow lead: up and down in the place, at its ends no further; left and right to the end of the place beside it.
 * @param {Replica} replica @param {string} id @param {"ArrowUp" | "ArrowDown" | "ArrowLeft" | "ArrowRight"} key
 * @param {readonly Place[]} places all places, in the order in which they are shown
 * @returns {{edits: Edit[], place: Place, index: number, of: number} | null} null where it leads nowhere
 */
export function step(replica, id, key, places) {
  const statement = replica.get("statement", id);
  const place = statement && places.find((one) => stands(one, statement));
  if (!place) return null;
  if (key === "ArrowUp" || key === "ArrowDown") {
    const list = listOf(replica, statement.persona, place);
    const to = list.findIndex((other) => other.id === id) + (key === "ArrowUp" ? -1 : 1);
    return to < 0 || to >= list.length ? null : { edits: moveStatement(replica, id, place, to), place, index: to, of: list.length };
  }
  const family = places.filter((one) => one.family === place.family);
  const next = family[family.indexOf(place) + (key === "ArrowLeft" ? -1 : 1)];
  if (!next) return null;
  const index = listOf(replica, statement.persona, next).length;
  return { edits: moveStatement(replica, id, next, index), place: next, index, of: index + 1 };
}

/** The evidence after this one. @param {string} status */
export const nextEvidence = (status) => STATUSES[(STATUSES.indexOf(status) + 1) % STATUSES.length];

/**
 * Give a statement a ground; one that is still assumed becomes `status`, where that is given.
 * @param {Replica} replica @param {string} statement @param {Record<string, any>} draft the ground's fields @param {string | null} status
 * @returns {Edit[]}
 */
export function addGround(replica, statement, draft, status) {
  const record = replica.get("statement", statement);
  if (!record) return [];
  const [order] = keysAt(groundsOf(replica, statement), null, 1);
  /** @type {Edit[]} */
  const edits = [{ op: "put", type: "ground", id: newId(), fields: { statement, ...draft, order } }];
  if (status && record.evidence === "assumed") edits.push({ op: "patch", type: "statement", id: statement, fields: { evidence: status }, was: { evidence: "assumed" } });
  return edits;
}
