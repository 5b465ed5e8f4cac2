// @ts-check
/** A plan of what a pasted block makes: gathered by the reader, shown in a dialog, turned into edits. */
import { readChannel, readSeverity, readStatus, readTruth, readValue, scaleOf } from "./headers.js";
import { feelingId, newId } from "./ids.js";
import { parseMarks } from "./marks.js";
import { placeKeys } from "./order.js";
import { fitTitle, fitWord } from "./places.js";
import { feelingValue, LANE_KINDS } from "./vocabulary.js";

/** @typedef {import("../sync/replica.js").Edit} Edit */
/** @typedef {import("../sync/replica.js").Replica} Replica */
/** @typedef {{name: string, id: string | null, goal: string}} PlannedStage `id` of a stage that is there already */
/** @typedef {{kind: string, name: string, id: string | null}} PlannedLane */
/**
 * @typedef {object} PlannedCard
 * @property {number} stage index in `stages`
 * @property {number} lane index in `lanes`
 * @property {string} title
 * @property {string} note
 * @property {string | null} channel
 * @property {number | null} severity
 * @property {string | null} moment
 * @property {string} evidence
 * @property {number | null} feeling −3 to +3
 * @property {string} word
 */
/**
 * @typedef {object} Plan
 * @property {"rows" | "matrix" | "lines"} layout
 * @property {{index: number, heading: string, role: string}[]} columns
 * @property {PlannedStage[]} stages in order
 * @property {PlannedLane[]} lanes
 * @property {PlannedCard[]} cards in order
 * @property {{stages: number, newStages: number, lanes: number, newLanes: number, cards: number, feelings: number}} counts
 * @property {string[]} warnings sentences
 */

const LIMITS = { stage: 200, lane: 100, card: 20_000 };

export class Draft {
  /** @param {Replica} replica @param {string | null} home id of the stage for cards that name none */
  constructor(replica, home) {
    this.replica = replica;
    this.home = home;
    /** @type {PlannedStage[]} */ this.stages = [];
    /** @type {PlannedLane[]} */ this.lanes = [];
    /** @type {PlannedCard[]} */ this.cards = [];
    /** @type {Set<string>} */ this.warnings = new Set();
    /** Scores as they were written, by card. @type {Map<number, number>} */
    this.scores = new Map();
    this.left = 0;
  }

  /** The stage of that name: planned, there already, or new. @param {string} name @returns {number} */
  stage(name) {
    const short = name.replace(/\s+/g, " ").trim().slice(0, 120);
    const same = (/** @type {string} */ other) => other.toLowerCase() === short.toLowerCase();
    const planned = this.stages.findIndex((stage) => same(stage.name));
    if (planned >= 0) return planned;
    const there = this.replica.list("stage").find((stage) => same(stage.name));
    if (!there && this.replica.list("stage").length + this.stages.filter((s) => !s.id).length >= LIMITS.stage) {
      this.warnings.add(`A journey holds at most ${LIMITS.stage} stages: what came after went into the last one.`);
      return Math.max(0, this.stages.length - 1);
    }
    return this.stages.push({ name: short, id: there?.id ?? null, goal: "" }) - 1;
  }

  /** The stage for what names none. @returns {number} */
  homeStage() {
    const record = this.replica.get("stage", this.home) ?? this.replica.list("stage")[0];
    if (!record) return this.stage("Stage 1");
    const planned = this.stages.findIndex((stage) => stage.id === record.id);
    return planned >= 0 ? planned : this.stages.push({ name: record.name, id: record.id, goal: "" }) - 1;
  }

  /** A lane that is there. @param {{id: string, kind: string, name: string}} record @returns {number} */
  laneOf({ id, kind, name }) {
    const planned = this.lanes.findIndex((lane) => lane.id === id);
    return planned >= 0 ? planned : this.lanes.push({ kind, name, id }) - 1;
  }

  /** The lane of a kind ("" as name: the usual one). @param {string} kind @param {string} name @returns {number} */
  lane(kind, name) {
    const short = name.replace(/\s+/g, " ").trim().slice(0, 120);
    const same = (/** @type {{kind: string, name: string}} */ lane) => lane.kind === kind && lane.name.toLowerCase() === short.toLowerCase();
    const planned = this.lanes.findIndex((lane) => same(lane) || (!short && lane.kind === kind && lane.id));
    if (planned >= 0) return planned;
    const list = this.replica.list("lane");
    const there = list.find((lane) => same(/** @type {any} */ (lane))) ?? (short ? undefined : list.find((lane) => lane.kind === kind));
    if (there) return this.laneOf(/** @type {any} */ (there));
    if (list.length + this.lanes.filter((l) => !l.id).length >= LIMITS.lane) {
      this.warnings.add(`A journey holds at most ${LIMITS.lane} lanes: what came after went into the last one.`);
      return Math.max(0, this.lanes.length - 1);
    }
    return this.lanes.push({ kind, name: short, id: null }) - 1;
  }

  /** @param {number} stage @param {number} lane @param {string} text with marks @param {{bare?: boolean}} [options] @returns {number} its index */
  card(stage, lane, text, options) {
    if (this.replica.all("card").size + this.cards.length >= LIMITS.card) {
      this.left++;
      return -1;
    }
    const marked = parseMarks(text.replace(/\s+/g, " "), options);
    const { title, note = "" } = fitTitle(marked.title);
    if (note) this.warnings.add("Texts over 500 characters were shortened on the card and are whole in its note.");
    const { severity, moment, feeling } = marked;
    const word = this.lanes[lane]?.kind === "emotion" ? fitWord(title) : "";
    return this.cards.push({ stage, lane, title, note, channel: null, severity, moment, evidence: "assumed", feeling, word }) - 1;
  }

  /** @param {number} stage @param {string} text */
  goal(stage, text) {
    const goal = this.stages[stage].goal;
    const added = text.replace(/\s+/g, " ").trim();
    if (!goal.includes(added)) this.stages[stage].goal = (goal ? `${goal}; ${added}` : added).slice(0, 300);
  }

  /**
   * The feeling of a row: at its main card; a word without a number becomes a card of the emotion lane.
   * @param {number} stage @param {number | undefined} card @param {string} text @param {string} score
   */
  emotion(stage, card, text, score) {
    const said = readValue(text);
    const scored = readValue(score);
    const value = scored.value ?? said.value;
    const word = said.word || scored.word;
    if (value === null) {
      if (word) this.card(stage, this.lane("emotion", ""), word);
      return;
    }
    this.feel(card ?? this.card(stage, this.lane("emotion", ""), word, { bare: true }), value, word);
  }

  /** @param {number} card @param {number} value as it was written @param {string} word */
  feel(card, value, word) {
    if (card < 0) return;
    this.scores.set(card, value);
    if (word) this.cards[card].word = fitWord(word);
  }

  /** @param {number} card @param {string} text */
  note(card, text) {
    if (card >= 0 && text) this.cards[card].note = (this.cards[card].note ? `${this.cards[card].note}\n${text}` : text).slice(0, 20_000);
  }

  /** @param {number} card @param {string} text */
  channel(card, text) {
    if (card < 0 || !text) return;
    const channel = readChannel(text);
    this.cards[card].channel = channel ?? "other";
    if (!channel) this.warnings.add("A channel that we do not know became “Other”; its name is in the card's note.");
    if (!channel || /[,;/&+\n]|\band\b/.test(text)) this.note(card, `Channel: ${text.replace(/\s+/g, " ")}`);
  }

  /** @param {number} card @param {string} text */
  severity(card, text) {
    if (card < 0 || !text) return;
    const severity = readSeverity(text);
    if (severity) this.cards[card].severity = severity;
    else if (!/^(0|none|no|-|–|n\/a)$/i.test(text.trim())) this.note(card, `Severity: ${text}`);
    if (/^\d+$/.test(text.trim()) && Number(text) > 3) this.warnings.add("Severities above 3 became 3.");
  }

  /** @param {number} card @param {string} text */
  truth(card, text) {
    if (card < 0) return;
    const moment = readTruth(text);
    if (moment) this.cards[card].moment = moment;
    else if (moment === null) this.note(card, `Moment of truth: ${text}`);
  }

  /** @param {number} card @param {string} text */
  status(card, text) {
    if (card < 0 || !text) return;
    const status = readStatus(text);
    if (status) this.cards[card].evidence = status;
    else this.note(card, `Evidence: ${text}`);
  }

  /** @param {Plan["layout"]} layout @param {Plan["columns"]} columns @returns {Plan} */
  plan(layout, columns) {
    const scale = scaleOf([...this.scores.values()]);
    if (scale.warning) this.warnings.add(scale.warning);
    for (const [card, value] of this.scores) this.cards[card].feeling = feelingValue(scale.to(value));
    const emotion = [...this.lanes, ...this.replica.list("lane")].some((lane) => lane.kind === "emotion");
    if (!emotion && this.cards.some((card) => card.feeling !== null)) this.lane("emotion", ""); // where the curve is drawn
    if (this.left) this.warnings.add(`A journey holds at most ${LIMITS.card} cards: ${this.left} were left out.`);
    const { stages, lanes, cards } = this;
    const fresh = (/** @type {{id: string | null}[]} */ list) => list.filter((record) => !record.id).length;
    const feelings = cards.filter((card) => card.feeling !== null).length;
    const counts = { stages: stages.length, newStages: fresh(stages), lanes: lanes.length, newLanes: fresh(lanes), cards: cards.length, feelings };
    return { layout, columns, stages, lanes, cards, counts, warnings: [...this.warnings] };
  }
}

/**
 * The edits of a plan, in order and in groups that belong together, and the ids of its cards.
 * @param {Plan} plan @param {{journey: string, replica: Replica, persona: string, random?: () => number}} map
 * @returns {{groups: Edit[][], ids: string[]}}
 */
export function planEdits(plan, { journey, replica, persona, random }) {
  /** @type {Edit[][]} */
  const groups = [];
  const stages = placed(plan.stages, "stage", replica, random);
  plan.stages.forEach(({ name, id, goal }, i) => {
    if (!id) groups.push([{ op: "put", type: "stage", id: stages[i].id, fields: { journey, name, goal, order: stages[i].order } }]);
    else if (goal && !replica.get("stage", id)?.goal) groups.push([{ op: "patch", type: "stage", id, fields: { goal } }]);
  });
  const lanes = placedLanes(plan.lanes, replica, random);
  plan.lanes.forEach(({ kind, name, id }, i) => {
    if (!id) groups.push([{ op: "put", type: "lane", id: lanes[i].id, fields: { journey, kind, name, order: lanes[i].order } }]);
  });
  /** Keys that are still free, by cell. @type {Map<string, string[]>} */
  const keys = new Map();
  /** @type {Map<string, number>} */
  const sizes = new Map();
  for (const card of plan.cards) sizes.set(`${card.stage} ${card.lane}`, (sizes.get(`${card.stage} ${card.lane}`) ?? 0) + 1);
  for (const [cell, count] of sizes) {
    const [stage, lane] = cell.split(" ").map(Number);
    keys.set(cell, placeKeys(replica.cell(stages[stage].id, lanes[lane].id).at(-1)?.order ?? null, null, count, random));
  }
  const ids = plan.cards.map(({ stage, lane, feeling, word, ...fields }) => {
    const id = newId();
    const order = /** @type {string[]} */ (keys.get(`${stage} ${lane}`)).shift();
    const group = /** @type {Edit[]} */ ([{ op: "put", type: "card", id, fields: { journey, stage: stages[stage].id, lane: lanes[lane].id, ...fields, order } }]);
    if (feeling !== null) {
      group.push({ op: "put", type: "feeling", id: feelingId(id, persona), fields: { journey, card: id, persona, source: "predicted", value: feeling, word } });
    }
    groups.push(group);
    return id;
  });
  return { groups, ids };
}

/** New ones go to the end, in order. @param {{id: string | null}[]} list @param {string} type @param {Replica} replica @param {(() => number) | undefined} random */
function placed(list, type, replica, random) {
  const fresh = placeKeys(replica.list(type).at(-1)?.order ?? null, null, list.filter((record) => !record.id).length, random);
  return list.map(({ id }) => (id ? { id, order: "" } : { id: newId(), order: /** @type {string} */ (fresh.shift()) }));
}

/** New lanes go where their kind belongs. @param {PlannedLane[]} list @param {Replica} replica @param {(() => number) | undefined} random */
function placedLanes(list, replica, random) {
  const rank = (/** @type {string} */ kind) => LANE_KINDS.indexOf(kind);
  const there = replica.list("lane");
  /** @type {Map<number, number[]>} indices of new lanes by the place before which they go */
  const gaps = new Map();
  const fresh = list.flatMap((lane, i) => (lane.id ? [] : [i])).sort((a, b) => rank(list[a].kind) - rank(list[b].kind) || a - b);
  for (const i of fresh) {
    const below = there.findIndex((lane) => rank(lane.kind) > rank(list[i].kind));
    const gap = below < 0 ? there.length : below;
    gaps.set(gap, [...(gaps.get(gap) ?? []), i]);
  }
  /** @type {{id: string, order: string}[]} */
  const out = list.map(({ id }) => ({ id: id ?? newId(), order: "" }));
  for (const [gap, indices] of gaps) {
    placeKeys(there[gap - 1]?.order ?? null, there[gap]?.order ?? null, indices.length, random).forEach((order, k) => (out[indices[k]].order = order));
  }
  return out;
}
