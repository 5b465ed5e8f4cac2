// @ts-check
/** Which rows of a very long list are drawn, and where: numbers in, numbers out. */

/** Browsers draw nothing right beyond some 17 million px; a longer list is scrolled faster than it moves. */
export const TALLEST = 12_000_000;

/**
 * @typedef {object} View
 * @property {number} first first row to draw @property {number} last one past the last
 * @property {number} tall height of what is scrolled, px
 * @property {(index: number) => number} y where a row stands in it, px
 */

/**
 * @param {{scroll: number, height: number, row: number, total: number, spare?: number}} at px, and rows; `spare`: rows drawn beyond the edges
 * @returns {View}
 */
export function view({ scroll, height, row, total, spare = 4 }) {
  const tall = Math.min(total * row, TALLEST);
  const way = Math.max(1, tall - height);
  const top = (Math.min(Math.max(0, scroll), way) / way) * Math.max(0, total - height / row);
  const first = Math.max(0, Math.floor(top) - spare);
  const last = Math.min(total, Math.ceil(top + height / row) + spare);
  const start = Math.min(Math.max(0, scroll), way);
  return { first, last, tall, y: (index) => (tall === total * row ? index * row : start + (index - top) * row) };
}

/**
 * Where to scroll so that a row is in view; the same place where it is already.
 * @param {number} index @param {{scroll: number, height: number, row: number, total: number}} at @returns {number} px
 */
export function reach(index, at) {
  const { scroll, height, row, total } = at;
  const y = view(at).y(index);
  if (y >= scroll && y + row <= scroll + height) return scroll;
  const tall = Math.min(total * row, TALLEST);
  const way = Math.max(1, tall - height);
  const wanted = y < scroll ? index : index + 1 - height / row;
  return Math.max(0, Math.min(way, (wanted / Math.max(1e-9, total - height / row)) * way));
}
