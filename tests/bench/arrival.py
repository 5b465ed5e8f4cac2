"""(a) From an edit in one client to its arrival in all others, 20 edits a second in all, beside the bare broadcast."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from pathlib import Path

from tests.bench import servers, world
from tests.bench.figure import Figure, Pace, Say, digits, median, ratio
from tests.bench.load import loads

RATE, CARDS = 20, 60
COUNTS = (2, 10, 50, 200)
BUSY = 50


class _Charts:
    """The page that redraws, standing still but for `running`; and how many charts it has got meanwhile."""

    def __init__(self, process: subprocess.Popen[str]) -> None:
        self.process, self.count = process, 0
        self._seen = 0
        self._drawn = threading.Event()
        threading.Thread(target=self._read, daemon=True).start()
        if not self._drawn.wait(servers.PATIENCE):
            raise SystemExit("The page that redraws drew nothing.")
        process.send_signal(signal.SIGSTOP)

    @contextmanager
    def running(self) -> Iterator[None]:
        """Redraw without pause."""
        before = self._seen
        self.process.send_signal(signal.SIGCONT)
        yield
        self.process.send_signal(signal.SIGSTOP)
        self.count += self._seen - before
        if self._seen == before:
            raise SystemExit("The page that redraws drew nothing more.")

    def _read(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self._seen = int(line)
            self._drawn.set()


def measure(folder: Path, pace: Pace, say: Say) -> list[Figure]:
    """p95 of both, and their ratio; at 50 clients once more while a page redraws its swimlane without pause.

    While it is the limit's turn the page stands still.
    """
    figures: list[Figure] = []
    with servers.limit(folder) as limit, servers.product(folder, world.make(folder, CARDS)) as product:
        for count in COUNTS:
            found = _alternate([limit, product], count, pace)
            figures += _figures(f"arrival, {count} clients", found, "≤ 1.5")
            say(str(figures[-1].value))
        with _redrawing(product.port) as charts:
            found = _alternate([limit, product], BUSY, pace, charts)
        figures += _figures(f"arrival, {BUSY} clients, a page redraws", found, "≤ 3")
        redraws = charts.count / (pace.seconds * pace.rounds)
        figures.append(Figure("redraws of the page meanwhile", digits(redraws), "1/s"))
    return figures


def _alternate(both: list[servers.Server], count: int, pace: Pace, charts: _Charts | None = None) -> dict[str, list[float]]:
    """p95 in milliseconds of each round, by kind of server; limit and product take turns."""
    found: dict[str, list[float]] = defaultdict(list)
    with loads(both, count, CARDS) as running:
        for _ in range(pace.rounds):
            for load in running:
                with charts.running() if charts and load.server.kind == "product" else nullcontext():
                    result = load.edit(RATE, pace.seconds)
                if not result.whole:
                    raise SystemExit(f"{load.server.kind}, {count} clients: not every edit arrived: {result}")
                found[load.server.kind].append(result.p95)
    return found


def _figures(name: str, found: dict[str, list[float]], goal: str) -> list[Figure]:
    return [
        Figure(f"{name}: limit, p95", median(found["limit"]), "ms"),
        Figure(f"{name}: p95", median(found["product"]), "ms"),
        Figure(f"{name}: p95 beside limit", ratio(found["product"], found["limit"]), "×", goal),
    ]


@contextmanager
def _redrawing(port: int) -> Iterator[_Charts]:
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.bench.redraw", str(port), world.JOURNEY],
        cwd=servers.ROOT,
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        yield _Charts(process)
    finally:
        process.kill()
        process.wait(15)
