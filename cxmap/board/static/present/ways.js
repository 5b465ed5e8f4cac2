// @ts-check
/** Between the stages of one screen: paths as arcs that hang under the stage names, and how long each stage lasts. */
import { arcPath, arrange } from "../model/paths.js";
import { h, svg } from "../view/dom.js";
import { shortTime } from "../view/time.js";

/** Sizes at 1080p. More lanes than these would take the curve's room: the deepest paths are counted instead. */
const LANE = 44;
const MOST = 3;
const WORD = 26;
const NOTE = 38;

/** “3 weeks, 2 days waiting”; "" where nothing is known. @param {any} stage */
export function lasts(stage) {
  const whole = shortTime(stage.duration, stage.duration_unit);
  const waiting = shortTime(stage.waiting, stage.waiting_unit);
  if (!waiting) return whole;
  return whole ? `${whole}, ${waiting} waiting` : `${waiting} waiting`;
}

/** @param {any} stage @param {number} at column of the grid */
export function time(stage, at) {
  const words = lasts(stage);
  return words && h("p", { class: "cxp-time", style: { gridColumn: at } }, words);
}

/**
 * The paths that begin or end on this screen, or pass over it.
 * @param {any} replica @param {string[]} stages all stages of the map, in order
 * @returns {{arcs: import("../model/paths.js").Arc[], lanes: number, more: number, words: Map<string, string>}} `more`: how many are left out
 */
export function waysOf(replica, stages) {
  const paths = replica.list("path");
  const { arcs, lanes } = arrange(paths, (id) => stages.indexOf(id));
  const shown = arcs.filter((arc) => arc.lane < MOST);
  const words = new Map(paths.map((/** @type {any} */ path) => {
    const share = path.share === null ? "" : `${+path.share.toFixed(1)} %`;
    return [path.id, [replica.get("persona", path.persona)?.name, share, path.label].filter(Boolean).join(" · ")];
  }));
  return { arcs: shown, lanes: Math.min(lanes, MOST), more: arcs.length - shown.length, words };
}

/** What is left out. @param {number} more */
export const leftOut = (more) => (more ? `${more} more ${more === 1 ? "path is" : "paths are"} on the map` : "");

/**
 * @param {ReturnType<typeof waysOf>} ways
 * @param {{from: number, count: number, width: number, unit: number}} screen first stage, how many, room in px, px per pixel at 1080p
 * @returns {SVGSVGElement | null} null where no path is seen
 */
export function waysDrawing({ arcs, lanes, more, words }, { from, count, width, unit }) {
  const column = width / count;
  const x = (/** @type {number} */ stage, /** @type {number} */ share) => (stage - from + share) * column;
  const seen = arcs.filter((arc) => Math.max(arc.from, arc.to) >= from && Math.min(arc.from, arc.to) < from + count);
  const note = leftOut(more);
  if (!seen.length && !note) return null;
  const height = ((seen.length && lanes * LANE + 14) + (note ? NOTE : 0)) * unit;
  const drawn = seen.map((arc) => {
    const [x0, x1] = [x(arc.from, arc.start), x(arc.to, arc.end)];
    const depth = (arc.lane + 0.4) * LANE * unit;
    const again = arc.from === arc.to;
    const middle = (Math.max(0, Math.min(x0, x1)) + Math.min(width, Math.max(x0, x1))) / 2;
    const room = again ? column / 2 : Math.min(width, Math.max(x0, x1)) - Math.max(0, Math.min(x0, x1)) - 20 * unit;
    const said = fit(words.get(arc.id) ?? "", room / (0.47 * WORD * unit));
    const size = 9 * unit;
    return svg("g", null,
      svg("path", { class: "cxp-path", d: arcPath(x0, x1, depth, 14 * unit) }),
      svg("path", { class: "cxp-path-head", d: `M${x1 - size} ${1.8 * size}L${x1} 0L${x1 + size} ${1.8 * size}Z` }),
      said && svg("text", { x: again ? Math.max(x0, x1) + 8 * unit : middle, y: depth + (again ? 9 : 28) * unit, "text-anchor": again ? "start" : "middle" }, said));
  });
  return svg("svg", { class: "cxp-ways", width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": [seen.length && spoken(seen, words), note].filter(Boolean).join(". ") }, drawn,
    note && svg("text", { x: width, y: height - 10 * unit, "text-anchor": "end" }, note));
}

/** Words cut to so many letters. @param {string} words @param {number} letters */
function fit(words, letters) {
  if (words.length <= letters) return words;
  return letters < 6 ? "" : `${words.slice(0, Math.floor(letters) - 1).trimEnd()}…`;
}

/** @param {import("../model/paths.js").Arc[]} arcs @param {Map<string, string>} words */
function spoken(arcs, words) {
  return `Paths: ${arcs.map((arc) => `stage ${arc.from + 1} ${arc.from === arc.to ? "again" : `to ${arc.to + 1}`}${words.get(arc.id) ? ` (${words.get(arc.id)})` : ""}`).join(", ")}`;
}
