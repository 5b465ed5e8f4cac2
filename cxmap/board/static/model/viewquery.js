// @ts-check
/**
 * A view of a map as the part of an address that people can read: `channel=phone,email&evidence=measured&fold=…&zoom=60`.
 *
 * Values of one name are divided by commas; a comma in a value is written `~.` and a tilde `~~`, so that it does not matter
 * which of them a browser or a server encodes. An empty value stands for “none”.
 */
import { FACETS } from "./filter.js";

/**
 * What a view is: `filter`; the folded lanes and stages; `zoom` as a factor, 0 where the map opens as wide as it fits;
 * `lead`, whose feelings are edited, "" for the first one; `time`, whether columns are as wide as their stages are long.
 * @typedef {{filter: import("./filter.js").Filter, fold: string[], foldstage: string[], zoom: number, lead: string, time: boolean}} View
 */

/** Longest query that a saved view holds. */
export const MAX_QUERY = 4000;

const LISTS = [...FACETS, "fold", "foldstage"];
/** The names that a view has in an address. */
export const NAMES = [...LISTS, "lead", "zoom", "time"];

/** Which record a value names. @type {Record<string, string>} */
const RECORDS = { persona: "persona", team: "team", fold: "lane", foldstage: "stage", lead: "persona" };
/** Which list of terms a value is of. @type {Record<string, string>} */
const TERMS = { channel: "channels", evidence: "evidence", severity: "severities", moment: "moments" };
/** Values that stand beside the terms of their list. @type {Record<string, string[]>} */
const BESIDE = { evidence: ["expired"], moment: ["any"] };

/** @returns {View} */
export const plainView = () => ({ filter: {}, fold: [], foldstage: [], zoom: 0, lead: "", time: false });

/** @param {string} value */
const escape = (value) => value.replaceAll("~", "~~").replaceAll(",", "~.");

/** @param {string} list @returns {string[]} */
function split(list) {
  const values = [""];
  for (let i = 0; i < list.length; i++) {
    if (list[i] === "~" && i + 1 < list.length) values[values.length - 1] += list[++i] === "." ? "," : list[i];
    else if (list[i] === ",") values.push("");
    else values[values.length - 1] += list[i];
  }
  return values;
}

/** @param {string} text */
const encode = (text) => encodeURIComponent(text).replaceAll("%2C", ",").replaceAll("%20", "+");

/** A view as a query, "" for the plain one; the same view gives the same query. @param {View} view */
export function writeView(view) {
  /** @type {[string, string][]} */
  const parts = [];
  for (const name of LISTS) {
    const values = /** @type {string[]} */ (name === "fold" || name === "foldstage" ? view[name] : (view.filter[/** @type {import("./filter.js").Facet} */ (name)] ?? []));
    if (values.length) parts.push([name, [...new Set(values)].sort().map(escape).join(",")]);
  }
  if (view.lead) parts.push(["lead", view.lead]);
  if (view.zoom) parts.push(["zoom", String(Math.round(view.zoom * 100))]);
  if (view.time) parts.push(["time", "1"]);
  return parts.map(([name, value]) => `${name}=${encode(value)}`).join("&");
}

/** The view that a query or a whole address part (`?journey=…&channel=…`) tells; what it does not know it leaves out. @param {string} query @returns {View} */
export function readView(query) {
  const given = new URLSearchParams(query);
  const view = plainView();
  for (const name of LISTS) {
    const values = [...new Set(given.getAll(name).flatMap(split))];
    if (!values.length) continue;
    if (name === "fold" || name === "foldstage") view[name] = values.filter(Boolean);
    else view.filter[/** @type {import("./filter.js").Facet} */ (name)] = values;
  }
  view.lead = given.get("lead") ?? "";
  const zoom = Number(given.get("zoom"));
  view.zoom = Number.isFinite(zoom) && zoom >= 5 && zoom <= 400 ? Math.round(zoom) / 100 : 0;
  view.time = given.get("time") === "1";
  return view;
}

/**
 * A view without what is no more there, and how many things that were. A tag that no card has any more stays: it is only a word.
 * @param {View} view
 * @param {(type: string, id: string) => boolean} has whether there is such a record
 * @param {(list: string, key: string) => boolean} knows whether a list of terms has such a key
 * @returns {{view: View, gone: number}}
 */
export function presentView(view, has, knows) {
  let gone = 0;
  const there = (/** @type {string} */ name, /** @type {string} */ value) => {
    if (value === "" || name === "tag" || BESIDE[name]?.includes(value)) return true;
    const here = RECORDS[name] ? has(RECORDS[name], value) : knows(TERMS[name], value);
    if (!here) gone++;
    return here;
  };
  const kept = { ...view, filter: /** @type {View["filter"]} */ ({}) };
  for (const facet of FACETS) {
    const values = view.filter[facet]?.filter((value) => there(facet, value));
    if (values?.length) kept.filter[facet] = values;
  }
  kept.fold = view.fold.filter((id) => there("fold", id));
  kept.foldstage = view.foldstage.filter((id) => there("foldstage", id));
  if (view.lead && !there("lead", view.lead)) kept.lead = "";
  return { view: kept, gone };
}

/** An address part with this view in it: everything else in it stays. @param {string} search `location.search` @param {string} query of a view @returns {string} */
export function withView(search, query) {
  const rest = search.replace(/^\?/, "").split("&").filter((part) => part && !NAMES.includes(part.split("=")[0]));
  const all = [...rest, ...(query ? [query] : [])].join("&");
  return all ? `?${all}` : "";
}
