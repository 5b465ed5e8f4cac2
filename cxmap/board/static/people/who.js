// @ts-check
/** Who is where in a persona: mine is told to the others (the statement or field that I am in, what I type in), theirs is shown there. */
import { others, personColour, personName } from "../view/presence.js";

/** A place that shows who is in it. @typedef {{people: (people: any[], look: typeof lookOf) => void}} Shows */

/** @param {any} person */
export const lookOf = (person) => ({ name: personName(person), colour: personColour(person) });

export class Who {
  /** @param {any} desk */
  constructor(desk) {
    this.desk = desk;
    this.here = ""; // id of the statement, or of the persona's own field, that I am in
    this.sign = "";
    this.off = desk.session.on("people", () => this.update());
  }

  /** @param {string} id */
  at(id) {
    this.here = id;
    this.tell();
  }

  /** @param {string} id */
  left(id) {
    if (this.here !== id) return;
    this.here = "";
    this.tell();
  }

  /** @param {string | null} id */
  typing(id) {
    this.desk.session.presence({ typing: id });
  }

  /** Tell it for the persona that is shown now. */
  tell() {
    const { persona, session } = this.desk;
    session.presence({ selected: [persona, this.here].filter(Boolean), ...(this.here ? {} : { typing: null }) });
  }

  /** Others by the places that they are in. @returns {Map<string, any[]>} */
  places() {
    const { session } = this.desk;
    /** @type {Map<string, any[]>} */
    const found = new Map();
    for (const person of others(session)) {
      if (person.person === session.you?.person) continue; // another window of mine marks nothing
      for (const id of new Set([...(person.selected ?? []), person.typing])) {
        if (!id) continue;
        const list = found.get(id);
        if (list) list.push(person);
        else found.set(id, [person]);
      }
    }
    return found;
  }

  /** @param {boolean} [anew] what shows them was drawn anew */
  update(anew = false) {
    const places = this.places();
    const sign = [...places].map(([id, people]) => `${id}:${people.map((p) => `${p.session}${p.name}${p.colour}`)}`).join("|");
    if (sign === this.sign && !anew) return;
    this.sign = sign;
    for (const [id, shows] of this.desk.shown()) shows.people(places.get(id) ?? [], lookOf);
  }

  /** Another persona is shown. */
  moved() {
    this.here = "";
    this.tell();
    this.update(true);
  }

  destroy() {
    this.off?.();
  }
}
