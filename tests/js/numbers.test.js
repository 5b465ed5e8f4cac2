// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { number } from "../../cxmap/board/static/inbox/words.js";
import { minus } from "../../cxmap/board/static/model/numbers.js";

test("a number below zero is shown with a true minus", () => {
  assert.deepEqual([minus(-1.5), minus("+2"), minus("0")], ["−1.5", "+2", "0"]);
  assert.deepEqual([number(-1240), number(1240)], ["−1,240", "1,240"]);
});
