// @ts-check
/**
 * Votes as dots: each dot is one vote. Pure.
 *
 * @typedef {Map<number, number>} Counts how often each value was given
 * @typedef {{x: number, y: number}} Dot px from the middle of the column; y from the place of its value, down is positive
 */

/** Distance between two dots and their radius at 1080p, in px. */
export const PITCH = 23;
export const RADIUS = 8.4;

/** Dots of a row before a second row begins, where there is room for one; and the longest row that is still read as one heap. */
const ROW = 4;
const LONG = 8;
/** How far dots draw together before their rows grow longer than that. */
const NEAR = 0.62;

/**
 * What share of the room people span: the middle half of the votes, by linear interpolation (Hyndman and Fan's type 7).
 * @param {Counts} counts @returns {[low: number, high: number] | null} null without votes
 */
export function middleHalf(counts) {
  const all = [...counts].sort((a, b) => a[0] - b[0]).flatMap(([value, n]) => Array(n).fill(value));
  if (!all.length) return null;
  const at = (/** @type {number} */ share) => {
    const place = share * (all.length - 1);
    const low = Math.floor(place);
    const high = Math.min(all.length - 1, low + 1);
    return all[low] + (place - low) * (all[high] - all[low]);
  };
  return [at(0.25), at(0.75)];
}

/**
 * How the dots of several columns are packed, so that the fullest value has room: at most so many in a row, so many px apart.
 * @param {number} most votes for one value, at most @param {{width: number, step: number, pitch: number}} room `width` px of a
 *   column for dots, `step` px between two whole values, `pitch` px between dots at best
 * @returns {{row: number, pitch: number}}
 */
export function packing(most, { width, step, pitch }) {
  const fits = (/** @type {number} */ p, /** @type {number} */ longest) => {
    const rows = Math.max(1, Math.floor((0.98 * step) / p));
    const widest = Math.max(1, Math.min(longest, Math.floor(width / p)));
    const row = Math.min(widest, Math.max(ROW, Math.ceil(most / rows)));
    return row * rows >= most ? { row, pitch: p } : null;
  };
  for (let p = pitch; p >= NEAR * pitch; p *= 0.97) {
    const heap = fits(p, LONG);
    if (heap) return heap;
  }
  for (let p = NEAR * pitch; p > 1; p *= 0.94) {
    const rows = fits(p, Infinity);
    if (rows) return rows;
  }
  return { row: Math.max(1, Math.floor(width)), pitch: 1 };
}

/**
 * The dots of one value in centred rows around its place: 7 of them are 4 above 3.
 * @param {number} n @param {{row: number, pitch: number}} packed @returns {Dot[]}
 */
export function dotsOf(n, { row, pitch }) {
  const rows = Math.ceil(n / row);
  return Array.from({ length: n }, (_, i) => {
    const line = Math.floor(i / row);
    const here = Math.min(row, n - line * row);
    return { x: ((i % row) - (here - 1) / 2) * pitch, y: (line - (rows - 1) / 2) * pitch };
  });
}

/** Half the width of what stands at a value, in px. @param {number} n @param {{row: number, pitch: number}} packed */
export function halfWidth(n, { row, pitch }) {
  return (Math.min(n, row) * pitch) / 2;
}
