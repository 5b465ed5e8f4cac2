// @ts-check
/** What an earlier page left in this browser, where its database takes its time. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { joined, MemoryStore } from "./world.js";

/** @type {any} */
const NEW = { op: "put", type: "card", id: "n1", fields: { journey: "j1", stage: "s1", lane: "l1", title: "Offline", order: "a5" } };
/** @type {any} */
const OTHER = { op: "patch", type: "card", id: "c1", fields: { title: "Meanwhile" } };
const title = (/** @type {any} */ session, /** @type {string} */ id) => session.replica.get("card", id)?.title;

/** A browser's database that opens after `ms`. */
class SlowStore extends MemoryStore {
  /** @param {import("./world.js").FakeClock} clock @param {number} ms */
  constructor(clock, ms) {
    super();
    this.opens = new Promise((resolve) => clock.setTimeout(() => resolve(undefined), ms));
  }

  /** @param {string} journey */
  async load(journey) {
    await this.opens;
    return super.load(journey);
  }
}

for (const [person, sent] of /** @type {[string, number][]} */ ([["p1", 1], ["p2", 0]]))
  test(`what waits in a slow database is sent when it opens, by its author only (${person})`, async () => {
    const store = new MemoryStore();
    const { clock, server, session } = await joined({ storage: { outbox: store, local: null } });
    server.cut({ up: false });
    session.commit([NEW]);
    await clock.pass(50);
    session.close();
    server.up = true;
    const slow = new SlowStore(clock, 9000);
    slow.items = store.items;
    const next = server.session({ person, storage: { outbox: slow, local: null } });
    next.start();
    await clock.pass(5000);
    assert.deepEqual([next.status.state, server.log.length, title(next, "n1")], ["connected", 0, undefined], "the map is there without it");
    next.commit([OTHER]);
    await clock.pass(6000);
    assert.equal(server.log.length, 1 + sent);
    assert.deepEqual([title(next, "n1"), next.status.waiting], [sent ? "Offline" : undefined, 0]);
    assert.equal(store.items.size, 1 - sent, "what is another's stays for them");
    next.close();
  });
