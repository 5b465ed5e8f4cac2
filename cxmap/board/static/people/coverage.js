// @ts-check
/**
 * What a persona rests on, and whether it is more than a segment with a face. The twin of `cxmap/insights/personas.py`; both pass
 * `tests/fixtures/persona-coverage.json`.
 */
import { coverage, isOver, statusOf } from "../model/evidence.js";

/** Kinds that say how somebody is served, or anything at all: they do not count. */
const LEFT_OUT = new Set(["channel", "custom"]);

/** Kinds that only a person has, no part of a market. */
const OF_A_PERSON = new Set(["motivation", "behaviour", "frustration", "scenario", "thinks", "feels", "job"]);

export const ENOUGH_PERCENT = 60;
export const ENOUGH_GROUNDS = 3;

/** The rule, as it is said where it is shown. */
export const RULE = `Research-based: at least ${ENOUGH_PERCENT} % of the statements are observed or measured, and at least ${ENOUGH_GROUNDS} grounds of different kinds or dates stand behind them. Expired grounds do not count, nor do channels and custom fields.`;

/** What a segment with a face lacks, in a sentence. */
export const FACE = "So far this is only a segment with a face: it has no quote of its own, and nothing is said of what moves or frustrates this person, what they do, think or feel, of their days or their jobs.";

/**
 * `grounds`: how many pairs of kind and date there are among the grounds that count. `basedOnResearch`: research-based; else a
 * proto-persona.
 * @typedef {import("../model/evidence.js").Coverage & {grounds: number, basedOnResearch: boolean, onlySegment: boolean}} Rests
 */

/** Whether a statement counts towards what a persona rests on. @param {{kind: string}} statement */
export const counts = (statement) => !LEFT_OUT.has(statement.kind);

/**
 * @param {{quote: string}} persona @param {readonly any[]} statements all of the persona's
 * @param {(statement: string) => readonly any[]} groundsOf the grounds of a statement @param {string} today ISO date
 * @returns {Rests}
 */
export function restsOn(persona, statements, groundsOf, today) {
  const counted = statements.filter(counts);
  const found = coverage(counted, groundsOf, today);
  const known = counted.filter((statement) => statusOf(statement, groundsOf(statement.id), today) !== "assumed");
  const behind = known.flatMap((statement) => groundsOf(statement.id)).filter((ground) => !isOver(ground, today));
  const grounds = new Set(behind.map((ground) => `${ground.kind}|${ground.date ?? ""}`)).size;
  const enough = known.length * 100 >= counted.length * ENOUGH_PERCENT; // not the rounded share
  return {
    ...found,
    grounds,
    basedOnResearch: known.length > 0 && enough && grounds >= ENOUGH_GROUNDS,
    onlySegment: !persona.quote.trim() && !statements.some((statement) => OF_A_PERSON.has(statement.kind)),
  };
}
