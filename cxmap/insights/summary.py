"""What one journey comes down to: how much is on it, where it hurts, and what it rests on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from cxmap.insights import emotion
from cxmap.insights.evidence import Coverage, coverage
from cxmap.insights.measures import off_target
from cxmap.model.records import Record
from cxmap.model.views import JourneyView


@dataclass(frozen=True)
class Pain:
    """A pain point: the card's id and title, and its severity from 1 to 3, 0 while nobody has rated it."""

    card: str
    title: str
    severity: int


@dataclass(frozen=True)
class Summary:
    """The figures of one journey. `lowest` and `highest` are points of `curve`, the leading persona's."""

    touchpoints: int
    stages: int
    moments: int
    coverage: Coverage
    curve: Sequence[emotion.Point] = ()
    lowest: emotion.Point | None = None
    highest: emotion.Point | None = None
    worst_pain: Pain | None = None
    kpis: int = 0
    off_target: int = 0


def summarise(view: JourneyView, today: date | None = None) -> Summary:
    """Put a journey into figures, as they are on a day; without one no evidence counts as expired.

    There is no mean of feelings in it: a journey is not the sum of its touchpoints.
    """
    curve = emotion.leading(view)
    off, kpis = off_target(view)
    return Summary(
        touchpoints=sum(view.lane_kind[card["lane"]] == "touchpoint" for card in view.cards),
        stages=len(view.stages),
        moments=sum(is_moment(view, card) for card in view.cards),
        coverage=coverage(view, today),
        curve=curve,
        lowest=emotion.lowest(curve),
        highest=emotion.highest(curve),
        worst_pain=worst_pain(view, curve),
        kpis=kpis,
        off_target=off,
    )


def is_moment(view: JourneyView, card: Record) -> bool:
    """Whether a card is a moment of truth: marked as one, or standing in a lane of them."""
    return bool(card["moment"]) or view.lane_kind[card["lane"]] == "moment"


def is_pain(view: JourneyView, card: Record) -> bool:
    """Whether a card is a pain point: it stands in a lane of them, or somebody has rated how much it hurts."""
    return bool(card["severity"]) or view.lane_kind[card["lane"]] == "pain"


def worst_pain(view: JourneyView, curve: Sequence[emotion.Point]) -> Pain | None:
    """The pain point that hurts most: by severity, then by the feeling there (its own, else the lowest of its stage).

    Of equal ones the first on the map; a card without a title has no name to show and does not count.
    """
    own = {p.card: p.value for p in curve}
    stage: dict[str, float] = {}
    for p in curve:
        stage[p.stage] = min(p.value, stage.get(p.stage, p.value))

    def hurt(card: Record) -> tuple[int, float]:
        return card["severity"] or 0, -own.get(card["id"], stage.get(card["stage"], 0.0))

    pains = [card for card in view.cards if card["title"] and is_pain(view, card)]
    worst = max(pains, key=hurt, default=None)
    return Pain(worst["id"], worst["title"], worst["severity"] or 0) if worst else None
