// @ts-check
/** Beside the list: the touchpoints of a journey or the statements of a persona, to drop an item on, or to find and choose. */
import { fresh, h, set, text } from "../view/dom.js";
import { channelIcon, evidenceMark, icon } from "../view/icons.js";
import { aims } from "./aims.js";

export class Targets {
  /** @param {any} inbox @param {string} start “journey:ID” or “persona:ID”; "" for none */
  constructor(inbox, start) {
    this.inbox = inbox;
    this.home = start;
    /** @type {import("./aims.js").Group[]} */ this.groups = [];
    /** @type {{type: string, id: string, why: string, quote: string}[]} */ this.matches = [];
    /** @type {import("./aims.js").Aim[]} */ this.flat = [];
    this.at = -1;
    this.turn = 0;
    this.sign = "";
    this.whole = false;
    this.where = h("select", { class: "cx-input", "aria-label": "Journey or persona", onchange: () => inbox.goHome(this.where.value) });
    this.find = h("input", {
      class: "cx-input", type: "search", placeholder: "Find a place for it", "aria-label": "Find a touchpoint or statement", role: "combobox", "aria-expanded": "true", "aria-controls": "cx-in-aims", "aria-autocomplete": "list", autocomplete: "off", spellcheck: "false",
      oninput: () => this._typed(), onkeydown: (/** @type {KeyboardEvent} */ e) => this._key(e),
    });
    this.kinds = [["Touchpoints", false], ["All cards", true]].map(([label, whole]) =>
      h("button", { type: "button", "aria-pressed": String(whole === this.whole), onclick: () => this._wide(Boolean(whole)) }, String(label)));
    this.seg = h("div", { class: "cx-seg", role: "group", "aria-label": "Which cards" }, this.kinds);
    this.quote = h("textarea", { class: "cx-input cx-in-quote", rows: 2, "aria-label": "Quote; leave it empty for the sentence that fits best", placeholder: "Quote: the sentence that fits best. Select a passage to narrow it." });
    this.hint = h("p", { class: "cx-in-hint" });
    this.list = h("div", { class: "cx-in-aims", id: "cx-in-aims", role: "listbox", "aria-label": "Places for evidence", tabIndex: -1, onclick: (/** @type {MouseEvent} */ e) => this._click(e) });
    this.shut = h("button", { class: "cx-square cx-in-shut", type: "button", "aria-label": "Close", onclick: () => inbox.back() }, icon("close", 16));
    this.el = h("section", { class: "cx-in-targets", "aria-label": "Make it evidence" },
      h("header", { class: "cx-in-head" }, h("h2", null, "Make it evidence"), this.shut),
      h("div", { class: "cx-in-aiming" }, h("span", { class: "cx-select" }, this.where, icon("down", 12)), this.quote, this.find, this.seg, this.hint),
      this.list);
  }

  /** The homes that there are. @param {{id: string, title: string}[]} journeys @param {{id: string, name: string}[]} personas */
  offer(journeys, personas) {
    const options = (/** @type {string} */ label, /** @type {[string, string][]} */ of) => (of.length ? h("optgroup", { label }, of.map(([id, name]) => h("option", { value: id }, name || "Untitled"))) : null);
    const homes = [options("Journeys", journeys.map((j) => [`journey:${j.id}`, j.title])), options("Personas", personas.map((p) => [`persona:${p.id}`, p.name]))].filter(Boolean);
    const all = [...journeys.map((j) => `journey:${j.id}`), ...personas.map((p) => `persona:${p.id}`)];
    if (!all.includes(this.home)) this.home = all[0] ?? "";
    this.where.replaceChildren(...homes);
    this.where.value = this.home;
    this.el.classList.toggle("cx-in-bare", !all.length);
    if (!all.length) text(this.hint, "Make a journey or a persona first: then what people say can become evidence of it.");
  }

  /** Ready to look for a place. None is chosen until somebody types its name or goes there: Enter must not link by itself. */
  begin() {
    this.find.value = "";
    this.at = -1;
    this.draw();
    this.find.focus();
  }

  /** The query part that names the home. @returns {Record<string, string>} */
  get asked() {
    const [type, id] = this.home.split(":");
    return this.home ? { [type]: id } : {};
  }

  /** Fetch what stands there, and what fits the chosen item. */
  async load() {
    const turn = ++this.turn;
    if (!this.home) return void set(this.list, "aria-busy", null);
    const item = this.inbox.list.item;
    const { api } = this.inbox;
    set(this.list, "aria-busy", "true");
    try {
      const [found, fitting] = await Promise.all([api.get("targets", this.asked), item?.text ? api.get("suggest", { ...this.asked, item: item.id }) : { matches: [] }]);
      if (turn !== this.turn) return;
      this.groups = found.groups;
      this.matches = fitting.matches;
    } catch (error) {
      if (turn !== this.turn) return;
      this.groups = [];
      this.matches = [];
      this.inbox.failed(error, item?.id);
    }
    set(this.list, "aria-busy", null);
    this.draw();
  }

  draw() {
    if (this.inbox.carry?.carrying) return; // no place moves away from under what is carried: drawn when it is dropped
    const journey = this.home.startsWith("journey:");
    const typed = this.find.value.trim();
    this.seg.hidden = !journey;
    this.kinds.forEach((button, i) => set(button, "aria-pressed", String(Boolean(i) === this.whole)));
    const shown = aims(this.groups, this.matches, { typed, touchpoints: journey && !this.whole });
    const before = this.flat[this.at];
    this.flat = shown.flatMap((group) => group.aims);
    this.at = typed ? Math.min(0, this.flat.length - 1) : before ? this.flat.findIndex((aim) => aim.id === before.id && aim.why === before.why) : -1;
    if (this.home) text(this.hint, this.flat.length ? "Drop the item on a place, or choose one." : typed ? "Nothing of that name here." : journey ? "This journey has no touchpoints yet: add some on its board." : "Nothing is said of this persona yet: write statements first.");
    const here = (this.inbox.reading.item?.at ?? []).map((/** @type {any} */ at) => at.place.id);
    const sign = JSON.stringify([shown, this.home, here]);
    if (sign !== this.sign) {
      this.sign = sign;
      let index = 0;
      const stay = this._held();
      set(this.list, "role", this.flat.length ? "listbox" : null);
      fresh(this.list, shown.map((group) => h("div", { role: "group", "aria-label": group.title },
        h("div", { class: "cx-in-group", "aria-hidden": "true" }, group.title), group.aims.map((aim) => this._aim(aim, index++, here.includes(aim.id))))));
      stay();
    }
    this._mark();
  }

  /** Where the list is scrolled: what stands at its top stays there when suggestions come or go above it. */
  _held() {
    const { list } = this;
    const top = list.getBoundingClientRect().top;
    const first = list.scrollTop > 0 ? [...list.querySelectorAll(".cx-in-aim")].find((el) => !el.dataset.suggested && el.getBoundingClientRect().bottom > top) : undefined;
    const at = first && first.getBoundingClientRect().top;
    return () => {
      const again = first && [...list.querySelectorAll(".cx-in-aim")].find((el) => !el.dataset.suggested && el.dataset.id === first.dataset.id);
      if (again) list.scrollTop += again.getBoundingClientRect().top - Number(at);
    };
  }

  /** @param {import("./aims.js").Aim} aim @param {number} index @param {boolean} here whether the chosen item is evidence of it already */
  _aim(aim, index, here) {
    const evidence = this.inbox.definitions.label("evidence", aim.evidence);
    const sources = aim.sources ? `, ${aim.sources} ${aim.sources === 1 ? "source" : "sources"}` : "";
    const about = here ? "Has this item as evidence" : aim.why ? `${aim.group} · ${aim.why}` : aim.lane === "touchpoint" || aim.lane === "" ? "" : aim.about;
    return h("div", { class: here ? "cx-in-aim cx-in-has" : "cx-in-aim", role: "option", id: `cx-in-aim-${index}`, "aria-selected": "false", "aria-label": `${aim.title}, ${evidence.toLowerCase()}${sources}${about ? `, ${about}` : ""}`, title: evidence, dataset: { index: String(index), id: aim.id, ...(aim.why ? { suggested: "yes" } : {}) } },
      h("span", { class: "cx-in-glyph" }, here ? icon("check", 15) : aim.channel ? channelIcon(aim.channel, 15) : icon(aim.lane || "people", 15)),
      h("span", { class: "cx-in-name" }, h("b", { dir: "auto" }, aim.title), about && h("small", null, about)),
      aim.sources ? h("span", { class: "cx-in-sources" }, String(aim.sources)) : null,
      evidenceMark(aim.evidence, 20));
  }

  _mark() {
    for (const el of this.list.querySelectorAll(".cx-in-aim")) {
      const here = Number(el.dataset.index) === this.at;
      set(el, "aria-selected", String(here));
      el.classList.toggle("cx-selected", here);
      if (here) el.scrollIntoView({ block: "nearest" });
    }
    set(this.find, "aria-activedescendant", this.at >= 0 ? `cx-in-aim-${this.at}` : null);
  }

  /** The target that an element stands for. @param {Element | null} el @returns {import("./aims.js").Aim | null} */
  of(el) {
    const aim = /** @type {HTMLElement | null} */ (el?.closest(".cx-in-aim") ?? null);
    return aim && this.list.contains(aim) ? (this.flat[Number(aim.dataset.index)] ?? null) : null;
  }

  /** Show over which target an item is carried. @param {Element | null} el */
  aim(el) {
    const over = el?.closest(".cx-in-aim");
    for (const one of this.list.querySelectorAll(".cx-in-aim")) one.classList.toggle("cx-in-over", one === over);
  }

  /** It became evidence there: shown for a moment. @param {{id: string}} target */
  landed({ id }) {
    const index = this.flat.findIndex((aim) => aim.id === id);
    this.list.querySelector(`[data-index="${index}"]`)?.animate([{ background: "var(--accentSoft)" }, {}], { duration: 900 });
  }

  _typed() {
    this.draw();
  }

  /** @param {boolean} whole */
  _wide(whole) {
    this.whole = whole;
    this.draw();
  }

  /** @param {KeyboardEvent} e */
  _key(e) {
    if (e.key === "ArrowDown" || e.key === "ArrowUp") {
      const n = this.flat.length;
      if (n) this.at = e.key === "ArrowDown" ? (this.at + 1) % n : (Math.max(this.at, 0) - 1 + n) % n;
      this._mark();
    } else if (e.key === "Enter") {
      const target = this.flat[this.at];
      if (target) void this.inbox.link(this.inbox.list.item, target);
      else if (this.flat.length) this.inbox.toast("Choose a place first: type its name, or go there with ↓.");
    } else if (e.key === "Escape") this.inbox.back();
    else return void e.stopPropagation();
    e.preventDefault();
    e.stopPropagation();
  }

  /** @param {MouseEvent} e */
  _click(e) {
    const target = this.of(/** @type {Element} */ (e.composedPath()[0]));
    if (target && this.inbox.may.edit) void this.inbox.link(this.inbox.list.item, target);
  }

  destroy() {
    this.turn++;
  }
}
