// @ts-check
/** The board's geometry: columns, rows, places, what is hit, and what an edit costs. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Layout } from "../../cxmap/board/static/view/layout.js";
import * as m from "../../cxmap/board/static/view/metrics.js";
import { Selection } from "../../cxmap/board/static/view/selection.js";

const measure = (/** @type {string} */ text) => text.length * 6.4;

/** A replica with stages s0…, lanes of the given kinds and cards `[id, stage, lane, title]`. @param {number} stages @param {string[]} kinds @param {string[][]} cards */
function replica(stages, kinds, cards) {
  const tables = {
    stage: Array.from({ length: stages }, (_, i) => ({ id: `s${i}`, order: `a${i}`, name: "" })),
    lane: kinds.map((kind, i) => ({ id: `l${i}`, order: `a${i}`, kind, name: "" })),
    card: cards.map(([id, stage, lane, title = "x"], i) => ({ id, stage, lane, title, order: `a${String(i).padStart(3, "0")}` })),
  };
  let calls = 0;
  return {
    tables,
    calls: () => calls,
    get: (/** @type {keyof tables} */ type, /** @type {string} */ id) => tables[type].find((r) => r.id === id),
    list: (/** @type {keyof tables} */ type) => tables[type],
    cell: (/** @type {string} */ stage, /** @type {string} */ lane) => (calls++, tables.card.filter((c) => c.stage === stage && c.lane === lane)),
    feelingsOf: () => [],
  };
}

function laid(/** @type {any} */ r) {
  const layout = new Layout(r, measure);
  layout.update(null);
  return layout;
}

test("stages are columns of one width, lanes are rows as high as their fullest cell", () => {
  const layout = laid(replica(3, ["action", "touchpoint"], [["a", "s0", "l0"], ["b", "s0", "l0"], ["c", "s2", "l1"]]));
  assert.deepEqual(layout.stages.map((s) => s.left), [0, 195, 390]);
  assert.equal(layout.laneOf.get("l0")?.height, 2 * m.PAD_Y + 26 + m.GAP + 26);
  assert.equal(layout.laneOf.get("l1")?.height, 2 * m.PAD_Y + 38);
  assert.equal(layout.laneOf.get("l1")?.top, (layout.laneOf.get("l0")?.height ?? 0) + 1);
});

test("the lines of a service blueprint stand above the first lane of their kind, and what is below visibility is marked", () => {
  const layout = laid(replica(1, ["action", "frontstage", "frontstage", "backstage", "support"], []));
  assert.deepEqual(layout.lanes.map((l) => l.line), ["", "interaction", "", "visibility", "internal"]);
  assert.deepEqual(layout.lanes.map((l) => l.below), [false, false, false, true, true]);
});

test("an edit lays out its own cells again, not the map", () => {
  const r = replica(20, ["action", "note"], [["a", "s0", "l0"]]);
  const layout = laid(r);
  const before = r.calls();
  r.tables.card[0] = { ...r.tables.card[0], stage: "s5" };
  layout.update(new Set(["card:a"]));
  assert.ok(r.calls() - before <= 2, "two cells");
  assert.equal(layout.cell("s5", "l0").cards[0].id, "a");
  assert.equal(layout.cell("s0", "l0").cards.length, 0);
});

test("a point finds stage, lane and place, not counting what is being dragged", () => {
  const layout = laid(replica(2, ["action"], [["a", "s0", "l0"], ["b", "s0", "l0"], ["c", "s0", "l0"]]));
  assert.deepEqual(layout.hit(10, 5), { stage: "s0", lane: "l0", index: 0, place: 0 });
  assert.deepEqual(layout.hit(10, 70), { stage: "s0", lane: "l0", index: 2, place: 2 });
  assert.deepEqual(layout.hit(10, 5000, new Set(["a"])), { stage: "s0", lane: "l0", index: 2, place: 3 });
  assert.equal(layout.hit(99999, 5)?.stage, "s1", "beyond the end is the last stage");
});

test("a slot keeps a place free and gives it back", () => {
  const layout = laid(replica(1, ["action"], [["a", "s0", "l0"], ["b", "s0", "l0"]]));
  const before = layout.cell("s0", "l0").cards.map((c) => c.top);
  layout.keepFree([{ stage: "s0", lane: "l0", index: 1, height: 26 }]);
  assert.deepEqual(layout.cell("s0", "l0").cards.map((c) => c.top), [before[0], before[1] + 30]);
  assert.equal(layout.cell("s0", "l0").slot?.top, before[1]);
  layout.keepFree([]);
  assert.deepEqual(layout.cell("s0", "l0").cards.map((c) => c.top), before);
});

test("more than eight cards show six and a count, until the cell is opened", () => {
  const layout = laid(replica(1, ["action"], Array.from({ length: 9 }, (_, i) => [`c${i}`, "s0", "l0"])));
  assert.equal(layout.cell("s0", "l0").cards.length, 6);
  assert.equal(layout.cell("s0", "l0").more, 3);
  layout.opened.add(layout.key("s0", "l0"));
  layout.update(null);
  assert.equal(layout.cell("s0", "l0").cards.length, 9);
});

test("semantic zoom: cards from 80 %, one line a card from 40 %, ticks below; type never shrinks", () => {
  assert.deepEqual([1, 0.8, 0.79, 0.4, 0.39].map(m.levelOf), ["card", "card", "stage", "stage", "map"]);
  assert.equal(m.stageWidth(0.8), m.STAGE_MIN);
  assert.equal(m.stageWidth(9), m.STAGE_MAX);
  const layout = laid(replica(1, ["touchpoint"], [["a", "s0", "l0"]]));
  layout.look(0.6, false);
  layout.update(null);
  assert.equal(layout.cell("s0", "l0").cards[0].height, 22);
  layout.look(0.3, false);
  layout.update(null);
  assert.equal(layout.cell("s0", "l0").cards[0].height, 6);
});

test("under a finger every card is at least 48 high", () => {
  for (const kind of ["action", "touchpoint", "thought", "pain", "opportunity", "note"]) {
    assert.ok(m.cardHeight(kind, "x", 180, true, measure) >= 48, kind);
  }
});

test("a selection toggles, keeps a target, and forgets what is gone", () => {
  const r = replica(1, ["action"], [["a", "s0", "l0"], ["b", "s0", "l0"]]);
  const selection = new Selection();
  let told = 0;
  selection.on("change", () => told++);
  selection.set({ kind: "card", id: "a" });
  selection.set({ kind: "card", id: "a" });
  assert.equal(told, 1, "nothing new, nothing told");
  selection.toggle("b");
  assert.deepEqual([...selection.ids], ["a", "b"]);
  r.tables.card.shift();
  assert.ok(selection.prune(r));
  assert.deepEqual([[...selection.ids], selection.target.id], [["b"], "b"]);
  r.tables.card.shift();
  selection.prune(r);
  assert.deepEqual(selection.target, { kind: "journey" });
});

test("cards of the emotion lane that have no feeling stand clear of the scale, and their lane has room for them", () => {
  const cards = Array.from({ length: 6 }, (_, i) => [`c${i}`, "s0", "l0"]);
  const layout = laid(replica(1, ["emotion", "pain"], cards));
  const boxes = layout.cell("s0", "l0").cards;
  const last = /** @type {any} */ (boxes.at(-1));
  assert.equal(boxes.length, 6);
  assert.ok(boxes.every((box) => box.left === m.PAD_X + m.SCALE && box.left + box.width === 195 - m.PAD_X));
  assert.ok(last.top + last.height <= (layout.laneOf.get("l0")?.height ?? 0));
  assert.equal(laid(replica(1, ["emotion"], [])).laneOf.get("l0")?.height, m.EMOTION.card);
});
