"""The participant's page: on a phone from the first card to the reveal, without Wi-Fi, at a table, and with the whole map."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from cxmap.access import SYSTEM
from cxmap.changes import Edit
from cxmap.model.records import new_id
from cxmap.store import Store
from tests.browser.board import eventually
from tests.browser.conftest import Person
from tests.browser.test_axe import found
from tests.browser.test_projector import Workshop, now
from tests.browser.world import put_map

PHONE = {"has_touch": True, "is_mobile": True, "viewport": {"width": 390, "height": 844}, "reduced_motion": "reduce"}
SMALLEST = 44
CARDS = {("Before", "touchpoint"): ["Letter", "Website"], ("Waiting", "touchpoint"): ["Call"], ("Waiting", "pain"): ["Silence"]}
STEPS: tuple[dict[str, Any], ...] = (
    {"kind": "channels", "title": "Where do they meet us?", "prompt": "One card for each contact.", "lanes": "touchpoint pain"},
    {"kind": "rate", "title": "How does it feel?"},
    {"kind": "free", "title": "Each alone", "lanes": "pain"},
)
# Everything that is tapped, smaller than a finger: [name, width, height].
TARGETS = """(smallest) => [...document.querySelectorAll("#room :is(button, summary, input, textarea, a)")]
  .filter((e) => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length)
  .map((e) => [e.getAttribute("aria-label") || e.textContent, e.getBoundingClientRect().width, e.getBoundingClientRect().height])
  .filter(([, width, height]) => width < smallest || height < smallest)"""


@pytest.fixture
def room(store: Store) -> Workshop:
    """A workshop on a small map, its first step under way."""
    workshop = Workshop(store, put_map(store, "In the room", CARDS), *STEPS)
    workshop.start(0)
    return workshop


def come(who: Person, workshop: Workshop, name: str) -> Page:
    """Open the page and take part."""
    page = who.page()
    # the app looks every second at what is written beside it
    eventually(page, lambda: page.goto(f"{who.url}/room/{workshop.id}").status, lambda status: status == 200)
    page.get_by_label("Your name, or an alias").fill(name)
    page.keyboard.press("Enter")
    expect(page.locator(".cxr-me")).to_be_visible()
    return page


def titles(store: Store, journey: str) -> list[str]:
    view = store.view(journey)
    assert view is not None
    return sorted(card["title"] for card in view.cards)


def add(page: Page, words: str) -> None:
    page.get_by_role("button", name="Add a card").click()
    page.get_by_label("Your card").fill(words)
    page.keyboard.press("Enter")


def test_from_the_name_to_the_first_card_and_what_others_do_to_it(person, store, room):
    ann, ben = come(person(**PHONE), room, "Ann"), come(person(**PHONE, color_scheme="dark"), room, "Ben")
    add(ann, "Reminder text -2 *")
    expect(ann.locator(".cxr-told")).to_contain_text("Added to Touchpoints")
    card = ben.get_by_role("button", name=re.compile("^Reminder text, feeling −2, moment of truth"))
    expect(card).to_be_visible()
    ann.get_by_label("Your card").type("half a thou")
    assert found(ann) == []
    assert ann.evaluate(TARGETS, SMALLEST) == []

    card.click()
    ben.get_by_label("Text of the card").fill("Reminder by text")
    ben.get_by_label("Your comment").fill("At night?")
    ben.get_by_role("button", name="Send").click()
    assert found(ben) == []
    ben.get_by_role("button", name="Delete").click()
    expect(ann.get_by_role("button", name=re.compile("^Reminder"))).to_have_count(0)
    ben.get_by_role("button", name="Undo").click()
    expect(
        ann.get_by_role("button", name=re.compile("^Reminder by text, feeling −2, moment of truth, 1 comment"))
    ).to_be_visible()
    # what is being typed stays, over all that came and over a reload
    expect(ann.get_by_label("Your card")).to_have_value("half a thou")
    ann.reload()
    ann.get_by_role("button", name="Add a card").click()
    expect(ann.get_by_label("Your card")).to_have_value("half a thou")
    assert "Reminder by text" in titles(store, room.journey)


def test_blind_rating_is_changed_until_the_reveal_and_then_stands_among_the_others(person, store, room):
    ann, ben = come(person(**PHONE), room, "Ann"), come(person(**PHONE), room, "Ben")
    room.start(1)
    for page, values in ((ann, (2, -1, 0)), (ben, (-3, -1, 1))):
        for n, value in enumerate(values):
            expect(page.locator(".cxa-far")).to_have_text(f"{n} of 3")
            page.locator(f".cxa-value[data-value='{value}']").tap()
    expect(ann.locator(".cxa-progress")).to_contain_text("2 of 2 people are done")
    assert found(ann) == []
    ann.get_by_role("button", name="Letter").tap()
    ann.locator(".cxa-value[data-value='3']").tap()
    expect(ann.get_by_role("button", name="Letter")).to_contain_text("+3")
    assert "−3" not in ann.locator(".cxa-review").inner_text()
    ann.reload()
    expect(ann.locator(".cxa-value[aria-pressed=true]")).to_contain_text("+3")
    eventually(ann, lambda: sorted(b[2] for b in store.ballots.cast(room.steps[1])), lambda cast: cast == [-3, -1, -1, 0, 1, 3])

    store.reveal(room.steps[1], "shuffled", SYSTEM, new_id()).result(30)
    expect(ann.locator(".cxa-spread")).to_have_text("Split: −3 to +3")
    expect(ann.locator(".cxa-value[aria-pressed=true]")).to_have_attribute("aria-label", "+3, Delighted: 1, yours among them")
    expect(ben.locator(".cxa-value[aria-pressed=true]")).to_have_attribute("aria-label", "−3, Dreadful: 1, yours among them")
    assert found(ann) == []
    ann.locator(".cxa-value[data-value='0']").click(force=True)
    expect(ann.locator(".cxa-value[aria-pressed=true]")).to_have_attribute("data-value", "3")  # it is over


def test_the_wi_fi_is_away_while_each_writes_alone_and_nothing_is_lost(person, store, room):
    who = person(**PHONE)
    ann = come(who, room, "Ann")
    room.start(2)
    room.set(private="on")
    expect(ann.get_by_text("Nobody sees this until the reveal.")).to_be_visible()
    who.rough = True
    who.context.set_offline(True)
    expect(ann.locator(".cxr-status")).to_contain_text("Offline")
    for words in ("Nobody rings back !!", "Forms twice", "A slip of the pen"):
        ann.get_by_label("Your card").fill(words)
        ann.keyboard.press("Enter")
    expect(ann.locator(".cxr-status")).to_have_text("Offline: 3 waiting. Nothing is lost.")
    ann.get_by_role("button", name="Delete “A slip of the pen”").click()
    ann.get_by_role("button", name="Change “Forms twice”").click()
    ann.get_by_label("Your card").fill("The same form twice")
    ann.keyboard.press("Enter")
    with ann.expect_event("close"):
        ann.close(run_before_unload=True)
    assert store.drafts.written(room.steps[2]) == []
    who.context.set_offline(False)

    ann = who.page(f"/room/{room.id}")
    expect(ann.locator(".cxa-draft")).to_have_count(2)
    assert found(ann) == []
    written = eventually(ann, lambda: store.drafts.written(room.steps[2]), lambda drafts: len(drafts) == 2)
    assert {(d["title"], d["severity"]) for d in written} == {("Nobody rings back", 2), ("The same form twice", None)}
    assert titles(store, room.journey) == ["Call", "Letter", "Silence", "Website"]
    store.reveal(room.steps[2], "shuffled", SYSTEM, new_id()).result(30)
    expect(ann.get_by_role("button", name=re.compile("^Nobody rings back, severity 2 of 3"))).to_be_visible()


def test_what_is_decided_is_read_along_on_a_phone(person, store):
    workshop = Workshop(store, put_map(store, "To decide", CARDS), {"kind": "decide", "title": "Decide"})
    workshop.start(0)
    ann = come(person(**PHONE), workshop, "Ann")
    expect(ann.get_by_text("Nothing is decided yet.")).to_be_visible()
    note = Edit("put", "decision", new_id(), {"journey": workshop.journey, "workshop": workshop.id, "text": "Call in two days"})
    workshop.do(note)
    expect(ann.get_by_role("region", name="Decisions").get_by_role("listitem")).to_have_text("Call in two daysNo owner yet")
    workshop.do(Edit("patch", "decision", note.id, {"owner": "Mel", "due": "2199-03-01"}))
    expect(ann.get_by_role("listitem")).to_have_text("Call in two daysMel · by 1 Mar 2199")
    assert found(ann) == []
    assert ann.evaluate(TARGETS, SMALLEST) == []


def test_at_a_table_with_the_whole_map_called_and_sent_out(person, store, room):
    ann = come(person(viewport={"width": 1180, "height": 820}), room, "Ann")
    expect(ann.locator(".cx-card").first).to_be_visible()
    expect(ann.locator(".cx-head")).not_to_contain_text("Present")
    assert found(ann) == []
    ann.locator(".cxr-me").click()
    ann.get_by_role("button", name="Work on one stage at a time").click()
    expect(ann.get_by_role("tab", name="Before", selected=True)).to_be_visible()

    last = store.view(room.journey).stages[2]
    room.set(focus=last["id"], called=now())
    expect(ann.get_by_text("The facilitator brought everybody to “After”.")).to_be_visible()
    expect(ann.get_by_role("tab", name="After", selected=True)).to_be_visible()
    ann.get_by_role("button", name="Back to Before").click()
    expect(ann.get_by_role("tab", name="Before", selected=True)).to_be_visible()

    table = put_map(store, "Table 1", {})
    me = next(p for p in store.of_type("participant") if p["workshop"] == room.id)
    seat = Edit("put", "breakout", new_id(), {"journey": room.journey, "workshop": room.id, "name": "Table 1", "map": table})
    room.do(seat, Edit("patch", "participant", me["id"], {"breakout": seat.id}))
    expect(ann.locator(".cxr-meta")).to_contain_text("Table 1")
    expect(ann.get_by_text("Nothing here yet").first).to_be_visible()
    add(ann, "Only at this table")
    eventually(ann, lambda: titles(store, table), lambda seen: seen == ["Only at this table"])
    room.set(locked="on")
    expect(ann.get_by_role("button", name="Add a card")).to_be_disabled()
    expect(ann.locator(".cxr-map > .cxr-why")).to_have_text("The map is locked: the facilitator opens it again.")
    room.do(Edit("patch", "participant", me["id"], {"state": "removed"}))
    expect(ann.get_by_role("heading", name="You are no longer in this workshop")).to_be_visible()
    assert found(ann) == []
