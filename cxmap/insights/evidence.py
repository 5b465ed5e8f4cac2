"""What the cards of a map rest on: the status that counts on a day, and how much of the map is more than a guess.

METHOD.md: a card is assumed, observed or measured; evidence that has expired counts as assumed. `model/evidence.js` is the
same rule for the board, held to this one by `tests/fixtures/evidence.json`.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from cxmap.model.records import Record
from cxmap.model.views import JourneyView


@dataclass(frozen=True)
class Coverage:
    """How many cards are measured, observed and assumed; `expired` of the assumed ones were more until their sources expired."""

    measured: int = 0
    observed: int = 0
    assumed: int = 0
    expired: int = 0

    @property
    def cards(self) -> int:
        """All of them."""
        return self.measured + self.observed + self.assumed

    @property
    def share(self) -> float | None:
        """Share of cards that are not assumed, 0 to 1; None where there are no cards."""
        return (self.measured + self.observed) / self.cards if self.cards else None


def has_expired(card: Record, sources: Sequence[Record], today: date | None) -> bool:
    """Whether a card was observed or measured, and all that it rested on has expired by `today`.

    `sources` are the card's own. One that names no day never expires; from its day on it no longer counts. A card that
    names no source keeps its status. `today` None: nothing has expired.
    """
    if today is None or card["evidence"] == "assumed" or not sources:
        return False
    return all(source["expires"] and date.fromisoformat(source["expires"]) <= today for source in sources)


def status(card: Record, sources: Sequence[Record], today: date | None) -> str:
    """The evidence that counts: the card's own, or "assumed" where its sources have all expired by `today`."""
    return "assumed" if has_expired(card, sources, today) else str(card["evidence"])


def counted(view: JourneyView, today: date | None) -> JourneyView:
    """The map with the evidence that counts: what has expired by `today` is assumed. The same view where nothing has."""
    gone = expired(view, today)
    if not gone:
        return view
    cards = [{**card, "evidence": "assumed"} if card["id"] in gone else card for card in view.cards]
    return replace(view, cards=cards)


def expired(view: JourneyView, today: date | None) -> frozenset[str]:
    """Ids of the cards whose evidence has expired by `today`."""
    sources = view.under("source", "card")
    return frozenset(card["id"] for card in view.cards if has_expired(card, sources.get(card["id"], ()), today))


def coverage(view: JourneyView, today: date | None) -> Coverage:
    """What the cards of a map rest on."""
    gone = expired(view, today)
    kinds = ["assumed" if card["id"] in gone else card["evidence"] for card in view.cards]
    return Coverage(kinds.count("measured"), kinds.count("observed"), kinds.count("assumed"), len(gone))
