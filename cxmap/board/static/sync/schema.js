// @ts-check
/**
 * What the replica must know of the record types to show an edit before the server has answered: defaults, references and
 * texts. A test holds it to the record definitions of the server (`cxmap/model/records.py`).
 */
import { OFFICE, OFFICE_TYPES } from "./schema-office.js";
import { clears, fixed, long, order, ref, text } from "./shapes.js";

/** @typedef {import("./shapes.js").FieldShape} FieldShape */

/** The types that a board holds, those that others refer to first. */
export const BOARD_TYPES = [
  "persona", "team", "role", "word", "touchpoint", "journey", "traveller", "stage", "lane", "card", "feeling", "assignment",
  "source", "tag", "connection", "path", "measure", "reading", "answer", "comment", "mention", "view", "version", "reason",
  "workshop", "step", "breakout", "participant", "parked", "decision", "tally", "voice",
  "forecast", "actual",
];

export { OFFICE_TYPES };

/** All types that a replica may hold, those that others refer to first: of the workspace's room, personas name a segment. */
export const TYPES = [...new Set([OFFICE_TYPES[0], ...BOARD_TYPES, ...OFFICE_TYPES])];

/** Fields by record type. @type {Record<string, Record<string, FieldShape>>} */
export const SCHEMA = {
  persona: {
    workspace: fixed("workspace"),
    name: text(120),
    role: text(160),
    quote: text(400),
    narrative: long(8000),
    photo: text(120),
    avatar: text(160),
    age_band: { kind: "choice" },
    segment: clears("segment"),
    worth: { kind: "number" },
    worth_unit: text(40),
  },
  team: { workspace: fixed("workspace"), name: text(120), lead: text(120), note: long(2000) },
  role: { team: fixed("team"), name: text(120), note: long(2000) },
  word: {
    workspace: fixed("workspace"),
    text: text(60),
    family: { kind: "choice", default: "joy" },
    value: { kind: "number", default: 0.0, step: 0.1 },
    intensity: { kind: "integer" },
    order,
  },
  touchpoint: { workspace: fixed("workspace"), title: text(500), note: long(20000), channel: { kind: "choice" }, moment: { kind: "choice" } },
  journey: {
    workspace: fixed("workspace"),
    title: text(200),
    state: { kind: "choice", default: "as_is" },
    as_is: clears("journey"),
    point_of_view: long(1000),
    note: long(20000),
    reviewed: { kind: "date" },
    review_due: { kind: "date" },
    owner: clears("team"),
    use: { kind: "choice" },
  },
  traveller: { journey: fixed("journey"), persona: fixed("persona"), order },
  stage: {
    journey: fixed("journey"),
    name: text(120),
    goal: text(300),
    duration: { kind: "number" },
    duration_unit: { kind: "choice" },
    waiting: { kind: "number" },
    waiting_unit: { kind: "choice" },
    note: long(20000),
    opens: clears("journey"),
    origin: clears("stage"),
    order,
  },
  lane: {
    journey: fixed("journey"),
    kind: { kind: "choice", default: "custom" },
    name: text(120),
    line: { kind: "choice" },
    origin: clears("lane"),
    order,
  },
  card: {
    journey: fixed("journey"),
    stage: ref("stage"),
    lane: ref("lane"),
    title: text(500),
    note: long(20000),
    channel: { kind: "choice" },
    severity: { kind: "integer" },
    moment: { kind: "choice" },
    evidence: { kind: "choice", default: "assumed" },
    duration: { kind: "number" },
    duration_unit: { kind: "choice" },
    waiting: { kind: "number" },
    waiting_unit: { kind: "choice" },
    frequency: { kind: "number" },
    frequency_per: { kind: "choice" },
    initiator: { kind: "choice" },
    opens: clears("journey"),
    shared: clears("touchpoint"),
    origin: clears("card"),
    order,
  },
  feeling: {
    journey: fixed("journey"),
    card: fixed("card"),
    persona: fixed("persona"),
    source: { kind: "choice", default: "predicted", fixed: true },
    value: { kind: "number", step: 0.1 },
    word: text(60),
    intensity: { kind: "integer" },
  },
  assignment: {
    journey: fixed("journey"),
    card: fixed("card"),
    team: fixed("team"),
    part: { kind: "choice", default: "responsible", fixed: true },
    role: clears("role"),
  },
  source: {
    journey: fixed("journey"),
    card: fixed("card"),
    kind: { kind: "choice", default: "other" },
    quote: long(4000),
    link: text(2000),
    date: { kind: "date" },
    expires: { kind: "date" },
    item: text(120),
    order,
  },
  tag: { journey: fixed("journey"), card: fixed("card"), name: text(60) },
  connection: {
    journey: fixed("journey"),
    start: fixed("card"),
    end: fixed("card"),
    kind: { kind: "choice", default: "handover" },
    label: text(120),
  },
  path: {
    journey: fixed("journey"),
    start: ref("stage"),
    end: ref("stage"),
    persona: clears("persona"),
    channel: { kind: "choice" },
    share: { kind: "number" },
    label: text(160),
    order,
  },
  measure: {
    journey: fixed("journey"),
    stage: ref("stage"),
    card: ref("card"),
    name: text(160),
    method: { kind: "choice", default: "number" },
    unit: text(40),
    direction: { kind: "choice", default: "up" },
    baseline: { kind: "number" },
    target: { kind: "number" },
    note: long(4000),
    order,
  },
  reading: {
    journey: fixed("journey"),
    measure: fixed("measure"),
    date: { kind: "date" },
    value: { kind: "number" },
    method: { kind: "choice", default: "number" },
    scale: { kind: "choice" },
    answers: { kind: "integer" },
    note: text(1000),
  },
  answer: { journey: fixed("journey"), stage: fixed("stage"), question: { kind: "choice", default: "goal", fixed: true }, note: text(400) },
  comment: {
    journey: fixed("journey"),
    card: ref("card"),
    stage: fixed("stage"),
    lane: fixed("lane"),
    thread: fixed("comment"),
    text: long(4000),
    author: clears("person", true),
    author_name: text(60),
    at: { kind: "time" },
    resolved: { kind: "time" },
    resolved_by: text(60),
  },
  mention: { journey: fixed("journey"), comment: fixed("comment"), person: fixed("person") },
  view: { journey: fixed("journey"), name: text(120), query: text(4000), author_name: text(60), order },
  version: { journey: fixed("journey"), name: text(160), rev: { kind: "integer", default: 0, fixed: true }, note: long(2000) },
  reason: { journey: fixed("journey"), rev: { kind: "integer", default: 0, fixed: true }, text: long(1000) },
  workshop: {
    journey: fixed("journey"),
    title: text(200),
    state: { kind: "choice", default: "planned" },
    date: { kind: "date" },
    note: long(4000),
    facilitator: clears("person"),
    facilitator_name: text(60),
    locked: { kind: "choice" },
    private: { kind: "choice" },
    anonymous: { kind: "choice" },
    admission: { kind: "choice" },
    follow: { kind: "choice" },
    view: { kind: "choice" },
    focus: text(120),
    called: { kind: "time" },
    started: { kind: "time" },
    closed: { kind: "time" },
    purge_due: { kind: "date" },
    purged: { kind: "time" },
  },
  step: {
    journey: fixed("journey"),
    workshop: fixed("workshop"),
    kind: { kind: "choice", default: "free" },
    title: text(160),
    prompt: long(1000),
    minutes: { kind: "integer", default: 5 },
    lanes: text(300),
    view: { kind: "choice" },
    about: { kind: "choice" },
    votes: { kind: "integer" },
    scope: { kind: "choice" },
    private: { kind: "choice" },
    persona: clears("persona"),
    state: { kind: "choice", default: "waiting" },
    started: { kind: "time" },
    ends: { kind: "time" },
    paused: { kind: "integer" },
    ended: { kind: "time" },
    revealed: { kind: "time" },
    order,
  },
  breakout: {
    journey: fixed("journey"),
    workshop: fixed("workshop"),
    name: text(80),
    map: clears("journey"),
    order,
  },
  participant: {
    journey: fixed("journey"),
    workshop: fixed("workshop"),
    person: clears("person", true),
    name: text(60),
    breakout: clears("breakout"),
    state: { kind: "choice", default: "in" },
    joined: { kind: "time" },
  },
  parked: {
    journey: fixed("journey"),
    workshop: fixed("workshop"),
    text: long(1000),
    author_name: text(60),
    card: clears("card"),
    settled: { kind: "choice" },
    order,
  },
  decision: {
    journey: fixed("journey"),
    workshop: fixed("workshop"),
    kind: { kind: "choice", default: "decision" },
    text: long(1000),
    owner: text(120),
    team: clears("team"),
    due: { kind: "date" },
    card: clears("card"),
    settled: { kind: "choice" },
    order,
  },
  tally: {
    journey: fixed("journey"),
    workshop: fixed("workshop"),
    step: fixed("step"),
    kind: { kind: "choice", default: "votes", fixed: true },
    card: clears("card"),
    title: text(500),
    persona: clears("persona"),
    people: { kind: "integer", default: 0 },
    value: { kind: "number" },
    low: { kind: "number" },
    high: { kind: "number" },
    effort: { kind: "number" },
    effort_low: { kind: "number" },
    effort_high: { kind: "number" },
    counts: text(4000),
  },
  voice: {
    journey: fixed("journey"),
    card: fixed("card"),
    text: text(500),
    author_name: text(60),
    origin: text(120),
    order,
  },
  forecast: {
    journey: fixed("journey"),
    title: text(160),
    state: { kind: "choice", default: "open" },
    persona: clears("persona"),
    opened: { kind: "time" },
    closed: { kind: "time" },
    note: long(2000),
  },
  actual: {
    journey: fixed("journey"),
    forecast: fixed("forecast"),
    card: fixed("card"),
    satisfaction: { kind: "number", step: 0.01 },
    importance: { kind: "number", step: 0.01 },
    answers: { kind: "integer" },
    origin: text(300),
  },
  ...OFFICE,
};

/** What a put that leaves fields out stands for, by type. @type {Record<string, Record<string, any>>} */
export const DEFAULTS = Object.fromEntries(
  Object.entries(SCHEMA).map(([type, fields]) => [
    type,
    Object.fromEntries(Object.entries(fields).map(([name, f]) => [name, f.default ?? (f.kind === "text" ? "" : null)])),
  ]),
);

/**
 * [field, type] of the references inside a room that take a record with them when they go, by type. The journey itself is
 * left out: when it goes, the room goes.
 * @type {Record<string, [string, string][]>}
 */
export const PARENTS = Object.fromEntries(
  Object.entries(SCHEMA).map(([type, fields]) => [
    type,
    Object.entries(fields).flatMap(([name, f]) =>
      f.kind === "ref" && !f.clear && f.to && f.to !== "journey" && SCHEMA[f.to] ? [/** @type {[string, string]} */ ([name, f.to])] : [],
    ),
  ]),
);

/** [type, field] of the references that go with a record, by its type: `PARENTS` the other way round. @type {Record<string, [string, string][]>} */
export const CHILDREN = {};
for (const [type, parents] of Object.entries(PARENTS)) for (const [field, to] of parents) (CHILDREN[to] ??= []).push([type, field]);

// the control characters and bidi overrides that the server takes out as well
const FORBIDDEN = /[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const CLEAN = /^[\x21-\x7e]*(?: [\x21-\x7e]+)*$/;

/** A text as the server stores it. @param {string} value @param {boolean} [long] keeps line breaks @returns {string} */
export function cleanText(value, long = false) {
  if (CLEAN.test(value)) return value;
  const plain = value.replace(/\r\n?/g, "\n").replace(FORBIDDEN, "").normalize("NFC");
  return long ? plain.replace(/^\n+|\n+$/g, "") : plain.split(BLANKS).filter(Boolean).join(" ");
}

// what Python's str.split() takes for a blank
const BLANKS = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/;

/**
 * Fields as the server stores them, as far as a client can tell: texts cleaned, numbers rounded.
 * @param {string} type @param {Record<string, any>} fields @returns {Record<string, any>}
 */
export function cleanFields(type, fields) {
  const shapes = SCHEMA[type];
  if (!shapes) return fields;
  /** @type {Record<string, any>} */
  const out = {};
  for (const name in fields) {
    const value = fields[name];
    const shape = shapes[name];
    if (!shape) out[name] = value;
    else if (shape.kind === "text") out[name] = value === null ? "" : typeof value === "string" ? cleanText(value, shape.long) : value;
    else if (shape.step && typeof value === "number") out[name] = Math.round(value / shape.step) / Math.round(1 / shape.step) + 0;
    else out[name] = value === "" || value === undefined ? null : value;
  }
  return out;
}
