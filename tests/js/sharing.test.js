// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { makeShared, placesHere, placeShared, separate, share } from "../../cxmap/board/static/model/sharing.js";
import { replicaOf, smallMap } from "./fixtures.js";

/** @param {any[]} [touchpoints] @param {any} [card] */
function world(touchpoints = [], card = {}) {
  const map = smallMap();
  Object.assign(map.card[0], card);
  return replicaOf({ ...map, touchpoint: touchpoints.map((t) => ({ workspace: "main", title: "", note: "", channel: null, moment: null, ...t })) });
}

test("sharing makes a touchpoint that says what the card says", () => {
  const replica = world([], { title: "Hotline", channel: "phone", moment: "second", note: "Day" });
  const [put, patch] = share(replica, "c1");
  assert.deepEqual(put.fields, { workspace: "main", title: "Hotline", note: "Day", channel: "phone", moment: "second" });
  assert.deepEqual([patch.id, patch.fields, patch.was], ["c1", { shared: put.id }, { shared: null }]);
  replica.add("x", [put, patch]);
  assert.equal(placesHere(replica, put.id), 1);
  assert.deepEqual(share(replica, "c1"), [], "it is shared already");
  assert.deepEqual(share(replica, "nothing"), []);
});

test("separating takes the link away, and nothing else", () => {
  const replica = world([{ id: "t1", title: "Hotline" }], { shared: "t1", title: "Hotline" });
  assert.deepEqual(separate(replica, "c1"), [{ op: "patch", type: "card", id: "c1", fields: { shared: null }, was: { shared: "t1" } }]);
  assert.deepEqual(separate(replica, "c2"), []);
});

test("a place of a shared touchpoint says the same and stands where it was asked for", () => {
  const replica = world([{ id: "t1", title: "Hotline", channel: "phone" }]);
  const { id, edits } = placeShared(replica, "t1", { journey: "j1", stage: "s1", lane: "l1", index: 1 });
  replica.add("x", edits);
  const card = replica.get("card", id);
  assert.deepEqual([card?.title, card?.channel, card?.shared], ["Hotline", "phone", "t1"]);
  assert.deepEqual(replica.cell("s1", "l1").map((c) => c.id), ["c1", id, "c2", "c3"]);
  assert.deepEqual(placeShared(replica, "gone", { journey: "j1", stage: "s1", lane: "l1", index: null }).edits, []);
});

test("a new shared touchpoint comes with its first place", () => {
  const replica = world();
  const { id, edits } = makeShared(replica, "Counter", { journey: "j1", stage: "s2", lane: "l2", index: null });
  replica.add("x", edits);
  const card = replica.get("card", id);
  assert.equal(replica.get("touchpoint", card?.shared)?.title, "Counter");
  assert.deepEqual([card?.stage, card?.lane, card?.title], ["s2", "l2", "Counter"]);
});
