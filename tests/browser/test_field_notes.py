"""A field note on a tablet: written, highlighted by a finger, and evidence on a map whose board opens at the card."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from cxmap.access import SYSTEM
from cxmap.changes import Change, Edit
from cxmap.model.records import new_id
from tests.browser.board import eventually
from tests.browser.test_axe import found
from tests.browser.world import put_map

TABLET = {"has_touch": True, "viewport": {"width": 820, "height": 1180}, "reduced_motion": "reduce"}
TEXT = "She stops at the door. “Where do I go?” she asks. Nobody answers."


@pytest.fixture
def journey(store):
    """A map with one card in one stage; what is noted goes with the story, after `person`'s windows."""
    yield put_map(store, "Seen in the field", {("Before", "touchpoint"): ["Signs"]})
    notes = tuple(Edit("delete", "field_note", note["id"]) for note in store.of_type("field_note"))
    if notes:
        store.commit(Change(new_id(), notes), SYSTEM).result(20)


def test_from_the_first_word_to_evidence_on_the_board(journey, person, store, server):
    server.knows(store.revision)
    page = person(**TABLET).page()
    page.goto(f"{server.url}/field_notes")
    page.get_by_role("button", name="New note").tap()
    page.get_by_role("textbox", name="Title").fill("Arriving")
    page.get_by_role("textbox", name="Notes").fill(TEXT)
    page.get_by_role("button", name="Done").tap()
    expect(page.get_by_role("heading", name="Arriving")).to_be_visible()
    eventually(page, lambda: [n["text"] for n in store.of_type("field_note")], lambda texts: texts == [TEXT])

    page.get_by_role("radio", name="Highlight").tap()
    for sentence in ("She stops at the door.", "“Where do I go?” she asks."):
        page.get_by_role("button", name=sentence).tap()
        expect(page.get_by_role("button", name=sentence)).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Highlight", exact=True).tap()
    eventually(page, lambda: [h["quote"] for h in store.of_type("highlight")], lambda quotes: quotes == [TEXT[:49]])

    page.get_by_role("button", name="Use as evidence").tap()
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("combobox", name=re.compile("Journey")).fill("Seen in the field")
    page.get_by_role("option", name="Seen in the field").tap()
    expect(dialog.get_by_role("combobox", name="Card")).to_have_value("Signs · Touchpoints")
    assert found(page, grave=True) == []
    dialog.get_by_role("button", name="Make it evidence").tap()
    expect(page.get_by_text("“Signs” rests on this passage and counts as observed now.")).to_be_visible()
    assert [(c["title"], c["evidence"]) for c in store.view(journey).cards] == [("Signs", "observed")]
    page.get_by_role("link", name="Evidence of “Signs” in Seen in the field").tap()
    expect(page.locator(".cx-card", has_text="Signs").first).to_be_visible()
