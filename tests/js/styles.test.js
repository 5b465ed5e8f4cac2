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
