// @ts-check
/**
 * What a room's ratings, votes and placements say, and how firm that is. DOM-free; the twin of `cxmap/insights/estimates.py`,
 * held to the same cases. Whatever comes from a tally is an estimate of those who were there, and is called so.
 */

/** A record of the type tally. @typedef {any} Tally */
/** @typedef {"close" | "some" | "split"} Spread */
/** @typedef {"quick win" | "big bet" | "maybe" | "time sink"} Quadrant */
/** A tally in its place: equal ones share a rank; `firm`: no other one's low … high meets its own. @typedef {{tally: Tally, rank: number, firm: boolean, low: number | null, high: number | null}} Ranked */

/** @type {Record<Spread, string>} */
export const SPREADS = { close: "Close", some: "Some spread", split: "Split" };
const [CLOSE, SPLIT] = [2, 5]; // ranges on the scale of a rating, which is six wide
const [RATING_WIDTH, PLACEMENT_WIDTH] = [6, 10];
/** Of value and effort, from 0 to 10: what lies on it counts as high value, and as low effort. */
export const MIDDLE = 5;
const NAMED = 2; // of several, how many a sentence names

/** How often each value was given: [value] or, of a placement, [value, effort], with its count. @param {Tally} tally @returns {{values: number[], count: number}[]} */
export function countsOf(tally) {
  return tally.counts.split(" ").filter(Boolean).map((/** @type {string} */ part) => {
    const at = part.lastIndexOf(":");
    return { values: part.slice(0, at).split("/").map(Number), count: Number(part.slice(at + 1)) };
  });
}

/** How far a room is apart on one thing; null for votes, and where nobody took part. @param {Tally} tally @returns {Spread | null} */
export function spreadOf(tally) {
  if (tally.kind === "votes" || tally.low === null || tally.high === null) return null;
  let width = tally.high - tally.low;
  if (tally.kind === "placement") {
    const efforts = tally.effort_low === null ? 0 : tally.effort_high - tally.effort_low;
    width = (Math.max(width, efforts) * RATING_WIDTH) / PLACEMENT_WIDTH;
  }
  return width <= CLOSE ? "close" : width >= SPLIT ? "split" : "some";
}

/** Between what a tally's value lies by the spread of those who gave it: mean ± 2 · s / √n; null for fewer than two people. @param {Tally} tally @returns {[number, number] | null} */
export function interval(tally) {
  const votes = tally.kind === "votes";
  const given = countsOf(tally).map(({ values, count }) => ({ value: values[0], count }));
  const sum = (/** @type {(one: {value: number, count: number}) => number} */ of) => given.reduce((all, one) => all + of(one), 0);
  if (votes) given.push({ value: 0, count: Math.max(0, tally.people - sum((one) => one.count)) });
  const n = tally.counts ? sum((one) => one.count) : tally.people;
  if (n < 2 || tally.value === null) return null;
  const times = votes ? n : 1;
  if (!tally.counts) return tally.low === null ? null : [tally.low * times, tally.high * times];
  const mean = sum((one) => one.value * one.count) / n;
  const reach = 2 * Math.sqrt(sum((one) => one.count * (one.value - mean) ** 2) / (n - 1) / n);
  return [(mean - reach) * times, (mean + reach) * times];
}

/** Tallies of one kind in their order: most votes first, highest value first (then least effort), worst feeling first. @param {Tally[]} tallies @returns {Ranked[]} */
export function ranked(tallies) {
  const there = tallies.filter((t) => t.value !== null && t.people > 0);
  const spans = new Map(there.map((t) => [t.id, interval(t)]));
  const order = there.sort((a, b) => {
    const [x, y] = [first(a), first(b)];
    return x[0] - y[0] || x[1] - y[1] || compare(a.title, b.title) || compare(a.id, b.id);
  });
  /** @type {Ranked[]} */
  const out = [];
  order.forEach((tally, place) => {
    const before = place ? first(order[place - 1]) : null;
    const own = first(tally);
    const rank = before && before[0] === own[0] && before[1] === own[1] ? out[place - 1].rank : place + 1;
    const span = spans.get(tally.id) ?? null;
    const firm = order.length === 1 || !order.some((other) => other !== tally && meet(span, spans.get(other.id) ?? null));
    out.push({ tally, rank, firm, low: span?.[0] ?? null, high: span?.[1] ?? null });
  });
  return out;
}

/** Where a placement lies between value and effort. @param {Tally} tally @returns {Quadrant | null} */
export function quadrant(tally) {
  if (tally.kind !== "placement" || tally.value === null || tally.effort === null) return null;
  const lowEffort = tally.effort <= MIDDLE;
  if (tally.value >= MIDDLE) return lowEffort ? "quick win" : "big bet";
  return lowEffort ? "maybe" : "time sink";
}

/** Whether everybody placed it in that quadrant. @param {Tally} tally */
export function quadrantFirm(tally) {
  const own = quadrant(tally);
  return own !== null && corners(tally).every(([value, effort]) => quadrant({ ...tally, value, effort }) === own);
}

/** The mean of an idea's value to the customer and to the business, or the one that is given. @param {number | null} customer @param {number | null} business */
export function valueOf(customer, business) {
  const given = [customer, business].filter((value) => value !== null);
  return given.length ? given.reduce((a, b) => a + b, 0) / given.length : null;
}

/** What a revealed step says first; `name` tells what a tally is about. @param {Tally[]} tallies @param {(tally: Tally) => string} [name] */
export function findingOf(tallies, name = (tally) => tally.title) {
  if (!tallies.length) return "";
  const say = { rating: ofRatings, votes: ofVotes, placement: ofPlacements }[/** @type {"rating" | "votes" | "placement"} */ (tallies[0].kind)];
  return say(tallies, name);
}

/** What stands beside every figure that comes from a room. @param {Tally[]} tallies */
export function estimate(tallies) {
  return `Estimate of ${plural(Math.max(0, ...tallies.map((t) => t.people)), "person", "people")} in the room`;
}

/** @param {Tally} tally @returns {[number, number]} */
function first(tally) {
  return tally.kind === "rating" ? [tally.value, 0] : [-tally.value, tally.effort ?? 0];
}

/** @param {[number, number] | null} a @param {[number, number] | null} b */
function meet(a, b) {
  return !a || !b || (a[0] <= b[1] && b[0] <= a[1]);
}

/** @param {Tally} tally @returns {number[][]} */
function corners(tally) {
  const given = countsOf(tally).map(({ values }) => values);
  if (given.length || tally.low === null || tally.effort_low === null) return given;
  return [tally.low, tally.high].flatMap((value) => [tally.effort_low, tally.effort_high].map((effort) => [value, effort]));
}

/** @param {Tally[]} tallies @param {(tally: Tally) => string} name */
function ofRatings(tallies, name) {
  const rated = tallies.filter((t) => t.value !== null && t.people > 0);
  if (!rated.length) return "Nobody has rated yet.";
  if (Math.max(...rated.map((t) => t.people)) === 1) return "One person has rated: there is no spread.";
  const split = rated.filter((t) => spreadOf(t) === "split");
  if (split.length === rated.length && rated.length > 1) return "Split everywhere.";
  if (rated.every((t) => spreadOf(t) === "close")) return rated.length === 1 ? `Agreed on ${name(rated[0])}.` : "Agreed everywhere.";
  const peak = rated.reduce((a, b) => (Math.abs(b.value) >= Math.abs(a.value) ? b : a)); // of equal ones the later, as in the peak–end rule
  const said = { close: "Agreed on the peak.", some: "Some spread on the peak.", split: "" }[spreadOf(peak) ?? "split"];
  return `${said} ${split.length ? `Split on ${list(split.map(name))}.` : "Nobody is far apart."}`.trim();
}

/** @param {Tally[]} tallies @param {(tally: Tally) => string} name */
function ofVotes(tallies, name) {
  const order = ranked(tallies).filter((r) => r.tally.value > 0);
  if (!order.length) return "Nobody has voted yet.";
  const leading = order.filter((r) => r.rank === 1);
  const count = plural(Math.round(leading[0].tally.value), "vote", "votes");
  if (leading.length > 1) return `${list(leading.map((r) => name(r.tally)))} lead with ${count} each.`;
  return `${name(leading[0].tally)} leads with ${count}${leading[0].firm ? "" : ", not firm"}.`;
}

/** @param {Tally[]} tallies @param {(tally: Tally) => string} name */
function ofPlacements(tallies, name) {
  const order = ranked(tallies).map((r) => r.tally);
  for (const key of ["quick win", "big bet", "maybe", "time sink"]) {
    const found = order.filter((t) => quadrant(t) === key);
    if (!found.length) continue;
    const count = key === "maybe" ? `${found.length} maybe` : plural(found.length, key, `${key}s`);
    return `${key === "quick win" ? "" : "No quick win. "}${count}: ${list(found.map(name))}.`;
  }
  return "Nobody has placed anything yet.";
}

/** @param {string[]} names */
function list(names) {
  if (names.length > NAMED + 1) return `${names.slice(0, NAMED).join(", ")} and ${names.length - NAMED} more`;
  return [names.slice(0, -1).join(", "), names.at(-1)].filter(Boolean).join(" and ");
}

/** @param {number} n @param {string} one @param {string} many */
const plural = (n, one, many) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

/** @param {string} a @param {string} b */
const compare = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
