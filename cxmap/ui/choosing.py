"""Lists to choose a journey from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from cxmap.model.vocabulary import JOURNEY_STATES, label
from cxmap.store import JourneySummary


def journey_names(journeys: Iterable[JourneySummary]) -> dict[str, str]:
    """What each journey is called in a list, by id: its title, with its state or a number where others have the same.

    Streamlit tells the entries of a list apart by what they are called, so no two may be called the same.
    """
    found = list(journeys)
    titles = Counter(j.title for j in found)
    names: dict[str, str] = {}
    taken: set[str] = set()
    for j in sorted(found, key=lambda j: j.id):  # the same name whatever the order in which they stand
        name = j.title if titles[j.title] == 1 else f"{j.title} · {label(JOURNEY_STATES, j.state)}"
        number = 1
        while (unique := name if number == 1 else f"{name} ({number})") in taken:
            number += 1
        taken.add(unique)
        names[j.id] = unique
    return {j.id: names[j.id] for j in found}
