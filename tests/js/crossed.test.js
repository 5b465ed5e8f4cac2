// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { tellCrossed } from "../../cxmap/board/static/view/crossed.js";
import { heard, joined } from "./world.js";

const crossed = { t: "crossed", rev: 2, type: "card", id: "c1", field: "severity", by: { person: "p2", name: "Ben" }, stands: false, lost: 1, message: "Ben set “Severity” of “Card 1” to 3 at the same time as you: your 1 no longer stands." };

test("an edit says what its author saw, but for where things stand", async () => {
  const { clock, server, session } = await joined();
  session.commit([{ op: "patch", type: "card", id: "c1", fields: { severity: 2, stage: "s2", order: "a9" } }]);
  session.commit([{ op: "patch", type: "card", id: "c1", fields: { severity: 3 } }]);
  await clock.pass(100);
  assert.deepEqual(server.heard.filter((m) => m.t === "change").map((m) => m.edits[0].was), [{ severity: null }, { severity: 2 }]);
  session.close();
});

test("a crossing is told once, also when it is told again on the way back in", async () => {
  const { clock, server, session } = await joined();
  const told = heard(session, "crossed");
  for (const socket of server.sockets) {
    server.send(socket, crossed);
    server.send(socket, crossed);
    server.send(socket, { ...crossed, rev: 3 });
  }
  await clock.pass(100);
  assert.deepEqual(told.map(([c]) => c.rev), [2, 3]);
  session.close();
});

test("what is put back after a third value names the one that was told of, so that its author is told", async () => {
  const { clock, server, session } = await joined();
  session.commit([{ op: "patch", type: "card", id: "c1", fields: { severity: 3 } }]);
  /** @type {any[]} */ const shown = [];
  tellCrossed({ session, toast: (message, action) => (shown.push(action), () => {}) })(crossed);
  session.commit([{ op: "patch", type: "card", id: "c1", fields: { severity: 2 } }]); // as from somebody else
  shown[0].run();
  await clock.pass(100);
  const [edit] = server.heard.filter((m) => m.t === "change").at(-1).edits;
  assert.deepEqual([edit.fields, edit.was], [{ severity: 1 }, { severity: 3 }]);
  session.close();
});

test("the message offers to put the value back that does not stand", async () => {
  const { clock, session } = await joined();
  /** @type {{message: string, label?: string, run?: () => void, closed: boolean}[]} */
  const shown = [];
  const toast = (/** @type {string} */ message, /** @type {any} */ action = {}) => {
    const one = { message, ...action, closed: false };
    shown.push(one);
    return () => void (one.closed = true);
  };
  const tell = tellCrossed({ session, toast });
  tell(crossed);
  tell({ ...crossed, rev: 3, stands: true });
  assert.deepEqual(shown.map(({ label, closed }) => [label, closed]), [["Put mine back", true], ["Put theirs back", false]]);
  shown[0].run?.();
  assert.equal(session.replica.get("card", "c1").severity, 1);
  assert.equal(shown[1].closed, true, "it is back: there is nothing left to offer");
  session.commit([{ op: "delete", type: "card", id: "c1" }]);
  shown[1].run?.();
  assert.equal(shown[2].message, "That was deleted meanwhile: undo the deletion first.");
  await clock.pass(100);
  session.close();
});
