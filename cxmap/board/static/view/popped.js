// @ts-check
/**
 * The address that the browser's Back or Forward has led to. Streamlit writes it anew without what the board had put there (its
 * view), before the board is there again: so it is kept as it was. And where a page led away from the map, Streamlit has put an
 * address in between that has lost the view already: on the way back that stands for the map as it was left.
 */
import { readView, withView, writeView } from "../model/viewquery.js";

let search = "";
/** The map that was seen last, by the address's path, and with what view. */
let left = { path: "", journey: "", query: "" };

/** @typedef {{pathname: string, search: string}} Place */

/** @param {{addEventListener: (name: string, fn: () => void, options: {capture: boolean}) => void, location: Place}} page */
export function watchPops(page) {
  page.addEventListener("popstate", () => (search = asLeft(page.location)), { capture: true }); // ahead of Streamlit's own
}

/** Note how a map is seen now. @param {string} journey @param {string} query its view @param {Place} [at] */
export function noteView(journey, query, at = location) {
  left = { path: at.pathname, journey, query };
}

/** @param {Place} at @returns {string} the query that it stands for */
function asLeft({ pathname, search: now }) {
  const journey = new URLSearchParams(now).get("journey");
  const between = pathname === left.path && (!journey || journey === left.journey) && !writeView(readView(now));
  return between ? withView(`?journey=${encodeURIComponent(left.journey)}`, left.query) : now;
}

/** The query that Back has led to, once, where it is this journey's; "" otherwise. @param {string} journey */
export function takePopped(journey) {
  const found = new URLSearchParams(search).get("journey") === journey ? search : "";
  search = "";
  return found;
}

if (typeof window !== "undefined") watchPops(window);
