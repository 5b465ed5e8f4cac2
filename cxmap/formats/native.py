"""Reads the product's own format, versions 1 to 3: flat lists of records by type. Described in docs/format.md.

Earlier versions had fewer lists and fields; what they have means the same.
"""

from __future__ import annotations

import base64
import binascii
from collections import Counter
from collections.abc import Iterable
from typing import Any

from cxmap.formats.jsonfile import Document
from cxmap.formats.parsed import PLURALS, Builder, FormatError, Parsed, count, file_fields, inside, show
from cxmap.model.order import is_key, key_between
from cxmap.model.records import MADE_OF, RECORDS, SHARED_FIELDS, Record
from cxmap.model.state import MOST

VERSION = 3
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
    builder = Builder(MOST)
    for key in top:
        if key == "workshop":  # a takeaway's data
            builder.left_out("What was done in the workshop stays out: a file brings maps only.")
        elif key not in _KEYS:
            builder.left_out(f"“{show(key)}” is no part of the format.")
    for type_ in PLURALS:
        _read_list(builder, document, type_)
    if not any(builder.of[type_] for type_ in ("journey", "persona", "segment")):
        raise FormatError("The file holds no journey, persona or segment: add one, such as under “journeys”.", field="journeys")
    _check_threads(builder, document)
    _cut_what_leads_out(builder)
    _repeat_shared(builder)
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
    authors = 0
    for _, item, line, place in _items(document, PLURALS[type_]):
        fields = {key: value for key, value in item.items() if key != "id" and not inside(type_, key)}
        authors += type_ == "comment" and item.get("author") is not None
        if ordered:
            last = fields["order"] = _order(fields.get("order"), last, line, place)
        _check_refs(builder, type_, fields, line, place)
        if type_ == "ground" and fields.get("statement") is None:
            raise FormatError("A ground names the statement that rests on it: add “statement”.", line, f"{place}.statement")
        builder.add(type_, fields, item.get("id") if type_ not in MADE_OF else None, line, place)
    if authors:
        builder.left_out(f"Who wrote {count(authors, 'comment')} is kept by name only: a file knows nobody’s account.")


def _order(given: Any, last: str | None, line: int | None, place: str) -> str:
    """The order key of a record: its own, else one after the record above it."""
    if given is None:
        return key_between(last, None)
    if not isinstance(given, str) or not is_key(given):
        raise FormatError(f"“{show(given)}” is no order key: leave “order” out.", line, f"{place}.order")
    return given


def _check_refs(builder: Builder, type_: str, fields: Record, line: int | None, place: str) -> None:
    """Refuse a reference to what the file does not have. Those that may lead further down are looked at in the end."""
    for field in file_fields(type_):
        target = fields.get(field.name)
        if field.kind != "ref" or field.across or field.to == type_ or target is None:
            continue
        there = builder.of[field.to].get(target) if isinstance(target, str) else None
        if there is None:
            raise FormatError(_missing(type_, field.to, target), line, f"{place}.{field.name}")
        if "journey" in there and there["journey"] != fields.get("journey"):
            raise FormatError(_elsewhere(field.to, target), line, f"{place}.{field.name}")
    if type_ == "connection" and fields.get("start") is not None and fields.get("start") == fields.get("end"):
        raise FormatError("A connection leads from one card to another: correct it or take it out.", line, f"{place}.end")


def _missing(type_: str, to: str, target: Any) -> str:
    return f"The {type_} names the {to} “{show(target)}”, which the file does not have: add it or correct the id."


def _elsewhere(to: str, target: str) -> str:
    return f"The {to} “{show(target)}” belongs to another journey: correct it."


def _check_threads(builder: Builder, document: Document) -> None:
    comments = builder.of["comment"]
    for (_, _, line, place), fields in zip(_items(document, PLURALS["comment"]), comments.values(), strict=True):
        target = fields["thread"]
        if target is None:
            continue
        if target not in comments:
            raise FormatError(_missing("comment", "comment", target), line, f"{place}.thread")
        if comments[target]["journey"] != fields["journey"]:
            raise FormatError(_elsewhere("comment", target), line, f"{place}.thread")
        if comments[target]["thread"] not in (None, target):  # one that answers itself is told so further on
            sentence = f"The comment “{show(target)}” is an answer itself: name the one that opens the thread."
            raise FormatError(sentence, line, f"{place}.thread")


def _cut_what_leads_out(builder: Builder) -> None:
    """Clear what names another journey, or a record of one, that the file does not have, and say so once for each kind."""
    lost: Counter[tuple[str, str]] = Counter()
    for type_, there in builder.of.items():
        for field in RECORDS[type_].fields:
            if not (field.across or field.name == "as_is"):
                continue
            for id_, fields in there.items():
                if fields[field.name] is None or fields[field.name] in builder.of[field.to]:
                    continue
                there[id_] = {**fields, field.name: None}
                lost[type_, field.name] += 1
                if type_ == "journey":
                    builder.left_out(f"“{show(fields['title'])}” answers a journey that the file does not have.")
    for (type_, name), number in lost.items():
        if name == "opens":
            builder.left_out(f"{count(number, type_)} {_verb('open', number)} a journey that the file does not have.")
        elif name == "origin":
            builder.left_out(f"{count(number, type_)} {_verb('come', number)} from an as-is map that the file does not have.")


def _verb(stem: str, number: int) -> str:
    return stem + "s" if number == 1 else stem


def _repeat_shared(builder: Builder) -> None:
    """Let the places of a shared touchpoint say what that says, as they do in a store."""
    for id_, card in builder.of["card"].items():
        if card["shared"] is None:
            continue
        shared = builder.of["touchpoint"][card["shared"]]
        same = {name: shared[name] for name in SHARED_FIELDS}
        told = {name for name in SHARED_FIELDS if card[name] not in (same[name], RECORDS["card"].defaults[name])}
        if told:
            builder.changed(f"“{show(card['title'])}” now says what its shared touchpoint “{show(shared['title'])}” says.")
        builder.of["card"][id_] = {**card, **same}


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
