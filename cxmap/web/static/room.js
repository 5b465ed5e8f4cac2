// @ts-check
/** Starts the participant's page: workshop, map, base path and assets stand on the page's root element. */
// @ts-ignore: the server makes one file of the modules (cxmap/web/pack.py)
import openRoom from "../board/room/all.js";

const root = /** @type {HTMLElement} */ (document.getElementById("room"));
const { workshop = "", journey = "", base = "", assets = "" } = root.dataset;
openRoom(root, { workshop, journey, base: location.origin + base, assets });
