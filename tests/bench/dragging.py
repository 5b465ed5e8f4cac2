"""(d) Frame time while a card is dragged over a map of 3,000 cards and 20 edits a second of others arrive."""

from __future__ import annotations

import math
import statistics
import threading
import time
from pathlib import Path

from playwright.sync_api import Page

from tests.bench import servers, world
from tests.bench.browser import VIEW, chromium, new_page
from tests.bench.figure import Figure, Pace, Say, digits, percentile
from tests.bench.load import Load, loads
from tests.bench.tab import open_board

CARDS, RATE, OTHERS = 3_000, 20.0, 2
MOUSE = 125.0  # how often in a second a mouse says where it is: what drives it takes no more of the machine than a hand does
_RECORD = """() => {
  const frames = [];
  let last = 0;
  let on = true;
  const frame = (now) => {
    if (last) frames.push(now - last);
    last = now;
    if (on) requestAnimationFrame(frame);
  };
  requestAnimationFrame(frame);
  window.cxFrames = () => ((on = false), frames);
}"""


def measure(folder: Path, pace: Pace, say: Say) -> list[Figure]:
    """Mean and 99th percentile of the time from frame to frame."""
    means, slowest = [], []
    with (
        servers.product(folder, world.make(folder, CARDS)) as server,
        chromium() as browser,
        loads([server], OTHERS, CARDS) as (load,),
    ):
        page = new_page(browser)
        open_board(page, server.url)
        for _ in range(pace.rounds):
            frames = _drag(page, load, pace.seconds)
            means.append(statistics.fmean(frames))
            slowest.append(percentile(frames, 0.99))
            say(f"mean {means[-1]:.1f} ms, p99 {slowest[-1]:.1f} ms, {len(frames)} frames")
    return [
        Figure("frame while dragging, 3,000 cards, 20 remote edits/s: mean", digits(statistics.median(means)), "ms", "≤ 17"),
        Figure("frame while dragging, 3,000 cards, 20 remote edits/s: p99", digits(statistics.median(slowest)), "ms", "≤ 33"),
    ]


def _drag(page: Page, load: Load, seconds: float) -> list[float]:
    """The times of all frames of one drag, in ms. The pointer goes in loops over the map, near its edges too; Escape ends it."""
    page.locator(".cx-scroll").evaluate("map => map.scrollTo(0, 0)")  # an earlier drag scrolled the map at its edges
    boxes = (card.bounding_box() for card in page.locator(".cx-cell .cx-card").all())
    box = next(
        b for b in boxes if b and VIEW["width"] * 0.2 < b["x"] < VIEW["width"] * 0.6 and 250 < b["y"] < VIEW["height"] * 0.6
    )
    mouse = page.mouse
    mouse.move(box["x"] + 30, box["y"] + 8)
    mouse.down()
    mouse.move(box["x"] + 60, box["y"] + 30, steps=4)
    page.locator(".cx-lifted").wait_for()
    others = threading.Thread(target=load.edit, args=(RATE, seconds + 0.5))
    others.start()
    page.evaluate(_RECORD)
    start = time.perf_counter()
    while (now := time.perf_counter() - start) < seconds:
        across, down = math.sin(now * 1.1), math.sin(now * 1.7 + 1)
        mouse.move(VIEW["width"] * (0.5 + 0.4 * across), VIEW["height"] * (0.55 + 0.35 * down))
        time.sleep(max(0.0, 1 / MOUSE - (time.perf_counter() - start - now)))
    frames: list[float] = page.evaluate("() => window.cxFrames()")
    page.keyboard.press("Escape")
    mouse.up()
    others.join()
    return frames
