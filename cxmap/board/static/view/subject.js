// @ts-check
/** What the inspector shows: the selected card or cards, stage, lane, or else the journey. DOM-free. */
import { MIXED } from "./mixed.js";

/** @typedef {{type: "journey" | "stage" | "lane" | "card", ids: string[]}} Subject */

/** One card is called by its lane's kind; these read better than the lane's own (plural) label. */
const SINGULAR = /** @type {Record<string, string>} */ ({
  action: "Action",
  touchpoint: "Touchpoint",
  thought: "Thought",
  emotion: "Feeling",
  pain: "Pain point",
  moment: "Moment of truth",
  opportunity: "Opportunity",
  kpi: "KPI",
  note: "Note",
  custom: "Card",
});

/** Fields that come first for a lane kind, after title, lane and stage; all others follow under “More”. */
const FIRST = /** @type {Record<string, string[]>} */ ({
  evidence: ["channel", "feeling", "evidence"],
  action: ["feeling", "evidence"],
  touchpoint: ["channel", "feeling", "evidence"],
  thought: ["feeling", "evidence"],
  emotion: ["feeling", "evidence"],
  pain: ["severity", "feeling", "evidence"],
  moment: ["moment", "channel", "feeling", "evidence"],
  opportunity: ["evidence"],
  frontstage: ["channel", "feeling", "evidence"],
});

/**
 * @param {any} board
 * @returns {Subject}
 */
export function subjectOf(board) {
  const { target, ids } = board.selection;
  const { replica, session } = board;
  const cards = [...ids].filter((id) => replica.get("card", id));
  if (cards.length) return { type: "card", ids: cards };
  if ((target.kind === "stage" || target.kind === "lane") && replica.get(target.kind, target.id)) return { type: target.kind, ids: [target.id] };
  if (target.kind === "cell" && replica.get("stage", target.stage)) return { type: "stage", ids: [target.stage] };
  return { type: "journey", ids: [session.journey] };
}

/** The lane kinds among cards. @param {any} replica @param {string[]} ids @returns {Set<string>} */
export function kindsOf(replica, ids) {
  return new Set(ids.map((id) => replica.get("lane", replica.get("card", id)?.lane)?.kind ?? "custom"));
}

/**
 * The heading: what it is, in the singular.
 * @param {any} board @param {Subject} subject @param {(kind: string) => string} laneLabel
 */
export function heading(board, { type, ids }, laneLabel) {
  if (type !== "card") return { journey: "Journey", stage: "Stage", lane: "Lane" }[type];
  if (ids.length > 1) return `${ids.length} cards`;
  const [kind] = kindsOf(board.replica, ids);
  return SINGULAR[kind] ?? laneLabel(kind);
}

/**
 * Which card fields come first and which under “More”. A field that has a value is never hidden under “More”.
 * @param {Set<string>} kinds lane kinds of the cards
 * @param {(name: string) => boolean} filled whether a card has a value in that field
 * @returns {{first: string[], more: string[]}}
 */
export function cardFields(kinds, filled) {
  const [kind] = kinds;
  const wanted = kinds.size === 1 ? (FIRST[kind] ?? ["evidence"]) : ["channel", "severity", "evidence"];
  const all = ["channel", "severity", "feeling", "moment"];
  const extra = all.filter((name) => !wanted.includes(name) && filled(name));
  const cut = wanted.indexOf("evidence");
  const first = [...wanted.slice(0, cut), ...extra.filter((name) => name !== "moment"), ...wanted.slice(cut)];
  if (extra.includes("moment")) first.push("moment");
  return { first, more: all.filter((name) => !first.includes(name)) };
}

/** The common value of a field, or MIXED. @param {any[]} records @param {string} name */
export function common(records, name) {
  const [first, ...rest] = records.map((record) => record[name] ?? null);
  return rest.every((value) => value === first) ? first : MIXED;
}
