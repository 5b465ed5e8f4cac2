// @ts-check
/** What the page's gallery shows of all personas, as one text that differs when it looks different. DOM-free. */
import { restsOn } from "./coverage.js";
import { groundsOf, statementsOf } from "./model.js";

/** @param {import("../sync/replica.js").Replica} replica @param {string} day ISO date @returns {string} */
export function shownInGallery(replica, day) {
  return [...replica.all("persona").values()]
    .map((persona) => {
      const { counts, basedOnResearch } = restsOn(/** @type {any} */ (persona), statementsOf(replica, persona.id), (id) => groundsOf(replica, id), day);
      return [persona.id, persona.name, persona.role, persona.photo, persona.avatar, counts.measured, counts.observed, counts.assumed, basedOnResearch].join("\u0000");
    })
    .sort()
    .join("\u0001");
}
