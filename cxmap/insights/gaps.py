"""Where customers report another feeling than the team predicts. The board's `view/feelings.js` is the twin."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from cxmap.insights.emotion import Point, points
from cxmap.model.views import JourneyView

# Gaps from this size on are a finding: a sixth of the scale.
GAP = 1.0


@dataclass(frozen=True)
class Gap:
    """One card where both are known: `predicted` is the team's point, `reported` what customers said, −3 … +3."""

    predicted: Point
    reported: float

    @property
    def size(self) -> float:
        """Reported − predicted, one decimal: below 0, customers feel worse than the team believes."""
        return round(self.reported - self.predicted.value, 1)


def gaps(view: JourneyView, persona: str | None, least: float = GAP) -> list[Gap]:
    """The gaps of a persona from `least` on, the largest first; of equal ones the earlier along the map."""
    told = {point.card: point.value for point in points(view, persona, "reported")}
    found = [Gap(point, told[point.card]) for point in points(view, persona) if point.card in told]
    return sorted((gap for gap in found if abs(gap.size) >= least), key=lambda gap: -abs(gap.size))


def reported(view: JourneyView, persona: str | None) -> list[Point]:
    """The reported curve, each point over the predicted one of the same card, so that a gap is read straight up.

    A point that only customers gave stands halfway between its neighbours. Empty where nothing is reported.
    """
    known = {point.card: point.x for point in points(view, persona)}
    found = points(view, persona, "reported")
    columns = {stage["id"]: float(i) for i, stage in enumerate(view.stages)}
    out: list[Point] = []
    for stage, left in columns.items():
        here = [point for point in found if point.stage == stage]
        xs = spread([known.get(point.card) for point in here], left)
        out += [replace(point, x=x) for point, x in zip(here, xs, strict=True)]
    return out


def spread(known: Sequence[float | None], left: float, width: float = 1.0) -> list[float]:
    """Fill the unknown places of a column evenly between their known neighbours or its edges."""
    xs: list[float] = []
    for i, x in enumerate(known):
        if x is None:
            ahead = next(((k, y) for k, y in enumerate(known[i:]) if y is not None), None)
            steps, high = ahead if ahead else (len(known) - i, left + width)
            low = xs[-1] if xs else left
            x = low + (high - low) / (steps + 1)
        xs.append(x)
    return xs
