"""(c) From the data to the painted board, beside a naive div per card in a CSS grid: same browser, same data.

Both get the text of the server's first word in a task of its own, as a socket gives it, and both are done two animation frames
later (the second begins when the first has been painted). Every measurement has a fresh page, whose script has just been loaded.
"""

from __future__ import annotations

import re
import statistics
from pathlib import Path

import orjson
from playwright.sync_api import Browser, Route

from cxmap.store import Store
from cxmap.web.assets import bundle
from tests.bench import servers, world
from tests.bench.browser import chromium, new_page
from tests.bench.figure import Figure, Pace, Say, digits

SIZES = (60, 300, 1_000, 3_000, 10_000)
GOALS = {1_000: "≤ 1", 3_000: "≤ 0.5"}
WITHIN = {10_000: "≤ 300"}
PAGES = Path(__file__).parent / "pages"
SHARE = 3.0  # seconds that one opening of both pages takes at most


def measure(folder: Path, pace: Pace, say: Say) -> list[Figure]:
    """Milliseconds of both and their ratio, by the number of cards."""
    database = world.make(folder, *SIZES)
    texts = _texts(database)
    figures: list[Figure] = []
    many = max(3, round(pace.seconds * pace.rounds / SHARE))
    with servers.product(folder, database) as server, chromium() as browser:
        for place, size in enumerate(SIZES):
            found: dict[str, list[float]] = {"naive": [], "board": []}
            aimed = size in GOALS or size in WITHIN
            for _ in range(many if aimed else max(3, many // 3)):
                for name, took in found.items():
                    took.append(_show(browser, server.url, name, world.name(place), texts[place]))
            board, naive = statistics.median(found["board"]), statistics.median(found["naive"])
            figures += [
                Figure(f"data to painted board, {size:,} cards: naive grid", digits(naive), "ms"),
                Figure(f"data to painted board, {size:,} cards", digits(board), "ms", WITHIN.get(size, "")),
                Figure(
                    f"data to painted board, {size:,} cards, beside naive grid", digits(board / naive), "×", GOALS.get(size, "")
                ),
            ]
            say(f"{size:,} cards: {board:.0f} ms, naive {naive:.0f} ms")
    return figures


def _texts(database: str) -> list[str]:
    """What the server says first, for each map."""
    store = Store.open(database)
    try:
        found = []
        for place in range(len(SIZES)):
            room = store.room(world.name(place))
            assert room is not None
            you = {"person": "p", "name": "Rosa", "number": 1, "colour": 1}
            head = {"t": "welcome", "v": 1, "session": "s", "you": you, "role": "owner", "people": []}
            found.append(orjson.dumps([{**head, "rev": room[0], "records": room[1]}]).decode())
        return found
    finally:
        store.close()


def _show(browser: Browser, url: str, name: str, journey: str, text: str) -> float:
    """Milliseconds that one page takes."""

    def answer(route: Route) -> None:
        route.fulfill(path=PAGES / f"{name}.html", content_type="text/html; charset=utf-8")

    page = new_page(browser)
    try:
        page.route(re.compile(r"/bench\.html\?"), answer)
        page.goto(f"{url}/bench.html?assets=/assets/{bundle().version}&journey={journey}")
        page.wait_for_function("window.ready?.()")
        done = page.evaluate("text => show(text)", text)
        if not done["seen"]:
            raise SystemExit(f"The {name} page showed no card.")
        return float(done["took"])
    finally:
        page.context.close()
