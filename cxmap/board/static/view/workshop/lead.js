// @ts-check
/** The lead changes hands: who gets it is told and finds the desk open, who had it is told too, and a guest can give it back. */
import { meIn } from "../../model/workshop.js";
import { keep, recall } from "../../room/kept.js";

/** Who leads, as far as this page knows. @typedef {{workshop: string, person: string, name: string}} Known */

export class Lead {
  /** @param {import("./part.js").Workshop} part */
  constructor(part) {
    this.part = part;
    /** @type {Known | null} */ this.known = null;
    /** Their role before they led here: who leads has a facilitator's. @type {string | null} */ this.role = null;
    /** Whom this person has just given the lead: they know it. */ this.given = "";
  }

  get _mine() {
    return this.part.workshop?.facilitator === this.part.who.person;
  }

  /** Who led before this person, where that is somebody else: the lead can be given back. A reload keeps it. @returns {{person: string, name: string} | null} */
  get before() {
    const { workshop, who } = this.part;
    const [person, name] = workshop && this._mine ? recall(this._key).split("|", 2) : [];
    return person && person !== who.person ? { person, name: decodeURIComponent(name || "") || "who led before" } : null;
  }

  get _key() {
    return `${this.part.workshop.id}.led`;
  }

  /** Whether this person changes the workshop also where another leads it. */
  get moderates() {
    return ["owner", "facilitator"].includes(this.role ?? (this.part.board.host.room ? "guest" : this.part.who.role));
  }

  /** Whether the one who led before takes part: then the lead is in their row. @param {string} person */
  sits(person) {
    return meIn(this.part.session.replica, this.part.workshop, person)?.state === "in";
  }

  update() {
    const { part } = this;
    const { workshop, who } = part;
    if (!workshop || !who.person) return;
    const before = this.known;
    if (!before && !this._mine) this.role = who.role;
    const person = workshop.facilitator ?? "";
    this.known = { workshop: workshop.id, person, name: workshop.facilitator_name ?? "" };
    if (workshop.state !== "running") return;
    if (!before || before.workshop !== workshop.id) {
      if (this._mine && part.board.host.room) this._open(); // the page was loaded again
      return;
    }
    if (before.person === person || !before.person) return;
    if (this._mine) keep(this._key, `${before.person}|${encodeURIComponent(before.name)}`);
    if (this.given === person) return void (this.given = "");
    if (this._mine) {
      this._open();
      part.board.toast(`You lead the workshop now.${this.moderates ? "" : " The workshop panel has all you need."}`);
    } else if (before.person === who.person) part.board.toast(`${workshop.facilitator_name || "Somebody else"} leads the workshop now.`);
  }

  /** The desk, without disturbing what is typed. */
  _open() {
    queueMicrotask(() => this.part.board.sides?.open("workshop", false)); // the board's parts may still be being made
  }
}
