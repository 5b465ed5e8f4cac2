// @ts-check
/** The lane that a card goes to: one of those that are open, chosen by a tap; the step usually opens one or two. */
import { laneIcon } from "../view/icons.js";
import { fresh, h } from "../view/dom.js";

/** @typedef {import("../sync/replica.js").Rec} Rec */

export class LaneChoice {
  /** @param {import("../model/definitions.js").Definitions} definitions @param {(lane: Rec) => void} chosen */
  constructor(definitions, chosen) {
    this.definitions = definitions;
    this.chosen = chosen;
    /** @type {readonly Rec[]} */ this.lanes = [];
    this.id = "";
    this.key = "";
    this.el = h("div", { class: "cxa-lanes", role: "group", "aria-label": "Lane" });
  }

  /** @returns {Rec | null} */
  get lane() {
    return this.lanes.find((lane) => lane.id === this.id) ?? null;
  }

  /** @param {string} id */
  choose(id) {
    if (!this.lanes.some((lane) => lane.id === id)) return;
    this.id = id;
    this._draw();
    if (this.lane) this.chosen(this.lane);
  }

  /** @param {readonly Rec[]} lanes that are open */
  update(lanes) {
    this.lanes = lanes;
    if (!this.lane) {
      this.id = lanes[0]?.id ?? "";
      if (this.lane) this.chosen(this.lane);
    }
    this._draw();
  }

  _draw() {
    const key = JSON.stringify([this.id, this.lanes.map((lane) => [lane.id, lane.name, lane.kind])]);
    if (key === this.key) return;
    this.key = key;
    const root = /** @type {Document | ShadowRoot} */ (this.el.getRootNode());
    const had = this.el.contains(root.activeElement ?? null);
    const single = this.lanes.length === 1;
    fresh(this.el, this.lanes.map((lane) => {
      const words = [laneIcon(lane.kind, 18), h("span", { dir: "auto" }, this.definitions.laneName(/** @type {any} */ (lane)))];
      if (single) return h("span", { class: "cxa-lane cxa-only" }, words);
      return h("button", { class: "cxa-lane", type: "button", "aria-pressed": String(lane.id === this.id), dataset: { lane: lane.id }, onclick: () => this.choose(lane.id) }, words);
    }));
    if (had) /** @type {HTMLElement | null} */ (this.el.querySelector("[aria-pressed=true]"))?.focus({ preventScroll: true });
  }
}
