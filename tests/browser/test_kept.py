"""Nothing that is being written is lost under one's hands, and the focus always is somewhere: two people, and keys alone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.board import BoardPage
from tests.browser.world import put_map

CARDS = {
    ("Before", "touchpoint"): ["Letter", "Leaflet"],
    ("Waiting", "pain"): [{"title": "Silence", "severity": 2}],
}


@pytest.fixture
def two(person, store):
    """Ada's and Ben's boards on a fresh map."""
    journey = put_map(store, "A clinic visit", CARDS)
    return person().board(journey), person().board(journey)


def panel(board: BoardPage, name: str):
    return board.page.locator(f".cx-panel[data-side={name}]")


def in_tray(board: BoardPage, *texts: str) -> None:
    """These texts, and no others, are kept as unsaved."""
    tray = board.page.locator(".cx-tray")
    expect(tray).to_have_text("1 unsaved text" if len(texts) == 1 else f"{len(texts)} unsaved texts")
    tray.click()
    expect(board.page.locator(".cx-tray-list blockquote")).to_have_text(list(texts))
    board.press("Escape")


def test_what_is_written_for_something_that_is_deleted_is_kept(two):
    ada, ben = two
    ada.select("Letter")
    ada.press("c").type("Is it readable?").press("Control+Enter")
    expect(ben.card("Letter")).to_have_attribute("aria-label", re.compile("1 open comment"))
    ben.select("Letter")
    ben.press("c")
    expect(panel(ben, "comments").get_by_label("Answer")).to_be_focused()
    ben.type("Not for me")
    panel(ada, "comments").get_by_role("button", name=re.compile("^More for the comment")).click()
    ada.page.get_by_role("menuitem", name="Delete").click()
    expect(ben.toast("The thread was deleted meanwhile.")).to_be_visible()
    expect(panel(ben, "comments").get_by_role("heading", name="Comments")).to_be_focused()
    in_tray(ben, "Not for me")

    ben.page.get_by_role("button", name="Close: Comments").click()
    ben.select("Leaflet")
    ben.page.get_by_role("button", name="Add a source").click()
    ben.page.get_by_label("Quote or finding").fill("Nine visits")
    ada.select("Leaflet")
    ada.press("Delete")
    in_tray(ben, "Not for me", "Nine visits")

    ben.stage("Waiting").click()
    ben.press("g")
    guide = panel(ben, "guide")
    guide.get_by_role("button", name=re.compile("^Which questions do they have")).click()
    guide.locator(".cx-ask-body input, .cx-ask-body textarea").first.fill("When do I hear?")
    ada.stage("Waiting").click()
    ada.press("Delete")
    in_tray(ben, "Not for me", "Nine visits", "When do I hear?")


def test_who_types_in_a_field_stays_there_while_others_move_the_card(two):
    ada, ben = two
    ada.select("Leaflet")
    note = ada.page.get_by_label("Note", exact=True)
    note.click()
    ada.type("Nobody ")
    ben.carry(ben.card("Leaflet"), ben.cell("Before", "Pain points"))
    expect(ada.page.get_by_label("Lane", exact=True).locator("option:checked")).to_have_text("Pain points")
    expect(note).to_be_focused()
    ada.type("reads it")
    expect(note).to_have_value("Nobody reads it")


def test_keys_lead_into_a_panel_and_back_to_where_one_was(two):
    ada, _ = two
    for key, name in (("g", "guide"), ("c", "comments"), ("t", "history")):
        card = ada.select("Letter")
        ada.press(key)
        expect(panel(ada, name)).to_be_visible()
        expect(card).not_to_be_focused()
        ada.press("Escape")
        expect(panel(ada, name)).to_be_hidden()
        expect(card).to_be_focused()
    button = ada.page.get_by_role("button", name="History")
    button.click()
    expect(panel(ada, "history").get_by_role("heading", name="History")).to_be_focused()
    ada.press("Escape")
    expect(button).to_be_focused()


def test_back_to_now_by_keys_stays_at_the_slider(two):
    ada, _ = two
    ada.write("Before", "Actions", "Opens it", "Reads it")
    ada.stage("Before").click()
    ada.press("t")
    expect(ada.page.locator(".cx-entry")).to_have_count(3)
    bar = ada.page.get_by_role("region", name="Through the history")
    slider = bar.get_by_role("slider", name="Moment of the map")
    slider.focus()
    ada.press("Home")
    expect(ada.root).to_have_class(re.compile(r"\bcx-past\b"))
    bar.get_by_role("button", name="Back to now").focus()
    ada.press("Enter")
    expect(ada.root).not_to_have_class(re.compile(r"\bcx-past\b"))
    expect(slider).to_be_focused()
    ada.press("Home")
    bar.get_by_role("button", name="Restore").click()
    ada.dialog.get_by_role("button", name="Restore").click()
    ada.shows("Before", "Actions", [])
    expect(slider).to_be_focused()
