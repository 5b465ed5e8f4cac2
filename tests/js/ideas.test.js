// @ts-check
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { giveIdea, remarkOn, secondIdea } from "../../cxmap/board/static/ideas/acts.js";
import { ideasOf, inStates, listed, newsOf, newsWords, shortly, sinceWords, stepsOfMine } from "../../cxmap/board/static/ideas/reading.js";
import { wallOf } from "../../cxmap/board/static/ideas/scene.js";
import { DEFAULTS } from "../../cxmap/board/static/sync/schema.js";
import { replicaOf } from "./fixtures.js";

const held = JSON.parse(readFileSync(new URL("../fixtures/ideas.json", import.meta.url), "utf8"));
const me = { person: held.me.person, kept: new Set(held.me.kept) };
const read = () => ideasOf(replicaOf(held.records), "b", /** @type {any} */ (me));
const ids = (/** @type {any[]} */ ideas) => ideas.map((idea) => idea.record.id);

test("the ideas of a board, as the page of who runs it reads them", () => {
  const ideas = read();
  assert.deepEqual(ids(ideas), held.newest);
  assert.deepEqual(ids(listed(ideas, "", "seconded")), held.seconded);
  assert.deepEqual(Object.fromEntries(ideas.map((idea) => [idea.record.id, idea.since])), held.since);
  assert.deepEqual(Object.fromEntries(ideas.map((idea) => [idea.record.id, idea.seconds])), held.seconds);
  assert.deepEqual(ids(ideas.filter((idea) => idea.mine)), held.mine);
  assert.deepEqual(ideas.find((idea) => idea.record.id === "i2")?.seconded, true);
  assert.deepEqual(inStates(ideas), { new: 2, in_work: 1, done: 2, not_now: 1 });
  for (const [words, wanted] of held.words) assert.deepEqual(ids(listed(ideas, words, "newest")), wanted);
});

test("what happened to mine since I looked, the latest first; what I have seen is no news", () => {
  const told = (/** @type {string[]} */ ...seen) => newsOf(read(), new Set(seen)).map(({ idea, notes }) => [idea.record.id, notes]);
  assert.deepEqual(told(), held.news);
  assert.deepEqual(told("s7"), held.news_after_s7);
  assert.deepEqual(told(...stepsOfMine(read())), []);
});

test("whose idea is done reads what came of it, whatever they were told on the way; why not now stands there once", () => {
  const [{ idea }] = newsOf(read(), new Set());
  const words = (/** @type {any} */ record, /** @type {string[]} */ ...notes) => newsWords({ idea: { ...idea, record: { ...idea.record, ...record } }, notes });
  assert.deepEqual(words({ state: "done", outcome: "Fewer ask." }, "By Friday.", "It hangs."), ["By Friday.", "It hangs.", "Fewer ask."]);
  assert.deepEqual(words({ state: "not_now", reason: "No money." }, "No money."), ["No money."]);
  assert.deepEqual(words({ state: "in_work", outcome: "Not yet", reason: "Once." }), []);
});

test("who is not known yet has what this browser remembers", () => {
  const ideas = ideasOf(replicaOf(held.records), "b", { person: "", kept: new Set(["i4"]) });
  assert.deepEqual(ids(ideas.filter((idea) => idea.mine)), ["i4"]);
  assert.equal(ideas.some((idea) => idea.seconded), false);
});

const now = new Date(2026, 10, 22, 15, 0);
const day = (/** @type {number} */ month, /** @type {number} */ date, year = 2026) => new Date(year, month, date, 23, 59).toISOString();
for (const [at, words] of [[day(10, 22), "today"], [day(10, 23), "today"], [day(10, 21), "yesterday"], [day(10, 17), "Tuesday"], [day(10, 15), "15 Nov"], [day(0, 3, 2025), "3 Jan 2025"], ["nonsense", ""]]) {
  test(`since ${words || "nothing"}`, () => assert.equal(sinceWords(at, now), words));
}

test("an idea in few words: its first line, whole letters only", () => {
  assert.equal(shortly("A sign\nwith arrows"), "A sign");
  assert.equal(shortly("abcdef", 4), "abc…");
  assert.equal(shortly("👩‍🚀".repeat(3) + "end", 5).includes("\ufffd"), false);
});

test("without a name nobody is named, and a second is one each", () => {
  const { id, edits } = giveIdea("b", "More light", null, now);
  assert.deepEqual(edits, [{ op: "put", type: "idea", id, fields: { whiteboard: "b", text: "More light", person: null, author_name: "", at: now.toISOString() } }]);
  assert.deepEqual(giveIdea("b", "x", { person: "p1", name: "Ann" }, now).edits[0].fields?.person, "p1");
  assert.deepEqual(secondIdea("i1", "p1", true), [{ op: "put", type: "second", id: "i1.p1", fields: { idea: "i1", person: "p1" } }]);
  assert.deepEqual(secondIdea("i1", "p1", false), [{ op: "delete", type: "second", id: "i1.p1" }]);
  assert.equal(remarkOn("i1", "Yes", { person: "p1", name: "Ann" }, now)[0].fields?.author_name, "Ann");
});

test("the wall: what is new, in work and done, four on a page, and who is thanked only by their name", () => {
  const scene = wallOf(replicaOf(held.records), "b");
  assert.ok(scene);
  assert.equal(scene.question, "What would you change?");
  assert.equal(scene.finding, "6 ideas · 1 chosen or in work · 2 done");
  assert.deepEqual(scene.pages.map((page) => [page.kind, page.rows.map((row) => row.id)]), [["new", ["i5", "i2"]], ["work", ["i1"]], ["done", ["i3", "i6"]]]);
  assert.equal(scene.pages[1].rows[0].text, "A sign at the lift with arrows");
  assert.deepEqual(scene.pages[2].rows.map((row) => row.by), ["", ""]);
});

test("the wall of a board without ideas, of one with many, and of none", () => {
  const board = held.records.whiteboard[0];
  const many = Array.from({ length: 40 }, (_, n) => ({ ...DEFAULTS.idea, id: `i${n}`, whiteboard: "b", text: `Idea ${n}`, at: new Date(2026, 0, 1, 0, n).toISOString() }));
  assert.deepEqual(wallOf(replicaOf({ whiteboard: [{ ...board, question: "" }] }), "b")?.pages, [{ kind: "none", rows: [] }]);
  assert.equal(wallOf(replicaOf({ whiteboard: [{ ...board, question: "" }] }), "b")?.question, "Corridor");
  const pages = wallOf(replicaOf({ whiteboard: [board], idea: many }), "b")?.pages;
  assert.deepEqual(pages?.map((page) => page.rows.length), [4, 4, 4]);
  assert.equal(pages?.[0].rows[0].text, "Idea 39");
  assert.equal(wallOf(replicaOf({}), "b"), null);
});
