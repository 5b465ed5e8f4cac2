"""The persona editor as a person meets it."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from tests.browser.board import eventually, settle


class PersonaPage:
    """One window on one persona."""

    def __init__(self, page: Page, url: str) -> None:
        self.page, self.url = page, url
        self.root = page.locator(".pp").first
        self.status = page.locator(".pp .cx-status > span").first
        self.name = page.get_by_role("textbox", name="Name", exact=True)
        self.toasts = page.locator(".pp .cx-toast")

    def open(self, persona: str) -> PersonaPage:
        """Go to a persona and wait until it can be used."""
        self.page.goto(f"{self.url}/personas?persona={persona}")
        expect(self.page.locator(".pp-name")).to_be_visible(timeout=60_000)
        return self.ready()

    def ready(self) -> PersonaPage:
        """Wait until all is saved."""
        expect(self.status).to_have_text(re.compile(r"^Saved · r\d+$"), timeout=60_000)
        return self

    def group(self, kind: str) -> Locator:
        """The group of a kind of statements."""
        return self.page.locator(f'.pp-group[data-place="{kind}"]').first

    def texts(self, kind: str) -> list[str]:
        """What a group says, from top to bottom."""
        said: list[str] = (
            self.group(kind).locator(".pp-row:not(.pp-ghost) .pp-text").evaluate_all("all => all.map(el => el.value)")
        )
        return said

    def row(self, kind: str, words: str) -> Locator:
        """The row of a statement that says exactly this."""
        at = eventually(self.page, lambda: self.texts(kind), lambda said: words in said).index(words)
        return self.group(kind).locator(".pp-row").nth(at)

    def press(self, *keys: str) -> PersonaPage:
        for key in keys:
            self.page.keyboard.press(key)
        return self

    def type(self, words: str) -> PersonaPage:
        self.page.keyboard.type(words)
        return self

    def focused(self) -> str:
        """What the text that has the keyboard says; "" where none has."""
        words: str = self.root.evaluate("el => el.getRootNode().activeElement?.value ?? ''")
        return words


def photo_dialog(page: Page, name: str) -> Locator:
    """Make a persona of that name and open the dialog for its photo."""
    page.get_by_role("button", name="New persona").click()
    field = page.get_by_role("textbox", name="Name", exact=True)
    expect(field).to_be_focused()
    field.fill(name)
    field.press("Enter")
    expect(page.locator(".st-key-cx-people-gallery [class*=st-key-cx-persona-on]")).to_contain_text(name)
    settle(page)
    page.get_by_role("button", name="Change the picture").click()
    page.get_by_role("button", name="Use a photo").click()
    dialog = page.get_by_test_id("stDialog")
    expect(dialog).to_be_visible()
    return dialog
