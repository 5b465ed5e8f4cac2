// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { parseMarks } from "../../cxmap/board/static/model/marks.js";
import { decidedIn } from "../../cxmap/board/static/room/decided.js";
import { lineOf, offers } from "../../cxmap/board/static/room/compose.js";
import { placeWords } from "../../cxmap/board/static/room/place.js";
import { FEELINGS, plural, Purse, signed, wordOf } from "../../cxmap/board/static/room/values.js";
import { swipes } from "../../cxmap/board/static/room/strip.js";
import { Walk } from "../../cxmap/board/static/room/walk.js";
import { placeIn, stageAtTable, stageOfFocus, stageOfLeader, statusWords, tableOf } from "../../cxmap/board/static/room/where.js";
import { DEFAULTS } from "../../cxmap/board/static/sync/schema.js";
import { replicaOf, smallMap } from "./fixtures.js";

/** @param {string} type @param {any} fields */
const rec = (type, fields) => ({ ...DEFAULTS[type], journey: "j1", ...fields });

/** @param {{workshop?: any, step?: any, me?: any, more?: Record<string, any[]>}} [options] */
function room({ workshop = {}, step, me, more = {} } = {}) {
  return replicaOf({
    ...smallMap({ cards: 3 }),
    workshop: [rec("workshop", { id: "w1", title: "Bicycles", state: "running", ...workshop })],
    step: step ? [rec("step", { id: "st1", workshop: "w1", title: "Step", state: "running", started: "2026-11-22T12:00:00Z", ...step })] : [],
    participant: me ? [rec("participant", { id: "me", workshop: "w1", person: "p1", name: "Ann", ...me })] : [],
    ...more,
  });
}

const inside = { state: "in" };
const cases = /** @type {[string, any, string][]} */ ([
  ["nobody yet", {}, "stranger"],
  ["at the door", { me: { state: "waiting" } }, "admission"],
  ["sent out", { me: { state: "removed" } }, "removed"],
  ["sent out of a workshop that is over", { me: { state: "removed" }, workshop: { state: "closed" } }, "removed"],
  ["gone by themselves", { me: { state: "left" } }, "left"],
  ["before it begins", { me: inside, workshop: { state: "planned" } }, "planned"],
  ["before it begins, whoever one is", { workshop: { state: "planned" } }, "planned"],
  ["after it", { me: inside, workshop: { state: "closed" } }, "closed"],
  ["between two steps", { me: inside }, "between"],
  ["a break", { me: inside, step: { kind: "pause" } }, "pause"],
  ["cards", { me: inside, step: { kind: "task", lanes: "action" } }, "map"],
  ["each alone", { me: inside, step: { kind: "task", lanes: "action" }, workshop: { private: "on" } }, "write"],
  ["alone without a step is nothing yet", { me: inside, workshop: { private: "on" } }, "between"],
  ["rating, also while private", { me: inside, step: { kind: "rate" }, workshop: { private: "on" } }, "rate"],
  ["voting", { me: inside, step: { kind: "vote" } }, "vote"],
  ["placing", { me: inside, step: { kind: "place" } }, "place"],
  ["deciding", { me: inside, step: { kind: "decide" } }, "decide"],
  ["deciding, also while private", { me: inside, step: { kind: "decide" }, workshop: { private: "on" } }, "decide"],
  ["deciding with cards", { me: inside, step: { kind: "decide", lanes: "opportunity" } }, "map"],
  ["closing beside the decisions", { me: inside, step: { kind: "close", view: "decisions" } }, "decide"],
  ["closing", { me: inside, step: { kind: "close" } }, "map"],
  ["the facilitator looks in", { workshop: { facilitator: "p1" }, step: { kind: "task" } }, "map"],
]);
for (const [name, made, place] of cases) test(`where one is: ${name}`, () => assert.equal(placeIn(room(made), "w1", "p1"), place));

test("a workshop that is not there is gone once the server has spoken", () => {
  assert.equal(placeIn(room(), "other", "p1", false), "loading");
  assert.equal(placeIn(room(), "other", "p1", true), "gone");
});

test("a table counts where one is in and it has a map", () => {
  const at = (/** @type {any} */ table, /** @type {any} */ me) => tableOf(room({ me: { ...me, breakout: "t1" }, more: { breakout: [rec("breakout", { id: "t1", workshop: "w1", name: "Table 1", ...table })] } }), "w1", "p1")?.map ?? null;
  assert.equal(at({ map: "j2" }, inside), "j2");
  assert.equal(at({ map: null }, inside), null);
  assert.equal(at({ map: "j2" }, { state: "left" }), null);
});

test("a focus is a stage, or a card's stage; else it is on another map", () => {
  const replica = room();
  const stage = replica.list("stage")[0].id;
  const card = [...replica.all("card").values()][0];
  assert.equal(stageOfFocus(replica, stage), stage);
  assert.equal(stageOfFocus(replica, card.id), card.stage);
  assert.equal(stageOfFocus(replica, "elsewhere"), null);
  assert.equal(stageOfFocus(replica, ""), null);
});

test("the leader is followed by what they have selected, else by their cursor", () => {
  const replica = room();
  const [first, second] = replica.list("stage");
  const lead = (/** @type {any} */ more) => stageOfLeader(replica, [{ person: "p2", selected: [second.id] }, { person: "p1", selected: [], cursor: null, ...more }], "p1");
  assert.equal(lead({ selected: ["gone", first.id], cursor: { stage: second.id } }), first.id);
  assert.equal(lead({ cursor: { stage: second.id } }), second.id);
  assert.equal(lead({ cursor: { stage: "" } }), null);
  assert.equal(stageOfLeader(replica, [{ person: null, selected: [first.id] }], null), null);
});

test("a stage of the main map is found at a table by where it came from", () => {
  const main = room();
  const [first] = main.list("stage");
  const table = replicaOf({ journey: [rec("journey", { id: "j2", workspace: "main" })], stage: [rec("stage", { id: "t1", journey: "j2", name: "Theirs", origin: first.id, order: "a0" })] });
  assert.equal(stageAtTable(table, first.id), "t1");
  assert.equal(stageAtTable(main, first.id), first.id);
  assert.equal(stageAtTable(table, "other"), null);
  assert.equal(stageAtTable(table, null), null);
});

test("what waits is said kindly, and nothing is said while all is well", () => {
  const say = (/** @type {string} */ state, waiting = 0, unseen = 0, message = "") => statusWords({ state, waiting, message }, unseen);
  assert.equal(say("connected", 1), "");
  assert.equal(say("offline", 1, 1), "Offline: 2 waiting. Nothing is lost.");
  assert.match(say("offline"), /^Offline: go on/);
  assert.equal(say("offline", 0, 0, "Reload the page."), "Reload the page.");
  assert.equal(say("catching_up", 3), "Sending 3…");
});

test("every value of a feeling has its word, also between two of them", () => {
  assert.deepEqual(FEELINGS.map((f) => f.value), [3, 2, 1, 0, -1, -2, -3]);
  assert.deepEqual([-3, -1.5, -0.4, 0, 0.4, 2.6].map(wordOf), ["Dreadful", "Upset", "Neutral", "Neutral", "Neutral", "Delighted"]);
  assert.deepEqual([2, -1.44, 0, -0.04].map(signed), ["+2", "−1.4", "0", "0"]);
  assert.deepEqual([plural(1, "card"), plural(2, "person", "people")], ["1 card", "2 people"]);
});

test("votes are counted for the map or for each stage", () => {
  const targets = [{ id: "a", stage: "s1" }, { id: "b", stage: "s1" }, { id: "c", stage: "s2" }];
  const given = (/** @type {string} */ id) => ({ a: 2, c: 1 })[id] ?? 0;
  const map = new Purse({ votes: 5, scope: null }, targets, given);
  assert.deepEqual([map.left("s1"), map.left("s2"), map.all(["s1", "s2"])], [2, 2, 2]);
  const stages = new Purse({ votes: 3, scope: "stage" }, targets, given);
  assert.deepEqual([stages.left("s1"), stages.left("s2"), stages.left("s3"), stages.all(["s1", "s2"])], [1, 2, 3, 3]);
  assert.equal(new Purse({ votes: 1, scope: null }, targets, given).left("s1"), 0, "fewer votes than were given");
});

test("one after another: what is looked at stays while the list changes, and what is left comes around", () => {
  /** @type {Walk<{id: string}>} */
  const walk = new Walk();
  const of = (/** @type {string} */ ids) => [...ids].map((id) => ({ id }));
  walk.update(of("abcd"));
  assert.equal(walk.id, "a");
  assert.ok(walk.to("c"));
  walk.update(of("xabcd"));
  assert.equal(walk.id, "c");
  walk.update(of("xabd"));
  assert.equal(walk.id, "d", "its neighbour takes the place");
  assert.ok(!walk.go(1));
  assert.ok(walk.next((one) => one.id !== "a"));
  assert.equal(walk.id, "a");
  assert.ok(!walk.next(() => true));
  walk.update([]);
  assert.equal(walk.now, null);
});

test("a line says all marks, and the board reads them back", () => {
  const written = { title: "Waits for the letter", feeling: -2, severity: 3, moment: "make_or_break" };
  const read = parseMarks(lineOf(written));
  assert.deepEqual([read.title, read.feeling, read.severity, read.moment], ["Waits for the letter", -2, 3, "make_or_break"]);
  assert.equal(lineOf({ title: "Plain", feeling: null, severity: null, moment: null }), "Plain");
});

test("marks are offered where they mean something", () => {
  assert.deepEqual(["pain", "touchpoint", "opportunity"].map((kind) => [offers("feeling", kind), offers("severity", kind), offers("moment", kind)]), [
    [false, true, true], [true, false, true], [false, false, false],
  ]);
});

test("a place between value and effort is said by its quadrant", () => {
  assert.equal(placeWords(8, 2), "Value 8, effort 2: quick win");
  assert.equal(placeWords(2, 9), "Value 2, effort 9: time sink");
});

test("a swipe goes sideways and far; a scroll, a mouse and what is typed in take none", () => {
  /** @type {number[]} */
  const went = [];
  let own = null;
  const el = Object.assign(new EventTarget(), { closest: () => own });
  swipes(/** @type {any} */ (el), (by) => went.push(by));
  const move = (/** @type {number} */ x, /** @type {number} */ y, type = "touch") => {
    const at = (/** @type {string} */ name, /** @type {any} */ fields) => el.dispatchEvent(Object.assign(new Event(name), { pointerId: 1, pointerType: type, isPrimary: true, ...fields }));
    at("pointerdown", { clientX: 200, clientY: 200 });
    at("pointerup", { clientX: 200 + x, clientY: 200 + y });
  };
  move(-80, 10);
  move(80, -10);
  assert.deepEqual(went, [1, -1]);
  move(-40, 0);
  move(-80, 70);
  move(-80, 0, "mouse");
  own = {};
  move(-80, 0);
  assert.deepEqual(went, [1, -1]);
});

test("what was decided is told by kind with owner and day", () => {
  const of = (/** @type {string} */ id, /** @type {any} */ fields) => rec("decision", { id, workshop: "w1", text: id, order: id, ...fields });
  const replica = room({
    me: inside, step: { kind: "decide" },
    more: {
      team: [{ ...DEFAULTS.team, id: "t", workspace: "main", name: "Booking" }],
      decision: [
        of("a1", { kind: "action", owner: "Mel", due: "2026-11-30" }), of("a2", { kind: "action", team: "t", due: "2026-11-01" }), of("a3", { kind: "action" }),
        of("a4", { kind: "action", due: "2026-11-01", settled: "on" }), of("d1", { kind: "decision" }), of("q1", { kind: "question" }), of("x", { kind: "decision", workshop: "w2" }),
      ],
    },
  });
  assert.deepEqual(decidedIn(replica, "w1", new Date("2026-11-22T12:00:00")), [
    { kind: "decision", name: "Decisions", lines: [{ id: "d1", text: "d1", facts: "No owner yet", late: false, done: false }] },
    {
      kind: "action", name: "Actions", lines: [
        { id: "a1", text: "a1", facts: "Mel · by 30 Nov", late: false, done: false }, { id: "a2", text: "a2", facts: "Booking · by 1 Nov", late: true, done: false },
        { id: "a3", text: "a3", facts: "No owner yet · no date yet", late: false, done: false }, { id: "a4", text: "a4", facts: "Done · by 1 Nov", late: false, done: true },
      ],
    },
    { kind: "question", name: "Open questions", lines: [{ id: "q1", text: "q1", facts: "", late: false, done: false }] },
  ]);
});
