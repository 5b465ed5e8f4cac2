// @ts-check
/** What the inbox says of an item, in words. */
import { minus } from "../model/numbers.js";

/** What a feeling is called, and a value on the faces' scale that shows it. @type {Record<string, {label: string, value: number}>} */
export const FEELINGS = {
  neg: { label: "Negative", value: -2 },
  neu: { label: "Neutral", value: 0 },
  pos: { label: "Positive", value: 2 },
};

/** What a corrected feeling is kept as, from −1 to 1. @type {Record<string, number>} */
export const VALUES = { neg: -0.6, neu: 0, pos: 0.6 };

const NUMBER = new Intl.NumberFormat("en-GB");

/** 1240 as “1,240”. @param {number} n */
export const number = (n) => minus(NUMBER.format(n));

/** “1 item”, “3 items”. @param {number} n @param {string} one @param {string} [many] */
export const count = (n, one, many = `${one}s`) => `${number(n)} ${n === 1 ? one : many}`;

/** “5 of 199 items with text”. @param {number} total @param {number} all what there is unless narrowed @param {string} texts "yes", "no" or "" */
export const found = (total, all, texts) =>
  `${total < all ? `${number(total)} of ` : ""}${count(Math.max(total, all), "item")}${texts ? ` ${texts === "yes" ? "with" : "without"} text` : ""}`;

/** “2 Mar 2026” of an ISO date; "" for none. @param {string | null} date */
export function day(date) {
  if (!date) return "";
  const [year, month, day_] = date.split("-").map(Number);
  return new Date(Date.UTC(year, month - 1, day_)).toLocaleDateString("en-GB", { timeZone: "UTC", day: "numeric", month: "short", year: "numeric" });
}

/** “4 of 5” of a score and its scale (“1-5”); "" for none. @param {number | null} score @param {string | null} scale */
export function scored(score, scale) {
  if (score === null || score === undefined) return "";
  const most = /(\d+(?:\.\d+)?)\s*$/.exec(scale ?? "")?.[1];
  return most ? `${number(score)} of ${most}` : number(score);
}

/** “Evidence at 2 places”. @param {number} places */
export const evidenceAt = (places) => (places ? `Evidence at ${places === 1 ? "1 place" : `${places} places`}` : "");

/** What a row says aloud. @param {any} item @param {{kind: string, channel: string, theme: string}} names */
export function aloud(item, { kind, channel, theme }) {
  const feeling = item.feeling ? `sounds ${FEELINGS[item.feeling].label.toLowerCase()}` : "";
  const about = [kind, day(item.date), channel, item.product, scored(item.score, item.scale), feeling, theme && `theme ${theme}`, evidenceAt(item.places)];
  return [item.text || "Without text", ...about].filter(Boolean).join(", ");
}
