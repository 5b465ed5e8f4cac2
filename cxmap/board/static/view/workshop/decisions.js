// @ts-check
/** Decisions, actions and open questions, with owners and days. */
import { decide, decisionsOf, settle } from "../../model/workshop.js";
import { shortDate } from "../../model/dates.js";
import { choiceControl, writingControl } from "../controls.js";
import { fresh, h, set, text } from "../dom.js";
import { goTo } from "../thread.js";
import { button, line, part as fold, Rows } from "./bits.js";

const FIELDS = ["text", "kind", "owner", "due", "team"];

export class Decisions {
  /** @param {import("./part.js").Workshop} part */
  constructor(part) {
    this.part = part;
    this.open = "";
    this.about = /** @type {string | null} */ (null);
    this.kind = "decision";
    this.list = h("ul", { class: "cx-ws-decided", "aria-label": "Decisions" });
    this.rows = new Rows(this.list, (id) => this._row(id));
    this.none = h("p", { class: "cx-ws-none" }, "Nothing is decided yet. Write who does what by when; what nobody can answer is an open question.");
    this.kinds = h("div", { class: "cx-seg", role: "group", "aria-label": "What it is" }, part.board.definitions.terms("decision_kinds").map((/** @type {any} */ term) =>
      h("button", { type: "button", dataset: { kind: term.key }, title: term.meaning, onclick: () => this._pick(term.key) }, term.key === "question" ? "Question" : term.label)));
    this.pain = h("p", { class: "cx-ws-about" });
    this.field = line({ label: "New decision", placeholder: "What was decided?", send: "Add", run: (words) => this._add(words) });
    this.fold = fold("decisions", "Decisions", [this.none, this.list, this.kinds, this.pain, this.field.el]);
    this.el = this.fold.el;
    this._pick("decision");
  }

  get _r() {
    return this.part.session.replica;
  }

  /** @param {Set<string> | null} touched */
  update(touched) {
    if (touched && ![...touched].some((key) => /^(decision|workshop|team):/.test(key) || key === `card:${this.about}`)) return;
    const all = decisionsOf(this._r, this.part.workshop);
    this.fold.count(all.length);
    this.none.hidden = all.length > 0;
    this.rows.update(all);
    this._about();
  }

  /** @param {string} kind */
  _pick(kind) {
    this.kind = kind;
    for (const el of this.kinds.querySelectorAll("button")) set(el, "aria-pressed", String(el.dataset.kind === kind));
    const asked = /** @type {Record<string, string>} */ ({ decision: "What was decided?", action: "Who does what?", question: "What is still open?" })[kind];
    set(this.field.input, "placeholder", asked);
    set(this.field.input, "aria-label", asked);
  }

  /** Write one about a card. @param {string} card */
  write(card) {
    this.about = card;
    this.fold.el.open = true;
    this._about();
    this.field.input.focus();
    this.el.scrollIntoView({ block: "nearest" });
  }

  _about() {
    const card = this._r.get("card", this.about);
    this.pain.hidden = !card;
    if (card) fresh(this.pain, h("span", { dir: "auto" }, `About “${card.title}”`), button("Not about it", () => ((this.about = null), this._about()), { mark: "close", bare: true, className: "cx-small" }));
  }

  /** @param {string} words */
  _add(words) {
    const { part } = this;
    const card = this._r.get("card", this.about)?.id ?? null;
    const { id, edits } = decide(this._r, part.workshop, { kind: this.kind, text: words, card });
    if (!part.do(edits, "Note a decision", "Noted")) return false;
    this.about = null;
    this._about();
    if (this.kind !== "question") this._unfold(id);
  }

  /** @param {string} id */
  _unfold(id) {
    this.open = this.open === id ? "" : id;
    this.rows.update(decisionsOf(this._r, this.part.workshop));
  }

  /** @param {string} id @returns {import("./bits.js").Row} */
  _row(id) {
    const { part } = this;
    const box = h("input", { type: "checkbox", title: "Done", onchange: () => part.do(settle("decision", id, box.checked), "Settle a decision", box.checked ? "Done" : "Open again") });
    const words = h("span", { dir: "auto" });
    const small = h("small", { dir: "auto" });
    const main = h("button", { class: "cx-ws-main", type: "button", "aria-expanded": "false", onclick: () => this._unfold(id) }, h("span", { class: "cx-ws-person" }, words, small));
    const body = h("div", { class: "cx-ws-body", hidden: true });
    const el = h("li", { class: "cx-ws-item" }, h("div", { class: "cx-ws-row" }, box, main), body);
    /** @type {{update: (record: any) => void, flush: () => void} | null} */
    let form = null;
    return {
      el,
      update: (decision) => {
        set(box, "checked", decision.settled === "on");
        set(box, "aria-label", `Done: ${decision.text}`);
        text(words, decision.text);
        const team = part.board.replica.get("team", decision.team)?.name;
        text(small, [part.board.label("decision_kinds", decision.kind), decision.owner || team, decision.due && `by ${shortDate(decision.due)}`].filter(Boolean).join(" · "));
        el.classList.toggle("cx-ws-done", decision.settled === "on");
        const open = this.open === id;
        set(main, "aria-expanded", String(open));
        body.hidden = !open;
        if (open && !form) form = this._form(id, body);
        else if (!open && form) {
          form.flush();
          form = null;
          fresh(body);
        }
        form?.update(decision);
      },
      flush: () => form?.flush(),
    };
  }

  /** @param {string} id @param {HTMLElement} body */
  _form(id, body) {
    const { part } = this;
    const teams = () => part.board.replica.list("team").map((/** @type {any} */ team) => ({ key: team.id, label: team.name }));
    const controls = FIELDS.map((name) => {
      const field = part.board.definitions.field("decision", name);
      const write = (/** @type {any} */ value, /** @type {any} */ was) => part.do([{ op: "patch", type: "decision", id, fields: { [name]: value }, was: { [name]: was } }], "Edit a decision");
      const spec = { field, readonly: false, write };
      return name === "team" ? choiceControl({ ...spec, options: teams(), none: "None" }) : field.kind === "choice" ? choiceControl(spec) : writingControl(spec);
    });
    const [said, kind, owner, due, team] = controls.map((control) => control.el);
    const card = h("button", { class: "cx-link", type: "button", onclick: () => goTo(part.board, { type: "card", id: this._r.get("decision", id)?.card ?? "" }) }, "Go to its card");
    const gone = button("Delete", () => this._delete(id), { mark: "trash", quiet: true, className: "cx-danger" });
    fresh(body, said, h("div", { class: "cx-two-fields" }, owner, due), h("div", { class: "cx-two-fields" }, kind, team), h("div", { class: "cx-ws-buttons" }, card, gone));
    return {
      update: (/** @type {any} */ decision) => {
        /** @type {any} */ (controls[4]).options(teams());
        controls.forEach((control, i) => control.update(decision[FIELDS[i]]));
        card.hidden = !part.board.replica.get("card", decision.card);
      },
      flush: () => controls.forEach((control) => control.flush()),
    };
  }

  /** @param {string} id */
  _delete(id) {
    const { part } = this;
    const change = part.do([{ op: "delete", type: "decision", id }], "Delete a decision");
    if (change) part.board.toast("The decision is deleted.", part.undo(change));
  }

  flush() {
    this.rows.flush();
  }

  destroy() {
    this.rows.clear();
  }
}

