// @ts-check
/** What the parts of the board show on cards and headers, as one string and in words. */

/**
 * A mark on a card or a header. `line`: its node stands in the second line of a touchpoint; else among the marks at the
 * lower right edge. `sign` tells one state of it from another; `words` are read aloud with the name. `evidence`: what the card is
 * drawn as instead of its own.
 * @typedef {{sign: string, node: () => Node, words: string, line?: boolean, evidence?: string}} Mark
 */

/** One string for the state of marks. @param {Mark[]} marks */
export function signOf(marks) {
  return marks.map((mark) => mark.sign).join("|");
}

/** What marks say. @param {Mark[]} marks */
export function wordsOf(marks) {
  return marks.map((mark) => mark.words).filter(Boolean);
}
