// @ts-check
/** The drawings: 16-unit line icons as data, and the marks that carry meaning (star, face, severity, evidence). */
import { copied, svg } from "./dom.js";

/**
 * One shape of an icon: a path, [cx, cy, r] of a circle, [x, y, width, height, radius] of a rectangle, or a path with its
 * own stroke width or fill.
 * @typedef {string | number[] | {d: string, width?: number, fill?: boolean}} Shape
 */

const person = [[8, 5.2, 2.7], "M2.8 14c.5-3 2.5-4.4 5.2-4.4s4.7 1.4 5.2 4.4"];
const page = [
  "M4 1.8h5.2L12.5 5v8.2a1 1 0 0 1-1 1H4a1 1 0 0 1-1-1V2.8a1 1 0 0 1 1-1z",
  "M9 2v3.2h3.3M5.5 8.2h4.8M5.5 10.9h3.4",
];
const bubble =
  "M3.5 2.5h9A1.5 1.5 0 0 1 14 4v5.5a1.5 1.5 0 0 1-1.5 1.5H7.6L4.5 13.7V11h-1A1.5 1.5 0 0 1 2 9.5V4a1.5 1.5 0 0 1 1.5-1.5z";

/** @type {Record<string, Shape[]>} */
export const ICONS = {
  // controls
  sidebar: ["m3.5 4.5 3.5 3.5-3.5 3.5M8.7 4.5l3.5 3.5-3.5 3.5"],
  right: ["m6.2 4.5 3.6 3.5-3.6 3.5"],
  left: ["M9.8 4.5 6.2 8l3.6 3.5"],
  down: ["m4.5 6.2 3.5 3.6 3.5-3.6"],
  up: ["M4.5 9.8 8 6.2l3.5 3.6"],
  pencil: ["m2.5 13.5.6-3L10.6 3l2.4 2.4-7.5 7.5z"],
  play: [{ d: "M5 3v10l8-5z", fill: true }],
  plus: ["M8 3.2v9.6M3.2 8h9.6"],
  minus: ["M3.2 8h9.6"],
  close: ["m4 4 8 8M12 4l-8 8"],
  check: ["m3.2 8.4 3.2 3.2 6.4-7"],
  undo: ["M6 3 2.8 6.2 6 9.4M3 6.2h6.3a3.7 3.7 0 0 1 0 7.4H6.5"],
  redo: ["m10 3 3.2 3.2L10 9.4M13 6.2H6.7a3.7 3.7 0 0 0 0 7.4h2.8"],
  find: [[7, 7, 4.6], "m10.5 10.5 3.3 3.3"],
  trash: ["M3 4.5h10M6.5 4.3V2.6h3v1.7M4.4 4.6l.6 9h6l.6-9M6.8 7v4.2M9.2 7v4.2"],
  copy: [[5.2, 5.2, 8.6, 8.6, 1.4], "M10.6 2.4H3.8a1.4 1.4 0 0 0-1.4 1.4v6.8"],
  more: [{ d: "M3.6 8h.01M8 8h.01M12.4 8h.01", width: 2.4 }],
  grip: [{ d: "M5.8 3.5h.01M10.2 3.5h.01M5.8 8h.01M10.2 8h.01M5.8 12.5h.01M10.2 12.5h.01", width: 2.4 }],
  calendar: [[2.2, 3, 11.6, 10.8, 1.6], "M2.2 6.5h11.6M5.2 1.7v2.5M10.8 1.7v2.5"],
  history: ["M2.6 8.4a5.6 5.6 0 1 0 1.7-4.4L2.4 5.8M2.3 2.6v3.3h3.3M8.2 5.2v3.2l2.2 1.3"],
  flag: ["M3.6 14.2V2.2M3.6 2.9h8.6l-2 2.9 2 2.9H3.6"],
  pause: [{ d: "M5.4 3.4v9.2M10.6 3.4v9.2", width: 2.6 }],
  clock: [[8, 8, 6.1], "M8 4.6V8l2.3 1.5"],
  eye: ["M1.5 8S4 3.7 8 3.7 14.5 8 14.5 8 12 12.3 8 12.3 1.5 8 1.5 8z", [8, 8, 1.9]],
  warning: ["M8 2.2 14.3 13H1.7zM8 6.4v3.2", { d: "M8 11.3h.01", width: 1.9 }],
  keyboard: [
    [1.5, 4, 13, 8, 1.6],
    { d: "M4 6.7h.01M6.6 6.7h.01M9.2 6.7h.01M11.9 6.7h.01M5 9.5h6", width: 1.6 },
  ],
  grid: [[2.2, 2.2, 4.7, 4.7, 1], [9.1, 2.2, 4.7, 4.7, 1], [2.2, 9.1, 4.7, 4.7, 1], [9.1, 9.1, 4.7, 4.7, 1]],
  table: [[2, 2.8, 12, 10.4, 1.4], "M2 6.3h12M2 9.8h12M6.5 2.8v10.4"],
  map: ["M1.8 4.2 6 2.5l4 1.7 4.2-1.7v9.3L10 13.5l-4-1.7-4.2 1.7zM6 2.5v9.3M10 4.2v9.3"],
  people: [
    [6, 5.4, 2.4],
    "M1.5 13.5c.4-2.7 2.1-4 4.5-4s4.1 1.3 4.5 4M10.8 3.3a2.3 2.3 0 0 1 0 4.3M12.3 9.9c1.3.5 2 1.7 2.3 3.6",
  ],
  workshop: [[2, 2.6, 12, 8, 1.3], "M8 10.6v2.8M5 13.4h6M5 6.6h6"],
  here: ["M8 14.2S3.4 9.8 3.4 6.4a4.6 4.6 0 0 1 9.2 0C12.6 9.8 8 14.2 8 14.2z", [8, 6.4, 1.6]],
  parking: [[2.4, 2.4, 11.2, 11.2, 2], "M6.3 11.5v-7h2.3a2.1 2.1 0 0 1 0 4.2H6.3"],
  votes: ["M8 13V3.6M4.4 7 8 3.4 11.6 7"],
  locked: [[3.4, 7.2, 9.2, 6.6, 1.3], "M5.4 7V5a2.6 2.6 0 0 1 5.2 0v2"],
  unlocked: [[3.4, 7.2, 9.2, 6.6, 1.3], "M5.4 7V5a2.6 2.6 0 0 1 5-1"],
  qr: [[2.2, 2.2, 4.4, 4.4, 0.8], [9.4, 2.2, 4.4, 4.4, 0.8], [2.2, 9.4, 4.4, 4.4, 0.8], "M9.4 9.4h1.8v1.8M13.8 9.4v4.4M9.4 13.8h1.8"],
  stage: ["M1.8 4.6h9l3.4 3.4-3.4 3.4h-9L4.4 8z"],
  panel: [[2, 2.8, 12, 10.4, 1.4], "M10 2.8v10.4"],
  tray: ["M2 9.5 3.8 3h8.4L14 9.5v3.3H2zM2.2 9.5h3.3l.9 1.6h3.2l.9-1.6h3.3"],
  fit: ["M2.5 6V2.5H6M10 2.5h3.5V6M13.5 10v3.5H10M6 13.5H2.5V10"],
  guide: [[8, 8, 6.2], "M6.2 6.3a1.9 1.9 0 1 1 2.7 1.8c-.6.3-.9.7-.9 1.5", { d: "M8 11.5h.01", width: 1.9 }],
  comment: [bubble, "M5 5.6h6M5 8h4"],
  changes: ["M3 5h7.5M3 11h10M10.8 2.6 6 13.4"],
  opens: ["M3.5 4.5 7 8l-3.5 3.5M8.7 4.5 12.2 8l-3.5 3.5"],
  known: [[1.8, 3.2, 12.4, 9.6, 2.6], "m5.2 8.1 2 2 3.7-4.2"],
  filter: ["M2.2 3h11.6L9.4 8.4v4.4l-2.8 1.4V8.4z"],
  view: [[2, 3, 12, 10, 1.4], "M2 6.4h12M5 9.7h6"],
  link: ["M6.7 9.3a2.7 2.7 0 0 0 3.9 0l2.4-2.4a2.75 2.75 0 0 0-3.9-3.9L8.2 3.9M9.3 6.7a2.7 2.7 0 0 0-3.9 0L3 9.1A2.75 2.75 0 0 0 6.9 13l.9-.9"],
  connection: [[3.6, 4.4, 1.9], [12.4, 11.6, 1.9], "M5.5 4.4h4.6a2.3 2.3 0 0 1 2.3 2.3v3"],
  arrow: ["M3 8h9.5M9 4.5 12.5 8 9 11.5"],
  fold: ["M5.2 2.5v11M10.8 2.5v11M1.5 8h2.4M14.5 8h-2.4"],
  ruler: [[1.6, 5, 12.8, 6, 1.2], "M4.4 5v2.4M7 5v3.4M9.6 5v2.4M12.2 5v3.4"],
  path: ["M2.5 3v4.2A3.3 3.3 0 0 0 5.8 10.5h2.4a3.3 3.3 0 0 0 3.3-3.3V4M8.7 6.8l2.8-2.8 2.8 2.8"],
  outline: [{ d: "M8 1.3l2 4.2 4.6.6-3.4 3.2.9 4.6L8 11.6l-4.1 2.3.9-4.6L1.4 6.1 6 5.5z", width: 1.2 }],

  // lanes
  evidence: ["M8 1.8 13.6 5v6L8 14.2 2.4 11V5zM2.6 5.1 8 8.2l5.4-3.1M8 8.2v5.9"],
  action: [
    [8.8, 2.7, 1.3],
    "m6 14.2 1.8-4.4L6.2 8l.9-3.2L4.5 6.4 4 8.6M7.1 4.8l2.4.8 1 1.8 1.9.7M7.9 9.9l2.4 1.5.8 2.8",
  ],
  touchpoint: [
    "M6.5 9V4.3a1.2 1.2 0 0 1 2.4 0v3.4l3 .7a1.7 1.7 0 0 1 1.3 1.9l-.5 3.9H6.9L4 10.6a1.1 1.1 0 0 1 1.6-1.5z",
    "M4.3 5.6A3.6 3.6 0 0 1 7.7 1.5a3.6 3.6 0 0 1 3.5 3.6",
  ],
  thought: ["M6.6 4.2C4.3 5 3 6.6 3 9.1v2.4h3.7V8.2H4.8M13.1 4.2c-2.3.8-3.6 2.4-3.6 4.9v2.4h3.7V8.2h-1.9"],
  emotion: [[8, 8, 6.2], "M5.4 9.5c1.3 1.9 3.9 1.9 5.2 0", { d: "M5.9 6.3h.01M10.1 6.3h.01", width: 1.9 }],
  pain: ["M9 1.6 3.4 9h4l-.6 5.4L12.6 7h-4z"],
  moment: ["M8 1.9l1.9 3.9 4.2.6-3.1 3 .8 4.3L8 11.6l-3.8 2.1.8-4.3-3.1-3 4.2-.6z"],
  opportunity: [
    "M5.8 11.2C4.3 10.3 3.5 8.9 3.5 7.3a4.5 4.5 0 1 1 9 0c0 1.6-.8 3-2.3 3.9v1.3H5.8zM6.3 14.4h3.4",
  ],
  frontstage: person,
  backstage: [
    [8, 8, 2.2],
    "M8 1.8v1.9M8 12.3v1.9M1.8 8h1.9M12.3 8h1.9M3.6 3.6 5 5M11 11l1.4 1.4M12.4 3.6 11 5M5 11l-1.4 1.4",
  ],
  support: [
    [2.2, 2.5, 11.6, 4.6, 1.2],
    [2.2, 8.9, 11.6, 4.6, 1.2],
    { d: "M4.8 4.8h.01M4.8 11.2h.01", width: 1.9 },
  ],
  kpi: ["M2 13.8V2.2M2 13.8h12M4.5 10.6l3-3.4 2.4 2 4-5"],
  note: ["M2.5 2.8h11v7L9.8 13.5H2.5zM13.3 9.8H9.8v3.5M5 5.8h6M5 8.4h3.5"],
  custom: [[2.2, 3, 11.6, 10, 1.6], "M4.8 6.4h6.4M4.8 9.6h4"],

  // channels
  in_person: person,
  phone: [
    "M3.2 2.4h2.3l1.2 3-1.5 1.2a8.4 8.4 0 0 0 4.2 4.2l1.2-1.5 3 1.2v2.3a1.2 1.2 0 0 1-1.3 1.2C6.9 13.6 2.4 9.1 2 3.7a1.2 1.2 0 0 1 1.2-1.3z",
  ],
  email: [
    [8, 8, 2.6],
    "M10.6 5.6v3.2c0 1.2.7 1.9 1.7 1.9 1.2 0 1.9-1.1 1.9-2.9A6.2 6.2 0 1 0 11 13.5",
  ],
  post: [[1.8, 3.5, 12.4, 9, 1.6], "m2.3 4.6 5.7 4.2 5.7-4.2"],
  text: [bubble, { d: "M5.2 6.7h.01M8 6.7h.01M10.8 6.7h.01", width: 1.9 }],
  chat: [
    "M2.8 2h6.4A1.3 1.3 0 0 1 10.5 3.3v3.4A1.3 1.3 0 0 1 9.2 8H5.6L3.2 10V8h-.4A1.3 1.3 0 0 1 1.5 6.7V3.3A1.3 1.3 0 0 1 2.8 2z",
    "M12.7 6h.5a1.3 1.3 0 0 1 1.3 1.3v3.4a1.3 1.3 0 0 1-1.3 1.3h-.4v2l-2.4-2H7.8a1.3 1.3 0 0 1-1.3-1.3v-.5",
  ],
  website: [[8, 8, 6.2], "M1.8 8h12.4M8 1.8c1.9 1.7 2.7 3.8 2.7 6.2S9.9 12.5 8 14.2C6.1 12.5 5.3 10.4 5.3 8S6.1 3.5 8 1.8z"],
  app: [[4.2, 1.6, 7.6, 12.8, 1.6], "M7 12.2h2"],
  portal: [[1.8, 2.8, 12.4, 10.4, 1.6], { d: "M4 4.4h.01M6 4.4h.01", width: 1.4 }, "M1.8 6h12.4"],
  social: ["M8 13.6S2 10.2 2 6.1A3.2 3.2 0 0 1 8 4.6a3.2 3.2 0 0 1 6 1.5c0 4.1-6 7.5-6 7.5z"],
  video: [[1.8, 3.5, 8.7, 9, 1.5], "m10.5 7 3.7-2.3v6.6L10.5 9"],
  document: page,
  sign: ["M8 1.6v12.8M3.5 3h7.8l2 1.8-2 1.8H3.5zM12.5 8.2H5.8L4 9.9l1.8 1.7h6.7z"],
  kiosk: [[3.5, 1.8, 9, 7.7, 1.3], "M8 9.5v4.7M5.2 14.2h5.6M6 5.4l1.5 1.5L10.2 4.4"],
  store: [
    "M2.8 6.8v6.7h10.4V6.8M1.8 5.4 3.2 2.4h9.6l1.4 3a2 2 0 0 1-4.1.6 2.1 2.1 0 0 1-4.2 0 2 2 0 0 1-4.1-.6zM6.5 13.3v-3.5h3v3.5",
  ],
  product: ["M8 1.8 13.6 5v6L8 14.2 2.4 11V5zM2.6 5.1 8 8.2l5.4-3.1M8 8.2v5.9M5.2 3.5l5.5 3.1v2.2"],
  event: [[2.2, 3, 11.6, 10.8, 1.6], "M2.2 6.5h11.6M5.2 1.7v2.5M10.8 1.7v2.5m-4.6 5.9 1.4 1.4 2.4-2.7"],
  partner: ["M6.7 9.3a2.7 2.7 0 0 0 3.9 0l2.4-2.4a2.75 2.75 0 0 0-3.9-3.9L8.2 3.9M9.3 6.7a2.7 2.7 0 0 0-3.9 0L3 9.1A2.75 2.75 0 0 0 6.9 13l.9-.9"],
  other: [[8, 8, 6.2], { d: "M5.2 8h.01M8 8h.01M10.8 8h.01", width: 1.9 }],
};

/** Lane and channel icons carry the keys of the vocabulary; a key that has no drawing gets these. */
const FALLBACK = { lane: "custom", channel: "other" };

/** The path of a shape that has no width or fill of its own. @param {string | number[]} shape */
function outline(shape) {
  if (typeof shape === "string") return shape.startsWith("m") ? `M0 0${shape}` : shape; // it would count from where the shape before it ends
  if (shape.length === 3) {
    const [x, y, r] = shape;
    return `M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0z`;
  }
  const [x, y, width, height, r] = shape;
  const corner = (/** @type {number} */ dx, /** @type {number} */ dy) => `a${r} ${r} 0 0 1 ${dx} ${dy}`;
  return `M${x + r} ${y}h${width - 2 * r}${corner(r, r)}v${height - 2 * r}${corner(-r, r)}h${2 * r - width}${corner(-r, -r)}v${2 * r - height}${corner(r, -r)}z`;
}

/** The shapes of an icon in as few elements as they take: hundreds of icons are on a map. @param {Shape[]} shapes */
function draw(shapes) {
  const own = shapes.flatMap((shape) => (typeof shape === "string" || Array.isArray(shape) ? [] : [shape]));
  const plain = shapes.flatMap((shape) => (typeof shape === "string" || Array.isArray(shape) ? [outline(shape)] : []));
  return [
    plain.length > 0 && svg("path", { d: plain.join("") }),
    own.map(({ d, width, fill }) => svg("path", { d, "stroke-width": width ?? null, fill: fill ? "currentColor" : null })),
  ].flat();
}

/**
 * A line icon in the colour of the text around it. It is decoration: the control that holds it carries the name.
 * @param {string} name key of ICONS
 * @param {number} [size] px
 * @returns {SVGSVGElement}
 */
export function icon(name, size = 16) {
  return copied(`icon ${name} ${size}`, () => svg(
    "svg",
    {
      class: "cx-icon",
      viewBox: "0 0 16 16",
      width: size,
      height: size,
      fill: "none",
      stroke: "currentColor",
      "stroke-width": 1.4,
      "stroke-linecap": "round",
      "stroke-linejoin": "round",
      "aria-hidden": "true",
    },
    draw(ICONS[name] ?? ICONS.other),
  ));
}

/** The icon of a kind of lane. @param {string} kind @param {number} [size] */
export function laneIcon(kind, size = 16) {
  return icon(kind in ICONS ? kind : FALLBACK.lane, size);
}

/** The icon of a channel. @param {string | null | undefined} key @param {number} [size] */
export function channelIcon(key, size = 16) {
  return icon(key && key in ICONS ? key : FALLBACK.channel, size);
}

/** The gold star of a moment of truth. @param {number} [size] px @returns {SVGSVGElement} */
export function star(size = 14) {
  return copied(`star ${size}`, () => svg(
    "svg",
    { class: "cx-star", viewBox: "0 0 16 16", width: size, height: size, "aria-hidden": "true" },
    svg("path", {
      d: "M8 1.3l2 4.2 4.6.6-3.4 3.2.9 4.6L8 11.6l-4.1 2.3.9-4.6L1.4 6.1 6 5.5z",
      "stroke-width": 1,
      "stroke-linejoin": "round",
      style: { fill: "var(--star)", stroke: "var(--starEdge)" },
    }),
  ));
}

/**
 * Which of the five moods a feeling has: −2 very negative … 2 very positive.
 * @param {number} value −3…+3
 * @returns {-2 | -1 | 0 | 1 | 2}
 */
export function mood(value) {
  if (value < -0.4) return value <= -1.8 ? -2 : -1;
  if (value > 0.4) return value >= 1.8 ? 2 : 1;
  return 0;
}

/** The custom property that fills a feeling's graphic. @param {number} value @returns {string} `var(--…)` */
export function feelingFill(value) {
  return value < -0.4 ? "var(--negFill)" : value > 0.4 ? "var(--posFill)" : "var(--neu)";
}

/** Ends and middle of the mouth, in units below the centre, for moods −2 … 2. */
const MOUTHS = [[5.5, -0.4], [5.1, 2.3], [4.3, 4.3], [3.4, 6.2], [2.3, 8.6]];

/**
 * A face for a feeling; an `<svg>` that may stand alone or, with x and y set, inside another.
 * @param {number} value −3…+3
 * @param {number} [size] px
 * @returns {SVGSVGElement}
 */
export function face(value, size = 24) {
  const m = mood(value);
  const [end, middle] = MOUTHS[m + 2];
  const ink = { stroke: "var(--faceInk)", fill: "none" };
  return copied(`face ${m} ${size}`, () => svg(
    "svg",
    { class: "cx-face", viewBox: "0 0 24 24", width: size, height: size, "aria-hidden": "true" },
    svg("circle", { cx: 12, cy: 12, r: 11, "stroke-width": 2, style: { fill: feelingFill(value), stroke: "var(--bg)" } }),
    [8.3, 15.7].map((cx) => svg("circle", { cx, cy: 10, r: 1.4, style: { fill: "var(--faceInk)" } })),
    m === -2 && svg("path", { d: "M6.1 6.5l3.7 1.5M17.9 6.5l-3.7 1.5", "stroke-width": 1.4, "stroke-linecap": "round", style: ink }),
    svg("path", {
      d: `M6.9 ${12 + end}Q12 ${12 + middle} 17.1 ${12 + end}`,
      "stroke-width": 1.6,
      "stroke-linecap": "round",
      style: ink,
    }),
  ));
}

/** One of the three bars, outlined by what is left between two rectangles. @param {number} i @param {boolean} filled */
function bar(i, filled) {
  const [x, y, height] = [i * 6, 6 - i * 3, 6 + i * 3];
  return `M${x} ${y}h4v${height}h-4z${filled ? "" : `M${x + 1} ${y + 1}v${height - 2}h2v${2 - height}z`}`;
}

/**
 * Severity as three bars, filled from the left.
 * @param {number | null | undefined} n 0 (or none) to 3
 * @param {number} [height] px of the highest bar
 * @returns {SVGSVGElement}
 */
export function pips(n, height = 12) {
  const filled = n ?? 0;
  return copied(`pips ${filled} ${height}`, () => svg(
    "svg",
    { class: "cx-pips", viewBox: "0 0 16 12", width: (height * 4) / 3, height, "aria-hidden": "true" },
    svg("path", {
      d: [0, 1, 2].map((i) => bar(i, i < filled)).join(""),
      "fill-rule": "evenodd",
      style: { fill: "var(--neg)" },
    }),
  ));
}

/**
 * The mark of an evidence status: dashed outline, solid outline, or solid outline with an ink corner.
 * @param {string} key assumed, observed or measured
 * @param {number} [width] px
 * @returns {SVGSVGElement}
 */
export function evidenceMark(key, width = 18) {
  const assumed = key === "assumed";
  return svg(
    "svg",
    { class: "cx-evidence", viewBox: "0 0 20 14", width, height: width * 0.7, "aria-hidden": "true" },
    svg("rect", {
      x: 1,
      y: 1.5,
      width: 18,
      height: 11,
      rx: 3,
      "stroke-width": assumed ? 1.5 : 1.3,
      "stroke-dasharray": assumed ? "3 2.2" : null,
      style: { stroke: "var(--dash)", fill: assumed ? "none" : "var(--surface)" },
    }),
    key === "measured" && svg("path", { d: "M11 1.5h5a3 3 0 0 1 3 3v5z", style: { fill: "var(--ink)" } }),
  );
}
