// @ts-check
/** A session that is begun with the page, and who gets it. */
import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { begin, take } from "../../cxmap/board/static/sync/ahead.js";

const BASE = "http://localhost:1/maps";

/** A page opened at this address, of which the head says that it is the board's. @param {string} search @param {boolean} [board] @returns {any} the session that was begun, if any */
function opened(search, board = true) {
  const made = { of: /** @type {any} */ (null), shown: /** @type {Promise<any> | null} */ (null), closed: false };
  const session = { ...made, on: (/** @type {string} */ _name, /** @type {any} */ tell) => (session.tell = tell), tell: (/** @type {any} */ _status) => {}, start: (/** @type {Promise<any>} */ ready) => (session.shown = ready), close: () => (session.closed = true) };
  const page = { querySelector: () => (board ? { dataset: { cxBase: "/maps" } } : null) };
  begin(/** @type {any} */ (page), { origin: "http://localhost:1", search }, (of) => /** @type {any} */ ((session.of = of), session));
  return session;
}

test("a session is begun for the journey of the address, and shows nothing until the board that takes it is there", async () => {
  const session = opened("?journey=j1&zoom=2");
  assert.deepEqual(session.of, { base: BASE, journey: "j1" });
  let shown = false;
  void session.shown.then(() => (shown = true));
  const ahead = take(BASE, "j1");
  assert.equal(ahead?.session, session);
  await Promise.resolve();
  assert.equal(shown, false);
  ahead?.show(Promise.resolve());
  await session.shown;
  assert.equal(session.closed, false);
  assert.equal(take(BASE, "j1"), null, "nobody else gets it");
});

test("none is begun where the page is no board's or names no journey", () => {
  for (const [search, board] of /** @type {[string, boolean][]} */ ([["?journey=j1", false], ["", true], ["?journey=", true]])) {
    assert.equal(opened(search, board).of, null);
    assert.equal(take(BASE, "j1"), null);
  }
});

test("one for another journey, or under another address, is closed", () => {
  for (const [base, journey] of [[BASE, "j2"], ["http://localhost:1", "j1"]]) {
    const session = opened("?journey=j1");
    assert.equal(take(base, journey), null);
    assert.equal(session.closed, true);
  }
});

test("one for a journey that is not there ends, and is not given to a board", () => {
  const session = opened("?journey=j1");
  session.tell({ state: "offline" });
  assert.equal(session.closed, false);
  session.tell({ state: "closed" });
  assert.equal(session.closed, true);
  assert.equal(take(BASE, "j1"), null);
});

test("one that a board has taken is the board's to end", () => {
  const session = opened("?journey=j1");
  take(BASE, "j1");
  session.tell({ state: "closed" });
  assert.equal(session.closed, false);
});

test("one that no board asks for ends by itself", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const session = opened("?journey=j1");
  mock.timers.tick(29_000);
  assert.equal(session.closed, false);
  mock.timers.tick(2000);
  assert.equal(session.closed, true);
  assert.equal(take(BASE, "j1"), null);
  mock.timers.reset();
});
