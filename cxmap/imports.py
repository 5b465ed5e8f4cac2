"""Parsed files into the store: one change per journey, ids renamed where they are taken, the demo on the first open."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from cxmap.access import SYSTEM, Actor, allows
from cxmap.changes import Change, Edit, Refused, State, apply
from cxmap.formats import Parsed, read
from cxmap.matching import match, without_doubles
from cxmap.media import Unusable, clean
from cxmap.model.entries import Entry, fresh_ids, renamed
from cxmap.model.records import RECORDS, new_id, room_of
from cxmap.store import Store

_PATIENCE = 180  # seconds that an import waits for its turn in the writer


def import_journeys(
    store: Store, parsed: Parsed, actor: Actor, change_id: Callable[[int], str] = lambda place: new_id()
) -> list[tuple[str, str]]:
    """Put a parsed file into the store and return (id, title) of its journeys as they are there now.

    A record keeps its id where that is free. A persona, team, role, emotion word or shared touchpoint that is there already
    (`matching.py` says when) is the same, and is left as it is, which the report tells. Raises `Refused` before anything is
    written where the records do not fit together.
    `change_id(n)` names the n-th change (asking again with the same names imports nothing twice).
    """
    if not allows(actor.role, "import"):
        raise Refused("forbidden", f"A {actor.role} may not import maps: ask a facilitator.")
    entries = without_doubles(_with_pictures(store, parsed))
    _check(store, entries)
    found = match(store, entries)
    parsed.report.changed += found.changed
    parsed.report.left_out += found.left_out
    ids = found.ids
    parts = _parts(entries, found.known)
    for place, (part, late) in enumerate(zip(parts, _hold_back(parts), strict=True)):
        change = change_id(place)
        if any(type_ == "journey" and store.room(id_) is not None for type_, id_, _ in part) and store.change(change) is None:
            ids |= fresh_ids(part)
        try:
            _commit(store, Change(change, _edits(part, late, ids)), actor)
        except Refused as refused:
            if refused.code != "exists":
                raise
            ids |= fresh_ids(part)
            _commit(store, Change(f"{change}.renamed", _edits(part, late, ids)), actor)
    return [(ids.get(("journey", id_), id_), title) for id_, title in parsed.journeys]


def foreseen(store: Store, parsed: Parsed) -> tuple[list[str], list[str]]:
    """What an import of this file would add to its report: what it would change and leave out. Nothing is written."""
    found = match(store, without_doubles(parsed.records))
    return found.changed, found.left_out


def _commit(store: Store, change: Change, actor: Actor) -> None:
    try:
        store.commit(change, actor).result(_PATIENCE)
    except TimeoutError:
        sentence = "The database is busy: look in a moment whether the map is there, and import it again if it is not."
        raise Refused("unavailable", sentence) from None


def load_demo(store: Store, folder: Path) -> None:
    """Fill a database that nobody has written to yet. The names of the changes are those of the files: once is enough."""
    if store.journeys() or store.templates() or any(store.personas()):
        return
    for path in sorted(folder.glob("*.json")):
        data = path.read_bytes()
        digest = hashlib.sha256(data).hexdigest()[:16]
        import_journeys(store, read(data, path.name), SYSTEM, lambda place, d=digest: f"demo-{d}-{place}")  # type: ignore[misc]


def _check(store: Store, entries: list[Entry]) -> None:
    """Try the whole file on an empty state, so that a file that does not fit together changes nothing."""
    state = State()
    state.put("workspace", store.workspace, {"name": store.workspace})
    apply(state, Change("check", _puts(entries)))


# What the workspace's own records go along with: each alone, or what it belongs to.
_HEADS = {
    "segment": "",
    "persona": "",
    "statement": "persona",
    "ground": "statement",
    "team": "",
    "role": "team",
    "word": "",
    "touchpoint": "",
}


def _parts(entries: list[Entry], known: set[tuple[str, str]]) -> list[list[Entry]]:
    """The entries of each journey with what it is the first to need of the workspace; then what no journey needs.

    Each part is one change. Emotion words go with the first journey.
    """
    heads: dict[tuple[str, str], tuple[str, str]] = {}
    stands_for: dict[tuple[str, str], tuple[str, str]] = {}
    for type_, id_, fields in entries:
        if type_ in _HEADS:
            above = (_HEADS[type_], fields[_HEADS[type_]]) if _HEADS[type_] else (type_, id_)
            heads[type_, id_] = heads.get(above, above)  # a ground goes with its statement's persona
        if type_ == "persona" and fields["segment"] is not None:
            stands_for[type_, id_] = ("segment", fields["segment"])
    left: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        if entry[0] in _HEADS and entry[:2] not in known:
            left.setdefault(heads[entry[:2]], []).append(entry)
    rooms: dict[str, list[Entry]] = {}
    for entry in entries:
        rooms.setdefault(room_of(*entry), []).append(entry)
    parts: list[list[Entry]] = []
    for journey in [id_ for type_, id_, _ in entries if type_ == "journey"]:
        own = rooms[journey]
        named = dict.fromkeys(heads[ref] for e in own for ref in _refs(e) if ref in heads)
        needed = dict.fromkeys(stands_for[head] for head in named if head in stands_for) | named
        if not parts:
            needed |= dict.fromkeys(head for head in left if head[0] == "word")
        parts.append([e for head in needed for e in left.pop(head, [])] + own)
    rest = [e for there in left.values() for e in there]
    return [*parts, rest] if rest else parts


def _refs(entry: Entry) -> Iterator[tuple[str, str]]:
    """(type, id) of what an entry names."""
    type_, _, fields = entry
    return ((f.to, fields[f.name]) for f in RECORDS[type_].fields if f.kind == "ref" and fields[f.name] is not None)


def _hold_back(parts: list[list[Entry]]) -> list[list[Entry]]:
    """Take references to records of later parts out of the earlier ones; for each part the fields to set once it is there."""
    late: list[list[Entry]] = [[] for _ in parts]
    place = {entry[:2]: number for number, part in enumerate(parts) for entry in part}
    for number, part in enumerate(parts):
        for at, (type_, id_, fields) in enumerate(part):
            for field in RECORDS[type_].fields:
                target = place.get((field.to, fields[field.name]), 0) if field.across else 0
                if target > number:
                    late[target].append((type_, id_, {field.name: fields[field.name]}))
                    fields = {**fields, field.name: None}
            part[at] = (type_, id_, fields)
    return late


def _edits(part: list[Entry], late: list[Entry], ids: dict[tuple[str, str], str]) -> tuple[Edit, ...]:
    patches = (Edit("patch", type_, id_, fields, dict.fromkeys(fields)) for type_, id_, fields in renamed(late, ids))
    return (*_puts(renamed(part, ids)), *patches)


def _puts(entries: Iterable[Entry]) -> tuple[Edit, ...]:
    return tuple(Edit("put", type_, id_, fields) for type_, id_, fields in entries)


def _with_pictures(store: Store, parsed: Parsed) -> list[Entry]:
    """The entries with each persona's photo named by the id that the store gave the picture."""
    named: dict[str, str] = {}
    for id_, data, _ in parsed.pictures:
        known = store.picture(id_)
        if known is not None and known.data == data:
            named[id_] = id_
            continue
        try:
            picture = clean(data)
        except Unusable as error:
            parsed.report.left_out.append(f"The picture “{id_}”: {error}")
            continue
        named[id_] = store.add_picture(picture.data, picture.content_type, picture.width, picture.height)
    return [
        (type_, id_, {**fields, "photo": named.get(fields["photo"], "")} if type_ == "persona" else fields)
        for type_, id_, fields in parsed.records
    ]
