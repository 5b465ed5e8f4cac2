// @ts-check
/** Where the caret belongs in a text that somebody else has changed around it. DOM-free. */

/**
 * The place in `now` of a place in `old`: before what was changed it stays, behind it moves along, inside it goes to the end of that.
 * @param {string} old @param {string} now @param {number} at @returns {number}
 */
export function caretIn(old, now, at) {
  const most = Math.min(old.length, now.length);
  let head = 0;
  while (head < most && old[head] === now[head]) head++;
  let tail = 0;
  while (tail < most - head && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail++;
  if (at <= head) return at;
  return at >= old.length - tail ? now.length - (old.length - at) : now.length - tail;
}
