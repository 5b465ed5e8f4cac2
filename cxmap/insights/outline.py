"""A map in words: stage by stage what is felt, what hurts and what decides, for whoever does not see the drawing."""

from __future__ import annotations

from cxmap.insights import emotion
from cxmap.insights.summary import is_moment, is_pain
from cxmap.insights.words import severity
from cxmap.model.views import JourneyView
from cxmap.model.vocabulary import MOMENTS, label

# What the outlines and marks of a drawn map mean.
KEY = (
    "Outlines – assumed: dashed, observed: solid, measured: solid with a dark corner. "
    "Bars: how severe a pain point is, 1 to 3. Star: moment of truth."
)


def outline(view: JourneyView) -> list[tuple[str, list[str]]]:
    """(stage name, sentences) of each stage, in map order; the feelings are those of the leading persona."""
    felt: dict[str, list[str]] = {}
    for point in emotion.leading(view):
        word = f", {point.word}" if point.word and point.word != point.title else ""
        felt.setdefault(point.stage, []).append(f"Feeling {emotion.show(point.value)}{word}: {point.title}")
    out = []
    for stage in view.stages:
        cards = [card for card in view.cards if card["stage"] == stage["id"] and card["title"]]
        pains = [f"Pain point, {severity(c['severity'] or 0)}: {c['title']}" for c in cards if is_pain(view, c)]
        moments = [f"Moment of truth{_which(c['moment'])}: {c['title']}" for c in cards if is_moment(view, c)]
        out.append((stage["name"] or "Unnamed", [*felt.get(stage["id"], []), *pains, *moments]))
    return out


def _which(moment: str | None) -> str:
    return f" ({label(MOMENTS, moment).lower()})" if moment else ""
