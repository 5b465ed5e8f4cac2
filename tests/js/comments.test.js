import assert from "node:assert/strict";
import { test } from "node:test";
import { aboutOf, commentEdits, mentionEdits, openAt, resolveEdits, saidIn, since, threads, waitsFor } from "../../cxmap/board/static/model/comments.js";
import { askedAt, linkOf, matching, mentioned, piecesOf, withName } from "../../cxmap/board/static/model/mentions.js";
import { DEFAULTS } from "../../cxmap/board/static/sync/schema.js";
import { fixture, replicaOf } from "./fixtures.js";
import { joined } from "./world.js";

const shared = fixture("comments");
const whole = (records) => Object.fromEntries(Object.entries(records).map(([type, list]) => [type, list.map((r) => ({ ...DEFAULTS[type], ...r }))]));
const author = { person: "ann", name: "Ann" };

for (const { name, waits, comments, mentions } of shared.cases) {
  test(`who is waited for: ${name}`, () => {
    const replica = replicaOf(whole({ journey: [{ id: "j", title: "T" }], comment: comments, mention: mentions }));
    const [root] = threads(replica);
    assert.equal(waitsFor(replica, root, shared.person)?.id ?? null, waits);
    assert.equal(waitsFor(replica, root, ""), null);
    assert.deepEqual(saidIn(replica, root).map((c) => c.id), comments.map((c) => c.id));
  });
}

test("threads are about a card, a stage, a lane or the journey; open ones are counted", async () => {
  const { session } = await joined();
  const r = session.replica;
  const say = (about, text, at = "2026-11-22T09:00:00Z") => {
    const { id, edits } = commentEdits("j1", { text, about }, author, new Date(at));
    session.commit(edits);
    return id;
  };
  const later = say({ type: "card", id: "c1" }, "later", "2026-11-22T10:00:00Z");
  const sooner = say({ type: "card", id: "c1" }, "sooner");
  const stage = say({ type: "stage", id: "s1" }, "stage");
  say({ type: "lane", id: "l1" }, "lane");
  const whole = say({ type: "journey", id: "j1" }, "all");
  assert.deepEqual(threads(r, { type: "card", id: "c1" }).map((c) => c.id), [sooner, later]);
  assert.deepEqual(threads(r, { type: "journey", id: "j1" }).map((c) => c.id), [whole]);
  assert.equal(threads(r).length, 5);
  assert.deepEqual(aboutOf(r.get("comment", stage)), { type: "stage", id: "s1" });
  const { edits } = commentEdits("j1", { text: "answer", about: { type: "card", id: "c1" }, thread: sooner, people: ["p2"] }, author, new Date());
  session.commit(edits);
  assert.equal(edits[0].fields.card, undefined);
  assert.deepEqual(edits[1].fields, { journey: "j1", comment: edits[0].id, person: "p2" });
  assert.equal(openAt(r, "card", "c1"), 2);
  session.commit(resolveEdits(r.get("comment", sooner), true, author, new Date("2026-11-22T11:00:00Z")));
  assert.deepEqual([openAt(r, "card", "c1"), openAt(r, "stage", "s1"), openAt(r, "lane", "l1"), openAt(r, "card", "c2")], [1, 1, 1, 0]);
  assert.equal(r.get("comment", sooner).resolved_by, "Ann");
  session.commit(resolveEdits(r.get("comment", sooner), false, author, new Date()));
  assert.deepEqual([r.get("comment", sooner).resolved, r.get("comment", sooner).resolved_by], [null, ""]);
});

test("comments go with their card, answers and mentions with their comment, and come back with undo", async () => {
  const { session, clock } = await joined();
  const r = session.replica;
  const root = commentEdits("j1", { text: "one", about: { type: "card", id: "c1" }, people: ["p2"] }, author, new Date());
  session.commit(root.edits);
  session.commit(commentEdits("j1", { text: "two", thread: root.id }, author, new Date()).edits);
  await clock.pass(300);
  session.commit([{ op: "delete", type: "card", id: "c1" }]);
  assert.deepEqual([r.all("comment").size, r.all("mention").size], [0, 0]);
  await clock.pass(300);
  session.undo();
  await clock.pass(300);
  assert.deepEqual([r.all("comment").size, r.all("mention").size, openAt(r, "card", "c1")], [2, 1, 1]);
});

test("a mention is typed behind @ at the start of a word", () => {
  for (const [text, caret, wanted] of [
    ["@", 1, { from: 0, query: "" }], ["see @an", 7, { from: 4, query: "an" }], ["see @an there", 7, { from: 4, query: "an" }], ["@ann kern", 9, { from: 0, query: "ann kern" }],
    ["ann@example", 11, null], ["see @an", 3, null], ["@an\nx", 5, null], ["", 0, null], ["@@", 2, null],
  ]) assert.deepEqual(askedAt(/** @type {string} */ (text), /** @type {number} */ (caret)), wanted, JSON.stringify(text));
  assert.deepEqual(withName("see @an, please", 4, 7, "Ann Kern"), { text: "see @Ann Kern , please", caret: 14 });
  assert.deepEqual(withName("see @an", 4, 7, "Ann"), { text: "see @Ann ", caret: 9 });
  assert.deepEqual(withName("see @an it", 4, 7, "Ann"), { text: "see @Ann it", caret: 8 });
});

const people = [{ id: "1", name: "Ann Kern" }, { id: "2", name: "Ann" }, { id: "3", name: "Bob Hann" }, { id: "4", name: "" }, { id: "5", name: "Żaneta" }];

test("names are offered by their beginning, then by that of a word", () => {
  assert.deepEqual(matching(people, "an").map((p) => p.id), ["2", "1"]);
  assert.deepEqual(matching(people, "HA").map((p) => p.id), ["3"]);
  assert.deepEqual(matching(people, "ża").map((p) => p.id), ["5"]);
  assert.deepEqual(matching(people, "zz"), []);
});

test("the longest name is the one that is mentioned", () => {
  assert.deepEqual(mentioned("Ask @Ann Kern, then @bob hann", people), ["1", "3"]);
  assert.deepEqual(mentioned("@Ann", people), ["2"]);
  assert.deepEqual(mentioned("@Annabel a@Ann.example @ nobody", people), []);
  assert.deepEqual(mentioned("@Ann and @Ann", [...people, { id: "6", name: "ann" }]), ["2", "6"]);
  assert.deepEqual(mentionEdits("j", "c", ["1"]).map((e) => e.id), ["c.1"]);
});

test("a text falls into pieces that are the text again", () => {
  const said = "See https://example.org/a?b=(c). and (http://x.example/y), @Ann!\nnot javascript:alert(1) or https://u:p@evil.example";
  const found = piecesOf(said, people);
  assert.equal(found.map((p) => p.text).join(""), said);
  assert.deepEqual(found.filter((p) => p.kind === "link").map((p) => p.text), ["https://example.org/a?b=(c)", "http://x.example/y"]);
  assert.deepEqual(found.filter((p) => p.kind === "mention").map((p) => [p.text, p.person]), [["@Ann", "2"]]);
  assert.deepEqual(piecesOf("", people), []);
  for (const bad of ["javascript:alert(1)", "data:text/html,x", "//x", "https://", "https://a:b@c.example"]) assert.equal(linkOf(bad), null, bad);
});

test("when it was said, in few words", () => {
  const now = new Date("2026-11-22T12:00:00Z");
  for (const [at, words] of [["2026-11-22T11:59:30Z", "just now"], ["2026-11-22T12:03:00Z", "just now"], ["2026-11-22T11:56:00Z", "4 min"], ["2026-11-22T09:00:00Z", "3 h"], ["2026-11-20T09:00:00Z", "2 d"], ["2026-11-03T12:00:00Z", "3 Nov"], ["2025-11-03T12:00:00Z", "3 Nov 2025"]]) assert.equal(since(at, now), words);
});
