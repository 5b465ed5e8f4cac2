// @ts-check
/**
 * What people do on the board, as edits: one change per action, so that one undo takes it back. DOM-free. Each command
 * returns the ids of the records that it made (or moved), in order.
 */
import { copyText, readCopy } from "./clipboard.js";
import { inChunks } from "./chunks.js";
import { feelingId, firstPersonaId, newId, travellerId } from "./ids.js";
import { parseMarks } from "./marks.js";
import { planPaste } from "./paste.js";
import { fitTitle, fitWord, indexOf, inMapOrder, keysAt } from "./places.js";
import { planEdits } from "./plan.js";
import { templateEdits } from "./template.js";
import { FIRST_LANES, LANE_KINDS, feelingValue } from "./vocabulary.js";

/** @typedef {import("../sync/replica.js").Edit} Edit */
/** @typedef {import("../sync/replica.js").Rec} Rec */
/** @typedef {import("./marks.js").Ignored} Ignored */
/** A line as it was typed: its text, and which of its marks were undone. @typedef {string | {text: string, ignore?: Ignored}} Line */

export class Commands {
  /** @param {import("../sync/session.js").Session} session @param {{random?: () => number}} [options] */
  constructor(session, { random = Math.random } = {}) {
    this.session = session;
    this.random = random;
  }

  get replica() {
    return this.session.replica;
  }

  get journey() {
    return this.session.journey;
  }

  // ---- cards

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
    if (!card) return [];
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
    /** @type {Edit[][]} */
    const groups = [];
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

  // ---- feelings

  /**
   * How a persona feels at a card; null: no feeling. A map without a persona gets "Customer" with the same edit.
   * @param {string} cardId @param {string | null} personaId @param {number | null} value −3 to +3 @param {string} [word]
   */
  setFeeling(cardId, personaId, value, word) {
    const card = this.replica.get("card", cardId);
    if (!card) return [];
    if (value === null) {
      const id = feelingId(cardId, personaId ?? this._leading() ?? "");
      if (this.replica.get("feeling", id)) this._commit([{ op: "delete", type: "feeling", id }], "Remove a feeling");
      return [];
    }
    const own = this.replica.get("lane", card.lane)?.kind === "emotion" ? fitWord(card.title) : "";
    const edits = this._feel(cardId, personaId, value, word, own);
    this._commit(edits, "Set a feeling");
    return [edits[edits.length - 1].id];
  }

  /**
   * A point on the curve: a card in the emotion lane with a feeling.
   * @param {{stage: string, lane: string, index?: number | null, value: number, word?: string, persona?: string | null}} point
   */
  addFeelingPoint({ stage, lane, index = null, value, word = "", persona = null }) {
    const [order] = keysAt(this.replica.cell(stage, lane), index, 1, this.random);
    const who = this._persona(persona);
    const id = newId();
    this._commit(
      [
        ...who.edits,
        { op: "put", type: "card", id, fields: { journey: this.journey, stage, lane, ...fitTitle(word), order } },
        this._newFeeling(id, who.id, value, fitWord(word)),
      ],
      "Add a feeling",
    );
    return [id];
  }

  // ---- stages and lanes

  /** @param {{name?: string, at?: number | null}} [stage] `at`: index, null: the end @returns {string} id */
  addStage({ name = "", at = null } = {}) {
    const id = newId();
    const [order] = keysAt(this.replica.list("stage"), at, 1, this.random);
    this._commit([{ op: "put", type: "stage", id, fields: { journey: this.journey, name, order } }], "Add a stage");
    return id;
  }

  /** @param {{kind?: string, name?: string, at?: number | null}} [lane] `at`: index, null: where its kind belongs @returns {string} id */
  addLane({ kind = "custom", name = "", at = null } = {}) {
    const lanes = this.replica.list("lane");
    const rank = (/** @type {string} */ k) => LANE_KINDS.indexOf(k);
    const below = lanes.findIndex((lane) => rank(lane.kind) > rank(kind));
    const id = newId();
    const [order] = keysAt(lanes, at ?? (below < 0 ? null : below), 1, this.random);
    this._commit([{ op: "put", type: "lane", id, fields: { journey: this.journey, kind, name, order } }], "Add a lane");
    return id;
  }

  /** Move a stage, its column with it. @param {string} id @param {number} index among the others */
  moveStage(id, index) {
    return this._moveIn("stage", id, index);
  }

  /** @param {string} id @param {number} index among the others */
  moveLane(id, index) {
    return this._moveIn("lane", id, index);
  }

  /** Delete a stage and its cards. @param {string} id */
  deleteStage(id) {
    this._commit([{ op: "delete", type: "stage", id }], "Delete a stage");
    return [id];
  }

  /** Delete a lane and its cards. @param {string} id */
  deleteLane(id) {
    this._commit([{ op: "delete", type: "lane", id }], "Delete a lane");
    return [id];
  }

  // ---- blocks

  /** What a pasted block would make. @param {import("./paste.js").Block} block @param {import("./paste.js").PasteOptions} [options] */
  planPaste(block, options = {}) {
    return planPaste(block, this.replica, options);
  }

  /** Make what a plan shows. @param {import("./paste.js").Plan} plan @param {string | null} [persona] whose feelings @returns {string[]} ids of the cards */
  pasteTable(plan, persona = null) {
    const who = plan.cards.some((card) => card.feeling !== null) ? this._persona(persona) : { id: "", edits: [] };
    const { groups, ids } = planEdits(plan, { journey: this.journey, replica: this.replica, persona: who.id, random: this.random });
    this._commitAll([who.edits, ...groups], "Paste a table");
    return ids;
  }

  /**
   * Start an empty map with what the customer does, a line each: strings for one stage, or a list of strings per stage, or
   * `{text, stage}` with the index of its stage. Makes the stages and lanes that are missing.
   * @param {(Line | Line[] | {text: string, stage?: number, ignore?: Ignored})[]} lines @param {string | null} [persona]
   * @returns {string[]} ids of the cards
   */
  startFromLines(lines, persona = null) {
    /** @type {{line: {text: string, ignore?: Ignored}, stage: number}[]} */
    const flat = [];
    lines.forEach((line, i) => {
      const several = Array.isArray(line);
      for (const one of several ? line : [line]) {
        const typed = typeof one === "string" ? { text: one } : /** @type {any} */ (one);
        flat.push({ line: typed, stage: several ? i : Math.max(0, Math.min(199, Math.floor(typed.stage ?? 0))) });
      }
    });
    const filled = flat.filter(({ line }) => line.text.trim());
    const count = Math.max(1, ...filled.map(({ stage }) => stage + 1));
    const frame = this._frame(count, FIRST_LANES);
    const lane = frame.lanes.find((l) => l.kind === "action") ?? frame.lanes[0];
    const marked = filled.map(({ line, stage }) => ({ ...this._read(line, false), stage }));
    const who = marked.some((m) => m.feeling !== null) ? this._persona(persona) : { id: "", edits: [] };
    /** @type {string[]} */
    const ids = [];
    const groups = frame.stages.flatMap((stage, column) => {
      const own = marked.filter((m) => m.stage === column);
      const keys = keysAt(this.replica.cell(stage, lane.id), null, own.length, this.random);
      return own.map((m, i) => {
        const id = newId();
        ids.push(id);
        const fields = { journey: this.journey, stage, lane: lane.id, ...fitTitle(m.title), severity: m.severity, moment: m.moment, order: keys[i] };
        return /** @type {Edit[]} */ ([{ op: "put", type: "card", id, fields }, ...(m.feeling === null ? [] : [this._newFeeling(id, who.id, m.feeling, "")])]);
      });
    });
    this._commitAll([frame.edits, who.edits, ...groups], "Start the map");
    return ids;
  }

  /** Give an empty map stages and the usual lanes, without cards. @param {number} [stages] @returns {string[]} ids of the stages */
  startBlank(stages = 6) {
    const frame = this._frame(stages, FIRST_LANES);
    this._commitAll([frame.edits], "Start the map");
    return frame.stages;
  }

  /** Put the stages, lanes and cards of a template into the map. @param {any} template lists of records by type @returns {string[]} ids of the stages */
  applyTemplate(template) {
    const { groups, stages } = templateEdits(template, { journey: this.journey, replica: this.replica });
    this._commitAll(groups, "Apply a template");
    return stages;
  }

  // ---- personas

  /** Put a persona on the map. @param {string} personaId @returns {string[]} id of the traveller */
  addTraveller(personaId) {
    const there = this.replica.list("traveller").find((record) => record.persona === personaId);
    if (there) return [there.id];
    const edit = this._travel(personaId);
    this._commit([edit], "Add a persona");
    return [edit.id];
  }

  /** Take a persona off the map, with its feelings here. @param {string} personaId */
  removeTraveller(personaId) {
    const own = (/** @type {Rec} */ record) => record.persona === personaId;
    const travellers = this.replica.list("traveller").filter(own);
    const feelings = [...this.replica.all("feeling").values()].filter(own);
    this._commitAll(
      [
        ...feelings.map(({ id }) => /** @type {Edit[]} */ ([{ op: "delete", type: "feeling", id }])),
        ...travellers.map(({ id }) => /** @type {Edit[]} */ ([{ op: "delete", type: "traveller", id }])),
      ],
      "Take a persona off the map",
    );
    return travellers.map(({ id }) => id);
  }

  /** Make the persona the one whose curve is drawn in full. @param {string} personaId */
  leadTraveller(personaId) {
    const traveller = this.replica.list("traveller").find((record) => record.persona === personaId);
    return traveller ? this._moveIn("traveller", traveller.id, 0) : [];
  }

  /** Make a persona and put it on the map. @param {string} name @returns {string} id of the persona */
  addPersona(name) {
    const id = newId();
    this._commit([this._newPersona(id, name), this._travel(id)], "Add a persona");
    return id;
  }

  // ---- inside

  /** @param {Edit[]} edits @param {string} label */
  _commit(edits, label) {
    return edits.length ? this.session.commit(edits, { label }) : "";
  }

  /** @param {Edit[][]} groups @param {string} label */
  _commitAll(groups, label) {
    for (const edits of inChunks(groups.filter((group) => group.length))) this._commit(edits, label);
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

  /** @param {string} card @param {string} persona @param {number} value @param {string} word @returns {Edit} */
  _newFeeling(card, persona, value, word) {
    const fields = { journey: this.journey, card, persona, source: "predicted", value: feelingValue(value), word };
    return { op: "put", type: "feeling", id: feelingId(card, persona), fields };
  }

  /**
   * @param {string} card @param {string | null | undefined} persona @param {number} value @param {string} [word]
   * @param {string} [first] word of a feeling that is new and was given none @returns {Edit[]} the feeling's edit last
   */
  _feel(card, persona, value, word, first = "") {
    const who = this._persona(persona);
    const there = this.replica.get("feeling", feelingId(card, who.id));
    if (!there) return [...who.edits, this._newFeeling(card, who.id, value, word ?? first)];
    const fields = { value: feelingValue(value), ...(word === undefined ? {} : { word }) };
    return [...who.edits, { op: "patch", type: "feeling", id: there.id, fields }];
  }

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

  /** @param {"stage" | "lane" | "traveller"} type @param {string} id @param {number} index */
  _moveIn(type, id, index) {
    const list = this.replica.list(type);
    const rest = list.filter((record) => record.id !== id);
    const at = Math.max(0, Math.min(index, rest.length));
    if (rest.length === list.length || list[at]?.id === id) return [id];
    const [order] = keysAt(rest, at, 1, this.random);
    this._commit([{ op: "patch", type, id, fields: { order } }], `Move a ${type}`);
    return [id];
  }

  /**
   * The stages and lanes of a map that is being started: those that are there, and edits for those that are missing.
   * @param {number} count of stages @param {string[]} kinds of lanes, for a map without any
   */
  _frame(count, kinds) {
    const stages = this.replica.list("stage").map((record) => record.id);
    /** @type {{id: string, kind: string}[]} */
    const lanes = this.replica.list("lane").map(({ id, kind }) => ({ id, kind }));
    /** @type {Edit[]} */
    const edits = [];
    const missing = Math.max(0, count - stages.length);
    for (const order of keysAt(this.replica.list("stage"), null, missing, this.random)) {
      const id = newId();
      edits.push({ op: "put", type: "stage", id, fields: { journey: this.journey, name: `Stage ${stages.length + 1}`, order } });
      stages.push(id);
    }
    if (!lanes.length) {
      keysAt([], null, kinds.length, this.random).forEach((order, i) => {
        const id = newId();
        edits.push({ op: "put", type: "lane", id, fields: { journey: this.journey, kind: kinds[i], name: "", order } });
        lanes.push({ id, kind: kinds[i] });
      });
    }
    return { stages, lanes, edits };
  }
}
