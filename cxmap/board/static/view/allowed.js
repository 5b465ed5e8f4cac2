// @ts-check
/** What somebody may change now decides what they are offered: while a workshop runs, the map's own (stages, lanes, title, who travels) is its leader's. */

/** Whether stages, lanes and what else is the map's own stay as they are. @param {any} board */
export const frameFixed = (board) => board.readonly || Boolean(board.objection("frame"));

/**
 * Build fields as what they are about may be changed now: what may not is there to be read.
 * @template T @param {any} board @param {string[]} what ids of cards or lanes, or "frame" @param {() => T} build @returns {T}
 */
export function asAllowed(board, what, build) {
  const was = board.fixed;
  board.fixed = was || what.some((one) => board.objection(one));
  try {
    return build();
  } finally {
    board.fixed = was;
  }
}
