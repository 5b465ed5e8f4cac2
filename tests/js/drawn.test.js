// @ts-check
/** Drawn portraits: the browser's are those of `documents/avatar.py`. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { choice, drawing } from "../../cxmap/board/static/view/drawn.js";

/** @type {{code: string, choice: Record<string, string>, svg: string}[]} */
const cases = JSON.parse(readFileSync(new URL("../fixtures/avatars.json", import.meta.url), "utf-8"));

for (const one of cases) {
  test(`“${one.code}” is drawn as the server draws it`, () => {
    assert.deepEqual(choice(one.code), one.choice);
    assert.equal(drawing(one.code), one.svg);
  });
}
