"""Role disconnects: the touchpoints where the organisation falls apart for the customer.

A touchpoint is disconnected where it has no owner, or several; where its owner is not the owner of the touchpoint before it
(map order: stage, place in the cell, then lane); or where its owner's own view differs from the customer's. What a single
team expects is not recorded, so the owner's view is what the team predicts at that card: it differs where that and what
customers report, for one persona, are 2 or more apart. The owner is the team with the A of the RACI matrix.

A disconnect is strong where the emotion drops: the leading persona's feeling falls by 1 or more from the point before it on
the curve. The board's `model/disconnects.js` is the twin, held to the same cases.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from cxmap.insights import emotion
from cxmap.insights.raci import entries_of, together
from cxmap.model.records import Record
from cxmap.model.views import JourneyView

GAP = 2.0  # how far apart prediction and report are where the two views differ
DROP = 1.0  # how far the feeling falls where a disconnect counts as strong
DEFINITION = (
    "A touchpoint without an owner, with several, with another owner than the touchpoint before, or where the team's prediction "
    "and what customers report are 2 or more apart. Strong: the leading persona's feeling falls there by 1 or more."
)

Kind = Literal["none", "several", "change", "views"]


@dataclass(frozen=True)
class Reason:
    """Why a touchpoint is disconnected: the rule, and a sentence for people."""

    kind: Kind
    sentence: str


@dataclass(frozen=True)
class Disconnect:
    """One disconnected touchpoint. `owners` are team ids; `drop` is how far the feeling falls there, 0 where it does not."""

    card: str
    title: str
    stage: str
    owners: tuple[str, ...]
    reasons: tuple[Reason, ...]
    drop: float
    fall: str = ""

    @property
    def strong(self) -> bool:
        """Whether the emotion drops there."""
        return self.drop >= DROP

    @property
    def sentence(self) -> str:
        """All of it for people: why, and how the feeling falls."""
        return " ".join([*(reason.sentence for reason in self.reasons), *([self.fall] if self.strong else [])])


def disconnects(view: JourneyView) -> list[Disconnect]:
    """The disconnected touchpoints of a journey, in map order. A map on which nobody owns anything has all of them."""
    entries = entries_of(view)
    curve = emotion.leading(view)
    falls = {now.card: (before.value, now.value) for before, now in pairwise(curve)}
    differing = _views(view)
    found: list[Disconnect] = []
    before: tuple[Record, tuple[tuple[str, str], ...]] | None = None
    for card in touchpoints(view):
        owners = tuple((e.team, e.name) for e in entries.get(card["id"], ()) if e.part == "accountable")
        reasons = tuple(_reasons(owners, before, differing.get(card["id"], "")))
        if reasons:
            start, end = falls.get(card["id"], (0.0, 0.0))
            drop = max(0.0, round(start - end, 1))
            fall = f"The feeling falls by {drop:.1f} here, from {emotion.show(start)} to {emotion.show(end)}."
            ids = tuple(team for team, _ in owners)
            found.append(Disconnect(card["id"], card["title"], card["stage"], ids, reasons, drop, fall))
        before = card, owners
    return found


def touchpoints(view: JourneyView) -> Iterator[Record]:
    """The cards of the touchpoint lanes in map order: stage, place in the cell, then lane."""
    lanes = [(row, lane["id"]) for row, lane in enumerate(view.lanes) if lane["kind"] == "touchpoint"]
    for stage in view.stages:
        here = [(place, row, card) for row, lane in lanes for place, card in enumerate(view.cells.get((stage["id"], lane), ()))]
        for _, _, card in sorted(here, key=lambda entry: entry[:2]):
            yield card


def owned(view: JourneyView) -> bool:
    """Whether anybody answers for anything on the map yet: until then there is no use in marking every touchpoint."""
    return any(a["part"] == "accountable" for a in view.of_type("assignment"))


def by_team(found: Sequence[Disconnect]) -> dict[str, tuple[int, int]]:
    """How many disconnects each owner has, and how many of them are strong, by team id."""
    all_ = Counter(team for d in found for team in d.owners)
    strong = Counter(team for d in found if d.strong for team in d.owners)
    return {team: (count, strong[team]) for team, count in all_.items()}


def ranked(found: Sequence[Disconnect]) -> list[Disconnect]:
    """The strong ones first, the deepest fall on top; then in map order."""
    return sorted(found, key=lambda d: (not d.strong, -d.drop if d.strong else 0.0))


def _reasons(
    owners: tuple[tuple[str, str], ...], before: tuple[Record, tuple[tuple[str, str], ...]] | None, differs: str
) -> Iterator[Reason]:
    if not owners:
        yield Reason("none", "No team owns it.")
    elif len(owners) > 1:
        yield Reason("several", f"{len(owners)} teams own it: {together([name for _, name in owners])}.")
    elif before is not None and len(before[1]) == 1 and before[1][0][0] != owners[0][0]:
        after = before[0]["title"] or "Untitled"
        yield Reason("change", f"The owner changes from {before[1][0][1]} (“{after}”) to {owners[0][1]}.")
    if owners and differs:
        yield Reason("views", differs)


def _views(view: JourneyView) -> dict[str, str]:
    """Where the team's view and the customers' differ for a persona on the map: a sentence about the widest gap, by card."""
    names = {p["id"]: (place, p["name"]) for place, p in enumerate(view.personas)}
    told: dict[tuple[str, str], dict[str, float]] = {}
    for feeling in view.feelings:
        if feeling["persona"] in names:
            told.setdefault((feeling["card"], feeling["persona"]), {})[feeling["source"]] = feeling["value"]
    widest: dict[str, tuple[float, int, str]] = {}
    for (card, persona), values in told.items():
        if len(values) < 2:
            continue
        predicted, reported = values["predicted"], values["reported"]
        gap = round(abs(predicted - reported), 1)
        place, name = names[persona]
        if gap >= GAP and (card not in widest or (gap, -place) > widest[card][:2]):
            said = f"We expect {emotion.show(predicted)} for {name}, customers report {emotion.show(reported)}."
            widest[card] = gap, -place, said
    return {card: said for card, (_, _, said) in widest.items()}
