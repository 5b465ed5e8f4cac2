"""How well do we know our customer: what employees predict of touchpoints beside what customers answer.

[F] gap = predicted − real, per touchpoint, from the mean of the predictions. Score = 100 × (1 − mean |gap| / 4): 100 is every
touchpoint as predicted, 0 is everywhere as far off as a scale from 1 to 5 allows. No weights. It is shown from five touchpoints
with both figures on, beside what “always 3” would have scored: who only says the middle knows nothing, and scores 50 at least.
[F] Priorities: Kendall's tau-b (1945) between predicted and real importance,
(C − D) / √((C + D + T₁) (C + D + T₂)), C and D the pairs in the same and in the opposite order, T₁ and T₂ those tied in one only.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import sqrt
from statistics import mean, stdev

from cxmap.insights.words import plural
from cxmap.model.records import Record
from cxmap.model.views import JourneyView

FEWEST = 5  # touchpoints with both figures, from which there is a score
MIDDLE, SPAN = 3.0, 4.0
NEAR = 0.5  # a gap below this is no surprise
KNOWN = 3  # people, from which nobody can tell another's prediction from the mean and their own
FORMULA = "100 × (1 − mean |predicted − real| ÷ 4), over the touchpoints that have both; no weights"
RANKS = "Kendall’s tau-b between predicted and real importance: 1 is the same order, 0 no relation, −1 the opposite order"

Values = Mapping[str, tuple[Sequence[float], Sequence[float]]]


@dataclass(frozen=True)
class Predicted:
    """What so many people predict: the mean, and the spread (standard deviation of a sample; None for one person)."""

    mean: float
    spread: float | None
    people: int

    @classmethod
    def of(cls, values: Sequence[float]) -> Predicted | None:
        """Of one value per person; None for none."""
        return cls(mean(values), stdev(values) if len(values) > 1 else None, len(values)) if values else None


@dataclass(frozen=True)
class Line:
    """A touchpoint: what is predicted of its satisfaction and importance, and the real answers (None: not known)."""

    card: str
    title: str
    stage: str
    satisfaction: Predicted | None = None
    importance: Predicted | None = None
    real: float | None = None
    real_importance: float | None = None
    answers: int | None = None
    origin: str = ""

    @property
    def gap(self) -> float | None:
        """[F] Predicted − real satisfaction: above 0 we think better of it than customers do. None where one is missing."""
        return None if self.satisfaction is None or self.real is None else self.satisfaction.mean - self.real


@dataclass(frozen=True)
class Ranks:
    """How alike two orders are: tau-b, the pairs in the same and in the opposite order, and of how many touchpoints."""

    tau: float
    same: int
    opposite: int
    touchpoints: int


@dataclass(frozen=True)
class Outcome:
    """A round: its touchpoints in map order; the score and that of “always 3” (None: too few to say); and the priorities' ranks."""

    lines: tuple[Line, ...]
    people: int
    compared: int
    score: float | None
    middle: float | None
    ranks: Ranks | None

    @property
    def surprises(self) -> list[Line]:
        """The three largest gaps of half a point or more, the largest first."""
        wide = [line for line in self.lines if line.gap is not None and abs(line.gap) >= NEAR - 1e-9]
        return sorted(wide, key=lambda line: -abs(line.gap or 0.0))[:3]


def touchpoints(view: JourneyView) -> list[Record]:
    """The cards of a map of which a round asks, in map order."""
    return [card for card in view.cards if view.lane_kind[card["lane"]] == "touchpoint"]


def outcome(view: JourneyView, round_: Record, guesses: Values) -> Outcome:
    """What a round comes to. `guesses` are (satisfactions, importances) by card; the real answers are those of the view."""
    real = {record["card"]: record for record in view.of_type("actual") if record["forecast"] == round_["id"]}
    stages = {stage["id"]: stage["name"] for stage in view.stages}
    lines = []
    for card in touchpoints(view):
        one, other = guesses.get(card["id"], ((), ()))
        known = real.get(card["id"], {})
        lines.append(
            Line(
                card["id"],
                card["title"] or "Untitled",
                stages[card["stage"]],
                Predicted.of(one),
                Predicted.of(other),
                known.get("satisfaction"),
                known.get("importance"),
                known.get("answers"),
                known.get("origin") or "",
            )
        )
    people = max((max(len(one), len(other)) for one, other in guesses.values()), default=0)
    pairs = [(line.satisfaction.mean, line.real) for line in lines if line.satisfaction and line.real is not None]
    return Outcome(
        tuple(lines),
        people,
        len(pairs),
        score([p for p, _ in pairs], [r for _, r in pairs]),
        score([MIDDLE] * len(pairs), [r for _, r in pairs]),
        ranks([(line.importance.mean, line.real_importance) for line in lines if line.importance and line.real_importance is not None]),
    )  # fmt: skip


def score(predicted: Sequence[float], real: Sequence[float]) -> float | None:
    """[F] 100 × (1 − mean |predicted − real| / 4); None under five touchpoints. Both lists are 1 to 5, of one length."""
    if len(real) < FEWEST:
        return None
    return 100 * (1 - mean(abs(p - r) for p, r in zip(predicted, real, strict=True)) / SPAN)


def ranks(pairs: Sequence[tuple[float, float]]) -> Ranks | None:
    """[F] Kendall's tau-b of (predicted, real) pairs; None under five, or where all of one side are the same."""
    if len(pairs) < FEWEST:
        return None
    same = opposite = only_one = only_other = 0
    for (a, b), (c, d) in combinations(pairs, 2):
        one, other = round(a - c, 9), round(b - d, 9)
        if one * other > 0:
            same += 1
        elif one * other < 0:
            opposite += 1
        elif one:
            only_other += 1
        elif other:
            only_one += 1
    under = sqrt((same + opposite + only_one) * (same + opposite + only_other))
    return Ranks((same - opposite) / under, same, opposite, len(pairs)) if under else None


# ---- in words


def headline(found: Outcome) -> str:
    """What a closed round says first."""
    if found.score is None:
        need = FEWEST - found.compared
        return f"{plural(found.compared, 'touchpoint')} can be compared; a score takes {FEWEST}: {need} more."
    assert found.middle is not None
    beside = found.score - found.middle
    if abs(beside) < 1:
        return f"We score {found.score:.0f} of 100: no better than always saying 3."
    if beside < 0:
        return f"We score {found.score:.0f} of 100: worse than always saying 3, which scores {found.middle:.0f}."
    return f"We score {found.score:.0f} of 100; always saying 3 would score {found.middle:.0f}."


def surprise(line: Line) -> str:
    """A gap in words."""
    assert line.gap is not None
    assert line.satisfaction is not None
    assert line.real is not None
    how = "We think better of it than customers do" if line.gap > 0 else "Customers like it more than we think"
    return f"“{line.title}”: we predicted {line.satisfaction.mean:.1f}, customers say {line.real:.1f}. {how}."


def gaps(found: Outcome) -> str:
    """The finding of the chart of gaps."""
    wide = [line for line in found.lines if line.gap is not None and abs(line.gap) >= 1]
    if not found.compared:
        return "No touchpoint has both a prediction and a real answer yet."
    if not wide:
        return f"At none of {plural(found.compared, 'touchpoint')} are we off by a point or more."
    over = sum((line.gap or 0) > 0 for line in wide)
    how = (
        "all too rosy"
        if over == len(wide)
        else "all too gloomy"
        if not over
        else f"{over:,} too rosy, {len(wide) - over:,} too gloomy"
    )
    return f"We are off by a point or more at {len(wide):,} of {plural(found.compared, 'touchpoint')}: {how}."


def priorities(found: Ranks) -> str:
    """The ranks in words."""
    pairs = found.touchpoints * (found.touchpoints - 1) // 2
    how = (
        "We know what matters" if found.tau >= 0.6
        else "We know in part what matters" if found.tau >= 0.3
        else "We do not know what matters"
    )  # fmt: skip
    told = f"{found.same:,} of {pairs:,} pairs of touchpoints stand in the same order, {found.opposite:,} in the opposite one"
    return f"{how}: {told} (τ = {signed(found.tau, 2)})."


def signed(value: float, digits: int = 1) -> str:
    """A number with its sign: “−1.8”, “+0.4”, “0.0”."""
    text = f"{abs(value):.{digits}f}"
    return text if not float(text) else f"{'−' if value < 0 else '+'}{text}"
