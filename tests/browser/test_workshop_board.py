"""The workshop on the board: led by one, taken part in by another, each with a browser of their own."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from cxmap.access import SYSTEM
from cxmap.changes import Change, Edit
from cxmap.model.order import keys_between
from cxmap.model.records import new_id
from tests.browser.board import BoardPage, box_of, eventually
from tests.browser.world import put_map

CARDS = {
    ("Before", "touchpoint"): ["Letter", "Leaflet"],
    ("Waiting", "touchpoint"): ["Reminder"],
    ("Before", "pain"): ["Nobody says how long"],
    ("After", "pain"): ["No number to ring"],
}
STEPS = (
    {"title": "Touchpoints", "kind": "channels", "minutes": 8, "lanes": "touchpoint"},
    {"title": "How it feels", "kind": "rate", "minutes": 5, "view": "rating"},
    {"title": "What hurts most", "kind": "vote", "minutes": 4, "votes": 3},
    {"title": "Alone", "kind": "weaknesses", "minutes": 5, "lanes": "pain", "private": "on"},
)


@pytest.fixture
def room(person, store):
    """Ada leads a workshop that runs on a fresh map, Ben takes part: their boards, the map and the workshop."""
    journey, workshop = put_map(store, "A clinic visit", CARDS), new_id()
    ada, ben = person().board(journey), person().board(journey)
    put = [Edit("put", "workshop", workshop, {"journey": journey, "title": "Clinic, first round"})]
    for step, order in zip(STEPS, keys_between(None, None, len(STEPS)), strict=True):
        put.append(Edit("put", "step", new_id(), {"journey": journey, "workshop": workshop, **step, "order": order}))
    store.commit(Change(new_id(), tuple(put)), SYSTEM).result(10)
    for board in (ada, ben):
        board.stage("Before").click()
        board.press("w")
        expect(panel(board)).to_be_visible()
    ada.page.get_by_role("button", name="Start: Touchpoints").click()
    ben.page.get_by_role("button", name="Take part yourself").click()
    expect(ben.page.get_by_text("Your lanes are open: Touchpoints.")).to_be_visible()
    return ada, ben, journey, workshop


def panel(board: BoardPage):
    return board.page.get_by_role("complementary", name="Workshop")


def press(board: BoardPage, name: str, exact: bool = True) -> None:
    panel(board).get_by_role("button", name=name, exact=exact).click()


def steps(store, workshop: str) -> dict[str, str]:
    """State by title, as the store has it."""
    return {s["title"]: s["state"] for s in store.of_type("step") if s["workshop"] == workshop}


def test_locks_hold_before_anybody_types_and_all_look_where_the_facilitator_points(room):
    ada, ben, _, _ = room
    expect(ben.lane("Touchpoints")).to_contain_text("Open")
    cell = ben.cell("After", "Pain points")
    cell.click(position={"x": 40, "y": box_of(cell)["height"] - 4})
    expect(ben.toast("This lane is closed in this step")).to_be_visible()
    expect(ben.editor).to_be_hidden()
    # what is the facilitator's is not offered to who takes part
    title = "A clinic visit"
    expect(ada.page.get_by_role("button", name=title, exact=True)).to_be_enabled()
    expect(ben.page.get_by_role("button", name=title, exact=True)).to_be_disabled()
    for more in (".cx-add-stage", ".cx-add-lane"):
        expect(ada.page.locator(more)).to_be_visible()
        expect(ben.page.locator(more)).to_be_hidden()
    ben.write("After", "Touchpoints", "Survey")
    expect(ada.card("Survey")).to_be_visible()
    # a card of a closed lane is there to be read
    press(ben, "Close: Workshop")
    ben.select("No number to ring")
    expect(ben.page.get_by_role("textbox", name="Title")).not_to_be_editable()
    # a lock falls while Ben types: what he typed is kept for him
    cell = ben.cell("Waiting", "Touchpoints")
    cell.click(position={"x": 40, "y": box_of(cell)["height"] - 4})
    ben.type("Phone queue")
    panel(ada).get_by_text("Lock the map", exact=True).click()
    expect(panel(ada).get_by_role("switch", name="Lock the map")).to_be_checked()
    expect(ben.lane("Touchpoints")).not_to_contain_text("Open")
    ben.press("Enter")
    expect(ben.toast("The map is locked")).to_be_visible()
    expect(ben.page.get_by_role("button", name=re.compile("unsaved"))).to_be_visible()
    # a phone's head has room for the title beside all that
    ben.page.set_viewport_size({"width": 390, "height": 844})
    head = ben.page.locator(".cx-row1")
    eventually(ben.page, lambda: head.evaluate("el => [el.clientWidth, el.scrollWidth]"), lambda at: at[0] == at[1] < 400)
    assert box_of(ben.page.locator(".cx-title"))["width"] >= 128
    expect(ben.page.get_by_role("button", name="1 unsaved text")).to_be_visible()
    ben.page.set_viewport_size({"width": 1280, "height": 720})
    # everybody is brought to a place, and can go back
    ada.stage("After").click()
    press(ada, "Bring everyone to “After”")
    expect(ben.toast("brought you to “After”")).to_be_visible()
    panel(ada).get_by_text("Follow me", exact=True).click()
    following = ben.page.get_by_role("region", name="Following")
    expect(following).to_contain_text("You follow")
    following.get_by_role("button", name="Stop following").click()
    expect(following.get_by_role("button", name="Follow again")).to_be_visible()


def test_the_run_sheet_is_run_changed_and_undone_and_the_clock_is_everybodys(room, store):
    ada, ben, _, workshop = room
    clock = ben.page.get_by_role("button", name=re.compile("^Workshop: Touchpoints"))
    expect(clock).to_contain_text("07:")
    press(ada, "Five minutes more")
    expect(clock).to_contain_text("12:")
    expect(panel(ada).get_by_text("5 min behind")).to_be_visible()
    expect(ben.page.get_by_text("5 min behind")).to_have_count(0)
    press(ada, "Stop the clock")
    expect(clock).to_have_attribute("aria-label", re.compile("stopped at 12:"))
    expect(panel(ada).get_by_role("button", name="Let the clock go on")).to_be_focused()
    ada.press("Enter")
    expect(clock).to_have_attribute("aria-label", re.compile("13 minutes left"))
    # the sheet: by keyboard, in place, and back
    panel(ada).get_by_role("button", name=re.compile("^What hurts most")).focus()
    ada.press("Alt+ArrowUp")
    rows = panel(ada).locator(".cx-ws-steps .cx-ws-title")
    expect(rows).to_have_text(["Touchpoints", "What hurts most", "How it feels", "Alone"])
    expect(panel(ada).get_by_role("button", name="Next: What hurts most")).to_be_visible()
    press(ada, "More for How it feels")
    ada.page.get_by_role("menuitem", name="Delete").click()
    ada.toast("is deleted from the run sheet").get_by_role("button", name="Undo").click()
    expect(rows).to_have_text(["Touchpoints", "What hurts most", "How it feels", "Alone"])
    panel(ada).get_by_role("button", name=re.compile("^What hurts most")).click()
    field = panel(ada).get_by_role("textbox", name="Title")
    field.fill("What hurts")
    field.press("Enter")
    press(ada, "Next: What hurts")
    expect(ben.page.get_by_role("button", name=re.compile("^Workshop: What hurts"))).to_be_visible()
    press(ada, "Back to the step before")
    expect(clock).to_be_visible()
    press(ada, "Skip")
    states = {"Touchpoints": "skipped", "What hurts": "running", "How it feels": "waiting", "Alone": "waiting"}
    eventually(ada.page, lambda: steps(store, workshop), lambda seen: seen == states)


def test_what_is_rated_and_voted_is_counted_and_revealed_as_an_estimate(room, store):
    ada, ben, _, workshop = room
    press(ada, "Next: How it feels")
    expect(panel(ada).get_by_text("0 of 1 have rated")).to_be_visible()
    for title, value in (("Letter", "+2"), ("Leaflet", "−3"), ("Reminder", "−1")):
        expect(panel(ben).get_by_role("heading", name=title)).to_be_visible()
        panel(ben).get_by_role("button", name=re.compile(rf"^{re.escape(value)}")).click()
    expect(panel(ada).get_by_text("1 of 1 have rated")).to_be_visible()
    expect(ada.page.locator(".cx-ws-dot")).to_have_count(0)
    press(ada, "Reveal")
    expect(ada.page.locator(".cx-ws-dot")).to_have_count(3)
    expect(ben.page.locator(".cx-ws-dot")).to_have_count(3)
    expect(ada.point("Leaflet")).to_have_attribute("aria-valuetext", re.compile("−3"))
    revealed = ada.toast("Revealed")
    revealed.get_by_role("button", name="Dismiss").click()
    expect(revealed).to_have_count(0)
    press(ada, "Next: What hurts most")
    plus = panel(ben).get_by_role("button", name=re.compile("more.*No number to ring|No number to ring.*more", re.I))
    plus.click()
    plus.click()
    expect(panel(ada).get_by_text(re.compile("0 of 1 have voted, 1 more began"))).to_be_visible()
    press(ada, "Reveal")
    expect(ada.card("No number to ring").locator(".cx-ws-votes")).to_have_text("2")
    results = panel(ada).locator("[data-part=results]")
    expect(results).to_contain_text("Estimate of 1 person in the room")
    expect(results.get_by_role("listitem").first).to_contain_text("No number to ring")
    revealed.get_by_role("button", name="Undo").click()
    expect(ada.card("No number to ring").locator(".cx-ws-votes")).to_have_count(0)
    eventually(
        ada.page,
        lambda: {t["kind"] for t in store.of_type("tally") if t["workshop"] == workshop},
        lambda seen: seen == {"rating"},
    )


def test_people_are_removed_and_taken_back_topics_parked_and_decided(room, store):
    ada, ben, _, workshop = room
    # decide about a pain, from the card
    ada.select("Nobody says how long")
    press(ada, "Close: Workshop")
    ada.page.get_by_role("button", name="Decide about it").click()
    field = panel(ada).get_by_role("textbox", name="What was decided?")
    expect(field).to_be_focused()
    ada.type("Say the wait out loud").press("Enter")
    panel(ada).locator("[data-part=decisions]").get_by_role("textbox", name="Owner").fill("Priya")
    ada.press("Tab")
    eventually(
        ada.page,
        lambda: [(d["text"], d["owner"]) for d in store.of_type("decision") if d["workshop"] == workshop],
        lambda seen: seen == [("Say the wait out loud", "Priya")],
    )
    # Ben parks a topic, Ada brings it back as a card
    park = panel(ben).get_by_role("textbox", name="Park a topic")
    park.fill("Opening hours")
    park.press("Enter")
    lot = panel(ada).locator("[data-part=parking]")
    lot.locator("summary").click()
    lot.get_by_role("button", name="More for Opening hours").click()
    ada.page.get_by_role("menuitem", name="Bring it back as a card").click()
    ada.page.get_by_role("menuitem", name="Pain points").click()
    expect(ben.card("Opening hours")).to_be_visible()
    # the latest changes of anybody can be undone
    latest = panel(ada).locator("[data-part=latest]")
    latest.locator("summary").click()
    latest.get_by_role("button", name=re.compile("Undo: .*Opening hours")).first.click()
    expect(ben.card("Opening hours")).to_have_count(0)
    # Ben is removed, and taken back
    panel(ada).locator(".cx-ws-people").get_by_role("button", name=re.compile("^More for")).click()
    ada.page.get_by_role("menuitem", name="Remove from the workshop").click()
    ada.hold("is removed and cut off")
    expect(panel(ben).get_by_text("You were taken out of this workshop")).to_be_visible()
    ada.toast("is removed and cut off").get_by_role("button", name="Undo").click()
    expect(panel(ben).get_by_text("Your lanes are open: Touchpoints.")).to_be_visible()
