// @ts-check
/** Several people, a bad network, and at the end one map: the same for all, and the server's. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { Commands } from "../../cxmap/board/static/model/commands.js";
import { pick, seeded, shown, smallMap } from "./fixtures.js";
import { FakeClock, MemoryStore, TestServer } from "./world.js";

/** Do something a person would do. @param {Commands} commands @param {() => number} random */
function act(commands, random) {
  const { replica } = commands;
  const [stages, lanes] = [replica.list("stage"), replica.list("lane")];
  const cards = [...replica.all("card").keys()];
  const some = () => cards.filter(() => random() < 3 / cards.length);
  if (!stages.length || !lanes.length) return commands.addStage({ name: "Again" });
  const place = { stage: pick(random, stages).id, lane: pick(random, lanes).id };
  switch (Math.floor(random() * 14)) {
    case 0: case 1: return commands.addCards({ ...place, at: Math.floor(random() * 4), texts: [`Card ${Math.floor(random() * 100)} -1 !!`] });
    case 2: case 3: return commands.moveCards(some(), { ...place, index: Math.floor(random() * 4) });
    case 4: case 5: return cards.length ? commands.setText(pick(random, cards), `Text ${Math.floor(random() * 100)}`) : null;
    case 6: return commands.setSeverity(some(), Math.floor(random() * 4));
    case 7: return cards.length ? commands.setFeeling(pick(random, cards), "ann", random() < 0.2 ? null : random() * 6 - 3) : null;
    case 8: return commands.deleteCards(some().slice(0, 2));
    case 9: return random() < 0.4 ? commands.deleteStage(place.stage) : commands.addStage({ name: "New", at: 1 });
    case 10: return commands.moveStage(place.stage, Math.floor(random() * 3));
    case 11: return commands.duplicateCards(some());
    case 12: return commands.session.undo();
    default: return commands.session.redo();
  }
}

for (let seed = 1; seed <= 25; seed++) {
  test(`boards end the same as the store, through cuts, losses and doubles (seed ${seed})`, async () => {
    const random = seeded(seed);
    const clock = new FakeClock();
    const server = new TestServer(smallMap(), clock);
    const stores = [new MemoryStore(), new MemoryStore(), new MemoryStore()];
    const start = (/** @type {number} */ i) => {
      const session = server.session({ person: `p${i}`, random, storage: { outbox: stores[i], local: null } });
      session.start();
      return new Commands(session, { random });
    };
    const boards = stores.map((_, i) => start(i));
    await clock.pass(200);
    server.mangle = (message) => {
      const roll = random();
      return message.t === "welcome" || message.t === "pong" || roll > 0.1 ? [message] : roll < 0.05 ? [] : [message, message];
    };
    for (let step = 0; step < 120; step++) {
      act(pick(random, boards), random);
      const roll = random();
      if (roll < 0.04) pick(random, [...server.sockets, { drop() {} }]).drop(1006);
      else if (roll < 0.05) server.cut({ up: false });
      else if (roll < 0.1) server.up = true;
      else if (roll < 0.12) server.snapshots = !server.snapshots;
      else if (roll < 0.13) for (const socket of server.sockets) server.send(socket, { t: "snapshot", rev: server.rev, records: server.records() });
      else if (roll < 0.15) {
        // a reload: the page goes, what it kept comes with the next one
        const i = Math.floor(random() * boards.length);
        boards[i].session.close();
        await clock.pass(20);
        boards[i] = start(i);
      }
      await clock.pass(Math.floor(random() * 40));
    }
    server.up = true;
    server.mangle = (message) => [message];
    server.cut(); // what was lost on the way is told by the next welcome
    await clock.pass(40_000);
    for (const { session } of boards) {
      assert.deepEqual([session.status.state, session.status.waiting], ["connected", 0]);
      assert.deepEqual(shown(session.replica), shown(server.state));
    }
    const ids = server.log.map((change) => change.id);
    assert.equal(new Set(ids).size, ids.length);
    for (const store of stores) assert.equal(store.items.size, 0);
    for (const { session } of boards) session.close();
  });
}
