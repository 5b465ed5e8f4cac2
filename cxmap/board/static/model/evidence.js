// @ts-check
/**
 * What the cards rest on: the status that counts on a day, and how much of the map is more than a guess. The twin of
 * `cxmap/insights/evidence.py`; both pass `tests/fixtures/evidence.json`.
 */

/** @typedef {{evidence: string, id?: string}} Card */
/** @typedef {{expires: string | null}} Source */
/** What counts: the share that is not assumed in per cent (null for an empty map). @typedef {{counts: Record<string, number>, all: number, expired: number, percent: number | null}} Coverage */

export const STATUSES = ["measured", "observed", "assumed"];

/**
 * Whether a source no longer counts: from its day on. One that names no day never expires.
 * @param {Source} source @param {string} today ISO date
 */
export const isOver = (source, today) => Boolean(source.expires) && /** @type {string} */ (source.expires) <= today;

/**
 * Whether a card was observed or measured, and all that it rested on has expired. A card that names no source keeps its status.
 * @param {Card} card @param {readonly Source[] | readonly any[]} sources the card's own @param {string} today ISO date
 */
export function hasExpired(card, sources, today) {
  return card.evidence !== "assumed" && sources.length > 0 && sources.every((source) => isOver(source, today));
}

/** The evidence that counts. @param {Card} card @param {readonly any[]} sources the card's own @param {string} today ISO date */
export function statusOf(card, sources, today) {
  return hasExpired(card, sources, today) ? "assumed" : card.evidence;
}

/**
 * Cards by the evidence that counts, and coverage: the share that is not assumed.
 * @param {Iterable<any>} cards @param {(card: string) => readonly any[]} sourcesOf @param {string} today ISO date
 * @returns {Coverage}
 */
export function coverage(cards, sourcesOf, today) {
  /** @type {Record<string, number>} */
  const counts = { measured: 0, observed: 0, assumed: 0 };
  let all = 0;
  let expired = 0;
  for (const card of cards) {
    const over = card.evidence !== "assumed" && hasExpired(card, sourcesOf(card.id), today);
    counts[over ? "assumed" : card.evidence]++;
    if (over) expired++;
    all++;
  }
  return { counts, all, expired, percent: all ? Math.round((100 * (all - counts.assumed)) / all) : null };
}

/** What a source of a kind makes of a guess: figures measure, all else was seen or heard. @type {Record<string, "observed" | "measured">} */
const MAKES = { feedback: "observed", observation: "observed", employees: "observed", survey: "measured", analytics: "measured", other: "observed" };

/** The status that a source of a kind suggests. @param {string} kind key of SOURCE_KINDS @returns {"observed" | "measured"} */
export const suggests = (kind) => MAKES[kind] ?? "observed";
