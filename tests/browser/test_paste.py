"""Many things at once: pasted lines and tables, copies from map to map, several cards selected."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.board import BoardPage, box_of, equal
from tests.browser.world import put_map, told

CARDS = {("Before", "touchpoint"): ["One", "Two", "Three"], ("Waiting", "touchpoint"): ["Four"]}
TABLE = "Stage\tTouchpoint\tPain\nReferral\tGP explains\tHow long?\nReferral\tReferral slip\t\nWaiting\tPhone\tQueue !!\n"


@pytest.fixture
def board(person, store):
    """A board on a map with four cards."""
    return person(permissions=["clipboard-read", "clipboard-write"]).board(put_map(store, "Pasted", CARDS))


def clip(board: BoardPage, text: str) -> None:
    """Put text into the clipboard, as copying elsewhere does."""
    board.page.evaluate("text => navigator.clipboard.writeText(text)", text)


def selected(board: BoardPage, *titles: str) -> None:
    """Wait until exactly these cards are selected."""
    expect(board.page.locator(".cx-cell .cx-card.cx-selected")).to_have_count(len(titles))
    for title in titles:
        expect(board.card(title)).to_have_class(re.compile("cx-selected"))


def test_pasted_lines_become_cards(board):
    clip(board, "Rings\nWaits -2\n\nGives up !!! *\n")
    board.cell("After", "Actions").click()
    expect(board.editor).to_be_focused()
    board.press("Escape", "Control+v")
    board.shows("After", "Actions", ["Rings", "Waits", "Gives up"])
    expect(board.card("Waits")).to_have_attribute("aria-label", re.compile("emotion −2.0"))
    expect(board.card("Gives up")).to_have_attribute("aria-label", re.compile("severity high, moment of truth"))
    board.press("Control+z")
    board.shows("After", "Actions", [])
    expect(board.cell("After", "Actions")).to_be_focused()


def test_a_spreadsheet_block_is_shown_first_and_then_made(board):
    clip(board, TABLE)
    board.cell("Before", "Actions").click()
    board.press("Escape", "Control+v")
    expect(board.dialog).to_contain_text("2 stages, 1 of them new")
    board.dialog.get_by_role("button", name="Cancel").click()
    board.stages("Before", "Waiting", "After")
    board.press("Control+v")
    board.dialog.get_by_role("button", name="Add 5 cards").click()
    board.shows("Referral", "Touchpoints", ["GP explains", "Referral slip"])
    board.shows("Referral", "Pain points", ["How long?"])
    board.shows("Waiting", "Touchpoints", ["Four", "Phone"])
    expect(board.card("Queue")).to_have_attribute("aria-label", re.compile("severity medium"))
    board.toast("Pasted 5 cards").get_by_role("button", name="Undo").click()
    board.stages("Before", "Waiting", "After")
    expect(board.card("Phone")).to_have_count(0)
    # not the page: the card that had the focus is gone with the rest
    expect(board.cell("Waiting", "Pain points")).to_be_focused()


def test_cards_are_copied_to_another_map_with_all_they_carry(board, store):
    other = put_map(store, "The other map", {})
    board.write("Before", "Pain points", "Hurts -1.5 !! *")
    board.select("Hurts")
    board.press("Control+c")
    there = BoardPage(board.page.context.new_page(), board.url).open(other)
    there.cell("After", "Pain points").click()
    there.press("Escape", "Control+v")
    expect(there.card("Hurts")).to_have_attribute(
        "aria-label", "Hurts, severity medium, moment of truth, emotion −1.5, assumed, After, Pain points"
    )
    there.press("Control+x")
    there.shows("After", "Pain points", [])
    equal(there.page, there.dump, lambda: told(store.view(other)))


def test_several_cards_are_selected_dragged_duplicated_deleted_and_brought_back(board):
    board.select("One")
    board.card("Three").click(modifiers=["Control"], position={"x": 40, "y": 8})
    selected(board, "One", "Three")
    board.press("Control+d")
    board.shows("Before", "Touchpoints", ["One", "Two", "Three", "One", "Three"])
    board.press("Control+z")
    board.shows("Before", "Touchpoints", ["One", "Two", "Three"])
    board.select("One")
    board.card("Four").click(modifiers=["Shift"], position={"x": 40, "y": 8})
    selected(board, "One", "Four")
    board.carry(board.card("One"), board.cell("After", "Touchpoints"))
    board.shows("After", "Touchpoints", ["One", "Four"])
    board.press("Control+z")
    board.shows("Before", "Touchpoints", ["One", "Two", "Three"])
    board.shows("Waiting", "Touchpoints", ["Four"])

    cell = box_of(board.cell("Before", "Touchpoints"))
    board.page.mouse.move(cell["x"] + 2, cell["y"] + cell["height"] - 2)
    board.page.mouse.down()
    board.page.mouse.move(cell["x"] + 90, box_of(board.card("Two"))["y"] + 10, steps=5)
    board.page.mouse.up()
    selected(board, "Two", "Three")
    board.press("Delete")
    board.shows("Before", "Touchpoints", ["One"])
    board.toast("2 cards deleted").get_by_role("button", name="Undo").click()
    board.shows("Before", "Touchpoints", ["One", "Two", "Three"])
