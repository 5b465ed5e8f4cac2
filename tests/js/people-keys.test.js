// @ts-check
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { KEYS } from "../../cxmap/board/static/people/keys.js";

test("the manual of personas lists every key of the editor, in the same groups, and no other", async () => {
  const manual = await readFile(new URL("../../docs/personas.md", import.meta.url), "utf8");
  /** @type {Record<string, string[]>} */
  const written = {};
  let group = "";
  for (const line of manual.split("\n")) {
    if (line.startsWith("### ")) group = line.slice(4);
    const row = /^\| (.+) \| (.+) \|$/.exec(line);
    if (!row || row[1] === "Key" || row[1].startsWith("---") || !KEYS.some((one) => one.title === group)) continue;
    (written[group] ??= []).push(`${row[1].replaceAll("`", "").split(" or ").join("|")}: ${row[2]}`);
  }
  const capital = (/** @type {string} */ words) => words[0].toUpperCase() + words.slice(1);
  const known = Object.fromEntries(KEYS.map((one) => [one.title, one.keys.map(({ keys, does }) => `${keys}: ${capital(does)}`)]));
  assert.deepEqual(written, known);
});
