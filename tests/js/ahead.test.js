// @ts-check
/** A session that is begun with the page, and who gets it. */
import assert from "node:assert/strict";
import { mock, test } from "node:test";

import { begin, take } from "../../cxmap/board/static/sync/ahead.js";

const BASE = "http://localhost:1/maps";

/** A page opened at this address, of which the head says that it is the board's, and the session that was begun, if any. @param {string} search @param {boolean} [board] */
function opened(search, board = true) {
  /** @type {any} */
  const session = {
    of: null, shown: null, closed: false, woken: false,
    on: (/** @type {string} */ _name, /** @type {any} */ tell) => (session.tell = tell),
    start: (/** @type {Promise<any>} */ ready) => (session.shown = ready),
    close: () => (session.closed = true),
    wake: () => (session.woken = true),
  };
  const page = { querySelector: () => (board ? { dataset: { cxBase: "/maps" } } : null) };
  const start = () => begin(page, { origin: "http://localhost:1", search }, (of) => ((session.of = of), session));
  start();
  return { page, session, start };
}

test("a session is begun for the journey of the address, and shows nothing until the board that takes it is there", async () => {
  const { page, session } = opened("?journey=j1&zoom=2");
  assert.deepEqual(session.of, { base: BASE, journey: "j1" });
  let shown = false;
  void session.shown.then(() => (shown = true));
  const ahead = take(page, BASE, "j1");
  assert.equal(ahead?.session, session);
  await Promise.resolve();
  assert.equal(shown, false);
  ahead?.show(Promise.resolve());
  await session.shown;
  assert.equal(session.closed, false);
  assert.equal(session.woken, true, "a server that was away may be back");
  assert.equal(take(page, BASE, "j1"), null, "nobody else gets it");
});

test("none is begun where the page is no board's or names no journey", () => {
  for (const [search, board] of /** @type {[string, boolean][]} */ ([["?journey=j1", false], ["", true], ["?journey=", true], ["?journey=a%20b", true]])) {
    const { page, session } = opened(search, board);
    assert.equal(session.of, null);
    assert.equal(take(page, BASE, "j1"), null);
  }
});

test("one for another journey, or under another address, is closed", () => {
  for (const [base, journey] of [[BASE, "j2"], ["http://localhost:1", "j1"]]) {
    const { page, session } = opened("?journey=j1");
    assert.equal(take(page, base, journey), null);
    assert.equal(session.closed, true);
  }
});

test("one for a journey that is not there ends, and is not given to a board", () => {
  const { page, session } = opened("?journey=j1");
  session.tell({ state: "offline" });
  assert.equal(session.closed, false);
  session.tell({ state: "closed" });
  assert.equal(session.closed, true);
  assert.equal(take(page, BASE, "j1"), null);
});

test("one that a board has taken is the board's to end", () => {
  const { page, session } = opened("?journey=j1");
  take(page, BASE, "j1");
  session.tell({ state: "closed" });
  assert.equal(session.closed, false);
});

test("a page begins one only, whichever of two modules begins it", () => {
  const { page, session, start } = opened("?journey=j1");
  const first = session.shown;
  start();
  take(page, BASE, "j1");
  start();
  assert.equal(session.shown, first);
});

test("one that no board asks for ends by itself", () => {
  mock.timers.enable({ apis: ["setTimeout"] });
  const { page, session } = opened("?journey=j1");
  mock.timers.tick(29_000);
  assert.equal(session.closed, false);
  mock.timers.tick(2000);
  assert.equal(session.closed, true);
  assert.equal(take(page, BASE, "j1"), null);
  mock.timers.reset();
});
