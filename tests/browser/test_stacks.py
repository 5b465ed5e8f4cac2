"""Two people clean up: near-duplicates are found, one card stands for all, and it can be taken apart again."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from playwright.sync_api import expect

from cxmap.access import Actor
from cxmap.changes import Change, Edit
from cxmap.model.records import new_id
from cxmap.store import Store
from tests.browser.board import equal

PLACE = {"journey": "clean", "stage": "cl-s", "lane": "cl-l"}


def write(store: Store, who: str, *edits: Edit) -> None:
    store.commit(Change(new_id(), edits), Actor(who.lower(), "facilitator", who)).result(20)


def test_duplicates_become_one_card_that_keeps_who_said_it(store: Store, person: Callable[..., Any]) -> None:
    write(
        store,
        "Lea",
        Edit("put", "journey", "clean", {"workspace": "main", "title": "Cleaning up"}),
        Edit("put", "stage", "cl-s", {"journey": "clean", "name": "Waiting"}),
        Edit("put", "lane", "cl-l", {"journey": "clean", "kind": "pain"}),
        Edit("put", "card", "cl-4", {**PLACE, "title": "Signs differ", "order": "a4"}),
    )
    for number, (who, title) in enumerate((("Ana", "Long queue"), ("Ben", "Queue too long"), ("Cem", "The queue is long"))):
        write(store, who, Edit("put", "card", f"cl-{number}", {**PLACE, "title": title, "order": f"a{number}"}))
    anna, ben = person().board("clean"), person().board("clean")
    page = anna.page

    lane = page.locator(".cx-lane[data-lane=cl-l]")
    lane.hover()
    lane.locator("[data-act=menu]").click()
    page.get_by_role("menuitem", name="Find near-duplicates").press("Enter")
    group = page.locator(".cx-similar-group")
    expect(group).to_have_count(1)
    expect(group).to_contain_text("The same words")
    expect(group).to_contain_text("Waiting · Ben")
    group.get_by_role("radio").nth(1).check()
    group.get_by_role("button", name="Stack 3").press("Enter")
    expect(page.locator(".cx-similar")).to_contain_text("No near-duplicates in this lane")
    equal(page, anna.dump, ben.dump)
    assert len(store.view("clean").cards) == 2  # type: ignore[union-attr]

    ben.page.locator(".cx-stack-mark").click()
    said = ben.page.locator(".cx-section[data-section=stack]")
    expect(said).to_contain_text("Said by 3")
    expect(said.locator(".cx-said li")).to_have_count(2)
    expect(said).to_contain_text("Cem")
    said.get_by_role("button", name="Make a card of").first.click()
    expect(page.locator(".cx-stack-mark")).to_have_text("×2")
    ben.page.get_by_role("button", name="Undo").last.click()
    expect(page.locator(".cx-stack-mark")).to_have_text("×3")

    page.get_by_role("button", name="Undo").last.click()
    expect(page.locator(".cx-card")).to_have_count(4)
    expect(group).to_have_count(1)
    equal(page, anna.dump, ben.dump)
