"""Who may be on which board, and as whom: the workshops, their tables, steps and participants, and the idea boards, kept up with
the log.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from cxmap import access
from cxmap.access import Actor, Role, permits
from cxmap.access.rooms import ROOM_TYPES
from cxmap.live.boards import Boards
from cxmap.model.records import Record
from cxmap.model.state import State
from cxmap.store import Committed

# How much of a room somebody gets: all; what its map names; the anteroom of those who wait to be let in; of the workspace's
# room ("") one idea board.
Sight = Literal["whole", "narrow", "anteroom", "ideas"]

_TYPES = frozenset({*ROOM_TYPES, "whiteboard"})


class Floor:
    """The rooms of all workshops at one revision. Used on the hub's loop only."""

    def __init__(self) -> None:
        self.state = State()
        self.boards = Boards()  # its own guests look at it too, so it stays the same one
        self.revision = 0

    def load(self, revision: int, records: Iterable[tuple[str, str, Record]]) -> None:
        """Begin with these records: (type, id, fields)."""
        self.state, self.revision = State(), revision
        for type_, id_, fields in records:
            self.boards.put(type_, id_, fields)
            if type_ in _TYPES:
                self.state.put(type_, id_, fields)

    def take(self, changes: Iterable[Committed]) -> bool:
        """Take in what was committed; whether anything here changed."""
        changed = False
        for change in changes:
            if change.rev <= self.revision:
                continue
            own = [a for a in change.applied if a.type in _TYPES]
            self.state.replay(own)
            self.revision, changed = change.rev, changed or bool(own)
        return changed

    @property
    def empty(self) -> bool:
        """Whether there is no workshop at all, as in most workspaces most of the time."""
        return not self.state.of("workshop")

    def sight(self, actor: Actor, journey: str) -> Sight | None:
        """How much somebody sees of a journey; None where it is not there for them."""
        who = self.acting(actor, journey)
        if permits(who, "read", journey, self.reach(who)):
            return "narrow" if actor.limited else "whole"
        if access.board_of(actor, self.state):
            return None if journey else "ideas"
        workshop = self.state.get("workshop", actor.workshop) if actor.workshop else None
        me = access.participant_of(self.state, actor.workshop, actor.person) if workshop is not None else None
        waits = workshop is not None and workshop["journey"] == journey and me is not None and me["state"] == "waiting"
        return "anteroom" if waits else None

    def acting(self, actor: Actor, journey: str) -> Actor:
        """Who somebody is in a journey."""
        return actor if self.empty else access.acting(actor, [journey], self.state)

    def role(self, actor: Actor, journey: str) -> Role:
        """Somebody's role in a journey."""
        return self.acting(actor, journey).role

    def reach(self, actor: Actor) -> frozenset[str]:
        """The journeys that somebody limited has."""
        return access.reach_of(actor, self.state) if actor.limited else frozenset()

    def removed(self, actor: Actor) -> bool:
        """Whether a guest was sent out of their workshop."""
        me = access.participant_of(self.state, actor.workshop, actor.person) if actor.workshop else None
        return me is not None and me["state"] == "removed"

    def hidden(self, actor: Actor, journey: str) -> bool:
        """Whether somebody takes part namelessly here."""
        return not self.empty and access.hidden(actor, [journey], self.state)

    def running(self, journey: str) -> str:
        """The workshop that runs in a journey (of several the one begun last); "" where none does."""
        if self.empty:
            return ""
        there = [(w["started"] or "", id_) for id_, w in access.workshops_at(self.state, journey) if w["state"] == "running"]
        return max(there, default=("", ""))[1]

    def all_running(self) -> list[str]:
        """The workshops that run."""
        return [id_ for id_, fields in self.state.of("workshop").items() if fields["state"] == "running"]

    def rooms(self, workshop: str) -> frozenset[str]:
        """The journeys of a workshop."""
        return access.rooms_of(self.state, workshop)

    def participant(self, actor: Actor) -> str:
        """The id of a guest's own participant record; "" where they have none."""
        me = access.participant_of(self.state, actor.workshop, actor.person)
        return next((id_ for id_, fields in self.state.of("participant").items() if fields is me), "")
