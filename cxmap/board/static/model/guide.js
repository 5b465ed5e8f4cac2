// @ts-check
/**
 * Which of the guide's questions a stage has answered, and where the next open one is. `cxmap/insights/guide.py` is the same
 * rule in Python; `tests/fixtures/guide.json` holds the two to each other. DOM-free.
 *
 * A card without a title answers nothing. “Nothing to add” (record `answer`) answers its question whatever the cards say.
 */
import { hasExpired } from "./evidence.js";

/** @typedef {import("../sync/replica.js").Rec} Rec */
/** @typedef {import("../sync/replica.js").Replica} Replica */

/** The parts of the six mapping questions, in the order in which they are asked. */
export const QUESTIONS = ["goal", "questions", "duration", "channels", "combination", "data", "emotions", "weaknesses", "moments", "people", "disconnects"];

/** What a stage says about each question: cards and records by question, as the panel lists them. */
/**
 * @typedef {object} Facts
 * @property {Rec} stage
 * @property {Rec[]} cards with a title, in map order
 * @property {Rec[]} touchpoints @property {Rec[]} thoughts @property {Rec[]} pains @property {Rec[]} moments
 * @property {Rec[]} silent touchpoints without a channel
 * @property {Rec[]} links connections between touchpoints of the stage
 * @property {Rec[]} known cards that rest on something @property {Rec[]} assumed the others
 * @property {Rec[]} felt cards at which somebody feels something
 * @property {Rec[]} staffed cards that a team has a part in @property {Rec[]} insiders cards of what our people do
 * @property {Map<string, Rec>} nothing “nothing to add”, by question
 */

/**
 * What a stage says.
 * @param {Replica} replica @param {string} id @param {string | null} today ISO date; evidence that expired by then counts as assumed
 * @returns {Facts | null} null where there is no such stage
 */
export function factsOf(replica, id, today) {
  const stage = replica.get("stage", id);
  if (!stage) return null;
  /** @type {Facts} */
  const facts = {
    stage, cards: [], touchpoints: [], thoughts: [], pains: [], moments: [], silent: [], links: [], known: [], assumed: [], felt: [], staffed: [], insiders: [],
    nothing: new Map(replica.under("answer", "stage", id).map((answer) => [answer.question, answer])),
  };
  for (const lane of replica.list("lane")) for (const card of replica.cell(id, lane.id)) sort(replica, facts, lane.kind, card, today);
  const here = new Set(facts.touchpoints.map((card) => card.id));
  for (const card of facts.touchpoints) facts.links.push(...replica.under("connection", "start", card.id).filter((link) => here.has(link.end)));
  return facts;
}

/** @param {Replica} replica @param {Facts} facts @param {string} kind @param {Rec} card @param {string | null} today */
function sort(replica, facts, kind, card, today) {
  if (replica.feelingsOf(card.id).length) facts.felt.push(card); // a point on the curve needs no title
  if (!card.title) return;
  facts.cards.push(card);
  if (kind === "touchpoint") {
    facts.touchpoints.push(card);
    if (!card.channel) facts.silent.push(card);
  }
  if (kind === "thought") facts.thoughts.push(card);
  if (kind === "pain" || card.severity) facts.pains.push(card);
  if (kind === "moment" || card.moment) facts.moments.push(card);
  if (kind === "frontstage" || kind === "backstage") facts.insiders.push(card);
  if (replica.under("assignment", "card", card.id).length) facts.staffed.push(card);
  const known = card.evidence !== "assumed" && !hasExpired(/** @type {any} */ (card), replica.under("source", "card", card.id), today ?? "");
  (known ? facts.known : facts.assumed).push(card);
}

/**
 * Whether the stage itself answers a question. The channels are told once every touchpoint has one; one touchpoint alone needs
 * no combination; the disconnects are a question of agreement, which only people can answer.
 * @type {Record<string, (facts: Facts) => boolean>}
 */
const ANSWERED = {
  goal: ({ stage }) => stage.goal !== "",
  questions: ({ thoughts }) => thoughts.length > 0,
  duration: ({ stage }) => stage.duration !== null,
  channels: ({ touchpoints, silent }) => touchpoints.length > 0 && !silent.length,
  combination: ({ touchpoints, links }) => touchpoints.length === 1 || links.length > 0,
  data: ({ known }) => known.length > 0,
  emotions: ({ felt }) => felt.length > 0,
  weaknesses: ({ pains }) => pains.length > 0,
  moments: ({ moments }) => moments.length > 0,
  people: ({ staffed, insiders }) => staffed.length > 0 || insiders.length > 0,
  disconnects: () => false,
};

/** @param {Facts} facts @param {string} question @returns {"answered" | "nothing" | "open"} */
export function stateOf(facts, question) {
  if (ANSWERED[question](facts)) return "answered";
  return facts.nothing.has(question) ? "nothing" : "open";
}

/** The questions that are still open. @param {Facts} facts @returns {string[]} */
export const openIn = (facts) => QUESTIONS.filter((question) => stateOf(facts, question) === "open");

/**
 * The open questions of every stage of a map; what has not changed since the last look is not worked out again.
 */
export class Completeness {
  /** @param {() => any} replica @param {() => string} today */
  constructor(replica, today) {
    this._replica = replica;
    this._today = today;
    /** @type {Map<string, string[]>} */
    this._open = new Map();
    /** In which stage a card was when that was looked at last. @type {Map<string, string>} */
    this._where = new Map();
    this._seen = /** @type {any} */ (null);
    this._day = "";
  }

  /** Records changed. @param {Set<string> | null} touched "type:id"; null: anything */
  changed(touched) {
    if (touched === null) return this._open.clear();
    for (const key of touched) {
      const at = key.indexOf(":");
      const [type, id] = [key.slice(0, at), key.slice(at + 1)];
      if (type === "stage") this._open.delete(id);
      else if (type === "card") this._card(id);
      else if (type === "lane") this._open.clear(); // its kind says what its cards answer
      else if (type === "answer") this._open.delete(id.slice(0, id.lastIndexOf(".")));
      else if (ON_CARDS.has(type)) this._card(this._replica().get(type, id)?.card ?? this._cardIn(id));
    }
  }

  /** The stages where a card was and is tell something else now. @param {string | null} card null: nobody knows which */
  _card(card) {
    if (card === null) return this._open.clear();
    for (const stage of [this._where.get(card), this._replica().get("card", card)?.stage]) if (stage) this._open.delete(stage);
  }

  /** The card whose id an id begins with, as made ids do; null where there is none. @param {string} id @returns {string | null} */
  _cardIn(id) {
    for (let at = id.indexOf("."); at > 0; at = id.indexOf(".", at + 1)) if (this._where.has(id.slice(0, at))) return id.slice(0, at);
    return null;
  }

  /** @param {string} stage @returns {readonly string[]} the open questions, in order */
  of(stage) {
    const replica = this._replica();
    const today = this._today();
    if (this._seen !== replica || this._day !== today) {
      this._open.clear();
      this._where.clear();
      this._seen = replica;
      this._day = today;
    }
    let open = this._open.get(stage);
    if (!open) {
      const facts = factsOf(replica, stage, today);
      this._open.set(stage, (open = facts ? openIn(facts) : []));
      for (const lane of replica.list("lane")) for (const card of replica.cell(stage, lane.id)) this._where.set(card.id, stage);
    }
    return open;
  }

  /** Of the whole map: questions answered, and all of them. @returns {{answered: number, all: number}} */
  get whole() {
    const stages = this._replica().list("stage");
    const all = stages.length * QUESTIONS.length;
    return { all, answered: all - stages.reduce((/** @type {number} */ n, /** @type {any} */ stage) => n + this.of(stage.id).length, 0) };
  }

  /**
   * The first open question behind a place, over all stages and round again; null where none is open.
   * @param {string} stage @param {string} question @returns {{stage: string, question: string} | null}
   */
  next(stage, question) {
    const stages = this._replica().list("stage").map((/** @type {any} */ s) => s.id);
    const from = Math.max(0, stages.indexOf(stage));
    const at = stages[from] === stage ? QUESTIONS.indexOf(question) : -1;
    for (let i = 0; i <= stages.length; i++) {
      const id = stages[(from + i) % stages.length];
      const open = this.of(id).filter((key) => (i ? true : QUESTIONS.indexOf(key) > at) && (i < stages.length || QUESTIONS.indexOf(key) <= at));
      if (open.length) return { stage: id, question: open[0] };
    }
    return null;
  }
}

/** Types whose records tell something of one card; a connection's id begins with the card that it starts at. */
const ON_CARDS = new Set(["feeling", "assignment", "source", "connection"]);
