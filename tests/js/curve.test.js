// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import * as curve from "../../cxmap/board/static/view/curve.js";
import { feelingPoints, pointX, stagePoints, travellers } from "../../cxmap/board/static/view/feelings.js";

const points = (/** @type {number[]} */ ...ys) => ys.map((y, i) => ({ x: i * 10, y }));

/** Samples of a path made by curvePath. @param {string} d */
function samples(d) {
  const numbers = d.match(/-?\d+(\.\d+)?/g)?.map(Number) ?? [];
  let [x, y] = numbers;
  const out = [{ x, y }];
  for (let i = 2; i + 5 < numbers.length + 1; i += 6) {
    const [ax, ay, bx, by, qx, qy] = numbers.slice(i, i + 6);
    for (let s = 1; s <= 20; s++) {
      const t = s / 20;
      const u = 1 - t;
      const mix = (/** @type {number[]} */ [p, a, b, q]) => u ** 3 * p + 3 * u * u * t * a + 3 * u * t * t * b + t ** 3 * q;
      out.push({ x: mix([x, ax, bx, qx]), y: mix([y, ay, by, qy]) });
    }
    [x, y] = [qx, qy];
  }
  return out;
}

test("a value is read with a true minus sign, a plus, and no sign at 0", () => {
  assert.deepEqual([-2.6, 2.7, 0, -0.04, 3, -1].map(curve.showValue), ["−2.6", "+2.7", "0", "0", "+3.0", "−1.0"]);
});

test("the three tones part at ±0.4", () => {
  assert.deepEqual([-0.5, -0.4, 0, 0.4, 0.5].map(curve.tone), ["neg", "neu", "neu", "neu", "pos"]);
});

test("values are held to the scale and to steps of 0.1", () => {
  assert.deepEqual([-9, 3.3, 1.26, -0.04, 0.05].map(curve.clampValue), [-3, 3, 1.3, 0, 0.1]);
  assert.ok(Object.is(curve.clampValue(-0.01), 0));
});

test("the scale goes there and back", () => {
  const scale = curve.scale(132, 18);
  assert.equal(scale.y(3), 18);
  assert.equal(scale.y(0), 66);
  assert.equal(scale.y(-3), 114);
  for (const value of [-3, -2.6, 0, 0.1, 1.5, 3]) assert.equal(scale.value(scale.y(value)), value);
});

test("the curve passes through its points and never leaves the range between two of them", () => {
  let seed = 7;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  for (let round = 0; round < 40; round++) {
    const given = points(...Array.from({ length: 2 + Math.floor(random() * 12) }, () => Math.round(random() * 60)));
    const drawn = samples(curve.curvePath(given));
    for (let i = 1; i < given.length; i++) {
      const [low, high] = [given[i - 1].y, given[i].y].sort((a, b) => a - b);
      const between = drawn.filter((p) => p.x >= given[i - 1].x - 1e-6 && p.x <= given[i].x + 1e-6);
      assert.ok(between.length >= 20);
      for (const p of between) assert.ok(p.y >= low - 0.05 && p.y <= high + 0.05, `${p.y} outside ${low}…${high}`);
    }
  }
});

test("peaks and troughs of the curve are flat", () => {
  assert.equal(curve.slopes(points(0, 10, 0))[1], 0);
  assert.equal(curve.slopes(points(5, 5, 9))[1], 0);
});

test("a straight line stays straight, and no or few points do no harm", () => {
  assert.deepEqual(curve.slopes(points(0, 10, 20, 30)), [1, 1, 1, 1]);
  assert.equal(curve.curvePath([]), "");
  assert.equal(curve.curvePath([{ x: 4, y: 5 }]), "M4 5h0");
  assert.equal(curve.curvePath(points(0, 3)), "M0 0C3.33 1 6.67 2 10 3");
  assert.equal(curve.areaPath(points(1), 0), "");
  assert.ok(curve.areaPath(points(0, 3), 66).endsWith("L10 66L0 66Z"));
  assert.ok(!curve.curvePath([{ x: 1, y: 1 }, { x: 1, y: 2 }]).includes("NaN"));
});

test("faces stand on the peaks above neutral and the troughs below it", () => {
  const values = [0.6, 1.1, -0.9, -2.0, -1.0, 0.1, -0.7, -2.6, 0.2, 2.7, 0.9, 0.3];
  assert.deepEqual(curve.turns(values), [
    { index: 1, kind: "peak" },
    { index: 3, kind: "trough" },
    { index: 7, kind: "trough" },
    { index: 9, kind: "peak" },
  ]);
});

test("the ends of a map can be its peak or trough; small wobbles are none; of equal readings the later counts", () => {
  assert.deepEqual(curve.turns([-2, 0, 2]), [{ index: 0, kind: "trough" }, { index: 2, kind: "peak" }]);
  assert.deepEqual(curve.turns([1, 1.2, 1, 1.3, 1.1]), [{ index: 3, kind: "peak" }]);
  assert.deepEqual(curve.turns([0, 2, 2, 0]), [{ index: 2, kind: "peak" }]);
  assert.deepEqual(curve.turns([-1.5]), [{ index: 0, kind: "trough" }]);
  assert.deepEqual(curve.turns([0.2]), []);
  assert.deepEqual(curve.turns([]), []);
});

test("every strongest point of a map is among its turns", () => {
  let seed = 11;
  const random = () => (seed = (seed * 16807) % 2147483647) / 2147483647;
  for (let round = 0; round < 200; round++) {
    const values = Array.from({ length: 1 + Math.floor(random() * 20) }, () => Math.round(random() * 60 - 30) / 10);
    const found = curve.turns(values).map((t) => values[t.index]);
    const [low, high] = [Math.min(...values), Math.max(...values)];
    if (high - low < 0.5) continue;
    if (curve.tone(low) === "neg") assert.ok(found.includes(low), `${low} missing in ${values}`);
    if (curve.tone(high) === "pos") assert.ok(found.includes(high), `${high} missing in ${values}`);
  }
});

test("points that share a pixel are thinned without losing a peak", () => {
  const many = Array.from({ length: 400 }, (_, i) => ({ x: i / 50, y: i === 123 ? -9 : i === 300 ? 9 : i % 7 }));
  const thinned = curve.thin(many);
  assert.ok(thinned.length <= 16);
  assert.deepEqual([thinned[0], thinned.at(-1)], [many[0], many[399]]);
  assert.ok(thinned.includes(many[123]) && thinned.includes(many[300]));
  assert.ok(thinned.every((p, i) => i === 0 || p.x > thinned[i - 1].x));
  assert.deepEqual(curve.thin(points(1, 2, 3)), points(1, 2, 3));
});

test("of faces that would overlap the strongest stays", () => {
  const at = (/** @type {number} */ x, /** @type {number} */ value) => ({ x, value });
  const faces = [at(0, 1), at(20, -3), at(43, 2), at(44, 2.5), at(90, 0.5)];
  assert.deepEqual(curve.spaced(faces, 24), new Set([faces[1], faces[3], faces[4]]));
});

test("a label takes its best free place, the more important one first, or none", () => {
  const box = (/** @type {number} */ x, /** @type {number} */ width, y = 0) => ({ x, y, width, height: 14 });
  const labels = [[box(0, 60), box(0, 30)], [box(40, 60), box(70, 30)], [box(50, 20)], [box(50, 20, 40)]];
  assert.deepEqual(curve.place(labels), [0, 1, -1, 0]);
  assert.deepEqual(curve.place(labels.slice(0, 1), [box(45, 9)]), [1]);
});

/** A replica of one map: two stages, three lanes. */
function map() {
  const cards = {
    "s1 l1": [{ id: "a" }, { id: "b" }],
    "s1 l2": [{ id: "c" }, { id: "d" }, { id: "e" }],
    "s2 l3": [{ id: "f" }],
  };
  const feelings = {
    a: [{ persona: "p", source: "predicted", value: 1, word: "glad" }],
    c: [{ persona: "p", source: "predicted", value: -2, word: "" }, { persona: "q", source: "predicted", value: 3, word: "" }],
    d: [{ persona: "p", source: "reported", value: -1, word: "" }],
    e: [{ persona: "p", source: "predicted", value: 0.5, word: "" }],
    f: [{ persona: "p", source: "predicted", value: 2, word: "relieved" }],
  };
  const lists = {
    stage: [{ id: "s1" }, { id: "s2" }],
    lane: [{ id: "l1" }, { id: "l2" }, { id: "l3" }],
    traveller: [{ id: "t1", persona: "p" }, { id: "t2", persona: "q" }, { id: "t3", persona: "gone" }],
  };
  return {
    list: (/** @type {string} */ type) => lists[type] ?? [],
    cell: (/** @type {string} */ s, /** @type {string} */ l) => cards[`${s} ${l}`] ?? [],
    feelingsOf: (/** @type {string} */ id) => feelings[id] ?? [],
    get: (/** @type {string} */ type, /** @type {string} */ id) => (type === "persona" && id !== "gone" ? { id } : undefined),
  };
}

test("points run by stage, place in the cell, then lane; cards without a feeling give none", () => {
  const found = feelingPoints(map(), "p");
  assert.deepEqual(found.map((p) => [p.card.id, p.stage, p.k, p.n, p.value]), [
    ["a", "s1", 0, 3, 1],
    ["c", "s1", 1, 3, -2],
    ["e", "s1", 2, 3, 0.5],
    ["f", "s2", 0, 1, 2],
  ]);
  assert.equal(found[3].word, "relieved");
});

test("personas and sources have curves of their own", () => {
  assert.deepEqual(feelingPoints(map(), "p", "reported").map((p) => p.card.id), ["d"]);
  assert.deepEqual(feelingPoints(map(), "q").map((p) => p.value), [3]);
  assert.deepEqual(stagePoints(map(), "s1", map().list("lane"), null), []);
  assert.deepEqual(travellers(map()).map((p) => p.id), ["p", "q"]);
  assert.deepEqual(travellers(map(), "q").map((p) => p.id), ["q", "p"]);
});

test("a stage's points are spread evenly over its column", () => {
  const column = { left: 100, width: 90 };
  assert.deepEqual([0, 1, 2].map((k) => pointX(column, { k, n: 3 })), [115, 145, 175]);
});
