"""The browser of the figures: the same Chromium, started the same way, for the product and for its limits."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Browser, Page, sync_playwright

FLAGS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
VIEW = {"width": 1440, "height": 900}


@contextmanager
def chromium() -> Iterator[Browser]:
    """A browser for the time of a `with` block: that on the PATH, else Playwright's own."""
    names = ("chromium", "chromium-browser", "google-chrome")
    path = next((found for name in names if (found := shutil.which(name))), None)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        try:
            yield browser
        finally:
            browser.close()


def new_page(browser: Browser) -> Page:
    """A tab with a profile of its own, whose person was asked for their name before."""
    context = browser.new_context(viewport=VIEW)  # type: ignore[arg-type]
    context.add_init_script("localStorage.setItem('cxmap.name.asked', 'yes')")
    context.set_default_timeout(60_000)
    return context.new_page()
