"""Undo and redo: for each person the changes that can be taken back, and those that can be done again."""

from __future__ import annotations

from collections.abc import Iterable

import orjson

from cxmap.store.engine import Link
from cxmap.store.log import Committed, last_revision

# How many changes of one person are kept for undo, and how many of everybody's are looked through for them at a start.
DEPTH, REACH = 1_000, 20_000

Entry = tuple[str, frozenset[str]]  # change id, rooms


class History:
    """The live changes of one person, oldest first, and the undos that a redo would take back."""

    def __init__(self) -> None:
        self._undo: list[Entry] = []
        self._redo: list[Entry] = []

    def add(self, id_: str, kind: str, undoes: str, rooms: Iterable[str], effective: bool) -> None:
        """Take in this person's next change. A new edit ends what could be done again in its rooms."""
        entry = (id_, frozenset(rooms))
        if kind in ("edit", "restore"):
            if effective:
                self._redo = [e for e in self._redo if not e[1] & entry[1]]
                self._undo.append(entry)
                del self._undo[:-DEPTH]
            return
        self._undo = [e for e in self._undo if e[0] != undoes]
        self._redo = [e for e in self._redo if e[0] != undoes]
        if effective:
            (self._redo if kind == "undo" else self._undo).append(entry)

    def gone(self, id_: str) -> None:
        """Somebody else has taken a change back."""
        self._undo = [e for e in self._undo if e[0] != id_]

    def last(self, kind: str, room: str) -> str | None:
        """Id of the change that undo (or redo) would take back in a room, or None."""
        entries = self._undo if kind == "undo" else self._redo
        return next((id_ for id_, rooms in reversed(entries) if room in rooms), None)

    def can(self, kind: str, id_: str) -> bool:
        """Whether that change is live, so that undo (or redo) could take it back."""
        return any(e[0] == id_ for e in (self._undo if kind == "undo" else self._redo))


def read(link: Link, workspace: str, person: str) -> History:
    """The history of a person out of the log."""
    rows = link.rows(
        "SELECT id, kind, undoes, rooms, edits FROM change_log WHERE workspace = ? AND rev > ? AND actor = ?"
        " ORDER BY rev DESC LIMIT ?",
        (workspace, last_revision(link, workspace) - REACH, person, DEPTH),
    )
    history = History()
    for id_, kind, undoes, rooms, edits in reversed(rows):
        history.add(id_, kind, undoes, orjson.loads(rooms), edits > 0)
    others = "SELECT undoes FROM change_log WHERE workspace = ? AND rev > ? AND actor <> ? AND kind = 'undo'"
    for (undone,) in link.rows(others, (workspace, last_revision(link, workspace) - REACH, person)):
        history.gone(undone)
    return history


def take(histories: dict[str, History], change: Committed) -> None:
    """Note a change in the history of its author, as far as that is in memory."""
    history = histories.get(change.actor)
    if change.kind == "undo" and not (history is not None and history.can("undo", change.undoes)):
        for other in histories.values():  # a facilitator's, of somebody else's change
            other.gone(change.undoes)
    if history is not None:
        history.add(change.id, change.kind, change.undoes, change.rooms, bool(change.applied))
