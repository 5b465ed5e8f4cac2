// @ts-check
/** Cards on the clipboard: lines with marks for any other program, and everything for another board. */
import { withMarks } from "./marks.js";

/** @typedef {import("../sync/replica.js").Replica} Replica */
/** @typedef {import("../sync/replica.js").Rec} Rec */
/** @typedef {{column: number, row: number, fields: Record<string, any>, feelings: Record<string, any>[]}} CopiedCard `column`, `row`: stages and lanes from the first one */

export const CLIPBOARD_TYPE = "application/x-cxmap";
const FIELDS = ["title", "note", "channel", "severity", "moment", "evidence"];
const MOST = 20_000;

/**
 * @param {Replica} replica @param {readonly Rec[]} cards in map order @param {string | null} persona whose feelings the lines tell
 * @returns {{text: string, data: string}}
 */
export function copyText(replica, cards, persona) {
  const stages = replica.list("stage").map((record) => record.id);
  const lanes = replica.list("lane").map((record) => record.id);
  const column = Math.min(...cards.map((card) => stages.indexOf(card.stage)));
  const row = Math.min(...cards.map((card) => lanes.indexOf(card.lane)));
  /** @type {string[]} */
  const lines = [];
  const copied = cards.map((card) => {
    const feelings = replica.feelingsOf(card.id);
    const own = feelings.find((feeling) => feeling.persona === persona && feeling.source === "predicted");
    lines.push(withMarks(/** @type {any} */ ({ ...card, feeling: own?.value ?? null })));
    return {
      column: stages.indexOf(card.stage) - column,
      row: lanes.indexOf(card.lane) - row,
      fields: Object.fromEntries(FIELDS.map((name) => [name, card[name]])),
      feelings: feelings.map(({ persona, source, value, word }) => ({ persona, source, value, word })),
    };
  });
  return { text: lines.join("\n"), data: JSON.stringify({ format: "cxmap-cards", version: 1, cards: copied }) };
}

/**
 * Read what `copyText` made; null where it is something else. Values are checked by the server like any others.
 * @param {string | object} data @returns {CopiedCard[] | null}
 */
export function readCopy(data) {
  /** @type {any} */
  let copy = data;
  if (typeof data === "string") {
    try {
      copy = JSON.parse(data);
    } catch {
      return null; // some other program's data
    }
  }
  if (copy?.format !== "cxmap-cards" || copy.version !== 1 || !Array.isArray(copy.cards)) return null;
  const place = (/** @type {unknown} */ value) => (Number.isInteger(value) && Number(value) > 0 ? Number(value) : 0);
  return copy.cards.slice(0, MOST).map((/** @type {any} */ card) => ({
    column: place(card?.column),
    row: place(card?.row),
    fields: Object.fromEntries(FIELDS.filter((name) => card?.fields?.[name] !== undefined).map((name) => [name, card.fields[name]])),
    feelings: Array.isArray(card?.feelings) ? card.feelings.filter((/** @type {any} */ f) => typeof f?.persona === "string") : [],
  }));
}
