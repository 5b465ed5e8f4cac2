"""(h) A map of 600 cards with a history of 10,000 revisions: any moment of it, beside a fresh load of the map in the same run."""

from __future__ import annotations

import random
import statistics
import time
from pathlib import Path

from playwright.sync_api import Browser, Page

from cxmap.access import SYSTEM
from cxmap.changes import Change, Edit
from cxmap.model.order import keys_between
from cxmap.model.views import JourneyView
from cxmap.store import Store
from tests.bench import servers, world
from tests.bench.browser import chromium, new_page
from tests.bench.figure import Figure, Pace, Say, digits
from tests.bench.tab import open_board

CARDS, REVISIONS = 600, 10_000
LOADS = 3
MOMENTS = 40  # a round; none is looked at twice, so none is at hand already
AHEAD = 500  # changes on their way to the store at once
# From the slider's event to the frame that shows the map of that moment: the head tells its revision in the same paint.
_GO = """(slider, index) => new Promise((done) => {
  const revision = slider.getRootNode().querySelector(".cx-status > span");
  const before = revision.textContent;
  const start = performance.now();
  slider.value = index;
  slider.dispatchEvent(new Event("input", { bubbles: true }));
  const look = () => {
    if (revision.textContent === before) return requestAnimationFrame(look);
    requestAnimationFrame(() => done(performance.now() - start));
  };
  requestAnimationFrame(look);
})"""


def measure(folder: Path, pace: Pace, say: Say) -> list[Figure]:
    """Milliseconds of a fresh load and of a moment, and their ratio."""
    database = world.make(folder, CARDS)
    _live(database)
    chance = random.Random(1)
    with servers.product(folder, database) as server, chromium() as browser:
        _load(browser, server.url)  # the server has met nobody before
        loads = [_load(browser, server.url) for _ in range(LOADS)]
        page = new_page(browser)
        open_board(page, server.url)
        took = _moments(page, chance, max(1, pace.rounds))
    load, middle = statistics.median(loads), statistics.median(took)
    say(f"load {load:.0f} ms, a moment {middle:.0f} ms, the slowest {max(took):.0f} ms of {len(took)}")
    name = f"history of {REVISIONS:,} revisions, {CARDS} cards"
    return [
        Figure(f"{name}: fresh load", digits(load), "ms"),
        Figure(f"{name}: a moment, p50", digits(middle), "ms"),
        Figure(f"{name}: a moment, the slowest", digits(max(took)), "ms", "≤ 300"),
        Figure(f"{name}: a moment beside a fresh load", digits(middle / load), "×", "≤ 1"),
    ]


def _live(database: str) -> None:
    """Work on the map as people do: texts, moves, severities, feelings."""
    store = Store.open(database)
    chance = random.Random(2)
    try:
        view = store.view(world.JOURNEY)
        if view is None:
            raise SystemExit("The map is not there.")
        keys = keys_between(None, None, 50)
        sent = []
        for n in range(REVISIONS):
            sent.append(store.commit(Change(f"live-{n}", (_edit(view, n, keys, chance),)), SYSTEM))
            if n >= AHEAD:
                sent[n - AHEAD].result(60)
        sent[-1].result(60)
    finally:
        store.close()


def _edit(view: JourneyView, n: int, keys: list[str], chance: random.Random) -> Edit:
    card = chance.choice(view.cards)["id"]
    if n % 4 == 0:
        return Edit("patch", "card", card, {"title": f"Title {n}"})
    if n % 4 == 1:
        return Edit("patch", "card", card, {"stage": chance.choice(view.stages)["id"], "order": chance.choice(keys)})
    if n % 4 == 2:
        return Edit("patch", "card", card, {"severity": n % 3 + 1, "note": f"Seen {n} times"})
    return Edit("patch", "feeling", chance.choice(view.feelings)["id"], {"value": chance.randint(-30, 30) / 10})


def _load(browser: Browser, url: str) -> float:
    """Milliseconds from the address to a board that can be used, in a fresh profile."""
    page = new_page(browser)
    try:
        start = time.perf_counter()
        open_board(page, url)
        return (time.perf_counter() - start) * 1000
    finally:
        page.context.close()


def _moments(page: Page, chance: random.Random, rounds: int) -> list[float]:
    """Milliseconds of moments all over the history."""
    page.get_by_role("button", name="History").click()
    page.locator(".cx-entry").first.wait_for()
    slider = page.get_by_role("slider", name="Moment of the map")
    last = int(slider.get_attribute("max") or 0)
    if last < REVISIONS * 0.9:
        raise SystemExit(f"The history has {last} moments only.")
    places = chance.sample(
        range(0, last - 2, 3), min(rounds, 3) * MOMENTS
    )  # apart: the neighbours of a moment are fetched ahead
    return [float(slider.evaluate(_GO, place)) for place in places]
