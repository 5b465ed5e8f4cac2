// @ts-check
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { restsOn } from "../../cxmap/board/static/people/coverage.js";

const { cases } = JSON.parse(readFileSync(new URL("../fixtures/persona-coverage.json", import.meta.url), "utf-8"));

for (const { name, today, quote, statements, grounds, expect } of cases) {
  test(`what a persona rests on: ${name}`, () => {
    const of = (/** @type {string} */ id) => grounds.filter((/** @type {any} */ ground) => ground.statement === id);
    const found = restsOn({ quote }, statements, of, today);
    const { basedOnResearch, onlySegment, ...rest } = found;
    assert.deepEqual({ ...rest, research_based: basedOnResearch, only_segment: onlySegment }, expect);
  });
}
