// @ts-check
/** Every field of what is selected. A column beside the board; where the board is narrow, a drawer over it. */
import { asAllowed } from "./allowed.js";
import { contain } from "./contain.js";
import { focused, fresh, h, set, text } from "./dom.js";
import { buildForm, laneName, termsOf } from "./forms.js";
import { some } from "./head.js";
import { icon, laneIcon, star } from "./icons.js";
import { MIXED } from "./mixed.js";
import { Sections } from "./sections.js";
import { common, heading, kindsOf, subjectOf } from "./subject.js";

/** Below this board width the inspector is a drawer. */
const NARROW = 1280;

export class Inspector {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
    this.narrow = innerWidth < NARROW; // until the board has been measured: no drawer slides away as a map comes
    this.wanted = { wide: true, narrow: false, blank: false };
    /** @type {import("./forms.js").Form | null} */
    this.form = null;
    this.key = "";
    this.subject = ""; // what the form is about
    this.sections = new Sections(board);
    this.mark = h("span", { class: "cx-kind-mark" });
    this.title = h("h2", { class: "cx-kind", tabindex: -1 });
    this.moment = h("button", { class: "cx-moment", type: "button", onclick: () => this._toggleMoment() });
    this.scrolled = false;
    this.body = h("div", { class: "cx-fields", onscroll: () => (this.scrolled = this.body.scrollTop > 0) });
    this.remove = h("button", { class: "cx-button cx-quiet cx-danger", type: "button", onclick: () => this._delete() }, icon("trash"), h("span", null));
    this.foot = h("div", { class: "cx-inspector-foot" }, this.remove);
    this.panel = h("aside", { class: "cx-panel", "aria-label": "Fields" },
      h("div", { class: "cx-panel-head" },
        this.mark, this.title, this.moment,
        h("button", { class: "cx-square cx-small", type: "button", "aria-label": "Close the fields", onclick: () => this.close() }, icon("close"))),
      this.body, this.foot);
    this.tab = h("button", {
      class: "cx-square cx-inspector-tab", type: "button", "aria-label": "Show the fields", title: "Show the fields (I)", onclick: () => this.focus(),
    }, icon("panel", 17));
    this.el = h("div", { class: "cx-inspector" }, this.panel);
    board.head.end.append(this.tab); // in the head it covers nothing of the map
    contain(this.panel);
    this.panel.addEventListener("keydown", (/** @type {KeyboardEvent} */ e) => {
      if (e.key !== "Escape" || e.defaultPrevented) return;
      e.preventDefault();
      e.stopPropagation();
      if (this.narrow) this.close();
      else board.focus?.();
    });
    this.off = board.selection.on("change", () => this.update());
    this.watch = new ResizeObserver(() => this._fit());
    this.watch.observe(board.root);
    this._fit();
    this.update();
  }

  /** An empty map shows its panel alone; a narrow board keeps the fields away until they are asked for. A map on its way has them: it comes in the room that stays. */
  get _mode() {
    const { replica } = this.board;
    return this.narrow ? "narrow" : replica.all("stage").size || !replica.all("journey").size ? "wide" : "blank";
  }

  get isOpen() {
    return this.wanted[this._mode];
  }

  /** Show the fields without taking the focus. */
  open() {
    this._set(true);
  }

  close() {
    const inside = this.panel.contains(focused(this.panel));
    this.sections.flush();
    this.form?.flush();
    this._set(false);
    if (!inside) return;
    if (this.board.focus) this.board.focus();
    else this.tab.focus();
  }

  /** Show the fields and go to the first one. */
  focus() {
    this.board.sides?.close();
    this._set(true);
    this.form?.first.focus();
  }

  /** @param {boolean} open */
  _set(open) {
    this.wanted[this._mode] = open;
    this._show();
  }

  _fit() {
    const width = this.board.root.clientWidth;
    if (!width) return;
    this.narrow = width < NARROW;
    this._show();
  }

  _show() {
    const { classList } = this.el;
    this.shown = this.isOpen;
    classList.toggle("cx-drawer", this.narrow);
    classList.toggle("cx-open", this.isOpen);
    this.panel.inert = !this.isOpen;
    this.tab.hidden = this.isOpen;
  }

  /** @param {Set<string> | null} [touched] */
  update(touched = null) {
    const { board } = this;
    if (this.isOpen !== this.shown) this._show();
    const subject = subjectOf(board);
    // what one may not change now is there to be read: the fields are built like those of a map that one looks at
    asAllowed(board, subject.type === "card" ? subject.ids : ["frame"], () => this._update(subject, touched));
  }

  /** @param {import("./subject.js").Subject} subject @param {Set<string> | null} touched */
  _update(subject, touched) {
    const { board } = this;
    const { type, ids } = subject;
    const { replica } = board;
    // What decides which controls there are. A change of it builds the form anew; all else only brings values up to date.
    const kinds = type === "card" ? [...kindsOf(replica, ids)].join() : "";
    const people = type === "card" ? replica.list("traveller").map((/** @type {any} */ t) => `${t.persona}=${replica.get("persona", t.persona)?.name}`).join() : "";
    const state = type === "journey" ? replica.get("journey", ids[0])?.state : "";
    const key = `${type}|${ids.join()}|${kinds}|${people}|${state}|${board.readonly}`;
    if (key !== this.key) return this._build(subject, key);
    if (!touched || some(touched, "card:", "feeling:", "stage:", "lane:", "journey:")) {
      this.form?.update();
      this._head(subject);
    }
    this.sections.update(this.form ? subject : null);
  }

  /** @param {import("./subject.js").Subject} subject @param {string} key */
  _build(subject, key) {
    this.sections.flush();
    this.form?.flush(); // what was being typed belongs to the record that was shown
    const same = this.subject === `${subject.type}|${subject.ids.join()}`;
    this.subject = `${subject.type}|${subject.ids.join()}`;
    const had = this.body.contains(focused(this.body));
    const place = same && had ? placeIn(this.body) : null;
    const more = this.body.querySelector("details")?.open ?? false;
    this.key = key;
    this.form = this.board.replica.get(subject.type, subject.ids[0]) ? buildForm(this.board, subject) : null;
    fresh(this.body, this.form?.nodes ?? [],
      Boolean(this.form?.more.length) && h("details", { class: "cx-more-fields", open: more }, h("summary", null, icon("right", 13), "More"), this.form?.more ?? []),
      this.sections.el);
    this.sections.update(this.form ? subject : null);
    if (this.scrolled) this.body.scrollTop = 0; // else it would have the whole page laid out for nothing
    this._head(subject);
    if (had && !(place && goBack(this.body, place))) this.title.focus();
  }

  /** @param {import("./subject.js").Subject} subject */
  _head(subject) {
    const { board } = this;
    const { type, ids } = subject;
    const records = ids.map((id) => board.replica.get(type, id)).filter(Boolean);
    const label = (/** @type {string} */ kind) => termsOf(board, "lane_kinds").find((t) => t.key === kind)?.label ?? kind;
    text(this.title, heading(board, subject, label));
    const kinds = type === "card" ? [...kindsOf(board.replica, ids)] : [records[0]?.kind];
    const drawing = type === "journey" ? "map" : type === "stage" ? "stage" : kinds.length > 1 ? "copy" : kinds[0];
    if (this.mark.dataset.icon !== drawing) {
      this.mark.dataset.icon = drawing;
      fresh(this.mark, drawing === "copy" || type === "journey" || type === "stage" ? icon(drawing, 17) : laneIcon(drawing, 17));
    }
    this.moment.hidden = type !== "card";
    if (type === "card") this._star(common(records, "moment"));
    this.foot.hidden = board.readonly || type === "journey";
    const what = type === "card" ? (ids.length > 1 ? `${ids.length} cards` : "card") : type;
    text(this.remove.lastElementChild, `Delete ${what}`);
    if (type === "lane" && records[0]) set(this.remove, "title", `Delete ${laneName(board, records[0])} and its cards`);
    else set(this.remove, "title", type === "stage" ? "Delete the stage and its cards" : null);
  }

  /** @param {any} value */
  _star(value) {
    const on = value !== null && value !== MIXED;
    const sign = String(value === MIXED ? "mixed" : on);
    this.moment.disabled = this.board.readonly;
    if (this.moment.dataset.on === sign) return;
    this.moment.dataset.on = sign;
    set(this.moment, "aria-pressed", sign);
    fresh(this.moment, on ? star(15) : icon("outline", 15), h("span", null, "Moment of truth"));
  }

  _toggleMoment() {
    const { ids } = subjectOf(this.board);
    this.board.commands.toggleMoment(ids);
  }

  _delete() {
    const { board } = this;
    const { type, ids } = subjectOf(board);
    if (board.deleteTarget && board.selection.target.kind === type) return board.deleteTarget();
    const what = type === "card" ? (ids.length > 1 ? `${ids.length} cards` : "The card") : `The ${type}`;
    if (type === "card") board.commands.deleteCards(ids);
    else if (type === "stage") board.commands.deleteStage(ids[0]);
    else board.commands.deleteLane(ids[0]);
    board.toast(`${what} ${ids.length > 1 ? "are" : "is"} deleted.`, board.undoLast());
  }

  destroy() {
    this.sections.flush();
    this.form?.flush();
    this.off?.();
    this.watch.disconnect();
    this.tab.remove();
    this.el.remove();
  }
}

/** The fields of a form that are called so. @param {HTMLElement} body @param {string} name @returns {any[]} */
const fieldsOf = (body, name) => [...body.querySelectorAll("label")].filter((el) => el.textContent === name).map((el) => el.control);

/** Where somebody types: the field by its label (the which of how many), and the caret in it. @param {HTMLElement} body */
function placeIn(body) {
  const input = /** @type {any} */ (focused(body));
  const name = input.labels?.[0]?.textContent;
  if (!name) return null;
  const alike = fieldsOf(body, name);
  const caret = input.type === "text" || input.type === "textarea" ? [input.selectionStart, input.selectionEnd] : null;
  return { name, at: alike.indexOf(input), of: alike.length, top: body.scrollTop, caret };
}

/**
 * Go back to a field of a form that was built anew.
 * @param {HTMLElement} body @param {{name: string, at: number, of: number, top: number, caret: number[] | null}} place
 * @returns {boolean} whether it is there still
 */
function goBack(body, { name, at, of, top, caret }) {
  const alike = fieldsOf(body, name);
  const input = alike.length === of ? alike[at] : null;
  if (!input || input.disabled) return false;
  body.scrollTop = top;
  input.focus({ preventScroll: true });
  if (caret) input.setSelectionRange(caret[0], caret[1]);
  return true;
}
