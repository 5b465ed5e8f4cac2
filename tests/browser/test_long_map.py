"""A map that is wider than the window: a drag takes it along, and what comes into view is drawn."""

from __future__ import annotations

from playwright.sync_api import expect

from cxmap.access import SYSTEM
from cxmap.changes import Change, Edit
from cxmap.model.records import new_id
from tests.browser.board import box_of, equal, eventually, middle
from tests.browser.world import put_map, told

STAGES = tuple(f"S{n}" for n in range(1, 41))
# In every frame of a second: the cells of the first lane that lie in the window have their cards, and no place is without a cell.
HOLES = """(scroll) => new Promise((done) => {
  const holes = [];
  const until = performance.now() + 1000;
  const look = () => {
    const box = scroll.getBoundingClientRect();
    const cells = [...scroll.querySelectorAll('.cx-strip:has(.cx-kind-action) > .cx-cell')].map((el) => ({ at: el.getBoundingClientRect(), cards: el.querySelectorAll('.cx-card').length }));
    for (let x = box.left + 150; x < box.right - 30; x += 60) {
      const cell = cells.find(({ at }) => at.left <= x && x < at.right);
      if (!cell?.cards) holes.push([Math.round(scroll.scrollLeft), x, cell?.cards ?? null]);
    }
    if (performance.now() < until) requestAnimationFrame(look);
    else done({ holes, left: scroll.scrollLeft });
  };
  look();
})"""


def test_a_card_carried_to_the_edge_takes_the_map_along(person, store):
    cards = {(stage, kind): [f"{stage} {kind} {n}" for n in (1, 2)] for stage in STAGES for kind in ("action", "pain")}
    journey = put_map(store, "A long way", cards, stages=STAGES)
    board = person().board(journey)
    scroll = board.page.locator(".cx-scroll")
    box = box_of(scroll)
    board.drag(board.card("S1 action 1"), (box["x"] + box["width"] - 8, middle(board.card("S1 action 1"))[1]), drop=False)
    gone = [card["id"] for card in store.view(journey).cards if "action 2" in card["title"]]
    while True:
        seen = scroll.evaluate(HOLES)
        assert not seen["holes"]
        if gone:  # others go on meanwhile: cards go that are not drawn yet
            store.commit(Change(new_id(), tuple(Edit("delete", "card", id_) for id_ in gone)), SYSTEM).result(9)
            gone = []
        if seen["left"] > 4000:
            break
    board.page.mouse.move(*middle(scroll))
    name = STAGES[int((scroll.evaluate("el => el.scrollLeft") + box["width"] / 2) // 195)]
    board.bring(board.cell(name, "Actions"))
    eventually(
        board.page,
        lambda: sorted(board.titles(name, "Actions")),
        lambda said: said == sorted([f"{name} action 1", "S1 action 1"]),
    )
    shown = board.dump()["cells"]
    equal(board.page, lambda: told(store.view(journey))["cells"] | shown, lambda: told(store.view(journey))["cells"])
    assert len(shown) > 20


def test_a_cell_of_many_cards_is_drawn_before_it_comes_into_view(person, store):
    cards = {("S9", "action"): [f"Step {n}" for n in range(70)], ("S27", "action"): ["Elsewhere"]}
    journey = put_map(store, "Much at once", cards, stages=STAGES)
    board = person().board(journey)
    scroll = board.page.locator(".cx-scroll")
    scroll.evaluate("el => el.scrollTo(8 * 195, 0)")
    board.cell("S9", "Actions").get_by_role("button", name="more").click()
    many = board.cell("S9", "Actions").locator(".cx-card")
    expect(many).to_have_count(70)
    scroll.evaluate("el => el.scrollTo(25 * 195, 0)")
    board.select("Elsewhere")  # what has the keyboard stays drawn
    expect(many).to_have_count(0)
    ahead = eventually(board.page, lambda: scroll.evaluate("el => el.clientWidth - 138"), lambda width: width > 400)
    scroll.evaluate("(el, left) => el.scrollTo(left, 0)", 8 * 195 - ahead - 100)  # a hundred pixels beyond the window
    expect(many).to_have_count(70)
