// @ts-check
/** The page head: where you are, the journey's title, whether all is saved, who is here; and under it what the map is about. */
import { shortDate, today } from "../model/dates.js";
import { contain } from "./contain.js";
import { h, set, text } from "./dom.js";
import { Evidence } from "./evidence.js";
import { Find } from "./find.js";
import { icon } from "./icons.js";
import { openMenu } from "./menu.js";
import { Avatars } from "./avatars.js";
import { Personas } from "./personas.js";
import { Status } from "./status.js";
import { Title } from "./title.js";
import { Tray } from "./tray.js";

export { shortDate, today };

/**
 * The map that answers this one: the to-be of an as-is, the as-is of a to-be; null where there is none.
 * @param {any} board
 * @returns {string | null}
 */
export function twinOf(board) {
  const journey = board.replica.get("journey", board.session.journey);
  const all = board.host.journeys ?? [];
  if (!journey) return null;
  if (journey.state === "to_be") return all.some((/** @type {any} */ j) => j.id === journey.as_is) ? journey.as_is : null;
  return all.find((/** @type {any} */ j) => j.as_is === journey.id)?.id ?? null;
}

export class Head {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
    const { host } = board;
    this.title = new Title(board);
    this.status = new Status(board);
    this.tray = new Tray(board);
    this.people = new Avatars(board);
    this.personas = new Personas(board);
    this.evidence = new Evidence(board);
    this.find = new Find(board);
    this.states = h("div", { class: "cx-seg", role: "group", "aria-label": "State of the journey" });
    this.reviewed = h("span", { class: "cx-reviewed" });
    this.due = h("span", { class: "cx-due" }, icon("calendar", 14), h("span", null));
    this.dates = h("div", { class: "cx-dates" }, rule(), this.reviewed, this.due);
    this.undo = this._square("undo", "Undo", () => board.undo());
    this.redo = this._square("redo", "Redo", () => board.redo());
    this.changes = h("div", { class: "cx-changes" }, this.undo, this.redo, rule());

    /** where other parts of the board add their controls */
    this.end = h("div", { class: "cx-head-end" });

    this.el = h("header", { class: "cx-head" },
      h("div", { class: "cx-row1" },
        host.toggleSidebar && h("button", {
          class: "cx-square", type: "button", "aria-label": "Show or hide the sidebar", onclick: () => host.toggleSidebar(),
        }, icon("sidebar", 18)),
        h("nav", { class: "cx-crumb", "aria-label": "Where you are", hidden: host.goes === false },
          h("button", { type: "button", onclick: () => host.go({ page: "home" }) }, "Journeys"),
          icon("right", 12)),
        this.title.el, this.status.el, h("div", { class: "cx-space" }), this.tray.el, this.people.el,
        host.goes !== false && h("button", { class: "cx-button cx-primary", type: "button", onclick: () => host.present() }, icon("play", 13), h("span", null, "Present"))),
      h("div", { class: "cx-row2" },
        this.personas.el, rule(), this.states, this.evidence.el, this.dates,
        h("div", { class: "cx-space" }), this.changes, this.find.el, this.end));
    contain(this.el);
    this.update();
  }

  /** @param {string} name @param {string} label @param {() => void} run */
  _square(name, label, run) {
    return h("button", { class: "cx-square", type: "button", "aria-label": label, title: label, onclick: run }, icon(name, 17));
  }

  /** Edit the journey's title where it stands (F2). */
  editTitle() {
    this.title.edit();
  }

  /** Open the find field (Ctrl+F). */
  openFind() {
    this.find.open();
  }

  /** What the map is called and whom it is about: seen with its first picture. */
  name() {
    this.title.update();
    this.personas.update();
  }

  /** @param {Set<string> | null} [touched] */
  update(touched = null) {
    this.changes.hidden = this.board.session.role === "viewer"; // known once the server has said who this is; a deletion can be undone
    this.title.update();
    this.status.update();
    this.tray.update();
    this.people.update();
    if (!touched || some(touched, "persona:", "traveller:", "journey:")) this.personas.update();
    if (!touched || some(touched, "card:", "source:")) this.evidence.update();
    if (!touched || some(touched, "journey:")) {
      this._states();
      this._dates();
    }
    this.find.update();
  }

  _states() {
    const { board } = this;
    const journey = board.replica.get("journey", board.session.journey);
    if (!journey) return;
    this.states.hidden = journey.use === "template"; // it is of no day, neither today's nor a later one's
    const twin = twinOf(board);
    if (board.host.goes === false) this.states.hidden = true; // what it offers leads to other maps
    const offer = twin !== null || (!board.readonly && journey.state === "as_is");
    const sign = `${journey.state}|${twin}|${offer}`;
    if (this.states.dataset.sign === sign) return;
    this.states.dataset.sign = sign;
    this.states.replaceChildren(...[["as_is", "As-is"], ["to_be", "To-be"]].map(([state, label]) => {
      const on = journey.state === state;
      const button = h("button", { type: "button", "aria-current": on ? "true" : null, "aria-haspopup": on || !twin ? "menu" : null, hidden: !on && !offer }, label);
      button.addEventListener("click", () => (on ? this._own(button) : this._other(button, twin)));
      return button;
    }));
  }

  /** Go to the twin, or offer to make it. @param {HTMLElement} button @param {string | null} twin */
  _other(button, twin) {
    const { board } = this;
    if (twin) return board.host.go({ journey: twin });
    openMenu(board, button, [this._copy()], { label: "To-be map" });
  }

  /** What can be done with the two maps together. @param {HTMLElement} button of the map that is open */
  _own(button) {
    const { board } = this;
    const { journey: id } = board.session;
    const toBe = board.replica.get("journey", id)?.state === "to_be";
    const twin = twinOf(board);
    const compare = { label: `Compare with the ${toBe ? "as-is" : "to-be"} map`, mark: icon("changes", 15), run: () => board.host.go({ compare: id }) };
    const marks = { label: "Show the changes on this map", mark: icon("eye", 15), run: () => board.sides.open("changes") };
    const other = { label: "Compare with another map", mark: icon("changes", 15), run: () => board.host.go({ compare: id }) };
    openMenu(board, button, [...(twin ? [compare, ...(toBe ? [marks] : [])] : [other]), ...(twin || toBe || board.readonly ? [] : [this._copy()])], { label: "As-is and to-be" });
  }

  _copy() {
    const { board } = this;
    return { label: "Create a to-be copy of this map", mark: icon("copy", 15), run: () => board.host.go({ twin: board.session.journey }) };
  }

  _dates() {
    const journey = this.board.replica.get("journey", this.board.session.journey);
    const { reviewed = null, review_due: due = null } = journey ?? {};
    const late = due !== null && due < today(new Date());
    text(this.reviewed, reviewed ? `Reviewed ${shortDate(reviewed)}` : "");
    this.due.hidden = !due;
    this.due.classList.toggle("cx-late", late);
    text(this.due.lastElementChild, due ? `${late ? "Review was due" : "Review due"} ${shortDate(due)}` : "");
    set(this.due, "title", due ? "Change the dates in the journey's fields" : null);
    this.dates.hidden = !reviewed && !due;
  }

  destroy() {
    for (const part of [this.title, this.status, this.tray, this.people, this.personas, this.evidence, this.find]) part.destroy();
    this.el.remove();
  }
}

/** Whether any touched record is of one of these types. @param {Set<string>} touched @param {...string} types */
export function some(touched, ...types) {
  for (const key of touched) if (types.some((type) => key.startsWith(type))) return true;
  return false;
}

function rule() {
  return h("i", { class: "cx-divider", "aria-hidden": "true" });
}
