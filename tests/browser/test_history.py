"""The history of a map: one looks back while another works on; a moment is compared, replayed, restored, and that undone."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from cxmap.access import Actor
from cxmap.changes import Change, Edit
from cxmap.model.records import new_id
from tests.browser.board import BoardPage, equal, eventually
from tests.browser.test_axe import both_ways, found, on_the_board
from tests.browser.world import put_map, told

CARDS = {
    ("Before", "touchpoint"): ["Letter", "Leaflet"],
    ("Waiting", "touchpoint"): [{"title": "Reminder", "feeling": 1.0}],
    ("After", "touchpoint"): [{"title": "Survey", "feeling": -2.0}],
}
MEL = Actor("system", "owner", "Mel Tan")


@pytest.fixture
def past(store):
    """A journey with a history: its id, and what its board says after each change, oldest first."""
    journey = put_map(store, "A clinic visit", CARDS)
    seen = [told(store.view(journey))]

    def do(*edits: Edit) -> None:
        store.commit(Change(new_id(), edits), MEL).result(20)
        seen.append(told(store.view(journey)))

    cards = {c["title"]: c for c in store.view(journey).cards}
    stages = {s["name"]: s["id"] for s in store.view(journey).stages}
    do(Edit("patch", "card", cards["Letter"]["id"], {"title": "A kind letter"}))
    do(Edit("patch", "card", cards["Leaflet"]["id"], {"stage": stages["Waiting"], "order": "a9"}))
    do(Edit("delete", "card", cards["Survey"]["id"]))
    place = {name: cards["Survey"][name] for name in ("journey", "stage", "lane")}
    do(Edit("put", "card", new_id(), {**place, "title": "Phone call", "order": "a1"}))
    return journey, seen


def open_history(board: BoardPage) -> None:
    board.page.locator(".cx-stage").first.click()
    board.press("t")
    expect(board.page.locator(".cx-entry").first).to_be_visible()


def bar(board: BoardPage):
    return board.page.get_by_role("region", name="Through the history")


def in_past(board: BoardPage, words: str | re.Pattern[str]) -> None:
    expect(board.root).to_have_class(re.compile(r"\bcx-past\b"))
    expect(bar(board).locator(".cx-bar-label")).to_have_text(words)


def in_present(board: BoardPage) -> None:
    expect(board.root).not_to_have_class(re.compile(r"\bcx-past\b"))


def test_one_scrubs_while_the_other_works_on(person, store, past):
    journey, seen = past
    ada, ben = person().board(journey), person().board(journey)
    open_history(ada)
    entries = ada.page.locator(".cx-entry span")
    expect(entries).to_have_text(
        [
            "“Phone call” added in After",
            "“Survey” deleted from After",
            "“Leaflet” moved to Waiting",
            "“Letter” now reads “A kind letter”",
            "Map made with 4 cards",
        ]
    )
    slider = bar(ada).get_by_role("slider", name="Moment of the map")
    slider.focus()
    for step, label in (
        (3, "“Survey” deleted from After"),
        (2, "“Leaflet” moved to Waiting"),
        (1, "“Letter” now reads “A kind letter”"),
    ):
        ada.press("ArrowLeft")
        in_past(ada, label)
        equal(ada.page, ada.dump, lambda step=step: seen[step])
    ada.press("Home")
    in_past(ada, "Map made with 4 cards")
    equal(ada.page, ada.dump, lambda: seen[0])
    expect(bar(ada).locator(".cx-bar-title")).to_have_text(re.compile(r"^As it was on .*\d\d:\d\d"))
    expect(slider).to_have_attribute("aria-valuetext", re.compile("As it was on .*: Map made with 4 cards"))

    ben.write("Before", "Actions", "Opens the letter", "Rings the clinic")
    expect(bar(ada).locator(".cx-bar-news")).to_have_text("2 new edits")
    assert ada.dump() == seen[0], "the past stays as it is"
    ada.card("Letter").click(position={"x": 40, "y": 8})
    ada.press("Delete", "e", "Control+z")
    expect(ada.toast("This is the past")).to_be_visible()
    assert ada.dump() == seen[0], "and cannot be edited"
    ada.press("Escape")
    in_present(ada)
    equal(ada.page, ada.dump, lambda: told(store.view(journey)))
    expect(ada.card("Rings the clinic")).to_be_visible()
    ada.press("t")
    expect(bar(ada)).to_be_hidden()


def test_a_moment_is_named_compared_restored_and_that_undone(person, store, past):
    journey, seen = past
    ada, ben = person().board(journey), person().board(journey)
    open_history(ada)
    ada.page.locator(".cx-entry", has_text="now reads").click()
    in_past(ada, "“Letter” now reads “A kind letter”")
    bar(ada).get_by_role("button", name="Name this version").click()
    ada.press("Enter")
    expect(ada.dialog.get_by_role("alert")).to_be_visible()
    ada.type("Workshop one").press("Enter")
    expect(ada.page.locator(".cx-version", has_text="Workshop one")).to_have_attribute("aria-current", "true")
    expect(ada.page.locator(".cx-bar-tick")).to_have_count(1)

    bar(ada).get_by_role("button", name="Compare", exact=True).click()
    ada.page.get_by_role("menuitem", name="With the map as it is now").click()
    lines = ada.page.locator(".cx-past-change")
    expect(lines).to_have_count(3)
    assert sorted(line.get_attribute("data-kind") for line in lines.all()) == ["added", "gone", "moved"]
    ada.page.get_by_role("button", name="Mark on the map").click()
    in_present(ada)
    expect(ada.card("Phone call")).to_have_attribute("aria-label", re.compile(", added, "))
    expect(ada.card("Leaflet")).to_have_attribute("aria-label", re.compile(", moved, "))
    expect(ada.card("A kind letter")).to_have_class(re.compile(r"\bcx-dim\b"))
    ada.page.locator(".cx-past-change[data-kind=gone]").click()
    expect(ada.card("Survey")).to_be_visible()

    why = ada.page.get_by_role("textbox", name="Reason for: “Survey” deleted from After")
    why.fill("Nobody answered it")
    why.press("Enter")
    eventually(
        ada.page,
        lambda: [r["text"] for r in store.view(journey).of_type("reason")],
        lambda seen: seen == ["Nobody answered it"],
    )

    ada.page.get_by_role("button", name="Timeline").click()
    ada.page.locator(".cx-version", has_text="Workshop one").click()
    in_past(ada, "“Letter” now reads “A kind letter”")
    bar(ada).get_by_role("button", name="Restore", exact=True).click()
    expect(ada.dialog).to_contain_text("1 card comes back")
    ada.dialog.get_by_role("button", name="Restore").click()
    ada.hold("The map is again what it was")
    in_present(ada)
    for board in (ada, ben):
        equal(board.page, board.dump, lambda: seen[1])
    expect(ada.page.locator(".cx-entry span").first).to_have_text(re.compile("^Restored the map of "))
    expect(ada.page.locator(".cx-version", has_text="Workshop one")).to_be_visible()
    ada.toast("The map is again what it was").get_by_role("button", name="Undo").click()
    for board in (ada, ben):
        equal(board.page, board.dump, lambda: seen[4])


def test_what_changed_is_replayed_step_by_step(person, store, past):
    journey, seen = past
    ada, ben = person().board(journey), person().board(journey)
    open_history(ada)
    ada.page.get_by_role("button", name="What changed").click()
    ada.page.get_by_role("combobox", name="What changed since").select_option("start")
    expect(ada.page.locator(".cx-past-change")).to_have_count(4)
    ada.page.get_by_role("button", name="Replay", exact=True).click()
    replay = ada.page.get_by_role("region", name="Replay")
    expect(replay.get_by_role("button", name="Play again")).to_be_visible()
    equal(ada.page, lambda: ada.dump()["points"], lambda: seen[4]["points"])
    expect(ada.card("Phone call")).to_have_attribute("aria-label", re.compile(", added, "))
    for at in (3, 2, 1, 0):
        replay.get_by_role("button", name="One step back").click()
        expect(replay.locator(".cx-bar-place")).to_have_text(f"{at} of 4")
    equal(ada.page, ada.dump, lambda: seen[0])
    replay.get_by_role("button", name="One step on").click()
    expect(replay.locator(".cx-bar-label")).to_have_text("“Letter” now reads “A kind letter”")
    expect(ada.card("A kind letter")).to_be_visible()
    ben.write("Before", "Actions", "Meanwhile")
    expect(ada.card("Meanwhile")).to_have_count(0)
    ada.press("Escape")
    in_present(ada)
    expect(replay).to_be_hidden()
    expect(ada.card("Meanwhile")).to_be_visible()
    equal(ada.page, ada.dump, lambda: told(store.view(journey)))


def test_the_history_is_there_for_everybody(person, past):
    journey, _ = past
    ada = person(reduced_motion="reduce").board(journey)
    open_history(ada)
    ada.page.locator(".cx-entry").nth(1).click()
    in_past(ada, "“Survey” deleted from After")
    for scheme in both_ways(ada.page):
        assert on_the_board(found(ada.page)) == [], scheme
    ada.page.get_by_role("button", name="What changed").click()
    ada.page.get_by_role("combobox", name="What changed since").select_option("start")
    expect(ada.page.locator(".cx-past-change").first).to_be_visible()
    ada.page.get_by_role("button", name="Mark on the map").click()
    in_present(ada)
    for scheme in both_ways(ada.page):
        # what is faded on purpose is short of contrast
        assert [words for words in on_the_board(found(ada.page)) if "color-contrast" not in words] == [], scheme
