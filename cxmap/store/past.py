"""A journey as it was: its board at any revision, and what has changed there between two.

The log holds each edit with its fields before and after. A moment is reached from the beginning by doing what was done, or from
now by taking it back, whichever is the shorter way.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import orjson

from cxmap.changes import State
from cxmap.model.customer_records import STUDY_TYPES
from cxmap.model.records import WORKSHOP_TYPES, Record
from cxmap.model.views import BOARD_TYPES, EVERY_BOARD_TYPES
from cxmap.store import log, reads
from cxmap.store.engine import Link, Row
from cxmap.store.log import EVERY_BOARD, Committed

# Fields by id, by type.
Records = dict[str, dict[str, Record]]

# What is said about a map rather than drawn on it: not part of its timeline, and never taken back by a restore.
TALK = frozenset({"comment", "mention", "view", "version", "reason"}) | WORKSHOP_TYPES | STUDY_TYPES

# A page of changes ends after so many edits, so that one answer stays short.
PAGE_EDITS = 5_000

_EVERY = frozenset(EVERY_BOARD_TYPES)
_BOARD = frozenset(BOARD_TYPES)
_THERE = f"rev IN (SELECT rev FROM change_room WHERE workspace = ? AND room IN (?, '{EVERY_BOARD}') AND rev"
_EDITS = "SELECT op, type, record, room, {side} FROM change_edit WHERE workspace = ? AND room IN (?, '') AND " + _THERE
_FORWARD = _EDITS.format(side="after") + " <= ?) ORDER BY rev, seq"
_BACKWARD = _EDITS.format(side="before") + " > ? AND rev <= ?) ORDER BY rev DESC, seq DESC"
_WAYS = (
    "SELECT count(*), coalesce(sum(CASE WHEN rev > ? THEN 1 ELSE 0 END), 0) FROM change_room"
    f" WHERE workspace = ? AND room IN (?, '{EVERY_BOARD}') AND rev <= ?"
)


@dataclass(frozen=True, slots=True)
class Now:
    """A board's records at the last revision, where a way back may start."""

    revision: int
    records: dict[str, list[tuple[str, Record]]]


def now(state: State, journey: str, revision: int) -> Now:
    """What the board of a journey holds, not copied: quick to collect on the writer's thread. A deleted one has but the workspace's."""
    raw = reads.raw_room(state, journey)
    return Now(revision, raw if raw is not None else {name: list(state.of(name).items()) for name in EVERY_BOARD_TYPES})


def records_at(link: Link, workspace: str, journey: str, revision: int, start: Now) -> Records | None:
    """The records of a board as they were at a revision ≤ `start.revision`; None where the journey was not there then."""
    row = link.one(_WAYS, (revision, workspace, journey, start.revision)) or (0, 0)
    back = int(row[1])
    if back <= int(row[0]) - back:
        found: Records = {name: {} for name in BOARD_TYPES}
        for name, rows in start.records.items():
            found[name] = {id_: dict(fields) for id_, fields in rows}
        _take_back(found, journey, link.rows(_BACKWARD, (workspace, journey, workspace, journey, revision, start.revision)))
    else:
        found = {name: {} for name in BOARD_TYPES}
        _do_again(found, journey, link.rows(_FORWARD, (workspace, journey, workspace, journey, revision)))
    return found if journey in found["journey"] else None


def _on_board(type_: str, room: str, journey: str) -> bool:
    return type_ in _EVERY or (room == journey and type_ in _BOARD)


def _take_back(records: Records, journey: str, edits: Iterable[Row]) -> None:
    for op, type_, id_, room, before in edits:
        if not _on_board(type_, room, journey):
            continue
        if op == "put":
            del records[type_][id_]
        elif op == "delete":
            records[type_][id_] = log.whole(type_, orjson.loads(before))
        else:
            records[type_][id_].update(orjson.loads(before))


def _do_again(records: Records, journey: str, edits: Iterable[Row]) -> None:
    for op, type_, id_, room, after in edits:
        if not _on_board(type_, room, journey):
            continue
        if op == "delete":
            del records[type_][id_]
        elif op == "put":
            records[type_][id_] = log.whole(type_, orjson.loads(after))
        else:
            records[type_][id_].update(orjson.loads(after))


def page(link: Link, workspace: str, journey: str, after: int, upto: int, limit: int) -> tuple[list[Committed], bool]:
    """The next changes on a board with `after` < revision ≤ `upto`, oldest first, and whether there are more.

    At most `limit` of them, and fewer where they are long.
    """
    rows = link.rows(
        f"SELECT rev, edits FROM change_log WHERE workspace = ? AND {_THERE} > ? AND rev <= ?) ORDER BY rev LIMIT ?",
        (workspace, workspace, journey, after, upto, limit + 1),
    )
    room = PAGE_EDITS
    last = after
    taken = 0
    for rev, edits in rows[:limit]:
        room -= edits
        if room < 0 and taken:
            break
        last, taken = rev, taken + 1
    return (log.of_room(link, workspace, journey, after, last) if taken else [], taken < len(rows))
