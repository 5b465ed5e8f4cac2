// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { byDay, dayWords, onTop, pastWords, placeOf, spell } from "../../cxmap/board/static/model/timeline.js";

/** @param {number} rev @param {Date} at @param {string} [person] @returns {any} */
const entry = (rev, at, person = "mel") => ({ rev, at: at.toISOString(), by: { person, name: person === "mel" ? "Mel Tan" : "Ada" }, kind: "edit", label: `Change ${rev}`, edits: 1 });
const at = (/** @type {number} */ day, /** @type {number} */ hour, /** @type {number} */ minute) => new Date(2026, 10, day, hour, minute);

test("what one person does in a quarter of an hour stands together, day by day", () => {
  const entries = [entry(9, at(4, 9, 0)), entry(8, at(3, 14, 30)), entry(7, at(3, 14, 14)), entry(6, at(3, 14, 2)), entry(5, at(3, 14, 1), "ada"), entry(4, at(3, 14, 0))];
  const days = byDay(entries);
  assert.deepEqual(days.map((d) => [d.day, d.groups.map((g) => [g.name, spell(g), g.entries.map((e) => e.rev)])]), [
    ["2026-11-04", [["Mel Tan", "09:00", [9]]]],
    ["2026-11-03", [["Mel Tan", "14:30", [8]], ["Mel Tan", "14:02–14:14", [7, 6]], ["Ada", "14:01", [5]], ["Mel Tan", "14:00", [4]]]],
  ]);
  assert.deepEqual(byDay([]), []);
});

test("days and moments are said as people say them", () => {
  const now = at(4, 12, 0);
  assert.deepEqual(["2026-11-04", "2026-11-03", "2026-11-02", "2025-11-02"].map((day) => dayWords(day, now)), ["Today", "Yesterday", "2 Nov", "2 Nov 2025"]);
  assert.equal(pastWords(entry(3, at(3, 14, 2)), now), "As it was on 3 Nov, 14:02 — by Mel Tan");
  assert.equal(pastWords(null, now), "As it was at first");
});

test("a revision has its place on the scale", () => {
  const positions = [3, 5, 9];
  assert.deepEqual([1, 3, 4, 5, 8, 9, 100].map((rev) => placeOf(positions, rev)), [-1, 0, 0, 1, 1, 2, 2]);
  assert.equal(placeOf([], 4), -1);
  const many = Array.from({ length: 10_000 }, (_, i) => 3 * i + 2);
  for (const i of [0, 1, 4_711, 9_999]) assert.deepEqual([placeOf(many, many[i]), placeOf(many, many[i] + 1), placeOf(many, many[i] - 1)], [i, i, i - 1]);
});

test("newer entries come on top, each once", () => {
  const known = [entry(5, at(3, 9, 0)), entry(4, at(3, 8, 0))];
  const newer = [entry(7, at(3, 10, 0)), entry(5, at(3, 9, 0))];
  assert.deepEqual(onTop(known, newer).map((e) => e.rev), [7, 5, 4]);
  assert.deepEqual(onTop([], newer).map((e) => e.rev), [7, 5]);
});
