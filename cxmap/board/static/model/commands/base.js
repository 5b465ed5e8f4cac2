// @ts-check
/** What all commands need: the way to the session, whose feelings are meant, and the edits that make a feeling or a persona. */
import { inChunks } from "../chunks.js";
import { feelingId, firstPersonaId, travellerId } from "../ids.js";
import { parseMarks } from "../marks.js";
import { keysAt } from "../places.js";
import { feelingValue } from "../vocabulary.js";

/** @typedef {import("../../sync/replica.js").Edit} Edit */
/** @typedef {import("../../sync/replica.js").Rec} Rec */
/** @typedef {import("../marks.js").Ignored} Ignored */
/** A line as it was typed: its text, and which of its marks were undone. @typedef {string | {text: string, ignore?: Ignored}} Line */

export class Base {
  /** @param {import("../../sync/session.js").Session} session @param {{random?: () => number}} [options] */
  constructor(session, { random = Math.random } = {}) {
    this.session = session;
    this.random = random;
    /** Edits of the commands that make one change together. @type {Edit[][] | null} */
    this._gathered = null;
  }

  get replica() {
    return this.session.replica;
  }

  get journey() {
    return this.session.journey;
  }

  /**
   * Do several commands as one change, so that one undo takes them back. They show when all are done: one of them does not
   * see what another made.
   * @template T @param {string} label @param {() => T} commands @returns {T}
   */
  together(label, commands) {
    if (this._gathered) return commands();
    const gathered = /** @type {Edit[][]} */ ([]);
    this._gathered = gathered;
    try {
      return commands();
    } finally {
      this._gathered = null;
      this._commitAll(gathered, label);
    }
  }

  // ---- inside

  /** @param {Edit[]} edits @param {string} label */
  _commit(edits, label) {
    if (edits.length) this._commitAll([edits], label);
  }

  /** @param {Edit[][]} groups that each stay together @param {string} label */
  _commitAll(groups, label) {
    if (this._gathered) this._gathered.push(...groups);
    else for (const edits of inChunks(groups.filter((group) => group.length))) this.session.commit(edits, { label });
  }

  /** @param {Line} line @param {boolean} bare */
  _read(line, bare) {
    const { text, ignore } = typeof line === "string" ? { text: line, ignore: undefined } : line;
    return parseMarks(text, { ignore, bare });
  }

  /** The persona whose curve is drawn in full. @returns {string | null} */
  _leading() {
    return this.replica.list("traveller")[0]?.persona ?? null;
  }

  /**
   * Whose feeling it is: the persona asked for, else the leading one, else a new "Customer"; with the edits that this takes.
   * @param {string | null | undefined} asked @returns {{id: string, edits: Edit[]}}
   */
  _persona(asked) {
    const id = asked && this.replica.get("persona", asked) ? asked : this._leading();
    if (id) return { id, edits: this.replica.list("traveller").some((t) => t.persona === id) ? [] : [this._travel(id)] };
    const made = firstPersonaId(this.journey);
    const there = this.replica.get("persona", made);
    return { id: made, edits: [...(there ? [] : [this._newPersona(made, "Customer")]), this._travel(made)] };
  }

  /** @param {string} id @param {string} name @returns {Edit} */
  _newPersona(id, name) {
    const workspace = this.replica.get("journey", this.journey)?.workspace ?? "main";
    return { op: "put", type: "persona", id, fields: { workspace, name: name.trim().slice(0, 120) || "Customer" } };
  }

  /** @param {string} persona @returns {Edit} */
  _travel(persona) {
    const [order] = keysAt(this.replica.list("traveller"), null, 1, this.random);
    return { op: "put", type: "traveller", id: travellerId(this.journey, persona), fields: { journey: this.journey, persona, order } };
  }

  /** @param {string} card @param {string} persona @param {number} value @param {string} word @param {string} [source] @returns {Edit} */
  _newFeeling(card, persona, value, word, source = "predicted") {
    const fields = { journey: this.journey, card, persona, source, value: feelingValue(value), word };
    return { op: "put", type: "feeling", id: feelingId(card, persona, source), fields };
  }

  /**
   * @param {string} card @param {string | null | undefined} persona @param {number} value @param {string} [word]
   * @param {string} [first] word of a feeling that is new and was given none
   * @param {string} [source] who says so @returns {Edit[]} the feeling's edit last
   */
  _feel(card, persona, value, word, first = "", source = "predicted") {
    const who = this._persona(persona);
    const there = this.replica.get("feeling", feelingId(card, who.id, source));
    if (!there) return [...who.edits, this._newFeeling(card, who.id, value, word ?? first, source)];
    const fields = { value: feelingValue(value), ...(word === undefined ? {} : { word }) };
    return [...who.edits, { op: "patch", type: "feeling", id: there.id, fields }];
  }
}
