// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { Selection } from "../../cxmap/board/static/view/selection.js";

test("Shift takes what is walked over, and gives it up on the way back", () => {
  const selection = new Selection();
  const chosen = () => [...selection.ids].sort().join("");
  selection.set({ kind: "card", id: "b" });
  selection.extend("c");
  selection.extend("d");
  assert.deepEqual([chosen(), selection.target.id], ["bcd", "d"]);
  selection.extend("c");
  assert.deepEqual([chosen(), selection.target.id], ["bc", "c"]);
  selection.extend("b");
  selection.extend("a");
  assert.deepEqual([chosen(), selection.target.id], ["ab", "a"], "past the card where it began, the other way");
});
