"""Comments: two people talk about a card, and what becomes of it."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from tests.browser.board import BoardPage, eventually
from tests.browser.world import put_map


def named(person, name: str, journey: str) -> BoardPage:
    """Somebody of that name on a board."""
    board = person().board(journey)
    board.root.locator(".cx-row1 button:has(.cx-avatar)").first.click()
    field = board.page.locator(".cx-popover input").first
    field.fill(name)
    field.press("Enter")
    board.press("Escape")
    expect(board.page.locator(".cx-popover")).to_have_count(0)
    return board


def panel(board: BoardPage) -> Locator:
    return board.page.locator(".cx-panel[data-side=comments]")


def mark(at: Locator) -> Locator:
    return at.locator(".cx-talk")


def test_two_people_talk_about_a_card(person, store):
    journey = put_map(store, "Talked about", {("Waiting", "action"): ["Reads the letter", "Waits"]})
    ann, bob = named(person, "Ann Kern", journey), named(person, "Bob Hann", journey)
    ann.select("Reads the letter")
    ann.press("c").type("Is it <b>readable</b>? https://example.org/letter\nAsk @bo")
    expect(panel(ann).get_by_role("option", name="Bob Hann")).to_be_visible()
    ann.press("Enter").press("Control+Enter")
    expect(mark(bob.card("Reads the letter"))).to_have_text("1")
    expect(bob.card("Reads the letter")).to_have_attribute("aria-label", re.compile("1 open comment"))
    button = bob.page.get_by_role("button", name="Comments, 1 unresolved, 1 mentions you")
    expect(button).to_be_visible()
    mark(bob.card("Reads the letter")).click()
    thread = panel(bob).locator(".cx-thread")
    expect(thread.locator(".cx-comment-text")).to_have_text("Is it <b>readable</b>? https://example.org/letter\nAsk @Bob Hann")
    expect(thread.get_by_role("link", name="https://example.org/letter")).to_have_attribute("rel", "noopener noreferrer")
    expect(thread.get_by_text("Mentions you")).to_be_visible()
    expect(thread.get_by_label("Answer")).to_be_focused()
    bob.type("Yes, but too").press("Escape")
    bob.select("Waits").press("c")
    bob.select("Reads the letter").press("c")
    bob.type(" long.").press("Control+Enter")
    expect(panel(ann).locator(".cx-comment-text").nth(1)).to_have_text("Yes, but too long.")
    expect(thread.get_by_text("Mentions you")).to_be_hidden()

    # an own comment is changed, an answer deleted and brought back, the thread closed and opened again
    panel(ann).get_by_role("button", name="More for the comment by Ann Kern").click()
    ann.page.get_by_role("menuitem", name="Edit").click()
    panel(ann).get_by_label("Change the comment").fill("Is it readable?")
    ann.press("Control+Enter")
    expect(thread.locator(".cx-comment-text").first).to_have_text("Is it readable?")
    thread.get_by_role("button", name="More for the comment by Bob Hann").click()
    bob.page.get_by_role("menuitem", name="Delete").click()
    bob.hold("The comment is deleted")
    expect(panel(ann).locator(".cx-comment")).to_have_count(1)
    bob.toast("The comment is deleted").get_by_role("button", name="Undo").click()
    expect(panel(ann).locator(".cx-comment")).to_have_count(2)
    panel(ann).get_by_role("button", name="Resolve", exact=True).click()
    expect(mark(bob.card("Reads the letter"))).to_have_count(0)
    panel(bob).get_by_role("button", name="Resolved 1").click()
    expect(panel(bob).locator(".cx-thread-closed")).to_contain_text("Resolved by Ann Kern")
    panel(bob).get_by_role("button", name="Reopen").click()
    expect(mark(ann.card("Reads the letter"))).to_have_text("1")

    # what somebody writes stays when the thread is closed under it
    panel(ann).get_by_label("Answer").click()
    ann.type("But the")
    panel(bob).get_by_role("button", name=re.compile("^Open")).click()
    panel(bob).get_by_role("button", name="Resolve", exact=True).click()
    bob.hold("resolved")
    expect(panel(ann).locator(".cx-thread-closed")).to_be_visible()
    ann.type(" font")
    expect(panel(ann).get_by_label("Answer")).to_have_value("But the font")
    bob.toast("resolved").get_by_role("button", name="Undo").click()
    expect(panel(ann).locator(".cx-thread-closed")).to_be_hidden()
    ann.press("Control+Enter")
    expect(panel(bob).locator(".cx-comment-text").nth(2)).to_have_text("But the font")

    # what is said about a card goes with it and comes back with it
    ann.select("Reads the letter")
    ann.press("Delete")
    ann.hold("1 card deleted")
    expect(bob.page.get_by_role("button", name="Comments", exact=True)).to_be_visible()
    ann.toast("1 card deleted").get_by_role("button", name="Undo").click()
    expect(mark(bob.card("Reads the letter"))).to_have_text("1")
    ann.ready()
    eventually(
        ann.page,
        lambda: {c["author_name"] for c in store.view(journey).of_type("comment")},
        lambda names: names == {"Ann Kern", "Bob Hann"},
    )
    assert store.check() == []


def test_a_mention_leads_from_home_to_its_thread(person, store):
    journey = put_map(store, "Called for", {("After", "pain"): ["No number to ring"]})
    someone = person()
    ann = named(lambda: someone, "Cem Alp", journey)
    bob = named(person, "Bea Orr", journey)
    bob.select("No number to ring")
    bob.press("c").type("@Cem")
    panel(bob).get_by_role("option").first.click()
    bob.type("which one?").press("Control+Enter")
    expect(ann.page.get_by_role("button", name=re.compile("^Comments, 1 unresolved, 1 mentions you"))).to_be_visible()
    home = someone.page("/")
    link = home.get_by_role("link", name=re.compile("^Bea Orr: @Cem Alp"))
    link.click()
    there = BoardPage(home, someone.url).ready()
    expect(panel(there).locator(".cx-thread.cx-called")).to_contain_text("which one?")
    expect(there.card("No number to ring")).to_have_class(re.compile("cx-selected"))
    expect(panel(there).get_by_label("Answer")).to_be_focused()
    there.type("The one on the bill.").press("Control+Enter")
    expect(panel(bob).locator(".cx-comment-text").nth(1)).to_have_text("The one on the bill.")
    assert "comment=" not in home.url
    home.goto(f"{someone.url}/")
    expect(home.get_by_role("heading", name="Journeys")).to_be_visible()
    expect(home.get_by_text("mentions you")).to_have_count(0)
