// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { heard, joined } from "./world.js";

test("people come and go; I am not among the others", async () => {
  const { clock, server, session } = await joined();
  const people = heard(session, "people");
  const [socket] = server.sockets;
  const ann = { session: "s9", person: "p9", name: "Ann", number: 2, colour: 2, cursor: null, selected: [], held: [], typing: null };
  server.send(socket, { t: "people", people: [ann, { ...ann, session: session.id, name: "Me" }], gone: [] });
  await clock.pass(50);
  assert.deepEqual([[...session.people.keys()], session.you.name], [["s9"], "Me"]);
  server.send(socket, { t: "people", people: [], gone: ["s9"] });
  await clock.pass(50);
  assert.deepEqual([session.people.size, people.length], [0, 2]);
  session.close();
});

test("my new name shows at once", async () => {
  const { session } = await joined();
  session.rename("Ann");
  assert.equal(session.you.name, "Ann");
  session.close();
});

test("a workshop that I lead says my new name too; one of somebody else or one that is over does not", async () => {
  const { clock, session } = await joined();
  const led = { journey: session.journey, title: "Monday", facilitator_name: "Guest 1" };
  const workshops = [{ id: "mine", facilitator: session.you.person, state: "running" }, { id: "theirs", facilitator: "p9", state: "running" }, { id: "over", facilitator: session.you.person, state: "closed" }];
  for (const { id, ...fields } of workshops) session.commit([{ op: "put", type: "workshop", id, fields: { ...led, ...fields } }]);
  session.rename("Ann");
  await clock.pass(100);
  const named = () => workshops.map(({ id }) => session.replica.get("workshop", id)?.facilitator_name);
  assert.deepEqual(named(), ["Ann", "Guest 1", "Guest 1"]);
  session.rename("");
  assert.equal(named()[0], `Guest ${session.you.number}`);
  session.close();
});

test("presence is told at most 20 times a second, the last state last, and anew after a reconnect", async () => {
  const { clock, server, session } = await joined();
  for (let i = 0; i <= 100; i++) {
    session.presence({ cursor: { stage: "s1", lane: "l1", x: i / 100, y: 0.5 } });
    await clock.pass(10);
  }
  await clock.pass(100);
  const told = server.heard.filter((m) => m.t === "presence");
  assert.ok(told.length >= 15 && told.length <= 22, `${told.length}`);
  assert.deepEqual(told.at(-1), { t: "presence", cursor: { stage: "s1", lane: "l1", x: 1, y: 0.5 }, selected: [], held: [], typing: null });
  session.presence({ typing: null });
  await clock.pass(100);
  assert.equal(server.heard.filter((m) => m.t === "presence").length, told.length);
  server.cut();
  await clock.pass(5000);
  assert.equal(server.heard.filter((m) => m.t === "presence").length, told.length + 1);
  session.close();
});
