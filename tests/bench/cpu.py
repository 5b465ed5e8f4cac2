"""(g) What the server spends: per 1,000 edits beside the bare broadcast, and with idle boards."""

from __future__ import annotations

import time
from collections import defaultdict
from pathlib import Path

from tests.bench import servers, world
from tests.bench.browser import chromium
from tests.bench.figure import Figure, Pace, Say, digits, median, ratio
from tests.bench.load import loads

CLIENTS, EDITORS, CARDS, RATE = 10, 4, 60, 200.0
BOARDS = 10
SETTLE = 5.0


def measure(folder: Path, pace: Pace, say: Say) -> list[Figure]:
    """Seconds of processor per 1,000 edits of both, at a rate that both take with ease; then the idle share of a core."""
    found: dict[str, list[float]] = defaultdict(list)
    with servers.limit(folder) as limit, servers.product(folder, world.make(folder, CARDS)) as product:
        with loads([limit, product], CLIENTS, CARDS) as running:
            for _ in range(pace.rounds):
                for load in running:
                    before = load.server.cpu()
                    result = load.edit(RATE, pace.seconds, EDITORS)
                    found[load.server.kind].append((load.server.cpu() - before) / result.sent * 1000)
        say(f"{median(found['product'])} s")
        idle = _idle(product, pace)
    return [
        Figure("server CPU per 1,000 edits: limit", median(found["limit"]), "s"),
        Figure("server CPU per 1,000 edits", median(found["product"]), "s"),
        Figure("server CPU per 1,000 edits beside limit", ratio(found["product"], found["limit"]), "×", "≤ 1.5"),
        Figure(f"server CPU with {BOARDS} idle boards", idle, "% of a core", "≤ 1"),
    ]


def _idle(server: servers.Server, pace: Pace) -> float:
    """Percent of a core that the server uses while real tabs show the map and nobody does anything."""
    with chromium() as browser:
        for _ in range(BOARDS):
            page = browser.new_page()
            page.goto(f"{server.url}/journey?journey={world.JOURNEY}")
            page.wait_for_selector(".cx-card", timeout=60_000)
        time.sleep(SETTLE)

        before, start = server.cpu(), time.perf_counter()
        time.sleep(pace.seconds)  # what nobody's doing costs is the same in every round
        return digits((server.cpu() - before) / (time.perf_counter() - start) * 100)
