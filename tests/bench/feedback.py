"""(j) Feedback: a long file brought in beside a plain `pandas.read_csv` of it, its peak memory, and search at each keystroke."""

from __future__ import annotations

import csv
import json
import os
import random
import subprocess
import sys
import time
from pathlib import Path

from cxmap.model.feedback import Query
from cxmap.settings import HOME
from cxmap.store import Store
from tests.bench.figure import Figure, Pace, Say, digits, percentile

FULL_ROWS, SHORT_ROWS = 200_000, 15_000
_SAID = str.split(
    "the app is slow and nobody answers when i call about my account i waited for an hour on the phone and they hung up the "
    "delivery came late again the driver was friendly but the box was broken your website lost my order twice i love the new "
    "store the staff helped me at once the bill is wrong and the refund never came please cancel my contract it works well now "
    "thank you for the quick reply the credit report shows a debt that is not mine and the bank refuses to correct it"
)
_TYPED = ("credit report", "delivery late", "refund never", "nobody answers", "the app is slow", "zebra")
_PANDAS = "import sys, time, pandas; start = time.monotonic(); pandas.read_csv(sys.argv[1]); print(time.monotonic() - start)"


def measure(folder: Path, pace: Pace, say: Say) -> list[Figure]:
    """Seconds of an import and of `read_csv`, their ratio, the import's memory; ms of a search while typing."""
    rows = FULL_ROWS if pace.seconds >= 60 else SHORT_ROWS
    file = folder / "said.csv"
    _write(file, rows)
    database = f"sqlite:///{folder}/feedback.db"
    plain, _ = _run(sys.executable, "-c", _PANDAS, str(file))
    read = float(plain)
    start = time.monotonic()
    told, peak = _run(sys.executable, "-m", "cxmap", "import", str(file), "--database", database, "--json")
    took = time.monotonic() - start
    report = json.loads(told)
    if report["rows"] != rows or report["imported"] + report["without_text"] + report["duplicates"] != rows:
        raise SystemExit(f"The import lost rows: {told}")
    say(f"{rows:,} rows in {took:.1f} s ({rows / took:,.0f} a second), read_csv {read:.2f} s, peak {peak:.0f} MB")
    typed, items = _search(database, max(1, pace.rounds))
    say(f"{len(typed)} searches over {items:,} items: the slowest {max(typed):.0f} ms")
    name = f"feedback, {rows:,} rows"
    return [
        Figure(f"{name}: import", digits(took), "s"),
        Figure(f"{name}: import beside pandas.read_csv", digits(took / read), "×"),
        Figure(f"{name}: peak memory of the import", digits(peak), "MB", "≤ 400"),
        Figure(f"feedback, {items:,} items: search while typing, p95", digits(percentile(typed, 0.95)), "ms", "≤ 50"),
    ]


def _write(file: Path, rows: int) -> None:
    chance = random.Random(4)
    with file.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out)
        writer.writerow(["Case ID", "Date", "Channel", "Score", "Product", "Comment"])
        for row in range(rows):
            begin = chance.randrange(len(_SAID))
            said = " ".join((_SAID[begin:] + _SAID)[: chance.randint(5, 60)]) if chance.random() > 0.1 else ""
            day = f"20{chance.randint(20, 25)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
            channel = chance.choice(("Phone", "E-mail", "Web", "Chat"))
            text = f"{said} no {row}" if said else ""
            writer.writerow([f"C-{row:07}", day, channel, chance.randint(0, 10), f"Product {row % 9}", text])


def _run(*command: str) -> tuple[str, float]:
    """What a process printed, and the most memory that it held, in MB."""
    child = subprocess.Popen(command, cwd=HOME, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    assert child.stdout is not None
    told = child.stdout.read()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode:
        raise SystemExit(f"{command[1:4]} ended with {child.returncode}: {told}")
    return told, used.ru_maxrss / 1024


def _search(database: str, rounds: int) -> tuple[list[float], int]:
    """Milliseconds of a search at each keystroke of several phrases, and how many items there are."""
    store = Store.open(database)
    took: list[float] = []
    try:
        for _ in range(rounds):
            for words in _TYPED:
                for size in range(1, len(words) + 1):
                    start = time.perf_counter()
                    store.feedback.search(Query(words=words[:size]))
                    took.append((time.perf_counter() - start) * 1000)
        items = store.feedback.search(Query(limit=1)).total
    finally:
        store.close()
    return took, items
