// @ts-check
/** Tables: parts of the room that map the same journey at once, each on a map of its own. */
import { participantsOf, seat, tablesOf } from "../../model/workshop.js";
import { h, set, text } from "../dom.js";
import { icon } from "../icons.js";
import { openMenu } from "../menu.js";
import { button, part as fold, plural, Rows } from "./bits.js";

const MOST = 12;

export class Tables {
  /** @param {import("./part.js").Workshop} part */
  constructor(part) {
    this.part = part;
    this.list = h("ul", { class: "cx-ws-tables", "aria-label": "Tables" });
    this.rows = new Rows(this.list, (id) => this._row(id));
    this.number = h("input", { class: "cx-input", type: "number", min: 2, max: MOST, value: 3, "aria-label": "How many tables" });
    this.from = h("select", { class: "cx-input", "aria-label": "What their maps begin with" }, h("option", { value: "frame" }, "Stages and lanes"), h("option", { value: "all" }, "All of this map"));
    this.seats = h("input", { type: "checkbox", checked: true });
    this.make = button("Make the tables", () => void this._make(), { mark: "plus", className: "cx-wide" });
    this.said = h("p", { class: "cx-problem", role: "alert", hidden: true });
    this.form = h("div", { class: "cx-ws-make" },
      h("p", { class: "cx-say" }, "Tables map the same journey at once; then you see what all saw, and what one saw."),
      h("div", { class: "cx-two-fields" }, h("label", { class: "cx-field" }, h("span", { class: "cx-label" }, "Tables"), this.number), h("label", { class: "cx-field" }, h("span", { class: "cx-label" }, "Their maps hold"), h("span", { class: "cx-select" }, this.from, icon("down", 15)))),
      h("label", { class: "cx-check" }, this.seats, h("span", null, "Seat everybody evenly")), this.make, this.said);
    this.agree = button("What the tables agree on", () => part.board.host.go({ agreement: part.workshop.id }), { mark: "changes", className: "cx-wide" });
    this.fold = fold("tables", "Tables", [this.list, this.form, this.agree], false);
    this.el = this.fold.el;
  }

  /** @param {Set<string> | null} touched */
  update(touched) {
    if (touched && ![...touched].some((key) => /^(breakout|participant|workshop):/.test(key))) return;
    const { part } = this;
    const tables = tablesOf(part.session.replica, part.workshop);
    this.fold.count(tables.length);
    this.rows.update(tables);
    this.form.hidden = tables.length > 0 || part.workshop.state === "closed";
    this.agree.hidden = tables.length < 2 || part.board.host.goes === false;
  }

  /** @param {string} table its id */
  _at(table) {
    return participantsOf(this.part.session.replica, this.part.workshop).filter((p) => p.breakout === table && p.state === "in");
  }

  /** @param {string} id @returns {import("./bits.js").Row} */
  _row(id) {
    const { part } = this;
    const name = h("b", { dir: "auto" });
    const who = h("small", { dir: "auto" });
    const open = button("Open its map", () => part.board.host.go({ journey: part.session.replica.get("breakout", id)?.map ?? "" }), { mark: "opens", bare: true, className: "cx-small" });
    const more = button("More", () => this._menu(id, more), { mark: "more", bare: true, menu: true, className: "cx-small" });
    return {
      el: h("li", null, h("span", { class: "cx-ws-person" }, name, who), open, more),
      update: (table) => {
        const people = this._at(id);
        text(name, table.name);
        text(who, people.length ? people.map((p) => p.name).join(", ") : "Nobody sits here yet");
        set(open, "aria-label", `Open the map of ${table.name}`);
        set(more, "aria-label", `More for ${table.name}`);
        open.hidden = !table.map || part.board.host.goes === false;
      },
    };
  }

  /** @param {string} id @param {HTMLElement} anchor */
  _menu(id, anchor) {
    const { part } = this;
    const { replica } = part.session;
    const table = replica.get("breakout", id);
    if (!table) return;
    const others = participantsOf(replica, part.workshop).filter((p) => p.state === "in" && p.breakout !== id);
    openMenu(part.board, anchor, [
      { heading: "Seat here" },
      ...others.map((p) => ({ label: p.name, hint: replica.get("breakout", p.breakout)?.name ?? "", run: () => part.do(seat(p, id), "Set to a table", `${p.name}: ${table.name}`) })),
      { label: "Take the table away", mark: icon("trash", 15), danger: true, rule: true, run: () => this._delete(table) },
    ], { label: table.name, align: "end" });
  }

  /** @param {any} table */
  _delete(table) {
    const { part } = this;
    const change = part.do([{ op: "delete", type: "breakout", id: table.id }], "Take a table away");
    if (change) part.board.toast(`“${table.name}” is taken away; its map stays among the journeys.`, part.undo(change));
  }

  async _make() {
    const { part } = this;
    const count = Math.round(Number(this.number.value));
    const wrong = !(count >= 2 && count <= MOST);
    this.said.hidden = !wrong;
    text(this.said, wrong ? `Write a number of tables from 2 to ${MOST}.` : "");
    if (wrong) return this.number.focus();
    this.make.disabled = true;
    try {
      const names = Array.from({ length: count }, (_, i) => `Table ${i + 1}`);
      const { id } = await part.session.ask("breakouts", { workshop: part.workshop.id, names, from: this.from.value, seat: this.seats.checked });
      part.board.toast(`${plural(count, "table")} are made, each with a map of its own.`, part.undo(id));
    } catch (error) {
      this.said.hidden = false;
      text(this.said, /** @type {Error} */ (error).message);
    } finally {
      this.make.disabled = false;
    }
  }

  destroy() {
    this.rows.clear();
  }
}
