// @ts-check
import assert from "node:assert/strict";
import { test } from "node:test";
import { compared } from "../../cxmap/board/static/model/differences.js";
import { ghostsOf } from "../../cxmap/board/static/model/ghosts.js";
import { Layout } from "../../cxmap/board/static/view/layout.js";
import { finding } from "../../cxmap/board/static/view/change-list.js";
import { replicaOf, smallMap } from "./fixtures.js";

const measure = (/** @type {string} */ text) => text.length * 7;

/** @param {any} map @param {string[]} without */
const less = (map, ...without) => ({ ...map, card: map.card.filter((/** @type {any} */ c) => !without.includes(c.id)) });

/** @param {any} before @param {any} after */
function haunted(before, after) {
  const [a, b] = [replicaOf(before), replicaOf(after)];
  return { a, b, ...ghostsOf(a, b, compared(a, b, { by: "id" })) };
}

test("what is gone stands behind the card that it followed", () => {
  const map = smallMap({ cards: 5 });
  const { cells, homeless } = haunted(map, less(map, "c1", "c3", "c5"));
  assert.deepEqual(cells.get("s1\nl1"), [{ id: "c1", title: "Card 1", index: 0 }, { id: "c3", title: "Card 3", index: 1 }, { id: "c5", title: "Card 5", index: 2 }]);
  assert.deepEqual(homeless, []);
});

test("with its stage or lane gone it stands nowhere, and is told", () => {
  const map = smallMap({ cards: 2 });
  map.card[1].stage = "s2";
  const after = { ...less(map, "c2"), stage: map.stage.slice(0, 1) };
  assert.deepEqual([haunted(map, after).cells.size, haunted(map, after).homeless], [0, ["c2"]]);
});

test("nothing gone, no ghost", () => {
  const map = smallMap({ cards: 2 });
  assert.equal(haunted(map, map).cells.size, 0);
});

test("the layout keeps room for them in their places", () => {
  const map = smallMap({ cards: 3 });
  const { b, cells } = haunted(map, less(map, "c2"));
  const layout = new Layout(b, measure);
  layout.update(null);
  const alone = layout.cell("s1", "l1").height;
  layout.haunt(cells);
  const cell = layout.cell("s1", "l1");
  assert.equal(cell.ghosts?.length, 1);
  const [ghost] = cell.ghosts ?? [];
  assert.ok(cell.cards[0].top < ghost.top && ghost.top < cell.cards[1].top);
  assert.ok(cell.height > alone);
  layout.haunt(new Map());
  assert.equal(layout.cell("s1", "l1").height, alone);
  assert.equal(layout.cell("s1", "l1").ghosts, undefined);
});

test("counts as one sentence", () => {
  const d = (/** @type {any} */ kind, type = "card") => /** @type {any} */ ({ kind, type });
  assert.equal(finding([]), "The two maps do not differ");
  assert.equal(finding([d("changed", "stage")]), "No card differs, but 1 other thing does");
  assert.equal(finding([d("added")]), "1 card is new");
  assert.equal(finding([d("added"), d("added"), d("gone"), d("moved"), d("changed"), d("changed", "lane")]), "2 cards are new, 1 gone, 1 moved and 1 changed");
});
