// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { coverage, hasExpired, statusOf, suggests } from "../../cxmap/board/static/model/evidence.js";
import { shortDate, today, untilTomorrow } from "../../cxmap/board/static/model/dates.js";
import { fixture } from "./fixtures.js";

const CASES = fixture("evidence");

for (const c of CASES.status) {
  test(`the status that counts: ${c.name}`, () => {
    const sources = c.expires.map((/** @type {string | null} */ expires) => ({ expires }));
    assert.equal(statusOf({ evidence: c.evidence }, sources, c.today), c.status);
    assert.equal(hasExpired({ evidence: c.evidence }, sources, c.today), c.expired);
  });
}

test("coverage counts expired evidence as assumed", () => {
  const { cards, counts, expired, share, today: day } = CASES.coverage;
  const records = cards.map((/** @type {any} */ card, /** @type {number} */ i) => ({ ...card, id: String(i) }));
  const sources = (/** @type {string} */ id) => records[Number(id)].expires.map((/** @type {string | null} */ expires) => ({ expires }));
  assert.deepEqual(coverage(records, sources, day), { counts, all: cards.length, expired, percent: Math.round(100 * share) });
  assert.equal(coverage([], sources, day).percent, null);
});

test("a source suggests what it makes of a guess", () => {
  assert.deepEqual(["feedback", "observation", "employees", "survey", "analytics", "other"].map(suggests), ["observed", "observed", "observed", "measured", "measured", "observed"]);
});

test("days are local, short, and end at midnight", () => {
  const now = new Date(2026, 10, 22, 23, 59, 30);
  assert.equal(today(now), "2026-11-22");
  assert.equal(shortDate("2027-01-03", now), "3 Jan 2027");
  assert.equal(untilTomorrow(now), 30_000);
});
