"""Themes and predictions as people meet them: found, named and read in the inbox; predicted by two, closed and compared."""

from __future__ import annotations

import random
import re

import pytest
from playwright.sync_api import expect

from cxmap.access import SYSTEM, Actor
from cxmap.changes import Change, Edit
from cxmap.model.feedback import Item
from cxmap.model.records import new_id
from cxmap.store.guesses import Guess
from tests.browser.board import eventually, settle
from tests.browser.world import put_map
from tests.insights.test_themes import ABOUT

CARDS = {
    ("Before", "touchpoint"): ["Letter", "Call"],
    ("Waiting", "touchpoint"): ["Text", "Portal"],
    ("After", "touchpoint"): ["Bill"],
}


@pytest.fixture
def heard(store):
    """Forty items about four things; after `person`'s windows, neither they nor the themes are there."""
    dice = random.Random(4)
    texts = [
        ". ".join(dice.sample([*words.split(". "), f"{name} again"], 4)) for _ in range(10) for name, words in ABOUT.items()
    ]
    batch = store.feedback.begin("Voices", "survey", SYSTEM)
    store.feedback.add(
        batch, [Item(text=f"{text}. No {i}", row=i + 1, date=f"2026-0{1 + i % 4}-10") for i, text in enumerate(texts)]
    )
    store.feedback.finish(batch, len(texts), 0, 0)
    yield
    store.feedback.remove_batch(batch)
    gone = tuple(Edit("delete", "theme", theme["id"]) for theme in store.of_type("theme"))
    if gone:
        store.commit(Change(new_id(), gone), SYSTEM).result(20)


def test_themes_are_found_named_and_read_in_the_inbox(heard, person, store):
    page = person().page("/themes")
    page.get_by_role("button", name="Find themes").click()
    dialog = page.get_by_role("dialog", name="Find themes")
    dialog.get_by_role("spinbutton", name="How many themes to look for").fill("4")
    dialog.get_by_role("button", name="Find themes").click()
    expect(page.get_by_text(re.compile(r"^\d+ themes found; \d+ items sorted into them"))).to_be_visible(timeout=60_000)
    settle(page)
    page.get_by_role("button", name="Name it").click()
    dialog = page.get_by_role("dialog", name="Name the theme")
    dialog.get_by_role("textbox", name="Name").fill("What we hear most")
    dialog.get_by_role("button", name="Save").click()
    expect(page.get_by_role("heading", name="What we hear most")).to_be_visible()
    eventually(
        page, lambda: [t["name"] for t in store.of_type("theme") if t["name"]], lambda names: names == ["What we hear most"]
    )
    page.get_by_role("link", name="Read them in the inbox").click()
    [theme] = [t for t in store.of_type("theme") if t["name"]]
    page.wait_for_url(re.compile(rf"/feedback\?.*theme={theme['id']}"))


def test_two_predict_unseen_then_see_how_well_they_know_their_customer(person, store):
    journey = put_map(store, "A visit to predict", CARDS)
    ada, ben = (person().page(f"/guess?journey={journey}") for _ in range(2))
    ada.get_by_role("button", name="New round").click()
    ada.get_by_role("dialog").get_by_role("textbox", name="Title").fill("Spring")
    ada.get_by_role("dialog").get_by_role("button", name="Open the round").click()
    expect(ada.get_by_role("heading", name="Spring")).to_be_visible()
    expect(ben.get_by_role("heading", name="Spring")).to_be_visible()
    [round_] = store.view(journey).of_type("forecast")
    cards = {card["title"]: card["id"] for card in store.view(journey).cards}
    group = f".st-key-guess-{round_['id']}-{cards['Letter']}-satisfaction"
    for page, words in ((ada, "5"), (ben, "1")):
        page.locator(group).get_by_text(words, exact=True).click()
        expect(page.locator(group).locator('[aria-checked="true"], [aria-pressed="true"]')).to_have_text(words)
    for title in ("Call", "Text", "Portal", "Bill"):
        store.guesses.give(round_["id"], Guess(cards[title], 3), Actor("cem", "champion")).result(20)
    eventually(ada, lambda: store.guesses.counts(round_["id"]).people, lambda people: people == 3)
    expect(ada.get_by_text("Predicted", exact=True)).to_have_count(0)
    ben.get_by_role("button", name="Close and compare").click()
    ben.get_by_role("dialog").get_by_role("button", name="Close and compare").click()
    expect(ada.get_by_role("heading", name="What customers really say")).to_be_visible()
    real = [
        Edit(
            "put",
            "actual",
            f"{round_['id']}.{card}",
            {"journey": journey, "forecast": round_["id"], "card": card, "satisfaction": 4},
        )
        for card in cards.values()
    ]
    store.commit(Change(new_id(), tuple(real)), SYSTEM).result(20)
    for page in (ada, ben):
        expect(page.get_by_role("heading", name="We score 75 of 100: no better than always saying 3.")).to_be_visible()
