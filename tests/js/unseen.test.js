// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { DEFAULTS } from "../../cxmap/board/static/sync/schema.js";
import { smallMap } from "./fixtures.js";
import { FakeClock, heard, TestServer } from "./world.js";

const STEP = { id: "st1", workshop: "w1" };

/** A browser's storage. */
class Local {
  constructor() {
    /** @type {Map<string, string>} */ this.items = new Map();
    this.getItem = (/** @type {string} */ key) => this.items.get(key) ?? null;
    this.setItem = (/** @type {string} */ key, /** @type {string} */ value) => void this.items.set(key, value);
    this.removeItem = (/** @type {string} */ key) => void this.items.delete(key);
  }

  /** What waits, as it is kept. */
  get kept() {
    return [...this.items].filter(([key]) => key.startsWith("cxmap.unseen.")).flatMap(([, value]) => JSON.parse(value));
  }
}

/** A room with a workshop under way. `taken` holds what the server noted; `say` may answer something else. */
async function room(/** @type {any} */ options = {}) {
  const rec = (/** @type {string} */ type, /** @type {any} */ fields) => ({ ...DEFAULTS[type], journey: "j1", ...fields });
  const records = { ...smallMap(), workshop: [rec("workshop", { id: "w1", title: "W", state: "running" })], step: [rec("step", { ...STEP, title: "S", kind: "rate", state: "running" })] };
  const clock = new FakeClock();
  const server = new TestServer(records, clock);
  /** @type {any[]} */ const taken = [];
  const world = { say: (/** @type {any} */ message) => ({ t: "noted", id: message.id }), mine: { ballots: [], drafts: [] } };
  const receive = server.receive.bind(server);
  server.receive = (/** @type {any} */ socket, /** @type {any} */ message) => {
    if (message.t === "mine") return server.send(socket, { t: "answer", id: message.id, ...world.mine });
    if (message.t !== "ballot" && message.t !== "draft") return receive(socket, message);
    taken.push(message);
    const said = world.say(message);
    if (said) server.send(socket, said);
  };
  const local = new Local();
  const session = server.session({ storage: { outbox: null, local }, ...options });
  session.start();
  await clock.pass(100);
  return { clock, server, session, taken, local, world };
}

const given = (/** @type {any[]} */ taken) => taken.map(({ id: _, ...rest }) => rest);

test("a rating, votes and a place are shown at once, sent once, and done with when they are noted", async () => {
  const { clock, session, taken, local } = await room();
  const told = heard(session, "unseen");
  session.unseen.rate("st1", "c1", -2);
  session.unseen.vote(STEP, "c2", 3);
  session.unseen.place(STEP, "c3", 7, 2.5);
  assert.deepEqual([...session.unseen.mine.keys()], ["st1/c1", "st1/c2", "st1/c3"]);
  assert.deepEqual([session.unseen.waiting, local.kept.length], [3, 3]);
  await clock.pass(100);
  const ballot = { t: "ballot", workshop: "w1", step: "st1" };
  assert.deepEqual(given(taken), [
    { ...ballot, target: "c1", value: -2 },
    { ...ballot, target: "c2", value: 3 },
    { ...ballot, target: "c3", value: 7, effort: 2.5 },
  ]);
  assert.deepEqual([session.unseen.waiting, local.kept, session.unseen.mine.get("st1/c1")?.value], [0, [], -2]);
  assert.ok(told.length >= 4);
  session.close();
});

test("what is given while the server is away is kept over a reload, and only the last word is sent, once", async () => {
  const { clock, server, session, taken, local } = await room();
  server.cut({ up: false });
  session.unseen.rate("st1", "c1", 1);
  session.unseen.rate("st1", "c1", 2);
  session.unseen.write(STEP, { id: "d1", stage: "s1", lane: "l1", title: "First" });
  session.unseen.write(STEP, { id: "d1", stage: "s1", lane: "l1", title: "Better", severity: 2 });
  session.unseen.vote(STEP, "c2", 1);
  session.unseen.vote(STEP, "c2", 0);
  assert.equal(local.kept.length, 3);
  session.close();
  const later = server.session({ storage: { outbox: null, local } });
  assert.deepEqual([later.unseen.mine.get("st1/c1")?.value, later.unseen.drafts.get("d1")?.title, later.unseen.waiting], [2, "Better", 3]);
  server.up = true;
  later.start();
  await clock.pass(1000);
  assert.deepEqual(given(taken).map((m) => [m.t, m.target ?? m.draft.title, m.value]), [["ballot", "c1", 2], ["draft", "Better", undefined], ["ballot", "c2", null]]);
  server.cut();
  await clock.pass(10_000);
  assert.equal(taken.length, 3, "what is noted is not sent again");
  assert.deepEqual(local.kept, []);
  later.close();
});

test("where the answer is lost it is sent again, the same", async () => {
  const { clock, server, session, taken, world } = await room();
  world.say = () => /** @type {any} */ (null);
  session.unseen.rate("st1", "c1", 3);
  await clock.pass(100);
  world.say = (message) => ({ t: "noted", id: message.id });
  server.cut();
  await clock.pass(10_000);
  assert.equal(taken.length, 2);
  assert.deepEqual(taken[0], taken[1]);
  assert.equal(session.unseen.waiting, 0);
  session.close();
});

test("a refusal is told, shows what the server holds, and keeps the words of a card", async () => {
  const { clock, session, world } = await room();
  const refused = heard(session, "refused");
  world.say = (message) => ({ t: "refused", id: message.id, code: "late", message: "This step is not under way.", edit: null });
  world.mine = /** @type {any} */ ({ ballots: [{ workshop: "w1", step: "st1", target: "c1", value: 1, effort: null }], drafts: [] });
  session.unseen.rate("st1", "c1", 3);
  session.unseen.write(STEP, { id: "d1", stage: "s1", lane: "l1", title: "Nobody calls back", note: "For weeks" });
  await clock.pass(100);
  assert.deepEqual(refused.map(([r]) => r.code), ["late", "late"]);
  assert.equal(session.unseen.mine.get("st1/c1")?.value, 1);
  assert.deepEqual([session.unseen.drafts.size, session.unsaved.map((item) => item.text)], [0, ["Nobody calls back\nFor weeks"]]);
  session.close();
});

test("what could not be saved is sent again in a moment", async () => {
  const { clock, session, taken, world } = await room();
  world.say = (message) => ({ t: "refused", id: message.id, code: "unavailable", message: "Try again.", edit: null });
  const refused = heard(session, "refused");
  session.unseen.rate("st1", "c1", 3);
  await clock.pass(100);
  world.say = (message) => ({ t: "noted", id: message.id });
  await clock.pass(3000);
  assert.deepEqual([taken.length, refused, session.unseen.waiting], [2, [], 0]);
  session.close();
});

test("a draft is thrown away on the server too, and what the server holds is asked for at the start", async () => {
  const { clock, server, session, taken, world } = await room();
  world.mine = /** @type {any} */ ({ ballots: [], drafts: [{ id: "d7", workshop: "w1", step: "st1", stage: "s1", lane: "l1", title: "Earlier" }] });
  server.cut();
  await clock.pass(1000);
  assert.equal(session.unseen.drafts.get("d7")?.title, "Earlier");
  session.unseen.drop("d7");
  assert.equal(session.unseen.drafts.size, 0);
  await clock.pass(100);
  assert.deepEqual(given(taken), [{ t: "draft", workshop: "w1", step: "st1", drop: "d7" }]);
  session.close();
});

test("what somebody else left in this browser is not sent in my name", async () => {
  const { clock, server, session, taken, local } = await room();
  server.cut({ up: false });
  session.unseen.rate("st1", "c1", 1);
  session.close();
  server.up = true;
  const other = server.session({ person: "p2", storage: { outbox: null, local } });
  other.start();
  await clock.pass(1000);
  assert.deepEqual([taken.length, other.unseen.waiting, local.kept.length], [0, 0, 1]);
  other.close();
});

test("counts, the server's clock and my role are told as they change", async () => {
  const { clock, server, session } = await room();
  const [counts, roles] = [heard(session, "counts"), heard(session, "role")];
  const said = { workshop: "w1", step: "st1", people: 3, complete: 1, drafts: 0, of: 12 };
  const [socket] = server.sockets;
  server.send(socket, { t: "counts", ...said });
  server.send(socket, { t: "role", role: "facilitator" });
  await clock.pass(50);
  assert.deepEqual([counts, session.counts, roles, session.role], [[[said]], said, [["facilitator"]], "facilitator"]);
  server.mangle = (message) => [message.t === "welcome" ? { ...message, now: new Date(clock.time + 90_000).toISOString(), counts: null } : message];
  server.cut();
  await clock.pass(1000);
  assert.ok(Math.abs(session.clockOffset - 90_000) < 1000);
  assert.equal(session.counts, null);
  session.close();
});

test("who was sent out is told so, until they are let in again", async () => {
  const { clock, server, session } = await room();
  server.status = 401;
  server.cut({ code: 4401 });
  await clock.pass(5000);
  assert.deepEqual([session.status.state, session.status.message], ["closed", "You are not let in here any more: join again, or sign in."]);
  server.status = 200;
  await clock.pass(20_000);
  assert.deepEqual([session.status.state, session.status.message], ["connected", ""]);
  session.close();
});

test("an answer that is older than what was noted meanwhile takes nothing away", async () => {
  const { clock, server, session } = await room();
  const receive = server.receive.bind(server);
  /** @type {(() => void)[]} */ const held = [];
  server.receive = (/** @type {any} */ socket, /** @type {any} */ message) => (message.t === "mine" ? held.push(() => receive(socket, message)) : receive(socket, message));
  const learned = session.unseen.learn("w1");
  session.unseen.write("st1", { id: "d1", stage: "s1", lane: "l1", title: "Written meanwhile" });
  session.unseen.rate("st1", "c1", 2);
  await clock.pass(100);
  assert.equal(session.unseen.waiting, 0);
  for (const answer of held) answer(); // nothing of it had been kept when the question was read
  await clock.pass(100);
  await learned;
  assert.deepEqual([session.unseen.drafts.get("d1")?.title, session.unseen.mine.get("st1/c1")?.value], ["Written meanwhile", 2]);
});
