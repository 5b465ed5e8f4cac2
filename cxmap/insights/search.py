"""Finding journeys by what stands on them."""

from __future__ import annotations

from collections.abc import Iterable

from cxmap.model.views import JourneyView


def text_of(view: JourneyView) -> str:
    """Everything on a journey that people may look for, folded for comparison: title, personas, stages, cards and notes."""
    parts: list[str] = [view.journey["title"], view.journey["point_of_view"]]
    for persona in view.personas:
        parts += [persona["name"], persona["role"]]
    for stage in view.stages:
        parts += [stage["name"], stage["goal"]]
    for card in view.cards:
        parts += [card["title"], card["note"]]
    return folded("\n".join(parts))


def folded(text: str) -> str:
    """A text as it is compared: letter case does not count."""
    return text.casefold()


def found(query: str, texts: Iterable[str]) -> bool:
    """Whether every word of a query stands somewhere in folded texts; an empty query is found everywhere."""
    whole = "\n".join(texts)
    return all(word in whole for word in folded(query).split())
