"""The first look: the demo opens, nothing goes out, nothing is wrong on the console, light and dark."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from playwright.sync_api import WebSocket, expect

from tests.browser.board import BoardPage, box_of, eventually
from tests.browser.server import Server, running
from tests.browser.world import put_map

DEMO = "A family's first heat pump"


@pytest.fixture(scope="module")
def fresh(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """An app that nobody has used yet."""
    with running(tmp_path_factory.mktemp("fresh")) as server:
        yield server


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_page_opens_without_an_error_and_asks_nobody_else(person, fresh, scheme):
    ada = person(fresh, color_scheme=scheme)
    page = ada.page("/")
    expect(page.get_by_role("heading", name="Journeys", level=1)).to_be_visible()
    page.get_by_role("link", name=DEMO, exact=True).click()
    root = page.locator(".cx").first
    expect(root).to_have_attribute("data-theme", scheme)
    expect(page.locator(".cx-stage")).to_have_count(6)
    expect(page.locator(".cx-title-text")).to_have_text(DEMO)
    for view in ("Both", "Swimlane"):
        page.get_by_role("radio", name=view, exact=True).click()
        expect(page.locator(".js-plotly-plot .main-svg").first).to_be_visible()
    page.get_by_role("radio", name="Board", exact=True).click()
    expect(page.locator(".js-plotly-plot")).to_have_count(0)
    with ada.context.expect_page() as opened:
        page.get_by_role("button", name="Present").click()
    present = opened.value
    expect(present.locator("h1")).to_have_text(DEMO)
    expect(present.locator("#present")).to_have_attribute("data-theme", scheme)
    for path, heading in (("/personas", "Personas"), ("/settings", "Settings")):
        page.goto(ada.url + path)
        expect(page.get_by_role("heading", name=heading, level=1)).to_be_visible()
    assert not ada.wrong


# What the board's own tree shows while it comes up: titles that stood on it, panels that slid.
COMING = """
window.cxTitles = new Set();
window.cxSlid = [];
const attach = Element.prototype.attachShadow;
Element.prototype.attachShadow = function (how) {
  const root = attach.call(this, how);
  root.addEventListener("transitionrun", (e) => e.target.classList.contains("cx-panel") && cxSlid.push(e.propertyName));
  const note = () => root.querySelectorAll(".cx-title-text").forEach((el) => cxTitles.add(el.textContent));
  new MutationObserver(note).observe(root, { childList: true, subtree: true, characterData: true });
  return root;
};
"""


@pytest.mark.parametrize("width", [1600, 1180])
def test_a_map_comes_under_its_own_name_and_no_panel_slides_away_meanwhile(person, store, width):
    ada = person(viewport={"width": width, "height": 820})
    page = ada.page()
    page.add_init_script(COMING)
    BoardPage(page, ada.url).open(put_map(store, "Under its name", {("Before", "touchpoint"): ["Letter"]}))
    expect(page.locator(".cx-title-text")).to_have_text("Under its name")
    assert set(page.evaluate("[...cxTitles]")) <= {"", "Under its name"}
    assert page.evaluate("cxSlid") == []


def test_each_page_has_its_own_picture_in_the_menu_and_a_closed_menu_has_none(person, fresh):
    page = person(fresh).page("/")
    links = page.locator("[data-testid=stSidebarNavLink]")
    expect(links.filter(has_text="Settings")).to_be_visible()

    def pictures() -> list[str]:
        return list(links.evaluate_all("links => links.map((link) => getComputedStyle(link, '::before').maskImage)"))

    eventually(page, pictures, lambda seen: len(seen) > 5 and len(set(seen)) == len(seen) and "none" not in seen)
    page.get_by_role("link", name=DEMO, exact=True).click()
    expect(page.locator(".cx-stage")).to_have_count(6)
    eventually(page, pictures, lambda seen: set(seen) <= {"none"})


def test_the_map_is_asked_for_once_with_the_page_and_by_nobody_where_there_is_none(person, store):
    ada = person()
    page = ada.page()
    sockets: list[WebSocket] = []
    page.on("websocket", lambda socket: sockets.append(socket) if socket.url.endswith("/live") else None)
    board = BoardPage(page, ada.url).open(put_map(store, "Asked for once", {("Before", "touchpoint"): ["Letter"]}))
    expect(board.card("Letter")).to_be_visible()
    assert len(sockets) == 1
    page.goto(f"{ada.url}/journey?journey=nowhere")
    expect(page.get_by_role("heading", name="This journey is not here")).to_be_visible()
    eventually(page, lambda: [socket.is_closed() for socket in sockets[1:]], lambda closed: closed == [True])


def test_a_first_visitor_is_asked_for_a_name_once_and_may_skip(person, fresh):
    ada = person(fresh, asked=False)
    page = ada.page("/")
    page.get_by_role("link", name=DEMO, exact=True).click()
    name = page.get_by_role("textbox", name="Your name")
    expect(name).to_be_visible()
    page.get_by_role("button", name="Workshop", exact=True).press("Enter")  # a panel that opens meanwhile is not covered
    panel, asked = page.get_by_role("complementary", name="Workshop"), page.get_by_role("dialog", name="Your name")
    expect(panel).to_be_visible()
    eventually(page, lambda: (box_of(asked), box_of(panel)), lambda seen: seen[0]["x"] + seen[0]["width"] <= seen[1]["x"])
    name.fill("Ada Byron")
    name.press("Enter")
    expect(name).to_have_count(0)
    expect(page.locator(".cx-head .cx-avatar").first).to_have_text("AB")
    page.reload()
    expect(page.locator(".cx-status > span").first).to_have_text(re.compile(r"^Saved"))
    expect(page.locator(".cx-head .cx-avatar").first).to_have_text("AB")
    expect(page.get_by_role("textbox", name="Your name")).to_have_count(0)

    ben = person(fresh, asked=False)
    other = ben.page("/")
    other.get_by_role("link", name=DEMO, exact=True).click()
    other.get_by_role("button", name=re.compile("^Skip, stay Guest")).click()
    expect(other.locator(".cx-head .cx-avatar").first).to_have_text(re.compile(r"^G\d+$"))
