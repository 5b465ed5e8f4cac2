// @ts-check
/** The workspace's own room: personas and what is known of the customer, without a map. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { DEFAULTS } from "../../cxmap/board/static/sync/schema.js";
import { pick, seeded, shown } from "./fixtures.js";
import { FakeClock, heard, MemoryStore, TestServer } from "./world.js";

/** @param {string} type @param {string} id @param {Record<string, any>} [fields] */
const record = (type, id, fields = {}) => ({ ...DEFAULTS[type], ...fields, id });

/** A persona with two statements, one of them with a ground; an idea board with an idea. */
const office = () => ({
  persona: [record("persona", "ann", { workspace: "main", name: "Ann" })],
  statement: ["g1", "g2"].map((id, i) => record("statement", id, { persona: "ann", text: id, order: `a${i}` })),
  ground: [record("ground", "gr", { statement: "g1", quote: "I always…" })],
  whiteboard: [record("whiteboard", "w", { workspace: "main", title: "Ideas" })],
  idea: [record("idea", "i1", { whiteboard: "w", text: "A second desk" })],
});

async function workspace(/** @type {any} */ options = {}) {
  const clock = new FakeClock();
  const server = new TestServer(office(), clock);
  const session = server.session({ journey: "", ...options });
  session.start();
  await clock.pass(100);
  return { clock, server, session };
}

/** @param {string} type @param {string} id @param {Record<string, any>} fields @returns {any} */
const patch = (type, id, fields) => ({ op: "patch", type, id, fields });
/** @param {string} type @param {string} id @param {Record<string, any>} fields @returns {any} */
const put = (type, id, fields) => ({ op: "put", type, id, fields });

test("a session joins the workspace's room, which has no journey, and stays in it", async () => {
  const { clock, server, session } = await workspace();
  assert.deepEqual(server.heard[0], { t: "hello", v: 1, journey: "", rev: null });
  assert.deepEqual([session.status.state, session.replica.list("statement").map((s) => s.id)], ["connected", ["g1", "g2"]]);
  session.commit([patch("persona", "ann", { quote: "Home by six." })]);
  session.commit([put("statement", "g3", { persona: "ann", text: "New", order: "a5" })]);
  await clock.pass(100);
  assert.deepEqual([session.status.state, session.status.waiting, session.replica.under("statement", "persona", "ann").length], ["connected", 0, 3]);
  session.close();
});

test("what hangs on a persona or an idea board goes and comes back with it", async () => {
  const { clock, session } = await workspace();
  const before = shown(session.replica);
  session.commit([{ op: "delete", type: "persona", id: "ann" }]);
  assert.deepEqual(["statement", "ground"].map((type) => session.replica.all(type).size), [0, 0]);
  await clock.pass(100);
  session.undo();
  await clock.pass(100);
  session.commit([{ op: "delete", type: "whiteboard", id: "w" }]);
  assert.equal(session.replica.all("idea").size, 0);
  await clock.pass(100);
  session.undo();
  await clock.pass(100);
  assert.deepEqual(shown(session.replica), before);
  session.close();
});

test("an edit made while the server is away survives the page, and is sent once", async () => {
  const outbox = new MemoryStore();
  const { clock, server, session } = await workspace({ storage: { outbox, local: null } });
  server.cut({ up: false });
  await clock.pass(1000);
  session.commit([put("statement", "g3", { persona: "ann", text: "New", order: "a5" })]);
  assert.equal(session.status.waiting, 1);
  await clock.pass(500);
  session.close();
  const other = server.session({ storage: { outbox, local: null } }); // a map's board leaves it alone
  const again = server.session({ journey: "", storage: { outbox, local: null } });
  other.start();
  again.start();
  await clock.pass(50);
  assert.deepEqual([other.status.waiting, again.replica.get("statement", "g3")?.text ?? "", again.status.waiting], [0, "", 1]);
  other.close();
  server.up = true;
  await clock.pass(20_000);
  assert.deepEqual([again.status.state, again.status.waiting, again.replica.get("statement", "g3")?.text], ["connected", 0, "New"]);
  assert.deepEqual([server.log.length, outbox.items.size], [1, 0]);
  again.close();
});

test("who may not come in is told so, and not of a journey", async () => {
  const { clock, server, session } = await workspace();
  server.cut({ code: 4404 });
  assert.deepEqual([session.status.state, /journey|map/.test(session.status.message)], ["closed", false]);
  session.close();
  const viewer = server.session({ journey: "" });
  viewer.start();
  await clock.pass(100);
  viewer.role = "viewer";
  const refused = heard(viewer, "refused");
  assert.equal(viewer.commit([patch("persona", "ann", { name: "X" })]), "");
  assert.deepEqual([refused[0][0].code, /map/.test(refused[0][0].message)], ["forbidden", false]);
  viewer.close();
});

/** What people do in the room. @param {any} session @param {() => number} random */
function act(session, random) {
  const { replica } = session;
  const some = (/** @type {string} */ type) => pick(random, [...replica.all(type).keys(), "none"]);
  const id = `n${Math.floor(random() * 1e9)}`;
  const text = `Text ${Math.floor(random() * 50)}`;
  switch (Math.floor(random() * 11)) {
    case 0: return session.commit([put("statement", id, { persona: "ann", text, order: `a${Math.floor(random() * 9)}` })]);
    case 1: case 2: return session.commit([patch("statement", some("statement"), { text })]);
    case 3: return session.commit([put("ground", id, { statement: some("statement"), quote: text })]);
    case 4: return session.commit([patch("persona", "ann", { [pick(random, ["name", "quote", "role"])]: text })]);
    case 5: return session.commit([{ op: "delete", type: "statement", id: some("statement") }]);
    case 6: return session.commit([put("idea", id, { whiteboard: "w", text })]);
    case 7: return session.commit([put("remark", id, { idea: some("idea"), text })]);
    case 8: return session.commit([patch("idea", some("idea"), { state: "chosen" }), put("idea_step", id, { idea: some("idea"), state: "chosen" })]);
    case 9: return session.undo();
    default: return session.redo();
  }
}

for (let seed = 1; seed <= 10; seed++) {
  test(`rooms end the same as the store, through cuts, losses and reloads (seed ${seed})`, async () => {
    const random = seeded(seed);
    const clock = new FakeClock();
    const server = new TestServer(office(), clock);
    const stores = [new MemoryStore(), new MemoryStore()];
    const start = (/** @type {number} */ i) => {
      const session = server.session({ journey: "", person: `p${i}`, random, storage: { outbox: stores[i], local: null } });
      session.start();
      return session;
    };
    const rooms = stores.map((_, i) => start(i));
    await clock.pass(200);
    for (let step = 0; step < 80; step++) {
      const i = Math.floor(random() * rooms.length);
      act(rooms[i], random);
      const roll = random();
      if (roll < 0.05) server.cut({ up: false });
      else if (roll < 0.12) server.up = true;
      else if (roll < 0.15) {
        rooms[i].close();
        await clock.pass(20);
        rooms[i] = start(i);
      }
      await clock.pass(Math.floor(random() * 40));
    }
    server.up = true;
    server.cut();
    await clock.pass(40_000);
    for (const session of rooms) {
      assert.deepEqual([session.status.state, session.status.waiting], ["connected", 0]);
      assert.deepEqual(shown(session.replica), shown(server.state));
      session.close();
    }
    for (const store of stores) assert.equal(store.items.size, 0);
  });
}
