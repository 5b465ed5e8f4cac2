// @ts-check
/** Jobs and desired outcomes as the sentences that people read. DOM-free. */

/** A piece of a sentence: its words, the field that they come from ("" for words between), whether they stand out. @typedef {{words: string, field: string, strong?: boolean}} Piece */

const DOT = /[\s.!?…]+$/;
/** Contexts that say themselves when or where. */
const SITUATED = /^(when|while|whenever|if|before|after|during|as|at|in|on|once|until|where|without|by|for)\b/i;

/** @param {string} words */
const bare = (words) => words.trim().replace(DOT, "");
/** @param {string} words what may begin with the words that we say ourselves @param {RegExp} own */
const after = (words, own) => bare(words).replace(own, "");

/**
 * “When I get a letter, I want to know where to go, so I can turn up calm.” Parts that nobody has given are left out.
 * @param {{situation: string, text: string, purpose: string}} job @returns {Piece[]}
 */
export function jobSentence(job) {
  const situation = after(job.situation, /^when\s+/i);
  const text = after(job.text, /^i\s+want\s+to\s+/i);
  const purpose = after(job.purpose, /^so\s+(that\s+)?i\s+can\s+/i);
  /** @type {Piece[]} */
  const pieces = [];
  if (situation) pieces.push({ words: `When ${situation}, `, field: "situation" });
  pieces.push({ words: `I want to ${text}`, field: "text", strong: true });
  if (purpose) pieces.push({ words: `, so I can ${purpose}`, field: "purpose" });
  pieces.push({ words: ".", field: "" });
  return pieces;
}

/**
 * Direction, metric, object of control and context as one sentence: “Minimise the time it takes to find the entrance when I arrive.”
 * @param {{direction: string | null, metric: string, text: string, situation: string}} outcome
 * @param {(key: string) => string} label of a direction @returns {Piece[]}
 */
export function outcomeSentence(outcome, label) {
  const parts = [
    { words: outcome.direction ? label(outcome.direction) : "", field: "direction", strong: true },
    { words: outcome.metric.trim(), field: "metric" },
    { words: bare(outcome.text), field: "text", strong: true },
    { words: context(outcome.situation), field: "situation" },
  ].filter(({ words }) => words);
  const first = parts[0].words;
  parts[0] = { ...parts[0], words: first[0].toLocaleUpperCase() + first.slice(1) };
  return [...parts.flatMap((part, i) => (i ? [{ words: " ", field: "" }, part] : [part])), { words: ".", field: "" }];
}

/** @param {string} situation */
function context(situation) {
  const words = bare(situation);
  return words && !SITUATED.test(words) ? `when ${words}` : words;
}

/** @param {readonly Piece[]} pieces @returns {string} */
export const inWords = (pieces) => pieces.map(({ words }) => words).join("");
