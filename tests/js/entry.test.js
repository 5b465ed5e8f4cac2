// @ts-check
/** What the way in makes of what stands behind the # of its address. */
import assert from "node:assert/strict";
import { test } from "node:test";

import { displayed, nextPage } from "../../cxmap/web/static/entry-words.js";

test("a code is shown in fours, however it came", () => {
  for (const code of ["K7MQ3WXT", "k7mq 3wxt", "k7mq-3wxt", " K7MQ–3WXT "]) assert.equal(displayed(code), "K7MQ 3WXT");
  assert.equal(displayed("k7mq3wxt-9acd"), "K7MQ 3WXT 9ACD");
});

test("what is no code is shown as it is, and not at any length", () => {
  assert.equal(displayed("K7MQ"), "K7MQ");
  assert.equal(displayed("<img src=x>"), "<img src=x>");
  assert.equal(displayed("x".repeat(1000)).length, 20);
});

test("after the sign-in one goes where one wanted to, where that is a page of ours", () => {
  assert.equal(nextPage("sign-in", "/maps", "/journey?journey=j", "/maps/"), "/maps/journey?journey=j");
  assert.equal(nextPage("sign-in", "", "/", "/"), "/");
});

test("no other site is gone to, and no other page after joining", () => {
  for (const evil of ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:alert(1)", "", "/a\\b", "/a b"])
    assert.equal(nextPage("sign-in", "", evil, "/"), "/");
  assert.equal(nextPage("join", "", "/journey", "/room/w"), "/room/w");
  assert.equal(nextPage("enter", "", "/journey", "/"), "/");
});
