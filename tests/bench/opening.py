"""(f) From the address to a board that can be used, beside a Streamlit page with one line of text. Every visit is a first one."""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Browser, Page

from tests.bench import servers, world
from tests.bench.browser import chromium, new_page
from tests.bench.figure import Figure, Pace, Say, digits
from tests.bench.tab import open_board

CARDS = 60
SHARE = 4.0  # seconds that one visit of both takes at most
SCRIPT = 'import streamlit as st\n\nst.text("ready")\n'


def measure(folder: Path, pace: Pace, say: Say) -> list[Figure]:
    """Seconds of both, and their ratio."""
    script = folder / "empty.py"
    script.write_text(SCRIPT, "utf-8")
    found: dict[str, list[float]] = {"empty": [], "board": []}
    database = world.make(folder, CARDS)
    with servers.streamlit(folder, script) as empty, servers.product(folder, database) as product, chromium() as browser:
        _visit(browser, lambda page: _open_empty(page, empty.url))  # neither server has met anybody before
        _visit(browser, lambda page: open_board(page, product.url))
        for _ in range(max(3, round(pace.seconds * pace.rounds / SHARE))):
            found["empty"].append(_visit(browser, lambda page: _open_empty(page, empty.url)))
            found["board"].append(_visit(browser, lambda page: open_board(page, product.url)))
    board, page = statistics.median(found["board"]), statistics.median(found["empty"])
    say(f"{board:.2f} s, empty page {page:.2f} s")
    return [
        Figure("page open to usable board: empty Streamlit page", digits(page), "s"),
        Figure("page open to usable board", digits(board), "s"),
        Figure("page open to usable board beside empty page", digits(board / page), "×", "≤ 1.5"),
    ]


def _visit(browser: Browser, go: Callable[[Page], None]) -> float:
    """Seconds that `go` takes in a fresh profile: nothing is cached."""
    page = new_page(browser)
    try:
        start = time.perf_counter()
        go(page)
        return time.perf_counter() - start
    finally:
        page.context.close()


def _open_empty(page: Page, url: str) -> None:
    page.goto(url, wait_until="commit")
    page.get_by_text("ready", exact=True).wait_for()
