// @ts-check
/** One thing in the place of another: the new one fades in over the old one, which goes when it is done; at once where people asked for no motion. */

const GONE = 600; // ms after which the old one goes in any case

export class Fader {
  /** @param {HTMLElement} el */
  constructor(el) {
    this.el = el;
  }

  /** @param {HTMLElement} next */
  show(next) {
    for (const old of [...this.el.children]) {
      if (!old.classList.contains("cxj-layer") || old.classList.contains("cxj-going")) old.remove();
      else this._leave(/** @type {HTMLElement} */ (old));
    }
    next.classList.add("cxj-layer");
    this.el.append(next);
  }

  /** @param {HTMLElement} old */
  _leave(old) {
    old.classList.add("cxj-going");
    old.setAttribute("aria-hidden", "true");
    const quick = matchMedia("(prefers-reduced-motion: reduce)").matches;
    if (quick) return old.remove();
    const timer = setTimeout(() => old.remove(), GONE);
    old.addEventListener("animationend", (event) => {
      if (event.target !== old) return;
      clearTimeout(timer);
      old.remove();
    });
  }
}
