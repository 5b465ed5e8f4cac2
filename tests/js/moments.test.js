// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { between, loaded, Moments } from "../../cxmap/board/static/model/moments.js";
import { smallMap } from "./fixtures.js";
import { settle } from "./world.js";

/** A server whose answers come when the test lets them. */
function slowServer() {
  /** @type {{rev: number, answer: () => void, fail: (error: any) => void}[]} */
  const asked = [];
  const moments = new Moments((type, { rev }) => new Promise((resolve, reject) => {
    assert.equal(type, "moment");
    const records = smallMap();
    records.card[0].title = `As at ${rev}`;
    asked.push({ rev, answer: () => resolve({ entry: { rev }, records }), fail: reject });
  }));
  return { moments, asked };
}

/** @param {any} moment */
const title = (moment) => moment.replica.get("card", "c1").title;
const never = (/** @type {any} */ error) => assert.fail(error);

test("of many moments asked for while one is under way only the last is fetched", async () => {
  const { moments, asked } = slowServer();
  /** @type {string[]} */
  const shown = [];
  const show = (/** @type {any} */ moment) => void shown.push(title(moment));
  for (const rev of [3, 4, 5, 6]) void moments.show(rev, show, never);
  await settle();
  assert.deepEqual(asked.map((a) => a.rev), [3]);
  asked[0].answer();
  await settle();
  assert.deepEqual([asked.map((a) => a.rev), shown], [[3, 6], ["As at 3"]], "the map moves along");
  asked[1].answer();
  await settle();
  assert.deepEqual(shown.at(-1), "As at 6");
});

test("what was seen is at hand, and is asked for once", async () => {
  const { moments, asked } = slowServer();
  const [one, two] = [moments.at(3), moments.at(3)];
  asked[0].answer();
  assert.equal(await one, await two);
  assert.equal(await moments.at(3), await one);
  assert.equal(asked.length, 1);
  moments.forget();
  assert.equal(moments.known(3), undefined);
});

test("going back to now stops what is under way from being shown", async () => {
  const { moments, asked } = slowServer();
  void moments.show(3, () => assert.fail("It was shown."), never);
  await settle();
  moments.rest();
  asked[0].answer();
  await settle();
  assert.ok(moments.known(3), "but it is kept");
});

test("a moment that cannot be had is said, and the next one can", async () => {
  const { moments, asked } = slowServer();
  /** @type {string[]} */
  const said = [];
  void moments.show(1, never, (error) => said.push(error.message));
  await settle();
  asked[0].fail(new Error("Not there."));
  await settle();
  assert.deepEqual(said, ["Not there."]);
  void moments.show(4, (moment) => said.push(title(moment)), never);
  await settle();
  asked[1].answer();
  await settle();
  assert.deepEqual(said, ["Not there.", "As at 4"]);
});

test("only so many are kept, the ones used last", async () => {
  const { moments, asked } = slowServer();
  for (let rev = 1; rev <= 60; rev++) {
    void moments.at(rev);
    asked[rev - 1].answer();
    await settle();
    moments.known(1);
  }
  const kept = Array.from({ length: 60 }, (_, i) => i + 1).filter((rev) => moments.known(rev));
  assert.equal(kept.length, 40);
  assert.deepEqual([kept[0], kept[1], kept.at(-1)], [1, 22, 60]);
});

test("between two moments only what differs is touched, and the rest is shared", () => {
  const felt = () => {
    const records = smallMap();
    records.feeling = [{ id: "c2.ann", journey: "j1", card: "c2", persona: "ann", source: "predicted", value: 1, word: "" }];
    return records;
  };
  const was = loaded(felt(), 5);
  const records = felt();
  records.card[0].title = "Another";
  const gone = records.feeling.pop();
  const now = loaded(records, 6, was);
  assert.deepEqual([...between(was, now)].sort(), [`card:${records.card[0].id}`, `feeling:${gone.id}`].sort());
  assert.deepEqual([...between(now, was)].sort(), [...between(was, now)].sort(), "both ways");
  assert.equal(now.get("card", records.card[1].id), was.get("card", records.card[1].id));
  assert.equal(between(was, loaded(felt(), 7)).size, 0, "records read anew are the same");
});
