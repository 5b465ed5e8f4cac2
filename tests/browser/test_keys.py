"""The keys that the board lists do what the list says."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.board import BoardPage, eventually
from tests.browser.world import put_map

CARDS = {
    ("Before", "touchpoint"): ["One", "Two", "Three"],
    ("Waiting", "touchpoint"): [{"title": "Four", "feeling": 1.0}, "Five"],
    ("After", "pain"): ["Six"],
}


@pytest.fixture
def board(person, store) -> BoardPage:
    return person().board(put_map(store, "By key", CARDS))


def says(board: BoardPage, title: str, words: str) -> None:
    """Wait until a card says this of itself."""
    expect(board.card(title)).to_have_attribute("aria-label", re.compile(words))


def at(board: BoardPage, title: str) -> None:
    """Wait until a card has the keyboard."""
    expect(board.card(title)).to_be_focused()


def test_keys_that_change_a_card(board):
    board.select("One")
    for key, words in (("1", "severity low"), ("2", "severity medium"), ("3", "severity high"), ("0", "^One, assumed")):
        board.press(key)
        says(board, "One", words)
    board.press("*")
    says(board, "One", "moment of truth")
    board.press("*")
    says(board, "One", "^One, assumed")
    board.press("+")
    says(board, "One", r"emotion \+0\.5")
    board.press("-", "-", "-")
    says(board, "One", r"emotion −1\.0")
    board.press("v")
    says(board, "One", "observed")
    board.press("v")
    says(board, "One", "measured")
    board.press("i")
    expect(board.page.locator(".cx-inspector :focus")).to_have_count(1)


def test_a_card_has_room_for_its_words_and_keeps_its_drawings(person, store):
    words = "reads forgets waits writes again and returns and waits once more"
    titles = [words[:length] for length in range(36, 57)]  # some fill one line, some begin a second
    cards = {(name, "thought"): titles[7 * i : 7 * i + 7] for i, name in enumerate(("Before", "Waiting", "After"))}
    board = person().board(put_map(store, "Room for words", {**cards, ("Before", "pain"): ["Six"]}, lanes=("thought", "pain")))
    too_small = """cards => cards.flatMap((card) => {
      const range = document.createRange();
      range.selectNodeContents(card.querySelector(".cx-tt"));
      const lost = range.getBoundingClientRect().bottom - card.getBoundingClientRect().bottom;
      return lost > 1 ? [card.textContent] : [];
    })"""
    thoughts = board.page.locator(".cx-main .cx-kind-thought")
    expect(thoughts).to_have_count(len(titles))
    assert thoughts.evaluate_all(too_small) == []
    expect(board.page.locator(".cx-rehearsal")).to_have_count(0)  # what was drawn out of sight while the map was awaited
    drawing = board.card("Six").locator(".cx-pips").element_handle()
    board.select("Six")
    board.press("3")
    says(board, "Six", "severity high")
    assert drawing.evaluate("drawing => drawing.isConnected")  # one that came anew would have all layers sorted again


def test_keys_that_move_the_selection_and_the_card(board):
    board.select("One")
    for key, title in (("ArrowDown", "Two"), ("End", "Three"), ("Home", "One"), ("ArrowRight", "Four"), ("Shift+Tab", "One")):
        board.press(key)
        at(board, title)
    board.press("Shift+ArrowDown")
    expect(board.page.locator(".cx-cell .cx-card.cx-selected")).to_have_count(2)
    board.press("Control+a")
    expect(board.page.locator(".cx-cell .cx-card.cx-selected")).to_have_count(3)
    board.press("Control+a")
    expect(board.page.locator(".cx-cell .cx-card.cx-selected")).to_have_count(6)
    board.select("One")
    board.press("Alt+ArrowDown")
    board.shows("Before", "Touchpoints", ["Two", "One", "Three"])
    board.press("Alt+ArrowRight")
    board.shows("Waiting", "Touchpoints", ["Four", "One", "Five"])
    board.press("Alt+ArrowLeft", "Alt+ArrowUp")
    board.shows("Before", "Touchpoints", ["One", "Two", "Three"])
    board.stage("Before").click()
    board.press("Alt+ArrowRight")
    board.stages("Waiting", "Before", "After")
    board.press("Control+z")
    board.stages("Before", "Waiting", "After")
    board.lane("Pain points").click()
    board.press("Alt+ArrowUp")
    board.lanes("Actions", "Touchpoints", "Pain points", "Emotion")
    board.press("Control+z")
    board.lanes("Actions", "Touchpoints", "Emotion", "Pain points")


def test_keys_that_write(board):
    board.cell("Waiting", "Actions").click()
    board.press("Escape").type("walks home")
    expect(board.editor).to_have_value("walks home")
    board.press("Tab")
    expect(board.editor).to_have_attribute("aria-label", "New card, After, Actions")
    board.press("Shift+Tab")
    expect(board.editor).to_have_attribute("aria-label", "New card, Waiting, Actions")
    board.press("Escape")
    board.shows("Waiting", "Actions", ["walks home"])
    for key in ("e", "F2", " "):
        board.select("Two")
        board.press(key)
        expect(board.editor).to_have_value("Two")
        board.press("Escape")
    board.select("Two")
    board.press("Enter").type("Two and a half -2").press("Backspace")
    expect(board.page.locator(".cx-type-chips .cx-chip")).to_have_count(0)
    board.press("Enter", "Escape")
    board.shows("Before", "Touchpoints", ["One", "Two", "Two and a half -2", "Three"])


def test_keys_on_the_curve(board):
    point = board.point("Four")
    point.focus()
    value = lambda: float(point.get_attribute("aria-valuenow"))  # noqa: E731
    for key, want in (("ArrowUp", 1.5), ("ArrowDown", 1.0), ("Shift+ArrowUp", 1.1), ("-", 0.6), ("Home", -3.0), ("End", 3.0)):
        board.press(key)
        eventually(board.page, value, lambda seen, want=want: seen == want)
    board.press("Delete")
    expect(point).to_have_count(0)
    board.toast("Feeling at “Four” removed").get_by_role("button", name="Undo").click()
    eventually(board.page, value, lambda seen: seen == 3)


def test_keys_that_show(board):
    board.select("One")
    board.press("Control+f").type("fiv")
    expect(board.card("One")).to_have_class(re.compile("cx-dim"))
    board.press("Enter")
    expect(board.card("Five")).to_have_class(re.compile("cx-selected"))
    board.press("Escape")
    expect(board.card("One")).not_to_have_class(re.compile("cx-dim"))
    board.select("One")
    width = lambda: board.stage("Before").evaluate("el => el.offsetWidth")  # noqa: E731
    before = width()
    board.press("Control+-")
    eventually(board.page, width, lambda now: now < before)
    board.press("Control+0")
    eventually(board.page, width, lambda now: now >= before)
    board.select("One")
    board.press("?")
    expect(board.page.locator("dialog.cx-keys")).to_be_visible()
    board.press("Escape")
    expect(board.page.locator("dialog.cx-keys")).to_have_count(0)
    board.press("Escape", "Escape", "F2")
    expect(board.page.get_by_label("Title of the journey")).to_be_focused()
    board.type("By key, renamed").press("Enter")
    expect(board.page.locator(".cx-title-text")).to_have_text("By key, renamed")
