// @ts-check
/** Where the words that were searched for stand in a text: the same rule as the search, which finds whole words and one beginning. */

/** Words in a row, and whether the last of them is a beginning only. @typedef {[string[], boolean]} Term */
/** @typedef {{text: string, found: boolean}} Part */

const WORD = /[\p{L}\p{N}]+/gu;

/** A letter without its accent, in lower case; as long as it was. @param {string} text */
const fold = (text) => Array.from({ length: text.length }, (_, i) => plain(text[i])).join("");

/** @param {string} letter */
function plain(letter) {
  const bare = letter.normalize("NFD")[0].toLowerCase();
  return bare.length === 1 ? bare : letter;
}

/** The text in parts, those that were found marked; joined they are the text. @param {string} text @param {Term[]} terms @returns {Part[]} */
export function parts(text, terms) {
  if (!terms.length) return text ? [{ text, found: false }] : [];
  const words = [...text.matchAll(WORD)].map((match) => ({ word: fold(match[0]), start: match.index, end: match.index + match[0].length }));
  /** @type {[number, number][]} */
  const spans = [];
  for (const [row, begins] of terms.map(([row, begins]) => /** @type {Term} */ ([row.map(fold), begins]))) {
    for (let i = 0; i + row.length <= words.length; i++) {
      const last = row.length - 1;
      const fits = row.every((word, k) => (begins && k === last ? words[i + k].word.startsWith(word) : words[i + k].word === word));
      if (fits) spans.push([words[i].start, begins ? words[i + last].start + row[last].length : words[i + last].end]);
    }
  }
  spans.sort((a, b) => a[0] - b[0] || b[1] - a[1]);
  /** @type {Part[]} */
  const made = [];
  let at = 0;
  for (const [start, end] of spans) {
    if (end <= at) continue;
    if (start > at) made.push({ text: text.slice(at, start), found: false });
    made.push({ text: text.slice(Math.max(at, start), end), found: true });
    at = end;
  }
  if (at < text.length) made.push({ text: text.slice(at), found: false });
  return made;
}
