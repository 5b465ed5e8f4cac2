// @ts-check
/**
 * Blind rating: touchpoint by touchpoint, seven values on the axis of the curve. Until the reveal nobody sees another's; then one's
 * own dot stands among the others'.
 */
import { personaOf, talliesOf, targetsOf } from "../model/workshop.js";
import { countsOf, estimate, findingOf, SPREADS, spreadOf } from "../model/estimates.js";
import { face } from "../view/icons.js";
import { fresh, h, set, text } from "../view/dom.js";
import { ballotOf } from "./own.js";
import { contextOf, heading, progress } from "./parts.js";
import { FEELINGS, signed, wordOf } from "./values.js";
import { Walk } from "./walk.js";

/** @typedef {import("../sync/replica.js").Rec} Rec */
/** @typedef {import("./parts.js").Asking} Asking */
/** @typedef {import("./parts.js").Part} Part */

/** More dots than this in a row are told by a number. */
const DOTS = 12;

/** @param {Asking} room @param {string} step its id @returns {Part} */
export const rating = (room, step) => new Rating(room, step);

class Rating {
  /** @param {Asking} room @param {string} step */
  constructor(room, step) {
    this.room = room;
    this.step = step;
    /** @type {Walk<Rec>} */ this.walk = new Walk();
    this.reviewing = false;
    this.told = false;
    this.progress = progress();
    this.head = heading();
    this.ask = h("p", { class: "cxa-ask" });
    this.values = FEELINGS.map(({ value, word }) => this._row(value, word));
    this.scale = h("div", { class: "cxa-scale", role: "group", "aria-label": "How it feels", onkeydown: (/** @type {KeyboardEvent} */ e) => this._key(e) }, this.values.map((row) => row.el));
    this.spread = h("p", { class: "cxa-spread" });
    this.before = h("button", { class: "cx-button cxa-turn", type: "button", onclick: () => this.go(-1) }, "Back");
    this.after = h("button", { class: "cx-button cxa-turn", type: "button", onclick: () => this.go(1) }, "Next");
    this.one = h("div", { class: "cxa-one" }, this.head.el, this.ask, this.scale, this.spread, h("div", { class: "cxa-turns" }, this.before, this.after));
    this.list = h("ul", { class: "cxa-list" });
    this.done = h("p", { class: "cxa-done" });
    this.again = h("button", { class: "cx-button cxa-turn", type: "button", onclick: () => this._look(this.walk.list[0]?.id) }, "Go through them again");
    this.review = h("div", { class: "cxa-review", tabindex: -1 }, this.done, this.list, this.again);
    this.none = h("p", { class: "cxa-none" }, "There is nothing to rate on this map yet.");
    this.finding = h("p", { class: "cxa-finding" });
    this.note = h("p", { class: "cxa-estimate" });
    this.el = h("section", { class: "cxa cxa-rating", "aria-label": "Blind rating" }, this.progress.el, this.finding, this.note, this.one, this.review, this.none);
    this.update();
  }

  /** @param {number} value @param {string} word */
  _row(value, word) {
    const dots = h("span", { class: "cxa-dots" });
    const el = h("button", { class: "cxa-value", type: "button", dataset: { value: String(value) }, onclick: (/** @type {MouseEvent} */ e) => this._give(value, e.detail > 0) }, face(value, 30), h("b", null, signed(value)), h("span", null, word), dots);
    return { value, word, el, dots };
  }

  /** @returns {Rec | undefined} */
  get record() {
    return this.room.session.replica.get("step", this.step);
  }

  get revealed() {
    return Boolean(this.record?.revealed);
  }

  /** What I gave to a card. @param {string} card @returns {number | null} */
  _mine(card) {
    return ballotOf(this.room.session, this.step, card)?.value ?? null;
  }

  update() {
    const { replica } = this.room.session;
    const step = this.record ?? null;
    const told = this.revealed && step ? new Map(talliesOf(replica, step).map((tally) => [tally.card, tally])) : null;
    const targets = targetsOf(replica, step).filter((card) => !told || told.has(card.id));
    this.walk.update(targets);
    const given = targets.filter((card) => this._mine(card.id) !== null).length;
    this.progress.update(given, targets.length, this.room.session.counts, this.revealed);
    const all = targets.length > 0 && given === targets.length;
    if (!all || this.revealed) this.reviewing = false;
    const tallies = told ? [...told.values()] : [];
    if (told && !this.told) this.walk.to(targets[0]?.id ?? ""); // the reveal is looked at from the start
    this.told = Boolean(told);
    for (const el of [this.finding, this.note]) set(el, "hidden", !tallies.length);
    text(this.finding, findingOf(tallies));
    text(this.note, `${estimate(tallies)}.`);
    const card = this.walk.now;
    set(this.none, "hidden", Boolean(card));
    set(this.one, "hidden", !card || this.reviewing);
    set(this.review, "hidden", !card || !this.reviewing);
    if (!card || !step) return;
    if (this.reviewing) this._review(targets);
    const persona = personaOf(replica, step);
    this.head.update(contextOf(this.room, card), card.title || "Untitled", `${this.walk.at + 1} of ${targets.length}`);
    text(this.ask, this.revealed ? "What the room said" : `How does ${persona?.name || "the customer"} feel here?`);
    set(this.before, "disabled", this.walk.at === 0);
    set(this.after, "disabled", this.walk.at === targets.length - 1 && !(all && !this.revealed));
    text(this.after, !this.revealed && all && this.walk.at === targets.length - 1 ? "Look over all" : "Next");
    this._values(card, told?.get(card.id));
  }

  /** @param {Rec} card @param {Rec | undefined} tally */
  _values(card, tally) {
    const mine = this._mine(card.id);
    const counts = new Map(tally ? countsOf(tally).map((one) => [one.values[0], one.count]) : []);
    this.el.classList.toggle("cxa-told", Boolean(tally));
    for (const { value, word, el, dots } of this.values) {
      const own = mine === value;
      const n = counts.get(value) ?? 0;
      set(el, "aria-pressed", String(own));
      set(el, "aria-disabled", this.revealed ? "true" : null);
      set(el, "aria-label", tally ? `${signed(value)}, ${word}: ${n}${own ? ", yours among them" : ""}` : `${signed(value)}, ${word}`);
      const shown = tally ? `${n} ${own}` : "";
      if (dots.dataset.shown === shown) continue;
      dots.dataset.shown = shown;
      fresh(dots, Array.from({ length: Math.min(n, DOTS) }, (_, i) => h("i", { class: own && i === 0 ? "cxa-own" : "" })), n > DOTS && h("em", null, `×${n}`), own && n > 0 && h("small", null, "you"));
    }
    const spread = tally ? spreadOf(tally) : null;
    text(this.spread, tally && spread ? `${SPREADS[spread]}: ${signed(tally.low)} to ${signed(tally.high)}` : "");
    set(this.spread, "hidden", !tally);
  }

  /** @param {number} value @param {boolean} tapped with a finger or the mouse: on to the next */
  _give(value, tapped) {
    const card = this.walk.now;
    if (!card || this.revealed) return;
    const first = this._mine(card.id) === null;
    this.room.session.unseen.rate(this.step, card.id, value);
    this.room.announce(`${card.title || "Untitled"}: ${signed(value)}, ${wordOf(value)}`);
    if (first || tapped) this._on();
    this.update();
  }

  /** On to what is not rated yet; when all is, to the list. */
  _on() {
    if (this.walk.next((card) => this._mine(card.id) !== null)) return;
    this.reviewing = true;
    this.update();
    this.review.focus({ preventScroll: true });
  }

  /** @param {number} by */
  go(by) {
    if (by > 0 && this.walk.at === this.walk.list.length - 1 && !this.revealed && this.after.textContent !== "Next") this.reviewing = true;
    else this.walk.go(by);
    this.update();
  }

  /** @param {string} id */
  _look(id) {
    this.reviewing = false;
    this.walk.to(id);
    this.update();
    const mine = this.values.find(({ value }) => value === this._mine(id)) ?? this.values[0];
    mine.el.focus({ preventScroll: true });
  }

  /** @param {readonly Rec[]} targets */
  _review(targets) {
    text(this.done, "All rated. You can change each until the reveal.");
    const key = JSON.stringify(targets.map((card) => [card.id, card.title, this._mine(card.id)]));
    if (this.list.dataset.key === key) return;
    this.list.dataset.key = key;
    fresh(this.list, targets.map((card) => {
      const mine = this._mine(card.id) ?? 0;
      return h("li", null, h("button", { class: "cxa-row", type: "button", onclick: () => this._look(card.id) }, face(mine, 24), h("span", { dir: "auto" }, card.title || "Untitled"), h("b", null, signed(mine))));
    }));
  }

  /** @param {KeyboardEvent} e */
  _key(e) {
    const rows = this.values.map((row) => row.el);
    const at = rows.indexOf(/** @type {any} */ (e.target).closest("button"));
    const by = e.key === "ArrowDown" ? 1 : e.key === "ArrowUp" ? -1 : 0;
    if (!by || at < 0) return;
    e.preventDefault();
    rows[Math.max(0, Math.min(rows.length - 1, at + by))].focus();
  }

  destroy() {
    this.el.remove();
  }
}
