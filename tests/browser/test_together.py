"""Two people on one map: each sees at once what the other does, and nobody's work is lost."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from tests.browser.board import BoardPage, box_of, equal, eventually, middle
from tests.browser.world import put_map, told

CARDS = {
    ("Before", "touchpoint"): ["Letter", "Leaflet", "Phone call"],
    ("Waiting", "touchpoint"): [{"title": "Reminder", "feeling": 1.0}],
    ("Waiting", "pain"): [{"title": "Silence", "severity": 2}],
    ("After", "touchpoint"): [{"title": "Survey", "feeling": -2.0}],
}


@pytest.fixture
def two(person, store):
    """Ada's and Ben's boards on a fresh map, and the id of that map."""
    journey = put_map(store, "A clinic visit", CARDS)
    return person().board(journey), person().board(journey), journey


def same(store, journey: str, *boards: BoardPage) -> None:
    """All boards show what is in the store."""
    for board in boards:
        equal(board.page, board.dump, lambda: told(store.view(journey)))


def test_a_card_typed_with_marks_is_seen_with_feeling_severity_and_star(two, store):
    ada, ben, journey = two
    ada.write("Waiting", "Touchpoints", "Calls again -2 !! *")
    seen = ben.card("Calls again")
    expect(seen).to_have_attribute(
        "aria-label", "Calls again, severity medium, moment of truth, emotion −2.0, assumed, Waiting, Touchpoints"
    )
    expect(seen.locator(".cx-starred.cx-on")).to_be_visible()
    expect(seen.locator(".cx-sev")).to_be_visible()
    expect(ben.point("Calls again")).to_have_attribute("aria-valuenow", "-2")
    same(store, journey, ada, ben)


def test_cards_are_dragged_within_a_cell_to_another_stage_and_lane(two, store):
    ada, ben, journey = two
    ada.drag(ada.card("Phone call"), middle(ada.card("Letter"), 0.5, 0.1))
    ben.shows("Before", "Touchpoints", ["Phone call", "Letter", "Leaflet"])
    ada.carry(ada.card("Letter"), ada.cell("Waiting", "Touchpoints"), 0.9)
    ben.shows("Waiting", "Touchpoints", ["Reminder", "Letter"])
    ada.carry(ada.card("Leaflet"), ada.cell("Before", "Pain points"))
    ben.shows("Before", "Pain points", ["Leaflet"])
    same(store, journey, ada, ben)


def test_escape_calls_a_drag_off_and_a_held_card_is_seen_with_its_holder(two, store):
    ada, ben, journey = two
    before = ada.dump()
    ada.carry(ada.card("Letter"), ada.cell("After", "Pain points"), drop=False)
    expect(ada.lifted).to_be_visible()
    held = ben.card("Letter")
    expect(held).to_have_class(re.compile(r"\bcx-held\b"))
    ada.press("Escape")
    expect(ada.lifted).to_have_count(0)
    ada.page.mouse.up()
    expect(held).not_to_have_class(re.compile(r"\bcx-held\b"))
    equal(ada.page, ada.dump, lambda: before)
    same(store, journey, ada, ben)


def test_a_stage_is_dragged_with_its_column_and_a_lane_with_its_row(two, store):
    ada, ben, journey = two
    ada.drag(ada.stage("After"), middle(ada.stage("Before"), 0.1))
    ben.stages("After", "Before", "Waiting")
    ada.drag(ada.lane("Pain points"), middle(ada.lane("Actions"), 0.5, 0.1))
    ben.lanes("Pain points", "Actions", "Touchpoints", "Emotion")
    ben.shows("After", "Touchpoints", ["Survey"])
    same(store, journey, ada, ben)


def test_a_feeling_is_dragged_on_the_curve(two, store):
    ada, ben, journey = two
    lane = box_of(ada.cell("After", "Emotion"))
    x, _ = middle(ada.point("Survey"))
    ada.drag(ada.point("Survey"), (x, lane["y"] + 10))
    eventually(ben.page, lambda: float(ben.point("Survey").get_attribute("aria-valuenow")), lambda value: value > 2)
    same(store, journey, ada, ben)


def test_undo_and_redo_are_each_persons_own(two, store):
    ada, ben, journey = two
    ada.write("Before", "Actions", "Opens the letter")
    expect(ben.card("Opens the letter")).to_be_visible()
    ben.write("Before", "Actions", "Rings the clinic")
    expect(ada.card("Rings the clinic")).to_be_visible()
    ada.press("Control+z")
    expect(ben.card("Opens the letter")).to_have_count(0)
    expect(ben.card("Rings the clinic")).to_be_visible()
    ada.press("Control+Shift+z")
    expect(ben.card("Opens the letter")).to_be_visible()
    ben.page.get_by_role("button", name="Undo").click()
    expect(ada.card("Rings the clinic")).to_have_count(0)
    expect(ada.card("Opens the letter")).to_be_visible()
    same(store, journey, ada, ben)


def test_a_deleted_stage_comes_back_with_all_its_cards(two, store):
    ada, ben, journey = two
    before = ben.dump()
    ada.stage("Waiting").click()
    ada.press("Delete")
    ada.hold("“Waiting” and its cards deleted")
    ben.stages("Before", "After")
    expect(ben.card("Silence")).to_have_count(0)
    ada.toast("“Waiting” and its cards deleted").get_by_role("button", name="Undo").click()
    equal(ben.page, ben.dump, lambda: before)
    same(store, journey, ada, ben)


def test_two_edits_of_one_title_are_merged(two, store):
    ada, ben, journey = two
    for board in (ada, ben):
        board.select("Phone call")
        board.press("e")
        expect(board.editor).to_have_value("Phone call")
    ada.press("Home").type("Long ")
    ben.press("End").type(" at night")
    ada.press("Enter")
    ben.press("Enter")
    for board in (ada, ben):
        expect(board.card("Long Phone call at night")).to_be_visible()
    same(store, journey, ada, ben)


def test_the_others_cursor_selection_and_typing_are_seen_with_their_name(two, person):
    ada, ben, _ = two
    ben.page.locator(".cx-head .cx-avatar").first.click()
    name = ben.page.get_by_role("textbox", name="Your name")
    name.fill("Ben Oke")
    name.press("Enter")
    expect(ada.page.locator(".cx-head .cx-avatar", has_text="BO")).to_be_visible()
    ben.page.mouse.move(*middle(ben.card("Silence")))
    expect(ada.page.locator(".cx-cursor", has_text="Ben Oke")).to_be_visible()
    x, y = middle(ada.card("Silence"))
    cursor = ada.page.locator(".cx-cursor")
    eventually(ada.page, lambda: box_of(cursor), lambda box: abs(box["x"] - x) < 12 and abs(box["y"] - y) < 12)
    ben.select("Letter")
    mark = ada.card("Letter")
    expect(mark).to_have_class(re.compile(r"\bcx-remote\b"))
    expect(mark).not_to_have_class(re.compile(r"\bcx-held\b"))
    ben.press("e")
    expect(mark).to_have_class(re.compile(r"\bcx-held\b"))
    ben.page.close()
    expect(cursor).to_have_count(0)
    expect(ada.card("Letter")).not_to_have_class(re.compile(r"\bcx-remote\b"))
