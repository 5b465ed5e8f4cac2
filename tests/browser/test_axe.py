"""Accessibility, as axe sees it: nothing grave on any page, nothing at all in what we draw ourselves."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tests.browser.board import settle
from tests.browser.world import put_map

GRAVE = ("serious", "critical")
SCHEMES: tuple[Literal["light", "dark"], ...] = ("light", "dark")
CARDS = {
    ("Before", "touchpoint"): [
        {"title": "Letter", "feeling": -2.0, "moment": "make_or_break", "channel": "post", "evidence": "measured"}
    ],
    ("Waiting", "touchpoint"): [{"title": "Reminder", "feeling": 1.0, "evidence": "observed"}],
    ("Waiting", "pain"): [{"title": "Silence", "severity": 2}],
}


def found(page: Page, within: str | None = None, grave: bool = False) -> list[str]:
    """What axe finds on a page that has come to rest, a sentence each."""
    settle(page)
    results: list[dict[str, Any]] = Axe().run(page, context=within).response["violations"]
    return [
        f"{v['impact']}: {v['id']}: {v['help']} at {node['target']}"
        for v in results
        if not grave or v["impact"] in GRAVE
        for node in v["nodes"]
    ]


def on_the_board(words: list[str]) -> list[str]:
    """Of what was found, all that is about the board."""
    return [each for each in words if ".cx" in each or "stBidiComponent" in each]


def both_ways(page: Page) -> Iterator[str]:
    """Show the board light and then dark, with all that is open on it: it follows at once, unlike Streamlit's own charts."""
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        expect(page.locator(".cx").first).to_have_attribute("data-theme", scheme)
        yield scheme


@pytest.mark.parametrize("scheme", SCHEMES)
def test_the_pages_have_nothing_grave(person, scheme):
    page = person(color_scheme=scheme, reduced_motion="reduce").page()
    for path, heading in (("/", "Journeys"), ("/personas", "Personas"), ("/settings", "Settings")):
        page.goto(path)
        expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible()
        expect(page.get_by_test_id("stMain").locator("button").first).to_be_visible()
        assert found(page, grave=True) == [], path


def test_the_board_with_all_around_it_has_nothing_grave_and_our_own_parts_nothing(person, store):
    journey = put_map(store, "For everybody", CARDS)
    page = person(reduced_motion="reduce").page(f"/journey?journey={journey}")
    expect(page.locator(".cx-card").first).to_be_visible()
    page.locator(".cx-card").first.click(position={"x": 40, "y": 8})
    expect(page.locator(".cx-inspector textarea, .cx-inspector input").first).to_be_visible()
    for scheme in both_ways(page):
        words = found(page)
        assert [each for each in words if each.startswith(GRAVE)] == [], scheme
        assert on_the_board(words) == [], scheme
    page.keyboard.press("?")
    expect(page.locator("dialog.cx-keys")).to_be_visible()
    for scheme in both_ways(page):
        assert on_the_board(found(page)) == [], scheme
    for scheme in SCHEMES:
        page.emulate_media(color_scheme=scheme)
        page.goto(f"/present/{journey}?theme={scheme}")
        expect(page.get_by_text("Silence").first).to_be_visible()
        assert found(page) == [], scheme
