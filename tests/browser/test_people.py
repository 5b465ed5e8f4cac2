"""The persona editor: two people on one persona, and all of it by keyboard."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import expect

from cxmap.access import SYSTEM
from cxmap.changes import Change, Edit
from cxmap.model.order import keys_between
from cxmap.model.records import new_id
from tests.browser.board import equal, eventually
from tests.browser.people import PersonaPage
from tests.browser.test_axe import found

# What stands outside its card in the gallery, or "no card" where there is none.
OUTSIDE = """() => {
  const edge = (el) => el.getBoundingClientRect().right;
  const cards = [...document.querySelectorAll(".st-key-cx-people-gallery [class*=st-key-cx-persona-o]")];
  const outside = (card) => [...card.querySelectorAll("p, img")].filter((el) => {
    const words = document.createRange();
    words.selectNodeContents(el);
    return Math.max(edge(words), el.matches("img") ? edge(el) : 0) > edge(card) - parseFloat(getComputedStyle(card).paddingRight) + 1;
  });
  return cards.length ? cards.flatMap(outside).map((el) => el.textContent || el.alt) : ["no card"];
}"""


@pytest.fixture
def rosa(store) -> str:
    """A persona with three goals and a need; its id."""
    id_ = new_id()
    goals = ("Keep her independence", "A clear answer", "Tell her son good news")
    edits = [Edit("put", "persona", id_, {"workspace": store.workspace, "name": f"Rosa {id_[:5]}", "role": "67"})]
    for text, order in zip(goals, keys_between(None, None, len(goals)), strict=True):
        edits.append(Edit("put", "statement", new_id(), {"persona": id_, "kind": "goal", "text": text, "order": order}))
    edits.append(
        Edit("put", "statement", new_id(), {"persona": id_, "kind": "need", "text": "One place to ring", "order": "a0"})
    )
    store.commit(Change(new_id(), tuple(edits)), SYSTEM).result(20)
    return id_


def said(store, persona: str, kind: str) -> list[str]:
    """The statements of a kind as the store has them."""
    there = store.persona(persona)
    return [statement["text"] for statement in there[1].get(kind, [])] if there else []


def test_two_people_write_one_persona_and_nobodys_words_are_lost(person, store, rosa):
    one, two = person(), person()
    ada, ben = PersonaPage(one.page(), one.url).open(rosa), PersonaPage(two.page(), two.url).open(rosa)
    name = store.persona(rosa)[0]["name"]

    # where one is, the other sees with a name; what one writes, too
    ben.row("goal", "A clear answer").locator(".pp-text").click()
    expect(ada.row("goal", "A clear answer").locator(".pp-who")).to_have_text(re.compile(r"\S"))
    ada.row("goal", "A clear answer").locator(".pp-text").click()
    ada.press("Home").type("Above all: ")
    ben.press("End").type(", in plain words")
    merged = "Above all: A clear answer, in plain words"
    ada.press("ArrowDown")
    ben.press("ArrowDown")
    for both in (ada, ben):
        eventually(both.page, lambda both=both: both.texts("goal"), lambda seen: merged in seen)
    ada.ready()
    equal(ada.page, lambda: ada.texts("goal"), lambda: said(store, rosa, "goal"))

    # offline one goes on; it is sent once
    one.rough = True
    one.context.set_offline(True)
    expect(ada.status).to_have_text(re.compile("^Offline"))
    ada.group("frustration").get_by_role("button", name="Add a frustration").click()
    ada.type("Silence").press("Enter").type("Three names for one clinic").press("Enter", "Escape")
    expect(ada.status).to_have_text("Offline: 2 edits waiting")
    one.context.set_offline(False)
    eventually(ben.page, lambda: ben.texts("frustration"), lambda seen: seen == ["Silence", "Three names for one clinic"])
    ada.ready()
    assert said(store, rosa, "frustration") == ["Silence", "Three names for one clinic"]

    # deleted by one, it is said to the other, with the way back
    ada.page.locator(".pp-bar-row").get_by_role("button", name="More").click()
    ada.page.get_by_role("menuitem", name="Delete this persona").click()
    expect(ben.page.locator(".pp-gone")).to_contain_text(f"{name} was deleted")
    ben.page.locator(".pp-gone").get_by_role("button", name="Undo").click()
    for both in (ada, ben):
        expect(both.name).to_have_value(name)
        eventually(both.page, lambda both=both: both.texts("goal"), lambda seen: merged in seen)


def test_a_persona_is_made_and_written_by_keyboard_alone(person, store):
    ada = person()
    page = ada.page("/personas")
    desk = PersonaPage(page, ada.url)
    page.get_by_role("button", name="New persona").press("Enter")
    expect(desk.name).to_be_focused()
    expect(desk.name).to_have_value("New persona")
    desk.type("Ines Okafor").press("Enter").type("41, night nurse").press("Enter").type("I hear it from the taxi driver.")
    desk.press("Escape")
    made = eventually(page, lambda: [p for p in store.personas() if p["name"] == "Ines Okafor"], bool)[0]["id"]

    desk.group("goal").get_by_role("button", name="Add a goal").press("Enter")
    desk.type("Know the date").press("Enter").type("Sleep").press("Enter").type("Tea").press("Enter")
    eventually(page, lambda: said(store, made, "goal"), lambda seen: seen == ["Know the date", "Sleep", "Tea"])
    desk.press("Backspace")  # the empty line goes, the caret stands at the one before
    eventually(page, desk.focused, lambda words: words == "Tea")
    desk.press("Alt+ArrowUp")
    eventually(page, lambda: said(store, made, "goal"), lambda seen: seen == ["Know the date", "Tea", "Sleep"])
    desk.press("Alt+ArrowRight")
    eventually(page, lambda: said(store, made, "need"), lambda seen: seen == ["Tea"])
    eventually(page, desk.focused, lambda words: words == "Tea")
    desk.press("Alt+v")
    expect(desk.row("need", "Tea").get_by_role("button", name="Evidence: observed")).to_be_attached()
    desk.press("Alt+g")
    page.get_by_role("button", name="Add a ground").press("Enter")
    page.get_by_role("textbox", name="Quote or finding").fill("Asked for tea in five of seven visits.")
    desk.press("Control+Enter")
    expect(desk.row("need", "Tea").locator(".pp-grounds")).to_have_attribute("aria-label", "Rests on 1 ground")
    desk.press("Escape")
    eventually(page, desk.focused, lambda words: words == "Tea")
    desk.press("Control+z", "Control+z")  # the ground, then the evidence
    expect(desk.row("need", "Tea").get_by_role("button", name="Evidence: assumed")).to_be_attached()
    for _ in "Tea":
        desk.press("Backspace")
    desk.press("Backspace")
    expect(desk.toasts).to_contain_text("“Tea” deleted")
    desk.toasts.get_by_role("button", name="Undo").press("Enter")
    eventually(page, lambda: said(store, made, "need"), lambda seen: seen == ["Tea"])
    desk.ready()
    expect(page.get_by_role("link", name="Ines Okafor")).to_be_visible()
    assert [words for words in found(page) if ".pp" in words or "stBidiComponent" in words] == []
    size = page.viewport_size
    for width in (1361, 390):  # the narrowest with two cards side by side, and a phone
        page.set_viewport_size({"width": width, "height": 844})
        eventually(page, lambda: page.evaluate(OUTSIDE), lambda outside: outside == [])
    page.set_viewport_size(size)
