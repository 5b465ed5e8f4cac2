"""A tab on the product's board."""

from __future__ import annotations

import re

from playwright.sync_api import Page

from tests.bench.world import JOURNEY

_SAVED = re.compile(r"^Saved · r\d+$")


def open_board(page: Page, url: str) -> None:
    """Go to the map and wait until it is there and connected: until it can be used."""
    page.goto(f"{url}/journey?journey={JOURNEY}", wait_until="commit")
    page.locator(".cx-cell .cx-card").first.wait_for()
    page.locator(".cx-status > span", has_text=_SAVED).first.wait_for()
