// @ts-check
/** The strip of stage names: one stage at a time is looked at, by a tap, by arrow keys, or by a swipe over what lies below. */
import { fresh, h, set } from "../view/dom.js";

/** @typedef {import("../sync/replica.js").Rec} Rec */

/** What a stage is called. @param {Rec} stage @param {number} index */
export const stageName = (stage, index) => stage.name || `Stage ${index + 1}`;

export class Strip {
  /** @param {(id: string) => void} choose @param {string} controls id of the panel that shows the stage */
  constructor(choose, controls) {
    this.choose = choose;
    this.controls = controls;
    /** @type {readonly Rec[]} */ this.stages = [];
    this.at = "";
    this.key = "";
    this.el = h("div", { class: "cxa-strip", role: "tablist", "aria-label": "Stages", onkeydown: (/** @type {KeyboardEvent} */ e) => this._key(e) });
  }

  /** The stage that comes before (−1) or behind (1); null at the end. @param {number} by */
  beside(by) {
    return this.stages[this.stages.findIndex((stage) => stage.id === this.at) + by] ?? null;
  }

  /** @param {readonly Rec[]} stages @param {string} at id of the one that is shown @param {(stage: Rec) => number} count what of one's own lies there */
  update(stages, at, count = () => 0) {
    this.stages = stages;
    const key = JSON.stringify([at, stages.map((stage, i) => [stage.id, stageName(stage, i), count(stage)])]);
    if (key === this.key) return;
    this.key = key;
    const had = this.el.contains(/** @type {Node | null} */ (/** @type {any} */ (this.el.getRootNode()).activeElement ?? null));
    const moved = at !== this.at;
    this.at = at;
    fresh(this.el, stages.map((stage, i) => {
      const own = count(stage);
      return h("button", {
        class: "cxa-tab", type: "button", role: "tab", "aria-selected": String(stage.id === at), "aria-controls": this.controls, tabIndex: stage.id === at ? 0 : -1,
        dataset: { stage: stage.id }, onclick: () => this.choose(stage.id),
      }, h("i", { "aria-hidden": "true" }, String(i + 1)), h("span", { dir: "auto" }, stageName(stage, i)), own > 0 && h("b", { "aria-label": `, ${own} of yours` }, String(own)));
    }));
    const tab = /** @type {HTMLElement | null} */ (this.el.querySelector("[aria-selected=true]"));
    if (tab && moved) this.el.scrollLeft = tab.offsetLeft - (this.el.clientWidth - tab.offsetWidth) / 2;
    if (had) tab?.focus({ preventScroll: true });
  }

  /** @param {KeyboardEvent} e */
  _key(e) {
    const by = e.key === "ArrowRight" ? 1 : e.key === "ArrowLeft" ? -1 : 0;
    const to = e.key === "Home" ? this.stages[0] : e.key === "End" ? this.stages.at(-1) : by ? this.beside(by) : null;
    if (!to) return;
    e.preventDefault();
    this.choose(to.id);
    set(this.el.querySelector("[aria-selected=true]"), "tabIndex", 0);
  }
}

/** How far a finger goes sideways to turn a page, px; it must go further than it goes up or down. */
const FAR = 56;

/**
 * Swipes sideways over an element. What is typed in, slid or scrolled sideways itself takes none.
 * @param {HTMLElement} el @param {(by: 1 | -1) => void} go
 */
export function swipes(el, go) {
  /** @type {{x: number, y: number, id: number} | null} */
  let down = null;
  el.addEventListener("pointerdown", (e) => {
    const own = /** @type {Element} */ (e.target).closest("textarea, input, .cxa-field, .cxa-strip");
    down = e.pointerType === "mouse" || !e.isPrimary || own ? null : { x: e.clientX, y: e.clientY, id: e.pointerId };
  });
  el.addEventListener("pointerup", (e) => {
    if (down?.id === e.pointerId) {
      const [x, y] = [e.clientX - down.x, e.clientY - down.y];
      if (Math.abs(x) >= FAR && Math.abs(x) > 1.5 * Math.abs(y)) go(x < 0 ? 1 : -1);
    }
    down = null;
  });
  el.addEventListener("pointercancel", () => (down = null));
}
