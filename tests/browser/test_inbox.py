"""The inbox: a file in, a search while typing, a link by dragging, and the same by keys alone; the card on the board shows it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from cxmap.access import SYSTEM
from cxmap.model.feedback import Item, Query
from tests.browser.board import BoardPage, eventually, middle
from tests.browser.test_axe import found
from tests.browser.world import put_map

CFPB = Path(__file__).parents[3] / "shared/data/cfpb-complaints.csv"
OWN = "\n".join(
    [
        "Date,Comment,Channel",
        *(f"2026-02-{day:02},All was well on day {day} of my stay,Phone" for day in range(1, 29)),
        '2026-03-02,"A late fee was charged. Nobody rang back, although I wrote to rosa@example.org",Web',
        "2026-03-03,,Web",
    ]
).encode()
CARDS = {("Before", "touchpoint"): ["Letter", "Late fee notice"], ("Waiting", "touchpoint"): ["Call back"]}


@pytest.fixture
def story(store):
    """A fresh map; the feedback of the story goes when it ends, so that the next one meets an empty inbox.

    Asked for before `person`, it goes after their windows: an open inbox would ask for an item that is not there any more.
    """
    yield put_map(store, "A loan", CARDS)
    for batch in store.feedback.batches():
        store.feedback.remove_batch(batch.id)


def row(page: Page, words: str) -> Locator:
    return page.locator(".cx-in-row").filter(has_text=words)


def aim(page: Page, title: str) -> Locator:
    return page.locator(".cx-in-aim").filter(has_text=title)


def sources(store, journey):
    return [(s["item"] != "", s["quote"], s["date"]) for s in store.view(journey).of_type("source")]


@pytest.mark.parametrize("data", ["own", "cfpb"])
def test_a_file_is_imported_searched_and_linked_by_dragging(story, person, store, data, tmp_path):
    if data == "cfpb" and not CFPB.exists():
        pytest.skip("the shared data is not on this machine")
    file = CFPB if data == "cfpb" else tmp_path / "stay.csv"
    if data == "own":
        file.write_bytes(OWN)
    report = "1,240 rows = 199 with text + 1,041 without text" if data == "cfpb" else "30 rows = 29 with text + 1 without text"
    page = person().page(f"/feedback?journey={story}")
    page.get_by_role("button", name="Import a file").click()
    page.locator("input[type=file]").set_input_files(file)
    page.get_by_role("dialog").get_by_role("button", name="Import", exact=True).click()
    expect(page.get_by_text(re.compile(report.replace("+", r"\+")))).to_be_visible()
    expect(page.locator(".cx-in-count")).to_have_text(
        "199 items with text1,041 more have no text: show" if data == "cfpb" else "29 items with text1 more has no text: show"
    )
    search = page.get_by_role("searchbox", name="Search what people said")
    search.press_sequentially("late fee")
    expect(page.locator(".cx-in-row mark").first).to_have_text(re.compile("late", re.I))
    expect(page.locator(".cx-in-count")).to_have_text(
        "5 of 199 items with text" if data == "cfpb" else "1 of 29 items with text"
    )
    item = page.locator(".cx-in-row").first
    expect(page.locator(".cx-in-aims")).not_to_have_attribute("aria-busy", "true")  # suggestions come above the places
    BoardPage(page, "").drag(item, middle(aim(page, "Late fee notice").last))
    expect(page.locator(".cx-toast")).to_contain_text("“Late fee notice” has it as evidence")
    expect(item).to_contain_text("Evidence at 1 place")
    expect(aim(page, "Late fee notice").last).to_have_attribute("aria-label", re.compile("observed, 1 source"))
    (made,) = sources(store, story)
    assert made[0]
    if data == "cfpb":
        return
    assert made[1:] == ("A late fee was charged. Nobody rang back, although I wrote to [e-mail]", "2026-03-02")
    assert [words for words in found(page) if ".cx" in words or "stBidiComponent" in words] == []
    page.get_by_role("button", name="Open on the board").click()
    board = BoardPage(page, "").ready()
    expect(board.card("Late fee notice")).to_have_class(re.compile("cx-selected"))
    expect(page.locator("[data-section=sources] .cx-source-quote")).to_contain_text(re.compile("late", re.I))


def test_linking_narrowing_and_undoing_by_keys_alone(story, person, store):
    batch = store.feedback.begin("calls", "call", SYSTEM)
    said = (
        "I came at nine. Nobody rang me back about the loan. I would like to know why, please, and who is in charge of it. " * 3
    )
    store.feedback.add(batch, [Item(said, 1, "2026-03-02", "phone"), Item("The nurse was lovely", 2, "2026-03-01")])
    store.feedback.finish(batch, 2, 0, 0)
    page = person().page(f"/feedback?journey={story}")
    expect(page.locator(".cx-in-row")).to_have_count(2)
    keys = page.keyboard
    page.locator(".cx-in-list").focus()
    keys.press("Home")
    expect(page.locator(".cx-in-reading h2")).to_have_text("Call")
    keys.press("l")
    find = page.get_by_role("combobox", name="Find a touchpoint or statement")
    expect(find).to_be_focused()
    keys.type("call ba")
    expect(aim(page, "Call back")).to_have_attribute("aria-selected", "true")
    keys.press("Enter")
    expect(page.locator(".cx-toast")).to_contain_text("“Call back” has it as evidence")
    expect(page.locator(".cx-in-list")).to_be_focused()
    eventually(
        page, lambda: sources(store, story), lambda seen: seen == [(True, "Nobody rang me back about the loan.", "2026-03-02")]
    )
    expect(page.locator(".cx-in-places h3")).to_have_text("Evidence at 1 place")
    page.get_by_role("button", name="Undo").press("Enter")
    expect(page.locator(".cx-in-places h3")).to_have_text("Not evidence of anything yet")
    eventually(page, lambda: sources(store, story), lambda seen: seen == [])

    page.locator(".cx-in-list").focus()
    keys.press("ArrowDown")
    expect(page.locator(".cx-in-full")).to_have_text("The nurse was lovely")
    keys.press("Delete")
    expect(page.locator(".cx-in-row")).to_have_count(1)
    page.locator(".cx-toast").filter(has_text="was taken out").get_by_role("button", name="Undo").press("Enter")
    expect(page.locator(".cx-in-row")).to_have_count(2)
    (nurse,) = store.feedback.search(Query(words="nurse")).items
    store.feedback.set_sentiment(nurse.id, -0.5, SYSTEM)  # somebody else, beside this window
    expect(row(page, "nurse")).to_contain_text("Negative")
    row(page, "nurse").click()
    expect(page.locator(".cx-in-full")).to_have_text("The nurse was lovely")
    page.locator(".cx-in-full").dblclick(position={"x": 12, "y": 10})
    expect(page.locator(".cx-in-quote")).to_have_value("The")
    keys.press("l")
    keys.type("letter")
    expect(aim(page, "Letter")).to_have_attribute("aria-selected", "true")
    keys.press("Enter")
    eventually(page, lambda: sources(store, story), lambda seen: seen == [(True, "The", "2026-03-01")])
