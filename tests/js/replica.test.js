// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { keysBetween } from "../../cxmap/board/static/model/order.js";
import { prepare } from "../../cxmap/board/static/sync/prepare.js";
import { cleanText, TYPES } from "../../cxmap/board/static/sync/schema.js";
import { fixture, pick, replicaOf, seeded, shown, smallMap } from "./fixtures.js";

const cases = fixture("changes").filter((/** @type {any} */ c) => !c.refused);
/** @param {any[]} edits */
const onBoard = (edits) => edits.filter((edit) => TYPES.includes(edit.type));

for (const { name, before, edits, after, change, undo } of cases) {
  test(`stale view + change = fresh view: ${name}`, () => {
    const replica = replicaOf(before);
    const touched = replica.apply(edits, 2);
    assert.deepEqual(shown(replica), shown(replicaOf(after)));
    for (const { type, id } of onBoard(edits)) if (replica.get(type, id) !== undefined) assert.ok(touched.has(`${type}:${id}`));
    if (undo) {
      replica.apply(undo.edits, 3);
      assert.deepEqual(shown(replica), shown(replicaOf(undo.after)));
    }
  });

  test(`shown at once, then as the server has it: ${name}`, () => {
    const replica = replicaOf(before);
    replica.add(change.id, prepare(replica, change.edits));
    replica.apply(edits, 2, change.id);
    assert.deepEqual(shown(replica), shown(replicaOf(after)));
    assert.deepEqual(replica.pending, []);
  });
}

// where nobody else did anything meanwhile, the local view is what the server will say
const alone = cases.filter((/** @type {any} */ c) => !c.notes.length && !Object.keys(c.gone).length && !/merge/.test(c.name));
test("the local view of an edit is what the server makes of it", () => {
  assert.ok(alone.length > 30);
  for (const { name, before, change, after } of alone) {
    if (change.edits.some((/** @type {any} */ e) => e.was && Object.keys(e.was).length)) continue; // a stale base: merged by the server
    const replica = replicaOf(before);
    if (/to-be map/.test(name)) continue; // another journey's reference is not in the room
    if (/shared touchpoint/.test(name)) continue; // what its other places say comes with the answer
    if (/ stays$|concerns it$|into another/.test(name)) continue; // a reference that is cleared is so with the answer
    const present = (/** @type {any} */ e) => e.op === "put" || replica.get(e.type, e.id);
    if (!change.edits.every(present)) continue;
    replica.add("mine", prepare(replica, change.edits));
    assert.deepEqual(shown(replica), shown(replicaOf(after)), name);
  }
});

test("records and lists are replaced, never changed, and stay the same while nothing touches them", () => {
  const replica = replicaOf(smallMap());
  const [cell, other, card] = [replica.cell("s1", "l1"), replica.cell("s2", "l1"), replica.get("card", "c1")];
  assert.ok(Object.isFrozen(card));
  const touched = replica.add("x", [{ op: "patch", type: "card", id: "c2", fields: { title: "New" } }]);
  assert.deepEqual([...touched], ["card:c2"]);
  assert.notEqual(replica.cell("s1", "l1"), cell);
  assert.equal(cell[1].title, "Card 2");
  assert.equal(replica.cell("s2", "l1"), other);
  assert.equal(replica.get("card", "c1"), card);
  assert.equal(replica.list("stage"), replica.list("stage"));
  // the answer brings nothing new to look at
  assert.equal(replica.apply([{ op: "patch", type: "card", id: "c2", fields: { title: "New" } }], 2, "x").size, 0);
});

test("mine is shown until the server answers, over what others do meanwhile", () => {
  const replica = replicaOf(smallMap());
  replica.add("mine", [{ op: "patch", type: "card", id: "c1", fields: { title: "Mine" } }]);
  const touched = replica.apply([{ op: "patch", type: "card", id: "c1", fields: { title: "Theirs", severity: 2 } }], 2);
  assert.deepEqual([replica.get("card", "c1")?.title, replica.get("card", "c1")?.severity], ["Mine", 2]);
  assert.ok(touched.has("card:c1"));
  replica.apply([{ op: "patch", type: "card", id: "c1", fields: { title: "Theirs / Mine" } }], 3, "mine");
  assert.equal(replica.get("card", "c1")?.title, "Theirs / Mine");
});

test("a refused edit is taken back", () => {
  const replica = replicaOf(smallMap());
  replica.add("a", [{ op: "put", type: "card", id: "c9", fields: { journey: "j1", stage: "s1", lane: "l1", title: "Nine" } }]);
  replica.add("b", [{ op: "patch", type: "card", id: "c9", fields: { title: "Ten" } }]);
  assert.equal(replica.get("card", "c9")?.title, "Ten");
  assert.equal(replica.get("card", "c9")?.evidence, "assumed");
  replica.drop("a");
  assert.equal(replica.get("card", "c9"), undefined);
  replica.drop("b");
  assert.deepEqual(shown(replica), shown(replicaOf(smallMap())));
});

test("a stage deleted here hides what others put into it, and shows it when the deletion is refused", () => {
  const replica = replicaOf(smallMap());
  const touched = replica.add("mine", [{ op: "delete", type: "stage", id: "s1" }]);
  assert.deepEqual([...touched].sort(), ["card:c1", "card:c2", "card:c3", "stage:s1"]);
  const fields = { ...smallMap().card[0], title: "Theirs" };
  replica.apply([{ op: "put", type: "card", id: "c7", fields }], 2);
  assert.equal(replica.get("card", "c7"), undefined);
  replica.drop("mine");
  assert.deepEqual(replica.cell("s1", "l1").map((card) => card.id), ["c1", "c7", "c2", "c3"]);
});

test("a card on its way into a stage that somebody deletes goes to the nearest one", () => {
  const replica = replicaOf(smallMap());
  replica.add("new", [{ op: "put", type: "card", id: "c9", fields: { journey: "j1", stage: "s1", lane: "l1", title: "Nine" } }]);
  const gone = [1, 2, 3].map((n) => ({ op: /** @type {const} */ ("delete"), type: "card", id: `c${n}` }));
  replica.apply([...gone, { op: "delete", type: "stage", id: "s1" }], 2);
  assert.deepEqual(replica.cell("s2", "l1").map((card) => card.id), ["c9"]);
});

test("a fresh snapshot keeps what waits on top", () => {
  const replica = replicaOf(smallMap());
  replica.add("mine", [{ op: "patch", type: "card", id: "c1", fields: { title: "Mine" } }]);
  replica.load(structuredClone(smallMap({ cards: 1 })), 9);
  assert.deepEqual([replica.rev, replica.get("card", "c1")?.title, replica.get("card", "c2")], [9, "Mine", undefined]);
  replica.drop("mine");
  assert.deepEqual(shown(replica), shown(replicaOf(smallMap({ cards: 1 }))));
});

test("however edits, answers and others' edits mix, the indexes are those of a view built anew", () => {
  for (let seed = 1; seed <= 60; seed++) {
    const random = seeded(seed);
    const replica = replicaOf(smallMap({ kinds: ["action", "pain"] }));
    const keys = keysBetween(null, null, 5);
    const waiting = /** @type {string[]} */ ([]);
    let rev = 1;
    /** @returns {any[]} */
    const edits = () =>
      Array.from({ length: 1 + Math.floor(random() * 3) }, () => {
        const [id, stage, lane] = [pick(random, ["c1", "c2", "c3", "c4", "c5"]), pick(random, ["s1", "s2", "s3"]), pick(random, ["l1", "l2"])];
        const order = pick(random, keys);
        switch (Math.floor(random() * 9)) {
          case 0: return { op: "put", type: "card", id, fields: { ...smallMap().card[0], id: undefined, stage, lane, order } };
          case 1: return { op: "patch", type: "card", id, fields: { title: `t${Math.floor(random() * 9)}` } };
          case 2: case 3: return { op: "patch", type: "card", id, fields: { stage, lane, order } };
          case 4: return { op: "delete", type: "card", id };
          case 5: return { op: "put", type: "feeling", id: `${id}.ann.predicted`, fields: { journey: "j1", card: id, persona: "ann", source: "predicted", value: 1, word: "" } };
          case 6: return { op: "put", type: "stage", id: stage, fields: { ...smallMap().stage[0], id: undefined, order } };
          case 7: return { op: "patch", type: "stage", id: stage, fields: { order } };
          default: return random() < 0.5 ? { op: "delete", type: "stage", id: stage } : { op: "delete", type: "feeling", id: `${id}.ann.predicted` };
        }
      });
    const server = replicaOf(smallMap({ kinds: ["action", "pain"] })); // its view after add + apply: cascades done, hidden left out
    for (let step = 0; step < 60; step++) {
      const roll = random();
      if (roll < 0.4) {
        waiting.push(`m${step}`);
        replica.add(`m${step}`, edits());
      } else if (roll < 0.7) {
        // what the server makes of an edit: take the shown difference as effective edits
        const was = shown(server).records;
        server.add("x", edits());
        const now = shown(server).records;
        const effective = /** @type {any[]} */ ([]);
        for (const type of [...TYPES].reverse()) for (const id in was[type]) if (!now[type][id]) effective.push({ op: "delete", type, id });
        for (const type of TYPES) for (const id in now[type]) if (JSON.stringify(now[type][id]) !== JSON.stringify(was[type][id])) effective.push({ op: "put", type, id, fields: now[type][id] });
        server.apply(effective, ++rev, "x");
        replica.apply(structuredClone(effective), rev, roll < 0.55 ? waiting.shift() : undefined);
      } else if (roll < 0.85) replica.drop(waiting.shift() ?? "");
      const view = shown(replica);
      assert.deepEqual(view, shown(replicaOf(Object.fromEntries(Object.entries(view.records).map(([t, of]) => [t, Object.values(of)])))), `seed ${seed}, step ${step}`);
      for (const card of replica.all("card").values()) assert.ok(replica.get("stage", card.stage) && replica.get("lane", card.lane));
    }
    for (const id of waiting) replica.drop(id);
    assert.deepEqual(shown(replica), shown(server), `seed ${seed}`);
  }
});

test("an edit on a map of 10,000 cards leaves alone what it does not touch", () => {
  const map = smallMap({ cards: 0 });
  map.stage = Array.from({ length: 40 }, (_, i) => ({ ...smallMap().stage[0], id: `s${i}` }));
  map.card = Array.from({ length: 10_000 }, (_, i) => ({ ...smallMap().card[0], id: `k${i}`, stage: `s${i % 40}`, order: `b${String(i).padStart(5, "1")}z` }));
  const replica = replicaOf(map);
  const rounds = 500;
  const before = replica.list("stage");
  for (let i = 0; i < rounds; i++) {
    replica.add(`x${i}`, [{ op: "patch", type: "card", id: `k${i * 17}`, fields: { title: "New", stage: "s3" } }]);
    replica.apply([{ op: "patch", type: "card", id: `k${i * 17}`, fields: { title: "New", stage: "s3" } }], i + 2, `x${i}`);
  }
  assert.equal(replica.list("stage"), before); // what no edit touched is not worked out anew
});

test("texts are cleaned as the server does", () => {
  assert.equal(cleanText(" A  new\ncard "), "A new card");
  assert.equal(cleanText("a\u0000b\u202ec"), "abc");
  assert.equal(cleanText("e\u0301"), "é");
  assert.equal(cleanText("\n\nOne\r\nTwo \n", true), "One\nTwo ");
  assert.equal(cleanText("lone \ud83d, pair 🚲"), "lone , pair 🚲");
});
