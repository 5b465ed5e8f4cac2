"""What a board of somebody limited holds of the workspace: of what every board holds, only what its map names. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cxmap.changes import Applied
from cxmap.model.records import RECORDS, Record
from cxmap.model.state import REFS
from cxmap.model.views import EVERY_BOARD_TYPES

Records = Mapping[str, Sequence[Record]]
Key = tuple[str, str]

# The words of the emotion wheel are the workspace's own language: whoever rates needs all of them.
_FREE = frozenset({"word"})
_KEPT = frozenset(EVERY_BOARD_TYPES) - _FREE
_NAMES = {name: tuple((field, to) for field, to in refs if to in _KEPT) for name, refs in REFS.items()}


def named(records: Records) -> set[Key]:
    """(type, id) of what a board's own records name of the workspace, and what that names in turn (a role its team)."""
    there = {(type_, record["id"]): record for type_ in _KEPT for record in records.get(type_, ())}
    own = (key for type_, rows in records.items() if type_ not in _KEPT for row in rows for key in _of(type_, row))
    found: set[Key] = set()
    waiting = list(own)
    while waiting:
        key = waiting.pop()
        if key not in found and key in there:
            found.add(key)
            waiting += _of(key[0], there[key])
    return found


def narrowed(records: Records, shown: set[Key]) -> dict[str, list[Record]]:
    """The records of a board without what it is not shown of the workspace."""
    return {
        type_: [row for row in rows if (type_, row["id"]) in shown] if type_ in _KEPT else list(rows)
        for type_, rows in records.items()
    }


def cut_down(applied: Iterable[Applied], shown: set[Key]) -> list[Applied]:
    """What a change did, without the edits of what is not shown."""
    return [a for a in applied if a.type not in _KEPT or (a.type, a.id) in shown]


def names_more(applied: Iterable[Applied], shown: set[Key]) -> bool:
    """Whether a change names something of the workspace that was not shown yet: its board needs a fresh map."""
    return any(
        key not in shown for a in applied if a.type not in _KEPT or (a.type, a.id) in shown for key in _of(a.type, a.after)
    )


def is_narrow(applied: Iterable[Applied]) -> bool:
    """Whether a change touches nothing that some boards are not shown."""
    return not any(a.type in _KEPT for a in applied)


def anteroom(journey: Record, workshop: Record, me: Record) -> dict[str, list[Record]]:
    """The board of a guest who waits to be let in: the workshop, the title of its map, and their own place in it."""
    title = {**RECORDS["journey"].defaults, "id": journey["id"], "workspace": journey["workspace"], "title": journey["title"]}
    return {"journey": [title], "workshop": [workshop], "participant": [me]}


def _of(type_: str, fields: Record) -> list[Key]:
    return [(to, fields[name]) for name, to in _NAMES.get(type_, ()) if fields.get(name) is not None]
