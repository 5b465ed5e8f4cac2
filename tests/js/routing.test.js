// @ts-check
/** Ways for connections: they avoid cards, keep apart, and are found fast enough for a large map. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { apart, roundPath, route, textPlaces } from "../../cxmap/board/static/model/routing.js";
import { pick, seeded } from "./fixtures.js";

const WIDTH = 195;
const PAD = 7;
const ROW = 150;
const CARD = 30;

/** A grid of equal cells. @param {number} columns @param {number} rows */
const gridOf = (columns, rows) => ({
  columns: Array.from({ length: columns }, (_, i) => ({ left: i * WIDTH, width: WIDTH })),
  rows: Array.from({ length: rows }, (_, i) => ({ top: i * (ROW + 1), height: ROW })),
  reach: 5,
});

/** The end at a card. @param {number} column @param {number} row @param {number} [place] */
const at = (column, row, place = 0) => ({
  card: `${column}/${row}/${place}`, column, row,
  box: { left: column * WIDTH + PAD, top: row * (ROW + 1) + 6 + place * (CARD + 4), width: WIDTH - 2 * PAD, height: CARD },
});

/** @typedef {ReturnType<typeof at>} End */
/** @param {End} start @param {End} end @param {boolean} [clear] */
const link = (start, end, clear = false) => ({ id: `${start.card}>${end.card}`, start, end, clear });

/** @param {any[]} points */
const legs = (points) => points.slice(1).map((q, i) => [points[i], q]);

test("every way is made of straight legs at right angles, from the edge of one card to the edge of the other", () => {
  const grid = gridOf(6, 5);
  const random = seeded(3);
  const ends = Array.from({ length: 60 }, () => at(Math.floor(random() * 6), Math.floor(random() * 5), Math.floor(random() * 4)));
  const links = ends.slice(1).map((end, i) => link(ends[i], end)).filter(({ start, end }) => start.card !== end.card);
  for (const { id, points } of route(grid, links).values()) {
    const { start, end } = /** @type {any} */ (links.find((one) => one.id === id));
    const on = (/** @type {any} */ p, /** @type {any} */ box) => (p.x === box.left || p.x === box.left + box.width) && p.y > box.top && p.y < box.top + box.height;
    assert.ok(on(points[0], start.box) && on(points[points.length - 1], end.box), id);
    for (const [p, q] of legs(points)) assert.ok(p.x === q.x || p.y === q.y, `${id} is crooked`);
  }
});

test("no way runs across a card: legs stay in gutters and channels", () => {
  const grid = gridOf(6, 5);
  const all = [0, 1, 2, 3, 4, 5].flatMap((c) => [0, 1, 2, 3, 4].flatMap((r) => [0, 1, 2, 3].map((p) => at(c, r, p))));
  const random = seeded(11);
  const links = Array.from({ length: 40 }, () => link(pick(random, all), pick(random, all))).filter(({ start, end }) => start.card !== end.card);
  const unique = [...new Map(links.map((one) => [one.id, one])).values()];
  for (const { id, points } of route(grid, unique).values()) {
    for (const [p, q] of legs(points)) {
      const [x0, x1, y0, y1] = [Math.min(p.x, q.x), Math.max(p.x, q.x), Math.min(p.y, q.y), Math.max(p.y, q.y)];
      const hit = all.find(({ box }) => x1 > box.left && x0 < box.left + box.width && y1 > box.top && y0 < box.top + box.height);
      assert.equal(hit, undefined, `${id} runs over ${hit?.card}`);
    }
  }
});

test("cards below each other with nothing between are joined straight, both ways beside each other", () => {
  const routes = route(gridOf(2, 3), [link(at(0, 0), at(0, 1), true), link(at(0, 1), at(0, 0), true)]);
  const [down, up] = [routes.get("0/0/0>0/1/0"), routes.get("0/1/0>0/0/0")];
  assert.deepEqual(down?.points, [{ x: WIDTH / 2, y: 36 }, { x: WIDTH / 2, y: 157 }]);
  assert.equal(down?.way, "down");
  assert.equal(up?.way, "up");
  assert.notEqual(up?.points[0].x, down?.points[0].x);
});

test("ways in one gutter lie beside each other, and alone in its middle", () => {
  const grid = gridOf(3, 3);
  const alone = route(grid, [link(at(0, 0), at(1, 2))]).get("0/0/0>1/2/0");
  assert.equal(alone?.points[1].x, WIDTH);
  const crowd = route(grid, [0, 1, 2].map((i) => link(at(0, 0, i), at(1, 2, i))));
  const xs = [...crowd.values()].map(({ points }) => points[1].x);
  assert.equal(new Set(xs).size, 3);
  assert.ok(xs.every((x) => Math.abs(x - WIDTH) <= 5));
});

test("several ways at one side of a card leave from ports in the order of where they lead", () => {
  const start = at(0, 1);
  const routes = route(gridOf(2, 3), [link(start, at(1, 2)), link(start, at(1, 0)), link(start, at(1, 1))]);
  const y = (/** @type {string} */ to) => routes.get(`0/1/0>${to}`)?.points[0].y ?? 0;
  assert.ok(y("1/0/0") < y("1/1/0") && y("1/1/0") < y("1/2/0"));
});

test("the order of the links does not matter, and columns may differ in width", () => {
  const grid = gridOf(4, 4);
  grid.columns = [0, 160, 640, 674].map((left, i) => ({ left, width: [160, 480, 34, 195][i] }));
  const ends = [at(0, 0), at(3, 2), at(1, 3), at(2, 1)].map((end) => ({ ...end, box: { ...end.box, left: grid.columns[end.column].left + 4, width: grid.columns[end.column].width - 8 } }));
  const links = [link(ends[0], ends[1]), link(ends[1], ends[2]), link(ends[2], ends[0]), link(ends[3], ends[0])];
  assert.deepEqual(new Map([...route(grid, links)].sort()), new Map([...route(grid, [...links].reverse())].sort()));
});

test("a text stands where the way changes lanes, or says that it would lie on cards", () => {
  const grid = gridOf(4, 3);
  const place = (/** @type {any} */ start, /** @type {any} */ end) => textPlaces(grid, /** @type {any} */ (route(grid, [link(start, end)]).get(link(start, end).id)))[0];
  assert.deepEqual(place(at(0, 0), at(1, 1)), { x: WIDTH + 6, y: 151, anchor: "start", room: 150, tight: false });
  assert.equal(place(at(0, 2), at(1, 2)).tight, true);
  const deep = textPlaces(gridOf(2, 6), /** @type {any} */ (route(gridOf(2, 6), [link(at(0, 0), at(1, 5))]).values().next().value));
  assert.deepEqual(deep.map(({ y }) => y), [453, 302, 604, 151, 755], "from the middle outwards");
  assert.deepEqual(place(at(0, 0), at(3, 2)), { x: 2 * WIDTH, y: 151, anchor: "middle", room: 2 * WIDTH - 24, tight: false });
});

test("texts never lie on each other, and one without a place says so", () => {
  const box = (/** @type {number} */ x, /** @type {number} */ y) => ({ x, y, width: 50, height: 14 });
  assert.deepEqual(apart([[box(0, 0)], [box(20, 5), box(20, 90)], [box(60, 0)], [box(10, 39)], [box(30, 41), box(0, 0)], []]), [0, 1, 0, 0, -1, -1]);
  const random = seeded(2);
  const texts = Array.from({ length: 300 }, () => [0, 1, 2].map(() => box(random() * 900, random() * 900)));
  const chosen = apart(texts);
  const placed = chosen.flatMap((at, i) => (at < 0 ? [] : [texts[i][at]]));
  for (const a of placed) for (const b of placed) assert.ok(a === b || a.x + 50 <= b.x || b.x + 50 <= a.x || a.y + 14 <= b.y || b.y + 14 <= a.y);
});

test("corners are round, and no rounder than a leg is long", () => {
  assert.equal(roundPath([{ x: 0, y: 0 }, { x: 20, y: 0 }, { x: 20, y: 4 }]), "M0 0L18 0Q20 0 20 2L20 4");
  assert.equal(roundPath([]), "");
});

test("500 ways among 3,000 cards are all found", () => {
  const grid = gridOf(40, 15);
  const random = seeded(5);
  const end = () => at(Math.floor(random() * 40), Math.floor(random() * 15), Math.floor(random() * 5));
  const links = [...new Map(Array.from({ length: 500 }, () => link(end(), end())).map((one) => [one.id, one])).values()];
  assert.equal(route(grid, links).size, links.length);
});
