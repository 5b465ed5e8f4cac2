"""KPIs on the board and on their page: two people at once, readings, answers and tables, from the board to the chart."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, expect

from cxmap.access import SYSTEM
from cxmap.changes import Change, Edit
from cxmap.model.records import new_id
from tests.browser.board import BoardPage, eventually
from tests.browser.test_axe import found
from tests.browser.world import put_map

CARDS = {("Before", "touchpoint"): ["Letter", "Call"], ("Waiting", "kpi"): ["Wait for a date"]}
LANES = ("action", "touchpoint", "kpi")


@pytest.fixture
def two(person, store):
    """Ada's and Ben's boards on a fresh map, and its id."""
    journey = put_map(store, "A clinic visit", CARDS, lanes=LANES)
    return person().board(journey), person().board(journey), journey


def part(board: BoardPage) -> Locator:
    """The inspector's part with KPIs."""
    return board.page.locator("[data-section=kpi]")


def kpi(board: BoardPage, name: str) -> Locator:
    return (
        part(board).locator(".cx-kpi").filter(has=board.page.locator("summary b", has_text=re.compile(rf"^{re.escape(name)}$")))
    )


def add(board: BoardPage, name: str) -> None:
    """Type a new KPI; its target has the focus then."""
    field = part(board).get_by_role("textbox", name="Name of the new KPI")
    field.fill(name)
    field.press("Enter")
    expect(kpi(board, name).get_by_role("spinbutton", name="Target")).to_be_focused()


def unfold(board: BoardPage, name: str) -> Locator:
    row = kpi(board, name)
    row.locator("summary").click()
    expect(row).to_have_attribute("open", "")
    return row


def measures(store, journey):
    return store.view(journey).of_type("measure")


def test_two_people_change_one_kpi_at_once(two, store):
    ada, ben, journey = two
    ada.select("Letter")
    add(ada, "NPS")
    ada.type("40").press("Enter")
    expect(ben.card("Letter")).to_have_attribute("aria-label", re.compile("KPI NPS: no reading yet"))
    ben.select("Letter")
    row = unfold(ben, "NPS")
    target, baseline = (
        kpi(board, "NPS").get_by_role("spinbutton", name=name) for board, name in ((ada, "Target"), (ben, "Baseline"))
    )
    target.fill("50")
    baseline.fill("20")
    baseline.press("Enter")
    target.press("Enter")
    eventually(
        ada.page, lambda: [(m["baseline"], m["target"]) for m in measures(store, journey)], lambda seen: seen == [(20, 50)]
    )
    expect(kpi(ada, "NPS").get_by_role("spinbutton", name="Baseline")).to_have_value("20")
    expect(row.get_by_role("spinbutton", name="Target")).to_have_value("50")

    names = [part(board).locator(".cx-kpi").get_by_role("textbox", name="Name") for board in (ada, ben)]
    for name in names:
        name.focus()
    ada.press("End").type(" of patients")
    ben.press("Home").type("Yearly ")
    for name in names:
        name.press("Enter")
    for board in (ada, ben):
        expect(kpi(board, "Yearly NPS of patients")).to_be_visible()


def test_readings_show_on_cards_stages_and_in_the_kpi_lane_of_everybody(two):
    ada, ben, _ = two
    ada.stage("Before").click()
    add(ada, "Answered at once")
    ada.type("80").press("Enter")
    row = kpi(ada, "Answered at once")
    value = row.get_by_role("spinbutton", name="Value of the reading")
    value.fill("81")
    value.press("Enter")
    stage = ben.stage("Before")
    expect(stage.locator(".cx-kpi-mark")).to_have_text("81")
    expect(stage).to_have_attribute("aria-label", re.compile("KPI Answered at once: 81, on target"))

    ada.select("Wait for a date")
    add(ada, "Wait")
    ada.type("7").press("Enter")
    row = kpi(ada, "Wait")
    row.get_by_role("textbox", name="Unit").fill("days")
    row.get_by_role("combobox", name="Better is").select_option("down")
    for number in ("9", "8"):
        value = row.get_by_role("spinbutton", name="Value of the reading")
        value.fill(number)
        value.press("Enter")
    figure = ben.card("Wait for a date").locator(".cx-kpi-figure")
    expect(figure.locator("b")).to_have_text(re.compile(r"^8\sdays$"))
    expect(figure.locator(".cx-spark")).to_be_visible()
    expect(figure.locator(".cx-standing.cx-state-off")).to_be_visible()

    row.get_by_role("button", name="Delete the KPI").click()
    ada.hold("is deleted with its readings")
    expect(figure).to_have_count(0)
    ada.toast("is deleted with its readings").get_by_role("button", name="Undo").click()
    expect(figure.locator(".cx-spark")).to_be_visible()


def test_what_is_typed_stays_while_others_change_or_delete(two, store):
    ada, _, journey = two
    ada.select("Letter")
    add(ada, "CES")
    value = kpi(ada, "CES").get_by_role("spinbutton", name="Value of the reading")
    value.fill("101")
    value.press("Enter")
    expect(kpi(ada, "CES").get_by_role("alert")).to_have_text("CES lies between 0 and 100.")
    [measure] = measures(store, journey)
    fields = {"journey": journey, "measure": measure["id"], "date": "2026-11-01", "value": 70, "method": "ces", "scale": "1-7"}
    store.commit(Change(new_id(), (Edit("put", "reading", new_id(), fields),)), SYSTEM).result(10)
    expect(kpi(ada, "CES").locator(".cx-readings li")).to_have_count(1)
    expect(value).to_have_value("101")
    store.commit(Change(new_id(), (Edit("delete", "measure", measure["id"]),)), SYSTEM).result(10)
    expect(kpi(ada, "CES")).to_have_count(0)
    expect(part(ada).get_by_role("textbox", name="Name of the new KPI")).to_be_focused()


def test_from_the_board_to_the_page_answers_and_a_table(person, store):
    journey = put_map(store, "A clinic visit", CARDS, lanes=LANES)
    ada = person().board(journey)
    add(ada, "NPS")
    kpi(ada, "NPS").get_by_role("button", name="Open in Measures").click()
    page = ada.page
    expect(page.get_by_role("heading", name="NPS has no reading yet")).to_be_visible()

    page.get_by_role("button", name="From answers").click()
    answers = page.get_by_role("textbox", name=re.compile("paste the answers"))
    answers.fill("9\n10\n12")
    answers.press("Control+Enter")
    expect(page.get_by_text("Answer 12 in row 3 is outside 0 to 10.")).to_be_visible()
    answers.fill("9\n10\n3\n7")
    answers.press("Control+Enter")
    expect(page.get_by_text("(2 − 1) ÷ 4 × 100")).to_be_visible()
    page.get_by_role("button", name="Add the reading").click()
    expect(page.get_by_role("heading", name="NPS stands at +25, no target yet")).to_be_visible()

    page.get_by_role("button", name="Import readings").click()
    table = "KPI;Datum;Wert\r\nNPS;01.10.2026;21,5\r\nNPS;01.09.2026;20\r\n".encode("utf-16")
    page.get_by_role("dialog").locator("input[type=file]").set_input_files(
        {"name": "nps.csv", "mimeType": "text/csv", "buffer": table}
    )
    page.get_by_role("button", name="Import 2 readings").click()
    expect(page.get_by_role("heading", name="NPS rose by 3.5 points to +25, no target yet")).to_be_visible()
    expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()

    [measure] = measures(store, journey)
    store.commit(Change(new_id(), (Edit("patch", "measure", measure["id"], {"target": 30}),)), SYSTEM).result(10)
    expect(page.get_by_role("heading", name="off target by 5 points")).to_be_visible()  # the page looks for itself

    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_role("heading", name="NPS stands at +25, off target by 5 points")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_grave(person, store, scheme):
    journey = put_map(store, "A clinic visit", CARDS, lanes=LANES)
    ada = person(color_scheme=scheme, reduced_motion="reduce").board(journey)
    ada.select("Wait for a date")
    add(ada, "Wait")
    ada.type("7").press("Enter")
    value = kpi(ada, "Wait").get_by_role("spinbutton", name="Value of the reading")
    for number in ("5", "6"):
        value.fill(number)
        value.press("Enter")
    expect(ada.card("Wait for a date").locator(".cx-spark")).to_be_visible()
    assert [words for words in found(ada.page) if ".cx" in words or "stBidiComponent" in words] == []
    kpi(ada, "Wait").get_by_role("button", name="Open in Measures").click()
    expect(ada.page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    assert found(ada.page, grave=True) == []
