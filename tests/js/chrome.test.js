import assert from "node:assert/strict";
import { test } from "node:test";
import { shortDate, today, twinOf } from "../../cxmap/board/static/view/head.js";
import { mood } from "../../cxmap/board/static/view/icons.js";
import { closed, numbered } from "../../cxmap/board/static/view/lines.js";
import { MIXED } from "../../cxmap/board/static/view/mixed.js";
import { countWords } from "../../cxmap/board/static/view/paste.js";
import { everybody, initials, lettersOf, personName } from "../../cxmap/board/static/view/presence.js";
import { statusWords } from "../../cxmap/board/static/view/status.js";
import { cardFields, common, subjectOf } from "../../cxmap/board/static/view/subject.js";
import { templateFeelings } from "../../cxmap/board/static/view/thumbnail.js";

test("the status is said in plain words", () => {
  assert.deepEqual(statusWords({ state: "connected", waiting: 0 }, 14), { kind: "saved", words: "Saved · r14" });
  assert.equal(statusWords({ state: "connected", waiting: 2 }, 14).words, "Saving");
  assert.equal(statusWords({ state: "catching_up", waiting: 2 }, 14).words, "Catching up");
  assert.equal(statusWords({ state: "offline", waiting: 1 }, 14).words, "Offline: 1 edit waiting");
  assert.equal(statusWords({ state: "offline", waiting: 12 }, 14).words, "Offline: 12 edits waiting");
  assert.equal(statusWords({ state: "closed", waiting: 0, message: "This journey was deleted." }, 14).words, "This journey was deleted.");
});

test("dates are short, and carry their year where it is another one", () => {
  const now = new Date(2026, 10, 22);
  assert.equal(shortDate("2026-11-03", now), "3 Nov");
  assert.equal(shortDate("2027-01-03", now), "3 Jan 2027");
  assert.equal(today(now), "2026-11-22");
});

test("the twin of a map is its to-be, or its as-is", () => {
  const journeys = [{ id: "a", state: "as_is", as_is: null }, { id: "b", state: "to_be", as_is: "a" }];
  const board = (/** @type {any} */ journey) => ({ replica: { get: () => journey }, session: { journey: journey.id }, host: { journeys } });
  assert.equal(twinOf(board(journeys[0])), "b");
  assert.equal(twinOf(board(journeys[1])), "a");
  assert.equal(twinOf(board({ id: "c", state: "as_is", as_is: null })), null);
  assert.equal(twinOf(board({ id: "d", state: "to_be", as_is: "deleted" })), null);
});

test("people are named, and everybody is listed once, you first", () => {
  const you = { person: "p1", name: "Anna Kern", number: 1, colour: 1 };
  const mei = { session: "s2", person: "p2", name: "", number: 4, colour: 2 };
  const again = { ...mei, session: "s3" };
  assert.deepEqual(everybody({ you, people: new Map([["s2", mei], ["s3", again]]) }).map(personName), ["Anna Kern", "Guest 4"]);
  assert.equal(initials(you), "AK");
  assert.equal(initials(mei), "G4");
  assert.equal(lettersOf("Ana-Sofía de Souza"), "AS");
  assert.equal(lettersOf("østen"), "Ø");
  assert.equal(lettersOf("…"), "?");
});

test("the fields of a card depend on its lane; a filled one is never under More", () => {
  const none = () => false;
  assert.deepEqual(cardFields(new Set(["touchpoint"]), none), { first: ["channel", "feeling", "evidence"], more: ["severity", "moment"] });
  assert.deepEqual(cardFields(new Set(["pain"]), none).first, ["severity", "feeling", "evidence"]);
  assert.deepEqual(cardFields(new Set(["touchpoint"]), (name) => name === "severity").first, ["channel", "feeling", "severity", "evidence"]);
  assert.deepEqual(cardFields(new Set(["kpi"]), none), { first: ["evidence"], more: ["channel", "severity", "feeling", "moment"] });
});

test("several records show a value only where they agree", () => {
  assert.equal(common([{ channel: "post" }, { channel: "post" }], "channel"), "post");
  assert.equal(common([{ channel: "post" }, { channel: null }], "channel"), MIXED);
});

test("the inspector shows the cards, the stage or lane, the stage of a cell, or the journey", () => {
  const there = new Set(["card:c", "stage:s", "lane:l"]);
  const board = (/** @type {any} */ target, /** @type {string[]} */ ids = []) => ({
    selection: { target, ids: new Set(ids) },
    session: { journey: "j" },
    replica: { get: (/** @type {string} */ type, /** @type {string} */ id) => (there.has(`${type}:${id}`) ? {} : undefined) },
  });
  assert.deepEqual(subjectOf(board({ kind: "card", id: "c" }, ["c", "gone"])), { type: "card", ids: ["c"] });
  assert.deepEqual(subjectOf(board({ kind: "lane", id: "l" })), { type: "lane", ids: ["l"] });
  assert.deepEqual(subjectOf(board({ kind: "cell", stage: "s", lane: "l" })), { type: "stage", ids: ["s"] });
  assert.deepEqual(subjectOf(board({ kind: "stage", id: "gone" })), { type: "journey", ids: ["j"] });
});

test("lines are numbered in their stage; stages without a line close up", () => {
  const lines = [{ text: "a", stage: 0 }, { text: "b", stage: 0 }, { text: "c", stage: 2 }];
  assert.deepEqual(numbered(lines), [{ heading: "Stage 1", number: 1 }, { heading: "", number: 2 }, { heading: "Stage 3", number: 1 }]);
  assert.deepEqual(numbered(lines.slice(0, 2)).map((n) => n.heading), ["", ""]);
  assert.deepEqual(closed(lines).map((l) => l.stage), [0, 0, 1]);
});

test("a pasted table is told in counts", () => {
  assert.deepEqual(countWords({ stages: 3, newStages: 1, lanes: 1, newLanes: 1, cards: 7, feelings: 0 }), ["3 stages, 1 of them new", "1 lane", "7 cards"]);
  assert.deepEqual(countWords({ stages: 2, newStages: 0, lanes: 2, newLanes: 2, cards: 1, feelings: 1 }), ["2 stages, all there already", "2 lanes", "1 card", "1 feeling"]);
});

test("a template's feelings come in map order: stage, place in the cell, lane", () => {
  const template = {
    stage: [{ id: "s2", order: "a1" }, { id: "s1", order: "a0" }],
    lane: [{ id: "l1", order: "a0" }, { id: "l2", order: "a1" }],
    card: [
      { id: "x", stage: "s2", lane: "l1", order: "a0" },
      { id: "b", stage: "s1", lane: "l1", order: "a1" },
      { id: "c", stage: "s1", lane: "l2", order: "a0" },
      { id: "a", stage: "s1", lane: "l1", order: "a0" },
    ],
    feeling: [["x", 3], ["a", -1], ["b", 1], ["c", 0]].map(([card, value]) => ({ card, persona: "p", value })),
  };
  assert.deepEqual(templateFeelings(template), [-1, 0, 1, 3]);
  assert.deepEqual(templateFeelings({}), []);
});

test("five moods, neutral within 0.4 of nought", () => {
  assert.deepEqual([-3, -1.8, -0.5, -0.4, 0, 0.4, 0.5, 1.8, 3].map(mood), [-2, -2, -1, 0, 0, 0, 1, 2, 2]);
});
