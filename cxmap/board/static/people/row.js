// @ts-check
/** One statement: its evidence mark, its body, what it rests on, a menu; and the keys that all statements share. */
import { hasExpired, statusOf } from "../model/evidence.js";
import { focused, fresh, h, set, text } from "../view/dom.js";
import { evidenceMark, icon } from "../view/icons.js";
import { openMenu } from "../view/menu.js";
import { openGrounds } from "./grounds.js";
import { groundsOf, linesOf, nextEvidence, STATUSES } from "./model.js";

/**
 * What a kind of statement shows between its mark and its menu. `main` holds the text that makes it a statement.
 * @typedef {{el: HTMLElement, main: import("./field.js").Field | null, fields: import("./field.js").Field[], update: (statement: any) => void, open?: () => void}} Body
 */

export class Row {
  /**
   * @param {import("./group.js").Group} group @param {string} id
   */
  constructor(group, id) {
    this.group = group;
    this.desk = group.desk;
    this.id = id;
    const { readonly } = this.desk;
    this.mark = h(readonly ? "span" : "button", {
      class: "pp-mark", ...(readonly ? { role: "img" } : { type: "button", tabIndex: -1, onclick: () => this.cycle() }),
    });
    this.grounds = h("button", {
      class: "pp-chip pp-grounds", type: "button", tabIndex: readonly ? 0 : -1, "aria-haspopup": "dialog", "aria-expanded": "false", onclick: () => this.rests(),
    });
    this.more = h("button", {
      class: "pp-chip pp-more", type: "button", tabIndex: -1, "aria-haspopup": "menu", "aria-expanded": "false", hidden: readonly, onclick: () => this._menu(),
    }, icon("more", 16));
    this.grip = h("span", { class: "pp-grip", hidden: readonly, "aria-hidden": "true", title: "Drag to move" }, icon("grip", 14));
    this.who = h("span", { class: "pp-who", hidden: true });
    /** @type {Body} */ this.body = group.body(this);
    this.el = h("li", { class: "pp-row", dataset: { id } }, this.grip, this.mark, this.body.el, h("span", { class: "pp-side" }, this.grounds, this.more), this.who);
    if (!readonly) this._listen();
  }

  get record() {
    return this.desk.replica.get("statement", this.id);
  }

  /** What it is called where there is no room for all of it. */
  get title() {
    return this.group.titleOf(this.record) || "Untitled";
  }

  _listen() {
    const { el } = this;
    el.addEventListener("focusin", () => {
      this._reach(true);
      this.desk.who.at(this.id);
    });
    el.addEventListener("focusout", (/** @type {FocusEvent} */ e) => {
      if (e.relatedTarget instanceof Node && el.contains(e.relatedTarget)) return;
      this._reach(false);
      this.desk.who.left(this.id);
      this.group.leftRow(this);
    });
    el.addEventListener("keydown", (/** @type {KeyboardEvent} */ e) => this._key(e));
    el.addEventListener("paste", (/** @type {ClipboardEvent} */ e) => this._paste(e));
    this.desk.drag.handle(this);
  }

  /** Tab reaches the mark, the grounds and the menu of the row where one is, and the texts of all. @param {boolean} here */
  _reach(here) {
    for (const button of [this.mark, this.grounds, this.more]) button.tabIndex = here ? 0 : -1;
  }

  // ---- keys

  /** @param {KeyboardEvent} e */
  _key(e) {
    if (e.isComposing) return;
    const field = this.body.fields.find((one) => one.input === e.composedPath()[0]);
    if (e.altKey && !e.ctrlKey && !e.metaKey) {
      if (e.key.startsWith("Arrow")) this._take(e, () => this.desk.move(this.id, e.key));
      else if (e.code === "KeyV") this._take(e, () => this.cycle());
      else if (e.code === "KeyG") this._take(e, () => this.rests());
      return;
    }
    if (!field || e.ctrlKey || e.metaKey) return;
    if (e.key === "Enter" && !e.shiftKey && !field.options.long) this._take(e, () => this._enter(field));
    else if (e.key === "Backspace" && field === this.body.main && this.blank) this._take(e, () => this.remove());
    else if (e.key === "Escape") this._take(e, () => field.revert() || this.desk.focus());
    else if (e.key === "ArrowUp" && !e.shiftKey && field.caretAt("start") && this.desk.beside(field, -1)) e.preventDefault();
    else if (e.key === "ArrowDown" && !e.shiftKey && field.caretAt("end") && this.desk.beside(field, 1)) e.preventDefault();
  }

  /** @param {Event} e @param {() => void} act */
  _take(e, act) {
    e.preventDefault();
    e.stopPropagation();
    act();
  }

  /** Whether nothing is written in any of its texts. */
  get blank() {
    return this.body.fields.every((field) => field.empty);
  }

  /** Keep the line; on to its next part, or to the next line. @param {import("./field.js").Field} field */
  _enter(field) {
    const { fields, main } = this.body;
    if (this.blank) return this.group.closeGhost(this.id);
    field.flush();
    const next = fields[fields.indexOf(field) + 1];
    if (next) next.focus();
    else if (main?.empty) main.focus();
    else this.group.begin(this.id);
  }

  /** Several lines make several statements: the first one goes on here. @param {ClipboardEvent} e */
  _paste(e) {
    const field = this.body.fields.find((one) => one.input === e.composedPath()[0]);
    const lines = linesOf(e.clipboardData?.getData("text/plain") ?? "");
    if (!field || field.options.long || field !== this.body.main || lines.length < 2 || !this.group.lists) return;
    e.preventDefault();
    const { input } = field;
    input.setRangeText(lines[0], input.selectionStart, input.selectionEnd, "end");
    input.dispatchEvent(new Event("input"));
    this.group.addLines(this, lines.slice(1));
  }

  // ---- what one does with it

  cycle() {
    this.flush();
    const { record, desk } = this;
    if (!record) return desk.announce("Write the statement first.");
    const evidence = nextEvidence(record.evidence);
    desk.commit([{ op: "patch", type: "statement", id: this.id, fields: { evidence } }], "Change evidence");
    desk.announce(desk.label("evidence", evidence));
  }

  rests() {
    this.flush();
    if (!this.record) return this.desk.announce("Write the statement first.");
    openGrounds(this.desk, this.id, this.grounds.hidden ? this.more : this.grounds, this.title);
  }

  remove() {
    const { record, desk, group } = this;
    if (!record) return group.closeGhost(this.id, true);
    const next = desk.neighbour(this);
    const title = this.title;
    desk.commit([{ op: "delete", type: "statement", id: this.id }], "Delete a statement");
    if (next) next.focus("end");
    else group.focus();
    desk.toast(`“${title}” deleted`, desk.undoLast());
  }

  _menu() {
    this.flush();
    const { desk, record } = this;
    if (!record) return;
    const evidence = STATUSES.map((key) => ({
      label: desk.label("evidence", key), mark: evidenceMark(key), checked: record.evidence === key,
      run: () => desk.commit([{ op: "patch", type: "statement", id: this.id, fields: { evidence: key } }], "Change evidence"),
    }));
    const places = /** @type {import("./model.js").Place[]} */ (desk.places);
    const moves = places.filter((place) => place.family === this.group.place.family && place.name !== this.group.place.name);
    openMenu(desk, this.more, [
      { heading: "Evidence" },
      ...evidence,
      { label: "What it rests on …", hint: "Alt G", mark: icon("link", 15), rule: true, run: () => setTimeout(() => this.rests(), 0) },
      { label: "Move up", hint: "Alt ↑", mark: icon("up", 15), rule: true, run: () => desk.move(this.id, "ArrowUp") },
      { label: "Move down", hint: "Alt ↓", mark: icon("down", 15), run: () => desk.move(this.id, "ArrowDown") },
      ...(moves.length ? [{ heading: "Move to" }] : []),
      ...moves.map((place) => ({ label: desk.titleOf(place), run: () => desk.moveTo(this.id, place) })),
      { label: "Delete", mark: icon("trash", 15), danger: true, rule: true, run: () => this.remove() },
    ], { label: this.title, align: "end" });
  }

  // ---- looks

  update() {
    const { record, desk } = this;
    const grounds = record ? groundsOf(desk.replica, this.id) : [];
    const status = record ? statusOf(record, grounds, desk.day) : "assumed";
    const over = Boolean(record) && hasExpired(record, grounds, desk.day);
    const label = desk.label("evidence", record?.evidence ?? "assumed");
    const said = `Evidence: ${label.toLowerCase()}${over ? ", but expired: it counts as assumed" : ""}`;
    const sign = `${status}|${over}|${said}`;
    if (this.mark.dataset.sign !== sign) {
      this.mark.dataset.sign = sign;
      fresh(this.mark, evidenceMark(status), over && icon("clock", 11));
      set(this.mark, "aria-label", desk.readonly ? said : `${said}. Change it`);
      this.mark.title = `${said}${desk.readonly ? "" : " (Alt V)"}`;
    }
    this.el.classList.toggle("pp-expired", over);
    this.el.classList.toggle("pp-ghost", !record);
    const n = grounds.length;
    const count = n ? String(n) : "";
    if (this.grounds.dataset.sign !== `${count}|${over}`) {
      this.grounds.dataset.sign = `${count}|${over}`;
      fresh(this.grounds, icon(over ? "clock" : "link", 13), count && h("span", null, count));
      const words = `Rests on ${n === 1 ? "1 ground" : `${n} grounds`}${over ? ", all expired" : ""}`;
      set(this.grounds, "aria-label", words);
      this.grounds.title = `${words}${desk.readonly ? "" : " (Alt G)"}`;
    }
    this.grounds.hidden = !n; // the menu and Alt+G lead there as well
    if (record) {
      set(this.more, "aria-label", `More: ${this.title}`);
      this.body.update(record);
    }
  }

  /** Show who else is here. @param {any[]} people @param {(person: any) => {name: string, colour: string}} look */
  people(people, look) {
    this.who.hidden = !people.length;
    this.el.classList.toggle("pp-remote", people.length > 0);
    if (!people.length) return;
    const first = look(people[0]);
    this.el.style.setProperty("--person", first.colour);
    text(this.who, people.map((person) => look(person).name).join(", "));
  }

  flush() {
    this.body.fields.forEach((field) => field.flush());
  }

  /** Whether a menu or panel of it is open. */
  get asks() {
    return this.el.querySelector("[aria-expanded=true]") !== null;
  }

  /** Whether the keyboard is in it. */
  get holdsFocus() {
    return this.el.contains(focused(this.el));
  }

  /** @param {"start" | "end" | "all" | number} [at] */
  focus(at = "end") {
    this.body.open?.();
    const field = this.body.main ?? this.body.fields[0];
    if (field) field.focus(at);
    else /** @type {HTMLElement | null} */ (this.el.querySelector("input, button"))?.focus();
  }
}
