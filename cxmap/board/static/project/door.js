// @ts-check
/**
 * How one joins: asked of the server now and then, as codes come and go without a word on the map. While the server is away what was
 * known last holds; where sharing is off, or no code lives, there is no door.
 */
import { h } from "../view/dom.js";
import { realClock } from "../sync/clock.js";

/** @typedef {{code: string, address: string}} Way `code`: as it is read, "ABCD 2345"; `address`: what one types into a browser */

const AGAIN = 10_000; // ms

export class Door {
  /**
   * @param {{base: string, workshop: string, changed: () => void, fetch?: typeof globalThis.fetch, clock?: import("../sync/clock.js").Clock}} options
   *   `base`: URL that the app stands under
   */
  constructor({ base, workshop, changed, fetch = globalThis.fetch.bind(globalThis), clock = realClock }) {
    this.url = `${base}/qr/${encodeURIComponent(workshop)}`;
    this.changed = changed;
    this.fetch = fetch;
    this.clock = clock;
    /** @type {Way | null} */ this.way = null;
    /** Counts the ways that there were, so that each has a picture of its own. */
    this.turn = 0;
    /** @type {any} */ this.timer = null;
    this.open = false;
  }

  start() {
    this.open = true;
    void this.look();
  }

  stop() {
    this.open = false;
    this.clock.clearTimeout(this.timer);
  }

  /** Ask now, and again after a while. */
  async look() {
    this.clock.clearTimeout(this.timer);
    const told = await this._ask();
    if (!this.open) return;
    this.clock.clearTimeout(this.timer);
    this.timer = this.clock.setTimeout(() => void this.look(), AGAIN);
    if (told === undefined || JSON.stringify(told) === JSON.stringify(this.way)) return;
    this.way = told;
    this.turn++;
    this.changed();
  }

  /** @returns {Promise<Way | null | undefined>} undefined: the server did not say */
  async _ask() {
    try {
      const response = await this.fetch(`${this.url}.json`, { cache: "no-store", credentials: "same-origin" });
      if (!response.ok) return undefined;
      const { code, address } = await response.json();
      return code && address ? { code: spaced(code), address } : null;
    } catch {
      return undefined; // the server is away: the code on the wall still is what it was
    }
  }

  /** The picture to scan. @param {string} name its class @returns {HTMLElement} */
  picture(name) {
    return h("img", { class: `cxj-qr ${name}`, src: `${this.url}.svg?n=${this.turn}`, alt: "Code to scan with a phone's camera: it opens the page to join" });
  }
}

/** “ABCD 2345”: a code in fours is read and typed more surely. @param {string} code */
export const spaced = (code) => code.replace(/.{4}(?=.)/g, "$& ");
