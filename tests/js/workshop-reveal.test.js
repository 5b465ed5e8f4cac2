// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { Reveal } from "../../cxmap/board/static/view/workshop/reveal.js";

test("a reveal waits until somebody has given something, also while the next count is awaited", () => {
  const span = { textContent: "" };
  const go = { disabled: false, hidden: false, querySelector: () => span, setAttribute: () => {}, getAttribute: () => null, removeAttribute: () => {} };
  const step = { id: "s1", kind: "vote", revealed: null, private: "off" };
  const session = { counts: /** @type {any} */ ({ step: "s1", people: 0 }) };
  const reveal = Object.assign(Object.create(Reveal.prototype), { part: { step, session }, go, el: { hidden: false }, busy: false, timer: 1 });
  const off = () => (reveal.update(), go.disabled);
  assert.equal(off(), true);
  session.counts = null;
  assert.equal(off(), true, "nor before the server has counted");
  session.counts = { step: "s0", people: 3 };
  assert.equal(off(), true, "nor by what the step before came to");
  session.counts = { step: "s1", people: 1 };
  assert.equal(off(), false);
  step.kind = "write";
  session.counts = null;
  assert.equal(off(), false, "cards can be shown at any time");
});
