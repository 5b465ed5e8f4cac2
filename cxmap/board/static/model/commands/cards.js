// @ts-check
/** Cards: add, edit, move, copy, delete, and the marks that they carry. */
import { copyText, readCopy } from "../clipboard.js";
import { feelingId, newId } from "../ids.js";
import { fitTitle, fitWord, indexOf, inMapOrder, keysAt } from "../places.js";
import { Base } from "./base.js";

/** @typedef {import("../../sync/replica.js").Edit} Edit */
/** @typedef {import("../../sync/replica.js").Rec} Rec */
/** @typedef {import("../marks.js").Ignored} Ignored */
/** @typedef {import("./base.js").Line} Line */

export class CardCommands extends Base {
  /**
   * Add cards to a cell, one per text; marks at their ends count.
   * @param {{stage: string, lane: string, at?: number | string | null, texts: Line[], persona?: string | null}} where
   *   `at`: index, or id of the card to follow, or null: the end. `persona`: whose feelings the marks tell
   * @returns {string[]} ids of the cards
   */
  addCards({ stage, lane, at = null, texts, persona = null }) {
    const cell = this.replica.cell(stage, lane);
    const emotion = this.replica.get("lane", lane)?.kind === "emotion";
    const lines = texts.map((line) => this._read(line, emotion)).filter((m) => m.title || m.chips.length);
    const keys = keysAt(cell, indexOf(cell, at), lines.length, this.random);
    const who = lines.some((m) => m.feeling !== null) ? this._persona(persona) : { id: "", edits: [] };
    /** @type {string[]} */
    const ids = [];
    const groups = lines.map((m, i) => {
      const id = newId();
      ids.push(id);
      /** @type {Edit[]} */
      const edits = [
        { op: "put", type: "card", id, fields: { journey: this.journey, stage, lane, ...fitTitle(m.title), severity: m.severity, moment: m.moment, order: keys[i] } },
      ];
      if (m.feeling !== null) edits.push(this._newFeeling(id, who.id, m.feeling, emotion ? fitWord(m.title) : ""));
      return edits;
    });
    this._commitAll([who.edits, ...groups], lines.length === 1 ? "Add a card" : `Add ${lines.length} cards`);
    return ids;
  }

  /**
   * Give a card a new text; marks that it ends in are set, others stay.
   * @param {string} cardId @param {string} text @param {string | null} [persona] @param {{ignore?: Ignored, was?: string}} [options]
   *   `was`: the title that the author saw when the typing began, the base of a merge
   */
  setText(cardId, text, persona = null, { ignore, was } = {}) {
    const card = this.replica.get("card", cardId);
    if (!card) {
      // deleted while it was being typed: the server says so, and the text goes to its author's unsaved ones
      this._commit([{ op: "patch", type: "card", id: cardId, fields: { title: fitTitle(text).title }, ...(was === undefined ? {} : { was: { title: was } }) }], "Edit a card");
      return [];
    }
    const emotion = this.replica.get("lane", card.lane)?.kind === "emotion";
    const marked = this._read({ text, ignore }, emotion);
    const { title, note } = fitTitle(marked.title);
    /** @type {Record<string, any>} */
    const fields = { title };
    if (note && !card.note) fields.note = note;
    if (marked.severity !== null) fields.severity = marked.severity;
    if (marked.moment !== null && !card.moment) fields.moment = marked.moment;
    /** @type {Edit[]} */
    const edits = [{ op: "patch", type: "card", id: cardId, fields, ...(was === undefined ? {} : { was: { title: was } }) }];
    if (marked.feeling !== null) edits.push(...this._feel(cardId, persona, marked.feeling, emotion ? fitWord(title) : undefined));
    else if (emotion) {
      // in the emotion lane the text is the feeling's word, as long as it has none of its own
      for (const feeling of this.replica.feelingsOf(cardId)) {
        if (feeling.source === "predicted" && feeling.word === fitWord(card.title)) {
          edits.push({ op: "patch", type: "feeling", id: feeling.id, fields: { word: fitWord(title) } });
        }
      }
    }
    this._commit(edits, "Edit a card");
    return [cardId];
  }

  /** Set fields of any record. @param {string} type @param {string} id @param {Record<string, any>} fields @param {Record<string, any>} [was] what the author saw */
  patch(type, id, fields, was) {
    this._commit([{ op: "patch", type, id, fields, ...(was ? { was } : {}) }], `Edit a ${type}`);
    return [id];
  }

  /**
   * Move cards into a cell, in the order in which they stand on the map.
   * @param {Iterable<string>} ids @param {{stage: string, lane: string, index?: number | null}} where
   *   `index` among the cards of the cell without those that move; null: the end
   */
  moveCards(ids, { stage, lane, index = null }) {
    const cards = inMapOrder(this.replica, ids);
    const moving = new Set(cards.map((card) => card.id));
    const there = this.replica.cell(stage, lane);
    const rest = there.filter((card) => !moving.has(card.id));
    const at = index === null ? rest.length : Math.max(0, Math.min(index, rest.length));
    const wanted = [...rest.slice(0, at), ...cards, ...rest.slice(at)];
    if (wanted.length === there.length && wanted.every((card, i) => card.id === there[i].id)) return cards.map((card) => card.id);
    const keys = keysAt(rest, at, cards.length, this.random);
    const edits = cards.map((card, i) => /** @type {Edit} */ ({ op: "patch", type: "card", id: card.id, fields: { stage, lane, order: keys[i] } }));
    this._commitAll(edits.map((edit) => [edit]), cards.length === 1 ? "Move a card" : `Move ${cards.length} cards`);
    return cards.map((card) => card.id);
  }

  /** @param {Iterable<string>} ids */
  deleteCards(ids) {
    const cards = inMapOrder(this.replica, ids);
    this._commitAll(
      cards.map((card) => [{ op: "delete", type: "card", id: card.id }]),
      cards.length === 1 ? "Delete a card" : `Delete ${cards.length} cards`,
    );
    return cards.map((card) => card.id);
  }

  /** Copy cards right behind themselves, with their feelings. @param {Iterable<string>} ids @returns {string[]} ids of the copies */
  duplicateCards(ids) {
    const cards = inMapOrder(this.replica, ids);
    /** @type {string[]} */
    const made = [];
    /** @type {Edit[][]} */
    const groups = [];
    for (let i = 0; i < cards.length; ) {
      let end = i;
      while (end < cards.length && cards[end].stage === cards[i].stage && cards[end].lane === cards[i].lane) end++;
      const cell = this.replica.cell(cards[i].stage, cards[i].lane);
      const keys = keysAt(cell, indexOf(cell, cards[end - 1].id), end - i, this.random);
      for (let k = i; k < end; k++) {
        const copy = this._copy(cards[k], { order: keys[k - i] }, this.replica.feelingsOf(cards[k].id));
        made.push(copy[0].id);
        groups.push(copy);
      }
      i = end;
    }
    this._commitAll(groups, made.length === 1 ? "Duplicate a card" : `Duplicate ${made.length} cards`);
    return made;
  }

  /**
   * Cards for the clipboard: plain lines with marks (feelings of `persona`), and everything as JSON for `application/x-cxmap`.
   * @param {Iterable<string>} ids @param {string | null} [persona] @returns {{text: string, data: string}}
   */
  copyCards(ids, persona = null) {
    return copyText(this.replica, inMapOrder(this.replica, ids), persona ?? this._leading());
  }

  /**
   * Put copied cards into a cell; cards of several stages and lanes keep their distance where the map has room.
   * @param {string | object} data what `copyCards` gave as `data` @param {{stage: string, lane: string, index?: number | null}} where
   * @returns {string[]} ids of the new cards; none where the data is not the board's own
   */
  pasteCards(data, { stage, lane, index = null }) {
    const cards = readCopy(data);
    const stages = this.replica.list("stage").map((record) => record.id);
    const lanes = this.replica.list("lane").map((record) => record.id);
    const [column, row] = [stages.indexOf(stage), lanes.indexOf(lane)];
    if (!cards?.length || column < 0 || row < 0) return [];
    const single = cards.every((card) => card.row === cards[0].row);
    /** @type {Map<string, typeof cards>} */
    const cells = new Map();
    for (const card of cards) {
      const to = `${Math.min(column + card.column, stages.length - 1)} ${single ? row : Math.min(row + card.row, lanes.length - 1)}`;
      cells.set(to, [...(cells.get(to) ?? []), card]);
    }
    /** @type {string[]} */
    const made = [];
    // a persona whose feelings come along comes onto the map, or the curve would not show them
    const felt = new Set(cards.flatMap((card) => card.feelings.map((feeling) => feeling.persona)).filter((id) => this.replica.get("persona", id)));
    const arrivals = [...felt].filter((id) => !this.replica.list("traveller").some((t) => t.persona === id));
    /** @type {Edit[][]} */
    const groups = arrivals.map((id) => [this._travel(id)]);
    for (const [to, list] of cells) {
      const [c, r] = to.split(" ").map(Number);
      const cell = this.replica.cell(stages[c], lanes[r]);
      const keys = keysAt(cell, c === column && r === row ? index : null, list.length, this.random);
      list.forEach((card, i) => {
        const feelings = card.feelings.filter((feeling) => this.replica.get("persona", feeling.persona));
        const copy = this._copy(card.fields, { stage: stages[c], lane: lanes[r], order: keys[i] }, feelings);
        made.push(copy[0].id);
        groups.push(copy);
      });
    }
    this._commitAll(groups, made.length === 1 ? "Paste a card" : `Paste ${made.length} cards`);
    return made;
  }

  /** @param {Iterable<string>} ids @param {number} severity 1 to 3, 0: none */
  setSeverity(ids, severity) {
    return this._setAll(ids, () => ({ severity: severity || null }), "Set the severity");
  }

  /** Mark cards as moments of truth; where all are, unmark them. @param {Iterable<string>} ids */
  toggleMoment(ids) {
    const cards = inMapOrder(this.replica, ids);
    const all = cards.every((card) => card.moment);
    return this._setAll(ids, (card) => ({ moment: all ? null : (card.moment ?? "make_or_break") }), all ? "Unmark a moment of truth" : "Mark a moment of truth");
  }

  /** @param {Iterable<string>} ids @param {string} evidence "assumed", "observed" or "measured" */
  setEvidence(ids, evidence) {
    return this._setAll(ids, () => ({ evidence }), "Set the evidence");
  }

  /** @param {Iterable<string>} ids @param {string | null} channel */
  setChannel(ids, channel) {
    return this._setAll(ids, () => ({ channel: channel || null }), "Set the channel");
  }

  // ---- inside

  /** @param {Record<string, any>} card @param {Record<string, any>} place @param {readonly Record<string, any>[]} feelings @returns {Edit[]} */
  _copy(card, place, feelings) {
    const { stage, lane, title, note, channel, severity, moment, evidence } = card;
    const id = newId();
    return [
      { op: "put", type: "card", id, fields: { journey: this.journey, stage, lane, title, note, channel, severity, moment, evidence, ...place } },
      ...feelings.map(({ persona, source, value, word }) => {
        const fields = { journey: this.journey, card: id, persona, source, value, word };
        return /** @type {Edit} */ ({ op: "put", type: "feeling", id: feelingId(id, persona, source), fields });
      }),
    ];
  }

  /** @param {Iterable<string>} ids @param {(card: Rec) => Record<string, any>} fields @param {string} label */
  _setAll(ids, fields, label) {
    const cards = inMapOrder(this.replica, ids);
    this._commitAll(cards.map((card) => [{ op: "patch", type: "card", id: card.id, fields: fields(card) }]), label);
    return cards.map((card) => card.id);
  }
}
