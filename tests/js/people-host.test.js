// @ts-check
import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { PeopleHost } from "../../cxmap/board/static/people/host.js";
import { DEFAULTS } from "../../cxmap/board/static/sync/schema.js";
import { replicaOf } from "./fixtures.js";

test("where the page is asked to go somewhere a moment after a change, nothing interrupts it; its gallery hears of the change later", (t) => {
  mock.timers.enable({ apis: ["setTimeout", "Date"], now: 10_000 });
  const before = Reflect.get(globalThis, "window");
  Reflect.set(globalThis, "window", globalThis);
  t.after(() => {
    mock.timers.reset();
    Reflect.set(globalThis, "window", before);
  });
  /** @type {any[]} */ const said = [];
  const host = new PeopleHost({
    data: { revision: 1, fresh: "" },
    setStateValue: (/** @type {string} */ name, /** @type {any} */ value) => said.push([name, value]),
    setTriggerValue: (/** @type {string} */ name, /** @type {any} */ value) => said.push([name, value]),
  });
  const replica = (/** @type {string} */ name, /** @type {number} */ rev) => replicaOf({ persona: [{ id: "ann", ...DEFAULTS.persona, name }] }, rev);
  host.desk = { loaded: true, day: "2026-11-22", persona: "ann", readonly: false, session: { status: { waiting: 0 } }, replica: replica("Ann", 1) };
  host.tell();
  host.desk.replica = replica("Anna", 2);
  host.tell();
  mock.timers.tick(700);
  host.go({ picture: "ann" });
  host.tell(); // painted again
  mock.timers.tick(1_900);
  assert.deepEqual(said, [["go", { picture: "ann" }]]);
  mock.timers.tick(200);
  assert.deepEqual(said.slice(1), [["seen", 2]]);
});
