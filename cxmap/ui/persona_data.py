"""What the persona editor is told by its page: the journeys that each persona travels."""

from __future__ import annotations

from typing import Any

from cxmap.board import PeopleData
from cxmap.insights import emotion
from cxmap.insights.personas import Travel
from cxmap.store import Store
from cxmap.ui import gallery, look, persona_pages
from cxmap.ui.person import rights
from cxmap.web.assets import asset_base


def for_editor(store: Store, persona: str) -> PeopleData:
    """The editor's data with one persona open; of journeys that this person may not read it says nothing."""
    mine = rights()
    return {
        "base": asset_base().rpartition("/assets/")[0],
        "assets": asset_base(),
        "persona": persona,
        "fresh": gallery.fresh(),
        "revision": store.revision,
        "travels": {persona: [_told(t) for t in persona_pages.travels(store, persona) if mine.reads(t.id)]} if persona else {},
        "dark": look.known_dark(),
    }


def _told(travel: Travel) -> dict[str, Any]:
    """One journey: `curve` of [x in stages, value], its lowest and highest point, the titles of its worst pains."""
    return {
        "id": travel.id,
        "title": travel.title,
        "stages": travel.stages,
        "curve": [[point.x, point.value] for point in travel.curve],
        "low": _end(travel.lowest),
        "high": _end(travel.highest),
        "pains": [pain.title for pain in travel.pains],
    }


def _end(point: emotion.Point | None) -> dict[str, Any] | None:
    return {"title": point.title, "value": point.value} if point is not None else None
