// @ts-check
/** Where the columns of ideas stand. DOM-free. */

/** The class that Streamlit gives a container of a key. @param {string} key @returns {string} */
export const keyClass = (key) => `st-key-${key.replace(/[^a-zA-Z0-9_-]/g, "-")}`;

/**
 * The column under a point: the one that it is in, or in the gap before; however short or long the columns are.
 * @param {readonly {state: string, box: {left: number, right: number}}[]} columns from left to right
 * @param {{x: number, y: number}} at @param {{left: number, right: number, top: number, bottom: number}} all around them, as far as it is seen
 * @returns {string} "" outside
 */
export function columnAt(columns, at, all) {
  if (at.x < all.left || at.x > all.right || at.y < all.top || at.y > all.bottom) return "";
  return columns.find(({ box }) => at.x <= box.right)?.state ?? "";
}
