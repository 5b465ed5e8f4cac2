// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { noteView, takePopped, watchPops } from "../../cxmap/board/static/view/popped.js";

/** A browser's window; what goes back in it. */
function browser() {
  /** @type {() => void} */
  let pop = () => assert.fail("Nobody listens.");
  const page = { location: { pathname: "/journey", search: "" }, addEventListener: (/** @type {string} */ name, /** @type {() => void} */ fn) => void (name === "popstate" && (pop = fn)) };
  watchPops(page);
  return (/** @type {string} */ search, pathname = "/journey") => (Object.assign(page.location, { search, pathname }), pop());
}

test("the address that Back led to is given once, to its own journey", () => {
  const back = browser();
  assert.equal(takePopped("j1"), "");
  back("?journey=j1&channel=post");
  assert.deepEqual([takePopped("j1"), takePopped("j1")], ["?journey=j1&channel=post", ""]);
  back("?journey=j2&channel=post");
  assert.equal(takePopped("j1"), "");
  back("?kpi=3");
  assert.equal(takePopped("j1"), "");
});

test("an address in between, that a page's link away has left, stands for the map as it was left", () => {
  const back = browser();
  noteView("j1", "channel=post", { pathname: "/journey", search: "" });
  for (const between of ["", "?journey=j1", "?board=b1&idea=i1"]) {
    back(between);
    assert.equal(takePopped("j1"), "?journey=j1&channel=post");
  }
  back("?journey=j1&channel=phone");
  assert.equal(takePopped("j1"), "?journey=j1&channel=phone", "an address that has a view means that one");
  back("?journey=j2");
  assert.equal(takePopped("j2"), "?journey=j2", "another map was not left like that");
  back("", "/");
  assert.equal(takePopped("j1"), "", "nor is another page the map");
  noteView("j1", "", { pathname: "/journey", search: "" });
  back("");
  assert.equal(takePopped("j1"), "?journey=j1");
});
