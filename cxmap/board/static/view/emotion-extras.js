// @ts-check
/** What is drawn around the leading curve: the others' curves with their names, and the gaps to what customers report. */
import { curvePath, place, showValue, thin } from "./curve.js";
import { svg } from "./dom.js";
import { gaps } from "./feelings.js";

/** Dash patterns of the curves that do not lead, told apart without colour; customers' reports are dots. */
export const DASHES = ["5 4", "11 4", "2 4", "11 4 2 4", "7 3 2 3 2 3", "16 6"];

/** The pattern of a line. @param {import("./emotion-lines.js").Line[]} lines all of the map @param {import("./emotion-lines.js").Line} line */
export function dashOf(lines, line) {
  if (line.source === "reported") return "0 5";
  const others = lines.filter((other) => other.source === "predicted").slice(1);
  return DASHES[Math.max(0, others.indexOf(line)) % DASHES.length];
}

/**
 * The curves of the other personas and of what customers report, each with its name where it leaves the picture.
 * @param {import("./emotion-lines.js").Line[]} lines all of the map
 * @param {{line: import("./emotion-lines.js").Line, points: import("./emotion-lines.js").Placed[]}[]} shown those to draw
 * @param {{y: (value: number) => number, right: number, height: number, labels: boolean, taken: import("./curve.js").Box[]}} view
 * @returns {SVGElement[]}
 */
export function drawOthers(lines, shown, { y, right, height, labels, taken }) {
  const paths = shown.map(({ line, points }) =>
    svg("path", { class: `cx-${line.source}`, "stroke-dasharray": dashOf(lines, line), d: curvePath(thin(points.map(({ x, point }) => ({ x, y: y(point.value) })))) }),
  );
  const named = shown.filter(({ line }) => line.source === "predicted");
  if (!labels || named.length < 2) return paths; // a single other curve is told by the legend
  const ends = named.flatMap(({ line, points }) => {
    const seen = points.filter(({ x }) => x <= right);
    const last = seen.at(-1);
    return last ? [{ line, x: last.x, y: y(last.point.value) }] : [];
  });
  const options = ends.map(({ line, x, y: at }) => {
    const width = 6.2 * name(line).length;
    const left = Math.min(x - width / 2, right - width - 2);
    return [at - 18, at + 5, at - 32, at + 19].filter((top) => top >= 0 && top + 14 <= height).map((top) => ({ x: left, y: top, width, height: 14 }));
  });
  const chosen = place(options, taken, 2);
  const words = ends.flatMap(({ line }, i) => {
    const box = options[i][chosen[i]];
    return box ? [svg("text", { class: "cx-line-name", x: box.x, y: box.y + 11 }, name(line))] : [];
  });
  return [...paths, ...words];
}

/** @param {import("./emotion-lines.js").Line} line */
function name(line) {
  return line.label.length > 18 ? `${line.label.slice(0, 17)}…` : line.label;
}

/**
 * A hatched bar at each card where customers report something else than the team predicts, and words at the largest.
 * @param {import("./emotion-lines.js").Line | undefined} predicted @param {import("./emotion-lines.js").Line | undefined} reported
 * @param {{at: Map<string, number>, y: (value: number) => number, left: number, right: number, hatch: string, words: boolean,
 *   taken: import("./curve.js").Box[]}} view `at`: x by card
 * @returns {SVGElement[]}
 */
export function drawGaps(predicted, reported, { at, y, left, right, hatch, words, taken }) {
  if (!predicted || !reported) return [];
  const found = gaps(predicted.all, reported.all);
  return found.flatMap((gap, i) => {
    const x = at.get(gap.card.id);
    if (x === undefined || x < left || x > right) return [];
    const [top, bottom] = [y(Math.max(gap.predicted, gap.reported)), y(Math.min(gap.predicted, gap.reported))];
    const bar = svg("rect", { class: "cx-gap-bar", x: x - 4, y: top, width: 8, height: Math.max(1, bottom - top), fill: `url(#${hatch})` });
    if (i || !words) return [bar];
    const text = `gap ${showValue(gap.gap)}`;
    const width = 6.4 * text.length;
    const tries = [(top + bottom) / 2 - 7, top, bottom - 14].flatMap((y) => [x + 8, x - 8 - width].map((x) => ({ x, y, width, height: 14 })));
    const box = tries[Math.max(0, place([tries], taken)[0])];
    return [bar, svg("text", { class: "cx-gap-word", x: box.x, y: box.y + 11 }, text)];
  });
}
