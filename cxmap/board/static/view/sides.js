// @ts-check
/**
 * Panels that take the inspector's place one at a time: guide, comments, views, history. Each has a button in the page head.
 */
import { contain } from "./contain.js";
import { focused, h, set, text } from "./dom.js";
import { icon } from "./icons.js";

/**
 * A panel. `body` is its content, `foot` stays under it; `opened` and `closed` are called when it comes and goes.
 * @typedef {{name: string, label: string, icon: string, body: HTMLElement, foot?: HTMLElement, opened?: () => void, closed?: () => void, first?: () => HTMLElement | null}} Side
 */

export class Sides {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
    /** @type {Map<string, {side: Side, panel: HTMLElement, button: HTMLElement, badge: HTMLElement}>} */
    this.all = new Map();
    this.active = /** @type {string | null} */ (null);
    /** The panel that this one was opened from and that comes back when it is closed. @type {string | null} */ this.back = null;
    this.fromMap = false; // where the focus came from, and goes back to
    this.buttons = h("div", { class: "cx-sides", role: "group", "aria-label": "Panels" });
    this.el = h("div", { class: "cx-inspector cx-side" });
    board.head.end.append(this.buttons);
    this.watch = new ResizeObserver(() => this._show());
    this.watch.observe(board.root);
  }

  /** @param {Side} side */
  add(side) {
    const title = h("h2", { class: "cx-kind", tabindex: -1 }, side.label);
    const panel = h("aside", { class: "cx-panel", "aria-label": side.label, hidden: true, dataset: { side: side.name } },
      h("div", { class: "cx-panel-head" }, h("span", { class: "cx-kind-mark" }, icon(side.icon, 17)), title,
        h("button", { class: "cx-square cx-small", type: "button", "aria-label": `Close: ${side.label}`, onclick: () => this.close() }, icon("close"))),
      h("div", { class: "cx-fields" }, side.body),
      side.foot && h("div", { class: "cx-inspector-foot" }, side.foot));
    contain(panel);
    panel.addEventListener("keydown", (/** @type {KeyboardEvent} */ e) => {
      if (e.key !== "Escape" || e.defaultPrevented) return;
      e.preventDefault();
      e.stopPropagation();
      this.close();
    });
    const badge = h("span", { class: "cx-badge", hidden: true });
    const button = h("button", {
      class: "cx-square", type: "button", "aria-pressed": "false", "aria-label": side.label, title: side.label, onclick: () => this.toggle(side.name),
    }, icon(side.icon, 17), badge);
    this.el.append(panel);
    this.buttons.append(button);
    this.all.set(side.name, { side, panel, button, badge });
  }

  /** A number at a panel's button; `words` say what it counts. @param {string} name @param {number} number @param {string} [words] */
  badge(name, number, words = "") {
    const entry = this.all.get(name);
    if (!entry) return;
    entry.badge.hidden = !number;
    text(entry.badge, number > 99 ? "99+" : String(number || ""));
    const label = number ? `${entry.side.label}, ${number} ${words}` : entry.side.label;
    set(entry.button, "aria-label", label);
    set(entry.button, "title", label);
  }

  /** @param {string} name */
  toggle(name) {
    if (this.active === name) this.close();
    else this.open(name);
  }

  /** Show a panel and go there. @param {string} name @param {boolean} [focus] @param {string | null} [back] the panel that comes back when it is closed */
  open(name, focus = true, back = null) {
    const entry = this.all.get(name);
    if (!entry) return;
    if (back || this.active !== name) this.back = back;
    const at = focused(this.el);
    if (!this.el.contains(at)) this.fromMap = this.board.grid.el.contains(at);
    if (this.active !== name) {
      this._leave();
      this.active = name;
      this._show();
      entry.side.opened?.();
    }
    if (focus) (entry.side.first?.() ?? /** @type {HTMLElement} */ (entry.panel.querySelector("h2"))).focus();
  }

  close() {
    const entry = this.active && this.all.get(this.active);
    if (!entry) return;
    const inside = entry.panel.contains(focused(entry.panel));
    if (this.back) return this.open(this.back, inside);
    this._leave();
    this._show();
    if (inside) this.fromMap ? this.board.focusTarget() : entry.button.focus();
  }

  _leave() {
    const entry = this.active && this.all.get(this.active);
    this.active = null;
    if (entry) entry.side.closed?.();
  }

  _show() {
    const narrow = this.board.inspector.narrow;
    this.el.classList.toggle("cx-drawer", narrow);
    this.el.classList.toggle("cx-open", this.active !== null);
    this.board.inspector.el.hidden = this.active !== null;
    for (const [name, { panel, button }] of this.all) {
      panel.hidden = name !== this.active;
      set(button, "aria-pressed", String(name === this.active));
    }
  }

  destroy() {
    this.watch.disconnect();
    this.el.remove();
  }
}
