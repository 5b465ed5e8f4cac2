"""Records as rows: reading them all, and writing those that a batch of changes touched."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import Any

from cxmap.changes import Applied, Key, State
from cxmap.model.records import RECORDS, Record
from cxmap.store.engine import Link

# What a batch did to a record: None where the whole row is to be written, else the fields that changed.
Touched = dict[Key, set[str] | None]

_NAMES = {name: tuple(f.name for f in record.fields) for name, record in RECORDS.items()}
_DATES = {name: tuple(f.name for f in record.fields if f.kind == "date") for name, record in RECORDS.items()}


def _quoted(names: Iterable[str]) -> str:
    return ", ".join(f'"{name}"' for name in names)


_SELECT = {name: f'SELECT "id", {_quoted(names)} FROM "{name}"' for name, names in _NAMES.items()}
_UPSERT = {
    name: f'INSERT INTO "{name}" ("id", {_quoted(names)}) VALUES (?{", ?" * len(names)}) ON CONFLICT ("id") DO UPDATE SET '
    + ", ".join(f'"{field}" = excluded."{field}"' for field in names)
    for name, names in _NAMES.items()
}
_DELETE = {name: f'DELETE FROM "{name}" WHERE "id" = ?' for name in _NAMES}


def read(link: Link) -> State:
    """All records of the database."""
    state = State()
    for name in RECORDS:
        for id_, fields in records(link, name):
            state.put(name, id_, fields)
    return state


def records(link: Link, type_: str) -> Iterable[tuple[str, Record]]:
    """(id, fields) of each row of a record type."""
    names, dates = _NAMES[type_], _DATES[type_]
    for id_, *values in link.rows(_SELECT[type_]):
        fields = dict(zip(names, values, strict=True))
        for name in dates:
            if isinstance(fields[name], date):  # PostgreSQL has a type for it, SQLite writes it as text
                fields[name] = fields[name].isoformat()
        yield id_, fields


def touch(touched: Touched, applied: Iterable[Applied]) -> None:
    """Add what a change did to what the batch did so far."""
    for a in applied:
        key = (a.type, a.id)
        if a.op != "patch":
            touched[key] = None
            continue
        fields = touched.setdefault(key, set())
        if fields is not None:
            fields.update(a.after)


def write(link: Link, state: State, touched: Touched) -> None:
    """Bring the rows of touched records to `state`: each row once, whatever happened to it in between."""
    gone: dict[str, list[tuple[str]]] = defaultdict(list)
    whole: dict[str, list[tuple[Any, ...]]] = defaultdict(list)
    patched: dict[tuple[str, tuple[str, ...]], list[tuple[Any, ...]]] = defaultdict(list)
    for (type_, id_), fields in touched.items():
        record = state.get(type_, id_)
        if record is None:
            gone[type_].append((id_,))
        elif fields is None:
            whole[type_].append((id_, *(record[name] for name in _NAMES[type_])))
        else:
            names = tuple(sorted(fields))
            patched[type_, names].append((*(record[name] for name in names), id_))
    for type_, rows in whole.items():
        link.many(_UPSERT[type_], rows)
    for (type_, names), rows in patched.items():
        link.many(_update(type_, names), rows)
    for type_, ids in gone.items():
        link.many(_DELETE[type_], ids)


@lru_cache(maxsize=1_000)
def _update(type_: str, names: tuple[str, ...]) -> str:
    return f'UPDATE "{type_}" SET {", ".join(f""""{name}" = ?""" for name in names)} WHERE "id" = ?'
