// @ts-check
/** The blueprint's lines: where they stand (the cases shared with Python), and what moving one writes. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { LINE_KEYS, linePlaces, moveLine, placesFor, removeLine } from "../../cxmap/board/static/model/lines.js";
import { fixture, pick, seeded } from "./fixtures.js";

/** Lanes from “kind” or “kind:line”. @param {string[]} texts */
const lanesOf = (texts) => texts.map((text, i) => ({ id: `l${i}`, kind: text.split(":")[0], line: text.split(":")[1] ?? null }));

/** @param {any[]} lanes @param {any[]} edits */
const after = (lanes, edits) => lanes.map((lane) => ({ ...lane, ...edits.find((edit) => edit.id === lane.id)?.fields }));

for (const { name, lanes, lines, below } of fixture("lines")) {
  test(`shared case: ${name}`, () => assert.deepEqual(linePlaces(lanesOf(lanes)), { lines, below }));
}

test("a moved line stands above its new lane alone, and those that stood elsewhere stay", () => {
  const random = seeded(7);
  const kinds = ["action", "pain", "frontstage", "backstage", "support", "note"];
  for (let i = 0; i < 300; i++) {
    const lanes = lanesOf(Array.from({ length: 8 }, () => `${pick(random, kinds)}${pick(random, ["", "", "", ":none", ":visibility", ":internal"])}`)).map((lane) => ({ ...lane, line: lane.line || null }));
    const line = pick(random, LINE_KEYS);
    const places = placesFor(lanes, line);
    if (!places.length) continue;
    const to = pick(random, places);
    const before = linePlaces(lanes).lines;
    const moved = linePlaces(after(lanes, moveLine(lanes, line, to))).lines;
    assert.equal(moved.indexOf(line), lanes.findIndex((lane) => lane.id === to));
    for (const other of LINE_KEYS) if (other !== line && before.includes(other)) assert.equal(moved.indexOf(other), before.indexOf(other), JSON.stringify({ lanes, line, to }));
    assert.ok(!linePlaces(after(lanes, removeLine(lanes, line))).lines.includes(line));
  }
});

test("a line stays between those before and after it, and off a lane that has another", () => {
  const lanes = lanesOf(["action", "touchpoint", "frontstage", "pain", "backstage", "support"]);
  assert.deepEqual(placesFor(lanes, "interaction"), ["l0", "l1", "l2", "l3"]);
  assert.deepEqual(placesFor(lanes, "visibility"), ["l3", "l4"]);
  assert.deepEqual(placesFor(lanes, "internal"), ["l5"]);
});

test("a line that is where it should be needs no edit, and an edit tells what was seen", () => {
  const lanes = lanesOf(["action", "frontstage"]);
  assert.deepEqual(moveLine(lanes, "interaction", "l1"), []);
  assert.deepEqual(moveLine(lanes, "interaction", "gone"), []);
  assert.deepEqual(moveLine(lanes, "interaction", "l0"), [{ op: "patch", type: "lane", id: "l0", fields: { line: "interaction" }, was: { line: null } }]);
  assert.deepEqual(removeLine(lanes, "interaction"), [{ op: "patch", type: "lane", id: "l1", fields: { line: "none" }, was: { line: null } }]);
});
