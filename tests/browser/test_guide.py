"""The guide: a stage asked through by keyboard, and two people answering at once."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, expect

from tests.browser.board import BoardPage
from tests.browser.world import put_map


def asked(board: BoardPage, question: str) -> Locator:
    """The question that is asked now."""
    item = board.page.locator(f".cx-guide li[data-question={question}]")
    expect(item).to_have_class(re.compile("cx-asked"))
    return item


def focused(board: BoardPage, question: str, tag: str) -> None:
    """The field of a question has the keyboard."""
    expect(asked(board, question).locator(tag).first).to_be_focused()


def state(board: BoardPage, question: str, wanted: str) -> None:
    expect(board.page.locator(f".cx-guide li[data-question={question}]")).to_have_attribute("data-state", wanted)


def test_a_stage_is_asked_through_by_keyboard(person, store):
    journey = put_map(store, "Guided", {}, stages=("Waiting", "After"), lanes=("action", "pain"))
    board = person().board(journey)
    board.stage("Waiting").click(position={"x": 60, "y": 20})
    board.press("g")
    focused(board, "goal", "input")
    board.type("Know when it will happen").press("Enter")
    focused(board, "questions", "textarea")
    board.type("Have they forgotten us?").press("Shift+Enter").type("Who do I call -2").press("Enter")
    focused(board, "duration", "input")
    board.type("soon").press("Enter")
    expect(asked(board, "duration").get_by_role("alert")).to_contain_text("Write a number and a unit")
    board.press("Control+a").type("3 weeks").press("Enter")
    focused(board, "channels", "textarea")
    board.type("Call to ask, phone").press("Shift+Enter").type("Letter with the date, post *")
    expect(asked(board, "channels").locator(".cx-ask-preview")).to_contain_text("Phone")
    board.press("Enter")
    focused(board, "combination", ".cx-ask-order")
    order = asked(board, "combination").locator(".cx-ask-order")
    board.press("Space")
    order.nth(1).press("Space")
    asked(board, "combination").get_by_role("button", name="Done").press("Enter")
    focused(board, "data", "textarea")
    board.type("Nine home visits")
    asked(board, "data").get_by_role("button", name="Call to ask: Observed").press("Enter")
    state(board, "data", "answered")
    board.press("PageDown")  # the feelings of a line are an answer already: step on by hand
    state(board, "emotions", "answered")
    board.press("PageDown")
    focused(board, "weaknesses", "textarea")
    board.type("Nobody calls back !!").press("Enter")
    focused(board, "people", "input")
    board.type("Booking").press("Enter")
    focused(board, "disconnects", "textarea")
    board.type("Booking keeps the file").press("Enter")
    expect(board.page.locator(".cx-guide-stage b")).to_have_text("After")
    expect(board.page.locator(".cx-guide-total")).to_have_text("11 of 22 answered")
    expect(board.stage("Waiting")).to_have_attribute("aria-label", re.compile("all questions answered"))
    board.lanes("Actions", "Touchpoints", "Thoughts", "Pain points")
    board.ready()
    view = store.view(journey)
    stage = view.stages[0]
    assert (stage["goal"], stage["duration"], stage["duration_unit"]) == ("Know when it will happen", 3, "week")
    cards = {
        c["title"]: (view.lane_kind[c["lane"]], c["channel"], c["severity"], bool(c["moment"]), c["evidence"])
        for c in view.cards
    }
    assert cards == {
        "Have they forgotten us?": ("thought", None, None, False, "assumed"),
        "Who do I call": ("thought", None, None, False, "assumed"),
        "Call to ask": ("touchpoint", "phone", None, False, "observed"),
        "Letter with the date": ("touchpoint", "post", None, True, "assumed"),
        "Nobody calls back": ("pain", None, 2, False, "assumed"),
    }
    assert [f["value"] for f in view.feelings] == [-2]
    assert [s["quote"] for s in view.of_type("source")] == ["Nine home visits"]
    assert len(view.of_type("connection")) == 1
    assert [a["part"] for a in view.of_type("assignment")] == ["accountable"] * 2
    assert store.check() == []


def test_two_answer_at_once_and_nothing_typed_is_lost(person, store):
    journey = put_map(store, "Guided by two", {}, stages=("Waiting", "After"), lanes=("action",))
    ann, bob = person().board(journey), person().board(journey)
    for board in (ann, bob):
        board.stage("Waiting").click(position={"x": 60, "y": 20})
        board.press("g")
    ann.page.locator("li[data-question=questions] > .cx-ask").click()
    focused(ann, "questions", "textarea")
    ann.type("Half a thou")
    bob.page.locator("li[data-question=weaknesses] > .cx-ask").click()
    focused(bob, "weaknesses", "textarea")
    bob.type("Nobody calls !!!").press("Enter")
    state(ann, "weaknesses", "answered")
    expect(asked(ann, "questions").locator("textarea")).to_have_value("Half a thou")
    focused(ann, "questions", "textarea")
    ann.page.locator(".cx-panel[data-side=guide]").get_by_role("button", name="Close: Guide").click()
    ann.page.get_by_role("button", name=re.compile("^Guide,")).click()
    focused(ann, "questions", "textarea")
    ann.type("ght").press("Enter")
    state(bob, "questions", "answered")
    ann.page.locator("li[data-question=moments] > .cx-ask").click()
    asked(ann, "moments").get_by_role("button", name="Nothing to add").click()
    ann.type("It is only waiting").press("Enter")
    state(bob, "moments", "nothing")
    expect(asked(bob, "moments").locator(".cx-ask-said")).to_have_text("Nothing to add: It is only waiting")
    asked(bob, "moments").get_by_role("button", name="Ask again").click()
    bob.hold("open again")
    state(ann, "moments", "open")
    bob.toast("open again").get_by_role("button", name="Undo").click()
    state(ann, "moments", "nothing")
    bob.stage("Waiting").click(position={"x": 60, "y": 20})
    bob.press("Delete")
    bob.hold("Waiting")
    expect(ann.page.locator(".cx-guide-stage b")).to_have_text("After")
    bob.toast("Waiting").get_by_role("button", name="Undo").click()
    ann.page.get_by_role("button", name=re.compile("^Previous stage")).click()
    expect(ann.page.locator(".cx-guide-stage b")).to_have_text("Waiting")
    state(ann, "moments", "nothing")
    ann.ready()
    view = store.view(journey)
    assert sorted(c["title"] for c in view.cards) == ["Half a thought", "Nobody calls"]
