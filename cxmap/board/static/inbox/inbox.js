// @ts-check
/** The inbox: search and filters, the list, the chosen item, and what it can become evidence of; kept up to date with others' work. */
import { h, set } from "../view/dom.js";
import { Toasts } from "../view/toasts.js";
import { Api } from "./api.js";
import { Carry } from "./carry.js";
import { Empty } from "./empty.js";
import { Filters } from "./filters.js";
import { List } from "./list.js";
import { Pages } from "./pages.js";
import { Reading } from "./reading.js";
import { Targets } from "./targets.js";
import { Watch } from "./watch.js";
import { FEELINGS, VALUES } from "./words.js";

export class Inbox {
  /** @param {{data: any, definitions: any, host: any, api?: Api}} options */
  constructor({ data, definitions, host, api }) {
    this.definitions = definitions;
    this.host = host;
    this.may = data.may;
    this.api = api ?? new Api(data.base);
    /** @type {any} */ this.facets = null;
    this.first = true;
    this.turn = 0;
    this.pages = new Pages((query, offset, limit, signal) => this.api.get("items", { ...query, offset, limit }, signal), { changed: () => this._found(), failed: (error) => this.failed(error) });
    this.list = new List(this);
    this.reading = new Reading(this);
    this.targets = new Targets(this, data.home);
    this.filters = new Filters(this, data.filters);
    this.carry = new Carry(this);
    this.empty = new Empty(this);
    this.toasts = new Toasts(this);
    this.live = h("div", { class: "cx-aloud", role: "status" });
    this.columns = h("div", { class: "cx-in-columns" }, h("div", { class: "cx-in-left" }, this.filters.el, this.list.box), this.reading.el, this.targets.el);
    this.root = h("div", { class: "cx cx-in", onkeydown: (/** @type {KeyboardEvent} */ e) => this._key(e) }, this.columns, this.empty.el, this.live, this.toasts.el);
    this.reading.head.addEventListener("pointerdown", (/** @type {PointerEvent} */ e) => this._liftOpen(e));
    if (!this.may.edit) this.targets.el.hidden = true;
    this.watch = new Watch(this.api, (what) => this._moved(what));
    this.offer(data);
    void this._begin();
  }

  /** Themes to put an item in. @returns {{id: string, name: string}[]} */
  get themes() {
    return this.facets?.themes ?? [];
  }

  /** Tells the list that a name in its rows has changed. */
  get namesSign() {
    return this.themes.map(({ name }) => name).join("|");
  }

  /** What the page knows of journeys and personas. @param {any} data */
  offer(data) {
    this.targets.offer(data.journeys, data.personas);
    if (this.watch.seen) void this.watch.look(); // a run of the page may be the end of an import
  }

  /** What an item's keys are called. @param {any} item */
  namesOf(item) {
    return {
      kind: this.definitions.label("feedback_kinds", item.kind),
      channel: item.channel ? this.definitions.label("channels", item.channel) : "",
      theme: this.themes.find(({ id }) => id === item.theme)?.name ?? "",
    };
  }

  async _begin() {
    await this.watch.start();
    await this._facets();
    if (this.watch.over) return;
    await this.pages.ask(this.filters.query);
    void this.targets.load();
  }

  async _facets() {
    const turn = ++this.turn;
    try {
      const facets = await this.api.get("facets");
      if (turn !== this.turn) return;
      this.facets = facets;
      this.filters.offer(facets);
    } catch (error) {
      this.failed(error);
    }
    this.empty.update();
  }

  /** Words or filters were changed. */
  asked() {
    clearTimeout(this.filters.timer);
    this.filters.mark();
    this.first = true;
    void this.pages.ask(this.filters.query);
  }

  /** Rows have come, or changed. */
  _found() {
    const { total, known, others } = this.pages;
    if (known) this.filters.say(total, others);
    this.list.none.hidden = !known || total > 0 || !(this.filters.narrow || others);
    this.list.none.textContent = others ? "Nothing of this has a text." : "Nothing was found. Take a word or a filter away.";
    if (this.first && known && !this.pages.asking) {
      this.first = false;
      this.list.top();
      this.chosen();
      return;
    }
    const open = this.reading.item?.id;
    const at = open === undefined ? -1 : this.pages.indexOf(open);
    if (at >= 0) this.list.at = at; // it moved as others came or went
    this.list.draw();
    if (at < 0) this.chosen();
    else this.reading.again();
  }

  /** Another row is the current one. */
  chosen() {
    const { item } = this.list;
    if (item?.id !== this.reading.item?.id) {
      this.targets.quote.value = "";
      void this.reading.show(item ?? null);
      void this.targets.load();
    }
  }

  /** Show the current item where there is room for one thing only; with `focus`, go to its text. */
  read(focus = true) {
    if (!this.list.item) return;
    set(this.root, "data-open", "reading");
    if (focus) this.reading.words.focus();
  }

  /** Back to the list. */
  close() {
    set(this.root, "data-open", null);
    this.list.el.focus();
  }

  /** Look for a place for the current item. */
  aim() {
    if (!this.may.edit || !this.list.item) return;
    set(this.root, "data-open", "targets");
    this.targets.begin();
  }

  /** Away from the places. */
  back() {
    this.targets.find.value = "";
    this.targets.draw();
    this.close();
  }

  /** @param {PointerEvent} e */
  _liftOpen(e) {
    const onButton = /** @type {Element} */ (e.composedPath()[0]).closest?.("button");
    const { item } = this.list;
    if (!onButton && e.button === 0 && e.isPrimary && item && this.may.edit) this.carry.begin(e, item, this.reading.head);
  }

  /** Make an item evidence of something. @param {any} item @param {import("./aims.js").Aim} target */
  async link(item, target) {
    if (!item || !this.may.edit) return;
    const open = this.reading.item?.id === item.id;
    const quote = (open && this.targets.quote.value.trim()) || target.quote;
    try {
      const done = await this.api.post("link", { item: item.id, type: target.type, id: target.id, quote, words: this.filters.query.words ?? "" });
      this.toast(`“${target.title}” has it as evidence.`, { label: "Undo", run: () => this._undo(done.change) });
      for (const note of done.notes) this.toast(note);
      this.targets.landed(target);
      this.targets.quote.value = "";
      this.back();
      await this.watch.look();
    } catch (error) {
      this.failed(error, item.id);
    }
  }

  /** @param {any} place of the chosen item */
  unlink(place) {
    return this._do("unlink", { type: place.type, id: place.id }, (done) => {
      this.toast(done.assumed ? `“${place.place.title}” rests on nothing now and counts as assumed again.` : `Taken away from “${place.place.title}”.`, { label: "Undo", run: () => this._undo(done.change) });
    });
  }

  /** @param {string} change */
  _undo(change) {
    return this._do("undo", { change }, () => this.announce("Taken back"));
  }

  /** Take the current item out, with a way back. */
  async remove() {
    const { item, at } = this.list;
    if (!item || !this.may.edit) return;
    await this._do("remove", { ids: [item.id] }, () => {
      this.reading.item = null;
      this.toast("1 item was taken out.", { label: "Undo", run: () => this._do("bring-back", { ids: [item.id] }) });
    });
    this.list.choose(at);
    this.close();
  }

  /** Say how an item sounds; null: as it was found. @param {any} item @param {number | null} value */
  correct(item, value) {
    const feeling = Object.keys(VALUES).find((key) => VALUES[key] === value);
    return this._do("sentiment", { id: item.id, value }, () => this.announce(feeling ? `Kept as ${FEELINGS[feeling].label.toLowerCase()}` : "As it was found"));
  }

  /** @param {any} item @param {string} theme id, "" for none */
  theme(item, theme) {
    return this._do("theme", { ids: [item.id], theme }, () => this.announce("Theme changed"));
  }

  /** @param {string} name @param {Record<string, any>} what @param {(done: any) => void} [then] */
  async _do(name, what, then = () => {}) {
    try {
      then(await this.api.post(name, what));
      await this.watch.look();
    } catch (error) {
      this.failed(error);
    }
  }

  /** Something has changed on the server. @param {{feedback: boolean, store: boolean}} what */
  async _moved({ feedback, store }) {
    if (feedback || store) {
      await this._facets();
      await this.pages.refresh(this.filters.query); // with the first text to come, those without are no longer asked for
    }
    if (store) await this.targets.load();
  }

  /** Another journey or persona to link to. @param {string} home */
  goHome(home) {
    this.targets.home = home;
    this.host.keep?.(home);
    return this.targets.load();
  }

  /** Go where an item is evidence. @param {any} place */
  open({ place, home }) {
    this.host.go(home.type === "journey" ? { journey: home.id, card: place.id } : { persona: home.id });
  }

  /** Ask the page for one of its dialogs. @param {string} name */
  ask(name) {
    this.host.go({ do: name });
  }

  /** @param {unknown} error @param {number} [item] that it was about */
  failed(error, item) {
    if (!(error instanceof Error) || error.name === "AbortError") return;
    const status = /** @type {any} */ (error).status;
    if (status === undefined) console.error(error);
    this.toast(status === undefined ? "This did not work: reload the page." : error.message);
    if (status === 404 && item !== undefined) void this.watch.look();
  }

  /** @param {string} message @param {{label?: string, run?: () => void}} [action] */
  toast(message, action) {
    return this.toasts.show(message, action);
  }

  /** @param {string} words */
  announce(words) {
    this.live.textContent = words;
  }

  focus() {
    this.list.el.focus();
  }

  /** @param {boolean} dark */
  setTheme(dark) {
    set(this.root, "data-theme", dark ? "dark" : "light");
  }

  /** @param {KeyboardEvent} e */
  _key(e) {
    const target = /** @type {HTMLElement} */ (e.composedPath()[0]);
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const typing = target.matches("input,textarea,select");
    if (e.key === "Escape") {
      if (this.toasts.shown.length && !this.root.dataset.open) this.toasts.dismiss();
      else this.close();
    } else if (typing) return;
    else if (e.key === "l" || e.key === "L") this.aim();
    else if (e.key === "/") this.filters.field.focus();
    else if (e.key === "Delete" && this.reading.el.contains(target)) void this.remove();
    else return;
    e.preventDefault();
    e.stopPropagation();
  }

  destroy() {
    for (const part of [this.watch, this.pages, this.list, this.reading, this.targets, this.filters, this.carry, this.toasts]) part.destroy();
    this.root.remove();
  }
}
