// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { caretIn } from "../../cxmap/board/static/people/caret.js";
import { anotherFace, codeOf, turned } from "../../cxmap/board/static/people/faces.js";
import { shownInGallery } from "../../cxmap/board/static/people/gallery.js";
import { addGround, addStatements, groundsOf, jobsAt, linesOf, listOf, moveStatement, nextEvidence, placeOf, PLAIN, step } from "../../cxmap/board/static/people/model.js";
import { parseNumber, sayNumber } from "../../cxmap/board/static/people/numbers.js";
import { groundWords } from "../../cxmap/board/static/people/rests.js";
import { inWords, jobSentence, outcomeSentence } from "../../cxmap/board/static/people/sentences.js";
import { choice, CHOICES } from "../../cxmap/board/static/view/drawn.js";
import { DEFAULTS } from "../../cxmap/board/static/sync/schema.js";
import { replicaOf, seeded } from "./fixtures.js";

const GOAL = placeOf("goal");
const NEED = placeOf("need");

/** A persona with goals; others' statements beside them. @param {string[]} goals */
function rosa(goals = ["a", "b", "c"]) {
  const replica = replicaOf({ persona: ["Rosa", "Tom"].map((name) => ({ ...DEFAULTS.persona, id: name.toLowerCase(), workspace: "main", name })) });
  done(replica, addStatements(replica, "rosa", GOAL, goals.map((text) => ({ text })), { ids: goals }).edits);
  done(replica, addStatements(replica, "tom", GOAL, [{ text: "other" }]).edits);
  return replica;
}

/** As the server does it: a put has all fields. @param {any} replica @param {any[]} edits */
const done = (replica, edits) => replica.apply(edits.map((edit) => (edit.op === "put" ? { ...edit, fields: { ...DEFAULTS[edit.type], ...edit.fields } } : edit)), replica.rev + 1, `change ${replica.rev + 1}`);
/** @param {any} replica @param {any} place */
const texts = (replica, place) => listOf(replica, "rosa", place).map((statement) => statement.text);

test("new statements go to the end, to the front, or behind another one", () => {
  const replica = rosa();
  done(replica, addStatements(replica, "rosa", GOAL, [{ text: "last" }]).edits);
  done(replica, addStatements(replica, "rosa", GOAL, [{ text: "first" }], { after: null }).edits);
  done(replica, addStatements(replica, "rosa", GOAL, [{ text: "x" }, { text: "y" }], { after: "a" }).edits);
  done(replica, addStatements(replica, "rosa", GOAL, [{ text: "end" }], { after: "not there" }).edits);
  assert.deepEqual(texts(replica, GOAL), ["first", "a", "x", "y", "b", "c", "last", "end"]);
  assert.deepEqual(replica.get("statement", "a")?.kind, "goal");
});

test("a statement moves within its place, to another one, and nowhere where it stands already", () => {
  const replica = rosa();
  assert.deepEqual(moveStatement(replica, "b", GOAL, 1), []);
  done(replica, moveStatement(replica, "c", GOAL, 0));
  assert.deepEqual(texts(replica, GOAL), ["c", "a", "b"]);
  const edits = moveStatement(replica, "a", NEED, 9);
  assert.deepEqual(Object.keys(edits[0].fields ?? {}).sort(), ["kind", "order"]);
  done(replica, edits);
  assert.deepEqual([texts(replica, GOAL), texts(replica, NEED)], [["c", "b"], ["a"]]);
  assert.deepEqual(moveStatement(replica, "gone", NEED, 0), []);
});

test("any run of moves keeps all statements, each once, in the order that was asked for", () => {
  const random = seeded(7);
  for (let round = 0; round < 60; round++) {
    const replica = rosa(["a", "b", "c", "d"]);
    let want = { goal: ["a", "b", "c", "d"], need: /** @type {string[]} */ ([]) };
    for (let i = 0; i < 12; i++) {
      const id = "abcd"[Math.floor(random() * 4)];
      const to = random() < 0.5 ? "goal" : "need";
      const rest = { goal: want.goal.filter((one) => one !== id), need: want.need.filter((one) => one !== id) };
      const index = Math.floor(random() * (rest[to].length + 1));
      done(replica, moveStatement(replica, id, placeOf(to), index));
      want = { ...rest, [to]: [...rest[to].slice(0, index), id, ...rest[to].slice(index)] };
      assert.deepEqual({ goal: texts(replica, GOAL), need: texts(replica, NEED) }, want);
    }
  }
});

test("Alt and the arrows go through a place and to those beside it, and no further", () => {
  const replica = rosa();
  const places = PLAIN.map(placeOf);
  assert.equal(step(replica, "a", "ArrowUp", places), null);
  assert.equal(step(replica, "c", "ArrowDown", places), null);
  assert.equal(step(replica, "a", "ArrowLeft", places), null);
  const down = step(replica, "a", "ArrowDown", places);
  assert.deepEqual([down?.index, down?.of], [1, 3]);
  done(replica, down?.edits ?? []);
  assert.deepEqual(texts(replica, GOAL), ["b", "a", "c"]);
  done(replica, step(replica, "b", "ArrowRight", places)?.edits ?? []);
  assert.deepEqual([texts(replica, GOAL), texts(replica, NEED)], [["a", "c"], ["b"]]);
});

test("a job moves through the job map by its step, and stays a job", () => {
  const replica = rosa([]);
  const places = [jobsAt(null), jobsAt("define"), jobsAt("locate")];
  const { ids, edits } = addStatements(replica, "rosa", jobsAt(null), [{ text: "get there" }]);
  done(replica, edits);
  done(replica, step(replica, ids[0], "ArrowRight", places)?.edits ?? []);
  assert.deepEqual([replica.get("statement", ids[0])?.kind, replica.get("statement", ids[0])?.job_step], ["job", "define"]);
  assert.deepEqual([texts(replica, jobsAt(null)), texts(replica, jobsAt("define"))], [[], ["get there"]]);
  done(replica, step(replica, ids[0], "ArrowLeft", places)?.edits ?? []);
  assert.equal(replica.get("statement", ids[0])?.job_step, null);
});

test("pasted lines lose their bullets and numbers, and what is empty", () => {
  assert.deepEqual(linesOf("- one\r\n\r\n• two \n3. three\n12) four\n  five   six\n2026 was long\n-3 degrees"), ["one", "two", "three", "four", "five six", "2026 was long", "-3 degrees"]);
  assert.equal(linesOf("x".repeat(900))[0].length, 400);
});

test("a ground makes more than a guess of a statement, where that is wanted and it was one", () => {
  const replica = rosa();
  const draft = { kind: "survey", quote: "31 of 40", link: "", date: "2026-01-01", expires: null };
  done(replica, addGround(replica, "a", draft, "measured"));
  done(replica, addGround(replica, "a", { ...draft, quote: "again" }, "observed"));
  done(replica, addGround(replica, "b", draft, null));
  assert.deepEqual(["a", "b"].map((id) => replica.get("statement", id)?.evidence), ["measured", "assumed"]);
  assert.deepEqual(groundsOf(replica, "a").map((ground) => [ground.kind, ground.quote, ground.viewpoint]), [["survey", "31 of 40", null], ["survey", "again", null]]);
  assert.deepEqual(addGround(replica, "gone", draft, null), []);
  assert.deepEqual(["assumed", "observed", "measured"].map(nextEvidence), ["observed", "measured", "assumed"]);
});

test("what the grounds say is counted by kind, without those that have expired", () => {
  const ground = (/** @type {string} */ kind, /** @type {string | null} */ date, expires = /** @type {string | null} */ (null)) => ({ kind, date, expires });
  const words = (/** @type {any[]} */ list) => groundWords(list, "2026-11-20", (kind) => kind);
  assert.equal(words([]), "");
  assert.equal(words([ground("survey", null, "2026-11-20")]), "");
  assert.match(words([ground("survey", "2026-03-01"), ground("observation", "2026-01-01"), ground("observation", null)]), /^observation: 2, survey: 1\. The latest is of 1 Mar/);
});

test("a job is one sentence, with as much of it as there is", () => {
  const say = (/** @type {any} */ job) => inWords(jobSentence({ situation: "", text: "", purpose: "", ...job }));
  assert.equal(say({ situation: "I get a letter", text: "know where to go", purpose: "turn up calm" }), "When I get a letter, I want to know where to go, so I can turn up calm.");
  assert.equal(say({ situation: "When I get a letter,".slice(0, -1), text: "I want to know where to go.", purpose: "so that I can rest." }), "When I get a letter, I want to know where to go, so I can rest.");
  assert.equal(say({ text: "sleep" }), "I want to sleep.");
});

test("an outcome is direction, metric, object and context in one sentence", () => {
  const say = (/** @type {any} */ outcome) => inWords(outcomeSentence({ direction: null, metric: "", text: "", situation: "", ...outcome }, (key) => key));
  assert.equal(say({ direction: "minimise", metric: "the time it takes", text: "to find the entrance", situation: "I arrive by bus" }), "Minimise the time it takes to find the entrance when I arrive by bus.");
  assert.equal(say({ direction: "increase", text: "the chance of a seat", situation: "at night." }), "Increase the chance of a seat at night.");
  assert.equal(say({ text: "calm" }), "Calm.");
});

test("the caret stays where it was in what others did not change", () => {
  assert.equal(caretIn("a clear answer", "a very clear answer", 1), 1);
  assert.equal(caretIn("a clear answer", "a very clear answer", 14), 19);
  assert.equal(caretIn("a clear answer", "an answer", 5), 2);
  assert.equal(caretIn("", "new", 0), 0);
  assert.equal(caretIn("old", "", 2), 0);
});

test("the gallery is drawn anew for what it shows, and for nothing else", () => {
  const replica = rosa();
  const now = () => shownInGallery(replica, "2026-11-20");
  const before = now();
  done(replica, [{ op: "patch", type: "statement", id: "a", fields: { text: "another text" } }]);
  assert.equal(now(), before);
  done(replica, [{ op: "patch", type: "statement", id: "a", fields: { evidence: "observed" } }]);
  assert.notEqual(now(), before);
  const later = now();
  done(replica, [{ op: "patch", type: "persona", id: "tom", fields: { role: "Son" } }]);
  assert.notEqual(now(), later);
});

test("a number is read as it is shown, and as people write it", () => {
  for (const value of [0, 7, 0.5, 999, 1000, 14500, 1234567.25, -12000, 1e21]) assert.equal(parseNumber(sayNumber(value)), value);
  assert.deepEqual([14500, 1234567.25, 999].map(sayNumber), ["14,500", "1,234,567.25", "999"]);
  assert.deepEqual(["14 500", "14,500", "0,5", "0,500", " 12.5 ", "", "1,5"].map(parseNumber), [14500, 14500, 0.5, 0.5, 12.5, null, 1.5]);
  assert.ok(Number.isNaN(parseNumber("a lot")));
});

test("a deletion is known by its change, so that it can be taken back", () => {
  const replica = rosa();
  done(replica, [{ op: "delete", type: "statement", id: "a" }]);
  assert.deepEqual(replica.deletedBy.get("statement:a"), { change: `change ${replica.rev}`, by: null });
  const by = { person: "ben", name: "Ben" };
  replica.apply([{ op: "delete", type: "persona", id: "tom" }], replica.rev + 1, "x", by);
  assert.deepEqual(replica.deletedBy.get("persona:tom"), { change: "x", by });
});

test("a portrait's part turns through all its choices and back to the first", () => {
  const first = codeOf(choice(""));
  let code = first;
  for (let i = 0; i < CHOICES.hair.length; i++) code = turned(code, "hair", 1);
  assert.equal(code, first);
  assert.notEqual(turned(code, "skin", 1), code);
  assert.equal(turned(turned(code, "skin", 1), "skin", -1), code);
});

test("another portrait says only what portraits are made of, and fits its field", () => {
  const random = seeded(3);
  for (let i = 0; i < 50; i++) {
    const code = anotherFace(random);
    assert.equal(codeOf(choice(code)), code);
    assert.ok(code.length <= 160, code);
  }
});
