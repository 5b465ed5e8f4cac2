"""What lies around one journey, for its board: the maps that open into it, the maps that it opens into, and where the shared
touchpoints stand; and the making of a journey for a stage or card."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import Any

from cxmap.changes import Edit
from cxmap.insights.summary import summarise
from cxmap.insights.words import headline
from cxmap.model.order import keys_between
from cxmap.model.records import new_id
from cxmap.model.views import JourneyView
from cxmap.runtime import runtime
from cxmap.store import JourneySummary, Store
from cxmap.ui import writing
from cxmap.ui.idea_edits import shortly

NOTHING: dict[str, Any] = {"parents": [], "children": {}, "places": {}, "ideas": {}}  # of who sees one journey only


def for_board(store: Store, journey: str) -> dict[str, Any]:
    """`parents`: `{journey, title, type, name}` of each stage or card elsewhere that opens into this journey; `children`: what
    each journey that this one opens says first, by id; `places`: `{journey, title, count}` by shared touchpoint;
    `ideas`: `{idea, board, text, state}` by the card that they are about or became."""
    ties = store.ties()
    known = {j.id: j for j in store.journeys()}
    # a journey may have gone since its ties were read
    openings = [o for o in ties.openings if o.journey in known and o.opens in known]
    opened = {o.opens for o in openings if o.journey == journey}
    counts = Counter((p.touchpoint, p.journey) for p in ties.places if p.journey in known)
    places: dict[str, list[dict[str, Any]]] = {}
    for (touchpoint, there), count in sorted(counts.items(), key=lambda item: known[item[0][1]].title.casefold()):
        places.setdefault(touchpoint, []).append({"journey": there, "title": known[there].title, "count": count})
    return {
        "parents": [
            {"journey": o.journey, "title": known[o.journey].title, "type": o.type, "name": o.name}
            for o in openings
            if o.opens == journey and o.journey != journey
        ],
        "children": {id_: _said(known[id_]) for id_ in sorted(opened)},
        "places": places,
        "ideas": _ideas(store, journey),
    }


def _ideas(store: Store, journey: str) -> dict[str, list[dict[str, str]]]:
    """The ideas that are linked to cards of a journey, by card."""
    linked = [link for link in store.of_type("idea_link") if link["map"] == journey and link["card"]]
    known = {idea["id"]: idea for idea in store.of_type("idea")} if linked else {}
    found: dict[str, list[dict[str, str]]] = {}
    for link in linked:
        if (idea := known.get(link["idea"])) is None:
            continue
        said = {"idea": idea["id"], "board": idea["whiteboard"], "text": shortly(idea["text"], 120), "state": idea["state"]}
        if said not in found.setdefault(link["card"], []):
            found[link["card"]].append(said)
    return found


@dataclass(frozen=True)
class _Edition:
    """A journey at one revision, on one day."""

    id: str
    revision: int
    today: date
    view: Callable[[], JourneyView | None] = field(compare=False)


def _said(summary: JourneySummary) -> str:
    return _first(_Edition(summary.id, summary.revision, date.today(), summary.view))


@lru_cache(maxsize=500)
def _first(edition: _Edition) -> str:
    """What the map of a journey says first, worked out once per revision."""
    view = edition.view()
    return headline(summarise(view)) if view else ""


def make_detail(journey: str, type_: str, id_: str, title: str = "") -> str | None:
    """Make the journey that a stage or card opens into, or find the one that there is; its id, or None where that failed."""
    view = runtime().store.view(journey)
    records = {} if view is None else {r["id"]: r for r in (view.stages if type_ == "stage" else view.cards)}
    if view is None or id_ not in records:
        writing.say(f"The {'stage' if type_ == 'stage' else 'card'} was deleted meanwhile, so no journey was made for it.")
        return None
    if records[id_]["opens"]:
        return str(records[id_]["opens"])
    made, edits = detail(view, type_, id_, title)
    return made if writing.commit(edits) is not None else None


def detail(view: JourneyView, type_: str, id_: str, title: str = "") -> tuple[str, tuple[Edit, ...]]:
    """A blank journey of that title, else named after a stage or card, with the same personas, and the link to it: its id and the edits."""
    record = next(r for r in (view.stages if type_ == "stage" else view.cards) if r["id"] == id_)
    made = new_id()
    title = title.strip() or record["name" if type_ == "stage" else "title"] or f"Part of {view.journey['title']}"
    about = {"workspace": view.journey["workspace"], "title": title[:200], "state": view.journey["state"]}
    keys = keys_between(None, None, len(view.personas))
    travellers = (
        Edit("put", "traveller", new_id(), {"journey": made, "persona": persona["id"], "order": key})
        for persona, key in zip(view.personas, keys, strict=True)
    )
    return made, (
        Edit("put", "journey", made, about),
        *travellers,
        Edit("patch", type_, id_, {"opens": made}, {"opens": None}),
    )
