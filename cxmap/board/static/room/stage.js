// @ts-check
/** One stage of the map on a phone: the cards in the lanes that are open, then the rest of the stage to read. */
import { openAt } from "../model/comments.js";
import { face, icon, laneIcon, pips, star } from "../view/icons.js";
import { fresh, h, set, text } from "../view/dom.js";
import { plural, signed } from "./values.js";

/** @typedef {import("../sync/replica.js").Rec} Rec */
/** @typedef {{lane: Rec, open: boolean}} Row */

export class StageView {
  /** @param {import("../model/definitions.js").Definitions} definitions @param {(card: string) => void} opened */
  constructor(definitions, opened) {
    this.definitions = definitions;
    this.opened = opened;
    /** @type {Map<string, {el: HTMLElement, key: string}>} */ this.cards = new Map();
    this.open = h("div", { class: "cxr-open" });
    this.rest = h("div", { class: "cxr-rest-lanes" });
    this.restWords = h("span");
    this.more = h("details", { class: "cxr-rest", ontoggle: () => this.again() }, h("summary", null, icon("down", 16), this.restWords), this.rest);
    this.none = h("p", { class: "cxa-none" });
    this.el = h("div", { class: "cxr-stage" }, this.none, this.open, this.more);
    this.shown = "";
    /** Draw once more what was drawn last. */
    this.again = () => {};
  }

  /**
   * @param {any} replica @param {string} stage its id @param {Row[]} rows lanes in their order @param {string} empty what to say where nothing is open
   * @param {string | null} persona whose feelings are shown
   */
  update(replica, stage, rows, empty, persona) {
    this.again = () => this.update(replica, stage, rows, empty, persona);
    const open = rows.filter((row) => row.open);
    const rest = rows.filter((row) => !row.open && replica.cell(stage, row.lane.id).length);
    if (this.shown !== stage) {
      this.cards.clear();
      this.more.open = false;
    }
    this.shown = stage;
    text(this.none, open.length ? "" : empty);
    set(this.none, "hidden", open.length > 0 || !empty);
    /** @type {Set<string>} */
    const seen = new Set();
    const lanes = (/** @type {Row[]} */ list) => list.map(({ lane, open: may }) => {
      const cell = replica.cell(stage, lane.id);
      const name = this.definitions.laneName(/** @type {any} */ (lane));
      return h("section", { class: "cxr-lane", "aria-label": name }, h("h2", null, laneIcon(lane.kind, 18), h("span", { dir: "auto" }, name), cell.length > 0 && h("small", null, String(cell.length))),
        cell.length ? h("ul", null, cell.map((/** @type {Rec} */ card) => (seen.add(card.id), this._card(replica, card, persona, name)))) : may && h("p", { class: "cxr-nothing" }, "Nothing here yet: yours can be the first."));
    });
    const had = /** @type {HTMLElement | null} */ (document.activeElement)?.closest?.("[data-card]");
    const id = had && this.el.contains(had) ? /** @type {HTMLElement} */ (had).dataset.card : "";
    if (!open.length) this.more.open = true;
    const told = this.more.open; // what is folded away is not drawn
    const key = JSON.stringify([stage, told, (told ? rows : open).map((row) => [row.lane.id, row.lane.name, row.open, replica.cell(stage, row.lane.id).map((/** @type {Rec} */ card) => this._key(replica, card, persona))])]);
    if (key !== this.el.dataset.key) {
      this.el.dataset.key = key;
      fresh(this.open, lanes(open));
      fresh(this.rest, told ? lanes(rest) : []);
      for (const known of [...this.cards.keys()]) if (!seen.has(known)) this.cards.delete(known);
      if (id) this.card(id)?.focus({ preventScroll: true });
    }
    const count = rest.reduce((sum, row) => sum + replica.cell(stage, row.lane.id).length, 0);
    set(this.more, "hidden", !count);
    text(this.restWords, open.length ? `The rest of this stage: ${plural(count, "card")}` : plural(count, "card"));
  }

  /** The button of a card. @param {string} id @returns {HTMLElement | null} */
  card(id) {
    return /** @type {HTMLElement | null} */ (this.cards.get(id)?.el.querySelector("button") ?? null);
  }

  /** @param {any} replica @param {Rec} card @param {string | null} persona @returns {Rec | undefined} */
  _feeling(replica, card, persona) {
    return replica.feelingsOf(card.id).find((/** @type {Rec} */ f) => f.persona === persona && f.source === "predicted");
  }

  /** @param {any} replica @param {Rec} card @param {string | null} persona */
  _key(replica, card, persona) {
    return `${card.id} ${card.title} ${card.severity} ${card.moment} ${card.evidence} ${this._feeling(replica, card, persona)?.value} ${openAt(replica, "card", card.id)}`;
  }

  /** A card's element: the same one as long as it says the same. @param {any} replica @param {Rec} card @param {string | null} persona @param {string} lane */
  _card(replica, card, persona, lane) {
    const key = this._key(replica, card, persona);
    const known = this.cards.get(card.id);
    if (known?.key === key) return known.el;
    const feeling = this._feeling(replica, card, persona);
    const said = openAt(replica, "card", card.id);
    const title = card.title || "Untitled";
    const words = [title, feeling && `feeling ${signed(feeling.value)}`, card.severity && `severity ${card.severity} of 3`, card.moment && "moment of truth", said && plural(said, "comment"), lane].filter(Boolean).join(", ");
    const el = h("li", { class: known ? "" : "cxr-new", dataset: { card: card.id } },
      h("button", { class: `cxr-card cxr-${card.evidence}`, type: "button", "aria-label": words, dataset: { card: card.id }, onclick: () => this.opened(card.id) },
        card.severity ? pips(card.severity, 16) : null,
        h("span", { class: "cxr-card-title", dir: "auto" }, title),
        feeling && h("span", { class: "cxr-mark" }, face(feeling.value, 24), h("small", null, signed(feeling.value))),
        card.moment && star(18),
        said > 0 && h("span", { class: "cxr-mark" }, icon("comment", 16), h("small", null, String(said)))));
    this.cards.set(card.id, { el, key });
    return el;
  }
}
