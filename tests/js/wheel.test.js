// @ts-check
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { addWord, changeWord, matching, neighbour, removeWord, resetWheel, segments, words, wordOf } from "../../cxmap/board/static/model/wheel.js";
import { showValue } from "../../cxmap/board/static/view/curve.js";
import { gaps, peakEnd, reportedX } from "../../cxmap/board/static/view/feelings.js";
import { Replica } from "../../cxmap/board/static/sync/replica.js";

const CASES = JSON.parse(readFileSync(new URL("../fixtures/gaps.json", import.meta.url), "utf8"));
const WHEEL = [
  { text: "pleased", family: "joy", value: 1, intensity: 1 },
  { text: "happy", family: "joy", value: 2, intensity: 2 },
  { text: "annoyed", family: "anger", value: -1, intensity: 1 },
];
let made = 0;
const replica = (/** @type {any[]} */ own = []) => {
  const fresh = new Replica();
  fresh.load({ journey: [{ id: "j", workspace: "main", title: "J" }], word: own }, 1);
  return fresh;
};
/** What a wheel is once its edits are made. @param {Replica} before @param {any[]} edits */
const after = (before, edits) => {
  before.add(`change ${++made}`, edits);
  return words(before, WHEEL);
};

test("a workspace without words has those that come with cxmap", () => {
  const all = words(replica(), WHEEL);
  assert.deepEqual(all.map((w) => [w.text, w.own]), [["pleased", false], ["happy", false], ["annoyed", false]]);
  assert.equal(wordOf(all, " HAPPY ")?.value, 2);
  assert.equal(wordOf(all, "  "), undefined);
  assert.deepEqual(matching(all, "p").map((w) => w.text), ["pleased", "happy"]); // those that begin with it first
});

test("the first edit copies the wheel, and is made in the copy", () => {
  const before = replica();
  const all = words(before, WHEEL);
  const changed = after(before, changeWord(all, "main", all[1], { text: "glad" }));
  assert.deepEqual(changed.map((w) => [w.text, w.own]), [["pleased", true], ["glad", true], ["annoyed", true]]);
  const again = changeWord(changed, "main", changed[1], { value: 1.5 });
  assert.deepEqual(again, [{ op: "patch", type: "word", id: changed[1].id, fields: { value: 1.5 }, was: { value: 2 } }]);
});

test("two people who copy the wheel at once make one copy", () => {
  const all = words(replica(), WHEEL);
  const ids = (/** @type {any[]} */ edits) => edits.filter((e) => e.op === "put").map((e) => e.id).slice(0, 3);
  assert.deepEqual(ids(addWord(all, "main", { text: "x", family: "joy", value: 0, intensity: 1 })), ids(changeWord(all, "main", all[0], { value: 0 })));
});

test("a word is added at the end, taken away, and the last one stays", () => {
  const before = replica();
  let all = after(before, addWord(words(before, WHEEL), "main", { text: "proud", family: "joy", value: 2, intensity: 2 }));
  assert.deepEqual(all.map((w) => w.text), ["pleased", "happy", "annoyed", "proud"]);
  const second = replica();
  all = after(second, removeWord(words(second, WHEEL), "main", words(second, WHEEL)[0]));
  assert.deepEqual(all.map((w) => w.text), ["happy", "annoyed"]);
  assert.deepEqual(removeWord([all[0]], "main", all[0]), []);
  assert.deepEqual(after(second, resetWheel(all)).map((w) => w.text), ["pleased", "happy", "annoyed"]);
});

test("families are sectors, intensities rings, and arrows walk both", () => {
  const parts = segments([...words(replica(), WHEEL), { ...words(replica(), WHEEL)[0], id: "two", text: "glad" }], ["joy", "anger"]);
  assert.deepEqual(parts.map((p) => [p.word.text, p.ring, p.from, p.to]), [["pleased", 1, 0, 0.25], ["glad", 1, 0.25, 0.5], ["happy", 2, 0, 0.5], ["annoyed", 1, 0.5, 1]]);
  assert.equal(neighbour(parts, 0, "ArrowRight"), 1);
  assert.equal(neighbour(parts, 0, "ArrowLeft"), 3);
  assert.equal(neighbour(parts, 1, "ArrowUp"), 2);
  assert.equal(neighbour(parts, 3, "ArrowUp"), 3); // nothing further out there
  assert.equal(neighbour(parts, 2, "ArrowDown"), 1);
});

test("reported points stand over the predicted ones", () => {
  for (const { why, known, xs } of CASES.spread) {
    const points = known.map((/** @type {number | null} */ _x, /** @type {number} */ i) => ({ card: { id: `c${i}` } }));
    const at = new Map(known.flatMap((/** @type {number | null} */ x, /** @type {number} */ i) => (x === null ? [] : [[`c${i}`, x]])));
    assert.deepEqual(reportedX(points, at, { left: 0, width: 100 }), xs, why);
  }
});

test("gaps and what is remembered are those of the server", () => {
  const points = (/** @type {Record<string, number>} */ of) => /** @type {any[]} */ (Object.entries(of).map(([id, value]) => ({ card: { id }, stage: "s", value })));
  for (const { why, predicted, reported, gaps: wanted } of CASES.gaps) {
    assert.deepEqual(gaps(points(predicted), points(reported)).map((g) => [g.card.id, g.gap]), wanted, why);
  }
  for (const { why, values, peak, end, remembered, shown } of CASES.peak_end) {
    const of = values.map((/** @type {number} */ value) => ({ value }));
    const found = peakEnd(of);
    if (remembered === null) assert.equal(found, null, why);
    else assert.deepEqual([of.indexOf(found?.peak), of.indexOf(found?.end), Math.round((found?.remembered ?? NaN) * 100) / 100, showValue(found?.remembered ?? NaN)], [peak, end, remembered, shown], why);
  }
});
