// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import * as w from "../../cxmap/board/static/model/workshop.js";
import { pick, replicaOf, seeded, smallMap } from "./fixtures.js";
import { DEFAULTS } from "../../cxmap/board/static/sync/schema.js";

const NOON = Date.parse("2026-11-22T12:00:00Z");
const MINUTE = 60_000;
const ann = { person: "ann-p", name: "Ann" };

/** @param {string} type @param {any} fields */
const rec = (type, fields) => ({ ...DEFAULTS[type], journey: "j1", ...fields });

/** A workshop of three steps of 10, 5 and 20 minutes on the small map. @param {{workshop?: any, steps?: any[], more?: Record<string, any[]>, cards?: number}} [options] */
function room({ workshop = {}, steps = [{}, {}, {}], more = {}, cards = 3 } = {}) {
  const minutes = [10, 5, 20];
  return replicaOf({
    ...smallMap({ cards }),
    workshop: [rec("workshop", { id: "w1", title: "Bicycles", ...workshop })],
    step: steps.map((fields, i) => rec("step", { id: `st${i + 1}`, workshop: "w1", title: `Step ${i + 1}`, minutes: minutes[i] ?? 5, order: `a${i}`, ...fields })),
    ...more,
  });
}

let changes = 0;
/** Do it, as the board does. @param {any} replica @param {any[]} edits */
function done(replica, edits) {
  assert.ok(edits.length, "there is something to do");
  replica.add(`x${++changes}`, edits);
  return replica;
}

const states = (/** @type {any} */ replica) => w.stepsOf(replica, "w1").map((s) => s.state);
const step = (/** @type {any} */ replica, /** @type {number} */ n) => replica.get("step", `st${n}`);

test("the workshop that runs comes before one that is planned, and a closed one never by itself", () => {
  const all = [
    rec("workshop", { id: "old", state: "closed" }),
    rec("workshop", { id: "later", date: "2026-12-01" }),
    rec("workshop", { id: "soon", date: "2026-11-23" }),
    rec("workshop", { id: "some" }),
  ];
  assert.equal(w.workshopOf(replicaOf({ ...smallMap(), workshop: all }))?.id, "soon");
  const running = [...all, rec("workshop", { id: "r1", state: "running", started: "2026-11-22T09:00:00Z" }), rec("workshop", { id: "r2", state: "running", started: "2026-11-22T10:00:00Z" })];
  const replica = replicaOf({ ...smallMap(), workshop: running });
  assert.equal(w.workshopOf(replica)?.id, "r2");
  assert.equal(w.workshopOf(replica, "old")?.id, "old");
  assert.equal(w.workshopOf(replicaOf({ ...smallMap(), workshop: [all[0]] })), null);
});

test("starting a step opens the room, runs its clock, ends the other one and lets the projector follow", () => {
  const replica = room({ workshop: { view: "blank", locked: "on", focus: "s1" }, steps: [{ lanes: "pain touchpoint", private: "on" }, {}, {}] });
  done(replica, w.startStep(replica, "st1", NOON, ann));
  const workshop = replica.get("workshop", "w1");
  assert.deepEqual([workshop?.state, workshop?.facilitator, workshop?.view, workshop?.locked, workshop?.focus, workshop?.private], ["running", "ann-p", null, null, "", "on"]);
  assert.equal(w.secondsLeft(step(replica, 1), NOON), 600);
  assert.deepEqual(w.openLanes(replica, step(replica, 1)), ["l2", "l4"]);
  done(replica, w.startStep(replica, "st2", NOON + 4 * MINUTE));
  assert.deepEqual(states(replica), ["done", "running", "waiting"]);
  assert.equal(w.took(step(replica, 1), NOON + 9 * MINUTE), 4);
  assert.equal(replica.get("workshop", "w1")?.private, null);
  assert.deepEqual(w.startStep(replica, "st2", NOON), [], "it runs already");
});

test("a lock stays where a step opens nothing; a closed workshop starts nothing", () => {
  const replica = room({ workshop: { state: "running", locked: "on" } });
  done(replica, w.startStep(replica, "st1", NOON));
  assert.equal(replica.get("workshop", "w1")?.locked, "on");
  done(replica, w.closeWorkshop(replica, "w1", NOON + MINUTE));
  assert.deepEqual([replica.get("workshop", "w1")?.state, states(replica)[0]], ["closed", "done"]);
  assert.deepEqual(w.startStep(replica, "st2", NOON), []);
  assert.deepEqual(w.backStep(replica, "w1", NOON), []);
});

test("next, skip and back walk the sheet", () => {
  const replica = room();
  assert.equal(w.nextStep(replica, "w1")?.id, "st1");
  assert.equal(w.previousStep(replica, "w1"), null);
  done(replica, w.goOn(replica, "w1", NOON, ann));
  assert.deepEqual(w.placeOf(replica, step(replica, 1)), { at: 1, of: 3 });
  done(replica, w.skipStep(replica, "st2", NOON));
  assert.deepEqual(states(replica), ["running", "skipped", "waiting"]);
  assert.equal(w.nextStep(replica, "w1")?.id, "st3");
  done(replica, w.skipStep(replica, "st1", NOON + MINUTE));
  assert.deepEqual(states(replica), ["skipped", "skipped", "running"]);
  assert.deepEqual(w.placeOf(replica, step(replica, 3)), { at: 1, of: 1 });
  assert.equal(w.nextStep(replica, "w1"), null);
  done(replica, w.goOn(replica, "w1", NOON + 2 * MINUTE));
  assert.deepEqual(states(replica), ["skipped", "skipped", "done"]);
  assert.deepEqual(w.goOn(replica, "w1", NOON), []);
  assert.equal(w.previousStep(replica, "w1")?.id, "st3");
  done(replica, w.replanStep(replica, "st2"));
  assert.equal(step(replica, 2).state, "waiting");
});

test("going back gives what was left, a minute at least, and the step under way waits anew", () => {
  const replica = room();
  done(replica, w.startStep(replica, "st1", NOON));
  done(replica, w.goOn(replica, "w1", NOON + 4 * MINUTE));
  done(replica, w.backStep(replica, "w1", NOON + 5 * MINUTE));
  assert.deepEqual(states(replica), ["running", "waiting", "waiting"]);
  assert.equal(w.secondsLeft(step(replica, 1), NOON + 5 * MINUTE), 360);
  assert.equal(step(replica, 1).started, w.isoOf(NOON), "what it produced counts from its first start");
  assert.equal(step(replica, 2).started, null);
  done(replica, w.goOn(replica, "w1", NOON + 30 * MINUTE));
  done(replica, w.backStep(replica, "w1", NOON + 31 * MINUTE));
  assert.equal(w.secondsLeft(step(replica, 1), NOON + 31 * MINUTE), 60);
});

test("the clock: extended, stopped, gone on, over", () => {
  const replica = room();
  done(replica, w.startStep(replica, "st2", NOON));
  done(replica, w.extend(replica, "st2", 1, NOON + MINUTE));
  assert.equal(w.secondsLeft(step(replica, 2), NOON + MINUTE), 300);
  done(replica, w.pause(replica, "st2", NOON + 2 * MINUTE));
  assert.deepEqual(w.pause(replica, "st2", NOON + 3 * MINUTE), []);
  assert.equal(w.secondsLeft(step(replica, 2), NOON + 60 * MINUTE), 240);
  done(replica, w.extend(replica, "st2", -1, NOON + 60 * MINUTE));
  done(replica, w.resume(replica, "st2", NOON + 60 * MINUTE));
  assert.equal(w.secondsLeft(step(replica, 2), NOON + 61 * MINUTE), 120);
  assert.equal(w.secondsLeft(step(replica, 2), NOON + 70 * MINUTE), -420);
  done(replica, w.extend(replica, "st2", 5, NOON + 70 * MINUTE));
  assert.equal(w.secondsLeft(step(replica, 2), NOON + 70 * MINUTE), 300, "what is over is given from now on");
  assert.deepEqual(w.extend(replica, "st1", 5, NOON), [], "it does not run");
});

test("clocks are read in minutes and seconds", () => {
  assert.deepEqual([402, 0, -65, 3600 + 240, 59].map(w.clockText), ["06:42", "00:00", "01:05", "1:04:00", "00:59"]);
});

test("the plan against the clock", () => {
  const replica = room();
  assert.deepEqual(w.plan(replica, "w1", NOON), { planned: 35, gone: 0, left: 35, behind: 0, began: null, finish: null });
  done(replica, w.startStep(replica, "st1", NOON));
  const at = (/** @type {number} */ minutes) => w.plan(replica, "w1", NOON + minutes * MINUTE);
  assert.deepEqual([at(4).gone, at(4).left, at(4).behind], [4, 31, 0]);
  assert.equal(at(14).behind, 4, "four minutes over");
  done(replica, w.extend(replica, "st1", 5, NOON + 4 * MINUTE));
  assert.equal(at(5).behind, 5, "extended");
  done(replica, w.skipStep(replica, "st3", NOON + 5 * MINUTE));
  assert.equal(at(5).behind, -15, "left out");
  done(replica, w.goOn(replica, "w1", NOON + 6 * MINUTE));
  done(replica, w.goOn(replica, "w1", NOON + 10 * MINUTE));
  assert.deepEqual([at(50).gone, at(50).left, at(50).behind], [10, 0, -25], "over: it does not grow any more");
});

test("a step that was revealed is gone through in the open when it is begun again", () => {
  const replica = room({ steps: [{ lanes: "pain", private: "on" }, {}] });
  done(replica, w.startStep(replica, "st1", NOON));
  assert.equal(replica.get("workshop", "w1")?.private, "on");
  done(replica, [{ op: "patch", type: "step", id: "st1", fields: { revealed: w.isoOf(NOON) } }, ...w.startStep(replica, "st2", NOON + MINUTE)]);
  done(replica, w.startStep(replica, "st1", NOON + 2 * MINUTE));
  assert.equal(replica.get("workshop", "w1")?.private, null);
});

test("what is asked about: the step's kind of lane, else the one that goes with what it asks, as it stands on the map", () => {
  const replica = room({ steps: [{ kind: "rate", about: "action" }, { kind: "vote" }, { kind: "free" }] });
  assert.deepEqual(w.targetsOf(replica, step(replica, 1)).map((c) => c.id), ["c1", "c2", "c3"]);
  assert.deepEqual(w.targetsOf(replica, step(replica, 2)), []);
  assert.deepEqual(w.targetsOf(replica, step(replica, 3)), []);
  assert.equal(w.personaOf(replica, step(replica, 1))?.id, "ann");
});

test("lanes in a step's order: what it asks for comes first", () => {
  const lanes = ["evidence", "action", "touchpoint"].map((kind) => ({ id: kind, kind }));
  const order = (/** @type {string | null} */ kinds) => w.lanesAsAsked(lanes, kinds === null ? null : { id: "s", lanes: kinds }).map((lane) => lane.kind);
  assert.deepEqual(order("touchpoint evidence"), ["touchpoint", "evidence", "action"]);
  assert.deepEqual(order(""), ["evidence", "action", "touchpoint"]);
  assert.deepEqual(order(null), ["evidence", "action", "touchpoint"]);
});

test("the projector shows the facilitator's choice, else the step's, else what goes with its kind", () => {
  assert.equal(w.viewOf({ id: "w1", view: "map" }, { id: "s", view: "cards", kind: "rate" }), "map");
  assert.equal(w.viewOf({ id: "w1", view: null }, { id: "s", view: "cards", kind: "rate" }), "cards");
  assert.deepEqual(["rate", "free", "welcome"].map((kind) => w.viewOf({ id: "w1", view: null }, { id: "s", view: null, kind })), ["rating", "question", "join"]);
  assert.equal(w.viewOf({ id: "w1", view: null }, null), "join");
  const alone = { id: "s", view: "question", kind: "weaknesses", private: "on" };
  assert.equal(w.viewOf(null, alone), "question");
  assert.equal(w.viewOf(null, { ...alone, revealed: "2026-11-22T12:00:00.000Z" }), "cards", "the reveal brings the cards");
  assert.equal(w.viewOf({ id: "w1", view: null, private: "on" }, { ...alone, revealed: "2026-11-22T12:00:00.000Z" }), "question", "each writes alone again");
  assert.equal(w.viewOf(null, { ...alone, kind: "rate", revealed: "2026-11-22T12:00:00.000Z" }), "question", "ratings are no cards");
});

test("steps are added, changed, moved and deleted", () => {
  const replica = room();
  const { id, edits } = w.addStep(replica, "w1", { title: "Break", kind: "pause" }, "st1");
  done(replica, edits);
  assert.deepEqual(w.stepsOf(replica, "w1").map((s) => s.id), ["st1", id, "st2", "st3"]);
  done(replica, w.moveStep(replica, id, 3));
  assert.deepEqual(w.stepsOf(replica, "w1").map((s) => s.id), ["st1", "st2", "st3", id]);
  assert.deepEqual(w.moveStep(replica, id, 9), []);
  done(replica, w.deleteStep("st2"));
  assert.deepEqual(w.stepsOf(replica, "w1").map((s) => s.id), ["st1", "st3", id]);
  done(replica, w.startStep(replica, "st1", NOON));
  done(replica, w.editStep(replica, "st1", { minutes: 12 }));
  assert.equal(w.secondsLeft(step(replica, 1), NOON), 12 * 60);
});

test("parked topics come back as cards, decisions keep owner and day", () => {
  const replica = room();
  const text = w.park(replica, "w1", { text: " Parking ", by: "Ann" });
  done(replica, text.edits);
  done(replica, w.park(replica, "w1", { card: "c2" }).edits);
  assert.deepEqual(w.parkedOf(replica, "w1").map((p) => [p.text, p.card]), [["Parking", null], ["Card 2", "c2"]]);
  const back = w.bringBack(replica, text.id, { stage: "s2", lane: "l4" });
  done(replica, back.edits);
  assert.deepEqual([replica.get("card", back.id)?.title, replica.get("parked", text.id)?.settled], ["Parking", "on"]);
  assert.deepEqual(w.park(replica, "w1", { text: "  " }).edits, []);
  done(replica, w.decide(replica, "w1", { kind: "action", text: "Ring back", owner: "Priya", due: "2026-12-01", card: "c1" }).edits);
  const [decision] = w.decisionsOf(replica, "w1");
  assert.deepEqual([decision.kind, decision.owner, decision.due, decision.card], ["action", "Priya", "2026-12-01", "c1"]);
});

test("whatever is pressed, one step runs at most and every change can be undone", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = seeded(seed);
    const replica = room();
    let now = NOON;
    for (let i = 0; i < 25; i++) {
      now += Math.floor(random() * 9) * MINUTE;
      const id = pick(random, ["st1", "st2", "st3"]);
      const acts = [w.startStep, w.endStep, w.skipStep, w.pause, w.resume, w.replanStep];
      const edits = pick(random, [
        () => pick(random, acts)(replica, id, now),
        () => w.goOn(replica, "w1", now),
        () => w.backStep(replica, "w1", now),
        () => w.extend(replica, id, pick(random, [-5, 1, 5]), now),
        () => w.moveStep(replica, id, Math.floor(random() * 3), random),
      ])();
      assert.equal(new Set(edits.map((e) => `${e.type}:${e.id}`)).size, edits.length, "each record once");
      const before = JSON.stringify([...replica.all("step").values()]);
      replica.add("undone", edits);
      replica.drop("undone");
      assert.equal(JSON.stringify([...replica.all("step").values()]), before);
      replica.add(`y${i}`, edits);
      assert.ok(states(replica).filter((s) => s === "running").length <= 1);
      const { left, gone } = w.plan(replica, "w1", now);
      assert.ok(left >= 0 && gone >= 0);
    }
  }
});
