// @ts-check
/**
 * The present page: one map, full screen, live and read only. It has no controls of its own on the screen; `?` lists the keys.
 * A lost connection leaves the picture as it is.
 */
import { today } from "../model/dates.js";
import { readView } from "../model/viewquery.js";
import { Session } from "../sync/session.js";
import { h, text } from "../view/dom.js";
import { fullScreen } from "./fullscreen.js";
import { pageInHash, pageOf, pagesOf, swipe } from "./pages.js";
import { Screen } from "./screen.js";
import { Seen } from "./seen.js";

const STILL_MS = 3000;

/** What the keys do, as `?` shows it. */
export const KEYS = [
  [["→", "Page Down"], "next stages"],
  [["←", "Page Up"], "previous stages"],
  [["Home", "End"], "first, last stages"],
  [["F"], "full screen"],
  [["D"], "dark or light"],
  [["?"], "these keys"],
];

/** Keys to steps between screens. @type {Record<string, number>} */
const STEPS = { ArrowRight: 1, PageDown: 1, " ": 1, ArrowDown: 1, ArrowLeft: -1, PageUp: -1, ArrowUp: -1, Home: -Infinity, End: Infinity };

/**
 * Show a map.
 * @param {HTMLElement} root an element with the class "cx"
 * @param {{journey: string, base?: string, theme?: string, session?: any}} options `base`: URL that the app stands under
 * @returns {() => void} end it
 */
export function present(root, { journey, base = location.origin, theme = "dark", session }) {
  const show = new Present(root, session ?? new Session({ base, journey, storage: { outbox: null, local: null } }), base.replace(/\/+$/, ""), journey);
  show.theme(theme);
  show.start();
  return () => show.end();
}

export default present;

class Present {
  /** @param {HTMLElement} root @param {any} session @param {string} base @param {string} journey */
  constructor(root, session, base, journey) {
    this.root = root;
    this.session = session;
    this.journey = journey;
    root.classList.add("cx", "cxp");
    this.screen = new Screen(root, base, (by) => this.go(by));
    this.page = pageInHash(location.hash);
    /** @type {any[][]} */ this.pages = [];
    /** @type {string | null} the stage that leads the screen */ this.first = null;
    this.frame = 0;
    this.timer = 0;
    this.help = help();
    /** What of the map is shown: the address may ask for a view, as the board's does. */
    this.view = readView(location.search);
    this.filtered = h("p", { class: "cxp-count cxp-filtered", role: "status" });
    root.querySelector(".cxp-bottom")?.append(this.filtered);
    root.append(this.help);
    this.control = new AbortController();
    /** @type {(() => void)[]} */ this.off = [];
  }

  start() {
    const { session } = this;
    const draw = () => this.soon();
    this.off = [session.on("records", draw), session.on("welcome", draw), session.on("status", () => this._status())];
    const { signal } = this.control;
    addEventListener("keydown", (e) => this._key(e), { signal });
    addEventListener("hashchange", () => this.to(pageInHash(location.hash)), { signal });
    addEventListener("pointermove", () => this._stir(), { signal });
    this._swipes(signal);
    this._stir();
    session.start();
    this.soon();
  }

  end() {
    cancelAnimationFrame(this.frame);
    clearTimeout(this.timer);
    this.control.abort();
    for (const off of this.off) off();
    this.screen.destroy();
    this.session.close();
  }

  /** Draw in the next frame. */
  soon() {
    this.frame ||= requestAnimationFrame(() => {
      this.frame = 0;
      this.draw();
    });
  }

  draw() {
    const journey = this.session.replica.get("journey", this.journey);
    if (!journey) return; // nothing has come yet, or the map is gone: what is shown stays
    const replica = new Seen(this.session.replica, this.view, today(new Date()));
    text(this.filtered, replica.words);
    this.pages = pagesOf(replica.list("stage"));
    this.page = pageOf(this.pages, this.first, this.page);
    this.first = this.pages[this.page]?.[0].id ?? null;
    this.screen.draw(replica, journey, this.pages, this.page);
    const hash = this.page ? `#${this.page + 1}` : "";
    if (hash !== location.hash) history.replaceState(null, "", location.pathname + location.search + hash);
  }

  /** To another screen, counted from this one. @param {number} by */
  go(by) {
    this.to(Math.max(0, Math.min(this.pages.length - 1, this.page + by)));
  }

  /** To a screen, counted from 0. @param {number} page */
  to(page) {
    const to = Math.max(0, Math.min(this.pages.length - 1, page));
    this.page = to;
    this.first = this.pages[to]?.[0].id ?? null;
    this.draw();
  }

  /** @param {string} theme */
  theme(theme) {
    this.root.dataset.theme = theme === "light" ? "light" : "dark";
    document.documentElement.style.colorScheme = this.root.dataset.theme;
  }

  _status() {
    const { state } = this.session.status;
    this.screen.away.hidden = state === "connected" || state === "catching_up" || !this.pages.length;
  }

  /** @param {KeyboardEvent} e */
  _key(e) {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const key = e.key.length === 1 ? e.key.toLowerCase() : e.key;
    if (key === "?") this.help.open ? this.help.close() : this.help.showModal();
    else if (key === "d") this.theme(this.root.dataset.theme === "dark" ? "light" : "dark");
    else if (key === "f") fullScreen();
    else if (key in STEPS && !this.help.open) {
      if (key === " " && e.target instanceof HTMLButtonElement) return; // the button is pressed
      this.go(STEPS[key]);
    } else return;
    e.preventDefault();
  }

  /** The pointer is seen while it moves. */
  _stir() {
    this.root.classList.remove("cxp-still");
    clearTimeout(this.timer);
    this.timer = window.setTimeout(() => this.root.classList.add("cxp-still"), STILL_MS);
  }

  /** @param {AbortSignal} signal */
  _swipes(signal) {
    /** @type {PointerEvent | null} */
    let down = null;
    this.root.addEventListener("pointerdown", (e) => (down = e.pointerType === "mouse" || !e.isPrimary ? null : e), { signal });
    this.root.addEventListener("pointerup", (e) => {
      if (down?.pointerId === e.pointerId) this.go(swipe(e.clientX - down.clientX, e.clientY - down.clientY));
      down = null;
    }, { signal });
    this.root.addEventListener("pointercancel", () => (down = null), { signal });
  }
}

function help() {
  return h(
    "dialog",
    { class: "cxp-help", "aria-label": "Keys", onclick: (/** @type {Event} */ e) => /** @type {HTMLDialogElement} */ (e.currentTarget).close() },
    h("dl", null, KEYS.map(([keys, does]) => h("div", null, h("dt", null, /** @type {string[]} */ (keys).map((k) => h("kbd", null, k))), h("dd", null, /** @type {string} */ (does))))),
  );
}
