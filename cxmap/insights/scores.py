"""NPS, CSAT and CES from raw answers. Pure; the formulas are those of the method, and are shown beside the figure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from cxmap.model.text import minus

_WHOLE = re.compile(r"[+-]?\d+(?:[.,]0+)?\Z")
_NUMBER = re.compile(r"[+-]?\d+(?:[.,]\d+)?\Z")


@dataclass(frozen=True)
class Band:
    """Answers that count alike: from `low` to `high`; `sign` is what each adds to the score, 1, 0 or −1."""

    name: str
    one: str
    low: int
    high: int
    sign: int


@dataclass(frozen=True)
class Method:
    """A way to put answers into one figure: its scale from `low` to `high`, its bands, and the formula in words.

    The figure lies between `least` and 100 and is in `unit` (NPS has none).
    """

    key: str
    name: str
    scale: str
    low: int
    high: int
    bands: tuple[Band, ...]
    formula: str
    unit: str = "%"
    least: int = 0


METHODS = {
    method.key: method
    for method in (
        # Reichheld's net promoter score
        Method(
            "nps",
            "NPS",
            "0-10",
            0,
            10,
            (
                Band("promoters", "promoter", 9, 10, 1),
                Band("passives", "passive", 7, 8, 0),
                Band("detractors", "detractor", 0, 6, -1),
            ),
            "NPS = % 9–10 − % 0–6, asked from 0 to 10",
            "",
            -100,
        ),
        Method(
            "csat",
            "CSAT",
            "1-5",
            1,
            5,
            (Band("satisfied", "satisfied", 4, 5, 1), Band("not satisfied", "not satisfied", 1, 3, 0)),
            "CSAT = % 4–5, asked from 1 to 5",
        ),
        # Dixon, Freeman and Toman's customer effort score, version 2
        Method(
            "ces",
            "CES",
            "1-7",
            1,
            7,
            (Band("easy", "easy", 5, 7, 1), Band("not easy", "not easy", 1, 4, 0)),
            "CES = % 5–7, asked from 1 to 7",
        ),
    )
}


class BadAnswers(ValueError):
    """Answers that are not taken; `problems` has one sentence for each, naming its row."""

    def __init__(self, problems: Sequence[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = tuple(problems)


@dataclass(frozen=True)
class Score:
    """What answers come to. `value` is None where there is no answer; `counts` has one number for each band."""

    method: Method
    count: int
    counts: tuple[int, ...]
    value: float | None

    @property
    def parts(self) -> str:
        """How many answers fall into each band: “4 promoters, 3 passives, 3 detractors”."""
        return ", ".join(
            f"{n:,} {band.one if n == 1 else band.name}" for band, n in zip(self.method.bands, self.counts, strict=True)
        )

    @property
    def working(self) -> str:
        """How the value comes about, in figures: “(4 − 3) ÷ 10 × 100”; a sentence where there is no answer."""
        if not self.count:
            return f"{self.method.name} needs at least one answer: there is none yet."
        plus, minus = (sum(n for b, n in zip(self.method.bands, self.counts, strict=True) if b.sign == s) for s in (1, -1))
        top = f"({plus:,} − {minus:,})" if self.method.least < 0 else f"{plus:,}"
        return f"{top} ÷ {self.count:,} × 100"


def check(method: Method, rows: Iterable[tuple[int, Any]]) -> list[int]:
    """The answers as whole numbers on the method's scale; rows are (row number, cell), and empty cells are no answers.

    Raises `BadAnswers` with a sentence for each cell that is out of the scale or no whole number.
    """
    answers: list[int] = []
    problems: list[str] = []
    for row, cell in rows:
        text = str("" if cell is None else cell).strip().replace("−", "-")
        if not text:
            continue
        if _WHOLE.match(text) and len(text) <= 12:
            answer = int(re.split(r"[.,]", text)[0])
            if method.low <= answer <= method.high:
                answers.append(answer)
            else:
                problems.append(f"Answer {answer} in row {row:,} is outside {method.low} to {method.high}.")
        elif _NUMBER.match(text):
            problems.append(f"Answer {text} in row {row:,} is not a whole number from {method.low} to {method.high}.")
        else:
            shown = text if len(text) <= 40 else f"{text[:39]}…"
            problems.append(f"“{shown}” in row {row:,} is not a number from {method.low} to {method.high}.")
    if problems:
        raise BadAnswers(problems)
    return answers


def score(method: Method, answers: Sequence[int]) -> Score:
    """[F] The figure of checked answers: 100 × (those that count for it − those that count against it) / all.

    NPS = % 9–10 − % 0–6, from −100 to 100; CSAT = % 4–5 of 5 and CES = % 5–7 of 7, from 0 to 100.
    """
    counts = tuple(sum(band.low <= answer <= band.high for answer in answers) for band in method.bands)
    net = sum(band.sign * n for band, n in zip(method.bands, counts, strict=True))
    return Score(method, len(answers), counts, 100 * net / len(answers) if answers else None)


def out_of_range(method: str, value: float) -> str:
    """One sentence where a value cannot be a figure of that method, "" where it can."""
    known = METHODS.get(method)
    if known is None or known.least <= value <= 100:
        return ""
    return f"{known.name} lies between {minus(str(known.least))} and 100, not at {minus(f'{value:g}')}."
