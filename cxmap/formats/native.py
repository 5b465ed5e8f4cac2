"""The product's own format, version 1: flat lists of records by type. Described in docs/format.md."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Iterable
from typing import Any

from cxmap.formats.jsonfile import Document
from cxmap.formats.parsed import PLURALS, Builder, FormatError, Parsed, show
from cxmap.model.order import is_key, key_between
from cxmap.model.records import RECORDS, Record, check_id
from cxmap.model.views import JourneyView

VERSION = 1
# The first bytes of each kind of picture; a WebP has its mark after the length.
_PICTURES = {"image/png": (0, b"\x89PNG\r\n\x1a\n"), "image/jpeg": (0, b"\xff\xd8\xff"), "image/webp": (8, b"WEBP")}
_KEYS = ("format", "version", *PLURALS.values(), "pictures")


def recognises(top: dict[str, Any]) -> bool:
    """Whether this JSON object says that it is ours."""
    return top.get("format") == "cxmap"


def read(document: Document, name: str) -> Parsed:
    """Read a file of our own. `name` is not needed: every journey has its title."""
    top = document.top
    version = top.get("version")
    if not isinstance(version, int) or isinstance(version, bool) or version < 1:
        raise FormatError(f"The version is {VERSION}, not “{show(version)}”: correct it.", field="version")
    if version > VERSION:
        raise FormatError(f"The file has version {version}, this cxmap reads {VERSION}: update cxmap.", field="version")
    builder = Builder()
    for key in top:
        if key not in _KEYS:
            builder.left_out(f"“{show(key)}” is no part of the format.")
    for type_ in PLURALS:
        _read_list(builder, document, type_)
    if not builder.of["journey"]:
        raise FormatError("The file holds no journey: add one under “journeys”.", field="journeys")
    _check_as_is(builder)
    _read_pictures(builder, document)
    return builder.parsed()


def _items(document: Document, key: str) -> Iterable[tuple[int, dict[str, Any], int | None, str]]:
    """(index, object, line, place) of each item of a top-level list."""
    items = document.top.get(key, [])
    if not isinstance(items, list):
        raise FormatError(f"“{key}” must be a list.", field=key)
    for index, item in enumerate(items):
        if not isinstance(item, dict):
            raise FormatError("This must be an object, in braces.", field=f"{key}[{index}]")
        yield index, item, document.line(key, index), f"{key}[{index}]"


def _read_list(builder: Builder, document: Document, type_: str) -> None:
    last: str | None = None
    ordered = RECORDS[type_].field("order") is not None
    for _, item, line, place in _items(document, PLURALS[type_]):
        fields = {key: value for key, value in item.items() if key not in ("id", "workspace")}
        if ordered:
            last = fields["order"] = _order(fields.get("order"), last, line, place)
        _check_refs(builder, type_, fields, line, place)
        builder.add(type_, fields, item.get("id") if type_ != "feeling" else None, line, place)


def _order(given: Any, last: str | None, line: int | None, place: str) -> str:
    """The order key of a record: its own, else one after the record above it."""
    if given is None:
        return key_between(last, None)
    if not isinstance(given, str) or not is_key(given):
        raise FormatError(f"“{show(given)}” is no order key: leave “order” out.", line, f"{place}.order")
    return given


def _check_refs(builder: Builder, type_: str, fields: Record, line: int | None, place: str) -> None:
    for field in RECORDS[type_].fields:
        target = fields.get(field.name)
        if field.kind != "ref" or field.name in ("workspace", "as_is") or target is None:
            continue
        there = builder.of[field.to].get(target) if isinstance(target, str) else None
        where = f"{place}.{field.name}"
        if there is None:
            sentence = f"The {type_} names the {field.to} “{show(target)}”, which the file does not have"
            raise FormatError(f"{sentence}: add it or correct the id.", line, where)
        if "journey" in there and there["journey"] != fields.get("journey"):
            raise FormatError(f"The {field.to} “{show(target)}” belongs to another journey: correct it.", line, where)


def _check_as_is(builder: Builder) -> None:
    journeys = builder.of["journey"]
    for id_, fields in journeys.items():
        if fields["as_is"] is not None and fields["as_is"] not in journeys:
            journeys[id_] = {**fields, "as_is": None}
            builder.left_out(f"“{show(fields['title'])}” answers a journey that the file does not have.")


def _read_pictures(builder: Builder, document: Document) -> None:
    used = {persona["photo"] for persona in builder.of["persona"].values()}
    there: set[str] = set()
    for _, item, line, place in _items(document, "pictures"):
        id_, kind, data = item.get("id"), item.get("content_type"), item.get("data")
        if not isinstance(id_, str) or id_ in there:
            raise FormatError("A picture needs an id of its own.", line, f"{place}.id")
        if not isinstance(kind, str) or kind not in _PICTURES:
            raise FormatError(f"A picture is one of {', '.join(_PICTURES)}.", line, f"{place}.content_type")
        raw = _unpack(data, line, f"{place}.data")
        offset, mark = _PICTURES[kind]
        if raw[offset : offset + len(mark)] != mark:
            raise FormatError(f"This is no {kind[6:].upper()} picture: export the file again.", line, f"{place}.data")
        there.add(id_)
        if id_ in used:
            builder.pictures.append((id_, raw, kind))
        else:
            builder.left_out(f"The picture “{show(id_)}” is nobody's photo.")
    for persona, fields in builder.of["persona"].items():
        if fields["photo"] and fields["photo"] not in there:
            builder.of["persona"][persona] = {**fields, "photo": ""}
            builder.left_out(f"The photo of {show(fields['name'])} is not in the file.")


def _unpack(data: Any, line: int | None, place: str) -> bytes:
    try:
        return base64.b64decode(data if isinstance(data, str) else "", validate=True)
    except (binascii.Error, ValueError):
        raise FormatError("A picture's data is base64 text: export the file again.", line, place) from None


def write(
    views: Iterable[JourneyView],
    statements: Iterable[Record] = (),
    pictures: Iterable[tuple[str, bytes, str]] = (),
    personas: Iterable[Record] = (),
) -> str:
    """Journeys as the text of a file: one record a line, so that two versions compare well.

    `personas` are further ones that feelings may name (one that no longer travels the map); those that nothing names,
    and statements and pictures of personas that are not written, are left out. Reading the text gives the same records.
    """
    views = list(views)
    felt = {feeling["persona"] for view in views for feeling in view.feelings}
    people = {p["id"]: p for view in views for p in view.personas}
    people.update((p["id"], p) for p in personas if p["id"] in felt and p["id"] not in people)
    photos = {p["photo"] for p in people.values() if p["photo"]}
    ids = {view.journey["id"] for view in views}
    journeys = [{**view.journey, "as_is": view.journey["as_is"] if view.journey["as_is"] in ids else None} for view in views]
    lists: dict[str, list[Record]] = {
        "persona": list(people.values()),
        "statement": [s for s in statements if s["persona"] in people],
        "journey": journeys,
        "traveller": [r for view in views for r in view.travellers],
        "stage": [r for view in views for r in view.stages],
        "lane": [r for view in views for r in view.lanes],
        "card": [r for view in views for r in view.cards],
        "feeling": [r for view in views for r in view.feelings if r["persona"] in people],
    }
    document: dict[str, Any] = {PLURALS[type_]: [_plain(type_, r) for r in there] for type_, there in lists.items()}
    document["pictures"] = [
        {"id": check_id(id_), "content_type": kind, "data": base64.b64encode(data).decode("ascii")}
        for id_, data, kind in pictures
        if id_ in photos
    ]
    return render(document)


def _plain(type_: str, record: Record) -> Record:
    """A record as it stands in a file: without its workspace, and without what is at its default."""
    defaults = RECORDS[type_].defaults
    kept = {
        name: record[name]
        for name, default in defaults.items()
        if name != "workspace" and (name == "order" or record[name] != default)
    }
    return kept if type_ == "feeling" else {"id": record["id"], **kept}


def render(document: dict[str, Any]) -> str:
    """The text of a file from its lists: one record a line, empty lists left out."""
    parts = [f'  "format": "cxmap",\n  "version": {VERSION}']
    for key, items in document.items():
        if items:
            lines = ",\n".join("    " + json.dumps(item, ensure_ascii=False) for item in items)
            parts.append(f"  {json.dumps(key)}: [\n{lines}\n  ]")
    return "{\n" + ",\n".join(parts) + "\n}\n"
