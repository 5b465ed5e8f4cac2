// @ts-check
/**
 * Which feelings make the points of a curve, and in which order. Pure: reads a replica, draws nothing.
 *
 * A feeling belongs to one card, one persona and one source; a card without one gives no point. Order along the map:
 * stage, place in the cell, then lane; a stage's points are spread evenly over its column.
 *
 * @typedef {{id: string, value: number, word: string}} Feeling
 * @typedef {{card: any, stage: string, k: number, n: number, value: number, word: string, feeling: any}} FeelingPoint
 * @typedef {{list(type: string): any[], cell(stage: string, lane: string): any[], feelingsOf(card: string): any[]}} Replica
 */

/**
 * The points of one stage, the k-th of n each.
 * @param {Replica} replica @param {string} stage @param {any[]} lanes in map order
 * @param {string|null} persona @param {string} [source]
 * @returns {FeelingPoint[]}
 */
export function stagePoints(replica, stage, lanes, persona, source = "predicted") {
  if (!persona) return [];
  const found = [];
  for (let lane = 0; lane < lanes.length; lane++) {
    const cards = replica.cell(stage, lanes[lane].id);
    for (let place = 0; place < cards.length; place++) {
      for (const feeling of replica.feelingsOf(cards[place].id)) {
        if (feeling.persona === persona && feeling.source === source) {
          found.push({ card: cards[place], place, lane, feeling });
        }
      }
    }
  }
  found.sort((a, b) => a.place - b.place || a.lane - b.lane);
  return found.map(({ card, feeling }, k) => {
    return { card, stage, k, n: found.length, value: feeling.value, word: feeling.word ?? "", feeling };
  });
}

/**
 * All points of a persona along the map.
 * @param {Replica} replica @param {string|null} persona @param {string} [source]
 * @returns {FeelingPoint[]}
 */
export function feelingPoints(replica, persona, source = "predicted") {
  const lanes = replica.list("lane");
  return replica.list("stage").flatMap((stage) => stagePoints(replica, stage.id, lanes, persona, source));
}

/**
 * The personas of the map in travel order, the leading one first.
 * @param {Replica & {get(type: string, id: string): any}} replica @param {string|null} [leading]
 * @returns {any[]}
 */
export function travellers(replica, leading = null) {
  const personas = replica.list("traveller").map((t) => replica.get("persona", t.persona)).filter(Boolean);
  return leading ? personas.sort((a, b) => Number(b.id === leading) - Number(a.id === leading)) : personas;
}

/** x of a point inside its stage's column. @param {{left: number, width: number}} column @param {{k: number, n: number}} point */
export function pointX(column, point) {
  return column.left + ((point.k + 0.5) / point.n) * column.width;
}
