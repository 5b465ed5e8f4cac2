// @ts-check
/** What the persona editor asks of the page around it: go elsewhere, and draw the gallery anew when what it shows has changed. */
import { keepModalAway } from "../away.js";
import { shownInGallery } from "./gallery.js";

/** At most one word to the page in this time; and a while after a change, for the page may be drawing it already. */
const TELL_MS = 2000;
const CALM_MS = 800;

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
    /** The persona that was made here last and whose name has been offered for writing. */ this.begun = "";
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
    this.told = null; // it has just been drawn: as far as it knows
    this.desk?.open(this.data.persona);
    this.desk?.invalidate();
  }

  /** @param {any} desk */
  attach(desk) {
    this.desk = desk;
    this.off.push(keepModalAway(desk), desk.session.on("status", () => this.tell()));
    this.tell();
  }

  /** Give the keyboard to the name of a persona that was just made, once it is there. */
  _begin() {
    const { desk, data } = this;
    if (!data.fresh || data.fresh === this.begun || data.fresh !== desk?.persona || !desk.sheet || desk.readonly) return;
    this.begun = data.fresh;
    desk.sheet.hero.name.field.focus("all");
  }

  /** Ask the page to go somewhere. A word of ours while it is about to would make it forget that. @param {Record<string, string>} where */
  go(where) {
    this.desk?.sheet?.flush();
    clearTimeout(this.timer);
    this.timer = 0;
    this.last = Date.now();
    this.component.setTriggerValue("go", where);
  }

  /** After each painting: tell the page when its gallery shows something old. */
  tell() {
    const { desk } = this;
    if (!desk?.loaded) return;
    this._begin();
    if (desk.session.status.waiting) return; // what waits is told once it is saved: the page cannot know it yet
    const now = shownInGallery(desk.replica, desk.day);
    if (desk.replica.rev <= this.data.revision) this.told = now;
    if (now === this.told || this.timer) return;
    this.timer = window.setTimeout(() => {
      this.timer = 0;
      const sign = shownInGallery(desk.replica, desk.day);
      if (sign === this.told || desk.session.status.waiting || desk.replica.rev <= this.data.revision) return;
      this.told = sign;
      this.last = Date.now();
      this.component.setStateValue("seen", desk.replica.rev);
    }, Math.max(CALM_MS, this.last + TELL_MS - Date.now()));
  }

  destroy() {
    clearTimeout(this.timer);
    for (const off of this.off) off();
  }
}
