// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { addSources, addTag, removeTag, tagName, tagsAt, tagsOf, webAddress } from "../../cxmap/board/static/model/sources.js";
import { replicaOf, smallMap } from "./fixtures.js";

const DRAFT = { kind: "survey", quote: "31 of 40 waited", link: "", date: "2026-11-01", expires: null };

/** @param {any} replica @param {any[][]} groups */
const done = (replica, groups) => replica.apply(groups.flat(), replica.rev + 1);

test("several cards get a source each, and those that were assumed what it makes of them", () => {
  const records = /** @type {any} */ (smallMap({ cards: 3 }));
  records.card[1].evidence = "observed";
  const replica = replicaOf(records);
  const groups = addSources(replica, "j1", ["c1", "c2", "gone"], DRAFT, "measured");
  assert.equal(groups.length, 2);
  done(replica, groups);
  assert.deepEqual(["c1", "c2", "c3"].map((id) => replica.get("card", id)?.evidence), ["measured", "observed", "assumed"]);
  assert.deepEqual(replica.under("source", "card", "c1").map((s) => [s.kind, s.quote, s.journey]), [["survey", "31 of 40 waited", "j1"]]);
  done(replica, addSources(replica, "j1", ["c1", "c3"], { ...DRAFT, quote: "second" }, null));
  assert.deepEqual(replica.under("source", "card", "c1").map((s) => s.quote), ["31 of 40 waited", "second"]);
  assert.equal(replica.get("card", "c3")?.evidence, "assumed");
});

test("only the web's own addresses become links", () => {
  assert.equal(webAddress(" https://example.org/a b "), "https://example.org/a%20b");
  assert.equal(webAddress("http://intranet/report"), "http://intranet/report");
  for (const other of ["javascript:alert(1)", "data:text/html,x", "file:///etc/passwd", "Winter report.pdf", "", "//example.org"]) assert.equal(webAddress(other), null, other);
});

test("a tag is spelled once on a map, and stands on a card once", () => {
  const replica = replicaOf(/** @type {any} */ (smallMap({ cards: 3 })));
  done(replica, addTag(replica, "j1", ["c1"], "  #Heat   pump "));
  done(replica, addTag(replica, "j1", ["c1", "c2", "gone"], "heat pump"));
  done(replica, addTag(replica, "j1", ["c3"], "autumn"));
  assert.deepEqual([...replica.all("tag").values()].map((t) => [t.card, t.name]), [["c1", "Heat pump"], ["c2", "Heat pump"], ["c3", "autumn"]]);
  assert.deepEqual(tagsOf(replica).map((t) => [t.key, t.cards]), [["heat pump", 2], ["autumn", 1]]);
  assert.deepEqual(tagsAt(replica, ["c2", "c3"]).map((t) => [t.name, t.cards]), [["autumn", 1], ["Heat pump", 1]]);
  done(replica, removeTag(replica, ["c1", "c3"], "heat pump"));
  assert.deepEqual(tagsAt(replica, ["c1", "c2", "c3"]).map((t) => [t.key, t.cards]), [["autumn", 1], ["heat pump", 1]]);
});

test("a tag without a word is none, a long one is cut", () => {
  const replica = replicaOf(/** @type {any} */ (smallMap()));
  assert.deepEqual(addTag(replica, "j1", ["c1"], " # "), []);
  assert.equal(tagName("x".repeat(90)).length, 60);
  assert.equal(tagName("#winter"), "winter");
});
