// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import * as w from "../../cxmap/board/static/model/workshop.js";
import { DEFAULTS } from "../../cxmap/board/static/sync/schema.js";
import { replicaOf, smallMap } from "./fixtures.js";

const NOON = Date.parse("2026-11-22T12:00:00Z");

/** Pain points are open; ann leads, ben takes part, cem waits, dot was sent out. @param {any} [workshop] @param {any} [step] */
function room(workshop = {}, step = {}) {
  const rec = (/** @type {string} */ type, /** @type {any} */ fields) => ({ ...DEFAULTS[type], journey: "j1", ...fields });
  const people = Object.entries({ ben: "in", cem: "waiting", dot: "removed" });
  return replicaOf({
    ...smallMap(),
    workshop: [rec("workshop", { id: "w1", title: "W", state: "running", facilitator: "ann", ...workshop })],
    step: [rec("step", { id: "st1", workshop: "w1", title: "S", lanes: "pain", state: "running", ...step })],
    participant: people.map(([person, state]) => rec("participant", { id: `p-${person}`, workshop: "w1", person, name: person, state })),
  });
}

/** What each may do at a card of the first lane, the lane of pains, and the frame. @param {any} replica @param {string} person @param {string} role */
const may = (replica, person, role) => ["c1", "l4", "frame"].map((what) => w.mayEdit(replica, replica.get("workshop", "w1"), { person, role }, what));

test("a guest writes in open lanes only", () => {
  assert.deepEqual(may(room(), "ben", "guest"), [false, true, false]);
  assert.deepEqual(may(room(), "cem", "guest"), [false, false, false]);
  assert.deepEqual(may(room(), "dot", "guest"), [false, false, false]);
  assert.deepEqual(may(room({ locked: "on" }), "ben", "guest"), [false, false, false]);
  assert.deepEqual(may(room({ private: "on" }), "ben", "guest"), [false, false, false]);
  assert.deepEqual(may(room({}, { state: "done" }), "ben", "guest"), [false, false, false]);
  assert.deepEqual(may(room({ state: "planned" }), "ben", "guest"), [false, false, false]);
});

test("who leads writes everywhere, whatever their role; a hand-over makes the difference", () => {
  assert.deepEqual(may(room({ locked: "on", private: "on" }), "ann", "guest"), [true, true, true]);
  assert.deepEqual(may(room({ locked: "on" }), "zoe", "facilitator"), [true, true, true]);
  const replica = room({ locked: "on" });
  replica.add("x", w.handOver("w1", { person: "ben", name: "Ben" }));
  assert.deepEqual(may(replica, "ben", "guest"), [true, true, true]);
  assert.deepEqual(may(replica, "ann", "guest"), [false, false, false]);
  assert.deepEqual(w.handOver("w1", { person: null, name: "Nobody" }), []);
});

test("an owner who takes part is a participant until they leave", () => {
  const replica = room();
  assert.equal(w.leads(replica, replica.get("workshop", "w1") ?? null, { person: "eve", role: "owner" }), true);
  replica.add("x", w.takePart(replica, "w1", { person: "eve", name: "Eve" }, NOON));
  assert.deepEqual(may(replica, "eve", "owner"), [false, true, false]);
  assert.deepEqual(w.takePart(replica, "w1", { person: "eve", name: "Eve" }, NOON), []);
  replica.add("y", w.setState("w1.eve", "left"));
  assert.deepEqual(may(replica, "eve", "owner"), [true, true, true]);
  replica.add("out", w.setState("w1.eve", "removed"));
  assert.equal(w.leads(replica, replica.get("workshop", "w1") ?? null, { person: "eve", role: "owner" }), false, "who was sent out does not lead");
  replica.drop("out");
  replica.add("z", w.takePart(replica, "w1", { person: "eve", name: "Eve" }, NOON));
  assert.equal(w.participantsOf(replica, "w1").filter((p) => p.person === "eve").length, 1, "comes back as the same");
});

test("outside a workshop only viewers and guests are held back; a champion keeps to locks", () => {
  assert.deepEqual(may(room({ state: "closed" }), "zoe", "champion"), [true, true, true]);
  assert.deepEqual(may(room({ state: "closed" }), "ben", "guest"), [false, false, false]);
  assert.deepEqual(may(room(), "zoe", "champion"), [true, true, true]);
  assert.deepEqual(may(room({ locked: "on" }), "zoe", "champion"), [false, false, false]);
  assert.deepEqual(may(room(), "ann", "viewer"), [false, false, false]);
});

test("every refusal is one sentence", () => {
  const rooms = [room(), room({ locked: "on" }), room({ private: "on" }), room({ state: "closed" }), room({ state: "planned" }), room({}, { state: "done" }), room({}, { lanes: "" })];
  for (const replica of rooms) {
    for (const [person, role] of [["ben", "guest"], ["cem", "guest"], ["dot", "guest"], ["ben", "champion"], ["ann", "viewer"]]) {
      for (const what of ["c1", "l4", "frame", "gone"]) {
        const said = w.objection(replica, replica.get("workshop", "w1") ?? null, { person, role }, what);
        assert.match(said, /^$|^[A-Z][^.]*\.$/);
      }
    }
  }
});

test("the workshop is of one room and the lanes of another, at a table", () => {
  const table = replicaOf({ ...smallMap({ kinds: ["pain", "action"] }), workshop: [] });
  const replica = room();
  const workshop = replica.get("workshop", "w1") ?? null;
  assert.equal(w.mayEdit(replica, workshop, { person: "ben", role: "guest" }, "c1", table), true, "its first lane holds pains");
  assert.equal(w.mayEdit(replica, workshop, { person: "ben", role: "guest" }, "l2", table), false);
});

test("a change is refused for any of its edits; what is said about the map is never", () => {
  const replica = room();
  const workshop = replica.get("workshop", "w1") ?? null;
  const ben = { person: "ben", role: "guest" };
  const said = (/** @type {any[]} */ ...edits) => Boolean(w.refusal(replica, workshop, ben, edits));
  const put = { op: "put", type: "card", id: "new", fields: { journey: "j1", stage: "s1", lane: "l4", title: "Ouch" } };
  assert.equal(said(put), false);
  const feeling = { op: "patch", type: "feeling", id: "f1", fields: { card: "c1", value: 2 } };
  assert.equal(said(feeling), true);
  replica.add("emotions", [{ op: "patch", type: "step", id: "st1", fields: { lanes: "pain emotion" } }]);
  assert.equal(said(feeling), false, "where the emotion lane is open, any card may be given a feeling");
  replica.drop("emotions");
  assert.equal(said(put, { op: "put", type: "feeling", id: "f", fields: { card: "new", persona: "ann", value: -2 } }), false, "of a card that is made with it");
  assert.equal(said({ op: "patch", type: "card", id: "c1", fields: { title: "x" } }), true);
  assert.equal(said({ op: "patch", type: "card", id: "c1", fields: { lane: "l4" } }), true, "a move needs both lanes open");
  assert.equal(said(put, { op: "delete", type: "card", id: "c1" }), true);
  assert.equal(said({ op: "put", type: "tag", id: "t", fields: { card: "c1", name: "x" } }), true);
  assert.equal(said({ op: "patch", type: "stage", id: "s1", fields: { name: "x" } }), true);
  assert.equal(said({ op: "put", type: "comment", id: "k", fields: { card: "c1", text: "Why?" } }, { op: "put", type: "parked", id: "p", fields: { text: "Later" } }), false);
});

test("a guest brings no persona to a map, leading it or not: personas are there for all maps", () => {
  const roles = ["owner", "facilitator", "champion", "guest", "viewer"];
  assert.deepEqual(roles.filter((role) => w.addsPersonas({ role })), ["owner", "facilitator", "champion"]);
});
