// @ts-check
/** What the board's style sheets must not say. */
import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import test from "node:test";

const FOLDER = new URL("../../cxmap/board/static/css/", import.meta.url);
/** What holds the whole map. */
const WHOLE = ["cx", "cx-past", "cx-body", "cx-main", "cx-scroll", "cx-world", "cx-canvas", "cx-cells", "cx-strip"];

test("no rule looks from the whole board into it", () => {
  // with one, each element that comes or goes has the browser style and lay out everything anew: 30 ms of every edit, measured
  const wide = new RegExp(`(\\.(${WHOLE.join("|")})|:host|:root|\\[data-(zoom|theme)[^\\]]*\\]):(has|not\\(:has)\\(`);
  for (const name of readdirSync(FOLDER)) {
    const found = wide.exec(readFileSync(new URL(name, FOLDER), "utf8"));
    assert.equal(found, null, `${name}: ${found?.[0]}`);
  }
});

test("the dashes of an assumed card have the colour of a dash, in each theme and on each screen", () => {
  const tokens = readFileSync(new URL("tokens.css", FOLDER), "utf8");
  const themes = [/^\.cx \{[^}]*\}/m, /^\.cx\[data-theme=dark\] \{[^}]*\}/m].map((rule) => rule.exec(tokens)?.[0] ?? "");
  const colours = themes.map((rule) => /--dash: #([0-9A-F]{6});/.exec(rule)?.[1]);
  const drawn = (/** @type {string} */ rule) => [...rule.matchAll(/--dashed\w*: url\(.*stroke='%23([0-9A-F]{6})'/g)].map((found) => found[1]);
  const fine = drawn(/\(min-resolution[^]*?\n\}/.exec(tokens)?.[0] ?? "");
  assert.equal(colours.filter(Boolean).length, 2);
  assert.deepEqual(themes.map(drawn), colours.map((colour) => [colour, colour]));
  assert.deepEqual(fine, colours);
});
