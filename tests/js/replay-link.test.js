import assert from "node:assert/strict";
import { test } from "node:test";
import { askedReplay, replayOf } from "../../cxmap/board/static/view/replay-link.js";

test("an address names two revisions, or nothing", () => {
  assert.deepEqual(replayOf("?journey=j&replay=12-80"), { from: 12, to: 80 });
  for (const search of ["", "?replay=", "?replay=80-12", "?replay=5-5", "?replay=0-9", "?replay=a-b", "?replay=1-2-3", "?replay=-1-4", "?replay=1.5-3", "?replay=1-99999999999"]) {
    assert.equal(replayOf(search), null, search);
  }
});

/** A history whose panel opens, and which says what is played. @param {any} you */
function history(you) {
  /** @type {any} */
  const made = { open: false, played: [], listeners: [] };
  made.board = {
    session: { you, on: (/** @type {string} */ name, /** @type {() => void} */ run) => (made.listeners.push(run), () => { made.listeners = []; }) },
    sides: { toggle: () => { made.open = true; } },
  };
  made.replay = { start: (/** @type {number} */ from, /** @type {number} */ to) => made.played.push([from, to]) };
  return made;
}

const rest = () => new Promise((resolve) => setImmediate(resolve));

test("the history opens when the map has come, and is played once", async () => {
  const there = history(null);
  const asked = askedReplay(there, "?replay=3-9");
  await rest();
  assert.equal(there.open, false);
  for (const run of there.listeners) run();
  await rest();
  assert.equal(there.open, true);
  asked.play();
  asked.play();
  assert.deepEqual(there.played, [[3, 9]]);
  there.open = false;
  for (const run of there.listeners) run(); // a reconnect opens nothing again
  await rest();
  assert.equal(there.open, false);
  asked.off();
  assert.deepEqual(there.listeners, []);
});

test("a board that is connected already opens it at once; without an address nothing happens", async () => {
  const there = history({ person: "a" });
  askedReplay(there, "?replay=3-9");
  await rest();
  assert.equal(there.open, true);
  const other = history({ person: "a" });
  askedReplay(other, "?journey=j").play();
  await rest();
  assert.deepEqual([other.open, other.played], [false, []]);
});
