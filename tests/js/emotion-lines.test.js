// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { EmotionLines } from "../../cxmap/board/static/view/emotion-lines.js";

/** A replica of `stages` × 2 cards, which counts how many cells are read. @param {number} stages */
function map(stages) {
  const values = new Map();
  const replica = {
    reads: 0,
    travellers: [{ persona: "rosa" }, { persona: "tom" }],
    list: (/** @type {string} */ type) => {
      if (type === "traveller") return replica.travellers;
      if (type === "lane") return [{ id: "l" }];
      return Array.from({ length: stages }, (_, i) => ({ id: `s${i}` }));
    },
    cell: (/** @type {string} */ stage) => {
      replica.reads++;
      return [{ id: `${stage}a`, stage }, { id: `${stage}b`, stage }];
    },
    feelingsOf: (/** @type {string} */ card) => (values.has(card) ? [{ id: `${card}.rosa.predicted`, card, persona: "rosa", source: "predicted", value: values.get(card), word: "" }] : []),
    get: (/** @type {string} */ type, /** @type {string} */ id) => {
      if (type === "persona") return { id, name: id };
      if (type === "card") return { id, stage: id.slice(0, -1) };
      const card = id.split(".")[0];
      return values.has(card) ? { id, card } : undefined;
    },
  };
  return { replica, values };
}

const shown = (/** @type {EmotionLines} */ lines) => lines.lines[0].all.map((p) => [p.card.id, p.value]);

test("only the stage that a change touched is read again", () => {
  const { replica, values } = map(30);
  values.set("s3a", -2).set("s9b", 1);
  const lines = new EmotionLines(replica);
  assert.equal(lines.read("rosa"), true);
  assert.deepEqual(shown(lines), [["s3a", -2], ["s9b", 1]]);
  assert.equal(lines.read("rosa"), false);

  replica.reads = 0;
  values.set("s3b", 2.5);
  lines.touch(new Set(["feeling:s3b.rosa.predicted"]));
  assert.equal(lines.read("rosa"), true);
  assert.deepEqual(shown(lines), [["s3a", -2], ["s3b", 2.5], ["s9b", 1]]);
  assert.equal(replica.reads, lines.lines.length);
});

test("a feeling that was deleted takes its point with it", () => {
  const { replica, values } = map(4);
  values.set("s1a", -2).set("s2a", 1);
  const lines = new EmotionLines(replica);
  lines.read("rosa");
  values.delete("s1a");
  lines.touch(new Set(["feeling:s1a.rosa.predicted"]));
  lines.read("rosa");
  assert.deepEqual(shown(lines), [["s2a", 1]]);
});

test("the leading persona comes first; curves without a point are not shown, the leading one apart", () => {
  const { replica, values } = map(2);
  const lines = new EmotionLines(replica);
  lines.read("tom");
  assert.deepEqual(lines.shown.map((l) => l.label), ["tom"]);
  values.set("s0a", 1);
  lines.touch(null);
  lines.read("tom");
  assert.deepEqual(lines.shown.map((l) => l.label), ["tom", "rosa"]);
  replica.travellers.pop();
  lines.touch(new Set(["traveller:t"]));
  lines.read("rosa");
  assert.deepEqual(lines.lines.map((l) => l.label), ["rosa", "As reported"]);
});

test("a window holds its points and two more on either side", () => {
  const { replica, values } = map(10);
  for (let i = 0; i < 10; i++) values.set(`s${i}a`, i / 10);
  const lines = new EmotionLines(replica);
  lines.read("rosa");
  lines.spread(Array.from({ length: 10 }, (_, i) => ({ id: `s${i}`, left: i * 100, width: 100 })));
  const xs = (/** @type {number} */ left, /** @type {number} */ right) => lines.within(lines.lines[0], left, right).map((p) => p.x);
  assert.deepEqual(xs(400, 600), [250, 350, 450, 550, 650, 750]);
  assert.deepEqual(xs(0, 100), [50, 150, 250]);
  assert.equal(xs(-5, 2000).length, 10);
  lines.spread(Array.from({ length: 10 }, (_, i) => ({ id: `s${i}`, left: i * 50, width: 50 })));
  assert.deepEqual(xs(400, 600), [325, 375, 425, 475]);
});
