// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { takePopped, watchPops } from "../../cxmap/board/static/view/popped.js";

test("the address that Back led to is given once, to its own journey", () => {
  /** @type {() => void} */
  let pop = () => assert.fail("Nobody listens.");
  const page = { location: { search: "" }, addEventListener: (/** @type {string} */ name, /** @type {() => void} */ fn) => void (name === "popstate" && (pop = fn)) };
  watchPops(page);
  const back = (/** @type {string} */ search) => ((page.location.search = search), pop(), (page.location.search = ""));
  assert.equal(takePopped("j1"), "");
  back("?journey=j1&channel=post");
  assert.deepEqual([takePopped("j1"), takePopped("j1")], ["?journey=j1&channel=post", ""]);
  back("?journey=j2&channel=post");
  assert.equal(takePopped("j1"), "");
  back("?kpi=3");
  assert.equal(takePopped("j1"), "");
});
