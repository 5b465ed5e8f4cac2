// @ts-check
/** The timeline as a list: named versions on top, then days, and in each who worked on the map for a while. */
import { byDay, clockTime, count, dayWords, moment, spell } from "../model/timeline.js";
import { focused, fresh, h, text } from "./dom.js";
import { dropVersion, nameVersion } from "./history-acts.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { avatar } from "./presence.js";

const FEW = 3;
const NEAR_END = 300; // px

/** @typedef {import("../model/timeline.js").Entry} Entry */
/** @typedef {import("../model/timeline.js").Group} Group */

export class TimelineList {
  /** @param {import("./history.js").History} history */
  constructor(history) {
    this.history = history;
    this.opened = new Set(); // groups that show all
    this.named = h("div", { class: "cx-versions" });
    this.days = h("div", { class: "cx-days" });
    this.said = h("p", { class: "cx-history-said", role: "status" });
    this.again = h("button", { class: "cx-button", type: "button", hidden: true });
    this.older = h("button", { class: "cx-button cx-older", type: "button", hidden: true, onclick: () => history.more() }, "Show older changes");
    this.el = h("div", { class: "cx-timeline" }, this.named, this.days, this.said, this.again, this.older);
    this._sign = "";
    requestAnimationFrame(() => {
      const scroller = this.el.closest(".cx-fields");
      scroller?.addEventListener("scroll", () => {
        if (!this.el.hidden && scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END) void history.more();
      }, { passive: true });
    });
  }

  /** Say something instead of the list, with one thing to do. @param {string} words @param {{label: string, run: () => void}} [action] */
  say(words, action) {
    fresh(this.days);
    text(this.said, words);
    this.said.hidden = !words;
    this.older.hidden = true;
    this.again.hidden = !action;
    if (!action) return;
    text(this.again, action.label);
    this.again.onclick = action.run;
  }

  draw() {
    const { history } = this;
    const inside = /** @type {HTMLElement | null} */ (focused(this.days));
    const back = this.days.contains(inside) ? inside?.dataset.key : undefined;
    this.say(history.entries.length ? "" : "Nothing has been changed yet: what people do on this map is listed here.");
    const now = new Date();
    fresh(this.days, byDay(history.entries).map(({ day, groups }) => h("section", null, h("h3", null, dayWords(day, now)), groups.map((group) => this._group(group)))));
    this.older.hidden = !history.older || !history.entries.length;
    if (back) /** @type {HTMLElement | null} */ (this.days.querySelector(`[data-key="${CSS.escape(back)}"]`))?.focus();
    this.versions(true);
    this.point();
  }

  /** @param {Group} group */
  _group(group) {
    const { session } = this.history.board;
    const you = session.you?.person === group.person;
    const person = [session.you, ...session.people.values()].find((p) => p?.person === group.person);
    const all = this.opened.has(group.key) || group.entries.length <= FEW + 1;
    const shown = all ? group.entries : group.entries.slice(0, FEW);
    const rest = group.entries.length - shown.length;
    const name = group.name || "cxmap";
    return h("div", { class: "cx-spell", role: "group", "aria-label": `${name}, ${spell(group)}, ${count(group.entries.length, "change")}` },
      h("div", { class: "cx-spell-head" },
        avatar(/** @type {any} */ ({ name, number: person?.number ?? 0, colour: person?.colour ?? hue(group.person) }), { you, size: 22 }),
        h("b", null, you ? `${name} (you)` : name), h("time", null, spell(group))),
      h("ol", null, shown.map((entry) => this._entry(entry))),
      rest > 0 && h("button", { class: "cx-spell-more", type: "button", dataset: { key: `more ${group.key}` }, onclick: () => (this.opened.add(group.key), this.draw()) }, `${rest} more`));
  }

  /** @param {Entry} entry */
  _entry(entry) {
    return h("li", null, h("button", {
      class: "cx-entry", type: "button", dataset: { rev: entry.rev, key: String(entry.rev) }, title: moment(entry.at, new Date()), onclick: () => this.history.go(entry.rev),
    }, h("time", null, clockTime(entry.at)), h("span", null, this.history.label(entry))));
  }

  /** The named versions, newest first. @param {boolean} [anew] */
  versions(anew = false) {
    const { history } = this;
    const { board, versions } = history;
    const sign = versions.map((v) => `${v.id}.${v.name}.${v.rev}`).join("|");
    if (!anew && sign === this._sign) return;
    this._sign = sign;
    const inside = /** @type {HTMLElement | null} */ (focused(this.named));
    const back = this.named.contains(inside) ? inside?.dataset.key : undefined;
    fresh(this.named, versions.length > 0 && h("h3", null, "Named versions"), versions.length > 0 && h("ul", null, versions.reverse().map((version) => {
      const entry = history.entries.find((e) => e.rev <= version.rev);
      const more = h("button", { class: "cx-square cx-small", type: "button", "aria-haspopup": "menu", "aria-label": `More for “${version.name}”`, dataset: { key: `menu ${version.id}` } }, icon("more", 15));
      more.addEventListener("click", () => openMenu(board, more, [
        { label: "What changed since", mark: icon("view", 15), run: () => history.compare(version.rev) },
        ...(board.session.role === "viewer" ? [] : [
          { label: "Restore …", mark: icon("undo", 15), run: () => void history.restore(version.rev) },
          { label: "Rename …", mark: icon("pencil", 15), rule: true, run: () => void nameVersion(board, version.rev, "", version) },
          { label: "Delete the name", mark: icon("trash", 15), danger: true, run: () => dropVersion(board, version) },
        ]),
      ], { label: version.name, align: "end" }));
      return h("li", null,
        h("button", { class: "cx-version", type: "button", dataset: { rev: version.rev, key: version.id }, title: version.note || null, onclick: () => history.go(version.rev) },
          icon("flag", 15), h("span", null, version.name), entry && h("time", null, moment(entry.at, new Date()))),
        more);
    })));
    if (back) /** @type {HTMLElement | null} */ (this.named.querySelector(`[data-key="${CSS.escape(back)}"]`))?.focus();
    this.point();
  }

  /** Show all of the group that holds an entry. @param {number} rev @returns {boolean} whether there is such a group, and it was folded */
  _unfold(rev) {
    const group = byDay(this.history.entries).flatMap(({ groups }) => groups).find(({ entries }) => entries.some((e) => e.rev === rev));
    if (!group || this.opened.has(group.key)) return false;
    this.opened.add(group.key);
    return true;
  }

  /** Point to the moment that the board shows. */
  point() {
    const { rev, entries } = this.history;
    const at = rev === null ? null : entries.find((e) => e.rev <= rev)?.rev;
    for (const el of this.el.querySelectorAll("[aria-current]")) el.removeAttribute("aria-current");
    if (at && !this.days.querySelector(`[data-rev="${at}"]`) && this._unfold(at)) return this.draw();
    for (const el of this.el.querySelectorAll(`[data-rev="${at}"], .cx-version[data-rev="${rev}"]`)) el.setAttribute("aria-current", "true");
    const current = this.days.querySelector("[aria-current]");
    current?.scrollIntoView({ block: "nearest" });
  }
}

/** One of the four colours for somebody who is not here, always the same. @param {string} person */
function hue(person) {
  let sum = 0;
  for (const letter of person) sum = (sum * 31 + letter.charCodeAt(0)) >>> 0;
  return (sum % 4) + 1;
}
