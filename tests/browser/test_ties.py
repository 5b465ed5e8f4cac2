"""What a to-be map changes, zoom into a journey and back, touchpoints that journeys share, and the atlas."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from cxmap.access import SYSTEM
from cxmap.changes import Change, Edit
from cxmap.model.records import new_id
from cxmap.ui import edits
from tests.browser.board import box_of, eventually, settle
from tests.browser.world import put_map

# Nodes are drawn on a canvas: the middle of the first filled box of 60 × 24 pixels is one.
_NODE = """(canvas) => {
  const { width, height } = canvas;
  const { data } = canvas.getContext("2d").getImageData(0, 0, width, height);
  const filled = (x, y) => data[4 * (y * width + x) + 3] === 255;
  const scale = width / canvas.clientWidth;
  for (let y = 0; y + 24 < height; y += 4)
    for (let x = 0; x + 60 < width; x += 4) {
      let all = true;
      for (let i = 0; all && i <= 60; i += 6) for (let j = 0; all && j <= 24; j += 4) all = filled(x + i, y + j);
      if (all) return [(x + 30) / scale, (y + 12) / scale];
    }
  return null;
}"""
CHANGES = "Changes against the as-is map"


def put(store, *changes: Edit) -> None:
    store.commit(Change(new_id(), changes), SYSTEM).result(9)


def card_of(store, journey: str, title: str):
    return next(card for card in store.view(journey).cards if card["title"] == title)


def twin_of(store, journey: str) -> str:
    """The to-be map of a journey, put in beside the app."""
    made, changes = edits.twin(store.view(journey))
    put(store, *changes)
    return made


def test_what_a_to_be_map_changes_is_on_the_map_and_follows_both_maps(person, store):
    cells = {("Before", "touchpoint"): ["Hotline", "Letter"], ("After", "touchpoint"): [{"title": "Bill", "feeling": -2}]}
    journey = put_map(store, "As it is", cells)
    better = twin_of(store, journey)
    put(store, Edit("delete", "card", card_of(store, better, "Letter")["id"]))
    ada, ben = person().board(better), person().board(journey)
    ada.page.get_by_role("button", name=CHANGES).click()
    panel = ada.page.get_by_role("complementary", name=CHANGES)
    expect(panel.get_by_role("status")).to_have_text("1 card is gone")
    expect(ada.page.locator(".cx-ghost-card")).to_have_text(["− goneLetter"])
    expect(ada.page.locator(".cx-as-is-curve")).to_have_attribute("d", re.compile("^M"))
    ada.write("Before", "Touchpoints", "A call back")
    expect(panel.get_by_role("status")).to_have_text("1 card is new and 1 gone")
    expect(ada.card("A call back").locator(".cx-change-mark")).to_have_text("＋new")
    expect(ada.card("A call back")).to_have_attribute("aria-label", re.compile("new against the as-is map"))
    # the as-is map goes on meanwhile
    ben.select("Hotline")
    ben.press("F2").press("Control+A").type("Hotline, 35 min").press("Enter", "Escape")
    expect(panel).to_contain_text("“Hotline, 35 min” in Before is now called “Hotline”")
    expect(panel.get_by_role("status")).to_have_text("1 card is new, 1 gone and 1 changed")
    panel.get_by_role("button", name="“A call back” is new in Before").click()
    expect(ada.card("A call back")).to_have_class(re.compile("cx-selected"))
    ada.page.get_by_role("button", name=re.compile(f"^{CHANGES}")).click()
    expect(ada.page.locator(".cx-ghost-card, .cx-change-mark")).to_have_count(0)
    # and the page with both side by side, from the head
    ada.page.get_by_role("button", name="To-be", exact=True).click()
    ada.page.get_by_role("menuitem", name="Compare with the as-is map").click()
    expect(ada.page.get_by_text("1 card is new, 1 gone and 1 changed")).to_be_visible()
    expect(ada.page.locator(".js-plotly-plot .main-svg").first).to_be_visible(timeout=60_000)  # Plotly loads first


def test_a_stage_opens_into_a_journey_of_its_own_and_back(person, store):
    journey = put_map(store, "The whole way", {("Waiting", "action"): ["Looks out"]})
    board = person().board(journey)
    page = board.page
    board.stage("Waiting").click(position={"x": 60, "y": 10})
    page.get_by_role("button", name="Make a journey for it").click()
    expect(page.locator(".cx-title-text")).to_have_text("Waiting")
    parent = page.locator(".cx-crumb").get_by_role("button", name="The whole way")
    expect(parent).to_be_visible()
    expect(page.locator(".cx-persona-chips")).to_contain_text("Rosa")
    (made,) = [stage["opens"] for stage in store.view(journey).stages if stage["opens"]]
    assert store.view(made).journey["title"] == "Waiting"
    parent.click()
    board.stages("Before", "Waiting", "After")
    expect(board.stage("Waiting")).to_have_attribute("aria-label", re.compile("opens “Waiting”"))
    board.stage("Waiting").click(position={"x": 60, "y": 10})
    expect(page.locator("[data-section=opens] .cx-opens-go")).to_have_text("Waiting")
    board.press("Control+Enter")
    expect(page).to_have_url(re.compile(f"journey={made}"))
    expect(parent).to_be_visible()
    # the link goes with its journey
    put(store, Edit("delete", "journey", made))
    board.open(journey)
    expect(board.stage("Waiting")).not_to_have_attribute("aria-label", re.compile("opens"))


def test_a_shared_touchpoint_is_changed_once_and_seen_everywhere(person, store):
    one = put_map(store, "One way", {("Before", "touchpoint"): [{"title": "Hotline", "channel": "phone"}]})
    other = put_map(store, "Another way", {("After", "touchpoint"): ["Counter"]})
    ada, ben = person().board(one), person().board(other)
    ada.select("Hotline")
    ada.page.get_by_role("button", name="Share with other journeys").click()
    expect(ada.card("Hotline")).to_have_attribute("aria-label", re.compile("shared touchpoint"))
    ben.select("Counter")
    ben.press("Shift+Enter")
    picker = ben.page.get_by_role("combobox", name="Shared touchpoint in After")
    expect(picker).to_be_focused()
    ben.type("hot").press("Enter")
    ben.shows("After", "Touchpoints", ["Counter", "Hotline"])
    expect(ben.card("Hotline")).to_have_class(re.compile("cx-selected"))
    section = ben.page.locator("[data-section=shared]")
    expect(section).to_contain_text("2 places")
    expect(section.get_by_role("button", name="One way")).to_be_visible()
    ada.select("Hotline")
    ada.press("F2").press("Control+A").type("Helpline")
    ada.press("Enter", "Escape")
    ben.shows("After", "Touchpoints", ["Counter", "Helpline"])
    ben.page.get_by_role("button", name="Make it separate").click()
    ben.press("Escape")
    ben.select("Helpline")
    ben.press("F2").press("Control+A").type("Own line").press("Enter", "Escape")
    ben.shows("After", "Touchpoints", ["Counter", "Own line"])
    kept = eventually(ada.page, lambda: [c for c in store.view(other).cards if c["title"] == "Own line"], bool)
    assert [card["shared"] for card in kept] == [None]
    ada.shows("Before", "Touchpoints", ["Helpline"])


def test_the_atlas_draws_the_journeys_and_a_click_opens_one(person, store):
    top, below = put_map(store, "Top of the atlas"), put_map(store, "Below in the atlas")
    put(store, Edit("patch", "stage", store.view(top).stages[0]["id"], {"opens": below}))
    page = person().page("/atlas")
    frame = page.frame_locator(".st-key-cx-atlas iframe")
    expect(frame.locator("canvas")).to_be_visible()
    row = page.locator("[class*=st-key-cx-atlas-line-1-]").filter(has=page.get_by_role("link", name="Below in the atlas"))
    expect(row).to_contain_text("opened by “Before”")
    settle(page)
    canvas, seen = frame.locator("canvas"), [None]

    def still() -> bool:
        """A node is drawn, and at the same place as when it was looked for before."""
        seen.append(canvas.evaluate(_NODE))
        return bool(seen[-1]) and seen[-1] == seen[-2]

    eventually(page, still, bool)
    (x, y), box = seen[-1], box_of(canvas)
    page.mouse.click(box["x"] + x, box["y"] + y)
    expect(page).to_have_url(re.compile(r"/journey\?journey="))
    expect(page.locator(".cx-title-text")).not_to_have_text("")
    page.goto(page.url.partition("/journey")[0] + "/atlas")
    row.get_by_role("link").click()
    expect(page.locator(".cx-title-text")).to_have_text("Below in the atlas")
    expect(page.locator(".cx-crumb")).to_contain_text("Top of the atlas")
