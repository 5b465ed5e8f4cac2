"""Lists to choose a journey from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from cxmap.model.vocabulary import JOURNEY_STATES, label
from cxmap.store import JourneySummary
from cxmap.ui.words import apart


def journey_names(journeys: Iterable[JourneySummary]) -> dict[str, str]:
    """What each journey is called in a list, by id: its title, with its state and a number where others have the same."""
    found = list(journeys)
    titles = Counter(j.title for j in found)
    return apart({j.id: j.title if titles[j.title] == 1 else f"{j.title} · {label(JOURNEY_STATES, j.state)}" for j in found})
