"""(f) From the address to a board that can be used, beside a Streamlit page with one line of text. Every visit is a first one.

Both are timed by themselves, in the first frame that begins with what is awaited: who asks from outside asks now and then, and would
round both up.
"""

from __future__ import annotations

import statistics
from pathlib import Path

from playwright.sync_api import Browser

from tests.bench import servers, world
from tests.bench.browser import chromium, new_page
from tests.bench.figure import Figure, Pace, Say, digits

CARDS = 60
SHARE = 4.0  # seconds that one visit of both takes at most
SCRIPT = 'import streamlit as st\n\nst.text("ready")\n'
_TIMED = """(() => {
  const roots = (root) => [root, ...[...root.querySelectorAll("*")].flatMap((el) => (el.shadowRoot ? roots(el.shadowRoot) : []))];
  const seen = () => roots(document).some((root) => SEEN);
  window.cxSeen = new Promise((done, fail) => {
    setTimeout(() => fail(new Error("The page did not come.")), 60_000);
    const look = () => (document.body && seen() ? done(performance.now()) : requestAnimationFrame(look));
    requestAnimationFrame(look);
  });
})()"""
# a card of the map, and the word that it is connected and saved
_BOARD = 'root.querySelector(".cx-main .cx-cell .cx-card") && /^Saved · r\\d+$/.test(root.querySelector(".cx-status > span")?.textContent)'
_EMPTY = '[...root.querySelectorAll("[data-testid=stText]")].some((el) => el.textContent.trim() === "ready")'


def measure(folder: Path, pace: Pace, say: Say) -> list[Figure]:
    """Seconds of both, and their ratio."""
    script = folder / "empty.py"
    script.write_text(SCRIPT, "utf-8")
    found: dict[str, list[float]] = {"empty": [], "board": []}
    database = world.make(folder, CARDS)
    with servers.streamlit(folder, script) as empty, servers.product(folder, database) as product, chromium() as browser:
        kinds = {"empty": (empty.url, _EMPTY), "board": (f"{product.url}/journey?journey={world.JOURNEY}", _BOARD)}
        for url, shown in kinds.values():
            _visit(browser, url, shown)  # neither server has met anybody before
        for _ in range(max(3, round(pace.seconds * pace.rounds / SHARE))):
            for name, (url, shown) in kinds.items():
                found[name].append(_visit(browser, url, shown))
    board, page = statistics.median(found["board"]), statistics.median(found["empty"])
    say(f"{board:.2f} s, empty page {page:.2f} s")
    return [
        Figure("page open to usable board: empty Streamlit page", digits(page), "s"),
        Figure("page open to usable board", digits(board), "s"),
        Figure("page open to usable board beside empty page", digits(board / page), "×", "≤ 1.5"),
    ]


def _visit(browser: Browser, url: str, shown: str) -> float:
    """Seconds until `shown` holds somewhere in the page, in a fresh profile: nothing is cached."""
    page = new_page(browser)
    try:
        page.add_init_script(_TIMED.replace("SEEN", shown))
        page.goto(url, wait_until="commit")
        return float(page.evaluate("() => window.cxSeen")) / 1000
    finally:
        page.context.close()
