"""Accessibility of the clean-up panel, of a stack, and of what the tables agree on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import expect

from cxmap.access import Actor
from cxmap.changes import Change, Edit
from cxmap.model.records import new_id
from cxmap.store import Store
from tests.browser.test_axe import found
from tests.browser.world import put_map

LEADER = Actor("lea", "facilitator", "Lea")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_grave_in_them(person: Callable[..., Any], store: Store, scheme: str) -> None:
    journey = put_map(store, f"Tables, {scheme}", {("Before", "pain"): ["Long queue", "Queue too long", "Signs differ"]})
    view = store.view(journey)
    assert view is not None
    workshop = f"w-{scheme}"
    lane = next(lane["id"] for lane in view.lanes if lane["kind"] == "pain")
    voice = {"journey": journey, "card": view.cards[2]["id"], "text": "Different signs -2", "author_name": "Ana"}
    edits = (
        Edit("put", "voice", new_id(), voice),
        Edit("put", "workshop", workshop, {"journey": journey, "title": "Together", "state": "running"}),
    )
    store.commit(Change(new_id(), edits), LEADER).result(20)
    store.breakouts(workshop, ["Red", "Blue"], LEADER, new_id(), "all").result(20)
    red = next(t["map"] for t in store.view(journey).of_type("breakout"))  # type: ignore[union-attr]
    there = store.view(red)
    assert there is not None
    place = {"journey": red, "stage": there.stages[0]["id"], "lane": there.lanes[0]["id"]}
    store.commit(Change(new_id(), (Edit("put", "card", new_id(), {**place, "title": "Nobody answers"}),)), LEADER).result(20)

    page = person(color_scheme=scheme, reduced_motion="reduce").page(f"/journey?journey={journey}")
    header = page.locator(f".cx-lane[data-lane='{lane}']")
    header.hover()
    header.locator("[data-act=menu]").click()
    page.get_by_role("menuitem", name="Find near-duplicates").click()
    expect(page.locator(".cx-similar-group")).to_have_count(1)
    assert [words for words in found(page) if ".cx" in words] == []
    page.locator(".cx-stack-mark").click()
    expect(page.locator(".cx-said li")).to_have_count(1)
    assert [words for words in found(page) if ".cx" in words] == []
    page.goto(page.url.partition("/journey")[0] + f"/agreement?workshop={workshop}")
    expect(page.get_by_role("button", name="Merge 1 thing")).to_be_visible()
    assert found(page, grave=True) == []
    page.get_by_text("Side by side").click()
    expect(page.locator("table").first).to_be_visible()
    assert found(page, grave=True) == []
