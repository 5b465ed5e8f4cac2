// Where an idea that is carried would land.
import assert from "node:assert/strict";
import { test } from "node:test";
import { columnAt, keyClass } from "../../cxmap/board/static/ideas/columns.js";

const COLUMNS = [["new", 0], ["chosen", 110], ["done", 220]].map(([state, left]) => ({ state, box: { left, right: left + 100 } }));
const ALL = { left: 0, right: 320, top: 50, bottom: 400 };

test("a point is in its column, or in the one behind the gap, and nowhere outside", () => {
  for (const [x, y, state] of [[50, 60, "new"], [100, 399, "new"], [105, 200, "chosen"], [319, 60, "done"], [-1, 60, ""], [321, 60, ""], [50, 49, ""], [50, 401, ""]]) {
    assert.equal(columnAt(COLUMNS, { x, y }, ALL), state, `${x}, ${y}`);
  }
});

test("what is scrolled out of sight is no column under the pointer", () => {
  const scrolled = COLUMNS.map(({ state, box }) => ({ state, box: { left: box.left - 150, right: box.right - 150 } }));
  assert.equal(columnAt(scrolled, { x: 10, y: 60 }, ALL), "chosen");
});

test("the class of a container is made of its key", () => assert.equal(keyClass("cx-idea-a.b:1_c-d"), "st-key-cx-idea-a-b-1_c-d"));
