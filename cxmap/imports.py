"""Parsed files into the store: one change per journey, ids renamed where they are taken, the demo on the first open."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from pathlib import Path

from cxmap.access import SYSTEM, Actor, allows
from cxmap.changes import Change, Edit, Refused, State, apply
from cxmap.formats import Parsed, read
from cxmap.media import Unusable, clean
from cxmap.model.records import RECORDS, Record, feeling_id, new_id, room_of
from cxmap.store import Store

Entry = tuple[str, str, Record]  # type, id, fields
_PATIENCE = 60  # seconds that an import waits for its turn in the writer


def import_journeys(
    store: Store, parsed: Parsed, actor: Actor, change_id: Callable[[int], str] = lambda place: new_id()
) -> list[tuple[str, str]]:
    """Put a parsed file into the store and return (id, title) of its journeys as they are there now.

    A record keeps its id where that is free. A persona that is there already, with the same id and name, is the same persona
    and is left as it is, which the report tells where it matters. Raises `Refused` before anything is written where the
    records do not fit together.
    `change_id(n)` names the n-th change (asking again with the same names imports nothing twice).
    """
    if not allows(actor.role, "import"):
        raise Refused("forbidden", f"A {actor.role} may not import maps: ask a facilitator.")
    entries = _with_pictures(store, parsed)
    _check(store, entries)
    ids: dict[tuple[str, str], str] = {}
    known = {id_ for type_, id_, fields in entries if type_ == "persona" and _is_there(store, id_, fields["name"])}
    for type_, id_, _ in entries:
        if type_ == "persona" and id_ not in known and store.persona(id_) is not None:
            ids[type_, id_] = new_id()
    parsed.report.left_out += [
        f"“{fields['name']}” is here already and stays as it is: what the file says differently of this persona is left out."
        for type_, id_, fields in entries
        if type_ == "persona" and id_ in known and _differs(store, entries, id_)
    ]
    for place, part in enumerate(_parts(entries, known)):
        change = change_id(place)
        if any(type_ == "journey" and store.room(id_) is not None for type_, id_, _ in part) and store.change(change) is None:
            ids |= _fresh(part)
        try:
            _commit(store, Change(change, _puts(_renamed(part, ids))), actor)
        except Refused as refused:
            if refused.code != "exists":
                raise
            ids |= _fresh(part)
            _commit(store, Change(f"{change}.renamed", _puts(_renamed(part, ids))), actor)
    return [(ids.get(("journey", id_), id_), title) for id_, title in parsed.journeys]


def _commit(store: Store, change: Change, actor: Actor) -> None:
    try:
        store.commit(change, actor).result(_PATIENCE)
    except TimeoutError:
        sentence = "The database is busy: look in a moment whether the map is there, and import it again if it is not."
        raise Refused("unavailable", sentence) from None


def load_demo(store: Store, folder: Path) -> None:
    """Fill a database that nobody has written to yet. The names of the changes are those of the files: once is enough."""
    if store.journeys() or any(store.personas()):
        return
    for path in sorted(folder.glob("*.json")):
        data = path.read_bytes()
        digest = hashlib.sha256(data).hexdigest()[:16]
        import_journeys(store, read(data, path.name), SYSTEM, lambda place, d=digest: f"demo-{d}-{place}")  # type: ignore[misc]


def _fresh(part: list[Entry]) -> dict[tuple[str, str], str]:
    """New ids for all of a part (a feeling's id is made of others)."""
    return {(type_, id_): new_id() for type_, id_, _ in part if type_ != "feeling"}


def _check(store: Store, entries: list[Entry]) -> None:
    """Try the whole file on an empty state, so that a file that does not fit together changes nothing."""
    state = State()
    state.put("workspace", store.workspace, {"name": store.workspace})
    apply(state, Change("check", _puts(entries)))


def _is_there(store: Store, id_: str, name: str) -> bool:
    found = store.persona(id_)
    return found is not None and found[0]["name"] == name


def _differs(store: Store, entries: list[Entry], id_: str) -> bool:
    """Whether a file says something else of a persona than the store does."""
    found = store.persona(id_)
    if found is None:
        return False
    there, statements = found
    said = {(kind, s["text"]) for kind, listed in statements.items() for s in listed}
    told = {(f["kind"], f["text"]) for type_, _, f in entries if type_ == "statement" and f["persona"] == id_}
    fields = next(f for type_, each, f in entries if type_ == "persona" and each == id_)
    return told != said or any(value != there[name] for name, value in fields.items())


def _parts(entries: list[Entry], known: set[str]) -> Iterable[list[Entry]]:
    """The entries of each journey with the personas that it is the first to need; then personas that no journey has."""
    left = {id_: [e for e in entries if _persona_of(e) == id_] for type_, id_, _ in entries if type_ == "persona"}
    for id_ in known:
        left.pop(id_, None)
    for journey in [id_ for type_, id_, _ in entries if type_ == "journey"]:
        own = [e for e in entries if room_of(*e) == journey]
        needed = dict.fromkeys(fields["persona"] for _, _, fields in own if "persona" in fields)
        yield [e for id_ in needed for e in left.pop(id_, [])] + own
    rest = [e for there in left.values() for e in there]
    if rest:
        yield rest


def _persona_of(entry: Entry) -> str | None:
    """The persona that a persona or statement entry is about."""
    type_, id_, fields = entry
    return id_ if type_ == "persona" else fields["persona"] if type_ == "statement" else None


def _renamed(entries: Iterable[Entry], ids: dict[tuple[str, str], str]) -> list[Entry]:
    """The entries under their new ids, references included."""
    out: list[Entry] = []
    for type_, id_, fields in entries:
        refs = {f.name: ids.get((f.to, fields[f.name]), fields[f.name]) for f in RECORDS[type_].fields if f.kind == "ref"}
        fresh = {**fields, **refs}
        if type_ == "feeling":
            out.append((type_, feeling_id(fresh["card"], fresh["persona"], fresh["source"]), fresh))
        else:
            out.append((type_, ids.get((type_, id_), id_), fresh))
    return out


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
