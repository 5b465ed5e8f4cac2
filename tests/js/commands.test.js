// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { Commands } from "../../cxmap/board/static/model/commands.js";
import { prepare } from "../../cxmap/board/static/sync/prepare.js";
import { MAX_FRAME } from "../../cxmap/board/static/sync/sender.js";
import { replicaOf, seeded, smallMap } from "./fixtures.js";

/** A session without a server: what is committed stays pending. @param {Record<string, any[]>} [records] */
function desk(records = smallMap()) {
  const replica = replicaOf(records);
  /** @type {{edits: any[], label: string}[]} */
  const changes = [];
  const session = /** @type {any} */ ({
    replica,
    journey: "j1",
    commit(/** @type {any[]} */ edits, /** @type {any} */ { label }) {
      const ready = prepare(replica, edits);
      if (!ready.length) return "";
      changes.push({ edits: ready, label });
      replica.add(`x${changes.length}`, ready);
      return `x${changes.length}`;
    },
  });
  return { replica, changes, commands: new Commands(session, { random: seeded(5) }) };
}
const titles = (/** @type {any} */ replica, /** @type {string} */ stage, /** @type {string} */ lane) => replica.cell(stage, lane).map((/** @type {any} */ c) => c.title);

test("cards are added where asked, in one change, with the marks that were typed", () => {
  const { replica, changes, commands } = desk();
  const ids = commands.addCards({ stage: "s1", lane: "l1", at: "c1", texts: ["Waits -2 !!", "Asks *", "   "], persona: "ann" });
  assert.deepEqual(titles(replica, "s1", "l1"), ["Card 1", "Waits", "Asks", "Card 2", "Card 3"]);
  assert.deepEqual([changes.length, changes[0].label, ids.length], [1, "Add 2 cards", 2]);
  const [waits, asks] = ids.map((id) => replica.get("card", id));
  assert.deepEqual([waits?.severity, asks?.moment, asks?.severity], [2, "make_or_break", null]);
  assert.deepEqual(replica.feelingsOf(ids[0]).map((f) => [f.id, f.value, f.word]), [[`${ids[0]}.ann.predicted`, -2, ""]]);
  commands.addCards({ stage: "s1", lane: "l1", at: 0, texts: ["First"] });
  commands.addCards({ stage: "s1", lane: "l1", texts: [{ text: "Last -2", ignore: ["-2"] }] });
  assert.deepEqual([titles(replica, "s1", "l1")[0], titles(replica, "s1", "l1").at(-1)], ["First", "Last -2"]);
});

test("in the emotion lane the text is the feeling's word, and a bare feeling is a point", () => {
  const { replica, commands } = desk();
  const [angry, bare] = commands.addCards({ stage: "s1", lane: "l3", texts: ["Frustrated -2", "+1"] });
  assert.deepEqual(replica.feelingsOf(angry).map((f) => [f.value, f.word]), [[-2, "Frustrated"]]);
  assert.deepEqual([replica.get("card", bare)?.title, replica.feelingsOf(bare)[0].value], ["", 1]);
  commands.setText(angry, "Furious");
  assert.deepEqual(replica.feelingsOf(angry).map((f) => [f.value, f.word]), [[-2, "Furious"]]);
  commands.patch("feeling", replica.feelingsOf(angry)[0].id, { word: "cross" });
  commands.setText(angry, "Mad -3");
  assert.deepEqual(replica.feelingsOf(angry).map((f) => [f.value, f.word]), [[-3, "Mad"]]);
});

test("a map without a persona gets “Customer” with its first feeling, and one only", () => {
  const { replica, changes, commands } = desk({ ...smallMap(), persona: [], traveller: [] });
  commands.addCards({ stage: "s1", lane: "l1", texts: ["Waits -2"] });
  commands.setFeeling("c1", null, 1.25);
  assert.deepEqual(changes[0].edits.map((e) => [e.op, e.type]), [["put", "persona"], ["put", "traveller"], ["put", "card"], ["put", "feeling"]]);
  assert.deepEqual(replica.list("persona").map((p) => [p.id, p.name, p.workspace]), [["j1.customer", "Customer", "main"]]);
  assert.equal(replica.list("traveller").length, 1);
  assert.equal(replica.feelingsOf("c1")[0].value, 1.3);
});

test("a persona who feels something on a map travels it", () => {
  const map = smallMap();
  map.persona.push({ ...map.persona[0], id: "bob", name: "Bob" });
  const { replica, commands } = desk(map);
  commands.setFeeling("c1", "bob", 2);
  assert.deepEqual(replica.list("traveller").map((t) => t.persona), ["ann", "bob"]);
  commands.leadTraveller("bob");
  assert.deepEqual(replica.list("traveller").map((t) => t.persona), ["bob", "ann"]);
  commands.removeTraveller("bob");
  assert.deepEqual([replica.list("traveller").length, replica.feelingsOf("c1").length], [1, 1]);
});

test("a feeling is set, changed inside the scale, and removed", () => {
  const { replica, changes, commands } = desk();
  commands.setFeeling("c1", "ann", -7, "lost");
  commands.setFeeling("c1", "ann", 0.04);
  assert.deepEqual([replica.feelingsOf("c1")[0].value, replica.feelingsOf("c1")[0].word], [0, "lost"]);
  assert.deepEqual(changes[1].edits, [{ op: "patch", type: "feeling", id: "c1.ann.predicted", fields: { value: 0 }, was: { value: -3 } }]);
  commands.setFeeling("c1", "ann", null);
  commands.setFeeling("c1", "ann", null);
  assert.deepEqual([replica.feelingsOf("c1"), changes.length], [[], 3]);
});

test("cards move in their order on the map; staying is no change", () => {
  const { replica, changes, commands } = desk();
  commands.moveCards(["c3", "c1"], { stage: "s1", lane: "l1", index: 1 });
  assert.deepEqual(titles(replica, "s1", "l1"), ["Card 2", "Card 1", "Card 3"]);
  const count = changes.length;
  commands.moveCards(["c1"], { stage: "s1", lane: "l1", index: 1 });
  commands.moveCards(["c1", "c3"], { stage: "s1", lane: "l1", index: null });
  assert.equal(changes.length, count);
  commands.moveCards(["c1"], { stage: "s2", lane: "l4", index: 5 });
  assert.deepEqual([titles(replica, "s1", "l1"), titles(replica, "s2", "l4")], [["Card 2", "Card 3"], ["Card 1"]]);
  assert.deepEqual(Object.keys(changes.at(-1)?.edits[0].fields).sort(), ["lane", "order", "stage"]);
});

test("a card put between cards with equal keys comes behind all of them", () => {
  const map = smallMap();
  for (const card of map.card) card.order = "a1";
  const { replica, commands } = desk(map);
  commands.addCards({ stage: "s1", lane: "l1", at: "c1", texts: ["New"] });
  assert.equal(titles(replica, "s1", "l1").at(-1), "New");
});

test("cards are deleted, duplicated, and set many at once, in one change each", () => {
  const { replica, changes, commands } = desk();
  commands.setFeeling("c1", "ann", -2, "lost");
  const copies = commands.duplicateCards(["c2", "c1"]);
  assert.deepEqual(titles(replica, "s1", "l1"), ["Card 1", "Card 2", "Card 1", "Card 2", "Card 3"]);
  assert.deepEqual(replica.feelingsOf(copies[0]).map((f) => [f.value, f.word]), [[-2, "lost"]]);
  commands.setSeverity(copies, 3);
  commands.setSeverity(["c3"], 0);
  commands.setEvidence(copies, "observed");
  commands.setChannel(copies, "phone");
  commands.toggleMoment([copies[0]]);
  commands.toggleMoment(copies);
  assert.deepEqual(copies.map((id) => replica.get("card", id)?.moment), ["make_or_break", "make_or_break"]);
  commands.toggleMoment(copies);
  assert.deepEqual(copies.map((id) => [replica.get("card", id)?.moment, replica.get("card", id)?.severity, replica.get("card", id)?.channel]), [[null, 3, "phone"], [null, 3, "phone"]]);
  commands.deleteCards(copies);
  assert.deepEqual(titles(replica, "s1", "l1"), ["Card 1", "Card 2", "Card 3"]);
  assert.ok(changes.every((change) => change.label));
  assert.equal(changes.length, 9); // setting no severity where there is none is no change
});

test("copied cards come back with everything, in their places", () => {
  const { replica, commands } = desk();
  commands.setFeeling("c1", "ann", -1.5);
  commands.setSeverity(["c1"], 2);
  commands.moveCards(["c2"], { stage: "s2", lane: "l2" });
  const { text, data } = commands.copyCards(["c2", "c1"]);
  assert.equal(text, "Card 1 -1.5 !!\nCard 2");
  const ids = commands.pasteCards(data, { stage: "s1", lane: "l1", index: 0 });
  assert.deepEqual([titles(replica, "s1", "l1")[0], titles(replica, "s2", "l2")], ["Card 1", ["Card 2", "Card 2"]]);
  assert.equal(replica.feelingsOf(ids[0])[0].value, -1.5);
  assert.equal(replica.get("card", ids[0])?.severity, 2);
  // in the last stage and lane there is no room to the right or below
  const last = commands.pasteCards(data, { stage: "s2", lane: "l4" });
  assert.deepEqual(last.map((id) => [replica.get("card", id)?.stage, replica.get("card", id)?.lane]), [["s2", "l4"], ["s2", "l4"]]);
  // feelings bring their persona along onto a map that it does not travel
  for (const t of replica.list("traveller")) commands.removeTraveller(t.persona);
  assert.equal(replica.list("traveller").length, 0);
  commands.pasteCards(data, { stage: "s1", lane: "l1" });
  assert.deepEqual(replica.list("traveller").map((t) => t.persona), ["ann"]);
  for (const other of ["plain", "{}", "[1]", '{"format":"cxmap-cards","version":9,"cards":[]}']) assert.deepEqual(commands.pasteCards(other, { stage: "s1", lane: "l1" }), []);
});

test("stages and lanes are added, moved and deleted with what they hold", () => {
  const { replica, commands } = desk();
  const stage = commands.addStage({ name: "Between", at: 1 });
  assert.deepEqual(replica.list("stage").map((s) => s.name), ["Stage 1", "Between", "Stage 2"]);
  commands.moveStage(stage, 2);
  assert.deepEqual(replica.list("stage").map((s) => s.name), ["Stage 1", "Stage 2", "Between"]);
  commands.addLane({ kind: "thought" });
  commands.addLane({ kind: "custom", name: "Ours" });
  commands.addLane({ kind: "evidence" });
  assert.deepEqual(replica.list("lane").map((l) => l.kind), ["evidence", "action", "touchpoint", "thought", "emotion", "pain", "custom"]);
  commands.moveLane("l4", 0);
  assert.equal(replica.list("lane")[0].id, "l4");
  commands.setFeeling("c1", "ann", 1);
  commands.deleteStage("s1");
  assert.deepEqual([replica.all("card").size, replica.all("feeling").size], [0, 0]);
  commands.deleteLane("l1");
  assert.equal(replica.get("lane", "l1"), undefined);
});

test("a point on the curve is a card with a feeling", () => {
  const { replica, changes, commands } = desk();
  const [id] = commands.addFeelingPoint({ stage: "s1", lane: "l3", value: 2.2, word: "Relieved", persona: "ann" });
  assert.deepEqual([replica.get("card", id)?.title, replica.feelingsOf(id)[0].value, replica.feelingsOf(id)[0].word, changes.length], ["Relieved", 2.2, "Relieved", 1]);
});

test("a long line keeps its whole text in the note", () => {
  const { replica, commands } = desk();
  const text = "word ".repeat(200).trim();
  const [id] = commands.addCards({ stage: "s1", lane: "l1", texts: [text] });
  assert.ok(replica.get("card", id)?.title.length <= 500);
  assert.equal(replica.get("card", id)?.note, text);
});

test("a large paste goes in several changes, each small enough, and nothing is lost", () => {
  const { replica, changes, commands } = desk();
  const texts = Array.from({ length: 3000 }, (_, i) => `${"ü".repeat(i % 400)} ${i} -1`);
  const ids = commands.addCards({ stage: "s1", lane: "l2", texts });
  assert.equal(replica.cell("s1", "l2").length, 3000);
  assert.deepEqual(replica.cell("s1", "l2").map((c) => c.id), ids);
  assert.ok(changes.length > 3);
  for (const { edits } of changes) assert.ok(Buffer.byteLength(JSON.stringify(edits)) < MAX_FRAME - 1000);
});

test("an empty map starts from lines, each stage with its own", () => {
  const empty = { ...smallMap({ cards: 0 }), stage: [], lane: [] };
  const { replica, changes, commands } = desk(empty);
  commands.startFromLines([["Sees her GP -1", "Gets a slip"], ["Waits !!", ""]]);
  assert.deepEqual(replica.list("stage").map((s) => s.name), ["Stage 1", "Stage 2"]);
  const [one, two] = replica.list("stage");
  const [action] = replica.list("lane");
  assert.equal(action.kind, "action");
  assert.deepEqual([titles(replica, one.id, action.id), titles(replica, two.id, action.id)], [["Sees her GP", "Gets a slip"], ["Waits"]]);
  assert.equal(changes.length, 1);
  commands.startFromLines(["Later", { text: "In the third", stage: 2 }]);
  assert.deepEqual([replica.list("stage").length, replica.list("lane").length, replica.all("card").size], [3, 6, 5]);
});

test("a template fills an empty map with its own stages, lanes, cards and feelings", () => {
  const { replica, commands } = desk({ ...smallMap({ cards: 0 }), stage: [], lane: [] });
  commands.startBlank(4);
  assert.deepEqual([replica.list("stage").length, replica.list("lane").length], [4, 6]);
  const template = {
    id: "t", title: "Appointment", description: "",
    persona: [{ id: "pt", name: "Patient", role: "", quote: "", narrative: "", photo: "x" }],
    traveller: [{ id: "tt", journey: "old", persona: "pt", order: "a0" }],
    stage: [{ id: "b", journey: "old", name: "Second", goal: "g", order: "a1" }, { id: "a", journey: "old", name: "First", goal: "", order: "a0" }],
    lane: [{ id: "x", journey: "old", kind: "action", name: "", order: "a0" }, { id: "y", journey: "old", kind: "emotion", name: "", order: "a1" }],
    card: [{ id: "c", journey: "old", stage: "a", lane: "x", title: "Asks", order: "a0" }],
    feeling: [{ id: "c.pt.predicted", journey: "old", card: "c", persona: "pt", source: "predicted", value: -1, word: "" }],
  };
  const stages = commands.applyTemplate(template);
  assert.deepEqual(replica.list("stage").map((s) => [s.id, s.name, s.goal]), [[stages[0], "First", ""], [stages[1], "Second", "g"]]);
  assert.deepEqual(replica.list("lane").map((l) => l.kind), ["action", "emotion"]);
  const [card] = replica.list("card");
  assert.deepEqual([card.title, card.journey, card.stage], ["Asks", "j1", stages[0]]);
  assert.deepEqual(replica.feelingsOf(card.id).map((f) => [f.persona, f.value]), [["ann", -1]]); // who travels already feels it
  assert.equal(replica.list("persona").length, 1);
});

test("a template brings what hangs on its cards and stages", () => {
  const { replica, commands } = desk({ ...smallMap({ cards: 0 }), stage: [], lane: [] });
  const card = (/** @type {string} */ id) => ({ id, stage: "x", lane: "y", title: id, order: "a0" });
  const [stage] = commands.applyTemplate({
    stage: [{ id: "x", name: "First", order: "a0" }],
    lane: [{ id: "y", kind: "action", order: "a0" }],
    card: [card("c1"), card("c2")],
    connection: [{ start: "c1", end: "c2", kind: "handover", label: "the key" }, { start: "c1", end: "gone", kind: "handover" }],
    path: [{ id: "p", start: "x", end: "x", persona: "nobody", label: "again", order: "a0" }],
    measure: [{ id: "m", stage: null, card: "c2", name: "Wait", order: "a0" }, { id: "n", stage: null, card: null, name: "Happy", order: "a1" }],
    tag: [{ id: "t", card: "c1", name: "frost" }],
    assignment: [{ card: "c1", team: "te1", part: "responsible", role: null }],
  });
  const made = Object.fromEntries(replica.list("card").map((c) => [c.title, c.id]));
  const [connection, ...more] = replica.list("connection");
  assert.equal(more.length, 0);
  assert.deepEqual([connection.id, connection.label], [`${made.c1}.${made.c2}`, "the key"]);
  assert.deepEqual(replica.list("path").map((p) => [p.start, p.end, p.persona, p.label]), [[stage, stage, null, "again"]]);
  assert.deepEqual(replica.list("measure").map((m) => [m.name, m.card]), [["Wait", made.c2], ["Happy", null]]);
  assert.deepEqual(replica.list("tag").map((t) => t.card), [made.c1]);
});

test("several commands make one change together", () => {
  const { replica, changes, commands } = desk({ ...smallMap(), persona: [], traveller: [] });
  const result = commands.together("Move and feel", () => {
    commands.moveCards(["c1"], { stage: "s2", lane: "l1" });
    for (const id of ["c1", "c2"]) commands.setFeeling(id, null, -1);
    return 7;
  });
  assert.deepEqual([result, changes.length, changes[0].label], [7, 1, "Move and feel"]);
  assert.deepEqual([replica.get("card", "c1")?.stage, replica.all("feeling").size, replica.list("traveller").length], ["s2", 2, 1]);
});

test("what an author saw goes along with a new text", () => {
  const { changes, commands } = desk();
  commands.setText("c1", "Mine", null, { was: "What I saw" });
  assert.deepEqual(changes[0].edits[0].was, { title: "What I saw" });
  assert.deepEqual(commands.cardsOf("stage", "s1"), ["c1", "c2", "c3"]);
  assert.deepEqual(commands.cardsOf("lane", "l2"), []);
});

test("a text typed into a card that somebody deleted meanwhile still travels, so that the server can keep it for its author", () => {
  const { replica, changes, commands } = desk();
  replica.apply([{ op: "delete", type: "card", id: "c1" }], 99, "theirs");
  assert.deepEqual(commands.setText("c1", "Typed meanwhile", null, { was: "Card 1" }), []);
  assert.deepEqual(changes.map((c) => c.edits), [[{ op: "patch", type: "card", id: "c1", fields: { title: "Typed meanwhile" }, was: { title: "Card 1" } }]]);
});
