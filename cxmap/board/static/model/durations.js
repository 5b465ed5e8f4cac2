// @ts-check
/** How long things last, and how wide a column is that is drawn true to it. Pure. */

/** Minutes of each unit of `DURATION_UNITS`; a month is a twelfth of a year of 365.25 days. @type {Record<string, number>} */
export const MINUTES = { minute: 1, hour: 60, day: 1440, week: 10_080, month: 43_830, year: 525_960 };

/** Widths of columns that are true to time, in pixels at zoom 1. */
export const LEAST = 160;
export const MOST = 480;

/** A duration in minutes; null where there is none. @param {number | null | undefined} value @param {string | null | undefined} unit */
export function inMinutes(value, unit) {
  return value === null || value === undefined || !unit || !MINUTES[unit] ? null : value * MINUTES[unit];
}

/**
 * Widths of columns by how long their stages last: LEAST + (MOST − LEAST) · √(duration / longest). The root keeps an hour beside
 * a year readable; a stage without a duration gets LEAST.
 * @param {readonly any[]} stages `duration`, `duration_unit` @returns {number[]} pixels at zoom 1
 */
export function timeWidths(stages) {
  const minutes = stages.map((stage) => inMinutes(stage.duration, stage.duration_unit) ?? 0);
  const longest = Math.max(0, ...minutes);
  return minutes.map((own) => LEAST + (longest ? Math.round((MOST - LEAST) * Math.sqrt(own / longest)) : 0));
}

/** What share of its duration the customer only waits, 0 to 1; null where either is not known. @param {any} record `duration` and `waiting` with their units */
export function waitingShare(record) {
  const whole = inMinutes(record.duration, record.duration_unit);
  const waiting = inMinutes(record.waiting, record.waiting_unit);
  return whole && waiting !== null ? Math.min(1, waiting / whole) : null;
}
