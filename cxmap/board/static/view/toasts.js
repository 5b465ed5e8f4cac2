// @ts-check
/** Short messages at the lower edge, with one action at most; each stays 8 seconds where nothing else is said, longer under the pointer or the focus. */
import { contain } from "./contain.js";
import { h } from "./dom.js";
import { icon } from "./icons.js";

const SECONDS = 8;
const MOST = 3;

export class Toasts {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
    /** @type {{el: HTMLElement, stop: () => void, message: string}[]} `message`: of one without an action */
    this.shown = [];
    this.el = h("div", { class: "cx-toasts", role: "region", "aria-label": "Messages", "aria-live": "polite", popover: "manual" });
    contain(this.el);
  }

  /**
   * Show a message. Returns what takes it away again.
   * @param {string} message one sentence
   * @param {{label?: string, run?: () => void, seconds?: number}} [action]
   * @returns {() => void}
   */
  show(message, { label, run, seconds = SECONDS } = {}) {
    /** @type {any} */
    let timer = null;
    const stop = () => clearTimeout(timer);
    const start = () => {
      stop();
      timer = setTimeout(close, seconds * 1000);
    };
    const close = () => this._drop(el);
    const el = h("div", {
      class: "cx-toast",
      onpointerenter: stop,
      onpointerleave: start,
      onfocusin: stop,
      onfocusout: start,
      onkeydown: (/** @type {KeyboardEvent} */ e) => {
        if (e.key !== "Escape") return;
        e.stopPropagation();
        close();
      },
    },
    h("span", { class: "cx-toast-text" }, message),
    label ? h("button", { class: "cx-toast-action", type: "button", onclick: () => (close(), run?.()) }, label) : null,
    h("button", { class: "cx-square cx-toast-close", type: "button", "aria-label": "Dismiss", onclick: close }, icon("close", 14)));
    const again = label ? undefined : this.shown.find((toast) => toast.message === message);
    if (again) this._drop(again.el); // the same words once
    this.shown.push({ el, stop, message: label ? "" : message });
    this.el.append(el);
    while (this.shown.length > MOST) this._drop(this.shown[0].el);
    // Shown anew each time: the top layer draws what came last in front, dialogs included.
    if (this.el.isConnected) {
      if (this.el.matches(":popover-open")) this.el.hidePopover();
      this.el.showPopover?.();
    }
    start();
    return close;
  }

  /** Take the newest message away. @returns {boolean} whether there was one */
  dismiss() {
    const last = this.shown.at(-1);
    if (last) this._drop(last.el);
    return Boolean(last);
  }

  /** @param {HTMLElement} el */
  _drop(el) {
    const at = this.shown.findIndex((toast) => toast.el === el);
    if (at < 0) return;
    this.shown[at].stop();
    this.shown.splice(at, 1);
    const inside = el.contains(/** @type {Node} */ (/** @type {any} */ (el.getRootNode()).activeElement));
    el.remove();
    if (inside) this.board.focus?.();
    if (!this.shown.length && this.el.isConnected && this.el.matches(":popover-open")) this.el.hidePopover();
  }

  update() {}

  destroy() {
    for (const { stop } of this.shown) stop();
    this.el.remove();
  }
}
