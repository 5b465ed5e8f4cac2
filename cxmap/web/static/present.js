// @ts-check
/** Starts the present page: the journey, theme and base path stand on the page's root element. */
import { present } from "../board/present/present.js";

const root = /** @type {HTMLElement} */ (document.getElementById("present"));
const { journey = "", theme = "dark", base = "" } = root.dataset;
present(root, { journey, theme, base: location.origin + base });
