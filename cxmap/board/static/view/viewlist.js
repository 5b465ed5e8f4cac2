// @ts-check
/** The saved views of a map, in the View panel: open, save, rename, bring up to date, copy the link, delete. */
import { newId } from "../model/ids.js";
import { keysAt } from "../model/places.js";
import { MAX_QUERY, readView, writeView } from "../model/viewquery.js";
import { openDialog } from "./dialog.js";
import { focused, h, set, text } from "./dom.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";

/** @typedef {{el: HTMLElement, open: HTMLElement, name: HTMLElement, by: HTMLElement, more: HTMLElement, typing: HTMLInputElement | null}} Row */

export class ViewList {
  /** @param {any} board @param {{now: () => string, show: (query: string) => void}} views `now`: the query of what is shown */
  constructor(board, { now, show }) {
    this.board = board;
    this.now = now;
    this.show = show;
    /** @type {Map<string, Row>} */ this.rows = new Map();
    this.list = h("ul", { class: "cx-views", "aria-label": "Saved views" });
    this.none = h("p", { class: "cx-say" }, "No view is saved yet. Filter, fold or zoom the map, then save here what you see.");
    this.input = h("input", { class: "cx-input", type: "text", maxlength: 120, placeholder: "Name of this view", "aria-label": "Name of this view", autocomplete: "off", onkeydown: (/** @type {KeyboardEvent} */ e) => e.key === "Enter" && !e.isComposing && (e.preventDefault(), this._save()), oninput: () => this._say("") });
    this.save = h("button", { class: "cx-button", type: "button", onclick: () => this._save() }, "Save");
    this.problem = h("p", { class: "cx-problem", role: "alert", hidden: true });
    this.form = h("div", { class: "cx-view-save" }, this.input, this.save);
    this.el = h("details", { class: "cx-section", open: true },
      h("summary", null, icon("right", 13), h("span", null, "Saved views")),
      this.none, this.list, this.form, this.problem,
      h("button", { class: "cx-button cx-quiet cx-wide", type: "button", onclick: () => this.copy(this.now()) }, icon("link", 15), "Copy the link to what you see"));
  }

  /** @returns {readonly any[]} */
  get all() {
    return this.board.replica.list("view");
  }

  update() {
    const { all } = this;
    const now = this.now();
    this.none.hidden = all.length > 0;
    this.form.hidden = this.board.readonly;
    for (const view of all) {
      const row = this.rows.get(view.id) ?? this._row(view.id);
      text(row.name, view.name);
      text(row.by, view.author_name);
      set(row.open, "aria-current", writeView(readView(view.query)) === now ? "true" : null);
      set(row.more, "aria-label", `More for ${view.name}`);
    }
    for (const [id, row] of this.rows) {
      if (all.some((view) => view.id === id)) continue;
      const inside = row.el.contains(focused(row.el));
      row.el.remove();
      this.rows.delete(id);
      if (inside) (this.list.querySelector("button") ?? this.input).focus();
    }
    const order = all.map((view) => /** @type {Row} */ (this.rows.get(view.id)).el);
    if (order.some((el, i) => this.list.children[i] !== el)) {
      const active = /** @type {HTMLElement | null} */ (focused(this.list));
      this.list.append(...order);
      if (active && this.list.contains(active)) active.focus();
    }
  }

  /** @param {string} id @returns {Row} */
  _row(id) {
    const name = h("span", { class: "cx-view-name", dir: "auto" });
    const by = h("span", { class: "cx-view-by" });
    const open = h("button", { class: "cx-view-open", type: "button", onclick: () => this._open(id) }, icon("view", 15), name, by);
    const more = h("button", { class: "cx-square cx-small", type: "button", "aria-haspopup": "menu", "aria-expanded": "false", onclick: () => this._menu(id) }, icon("more", 15));
    const row = { el: h("li", null, open, more), open, name, by, more, typing: null };
    this.rows.set(id, row);
    return row;
  }

  /** @param {string} id */
  _open(id) {
    const view = this.board.replica.get("view", id);
    if (view) this.show(view.query);
  }

  /** @param {string} sentence */
  _say(sentence) {
    this.problem.hidden = !sentence;
    text(this.problem, sentence);
    set(this.input, "aria-invalid", sentence ? "true" : null);
  }

  _save() {
    const { board } = this;
    const name = this.input.value.replace(/\s+/g, " ").trim();
    const query = this.now();
    if (!name) {
      this._say("The view has no name: write one.");
      return this.input.focus();
    }
    if (this.all.some((view) => view.name.toLowerCase() === name.toLowerCase())) {
      this._say(`There is a view “${name}” already: take another name, or bring that one up to date in its menu.`);
      return this.input.focus();
    }
    if (query.length > MAX_QUERY) return this._say("This view names too many things to be saved: unfold some, or filter by fewer.");
    const [order] = keysAt(this.all, null, 1);
    const fields = { journey: board.session.journey, name, query, author_name: board.session.you?.name ?? "", order };
    board.session.commit([{ op: "put", type: "view", id: newId(), fields }], { label: "Save a view" });
    this.input.value = "";
    this._say("");
    board.announce(`View “${name}” saved`);
  }

  /** @param {string} id */
  _menu(id) {
    const { board } = this;
    const row = this.rows.get(id);
    const view = board.replica.get("view", id);
    if (!row || !view) return;
    const now = this.now();
    openMenu(board, row.more, [
      { label: "Copy the link", mark: icon("link", 15), run: () => this.copy(view.query) },
      ...(board.readonly ? [] : [
        { label: "Rename", mark: icon("pencil", 15), run: () => this._rename(id) },
        { label: "Save what you see under this name", mark: icon("check", 15), disabled: now === writeView(readView(view.query)) || now.length > MAX_QUERY, run: () => this._renew(id, now) },
        { label: "Delete", mark: icon("trash", 15), danger: true, rule: true, run: () => this._delete(id) },
      ]),
    ], { label: view.name, align: "end" });
  }

  /** @param {string} id @param {string} query */
  _renew(id, query) {
    const { board } = this;
    board.session.commit([{ op: "patch", type: "view", id, fields: { query } }], { label: "Change a view" });
    board.toast(`“${board.replica.get("view", id)?.name}” now shows what you see.`, board.undoLast());
  }

  /** @param {string} id */
  _delete(id) {
    const { board } = this;
    const name = board.replica.get("view", id)?.name;
    board.session.commit([{ op: "delete", type: "view", id }], { label: "Delete a view" });
    board.toast(`View “${name}” deleted`, board.undoLast());
  }

  /** The name becomes a field; Enter and leaving it write, Escape does not. @param {string} id */
  _rename(id) {
    const { board } = this;
    const row = this.rows.get(id);
    const view = board.replica.get("view", id);
    if (!row || !view) return;
    const was = view.name;
    let done = false;
    const finish = (/** @type {boolean} */ keep) => {
      if (done) return;
      done = true;
      const name = input.value.replace(/\s+/g, " ").trim();
      const inside = focused(input) === input;
      input.replaceWith(row.open);
      row.typing = null;
      if (keep && name && name !== was) board.session.commit([{ op: "patch", type: "view", id, fields: { name }, was: { name: was } }], { label: "Rename a view" });
      if (inside) row.more.focus();
    };
    const input = h("input", {
      class: "cx-input", type: "text", maxlength: 120, value: was, "aria-label": `New name of ${was}`, onblur: () => finish(true),
      onkeydown: (/** @type {KeyboardEvent} */ e) => {
        if (e.isComposing || (e.key !== "Enter" && e.key !== "Escape")) return;
        e.preventDefault();
        e.stopPropagation();
        finish(e.key === "Enter");
      },
    });
    row.typing = input;
    row.open.replaceWith(input);
    input.focus();
    input.select();
  }

  /** The link to a view, in the clipboard; where the browser does not let us, in a dialog to copy by hand. @param {string} query */
  async copy(query) {
    const { board } = this;
    const link = `${location.origin}${location.pathname}?journey=${encodeURIComponent(board.session.journey)}${query ? `&${query}` : ""}`;
    try {
      await navigator.clipboard.writeText(link);
      board.toast("The link is copied: whoever opens it sees the map like this.");
    } catch (error) {
      console.info("The clipboard was refused:", error instanceof Error ? error.message : error);
      const field = h("input", { class: "cx-input", type: "text", readonly: true, value: link, "aria-label": "Link to this view" });
      openDialog(board, { title: "Link to this view", body: [h("p", { class: "cx-say" }, "This browser does not let the board copy: press Ctrl+C here."), field], focus: field });
      field.select();
    }
  }
}
