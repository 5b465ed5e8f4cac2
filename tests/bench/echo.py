"""(e) Local echo: from a key that edits a card to the frame that shows the edit, on a map of 3,000 cards."""

from __future__ import annotations

import statistics
from pathlib import Path

from playwright.sync_api import Page

from tests.bench import servers, world
from tests.bench.browser import chromium, new_page
from tests.bench.figure import Figure, Pace, Say, digits, percentile
from tests.bench.tab import open_board

CARDS = 3_000
FRAME = 1000 / 60
PAUSE = 100  # ms between two keys
# Each key of severity is timed from its event to the first frame that begins with the new picture: the frame before it showed it.
_WATCH = """() => {
  const took = [];
  addEventListener("keydown", (event) => {
    if (!/^[0-3]$/.test(event.key)) return;
    const start = performance.now();
    const card = event.composedPath()[0].closest(".cx-card");
    const said = card.getAttribute("aria-label");
    const look = (now) => {
      if (card.getAttribute("aria-label") === said) return requestAnimationFrame(look);
      took.push(performance.now() - start);
    };
    requestAnimationFrame(look);
  }, { capture: true });
  window.cxEchoes = () => took.splice(0);
}"""


def measure(folder: Path, pace: Pace, say: Say) -> list[Figure]:
    """Median and 95th percentile, in frames of 1/60 s."""
    middles, slow = [], []
    with servers.product(folder, world.make(folder, CARDS)) as server, chromium() as browser:
        page = new_page(browser)
        open_board(page, server.url)
        page.evaluate(_WATCH)
        page.locator(".cx-cell .cx-kind-pain").first.click(position={"x": 60, "y": 6})
        for _ in range(pace.rounds):
            took = [each / FRAME for each in _press(page, pace.seconds)]
            middles.append(statistics.median(took))
            slow.append(percentile(took, 0.95))
            say(f"{middles[-1]:.2f} frames, p95 {slow[-1]:.2f}, {len(took)} edits")
    return [
        Figure("local echo, 3,000 cards: p50", digits(statistics.median(middles)), "frames"),
        Figure("local echo, 3,000 cards: p95", digits(statistics.median(slow)), "frames", "≤ 2"),
    ]


def _press(page: Page, seconds: float) -> list[float]:
    """Milliseconds of each edit."""
    for n in range(round(seconds * 1000 / PAUSE)):
        page.keyboard.press(str(n % 3 + 1))
        page.wait_for_timeout(PAUSE)
    took: list[float] = page.evaluate("() => window.cxEchoes()")
    if not took:
        raise SystemExit("No edit was shown.")
    return took
