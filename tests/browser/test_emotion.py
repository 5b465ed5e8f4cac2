"""Emotions of several personas, as predicted and as reported, with words from the wheel: seen by everybody at once."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.board import eventually
from tests.browser.world import put_map

CARDS = {
    ("Before", "touchpoint"): [{"title": "Letter", "feeling": 1.0}],
    ("Waiting", "touchpoint"): [{"title": "Reminder", "feeling": -2.0}],
    ("After", "touchpoint"): [{"title": "Survey", "feeling": 0.5}],
}


@pytest.fixture
def two(person, store):
    journey = put_map(store, "How it feels", CARDS, personas=("Rosa", "Tom"))
    return person().board(journey), person().board(journey), journey


def feelings(store, journey: str) -> list[tuple[str, str, float, str, int | None]]:
    view = store.view(journey)
    return sorted((f["persona"], f["source"], f["value"], f["word"], f["intensity"]) for f in view.feelings)


def test_what_customers_report_is_set_beside_what_we_predict_and_the_gap_is_drawn(two, store):
    ada, ben, journey = two
    expect(ben.page.locator(".cx-remembered")).to_contain_text("Remembered ≈ −0.8")
    ada.select("Letter")
    ada.page.get_by_role("radio", name="Customers report").click()
    slider = ada.page.get_by_role("slider", name="Emotion · Rosa")
    slider.focus()
    slider.press("Home")
    slider.press("Enter")
    expect(ben.page.locator(".cx-gap-bar")).to_have_count(1)
    expect(ben.page.locator(".cx-gap-word")).to_have_text("gap −4.0")
    eventually(ada.page, lambda: feelings(store, journey), lambda found: ("rosa", "reported", -3.0, "", None) in found)
    expect(ada.page.get_by_text("The team predicted +1.0.")).to_be_visible()
    ada.page.get_by_role("button", name="Curves that are shown").click()
    ada.page.get_by_role("menuitemcheckbox", name="Gaps between team and customers").click()
    expect(ada.page.locator(".cx-gap-bar")).to_have_count(0)
    expect(ben.page.locator(".cx-gap-bar")).to_have_count(1)  # each looks as they like


def test_a_word_of_the_wheel_brings_its_feeling_where_none_is_set(two, store):
    ada, ben, journey = two
    ada.write("After", "Touchpoints", "Thank-you card")
    ada.page.keyboard.press("Escape")
    ada.select("Thank-you card")
    ada.page.get_by_role("button", name="Choose a word: Emotion · Tom").click()
    box = ada.page.get_by_role("textbox", name="Narrow the words")
    expect(box).to_be_focused()
    box.fill("delig")
    box.press("Enter")
    eventually(ada.page, lambda: feelings(store, journey), lambda found: ("tom", "predicted", 3.0, "delighted", 3) in found)
    # by the keys of the wheel, at a feeling that is there: its value stays
    ada.select("Letter")
    ada.page.get_by_role("button", name="Choose a word: Emotion · Rosa").click()
    expect(box).to_be_focused()
    ada.page.keyboard.press("ArrowDown")
    ada.page.keyboard.press("ArrowUp")
    ada.page.keyboard.press("Enter")
    eventually(ada.page, lambda: feelings(store, journey), lambda found: ("rosa", "predicted", 1.0, "happy", 2) in found)
    expect(ben.point("Letter")).to_have_attribute("aria-valuetext", "+1.0, happy, Letter, Before")


def test_the_wheel_is_the_workspaces_own_and_its_change_is_undone(two, store):
    ada, ben, _ = two
    ada.select("Letter")
    ada.page.get_by_role("button", name="Choose a word: Emotion · Rosa").click()
    ada.page.get_by_role("button", name="Edit the wheel").click()
    word = ada.page.get_by_role("textbox", name="Word: pleased")
    word.fill("content")
    word.press("Enter")
    ada.page.keyboard.press("Escape")
    ben.select("Letter")
    ben.page.get_by_role("button", name="Choose a word: Emotion · Rosa").click()
    expect(ben.page.get_by_role("radio", name="content: joy, +1.0")).to_be_visible()
    ben.page.keyboard.press("ArrowDown")
    ben.page.keyboard.press("ArrowRight")
    walked = ben.page.locator(".cx-word-part:focus")
    expect(walked).to_have_count(1)
    on = walked.get_attribute("aria-label")
    ada.page.get_by_role("button", name="Undo", exact=True).click()
    expect(ben.page.get_by_role("radio", name="pleased: joy, +1.0")).to_be_visible()
    expect(walked).to_have_attribute("aria-label", on)  # the keyboard stays on its word while the wheel is drawn anew
