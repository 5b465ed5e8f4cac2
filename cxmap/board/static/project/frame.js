// @ts-check
/** What stands around every view: who it is about, where the workshop stands, the question, the time, how to join; below, the finding and what comes next. */
import { fresh, h, set, text } from "../view/dom.js";
import { icon } from "../view/icons.js";
import { portrait } from "../present/portrait.js";
import { spokenTime } from "./clock.js";

/** @typedef {import("./scene.js").Scene} Scene */
/** @typedef {import("./door.js").Door} Door */

/** Views that show the way in, or the time, themselves. */
const OWN_DOOR = new Set(["join"]);
const OWN_TIME = new Set(["break"]);

export class Frame {
  /** @param {HTMLElement} root @param {string} base URL that the app stands under @param {Door} door */
  constructor(root, base, door) {
    this.base = base;
    this.door = door;
    this.portrait = h("div", { class: "cxp-portrait", hidden: true });
    this.marks = h("span", { class: "cxj-marks", "aria-hidden": "true" });
    this.place = h("span");
    this.steps = h("p", { class: "cxj-steps" }, this.marks, this.place);
    this.question = h("h1");
    this.time = h("span", { class: "cxj-time", "aria-hidden": "true" });
    this.note = h("span", { class: "cxj-paused" });
    this.spoken = h("span", { class: "cx-aloud", role: "timer" });
    this.timer = h("p", { class: "cxj-timer", hidden: true }, this.time, this.note, this.spoken);
    this.join = h("div", { class: "cxj-door", hidden: true });
    this.main = h("main", { class: "cxj-main" });
    this.strip = h("p", { class: "cxj-strip", hidden: true });
    this.finding = h("p", { class: "cxp-finding", "aria-live": "polite" });
    this.pages = h("p", { class: "cxj-pages", hidden: true });
    this.next = h("p", { class: "cxj-next", hidden: true });
    this.away = h("i", { class: "cxp-away", hidden: true });
    this.footer = h("footer", { class: "cxp-bottom cxj-bottom" }, this.strip, this.finding, this.pages, this.next);
    root.replaceChildren(
      h("header", { class: "cxp-top cxj-top" }, this.portrait, h("div", { class: "cxp-name" }, this.steps, this.question), this.timer, this.join),
      this.main,
      this.footer,
      this.away,
    );
    /** @type {Record<string, string>} what is drawn, by part */ this.drawn = {};
  }

  /** @param {Scene} scene @param {string} finding @param {{page: number, pages: number}} at */
  draw(scene, finding, { page, pages }) {
    document.title = scene.workshop.title;
    portrait(this.portrait, scene.face, this.base);
    text(this.question, scene.question);
    this.question.classList.toggle("cxj-wide", scene.question.length > 60);
    const busy = scene.workshop.state === "running";
    this._once("steps", [scene.steps, busy], () => fresh(this.marks, busy && scene.steps.map((state) => h("i", { class: `cxj-${state}` }))));
    this.marks.classList.toggle("cxj-several", scene.steps.length > 10);
    text(this.place, busy ? [scene.place, scene.hint].filter(Boolean).join(" · ") : "");
    this.steps.hidden = !busy || !scene.place;
    this._join(OWN_DOOR.has(scene.view) || scene.workshop.state === "closed");
    this._once("strip", scene.strip, () => {
      this.strip.hidden = !scene.strip;
      if (!scene.strip) return;
      const { hidden, shown, revealed } = scene.strip;
      const part = (/** @type {string} */ name, /** @type {string} */ words, /** @type {boolean} */ on) => h("span", { class: on ? "cxj-on" : "", "aria-hidden": on ? null : "true" }, icon(name, 28), words);
      fresh(this.strip, part("eye", hidden, !revealed), part("check", shown, revealed));
    });
    text(this.finding, finding);
    this.finding.classList.toggle("cxj-small", finding.length > 70);
    this._once("pages", [page, pages], () => {
      this.pages.hidden = pages < 2;
      fresh(this.pages, pages > 1 && h("span", { class: "cxj-marks", "aria-hidden": "true" }, pages <= 8 && Array.from({ length: pages }, (_, i) => h("i", { class: i === page ? "cxj-now" : "" }))), pages > 1 && h("span", null, `${page + 1} of ${pages}`));
    });
    const next = scene.view === "between" || scene.view === "break" ? "" : scene.next;
    this._once("next", next, () => {
      this.next.hidden = !next;
      fresh(this.next, h("span", null, `Next: ${next}`), icon("right", 28));
    });
  }

  /** @param {import("./clock.js").Timer} timer @param {number | null} seconds @param {string} view */
  tick(timer, seconds, view) {
    const hidden = timer.state === "none" || OWN_TIME.has(view);
    if (this.timer.hidden !== hidden) this.timer.hidden = hidden;
    text(this.time, timer.text);
    text(this.note, timer.note);
    text(this.spoken, spokenTime(seconds));
    set(this.timer, "data-state", timer.state);
  }

  /** @param {boolean} elsewhere the way in is told in the view, or there is none */
  _join(elsewhere) {
    const way = elsewhere ? null : this.door.way;
    this._once("door", [way, this.door.turn], () => {
      this.join.hidden = !way;
      fresh(this.join, way && h("p", null, "Join the room", h("b", null, way.code)), way && this.door.picture("cxj-qr-small"));
    });
  }

  /** Draw a part only where what it shows has changed. @param {string} part @param {any} shows @param {() => void} draw */
  _once(part, shows, draw) {
    const sign = JSON.stringify(shows);
    if (this.drawn[part] === sign) return;
    this.drawn[part] = sign;
    draw();
  }
}
