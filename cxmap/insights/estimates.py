"""What a room's ratings, votes and placements say, and how firm that is. The board's `model/estimates.js` is the twin.

A tally is the record of that type: `kind`, `people`, `value`, `low`, `high`, `effort`, `effort_low`, `effort_high`, `counts`.
Whatever comes from it is an estimate of those who were there, and is called so.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Literal

from cxmap.insights.words import plural
from cxmap.model.records import Record

Spread = Literal["close", "some", "split"]
Quadrant = Literal["quick win", "big bet", "maybe", "time sink"]
Counts = list[tuple[tuple[float, ...], int]]

SPREADS: dict[Spread, str] = {"close": "Close", "some": "Some spread", "split": "Split"}
CLOSE, SPLIT = 2, 5  # ranges on the scale of a rating, which is six wide
RATING_WIDTH, PLACEMENT_WIDTH = 6, 10
MIDDLE = 5  # of value and effort, from 0 to 10: what lies on it counts as high value, and as low effort
_NAMED = 2  # of several, how many a sentence names

Name = Callable[[Record], str]


@dataclass(frozen=True)
class Ranked:
    """A tally in its place. Equal ones share a `rank` (from 1); `firm`: no other one's `low` … `high` meets its own.

    `low` and `high` are None where too few took part to tell.
    """

    tally: Record
    rank: int
    firm: bool
    low: float | None
    high: float | None


def counts_of(tally: Record) -> Counts:
    """How often each value was given: (value,) or, of a placement, (value, effort), with its count, as they stand."""
    found: Counts = []
    for part in str(tally["counts"]).split():
        given, _, count = part.rpartition(":")
        found.append((tuple(float(number) for number in given.split("/")), int(count)))
    return found


def spread_of(tally: Record) -> Spread | None:
    """How far a room is apart on one thing, by the range of what was given: at most 2 close, from 5 on split, else some.

    Of a placement, the wider of its two ranges, of which ten are what six are of a rating. None for votes, which are
    divided and not rated, and where nobody took part.
    """
    if tally["kind"] == "votes" or tally["low"] is None or tally["high"] is None:
        return None
    width = float(tally["high"] - tally["low"])
    if tally["kind"] == "placement":
        efforts = 0.0 if tally["effort_low"] is None else tally["effort_high"] - tally["effort_low"]
        width = max(width, efforts) * RATING_WIDTH / PLACEMENT_WIDTH
    return "close" if width <= CLOSE else "split" if width >= SPLIT else "some"


def interval(tally: Record) -> tuple[float, float] | None:
    """Between what a tally's value lies by the spread of those who gave it: mean ± 2 · s / √n, s with n − 1.

    For votes that is their sum, n the people who took part (who gave none, gave 0). None for fewer than two people.
    Without counts, from the lowest to the highest that one person gave.
    """
    given = [(values[0], count) for values, count in counts_of(tally)]
    votes = tally["kind"] == "votes"
    if votes:
        given.append((0.0, max(0, tally["people"] - sum(count for _, count in given))))
    n = sum(count for _, count in given)
    if not tally["counts"]:
        n = tally["people"]
    if n < 2 or tally["value"] is None:
        return None
    times = n if votes else 1
    if not tally["counts"]:
        return None if tally["low"] is None else (tally["low"] * times, tally["high"] * times)
    mean = sum(value * count for value, count in given) / n
    squares = sum(count * (value - mean) ** 2 for value, count in given)
    reach = 2 * sqrt(squares / (n - 1) / n)
    return (mean - reach) * times, (mean + reach) * times


def ranked(tallies: Sequence[Record]) -> list[Ranked]:
    """Tallies of one kind in their order: most votes first, highest value first (then least effort), worst feeling first.

    What nobody gave anything to think of (no value) is left out. A place is firm where the spread of the voters overlaps
    with that of no other.
    """
    there = [t for t in tallies if t["value"] is not None and t["people"] > 0]
    spans = {t["id"]: interval(t) for t in there}
    order = sorted(there, key=lambda t: (*_first(t), t["title"], t["id"]))
    out: list[Ranked] = []
    for place, tally in enumerate(order):
        rank = out[-1].rank if place and _first(order[place - 1]) == _first(tally) else place + 1
        span = spans[tally["id"]]
        firm = len(order) == 1 or not any(_meet(span, spans[other["id"]]) for other in order if other is not tally)
        out.append(Ranked(tally, rank, firm, *(span or (None, None))))
    return out


def quadrant(tally: Record) -> Quadrant | None:
    """Where a placement lies: high value and low effort is a quick win, both high a big bet, both low maybe, else a time sink."""
    if tally["kind"] != "placement" or tally["value"] is None or tally["effort"] is None:
        return None
    low_effort = tally["effort"] <= MIDDLE
    if tally["value"] >= MIDDLE:
        return "quick win" if low_effort else "big bet"
    return "maybe" if low_effort else "time sink"


def quadrant_firm(tally: Record) -> bool:
    """Whether everybody placed it in that quadrant."""
    return quadrant(tally) is not None and all(
        quadrant({**tally, "value": values[0], "effort": values[1]}) == quadrant(tally) for values in _corners(tally)
    )


def value_of(customer: float | None, business: float | None) -> float | None:
    """The value of an idea: the mean of its value to the customer and to the business, or the one that is given."""
    given = [value for value in (customer, business) if value is not None]
    return sum(given) / len(given) if given else None


def finding_of(tallies: Sequence[Record], name: Name = lambda tally: str(tally["title"])) -> str:
    """What a revealed step says first, in a sentence or two; `name` tells what a tally is about. "" without any."""
    kinds = {"rating": _of_ratings, "votes": _of_votes, "placement": _of_placements}
    return kinds[tallies[0]["kind"]](tallies, name) if tallies else ""


def estimate(tallies: Sequence[Record]) -> str:
    """What stands beside every figure that comes from a room: “Estimate of 12 people in the room”."""
    people = max((t["people"] for t in tallies), default=0)
    return f"Estimate of {plural(people, 'person', 'people')} in the room"


def _first(tally: Record) -> tuple[float, float]:
    if tally["kind"] == "rating":
        return tally["value"], 0
    return -tally["value"], tally["effort"] or 0


def _meet(a: tuple[float, float] | None, b: tuple[float, float] | None) -> bool:
    return a is None or b is None or (a[0] <= b[1] and b[0] <= a[1])


def _corners(tally: Record) -> list[tuple[float, ...]]:
    given = [values for values, _ in counts_of(tally)]
    if given or tally["low"] is None or tally["effort_low"] is None:
        return given
    return [
        (value, effort) for value in (tally["low"], tally["high"]) for effort in (tally["effort_low"], tally["effort_high"])
    ]


def _of_ratings(tallies: Sequence[Record], name: Name) -> str:
    rated = [t for t in tallies if t["value"] is not None and t["people"] > 0]
    if not rated:
        return "Nobody has rated yet."
    if max(t["people"] for t in rated) == 1:
        return "One person has rated: there is no spread."
    split = [t for t in rated if spread_of(t) == "split"]
    if len(split) == len(rated) > 1:
        return "Split everywhere."
    if all(spread_of(t) == "close" for t in rated):
        return f"Agreed on {name(rated[0])}." if len(rated) == 1 else "Agreed everywhere."
    peak = rated[0]
    for tally in rated[1:]:  # of equal ones the later, as in the peak–end rule
        peak = tally if abs(tally["value"]) >= abs(peak["value"]) else peak
    said = {"close": "Agreed on the peak.", "some": "Some spread on the peak.", "split": ""}[spread_of(peak) or "split"]
    apart = f"Split on {_list([name(t) for t in split])}." if split else "Nobody is far apart."
    return f"{said} {apart}".strip()


def _of_votes(tallies: Sequence[Record], name: Name) -> str:
    order = [r for r in ranked(tallies) if r.tally["value"] > 0]
    if not order:
        return "Nobody has voted yet."
    first = [r for r in order if r.rank == 1]
    count = plural(round(first[0].tally["value"]), "vote")
    if len(first) > 1:
        return f"{_list([name(r.tally) for r in first])} lead with {count} each."
    return f"{name(first[0].tally)} leads with {count}{'' if first[0].firm else ', not firm'}."


def _of_placements(tallies: Sequence[Record], name: Name) -> str:
    order = [r.tally for r in ranked(tallies)]
    if not order:
        return "Nobody has placed anything yet."
    for key in ("quick win", "big bet", "maybe", "time sink"):
        found = [t for t in order if quadrant(t) == key]
        if found:
            none = "" if key == "quick win" else "No quick win. "
            count = {"maybe": f"{len(found):,} maybe"}.get(key) or plural(len(found), key)
            return f"{none}{count}: {_list([name(t) for t in found])}."
    return "Nobody has placed anything yet."


def _list(names: Sequence[str]) -> str:
    if len(names) > _NAMED + 1:
        return f"{', '.join(names[:_NAMED])} and {len(names) - _NAMED:,} more"
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))
