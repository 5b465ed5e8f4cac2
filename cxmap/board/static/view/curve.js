// @ts-check
/**
 * The emotion curve as numbers and path data. Pure: no DOM, no records.
 *
 * A point is `{x, y}` in pixels, x rising; a value is a feeling from −3 to +3.
 * The curve is the monotone cubic of M. Steffen, "A simple method for monotonic interpolation in one dimension",
 * Astronomy & Astrophysics 239 (1990): it never rises or falls further than the points themselves, so the drawing
 * claims no feeling that nobody gave.
 *
 * @typedef {{x: number, y: number}} Point
 * @typedef {{index: number, kind: "peak"|"trough"}} Turn
 */

export const MIN = -3;
export const MAX = 3;
/** Feelings this near to 0 count as neither good nor bad. */
export const NEUTRAL = 0.4;

/** "neg", "neu" or "pos": which of the three colours a value has. @param {number} value */
export function tone(value) {
  return value < -NEUTRAL ? "neg" : value > NEUTRAL ? "pos" : "neu";
}

/** A value as people read it: "−2.6" with a true minus sign, "+1.0", "0". @param {number} value */
export function showValue(value) {
  const text = (Math.abs(value) + 1e-9).toFixed(1); // halves away from zero, whatever their binary digits
  return text === "0.0" ? "0" : (value < 0 ? "−" : "+") + text;
}

/** "peak −2.6, end +2.1", or "peak and end +1.0". @param {{peak: {value: number}, end: {value: number}}} found */
export function peakEndText({ peak, end }) {
  return peak === end ? `peak and end ${showValue(end.value)}` : `peak ${showValue(peak.value)}, end ${showValue(end.value)}`;
}

/** The nearest value of the scale: within −3…+3, in steps of 0.1. @param {number} value */
export function clampValue(value) {
  const rounded = Math.round(Math.min(MAX, Math.max(MIN, value)) * 10) / 10;
  return rounded === 0 ? 0 : rounded;
}

/**
 * The scale of a drawing `height` pixels high with `pad` pixels free above +3 and below −3.
 * @param {number} height @param {number} [pad]
 * @returns {{y: (value: number) => number, value: (y: number) => number, unit: number}} `unit`: pixels per 1.
 */
export function scale(height, pad = 18) {
  const unit = Math.max(1, height - 2 * pad) / (MAX - MIN);
  return { unit, y: (value) => pad + (MAX - value) * unit, value: (y) => clampValue(MAX - (y - pad) / unit) };
}

/** Slope of the curve at each point. @param {Point[]} points @returns {number[]} */
export function slopes(points) {
  const n = points.length;
  const secant = (/** @type {number} */ i) => {
    const h = points[i + 1].x - points[i].x;
    return h > 0 ? (points[i + 1].y - points[i].y) / h : 0;
  };
  if (n < 3) return points.map(() => (n === 2 ? secant(0) : 0));
  const out = new Array(n);
  for (let i = 1; i < n - 1; i++) {
    const before = points[i].x - points[i - 1].x;
    const after = points[i + 1].x - points[i].x;
    const a = secant(i - 1);
    const b = secant(i);
    const mean = before + after > 0 ? (a * after + b * before) / (before + after) : 0;
    out[i] = (Math.sign(a) + Math.sign(b)) * Math.min(Math.abs(a), Math.abs(b), 0.5 * Math.abs(mean));
  }
  // The ends are free: the slope of the parabola through the end and its neighbour's slope (it stays monotone).
  out[0] = (3 * secant(0) - out[1]) / 2;
  out[n - 1] = (3 * secant(n - 2) - out[n - 2]) / 2;
  return out;
}

const px = (/** @type {number} */ value) => String(Math.round(value * 100) / 100);

/** Path data of the curve through the points; "" for none, a dot's worth of path for one. @param {Point[]} points */
export function curvePath(points) {
  if (!points.length) return "";
  const slope = slopes(points);
  let d = `M${px(points[0].x)} ${px(points[0].y)}`;
  if (points.length === 1) return `${d}h0`;
  for (let i = 1; i < points.length; i++) {
    const [p, q] = [points[i - 1], points[i]];
    const third = (q.x - p.x) / 3;
    d += `C${px(p.x + third)} ${px(p.y + slope[i - 1] * third)} ${px(q.x - third)} ${px(q.y - slope[i] * third)} ${px(q.x)} ${px(q.y)}`;
  }
  return d;
}

/** Path data of the area between the curve and the level `base`; "" below two points. @param {Point[]} points @param {number} base */
export function areaPath(points, base) {
  if (points.length < 2) return "";
  return `${curvePath(points)}L${px(points[points.length - 1].x)} ${px(base)}L${px(points[0].x)} ${px(base)}Z`;
}

/**
 * The peaks and troughs worth a face: where the feeling turns by at least `swing`, peaks only above neutral and
 * troughs only below it. Of equal readings the later one counts. A map that never turns has its strongest point.
 * @param {number[]} values @param {number} [swing]
 * @returns {Turn[]}
 */
export function turns(values, swing = 0.5) {
  /** @type {Turn[]} */
  const found = [];
  let low = 0;
  let high = 0;
  let way = 0; // 0 not known yet, 1 rising, −1 falling
  for (let i = 1; i < values.length; i++) {
    if (values[i] >= values[high]) high = i;
    if (values[i] <= values[low]) low = i;
    if (way >= 0 && values[high] - values[i] >= swing - 1e-9) {
      found.push({ index: high, kind: "peak" });
      way = -1;
      low = high = i;
    } else if (way <= 0 && values[i] - values[low] >= swing - 1e-9) {
      found.push({ index: low, kind: "trough" });
      way = 1;
      low = high = i;
    }
  }
  if (way > 0) found.push({ index: high, kind: "peak" });
  else if (way < 0) found.push({ index: low, kind: "trough" });
  else if (values.length) {
    const index = Math.abs(values[low]) > Math.abs(values[high]) ? low : high;
    found.push({ index, kind: values[index] < 0 ? "trough" : "peak" });
  }
  return found.filter(({ index, kind }) => tone(values[index]) === (kind === "peak" ? "pos" : "neg"));
}

/**
 * Points too close to tell apart on the screen, thinned: of those that share a column of `step` pixels the first, the
 * highest, the lowest and the last stay, so that no peak is lost.
 * @param {Point[]} points @param {number} [step] @returns {Point[]}
 */
export function thin(points, step = 4) {
  /** @type {Point[]} */
  const out = [];
  for (let from = 0; from < points.length; ) {
    const column = Math.floor(points[from].x / step);
    let to = from;
    let low = from;
    let high = from;
    for (; to < points.length && Math.floor(points[to].x / step) === column; to++) {
      if (points[to].y < points[low].y) low = to;
      if (points[to].y > points[high].y) high = to;
    }
    for (const i of [...new Set([from, Math.min(low, high), Math.max(low, high), to - 1])]) out.push(points[i]);
    from = to;
  }
  return out;
}

/**
 * The strongest of what stands too close: no two of those kept are nearer than `room` along x.
 * @template {{x: number, value: number}} P
 * @param {P[]} points along x @param {number} room @returns {Set<P>}
 */
export function spaced(points, room) {
  /** @type {Map<number, P>} one a column of that width */
  const columns = new Map();
  for (const point of [...points].sort((a, b) => Math.abs(b.value) - Math.abs(a.value))) {
    const column = Math.floor(point.x / room);
    const near = [column - 1, column, column + 1].map((c) => columns.get(c));
    if (near.every((other) => !other || Math.abs(other.x - point.x) >= room)) columns.set(column, point);
  }
  return new Set(columns.values());
}

/** @typedef {{x: number, y: number, width: number, height: number}} Box */

/**
 * Where labels can stand without touching each other or what is taken already.
 * @param {Box[][]} labels for each label its possible boxes, the best first; the more important label first
 * @param {Box[]} [taken] @param {number} [gap]
 * @returns {number[]} for each label the box that it gets, −1 for none
 */
export function place(labels, taken = [], gap = 4) {
  const full = [...taken];
  return labels.map((boxes) => {
    const at = boxes.findIndex((box) => full.every((other) => apart(box, other, gap)));
    if (at >= 0) full.push(boxes[at]);
    return at;
  });
}

/** @param {Box} a @param {Box} b @param {number} gap */
function apart(a, b, gap) {
  return a.x + a.width + gap <= b.x || b.x + b.width + gap <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y;
}
