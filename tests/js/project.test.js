// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { Replica } from "../../cxmap/board/static/sync/replica.js";
import { DEFAULTS } from "../../cxmap/board/static/sync/schema.js";
import { spokenTime, timerOf } from "../../cxmap/board/static/project/clock.js";
import { dotsOf, halfWidth, middleHalf, packing } from "../../cxmap/board/static/project/dots.js";
import { asked, pointedTo, sceneOf } from "../../cxmap/board/static/project/scene.js";
import { CALM, REST, Turning } from "../../cxmap/board/static/project/turning.js";
import { pack, pageWith, ratedOf, short } from "../../cxmap/board/static/project/rated.js";
import { decidedOf, hereOf, painsOf, parkedOf, placedOf, votesOf } from "../../cxmap/board/static/project/ranked.js";
import { pageOfStage, saidOf } from "../../cxmap/board/static/project/said.js";
import { spaced } from "../../cxmap/board/static/project/door.js";

const STAGES = ["Before", "Waiting", "After"];

/** Keys in order, whatever their number. @param {number} i */
const key = (i) => `a${String.fromCharCode(48 + i)}`;

/**
 * A room of three stages with a workshop. Records by type, each with what differs from its defaults.
 * @param {Record<string, any[]>} [more]
 */
function room(more = {}) {
  const records = /** @type {Record<string, any[]>} */ ({
    journey: [{ id: "j", workspace: "w", title: "Heat pump" }],
    persona: [{ id: "rosa", workspace: "w", name: "Rosa", role: "Retired" }, { id: "yusuf", workspace: "w", name: "Yusuf" }],
    traveller: [{ id: "t", persona: "rosa", order: "a0" }],
    stage: STAGES.map((name, i) => ({ id: name.toLowerCase(), name, order: key(i) })),
    lane: ["touchpoint", "pain", "opportunity"].map((kind, i) => ({ id: kind, kind, order: key(i) })),
    workshop: [{ id: "w1", title: "Monday", state: "running" }],
    ...more,
  });
  const replica = new Replica();
  const filled = Object.entries(records).map(([type, list]) => [type, list.map((r, i) => ({ ...DEFAULTS[type], journey: "j", order: key(i), ...r }))]);
  replica.load(Object.fromEntries(filled), 1);
  return replica;
}

const step = (/** @type {any} */ fields) => ({ workshop: "w1", title: "A step", ...fields });
const card = (/** @type {string} */ id, /** @type {string} */ stage, /** @type {string} */ lane, /** @type {any} */ more = {}) => ({ id, stage, lane, title: id, ...more });
const scene = (/** @type {any} */ replica, /** @type {any} */ counts = null) => /** @type {import("../../cxmap/board/static/project/scene.js").Scene} */ (sceneOf(replica, "w1", counts));

test("the timer counts down, stands while paused, and then says calmly that time is up", () => {
  assert.deepEqual(timerOf(402, false), { text: "06:42", note: "", state: "on" });
  assert.deepEqual(timerOf(3900, false).text, "1:05:00");
  assert.deepEqual(timerOf(90, true), { text: "01:30", note: "Paused", state: "paused" });
  for (const over of [0, -1, -600]) assert.deepEqual(timerOf(over, false), { text: "Time is up", note: "", state: "up" });
  assert.equal(timerOf(null, false).state, "none");
  assert.deepEqual([null, 402, 60, 1, 0].map(spokenTime), ["", "7 minutes left", "1 minute left", "1 minute left", "Time is up"]);
});

test("the facilitator's choice is shown, else what the step asks for", () => {
  const view = (/** @type {any} */ workshop, /** @type {any[]} */ ...steps) =>
    scene(room({ workshop: [{ id: "w1", title: "Monday", state: "running", ...workshop }], step: steps.map((s, i) => step({ id: `s${i}`, ...s })) })).view;
  assert.equal(view({ state: "planned" }), "planned");
  assert.equal(view({ state: "closed", view: "map" }), "closed");
  assert.equal(view({}), "join");
  assert.equal(view({}, { state: "done" }, { state: "waiting" }), "between");
  assert.equal(view({}, { kind: "pause", state: "running" }), "break");
  assert.equal(view({ view: "parking" }, { kind: "pause", state: "running" }), "parking");
  assert.equal(view({}, { kind: "task", state: "running" }), "question");
  assert.equal(view({}, { kind: "task", state: "running", view: "cards" }), "cards");
  assert.deepEqual(["rate", "vote", "place", "decide", "welcome"].map((kind) => view({}, { kind, state: "running" })), ["rating", "votes", "matrix", "decisions", "join"]);
});

test("a workshop that is gone gives no picture, so that the last one stays", () => {
  assert.equal(sceneOf(room({ workshop: [] }), "w1", null), null);
});

test("the steps: what is over, what is under way, what comes; those left out do not count", () => {
  const shown = scene(room({ step: ["done", "skipped", "running", "waiting"].map((state, i) => step({ id: `s${i}`, state, title: `Step ${i}` })) }));
  assert.deepEqual(shown.steps, ["done", "now", "waiting"]);
  assert.deepEqual([shown.place, shown.next, shown.face?.name], ["Step 2 of 3", "Step 3", "Rosa"]);
});

test("the question over the view is short: the prompt, the first question in it, else the title", () => {
  const title = "How it feels";
  assert.equal(asked({ title, prompt: "How does Rosa feel here?" }), "How does Rosa feel here?");
  assert.equal(asked({ title, prompt: "Put yourself in the customer's shoes. How does each contact feel, from −3 to +3? Rate alone: nobody sees yours." }), "How does each contact feel, from −3 to +3?");
  assert.equal(asked({ title, prompt: "You have three votes. Give them to the pains that cost the customer most, all on one of them if you like." }), title);
  assert.equal(asked({ title, prompt: "" }), title);
});

test("what is unseen is told as numbers only", () => {
  const counts = { step: "s0", people: 7, complete: 2, drafts: 0, of: 12 };
  const rating = (/** @type {any} */ more, /** @type {any} */ told = counts) => scene(room({ step: [step({ id: "s0", kind: "rate", state: "running", ...more })] }), told);
  assert.deepEqual(rating({}).strip, { hidden: "Blind, 2 of 12", shown: "Revealed", revealed: false });
  assert.deepEqual(rating({}, { ...counts, step: "other" }).strip?.hidden, "Blind");
  assert.deepEqual(rating({}, null).strip?.hidden, "Blind");
  const people = ["a", "b", "c"].map((id) => ({ id, workshop: "w1", name: id, state: id === "c" ? "left" : "in" }));
  const tallies = [{ id: "t1", workshop: "w1", step: "s0", kind: "rating", people: 1, value: 1 }];
  const after = scene(room({ step: [step({ id: "s0", kind: "rate", state: "running", revealed: "2026-01-01T00:00:00Z" })], participant: people, tally: tallies }));
  assert.deepEqual([after.strip?.shown, after.strip?.revealed, after.hint], ["Revealed, 1 of 2", true, "each dot is one vote"]);
  const alone = scene(room({ workshop: [{ id: "w1", title: "M", state: "running", private: "on" }], step: [step({ id: "s0", kind: "weaknesses", state: "running" })] }), { ...counts, drafts: 23 });
  assert.equal(alone.strip?.hidden, "Each writes alone, 23 cards");
});

test("results stay those of the last step that asked for them", () => {
  const steps = [step({ id: "s0", kind: "rate", state: "done", revealed: "2026-01-01T00:00:00Z" }), step({ id: "s1", kind: "vote", state: "running" })];
  assert.equal(scene(room({ workshop: [{ id: "w1", title: "M", state: "running", view: "rating" }], step: steps })).step?.id, "s0");
  assert.equal(scene(room({ workshop: [{ id: "w1", title: "M", state: "running", view: "matrix" }], step: steps })).step, null);
});

test("the facilitator points with a card or a stage; while all follow, with where they are", () => {
  const cards = [card("c1", "waiting", "touchpoint"), card("c2", "after", "touchpoint")];
  const at = (/** @type {any} */ workshop, /** @type {any[]} */ people = []) => {
    const replica = room({ card: cards, workshop: [{ id: "w1", title: "M", state: "running", facilitator: "ann", ...workshop }], person: [] });
    const { stage, card, lifted } = pointedTo(replica, /** @type {any} */ (replica.get("workshop", "w1")), people);
    return lifted ? [stage, card] : [stage, card, "passing"];
  };
  const ann = { person: "ann", selected: ["c2"], cursor: { stage: "before" } };
  assert.deepEqual(at({ focus: "c1" }), ["waiting", "c1"]);
  assert.deepEqual(at({ focus: "after" }), ["after", ""]);
  assert.deepEqual(at({ focus: "deleted" }), ["", "", "passing"]);
  assert.deepEqual(at({ focus: "c1" }, [ann]), ["waiting", "c1"]);
  assert.deepEqual(at({ focus: "c1", follow: "on" }, [{ person: "ben", selected: ["c1"] }, ann]), ["after", "c2"]);
  assert.deepEqual(at({ follow: "on" }, [{ person: "ann", selected: [], cursor: { stage: "before" } }]), ["before", "", "passing"]);
  assert.deepEqual(at({ focus: "c1", follow: "on" }), ["waiting", "c1"]);
});

test("pages turn calmly by themselves, follow who points, and rest where somebody turned them", () => {
  const turning = new Turning();
  const look = (/** @type {number} */ now, /** @type {any} */ more = {}) => turning.look({ pages: 3, auto: true, pointed: "", at: -1, ...more }, now);
  turning.begin(0);
  assert.deepEqual([look(0), look(CALM - 1), look(CALM), look(2 * CALM), look(3 * CALM)], [0, 0, 1, 2, 0]);
  assert.equal(turning.turn(1, 3, 4 * CALM - 1), true);
  assert.deepEqual([look(4 * CALM), look(4 * CALM - 1 + REST - 1), look(4 * CALM - 1 + REST)], [1, 1, 2]);
  const there = { pointed: "x", at: 0 };
  assert.deepEqual([look(1e6, there), look(1e6 + 9 * CALM, there)], [0, 0]);
  assert.equal(turning.turn(9, 3, 2e6), true); // by hand, also while somebody points
  assert.equal(look(2e6 + 1, there), 2);
  assert.equal(look(3e6, { pages: 1 }), 0);
  turning.begin(0);
  assert.deepEqual([look(0, { auto: false }), look(9 * CALM, { auto: false })], [0, 0]);
});

test("the band holds the middle half of the votes", () => {
  const half = (/** @type {[number, number][]} */ ...counts) => middleHalf(new Map(counts));
  assert.deepEqual(half([2, 1], [1, 7], [0, 4]), [0, 1]);
  assert.deepEqual(half([2, 3], [1, 2], [0, 1], [-1, 2], [-2, 2], [-3, 2]), [-2, 1.25]);
  assert.deepEqual(half([3, 1]), [3, 3]);
  assert.equal(half(), null);
});

test("dots stand in centred rows, and always have room", () => {
  assert.deepEqual(packing(12, { width: 240, step: 82, pitch: 23 }), { row: 4, pitch: 23 });
  const heap = packing(22, { width: 280, step: 62, pitch: 23 }); // they draw together rather than stand in two rows of 11
  assert.ok(heap.row <= 8 && heap.pitch > 0.8 * 23, JSON.stringify(heap));
  assert.deepEqual(dotsOf(7, { row: 4, pitch: 10 }).map(({ x, y }) => [x, y]), [[-15, -5], [-5, -5], [5, -5], [15, -5], [-10, 5], [0, 5], [10, 5]]);
  assert.equal(halfWidth(7, { row: 4, pitch: 10 }), 20);
  for (const most of [1, 4, 13, 50, 300]) {
    for (const width of [90, 240]) {
      const packed = packing(most, { width, step: 82, pitch: 23 });
      const dots = dotsOf(most, packed);
      assert.equal(dots.length, most);
      assert.ok(dots.every(({ x, y }) => Math.abs(x) <= width / 2 && Math.abs(y) <= 41), `${most} in ${width}`);
      assert.equal(new Set(dots.map(({ x, y }) => `${x.toFixed(2)} ${y.toFixed(2)}`)).size, most);
    }
  }
});

const rate = step({ id: "s0", kind: "rate", state: "running" });
const shown = { ...rate, revealed: "2026-01-01T00:00:00Z" };
const tally = (/** @type {string} */ id, /** @type {any} */ more) => ({ id: `t-${id}`, workshop: "w1", step: "s0", kind: "rating", card: id, title: id, people: 2, ...more });

test("before the reveal what is rated stands there without a dot", () => {
  const cards = [card("c1", "before", "touchpoint"), card("c2", "after", "touchpoint"), card("p", "after", "pain", { severity: 3 }), card("", "after", "touchpoint", { id: "c3" })];
  const replica = room({ step: [rate], card: cards, tally: [tally("c1", { value: 3, low: 3, high: 3, counts: "3:2" })] });
  const rated = ratedOf(replica, scene(replica));
  assert.deepEqual(rated.pages[0].groups.map((g) => [g.name, g.points.map((p) => [p.title, p.value, p.counts.length, p.agree])]), [["Before", [["c1", null, 0, ""]]], ["After", [["c2", null, 0, ""]]]]);
  assert.deepEqual([rated.revealed, rated.finding, rated.pages[0].groups[1].pain?.title], [false, [], "p"]);
});

test("after the reveal each touchpoint has its votes, its spread in words and the stage's worst pain; what is gone stays told", () => {
  const cards = [card("c1", "before", "touchpoint"), card("c2", "after", "touchpoint"), card("c3", "after", "touchpoint")];
  const tallies = [
    tally("c2", { value: -0.5, low: -3, high: 2, counts: "-3:1 2:1" }),
    tally("c1", { value: 2.5, low: 2, high: 3, counts: "2:1 3:1" }),
    tally("c3", { value: 1, low: 1, high: 1, counts: "1:1" }),
    tally("gone", { card: null, title: "Old letter", value: 0, low: 0, high: 0, counts: "0:2" }),
  ];
  const replica = room({ step: [shown], card: cards, tally: tallies });
  const rated = ratedOf(replica, scene(replica));
  const told = rated.pages.flatMap((page) => page.groups).map((g) => [g.name, g.points.map((p) => [p.title, p.agree, p.range, p.split])]);
  assert.deepEqual(told, [["Before", [["c1", "Close", "+2 to +3", false]]], ["After", [["c2", "Split", "−3 to +2", true], ["c3", "One vote", "+1", false]]], ["Not on the map any more", [["Old letter", "Close", "All 0", false]]]]);
  assert.deepEqual(rated.values, [2.5, -0.5, 1, 0]);
  assert.deepEqual(new Map(rated.finding.map(({ tally: t, name }) => [t.id, name])).get("t-c1"), "Before");
  assert.deepEqual([3, -1.5, 0].map(short), ["+3", "−1.5", "0"]);
});

test("a screen of the rating holds six stages and nine touchpoints at most, evenly, and parts no stage without need", () => {
  const groups = (/** @type {number[]} */ ...sizes) => sizes.map((n, i) => ({ stage: `s${i}`, name: `S${i}`, pain: null, points: Array.from({ length: n }, (_, k) => /** @type {any} */ ({ id: `${i}.${k}` })) }));
  const sizes = (/** @type {number[]} */ ...given) => pack(groups(...given)).map((page) => page.groups.map((g) => g.points.length));
  assert.deepEqual(sizes(1, 1, 1, 1, 1, 1), [[1, 1, 1, 1, 1, 1]]);
  assert.deepEqual(sizes(1, 1, 1, 1, 1, 1, 1).flat().length, 7);
  assert.deepEqual(sizes(4, 5, 4, 3), [[4, 5], [4, 3]]);
  assert.deepEqual(sizes(5, 5), [[5], [5]]);
  assert.deepEqual(sizes(19), [[7], [7], [5]]);
  assert.deepEqual(sizes(), []);
  for (const given of [[3, 3, 3, 3], [10, 1, 1], [1, 8, 1, 2, 7]]) {
    const pages = pack(groups(...given));
    assert.equal(pages.flatMap((p) => p.groups.flatMap((g) => g.points)).length, given.reduce((a, b) => a + b));
    for (const page of pages) assert.ok(page.groups.length <= 6 && page.groups.flatMap((g) => g.points).length <= 9);
    pages.reduce((from, page) => (assert.equal(page.from, from), from + page.groups.flatMap((g) => g.points).length), 0);
  }
  const pages = pack(groups(8, 8));
  assert.deepEqual([pageWith(pages, { stage: "s1", card: "" }), pageWith(pages, { stage: "s0", card: "1.2" }), pageWith(pages, { stage: "no", card: "" })], [1, 1, -1]);
});

test("cards: what most people said comes first, and a full column goes on on the next page", () => {
  const cards = Array.from({ length: 8 }, (_, i) => card(`c${i}`, "before", "pain", { order: key(i), severity: i === 6 ? 3 : null }));
  cards.push(card("alone", "after", "pain"), card("other", "after", "touchpoint"));
  const voices = [{ id: "v", card: "c7", text: "same" }];
  const replica = room({ card: cards, voice: voices, step: [step({ id: "s0", kind: "weaknesses", state: "running", lanes: "pain" })] });
  const said = saidOf(replica, scene(replica));
  const titles = said.pages.map((page) => page.stacks.map((stack) => stack.cards.map((c) => c.id)));
  assert.deepEqual(titles, [[["c7", "c6", "c0", "c1", "c2", "c3"], [], ["alone"]], [["c4", "c5"], [], ["alone"]]]);
  assert.deepEqual([said.count, said.kinds, said.pages[0].stacks[0].cards[0].said, said.pages[0].stacks[0].more], [9, ["pain"], 2, 2]);
  assert.deepEqual([pageOfStage(said.pages, { stage: "before", card: "c5" }), pageOfStage(said.pages, { stage: "after", card: "" }), pageOfStage(said.pages, { stage: "", card: "" })], [1, 0, -1]);
});

test("votes are ranked once they are shown, with what is not firm", () => {
  const vote = step({ id: "s0", kind: "vote", state: "running", votes: 3 });
  const cards = [card("c1", "before", "pain", { severity: 2 }), card("c2", "after", "pain")];
  const tallies = [tally("c1", { kind: "votes", value: 2, people: 10, counts: "1:2" }), tally("c2", { kind: "votes", value: 9, people: 10, counts: "1:9" })];
  const before = room({ step: [vote], card: cards });
  assert.deepEqual(votesOf(before, scene(before)), { revealed: false, targets: 2, pages: [], finding: "" });
  assert.equal(scene(before).hint, "3 votes each");
  const after = room({ step: [{ ...vote, revealed: "2026-01-01T00:00:00Z" }], card: cards, tally: tallies });
  const { pages } = votesOf(after, scene(after));
  assert.deepEqual(pages[0].map((row) => [row.rank, row.title, row.votes, row.severity]), [["1", "c2", 9, null], ["2", "c1", 2, 2]]);
  assert.equal(pages[0][1].share, 2 / 9);
});

test("placements keep their numbers over the pages", () => {
  const place = step({ id: "s0", kind: "place", state: "done", revealed: "2026-01-01T00:00:00Z" });
  const cards = Array.from({ length: 9 }, (_, i) => card(`o${i}`, "before", "opportunity", { order: key(i) }));
  const tallies = cards.map(({ id }, i) => tally(id, { kind: "placement", value: 9 - i, low: 9 - i, high: 10 - i, effort: 2, effort_low: 1, effort_high: 3, counts: "" }));
  const replica = room({ workshop: [{ id: "w1", title: "M", state: "running", view: "matrix" }], step: [place], card: cards, tally: tallies });
  const { points, pages } = placedOf(replica, scene(replica));
  assert.deepEqual(pages.map((page) => page.map((row) => row.n)), [[1, 2, 3, 4, 5, 6, 7], [8, 9]]);
  assert.deepEqual([points[0].value, pages[0][0].quadrant, pages[1][1].quadrant], [9, "quick win", "maybe"]);
});

test("pains: the most severe, then most votes, then what feels worst", () => {
  const cards = [card("mild", "before", "pain", { severity: 1 }), card("bad", "before", "pain", { severity: 3, order: "a2" }), card("felt", "after", "pain", { severity: 3 }), card("voted", "after", "pain", { severity: 3, order: "a3" }), card("fine", "after", "touchpoint")];
  const vote = step({ id: "s0", kind: "vote", state: "done", revealed: "2026-01-01T00:00:00Z" });
  const feelings = [{ id: "f", card: "felt", persona: "rosa", source: "predicted", value: -2 }];
  const replica = room({ card: cards, step: [vote], feeling: feelings, tally: [tally("voted", { kind: "votes", value: 4 })] });
  assert.deepEqual(painsOf(replica, scene(replica)).pages[0].map((row) => [row.title, row.votes]), [["voted", 4], ["felt", null], ["bad", null], ["mild", null]]);
  const shows = room({ workshop: [{ id: "w1", title: "M", state: "running", view: "pains" }], step: [vote] });
  assert.equal(scene(shows).hint, "votes are an estimate of this room");
});

test("what is parked and decided: open topics first, decisions before actions before questions", () => {
  const parked = [{ id: "p1", workshop: "w1", text: "Old", settled: "on", author_name: "Ann" }, { id: "p2", workshop: "w1", text: "Price", author_name: "Ann" }];
  const decided = [{ id: "d1", workshop: "w1", kind: "question", text: "Who pays?" }, { id: "d2", workshop: "w1", kind: "action", text: "Call", owner: "Ben", due: "2026-11-30" }, { id: "d3", workshop: "w1", text: "One letter", team: "team" }];
  const team = [{ id: "team", workspace: "w", name: "Service" }];
  const rows = (/** @type {any} */ workshop) => room({ parked, decision: decided, team, workshop: [{ id: "w1", title: "M", state: "running", ...workshop }] });
  assert.deepEqual(parkedOf(rows({}), scene(rows({}))).pages, [[{ text: "Price", by: "Ann", settled: false }, { text: "Old", by: "Ann", settled: true }]]);
  assert.deepEqual(parkedOf(rows({ anonymous: "on" }), scene(rows({ anonymous: "on" }))).pages[0][0].by, "");
  const told = decidedOf(rows({}), scene(rows({})), new Date("2026-11-01T12:00:00")).pages[0];
  assert.deepEqual(told.map((row) => [row.kind, row.text, row.owner, row.due]), [["Decision", "One letter", "Service", ""], ["Action", "Call", "Ben", "30 Nov"], ["Open question", "Who pays?", "", ""]]);
});

test("who is here: the last who came; in an anonymous workshop only how many", () => {
  const people = Array.from({ length: 15 }, (_, i) => ({ id: `p${i}`, workshop: "w1", name: `N${i}`, joined: `2026-01-01T00:00:${10 + i}Z`, state: i === 14 ? "waiting" : "in" }));
  const here = (/** @type {any} */ more) => hereOf(room({ participant: people }), /** @type {any} */ ({ workshop: { id: "w1", ...more } }));
  assert.deepEqual([here({}).count, here({}).names.slice(0, 2), here({}).more], [14, ["N13", "N12"], 2]);
  assert.deepEqual(here({ anonymous: "on" }), { count: 14, names: [], more: 0 });
});

test("a code is read in fours", () => assert.deepEqual(["ABCD2345", "ABCD2345EFGH", "ABC"].map(spaced), ["ABCD 2345", "ABCD 2345 EFGH", "ABC"]));
