// @ts-check
/** Starts the wall view of an idea board: its id, the base path, the assets and the theme stand on the page's root element. */
import { wall } from "../board/ideas/wall.js";

const root = /** @type {HTMLElement} */ (document.getElementById("wall"));
const { whiteboard = "", base = "", assets = "", theme = "dark" } = root.dataset;
wall(root, { whiteboard, base: location.origin + base, assets, theme });
