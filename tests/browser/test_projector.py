"""The projector: what the room sees, live and large; it follows the facilitator, and outlives the server and the map."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from cxmap.access import SYSTEM
from cxmap.changes import Change, Edit
from cxmap.model.order import keys_between
from cxmap.model.records import new_id
from cxmap.store import Store
from tests.browser.board import eventually
from tests.browser.conftest import Person
from tests.browser.test_axe import found
from tests.browser.world import beside, put_map

FLOOR = 24  # px at 1080p
SIZES = """() => [...document.querySelectorAll("#project *")]
  .filter((e) => e.getClientRects().length && !e.closest(".cx-aloud") && [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()))
  .map((e) => [e.textContent.slice(0, 40), parseFloat(getComputedStyle(e).fontSize)])"""
CARDS = {
    ("Before", "touchpoint"): ["Letter"],
    ("After", "touchpoint"): ["Written plan"],
    ("Before", "pain"): [{"title": "Small print", "severity": 3, "evidence": "measured"}],
    ("After", "pain"): [{"title": "No number to ring", "severity": 2}],
}


def told(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"


def now() -> str:
    return told(datetime.now(UTC))


class Workshop:
    """A workshop in the database beside the running app, run by who may do anything."""

    def __init__(self, store: Store, journey: str, *steps: dict[str, Any]) -> None:
        self.store, self.journey, self.id = store, journey, new_id()
        self.steps = [new_id() for _ in steps]
        self.do(Edit("put", "workshop", self.id, {"journey": journey, "title": "Monday", "state": "running"}))
        for id_, step, order in zip(self.steps, steps, keys_between(None, None, len(steps)), strict=True):
            belongs = {"journey": journey, "workshop": self.id, "order": order}
            self.do(Edit("put", "step", id_, {**belongs, **step}))

    def do(self, *edits: Edit) -> str:
        """Make a change; its id."""
        change = Change(new_id(), edits)
        self.store.commit(change, SYSTEM).result(30)
        return change.id

    def set(self, **fields: Any) -> None:
        self.do(Edit("patch", "workshop", self.id, fields))

    def start(self, n: int, minutes: float = 5, **fields: Any) -> None:
        """Start a step: the others end."""
        ends = told(datetime.now(UTC) + timedelta(minutes=minutes))
        others = [Edit("patch", "step", id_, {"state": "done"}) for id_ in self.steps[:n]]
        self.do(*others, Edit("patch", "step", self.steps[n], {"state": "running", "started": now(), "ends": ends, **fields}))

    def tally(self, step: int, kind: str, card: dict[str, Any], **fields: Any) -> None:
        about = {"journey": self.journey, "workshop": self.id, "step": self.steps[step], "kind": kind}
        self.do(Edit("put", "tally", new_id(), {**about, "card": card["id"], "title": card["title"], **fields}))


@pytest.fixture
def projector(person):
    """Opens the projector of a workshop, 1920 × 1080."""

    def show(workshop: Workshop, query: str = "", who: Person | None = None) -> Page:
        who = who or person()
        page = who.page()
        page.set_viewport_size({"width": 1920, "height": 1080})
        address = f"{who.url}/project/{workshop.id}{query}"
        eventually(page, lambda: page.request.get(address).status, lambda status: status == 200)  # the app hears of it soon
        page.goto(address)
        page.locator("h1:not(:empty)").wait_for()
        return page

    return show


def shows(page: Page, view: str) -> None:
    expect(page.locator("#project")).to_have_attribute("data-view", view)


def centre(page: Page, selector: str) -> float:
    """Where the middle of an element is, in px from the left."""
    box = page.locator(selector).bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2


def words_of(page: Page) -> str:
    """All that is to be read on the screen but the time."""
    return str(
        page.evaluate(
            "() => [...document.querySelectorAll('h1, h2, .cxj-card, .cxj-steps, .cxp-bottom')].map((e) => e.innerText).join('|')"
        )
    )


def test_each_step_shows_what_it_asks_and_what_came_of_it(projector, store):
    journey = put_map(store, "Shown in the room", CARDS)
    cards = {card["title"]: card for card in store.view(journey).cards}
    workshop = Workshop(
        store,
        journey,
        {"kind": "weaknesses", "title": "What hurts", "prompt": "What gets in the way?", "lanes": "pain", "view": "cards"},
        {"kind": "rate", "title": "How it feels", "prompt": "How does Rosa feel here?", "about": "touchpoint"},
        {"kind": "vote", "title": "Name the pain", "about": "pain", "votes": 3},
    )
    page = projector(workshop)
    shows(page, "join")
    workshop.start(0)
    shows(page, "cards")
    expect(page.locator("h1")).to_have_text("What gets in the way?")
    expect(page.locator(".cxj-next")).to_contain_text("Next: How it feels")
    new = {"journey": journey, "stage": cards["Letter"]["stage"], "lane": cards["Small print"]["lane"], "order": "a1"}
    workshop.do(Edit("put", "card", new_id(), {**new, "title": "Nobody rings back", "severity": 3}))
    expect(page.locator(".cxj-card", has_text="Nobody rings back")).to_be_visible()

    workshop.start(1)
    shows(page, "rating")
    expect(page.locator(".cxj-point")).to_have_text(["Letter", "Written plan"])
    assert page.locator(".cxj-dots circle").count() == 0
    workshop.tally(1, "rating", cards["Letter"], people=4, value=-1.0, low=-3, high=2, counts="-3:2 0:1 2:1")
    workshop.tally(1, "rating", cards["Written plan"], people=4, value=2.5, low=2, high=3, counts="2:2 3:2")
    assert page.locator(".cxj-dots circle").count() == 0  # nothing of it is seen before the reveal
    workshop.do(Edit("patch", "step", workshop.steps[1], {"revealed": now()}))
    expect(page.locator(".cxj-dots circle")).to_have_count(8)
    expect(page.locator(".cxj-agree")).to_have_text(["Split−3 to +2", "Close+2 to +3"])
    expect(page.locator(".cxp-finding")).to_have_text("Agreed on the peak. Split on Before.")
    expect(page.locator(".cxj-strip .cxj-on")).to_have_text("Revealed, 4 of 4")
    for _ in range(2):
        assert found(page) == []
        page.keyboard.press("d")
    assert [size for size in page.evaluate(SIZES) if size[1] < FLOOR - 0.01] == []

    workshop.start(2)
    shows(page, "votes")
    workshop.tally(2, "votes", cards["Small print"], people=4, value=7, low=0, high=3, counts="1:1 3:2")
    workshop.tally(2, "votes", cards["No number to ring"], people=4, value=5, low=0, high=3, counts="2:1 3:1")
    workshop.do(Edit("patch", "step", workshop.steps[2], {"revealed": now()}))
    expect(page.locator(".cxj-votes .cxj-title")).to_have_text(["Small print", "No number to ring"])
    expect(page.locator(".cxj-votes em")).to_have_text(["not firm", "not firm"])
    expect(page.locator(".cxj-steps")).to_contain_text("an estimate of this room")
    assert found(page) == []


def test_it_goes_where_the_facilitator_points_and_rests_where_it_is_turned(projector, store):
    names = [f"Stage {n}" for n in range(1, 15)]
    journey = put_map(store, "A long way", stages=names)
    stages = store.view(journey).stages
    workshop = Workshop(store, journey, {"kind": "moments", "title": "Where is the customer won?", "view": "map"})
    workshop.start(0)
    page = projector(workshop, "?theme=light")
    expect(page.locator("#project")).to_have_attribute("data-theme", "light")
    headings = page.locator(".cxp-map h2")
    expect(headings).to_have_text(names[:5])
    workshop.set(focus=stages[12]["id"], called=now())
    expect(headings).to_have_text(names[10:])
    beside = ".cxp-map h2:text-is('Stage 13')"
    eventually(page, lambda: (centre(page, ".cxp-low"), centre(page, beside)), lambda at: abs(at[0] - at[1]) < 2)
    page.keyboard.press("ArrowLeft")
    expect(headings).to_have_text(names[5:10])
    workshop.do(Edit("patch", "stage", stages[6]["id"], {"name": "The seventh"}))
    expect(headings.nth(1)).to_have_text("The seventh")  # and it has not turned away
    workshop.set(view="question")
    shows(page, "question")
    expect(page.locator(".cxj-layer")).to_have_count(1)


def test_the_time_is_calm(projector, store):
    workshop = Workshop(
        store, put_map(store, "In time"), {"kind": "task", "title": "What they do"}, {"kind": "pause", "title": "Break"}
    )
    workshop.start(0)
    page = projector(workshop)
    time = page.locator(".cxj-time")
    expect(time).to_have_text(re.compile(r"^0[1-4]:\d\d$"))
    workshop.do(Edit("patch", "step", workshop.steps[0], {"paused": 93}))
    expect(time).to_have_text("01:33")
    expect(page.locator(".cxj-paused")).to_have_text("Paused")
    workshop.do(Edit("patch", "step", workshop.steps[0], {"paused": None, "ends": "2026-01-01T00:00:00.000Z"}))
    expect(time).to_have_text("Time is up")
    workshop.start(1)
    shows(page, "break")
    expect(page.locator(".cxj-countdown")).to_have_text(re.compile(r"^0[1-4]:\d\d$"))
    workshop.set(state="closed")
    expect(page.locator(".cxj-large")).to_have_text("Thank you")


def test_the_picture_stays_when_server_and_map_go_and_comes_back_by_itself(person, projector, own_server):
    own_store = beside(own_server)
    journey = put_map(own_store, "Outlives", CARDS)
    workshop = Workshop(own_store, journey, {"kind": "weaknesses", "title": "What hurts", "lanes": "pain", "view": "cards"})
    workshop.start(0)
    ada = person(server=own_server)
    page = projector(workshop, who=ada)
    expect(page.locator(".cxj-card")).to_have_count(2)
    words = words_of(page)

    change = workshop.do(Edit("delete", "journey", journey))
    expect(page.locator(".cxp-away")).to_be_visible()
    assert words_of(page) == words
    own_store.undo_change(change, SYSTEM, new_id()).result(30)
    expect(page.locator(".cxp-away")).to_be_hidden()

    ada.rough = True
    own_server.kill()
    expect(page.locator(".cxp-away")).to_be_visible()
    before = page.locator(".cxj-time").inner_text()
    eventually(page, page.locator(".cxj-time").inner_text, lambda shown: shown < before)  # the time goes on
    assert words_of(page) == words
    workshop.do(Edit("patch", "step", workshop.steps[0], {"title": "What hurts most"}))
    own_server.start()
    expect(page.locator("h1")).to_have_text("What hurts most")
    expect(page.locator(".cxp-away")).to_be_hidden()
    own_store.close()
