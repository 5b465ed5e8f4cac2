// @ts-check
/**
 * Where a KPI stands by its readings, and how that is said: the twin of `cxmap/insights/measures.py`, held to the same
 * cases. DOM-free.
 */

/** @typedef {Readonly<Record<string, any>>} Rec */
/** Readings of one method on one scale, oldest first. @typedef {{method: string, scale: string | null, readings: Rec[]}} Trend */
/**
 * `state`: on or off target, open (no target), empty (no reading); the other figures as in Python.
 * @typedef {object} Status
 * @property {Rec} measure @property {Trend | null} trend of the KPI's own method @property {Trend[]} others
 * @property {"on" | "off" | "open" | "empty"} state
 * @property {number | null} value @property {number | null} change @property {boolean | null} better
 * @property {number | null} off_by @property {number | null} progress in per cent
 * @property {number | null} days @property {boolean} stale
 */

export const STALE_DAYS = 92;
const DAY_MS = 86_400_000;
const BIG = 1e15;

/** The scale that the answers of a method have. */
export const SCALE_OF = /** @type {Record<string, string>} */ ({ nps: "0-10", csat: "1-5", ces: "1-7" });
/** The least that a figure of a method can be; the most is 100. */
const LEAST = /** @type {Record<string, number>} */ ({ nps: -100, csat: 0, ces: 0 });

/** A fresh id that rises with time: of two readings of one date the one made later counts as the newer. @param {() => string} random @param {number} now */
export const readingId = (random, now) => now.toString(16).padStart(11, "0") + random().slice(0, 8);

/** @param {Rec} a @param {Rec} b */
const older = (a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.id < b.id ? -1 : 1);
/** @param {string | number} a @param {string | number} b */
const falling = (a, b) => (a < b ? 1 : a > b ? -1 : 0);

/** The readings of one KPI, apart by method and scale; the trend with the newest reading first. @param {Iterable<Rec>} readings @returns {Trend[]} */
export function trendsOf(readings) {
  /** @type {Map<string, Trend>} */
  const apart = new Map();
  for (const reading of readings) {
    const key = `${reading.method} ${reading.scale ?? ""}`;
    const trend = apart.get(key);
    if (trend) trend.readings.push(reading);
    else apart.set(key, { method: reading.method, scale: reading.scale ?? null, readings: [reading] });
  }
  const found = [...apart.values()];
  for (const trend of found) trend.readings.sort(older);
  const last = (/** @type {Trend} */ trend) => trend.readings[trend.readings.length - 1].date;
  return found.sort((a, b) =>
    falling(last(a), last(b)) || falling(a.readings.length, b.readings.length) || falling(a.method, b.method) || falling(a.scale ?? "", b.scale ?? ""));
}

/** Where a KPI stands. @param {Rec} measure @param {Iterable<Rec>} readings @param {string} today YYYY-MM-DD @returns {Status} */
export function statusOf(measure, readings, today) {
  const found = trendsOf(readings);
  const trend = found.find((t) => t.method === measure.method) ?? null;
  /** @type {Status} */
  const status = {
    measure, trend, others: found.filter((t) => t !== trend), state: "empty",
    value: null, change: null, better: null, off_by: null, progress: null, days: null, stale: false,
  };
  if (!trend) return status;
  const last = trend.readings[trend.readings.length - 1];
  const previous = trend.readings[trend.readings.length - 2];
  const up = measure.direction === "up";
  const { target } = measure;
  const { value } = last;
  const change = previous ? value - previous.value : null;
  const off_by = target === null || target === undefined ? null : Math.max(0, up ? target - value : value - target);
  const days = Math.max(0, Math.round((Date.parse(today) - Date.parse(last.date)) / DAY_MS));
  return Object.assign(status, {
    value, change, off_by, days,
    state: off_by === null ? "open" : off_by ? "off" : "on",
    better: change ? change > 0 === up : null,
    progress: progressOf(measure, value),
    stale: days > STALE_DAYS,
  });
}

/** Per cent of the way from baseline to target; null where one is missing or the target is no better. @param {Rec} measure @param {number} value */
function progressOf({ baseline, target, direction }, value) {
  if (baseline === null || baseline === undefined || target === null || target === undefined) return null;
  if (direction === "up" ? target <= baseline : target >= baseline) return null;
  return (100 * (value - baseline)) / (target - baseline);
}

/** What a KPI measures: its card, else its stage, else the journey. @param {Rec} measure @returns {{type: "card" | "stage" | "journey", id: string}} */
export function aboutOf(measure) {
  if (measure.card) return { type: "card", id: measure.card };
  return measure.stage ? { type: "stage", id: measure.stage } : { type: "journey", id: measure.journey };
}

/** One sentence where a value cannot be a figure of that method, "" where it can. @param {string} method @param {number} value @param {string} name the method's label */
export function outOfRange(method, value, name) {
  const least = LEAST[method];
  if (least === undefined) return Math.abs(value) <= BIG ? "" : "Write a smaller number.";
  return value >= least && value <= 100 ? "" : `${name} lies between ${least < 0 ? `−${-least}` : least} and 100.`;
}

// ---- in words

/** The unit that a value is shown in: CSAT and CES are per cent, whether that was written or not. @param {string} unit @param {string} method */
const unitOf = (unit, method) => unit || (method === "csat" || method === "ces" ? "%" : "");

/**
 * A value for people: two decimals at most (four below 0.1), a true minus, NPS with its sign, the unit behind it.
 * @param {number} value @param {string} [unit] @param {string} [method]
 */
export function showNumber(value, unit = "", method = "number") {
  unit = unitOf(unit, method);
  const size = Math.abs(value);
  const fixed = size < BIG ? size.toFixed(size < 0.1 ? 4 : 2) : size.toFixed(0);
  const [whole, decimals = ""] = fixed.split(".");
  const rest = decimals.replace(/0+$/, "");
  const text = whole.replace(/\B(?=(\d{3})+$)/g, ",") + (rest && `.${rest}`);
  const zero = /^[0.]*$/.test(text);
  const sign = zero ? "" : value < 0 ? "−" : method === "nps" ? "+" : "";
  return sign + text + (unit ? `\u00a0${unit}` : "");
}

/** A difference of two values, without its sign: of per cent and of NPS it is in points. @param {number} value @param {Rec} measure */
export function distance(value, measure) {
  const unit = unitOf(measure.unit, measure.method);
  if (unit !== "%" && measure.method !== "nps") return showNumber(Math.abs(value), unit);
  const text = showNumber(Math.abs(value));
  return text === "1" ? `${text} point` : `${text} points`;
}

/** The last value with its unit. @param {Status} status */
export function valueWords({ value, measure }) {
  return value === null ? "no reading yet" : showNumber(value, measure.unit, measure.method);
}

/** “≥ 90 %” where higher is better, “≤ 2 d” where lower is; "" without a target. @param {Rec} measure */
export function aimWords({ target, direction, unit, method }) {
  return target === null || target === undefined ? "" : `${direction === "up" ? "≥" : "≤"} ${showNumber(target, unit, method)}`;
}

/** “on target”, “off target by 9 points”, “no target yet” or “no reading yet”. @param {Status} status */
export function targetWords({ state, off_by, measure }) {
  if (state === "empty") return "no reading yet";
  if (state === "open") return "no target yet";
  return state === "on" ? "on target" : `off target by ${distance(off_by ?? 0, measure)}`;
}

/** “up by 6 points, better”, “unchanged”; "" where there is one reading at most. @param {Status} status */
export function movementWords({ change, better, measure }) {
  if (change === null) return "";
  if (change === 0) return "unchanged";
  return `${change > 0 ? "up" : "down"} by ${distance(change, measure)}, ${better ? "better" : "worse"}`;
}

/** The worst of several: what a mark shows. @param {Status[]} statuses @returns {Status} */
export function worstOf(statuses) {
  const rank = { off: 0, on: 1, open: 2, empty: 3 };
  return statuses.reduce((worst, status) => (rank[status.state] < rank[worst.state] ? status : worst));
}

/** What is read aloud of the KPIs of one place. @param {Status[]} statuses */
export function marksWords(statuses) {
  if (statuses.length > 1) {
    const off = statuses.filter((s) => s.state === "off").length;
    return `${statuses.length} KPIs, ${off ? `${off} off target` : "none off target"}`;
  }
  const [status] = statuses;
  const known = status.state === "empty" ? "" : `${valueWords(status)}, `;
  return `KPI ${status.measure.name}: ${known}${targetWords(status)}`;
}

/**
 * Points of a small line of values, oldest at the left, in a box of that size; one value is a level line.
 * @param {readonly number[]} values @param {number} width @param {number} height @returns {string} for `points` of a polyline
 */
export function sparkPoints(values, width, height) {
  const low = Math.min(...values);
  const span = Math.max(...values) - low;
  const list = values.length > 1 ? values : [...values, ...values];
  return list.map((v, i) => `${+((i / (list.length - 1)) * width).toFixed(1)},${+(span ? height - ((v - low) / span) * height : height / 2).toFixed(1)}`).join(" ");
}
