// @ts-check
/** What stands on the page while there is nothing to work on: before, between and after, each with what one can do. */
import { fresh, h, uid } from "../view/dom.js";
import { icon } from "../view/icons.js";

/** @typedef {import("./where.js").Place} Place */

/**
 * What is said at a place. `title`, then one or two sentences.
 * @type {Partial<Record<Place, {mark: string, title: string, words: string}>>}
 */
const SAID = {
  loading: { mark: "clock", title: "One moment", words: "The room is being opened." },
  gone: { mark: "warning", title: "This workshop is not there", words: "It may have been deleted, or you have no part in it. Ask the facilitator for the code." },
  planned: { mark: "clock", title: "We start soon", words: "This page goes on by itself. Keep it open." },
  admission: { mark: "people", title: "You are at the door", words: "The facilitator lets you in in a moment. This page goes on by itself." },
  removed: { mark: "close", title: "You are no longer in this workshop", words: "Was it a mistake? Ask the facilitator, then scan the code again." },
  left: { mark: "arrow", title: "You have left the workshop", words: "What you wrote stays on the map." },
  closed: { mark: "check", title: "Thank you", words: "The workshop is over. The map stays, with everything you gave to it." },
  pause: { mark: "clock", title: "Break", words: "This page goes on by itself when we do." },
};

export class Screens {
  /** @param {any} page */
  constructor(page) {
    this.page = page;
    this.key = "";
    this.el = h("div", { class: "cxr-screen" });
  }

  /** @param {Place} place @returns {boolean} whether a place has a screen of its own */
  static has(place) {
    return place in SAID || place === "stranger";
  }

  /** @param {Place} place @param {string} [more] another sentence */
  show(place, more = "") {
    const key = `${place}|${more}`;
    if (key === this.key) return;
    this.key = key;
    if (place === "stranger") return this._stranger();
    const said = SAID[place];
    if (!said) return;
    fresh(this.el, h("div", { class: "cxr-calm" }, h("div", { class: "cxr-sign", "aria-hidden": "true" }, icon(said.mark, 34)), h("h2", null, said.title), h("p", null, said.words), more && h("p", null, more), ...this._acts(place)));
  }

  /** @param {Place} place */
  _acts(place) {
    const { page } = this;
    const at = `${page.base}/takeaway/${encodeURIComponent(page.workshop)}`;
    if (place === "closed" && !page.ended) {
      return [
        h("a", { class: "cx-button cx-primary cxr-big", href: `${at}.html` }, "See what we made"),
        h("a", { class: "cx-button cxr-big", href: `${at}.pdf` }, "Take it along as a PDF"),
      ];
    }
    if (place === "removed" && page.session.role === "guest") return [h("a", { class: "cx-button cxr-big", href: `${page.base}/join` }, "Join with a code")];
    if (place === "left") return [h("button", { class: "cx-button cx-primary cxr-big", type: "button", onclick: () => page.comeBack() }, "Come back")];
    return [];
  }

  /** Somebody who is here and takes no part yet gives a name first. */
  _stranger() {
    const { page } = this;
    const id = uid("cxr-name");
    const input = h("input", { class: "cx-input cxr-name", id, type: "text", maxlength: 60, autocomplete: "nickname", enterkeyhint: "go", value: page.session.you?.name ?? "", dir: "auto" });
    const go = () => {
      const name = input.value.trim().replace(/\s+/g, " ");
      if (name) page.takePart(name);
      else input.focus();
    };
    fresh(this.el, h("form", { class: "cxr-calm", onsubmit: (/** @type {Event} */ e) => (e.preventDefault(), go()) },
      h("h2", null, page.record?.title || "Workshop"),
      h("label", { for: id }, "Your name, or an alias"),
      input,
      h("p", null, "The others see it beside what you write."),
      h("button", { class: "cx-button cx-primary cxr-big", type: "submit" }, "Take part")));
  }
}
