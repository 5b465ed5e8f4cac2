// @ts-check
/**
 * The emotion wheel as data: the workspace's own words, or those that come with cxmap while it has none. DOM-free. The first
 * edit of the wheel copies what came with cxmap, under ids that are the same for all, so that two people never copy twice.
 */
import { newId } from "./ids.js";
import { keyBetween } from "./order.js";

/** @typedef {import("../sync/replica.js").Edit} Edit */
/** @typedef {{id: string, text: string, family: string, value: number, intensity: number | null, order: string, own: boolean}} Word */

const OWN = ["text", "family", "value", "intensity", "order"];

/**
 * The words of the wheel, in order.
 * @param {any} replica @param {any[]} wheel the words that come with cxmap: text, family, value, intensity
 * @returns {Word[]}
 */
export function words(replica, wheel) {
  const own = [...replica.all("word").values()].sort((a, b) => (a.order < b.order ? -1 : a.order > b.order ? 1 : a.id < b.id ? -1 : 1));
  if (own.length) return own.map((word) => ({ ...word, own: true }));
  let order = /** @type {string | null} */ (null);
  return wheel.map((word) => {
    order = keyBetween(order, null);
    return { ...word, id: `word.${word.family}.${word.intensity}`, order, own: false };
  });
}

/** The word of that text, whatever its capitals. @param {Word[]} all @param {string} text @returns {Word | undefined} */
export function wordOf(all, text) {
  const wanted = text.trim().toLocaleLowerCase();
  return wanted ? all.find((word) => word.text.toLocaleLowerCase() === wanted) : undefined;
}

/** Words that hold what was typed; those that begin with it first. @param {Word[]} all @param {string} typed @returns {Word[]} */
export function matching(all, typed) {
  const wanted = typed.trim().toLocaleLowerCase();
  const rank = (/** @type {Word} */ word) => word.text.toLocaleLowerCase().indexOf(wanted);
  return wanted ? all.filter((word) => rank(word) >= 0).sort((a, b) => Number(rank(a) > 0) - Number(rank(b) > 0)) : all;
}

/**
 * Where each word stands on the wheel: families are equal sectors in their order, intensities are rings from the middle
 * out; words of one family and ring share it. Angles are in turns, from the top clockwise.
 * @param {Word[]} all @param {string[]} families
 * @returns {{word: Word, ring: number, from: number, to: number}[]} sector by sector, ring by ring
 */
export function segments(all, families) {
  const width = 1 / families.length;
  return families.flatMap((family, i) =>
    [1, 2, 3].flatMap((ring) => {
      const here = all.filter((word) => word.family === family && (word.intensity ?? 1) === ring);
      return here.map((word, k) => ({ word, ring, from: (i + k / here.length) * width, to: (i + (k + 1) / here.length) * width }));
    }),
  );
}

/**
 * The segment that an arrow key leads to: left and right around the wheel, up and down to the outer and the inner ring.
 * @param {{ring: number, from: number, to: number}[]} all @param {number} at @param {string} key @returns {number}
 */
export function neighbour(all, at, key) {
  const { ring, from, to } = all[at];
  const middle = (from + to) / 2;
  if (key === "ArrowLeft" || key === "ArrowRight") {
    const step = key === "ArrowRight" ? 1 : -1;
    const same = all.map((segment, i) => ({ segment, i })).filter(({ segment }) => segment.ring === ring).sort((a, b) => a.segment.from - b.segment.from);
    const place = same.findIndex(({ i }) => i === at);
    return same[(place + step + same.length) % same.length].i;
  }
  const wanted = ring + (key === "ArrowUp" ? 1 : -1);
  const over = all.findIndex((segment) => segment.ring === wanted && segment.from <= middle && middle < segment.to);
  if (over >= 0) return over;
  const near = all.findIndex((segment) => segment.ring === wanted && Math.abs((segment.from + segment.to) / 2 - middle) < 1 / 16);
  return near >= 0 ? near : at;
}

/** The puts that give a workspace its own copy of the wheel; none where it has one. @param {Word[]} all @param {string} workspace @returns {Edit[]} */
function copied(all, workspace) {
  return all.filter((word) => !word.own).map((word) => ({ op: "put", type: "word", id: word.id, fields: { workspace, ...pick(word) } }));
}

/** @param {any} word */
function pick(word) {
  return Object.fromEntries(OWN.map((name) => [name, word[name]]));
}

/** Add a word at the end. @param {Word[]} all @param {string} workspace @param {{text: string, family: string, value: number, intensity: number}} fields @returns {Edit[]} */
export function addWord(all, workspace, fields) {
  const order = keyBetween(all.at(-1)?.order ?? null, null);
  return [...copied(all, workspace), { op: "put", type: "word", id: newId(), fields: { workspace, ...fields, order } }];
}

/** Change a word. @param {Word[]} all @param {string} workspace @param {Word} word as it was seen @param {Partial<Word>} fields @returns {Edit[]} */
export function changeWord(all, workspace, word, fields) {
  const copies = copied(all, workspace);
  const copy = copies.find((edit) => edit.id === word.id);
  if (copy) {
    Object.assign(/** @type {any} */ (copy.fields), fields);
    return copies;
  }
  const was = Object.fromEntries(Object.keys(fields).map((name) => [name, /** @type {any} */ (word)[name]]));
  return [{ op: "patch", type: "word", id: word.id, fields, was }];
}

/** Take a word off the wheel; the last one stays, for a wheel without words would be the first one again. @param {Word[]} all @param {string} workspace @param {Word} word @returns {Edit[]} */
export function removeWord(all, workspace, word) {
  if (all.length < 2) return [];
  return word.own ? [{ op: "delete", type: "word", id: word.id }] : copied(all, workspace).filter((edit) => edit.id !== word.id);
}

/** Back to the wheel that comes with cxmap. @param {Word[]} all @returns {Edit[]} */
export function resetWheel(all) {
  return all.filter((word) => word.own).map((word) => ({ op: "delete", type: "word", id: word.id }));
}
