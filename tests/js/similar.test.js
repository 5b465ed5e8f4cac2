// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { saidBy, stackEdits, unstackEdits, voicesOf } from "../../cxmap/board/static/model/similar.js";
import { DEFAULTS } from "../../cxmap/board/static/sync/schema.js";
import { replicaOf, smallMap } from "./fixtures.js";

/** A map of three cards that say nearly the same, with something of each kind on the second. @param {Record<string, any[]>} [more] */
function map(more = {}) {
  const records = /** @type {any} */ (smallMap({ cards: 4 }));
  ["Long queue", "Queue too long", "The queue is long", "Signs differ"].forEach((title, i) => (records.card[i].title = title));
  const of = (/** @type {string} */ type, /** @type {any} */ fields) => ({ ...DEFAULTS[type], journey: "j1", ...fields });
  records.feeling = [of("feeling", { id: "c2.ann.predicted", card: "c2", persona: "ann", source: "predicted", value: -2 })];
  records.source = [of("source", { id: "s1", card: "c2", kind: "survey", quote: "31 of 40" })];
  records.tag = [of("tag", { id: "g1", card: "c2", name: "Wait" }), of("tag", { id: "g2", card: "c1", name: "wait" })];
  records.team = [{ ...DEFAULTS.team, id: "desk", workspace: "main", name: "Desk" }];
  records.assignment = [of("assignment", { id: "c2.desk.accountable", card: "c2", team: "desk", part: "accountable" })];
  records.comment = [of("comment", { id: "k1", card: "c2", text: "Really?", author_name: "Ben", at: "2026-11-22T09:00:00Z" })];
  records.connection = [of("connection", { id: "c2.c4", start: "c2", end: "c4", kind: "handover" }), of("connection", { id: "c1.c2", start: "c1", end: "c2", kind: "handover" })];
  records.measure = [of("measure", { id: "m1", card: "c3", name: "Minutes" })];
  return replicaOf({ ...records, ...more });
}

/** As the server does it: what a put leaves out has its default. @param {any} replica @param {any[]} edits */
const done = (replica, edits) => replica.apply(edits.map((edit) => (edit.op === "put" ? { ...edit, fields: { ...DEFAULTS[edit.type], ...edit.fields } } : edit)), replica.rev + 1);

test("the card that stays has a voice for each other, and all that hung on them", () => {
  const replica = map();
  done(replica, stackEdits(replica, "j1", "c1", ["c1", "c2", "c3", "c2", "gone"], { c2: "Ben" }));
  assert.deepEqual([...replica.all("card").keys()].sort(), ["c1", "c4"]);
  assert.deepEqual(voicesOf(replica, "c1").map(({ text, feeling, author, table }) => [text, feeling, author, table]), [["Queue too long", -2, "Ben", ""], ["The queue is long", null, "", ""]]);
  assert.equal(saidBy(replica, "c1"), 3);
  assert.equal(replica.get("feeling", "c1.ann.predicted")?.value, -2);
  assert.deepEqual(replica.under("source", "card", "c1").map((s) => s.quote), ["31 of 40"]);
  assert.deepEqual(replica.under("tag", "card", "c1").map((t) => t.name), ["wait"], "a tag stands once");
  assert.deepEqual(replica.under("assignment", "card", "c1").map((a) => a.id), ["c1.desk.accountable"]);
  assert.deepEqual(replica.under("comment", "card", "c1").map((c) => [c.id, c.author_name]), [["k1", "Ben"]], "a comment moves, it is not written anew");
  assert.deepEqual([...replica.all("connection").keys()], ["c1.c4"], "no line from a card to itself");
  assert.equal(replica.get("measure", "m1")?.card, "c1");
});

test("what the card says itself stays; what it leaves open comes from the others", () => {
  const replica = map();
  done(replica, [
    { op: "put", type: "feeling", id: "c1.ann.predicted", fields: { ...DEFAULTS.feeling, journey: "j1", card: "c1", persona: "ann", source: "predicted", value: 1 } },
    { op: "patch", type: "card", id: "c1", fields: { channel: "phone", note: "Mine", evidence: "assumed" } },
    { op: "patch", type: "card", id: "c2", fields: { channel: "email", severity: 3, note: "Theirs", evidence: "measured" } },
    { op: "patch", type: "card", id: "c3", fields: { note: "Theirs", evidence: "observed" } },
  ]);
  done(replica, stackEdits(replica, "j1", "c1", ["c2", "c3"]));
  const { channel, severity, note, evidence, title } = /** @type {any} */ (replica.get("card", "c1"));
  assert.deepEqual({ channel, severity, note, evidence, title }, { channel: "phone", severity: 3, note: "Mine\n\nTheirs", evidence: "measured", title: "Long queue" });
  assert.equal(replica.get("feeling", "c1.ann.predicted")?.value, 1);
  assert.equal(voicesOf(replica, "c1")[0].feeling, -2, "the other's feeling is kept with what was said");
});

test("a stack can be stacked, and nobody's words are lost", () => {
  const replica = map();
  done(replica, stackEdits(replica, "j1", "c2", ["c3"], { c3: "Cem" }));
  done(replica, stackEdits(replica, "j1", "c1", ["c2"]));
  assert.deepEqual(voicesOf(replica, "c1").map((v) => [v.text, v.author]), [["Queue too long", ""], ["The queue is long", "Cem"]]);
});

test("nothing to stack makes no edit", () => {
  const replica = map();
  assert.deepEqual(stackEdits(replica, "j1", "c1", ["c1", "gone"]), []);
  assert.deepEqual(stackEdits(replica, "j1", "gone", ["c1"]), []);
});

test("voices become cards again, behind the card, with the feeling that went with them", () => {
  const replica = map();
  done(replica, stackEdits(replica, "j1", "c1", ["c2", "c3"]));
  const [first, second] = voicesOf(replica, "c1");
  const made = unstackEdits(replica, "j1", "c1", [first.id]);
  done(replica, made.edits);
  const cell = replica.cell(replica.get("card", "c1")?.stage, replica.get("card", "c1")?.lane);
  assert.deepEqual(cell.map((card) => card.title), ["Long queue", "Queue too long", "Signs differ"]);
  assert.equal(replica.feelingsOf(made.ids[0])[0].value, -2);
  assert.deepEqual(voicesOf(replica, "c1").map((v) => v.id), [second.id]);
  assert.deepEqual(unstackEdits(replica, "j1", "c1", [first.id]), { edits: [], ids: [] }, "it is gone: nothing to make");
  assert.deepEqual(unstackEdits(replica, "j1", "gone", []), { edits: [], ids: [] });
});

test("where tables have said it, they are counted, and not the card as well", () => {
  const voice = (/** @type {string} */ id, /** @type {string} */ origin) => ({ ...DEFAULTS.voice, id, journey: "j1", card: "c1", text: "Long queue", origin, order: id });
  assert.equal(saidBy(map({ voice: [voice("a1", "Red"), voice("a2", "Blue")] }), "c1"), 2);
  assert.equal(saidBy(map({ voice: [voice("a1", "")] }), "c1"), 2);
  assert.equal(saidBy(map(), "c1"), 1);
});
