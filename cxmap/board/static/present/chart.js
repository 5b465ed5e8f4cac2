// @ts-check
/** The curve of one screen, large: 7 px lines, 14 px dots, faces on peaks and troughs, stars on moments of truth. */
import { areaPath, curvePath, place, scale, showValue, spaced, thin, tone, turns } from "../view/curve.js";
import { strokeFill, stretch, washFill } from "../view/curve-fills.js";
import { svg } from "../view/dom.js";
import { peakEnd, pointX, reportedX } from "../view/feelings.js";
import { face, star } from "../view/icons.js";

/** @typedef {import("../view/feelings.js").FeelingPoint} FeelingPoint */

/** Sizes at 1080p. */
const PAD = 66;
const FACE = 54;
const DOT = 7;
const STAR = 32;
const DENSE = 26;
const NUMBER = 28;
const WORD = 26;

/**
 * @param {{persona: any, points: FeelingPoint[]}[]} curves the leading one first
 * @param {string[]} stages all stages of the map
 * @param {{from: number, count: number, width: number, height: number, unit: number}} screen first stage, how many, room in px, px per pixel at 1080p
 * @param {FeelingPoint[]} [reported] what customers reported of the leading persona
 * @returns {SVGSVGElement}
 */
export function chart(curves, stages, { from, count, width, height, unit }, reported = []) {
  const { y } = scale(height, Math.min(PAD * unit, height / 5));
  const column = width / count;
  // Columns of the whole map stand beside this screen's, so that the curve runs on over its edges.
  const columns = new Map(stages.map((id, i) => [id, { left: (i - from) * column, width: column }]));
  const lines = curves.map(({ points }) => points.map((point) => placed(point, columns, y)));
  const main = lines[0] ?? [];
  const told = over(reported, main, columns, y);
  const near = (/** @type {Placed[]} */ line) => thin(line.filter((p) => p.x > -2 * column && p.x < width + 2 * column));
  const fills = [strokeFill("cxp-stroke"), washFill("cxp-wash")];
  for (const fill of fills) stretch(fill, y);
  const rule = (/** @type {number} */ value) => `M0 ${y(value).toFixed(1)}H${width}`;
  return svg(
    "svg",
    { class: "cxp-drawing", width, height, viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": spoken(curves[0]) },
    svg("defs", null, fills),
    svg("path", { class: "cxp-rule", d: rule(3) + rule(-3) }),
    svg("path", { class: "cxp-rule cxp-zero", d: rule(0) }),
    svg("path", { class: "cxp-wash", d: areaPath(near(main), y(0)), fill: "url(#cxp-wash)" }),
    lines.slice(1).map((line) => svg("path", { class: "cxp-other", d: curvePath(near(line)) })),
    told.length > 0 && svg("path", { class: "cxp-other cxp-reported", d: curvePath(near(told)) }),
    svg("path", { class: "cxp-curve", d: curvePath(near(main)), stroke: "url(#cxp-stroke)" }),
    ...marks(main, { width, height, unit, column }),
  );
}

/** @typedef {{x: number, y: number, value: number, point: FeelingPoint}} Placed */

/** @param {FeelingPoint} point @param {Map<string, {left: number, width: number}>} columns @param {(value: number) => number} y */
function placed(point, columns, y) {
  const column = columns.get(point.stage) ?? { left: 0, width: 0 };
  return { x: pointX(column, point), y: y(point.value), value: point.value, point };
}

/**
 * The reported curve, each point over the predicted one of its card.
 * @param {FeelingPoint[]} reported @param {Placed[]} main @param {Map<string, {left: number, width: number}>} columns @param {(value: number) => number} y
 * @returns {Placed[]}
 */
function over(reported, main, columns, y) {
  const known = new Map(main.map(({ point, x }) => [point.card.id, x]));
  return [...columns].flatMap(([stage, column]) => {
    const here = reported.filter((point) => point.stage === stage);
    const xs = reportedX(here, known, column);
    return here.map((point, i) => ({ x: xs[i], y: y(point.value), value: point.value, point }));
  });
}

/** Dots, faces, stars and what is written beside them. @param {Placed[]} line @param {{width: number, height: number, unit: number, column: number}} room */
function marks(line, { width, height, unit, column }) {
  const r = (FACE * unit) / 2;
  const inside = line.filter((p) => p.x >= 0 && p.x <= width);
  const turning = new Set(turns(line.map((p) => p.value)).map((t) => line[t.index]));
  const faces = spaced(inside.filter((p) => turning.has(p)), 2 * r);
  const dots = inside.filter((p) => !faces.has(p) && column / p.point.n >= DENSE * unit);
  const stars = inside.filter((p) => p.point.card.moment).map((p) => {
    const off = (faces.has(p) ? r : DOT * unit) + (STAR * unit) / 2 + 2 * unit;
    const half = (STAR * unit) / 2;
    return { x: p.x - half, y: p.y + (p.value < 0 ? off : -off) - half, width: 2 * half, height: 2 * half };
  });
  const strongest = [...faces].sort((a, b) => Math.abs(b.value) - Math.abs(a.value));
  const remembered = line.length > 1 ? peakEnd(line) : null;
  const said = (/** @type {Placed} */ p) => [remembered?.peak === p && "peak", remembered?.end === p && "end", p.point.word].filter(Boolean).join(" · ");
  const options = strongest.map((p) => places(p, said(p), r, unit).filter((b) => b.x >= 0 && b.x + b.width <= width && b.y + b.height <= height));
  const taken = [...[...faces].map((p) => ({ x: p.x - r, y: p.y - r, width: 2 * r, height: 2 * r })), ...stars];
  const chosen = place(options, taken, 4 * unit);
  return [
    dots.map((p) => svg("circle", { class: `cxp-dot cxp-${tone(p.value)}`, cx: p.x, cy: p.y, r: DOT * unit })),
    [...faces].map((p) => at(face(p.value, 2 * r), p.x - r, p.y - r)),
    stars.map((s) => at(star(s.width), s.x, s.y)),
    strongest.map((p, i) => {
      const box = options[i][chosen[i]];
      if (!box) return null;
      const where = { x: box.after ? box.x : box.x + box.width, y: box.y + NUMBER * unit, "text-anchor": box.after ? "start" : "end" };
      return svg("text", where, svg("tspan", { class: `cxp-value cxp-${tone(p.value)}` }, showValue(p.value)), box.word && svg("tspan", { class: "cxp-word", dx: 10 * unit }, said(p)));
    }),
  ];
}

/** Where a label may stand: beside its face, with its words if there is room. @param {Placed} p @param {string} words @param {number} r @param {number} unit */
function places(p, words, r, unit) {
  const height = 36 * unit;
  const top = p.value < 0 ? p.y + r * 0.3 : p.y - r * 0.3 - height;
  const number = 0.56 * NUMBER * unit * showValue(p.value).length;
  const word = words ? 0.5 * WORD * unit * words.length + 10 * unit : 0;
  const box = (/** @type {number} */ width, /** @type {boolean} */ after) => {
    return { x: after ? p.x + r + 8 * unit : p.x - r - 8 * unit - width, y: top, width, height, after, word: width > number };
  };
  return [...(word ? [box(number + word, true), box(number + word, false)] : []), box(number, true), box(number, false)];
}

/** @param {SVGSVGElement} el @param {number} x @param {number} y */
function at(el, x, y) {
  el.setAttribute("x", String(x));
  el.setAttribute("y", String(y));
  return el;
}

/** The curve in words. @param {{persona: any, points: FeelingPoint[]} | undefined} curve */
function spoken(curve) {
  if (!curve?.points.length) return "No feelings yet";
  const { persona, points } = curve;
  return `How ${persona.name} feels: ${points.map((p) => `${p.card.title || p.word} ${showValue(p.value)}`).join(", ")}`;
}
