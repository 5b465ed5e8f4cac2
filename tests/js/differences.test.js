// @ts-check
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { test } from "node:test";
import { Definitions } from "../../cxmap/board/static/model/definitions.js";
import { number, sentence, Sentences } from "../../cxmap/board/static/model/difference-words.js";
import { differences } from "../../cxmap/board/static/model/differences.js";
import { kept } from "../../cxmap/board/static/model/pairing.js";
import { DEFAULTS } from "../../cxmap/board/static/sync/schema.js";
import { fixture, replicaOf, seeded, smallMap } from "./fixtures.js";

/** The definitions as the server serves them. */
function definitions() {
  const root = fileURLToPath(new URL("../..", import.meta.url));
  const own = `${root}.venv/bin/python`;
  const script = "import json, cxmap.web.assets as a; print(json.dumps(a.definitions()))";
  return new Definitions(JSON.parse(execFileSync(existsSync(own) ? own : "python3", ["-c", script], { cwd: root, encoding: "utf-8" })));
}

/** @param {Record<string, any[]>} map */
function filled(map) {
  const journey = map.journey[0].id;
  return replicaOf(Object.fromEntries(Object.entries(map).map(([type, rows]) => [type, rows.map((row) => ({ ...DEFAULTS[type], ...("journey" in DEFAULTS[type] ? { journey } : {}), ...row }))])));
}

const words = definitions();
for (const { name, by, before, after, differences: expected } of fixture("differences")) {
  test(`differences: ${name}`, () => {
    const [a, b] = [filled(before), filled(after)];
    const said = new Sentences(a, b, words);
    assert.deepEqual(differences(a, b, { by }).map((d) => ({ ...d, sentence: said.of(d) })), expected);
  });
}

test("one sentence at a time says the same", () => {
  const [before, after] = [replicaOf(smallMap()), replicaOf({ ...smallMap(), card: [] })];
  const [first] = differences(before, after, { by: "id" });
  assert.equal(sentence(first, { before, after, definitions: words }), "“Card 1” is gone from Stage 1");
});

test("as few as can be have moved", () => {
  assert.deepEqual([...kept([])], []);
  assert.deepEqual([...kept([0, 1, 2])].sort(), [0, 1, 2]);
  assert.deepEqual([...kept([1, 2, 0])].sort(), [0, 1]);
  assert.equal(kept([3, 2, 1, 0]).size, 1);
});

test("a rising part rises, and nothing is left out that would fit between", () => {
  const random = seeded(7);
  for (let round = 0; round < 200; round++) {
    const ranks = Array.from({ length: 8 }, (_, i) => i).sort(() => random() - 0.5);
    const left = ranks.filter((_, i) => kept(ranks).has(i));
    assert.deepEqual(left, [...left].sort((a, b) => a - b));
    let longest = 0;
    for (let mask = 0; mask < 256; mask++) {
      const some = ranks.filter((_, i) => mask & (1 << i));
      if (some.every((rank, i) => !i || rank > some[i - 1])) longest = Math.max(longest, some.length);
    }
    assert.equal(left.length, longest);
  }
});

test("numbers as people read them", () => {
  assert.deepEqual([1, -3, 12.345, 0.001, -0.001, 1e15].map(number), ["1", "−3", "12.35", "0", "0", "1000000000000000"]);
});

test("of 3,000 cards those that changed are found", () => {
  const map = smallMap({ cards: 3000 });
  map.card.forEach((card, i) => (card.order = `a${String(i).padStart(5, "0")}V`));
  const [before, after] = [replicaOf(map), replicaOf({ ...map, card: map.card.map((card, i) => (i % 10 ? card : { ...card, title: "New" })) })];
  assert.equal(differences(before, after, { by: "id" }).length, 300);
});
