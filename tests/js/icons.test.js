import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { ICONS } from "../../cxmap/board/static/view/icons.js";

const vocabulary = await readFile(new URL("../../cxmap/model/vocabulary.py", import.meta.url), "utf8");

/** The keys of a list in the vocabulary's source. @param {string} list */
function keys(list) {
  const body = new RegExp(`^${list} = \\(([^]*?)^\\)`, "m").exec(vocabulary)?.[1] ?? "";
  return [...body.matchAll(/Term\("(\w+)"/g)].map((m) => m[1]);
}

test("every kind of lane and every channel has its own drawing", () => {
  const all = [...keys("LANE_KINDS"), ...keys("CHANNELS")];
  assert.ok(all.length > 30);
  assert.deepEqual(all.filter((key) => !(key in ICONS)), []);
});
