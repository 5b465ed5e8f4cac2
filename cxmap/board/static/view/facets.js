// @ts-check
/** The facets of the filter: what each is called, which values a map has, and what they are called. */
import { channelIcon, evidenceMark, icon, pips, star } from "./icons.js";

/** @typedef {import("../model/filter.js").Facet} Facet */
/** A value to choose, as people read it. @typedef {{value: string, label: string, mark: () => Node | null}} Option */

/** @type {Record<Facet, {label: string, none: string}>} */
export const FACET = {
  evidence: { label: "Evidence", none: "" },
  persona: { label: "Persona", none: "No feeling yet" },
  channel: { label: "Channel", none: "No channel" },
  team: { label: "Team", none: "No team" },
  tag: { label: "Tag", none: "No tag" },
  severity: { label: "Severity", none: "" },
  moment: { label: "Moment of truth", none: "" },
};

const SEVERITY = { 1: "Low or more", 2: "Medium or more", 3: "High" };

/** The name of a value. @param {any} board @param {Facet} facet @param {string} value */
export function valueLabel(board, facet, value) {
  if (value === "") return FACET[facet].none;
  if (facet === "persona" || facet === "team") return board.replica.get(facet, value)?.name ?? "Deleted";
  if (facet === "tag") return board.filters?.index.tags.get(value) ?? value;
  if (facet === "severity") return SEVERITY[/** @type {keyof SEVERITY} */ (/** @type {unknown} */ (value))] ?? value;
  if (facet === "evidence" && value === "expired") return "Expired";
  if (facet === "moment" && value === "any") return "Any";
  return board.label(facet === "channel" ? "channels" : facet === "moment" ? "moments" : facet, value);
}

/** The drawing of a value. @param {Facet} facet @param {string} value @returns {Node | null} */
function markOf(facet, value) {
  if (facet === "evidence") return value === "expired" ? icon("clock", 15) : evidenceMark(value);
  if (facet === "channel" && value) return channelIcon(value, 15);
  if (facet === "severity") return pips(Number(value));
  if (facet === "moment") return star(13);
  return null;
}

/**
 * The values that a map has to choose from, and those that are chosen already. Lists with an order of their own keep it; names
 * stand by the alphabet, “none” last.
 * @param {any} board @param {Facet} facet @param {Map<string, number>} counts without any filter @param {string[]} chosen
 * @returns {Option[]}
 */
export function options(board, facet, counts, chosen) {
  const there = new Set([...counts.keys(), ...chosen]);
  const fixed = {
    evidence: ["measured", "observed", "assumed", "expired"],
    severity: ["1", "2", "3"],
    moment: ["any", ...(board.definitions?.terms("moments") ?? []).map((/** @type {any} */ t) => t.key)],
    channel: (board.definitions?.terms("channels") ?? []).map((/** @type {any} */ t) => t.key),
    persona: board.replica.list("traveller").map((/** @type {any} */ t) => t.persona),
  };
  const order = /** @type {string[] | undefined} */ (/** @type {any} */ (fixed)[facet]);
  const rank = (/** @type {string} */ value) => (value === "" ? 1e9 : (order?.indexOf(value) ?? -1) < 0 ? 1e6 : (order?.indexOf(value) ?? 0));
  if ([...there].every((value) => value === "")) return []; // only “none”: nothing to choose
  return [...there]
    .map((value) => ({ value, label: valueLabel(board, facet, value), mark: () => markOf(facet, value) }))
    .sort((a, b) => rank(a.value) - rank(b.value) || a.label.localeCompare(b.label));
}

/** What is asked for, one by one: “Channel: Phone”. @param {any} board @param {import("../model/filter.js").Filter} filter @returns {{facet: Facet, value: string, words: string}[]} */
export function asked(board, filter) {
  return /** @type {Facet[]} */ (Object.keys(FACET)).flatMap((facet) =>
    (filter[facet] ?? []).map((value) => ({ facet, value, words: value === "" ? FACET[facet].none : `${FACET[facet].label}: ${valueLabel(board, facet, value)}` })));
}
