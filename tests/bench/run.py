"""The figures in the order in which they are measured, and the table that they make."""

from __future__ import annotations

import json
import os
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.bench import arrival, cpu, dragging, echo, feedback, history, opening, painting, sustained, workshop
from tests.bench.figure import Figure, Pace, Say

Measure = Callable[[Path, Pace, Say], list[Figure]]

FIGURES: dict[str, Measure] = {
    "arrival": arrival.measure,
    "sustained": sustained.measure,
    "painting": painting.measure,
    "dragging": dragging.measure,
    "echo": echo.measure,
    "opening": opening.measure,
    "history": history.measure,
    "cpu": cpu.measure,
    "workshop": workshop.measure,
    "feedback": feedback.measure,
}
LATEST = Path(__file__).parent / "latest.json"
SHORT, FULL = Pace(10, 3), Pace(60, 5)


def run(names: Sequence[str], pace: Pace) -> list[Figure]:
    """Measure, print the table and write `latest.json`."""
    found: list[Figure] = []
    print(f"{pace.seconds:g} s a figure, median of {pace.rounds}. {_machine()}", flush=True)
    for name in names:
        start = time.monotonic()
        print(f"{name} …", flush=True)
        with tempfile.TemporaryDirectory(prefix="cxmap-bench-", ignore_cleanup_errors=True) as folder:
            found += FIGURES[name](Path(folder), pace, lambda word: print(f"  {word}", flush=True))
        print(f"  {time.monotonic() - start:.0f} s", flush=True)
        LATEST.write_text(json.dumps([figure.plain() for figure in found], ensure_ascii=False, indent=1) + "\n", "utf-8")
    print("\n" + table(found))
    return found


def table(figures: Sequence[Figure]) -> str:
    """A line a figure: name, value, unit, goal and whether it is met."""
    word = {True: "met", False: "missed", None: ""}
    rows = [(f.name, f"{f.value:g}", f.unit, f.goal, word[f.met]) for f in figures]
    widths = [max(len(row[i]) for row in rows) for i in range(5)]
    return "\n".join(
        f"{name:<{widths[0]}}  {value:>{widths[1]}} {unit:<{widths[2]}}  {goal:<{widths[3]}}  {met}".rstrip()
        for name, value, unit, goal, met in rows
    )


def _machine() -> str:
    load = os.getloadavg()[0]
    busy = " Something else is running: these figures will be worse than the machine's best." if load > 0.7 else ""
    return f"{os.cpu_count()} cores, load {load:.1f}.{busy}"
