// @ts-check
/** Where cards that are gone would stand on the map of today. DOM-free. */
import { records } from "./pairing.js";

/** @typedef {{id: string, title: string, index: number}} Ghost `index`: among the cards of the cell as it is */

/**
 * The cards that are gone, by the cell where they stood, as far as its stage and lane are still there; and the others.
 * @param {import("./pairing.js").Map_} before @param {import("./pairing.js").Map_ & {cell: (stage: string, lane: string) => readonly any[]}} after
 * @param {{found: import("./differences.js").Difference[], pairs: import("./pairing.js").Pairs}} compared
 * @returns {{cells: Map<string, Ghost[]>, homeless: string[]}} by "stage\nlane" of the map after; ids of the map before
 */
export function ghostsOf(before, after, { found, pairs }) {
  const gone = new Set(found.filter((d) => d.type === "card" && d.kind === "gone").map((d) => d.id));
  const stages = new Map([...pairs.stage].map(([now, was]) => [was, now]));
  const lanes = new Map([...pairs.lane].map(([now, was]) => [was, now]));
  const now = new Map([...pairs.card].map(([after_, was]) => [was, after_]));
  /** @type {Map<string, Ghost[]>} */
  const cells = new Map();
  /** @type {string[]} */
  const homeless = [];
  let here = "";
  let index = 0;
  for (const card of gone.size ? records(before, "card") : []) {
    const [stage, lane] = [stages.get(card.stage), lanes.get(card.lane)];
    const key = `${stage}\n${lane}`;
    if (key !== here) [here, index] = [key, 0];
    if (gone.has(card.id)) {
      if (!stage || !lane) homeless.push(card.id);
      else cells.set(key, [...(cells.get(key) ?? []), { id: card.id, title: card.title, index }]);
    } else if (stage && lane) {
      const at = after.cell(stage, lane).findIndex((/** @type {any} */ c) => c.id === now.get(card.id));
      if (at >= 0) index = at + 1; // a ghost follows the card that it followed
    }
  }
  return { cells, homeless };
}
