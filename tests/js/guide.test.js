import assert from "node:assert/strict";
import { test } from "node:test";
import { channelOf, parseDuration, readLines } from "../../cxmap/board/static/model/guide-lines.js";
import { Completeness, QUESTIONS, factsOf, openIn, stateOf } from "../../cxmap/board/static/model/guide.js";
import { GuideCommands } from "../../cxmap/board/static/model/commands/guide.js";
import { CHANNELS } from "../../cxmap/board/static/model/vocabulary.js";
import { DEFAULTS } from "../../cxmap/board/static/sync/schema.js";
import { fixture, replicaOf } from "./fixtures.js";
import { joined } from "./world.js";

const shared = fixture("guide");
const whole = (records) => Object.fromEntries(Object.entries(records).map(([type, list]) => [type, list.map((r) => ({ ...DEFAULTS[type], ...r }))]));
const channels = CHANNELS.map((key) => ({ key, label: key === "in_person" ? "In person" : key[0].toUpperCase() + key.slice(1) }));

test("the questions are those of the server", () => assert.deepEqual(QUESTIONS, shared.questions));

for (const { name, records, open } of shared.cases) {
  test(`open questions: ${name}`, () => {
    const replica = replicaOf(whole(records));
    const found = Object.fromEntries(replica.list("stage").map((stage) => [stage.id, openIn(factsOf(replica, stage.id, shared.today))]));
    assert.deepEqual(found, open);
    const done = new Completeness(() => replica, () => shared.today);
    const left = Object.values(open).reduce((n, list) => n + list.length, 0);
    assert.deepEqual(done.whole, { all: 11 * Object.keys(open).length, answered: 11 * Object.keys(open).length - left });
  });
}

test("the next open question is the one behind, in the stages after, and round again", () => {
  const { records } = shared.cases.find((c) => c.name.startsWith("nothing to add answers"));
  const replica = replicaOf(whole(records));
  const done = new Completeness(() => replica, () => shared.today);
  assert.deepEqual(done.next("s", ""), { stage: "s", question: "goal" });
  assert.deepEqual(done.next("s", "weaknesses"), { stage: "s", question: "people" });
  assert.deepEqual(done.next("s", "people"), { stage: "s2", question: "goal" });
  assert.deepEqual(done.next("s2", "disconnects"), { stage: "s", question: "goal" });
  assert.deepEqual(done.next("gone", "people"), { stage: "s", question: "goal" });
  const complete = replicaOf(whole(shared.cases.at(-1).records));
  assert.equal(new Completeness(() => complete, () => shared.today).next("s", "goal"), null);
  const none = replicaOf(whole(shared.cases[0].records));
  assert.equal(new Completeness(() => none, () => shared.today).next("s", "goal"), null);
});

test("what changed is worked out anew, whatever it hangs on", () => {
  const replica = replicaOf(whole(shared.cases.find((c) => c.name === "a complete stage").records));
  const done = new Completeness(() => replica, () => shared.today);
  let n = 0;
  const change = (...edits) => done.changed(replica.add(`x${n++}`, edits.map((e) => ({ op: "patch", ...e }))));
  assert.deepEqual(done.of("s"), []);
  change({ type: "stage", id: "s", fields: { goal: "" } });
  assert.deepEqual(done.of("s"), ["goal"]);
  change({ op: "delete", type: "answer", id: "s.disconnects" });
  change({ op: "delete", type: "feeling", id: "c2.ann.reported" });
  assert.deepEqual(done.of("s"), ["goal", "emotions", "disconnects"]);
  change({ type: "card", id: "c2", fields: { channel: null } });
  assert.deepEqual(done.of("s"), ["goal", "channels", "emotions", "disconnects"]);
  change({ op: "put", type: "source", id: "q", fields: { journey: "j", card: "c2", expires: "2020-01-01" } });
  assert.deepEqual(done.of("s"), ["goal", "channels", "data", "emotions", "disconnects"]);
  change({ op: "delete", type: "source", id: "q" });
  assert.ok(!done.of("s").includes("data"));
  change({ op: "put", type: "connection", id: "c2.c1", fields: { journey: "j", start: "c2", end: "c1" } });
  change({ op: "delete", type: "card", id: "c2" });
  assert.deepEqual(done.of("s"), ["goal", "channels", "combination", "data", "emotions", "weaknesses", "moments", "disconnects"]);
});

test("a card that moves changes both stages, and no other is looked at", () => {
  const { records } = shared.cases.find((c) => c.name.startsWith("a connection inside"));
  const replica = replicaOf(whole({ ...records, stage: [...records.stage, { id: "s3", journey: "j", name: "S3", order: "a2" }] }));
  const done = new Completeness(() => replica, () => shared.today);
  const [, , third] = ["s", "s2", "s3"].map((stage) => done.of(stage));
  done.changed(replica.add("m", [{ op: "patch", type: "card", id: "c2", fields: { stage: "s2" } }]));
  assert.ok(!done.of("s").includes("combination")); // one touchpoint is left
  assert.ok(!done.of("s2").includes("combination")); // c2 hands over to c3, which is beside it now
  assert.equal(done.of("s3"), third);
});

for (const [text, wanted] of [
  ["3 weeks", [3, "week"]], ["45 min", [45, "minute"]], ["1.5 h", [1.5, "hour"]], ["1,5 Hours", [1.5, "hour"]], ["about 2 days", [2, "day"]], ["a week", [1, "week"]],
  ["half an hour", [0.5, "hour"]], ["1 h 30 min", [1.5, "hour"]], ["1 h 20 min", [80, "minute"]], ["2 weeks and 1 day", [15, "day"]], ["0 min", [0, "minute"]], ["6mo", [6, "month"]], ["10 yrs", [10, "year"]],
  ["", null], ["soon", null], ["3", null], ["-3 days", null], ["3 weeks or so", null], ["3 m", null], ["1 h 2 h", null], ["10000000 days", null],
]) {
  test(`a length of time: “${text}”`, () => {
    const found = parseDuration(/** @type {string} */ (text));
    assert.deepEqual(found && [found.value, found.unit], wanted);
  });
}

test("a channel is known by its name, its key and what people call it", () => {
  for (const [word, key] of [["phone", "phone"], ["Phone", "phone"], ["In person", "in_person"], ["in_person", "in_person"], ["call", "phone"], ["SMS", "text"], ["the door", null], ["", null]]) {
    assert.equal(channelOf(/** @type {string} */ (word), channels), key);
  }
});

test("lines carry their marks and their channel", () => {
  const line = (title, more = {}) => ({ title, feeling: null, severity: null, moment: null, channel: null, ...more });
  assert.deepEqual(readLines("Call to ask, phone -2\n\n  Letter, with a date, post *\r\nWaits !!, call\nHello, world", channels), [
    line("Call to ask", { channel: "phone", feeling: -2 }),
    line("Letter, with a date", { channel: "post", moment: "make_or_break" }),
    line("Waits", { channel: "phone", severity: 2 }),
    line("Hello, world"),
  ]);
  assert.deepEqual(readLines("Call to ask, phone"), [line("Call to ask, phone")]);
  assert.deepEqual(readLines(" \n ", channels), []);
});

async function guide() {
  const { session, clock, server } = await joined();
  return { session, clock, server, commands: new GuideCommands(session), r: session.replica };
}

test("an answer makes its lane where it belongs, once", async () => {
  const { commands, r } = await guide();
  const ids = commands.answerLines("s1", "thought", readLines("Have they lost me?\nWhen -1"), { question: "questions" });
  commands.answerLines("s2", "thought", readLines("And now?"), { question: "questions" });
  assert.deepEqual(r.list("lane").map((l) => l.kind), ["action", "touchpoint", "thought", "emotion", "pain"]);
  const lane = r.list("lane")[2];
  assert.equal(lane.id, "j1.thought");
  assert.deepEqual(r.cell("s1", lane.id).map((c) => c.id), ids);
  assert.deepEqual(r.feelingsOf(ids[1]).map((f) => [f.persona, f.value]), [["ann", -1]]);
  assert.equal(stateOf(factsOf(r, "s1", null), "questions"), "answered");
});

test("an answer takes “nothing to add” back; one undo takes the answer back", async () => {
  const { commands, r, session, clock } = await guide();
  commands.nothing("s1", "weaknesses", "All is well");
  assert.equal(stateOf(factsOf(r, "s1", null), "weaknesses"), "nothing");
  commands.nothing("s1", "weaknesses", "All is very well");
  assert.equal(r.get("answer", "s1.weaknesses").note, "All is very well");
  await clock.pass(200);
  commands.answerLines("s1", "pain", readLines("Silence !!!"), { question: "weaknesses" });
  assert.equal(r.get("answer", "s1.weaknesses"), undefined);
  await clock.pass(200);
  session.undo();
  await clock.pass(200);
  assert.equal(stateOf(factsOf(r, "s1", null), "weaknesses"), "nothing");
  commands.something("s1", "weaknesses");
  assert.equal(stateOf(factsOf(r, "s1", null), "weaknesses"), "open");
});

test("duration, combination, data, feelings and people", async () => {
  const { commands, r } = await guide();
  commands.setDuration("s1", { value: 3, unit: "week" });
  assert.deepEqual([r.get("stage", "s1").duration, r.get("stage", "s1").duration_unit], [3, "week"]);
  commands.setDuration("s1", null);
  assert.equal(r.get("stage", "s1").duration_unit, null);
  const [a, b, c] = commands.answerLines("s1", "touchpoint", readLines("A, phone\nB, post\nC, app", channels), { question: "channels" });
  assert.deepEqual(commands.combine("s1", [b, a, c, a]), [`${b}.${a}`, `${a}.${c}`, `${c}.${a}`]);
  assert.deepEqual(commands.combine("s1", [b, a]), []);
  commands.support("s1", [a, b], "observed", { kind: "observation", quote: "Nine visits", date: "2026-11-03" });
  assert.deepEqual([a, b, c].map((id) => [r.get("card", id).evidence, r.under("source", "card", id).length]), [["observed", 1], ["observed", 1], ["assumed", 0]]);
  commands.answerFeeling("s1", -2, "lost", null);
  assert.equal(factsOf(r, "s1", null).felt.length, 1);
  const team = commands.involve("s1", [a, b], " Booking  desk ", "accountable");
  assert.equal(commands.involve("s1", [a], "booking DESK", "responsible"), team);
  assert.deepEqual(r.list("team").map((t) => t.name), ["Booking desk"]);
  assert.deepEqual(openIn(factsOf(r, "s1", null)), ["goal", "questions", "duration", "weaknesses", "moments", "disconnects"]);
});
