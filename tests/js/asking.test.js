// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { joined, settle } from "./world.js";

/** A server that answers questions as `answer` says. @param {any} server @param {(message: any) => any} answer */
function answering(server, answer) {
  const receive = server.receive.bind(server);
  server.receive = (/** @type {any} */ socket, /** @type {any} */ message) => {
    const said = answer(message);
    if (said === undefined) receive(socket, message);
    else if (said) server.send(socket, said);
  };
}

/** @param {Promise<any>} promise */
const failed = (promise) => promise.then(() => assert.fail("It was answered."), (error) => error);

test("a question is answered to the one who asked", async () => {
  const { clock, server, session } = await joined();
  answering(server, (m) => (m.t === "moment" ? { t: "answer", id: m.id, rev: m.rev, records: {} } : undefined));
  const [first, second] = [session.ask("moment", { rev: 3 }), session.ask("moment", { rev: 4 })];
  await clock.pass(100);
  assert.deepEqual([(await first).rev, (await second).rev], [3, 4]);
  session.close();
});

test("a refusal is no news for the board, only for the one who asked", async () => {
  const { clock, server, session } = await joined();
  answering(server, (m) => (m.t === "moment" ? { t: "refused", id: m.id, code: "unknown", message: "Not there.", edit: null } : undefined));
  session.on("refused", () => assert.fail("The board was told."));
  const said = failed(session.ask("moment", { rev: 1 }));
  await clock.pass(100);
  const { code, message } = await said;
  assert.deepEqual([code, message], ["unknown", "Not there."]);
  session.close();
});

test("a restore is answered when the map is what it was", async () => {
  const { clock, server, session } = await joined();
  answering(server, (m) => (m.t === "restore" ? { t: "ack", id: m.id, rev: 2, prev: 1, edits: [{ op: "patch", type: "card", id: "c1", fields: { title: "As it was" } }], notes: [] } : undefined));
  const title = session.ask("restore", { rev: 1 }).then(() => session.replica.get("card", "c1")?.title);
  await clock.pass(100);
  assert.equal(await title, "As it was");
  session.close();
});

test("nobody waits for a server that is away, or that does not answer", async () => {
  const { clock, server, session } = await joined();
  answering(server, (m) => (m.t === "moment" ? null : undefined));
  const [lost, slow] = [failed(session.ask("moment", { rev: 1 })), failed(session.ask("moment", { rev: 1 }))];
  server.cut({ up: false });
  assert.equal((await lost).code, "offline");
  assert.equal((await slow).code, "offline");
  assert.equal((await failed(session.ask("moment", { rev: 1 }))).code, "offline");
  server.up = true;
  await clock.pass(20_000);
  const late = failed(session.ask("moment", { rev: 1 }));
  await clock.pass(31_000);
  assert.equal((await late).code, "late");
  await settle();
  session.close();
});
