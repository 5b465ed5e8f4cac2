"""The emotion curve as numbers: which feelings make its points, where it turns, and what is remembered of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cxmap.model.views import JourneyView

# Feelings this near to 0 count as neither good nor bad.
NEUTRAL = 0.4


@dataclass(frozen=True)
class Point:
    """One feeling on the curve. `card` and `stage` are ids; `x` runs from 0 to the number of stages, `value` from −3 to +3."""

    card: str
    title: str
    stage: str
    x: float
    value: float
    word: str = ""


@dataclass(frozen=True)
class PeakEnd:
    """What the peak–end rule says is remembered, and the two readings that it rests on. A heuristic, not a measurement."""

    peak: Point
    end: Point
    remembered: float


def points(view: JourneyView, persona: str | None, source: str = "predicted") -> list[Point]:
    """The curve of one persona as one source tells it, from left to right.

    A card without a feeling gives no point. Order along the map: stage, place in the cell, then lane; the points of a stage
    are spread evenly over its column.
    """
    felt = {f["card"]: f for f in view.feelings if f["persona"] == persona and f["source"] == source}
    found: list[Point] = []
    for column, stage in enumerate(view.stages):
        here = [
            (place, row, card)
            for row, lane in enumerate(view.lanes)
            for place, card in enumerate(view.cells.get((stage["id"], lane["id"]), ()))
            if card["id"] in felt
        ]
        here.sort(key=lambda entry: entry[:2])
        for k, (_, _, card) in enumerate(here):
            feeling = felt[card["id"]]
            x = column + (k + 0.5) / len(here)
            found.append(Point(card["id"], card["title"], stage["id"], x, feeling["value"], feeling["word"]))
    return found


def leading(view: JourneyView) -> list[Point]:
    """The curve that stands for the journey: the first persona's, as predicted; as reported where nothing is predicted."""
    if not view.personas:
        return []
    persona = view.personas[0]["id"]
    return points(view, persona) or points(view, persona, "reported")


def lowest(curve: Sequence[Point]) -> Point | None:
    """The lowest point; of equal ones the later."""
    return min(reversed(curve), key=lambda p: p.value, default=None)


def highest(curve: Sequence[Point]) -> Point | None:
    """The highest point; of equal ones the later."""
    return max(reversed(curve), key=lambda p: p.value, default=None)


def peak_end(curve: Sequence[Point]) -> PeakEnd | None:
    """Remembered ≈ (peak + end) / 2, where the peak is the reading furthest from neutral, the later one of equals.

    Kahneman and others, "When more pain is preferred to less" (1993). None without points.
    """
    if not curve:
        return None
    peak = max(reversed(curve), key=lambda p: abs(p.value))
    return PeakEnd(peak, curve[-1], (peak.value + curve[-1].value) / 2)


def tone(value: float) -> str:
    """ "neg", "neu" or "pos": on which side of neutral a feeling lies."""
    return "neg" if value < -NEUTRAL else "pos" if value > NEUTRAL else "neu"


def show(value: float) -> str:
    """A feeling as people read it: “−2.6”, “+1.0”, “0”."""
    text = f"{abs(value) + 1e-9:.1f}"  # halves away from zero, whatever their binary digits
    return "0" if text == "0.0" else ("−" if value < 0 else "+") + text


def turns(values: Sequence[float], swing: float = 0.5) -> list[int]:
    """Places of the peaks and troughs that are worth a face, from left to right.

    The curve must turn by at least `swing` there; a peak counts only above neutral, a trough only below; of equal readings
    the later counts. A curve that never turns has its strongest point. The board's `view/curve.js` is its twin.
    """
    found: list[tuple[int, str]] = []
    low = high = way = 0  # way: 0 not known yet, 1 rising, −1 falling
    for i in range(1, len(values)):
        high = i if values[i] >= values[high] else high
        low = i if values[i] <= values[low] else low
        if way >= 0 and values[high] - values[i] >= swing - 1e-9:
            found.append((high, "pos"))
            way, low, high = -1, i, i
        elif way <= 0 and values[i] - values[low] >= swing - 1e-9:
            found.append((low, "neg"))
            way, low, high = 1, i, i
    if way:
        found.append((high, "pos") if way > 0 else (low, "neg"))
    elif values:
        strongest = low if abs(values[low]) > abs(values[high]) else high
        found.append((strongest, "neg" if values[strongest] < 0 else "pos"))
    return [place for place, side in found if tone(values[place]) == side]
