"""A workshop on its pages: planned from a run sheet, started, closed, taken along, replayed."""

from __future__ import annotations

import json
import re
from pathlib import Path

from playwright.sync_api import expect

from cxmap.access import SYSTEM
from cxmap.changes import Change, Edit
from cxmap.model.records import new_id
from tests.browser.world import put_map


def test_from_the_plan_to_the_takeaway(person, browser, store, tmp_path: Path) -> None:
    journey = put_map(store, "Winter room", {("Before", "pain"): ["Six weeks <b>without</b> a word"]})
    mel = person()
    page = mel.page("/workshops")
    page.get_by_role("button", name="Plan a workshop").click()
    dialog = page.get_by_role("dialog")
    dialog.get_by_label("Title").fill("First round")
    dialog.get_by_label("Title").press("Tab")
    dialog.get_by_role("button", name="Plan it").click()
    expect(page.get_by_role("heading", name="First round")).to_be_visible()
    expect(page.get_by_text("13 steps in 45 min.")).to_be_visible()
    (workshop,) = (
        w for w in store.of_type("workshop") if w["journey"] == journey
    )  # the map that changed last is offered first

    page.get_by_role("button", name="Start the workshop").click()
    expect(page).to_have_url(re.compile(f"/journey.*journey={journey}"))
    expect(page.get_by_role("complementary", name="Workshop")).to_be_visible()
    stage, lane = (next(r["id"] for r in getattr(store.view(journey), name)) for name in ("stages", "lanes"))
    card = {"journey": journey, "stage": stage, "lane": lane, "title": "Said in the room"}
    decision = {"journey": journey, "workshop": workshop["id"], "text": "Call within two days", "owner": "Mel"}
    store.commit(
        Change(new_id(), (Edit("put", "card", new_id(), card), Edit("put", "decision", new_id(), decision))), SYSTEM
    ).result(10)

    page.goto(f"{mel.url}/workshop?workshop={workshop['id']}")
    page.get_by_role("button", name="Close the workshop").click()
    expect(page.get_by_text("1 decision.", exact=True)).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="One page, HTML").click()
    kept = tmp_path / download.value.suggested_filename
    download.value.save_as(kept)
    assert kept.name == "First-round.html"

    away = browser.new_context(offline=True)
    offline = away.new_page()
    asked: list[str] = []
    offline.on("request", lambda request: asked.append(request.url))
    offline.goto(kept.as_uri())
    expect(offline.get_by_role("heading", name="First round")).to_be_visible()
    expect(offline.get_by_text("Call within two days")).to_be_visible()
    expect(offline.locator(".map svg text", has_text="<b>without</b>")).to_be_visible()
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []
    assert offline.evaluate("document.fonts.check('16px \"Source Sans\"')")
    away.close()

    page.get_by_role("link", name="Replay it on the map").click()
    expect(page.get_by_role("region", name="Replay")).to_be_visible()
    expect(page.get_by_role("region", name="Replay")).to_contain_text("Said in the room")
    data = page.request.get(f"{mel.url}/takeaway/{workshop['id']}.json")
    assert [r["text"] for r in json.loads(data.body())["workshop"] if r["type"] == "decision"] == ["Call within two days"]
