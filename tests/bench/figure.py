"""What is measured: a number, its unit, and the goal that it is held to."""

from __future__ import annotations

import math
import operator
import statistics
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

_IS = {"≤": operator.le, "≥": operator.ge}


@dataclass(frozen=True)
class Figure:
    """One line of the table. `goal` reads “≤ 1.5”; "" where the number only explains another one."""

    name: str
    value: float
    unit: str
    goal: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the goal is reached; None without one."""
        if not self.goal:
            return None
        sign, _, number = self.goal.partition(" ")
        return bool(_IS[sign](self.value, float(number.replace(",", ""))))

    def plain(self) -> dict[str, Any]:
        """As it is written to `latest.json`: `goal` and `met` are null where there is no goal."""
        return {"name": self.name, "value": self.value, "unit": self.unit, "goal": self.goal or None, "met": self.met}


@dataclass(frozen=True)
class Pace:
    """How long each measurement takes, in seconds, and of how many the median counts."""

    seconds: float
    rounds: int


Say = Callable[[str], None]


def median(values: Iterable[float]) -> float:
    """The median, to four digits."""
    return digits(statistics.median(values))


def ratio(part: Iterable[float], limit: Iterable[float]) -> float:
    """The median of the one over the median of the other."""
    return digits(statistics.median(part) / statistics.median(limit))


def digits(value: float) -> float:
    """To four digits."""
    return float(f"{value:.4g}")


def percentile(values: Iterable[float], share: float) -> float:
    """The smallest value that this share of all does not exceed (nearest rank); infinite for none."""
    found = sorted(values)
    return found[max(0, math.ceil(len(found) * share) - 1)] if found else math.inf
