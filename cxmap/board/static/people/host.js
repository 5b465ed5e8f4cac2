// @ts-check
/** What the persona editor asks of the page around it: go elsewhere, and draw the gallery anew when what it shows has changed. */
import { keepModalAway } from "../away.js";
import { shownInGallery } from "./gallery.js";

/** At most one word to the page in this time. */
const TELL_MS = 2000;

export class PeopleHost {
  /** @param {any} component */
  constructor(component) {
    this.component = component;
    this.dark = false;
    /** @type {any} */ this.desk = null;
    /** @type {(() => void)[]} */ this.off = [];
    this.timer = 0;
    this.last = 0;
    /** What the gallery shows, as far as is known; null until the first look. @type {string | null} */ this.told = null;
    this.opened = component.data.fresh ?? "";
  }

  get data() {
    return this.component.data;
  }
  get base() {
    return this.data.base;
  }

  /** @param {any} component */
  update(component) {
    this.component = component;
    this.desk?.open(this.data.persona);
    this.desk?.invalidate();
    this._begin();
  }

  /** @param {any} desk */
  attach(desk) {
    this.desk = desk;
    this.off.push(keepModalAway(desk), desk.session.on("welcome", () => this._begin()), desk.session.on("status", () => this.tell()));
    this._begin();
  }

  /** A persona that was just made: its name is to be written. */
  _begin() {
    const { desk, data } = this;
    if (!data.fresh || data.fresh !== data.persona || this.opened === `done ${data.fresh}` || !desk?.sheet || desk.readonly) return;
    this.opened = `done ${data.fresh}`;
    desk.sheet.hero.name.field.focus("all");
  }

  /** Ask the page to go somewhere. @param {Record<string, string>} where */
  go(where) {
    this.desk?.sheet?.flush();
    this.component.setTriggerValue("go", where);
  }

  /** Tell the page that its gallery shows something old. */
  tell() {
    const { desk } = this;
    if (!desk?.loaded) return;
    const now = shownInGallery(desk.replica, desk.day);
    if (this.told === null && desk.replica.rev <= this.data.revision) this.told = now;
    if (now === this.told || this.timer || desk.session.status.waiting) return;
    this.timer = window.setTimeout(() => {
      this.timer = 0;
      const sign = shownInGallery(desk.replica, desk.day);
      if (sign === this.told || desk.session.status.waiting) return; // what waits is told once it is saved
      this.told = sign;
      this.last = Date.now();
      this.component.setStateValue("seen", desk.replica.rev);
    }, Math.max(0, this.last + TELL_MS - Date.now()));
  }

  destroy() {
    clearTimeout(this.timer);
    for (const off of this.off) off();
  }
}
