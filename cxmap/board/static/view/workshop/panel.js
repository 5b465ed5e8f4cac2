// @ts-check
/** The Workshop panel: the desk of who leads, the seat of who takes part, or how a workshop begins. Brought up to date only while it is seen. */
import { fresh, h } from "../dom.js";
import { Begin } from "./begin.js";
import { Desk } from "./desk.js";
import { Seat } from "./seat.js";

/**
 * What fills the panel.
 * @typedef {object} View
 * @property {HTMLElement} el
 * @property {(touched: Set<string> | null) => void} update records changed
 * @property {() => void} [counts] how many have rated or written changed, or what is one's own
 * @property {() => void} [people] who is here changed
 * @property {() => void} [flush]
 * @property {() => HTMLElement | null} [first]
 * @property {(card: string) => void} [decide]
 * @property {() => void} destroy
 */

export class Panel {
  /** @param {import("./part.js").Workshop} part */
  constructor(part) {
    this.part = part;
    this.el = h("div", { class: "cx-ws" });
    this.key = "";
    /** @type {View | null} */
    this.view = null;
    this.stale = true;
  }

  get shown() {
    return this.part.board.sides?.active === "workshop";
  }

  /** @param {Set<string> | null} touched */
  update(touched) {
    if (!this.shown) return void (this.stale = true);
    const { part } = this;
    const mode = !part.workshop ? "begin" : part.leading ? "desk" : "seat";
    const key = `${mode}|${part.workshop?.id}|${part.mayPlan}`;
    if (key !== this.key) {
      const had = this.view?.el.contains(/** @type {any} */ (this.el.getRootNode()).activeElement);
      this.view?.destroy();
      this.key = key;
      this.view = mode === "begin" ? new Begin(part) : mode === "desk" ? new Desk(part) : new Seat(part);
      fresh(this.el, this.view.el);
      touched = null;
      if (had) /** @type {HTMLElement | null} */ (this.el.closest(".cx-panel")?.querySelector("h2"))?.focus();
    }
    this.view?.update(this.stale ? null : touched);
    this.stale = false;
  }

  /** Cards of the map that is shown changed, where the workshop lies in another room. @param {Set<string> | null} touched */
  map(touched) {
    if (this.shown) this.view?.update(touched);
  }

  counts() {
    if (this.shown) this.view?.counts?.();
  }

  people() {
    if (this.shown) this.view?.people?.();
  }

  flush() {
    this.view?.flush?.();
  }

  first() {
    return this.view?.first?.() ?? null;
  }

  /** Write a decision about a card. @param {string} card */
  decide(card) {
    this.part.board.sides.open("workshop", false);
    this.view?.decide?.(card);
  }

  destroy() {
    this.view?.destroy();
  }
}
