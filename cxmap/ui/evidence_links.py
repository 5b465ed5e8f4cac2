"""The one way in which a page makes something evidence: `link_item` for the edits, `link` to write them with a word about it."""

from __future__ import annotations

from cxmap.changes import Refused
from cxmap.evidence_links import Place, Said, link_item, passage, source_kind
from cxmap.model.views import JourneyView
from cxmap.ui import writing

__all__ = ["Place", "Said", "link", "link_item", "passage", "place_on", "source_kind"]


def place_on(view: JourneyView, card_id: str) -> Place | None:
    """A card of a journey as a place for evidence; None where it is not there (any more)."""
    card = next((card for card in view.cards if card["id"] == card_id), None)
    return Place("card", card, view.under("source", "card").get(card_id, [])) if card is not None else None


def link(item: Said, to: Place, sentence: str) -> bool:
    """Make it evidence there, say so, and offer to take that back; False where that was refused (`trouble` says why)."""
    try:
        edits = link_item(item, to)
    except Refused as refusal:
        writing.say(refusal.message)
        return False
    return writing.make(edits, sentence)
