// @ts-check
/** What every screen for a whole room does: dark or light, full screen, pages by keys, a pointer that is seen while it moves, and a display that stays on. */
import { fullScreen } from "../present/fullscreen.js";

const STILL = 3000; // ms after which the pointer is hidden
/** Keys to pages. @type {Record<string, number>} */
const PAGES = { ArrowRight: 1, PageDown: 1, " ": 1, ArrowLeft: -1, PageUp: -1, Home: -Infinity, End: Infinity };

export class Screen {
  /** @param {HTMLElement} root @param {string} theme "light"; all else is dark */
  constructor(root, theme) {
    this.root = root;
    this.still = 0;
    this._theme(theme);
  }

  /**
   * Listen until the signal ends that.
   * @param {AbortSignal} signal @param {{turn: (by: number) => void, look: () => void}} does `turn`: so many pages on, `look`: the screen is looked at (again)
   */
  start(signal, { turn, look }) {
    const awake = () => {
      if (document.visibilityState !== "visible") return;
      look();
      // the screen does not go dark while it is looked at; a browser that refuses keeps its own time
      navigator.wakeLock?.request("screen").catch((error) => console.info("The screen may go dark:", error.message));
    };
    addEventListener("keydown", (e) => this._key(e, turn), { signal });
    addEventListener("pointermove", () => this._stir(), { signal });
    document.addEventListener("visibilitychange", awake, { signal });
    signal.addEventListener("abort", () => clearTimeout(this.still));
    this._stir();
    awake();
  }

  /** @param {string} theme */
  _theme(theme) {
    this.root.dataset.theme = theme === "light" ? "light" : "dark";
    document.documentElement.style.colorScheme = this.root.dataset.theme;
  }

  /** @param {KeyboardEvent} e @param {(by: number) => void} turn */
  _key(e, turn) {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const key = e.key.length === 1 ? e.key.toLowerCase() : e.key;
    if (key === "d") this._theme(this.root.dataset.theme === "dark" ? "light" : "dark");
    else if (key === "f") fullScreen();
    else if (key in PAGES) turn(PAGES[key]);
    else return;
    e.preventDefault();
  }

  /** The pointer is seen while it moves. */
  _stir() {
    this.root.classList.remove("cxp-still");
    clearTimeout(this.still);
    this.still = window.setTimeout(() => this.root.classList.add("cxp-still"), STILL);
  }
}
