// @ts-check
/**
 * Marks: a line may end in a feeling (`-2`, `+1.5`), a severity (`!` to `!!!`) and `*` for a moment of truth.
 *
 * A mark is a word of its own at the end of the line, in any order, each kind once, behind at least one word of text. So
 * "Wow!" and "Line 2 - 3" stay texts. A feeling always has a sign.
 */

/** @typedef {{kind: "feeling" | "severity" | "moment", text: string, start: number}} Chip `start`: place in the text */
/**
 * @typedef {object} Marked
 * @property {string} title the text without its marks
 * @property {number | null} feeling −3 to +3
 * @property {number | null} severity 1 to 3
 * @property {string | null} moment "make_or_break"
 * @property {Chip[]} chips the marks as they stand in the text, in order
 */
/** Marks that were undone: the text of each ("-2") or its place in the line; `true`: all. @typedef {Iterable<string | number> | true} Ignored */

const FEELING = /^(?:[+\-−]\d(?:[.,]\d)?|±0)$/;

/** @param {string} token @returns {{kind: Chip["kind"], value: any} | null} */
function markOf(token) {
  if (token === "*") return { kind: "moment", value: "make_or_break" };
  if (/^!{1,3}$/.test(token)) return { kind: "severity", value: token.length };
  if (!FEELING.test(token)) return null;
  const value = Number(token.replace("−", "-").replace("±", "").replace(",", "."));
  return Math.abs(value) <= 3 ? { kind: "feeling", value: value + 0 } : null;
}

/**
 * Read the marks at the end of a line.
 * @param {string} text
 * @param {{ignore?: Ignored, bare?: boolean}} [options] `bare`: marks count without a word before them too
 * @returns {Marked}
 */
export function parseMarks(text, { ignore = [], bare = false } = {}) {
  /** @type {Marked} */
  const marked = { title: text.trim(), feeling: null, severity: null, moment: null, chips: [] };
  if (ignore === true) return marked;
  const ignored = new Set(ignore);
  let end = text.trimEnd().length;
  while (end > 0) {
    const start = text.slice(0, end).search(/\S+$/);
    const token = text.slice(start, end);
    const mark = markOf(token);
    if (!mark || marked[mark.kind] !== null || ignored.has(token) || ignored.has(start)) break;
    const before = text.slice(0, start).trimEnd().length;
    if (!before && !bare) break;
    marked[mark.kind] = mark.value;
    marked.chips.unshift({ kind: mark.kind, text: token, start });
    end = before;
  }
  marked.title = text.slice(0, end).trim();
  return marked;
}

/**
 * A line that `parseMarks` reads back: the way in which cards are copied as plain text.
 * @param {{title: string, feeling?: number | null, severity?: number | null, moment?: string | null}} card
 */
export function withMarks({ title, feeling = null, severity = null, moment = null }) {
  const marks = [];
  if (feeling !== null) marks.push(formatFeeling(feeling));
  if (severity) marks.push("!".repeat(severity));
  if (moment) marks.push("*");
  return [title.replace(/\s+/g, " ").trim(), ...marks].join(" ").trim();
}

/** A feeling as it is typed: with sign, without needless decimals. @param {number} value */
export function formatFeeling(value) {
  const rounded = Math.round(value * 10) / 10;
  return `${rounded < 0 ? "-" : "+"}${Math.abs(rounded)}`;
}
