// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { replicaOf, shown, smallMap } from "./fixtures.js";
import { heard, joined, MemoryStore, settle, world } from "./world.js";

/** @param {string} id @param {Record<string, any>} fields @returns {any} */
const patch = (id, fields) => ({ op: "patch", type: "card", id, fields });
/** @param {string} id @param {string} title @returns {any} */
const put = (id, title) => ({ op: "put", type: "card", id, fields: { journey: "j1", stage: "s1", lane: "l1", title, order: "a5" } });
const title = (/** @type {any} */ session, /** @type {string} */ id) => session.replica.get("card", id)?.title;

test("a session joins, shows the room and tells so", async () => {
  const { clock, server } = await world();
  const session = server.session();
  const [records, welcome, status] = [heard(session, "records"), heard(session, "welcome"), heard(session, "status")];
  session.start();
  await clock.pass(100);
  assert.deepEqual(shown(session.replica), shown(replicaOf(smallMap())));
  assert.deepEqual([records, welcome.length, status.map(([s]) => s.state)], [[[null]], 1, ["connected"]]);
  assert.deepEqual([session.you.person, session.role, session.id], ["p1", "owner", "s1"]);
  const [socket] = server.sockets;
  assert.deepEqual([socket.url, socket.protocols], ["ws://localhost:1/live", ["cxmap.v1", "ticket.t"]]);
  session.close();
});

test("an edit shows at once, is sent once, and what the server made of it stays", async () => {
  const { clock, server, session } = await joined();
  const records = heard(session, "records");
  const id = session.commit([patch("c1", { title: "  New\ttext " })]);
  assert.equal(title(session, "c1"), "New text");
  assert.deepEqual([records.length, [...records[0][0]], session.status.waiting], [1, ["card:c1"], 1]);
  await clock.pass(100);
  assert.deepEqual(server.heard.filter((m) => m.t === "change"), [{ t: "change", id, base: 1, edits: [{ ...patch("c1", { title: "New text" }), was: { title: "Card 1" } }] }]);
  assert.deepEqual([session.status.waiting, session.replica.rev, records.length], [0, 2, 1]);
  session.close();
});

test("what changes nothing is not sent", async () => {
  const { session } = await joined();
  assert.equal(session.commit([patch("c1", { title: "Card 1", severity: null })]), "");
  assert.equal(session.status.waiting, 0);
  session.close();
});

test("texts typed at once by two people are both there", async () => {
  const { clock, server, session } = await joined();
  const other = server.session({ person: "p2" });
  other.start();
  await clock.pass(100);
  session.commit([patch("c1", { title: "Mine" })]);
  other.commit([patch("c1", { title: "Theirs" })]);
  assert.deepEqual([title(session, "c1"), title(other, "c1")], ["Mine", "Theirs"]);
  await clock.pass(100);
  assert.deepEqual([title(session, "c1"), title(other, "c1")], ["Mine / Theirs", "Mine / Theirs"]);
  session.close();
  other.close();
});

test("edits made offline wait, are sent once and in order, and the status says so", async () => {
  const { clock, server, session } = await joined();
  const states = heard(session, "status");
  server.cut({ up: false });
  await clock.pass(1000);
  for (let i = 1; i <= 3; i++) session.commit([put(`n${i}`, `New ${i}`)]);
  assert.deepEqual([session.status.state, session.status.waiting], ["offline", 3]);
  server.up = true;
  await clock.pass(20_000);
  assert.deepEqual([session.status.state, session.status.waiting], ["connected", 0]);
  assert.deepEqual(server.heard.filter((m) => m.t === "change").map((m) => m.edits[0].id), ["n1", "n2", "n3"]);
  const seen = states.map(([s]) => s.state).filter((state, i, all) => state !== all[i - 1]);
  assert.deepEqual(seen, ["offline", "catching_up", "connected"]);
  session.close();
});

test("what was sent and not answered is sent again with its id, and applied once", async () => {
  const { clock, server, session } = await joined();
  server.mangle = (message) => (message.t === "ack" ? [] : [message]);
  const id = session.commit([put("n1", "New")]);
  await clock.pass(100);
  assert.equal(session.status.waiting, 1);
  server.mangle = (message) => [message];
  server.snapshots = true; // the catch-up does not tell whose change it was
  server.cut();
  await clock.pass(10_000);
  assert.deepEqual(server.heard.filter((m) => m.t === "change").map((m) => m.id), [id, id]);
  assert.deepEqual([server.log.length, session.status.waiting, title(session, "n1")], [1, 0, "New"]);
  session.close();
});

test("a change that comes back in the catch-up is no longer waiting", async () => {
  const { clock, server, session } = await joined();
  server.mangle = (message) => (message.t === "ack" ? [] : [message]);
  session.commit([put("n1", "New")]);
  await clock.pass(100);
  server.mangle = (message) => [message];
  server.cut();
  await clock.pass(10_000);
  assert.deepEqual([server.heard.filter((m) => m.t === "change").length, session.status.waiting], [1, 0]);
  session.close();
});

test("a missed message is noticed and asked for on the same socket", async () => {
  const { clock, server, session } = await joined();
  let lose = true;
  server.mangle = (message) => (message.t === "change" && lose ? ((lose = false), []) : [message]);
  server.commit({ id: "x1", person: "p9", kind: "edit", notes: [], ...server.apply([put("n1", "One")]) });
  server.commit({ id: "x2", person: "p9", kind: "edit", notes: [], ...server.apply([put("n2", "Two")]) });
  await clock.pass(100);
  assert.deepEqual([title(session, "n1"), title(session, "n2"), session.replica.rev], ["One", "Two", 3]);
  assert.deepEqual(server.heard.filter((m) => m.t === "hello").map((m) => m.rev), [null, 1]);
  assert.equal(server.sockets.size, 1);
  session.close();
});

test("a message that comes twice changes nothing the second time", async () => {
  const { clock, server, session } = await joined();
  server.mangle = (message) => [message, message];
  session.commit([patch("c1", { title: "A" })]);
  server.commit({ id: "x1", person: "p9", kind: "edit", notes: [], ...server.apply([put("n1", "One")]) });
  await clock.pass(100);
  session.commit([patch("c1", { title: "B" })]);
  await clock.pass(100);
  assert.deepEqual([title(session, "c1"), title(session, "n1")], ["B", "One"]);
  assert.deepEqual(shown(session.replica), shown(server.state));
  session.close();
});

test("a snapshot replaces everything and what waits is sent again", async () => {
  const { clock, server, session } = await joined();
  server.mangle = () => [];
  session.commit([put("n1", "Mine")]);
  await clock.pass(100);
  server.mangle = (message) => [message];
  for (const socket of server.sockets) server.send(socket, { t: "snapshot", rev: server.rev, records: server.records() });
  await clock.pass(100);
  assert.deepEqual([server.log.length, session.status.waiting, title(session, "n1")], [1, 0, "Mine"]);
  session.close();
});

test("a refused text is taken off the map and kept as unsaved, over a reload too", async () => {
  const local = new Map();
  const storage = { outbox: null, local: { getItem: (/** @type {string} */ k) => local.get(k) ?? null, setItem: (/** @type {string} */ k, /** @type {string} */ v) => void local.set(k, v), removeItem: (/** @type {string} */ k) => void local.delete(k) } };
  const { clock, server, session } = await joined({ storage });
  const [refused, unsaved] = [heard(session, "refused"), heard(session, "unsaved")];
  server.commit({ id: "x", person: "p9", kind: "edit", notes: [], ...server.apply([{ op: "delete", type: "card", id: "c1" }]) });
  session.commit([patch("c1", { title: "A long thought" })]);
  await clock.pass(100);
  assert.deepEqual([refused[0][0].code, refused[0][0].message], ["gone", "The record was deleted meanwhile."]);
  assert.deepEqual([session.unsaved.map((u) => u.text), unsaved.length, session.status.waiting], [["A long thought"], 1, 0]);
  session.close();
  const again = server.session({ storage });
  assert.deepEqual(again.unsaved.map((u) => u.text), ["A long thought"]);
  again.dropUnsaved(again.unsaved[0].id);
  assert.deepEqual([again.unsaved, local.size], [[], 0]);
});

test("of a change that partly applies, the text of what was gone is kept and told", async () => {
  const { clock, server, session } = await joined();
  const notes = heard(session, "notes");
  server.commit({ id: "x", person: "p9", kind: "edit", notes: [], ...server.apply([{ op: "delete", type: "card", id: "c1" }]) });
  session.commit([patch("c1", { title: "Lost" }), patch("c2", { title: "Found" })]);
  await clock.pass(100);
  assert.deepEqual([title(session, "c2"), session.unsaved.map((u) => u.text)], ["Found", ["Lost"]]);
  assert.deepEqual([notes[0][0][0].code, notes[0][1]], ["gone", true]);
  session.close();
});

test("an edit too large for a frame is refused here, its text kept", async () => {
  const { session } = await joined();
  const refused = heard(session, "refused");
  assert.equal(session.commit([patch("c1", { note: "é".repeat(150_000) })]), "");
  assert.deepEqual([refused[0][0].code, session.unsaved.length, session.status.waiting], ["too_large", 1, 0]);
  session.close();
});

test("a viewer changes nothing", async () => {
  const { server, session } = await joined();
  session.role = "viewer";
  const refused = heard(session, "refused");
  assert.equal(session.commit([patch("c1", { title: "X" })]), "");
  assert.deepEqual([refused[0][0].code, title(session, "c1"), server.log.length], ["forbidden", "Card 1", 0]);
  session.close();
});

test("undo and redo travel to the server and change the map by its answer", async () => {
  const { clock, session } = await joined();
  session.commit([patch("c1", { title: "A" })]);
  await clock.pass(50);
  session.undo();
  await clock.pass(50);
  assert.equal(title(session, "c1"), "Card 1");
  session.redo();
  await clock.pass(50);
  assert.equal(title(session, "c1"), "A");
  const refused = heard(session, "refused");
  session.redo();
  await clock.pass(50);
  assert.deepEqual([refused[0][0].code, session.status.waiting], ["nothing", 0]);
  session.close();
});

test("an undo that names a change takes that one back, not the last", async () => {
  const { clock, session } = await joined();
  const first = session.commit([patch("c1", { title: "A" })]);
  assert.equal(session.lastChange, first);
  await clock.pass(50);
  session.commit([patch("c2", { title: "B" })]);
  await clock.pass(50);
  session.undo(first);
  await clock.pass(50);
  assert.deepEqual([title(session, "c1"), title(session, "c2")], ["Card 1", "B"]);
  session.close();
});

test("offline, what was not sent yet is undone here; the rest waits for the server", async () => {
  const { clock, server, session } = await joined();
  session.commit([patch("c1", { title: "Sent" })]);
  await clock.pass(50);
  server.cut({ up: false });
  await clock.pass(50);
  session.commit([patch("c1", { title: "Unsent" })]);
  session.commit([patch("c2", { title: "Unsent too" })]);
  session.undo();
  session.undo();
  assert.deepEqual([title(session, "c1"), title(session, "c2"), session.status.waiting], ["Sent", "Card 2", 0]);
  const notes = heard(session, "notes");
  session.undo();
  assert.equal(notes[0][0][0].message, "You can undo earlier edits when you are back online.");
  session.redo();
  assert.deepEqual([title(session, "c1"), session.status.waiting], ["Unsent", 1]);
  session.commit([patch("c3", { title: "Else" })]);
  session.redo(); // a new edit ends what could be done again
  assert.equal(title(session, "c2"), "Card 2");
  server.up = true;
  await clock.pass(20_000);
  assert.deepEqual([server.log.length, server.state.get("card", "c1")?.title], [3, "Unsent"]);
  session.close();
});

test("what waits survives a reload and is sent by the next page, once", async () => {
  const store = new MemoryStore();
  const { clock, server, session } = await joined({ storage: { outbox: store, local: null } });
  server.cut({ up: false });
  await clock.pass(50);
  session.commit([put("n1", "Offline")]);
  await clock.pass(10);
  assert.equal(store.items.size, 1);
  session.close();
  const next = server.session({ storage: { outbox: store, local: null } });
  next.start();
  await clock.pass(100);
  assert.deepEqual([next.status.state, next.status.waiting], ["offline", 1]);
  server.up = true;
  await clock.pass(20_000);
  assert.deepEqual([server.log.length, title(next, "n1"), next.status.waiting], [1, "Offline", 0]);
  await clock.pass(200);
  assert.equal(store.items.size, 0);
  next.close();
});

test("what one person left in this browser is not sent by another", async () => {
  const store = new MemoryStore();
  const { clock, server, session } = await joined({ storage: { outbox: store, local: null } });
  server.cut({ up: false });
  session.commit([put("n1", "Ann's")]);
  await clock.pass(50);
  session.close();
  server.up = true;
  const other = server.session({ person: "p2", storage: { outbox: store, local: null } });
  other.start();
  await clock.pass(500);
  assert.deepEqual([server.log.length, title(other, "n1"), other.status.waiting, store.items.size], [0, undefined, 0, 1]);
  other.close();
});

test("where the browser keeps nothing, edits still travel and the status says so while they wait", async () => {
  const store = new MemoryStore();
  store.error = new Error("no room");
  const { clock, server, session } = await joined({ storage: { outbox: store, local: null } });
  server.cut({ up: false });
  await clock.pass(50);
  session.commit([put("n1", "One")]);
  await clock.pass(50);
  assert.match(session.status.message, /keeps no edits/);
  server.up = true;
  await clock.pass(20_000);
  assert.equal(server.log.length, 1);
  session.close();
});

test("an answered edit is never written to the browser's store", async () => {
  const store = new MemoryStore();
  const { clock, session } = await joined({ storage: { outbox: store, local: null } });
  for (let i = 0; i < 20; i++) {
    session.commit([patch("c1", { title: `T${i}` })]);
    await clock.pass(30);
  }
  await clock.pass(500);
  assert.equal(store.writes, 0);
  session.close();
});

test("many edits at once are sent a few at a time and not faster than the server takes", async () => {
  const { clock, server, session } = await joined();
  let [flying, most] = [0, 0];
  const receive = server.receive.bind(server);
  server.receive = (socket, message) => {
    if (message.t === "change") most = Math.max(most, ++flying);
    receive(socket, message);
    if (message.t === "change") server.clock.setTimeout(() => flying--, server.latency);
  };
  for (let i = 0; i < 400; i++) session.commit([put(`n${i}`, `New ${i}`)]);
  await clock.pass(1000);
  assert.ok(server.log.length <= 200 + 61, `${server.log.length} in a second`);
  await clock.pass(4000);
  assert.deepEqual([server.log.length, session.status.waiting], [400, 0]);
  assert.ok(most <= 20, `${most} at once`);
  session.close();
});

test("when the server says too fast, it goes slower and loses nothing", async () => {
  const { clock, server, session } = await joined();
  server.cut({ code: 4429 });
  const from = server.heard.length;
  for (let i = 0; i < 100; i++) session.commit([put(`n${i}`, `New ${i}`)]);
  await clock.pass(3000);
  assert.ok(server.heard.length - from < 100);
  await clock.pass(8000);
  assert.equal(server.log.length, 100);
  session.close();
});

test("a journey that is deleted closes the board, and its undo opens it again", async () => {
  const { clock, server, session } = await joined();
  server.commit({ id: "x", person: "p9", kind: "edit", notes: [], ...server.apply([{ op: "delete", type: "journey", id: "j1" }]) });
  await clock.pass(50);
  assert.equal(session.status.state, "closed");
  server.commit({ id: "y", person: "p9", kind: "undo", ...server.back("undo", "p9") });
  await clock.pass(50);
  assert.equal(session.status.state, "connected");
  assert.deepEqual(shown(session.replica), shown(replicaOf(smallMap())));
  session.close();
});

test("after it is closed nothing happens any more", async () => {
  const { clock, server, session } = await joined();
  session.close();
  const count = server.heard.length;
  await clock.pass(60_000);
  await settle();
  assert.deepEqual([server.heard.length, server.sockets.size, clock.timers.size], [count, 0, 0]);
});

test("a session that was closed before it was shown says nothing more", async () => {
  const { clock, server } = await world();
  const session = server.session();
  let show = (/** @type {any} */ _ready) => {};
  session.start(new Promise((done) => (show = done)));
  await clock.pass(100);
  session.close();
  const told = [heard(session, "welcome"), heard(session, "status"), heard(session, "records")];
  show(null);
  await clock.pass(100);
  assert.deepEqual(told, [[], [], []]);
  assert.equal(session.status.state, "closed");
});
