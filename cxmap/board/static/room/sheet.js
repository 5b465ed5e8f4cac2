// @ts-check
/**
 * A sheet at the lower edge, over the keyboard of the screen. It is not modal: what the others write is seen above it as it comes.
 */
import { h, text, uid } from "../view/dom.js";
import { icon } from "../view/icons.js";

export class Sheet {
  /**
   * @param {HTMLElement} root the page's element @param {string} title @param {(Node | null)[]} children
   * @param {{closed?: () => void, back?: HTMLElement | null}} [options] `back`: what gets the focus afterwards
   */
  constructor(root, title, children, { closed = () => {}, back = null } = {}) {
    this.closed = closed;
    this.back = back;
    const id = uid("cxr-sheet");
    this.title = h("h2", { id }, title);
    this.body = h("div", { class: "cxr-sheet-body" }, children);
    this.el = h("section", {
      class: "cxr-sheet", role: "dialog", "aria-labelledby": id, tabIndex: -1,
      onkeydown: (/** @type {KeyboardEvent} */ e) => {
        if (e.key !== "Escape") return;
        e.stopPropagation();
        this.close();
      },
    }, h("div", { class: "cxr-sheet-head" }, this.title, h("button", { class: "cxa-square", type: "button", "aria-label": "Close", onclick: () => this.close() }, icon("close", 20))), this.body);
    root.append(this.el);
    this.el.focus({ preventScroll: true }); // not a field: that would bring the keyboard
  }

  /** @param {string} words */
  name(words) {
    text(this.title, words);
  }

  close() {
    if (!this.el.isConnected) return;
    const inside = this.el.contains(document.activeElement);
    this.el.remove();
    this.closed();
    if (inside && this.back?.isConnected) this.back.focus({ preventScroll: true });
  }
}

/**
 * Keep the lower edge above the keyboard of the screen, where the browser lays it over the page: `--cxr-keyboard` in px.
 * @param {HTMLElement} root @param {AbortSignal} signal
 */
export function aboveKeyboard(root, signal) {
  const seen = globalThis.visualViewport;
  if (!seen) return;
  const look = () => {
    const covered = Math.max(0, Math.round(innerHeight - seen.height - seen.offsetTop));
    root.style.setProperty("--cxr-keyboard", `${seen.scale > 1.01 ? 0 : covered}px`); // zoomed in by two fingers, nothing is covered
  };
  seen.addEventListener("resize", look, { signal });
  seen.addEventListener("scroll", look, { signal });
  look();
}
