"""A tab of the figures, in the same Chromium as the stories."""

from __future__ import annotations

from playwright.sync_api import Browser, Page

from tests.chromium import chromium

__all__ = ["VIEW", "chromium", "new_page"]
VIEW = {"width": 1440, "height": 900}


def new_page(browser: Browser) -> Page:
    """A tab with a profile of its own, whose person was asked for their name before."""
    context = browser.new_context(viewport=VIEW)  # type: ignore[arg-type]
    context.add_init_script("localStorage.setItem('cxmap.name.asked', 'yes')")
    context.set_default_timeout(60_000)
    return context.new_page()
