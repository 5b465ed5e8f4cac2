"""The templates that a new journey can start from: those of the workspace, and those that come with cxmap."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import orjson

from cxmap.formats import Parsed, read
from cxmap.model.entries import Entry
from cxmap.model.records import Record
from cxmap.model.views import JourneyView
from cxmap.store import Store
from cxmap.ui import edits

_FOLDER = Path(__file__).parents[2] / "data" / "templates"
# What the board's empty map takes of a template. The example persona is made anew there, or is who travels the map already.
_TYPES = (
    "persona",
    "traveller",
    "stage",
    "lane",
    "card",
    "feeling",
    "assignment",
    "tag",
    "connection",
    "path",
    "measure",
)
# A board is sent its templates with the page: own ones that are larger, or more, wait in the “New journey” dialog.
MAX_RECORDS, MAX_ON_BOARD = 400, 8


@dataclass(frozen=True)
class Template:
    """A template to choose: `own` ones are journeys of this workspace, the others files."""

    id: str
    title: str
    description: str
    own: bool = False


@dataclass(frozen=True)
class _Edition:
    """An own template at one revision."""

    id: str
    revision: int
    view: Callable[[], JourneyView | None] = field(compare=False)


@cache
def parsed() -> dict[str, Parsed]:
    """Each template that comes with cxmap as it is read from its file, by its name, in the order of the names."""
    return {path.stem: read(path.read_bytes(), path.name) for path in sorted(_FOLDER.glob("*.json"))}


def choices(store: Store) -> list[Template]:
    """All templates: those of the workspace by title, then those that come with cxmap."""
    own = [view for edition in _own(store) if (view := _view(edition)) is not None]
    titles = sorted((v.journey["title"].casefold(), v.journey["id"], v) for v in own)
    there = [Template(id_, v.journey["title"], v.journey["point_of_view"], own=True) for _, id_, v in titles]
    return [*there, *(Template(t["id"], t["title"], t["description"]) for t in _built_in())]


def entries(store: Store, id_: str) -> list[Entry] | None:
    """The records of a template; None where it was deleted meanwhile."""
    if id_ in parsed():
        return parsed()[id_].records
    view = store.view(id_)
    return edits.entries_of(view) if view is not None and view.journey["use"] == "template" else None


def for_board(store: Store) -> str:
    """The templates as the board takes them: a list of `{id, title, description}` and lists of records by type; own ones first.

    It is JSON in a text: Streamlit goes through what a component is given three times at every run, 4 ms for these as a list, in
    which nobody's edit gets on.
    """
    own = (t for edition in _own(store) if (t := _for_board(edition)) is not None)
    return orjson.dumps((*list(own)[:MAX_ON_BOARD], *_built_in())).decode()


def _own(store: Store) -> list[_Edition]:
    return [_Edition(summary.id, summary.revision, summary.view) for summary in store.templates()]


@lru_cache(maxsize=200)
def _view(edition: _Edition) -> JourneyView | None:
    return edition.view()


@lru_cache(maxsize=200)
def _for_board(edition: _Edition) -> dict[str, Any] | None:
    view = _view(edition)
    if view is None:
        return None
    there = edits.entries_of(view)
    if len(there) > MAX_RECORDS:
        return None
    example: Record = {"name": "Customer", "role": "", "quote": "", "narrative": "", "photo": ""}
    people: list[Entry] = [("persona", t["persona"], example) for t in view.travellers]
    return _template(edition.id, [*people, *there])


@cache
def _built_in() -> tuple[dict[str, Any], ...]:
    return tuple(_template(name, file.records) for name, file in parsed().items())


def _template(name: str, there: list[Entry]) -> dict[str, Any]:
    records: dict[str, list[dict[str, Any]]] = {type_: [] for type_ in _TYPES}
    journey: Record = {}
    for type_, id_, fields in there:
        if type_ == "journey":
            journey = fields
        elif type_ in records:
            records[type_].append({"id": id_, **fields})
    return {"id": name, "title": journey["title"], "description": journey["point_of_view"], **records}
