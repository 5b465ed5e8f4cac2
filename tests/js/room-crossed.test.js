// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { Room } from "../../cxmap/board/static/room/room.js";
import { joined } from "./world.js";

const crossed = { rev: 2, type: "card", id: "c1", field: "severity", by: { person: "p2", name: "Ben" }, stands: false, lost: 1, message: "Ben set it, too." };

test("who works on a phone is told of a crossing, unless the whole map is there and tells it", async () => {
  const { session } = await joined();
  /** @type {any[]} */ const said = [];
  const page = { soon: () => {}, toast: (/** @type {any[]} */ ...one) => (said.push(one), () => {}), board: /** @type {any} */ (null), map: session, _said: Room.prototype._said };
  Room.prototype._listen.call(/** @type {any} */ (page), session);
  session._emit("crossed", /** @type {any} */ (crossed));
  assert.deepEqual(said.map(([message, { label }]) => [message, label]), [["Ben set it, too.", "Put mine back"]]);
  page.board = {};
  session._emit("crossed", /** @type {any} */ ({ ...crossed, rev: 3 }));
  assert.equal(said.length, 1);
  session.close();
});
