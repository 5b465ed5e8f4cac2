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

/** Gaps from this size on are a finding: a sixth of the scale. */
export const GAP = 1;

/** @typedef {{card: any, stage: string, predicted: number, reported: number, gap: number}} Gap `gap`: reported − predicted */

/**
 * Where a persona's customers report something else than the team predicts, the largest gap first; of equal ones the
 * earlier. Pure: takes the points of both curves, in map order.
 * @param {FeelingPoint[]} predicted @param {FeelingPoint[]} reported @param {number} [least] @returns {Gap[]}
 */
export function gaps(predicted, reported, least = GAP) {
  const told = new Map(reported.map((point) => [point.card.id, point.value]));
  return predicted
    .flatMap(({ card, stage, value }) => {
      const said = told.get(card.id);
      return said === undefined ? [] : [{ card, stage, predicted: value, reported: said, gap: Math.round((said - value) * 10) / 10 }];
    })
    .filter(({ gap }) => Math.abs(gap) >= least)
    .sort((a, b) => Math.abs(b.gap) - Math.abs(a.gap));
}

/**
 * What is remembered of a curve: (peak + end) / 2, where the peak is the reading furthest from neutral, the later one of
 * equals. A heuristic: Kahneman and others, "When more pain is preferred to less" (1993). Null without points.
 * @template {{value: number}} P @param {P[]} points in map order @returns {{peak: P, end: P, remembered: number} | null}
 */
export function peakEnd(points) {
  if (!points.length) return null;
  const peak = points.reduce((best, point) => (Math.abs(point.value) >= Math.abs(best.value) ? point : best));
  const end = points[points.length - 1];
  return { peak, end, remembered: (peak.value + end.value) / 2 };
}

/**
 * Where the points of a reported curve stand: over the predicted reading of the same card, so that a gap is read straight
 * up; one that only customers told stands halfway between its neighbours. Rising in any case, as both are in map order.
 * @param {FeelingPoint[]} reported of one stage @param {Map<string, number>} known x of the predicted points by card
 * @param {{left: number, width: number}} column @returns {number[]}
 */
export function reportedX(reported, known, column) {
  const xs = reported.map((point) => known.get(point.card.id) ?? NaN);
  for (let from = 0; from < xs.length; ) {
    if (!Number.isNaN(xs[from])) {
      from++;
      continue;
    }
    let to = from;
    while (to < xs.length && Number.isNaN(xs[to])) to++;
    const low = from ? xs[from - 1] : column.left;
    const high = to < xs.length ? xs[to] : column.left + column.width;
    for (let i = from; i < to; i++) xs[i] = low + ((i - from + 1) / (to - from + 1)) * (high - low);
    from = to;
  }
  return xs;
}
