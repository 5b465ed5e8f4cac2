"""Workshops out of the store as what a group takes along: the document behind the HTML and PDF files, and the data."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from datetime import date, datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from cxmap.documents import takeaway_map
from cxmap.documents.takeaway import Takeaway
from cxmap.documents.takeaway_html import html
from cxmap.documents.takeaway_pdf import pdf
from cxmap.documents.tokens import ADAPTIVE, LIGHT, Tokens
from cxmap.exports import export_journeys
from cxmap.insights import emotion, summary, words
from cxmap.insights.record import Did
from cxmap.insights.workshop import Room, outcome_of, room
from cxmap.model.records import Record
from cxmap.model.views import JourneyView
from cxmap.store import Committed, Store
from cxmap.takeaway_parts import facts, sections

Kind = Literal["html", "pdf", "json"]
TYPES: dict[str, str] = {"html": "text/html; charset=utf-8", "pdf": "application/pdf", "json": "application/json"}

_PAGE = 200  # changes that are read of the log at a time
# What of a workshop's records no file tells: who somebody is to this installation, and how the screens stood.
_INSIDE = frozenset({"person", "facilitator", "focus", "called", "follow"})


def find(store: Store, workshop: str) -> tuple[JourneyView, Room] | None:
    """The map of a workshop and all that belongs to it; None where there is none of that id."""
    record = store.record("workshop", workshop)
    view = store.view(record["journey"]) if record else None
    found = room(view, workshop) if view else None
    return (view, found) if view and found else None


def done(store: Store, found: Room) -> list[Did]:
    """What was done while the workshop ran, on its map and on those of its tables, oldest first. Reads the log."""
    start, end = found.workshop["started"], found.workshop["closed"] or "9"
    if not start:
        return []
    maps = [found.journey["id"], *(table["map"] for table in found.tables if table["map"])]
    return sorted((did for journey in maps for did in _done(store, journey, start, end)), key=lambda did: did.at)


def _done(store: Store, journey: str, start: str, end: str) -> Iterator[Did]:
    view = store.view(journey)
    if view is None:
        return
    before = store.timeline(journey, until=start, limit=1)
    after, more = (before[0].rev if before else 0), True
    kinds = dict(view.lane_kind)
    while more:
        changes, more = store.changes(journey, after, store.revision, _PAGE)
        for change, *_ in changes:
            after = change.rev
            if change.at > end:
                return
            copied = _copied(change)
            for applied, place in zip(change.applied, change.places, strict=True):
                if place != journey:
                    continue
                if applied.type == "lane" and applied.op == "put":
                    kinds.setdefault(applied.id, applied.after["kind"])
                if change.at >= start and not (applied.op == "put" and applied.id in copied):
                    lane = applied.after.get("lane", "") if applied.type == "card" else ""
                    yield Did(change.at, applied.op, applied.type, applied.id, kinds.get(lane, ""))


def _copied(change: Committed) -> frozenset[str]:
    """Ids of the cards that a change only carries to a table's map, or from the tables' to the main one: they were made before."""
    cards = [a for a in change.applied if a.type == "card"]
    from_main = {a.id for a in cards if a.op == "put" and a.after["origin"] is not None}
    return frozenset(from_main | {a.after["origin"] for a in cards if a.op == "patch" and a.after.get("origin")})


def revisions(store: Store, found: Room) -> tuple[int, int] | None:
    """From which revision to which the history shows the workshop; None where nothing was done on its map."""
    start, end = found.workshop["started"], found.workshop["closed"] or "9"
    if not start:
        return None
    journey = found.journey["id"]
    first, last = (store.timeline(journey, until=until, limit=1) for until in (start, end))
    if not last or (first and first[0].rev == last[0].rev):
        return None
    if not first:
        places = store.positions(journey)
        return (places[0], last[0].rev) if places and places[0] < last[0].rev else None
    return first[0].rev, last[0].rev


def document(store: Store, workshop: str, t: Tokens = LIGHT) -> Takeaway | None:
    """What is said in the files, drawn in the colours of a theme; None where there is no such workshop."""
    there = find(store, workshop)
    if there is None:
        return None
    view, found = there
    curve = [(point.x, point.value) for point in emotion.leading(view)]
    figures = summary.summarise(view)
    says = f"Map of {view.journey['title']}: {words.headline(figures)}"
    who = ", ".join(persona["name"] for persona in view.personas)
    record = found.workshop
    outcome = outcome_of(found)
    return Takeaway(
        title=record["title"],
        journey=f"{view.journey['title']}{f' · {who}' if who else ''}",
        day=_day(record),
        facts=facts(view, found),
        outcome=f"{outcome[0].upper()}{outcome[1:]}." if outcome else "",
        sections=sections(view, found, done(store, found), t),
        map_title=words.headline(figures),
        map_note=_under(view, figures),
        whole=takeaway_map.draw(view, curve, t, says) if view.stages else None,
        parts=takeaway_map.pages(view, curve, t, says) if t is LIGHT else (),
        made=f"Made with cxmap on {_said(date.today())}. Votes, ratings and places are estimates of those who were there.",
    )


def _under(view: JourneyView, figures: summary.Summary) -> str:
    stages, cards = words.plural(len(view.stages), "stage"), words.plural(len(view.cards), "card")
    curve = f"; the curve shows {view.personas[0]['name']}" if view.personas and figures.curve else ""
    marks = "Outlines – assumed: dashed, observed: solid, measured: solid with a dark corner. Bars: severity. Star: moment of truth."
    return f"{stages}, {cards}{curve}. {marks}"


def _day(record: Record) -> str:
    if record["started"]:
        return _said(datetime.fromisoformat(record["started"]).date())
    return _said(date.fromisoformat(record["date"])) if record["date"] else "No date yet"


def _said(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def as_html(store: Store, workshop: str) -> bytes | None:
    """The self-contained HTML file; None where there is no such workshop."""
    found = document(store, workshop, ADAPTIVE)
    return html(found, _typeface()).encode() if found else None


def as_pdf(store: Store, workshop: str) -> bytes | None:
    """The PDF file; None where there is no such workshop."""
    found = document(store, workshop)
    return pdf(found) if found else None


def maps(store: Store, workshop: str) -> list[str]:
    """Ids of the journeys of a workshop: its map, then those of its tables; none where there is no such workshop."""
    there = find(store, workshop)
    if there is None:
        return []
    tables = [table["map"] for table in there[1].tables if table["map"]]
    return list(dict.fromkeys([there[1].journey["id"], *tables]))


def as_json(store: Store, workshop: str, only: Collection[str] | None = None) -> bytes | None:
    """The data: a file of the product's own format with the map and those of the tables, and a list `workshop` beside it.

    `only` these journeys of them (None: all). Each entry of that list is a record with its `type`. Names of participants are
    left out of an anonymous workshop.
    """
    there = find(store, workshop)
    if there is None:
        return None
    _, found = there
    text = export_journeys(store, [id_ for id_ in maps(store, workshop) if only is None or id_ in only])
    lines = ",\n".join(f"    {json.dumps(record, ensure_ascii=False)}" for record in _records(found))
    return f'{text.rstrip().removesuffix("}").rstrip()},\n  "workshop": [\n{lines}\n  ]\n}}\n'.encode()


def _records(found: Room) -> Iterator[dict[str, Any]]:
    nameless = found.workshop["anonymous"] == "on"
    lists = (
        ("workshop", [found.workshop]),
        ("step", found.steps),
        ("breakout", found.tables),
        ("participant", found.participants),
        ("parked", found.parked),
        ("decision", found.decisions),
        ("tally", found.tallies),
    )
    for type_, records in lists:
        for record in records:
            hidden = (
                _INSIDE
                | ({"author_name"} if nameless else set())
                | ({"name"} if nameless and type_ == "participant" else set())
            )
            yield {"type": type_, **{name: value for name, value in record.items() if name not in hidden}}


def make(store: Store, workshop: str, kind: str, only: Collection[str] | None = None) -> bytes | None:
    """The file of a kind ("html", "pdf" or "json"); None where there is no such workshop or kind.

    `only` limits the maps of the data to these journeys.
    """
    if kind == "json":
        return as_json(store, workshop, only)
    made = {"html": as_html, "pdf": as_pdf}.get(kind)
    return made(store, workshop) if made else None


@cache
def _typeface() -> bytes:
    """Source Sans as Streamlit ships it, so that the file looks the same on every machine."""
    spec = find_spec("streamlit")
    folder = Path(spec.origin or "").parent / "static" / "static" / "media" if spec else Path()
    return next((path.read_bytes() for path in sorted(folder.glob("SourceSansVF-Upright*.woff2"))), b"")
