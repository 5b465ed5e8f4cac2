// @ts-check
/** What an item can be evidence of, as a flat list to walk through: suggestions first, then group by group. DOM-free. */

/** @typedef {{type: string, id: string, title: string, about: string, lane: string, channel: string | null, evidence: string, sources: number}} Target */
/** @typedef {{id: string, title: string, targets: Target[]}} Group */
/** @typedef {Target & {group: string, why: string, quote: string}} Aim */

/** A letter without its accent, in lower case. @param {string} text */
const plain = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Whether each word that is typed begins a word of the target's title, group or kind. @param {Target} target @param {string} group @param {string} typed */
export function fits(target, group, typed) {
  const words = plain(`${target.title} ${target.about} ${group}`).split(/[^\p{L}\p{N}]+/u);
  return plain(typed).split(/\s+/).filter(Boolean).every((part) => words.some((word) => word.startsWith(part)));
}

/**
 * The groups to show. While something is typed, suggestions step aside; `touchpoints` leaves out the other cards of a journey.
 * @param {Group[]} groups @param {{type: string, id: string, why: string, quote: string}[]} matches
 * @param {{typed: string, touchpoints: boolean}} how @returns {{title: string, aims: Aim[]}[]}
 */
export function aims(groups, matches, { typed, touchpoints }) {
  const all = groups.flatMap((group) => group.targets.map((target) => ({ ...target, group: group.title, why: "", quote: "" })));
  const suggested = typed ? [] : matches.flatMap((match) => {
    const target = all.find((one) => one.type === match.type && one.id === match.id);
    return target ? [{ ...target, why: match.why, quote: match.quote }] : [];
  });
  const shown = groups.map((group) => ({
    title: group.title,
    aims: all.filter((one) => group.targets.some((target) => target.id === one.id) && (!touchpoints || one.lane === "touchpoint" || one.lane === "") && fits(one, group.title, typed)),
  }));
  return [...(suggested.length ? [{ title: "Suggested", aims: suggested }] : []), ...shown].filter((group) => group.aims.length);
}
