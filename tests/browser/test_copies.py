"""A journey goes out as a file with what was said about it, and becomes a template that others start from."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import expect

from cxmap.access import SYSTEM
from cxmap.changes import Change, Edit
from cxmap.formats import read
from cxmap.model.records import new_id
from tests.browser.board import BoardPage, equal, eventually
from tests.browser.test_pages import choose, journey_card
from tests.browser.world import put_map, told


def put(store, *edits: Edit) -> None:
    store.commit(Change(new_id(), edits), SYSTEM).result(9)


def test_a_journey_is_given_out_with_its_comments(person, store, tmp_path: Path):
    journey = put_map(store, "Given out")
    said = {"journey": journey, "text": "Who sends the letter?", "at": "2026-11-22T09:00:00Z", "author_name": "Ann"}
    put(store, Edit("put", "comment", new_id(), said))
    page = person(accept_downloads=True).page("/")
    choose(page, "Given out", "Export")
    dialog = page.get_by_role("dialog")
    with page.expect_download() as without:
        dialog.get_by_role("button", name="Download").click()
    assert without.value.suggested_filename == "given-out.json"
    assert "Who sends the letter?" not in without.value.path().read_text("utf-8")
    dialog.get_by_text("With comments (1)").click()
    expect(dialog.get_by_role("checkbox", name="With comments (1)")).to_be_checked()

    def given() -> str:
        with page.expect_download() as found:
            dialog.get_by_role("button", name="Download").click()
        return found.value.path().read_text("utf-8")

    # the button takes the new file with the next run of the dialog
    text = eventually(page, given, lambda text: "Who sends the letter?" in text)
    assert json.loads(text)["version"] == 3
    assert read(text.encode(), "x").report.left_out == []


def test_a_template_of_ones_own_fills_an_empty_map(person, store):
    put_map(
        store,
        "Worth repeating",
        {("Before", "action"): ["Asks", "Waits"], ("After", "pain"): [{"title": "Silence", "severity": 2}]},
    )
    ada = person()
    page = ada.page("/")
    choose(page, "Worth repeating", "Save as template")
    expect(page.get_by_text("“Worth repeating” is now a template")).to_be_visible()
    (template,) = store.templates()
    expect(journey_card(page, "Worth repeating")).to_have_count(1)
    journey = put_map(store, "From my template", stages=(), lanes=(), personas=())
    page.goto(f"{ada.url}/journey?journey={journey}")
    page.get_by_role("button", name="Worth repeating").click()
    view = template.view()
    expect(page.locator(".cx-stage")).to_have_count(len(view.stages))
    board = BoardPage(page, page.url)
    equal(page, board.dump, lambda: told(store.view(journey)))
    assert sorted(c["title"] for c in store.view(journey).cards) == sorted(c["title"] for c in view.cards)

    # it opens on a board of its own, which says what it is; it is of no day, and no map of what is to be
    own = ada.board(template.id).page
    expect(own.locator(".cx-title")).to_have_text("Worth repeatingTemplate")
    expect(own.get_by_role("button", name="As-is")).to_have_count(0)

    page.goto(ada.url)
    page.get_by_role("button", name="New journey").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_text("Worth repeating", exact=True).click()
    dialog.get_by_role("button", name="Delete").click()
    expect(dialog.get_by_text("The template “Worth repeating” was deleted.")).to_be_visible()
    assert store.templates() == []
    dialog.get_by_role("button", name="Undo").click()
    expect(dialog.get_by_role("radio", name="Worth repeating")).to_be_attached()
    put(store, Edit("delete", "journey", template.id))
