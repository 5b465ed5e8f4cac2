// @ts-check
/** Starts the projector: workshop, map, base path, assets and theme stand on the page's root element. */
import { project } from "../board/project/project.js";

const root = /** @type {HTMLElement} */ (document.getElementById("project"));
const { workshop = "", journey = "", base = "", assets = "", theme = "dark" } = root.dataset;
project(root, { workshop, journey, base: location.origin + base, assets, theme });
