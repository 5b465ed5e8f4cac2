// @ts-check
/**
 * The three lines of a service blueprint: where they stand, what lies below the line of visibility, and the edits that move
 * one or take it away. Pure. Each line stands above one lane at most: the first lane that names it in `line`; where none
 * does, the first lane of its kind, unless that lane names another line or "none" (`cxmap/model/lines.py` is the same rule).
 */

/** @typedef {{id: string, kind: string, line: string | null}} Lane */
/** @typedef {import("../sync/replica.js").Edit} Edit */

/** The lines from top to bottom. */
export const LINE_KEYS = ["interaction", "visibility", "internal"];

/** The kind of lane that each line stands above by itself. @type {Record<string, string>} */
const KINDS = { interaction: "frontstage", visibility: "backstage", internal: "support" };

/**
 * @param {readonly any[]} lanes in order from top to bottom; `kind` and `line` count
 * @returns {{lines: string[], below: boolean[]}} for each lane the line above it ("" for none), and whether it is out of the customer's sight
 */
export function linePlaces(lanes) {
  const lines = lanes.map(() => "");
  for (const line of LINE_KEYS) {
    const named = lanes.findIndex((lane) => lane.line === line);
    const usual = lanes.findIndex((lane) => lane.kind === KINDS[line]);
    if (named >= 0) lines[named] = line;
    else if (usual >= 0 && !lanes[usual].line) lines[usual] = line;
  }
  const visibility = lines.indexOf("visibility");
  return { lines, below: lines.map((_, i) => visibility >= 0 && i >= visibility) };
}

/**
 * The lanes that a line may stand above: those without another line, and not past the line before or after it.
 * @param {readonly any[]} lanes @param {string} line @returns {string[]} ids, in order
 */
export function placesFor(lanes, line) {
  const { lines } = linePlaces(lanes);
  const rank = LINE_KEYS.indexOf(line);
  const free = lanes.map((_, i) => i).filter((i) => !lines[i] || lines[i] === line);
  const ordered = free.filter((i) => lines.every((other, at) => !other || other === line || (LINE_KEYS.indexOf(other) < rank ? at < i : at > i)));
  return (ordered.length ? ordered : free).map((i) => lanes[i].id);
}

/** Put a line above a lane. @param {readonly any[]} lanes @param {string} line @param {string} to id of the lane @returns {Edit[]} none where it stands there */
export function moveLine(lanes, line, to) {
  const target = lanes.find((lane) => lane.id === to);
  const { lines } = linePlaces(lanes);
  if (!target || lines[lanes.indexOf(target)] === line) return [];
  const others = lanes.filter((lane) => lane.line === line && lane !== target);
  return [...others.map((lane) => patch(lane, null)), patch(target, line)];
}

/** Take a line away. @param {readonly any[]} lanes @param {string} line @returns {Edit[]} */
export function removeLine(lanes, line) {
  const usual = lanes.find((lane) => lane.kind === KINDS[line]);
  return lanes.flatMap((lane) => {
    if (lane === usual && (!lane.line || lane.line === line)) return [patch(lane, "none")];
    return lane.line === line ? [patch(lane, null)] : [];
  });
}

/** @param {any} lane @param {string | null} line @returns {Edit} */
function patch(lane, line) {
  return { op: "patch", type: "lane", id: lane.id, fields: { line }, was: { line: lane.line ?? null } };
}
