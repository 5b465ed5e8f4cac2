// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { DEFAULTS } from "../../cxmap/board/static/sync/schema.js";
import { Lead } from "../../cxmap/board/static/view/workshop/lead.js";
import { replicaOf, smallMap } from "./fixtures.js";

/** A page in the room of a workshop that Mel leads; Gus, a guest, looks at it. */
function page() {
  const replica = replicaOf(smallMap({ cards: 1 }));
  /** @type {string[]} */ const said = [];
  /** @type {string[]} */ const opened = [];
  const part = {
    session: { replica }, who: { person: "gus", role: "guest" },
    workshop: { ...DEFAULTS.workshop, id: "w1", journey: "j1", title: "W", state: "running", facilitator: "mel", facilitator_name: "Mel" },
    board: { host: { room: {} }, sides: { open: (/** @type {string} */ name) => opened.push(name) }, toast: (/** @type {string} */ words) => said.push(words) },
  };
  const lead = new Lead(/** @type {any} */ (part));
  const give = (/** @type {string} */ person, /** @type {string} */ name, role = "guest") => {
    part.who = { person: "gus", role };
    part.workshop = { ...part.workshop, facilitator: person, facilitator_name: name };
    lead.update();
    return Promise.resolve();
  };
  return { lead, give, said, opened };
}

test("who gets the lead is told and finds the desk open, who loses it is told by whom", async () => {
  const { lead, give, said, opened } = page();
  await give("mel", "Mel");
  assert.deepEqual([said, opened], [[], []]);
  await give("gus", "Gus", "facilitator");
  assert.deepEqual([said.length, opened], [1, ["workshop"]]);
  assert.match(said[0], /^You lead the workshop now/);
  assert.equal(lead.moderates, false, "a guest leads, and has a facilitator's role only as long as that");
  await give("mel", "Mel");
  assert.equal(said[1], "Mel leads the workshop now.");
});

test("who hands the lead over themselves is not told it a second time", async () => {
  const { lead, give, said } = page();
  await give("gus", "Gus", "facilitator");
  lead.given = "mel";
  await give("mel", "Mel");
  assert.deepEqual(said, []);
});
