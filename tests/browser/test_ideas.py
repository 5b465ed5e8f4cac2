"""An idea board: given on a phone without Wi-Fi, seen on the wall, moved on by who runs it, and its giver hears of each step."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from playwright.sync_api import Locator, Page, expect

from cxmap.access import SYSTEM
from cxmap.changes import Change, Edit
from cxmap.model.records import Record, new_id
from cxmap.store import Store
from tests.browser.board import box_of, eventually, settle
from tests.browser.conftest import Person
from tests.browser.test_axe import found
from tests.browser.test_room import PHONE, SMALLEST, TARGETS

ON_IDEAS = TARGETS.replace("#room", "#ideas")
FLOOR = 24  # px of the smallest letter on a screen in the hall, at 1080p
LETTERS = """() => Math.min(...[...document.querySelectorAll("#wall *")]
  .filter((e) => [...e.childNodes].some((n) => n.nodeType === 3 && n.data.trim()) && e.checkVisibility())
  .map((e) => parseFloat(getComputedStyle(e).fontSize)))"""


def do(store: Store, *edits: Edit) -> None:
    store.commit(Change(new_id(), edits), SYSTEM).result(30)


@pytest.fixture
def board(store: Store) -> Iterator[str]:
    """An idea board without an idea; it goes with the story, after `person`'s windows."""
    id_ = new_id()
    do(
        store,
        Edit(
            "put", "whiteboard", id_, {"workspace": store.workspace, "title": "Corridor", "question": "What would you change?"}
        ),
    )
    yield id_
    do(store, Edit("delete", "whiteboard", id_))


def come(who: Person, board: str) -> Page:
    """Open the board's page, and wait until it has heard from the server."""
    page = who.page(f"/ideas/{board}")
    expect(page.get_by_role("heading", name="What would you change?")).to_be_visible()
    return page


def ideas(store: Store, board: str) -> list[Record]:
    return [idea for idea in store.of_type("idea") if idea["whiteboard"] == board]


def move(store: Store, idea: str, state: str, note: str) -> None:
    at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    step = {"idea": idea, "state": state, "note": note, "author_name": "Mia", "at": at}
    do(store, Edit("patch", "idea", idea, {"state": state}), Edit("put", "idea_step", new_id(), step))


def drag(page: Page, what: Locator, state: str) -> Locator:
    """Carry an idea over the column of a state, and hold it there; what is carried."""
    settle(page)
    box, over = box_of(what), box_of(page.locator(f".st-key-cx-idea-column-{state}"))
    page.mouse.move(box["x"] + 20, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(over["x"] + 60, over["y"] + 40, steps=5)
    lifted = page.locator(".cx-idea-lifted")
    expect(lifted).to_be_visible()
    expect(page.locator(f".st-key-cx-idea-column-{state}[data-cx-over]")).to_have_count(1)
    return lifted


def test_given_without_wi_fi_it_is_sent_once_shown_on_the_wall_and_its_giver_hears_of_it(board, person, store):
    who = person(**PHONE)
    ann = come(who, board)
    field = ann.get_by_role("textbox", name="Your idea")
    expect(field).to_be_focused()
    who.rough = True
    who.context.set_offline(True)
    expect(ann.locator(".cxr-status")).to_contain_text("Offline")
    field.fill("Ring back within the hour")
    ann.keyboard.press("Enter")
    expect(ann.locator(".cxr-status")).to_have_text("Offline: 1 waiting. Nothing is lost.")
    with ann.expect_event("close"):
        ann.close(run_before_unload=True)
    assert ideas(store, board) == []
    who.context.set_offline(False)
    ann = come(who, board)
    (idea,) = eventually(ann, lambda: ideas(store, board), bool)
    assert (idea["text"], idea["person"], idea["author_name"]) == ("Ring back within the hour", None, "")

    hall = person(viewport={"width": 1920, "height": 1080})
    wall = hall.page(f"/ideas/{board}/wall")
    expect(wall.locator(".cxw-row")).to_contain_text("Ring back within the hour")
    hall.rough = True
    hall.context.set_offline(True)
    expect(wall.locator(".cxp-away")).to_be_visible()
    expect(wall.locator(".cxw-row")).to_contain_text("Ring back within the hour")
    hall.context.set_offline(False)

    ben = come(person(**PHONE, color_scheme="dark"), board)
    ben.get_by_role("button", name=re.compile("^Second “Ring back")).tap()
    expect(ann.get_by_role("button", name="Yours: 1 seconded it")).to_be_visible()
    expect(ben.get_by_role("button", name=re.compile("^You seconded “Ring back"))).to_be_visible()
    move(store, idea["id"], "in_work", "Lena tries it, from Monday on.")
    expect(ann.locator(".cxi-notice")).to_contain_text(re.compile("In work since .*day: “Ring back within the hour”"))
    expect(ann.locator(".cxi-notice")).to_contain_text("Lena tries it, from Monday on.")
    expect(wall.get_by_role("heading", name="Chosen and in work")).to_be_visible()
    assert wall.evaluate(LETTERS) >= FLOOR
    assert found(wall) == []
    assert found(ann) == []
    assert ann.evaluate(ON_IDEAS, SMALLEST) == []

    ben.locator(".cxi-open").tap()
    ben.get_by_role("dialog").get_by_role("button", name="With my name").tap()
    ben.get_by_role("dialog").get_by_label("Your name, or an alias").fill("Ben")
    ben.get_by_role("textbox", name="Your remark").fill("Mondays are worst.")
    ben.get_by_role("button", name="Say it").tap()
    expect(ben.locator(".cxr-said")).to_contain_text("Ben")
    assert found(ben) == []
    assert ben.evaluate(ON_IDEAS, SMALLEST) == []
    expect(ann.locator(".cxi-mine")).to_contain_text("1 remark")
    ann.get_by_role("button", name="Got it").tap()
    expect(ann.locator(".cxi-notice")).to_have_count(0)
    ann.reload()
    expect(ann.locator(".cxi-mine")).to_contain_text("In work")
    expect(ann.locator(".cxi-notice")).to_have_count(0)
    assert len(ideas(store, board)) == 1


def test_who_runs_the_board_moves_an_idea_by_keyboard_and_the_phone_tells_its_giver(board, person, store):
    ann = come(person(**PHONE), board)
    ann.get_by_role("textbox", name="Your idea").fill("A sign at the lift")
    ann.get_by_role("button", name="Give this idea").tap()
    (idea,) = eventually(ann, lambda: ideas(store, board), bool)
    page = person().page(f"/ideas?board={board}")
    new = page.locator(".st-key-cx-idea-column-new")
    expect(new.get_by_role("button", name="A sign at the lift")).to_be_visible()
    settle(page)
    new.get_by_role("button", name="Move").press("Enter")
    page.get_by_role("option", name="To “Chosen”").or_(page.get_by_role("menuitem", name="To “Chosen”")).press("Enter")
    dialog = page.get_by_role("dialog")
    dialog.get_by_role("textbox", name="What the giver is told").fill("The printers have it by Friday.")
    dialog.get_by_role("button", name="Move to “Chosen”").press("Enter")
    chosen = page.locator(".st-key-cx-idea-column-chosen")
    expect(chosen.get_by_role("button", name="A sign at the lift")).to_be_visible()
    expect(ann.locator(".cxi-notice")).to_contain_text(re.compile("Chosen since .*day: “A sign at the lift”"))
    expect(ann.locator(".cxi-notice")).to_contain_text("The printers have it by Friday.")
    assert store.record("idea", idea["id"])["state"] == "chosen"

    ann.get_by_role("textbox", name="Your idea").fill("Tea")  # it comes to the page by itself
    ann.keyboard.press("Enter")
    expect(new.get_by_role("button", name="Tea")).to_be_visible()
    lifted = drag(page, chosen.get_by_role("button", name="A sign at the lift"), "in_work")
    page.keyboard.press("Escape")
    expect(lifted).to_have_count(0)
    page.mouse.up()
    drag(page, chosen.get_by_role("button", name="A sign at the lift"), "in_work")
    page.mouse.up()
    expect(dialog).to_contain_text("Chosen → In work")
    page.keyboard.press("Escape")
    expect(dialog).to_have_count(0)
    assert found(page, "[data-testid=stMain]", grave=True) == []  # the menu is looked at elsewhere
