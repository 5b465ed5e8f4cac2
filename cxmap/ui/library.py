"""Journeys as the home page shows them: each with its figures, read once per revision."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache

from cxmap.documents.meter import meter
from cxmap.documents.thumbnail import thumbnail
from cxmap.documents.tokens import ADAPTIVE, themed
from cxmap.insights import emotion, guide, search
from cxmap.insights.summary import Summary, summarise
from cxmap.model.records import Record
from cxmap.model.views import JourneyView
from cxmap.store import JourneySummary, Store


@dataclass(frozen=True)
class Entry:
    """One journey: its record, its personas, its figures, its last change, its owner's name, and the text that it is found by.

    `answered` says how far the guide's questions are answered, "" for a map without stages.
    """

    id: str
    journey: Record
    personas: tuple[Record, ...]
    figures: Summary
    text: str
    changed_at: str
    changed_by: str
    owner: str = ""
    answered: str = ""


@dataclass(frozen=True)
class _Edition:
    """A journey at one revision, on one day: evidence expires from one day to the next."""

    id: str
    revision: int
    at: str
    today: date
    view: Callable[[], JourneyView | None] = field(compare=False)


def entries(store: Store, seen: Callable[[str], bool] = lambda _: True) -> list[Entry]:
    """All journeys that may be `seen`, by their id, the last changed one first."""
    return [entry for summary in store.journeys() if seen(summary.id) and (entry := _entry(summary)) is not None]


def _entry(summary: JourneySummary) -> Entry | None:
    read = _read(_Edition(summary.id, summary.revision, summary.changed_at, date.today(), summary.view))
    if read is None:
        return None
    journey, figures, text, *words = read
    people = tuple(summary.personas)
    return Entry(summary.id, journey, people, figures, text, summary.changed_at, summary.changed_by, *words)


@lru_cache(maxsize=1000)
def _read(edition: _Edition) -> tuple[Record, Summary, str, str, str] | None:
    view = edition.view()
    if view is None:
        return None
    owner = next((team["name"] for team in view.of_type("team") if team["id"] == view.journey["owner"]), "")
    answered = guide.in_words(guide.completeness(view, edition.today))
    return view.journey, summarise(view, edition.today), search.text_of(view), owner, answered


def searched(all_entries: list[Entry], query: str) -> list[Entry]:
    """The journeys that hold every word of the query."""
    return [entry for entry in all_entries if search.found(query, (entry.text,))]


def picture(figures: Summary, width: int = 422) -> str:
    """The curve's thumbnail as SVG, with faces at the lowest and the highest point as far as they are bad and good."""
    curve = list(figures.curve)
    ends = (figures.highest, figures.lowest)
    faces = [curve.index(p) for p, side in zip(ends, ("pos", "neg"), strict=True) if p and emotion.tone(p.value) == side]
    return themed(thumbnail([(p.x, p.value) for p in curve], figures.stages, faces, ADAPTIVE, width=width))


def evidence(figures: Summary) -> str:
    """The evidence meter as SVG."""
    coverage = figures.coverage
    return themed(meter(coverage.measured, coverage.observed, coverage.assumed, ADAPTIVE))


def small(curve: Sequence[emotion.Point], stages: int) -> str:
    """One curve without faces, for a line in a list."""
    return themed(thumbnail([(p.x, p.value) for p in curve], stages, [], ADAPTIVE))
