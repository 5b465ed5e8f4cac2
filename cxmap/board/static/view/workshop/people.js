// @ts-check
/** Who is here: who waits is let in, who is in can be set to a table, handed the role, or removed; all of it can be undone. */
import { handOver, participantsOf, seat, setState, tablesOf, takePart } from "../../model/workshop.js";
import { h, set, text } from "../dom.js";
import { icon } from "../icons.js";
import { openMenu } from "../menu.js";
import { button, part as fold, plural, Rows, say } from "./bits.js";

/** Those who wait come first, those who are gone last. */
const ORDER = ["waiting", "in", "left", "removed"];

export class People {
  /** @param {import("./part.js").Workshop} part */
  constructor(part) {
    this.part = part;
    this.list = h("ul", { class: "cx-ws-people", "aria-label": "Who takes part" });
    this.rows = new Rows(this.list, (id) => this._row(id));
    this.none = h("p", { class: "cx-ws-none" }, "Nobody has joined yet. “How to join” shows the code.");
    this.all = button("Let all in", () => this._admit(), { mark: "check", className: "cx-wide" });
    this.me = button("Take part yourself", () => this._take(), { quiet: true });
    this.lead = button("Take over the lead", () => this._lead(), { quiet: true });
    this.back = button("Hand the lead back", () => this._back(), { quiet: true });
    this.fold = fold("people", "People", [this.none, this.all, this.list, h("div", { class: "cx-ws-buttons" }, this.lead, this.back, this.me)]);
    this.el = this.fold.el;
    this.timer = 0;
    this.sign = "";
  }

  /** @param {Set<string> | null} touched */
  update(touched) {
    if (touched && ![...touched].some((key) => /^(participant|workshop|breakout):/.test(key))) return;
    const { part } = this;
    const { workshop, session } = part;
    const people = [...participantsOf(session.replica, workshop)].sort((a, b) => ORDER.indexOf(a.state) - ORDER.indexOf(b.state) || a.name.localeCompare(b.name));
    const inside = people.filter((p) => p.state === "in").length;
    const waiting = people.length ? people.filter((p) => p.state === "waiting").length : 0;
    this.fold.count(waiting ? `${inside} in, ${waiting} waiting` : inside ? `${inside} in` : "");
    this.none.hidden = people.length > 0;
    this.all.hidden = waiting < 2;
    this.here = this._here();
    this.rows.update(people);
    this.me.hidden = workshop.state === "closed" || workshop.facilitator === part.who.person || part.me?.state === "in";
    this.lead.hidden = workshop.state === "closed" || workshop.facilitator === part.who.person || !part.mayPlan;
    const before = workshop.state === "closed" ? null : part.lead.before;
    this.back.hidden = !before || part.lead.sits(before.person);
    if (before) say(this.back, `Hand the lead back to ${before.name}`);
    part.board.sides.badge("workshop", waiting, waiting === 1 ? "person waits to be let in" : "people wait to be let in");
  }

  /** Ids of the people whose page is open, one's own among them. */
  _here() {
    const { session, who } = this.part;
    return new Set([who.person, ...[...session.people.values()].map((p) => p.person)]);
  }

  /** People come and go: looked at twice a second at most. */
  people() {
    if (this.timer) return;
    this.timer = window.setTimeout(() => {
      this.timer = 0;
      const sign = [...this._here()].sort().join();
      if (sign === this.sign || !this.part.workshop) return;
      this.sign = sign;
      this.update(null);
    }, 500);
  }

  /** @param {string} id @returns {import("./bits.js").Row} */
  _row(id) {
    const dot = h("i", { class: "cx-ws-here" });
    const name = h("span", { class: "cx-ws-who", dir: "auto" });
    const note = h("small");
    const admit = button("Let in", () => this._set(id, "in"), { className: "cx-small" });
    const more = button("More", () => this._menu(id, more), { mark: "more", bare: true, menu: true, className: "cx-small" });
    const el = h("li", null, dot, h("span", { class: "cx-ws-person" }, name, note), admit, more);
    return {
      el,
      update: (person) => {
        const { part } = this;
        const here = this.here?.has(person.person) ?? false;
        const known = part.workshop.anonymous !== "on"; // else nobody is told who stands behind a cursor
        text(name, person.name);
        const table = part.session.replica.get("breakout", person.breakout);
        const state = person.state === "in" ? "" : part.board.label("participant_states", person.state).toLowerCase();
        text(note, [person.person && person.person === part.workshop.facilitator && "leads", state, table?.name, known && person.state === "in" && !here && "away"].filter(Boolean).join(" · "));
        el.dataset.state = person.state;
        set(dot, "data-here", known && here);
        set(dot, "title", known ? (here ? "Here now" : "Not here now") : "While it is anonymous, who is here now is not told");
        admit.hidden = person.state !== "waiting";
        set(admit, "aria-label", `Let ${person.name} in`);
        set(more, "aria-label", `More for ${person.name}`);
      },
    };
  }

  /** @param {string} id @param {"in" | "removed" | "left"} state */
  _set(id, state) {
    const { part } = this;
    const person = part.session.replica.get("participant", id);
    if (!person) return;
    const change = part.do(setState(person, state), state === "in" ? "Let somebody in" : "Remove somebody", `${person.name}: ${state === "in" ? "in the room" : "removed"}`);
    if (change && state === "removed") part.board.toast(`${person.name} is removed and cut off.`, part.undo(change));
  }

  _admit() {
    const { part } = this;
    const waiting = participantsOf(part.session.replica, part.workshop).filter((p) => p.state === "waiting");
    part.do(waiting.flatMap((p) => setState(p, "in")), "Let all in", `${plural(waiting.length, "person", "people")} let in`);
  }

  /** @param {string} id @param {HTMLElement} anchor */
  _menu(id, anchor) {
    const { part } = this;
    const { replica } = part.session;
    const person = replica.get("participant", id);
    if (!person) return;
    const tables = tablesOf(replica, part.workshop);
    const put = (/** @type {any} */ table) => part.do(seat(person, table?.id ?? null), "Set to a table", `${person.name}: ${table ? table.name : "no table"}`);
    /** @type {import("../menu.js").Item[]} */
    const items = [
      ...(tables.length ? [{ heading: "Table" }, ...[...tables, null].map((table) => ({ label: table?.name ?? "None", checked: (person.breakout ?? null) === (table?.id ?? null), run: () => void put(table) }))] : []),
      ...(person.person && person.state === "in" && person.person !== part.workshop.facilitator ? [{ label: "Hand over the lead", mark: icon("flag", 15), run: () => this._hand(person) }] : []),
      person.state === "in" || person.state === "waiting"
        ? { label: person.state === "in" ? "Remove from the workshop" : "Do not let in", mark: icon("close", 15), danger: true, rule: true, run: () => this._set(id, "removed") }
        : { label: "Let in again", mark: icon("check", 15), run: () => this._set(id, "in") },
    ];
    openMenu(part.board, anchor, items, { label: person.name, align: "end" });
  }

  /** @param {any} person */
  _hand(person) {
    const { part } = this;
    part.lead.given = person.person;
    const change = part.do(handOver(part.workshop, person), "Hand over the lead", `${person.name} leads`);
    // a guest who gave the lead away changes nothing any more: only who has it now gives it back
    if (change) part.board.toast(`${person.name} leads the workshop now.`, part.lead.moderates || person.person === part.who.person ? part.undo(change) : {});
  }

  _back() {
    const { before } = this.part.lead;
    if (before) this._hand(before);
  }

  _lead() {
    const { you } = this.part;
    if (you) this._hand(you);
  }

  _take() {
    const { part } = this;
    if (part.you) part.do(takePart(part.session.replica, part.workshop, part.you, part.now()), "Take part", "You take part");
  }

  destroy() {
    clearTimeout(this.timer);
    this.rows.clear();
  }
}
