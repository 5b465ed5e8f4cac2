// @ts-check
/** What a statement rests on: a small panel with its evidence and its grounds; add, change and delete them. */
import { shortDate, today } from "../model/dates.js";
import { hasExpired, isOver, suggests } from "../model/evidence.js";
import { webAddress } from "../model/sources.js";
import { evidenceControl } from "../view/controls.js";
import { focused, fresh, h, set, text } from "../view/dom.js";
import { icon } from "../view/icons.js";
import { openPopover } from "../view/menu.js";
import { sourceForm } from "../view/sourceform.js";
import { addGround, groundsOf } from "./model.js";

/** @typedef {{el: HTMLDetailsElement, head: HTMLElement, quote: HTMLElement, link: HTMLAnchorElement, form: ReturnType<typeof sourceForm>}} Shown */

/** From where a ground came, where it came from feedback or a field note. @param {string} item */
export function itemWords(item) {
  if (item.startsWith("item:")) return `Feedback item ${item.slice(5)}`;
  return item.startsWith("highlight:") ? "A highlight of a field note" : "";
}

/** @param {any} desk @param {string} id of the statement @param {HTMLElement} anchor @param {string} title */
export function openGrounds(desk, id, anchor, title) {
  const panel = new Grounds(desk, id, title);
  panel.popover = openPopover(desk, anchor, panel.nodes, {
    label: `What “${title}” rests on`, align: "end", className: "pp-grounds-panel", focus: panel.first, onClose: () => panel.close(),
  });
  if (panel.popover) panel.update();
  else panel.close();
}

class Grounds {
  /** @param {any} desk @param {string} id @param {string} title */
  constructor(desk, id, title) {
    this.desk = desk;
    this.id = id;
    /** @type {Map<string, Shown>} */ this.rows = new Map();
    /** @type {import("../view/menu.js").Popover | null} */ this.popover = null;
    const { readonly } = desk;
    const field = desk.definitions.field("statement", "evidence");
    this.evidence = evidenceControl({ field, readonly, write: (value, was) => desk.commit([{ op: "patch", type: "statement", id, fields: { evidence: value }, was: { evidence: was } }], "Change evidence") });
    this.over = h("p", { class: "cx-say cx-over", hidden: true }, icon("clock", 14), h("span", null, "All grounds have expired: it counts as assumed. Add a newer one, or move a date."));
    this.none = h("p", { class: "pp-say" }, readonly ? "Nothing says what this rests on." : "Nothing says what this rests on yet. Add a quote, a finding or a link.");
    this.list = h("div", { class: "cx-source-list" });
    this.adding = h("div", { class: "cx-source-adding" });
    this.writer = readonly ? null : this._adding();
    this.nodes = [h("h2", { class: "pp-panel-title", dir: "auto" }, title), this.evidence.el, this.over, this.none, this.list, this.adding];
    this.first = readonly ? null : /** @type {HTMLElement} */ (this.adding.querySelector("button"));
    this.off = desk.session.on("records", () => this.update());
  }

  update() {
    const { desk, id, rows, list } = this;
    const statement = desk.replica.get("statement", id);
    if (!statement) return this.popover?.close();
    const grounds = groundsOf(desk.replica, id);
    this.evidence.update(statement.evidence);
    this.over.hidden = !hasExpired(statement, grounds, desk.day);
    this.none.hidden = grounds.length > 0;
    for (const ground of grounds) this._show(rows.get(ground.id) ?? this._row(ground.id), ground);
    for (const [key, row] of rows) {
      if (grounds.some((ground) => ground.id === key)) continue;
      const inside = row.el.contains(focused(row.el));
      row.el.remove();
      rows.delete(key);
      if (inside) this.adding.querySelector("button")?.focus();
    }
    const order = grounds.map((ground) => /** @type {Shown} */ (rows.get(ground.id)).el);
    if (order.some((el, i) => list.children[i] !== el)) list.append(...order);
    this.writer?.update();
    this.popover?.place();
  }

  /** @param {string} ground @returns {Shown} */
  _row(ground) {
    const { desk } = this;
    const { readonly } = desk;
    const head = h("span", { class: "cx-source-when" });
    const quote = h("span", { class: "cx-source-quote", dir: "auto" });
    const link = h("a", { class: "cx-link", target: "_blank", rel: "noopener noreferrer" });
    const form = sourceForm(desk, {
      readonly,
      write: (name, value, was) => desk.commit([{ op: "patch", type: "ground", id: ground, fields: { [name]: value }, was: { [name]: was } }], "Change a ground"),
    });
    const remove = () => {
      desk.commit([{ op: "delete", type: "ground", id: ground }], "Delete a ground");
      desk.toast("Ground deleted", desk.undoLast());
    };
    const el = h("details", { class: "cx-source", ontoggle: () => this.popover?.place() },
      h("summary", null, icon("right", 12), h("span", { class: "cx-source-head" }, head, quote)),
      form.nodes,
      h("div", { class: "cx-source-foot" }, link, !readonly && h("button", { class: "cx-button cx-quiet cx-danger", type: "button", onclick: remove }, icon("trash", 15), "Delete the ground")));
    const row = { el, head, quote, link, form };
    this.rows.set(ground, row);
    return row;
  }

  /** @param {Shown} row @param {any} ground */
  _show(row, ground) {
    const { desk } = this;
    const over = isOver(ground, desk.day);
    const expiry = ground.expires ? `${over ? "expired" : "until"} ${shortDate(ground.expires)}` : "";
    const words = [desk.label("source_kinds", ground.kind), ground.date ? shortDate(ground.date) : "", expiry, itemWords(ground.item)].filter(Boolean).join(" · ");
    if (row.head.dataset.sign !== `${words}|${over}`) {
      row.head.dataset.sign = `${words}|${over}`;
      fresh(row.head, over && icon("clock", 12), words);
    }
    row.el.classList.toggle("cx-over", over);
    text(row.quote, ground.quote || ground.link);
    row.quote.hidden = !ground.quote && !ground.link;
    const address = webAddress(ground.link);
    row.link.hidden = !address;
    if (address) {
      set(row.link, "href", address);
      text(row.link, `Open ${new URL(address).host}`);
    }
    row.form.update(ground);
  }

  /** The form of a new ground, folded behind a button; what is written in it stays when the panel closes. */
  _adding() {
    const { desk, id } = this;
    const { drafts } = desk;
    const held = () => {
      if (!drafts.has(id)) drafts.set(id, { draft: { kind: "feedback", quote: "", link: "", date: today(new Date()), expires: null }, mark: true });
      return drafts.get(id);
    };
    const form = sourceForm(desk, {
      readonly: false,
      write: (name, value) => {
        Object.assign(held().draft, { [name]: value });
        update();
      },
    });
    const mark = h("input", { type: "checkbox", onchange: () => (held().mark = mark.checked) });
    const label = h("span", null);
    const suggestion = h("label", { class: "cx-facet-row cx-source-mark" }, mark, label);
    const open = h("button", { class: "cx-button cx-wide", type: "button", onclick: () => (held(), update(), form.focus(), this.popover?.place()) }, icon("plus", 15), "Add a ground");
    const add = () => {
      form.flush();
      const { draft, mark: wanted } = held();
      if (box.querySelector("[aria-invalid=true]")) return; // the form says what is wrong
      drafts.delete(id);
      desk.commit(addGround(desk.replica, id, draft, wanted ? suggests(draft.kind) : null), "Add a ground");
      desk.announce("Ground added");
      this.update();
      open.focus();
    };
    const discard = () => {
      drafts.delete(id);
      update();
      open.focus();
    };
    const box = h("div", { class: "cx-source-new", role: "group", "aria-label": "New ground", onkeydown: (/** @type {KeyboardEvent} */ e) => e.key === "Enter" && (e.ctrlKey || e.metaKey) && (e.preventDefault(), add()) },
      form.nodes, suggestion,
      h("div", { class: "cx-source-buttons" },
        h("button", { class: "cx-button cx-primary", type: "button", onclick: add }, "Add"),
        h("button", { class: "cx-button cx-quiet", type: "button", onclick: discard }, "Discard")));
    const update = () => {
      const now = drafts.get(id);
      open.hidden = Boolean(now);
      box.hidden = !now;
      if (!now) return;
      form.update(now.draft);
      suggestion.hidden = desk.replica.get("statement", id)?.evidence !== "assumed";
      mark.checked = now.mark;
      text(label, `Mark the statement as ${desk.label("evidence", suggests(now.draft.kind)).toLowerCase()}`);
    };
    this.adding.append(open, box);
    update();
    return { update, flush: () => drafts.has(id) && form.flush() };
  }

  close() {
    this.off();
    this.rows.forEach((row) => row.form.flush());
    this.writer?.flush();
  }
}
