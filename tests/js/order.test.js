// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { byOrder, keyBetween, keysBetween, placeIn, placeKeys } from "../../cxmap/board/static/model/order.js";
import { keysAt } from "../../cxmap/board/static/model/places.js";
import { fixture, pick, seeded } from "./fixtures.js";

const { between, many } = fixture("order");

test("keys are those of the Python twin", () => {
  for (const { before, after, key } of between) assert.equal(keyBetween(before, after), key, `between ${before} and ${after}`);
  for (const { before, after, count, keys } of many) assert.deepEqual(keysBetween(before, after, count), keys, `${count} between ${before} and ${after}`);
});

test("a key that is none is refused", () => {
  for (const bad of ["", "a", "a00", "_", "b1"]) assert.throws(() => keyBetween(bad, null), RangeError, bad);
});

test("spread keys rise strictly between their neighbours, however often one inserts", () => {
  const random = seeded(7);
  /** @type {string[]} */
  const keys = [];
  for (let i = 0; i < 3000; i++) {
    const at = i % 3 ? Math.floor(random() * (keys.length + 1)) : pick(random, [0, keys.length, Math.floor(keys.length / 2)]);
    const count = 1 + Math.floor(random() * 3);
    const [before, after] = [keys[at - 1] ?? null, keys[at] ?? null];
    const made = placeKeys(before, after, count, random);
    assert.equal(made.length, count);
    [before, ...made, after].reduce((low, key) => {
      if (low !== null && key !== null) assert.ok(low < key, `${low} < ${key}`);
      return key;
    });
    for (const key of made) assert.match(key, /^[0-9A-Za-z]{1,200}$/);
    keys.splice(at, 0, ...made);
  }
  for (let i = 0; i + 1 < keys.length; i += 97) keyBetween(keys[i], keys[i + 1]); // each is a key that others can be made next to
});

test("a thousand inserts at one place stay inside the longest key", () => {
  const random = seeded(3);
  let [low, high] = ["a0", "a1"];
  for (let i = 0; i < 1000; i++) {
    const [key] = placeKeys(low, high, 1, random);
    if (i % 2) low = key;
    else high = key;
  }
  assert.ok(low.length <= 200 && high.length <= 200, `${low.length}, ${high.length}`);
});

test("two people who insert at one gap get different keys", () => {
  const [ann, bob] = [seeded(1), seeded(2)];
  const [a] = placeKeys("a0", "a1", 1, ann);
  const [b] = placeKeys("a0", "a1", 1, bob);
  assert.notEqual(a, b);
  assert.ok(keyBetween(...(a < b ? /** @type {const} */ ([a, b]) : /** @type {const} */ ([b, a]))));
});

test("records with equal keys stand by id, and count as one for what is put between", () => {
  const list = [{ id: "a", order: "a0" }, { id: "b", order: "a1" }, { id: "c", order: "a1" }, { id: "d", order: "a2" }];
  assert.deepEqual([...list].reverse().sort(byOrder), list);
  assert.equal(placeIn(list, { id: "bb", order: "a1" }), 2);
  const [key] = keysAt(/** @type {any} */ (list), 2, 1, seeded(1));
  assert.ok("a1" < key && key < "a2");
});
