"""`python -m tests.bench [--full] [--only NAME …] [--seconds N] [--rounds N]`: exits 0 when all was measured, met or not."""

from __future__ import annotations

import argparse

from tests.bench.figure import Pace
from tests.bench.run import FIGURES, FULL, SHORT, run


def main() -> None:
    """Read the options and measure."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description="Measure cxmap beside its limits.")
    parser.add_argument("--full", action="store_true", help="60 s a figure and the median of 5, not 10 s and of 3")
    parser.add_argument("--only", nargs="+", choices=list(FIGURES), default=list(FIGURES), help="these figures only")
    parser.add_argument("--seconds", type=float, help="seconds a figure")
    parser.add_argument("--rounds", type=int, help="measurements that the median is taken of")
    given = parser.parse_args()
    usual = FULL if given.full else SHORT
    run(given.only, Pace(given.seconds or usual.seconds, given.rounds or usual.rounds))


if __name__ == "__main__":
    main()
