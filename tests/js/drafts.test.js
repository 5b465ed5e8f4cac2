// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { Drafts } from "../../cxmap/board/static/sync/drafts.js";

function shelf() {
  /** @type {Map<string, string>} */
  const kept = new Map();
  return { kept, getItem: (/** @type {string} */ name) => kept.get(name) ?? null, setItem: (/** @type {string} */ name, /** @type {string} */ text) => void kept.set(name, text), removeItem: (/** @type {string} */ name) => void kept.delete(name) };
}

test("what is written is there after a reload, also beside another tab", () => {
  const storage = shelf();
  const [here, there] = [new Drafts("d", storage), new Drafts("d", storage)];
  here.set("new|card|c1", "Half a sen").set("new|card|c1", "Half a sentence");
  there.set("answer|k1", "Yes, bu");
  assert.deepEqual([...new Drafts("d", storage)].sort(), [["answer|k1", "Yes, bu"], ["new|card|c1", "Half a sentence"]]);
  assert.deepEqual([here.delete("new|card|c1"), here.delete("new|card|c1"), there.delete("answer|k1")], [true, false, true]);
  assert.equal(storage.kept.size, 0, "nothing is left behind");
});

test("somebody else in the same browser finds nothing of it", () => {
  const storage = shelf();
  const mine = new Drafts("d", storage);
  assert.equal(mine.belongTo("p1"), false);
  mine.set("new|card|c1", "Mine");
  const again = new Drafts("d", storage);
  assert.deepEqual([again.belongTo("p1"), again.size], [false, 1]);
  assert.deepEqual([again.belongTo("p2"), again.size, storage.kept.size], [true, 0, 0]);
});

test("a browser that keeps nothing, or something broken, stops nobody from writing", (t) => {
  t.mock.method(console, "warn", () => {});
  const broken = { getItem: () => "{", setItem: () => assert.fail("full"), removeItem: () => {} };
  const drafts = new Drafts("d", { ...broken, setItem: () => { throw new Error("full"); } });
  assert.equal(drafts.set("a", "b").get("a"), "b");
  const none = new Drafts("d", null);
  assert.equal(none.set("a", "b").get("a"), "b");
});
