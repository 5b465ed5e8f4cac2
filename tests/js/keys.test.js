import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { KEYS, parts } from "../../cxmap/board/static/view/keys.js";

const manual = await readFile(new URL("../../docs/keys.md", import.meta.url), "utf8");

test("the manual lists every key of the board, in the same groups, and no other", () => {
  /** @type {Record<string, string[]>} */
  const written = {};
  let group = "";
  for (const line of manual.split("\n")) {
    if (line.startsWith("## ")) written[(group = line.slice(3))] = [];
    const row = /^\| (.+) \| (.+) \|$/.exec(line);
    if (row && row[1] !== "Key" && !row[1].startsWith("---")) written[group].push(`${row[1].replaceAll("`", "").split(" or ").join("|")}: ${row[2]}`);
  }
  const capital = (/** @type {string} */ s) => s[0].toUpperCase() + s.slice(1);
  const known = Object.fromEntries(KEYS.map((g) => [g.title, g.keys.map((k) => `${k.keys}: ${capital(k.does)}`)]));
  assert.deepEqual(written, known);
});

test("a combination is split at its modifiers only", () => {
  assert.deepEqual(parts("Ctrl++"), ["Ctrl", "+"]);
  assert.deepEqual(parts("Ctrl+Shift+Z"), ["Ctrl", "Shift", "Z"]);
  assert.deepEqual(parts("+"), ["+"]);
});
