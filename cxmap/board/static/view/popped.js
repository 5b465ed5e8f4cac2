// @ts-check
/**
 * The address that the browser's Back or Forward has led to. Streamlit writes it anew without what the board had put there (its
 * view), before the board is there again: so it is kept as it was.
 */

let search = "";

/** @param {{addEventListener: (name: string, fn: () => void, options: {capture: boolean}) => void, location: {search: string}}} page */
export function watchPops(page) {
  page.addEventListener("popstate", () => (search = page.location.search), { capture: true }); // ahead of Streamlit's own
}

/** The query that Back has led to, once, where it is this journey's; "" otherwise. @param {string} journey */
export function takePopped(journey) {
  const found = new URLSearchParams(search).get("journey") === journey ? search : "";
  search = "";
  return found;
}

if (typeof window !== "undefined") watchPops(window);
