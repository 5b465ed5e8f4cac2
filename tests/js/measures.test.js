// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import {
  aboutOf, aimWords, marksWords, movementWords, outOfRange, readingId, showNumber, sparkPoints, statusOf, targetWords, trendsOf, valueWords, worstOf,
} from "../../cxmap/board/static/model/measures.js";
import { DEFAULTS } from "../../cxmap/board/static/sync/schema.js";
import { fixture } from "./fixtures.js";

const CASES = fixture("measures");
const TODAY = "2026-11-22";

/** @param {Record<string, any>} fields */
const measure = (fields) => ({ ...DEFAULTS.measure, id: "m1", journey: "j1", name: "NPS", ...fields });
/** @param {any[]} row */
const reading = ([id, date, value, method = "number", scale = null]) => ({ ...DEFAULTS.reading, id, journey: "j1", measure: "m1", date, value, method, scale });
/** @param {any} a @param {any} b @param {string} name */
const near = (a, b, name) => (typeof b === "number" ? assert.ok(Math.abs(a - b) < 1e-9, `${name}: ${a}, not ${b}`) : assert.equal(a, b, name));

for (const { value, unit, method, text } of CASES.shown) {
  test(`${value} ${unit} is shown as ${text}`, () => assert.equal(showNumber(value, unit, method), text));
}

for (const each of CASES.statuses) {
  test(`status: ${each.name}`, () => {
    const readings = each.readings.map(reading);
    const status = statusOf(measure(each.measure), readings, TODAY);
    for (const [name, value] of Object.entries(each.status)) near(/** @type {any} */ (status)[name], value, name);
    assert.deepEqual(trendsOf(readings).map((t) => [t.method, t.scale, t.readings.map((r) => r.id)]), each.trends);
    assert.deepEqual({ value: valueWords(status), target: targetWords(status), aim: aimWords(status.measure), movement: movementWords(status) }, each.words);
  });
}

test("several KPIs of one place show the worst and are counted", () => {
  const at = (/** @type {any} */ fields, /** @type {number[]} */ ...values) => statusOf(measure(fields), values.map((v, i) => reading([`r${i}`, "2026-11-01", v])), TODAY);
  const on = at({ target: 3 }, 4);
  const off = at({ target: 9 }, 4);
  assert.equal(worstOf([on, off]), off);
  assert.equal(worstOf([at({}), on]), on);
  assert.equal(marksWords([on, off]), "2 KPIs, 1 off target");
  assert.equal(marksWords([on, on]), "2 KPIs, none off target");
  assert.equal(marksWords([off]), "KPI NPS: 4, off target by 5");
  assert.equal(marksWords([at({})]), "KPI NPS: no reading yet");
});

test("a KPI is about its card, else its stage, else the journey", () => {
  assert.deepEqual(aboutOf(measure({ card: "c1", stage: "s1" })), { type: "card", id: "c1" });
  assert.deepEqual(aboutOf(measure({ stage: "s1" })), { type: "stage", id: "s1" });
  assert.deepEqual(aboutOf(measure({})), { type: "journey", id: "j1" });
});

test("a value that no answers can give is refused by the method's name", () => {
  assert.equal(outOfRange("nps", -100, "NPS"), "");
  assert.equal(outOfRange("nps", -101, "NPS"), "NPS lies between −100 and 100.");
  assert.equal(outOfRange("csat", -1, "CSAT"), "CSAT lies between 0 and 100.");
  assert.equal(outOfRange("number", -1e9, "Plain number"), "");
  assert.equal(outOfRange("number", 1e16, "Plain number"), "Write a smaller number.");
});

test("a small line keeps to its box, and one value is level", () => {
  assert.equal(sparkPoints([1, 3, 2], 40, 10), "0,10 20,0 40,5");
  assert.equal(sparkPoints([7], 40, 10), "0,5 40,5");
});

test("ids of readings rise with time", () => {
  const at = (/** @type {number} */ ms) => readingId(() => "f00dcafe12345678", ms);
  assert.equal(at(0), "00000000000f00dcafe");
  assert.ok(at(Date.now()) < at(Date.now() + 1));
  assert.equal(at(Date.now()).length, 19);
});
