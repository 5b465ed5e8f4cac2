// @ts-check
/** Text of comments: whom it mentions, what in it is a link, and the name that is being typed. DOM-free. */

/** @typedef {{id: string, name: string, colour?: number}} Known */

const WORD = /[\p{L}\p{N}_]/u;

/**
 * The mention that is being typed at the caret: `@` at the start of a word, and what follows it so far.
 * @param {string} text @param {number} caret @returns {{from: number, query: string} | null}
 */
export function askedAt(text, caret) {
  const from = text.lastIndexOf("@", caret - 1);
  if (from < 0 || caret <= from || (from > 0 && (WORD.test(text[from - 1]) || text[from - 1] === "@"))) return null;
  const query = text.slice(from + 1, caret);
  return query.length <= 60 && !/[\n@]/.test(query) ? { from, query } : null;
}

/** The people whose name, or a word of it, begins with what is typed; the name's own beginning first. @param {readonly Known[]} people @param {string} query @returns {Known[]} */
export function matching(people, query) {
  const said = query.trim().toLocaleLowerCase();
  const rank = (/** @type {Known} */ { name }) => {
    const lower = name.toLocaleLowerCase();
    if (lower.startsWith(said)) return 0;
    return lower.split(/\s+/).some((/** @type {string} */ word) => word.startsWith(said)) ? 1 : 2;
  };
  return people.filter((person) => rank(person) < 2).sort((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name) || (a.id < b.id ? -1 : 1)).slice(0, 6);
}

/** The text with a name put in for what was typed, and where the caret goes. @param {string} text @param {number} from @param {number} caret @param {string} name */
export function withName(text, from, caret, name) {
  const after = text.slice(caret);
  const said = `@${name}${/^\s/.test(after) ? "" : " "}`;
  return { text: text.slice(0, from) + said + after, caret: from + said.length };
}

/** Where the text mentions somebody: the longest name that fits at each `@`. @param {string} text @param {readonly Known[]} people @returns {{from: number, to: number, person: Known}[]} */
function places(text, people) {
  const byLength = [...people].filter((person) => person.name).sort((a, b) => b.name.length - a.name.length);
  const lower = text.toLocaleLowerCase();
  const found = [];
  for (let at = text.indexOf("@"); at >= 0; at = text.indexOf("@", at + 1)) {
    if (at > 0 && WORD.test(text[at - 1])) continue;
    const person = byLength.find(({ name }) => lower.startsWith(name.toLocaleLowerCase(), at + 1) && !WORD.test(text[at + 1 + name.length] ?? " "));
    if (person) found.push({ from: at, to: at + 1 + person.name.length, person });
  }
  return found;
}

/** Ids of the people whom a text mentions; of several of one name all. @param {string} text @param {readonly Known[]} people @returns {string[]} */
export function mentioned(text, people) {
  const names = new Set(places(text, people).map(({ person }) => person.name.toLocaleLowerCase()));
  return people.filter(({ name }) => name && names.has(name.toLocaleLowerCase())).map(({ id }) => id);
}

const LINK = /https?:\/\/[^\s<>"'`]+/giu;

/** An address that may be followed, or null: http and https, nothing else. @param {string} text */
export function linkOf(text) {
  try {
    const url = new URL(text);
    return ["http:", "https:"].includes(url.protocol) && url.hostname && !url.username && !url.password ? url.href : null;
  } catch {
    return null; // no address: it stays text
  }
}

/** A piece of a comment. @typedef {{kind: "text" | "mention" | "link", text: string, href?: string, person?: string}} Piece */

/**
 * A text in pieces: names that it mentions, addresses, and the rest, which together are the text again.
 * @param {string} text @param {readonly Known[]} people @returns {Piece[]}
 */
export function piecesOf(text, people) {
  /** @type {{from: number, to: number, piece: Piece}[]} */
  const found = places(text, people).map(({ from, to, person }) => ({ from, to, piece: { kind: "mention", text: text.slice(from, to), person: person.id } }));
  for (const match of text.matchAll(LINK)) {
    let said = match[0].replace(/[.,;:!?]+$/, "");
    if (said.endsWith(")") && !said.includes("(")) said = said.slice(0, -1);
    const href = linkOf(said);
    const [from, to] = [match.index, match.index + said.length];
    if (href) found.push({ from, to, piece: { kind: "link", text: said, href } });
  }
  found.sort((a, b) => a.from - b.from || b.to - a.to);
  /** @type {Piece[]} */
  const pieces = [];
  let at = 0;
  for (const { from, to, piece } of found) {
    if (from < at) continue; // inside the one before
    if (from > at) pieces.push({ kind: "text", text: text.slice(at, from) });
    pieces.push(piece);
    at = to;
  }
  if (at < text.length) pieces.push({ kind: "text", text: text.slice(at) });
  return pieces;
}
