"""The change log: who did what and when, with before and after. Undo, catch-up, replay and audit all read it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field, replace
from operator import attrgetter
from typing import Any

import orjson

from cxmap.access import SYSTEM
from cxmap.changes import Applied, Note
from cxmap.model.records import RECORDS, Record
from cxmap.model.views import BOARD_TYPES, EVERY_BOARD_TYPES, WORKSPACE_TYPES
from cxmap.store.crossing import Crossing
from cxmap.store.engine import Link, Row

FEW = 10

# In `change_room` this marks a change that is on every board: of a persona, a team, or another type of `EVERY_BOARD_TYPES`.
EVERY_BOARD = "*"

_BOARD_TYPES = frozenset(BOARD_TYPES)
_EVERY = frozenset(EVERY_BOARD_TYPES)
_TYPE = attrgetter("type")
_WORKSPACE = frozenset(WORKSPACE_TYPES)
_DEFAULTS = {name: record.defaults for name, record in RECORDS.items()}


@dataclass(slots=True)  # never changed all the same; the constructor of a frozen one takes four times as long, at every edit
class Committed:
    """A durable change: what it did, in order, and where.

    `at` is UTC in ISO 8601. `rooms` are the journeys touched ("" stands for the workspace), `places` the room of each of
    `applied`. `prev` tells for a room the last revision before this one that was on its board (its own or a persona's);
    it knows the rooms of this change and, where `on_every_board`, all others too: whether it edits what every board holds,
    such as a persona.
    """

    rev: int
    id: str
    actor: str
    name: str
    at: str
    kind: str
    undoes: str
    rooms: tuple[str, ...]
    applied: tuple[Applied, ...]
    places: tuple[str, ...]
    notes: tuple[Note, ...]
    prev: dict[str, int]
    crossed: tuple[Crossing, ...] = ()  # not kept in the log: it is news
    on_every_board: bool = field(init=False)

    def __post_init__(self) -> None:
        self.on_every_board = is_everywhere(self.applied)  # asked for four times at every edit

    @property
    def rewrites(self) -> bool:
        """Whether rows before it were rewritten, as when a workshop is forgotten: what is held in memory is to be read anew."""
        return self.actor == SYSTEM.person and any(
            a.type == "workshop" and a.op == "patch" and a.after.get("purged") for a in self.applied
        )

    def on_board(self, journey: str) -> list[Applied]:
        """Those of `applied` that the board of a journey holds ("": the workspace's room), in order."""
        if not journey:
            return [a for a in self.applied if a.type in _WORKSPACE]
        return [
            a
            for a, place in zip(self.applied, self.places, strict=True)
            if (place == journey and a.type in _BOARD_TYPES) or a.type in _EVERY
        ]


@dataclass(slots=True)  # as `Committed`
class LastChange:
    """The last change of a room: its revision, when it was (UTC), and whose."""

    rev: int
    at: str
    name: str


_INSERT_CHANGE = (
    "INSERT INTO change_log (workspace, rev, id, actor, name, at, kind, undoes, edits, rooms, notes)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_INSERT_EDIT = (
    "INSERT INTO change_edit (workspace, rev, seq, op, type, record, room, before, after) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
_INSERT_ROOM = "INSERT INTO change_room (workspace, room, rev) VALUES (?, ?, ?)"


def is_everywhere(applied: Sequence[Applied]) -> bool:
    """Whether a record that every board holds is among the edited ones."""
    return not _EVERY.isdisjoint(map(_TYPE, applied))


def _encode(value: Any) -> str:
    return orjson.dumps(value).decode()


def last_revision(link: Link, workspace: str) -> int:
    """The last revision in the log; 0 for an empty one."""
    row = link.one("SELECT max(rev) FROM change_log WHERE workspace = ?", (workspace,))
    return int(row[0] or 0) if row else 0


def standing(link: Link, workspace: str, ids: Sequence[str]) -> tuple[int, set[str]]:
    """The last revision in the log, and those of the change ids that are in it; by one query where there is one id."""
    if len(ids) != 1:
        return last_revision(link, workspace), known(link, workspace, ids)
    sql = "SELECT (SELECT max(rev) FROM change_log WHERE workspace = ?), (SELECT 1 FROM change_log WHERE workspace = ? AND id = ?)"
    row = link.one(sql, (workspace, workspace, ids[0]))
    return (int(row[0] or 0), set(ids) if row[1] else set()) if row else (0, set())


def append(link: Link, workspace: str, changes: Sequence[Committed]) -> None:
    """Write changes to the log, inside the writer's transaction."""
    logged: list[Row] = []
    edits: list[Row] = []
    rooms: list[Row] = []
    for c in changes:
        rev, notes = c.rev, _encode([asdict(n) for n in c.notes]) if c.notes else "[]"
        logged.append(
            (workspace, rev, c.id, c.actor, c.name, c.at, c.kind, c.undoes, len(c.applied), _encode(c.rooms), notes),
        )
        for seq, a in enumerate(c.applied):
            edits.append((workspace, rev, seq, a.op, a.type, a.id, c.places[seq], _encode(a.before), _encode(a.after)))
        for room in c.rooms:
            rooms.append((workspace, room, rev))
        if c.on_every_board:
            rooms.append((workspace, EVERY_BOARD, rev))
    link.many(_INSERT_CHANGE, logged)
    link.many(_INSERT_EDIT, edits)
    link.many(_INSERT_ROOM, rooms)


_CHANGES = "SELECT rev, id, actor, name, at, kind, undoes, rooms, notes FROM change_log WHERE workspace = ? AND rev "
_EDITS = "SELECT rev, op, type, record, room, before, after FROM change_edit WHERE workspace = ? AND rev "
_RANGE = "> ? AND rev <= ?"
_NEVER = 2**31 - 1
_ROOM = f"IN (SELECT rev FROM change_room WHERE workspace = ? AND room IN (?, '{EVERY_BOARD}') AND rev > ? AND rev <= ?)"


def between(link: Link, workspace: str, after: int, upto: int) -> list[Committed]:
    """The changes of a workspace with `after` < revision ≤ `upto`, oldest first; their `prev` is left empty."""
    return _read(link, _RANGE, (workspace, after, upto))


def of_room(link: Link, workspace: str, room: str, after: int, upto: int) -> list[Committed]:
    """The changes on one board with `after` < revision ≤ `upto`, oldest first, with `prev` for that room."""
    previous = last_on_board(link, workspace, room, after)
    found = []
    for change in _read(link, _ROOM, (workspace, workspace, room, after, upto)):
        found.append(replace(change, prev={room: previous}))
        previous = change.rev
    return found


def last_on_board(link: Link, workspace: str, room: str, upto: int) -> int:
    """The last revision ≤ `upto` on the board of a room; 0 if there is none."""
    sql = f"SELECT max(rev) FROM change_room WHERE workspace = ? AND room IN (?, '{EVERY_BOARD}') AND rev <= ?"
    row = link.one(sql, (workspace, room, upto))
    return int(row[0] or 0) if row else 0


def count_on_board(link: Link, workspace: str, room: str, after: int, limit: int) -> int:
    """How many edits the changes on a board after a revision hold, counted no further than `limit` changes."""
    sql = (
        f"SELECT count(*), coalesce(sum(edits), 0) FROM (SELECT edits FROM change_log WHERE workspace = ? AND rev {_ROOM}"
        " LIMIT ?) AS missed"
    )
    row = link.one(sql, (workspace, workspace, room, after, _NEVER, limit))
    return max(int(row[0]), int(row[1])) if row else 0


def by_id(link: Link, workspace: str, id_: str) -> Committed | None:
    """The change of that id, or None."""
    row = link.one("SELECT rev FROM change_log WHERE workspace = ? AND id = ?", (workspace, id_))
    if row is None:
        return None
    change = between(link, workspace, row[0] - 1, row[0])[0]
    rooms = set(change.rooms)
    if change.on_every_board:
        seen = "SELECT DISTINCT room FROM change_room WHERE workspace = ? AND rev < ? AND room <> ?"
        rooms |= {room for (room,) in link.rows(seen, (workspace, change.rev, EVERY_BOARD))}
    return replace(change, prev={room: last_on_board(link, workspace, room, change.rev - 1) for room in rooms})


def last_changes(link: Link, workspace: str) -> dict[str, LastChange]:
    """The last change of each room, and of `EVERY_BOARD`."""
    sql = (
        "SELECT last.room, log.rev, log.at, log.name FROM change_log AS log JOIN"
        " (SELECT room, max(rev) AS rev FROM change_room WHERE workspace = ? GROUP BY room) AS last ON last.rev = log.rev"
        " WHERE log.workspace = ?"
    )
    return {room: LastChange(rev, at, name) for room, rev, at, name in link.rows(sql, (workspace, workspace))}


def known(link: Link, workspace: str, ids: Sequence[str]) -> set[str]:
    """Those of the change ids that are in the log."""
    if not ids:
        return set()
    if link.sqlite and len(ids) < FEW:  # cheaper than unfolding a list
        there = "SELECT 1 FROM change_log WHERE workspace = ? AND id = ?"
        return {id_ for id_ in ids if link.rows(there, (workspace, id_))}
    if link.sqlite:
        return _known(link, workspace, "IN (SELECT value FROM json_each(?))", _encode(ids))
    return _known(link, workspace, "= ANY(?)", list(ids))


def _known(link: Link, workspace: str, among: str, value: str | list[str]) -> set[str]:
    return {id_ for (id_,) in link.rows(f"SELECT id FROM change_log WHERE workspace = ? AND id {among}", (workspace, value))}


def deleted(link: Link, workspace: str, type_: str, id_: str) -> Record | None:
    """The last fields of a deleted record, or None where the log knows of no such deletion."""
    sql = "SELECT before FROM change_edit WHERE type = ? AND record = ? AND op = 'delete' AND workspace = ? ORDER BY rev DESC"
    row = link.one(sql + " LIMIT 1", (type_, id_, workspace))
    return dict(orjson.loads(row[0])) if row else None


def deleted_with(link: Link, workspace: str, type_: str, id_: str, child: str, field: str) -> dict[str, Record]:
    """The records of another type that named a record by a field and went with it when it was deleted last, by id."""
    sql = "SELECT max(rev) FROM change_edit WHERE type = ? AND record = ? AND op = 'delete' AND workspace = ?"
    row = link.one(sql, (type_, id_, workspace))
    gone = "SELECT record, before FROM change_edit WHERE workspace = ? AND rev = ? AND type = ? AND op = 'delete' ORDER BY seq"
    found = {
        r: whole(child, orjson.loads(before)) for r, before in link.rows(gone, (workspace, row[0] or 0 if row else 0, child))
    }
    return {r: fields for r, fields in found.items() if fields[field] == id_}


def _read(link: Link, where: str, parameters: Sequence[Any]) -> list[Committed]:
    edits: dict[int, list[Row]] = defaultdict(list)
    for rev, *edit in link.rows(_EDITS + where + " ORDER BY rev, seq", parameters):
        edits[rev].append(tuple(edit))
    return [_committed(row, edits[row[0]]) for row in link.rows(_CHANGES + where + " ORDER BY rev", parameters)]


def _committed(row: Row, edits: Iterable[Row]) -> Committed:
    rev, id_, actor, name, at, kind, undoes, rooms, notes = row
    applied, places = [], []
    for op, type_, record, room, before, after in edits:
        old, new = orjson.loads(before), orjson.loads(after)
        applied.append(
            Applied(op, type_, record, whole(type_, old) if op == "delete" else old, whole(type_, new) if op == "put" else new)
        )
        places.append(room)
    told = tuple(Note(**note) for note in orjson.loads(notes))
    return Committed(
        rev, id_, actor, name, at, kind, undoes, tuple(orjson.loads(rooms)), tuple(applied), tuple(places), told, {}
    )


def whole(type_: str, fields: Record) -> Record:
    """A whole record out of the log; one that an earlier schema wrote gets the fields that came since."""
    defaults = _DEFAULTS[type_]
    return {**defaults, **fields} if len(fields) < len(defaults) else fields
