// @ts-check
/**
 * A map as a view shows it to all: led by the persona that the view leads with, without the stages that it folds, and with
 * the pain points and moments of truth that its filter lets through. The curve stays whole: a part of it would tell another story.
 * What has expired counts as assumed.
 */
import { statusOf } from "../model/evidence.js";
import { FilterIndex } from "../model/filter.js";

export class Seen {
  /** @param {any} replica @param {import("../model/viewquery.js").View} view @param {string} today ISO date */
  constructor(replica, view, today) {
    this.replica = replica;
    this.view = view;
    this.today = today;
    /** @type {import("../model/filter.js").Result | null} */ this.result = null;
    if (Object.keys(view.filter).length) {
      const index = new FilterIndex();
      index.update(replica, null, today);
      this.result = index.apply(view.filter);
    }
  }

  /** Whether a card stands out. @param {string} card */
  stands(card) {
    return this.result?.matches?.has(card) ?? true;
  }

  /** “34 of 210 cards”, "" where nothing is filtered. */
  get words() {
    const { result } = this;
    return result?.matches ? `Filtered: ${result.matches.size.toLocaleString("en")} of ${result.all.toLocaleString("en")} ${result.all === 1 ? "card" : "cards"}` : "";
  }

  /** @param {string} type @param {string} id */
  get(type, id) {
    return this.replica.get(type, id);
  }

  /** @param {string} type */
  all(type) {
    return this.replica.all(type);
  }

  /** @param {string} type @param {string} field @param {string} id */
  under(type, field, id) {
    return this.replica.under(type, field, id);
  }

  /** @param {string} card */
  feelingsOf(card) {
    return this.replica.feelingsOf(card);
  }

  /** @param {string} type @returns {readonly any[]} */
  list(type) {
    const list = this.replica.list(type);
    const { lead, foldstage } = this.view;
    if (type === "traveller" && lead) return [...list].sort((a, b) => Number(b.persona === lead) - Number(a.persona === lead));
    if (type !== "stage" || !foldstage.length) return list;
    const open = list.filter((/** @type {any} */ stage) => !foldstage.includes(stage.id));
    return open.length ? open : list; // a map of folded stages only would be an empty screen
  }

  /** @param {string} stage @param {string} lane @returns {readonly any[]} */
  cell(stage, lane) {
    return this.replica.cell(stage, lane).map((/** @type {any} */ card) => {
      const evidence = statusOf(card, card.evidence === "assumed" ? [] : this.replica.under("source", "card", card.id), this.today);
      return evidence === card.evidence ? card : { ...card, evidence };
    });
  }
}
