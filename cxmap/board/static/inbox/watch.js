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
    this._awake = () => document.hidden || void this.look();
  }

  start() {
    document.addEventListener("visibilitychange", this._awake);
    void this.look();
  }

  /** Look now. A server that is away is asked again later; what people do says so. */
  async look() {
    clearTimeout(this.timer);
    try {
      const now = await this.api.get("state");
      const before = this.seen;
      this.seen = now;
      if (!this.over && before && (now.feedback !== before.feedback || now.store !== before.store)) {
        await this.moved({ feedback: now.feedback !== before.feedback, store: now.store !== before.store });
      }
    } catch (error) {
      if (/** @type {any} */ (error).status === undefined) console.error(error);
    }
    clearTimeout(this.timer);
    if (!this.over) this.timer = setTimeout(() => document.hidden || void this.look(), EVERY);
  }

  destroy() {
    this.over = true;
    clearTimeout(this.timer);
    document.removeEventListener("visibilitychange", this._awake);
  }
}
