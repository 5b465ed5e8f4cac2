"""Which idea board each idea is on, and what belongs to it: what guests of a board are told of the workspace's room. Pure."""

from __future__ import annotations

from collections.abc import Iterable

from cxmap.changes import Applied
from cxmap.model.customer_records import IDEA_TYPES
from cxmap.model.records import Record

_TYPES = frozenset(IDEA_TYPES)

Key = tuple[str, str]


class Boards:
    """The idea boards of a workspace, by the records on them. What was deleted is remembered: somebody may bring it back."""

    def __init__(self) -> None:
        self._board: dict[Key, str] = {}

    def put(self, type_: str, id_: str, fields: Record) -> None:
        """Note where a record is, which it stays: the board that an idea was left on is fixed, and so is what belongs to it."""
        if type_ == "whiteboard":
            self._board[type_, id_] = id_
        elif type_ == "idea":
            self._board[type_, id_] = fields["whiteboard"]
        elif type_ in _TYPES:
            self._board[type_, id_] = self._board.get(("idea", fields["idea"]), "")

    def take(self, applied: Iterable[Applied]) -> None:
        """Note where the records are that a change has made."""
        for a in applied:
            if a.op == "put" and a.type in _TYPES:
                self.put(a.type, a.id, a.after)

    def cut_down(self, applied: Iterable[Applied], board: str) -> list[Applied]:
        """What a change did on one board."""
        return [a for a in applied if a.type in _TYPES and self._board.get((a.type, a.id)) == board]
