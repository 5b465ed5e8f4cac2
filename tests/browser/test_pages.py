"""Home, personas, templates, the swimlane beside the board, and the present page."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from PIL import Image
from playwright.sync_api import expect

from tests.browser.board import BoardPage, box_of, equal, eventually, settle
from tests.browser.people import photo_dialog
from tests.browser.world import put_map, told

HERE = Path(__file__).parents[3] / "shared/data/ojf"
FLOOR = 24  # px at 1080p, on the present page

# The text that is seen, with its size on the screen.
_SIZES = """() => {
  const out = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    const el = node.parentElement;
    if (!node.data.trim() || el.closest("script, style, .cx-aloud") || !el.checkVisibility({ visibilityProperty: true })) continue;
    const size = parseFloat(getComputedStyle(el).fontSize);
    const scale = el.ownerSVGElement ? el.ownerSVGElement.getScreenCTM().a : 1;
    out.push([node.data.trim(), size * scale]);
  }
  return out;
}"""


def journey_card(page, title: str):
    """A journey on the first page."""
    return page.locator("[class*=st-key-cx-card-]").filter(has=page.get_by_role("link", name=title, exact=True))


def choose(page, title: str, what: str) -> None:
    """Choose from the menu of a journey on the first page, once all stands where it stays."""
    settle(page)
    journey_card(page, title).get_by_role("button", name=re.compile("^More")).click()
    page.get_by_role("menuitem", name=what).or_(page.get_by_role("option", name=what)).click()


def photo_with_a_place() -> bytes:
    """A JPEG as a telephone makes it: it says where it was taken."""
    exif = Image.Exif()
    exif.get_ifd(0x8825).update({1: "N", 2: (52.0, 31.0, 12.0), 3: "E", 4: (13.0, 24.0, 36.0)})
    out = io.BytesIO()
    Image.new("RGB", (640, 480), "#2952CC").save(out, "JPEG", exif=exif)
    assert b"Exif" in out.getvalue()
    return out.getvalue()


def test_an_empty_map_is_started_by_typing(person, store):
    journey = put_map(store, "By lines", stages=(), lanes=(), personas=())
    page = person().page(f"/journey?journey={journey}")
    first = page.locator(".cx-typed-lines input").first
    expect(first).to_be_focused()
    page.keyboard.type("Finds a lump -2")
    page.keyboard.press("Enter")
    page.keyboard.type("Rings the GP")
    page.keyboard.press("Tab")
    page.keyboard.type("Waits -1 *")
    page.keyboard.press("Control+Enter")
    board = BoardPage(page, page.url)
    board.stages("Stage 1", "Stage 2")
    board.shows("Stage 1", "Actions", ["Finds a lump", "Rings the GP"])
    board.shows("Stage 2", "Actions", ["Waits"])
    equal(page, board.dump, lambda: told(store.view(journey)))


def test_an_empty_map_is_started_with_a_template_or_a_pasted_table(person, store):
    ada = person(permissions=["clipboard-read", "clipboard-write"])
    journey = put_map(store, "By template", stages=(), lanes=(), personas=())
    page = ada.page(f"/journey?journey={journey}")
    page.get_by_role("button", name="Onboarding").click()
    expect(page.locator(".cx-stage")).to_have_count(6)
    board = BoardPage(page, page.url)
    equal(page, board.dump, lambda: told(store.view(journey)))

    journey = put_map(store, "By table", stages=(), lanes=(), personas=())
    page.goto(f"{ada.url}/journey?journey={journey}")
    expect(page.locator(".cx-typed-lines input").first).to_be_focused()
    page.evaluate("navigator.clipboard.writeText('Stage\\tTouchpoint\\nReferral\\tLetter\\nWaiting\\tPhone')")
    page.keyboard.press("Control+v")
    page.locator("dialog.cx-dialog").get_by_role("button", name="Add 2 cards").click()
    board.shows("Waiting", "Touchpoints", ["Phone"])
    equal(page, board.dump, lambda: told(store.view(journey)))


def test_a_journey_is_made_from_a_template_on_the_first_page(person):
    page = person().page("/")
    page.get_by_role("button", name="New journey").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Title").fill("Renewing my plan")
    dialog.get_by_text("Subscription renewal", exact=True).click()
    dialog.get_by_role("button", name="Create").click()
    expect(page.locator(".cx-title-text")).to_have_text("Renewing my plan")
    expect(page.locator(".cx-stage").nth(3)).to_be_visible()


def test_home_finds_copies_deletes_and_brings_back(person, store):
    put_map(store, "Zebra crossing", {("Before", "pain"): [{"title": "Nobody stops", "severity": 3}]})
    page = person().page("/")
    page.get_by_placeholder("Search journeys").fill("zebra")
    expect(page.get_by_test_id("stMain").get_by_test_id("stPageLink")).to_have_count(1)
    card = journey_card(page, "Zebra crossing")
    expect(card).to_contain_text("Nobody stops")
    choose(page, "Zebra crossing", "Duplicate")
    copy = journey_card(page, "Zebra crossing (copy)")
    expect(copy).to_be_visible()
    choose(page, "Zebra crossing (copy)", "Delete")
    expect(copy).to_have_count(0)
    page.get_by_role("button", name="Undo").click()
    expect(copy).to_be_visible()


@pytest.mark.skipif(not HERE.is_dir(), reason="the OpenJourney files are not here")
def test_a_file_is_imported_with_a_report(person):
    page = person().page("/")
    page.get_by_role("button", name="Import", exact=True).click()
    dialog = page.get_by_role("dialog")
    dialog.locator("input[type=file]").set_input_files(HERE / "customer-support.ojf")
    expect(dialog).to_contain_text("stages")
    expect(dialog).to_contain_text("Read")
    dialog.get_by_role("button", name="Import", exact=True).click()
    expect(page.locator(".cx-stage").first).to_be_visible()


def test_a_persona_with_a_photo_travels_a_map_and_the_photo_tells_no_place(person, store):
    journey = put_map(store, "With Yusuf", personas=())
    ada = person()
    page = ada.page("/personas")
    dialog = photo_dialog(page, "Yusuf Oyelaran")
    dialog.locator("input[type=file]").set_input_files(
        {"name": "me.jpg", "mimeType": "image/jpeg", "buffer": photo_with_a_place()}
    )
    expect(dialog.get_by_text("me.jpg")).to_be_visible()
    dialog.get_by_role("button", name="Save").click()
    expect(dialog).to_have_count(0)
    named = [p for p in store.personas() if p["name"] == "Yusuf Oyelaran"]
    persona = eventually(page, lambda: [store.persona(p["id"])[0] for p in named], lambda found: found[0]["photo"] != "")[0]
    kept = store.picture(persona["photo"])
    with Image.open(io.BytesIO(kept.data)) as image:
        assert not image.getexif()
    assert b"Exif" not in kept.data

    board = ada.board(journey)
    board.page.get_by_role("button", name="Add a persona").click()
    board.page.get_by_role("button", name=re.compile("Yusuf Oyelaran")).or_(
        board.page.get_by_role("menuitem", name=re.compile("Yusuf"))
    ).first.click()
    chip = board.page.locator(".cx-persona-chip", has_text="Yusuf Oyelaran")
    eventually(board.page, lambda: chip.locator("img").evaluate("img => img.naturalWidth"), lambda width: width > 0)


def test_the_swimlane_is_drawn_anew_after_anothers_edit_and_the_board_stays(person, store):
    journey = put_map(store, "Beside", {("Before", "pain"): [{"title": "Long queue", "severity": 2}]})
    ada, ben = person().board(journey), person().board(journey)
    ada.root.evaluate("el => { el.dataset.same = 'yes'; }")
    ada.page.get_by_role("radio", name="Both", exact=True).click()
    chart = ada.page.locator(".js-plotly-plot")
    expect(chart).to_contain_text("Long queue")
    ben.write("Waiting", "Pain points", "Wrong form !!!")
    expect(chart.filter(has_text="Wrong form")).to_be_visible()
    expect(chart).to_have_count(1)
    assert ada.root.get_attribute("data-same") == "yes"
    size = ada.page.viewport_size
    ada.page.set_viewport_size({"width": 480, "height": 900})  # narrower than the map: it is scrolled, not squeezed
    assert box_of(ada.page.locator("[class*=st-key-swimlane-]"))["width"] > 480
    ada.page.set_viewport_size(size)


def test_the_present_page_is_live_and_large(person, store):
    journey = put_map(
        store,
        "Shown to all",
        {
            ("Before", "touchpoint"): [{"title": "Letter", "feeling": -2.0, "moment": "make_or_break"}],
            ("After", "touchpoint"): [{"title": "Thanks", "feeling": 2.0}],
            ("Before", "pain"): [{"title": "Small print", "severity": 3}],
        },
    )
    ada = person()
    page = ada.context.new_page()
    page.set_viewport_size({"width": 1920, "height": 1080})
    page.goto(f"{ada.url}/present/{journey}")
    expect(page.locator("h1")).to_have_text("Shown to all")
    expect(page.get_by_text("Small print").first).to_be_visible()
    board = person().board(journey)
    board.write("Waiting", "Pain points", "Nobody rings back !!!")
    expect(page.get_by_text("Nobody rings back").first).to_be_visible()
    small = [found for found in page.evaluate(_SIZES) if found[1] < FLOOR - 0.01]
    assert small == [], f"smaller than {FLOOR} px: {small}"
