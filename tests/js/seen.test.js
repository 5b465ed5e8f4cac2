// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { plainView } from "../../cxmap/board/static/model/viewquery.js";
import { column, curvesOf } from "../../cxmap/board/static/present/pages.js";
import { Seen } from "../../cxmap/board/static/present/seen.js";
import { DEFAULTS } from "../../cxmap/board/static/sync/schema.js";
import { replicaOf, smallMap } from "./fixtures.js";

const TODAY = "2026-11-22";

function world() {
  const records = /** @type {any} */ (smallMap({ kinds: ["pain"], cards: 3 }));
  const [c1, c2, c3] = records.card;
  Object.assign(c1, { severity: 3, channel: "post" });
  Object.assign(c2, { severity: 1, channel: "phone", evidence: "measured" });
  Object.assign(c3, { stage: "s2", severity: 2, moment: "first" });
  records.persona.push({ ...DEFAULTS.persona, id: "bob", workspace: "main", name: "Bob" });
  records.traveller.push({ ...DEFAULTS.traveller, id: "t2", journey: "j1", persona: "bob", order: "a1" });
  records.feeling = ["ann", "bob"].map((persona) => ({ ...DEFAULTS.feeling, id: `c1.${persona}.predicted`, journey: "j1", card: "c1", persona, source: "predicted", value: -1 }));
  records.source = [{ ...DEFAULTS.source, id: "q", journey: "j1", card: "c2", expires: "2026-01-01", order: "a0" }];
  return replicaOf(records);
}

const seen = (/** @type {any} */ view) => new Seen(world(), { ...plainView(), ...view }, TODAY);

test("a plain view shows the map as it is, expired evidence as assumed", () => {
  const map = seen({});
  assert.equal(map.words, "");
  assert.deepEqual(map.list("stage").map((s) => s.id), ["s1", "s2"]);
  assert.equal(column(map, { id: "s1" }).pain.id, "c1");
  assert.deepEqual(map.cell("s1", "l1").map((c) => c.evidence), ["assumed", "assumed"]);
});

test("a filter chooses the pain points and moments, and leaves the curve", () => {
  const map = seen({ filter: { channel: ["phone"] } });
  assert.equal(map.words, "Filtered: 1 of 3 cards");
  assert.equal(column(map, { id: "s1" }).pain.id, "c2");
  assert.deepEqual(column(map, { id: "s2" }), { stage: { id: "s2" }, pain: null, moment: null, moments: 0 });
  assert.equal(curvesOf(map)[0].points.length, 1);
});

test("a view leads with its persona and leaves folded stages out, unless all are", () => {
  assert.deepEqual(curvesOf(seen({ lead: "bob" })).map((c) => c.persona.id), ["bob", "ann"]);
  assert.deepEqual(curvesOf(seen({ lead: "gone" })).map((c) => c.persona.id), ["ann", "bob"]);
  assert.deepEqual(seen({ foldstage: ["s1"] }).list("stage").map((s) => s.id), ["s2"]);
  assert.deepEqual(seen({ foldstage: ["s1", "s2"] }).list("stage").map((s) => s.id), ["s1", "s2"]);
});
