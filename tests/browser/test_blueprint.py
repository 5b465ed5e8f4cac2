"""The service blueprint: lines between lanes, connections between cards, paths between stages, folds and time."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.board import BoardPage, box_of, eventually, middle
from tests.browser.world import put_map

LANES = ("action", "touchpoint", "frontstage", "backstage", "support")
CARDS = {
    ("Before", "touchpoint"): ["Letter"],
    ("Before", "frontstage"): ["Desk"],
    ("Before", "backstage"): ["Booking", "Rota"],
    ("Waiting", "support"): ["Calendar"],
    ("After", "backstage"): ["Records"],
}


@pytest.fixture
def two(person, store):
    """Ada's and Ben's boards on a fresh map, and the id of that map."""
    journey = put_map(store, "A blueprint", CARDS, lanes=LANES)
    return person().board(journey), person().board(journey), journey


def line(board: BoardPage, words: str) -> Locator:
    """A connection or path, by how it is read aloud."""
    return board.page.locator(f'.cx-conn[aria-label="{words}"], .cx-path[aria-label="{words}"]')


def course(board: BoardPage, words: str) -> str:
    """Where a connection runs."""
    return line(board, words).locator(".cx-conn-line").get_attribute("d") or ""


def pull(board: BoardPage, source: str, to: tuple[float, float], drop: bool = True) -> None:
    """Drag the dot at a card's edge to a point."""
    board.card(source).hover(position={"x": 40, "y": 8})
    board.drag(board.page.locator(".cx-link-handle"), to, drop=drop)


def above(board: BoardPage, name: str, lane: str) -> None:
    """Wait until a line of the blueprint stands above a lane."""
    expect(board.page.get_by_role("slider", name=name, exact=True)).to_have_attribute("aria-valuetext", f"above {lane}")


def test_a_connection_is_drawn_by_drag_follows_its_cards_and_goes_with_undo(two, store):
    ada, ben, journey = two
    words = "Hand-over from Desk to Rota"
    pull(ada, "Desk", middle(ada.card("Rota")))
    expect(line(ben, words)).to_have_count(1)
    expect(ada.card("Desk")).to_be_focused()
    before = course(ben, words)
    ada.carry(ada.card("Rota"), ada.cell("After", "Backstage"), 0.9)
    eventually(ben.page, lambda: course(ben, words), lambda seen: seen not in ("", before))
    section = ada.page.locator("[data-section=connections]")
    section.get_by_label("Label").fill("the file")
    ada.press("Enter")
    expect(line(ben, f"{words}: the file")).to_have_count(1)
    expect(line(ben, f"{words}: the file").locator("text")).to_have_text("the file")
    line(ben, f"{words}: the file").locator(".cx-conn-hit").dispatch_event("click")
    popover = ben.page.locator(".cx-conn-popover")
    popover.get_by_label("Kind").select_option("information")
    expect(line(ada, "Information from Desk to Rota: the file")).to_have_count(1)
    popover.locator(".cx-conn-title").focus()
    ben.press("Delete")
    ben.hold("Connection removed")
    expect(popover).to_have_count(0)
    expect(ada.page.locator(".cx-conn")).to_have_count(0)
    ben.toast("Connection removed").get_by_role("button", name="Undo").click()
    expect(line(ada, "Information from Desk to Rota: the file")).to_have_count(1)
    eventually(
        ada.page, lambda: [c["label"] for c in store.view(journey).of_type("connection")], lambda kept: kept == ["the file"]
    )


def test_a_connection_is_made_and_left_by_key(two, store):
    ada, ben, journey = two
    ada.select("Booking")
    ada.press("l")
    expect(ada.page.locator(".cx-link-hint")).to_be_visible()
    ada.press("Delete", "ArrowUp")
    expect(ada.page.locator(".cx-link-target")).to_be_visible()
    ada.press("Escape")
    expect(ada.card("Booking")).to_be_focused()
    expect(ada.page.locator(".cx-link-hint")).to_be_hidden()
    ada.press("l", "ArrowUp", "Enter")
    expect(line(ben, "Hand-over from Booking to Desk")).to_have_count(1)
    expect(ada.card("Booking")).to_be_focused()
    ada.press("l", "ArrowUp", "Enter")
    expect(ada.toast("“Booking” leads to “Desk” already.")).to_be_visible()
    eventually(ada.page, lambda: len(store.view(journey).of_type("connection")), lambda count: count == 1)
    pull(ada, "Booking", middle(ada.lane("Actions")))
    pull(ada, "Booking", middle(ada.card("Records")), drop=False)
    ada.press("Escape")
    ada.page.mouse.up()
    expect(ada.page.locator(".cx-conn")).to_have_count(1)
    ada.card("Desk").click(position={"x": 40, "y": 8})
    ada.press("Delete")
    expect(ben.page.locator(".cx-conn")).to_have_count(0)
    ada.press("Control+z")
    expect(line(ben, "Hand-over from Booking to Desk")).to_have_count(1)


def test_a_connection_is_made_by_two_taps(person, store):
    journey = put_map(store, "Tapped", CARDS, lanes=LANES)
    board = person(has_touch=True, is_mobile=True, viewport={"width": 1180, "height": 820}).board(journey)
    board.card("Desk").tap(position={"x": 40, "y": 12})
    handle = board.page.locator(".cx-link-handle")
    box = box_of(handle)
    assert min(box["width"], box["height"]) >= 44
    handle.tap()
    board.card("Records").tap(position={"x": 40, "y": 12})
    expect(line(board, "Hand-over from Desk to Records")).to_have_count(1)


def test_lines_of_the_blueprint_are_moved_removed_and_put_back(two):
    ada, ben, _ = two
    above(ben, "Line of interaction", "Frontstage")
    handle = ada.page.get_by_role("slider", name="Line of interaction", exact=True)
    handle.focus()
    ada.press("ArrowUp", "ArrowUp")
    expect(ada.page.locator(".cx-frame-gap")).to_be_visible()
    ada.press("Escape")
    above(ada, "Line of interaction", "Frontstage")
    ada.press("ArrowUp", "Enter")
    above(ben, "Line of interaction", "Touchpoints")
    seen = ada.page.get_by_role("slider", name="Line of visibility", exact=True)
    ada.drag(seen, middle(ada.lane("Frontstage"), 0.5, 0.1))
    above(ben, "Line of visibility", "Frontstage")
    expect(ben.cell("Before", "Frontstage")).to_have_class(re.compile("cx-below"))
    ada.lane("Frontstage").click(position={"x": 60, "y": 14})
    ada.lane("Frontstage").locator("[data-act=menu]").click()
    ada.page.get_by_role("menuitem", name="Remove the line of visibility").click()
    expect(ben.page.locator(".cx-line-visibility")).to_have_count(0)
    expect(ben.cell("Before", "Backstage")).not_to_have_class(re.compile("cx-below"))
    ada.lane("Backstage").click(position={"x": 60, "y": 14})
    ada.lane("Backstage").locator("[data-act=menu]").click()
    ada.page.get_by_role("menuitem", name="Line of visibility here").click()
    above(ben, "Line of visibility", "Backstage")


def test_a_path_loops_back_is_described_and_removed(two, store):
    ada, ben, journey = two
    ada.stage("After").click(position={"x": 60, "y": 12})
    ada.press("p")
    ada.page.get_by_role("menuitem", name="2 Waiting").click()
    expect(line(ben, "Path from After to Waiting")).to_have_count(1)
    section = ada.page.locator("[data-section=paths]")
    section.get_by_label("Persona").select_option(label="Rosa")
    section.get_by_label("Share, %").fill("30")
    section.get_by_label("Label").fill("no answer")
    ada.press("Enter")
    full = "Path from After to Waiting: Rosa · 30 % · no answer"
    expect(line(ben, full)).to_have_count(1)
    expect(line(ben, full).locator("path[stroke-dasharray]")).to_have_count(1)
    section.get_by_label("To", exact=True).select_option(label="3 After")
    expect(line(ben, "Path: After again: Rosa · 30 % · no answer")).to_have_count(1)
    section.get_by_role("button", name="Remove the path").click()
    ada.hold("Path removed")
    expect(ben.page.locator(".cx-path")).to_have_count(0)
    ada.toast("Path removed").get_by_role("button", name="Undo").click()
    expect(ben.page.locator(".cx-path")).to_have_count(1)
    ben.stage("After").click(position={"x": 60, "y": 12})
    ben.press("Delete")
    expect(ada.page.locator(".cx-path")).to_have_count(0)
    eventually(ada.page, lambda: store.view(journey).of_type("path"), lambda left: left == [])


def test_stages_fold_and_columns_grow_with_time_for_one_browser(two):
    ada, ben, _ = two
    ada.stage("Waiting").click(position={"x": 60, "y": 12})
    ada.press("h")
    eventually(ada.page, lambda: round(box_of(ada.stage("Waiting"))["width"]), lambda width: width == 34)
    expect(ada.stage("Waiting")).to_be_focused()
    assert box_of(ben.stage("Waiting"))["width"] > 100
    ada.press("h")
    eventually(ada.page, lambda: box_of(ada.stage("Waiting"))["width"], lambda width: width > 100)
    ada.page.get_by_label("Duration", exact=True).fill("5")
    ada.page.get_by_label("Duration: unit").select_option("week")
    part = ada.page.locator("[data-section=time]")
    part.get_by_label("Waiting").fill("7")
    part.get_by_label("Unit").select_option("day")
    expect(ben.stage("Waiting")).to_have_attribute("aria-label", re.compile("20 % waiting"))
    ada.page.get_by_role("button", name="Columns true to time").click()
    eventually(
        ada.page,
        lambda: box_of(ada.stage("Waiting"))["width"] / box_of(ada.stage("Before"))["width"],
        lambda ratio: ratio > 1.4,
    )
    eventually(ada.page, lambda: ada.page.evaluate("localStorage.getItem('cxmap.timeTrue')"), lambda kept: kept == "yes")
    ada.page.get_by_role("button", name="Columns true to time").click()
    eventually(ada.page, lambda: ada.page.evaluate("localStorage.getItem('cxmap.timeTrue')"), lambda kept: kept is None)
    ada.card("Letter").click(position={"x": 40, "y": 8})
    part.get_by_label("Doing").fill("20")
    part.get_by_label("Unit").first.select_option("minute")
    expect(ben.card("Letter")).to_have_attribute("aria-label", re.compile("20 min"))
