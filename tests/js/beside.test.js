// @ts-check
/** What stands beside the map is told late while cards are dragged, and of everything. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Beside } from "../../cxmap/board/static/view/beside.js";

function world() {
  /** @type {[string, string[] | null][]} */
  const told = [];
  const part = (/** @type {string} */ name) => ({ update: (/** @type {Set<string> | null} */ touched) => told.push([name, touched && [...touched]]) });
  const board = {
    replica: {}, layout: { stages: [{}] }, dragging: new Set(), carried: /** @type {any} */ (null),
    head: part("head"), features: part("features"), inspector: part("inspector"), empty: part("empty"),
  };
  const beside = new Beside(board);
  beside.shown = true;
  return { board, beside, told };
}
const ALL = ["head", "features", "inspector", "empty"];
const NOTHING = new Set();

for (const [how, lift, end] of /** @type {[string, (board: any) => void, (board: any) => void][]} */ ([
  ["cards are dragged", (board) => (board.dragging = new Set(["c1"])), (board) => (board.dragging = new Set())],
  ["a stage is carried", (board) => (board.carried = { kind: "stage", id: "s1" }), (board) => (board.carried = null)],
])) {
  test(`while ${how} nothing is told, and when that ends everything`, () => {
    const { board, beside, told } = world();
    lift(board);
    beside.update(new Set(["card:c2"]));
    beside.update(NOTHING);
    beside.update(new Set(["card:c3", "stage:s1"]));
    assert.deepEqual(told, []);
    end(board);
    beside.update(NOTHING); // dropped, or called off: either way the map is painted, though no record changed
    assert.deepEqual(told, ALL.map((name) => [name, ["card:c2", "card:c3", "stage:s1"]]));
    beside.update(NOTHING);
    assert.equal(told.length, ALL.length, "told once");
  });
}

test("a change of everything is told in a drag too", () => {
  const { board, beside, told } = world();
  board.dragging = new Set(["c1"]);
  beside.update(new Set(["card:c2"]));
  beside.update(null);
  assert.deepEqual(told, ALL.map((name) => [name, null]));
  board.dragging = new Set();
  beside.update(NOTHING);
  assert.equal(told.length, ALL.length);
});

test("another moment of the map is told, even where no record differs", () => {
  const { board, beside, told } = world();
  board.replica = {};
  beside.update(NOTHING);
  assert.deepEqual(told.map(([name]) => name), ALL);
  beside.update(NOTHING);
  assert.equal(told.length, ALL.length);
});
