// @ts-check
/** Paths as arcs that do not tangle, durations as widths, and the columns and folds of the layout. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { inMinutes, LEAST, MINUTES, MOST, timeWidths, waitingShare } from "../../cxmap/board/static/model/durations.js";
import { arcPath, arrange } from "../../cxmap/board/static/model/paths.js";
import { Layout } from "../../cxmap/board/static/view/layout.js";
import * as m from "../../cxmap/board/static/view/metrics.js";
import { fixture, replicaOf, seeded, smallMap } from "./fixtures.js";

/** @param {[number, number][]} pairs */
const arcsOf = (pairs) => arrange(pairs.map(([start, end], i) => ({ id: `p${i}`, start: String(start), end: String(end) })), Number);

test("arcs that overlap get lanes of their own, short ones nearest to the stages", () => {
  const { arcs, lanes } = arcsOf([[0, 4], [1, 2], [3, 2], [2, 2]]);
  assert.deepEqual(arcs.map((arc) => arc.lane), [1, 0, 0, 0]);
  assert.equal(lanes, 2);
});

test("a path of a stage that is gone is left out, and none need no lane", () => {
  assert.deepEqual(arrange([{ id: "p", start: "a", end: "b" }], (stage) => (stage === "a" ? 0 : -1)), { arcs: [], lanes: 0 });
});

test("no arc crosses another more often than it must: upright legs of nested arcs stay outside", () => {
  const random = seeded(9);
  for (let round = 0; round < 200; round++) {
    const pairs = Array.from({ length: 7 }, () => /** @type {[number, number]} */ ([Math.floor(random() * 6), Math.floor(random() * 6)]));
    const { arcs } = arcsOf(pairs);
    const ends = (/** @type {any} */ arc) => [arc.from + arc.start, arc.to + arc.end].sort((a, b) => a - b);
    const legs = arcs.flatMap(ends);
    assert.equal(new Set(legs.map((x) => x.toFixed(6))).size, legs.length, "every leg has its own place");
    for (const a of arcs) {
      for (const b of arcs) {
        if (a === b) continue;
        const [a0, a1] = ends(a);
        const [b0, b1] = ends(b);
        assert.ok(a.lane !== b.lane || a1 < b0 || b1 < a0, "arcs of one lane do not touch");
        // one that begins and ends within another lies above it
        if (a0 > b0 && a1 < b1) assert.ok(a.lane < b.lane, JSON.stringify(pairs));
      }
    }
  }
});

test("an arc goes down to its lane and up to where it arrives", () => {
  assert.equal(arcPath(10, 110, 20), "M10 0V12Q10 20 18 20H102Q110 20 110 12V2");
  assert.equal(arcPath(110, 100, 4), "M110 0V0Q110 4 106 4H104Q100 4 100 0V2");
});

test("columns true to time grow with the root of the duration, between the least and the most", () => {
  const stages = [{ duration: 9, duration_unit: "week" }, { duration: 1, duration_unit: "week" }, { duration: null, duration_unit: null }, { duration: 63, duration_unit: "day" }];
  assert.deepEqual(timeWidths(stages), [MOST, LEAST + Math.round((MOST - LEAST) / 3), LEAST, MOST]);
  assert.deepEqual(timeWidths([{ duration: null }, { duration: 0, duration_unit: "day" }]), [LEAST, LEAST]);
  assert.equal(inMinutes(2, "hour"), 120);
  assert.equal(inMinutes(2, null), null);
  assert.deepEqual(Object.keys(MINUTES), ["minute", "hour", "day", "week", "month", "year"]);
  assert.equal(waitingShare({ duration: 2, duration_unit: "day", waiting: 12, waiting_unit: "hour" }), 0.25);
  assert.equal(waitingShare({ duration: null, duration_unit: null, waiting: 1, waiting_unit: "day" }), null);
});

/** @param {(records: any) => void} [change] */
function laid(change = () => {}) {
  const records = smallMap({ kinds: ["action", "frontstage", "backstage"], cards: 5 });
  change(records);
  const replica = replicaOf(records);
  const layout = new Layout(replica, (text) => text.length * 6);
  layout.update(null);
  return { layout, replica };
}

test("a stage that is folded is narrow, shows ticks, and what is dropped there goes to its end", () => {
  const { layout } = laid();
  const before = layout.version;
  layout.foldedStages.add("s1");
  layout.update(null);
  assert.deepEqual(layout.stages.map(({ left, width }) => [left, width]), [[0, m.FOLDED], [m.FOLDED, m.STAGE_WIDTH]]);
  assert.ok(layout.cell("s1", "l1").cards.every((box) => box.width === 6 && box.left + 6 < m.FOLDED));
  assert.equal(layout.hit(5, 5)?.index, 5);
  assert.ok(layout.version > before);
  assert.deepEqual(layout.breadth(), { natural: m.STAGE_WIDTH, fixed: m.FOLDED });
});

test("everything follows columns of different widths", () => {
  const { layout, replica } = laid((records) => Object.assign(records.stage[1], { duration: 4, duration_unit: "week" }));
  layout.timeTrue = true;
  layout.update(null);
  assert.deepEqual(layout.stages.map(({ width }) => width), [LEAST, MOST]);
  for (const [x, id] of /** @type {[number, string][]} */ ([[-5, "s1"], [LEAST - 1, "s1"], [LEAST, "s2"], [9999, "s2"]])) assert.equal(layout.stageAt(x)?.id, id);
  assert.equal(layout.cell("s1", "l1").cards[0].width, LEAST - 2 * m.PAD_X);
  assert.equal(layout.width, LEAST + MOST);
  const { columns } = layout;
  layout.update(replica.add("c", [{ op: "patch", type: "stage", id: "s1", fields: { duration: 4, duration_unit: "week" } }]));
  assert.equal(layout.cell("s1", "l1").cards[0].width, MOST - 2 * m.PAD_X, "laid out anew");
  assert.ok(layout.columns > columns);
});

test("paths make a band above the lanes, and none takes no room", () => {
  const { layout, replica } = laid();
  assert.equal(layout.lanes[0].top, 0);
  layout.update(replica.add("c", [{ op: "put", type: "path", id: "p", fields: { journey: "j1", start: "s2", end: "s1", order: "a0" } }]));
  assert.equal(layout.lanes[0].top, m.PATH.card + m.PATHS_PAD);
  assert.equal(layout.arcs.length, 1);
  layout.update(replica.add("d", [{ op: "delete", type: "stage", id: "s2" }]));
  assert.equal(layout.lanes[0].top, 0);
});

test("the layout's lines and what lies below them are those of the shared cases", () => {
  for (const { lanes, lines, below } of fixture("lines")) {
    const { layout } = laid((records) => {
      records.lane = lanes.map((/** @type {string} */ text, /** @type {number} */ i) => ({ ...records.lane[0], id: `n${i}`, kind: text.split(":")[0], line: text.split(":")[1] ?? null, order: `a${i}` }));
      records.card = [];
    });
    assert.deepEqual(layout.lanes.map((lane) => lane.line), lines);
    assert.deepEqual(layout.lanes.map((lane) => lane.below), below);
  }
});
