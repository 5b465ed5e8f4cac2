// @ts-check
/** Looks whether others have changed something: two numbers, asked for while the page is looked at. */

/** Between two looks (ms). */
const EVERY = 2500;

export class Watch {
  /** @param {import("./api.js").Api} api @param {(what: {feedback: boolean, store: boolean}) => Promise<void> | void} moved */
  constructor(api, moved) {
    this.api = api;
    this.moved = moved;
    /** @type {{feedback: number, store: number} | null} */ this.seen = null;
    this.over = false;
    this.timer = 0;
    this.asked = 0;
    /** @type {Promise<void> | null} */ this.looking = null;
    this._awake = () => document.hidden || void this.look();
  }

  /** The first look: what is fetched after it is as new as that or newer, so that no change falls between the two. */
  start() {
    document.addEventListener("visibilitychange", this._awake);
    return this.look();
  }

  /** Look now; ends when what had changed by now has been told. One look at a time: an older answer never outdoes a newer one. */
  look() {
    this.asked++;
    this.looking ??= this._look();
    return this.looking;
  }

  async _look() {
    clearTimeout(this.timer);
    for (let at = 0; at !== this.asked && !this.over; ) {
      at = this.asked;
      await this._once();
    }
    this.looking = null;
    if (!this.over) this.timer = setTimeout(() => document.hidden || void this.look(), EVERY);
  }

  /** A server that is away is asked again later; what people do says so. */
  async _once() {
    try {
      const now = await this.api.get("state");
      const before = this.seen;
      this.seen = now;
      if (!this.over && before && (now.feedback !== before.feedback || now.store !== before.store)) {
        await this.moved({ feedback: now.feedback !== before.feedback, store: now.store !== before.store });
      }
    } catch (error) {
      this.seen ??= { feedback: -1, store: -1 }; // what is fetched until it answers may miss something
      if (/** @type {any} */ (error).status === undefined) console.error(error);
    }
  }

  destroy() {
    this.over = true;
    clearTimeout(this.timer);
    document.removeEventListener("visibilitychange", this._awake);
  }
}
