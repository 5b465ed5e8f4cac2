"""Teams on the board and on their page: giving parts by keyboard and mouse, two people at once, disconnects, the matrix."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from cxmap.access import SYSTEM
from cxmap.changes import Change, Edit
from cxmap.insights.raci import entries_of
from cxmap.model.records import made_id, new_id
from tests.browser.board import BoardPage, eventually, settle
from tests.browser.world import put_map

CARDS = {
    ("Before", "touchpoint"): [{"title": "Letter", "feeling": 1.0}, "Leaflet"],
    ("Waiting", "touchpoint"): [{"title": "Reminder", "feeling": -1.5}],
    ("After", "touchpoint"): ["Survey"],
}

# Letters and Enter as they come while the page is busy: no timer runs between them, what a key changes is drawn all the same.
ON_A_BUSY_PAGE = """async (letters) => {
  const cell = document.querySelector("#portal .gdg-input");
  const write = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, "value").set;
  const press = (key) => cell.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }));
  for (const letter of letters) {
    press(letter);
    write.call(cell, cell.value + letter);
    cell.dispatchEvent(new Event("input", { bubbles: true }));
    for (let turn = 0; turn < 20; turn++) await null;
  }
  press("Enter");
}"""


@pytest.fixture
def two(person, store):
    """Ada's and Ben's boards on a fresh map, and the id of that map."""
    journey = put_map(store, "A clinic visit", CARDS)
    return person().board(journey), person().board(journey), journey


@pytest.fixture(autouse=True)
def no_teams(store):
    """The stories of this file begin and end with the teams that were there before."""
    before = {team["id"] for team in store.of_type("team")}
    yield
    rest = [Edit("delete", "team", team["id"]) for team in store.of_type("team") if team["id"] not in before]
    if rest:
        store.commit(Change(new_id(), tuple(rest)), SYSTEM).result(10)


def parts(store, journey: str, title: str) -> set[tuple[str, str]]:
    """(part, team's name) at a card, as the store has it."""
    view = store.view(journey)
    card = next(c["id"] for c in view.cards if c["title"] == title)
    return {(e.part, e.name) for e in entries_of(view).get(card, ())}


def all_entries(store, journey: str):
    return [entry for given in entries_of(store.view(journey)).values() for entry in given]


def has(board: BoardPage, store, journey: str, title: str, *expected: tuple[str, str]) -> None:
    """Wait until the store, which is read beside the app, has these parts at a card and no other."""
    eventually(board.page, lambda: parts(store, journey, title), lambda seen: seen == set(expected))


def part(board: BoardPage, label: str):
    """A row of the inspector's part on who is involved."""
    return board.page.get_by_role("group", name=label, exact=True)


def owner_of(board: BoardPage, title: str):
    return board.card(title).locator(".cx-owner-name")


def test_an_owner_is_named_by_keyboard_seen_by_others_and_taken_back(two, store):
    ada, ben, journey = two
    ada.select("Letter")
    ada.press("o")
    box = ada.page.get_by_role("combobox", name="Which team owns this card?")
    expect(box).to_be_focused()
    ada.type("North desk").press("Enter")
    for board in (ada, ben):
        expect(owner_of(board, "Letter")).to_have_text("North desk")
    expect(ada.card("Letter")).to_be_focused()
    # the second time the team is found by its first letters, and the arrow keys choose
    ada.select("Leaflet")
    ada.press("o").type("nor").press("Enter")
    expect(owner_of(ben, "Leaflet")).to_have_text("North desk")
    has(ada, store, journey, "Leaflet", ("accountable", "North desk"))
    ada.press("o", "ArrowUp")
    expect(ada.page.get_by_role("option", name="No owner")).to_have_attribute("aria-selected", "true")
    ada.press("Enter")
    ada.hold("The card has no owner now.")
    expect(owner_of(ben, "Leaflet")).to_have_count(0)
    ada.toast("The card has no owner now.").get_by_role("button", name="Undo").click()
    expect(owner_of(ben, "Leaflet")).to_have_text("North desk")


def test_an_owner_is_named_on_the_card_in_whatever_lane_it_stands(person, store):
    lanes = ("touchpoint", "frontstage")
    board = person().board(put_map(store, "A clinic visit", {("Before", "touchpoint"): ["Letter"]}, lanes=lanes))
    board.select("Letter")
    board.press("o").type("North desk").press("Enter")
    expect(owner_of(board, "Letter")).to_have_text("North desk")
    expect(board.card("Letter")).to_be_focused()
    for key, kind in (("Alt+ArrowDown", "frontstage"), ("Alt+ArrowUp", "touchpoint")):  # at its edge, and in its second line
        board.press(key)
        expect(board.card("Letter")).to_have_class(re.compile(f"cx-kind-{kind}"))
        expect(owner_of(board, "Letter")).to_have_text(["North desk"])


def test_several_cards_get_a_team_and_a_role_in_one_step(two, store):
    ada, ben, journey = two
    ada.select("Letter")
    ada.press("Shift+ArrowDown", "o").type("North desk").press("Enter")
    for title in ("Letter", "Leaflet"):
        expect(owner_of(ben, title)).to_have_text("North desk")
    row = part(ada, "Accountable")
    row.get_by_role("button", name="North desk: choose the role").click()
    ada.type("Dispatcher").press("Enter")
    expect(row).to_contain_text("Dispatcher")
    eventually(ada.page, lambda: {e.role for e in all_entries(store, journey)}, lambda seen: seen == {"Dispatcher"})
    ben.select("Letter")
    expect(part(ben, "Accountable")).to_contain_text("Dispatcher")
    # somebody else joins one of them while the row is looked at
    part(ben, "Responsible").get_by_role("button", name="Responsible: add a team").click()
    ben.type("South desk").press("Enter")
    expect(part(ada, "Responsible")).to_contain_text("South desk1 of 2")
    part(ada, "Responsible").get_by_role("button", name="South desk, 1 of 2: give it to all").click()
    has(ada, store, journey, "Leaflet", ("accountable", "North desk"), ("responsible", "South desk"))
    part(ada, "Responsible").get_by_role("button", name="Take South desk out of Responsible").click()
    expect(part(ben, "Responsible").get_by_role("listitem")).to_have_count(0)
    ada.press("Control+z")
    expect(part(ben, "Responsible").get_by_role("listitem")).to_have_count(1)


def test_two_owners_given_at_once_are_both_kept_and_shown_as_an_error(person, store):
    journey = put_map(store, "A clinic visit", CARDS)
    away = person()
    away.rough = True
    ada, ben = away.board(journey), person().board(journey)
    for board in (ada, ben):
        board.select("Letter")
    ada.page.context.set_offline(True)
    ada.press("o").type("North desk").press("Enter")
    expect(owner_of(ada, "Letter")).to_have_text("North desk")
    ben.press("o").type("South desk").press("Enter")
    expect(owner_of(ben, "Letter")).to_have_text("South desk")
    ada.page.context.set_offline(False)
    said = "North desk and South desk both answer for it: keep one A."
    for board in (ada, ben):
        expect(board.page.locator(".cx-raci-error")).to_contain_text(said)
        expect(board.card("Letter")).to_have_attribute("aria-label", re.compile("role disconnect: 2 teams own it"))
    part(ben, "Accountable").get_by_role("button", name="Take South desk out of Accountable").click()
    expect(ada.page.locator(".cx-raci-error")).to_have_count(0)
    has(ada, store, journey, "Letter", ("accountable", "North desk"))


def test_disconnects_are_marked_listed_and_lead_to_their_cards(two):
    ada, ben, _ = two
    expect(ada.page.locator(".cx-broken")).to_have_count(0)  # nobody owns anything yet
    ada.select("Letter")
    ada.press("o").type("North desk").press("Enter")
    ada.select("Reminder")
    ada.press("o").type("South desk").press("Enter")
    strong = "strong role disconnect: No team owns it"
    expect(ben.card("Leaflet")).to_have_attribute("aria-label", re.compile("role disconnect: No team owns it"))
    expect(ben.card("Leaflet")).not_to_have_attribute("aria-label", re.compile(strong))
    ada.select("Leaflet")
    ada.press("o").type("North desk").press("Enter")
    expect(ben.card("Reminder").locator(".cx-broken.cx-strong")).to_be_visible()
    rows = ben.page.locator("[data-section=disconnects] li button")
    expect(rows).to_have_count(2)
    expect(rows.first).to_contain_text("The feeling falls by 2.5 here, from +1.0 to −1.5.")
    rows.first.click()
    expect(ben.card("Reminder")).to_be_focused()
    expect(ben.page.locator(".cx-raci-broken")).to_contain_text("Strong role disconnect")
    # a drag changes who stands before whom, so the marks of cards that nobody touched change too
    ada.select("Survey")
    ada.press("o").type("South desk").press("Enter")
    expect(ben.card("Survey").locator(".cx-broken")).to_have_count(0)
    ben.select("Reminder")
    ben.press("Delete")
    expect(ada.card("Survey")).to_have_attribute("aria-label", re.compile("The owner changes from North desk"))


def test_the_journey_has_an_owner_in_the_fields_the_head_and_on_home(two, person):
    ada, ben, journey = two
    ada.page.get_by_role("button", name="Owner of the journey: nobody yet").click()
    ada.type("North desk").press("Enter")
    expect(ben.page.locator(".cx-head").get_by_role("button", name="Owner of the journey: North desk")).to_be_visible()
    home = person().page("/")
    expect(home.locator(f".st-key-cx-card-{journey}")).to_contain_text("Owner North desk")


def test_the_matrix_is_written_by_keyboard_and_saved_as_one_change(person, store):
    journey = put_map(store, "A clinic visit", CARDS)
    put(store, journey, "Letter", "North desk")
    page = person().page(f"/teams?journey={journey}")
    expect(page.get_by_text("3 of 4 activities do not have exactly one A, 1 has an A but no R")).to_be_visible(timeout=60_000)
    column = [t["name"] for t in sorted(store.of_type("team"), key=lambda t: t["name"].casefold())].index("North desk")
    frame = page.get_by_test_id("stDataFrame")
    at = frame.locator("[aria-selected=true]")
    target = f"glide-cell-{3 + column}-1"

    def walk() -> bool:
        """From the first row's stage to the cell; whether it is there. The grid tells a while after the last key where it stands,
        and a table that was drawn anew meanwhile stands nowhere: then from the start again."""
        page.keyboard.press("Escape")  # a second click on a cell opens it
        frame.scroll_into_view_if_needed()
        box = frame.bounding_box()
        page.mouse.click(box["x"] + 30, box["y"] + 38 + 17)
        for key in ["ArrowRight"] * (3 + column) + ["ArrowDown"]:
            page.keyboard.press(key)
        try:
            expect(at).to_have_id(target, timeout=4_000)
        except AssertionError:
            return False
        return True

    eventually(page, walk, bool)
    page.keyboard.press("Enter")
    cell = page.locator("#portal .gdg-input")
    expect(cell).to_be_focused()
    page.evaluate(ON_A_BUSY_PAGE, "ar")
    expect(page.get_by_text("1 cell changed, not saved yet.")).to_be_visible()
    page.get_by_role("button", name="Save the matrix").click()
    expect(page.get_by_text("1 cell of the matrix saved.")).to_be_visible()
    both = {("accountable", "North desk"), ("responsible", "North desk")}
    eventually(page, lambda: parts(store, journey, "Leaflet"), lambda seen: seen == both)
    page.locator(".st-key-cx-notice-undo").get_by_role("button", name="Undo").click()
    eventually(page, lambda: parts(store, journey, "Leaflet"), lambda seen: not seen)
    settle(page)
    with page.expect_download() as download:
        page.get_by_role("button", name="Download CSV").click()
    assert "1 Before,Touchpoints,Letter" in download.value.path().read_text("utf-8-sig")


def put(store, journey: str, title: str, team: str) -> None:
    """Give a card an owner beside the app."""
    card = next(c["id"] for c in store.view(journey).cards if c["title"] == title)
    id_ = new_id()
    fields = {"journey": journey, "card": card, "team": id_, "part": "accountable"}
    edits = (
        Edit("put", "team", id_, {"workspace": store.workspace, "name": team}),
        Edit("put", "assignment", made_id("assignment", fields), fields),
    )
    store.commit(Change(new_id(), edits), SYSTEM).result(10)
