// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { Selection } from "../../cxmap/board/static/view/selection.js";
import { placeKept } from "../../cxmap/board/static/view/stand.js";

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

test("what is taken from under the keyboard hands it to the card beside it, or to the cell", () => {
  const selection = new Selection();
  const cards = new Map(["a", "b", "c"].map((id) => [id, { id, stage: "s", lane: "l" }]));
  const here = new Set(["s", "l"]);
  const replica = { get: (/** @type {string} */ type, /** @type {string} */ id) => (type === "card" ? cards.get(id) : here.has(id)), cell: () => [...cards.values()] };
  const layout = { cellOf: new Map([...cards.keys()].map((id) => [id, "s\nl"])), cell: () => ({ ids: ["a", "b", "c"] }) };
  const board = { layout, replica, selection, inMap: true, undoing: true };
  const gone = (/** @type {string} */ id, more = {}) => {
    selection.set({ kind: "card", id });
    const kept = placeKept({ ...board, ...more });
    cards.delete(id);
    selection.prune(replica, kept);
    return selection.target;
  };
  assert.deepEqual(gone("b"), { kind: "card", id: "c" }, "what stood behind it");
  assert.deepEqual(gone("c"), { kind: "card", id: "a" }, "else the last");
  assert.deepEqual(gone("a"), { kind: "cell", stage: "s", lane: "l" });
  cards.set("b", { id: "b", stage: "s", lane: "l" }).set("a", { id: "a", stage: "s", lane: "l" });
  assert.deepEqual(gone("b", { undoing: false }), { kind: "cell", stage: "s", lane: "l" }, "others took it: no key meets another card");
  assert.deepEqual(gone("a", { inMap: false }), { kind: "journey" }, "one is at work elsewhere");
  cards.set("a", { id: "a", stage: "s", lane: "l" });
  here.delete("s");
  assert.deepEqual(gone("a"), { kind: "journey" }, "the stage went too");
});
