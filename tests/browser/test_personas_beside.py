"""Beside the persona editor: a segment gets its persona, two personas are compared, and one goes on the wall."""

from __future__ import annotations

from playwright.sync_api import expect

from cxmap.model.records import new_id
from tests.browser.board import eventually
from tests.browser.test_axe import found

MAIN = "[data-testid=stMain]"  # the menu is looked at on other pages


def test_from_a_segment_to_the_wall(person, store):
    page = person(color_scheme="dark", reduced_motion="reduce").page("/segments")
    name = f"Tenants {new_id()[:6]}"
    page.get_by_role("button", name="New segment").click()
    page.get_by_role("dialog").get_by_role("textbox", name="Name", exact=True).fill(name)
    page.keyboard.press("Tab")
    page.get_by_role("dialog").get_by_role("button", name="Save").click()
    expect(page.get_by_role("dialog")).to_have_count(0)
    card = page.locator("[class*=st-key-cx-segment-]").filter(has_text=name).first
    expect(card).to_contain_text("No persona stands for it yet")
    assert found(page, within=MAIN, grave=True) == []
    card.get_by_role("button", name="Make one").click()
    page.wait_for_url("**/personas?persona=*")

    def made():
        segment = next((s["id"] for s in store.of_type("segment") if s["name"] == name), "")
        return [p["id"] for p in store.personas() if segment and p["segment"] == segment]

    (who,) = eventually(page, made, lambda there: len(there) == 1)
    page.goto(f"/compare_personas?personas=meera,{who}")
    expect(page.get_by_text("2 Somebody of", exact=False).first).to_be_visible()
    expect(page.get_by_text("Proto-persona").first).to_be_visible()
    assert found(page, within=MAIN, grave=True) == []
    page.goto(f"/persona_sheet?persona={who}")
    expect(page.get_by_role("img", name="The sheet of")).to_be_visible()
    assert found(page, within=MAIN, grave=True) == []
    with page.expect_download() as download:
        page.get_by_role("button", name="PDF, A4").click()
    assert download.value.suggested_filename.endswith("-a4.pdf")
    assert download.value.path().read_bytes().startswith(b"%PDF")
