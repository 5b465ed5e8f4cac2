// @ts-check
/** Starts the page of an idea board: its id, the base path and the assets stand on the page's root element. */
// @ts-ignore: the server makes one file of the modules (cxmap/web/pack.py)
import openIdeas from "../board/ideas/all.js";

const root = /** @type {HTMLElement} */ (document.getElementById("ideas"));
const { whiteboard = "", base = "", assets = "" } = root.dataset;
openIdeas(root, { whiteboard, base: location.origin + base, assets });
