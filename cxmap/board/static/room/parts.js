// @ts-check
/** What the parts that ask (rate, vote, place, write) share: what they are given, a head for one card, and how far one is. */
import { stageName } from "./strip.js";
import { h, set, text } from "../view/dom.js";
import { plural } from "./values.js";

/** @typedef {import("../sync/replica.js").Rec} Rec */
/**
 * What a part that asks is given: on the participant's page, and in the panel of the board.
 * @typedef {object} Asking
 * @property {any} session of the workshop's own map
 * @property {any} [map] session of the map that cards are written on, where it is another: a table's
 * @property {string} workshop
 * @property {import("../model/definitions.js").Definitions} definitions
 * @property {(words: string) => void} announce read aloud
 * @property {(message: string, action?: {label?: string, run?: () => void}) => any} toast
 */
/**
 * @typedef {object} Part
 * @property {HTMLElement} el
 * @property {() => void} update records, counts or what is one's own changed
 * @property {(by: number) => void} [go] a swipe: to the next (1) or the previous (−1)
 * @property {() => void} destroy
 */

/** Where a card stands, in words. @param {Asking} room @param {Rec} card @param {any} [replica] */
export function contextOf(room, card, replica = room.session.replica) {
  const stages = replica.list("stage");
  const at = stages.findIndex((/** @type {Rec} */ stage) => stage.id === card.stage);
  const lane = replica.get("lane", card.lane);
  return [at >= 0 && stageName(stages[at], at), lane && room.definitions.laneName(/** @type {any} */ (lane))].filter(Boolean).join(" · ");
}

/** The head of one card: where it stands, what it says, which one it is. */
export function heading() {
  const where = h("p", { class: "cxa-where" });
  const title = h("h2", { class: "cxa-title", dir: "auto" });
  const el = h("div", { class: "cxa-head" }, where, title);
  return {
    el,
    update: (/** @type {string} */ context, /** @type {string} */ words, /** @type {string} */ place) => {
      text(where, [context, place].filter(Boolean).join(" · "));
      text(title, words);
    },
  };
}

/** How far one is, and how many of the others are done. */
export function progress() {
  const bar = h("i");
  const words = h("p", { class: "cxa-far" });
  const room = h("p", { class: "cxa-room" });
  const el = h("div", { class: "cxa-progress" }, h("div", { class: "cxa-bar", "aria-hidden": "true" }, bar), h("div", { class: "cxa-far-line" }, words, room));
  return {
    el,
    update: (/** @type {number} */ done, /** @type {number} */ all, /** @type {any} */ counts, /** @type {boolean} */ revealed) => {
      bar.style.width = `${all ? (100 * done) / all : 0}%`;
      text(words, revealed ? `Revealed: ${plural(all, "card")}` : `${done} of ${all}`);
      text(room, !revealed && counts?.of ? `${counts.complete ?? 0} of ${counts.of} people are done` : "");
      set(el, "hidden", !all);
    },
  };
}
