"""A map that is wider than the window: a drag takes it along, and what comes into view is drawn."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import expect

from cxmap.access import SYSTEM
from cxmap.changes import Change, Edit
from cxmap.model.records import new_id
from cxmap.store import Store
from tests.browser.board import PATIENCE, box_of, equal, eventually, middle
from tests.browser.server import Server
from tests.browser.world import put_map, told

STAGES = tuple(f"S{n}" for n in range(1, 41))
# In every picture of a second, while the map goes so many pixels a frame: the cells of the first lane that lie in the window have
# their cards, and no place is without a cell.
HOLES = """(scroll, by) => new Promise((done) => {
  const holes = [];
  const until = performance.now() + 1000;
  const painted = new MessageChannel(); // told when the frame's tasks are done: the document is as it is shown
  painted.port1.onmessage = () => {
    const box = scroll.getBoundingClientRect();
    const cells = [...scroll.querySelectorAll('.cx-strip:has(.cx-kind-action) > .cx-cell')].map((el) => ({ at: el.getBoundingClientRect(), cards: el.querySelectorAll('.cx-card').length }));
    for (let x = box.left + 150; x < box.right - 30; x += 60) {
      const cell = cells.find(({ at }) => at.left <= x && x < at.right);
      if (!cell?.cards) holes.push([Math.round(scroll.scrollLeft), x, cell?.cards ?? null]);
    }
  };
  const look = () => {
    painted.port2.postMessage(0);
    if (performance.now() > until) return done({ holes, left: scroll.scrollLeft });
    if (by) scroll.scrollBy({ left: by, behavior: 'instant' });
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})"""
KINDS = ("action", "touchpoint", "thought", "pain", "opportunity", "frontstage", "backstage")
# How often the board asks for a frame while nothing happens.
ASKED = """() => new Promise((done) => {
  let asked = 0;
  const real = window.requestAnimationFrame;
  window.requestAnimationFrame = (task) => (asked++, real(task));
  setTimeout(() => ((window.requestAnimationFrame = real), done(asked)), 300);
})"""


def test_a_card_carried_to_the_edge_takes_the_map_along(person, server, store):
    cards = {(stage, kind): [f"{stage} {kind} {n}" for n in (1, 2, 3)] for stage in STAGES for kind in KINDS}
    journey = put_map(store, "A long way", cards, stages=STAGES, lanes=KINDS)
    board = person().board(journey)
    scroll = board.page.locator(".cx-scroll")
    box = box_of(scroll)
    with deleting(server, store, journey):
        board.drag(board.card("S1 action 1"), (box["x"] + box["width"] - 8, box["y"] + 150), drop=False)
        until = time.monotonic() + PATIENCE
        while True:
            seen = scroll.evaluate(HOLES, 0)
            assert not seen["holes"]
            if seen["left"] > 5500:
                break
            assert time.monotonic() < until, f"The map came no further than {seen['left']} px."
        board.page.mouse.move(*middle(scroll))
        assert not scroll.evaluate(HOLES, -45)["holes"]  # with the wheel
    left, width = scroll.evaluate("el => [el.scrollLeft, el.clientWidth - 138]")
    around = [
        stage
        for n, stage in enumerate(STAGES)
        if left - width / 2 < n * 195 + 100 < left + width * 3 / 2 - 100 and n + 1 < len(STAGES)
    ]
    for stage in around:
        expect(board.cell(stage, "Backstage")).to_be_attached()
    eventually(board.page, lambda: board.page.evaluate(ASKED), lambda asked: asked == 0)
    name = STAGES[int((left + width / 2) // 195)]
    board.bring(board.cell(name, "Actions"))
    eventually(board.page, lambda: board.titles(name, "Actions"), lambda said: "S1 action 1" in said)
    shown = board.dump()["cells"]
    equal(board.page, lambda: told(store.view(journey))["cells"] | shown, lambda: told(store.view(journey))["cells"])
    assert len(shown) > 7 * 7


@contextmanager
def deleting(server: Server, store: Store, journey: str) -> Iterator[None]:
    """Somebody deletes the third card of every cell meanwhile, stage by stage, as fast as the map goes."""
    view = store.view(journey)
    third = [
        [card["id"] for card in view.cells[stage["id"], lane["id"]][2:]] for stage in view.stages[8:] for lane in view.lanes
    ]
    other = Store.open(server.database)
    enough = threading.Event()

    def work() -> None:
        for ids in third:
            other.commit(Change(new_id(), tuple(Edit("delete", "card", id_) for id_ in ids)), SYSTEM).result(20)
            if enough.wait(0.024):
                return

    thread = threading.Thread(target=work)
    thread.start()
    try:
        yield
    finally:
        enough.set()
        thread.join()
        other.close()


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
    scroll.evaluate("el => el.scrollTo(8 * 195 - (el.clientWidth - 138) - 100, 0)")  # it is a hundred pixels beyond the window
    expect(many).to_have_count(70)
