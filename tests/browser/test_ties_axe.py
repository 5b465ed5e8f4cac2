"""Accessibility of what ties maps to each other: the comparison, the atlas, and the board's parts."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from cxmap.changes import Edit
from tests.browser.test_axe import found
from tests.browser.test_ties import CHANGES, card_of, put, twin_of
from tests.browser.world import put_map


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_grave_in_them(person, store, scheme):
    journey = put_map(store, f"Seen by axe, {scheme}", {("Before", "touchpoint"): ["Hotline", "Letter"]})
    better = twin_of(store, journey)
    put(store, Edit("delete", "card", card_of(store, better, "Letter")["id"]))
    page = person(color_scheme=scheme, reduced_motion="reduce").page(f"/compare?journey={better}")
    expect(page.get_by_text("1 card is gone")).to_be_visible()
    assert found(page, grave=True) == []
    page.goto(page.url.partition("/compare")[0] + "/atlas")
    expect(page.frame_locator(".st-key-cx-atlas iframe").locator("canvas")).to_be_visible()
    assert found(page, grave=True) == []
    page.goto(page.url.partition("/atlas")[0] + f"/journey?journey={better}")
    page.get_by_role("button", name=CHANGES).click()
    expect(page.locator(".cx-ghost-card")).to_be_visible()
    assert [words for words in found(page) if ".cx" in words] == []
    page.locator(".cx-card").first.click(position={"x": 40, "y": 8})
    page.get_by_role("button", name=f"Close: {CHANGES}").click()
    expect(page.locator("[data-section=shared]")).to_be_visible()
    assert [words for words in found(page) if ".cx" in words] == []
