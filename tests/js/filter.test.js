// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { EXPIRED, FACETS, FilterIndex, isEmpty, KNOWN, sameFilter, sameSet, toggled, withValues } from "../../cxmap/board/static/model/filter.js";
import { pick, replicaOf, seeded, smallMap } from "./fixtures.js";
import { DEFAULTS } from "../../cxmap/board/static/sync/schema.js";

const TODAY = "2026-11-22";
const of = (/** @type {string} */ type, /** @type {string} */ id, /** @type {any} */ fields) => ({ ...DEFAULTS[type], journey: "j1", ...fields, id });

/** Six cards: c1 phone, ann; c2 phone, high, team; c3 tag; c4 observed; c5 expired; c6 moment. */
function world() {
  const records = /** @type {any} */ (smallMap({ kinds: ["touchpoint", "moment"], cards: 6 }));
  const [c1, c2, , c4, c5, c6] = records.card;
  Object.assign(c1, { channel: "phone" });
  Object.assign(c2, { channel: "phone", severity: 3 });
  Object.assign(c4, { channel: "email", evidence: "observed", severity: 1 });
  Object.assign(c5, { evidence: "measured", moment: "first" });
  Object.assign(c6, { lane: "l2" });
  records.team = [{ ...DEFAULTS.team, id: "desk", workspace: "main", name: "Desk" }];
  records.feeling = [of("feeling", "c1.ann.predicted", { card: "c1", persona: "ann", source: "predicted", value: 1 })];
  records.assignment = [of("assignment", "c2.desk.responsible", { card: "c2", team: "desk", part: "responsible" }), of("assignment", "c2.desk.accountable", { card: "c2", team: "desk", part: "accountable" })];
  records.tag = [of("tag", "t1", { card: "c3", name: "Winter" })];
  records.source = [of("source", "q1", { card: "c5", expires: "2026-01-01" })];
  return records;
}

/** @param {any} records */
function indexOf(records) {
  const replica = replicaOf(records);
  const index = new FilterIndex();
  index.update(replica, null, TODAY);
  return { replica, index };
}

const ids = (/** @type {any} */ result) => [...(result.matches ?? [])].sort();

for (const [filter, expected] of /** @type {[any, string[]][]} */ ([
  [{ persona: ["ann"] }, ["c1"]],
  [{ channel: ["phone"] }, ["c1", "c2"]],
  [{ channel: ["phone", "email"] }, ["c1", "c2", "c4"]],
  [{ channel: [""] }, ["c3", "c5", "c6"]],
  [{ channel: ["", "email"] }, ["c3", "c4", "c5", "c6"]],
  [{ team: ["desk"] }, ["c2"]],
  [{ team: [""] }, ["c1", "c3", "c4", "c5", "c6"]],
  [{ tag: ["winter"] }, ["c3"]],
  [{ severity: ["1"] }, ["c2", "c4"]],
  [{ severity: ["2"] }, ["c2"]],
  [{ moment: ["any"] }, ["c5", "c6"]],
  [{ moment: ["first"] }, ["c5"]],
  [{ evidence: ["observed"] }, ["c4"]],
  [{ evidence: ["assumed"] }, ["c1", "c2", "c3", "c5", "c6"]],
  [KNOWN, ["c4"]],
  [EXPIRED, ["c5"]],
  [{ channel: ["phone"], severity: ["2"] }, ["c2"]],
  [{ channel: ["phone"], evidence: ["observed"] }, []],
  [{ team: ["gone"] }, []],
])) {
  test(`a filter lets through: ${JSON.stringify(filter)}`, () => assert.deepEqual(ids(indexOf(world()).index.apply(filter)), expected));
}

test("no filter lets everything through, and counts it", () => {
  const { index } = indexOf(world());
  const { matches, counts, all } = index.apply({});
  assert.equal(matches, null);
  assert.equal(all, 6);
  assert.deepEqual(Object.fromEntries(counts[FACETS.indexOf("channel")]), { phone: 2, email: 1, "": 3 });
  assert.deepEqual(Object.fromEntries(counts[FACETS.indexOf("severity")]), { 1: 2, 2: 1, 3: 1 });
  assert.deepEqual(Object.fromEntries(counts[FACETS.indexOf("team")]), { desk: 1, "": 5 }, "two parts of one team count once");
  assert.equal(index.apply({ channel: [] }).matches, null);
});

test("a count says how many cards a value would let through beside the other facets", () => {
  const { index } = indexOf(world());
  const filter = { channel: ["phone"], severity: ["3"] };
  const { counts } = index.apply(filter);
  for (const facet of FACETS) {
    for (const [value, count] of counts[FACETS.indexOf(facet)]) {
      assert.equal(index.apply(withValues(filter, facet, [value])).matches?.size, count, `${facet}=${value}`);
    }
  }
});

test("choices are toggled without touching others", () => {
  const filter = toggled({ tag: ["a"] }, "channel", "phone");
  assert.deepEqual(filter, { tag: ["a"], channel: ["phone"] });
  assert.deepEqual(toggled(toggled(filter, "channel", "email"), "channel", "phone"), { tag: ["a"], channel: ["email"] });
  assert.deepEqual(toggled(filter, "channel", "phone"), { tag: ["a"] });
  assert.ok(isEmpty({}) && isEmpty({ tag: [] }) && !isEmpty(filter));
  assert.ok(sameFilter({ tag: ["b", "a"], channel: [] }, { tag: ["a", "b"] }) && !sameFilter({ tag: ["a"] }, { tag: ["b"] }));
});

test("what changed is taken over bit by bit: the same as worked out anew", () => {
  const random = seeded(7);
  const { replica, index } = indexOf(world());
  let rev = 1;
  const cards = () => [...replica.all("card").keys()];
  for (let i = 0; i < 400; i++) {
    const card = pick(random, cards());
    const tag = `t${Math.floor(random() * 6)}`;
    const source = `q${Math.floor(random() * 6)}`;
    const made = `n${Math.floor(random() * 6)}`;
    /** @type {any} */
    const edit = pick(random, [
      { op: "patch", type: "card", id: card, fields: pick(random, [{ channel: pick(random, ["phone", "email", null]) }, { severity: pick(random, [1, 2, 3, null]) }, { evidence: pick(random, ["observed", "assumed"]) }, { lane: pick(random, ["l1", "l2"]) }]) },
      { op: "put", type: "tag", id: tag, fields: { ...DEFAULTS.tag, journey: "j1", card, name: pick(random, ["Winter", "summer"]) } },
      { op: "delete", type: "tag", id: tag },
      { op: "put", type: "source", id: source, fields: { ...DEFAULTS.source, journey: "j1", card, expires: pick(random, ["2020-01-01", null]) } },
      { op: "delete", type: "source", id: source },
      { op: "put", type: "feeling", id: `${card}.ann.predicted`, fields: { ...DEFAULTS.feeling, journey: "j1", card, persona: "ann", value: 1 } },
      { op: "delete", type: "feeling", id: `${card}.ann.predicted` },
      { op: "put", type: "card", id: made, fields: { ...DEFAULTS.card, journey: "j1", stage: "s1", lane: "l1", order: "a9" } },
      ...(cards().length > 3 ? [{ op: "delete", type: "card", id: card }] : []),
    ]);
    const edits = edit.type === "card" && edit.op === "delete" ? [...["tag", "source", "feeling", "assignment"].flatMap((type) => [...replica.all(type).values()].filter((r) => r.card === card).map((r) => /** @type {any} */ ({ op: "delete", type, id: r.id }))), edit] : [edit];
    index.update(replica, replica.apply(edits, ++rev), TODAY);
    const anew = new FilterIndex();
    anew.update(replica, null, TODAY);
    assert.deepEqual(new Map([...index.values].sort()), new Map([...anew.values].sort()), JSON.stringify(edit));
    assert.deepEqual(new Set(index.tags.keys()), new Set(anew.tags.keys()));
  }
});

test("evidence expires from one day to the next", () => {
  const { replica, index } = indexOf(world());
  index.update(replica, new Set(), "2025-12-31");
  assert.deepEqual(ids(index.apply(KNOWN)), ["c4", "c5"]);
  index.update(replica, new Set(), TODAY);
  assert.deepEqual(ids(index.apply(KNOWN)), ["c4"]);
});

test("the same cards are the same set", () => {
  assert.ok(sameSet(null, null) && sameSet(new Set(["a"]), new Set(["a"])));
  assert.ok(!sameSet(null, new Set()) && !sameSet(new Set(["a"]), new Set(["b"])) && !sameSet(new Set(["a"]), new Set()));
});
