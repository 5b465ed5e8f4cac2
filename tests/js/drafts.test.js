// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { Drafts } from "../../cxmap/board/static/sync/drafts.js";

function shelf() {
  /** @type {Map<string, string>} */
  const kept = new Map();
  return { kept, getItem: (/** @type {string} */ name) => kept.get(name) ?? null, setItem: (/** @type {string} */ name, /** @type {string} */ text) => void kept.set(name, text), removeItem: (/** @type {string} */ name) => void kept.delete(name) };
}

/** @param {any} storage @param {string} person */
function of(storage, person) {
  const drafts = new Drafts("d", storage);
  drafts.belongTo(person);
  return drafts;
}

test("what is written is there after a reload, also beside another tab", () => {
  const storage = shelf();
  const [here, there] = [of(storage, "p1"), of(storage, "p1")];
  here.set("new|card|c1", "Half a sen").set("new|card|c1", "Half a sentence");
  there.set("answer|k1", "Yes, bu");
  const again = new Drafts("d", storage);
  assert.deepEqual([again.belongTo("p1"), again.belongTo("p1")], [true, false], "a page that comes back finds nothing new");
  assert.deepEqual([...again].sort(), [["answer|k1", "Yes, bu"], ["new|card|c1", "Half a sentence"]]);
  assert.deepEqual([here.delete("new|card|c1"), here.delete("new|card|c1"), there.delete("answer|k1")], [true, false, true]);
  assert.equal(storage.kept.size, 0, "nothing is left behind");
});

test("somebody else in the same browser finds nothing of it", () => {
  const storage = shelf();
  of(storage, "p1").set("new|card|c1", "Mine");
  const again = new Drafts("d", storage);
  assert.equal(again.size, 0, "nobody is shown anything before it is known who looks");
  assert.deepEqual([again.belongTo("p2"), again.size, storage.kept.size], [false, 0, 0]);
});

test("two people who have a tab each see their own, and neither loses a word of what is on their page", () => {
  const storage = shelf();
  const mine = of(storage, "p1");
  mine.set("a", "Mine").set("b", "Mine, too");
  const theirs = of(storage, "p2");
  theirs.set("c", "Theirs");
  mine.set("a", "Mine again");
  assert.deepEqual([...of(storage, "p1")].sort(), [["a", "Mine again"], ["b", "Mine, too"]]);
  theirs.set("c", "Theirs again");
  assert.deepEqual([...of(storage, "p2")], [["c", "Theirs again"]]);
});

test("what is typed before the server has said who writes is kept as soon as it has", () => {
  const storage = shelf();
  of(storage, "p1").set("a", "Before").set("b", "Also before");
  const drafts = new Drafts("d", storage);
  drafts.set("a", "Earl");
  assert.equal(JSON.parse(storage.kept.get("d") ?? "{}").texts.a, "Before", "it may be somebody else's");
  drafts.belongTo("p1");
  assert.deepEqual([...of(storage, "p1")].sort(), [["a", "Earl"], ["b", "Also before"]]);
});

test("a session that was let in before is asked at once, and each time it is let in", () => {
  const storage = shelf();
  of(storage, "p1").set("a", "Mine");
  /** @type {{you: {person: string} | null, on: any, let: () => void}} */
  const session = { you: { person: "p2" }, on: (/** @type {string} */ _, /** @type {() => void} */ fn) => ((session.let = fn), () => {}), let: () => {} };
  const drafts = new Drafts("d", storage);
  let changed = 0;
  drafts.follow(session, () => void changed++);
  assert.deepEqual([drafts.person, drafts.size, storage.kept.size, changed], ["p2", 0, 0, 0]);
  drafts.set("a", "Theirs");
  session.you = { person: "p3" };
  session.let();
  assert.deepEqual([drafts.size, storage.kept.size, changed], [0, 0, 1]);
});

test("a browser that keeps nothing, or something broken, stops nobody from writing", (t) => {
  t.mock.method(console, "warn", () => {});
  const broken = { getItem: () => "{", setItem: () => { throw new Error("full"); }, removeItem: () => {} };
  assert.equal(of(broken, "p1").set("a", "b").get("a"), "b");
  assert.equal(of(null, "p1").set("a", "b").get("a"), "b");
});
