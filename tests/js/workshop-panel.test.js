// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { LANE_KINDS } from "../../cxmap/board/static/model/vocabulary.js";
import { DEFAULTS } from "../../cxmap/board/static/sync/schema.js";
import { askedAbout, minutesOf, startOf } from "../../cxmap/board/static/view/workshop/kinds.js";
import { Votes } from "../../cxmap/board/static/view/workshop/votes.js";
import { replicaOf, smallMap } from "./fixtures.js";

test("a new step is called without the number of its question and opens lanes that there are", () => {
  assert.deepEqual(startOf("channels", "2 Channels").title, "Channels");
  for (const kind of ["task", "channels", "weaknesses", "people", "improve"]) {
    const lanes = startOf(kind, kind).lanes.split(" ");
    assert.ok(lanes.length && lanes.every((/** @type {string} */ lane) => LANE_KINDS.includes(lane)), kind);
  }
  assert.equal(minutesOf("free"), 5);
  assert.deepEqual(["rate", "vote", "place", "free"].map(askedAbout), [true, true, true, false]);
});

/** What is tinted among these votes, by card. @param {Record<string, number>} votes @param {any} [step] */
function tinted(votes, step = {}) {
  const rec = (/** @type {string} */ type, /** @type {any} */ fields) => ({ ...DEFAULTS[type], journey: "j1", workshop: "w1", ...fields });
  const replica = replicaOf({
    ...smallMap({ cards: 5 }),
    workshop: [rec("workshop", { id: "w1", title: "W" })],
    step: [rec("step", { id: "st1", kind: "vote", title: "V", revealed: "2026-11-22T12:00:00Z", ...step })],
    tally: Object.entries(votes).map(([card, value]) => rec("tally", { id: `t-${card}`, step: "st1", kind: "votes", card, value, people: 3 })),
  });
  const part = { session: { replica }, board: { past: null }, workshop: replica.get("workshop", "w1"), tallies: () => replica.under("tally", "step", "st1") };
  const marks = new Votes(/** @type {any} */ (part));
  return Object.fromEntries(Object.keys(votes).map((card) => [card, (marks.marks(card, "card")[0]?.sign ?? "").replace("of3", "")]));
}

test("votes stand on their cards, only the largest two tinted, and none where a draw would make it three", () => {
  assert.deepEqual(tinted({ c1: 5, c2: 3, c3: 1 }), { c1: "v5t", c2: "v3t", c3: "v1" });
  assert.deepEqual(tinted({ c1: 5, c2: 2, c3: 2 }), { c1: "v5t", c2: "v2", c3: "v2" });
  assert.deepEqual(tinted({ c1: 2, c2: 2, c3: 2 }), { c1: "v2", c2: "v2", c3: "v2" });
  assert.deepEqual(tinted({ c1: 1 }), { c1: "v1t" });
  assert.deepEqual(tinted({ c1: 4, c2: 0 }), { c1: "v4t", c2: "" });
  assert.deepEqual(tinted({ c1: 4 }, { revealed: null }), { c1: "" });
});
