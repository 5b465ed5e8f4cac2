// @ts-check
/**
 * Stacking: one card stands for several that say nearly the same, and keeps what each of them said as a voice. As edits, one
 * change a stack, so that one undo takes it back. DOM-free. Which cards are alike the server says (`cxmap/insights/similar.py`).
 */
import { feelingId, madeId, newId } from "./ids.js";
import { parseMarks, withMarks } from "./marks.js";
import { keysAt, MAX_TITLE } from "./places.js";

/** @typedef {import("../sync/replica.js").Edit} Edit */
/** @typedef {import("../sync/replica.js").Rec} Rec */
/** @typedef {import("../sync/replica.js").Replica} Replica */
/** What somebody said: the words without marks, and the feeling that went with them. @typedef {{id: string, text: string, feeling: number | null, author: string, table: string}} Said */

const STRENGTH = ["assumed", "observed", "measured"];
const MAX_NOTE = 20_000;

/** What a card stands for, in order. @param {Replica} replica @param {string} card @returns {Said[]} */
export function voicesOf(replica, card) {
  return replica.under("voice", "card", card).map((voice) => {
    const { title, feeling } = parseMarks(voice.text);
    return { id: voice.id, text: title, feeling, author: voice.author_name, table: voice.origin };
  });
}

/** How many said what a card says: its voices and itself; where tables have said it, only they count. @param {Replica} replica @param {string} card */
export function saidBy(replica, card) {
  const voices = replica.under("voice", "card", card);
  return voices.length + (voices.some((voice) => voice.origin) ? 0 : 1);
}

/**
 * Stack cards under one that stays. It gets a voice for each, and all that hung on them: feelings (its own stay), sources, tags,
 * teams, comments, connections, KPIs, and what a workshop says of them; notes follow its own.
 * @param {Replica} replica @param {string} journey @param {string} kept @param {readonly string[]} ids @param {Record<string, string>} [authors] names by card
 * @returns {Edit[]} none where nothing is left to stack
 */
export function stackEdits(replica, journey, kept, ids, authors = {}) {
  const target = replica.get("card", kept);
  const others = [...new Set(ids)].flatMap((id) => (id === kept ? [] : (replica.get("card", id) ?? [])));
  if (!target || !others.length) return [];
  const leading = replica.list("traveller")[0]?.persona ?? null;
  /** @type {Edit[]} */
  const edits = [];
  const put = (/** @type {string} */ type, /** @type {string} */ id, /** @type {Record<string, any>} */ fields) => edits.push({ op: "put", type, id, fields: { journey, ...fields, card: kept } });
  const copy = (/** @type {Rec} */ record) => {
    const { id: _, ...fields } = record;
    return fields;
  };
  const voices = others.reduce((sum, card) => sum + 1 + replica.under("voice", "card", card.id).length, 0);
  const orders = keysAt(replica.under("voice", "card", kept), null, voices);
  const felt = new Set(replica.feelingsOf(kept).map((f) => f.id));
  const tags = new Set(replica.under("tag", "card", kept).map((tag) => tag.name.toLowerCase()));
  const made = new Set([...replica.all("connection").keys(), ...replica.under("assignment", "card", kept).map((a) => a.id)]);
  const gone = new Set(others.map((card) => card.id));
  const sources = others.reduce((sum, card) => sum + replica.under("source", "card", card.id).length, 0);
  const sourceOrders = keysAt(replica.under("source", "card", kept), null, sources);
  for (const card of others) {
    const feelings = replica.feelingsOf(card.id);
    const own = feelings.find((f) => f.persona === leading && f.source === "predicted");
    const text = withMarks({ title: (card.title || "Untitled").slice(0, MAX_TITLE - 6), feeling: own?.value ?? null });
    put("voice", newId(), { text, author_name: (authors[card.id] ?? "").slice(0, 60), order: orders.shift() });
    for (const voice of replica.under("voice", "card", card.id)) put("voice", newId(), { ...copy(voice), order: orders.shift() });
    for (const feeling of feelings) {
      const id = feelingId(kept, feeling.persona, feeling.source);
      if (!felt.has(id)) put("feeling", id, copy(feeling));
      felt.add(id);
    }
    for (const source of replica.under("source", "card", card.id)) put("source", newId(), { ...copy(source), order: sourceOrders.shift() });
    for (const tag of replica.under("tag", "card", card.id)) {
      if (!tags.has(tag.name.toLowerCase())) put("tag", newId(), copy(tag));
      tags.add(tag.name.toLowerCase());
    }
    for (const part of replica.under("assignment", "card", card.id)) {
      const id = madeId("assignment", { ...part, card: kept });
      if (!made.has(id)) put("assignment", id, copy(part));
      made.add(id);
    }
    for (const end of /** @type {const} */ (["start", "end"])) {
      for (const line of replica.under("connection", end, card.id)) {
        const fields = { ...copy(line), start: gone.has(line.start) ? kept : line.start, end: gone.has(line.end) ? kept : line.end };
        const id = madeId("connection", fields);
        if (fields.start === fields.end || made.has(id)) continue;
        made.add(id);
        edits.push({ op: "put", type: "connection", id, fields });
      }
    }
    for (const type of ["comment", "measure", "parked", "decision", "tally"]) {
      for (const record of replica.under(type, "card", card.id)) edits.push({ op: "patch", type, id: record.id, fields: { card: kept } });
    }
  }
  const fields = gathered(target, others);
  if (Object.keys(fields).length) edits.push({ op: "patch", type: "card", id: kept, fields });
  for (const card of others) edits.push({ op: "delete", type: "card", id: card.id });
  return edits;
}

/** What the card that stays takes over from the others where it says nothing itself. @param {Rec} target @param {Rec[]} others @returns {Record<string, any>} */
function gathered(target, others) {
  /** @type {Record<string, any>} */
  const fields = {};
  for (const name of ["channel", "severity", "moment", "initiator", "opens"]) {
    const first = others.find((card) => card[name] !== null)?.[name];
    if (target[name] === null && first !== undefined) fields[name] = first;
  }
  const strongest = Math.max(...others.map((card) => STRENGTH.indexOf(card.evidence)));
  if (strongest > STRENGTH.indexOf(target.evidence)) fields.evidence = STRENGTH[strongest];
  const notes = others.map((card) => card.note).filter((note, i, all) => note && note !== target.note && all.indexOf(note) === i);
  const note = [target.note, ...notes].filter(Boolean).join("\n\n");
  if (notes.length && note.length <= MAX_NOTE) fields.note = note;
  return fields;
}

/**
 * Make cards of voices again, behind the card that stood for them: what was said, and the feeling that went with it.
 * @param {Replica} replica @param {string} journey @param {string} card @param {readonly string[]} voices ids
 * @returns {{edits: Edit[], ids: string[]}} ids of the cards
 */
export function unstackEdits(replica, journey, card, voices) {
  const kept = replica.get("card", card);
  const wanted = voicesOf(replica, card).filter((voice) => voices.includes(voice.id));
  if (!kept || !wanted.length) return { edits: [], ids: [] };
  const cell = replica.cell(kept.stage, kept.lane);
  const orders = keysAt(cell, cell.findIndex((record) => record.id === card) + 1, wanted.length);
  const persona = replica.list("traveller")[0]?.persona ?? null;
  /** @type {string[]} */
  const ids = [];
  const edits = wanted.flatMap((voice, i) => {
    const id = newId();
    ids.push(id);
    /** @type {Edit[]} */
    const made = [{ op: "put", type: "card", id, fields: { journey, stage: kept.stage, lane: kept.lane, title: voice.text, order: orders[i] } }];
    if (persona && voice.feeling !== null) {
      const source = "predicted";
      made.push({ op: "put", type: "feeling", id: feelingId(id, persona, source), fields: { journey, card: id, persona, source, value: voice.feeling } });
    }
    return [...made, /** @type {Edit} */ ({ op: "delete", type: "voice", id: voice.id })];
  });
  return { edits, ids };
}
