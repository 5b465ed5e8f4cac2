// @ts-check
/** Dot voting: the cards of a step with their votes, changeable until the reveal; then the room's votes with one's own among them. */
import { estimate, findingOf, ranked } from "../model/estimates.js";
import { talliesOf, targetsOf } from "../model/workshop.js";
import { icon, pips } from "../view/icons.js";
import { fresh, h, set, text } from "../view/dom.js";
import { ballotOf } from "./own.js";
import { stageName } from "./strip.js";
import { plural, Purse } from "./values.js";

/** @typedef {import("../sync/replica.js").Rec} Rec */
/** @typedef {import("./parts.js").Asking} Asking */
/** @typedef {import("./parts.js").Part} Part */

/** More votes than this on one card are told by the number alone. */
const DOTS = 10;

/** @param {Asking} room @param {string} step its id @returns {Part} */
export const voting = (room, step) => new Voting(room, step);

class Voting {
  /** @param {Asking} room @param {string} step */
  constructor(room, step) {
    this.room = room;
    this.step = step;
    /** Rows by card: kept while the list is, so that a tap never misses. @type {Map<string, {el: HTMLElement, say: (card: Rec) => void, paint: () => void}>} */
    this.rows = new Map();
    /** What stands over each stage. @type {Map<string, HTMLElement>} */
    this.heads = new Map();
    this.key = "";
    this.left = h("b", { class: "cxa-purse-left" });
    this.dots = h("span", { class: "cxa-purse-dots", "aria-hidden": "true" });
    this.others = h("span", { class: "cxa-room" });
    this.purse = h("div", { class: "cxa-purse" }, this.left, this.dots, this.others);
    this.finding = h("p", { class: "cxa-finding" });
    this.note = h("p", { class: "cxa-estimate" });
    this.list = h("div", { class: "cxa-votes" });
    this.none = h("p", { class: "cxa-none" }, "There is nothing to vote on yet.");
    this.el = h("section", { class: "cxa cxa-voting", "aria-label": "Dot voting" }, this.purse, this.finding, this.note, this.none, this.list);
    this.update();
  }

  /** @param {string} card */
  _mine(card) {
    return ballotOf(this.room.session, this.step, card)?.value ?? 0;
  }

  update() {
    const { replica, counts } = this.room.session;
    const step = replica.get("step", this.step);
    if (!step) return;
    if (step.revealed) return this._revealed(step);
    const targets = targetsOf(replica, step);
    const purse = new Purse(/** @type {any} */ (step), /** @type {any} */ (targets), (id) => this._mine(id));
    this.spare = purse;
    set(this.finding, "hidden", true);
    set(this.note, "hidden", true);
    set(this.purse, "hidden", !targets.length);
    set(this.none, "hidden", targets.length > 0);
    const all = purse.all(new Set(targets.map((card) => card.stage)));
    text(this.left, purse.byStage ? `${plural(all, "vote")} left` : `${all} of ${plural(purse.most, "vote")} left`);
    if (!purse.byStage && purse.most <= DOTS) fresh(this.dots, Array.from({ length: purse.most }, (_, i) => h("i", { class: i < purse.most - all ? "cxa-given" : "" })));
    else fresh(this.dots);
    text(this.others, counts?.of ? `${counts.complete ?? 0} of ${counts.of} people are done` : "");
    this._lay(targets, replica.list("stage"), purse);
    for (const row of this.rows.values()) row.paint();
    for (const [stage, head] of this.heads) text(head, purse.byStage ? `${plural(purse.left(stage), "vote")} left` : "");
  }

  /** @param {readonly Rec[]} targets @param {readonly Rec[]} stages @param {Purse} purse */
  _lay(targets, stages, purse) {
    for (const card of targets) this.rows.get(card.id)?.say(card);
    const key = JSON.stringify([targets.map((card) => [card.id, card.stage]), stages.map((s) => s.name), purse.byStage]);
    if (key === this.key) return;
    this.key = key;
    const had = this._focused();
    this.rows = new Map(targets.map((card) => [card.id, this.rows.get(card.id) ?? this._row(card)]));
    this.heads = new Map();
    fresh(this.list, stages.map((stage, i) => {
      const own = targets.filter((card) => card.stage === stage.id);
      if (!own.length) return null;
      const head = h("span", { class: "cxa-room" });
      this.heads.set(stage.id, head);
      return h("section", { class: "cxa-group" }, h("h2", null, h("span", { dir: "auto" }, stageName(stage, i)), head), h("ul", null, own.map((card) => this.rows.get(card.id)?.el)));
    }));
    if (had) /** @type {HTMLElement | undefined} */ (this.rows.get(had.card)?.el.querySelectorAll("button")[had.at])?.focus({ preventScroll: true });
  }

  /** Which button of which card has the focus. */
  _focused() {
    const active = /** @type {Document | ShadowRoot} */ (this.list.getRootNode()).activeElement;
    const row = active && this.list.contains(active) ? active.closest("li") : null;
    return row?.dataset.card ? { card: row.dataset.card, at: [...row.querySelectorAll("button")].indexOf(/** @type {any} */ (active)) } : null;
  }

  /** @param {Rec} first */
  _row(first) {
    let card = first;
    const title = h("span", { dir: "auto" });
    const severity = h("span", { class: "cxa-severity" });
    const number = h("output", { class: "cxa-number" });
    const dots = h("span", { class: "cxa-dots", "aria-hidden": "true" });
    const less = h("button", { class: "cxa-step", type: "button", onclick: () => this._give(card, -1) }, icon("minus", 18));
    const more = h("button", { class: "cxa-step cxa-more", type: "button", onclick: () => this._give(card, 1) }, icon("plus", 18));
    const stepper = h("div", { class: "cxa-stepper", role: "group" }, less, number, more);
    const el = h("li", { class: "cxa-vote", dataset: { card: card.id } }, h("div", { class: "cxa-vote-words" }, severity, h("div", { class: "cxa-vote-said" }, title, dots)), stepper);
    let said = "";
    const say = (/** @type {Rec} */ now) => {
      card = now;
      const sign = `${now.severity ?? ""} ${now.title}`;
      if (sign === said) return;
      said = sign;
      const words = now.title || "Untitled";
      text(title, words);
      fresh(severity, now.severity ? [pips(now.severity, 14), h("span", { class: "cx-aloud" }, `Severity ${now.severity} of 3. `)] : null);
      set(stepper, "aria-label", words);
      set(less, "aria-label", `One vote less for “${words}”`);
      set(more, "aria-label", `One vote more for “${words}”`);
    };
    const paint = () => {
      const mine = this._mine(card.id);
      text(number, String(mine));
      set(number, "aria-label", plural(mine, "vote"));
      el.classList.toggle("cxa-chosen", mine > 0);
      if (dots.childElementCount !== Math.min(mine, DOTS)) fresh(dots, Array.from({ length: Math.min(mine, DOTS) }, () => h("i", { class: "cxa-own" })));
      set(less, "aria-disabled", String(mine === 0));
      set(more, "aria-disabled", String(!this.spare?.left(card.stage)));
    };
    say(first);
    return { el, say, paint };
  }

  /** @param {Rec} card @param {1 | -1} by */
  _give(card, by) {
    const mine = this._mine(card.id);
    if (by < 0 && !mine) return;
    if (by > 0 && !this.spare?.left(card.stage)) {
      this.room.toast(this.spare?.byStage ? "No votes left for this stage: take one back first." : "No votes left: take one back first.");
      return;
    }
    this.room.session.unseen.vote(this.step, card.id, mine + by);
    this.update();
    this.room.announce(`${plural(mine + by, "vote")} for ${card.title || "Untitled"}. ${this.left.textContent}.`);
  }

  /** @param {Rec} step */
  _revealed(step) {
    const tallies = [...talliesOf(this.room.session.replica, step)];
    const order = ranked(tallies);
    set(this.purse, "hidden", true);
    set(this.none, "hidden", order.length > 0);
    text(this.none, "Nobody voted.");
    set(this.finding, "hidden", !order.length);
    set(this.note, "hidden", !order.length);
    text(this.finding, findingOf(tallies));
    text(this.note, `${estimate(tallies)}.`);
    const most = Math.max(1, ...order.map((r) => r.tally.value));
    const key = JSON.stringify(["revealed", order.map((r) => [r.tally.id, r.tally.value, r.rank, r.firm, this._mine(r.tally.card)])]);
    if (key === this.key) return;
    this.key = key;
    this.rows.clear();
    this.heads.clear();
    fresh(this.list, h("ol", { class: "cxa-ranking" }, order.map(({ tally, rank, firm }) => {
      const mine = tally.card ? this._mine(tally.card) : 0;
      return h("li", { class: "cxa-ranked" },
        h("b", { class: "cxa-rank" }, String(rank)),
        h("div", { class: "cxa-vote-said" }, h("span", { dir: "auto" }, tally.title || "Untitled"), h("span", { class: "cxa-meter", "aria-hidden": "true" }, h("i", { style: { width: `${(100 * tally.value) / most}%` } })),
          h("small", null, [plural(tally.value, "vote"), mine > 0 && `${mine} from you`, !firm && "not firm"].filter(Boolean).join(" · "))));
    })));
  }

  destroy() {
    this.el.remove();
  }
}
