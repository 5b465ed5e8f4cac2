// @ts-check
/** Large work goes to the server in several changes, none of them too large for it, none of them split inside a record's text. */

import { utf8Length } from "../sync/prepare.js";

/** @typedef {import("../sync/replica.js").Edit} Edit */

const MOST_EDITS = 600;
const MOST_BYTES = 180_000; // a frame has 200 KB

/**
 * Split edits, in order, into parts that travel one by one. A group (edits that belong together) stays in one part where it can.
 * @param {Edit[][]} groups @returns {Edit[][]}
 */
export function inChunks(groups) {
  /** @type {Edit[][]} */
  const chunks = [];
  /** @type {Edit[]} */
  let chunk = [];
  let size = 0;
  const close = () => {
    if (chunk.length) chunks.push(chunk);
    chunk = [];
    size = 0;
  };
  for (const group of groups) {
    const weights = group.map(weight);
    const whole = weights.reduce((sum, w) => sum + w, 0);
    if (chunk.length + group.length > MOST_EDITS || size + whole > MOST_BYTES) close();
    group.forEach((edit, i) => {
      if (chunk.length >= MOST_EDITS || (chunk.length && size + weights[i] > MOST_BYTES)) close();
      chunk.push(edit);
      size += weights[i];
    });
  }
  close();
  return chunks;
}

/** Bytes on the way. @param {Edit} edit */
const weight = (edit) => utf8Length(JSON.stringify(edit)) + 1;
