// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { Connection } from "../../cxmap/board/static/sync/connection.js";
import { smallMap } from "./fixtures.js";
import { FakeClock, TestServer } from "./world.js";

function world() {
  const clock = new FakeClock();
  const server = new TestServer(smallMap(), clock);
  const document = Object.assign(new EventTarget(), { visibilityState: "visible" });
  const window = new EventTarget();
  /** @type {{opens: number[], codes: number[], tries: number[]}} */
  const seen = { opens: [], codes: [], tries: [] };
  const { fetch } = server;
  server.fetch = /** @type {any} */ (async (/** @type {any[]} */ ...args) => {
    seen.tries.push(clock.time);
    return fetch(.../** @type {[any]} */ (args));
  });
  const connection = new Connection({
    base: "http://localhost:1",
    WebSocket: server.WebSocket,
    fetch: server.fetch,
    clock,
    random: () => 1,
    window,
    document,
    onOpen: () => seen.opens.push(clock.time),
    onMessages: () => {},
    onClose: (code) => seen.codes.push(code),
  });
  return { clock, server, document, window, seen, connection };
}

test("it tries again after growing waits, and never gives up", async () => {
  const { clock, server, seen, connection } = world();
  server.up = false;
  connection.start();
  await clock.pass(60_000);
  const waits = seen.tries.slice(1).map((at, i) => at - seen.tries[i]);
  assert.deepEqual(waits.slice(0, 8), [250, 500, 1000, 2000, 4000, 8000, 8000, 8000]);
  server.up = true;
  await clock.pass(8100);
  assert.equal(seen.opens.length, 1);
  connection.stop();
});

test("waits are jittered between half and whole", async () => {
  const { clock, server, seen, connection } = world();
  connection.wiring.random = () => 0;
  server.up = false;
  connection.start();
  await clock.pass(1000);
  assert.equal(seen.tries[1] - seen.tries[0], 125);
  connection.stop();
});

test("after a welcome the waits start small again; without one they go on growing", async () => {
  const { clock, server, seen, connection } = world();
  connection.start();
  await clock.pass(50);
  server.cut({ code: 4404 });
  await clock.pass(300);
  server.cut({ code: 4404 });
  await clock.pass(600);
  assert.equal(seen.opens.length, 3);
  assert.ok(seen.tries[2] - seen.tries[1] > 500);
  connection.healthy();
  server.cut();
  await clock.pass(300);
  assert.deepEqual([seen.opens.length, seen.codes], [4, [4404, 4404, 1006]]);
  connection.stop();
});

test("coming online, or into view, tries at once", async () => {
  for (const [where, event] of /** @type {const} */ ([["window", "online"], ["document", "visibilitychange"]])) {
    const { clock, server, seen, connection, ...targets } = world();
    server.up = false;
    connection.start();
    await clock.pass(20_000);
    server.up = true;
    const tries = seen.tries.length;
    targets[where].dispatchEvent(new Event(event));
    await clock.pass(50);
    assert.deepEqual([seen.tries.length, seen.opens.length], [tries + 1, 1], event);
    connection.stop();
  }
});

test("a page that goes out of view tries nothing", async () => {
  const { clock, server, seen, connection, document } = world();
  server.up = false;
  connection.start();
  await clock.pass(20_000);
  const tries = seen.tries.length;
  document.visibilityState = "hidden";
  document.dispatchEvent(new Event("visibilitychange"));
  await clock.pass(10);
  assert.equal(seen.tries.length, tries);
  connection.stop();
});

test("silence is met with a ping, and a missing pong with a new connection", async () => {
  const { clock, server, seen, connection } = world();
  connection.start();
  await clock.pass(16_000);
  assert.equal(server.heard.filter((m) => m.t === "ping").length, 1);
  await clock.pass(16_000);
  assert.deepEqual([server.heard.filter((m) => m.t === "ping").length, seen.codes.length], [2, 0]);
  server.silent = true;
  await clock.pass(21_000);
  assert.deepEqual([seen.codes, seen.opens.length], [[4000], 2]);
  connection.stop();
});

test("when the browser says offline, a ping finds out: a server on this machine may well be there", async () => {
  const { clock, server, seen, connection, window } = world();
  connection.start();
  await clock.pass(50);
  window.dispatchEvent(new Event("offline"));
  await clock.pass(3000);
  assert.deepEqual(seen.codes, []);
  server.silent = true;
  window.dispatchEvent(new Event("offline"));
  await clock.pass(2100);
  assert.deepEqual(seen.codes, [4000]);
  connection.stop();
});

test("a browser that is not let in is told apart from a server that is away", async () => {
  const { clock, server, seen, connection } = world();
  server.status = 403;
  connection.start();
  await clock.pass(100);
  assert.deepEqual(seen.codes, [403]);
  connection.stop();
});

test("a ticket that never comes is given up, and what comes late is ignored", async () => {
  const { clock, seen, connection } = world();
  /** @type {any} */
  let late;
  connection.wiring.fetch = /** @type {any} */ (
    (/** @type {string} */ _url, /** @type {any} */ { signal }) =>
      new Promise((resolve, reject) => {
        late ??= resolve;
        signal.addEventListener("abort", () => reject(new Error("aborted")));
      })
  );
  connection.start();
  await clock.pass(10_100);
  assert.deepEqual(seen.codes, [0]);
  connection.stop();
  late({ ok: true, json: async () => ({ ticket: "t" }) });
  await clock.pass(1000);
  assert.deepEqual(seen.opens, []);
});
