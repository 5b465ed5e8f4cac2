// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { column, curvesOf, finding, remembered, reportedOf, pageInHash, pageOf, pagesOf, swipe } from "../../cxmap/board/static/present/pages.js";
import { lasts, leftOut, waysOf } from "../../cxmap/board/static/present/ways.js";
import { feelingPoints } from "../../cxmap/board/static/view/feelings.js";

const stages = (/** @type {number} */ n) => Array.from({ length: n }, (_, i) => ({ id: `s${i}` }));

test("at most six stages a screen, as even as can be", () => {
  const sizes = (/** @type {number} */ n) => pagesOf(stages(n)).map((page) => page.length);
  assert.deepEqual([0, 1, 6, 7, 12, 13, 14, 40].map(sizes), [[], [1], [6], [4, 3], [6, 6], [5, 4, 4], [5, 5, 4], [6, 6, 6, 6, 6, 5, 5]]);
  for (let n = 0; n < 60; n++) assert.deepEqual(pagesOf(stages(n)).flat(), stages(n));
});

test("the screen stays with its stage when stages come and go", () => {
  const pages = pagesOf(stages(14));
  assert.equal(pageOf(pages, "s5", 0), 1);
  assert.equal(pageOf(pages, "gone", 2), 2);
  assert.equal(pageOf(pages, null, 9), 2);
  assert.equal(pageOf([], "s1", 3), 0);
});

test("the address names the screen", () => {
  assert.deepEqual(["", "#", "#1", "#3", "#x", "#0", "#99999"].map(pageInHash), [0, 0, 0, 2, 0, 0, 0]);
});

test("a swipe is long and level", () => {
  assert.deepEqual([swipe(-90, 10), swipe(90, -10), swipe(-40, 0), swipe(-90, 80), swipe(0, 0)], [1, -1, 0, 0, 0]);
});

/** A replica of one stage and the cards given as [lane kind, fields, feeling]. @param {[string, any, number?][]} given */
function map(given) {
  const lanes = [...new Set(given.map(([kind]) => kind))].map((kind) => ({ id: kind, kind }));
  const cards = given.map(([kind, fields, value], i) => ({ id: `c${i}`, lane: kind, title: `Card ${i}`, severity: null, moment: null, value, ...fields }));
  /** @type {Record<string, any[]>} */
  const lists = { stage: [{ id: "s", name: "Arriving" }], lane: lanes, traveller: [{ persona: "p" }] };
  return {
    list: (/** @type {string} */ type) => lists[type],
    cell: (/** @type {string} */ _stage, /** @type {string} */ lane) => cards.filter((c) => c.lane === lane),
    feelingsOf: (/** @type {string} */ id) => cards.filter((c) => c.id === id && c.value !== undefined).map((c) => ({ persona: "p", source: c.source ?? "predicted", value: c.value, word: "" })),
    get: (/** @type {string} */ type, /** @type {string} */ id) => (type === "persona" ? { id, name: "Rosa" } : lists.stage.find((s) => s.id === id)),
  };
}

test("of a stage's pains the most severe is shown, then the one that feels worst, then the first", () => {
  const worst = (/** @type {[string, any, number?][]} */ ...given) => column(map(given), { id: "s" }).pain?.id;
  assert.equal(worst(["pain", { severity: 1 }], ["pain", { severity: 3 }], ["pain", { severity: 2 }, -3]), "c1");
  assert.equal(worst(["pain", { severity: 2 }, -1], ["pain", { severity: 2 }, -2.5]), "c1");
  assert.equal(worst(["pain", {}], ["pain", {}]), "c0");
  assert.equal(worst(["touchpoint", {}], ["touchpoint", { severity: 1 }]), "c1");
  assert.equal(worst(["touchpoint", {}], ["pain", { title: "" }]), undefined);
});

test("a stage shows its first moment of truth and how many there are", () => {
  const found = column(map([["touchpoint", {}], ["touchpoint", { moment: "first" }], ["moment", {}]]), { id: "s" });
  assert.deepEqual([found.moment.id, found.moments], ["c1", 2]);
  assert.equal(column(map([["touchpoint", {}]]), { id: "s" }).moment, null);
});

test("the finding names the lowest point, of equal ones the later; without feelings the worst pain; else it is silent", () => {
  const says = (/** @type {[string, any, number?][]} */ ...given) => finding(map(given), feelingPoints(map(given), "p"));
  assert.equal(says(["touchpoint", { title: "Signs" }, -2.6], ["touchpoint", { title: "Desk" }, 1]), "Lowest at Signs: −2.6");
  assert.equal(says(["touchpoint", { title: "A" }, -2], ["touchpoint", { title: "B" }, -2]), "Lowest at B: −2.0");
  assert.equal(says(["touchpoint", { title: "A" }, 0.4]), "Nothing feels bad. The weakest point is A: +0.4");
  assert.equal(says(["emotion", { title: "" }, -1]), "Lowest at Arriving: −1.0");
  assert.equal(says(["pain", { title: "Slow", severity: 1 }], ["pain", { title: "Rude", severity: 2 }]), "What hurts most: Rude");
  assert.equal(says(["touchpoint", {}]), "");
});

test("the leading curve is what was reported where nothing is predicted", () => {
  const [lead] = curvesOf(map([["touchpoint", { source: "reported" }, -1]]));
  assert.deepEqual(lead.points.map((p) => p.value), [-1]);
});

test("what is remembered needs two readings, and customers' own curve stands beside what we predict", () => {
  const curve = (/** @type {[string, any, number?][]} */ ...given) => feelingPoints(map(given), "p");
  assert.equal(remembered(curve(["touchpoint", {}, 2])), "");
  assert.equal(remembered(curve(["touchpoint", {}, -3], ["touchpoint", {}, 1])), "Remembered ≈ −1.0, by the rule of peak and end");
  const told = map([["touchpoint", {}, 1], ["touchpoint", { source: "reported" }, -2]]);
  assert.deepEqual(reportedOf(told).map((p) => p.value), [-2]);
  assert.deepEqual(reportedOf(map([["touchpoint", { source: "reported" }, -2]])), []); // the only curve there is leads
});

test("durations in words, and paths that reach over the screen's edge", () => {
  const stage = { duration: 3, duration_unit: "week", waiting: 1, waiting_unit: "day" };
  assert.deepEqual([lasts(stage), lasts({ ...stage, waiting: null }), lasts({ ...stage, duration: null }), lasts({})], ["3 weeks, 1 day waiting", "3 weeks", "1 day waiting", ""]);
  const path = (/** @type {string} */ id, /** @type {string} */ start, /** @type {string} */ end) => ({ id, start, end, share: 22, label: "Gives up", persona: null });
  const paths = [path("a", "s2", "s1"), path("b", "s1", "s3"), path("c", "s1", "s4"), path("d", "s2", "s4"), path("e", "s3", "s3"), path("f", "s9", "s1")];
  const ways = waysOf({ list: () => paths, get: () => undefined }, ["s1", "s2", "s3", "s4"]);
  assert.equal(ways.lanes, 3);
  assert.deepEqual([ways.arcs.length, ways.more], [4, 1], "what has no stage is no path, and the deepest is left out");
  assert.deepEqual([0, 1, 2].map(leftOut), ["", "1 more path is on the map", "2 more paths are on the map"]);
  assert.equal(ways.words.get("a"), "22 % · Gives up");
});
