// @ts-check
/**
 * The persona editor: one persona out of the workspace's room, read and written at the same place. Parts that the board has too
 * (status, avatars, messages, menus) find here what they ask of a board.
 */
import { inChunks } from "../model/chunks.js";
import { today, untilTomorrow } from "../model/dates.js";
import { Avatars } from "../view/avatars.js";
import { tellCrossed } from "../view/crossed.js";
import { focused, h, text } from "../view/dom.js";
import { Status } from "../view/status.js";
import { Toasts } from "../view/toasts.js";
import { Tray } from "../view/tray.js";
import { Drag } from "./drag.js";
import { Gone } from "./gone.js";
import { listOf, moveStatement, statementsOf, step } from "./model.js";
import { buildSheet } from "./sheet.js";
import { Who } from "./who.js";

export class Desk {
  /** @param {{session: any, definitions: any, host: any, persona: string}} parts */
  constructor({ session, definitions, host, persona }) {
    this.session = session;
    this.definitions = definitions;
    this.host = host;
    this.persona = persona;
    this.day = today(new Date());
    /** Grounds that are being written, by statement. @type {Map<string, any>} */ this.drafts = new Map();
    this._frame = 0;
    this._timer = 0;
    /** @type {{id: string, at: any} | null} */ this._following = null;

    this.root = h("div", { class: "cx pp", dataset: { theme: host.dark ? "dark" : "light" } });
    this.live = h("div", { class: "cx-aloud", "aria-live": "polite" });
    this.toasts = new Toasts(this);
    this.drag = new Drag(this);
    this.who = new Who(this);
    this.status = new Status(this);
    this.tray = new Tray(this);
    this.page = h("div", { class: "pp-page", tabIndex: -1 });
    this.grid = { el: this.page }; // what the keyboard goes to where nothing else has it
    this.avatars = new Avatars(this);
    this.gone = new Gone(this);
    this.root.append(this.page, this.toasts.el, this.live);
    /** @type {import("./sheet.js").Sheet | null} */ this.sheet = null;

    let kept = session.unsaved.length;
    this._off = [
      session.on("records", () => this.invalidate()),
      session.on("notes", (/** @type {any[]} */ notes) => new Set(notes.map((note) => note.message)).forEach((said) => this.toast(said))),
      session.on("refused", (/** @type {any} */ refused) => this.toast(refused.message)),
      session.on("crossed", tellCrossed(this)),
      session.on("unsaved", () => {
        if (session.unsaved.length > kept) this.toast("Your text is kept: see “unsaved” above.");
        kept = session.unsaved.length;
      }),
      session.on("welcome", () => {
        this.paint(); // who was typing while away goes on typing
        this.who.tell();
      }),
      session.on("role", () => this.paint()),
      session.on("status", () => this._closed()),
    ];
    this.root.addEventListener("keydown", (/** @type {KeyboardEvent} */ e) => this._key(e));
    this._wake = () => this._tick();
    document.addEventListener("visibilitychange", this._wake);
    // before the session keeps what waits: who closes the window in the middle of a line loses none of it
    this._close = () => this.sheet?.flush();
    addEventListener("pagehide", this._close, { capture: true });
    this._tick();
    this.rebuild();
  }

  // ---- what all parts ask

  get replica() {
    return this.session.replica;
  }

  get record() {
    return this.replica.get("persona", this.persona);
  }

  /** Until the server has said who this is, nothing is offered that might be refused. */
  get readonly() {
    return this.session.role === "viewer" || this.session.role === "" || this.session.status.state === "closed" || !this.record;
  }

  /** Whether the people's records are there. */
  get loaded() {
    return this.session.you !== null;
  }

  /** @param {string} list @param {string | null | undefined} key @returns {string} */
  label = (list, key) => (key ? this.definitions.label(list, key) : "");

  /** @param {any[]} edits @param {string} label */
  commit(edits, label) {
    if (!edits.length) return "";
    let last = "";
    for (const part of inChunks([edits])) last = this.session.commit(part, { label });
    return last;
  }

  /** The Undo of what was just done, whatever is done after it. */
  undoLast() {
    const change = this.session.lastChange;
    return { label: "Undo", run: () => this.session.undo(change) };
  }

  undo() {
    this.session.undo();
    this.announce("Undone");
  }

  redo() {
    this.session.redo();
    this.announce("Done again");
  }

  /** @param {string} words */
  announce(words) {
    text(this.live, this.live.textContent === words ? `${words}\u00a0` : words);
  }

  /** @param {string} message @param {{label?: string, run?: () => void}} [action] */
  toast(message, action = {}) {
    return this.toasts.show(message, action);
  }

  focus() {
    this.page.focus({ preventScroll: true });
  }

  shadowFocus() {
    return focused(this.root);
  }

  /** @param {boolean} dark */
  setTheme(dark) {
    this.root.dataset.theme = dark ? "dark" : "light";
  }

  // ---- statements

  /** All places of statements, in the order in which they are shown. @returns {import("./model.js").Place[]} */
  get places() {
    return this.sheet?.places ?? [];
  }

  /** @param {import("./model.js").Place | undefined} place @returns {string} */
  titleOf(place) {
    return (place && this.sheet?.titles.get(place.name)) || "";
  }

  /** @param {string} id @param {any} key an arrow */
  move(id, key) {
    const found = step(this.replica, id, key, this.places);
    if (!found) return this.announce(key === "ArrowUp" || key === "ArrowLeft" ? "First" : "Last");
    this._moved(id, found.edits);
    this.announce(`${this.titleOf(found.place)}, ${found.index + 1} of ${found.of}`);
  }

  /** @param {string} id @param {import("./model.js").Place} place */
  moveTo(id, place) {
    this._moved(id, moveStatement(this.replica, id, place, listOf(this.replica, this.persona, place).length));
    this.announce(this.titleOf(place));
  }

  /** @param {string} id @param {any[]} edits */
  _moved(id, edits) {
    const row = this._rowOf(id);
    row?.flush();
    const at = row?.body.main?.active ? row.body.main.input.selectionStart : "end";
    this.commit(edits, "Move a statement");
    this.follow(id, at);
  }

  /** Give a statement the keyboard, once it stands where it belongs. @param {string} id @param {any} at */
  follow(id, at) {
    this._following = { id, at };
    this.invalidate();
  }

  /** @param {string} id */
  _rowOf(id) {
    for (const group of this.sheet?.groups ?? []) {
      const row = group.rows.get(id);
      if (row) return row;
    }
    return null;
  }

  /** The row before (or after) another one in its group; else the one on the other side; null where it is alone. @param {any} row @param {number} [by] */
  neighbour(row, by = 0) {
    const list = [...row.group.list.children].map((el) => row.group.rows.get(el.dataset.id)).filter(Boolean);
    const at = list.indexOf(row);
    return by ? (list[at + by] ?? null) : (list[at - 1] ?? list[at + 1] ?? null);
  }

  /** To the text before or after one, wherever on the sheet that is. @param {import("./field.js").Field} field @param {1 | -1} by @returns {boolean} whether there was one */
  beside(field, by) {
    const all = /** @type {HTMLTextAreaElement[]} */ ([...this.page.querySelectorAll("textarea.pp-text")].filter((el) => el.getClientRects().length));
    const next = all[all.indexOf(field.input) + by];
    if (!next) return false;
    next.focus();
    const at = by < 0 ? next.value.length : 0;
    next.setSelectionRange(at, at);
    return true;
  }

  /** What shows who is in it, by the id of that. @returns {[string, import("./who.js").Shows][]} */
  shown() {
    return this.sheet ? [...this.sheet.groups.flatMap((group) => [...group.rows.entries()]), ...this.sheet.spots] : [];
  }

  // ---- painting

  /** Show another persona. @param {string} persona */
  open(persona) {
    if (persona === this.persona) return;
    this.sheet?.flush();
    this.persona = persona;
    this.drafts.clear();
    this.rebuild();
    this.who.moved();
    this.page.scrollTop = 0;
  }

  /** Build the sheet anew: for another persona, another role, or once what it shows is there. */
  rebuild() {
    this.sheet?.flush();
    this.sheet?.destroy();
    this.drag.groups.clear();
    this.sheet = null;
    this._built = this._sign;
    this.gone.look();
    this.page.replaceChildren();
    if (this.record) this.sheet = buildSheet(this);
    if (this.sheet) this.page.append(this.sheet.el);
    else this.page.append(h("div", { class: "pp-bar-row pp-bar-alone" }, this.status.el, h("div", { class: "pp-space" }), this.tray.el, this.avatars.el), this.gone.el);
    this.paint();
  }

  /** What the sheet must be built anew for. */
  get _sign() {
    return `${this.persona}|${Boolean(this.record)}|${this.readonly}`;
  }

  invalidate() {
    if (!this._frame) this._frame = requestAnimationFrame(() => this.paint());
  }

  paint() {
    cancelAnimationFrame(this._frame);
    this._frame = 0;
    if (this._built !== this._sign) return this.rebuild();
    this.gone.look();
    this.sheet?.update();
    this.who.update(true);
    this.host.tell?.();
    const { _following: following } = this;
    if (!following) return;
    const row = this._rowOf(following.id);
    if (!row) return;
    this._following = null;
    row.focus(following.at);
    row.el.scrollIntoView({ block: "nearest" });
  }

  /** All statements of the persona. */
  get statements() {
    return statementsOf(this.replica, this.persona);
  }

  _closed() {
    if (this._built !== this._sign) this.rebuild();
  }

  /** A new day takes evidence away. */
  _tick() {
    clearTimeout(this._timer);
    const now = new Date();
    const day = today(now);
    if (day !== this.day) {
      this.day = day;
      this.invalidate();
    }
    this._timer = window.setTimeout(() => this._tick(), untilTomorrow(now) + 1000);
  }

  // ---- keys of all parts

  /** @param {KeyboardEvent} e */
  _key(e) {
    if (!(e.ctrlKey || e.metaKey) || e.altKey) return;
    const key = e.key.toLowerCase();
    const redo = key === "y" || (key === "z" && e.shiftKey);
    if (!redo && key !== "z") return;
    const target = e.composedPath()[0];
    // what is typed and not kept is the browser's to take back
    if (target instanceof HTMLTextAreaElement && this.sheet?.fieldOf(target)?.dirty) return;
    if (target instanceof HTMLInputElement && target.type !== "range" && target.type !== "checkbox") return;
    e.preventDefault();
    if (this.readonly && this.record) return;
    if (redo) this.redo();
    else this.undo();
  }

  destroy() {
    cancelAnimationFrame(this._frame);
    clearTimeout(this._timer);
    document.removeEventListener("visibilitychange", this._wake);
    removeEventListener("pagehide", this._close, { capture: true });
    this.sheet?.flush();
    this.sheet?.destroy();
    for (const off of this._off) off();
    for (const part of [this.drag, this.who, this.status, this.tray, this.avatars, this.toasts]) part.destroy();
    this.root.remove();
  }
}
