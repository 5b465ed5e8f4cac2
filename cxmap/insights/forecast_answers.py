"""Real answers that the workspace holds already, as figures from 1 to 5: proposals, each with how it came about.

[F] A CSAT reading: 1 + 4 × CSAT ÷ 100 (it tells how many are satisfied, not how much: a bridge, and said so). A score of linked
feedback: 1 + 4 × (score − lowest) ÷ (highest − lowest) of its scale, the mean over the items. A reported feeling: 3 + 2 × feeling ÷ 3.
NPS and CES ask something else and are never converted.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import mean

from cxmap.insights.forecast import touchpoints
from cxmap.insights.measures import status
from cxmap.insights.words import plural
from cxmap.model.records import Record
from cxmap.model.views import JourneyView

_SCALE = re.compile(r"(\d+)-(\d+)\Z")
_ASKS_ELSE = ("0-10", "1-7")  # the scales of NPS and CES: another question, unless the file says otherwise


@dataclass(frozen=True)
class Proposal:
    """A real answer for a touchpoint: its satisfaction from 1 to 5, on how many answers (None: not known), and from where."""

    card: str
    satisfaction: float
    answers: int | None
    origin: str


def csat(value: float) -> float:
    """[F] 1 + 4 × CSAT ÷ 100: as if who is satisfied had answered 5, and who is not 1."""
    return 1 + 4 * value / 100


def scaled(score: float, scale: str) -> float | None:
    """[F] 1 + 4 × (score − lowest) ÷ (highest − lowest), for a scale such as “1-5” or “0-100”; None for what does not fit."""
    found = _SCALE.match(scale)
    if found is None:
        return None
    low, high = int(found[1]), int(found[2])
    return 1 + 4 * (score - low) / (high - low) if low < high and low <= score <= high else None


def felt(value: float) -> float:
    """[F] 3 + 2 × feeling ÷ 3: −3 is 1, +3 is 5."""
    return 3 + 2 * value / 3


def proposals(
    view: JourneyView, persona: str | None, scores: Mapping[int, tuple[float | None, str | None]], today: date
) -> dict[str, list[Proposal]]:
    """What is known of each touchpoint, by card, the best source first: CSAT, then linked feedback, then reported feelings.

    `scores` are (score, scale) of feedback items by id. `persona`: only her reported feelings, where one is named.
    """
    found: dict[str, list[Proposal]] = defaultdict(list)
    asked = {card["id"] for card in touchpoints(view)}
    for proposal in (*_measured(view, today), *_said(view, scores), *_felt(view, persona)):
        if proposal.card in asked:
            found[proposal.card].append(proposal)
    return dict(found)


def items_of(view: JourneyView) -> dict[str, list[int]]:
    """The feedback items that are evidence at each card, by card."""
    found: dict[str, list[int]] = defaultdict(list)
    for source in view.of_type("source"):
        kind, _, number = source["item"].partition(":")
        if kind == "item" and number.isdigit():
            found[source["card"]].append(int(number))
    return dict(found)


def _measured(view: JourneyView, today: date) -> list[Proposal]:
    readings = view.under("reading", "measure")
    found = []
    for measure in view.of_type("measure"):
        if not measure["card"] or measure["method"] != "csat":
            continue
        there = status(measure, readings.get(measure["id"], ()), today)
        if there.trend is not None and there.value is not None:
            last = there.trend.last
            origin = f"KPI “{measure['name']}” of {last['date']}: CSAT {there.value:g} % as 1 + 4 × CSAT ÷ 100"
            found.append(Proposal(measure["card"], round(csat(there.value), 2), last["answers"], origin[:300]))
    return found


def _said(view: JourneyView, scores: Mapping[int, tuple[float | None, str | None]]) -> list[Proposal]:
    found = []
    for card, items in items_of(view).items():
        values, scales = [], set()
        for item in dict.fromkeys(items):
            score, scale = scores.get(item, (None, None))
            value = scaled(score, scale) if score is not None and scale and scale not in _ASKS_ELSE else None
            if value is not None:
                values.append(value)
                scales.add(scale)
        if values:
            told = " and ".join(sorted(str(scale).replace("-", " to ") for scale in scales))
            origin = f"{plural(len(values), 'linked feedback item')}, scored {told}"
            found.append(Proposal(card, round(mean(values), 2), len(values), origin))
    return found


def _felt(view: JourneyView, persona: str | None) -> list[Proposal]:
    values: dict[str, list[float]] = defaultdict(list)
    for feeling in view.feelings:
        if feeling["source"] == "reported" and persona in (None, feeling["persona"]):
            values[feeling["card"]].append(feeling["value"])
    origin = "reported feelings, as 3 + 2 × feeling ÷ 3"
    return [Proposal(card, round(felt(mean(there)), 2), None, origin) for card, there in values.items()]


def missing(view: JourneyView, round_: Record, found: Mapping[str, Sequence[Proposal]]) -> list[Proposal]:
    """The best proposal of each touchpoint that has no real answer in the round yet, in map order."""
    known = {r["card"] for r in view.of_type("actual") if r["forecast"] == round_["id"] and r["satisfaction"] is not None}
    return [found[card["id"]][0] for card in touchpoints(view) if card["id"] in found and card["id"] not in known]
