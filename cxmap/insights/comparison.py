"""Two maps beside each other: what differs, counted and said, and the curve of a persona on both."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from cxmap.insights import emotion
from cxmap.insights.difference_words import Sentences
from cxmap.insights.differences import Difference, Kind, by_stage, columns, differences, rows
from cxmap.insights.pairing import By
from cxmap.insights.words import plural
from cxmap.model.records import Record
from cxmap.model.views import JourneyView

Pair = tuple[Record | None, Record | None]
# How a difference is marked, by shape and word: never by colour alone.
MARKS = {"added": "＋ new", "gone": "− gone", "moved": "→ moved", "changed": "≠ changed"}


@dataclass(frozen=True)
class CurvePair:
    """The curve of one persona on both maps, each with what is remembered of it. x counts the columns of both maps together."""

    persona: Record
    before: Sequence[emotion.Point]
    after: Sequence[emotion.Point]

    @property
    def peak_ends(self) -> tuple[emotion.PeakEnd | None, emotion.PeakEnd | None]:
        """What is remembered of each, by the peak–end rule."""
        return emotion.peak_end(self.before), emotion.peak_end(self.after)


class Comparison:
    """What differs between two maps (by origin), or two moments of one map (by id). Worked out when first asked for."""

    def __init__(self, before: JourneyView, after: JourneyView, by: By = "origin") -> None:
        self.before, self.after, self.by = before, after, by

    @cached_property
    def found(self) -> list[Difference]:
        """Everything that differs."""
        return differences(self.before, self.after, self.by)

    @cached_property
    def columns(self) -> list[Pair]:
        """The stages of both maps side by side."""
        return columns(self.before, self.after, self.by)

    @cached_property
    def rows(self) -> list[Pair]:
        """The lanes of both maps side by side."""
        return rows(self.before, self.after, self.by)

    @cached_property
    def at(self) -> dict[str | None, list[Difference]]:
        """Differences by stage; None: of the whole map."""
        return by_stage(self.found)

    def of_column(self, column: Pair) -> list[Difference]:
        """The differences that belong to a column."""
        was, now = column
        return self.at.get((now or was or {"id": None})["id"], [])

    @cached_property
    def _sentences(self) -> Sentences:
        return Sentences(self.before, self.after)

    def say(self, difference: Difference) -> str:
        """A difference as a sentence."""
        return self._sentences.of(difference)

    @cached_property
    def marks(self) -> dict[tuple[int, str], str]:
        """Kind of what happened to a card, by (0, id before) and (1, id after); new, gone and moved before changed."""
        found: dict[tuple[int, str], str] = {}
        for d in self.found:
            if d.type == "card":
                if d.kind != "gone":
                    found.setdefault((1, d.id), d.kind)
                if d.other is not None:
                    found.setdefault((0, d.other), d.kind)
        return found

    @cached_property
    def personas(self) -> list[Record]:
        """Everybody who travels one of the maps, the later map's first."""
        return list({p["id"]: p for p in (*self.before.personas, *self.after.personas, *self.before.personas)}.values())

    def curves(self, persona: str, source: str = "predicted") -> CurvePair:
        """The curve of a persona on both maps."""
        record = next(p for p in self.personas if p["id"] == persona)
        return CurvePair(
            record,
            _placed(emotion.points(self.before, persona, source), self._places(0)),
            _placed(emotion.points(self.after, persona, source), self._places(1)),
        )

    def _places(self, side: int) -> dict[str, int]:
        return {stage["id"]: i for i, column in enumerate(self.columns) if (stage := column[side]) is not None}


def _placed(points: Sequence[emotion.Point], places: Mapping[str, int]) -> list[emotion.Point]:
    moved = [emotion.Point(p.card, p.title, p.stage, places[p.stage] + p.x - int(p.x), p.value, p.word) for p in points]
    return sorted(moved, key=lambda p: p.x)  # stages may stand in another order on the other map


def headline(comparison: Comparison, curve: CurvePair | None) -> tuple[str, str]:
    """What the comparison says first, in two parts: how many cards differ, and what that does to the lowest point."""
    return _counted(comparison), lowest_point(curve) if curve else ""


def _counted(comparison: Comparison) -> str:
    cards = Counter(d.kind for d in comparison.found if d.type == "card")
    others = len([d for d in comparison.found if d.type != "card"])
    if not cards:
        return f"No card differs, but {plural(others, 'other thing')} {_do(others)}" if others else "The two maps do not differ"
    parts = [(cards[kind], word) for kind, word in _COUNTED if cards[kind]]
    count, word = parts[0]
    said = [f"{plural(count, 'card')} {'is' if count == 1 else 'are'} {word}", *(f"{n:,} {word}" for n, word in parts[1:])]
    return f"{', '.join(said[:-1])} and {said[-1]}" if len(said) > 1 else said[0]


_COUNTED: tuple[tuple[Kind, str], ...] = (("added", "new"), ("gone", "gone"), ("moved", "moved"), ("changed", "changed"))


def _do(count: int) -> str:
    return "does" if count == 1 else "do"


def lowest_point(curve: CurvePair) -> str:
    """How the lowest point of a persona changes; "" where nobody has said how one of the maps feels."""
    low, now = emotion.lowest(curve.before), emotion.lowest(curve.after)
    if low is None or now is None:
        return ""
    who = f"{curve.persona['name']}’s lowest point"
    if low.value == now.value:
        return f"{who} stays at {emotion.show(low.value)}"
    return f"{who} {'rises' if now.value > low.value else 'falls'} from {emotion.show(low.value)} to {emotion.show(now.value)}"


def remembered(curve: CurvePair) -> list[tuple[emotion.PeakEnd | None, str]]:
    """Peak, end and what is remembered of each map, with the sum: “Remembered ≈ (−2.6 + 1.0) / 2 = −0.8”."""
    return [(found, _sum(found)) for found in curve.peak_ends]


def _sum(found: emotion.PeakEnd | None) -> str:
    if found is None:
        return "Nobody has said yet how this feels"
    peak, end = found.peak.value, found.end.value
    return f"Remembered ≈ ({_term(peak)} + {_term(end, inside=True)}) / 2 = {emotion.show(found.remembered)}"


def _term(value: float, inside: bool = False) -> str:
    """A feeling as a term of a sum: “2.7”, “−2.6”, behind a plus “(−2.6)”."""
    text = emotion.show(value).removeprefix("+")
    return f"({text})" if inside and value < 0 and text != "0" else text


def names(before: Record, after: Record) -> tuple[str, str]:
    """What the two maps are called in a chart: their states where these differ, else their titles."""
    states = {"as_is": "As-is", "to_be": "To-be"}
    if before["state"] != after["state"]:
        return states[before["state"]], states[after["state"]]
    return before["title"] or "Untitled", after["title"] or "Untitled"


def twins(journey: Record, others: Sequence[Record]) -> tuple[str | None, str | None]:
    """(as-is, to-be) of a map among all journeys, newest first: itself and the map that it is linked with; None where none is."""
    if journey["state"] == "to_be" or journey["as_is"]:
        there = {other["id"] for other in others}
        return (journey["as_is"] if journey["as_is"] in there else None), journey["id"]
    return journey["id"], next((other["id"] for other in others if other["as_is"] == journey["id"]), None)
