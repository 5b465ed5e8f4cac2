// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { Player } from "../../cxmap/board/static/model/player.js";
import { smallMap } from "./fixtures.js";
import { FakeClock, settle } from "./world.js";

/** @param {number} rev @param {any[]} edits @returns {any} */
const change = (rev, edits) => ({ rev, at: "2026-11-03T14:00:00Z", by: { person: "p", name: "Mel" }, kind: "edit", label: `Change ${rev}`, edits });
const retitle = (/** @type {number} */ rev) => change(rev, [{ op: "patch", type: "card", id: "c1", fields: { title: `T${rev}` } }]);
const remark = (/** @type {number} */ rev) => change(rev, [{ op: "put", type: "comment", id: `k${rev}`, fields: { journey: "j1", card: "c1", stage: null, lane: null, thread: null, author: null, text: "So?" } }]);

/** A player over changes that come in pages of two. @param {any[]} changes */
function world(changes) {
  const clock = new FakeClock();
  const records = smallMap();
  /** @type {any[]} */
  const shown = [];
  /** @type {any[]} */
  const failed = [];
  const server = { up: true, pages: 0 };
  const player = new Player({
    start: () => records, rev: 1, clock, told: () => {}, fail: (error) => failed.push(error.message),
    show: ({ step, touched }) => shown.push([step?.rev ?? 0, touched && [...touched]]),
    page: async (after) => {
      if (!server.up) throw new Error("Away.");
      server.pages++;
      const rest = changes.filter((c) => c.rev > after);
      return { changes: rest.slice(0, 2), more: rest.length > 2 };
    },
  });
  const title = () => player.replica.get("card", "c1")?.title;
  return { clock, player, shown, failed, server, title };
}

test("steps play one after the other and end", async () => {
  const { clock, player, shown, title } = world([retitle(2), retitle(3), retitle(4)]);
  player.play();
  await clock.pass(400);
  assert.deepEqual([title(), shown], ["T2", [[2, ["card:c1"]]]]);
  await clock.pass(10_000);
  assert.deepEqual([title(), player.playing, player.ended, player.at], ["T4", false, true, 3]);
  assert.deepEqual(shown.map(([rev]) => rev), [2, 3, 4]);
  player.play();
  await clock.pass(100_000);
  assert.deepEqual(shown.map(([rev]) => rev), [2, 3, 4, 0, 2, 3, 4], "and once more from the start");
});

test("speed, pause and single steps", async () => {
  const { clock, player, title } = world([2, 3, 4, 5, 6].map(retitle));
  player.setSpeed(8);
  player.play();
  await clock.pass(500);
  player.pause();
  const at = player.at;
  assert.ok(at >= 2 && at < 5, String(at));
  await clock.pass(10_000);
  assert.equal(player.at, at);
  await player.step(1);
  assert.equal(title(), `T${at + 2}`);
  await player.step(-1);
  assert.equal(title(), `T${at + 1}`);
  player.go(0);
  assert.equal(title(), "Card 1");
  await player.step(-1);
  assert.equal(player.at, 0);
});

test("what is only said is no step, and is there with the next one", async () => {
  const { player } = world([retitle(2), remark(3), remark(4), retitle(5)]);
  await player.load(10);
  assert.deepEqual(player.steps.map((s) => s.rev), [2, 5]);
  player.go(2);
  assert.equal(player.replica.all("comment").size, 2);
});

test("one may go to any place; what is not there yet is fetched first", async () => {
  const { player, server, title } = world(Array.from({ length: 9 }, (_, i) => retitle(i + 2)));
  await player.load(5);
  assert.deepEqual([player.steps.length, server.pages, player.more], [6, 3, true]);
  player.go(5);
  assert.equal(title(), "T6");
  await player.load(100);
  assert.deepEqual([player.steps.length, player.more], [9, false]);
  player.go(100);
  assert.equal(title(), "T10");
});

test("a server that goes away stops the replay with a word, and it can go on", async () => {
  const { clock, player, failed, server, title } = world([2, 3, 4, 5, 6].map(retitle));
  server.up = false;
  player.play();
  await clock.pass(1_000);
  assert.deepEqual([failed, player.playing], [["Away."], false]);
  server.up = true;
  player.play();
  await clock.pass(20_000);
  assert.equal(title(), "T6");
  player.stop();
});

test("a replay that is left shows nothing more", async () => {
  const { clock, player, shown } = world([retitle(2), retitle(3)]);
  player.play();
  player.stop();
  await clock.pass(10_000);
  await settle();
  assert.deepEqual(shown, []);
});
