// @ts-check
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import test from "node:test";
import { estimate, findingOf, interval, quadrant, quadrantFirm, ranked, spreadOf, valueOf } from "../../cxmap/board/static/model/estimates.js";
import { DEFAULTS } from "../../cxmap/board/static/sync/schema.js";

const CASES = JSON.parse(readFileSync(new URL("../fixtures/estimates.json", import.meta.url), "utf8"));

/** @param {any} fields @param {number} [place] */
const tally = (fields, place = 0) => ({ id: `t${place}`, ...DEFAULTS.tally, ...fields });

for (const { why, tally: fields, spread } of CASES.spread) test(`spread: ${why}`, () => assert.equal(spreadOf(tally(fields)), spread));

for (const { why, tally: fields, interval: wanted } of CASES.interval) {
  test(`interval: ${why}`, () => {
    const found = interval(tally(fields));
    if (!wanted) return assert.equal(found, null);
    found?.forEach((value, i) => assert.ok(Math.abs(value - wanted[i]) < 1e-6, `${found}`));
    assert.equal(found?.length, 2);
  });
}

for (const { why, tallies, ranked: wanted } of CASES.ranked) {
  test(`ranked: ${why}`, () => {
    const found = ranked(tallies.map((/** @type {any} */ fields) => tally(fields)));
    assert.deepEqual(found.map((r) => [r.tally.id, r.rank, r.firm]), wanted);
  });
}

for (const { why, tally: fields, quadrant: wanted, firm } of CASES.quadrant) {
  test(`quadrant: ${why}`, () => {
    assert.equal(quadrant(tally(fields)), wanted);
    assert.equal(quadrantFirm(tally(fields)), firm);
  });
}

for (const { customer, business, value } of CASES.value) test(`value of ${customer} and ${business}`, () => assert.equal(valueOf(customer, business), value));

for (const { tallies, finding } of CASES.finding) test(`finding: ${finding}`, () => assert.equal(findingOf(tallies.map(tally)), finding));

test("a figure of a room is called an estimate", () => {
  assert.equal(estimate([tally({ people: 12 }), tally({ people: 11 })]), "Estimate of 12 people in the room");
  assert.equal(estimate([tally({ people: 1 })]), "Estimate of 1 person in the room");
});
