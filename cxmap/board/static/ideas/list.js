// @ts-check
/** Ideas in a list: what each says, who gave it, how far it has come, and a button to second it. */
import { fresh, h, set, text } from "../view/dom.js";
import { icon } from "../view/icons.js";
import { plural } from "../room/values.js";
import { shortly, sinceWords, STATE_ICONS } from "./reading.js";

/** @typedef {import("./reading.js").Idea} Idea */

/** Ideas that are drawn at first, and with each “Show more”. */
const SOME = 30;

/** A state with its sign. @param {import("../model/definitions.js").Definitions} definitions @param {string} key @param {string} [more] */
export const stateChip = (definitions, key, more = "") =>
  h("span", { class: `cxi-state cxi-${key}` }, icon(STATE_ICONS[key] ?? "note", 14), `${definitions.label("idea_states", key)}${more}`);

export class IdeaList {
  /** @param {any} page @param {string} label */
  constructor(page, label) {
    this.page = page;
    this.most = SOME;
    /** What stands in the list, by idea: its element, and what it shows. @type {Map<string, {el: HTMLElement, sign: string}>} */
    this.rows = new Map();
    this.list = h("ul", { class: "cxi-list", "aria-label": label });
    this.more = h("button", { class: "cx-button", type: "button", hidden: true, onclick: () => ((this.most += SOME), this.update(this.ideas)) });
    this.el = h("div", { class: "cxi-ideas" }, this.list, this.more);
    /** @type {readonly Idea[]} */ this.ideas = [];
  }

  /** @param {readonly Idea[]} ideas */
  update(ideas) {
    this.ideas = ideas;
    const shown = ideas.slice(0, this.most);
    const left = ideas.length - shown.length;
    const now = this.page.now;
    const there = new Map(this.rows);
    const els = shown.map((idea) => {
      const { record } = idea;
      there.delete(record.id);
      const sign = JSON.stringify([record.text, record.author_name, record.state, idea.since, idea.seconds, idea.seconded, idea.mine, idea.remarks.length, now.getDate(), this.page.mayAct]);
      const row = this.rows.get(record.id);
      if (row?.sign === sign) return row.el;
      const el = row?.el ?? h("li", { class: "cxi-idea", "data-idea": record.id });
      this._fill(el, idea, now);
      this.rows.set(record.id, { el, sign });
      return el;
    });
    for (const [id, { el }] of there) {
      el.remove();
      this.rows.delete(id);
    }
    // what stands right already is not touched: the focus stays where it is
    els.forEach((el, i) => this.list.children[i] !== el && this.list.insertBefore(el, this.list.children[i] ?? null));
    set(this.more, "hidden", left <= 0);
    text(this.more, `Show ${Math.min(SOME, left)} more of ${left}`);
  }

  /** @param {HTMLElement} el @param {Idea} idea @param {Date} now */
  _fill(el, idea, now) {
    const { page } = this;
    const { record, seconds, seconded, mine } = idea;
    const had = el.contains(document.activeElement) ? /** @type {HTMLElement} */ (document.activeElement).className : "";
    const since = sinceWords(idea.since, now);
    const said = [mine ? "Yours" : record.author_name || "Without a name", idea.remarks.length && plural(idea.remarks.length, "remark")].filter(Boolean).join(" · ");
    fresh(el,
      h("button", { class: "cxi-open", type: "button", onclick: () => page.open(record.id) },
        h("span", { class: "cxi-text", dir: "auto" }, record.text),
        h("span", { class: "cxi-meta" }, stateChip(page.definitions, record.state, since ? ` · ${since}` : ""), h("span", null, said))),
      secondButton(page, idea));
    const again = had && el.querySelector(`.${had.split(" ").join(".")}`);
    if (again instanceof HTMLElement) again.focus({ preventScroll: true });
    el.classList.toggle("cxi-mine", mine);
    el.classList.toggle("cxi-seconded", seconded);
    el.dataset.seconds = String(seconds);
  }
}

/** The button that seconds an idea: once each; one's own not. @param {any} page @param {Idea} idea */
export function secondButton(page, { record, seconds, seconded, mine }) {
  const what = `“${shortly(record.text, 40)}”`;
  const label = mine ? `Yours: ${seconds} seconded it` : seconded ? `You seconded ${what}: ${seconds} in all. Take it back` : `Second ${what}: ${seconds} so far`;
  return h("button", {
    class: "cxi-second", type: "button", "aria-pressed": mine ? null : String(seconded), "aria-label": label, disabled: mine || !page.mayAct,
    onclick: () => page.second(record.id, !seconded),
  }, icon(seconded ? "check" : "up", 18), h("b", null, String(seconds)));
}
