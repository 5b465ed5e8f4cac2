// @ts-check
/** What an answer to a question of the guide makes: cards in the right lane (which is made where it is missing), and what hangs on them. */
import { madeId, newId } from "../ids.js";
import { fitTitle, fitWord, inMapOrder, keysAt } from "../places.js";
import { LANE_KINDS } from "../vocabulary.js";
import { FrameCommands } from "./frame.js";

/** @typedef {import("../../sync/replica.js").Edit} Edit */
/** @typedef {import("../guide-lines.js").GuideLine} GuideLine */

export class GuideCommands extends FrameCommands {
  /**
   * Cards at the end of a stage's cell in the lane of a kind; the question counts as answered, not as “nothing to add”.
   * @param {string} stage @param {string} kind of lane @param {readonly GuideLine[]} lines @param {{question: string, persona?: string | null}} of
   * @returns {string[]} ids of the cards
   */
  answerLines(stage, kind, lines, { question, persona = null }) {
    if (!lines.length) return [];
    const lane = this._lane(kind);
    const who = lines.some((line) => line.feeling !== null) ? this._persona(persona) : { id: "", edits: [] };
    const keys = keysAt(this.replica.cell(stage, lane.id), null, lines.length, this.random);
    const ids = lines.map(() => newId());
    const groups = lines.map(({ title, severity, moment, channel, feeling }, i) => {
      const fields = { journey: this.journey, stage, lane: lane.id, ...fitTitle(title), severity, moment, channel, order: keys[i] };
      /** @type {Edit[]} */
      const edits = [{ op: "put", type: "card", id: ids[i], fields }];
      if (feeling !== null) edits.push(this._newFeeling(ids[i], who.id, feeling, ""));
      return edits;
    });
    this._commitAll([[...lane.edits, ...this._something(stage, question), ...who.edits], ...groups], lines.length === 1 ? "Add a card" : `Add ${lines.length} cards`);
    return ids;
  }

  /** A point on the curve: a card in the emotion lane with a feeling. @param {string} stage @param {number} value @param {string} word @param {string | null} persona */
  answerFeeling(stage, value, word, persona) {
    const lane = this._lane("emotion");
    const who = this._persona(persona);
    const [order] = keysAt(this.replica.cell(stage, lane.id), null, 1, this.random);
    const id = newId();
    this._commit([
      ...lane.edits, ...this._something(stage, "emotions"), ...who.edits,
      { op: "put", type: "card", id, fields: { journey: this.journey, stage, lane: lane.id, ...fitTitle(word), order } },
      this._newFeeling(id, who.id, value, fitWord(word)),
    ], "Add a feeling");
    return [id];
  }

  /** @param {string} stage @param {string} value @param {string} was what the author saw, the base of a merge */
  setGoal(stage, value, was) {
    this._commit([{ op: "patch", type: "stage", id: stage, fields: { goal: value }, was: { goal: was } }, ...(value ? this._something(stage, "goal") : [])], "Say what the customer wants");
  }

  /** @param {string} stage @param {{value: number, unit: string} | null} length null: none */
  setDuration(stage, length) {
    const now = this.replica.get("stage", stage);
    if (!now) return;
    const fields = { duration: length?.value ?? null, duration_unit: length?.unit ?? null };
    const was = { duration: now.duration, duration_unit: now.duration_unit };
    this._commit([{ op: "patch", type: "stage", id: stage, fields, was }, ...(length ? this._something(stage, "duration") : [])], "Set how long a stage lasts");
  }

  /**
   * The touchpoints are used one after the other: a hand-over from each to the next, where there is none yet.
   * @param {string} stage @param {readonly string[]} cards in the order of use @returns {string[]} ids of the new connections
   */
  combine(stage, cards) {
    /** @type {Edit[]} */
    const made = [];
    for (let i = 1; i < cards.length; i++) {
      const fields = { journey: this.journey, start: cards[i - 1], end: cards[i], kind: "handover" };
      const id = madeId("connection", fields);
      if (fields.start !== fields.end && !this.replica.get("connection", id) && !made.some((edit) => edit.id === id)) made.push({ op: "put", type: "connection", id, fields });
    }
    if (made.length) this._commit([...made, ...this._something(stage, "combination")], made.length === 1 ? "Connect two touchpoints" : `Connect ${made.length + 1} touchpoints`);
    return made.map(({ id }) => id);
  }

  /**
   * Cards rest on something: their status, and with a quote the source of it.
   * @param {string} stage @param {readonly string[]} cards @param {string} evidence @param {{kind: string, quote: string, date: string} | null} source
   */
  support(stage, cards, evidence, source) {
    const groups = inMapOrder(this.replica, cards).map((card) => {
      /** @type {Edit[]} */
      const edits = card.evidence === evidence ? [] : [{ op: "patch", type: "card", id: card.id, fields: { evidence } }];
      if (source) {
        const [order] = keysAt(this.replica.under("source", "card", card.id), null, 1, this.random);
        edits.push({ op: "put", type: "source", id: newId(), fields: { journey: this.journey, card: card.id, ...source, order } });
      }
      return edits;
    });
    this._commitAll([...groups, this._something(stage, "data")], "Say what cards rest on");
  }

  /**
   * A team has a part in cards. A team of that name is taken, else it is made.
   * @param {string} stage @param {readonly string[]} cards @param {string} name @param {string} part key of RACI
   * @returns {string} id of the team
   */
  involve(stage, cards, name, part) {
    const plain = name.trim().replace(/\s+/g, " ").slice(0, 120);
    const there = this.replica.list("team").find((team) => team.name.toLocaleLowerCase() === plain.toLocaleLowerCase());
    const team = there?.id ?? newId();
    const workspace = this.replica.get("journey", this.journey)?.workspace ?? "main";
    /** @type {Edit[]} */
    const edits = there ? [] : [{ op: "put", type: "team", id: team, fields: { workspace, name: plain } }];
    for (const card of cards) {
      const fields = { journey: this.journey, card, team, part };
      const id = madeId("assignment", fields);
      if (!this.replica.get("assignment", id)) edits.push({ op: "put", type: "assignment", id, fields });
    }
    this._commit([...edits, ...this._something(stage, "people")], "Say who is involved");
    return team;
  }

  /** There is nothing to say to a question. @param {string} stage @param {string} question @param {string} note why */
  nothing(stage, question, note) {
    const fields = { journey: this.journey, stage, question };
    const id = madeId("answer", fields);
    const there = this.replica.get("answer", id);
    if (there) this._commit([{ op: "patch", type: "answer", id, fields: { note }, was: { note: there.note } }], "Change a reason");
    else this._commit([{ op: "put", type: "answer", id, fields: { ...fields, note } }], "Nothing to add");
  }

  /** Ask a question again. @param {string} stage @param {string} question */
  something(stage, question) {
    this._commit(this._something(stage, question), "Ask again");
  }

  // ---- inside

  /** @param {string} stage @param {string} question @returns {Edit[]} */
  _something(stage, question) {
    const id = madeId("answer", { stage, question });
    return this.replica.get("answer", id) ? [{ op: "delete", type: "answer", id }] : [];
  }

  /**
   * The first lane of a kind, with the edits that make it where there is none: two people who make it at once make one.
   * @param {string} kind @returns {{id: string, edits: Edit[]}}
   */
  _lane(kind) {
    const lanes = this.replica.list("lane");
    const there = lanes.find((lane) => lane.kind === kind);
    if (there) return { id: there.id, edits: [] };
    const usual = `${this.journey}.${kind}`;
    const id = usual.length > 120 || this.replica.get("lane", usual) ? newId() : usual;
    const rank = (/** @type {string} */ k) => LANE_KINDS.indexOf(k);
    const below = lanes.findIndex((lane) => rank(lane.kind) > rank(kind));
    const [order] = keysAt(lanes, below < 0 ? null : below, 1, this.random);
    return { id, edits: [{ op: "put", type: "lane", id, fields: { journey: this.journey, kind, name: "", order } }] };
  }
}
