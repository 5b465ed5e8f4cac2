"""Writes the product's own format: one record a line, each list in the order of the map."""

from __future__ import annotations

import base64
import json
from collections.abc import Iterable, Sequence
from typing import Any

from cxmap.formats.jsonfile import over
from cxmap.formats.native import VERSION
from cxmap.formats.parsed import PLURALS, file_fields
from cxmap.model.records import MADE_OF, MAX_RECORDS, RECORDS, Record, check_id
from cxmap.model.views import JourneyView

Lists = dict[str, list[Record]]

# Types of a journey that `JourneyView.of_type` gives.
_OF_A_MAP = ("assignment", "source", "tag", "connection", "path", "measure", "reading", "answer", "view", "comment", "voice")


def write(
    views: Iterable[JourneyView],
    statements: Iterable[Record] = (),
    pictures: Iterable[tuple[str, bytes, str]] = (),
    personas: Iterable[Record] = (),
    comments: bool = False,
    grounds: Iterable[Record] = (),
    segments: Iterable[Record] = (),
    every: bool = False,
) -> str:
    """Journeys as the text of a file: one record a line, so that two versions compare well.

    `personas` are further ones that feelings and paths may name (one that no longer travels the map); those that nothing
    names, statements, grounds and pictures of personas that are not written, and segments that none of them stands for are left
    out, unless `every` takes all personas and segments along. Teams (with their roles) and shared
    touchpoints are written where a journey names them, emotion words all. `comments` writes those too; who is mentioned,
    versions and reasons are never written. What leads to a journey that is not written is left out. Reading the text gives
    the same records.
    """
    views = list(views)
    lists = _lists(views, personas, statements, comments, every)
    stood_for = {p["segment"] for p in lists["persona"]}
    lists["segment"] = [s for s in segments if every or s["id"] in stood_for]
    lists["ground"] = [g for g in grounds if g["statement"]]
    _cut(lists)
    photos = {p["photo"] for p in lists["persona"] if p["photo"]}
    document: dict[str, Any] = {PLURALS[type_]: [_plain(type_, r) for r in lists[type_]] for type_ in PLURALS}
    document["pictures"] = [
        {"id": check_id(id_), "content_type": kind, "data": base64.b64encode(data).decode("ascii")}
        for id_, data, kind in pictures
        if id_ in photos
    ]
    return render(document)


def too_large(text: str) -> str:
    """A sentence where a file that `write` made is larger than one that is read; "" where it is not."""
    # one a line; a picture is none, and no text holds what tells it
    records = text.count("\n    {") - text.count('", "content_type": "')
    why = f"holds {records:,} records, and is read up to {MAX_RECORDS:,}" if records > MAX_RECORDS else over(text)
    return f"This file {why}: export fewer journeys at once, or without comments, if it is to be imported again." if why else ""


def personas_of(view: JourneyView) -> set[str]:
    """Ids of the personas that a journey names, travelling or not."""
    named = {t["persona"] for t in view.travellers} | {f["persona"] for f in view.feelings}
    return named | {p["persona"] for p in view.of_type("path") if p["persona"]}


def _lists(
    views: Sequence[JourneyView], personas: Iterable[Record], statements: Iterable[Record], comments: bool, every: bool
) -> Lists:
    named = {id_ for view in views for id_ in personas_of(view)}
    people = {p["id"]: p for view in views for p in view.personas}
    people.update((p["id"], p) for p in personas if (every or p["id"] in named) and p["id"] not in people)
    teams = {a["team"] for view in views for a in view.of_type("assignment")} | {view.journey["owner"] for view in views}
    shared = {card["shared"] for view in views for card in view.cards}
    lists: Lists = {
        "persona": list(people.values()),
        "statement": list(statements),
        "team": [r for r in _once(views, "team") if r["id"] in teams],
        "role": _once(views, "role"),
        "word": _once(views, "word"),
        "touchpoint": [r for r in _once(views, "touchpoint") if r["id"] in shared],
        "journey": [view.journey for view in views],
        "traveller": [r for view in views for r in view.travellers],
        "stage": [r for view in views for r in view.stages],
        "lane": [r for view in views for r in view.lanes],
        "card": [r for view in views for r in view.cards],
        "feeling": [r for view in views for r in view.feelings],
    }
    for type_ in _OF_A_MAP:
        lists[type_] = [r for view in views for r in view.of_type(type_)] if comments or type_ != "comment" else []
    return lists


def _once(views: Iterable[JourneyView], type_: str) -> list[Record]:
    """The workspace's records of a type, each once: every view of a workspace has them all."""
    return list({r["id"]: r for view in views for r in view.of_type(type_)}.values())


def _cut(lists: Lists) -> None:
    """Leave out what names something that is not written, or only the name where a record can do without it."""
    there = {type_: {r["id"] for r in lists[type_]} for type_ in PLURALS}
    for type_ in PLURALS:
        refs = [f for f in file_fields(type_) if f.kind == "ref"]
        kept = []
        for record in lists[type_]:
            lost = [f for f in refs if record[f.name] is not None and record[f.name] not in there[f.to]]
            if not any(f.required or (type_ == "ground" and f.name == "statement") for f in lost):
                kept.append({**record, **{f.name: None for f in lost}} if lost else record)
        lists[type_] = kept
        there[type_] = {r["id"] for r in kept}


def _plain(type_: str, record: Record) -> Record:
    """A record as it stands in a file: without what means nothing elsewhere, and without what is at its default."""
    defaults = RECORDS[type_].defaults
    kept = {f.name: record[f.name] for f in file_fields(type_) if f.name == "order" or record[f.name] != defaults[f.name]}
    return kept if type_ in MADE_OF else {"id": record["id"], **kept}


def render(document: dict[str, Any]) -> str:
    """The text of a file from its lists: one record a line, empty lists left out."""
    parts = [f'  "format": "cxmap",\n  "version": {VERSION}']
    for key, items in document.items():
        if items:
            lines = ",\n".join("    " + json.dumps(item, ensure_ascii=False) for item in items)
            parts.append(f"  {json.dumps(key)}: [\n{lines}\n  ]")
    return "{\n" + ",\n".join(parts) + "\n}\n"
