// @ts-check
/** The footer: what the marks mean, the most used keys, and how much is shown. */
import { h } from "./dom.js";
import { evidenceMark, icon, pips, star } from "./icons.js";

/** Zoom that each level is entered at. */
export const LEVELS = [
  { key: "map", label: "Map", zoom: 0.3 },
  { key: "stage", label: "Stage", zoom: 0.6 },
  { key: "card", label: "Card", zoom: 0 }, // 0: the width that a map opens with
];

export class Footer {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
    const item = (/** @type {any} */ mark, /** @type {string} */ text) => h("span", { class: "cx-lg" }, mark, text);
    const key = (/** @type {string[]} */ keys, /** @type {string} */ text) => h("span", { class: "cx-lg cx-lg-key" }, keys.map((k) => h("kbd", null, k)), text);
    this.levels = LEVELS.map((level) =>
      h("button", { type: "button", "aria-pressed": "false", onclick: () => board.setZoom(level.zoom) }, level.label),
    );
    this.el = h(
      "div",
      { class: "cx-footer" },
      item(evidenceMark("assumed"), "Assumed"),
      item(evidenceMark("observed"), "Observed"),
      item(evidenceMark("measured"), "Measured"),
      item(star(13), "Moment of truth"),
      item(pips(3), "Severity"),
      h("span", { class: "cx-space" }),
      key(["↵"], "add next"),
      key(["⇥"], "next stage"),
      key(["Alt", "→"], "move card"),
      h("button", { class: "cx-lg cx-keys-button", type: "button", onclick: () => board.showKeys() }, h("kbd", null, "?"), "all keys"),
      h("button", { class: "cx-fit", type: "button", "aria-label": "Zoom to fit", title: "Zoom to fit (F)", onclick: () => board.fit() }, icon("fit", 15)),
      h("div", { class: "cx-seg", role: "group", "aria-label": "How much is shown" }, this.levels),
    );
  }

  update() {
    LEVELS.forEach((level, i) => this.levels[i].setAttribute("aria-pressed", String(this.board.layout.level === level.key)));
  }

  destroy() {
    this.el.remove();
  }
}
