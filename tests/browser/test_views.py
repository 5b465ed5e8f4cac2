"""What stands out and what fades: filters, views that a link or a name brings back, and what the cards rest on."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Locator, expect

from tests.browser.board import BoardPage, eventually
from tests.browser.test_axe import found
from tests.browser.world import put_map

CARDS = {
    ("Before", "touchpoint"): [
        {"title": "Letter", "channel": "post", "evidence": "measured"},
        {"title": "Call", "channel": "phone", "evidence": "observed", "feeling": -1.0},
        {"title": "Advert", "channel": "sign"},
    ],
    ("Waiting", "pain"): [{"title": "Silence", "severity": 3}, {"title": "Queue", "severity": 1}],
}
DIM = re.compile(r"\bcx-dim\b")
SHOWN = "Before, Touchpoints"


@pytest.fixture
def two(person, store):
    """Ada's and Ben's boards on a fresh map, and its id."""
    journey = put_map(store, "A clinic visit", CARDS)
    return person().board(journey), person().board(journey), journey


def panel(board: BoardPage) -> Locator:
    """The View panel, opened."""
    opened = board.page.get_by_role("complementary", name="View", exact=True)
    if not opened.is_visible():
        board.page.get_by_role("button", name=re.compile(r"^View\b")).click()
    expect(opened).to_be_visible()
    return opened


def choose(board: BoardPage, name: str) -> None:
    """Tick or untick a value of the filter."""
    box = panel(board).get_by_label(re.compile(rf"^{re.escape(name)}(,|$)"))
    box.evaluate("(el) => el.closest('details').open = true")
    box.click()


def level(board: BoardPage) -> Locator:
    """The button that shows stages only."""
    return board.page.get_by_role("group", name="How much is shown").get_by_role("button", name="Stage")


def graves(board: BoardPage) -> list[str]:
    """What axe finds on the board."""
    return [words for words in found(board.page) if ".cx" in words]


def bright(board: BoardPage, *titles: str) -> None:
    """Wait until these cards, and no others, stand out."""
    cards = board.page.locator(".cx-cell .cx-card:not(.cx-dim) .cx-tt")
    eventually(board.page, lambda: sorted(cards.all_inner_texts()), lambda seen: seen == sorted(titles))


def address(board: BoardPage) -> dict[str, list[str]]:
    """The parameters of the page's address."""
    return parse_qs(urlsplit(board.page.url).query, keep_blank_values=True)


def test_a_filter_fades_the_rest_and_follows_what_others_change(two):
    ada, ben, _ = two
    before = ada.dump()
    choose(ada, "Phone")
    bright(ada, "Call")
    choose(ada, "Post")
    bright(ada, "Call", "Letter")
    choose(ada, "Measured")
    bright(ada, "Letter")
    strip = ada.page.get_by_role("region", name="Filter")
    expect(strip).to_contain_text("1 of 5 cards")
    expect(ada.page.get_by_role("button", name="View, 3 filters")).to_be_visible()
    assert ada.dump() == before, "nothing moved, nothing lost its words"
    outline = (
        "el => { const { borderTopStyle, borderTopColor } = getComputedStyle(el); return [borderTopStyle, borderTopColor]; }"
    )
    style, colour = ada.card("Advert").evaluate(outline)
    assert style == "dashed", "a guess that fades is still one"
    assert colour != "rgba(0, 0, 0, 0)"
    ben.select("Advert")
    ben.press("i")
    fields = ben.page.get_by_role("complementary", name="Fields")
    fields.get_by_label("Channel", exact=True).select_option("phone")
    fields.get_by_role("radio", name="Measured").click()
    bright(ada, "Letter", "Advert")
    expect(strip).to_contain_text("2 of 5 cards")
    strip.get_by_role("button", name="Remove Channel: Phone").click()
    bright(ada, "Letter")
    strip.get_by_role("button", name="Show all").click()
    expect(strip).to_be_hidden()
    expect(ada.page.locator(".cx-card.cx-dim")).to_have_count(0)
    assert "channel" not in ben.page.url, "a filter is one's own"


def test_only_what_we_know_is_a_key_and_a_switch(two):
    ada, _, _ = two
    ada.select("Letter")
    ada.press("k")
    bright(ada, "Letter", "Call")
    switch = ada.page.get_by_role("button", name="Only what we know")
    expect(switch).to_have_attribute("aria-pressed", "true")
    expect(ada.page.locator(".cx-aloud[aria-live]").first).to_have_text(re.compile("2 of 5 cards"))
    switch.click()
    expect(switch).to_have_attribute("aria-pressed", "false")
    expect(ada.page.locator(".cx-card.cx-dim")).to_have_count(0)


def test_a_shared_link_shows_another_browser_the_same(two, person):
    ada, _, journey = two
    choose(ada, "Medium or more")
    bright(ada, "Silence")
    ada.lane("Actions").locator(".cx-fold").click()
    level(ada).click()
    eventually(ada.page, lambda: address(ada), lambda now: {"severity", "fold", "zoom"} <= set(now))
    link = ada.page.url
    ada.page.get_by_role("radio", name="Both").click()  # the page around the board runs again, and leaves the address alone
    expect(ada.page.locator(".js-plotly-plot").first).to_be_visible()
    assert ada.page.url == link
    cora = person()
    page = BoardPage(cora.page(link.removeprefix(cora.url)), cora.url).ready()
    bright(page, "Silence")
    expect(page.lane("Actions")).to_have_class(re.compile("cx-folded"))
    expect(level(page)).to_have_attribute("aria-pressed", "true")
    eventually(page.page, lambda: address(page), lambda now: now == address(ada))
    page.page.reload()
    page.ready()
    bright(page, "Silence")
    assert address(page)["journey"] == [journey]
    with cora.context.expect_page() as opened:
        page.page.get_by_role("button", name="Present").click()
    expect(opened.value.get_by_role("status")).to_have_text("Filtered: 1 of 5 cards")
    expect(opened.value.locator(".cxp-pain")).to_have_text(re.compile("Silence"))


def test_a_view_is_saved_opened_renamed_and_deleted_by_both(two):
    ada, ben, _ = two
    choose(ada, "Sign")
    bright(ada, "Advert")
    name = panel(ada).get_by_role("textbox", name="Name of this view")
    name.fill("What they see")
    name.press("Enter")
    theirs = panel(ben).get_by_role("list", name="Saved views")
    theirs.get_by_role("button", name="What they see").first.click()
    bright(ben, "Advert")
    name.fill("what they SEE")
    name.press("Enter")
    expect(panel(ada).get_by_role("alert")).to_contain_text("There is a view “what they SEE” already")
    theirs.get_by_role("button", name="More for What they see").click()
    ben.page.get_by_role("menuitem", name="Rename").click()
    ben.type("Signs and posters").press("Enter")
    mine = panel(ada).get_by_role("list", name="Saved views")
    expect(mine.get_by_role("button", name="Signs and posters").first).to_be_visible()
    ben.page.get_by_role("region", name="Filter").get_by_role("button", name="Show all").click()
    theirs.get_by_role("button", name="More for Signs and posters").click()
    ben.page.get_by_role("menuitem", name="Delete").click()
    ben.hold("View “Signs and posters” deleted")
    expect(mine.get_by_role("button")).to_have_count(0)
    ben.toast("View “Signs and posters” deleted").get_by_role("button", name="Undo").click()
    mine.get_by_role("button", name="Signs and posters").first.click()
    bright(ada, "Advert")


def test_panel_and_fields_are_accessible(two):
    ada, _, _ = two
    choose(ada, "Phone")
    assert graves(ada) == []  # what is faded is there to be read
    ada.page.get_by_role("button", name="Close: View").click()
    ada.select("Advert")
    fields = ada.page.get_by_role("complementary", name="Fields")
    fields.get_by_role("button", name="Add a source").click()
    fields.get_by_role("textbox", name="Add a tag").fill("winter")
    assert graves(ada) == []


def test_what_a_view_names_and_is_gone_is_left_out_and_said(two):
    ada, ben, journey = two
    ben.page.goto(f"{ben.url}/journey?journey={journey}&channel=phone,pigeon&team=nobody&fold=gone&tag=")
    ben.ready()
    expect(ben.toasts.filter(has_text="3 things that this view names are no longer on the map")).to_be_visible()
    bright(ben, "Call")
    eventually(ben.page, lambda: address(ben), lambda now: now == {"journey": [journey], "channel": ["phone"], "tag": [""]})
    bright(ada, "Letter", "Call", "Advert", "Silence", "Queue")


def test_a_source_makes_a_guess_observed_until_it_expires(two):
    ada, ben, _ = two
    ada.select("Advert")
    fields = ada.page.get_by_role("complementary", name="Fields")
    fields.get_by_role("button", name="Add a source").click()
    ada.type("Nine of twelve did not notice it.")
    ada.select("Call")
    ada.select("Advert")  # what was begun there waits there
    expect(fields.get_by_role("textbox", name="Quote or finding")).to_have_value("Nine of twelve did not notice it.")
    expect(fields.get_by_label("Mark the card as observed")).to_be_checked()
    fields.get_by_role("button", name="Add", exact=True).click()
    expect(ben.card("Advert")).to_have_attribute("aria-label", f"Advert, Sign, observed, {SHOWN}")
    expect(ben.page.get_by_text("60 % evidenced")).to_be_visible()
    ben.select("Advert")
    source = ben.page.locator(".cx-source")
    expect(source).to_contain_text("Nine of twelve did not notice it.")
    source.locator("summary").click()
    source.get_by_label("Expires").fill("2020-01-01")
    source.get_by_label("Expires").press("Enter")
    expect(ada.card("Advert")).to_have_attribute("aria-label", f"Advert, Sign, evidence expired, assumed, {SHOWN}")
    expect(ada.card("Advert")).to_have_class(re.compile("cx-ev-assumed"))
    expect(ada.page.get_by_text("40 % evidenced")).to_be_visible()
    expect(fields).to_contain_text("All sources have expired: the card counts as assumed.")
    ada.page.get_by_role("button", name="1 expired").click()
    bright(ada, "Advert")
    source.get_by_role("button", name="Delete the source").click()
    ben.hold("Source deleted")
    expect(ada.page.locator(".cx-source")).to_have_count(0)
    expect(ada.card("Advert")).to_have_attribute("aria-label", f"Advert, Sign, observed, {SHOWN}")
    ben.toast("Source deleted").get_by_role("button", name="Undo").click()
    expect(ada.page.locator(".cx-source")).to_contain_text("Nine of twelve did not notice it.")


def test_several_cards_get_a_source_and_tags_at_once(two):
    ada, ben, _ = two
    ada.select("Silence")
    ada.press("Control+a")
    fields = ada.page.get_by_role("complementary", name="Fields")
    tag = fields.get_by_role("textbox", name="Tag these cards")
    tag.fill("Winter")
    tag.press("Enter")
    expect(ben.card("Queue")).to_have_attribute("aria-label", re.compile("tag Winter"))
    fields.get_by_role("button", name="Give all 2 a source").click()
    fields.get_by_label("Source", exact=True).select_option("survey")
    expect(fields.get_by_text("Mark the 2 assumed ones as measured")).to_be_visible()
    fields.get_by_role("button", name="Add to 2 cards").click()
    ada.hold("2 cards have this source now.")
    for title in ("Silence", "Queue"):
        expect(ben.card(title)).to_have_class(re.compile("cx-ev-measured"))
    ada.toast("2 cards have this source now.").get_by_role("button", name="Undo").click()
    expect(ben.card("Queue")).not_to_have_class(re.compile("cx-ev-measured"))
    ben.select("Letter")
    ben.page.get_by_role("button", name="Add Winter").click()
    expect(ada.card("Letter")).to_have_attribute("aria-label", re.compile("tag Winter"))
    expect(ada.card("Letter").locator(".cx-tm")).to_have_text("Post · #Winter")
    choose(ada, "Winter")
    bright(ada, "Letter", "Silence", "Queue")
    ben.page.get_by_role("button", name="Take off Winter").click()
    bright(ada, "Silence", "Queue")
