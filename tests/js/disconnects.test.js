// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { disconnects, owned, ranked, sentenceOf, teamsOf } from "../../cxmap/board/static/model/disconnects.js";
import { DEFAULTS } from "../../cxmap/board/static/sync/schema.js";
import { fixture, replicaOf } from "./fixtures.js";

const CASES = fixture("disconnects");

/** @param {Record<string, any[]>} records that say only what matters */
const mapOf = (records) => replicaOf(Object.fromEntries(Object.entries(records).map(([type, list]) => [type, list.map((r) => ({ ...DEFAULTS[type], ...r }))])));

for (const { name, records, expected } of CASES) {
  test(`disconnects: ${name}`, () => {
    const found = disconnects(mapOf(records)).map((d) => ({
      card: d.card, owners: d.owners, kinds: d.reasons.map((r) => r.kind), sentence: sentenceOf(d), drop: d.drop, strong: d.strong,
    }));
    assert.deepEqual(found, expected);
  });
}

test("the strong ones come first, the deepest fall on top", () => {
  const found = /** @type {any[]} */ ([["a", 0.9], ["b", 1.2], ["c", 0], ["d", 4]].map(([card, drop]) => ({ card, drop, strong: Number(drop) >= 1 })));
  assert.deepEqual(ranked(found).map((d) => d.card), ["d", "b", "a", "c"]);
});

test("a map is owned once somebody answers for something, and a team that is gone owns nothing", () => {
  const { records } = CASES.find((/** @type {any} */ c) => c.name === "no owner");
  const replica = mapOf(records);
  assert.ok(owned(replica));
  assert.deepEqual(teamsOf(replica, "c1").map((t) => t.name), ["Booking"]);
  replica.apply([{ op: "delete", type: "assignment", id: "c1.t-book.accountable" }, { op: "delete", type: "team", id: "t-book" }], 2);
  assert.ok(!owned(replica));
  assert.deepEqual(teamsOf(replica, "c1"), []);
});
