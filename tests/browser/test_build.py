"""A whole map built by hand, with every step counted: by keyboard only, and with the mouse for all but the words."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import expect

from cxmap.access import SYSTEM
from cxmap.formats import read
from cxmap.imports import import_journeys
from cxmap.store import Store
from tests.browser.board import BoardPage, box_of, equal
from tests.browser.world import told

FILE = Path(__file__).parents[3] / "shared/data/ojf/ecommerce-return.ojf"
STAGES = ("1. Discovery & Frustration", "2. Initiating Return", "3. Shipping it Back", "4. Waiting for Refund")
LANES = ("Customer Actions", "Digital Touchpoints", "Physical Touchpoints", "Emotion", "Pain points")
_FOCUSED = """() => {
  const el = document.activeElement;
  return el.matches("button, input") ? el.getAttribute("aria-label") || el.innerText : "";
}"""
PRESS = 120  # milliseconds that a hand keeps a button down: what is shown meanwhile must not move away under it
AT_MOST = 3  # steps a card beyond the words, on average

pytestmark = pytest.mark.skipif(not FILE.is_file(), reason=f"the map to build, {FILE.name}, is not here")


@pytest.fixture
def wanted(store: Store):
    """What the board must show in the end: the map as it is read from the file, without what was never typed."""
    journey = import_journeys(store, read(FILE.read_bytes(), FILE.name), SYSTEM)[0][0]
    return _plain(told(store.view(journey)))


def _plain(said):
    """Titles by cell and feelings by title; the file also holds words for feelings, which the marks do not."""
    feelings = sorted(
        (point.split(", ")[0], next(t for t in point.split(", ")[1:] if t[0].isupper())) for point in said["points"]
    )
    cells = {place: [card.replace("severity low, ", "") for card in cards] for place, cards in said["cells"].items()}
    return {**said, "cells": cells, "points": feelings}


class Hands:
    """Counts what is pressed beyond the words."""

    def __init__(self, board: BoardPage) -> None:
        self.board, self.steps = board, 0

    def keys(self, *keys: str) -> Hands:
        self.steps += len(keys)
        self.board.press(*keys)
        return self

    def words(self, words: str) -> Hands:
        """The words of a card with their marks, of a stage or a lane."""
        self.board.type(words)
        return self

    def click(self, target, times: int = 1, **where) -> Hands:
        self.steps += times
        target.click(click_count=times, delay=PRESS, **where)
        return self


def blank_journey_by_keyboard(page, title: str) -> BoardPage:
    """From Home to a board without touching the mouse."""
    page.get_by_role("button", name="New journey").wait_for()
    tab_to(page, "New journey")
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog").get_by_label("Title")).to_be_visible()
    expect(page.get_by_role("radio", name="A blank map")).to_be_visible()
    tab_to(page, "Title")
    page.keyboard.type(title)
    tab_to(page, "Create")
    page.keyboard.press("Enter")
    board = BoardPage(page, page.url)
    page.locator(".cx-empty-panel").wait_for()
    expect(page.locator(".cx-typed-lines input").first).to_be_focused()
    return board


def tab_to(page, name: str) -> None:
    """Press Tab until something of that name has the focus."""
    for _ in range(25):
        if name in page.evaluate(_FOCUSED):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"Tab never came to {name}")


def test_the_map_is_built_by_keyboard_with_few_keys(person, store, wanted):
    board = blank_journey_by_keyboard(person().page("/"), "Returning a sweater")
    hands = Hands(board)
    hands.keys("Escape", "Enter")  # leave the lines, take the blank board
    expect(board.cell("Stage 1", "Actions")).to_be_focused()
    hands.keys("ArrowUp", "e").words(STAGES[0]).keys("Tab").words(STAGES[1]).keys("Tab").words(STAGES[2]).keys("Tab")
    hands.words(STAGES[3]).keys("Enter", "ArrowRight", "Delete", "ArrowRight", "Delete")
    board.stages(*STAGES)
    hands.keys("ArrowDown", "ArrowLeft", "ArrowLeft", "ArrowLeft", "ArrowLeft", "e").words(LANES[0]).keys("Enter")
    hands.keys("ArrowDown", "e").words(LANES[1]).keys("Enter")
    hands.keys("Tab", "Enter", "t", "Enter", "e").words(LANES[2]).keys("Enter")
    hands.keys("ArrowDown", "Delete", "ArrowDown", "ArrowDown", "ArrowDown", "Delete")
    board.lanes(*LANES)
    frame = hands.steps
    assert frame <= 4 * (len(STAGES) + len(LANES)), f"{frame} keys for the stages and lanes"

    hands.steps = 0
    hands.keys("ArrowRight", "ArrowRight").words("Restocking Fee -2.4 !!! *").keys("Escape")
    hands.keys("ArrowUp", "ArrowUp", "ArrowRight").words("Printing Label -0.6").keys("Enter")
    hands.words("Drop off at Carrier +0").keys("Escape")
    hands.keys("ArrowUp", "ArrowUp", "ArrowRight").words("Radio Silence -1.2 *").keys("Enter").words("Refund Issued +0").keys(
        "Escape"
    )
    hands.keys("ArrowLeft", "ArrowLeft").words("Return Portal -1.8 !!! *").keys("Enter").words("Live Chat Support +0.6").keys(
        "Escape"
    )
    hands.keys("ArrowLeft").words("Checks Return Policy -0.6").keys("Escape")
    hands.keys("ArrowUp").words("Opens Package -1.2 *").keys("Escape")
    board.ready()
    equal(board.page, lambda: _plain(board.dump()), lambda: wanted)
    assert hands.steps <= AT_MOST * 9, f"{hands.steps} keys beyond the words for 9 cards"


def test_the_map_is_built_with_the_mouse_for_all_but_the_words(person, store, wanted):
    page = person().page("/")
    page.get_by_role("button", name="New journey").click()
    page.get_by_role("dialog").get_by_label("Title").fill("Returning a sweater, clicked")
    expect(page.get_by_role("radio", name="A blank map")).to_be_visible()
    page.get_by_role("button", name="Create").click()
    page.get_by_role("button", name="Skip, show me the blank board").click()
    board = BoardPage(page, page.url)
    hands = Hands(board)
    for i, name in enumerate(STAGES, 1):
        hands.click(board.stage(f"Stage {i}"), 2, position={"x": 90, "y": 20}).words(name)
    for was, name in (("Actions", LANES[0]), ("Touchpoints", LANES[1])):
        hands.click(board.lane(was), 2, position={"x": 60, "y": 10}).words(name)
    for name in ("Stage 5", "Stage 6"):
        hands.click(board.stage(name)).click(page.get_by_role("button", name="Delete stage"))
    for name in ("Thoughts", "Opportunities"):
        hands.click(board.lane(name)).click(page.get_by_role("button", name="Delete lane"))
    hands.click(page.locator(".cx-add-lane")).click(page.get_by_role("menuitem", name="Touchpoints"))
    hands.click(board.lane("Touchpoints"), 2, position={"x": 60, "y": 10}).words(LANES[2])

    hands.steps = 0
    cards = [
        (0, 0, "Opens Package -1.2 *"),
        (0, 1, "Checks Return Policy -0.6"),
        (1, 1, "Return Portal -1.8 !!! *"),
        (1, 1, "Live Chat Support +0.6"),
        (1, 4, "Restocking Fee -2.4 !!! *"),
        (2, 2, "Printing Label -0.6"),
        (2, 2, "Drop off at Carrier +0"),
        (3, 1, "Radio Silence -1.2 *"),
        (3, 1, "Refund Issued +0"),
    ]
    for stage, lane, words in cards:
        cell = board.cell(STAGES[stage], LANES[lane])
        hands.click(cell, position={"x": 60, "y": box_of(cell)["height"] - 3}).words(words)
    hands.click(page.locator(".cx-corner"))
    board.ready()
    equal(page, lambda: _plain(board.dump()), lambda: wanted)
    assert hands.steps <= AT_MOST * len(cards), f"{hands.steps} clicks for {len(cards)} cards"
