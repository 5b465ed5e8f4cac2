// @ts-check
/** What the guide says of its questions: the six, and each answer in a few words. */
import { duration } from "./headers.js";

/** The six questions, each with its parts. */
export const TASKS = [
  { label: "1 Task", questions: ["goal", "questions", "duration"] },
  { label: "2 Channels", questions: ["channels", "combination", "data"] },
  { label: "3 Emotions", questions: ["emotions"] },
  { label: "4 Weaknesses", questions: ["weaknesses"] },
  { label: "5 Moments of truth", questions: ["moments"] },
  { label: "6 People", questions: ["people", "disconnects"] },
];

/** A question in a word or two. @type {Record<string, string>} */
const SHORT = {
  goal: "task", questions: "their questions", duration: "how long", channels: "channels", combination: "combination of channels", data: "data",
  emotions: "emotions", weaknesses: "weaknesses", moments: "moments of truth", people: "people", disconnects: "disconnects",
};

/** What is still open, read aloud and shown on hover. @param {readonly string[]} open */
export function openWords(open) {
  if (!open.length) return "all questions answered";
  return `${open.length} of 11 questions unanswered: ${open.map((question) => SHORT[question]).join(", ")}`;
}

/** @param {number} n @param {string} one @param {string} [many] */
export const counted = (n, one, many = `${one}s`) => `${n} ${n === 1 ? one : many}`;

/** The names of teams that have a part in the cards of a stage, each once. @param {any} board @param {readonly any[]} cards @returns {string[]} */
export function teamsAt(board, cards) {
  const names = cards.flatMap((card) => board.replica.under("assignment", "card", card.id).map((/** @type {any} */ a) => board.replica.get("team", a.team)?.name));
  return [...new Set(names.filter(Boolean))];
}

/**
 * The answer of a stage in a few words; "" where there is none.
 * @param {any} board @param {import("../model/guide.js").Facts} facts @param {string} question
 */
export function said(board, facts, question) {
  const words = SAID[question](facts, board);
  if (words) return words;
  const nothing = facts.nothing.get(question);
  if (!nothing) return "";
  if (!nothing.note) return "Nothing to add";
  return question === "disconnects" ? nothing.note : `Nothing to add: ${nothing.note}`;
}

/** @type {Record<string, (facts: import("../model/guide.js").Facts, board: any) => string>} */
const SAID = {
  goal: ({ stage }) => stage.goal,
  questions: ({ thoughts }) => (thoughts.length ? counted(thoughts.length, "thought") : ""),
  duration: ({ stage }, board) => duration(stage, board.label),
  channels: ({ touchpoints, silent }, board) => {
    const named = [...new Set(touchpoints.filter((card) => card.channel).map((card) => board.label("channels", card.channel)))];
    return [named.join(", "), silent.length ? `${counted(silent.length, "touchpoint")} without a channel` : ""].filter(Boolean).join("; ");
  },
  combination: ({ touchpoints, links }) => (links.length ? counted(links.length, "hand-over") : touchpoints.length === 1 ? "One touchpoint, nothing to combine" : ""),
  data: ({ known, cards }) => (known.length ? `${known.length} of ${counted(cards.length, "card")} not assumed` : ""),
  emotions: ({ felt }) => (felt.length ? `Feelings at ${counted(felt.length, "card")}` : ""),
  weaknesses: ({ pains }) => (pains.length ? counted(pains.length, "pain point") : ""),
  moments: ({ moments }) => (moments.length ? counted(moments.length, "moment of truth", "moments of truth") : ""),
  people: ({ staffed, insiders }, board) => teamsAt(board, staffed).join(", ") || (insiders.length ? `${counted(insiders.length, "card")} of what our people do` : ""),
  disconnects: () => "",
};
