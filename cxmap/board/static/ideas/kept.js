// @ts-check
/** What this browser keeps of an idea board: which ideas I gave without a name, which steps of mine I have seen, what I am typing. */
import { keep, recall } from "../room/kept.js";

/** As many ids as are remembered: who gives more has long seen what became of the first. */
const MOST = 2_000;

export class Kept {
  /** @param {string} board id of the idea board */
  constructor(board) {
    this._board = board;
    this.mine = new Set(this._ids("mine"));
    this.seen = new Set(this._ids("seen"));
  }

  /** An idea of mine that names nobody. @param {string} id */
  add(id) {
    this.mine.add(id);
    this._write("mine", this.mine);
  }

  /** I have seen these steps. @param {Iterable<string>} ids */
  look(ids) {
    for (const id of ids) this.seen.add(id);
    this._write("seen", this.seen);
  }

  /** What is being typed under a name ("idea", or an idea's id). @param {string} name */
  draft(name) {
    return recall(this._key(`draft.${name}`));
  }

  /** @param {string} name @param {string} words */
  keepDraft(name, words) {
    keep(this._key(`draft.${name}`), words);
  }

  /** Whether I give my name. */
  get named() {
    return recall(this._key("named")) === "yes";
  }

  set named(on) {
    keep(this._key("named"), on ? "yes" : "");
  }

  /** @param {string} name @returns {string[]} */
  _ids(name) {
    return recall(this._key(name)).split(" ").filter(Boolean);
  }

  /** @param {string} name @param {Set<string>} ids */
  _write(name, ids) {
    keep(this._key(name), [...ids].slice(-MOST).join(" "));
  }

  /** @param {string} name */
  _key(name) {
    return `ideas.${this._board}.${name}`;
  }
}
