"""With a finger: a long press drags, a swipe scrolls, and everything is large enough to hit."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.board import box_of, equal, eventually, middle
from tests.browser.world import put_map, told

CARDS = {
    ("Before", "touchpoint"): ["Letter", {"title": "Leaflet", "feeling": -1.0}],
    ("Before", "pain"): [{"title": "Small print", "severity": 1}],
}
TABLET = {"has_touch": True, "is_mobile": True, "viewport": {"width": 1180, "height": 820}}
SMALLEST = 44

# Everything that can be tapped on the board, with its size; what lies under something else or out of view is left out.
_TARGETS = """(root) => {
  const out = [];
  for (const el of root.querySelectorAll("button, [role=button], [role=slider], [data-act], a, input, select, textarea")) {
    const hit = el.querySelector(".cx-hit") ?? el;
    const box = hit.getBoundingClientRect();
    if (!box.width || !el.checkVisibility({ visibilityProperty: true, opacityProperty: false })) continue;
    const own = getComputedStyle(el, "::after");
    const grown = own.position === "absolute" && own.content !== "none";
    const width = Math.max(box.width, grown ? parseFloat(own.width) : 0);
    const height = Math.max(box.height, grown ? parseFloat(own.height) : 0);
    out.push([el.getAttribute("aria-label") || el.title || el.textContent || el.className, Math.round(width), Math.round(height)]);
  }
  return out;
}"""


@pytest.fixture
def tablet(person, store):
    """A board on a tablet, and the id of its map."""
    journey = put_map(store, "By finger", CARDS)
    return person(**TABLET).board(journey), journey


def test_a_long_press_drags_a_card_and_both_boards_agree(tablet, store):
    board, journey = tablet
    assert board.page.evaluate("matchMedia('(pointer: coarse)').matches")
    x, y = middle(board.card("Letter"))
    to = middle(board.cell("Waiting", "Touchpoints"))
    board.touch("touchStart", (x, y))
    expect(board.lifted).to_be_visible()  # the press
    for step in range(1, 7):
        board.touch("touchMove", (x + (to[0] - x) * step / 6, y + (to[1] - y) * step / 6))
    board.touch("touchEnd")
    board.shows("Waiting", "Touchpoints", ["Letter"])
    equal(board.page, board.dump, lambda: told(store.view(journey)))


def test_a_swipe_scrolls_the_map_and_moves_no_card(person, store):
    journey = put_map(store, "Swiped", CARDS, stages=[f"Stage number {i}" for i in range(1, 11)] + ["Before"])
    board = person(**TABLET).board(journey)
    before = store.view(journey)
    scroll = board.page.locator(".cx-scroll")
    x, y = middle(scroll, 0.7, 0.4)
    board.touch("touchStart", (x, y))
    for step in range(1, 11):
        board.touch("touchMove", (x - 40 * step, y))
    board.touch("touchEnd")
    eventually(board.page, lambda: scroll.evaluate("el => el.scrollLeft"), lambda left: left > 200)
    expect(board.lifted).to_have_count(0)
    assert store.view(journey) == before


def test_a_feeling_is_dragged_by_finger(tablet):
    board, _ = tablet
    lane = box_of(board.cell("Before", "Emotion"))
    x, y = middle(board.point("Leaflet"))
    board.touch("touchStart", (x, y))
    expect(board.point("Leaflet")).to_be_focused()
    board.page.locator(".cx-point.cx-held").wait_for()
    for step in range(1, 9):
        board.touch("touchMove", (x, y + (lane["y"] + 8 - y) * step / 8))
    board.touch("touchEnd")
    eventually(board.page, lambda: float(board.point("Leaflet").get_attribute("aria-valuenow")), lambda value: value > 2)


def test_every_target_can_be_hit_with_a_finger(tablet):
    board, _ = tablet
    board.card("Letter").tap()
    small = [found for found in board.root.evaluate(_TARGETS) if min(found[1:]) < SMALLEST]
    assert small == [], f"smaller than {SMALLEST} × {SMALLEST}: {small}"
