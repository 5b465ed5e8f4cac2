// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { assign, holders, ownJourney, problems, roleOf, setRole, teamOf, unassign } from "../../cxmap/board/static/model/teams.js";
import { joined, world } from "./world.js";
import { replicaOf, smallMap } from "./fixtures.js";

/** A map with two teams, a role, and parts given as "c1 book accountable". @param {...string} given */
function mapWith(...given) {
  return replicaOf({
    ...smallMap({ kinds: ["touchpoint"] }),
    team: [{ id: "book", workspace: "main", name: "Booking", lead: "", note: "" }, { id: "est", workspace: "main", name: "Estates", lead: "", note: "" }],
    role: [{ id: "clerk", team: "book", name: "Clerk", note: "" }],
    assignment: given.map((text) => {
      const [card, team, part] = text.split(" ");
      return { id: `${card}.${team}.${part}`, journey: "j1", card, team, part, role: null };
    }),
  });
}

const short = (/** @type {any[][]} */ groups) => groups.map((edits) => edits.map((e) => `${e.op} ${e.id}`));

test("there is one owner: the new one takes over from whoever had it", () => {
  const replica = mapWith("c1 book accountable", "c2 est accountable", "c2 book accountable");
  assert.deepEqual(short(assign(replica, ["c1", "c2", "c3"], "accountable", "est")), [
    ["delete c1.book.accountable", "put c1.est.accountable"],
    ["delete c2.book.accountable"],
    ["put c3.est.accountable"],
  ]);
});

test("the other parts are for several, what is there already and cards that are gone make no edit", () => {
  const replica = mapWith("c1 book responsible");
  assert.deepEqual(short(assign(replica, ["c1", "c2", "gone"], "responsible", "book")), [["put c2.book.responsible"]]);
  assert.deepEqual(short(assign(replica, ["c1"], "responsible", "est")), [["put c1.est.responsible"]]);
});

test("a part is taken from one team, or from all that have it", () => {
  const replica = mapWith("c1 book accountable", "c1 est accountable", "c1 est responsible");
  assert.deepEqual(short(unassign(replica, ["c1", "c2"], "accountable", "est")), [["delete c1.est.accountable"]]);
  assert.deepEqual(short(unassign(replica, ["c1"], "accountable")), [["delete c1.book.accountable", "delete c1.est.accountable"]]);
});

test("a team is found by its name however it is written, and made with an id out of its name", () => {
  const replica = mapWith();
  assert.deepEqual(teamOf(replica, "j1", "  BOOKING "), { id: "book", edits: [] });
  assert.deepEqual(teamOf(replica, "j1", "   "), { id: "", edits: [] });
  const made = teamOf(replica, "j1", " Call  centre ");
  assert.equal(made.id, teamOf(mapWith(), "j1", "call centre").id);
  assert.deepEqual(made.edits, [{ op: "put", type: "team", id: made.id, fields: { workspace: "main", name: "Call centre" } }]);
  assert.notEqual(made.id, teamOf(replica, "j1", "Call centre 2").id);
  replica.apply([{ op: "put", type: "team", id: made.id, fields: { workspace: "main", name: "Renamed since", lead: "", note: "" } }], 2);
  assert.notEqual(teamOf(replica, "j1", "Call centre").id, made.id);
});

test("a role belongs to its team", () => {
  const replica = mapWith("c1 book accountable");
  assert.deepEqual(roleOf(replica, "book", "clerk"), { id: "clerk", edits: [] });
  const made = roleOf(replica, "est", "Clerk");
  assert.deepEqual(made.edits[0].fields, { team: "est", name: "Clerk" });
  assert.deepEqual(setRole(replica, ["c1", "c2"], "accountable", "book", "clerk"), [
    [{ op: "patch", type: "assignment", id: "c1.book.accountable", fields: { role: "clerk" }, was: { role: null } }],
  ]);
  assert.deepEqual(setRole(replica, ["c1"], "accountable", "book", null), []);
});

test("who has a part in several cards, and in how many of them", () => {
  const parts = holders(mapWith("c1 est accountable", "c1 book accountable", "c2 book accountable", "c2 book informed"), ["c1", "c2", "c3"]);
  assert.deepEqual(parts.accountable.map((p) => [p.team.name, p.cards]), [["Booking", ["c1", "c2"]], ["Estates", ["c1"]]]);
  assert.deepEqual(parts.informed.map((p) => p.team.name), ["Booking"]);
  assert.deepEqual(parts.responsible, []);
});

test("exactly one A, at least one R, and the A may be the R", () => {
  const said = (/** @type {string[]} */ ...given) => problems(holders(mapWith(...given), ["c1"])).map((p) => `${p.level}: ${p.sentence}`);
  assert.deepEqual(said(), ["error: No team answers for it: give one team the A.", "warning: No team does the work: give one the R."]);
  assert.deepEqual(said("c1 book accountable", "c1 book responsible"), []);
  assert.deepEqual(said("c1 book accountable", "c1 est accountable", "c1 est responsible"), ["error: Booking and Estates both answer for it: keep one A."]);
});

test("the journey's owner is a patch only where it changes", () => {
  const replica = mapWith();
  assert.deepEqual(ownJourney(replica, "j1", null), []);
  assert.deepEqual(ownJourney(replica, "j1", "est"), [{ op: "patch", type: "journey", id: "j1", fields: { owner: "est" }, was: { owner: null } }]);
});

test("two people who name the same new team at once make one, and the same part twice is one record", async () => {
  const { clock, server } = await world();
  const sessions = [server.session(), server.session({ person: "p2" })];
  for (const session of sessions) session.start();
  await clock.pass(100);
  for (const session of sessions) {
    const team = teamOf(session.replica, "j1", "Booking");
    session.commit([...team.edits, ...assign(session.replica, ["c1"], "accountable", team.id).flat()]);
  }
  await clock.pass(200);
  for (const { replica } of sessions) {
    assert.deepEqual([...replica.all("team").values()].map((t) => t.name), ["Booking"]);
    assert.equal(replica.all("assignment").size, 1);
  }
});

test("two people who choose different owners at once leave two, shown as an error, and neither is lost", async () => {
  const { clock, server } = await world();
  const sessions = [server.session(), server.session({ person: "p2" })];
  for (const session of sessions) session.start();
  await clock.pass(100);
  sessions.forEach((session, i) => {
    const team = teamOf(session.replica, "j1", ["Booking", "Estates"][i]);
    session.commit([...team.edits, ...assign(session.replica, ["c1"], "accountable", team.id).flat()]);
  });
  await clock.pass(200);
  for (const { replica } of sessions) {
    const parts = holders(replica, ["c1"]);
    assert.deepEqual(parts.accountable.map((p) => p.team.name), ["Booking", "Estates"]);
    assert.match(problems(parts)[0].sentence, /keep one A/);
  }
});

test("a person who only looks changes nothing", async () => {
  const { session } = await joined();
  session.role = "viewer";
  assert.equal(session.commit(assign(session.replica, ["c1"], "accountable", "book").flat()), "");
});
