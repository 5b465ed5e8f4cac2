// @ts-check
/**
 * What the replica must know of the record types to show an edit before the server has answered: defaults, references and
 * texts. A test holds it to the record definitions of the server (`cxmap/model/records.py`).
 */

/**
 * A field: its kind, and what differs from {default null (texts: ""), not long, not fixed, deletes with what it refers to}.
 * @typedef {{kind: string, to?: string, clear?: boolean, fixed?: boolean, default?: any, max?: number, long?: boolean, step?: number}} FieldShape
 */

const text = (/** @type {number} */ max) => ({ kind: "text", max });
const long = (/** @type {number} */ max) => ({ kind: "text", max, long: true });
const ref = (/** @type {string} */ to) => ({ kind: "ref", to });
const fixed = (/** @type {string} */ to) => ({ kind: "ref", to, fixed: true });
const order = { kind: "order", default: "a0" };

/** The types that a board holds, those that others refer to first. */
export const BOARD_TYPES = ["journey", "persona", "stage", "lane", "card", "traveller", "feeling"];

/** Fields by record type. @type {Record<string, Record<string, FieldShape>>} */
export const SCHEMA = {
  journey: {
    workspace: fixed("workspace"),
    title: text(200),
    state: { kind: "choice", default: "as_is" },
    as_is: { kind: "ref", to: "journey", clear: true },
    point_of_view: long(1000),
    note: long(20000),
    reviewed: { kind: "date" },
    review_due: { kind: "date" },
  },
  persona: {
    workspace: fixed("workspace"),
    name: text(120),
    role: text(160),
    quote: text(400),
    narrative: long(8000),
    photo: text(120),
  },
  stage: {
    journey: fixed("journey"),
    name: text(120),
    goal: text(300),
    duration: { kind: "number" },
    duration_unit: { kind: "choice" },
    note: long(20000),
    order,
  },
  lane: { journey: fixed("journey"), kind: { kind: "choice", default: "custom" }, name: text(120), order },
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
    order,
  },
  traveller: { journey: fixed("journey"), persona: fixed("persona"), order },
  feeling: {
    journey: fixed("journey"),
    card: fixed("card"),
    persona: fixed("persona"),
    source: { kind: "choice", default: "predicted", fixed: true },
    value: { kind: "number", step: 0.1 },
    word: text(60),
  },
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
