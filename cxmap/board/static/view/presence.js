// @ts-check
/** Who is here: their colour, name and avatar, and the layer that shows their cursors. */
import { h, style, svg, text } from "./dom.js";

/**
 * @typedef {{session?: string, person: string, name: string, number: number, colour: number,
 *   cursor?: {stage: string, lane: string, x: number, y: number} | null, selected?: string[], held?: string[], typing?: string | null}} Person
 */

/** A cursor that has not moved for this long fades; people go for coffee. */
const STILL_MS = 12_000;

/** The name that others read: given, or “Guest 3”. @param {Person} person */
export function personName(person) {
  return person.name || `Guest ${person.number}`;
}

/** The custom property with a person's colour. @param {{colour?: number}} person */
export function personColour(person) {
  return `var(--person${(((person.colour ?? 1) - 1) % 4) + 1})`;
}

/** Two letters for a name: first and last word; “G3” for Guest 3. @param {Person} person */
export function initials(person) {
  if (!person.name) return `G${person.number}`;
  return lettersOf(person.name);
}

/** The first letters of the first and the last word, in capitals. @param {string} name */
export function lettersOf(name) {
  const words = name.split(/[\s\-_.,]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const ends = words.length > 1 ? [words[0], words[words.length - 1]] : words;
  return ends.map((word) => [...word.replace(/[^\p{L}\p{N}]/gu, "")][0].toLocaleUpperCase()).join("") || "?";
}

/**
 * A round avatar with initials; you are cobalt, others have their colour.
 * @param {Person} person
 * @param {{you?: boolean, size?: number}} [options]
 * @returns {HTMLElement}
 */
export function avatar(person, { you = false, size = 28 } = {}) {
  return h("span", {
    class: "cx-avatar",
    "aria-hidden": "true",
    style: {
      "--person": you ? "var(--accent)" : personColour(person),
      ...(size === 28 ? {} : { width: `${size}px`, height: `${size}px`, "font-size": "10.5px" }),
    },
  }, initials(person));
}

/**
 * Everybody on the board, you first, each person once however many windows they have open.
 * @param {any} session
 * @returns {Person[]}
 */
export function everybody(session) {
  const you = session.you;
  /** @type {Map<string, Person>} */
  const people = new Map(you ? [[you.person, you]] : []);
  for (const person of others(session)) if (!people.has(person.person)) people.set(person.person, person);
  return [...people.values()];
}

/** Every other session on the board. @param {any} session @returns {Person[]} */
export function others(session) {
  return [...(session.people?.values() ?? [])].filter((p) => p.session !== session.id && p.session !== session.you?.session);
}

/** The layer of other people's cursors. `board.place(cursor)` gives pixels in this layer, or null where it is out of view. */
export class Presence {
  /** @param {any} board */
  constructor(board) {
    this.board = board;
    this.el = h("div", { class: "cx-cursors", "aria-hidden": "true" });
    /** @type {Map<string, {el: HTMLElement, name: HTMLElement, at: string, timer: any}>} */
    this.cursors = new Map();
    this.off = board.session.on("people", () => this.update());
  }

  /** Bring every cursor to its place; also after scrolling and zooming, where `glide` is false. */
  update(_touched = null, { glide = true } = {}) {
    const seen = new Set();
    for (const person of others(this.board.session)) {
      const at = person.cursor ? this.board.place?.(person.cursor) : null;
      if (!at || !person.session) continue;
      seen.add(person.session);
      this._put(person, at, glide);
    }
    for (const [session, cursor] of this.cursors) {
      if (seen.has(session)) continue;
      clearTimeout(cursor.timer);
      cursor.el.remove();
      this.cursors.delete(session);
    }
  }

  /** @param {Person} person @param {{x: number, y: number}} at @param {boolean} glide */
  _put(person, at, glide) {
    const session = /** @type {string} */ (person.session);
    let cursor = this.cursors.get(session);
    if (!cursor) {
      const name = h("span", null);
      const arrow = svg("svg", { width: 22, height: 22, viewBox: "0 0 20 20" }, svg("path", { d: "M3 2l5.2 14.5 2.3-6 6-2.3z" }));
      cursor = { el: h("div", { class: "cx-cursor" }, arrow, name), name, at: "", timer: null };
      this.cursors.set(session, cursor);
      this.el.append(cursor.el);
      glide = false; // a cursor that appears does not fly in
    }
    text(cursor.name, personName(person));
    style(cursor.el, {
      "--person": personColour(person),
      transition: glide ? null : "none",
      transform: `translate(${Math.round(at.x - 3)}px, ${Math.round(at.y - 2)}px)`,
    });
    const where = JSON.stringify(person.cursor);
    if (where === cursor.at) return;
    cursor.at = where;
    cursor.el.classList.remove("cx-still");
    clearTimeout(cursor.timer);
    const { el } = cursor;
    cursor.timer = setTimeout(() => el.classList.add("cx-still"), STILL_MS);
  }

  destroy() {
    this.off?.();
    for (const { timer } of this.cursors.values()) clearTimeout(timer);
    this.el.remove();
  }
}
