"""What the writer remembers, and what it makes of one batch of changes before they are written."""

from __future__ import annotations

import logging
import time
from collections import deque
from collections.abc import Callable, Iterable, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import lru_cache

from cxmap.access import MODERATORS, SYSTEM, Actor, acting, examine
from cxmap.changes import Applied, Change, Key, Refused, State, apply, invert
from cxmap.model.records import Record, room_of
from cxmap.store import crossing, history, log
from cxmap.store.engine import Link
from cxmap.store.log import EVERY_BOARD, Committed, LastChange
from cxmap.store.rows import Touched, touch

# Changes kept in memory, for a client that sends one again and for undo; and how many edits the largest of them has.
RECENT, SMALL = 1_000, 1_000
HISTORIES = 1_000

_log = logging.getLogger("cxmap.store")


@dataclass
class Memory:
    """The workspace at one revision: its records, the last change of each room, and what people can take back."""

    workspace: str
    revision: int
    state: State
    last: dict[str, LastChange]
    histories: dict[str, history.History] = field(default_factory=dict)
    recent: dict[str, Committed] = field(default_factory=dict)
    crossed: deque[crossing.Crossing] = field(default_factory=lambda: deque(maxlen=crossing.KEPT))

    def take(self, change: Committed) -> Committed:
        """Take in a change that another process has written; returns it with its `prev`."""
        change = replace(change, prev=self.previous(change.rooms, change.on_every_board))
        self.state.replay(change.applied)
        if len(change.applied) <= SMALL:
            change = replace(change, crossed=crossing.found_beside(self.state, change, self.recent))
            self.crossed.extend(change.crossed)
        self.note(change)
        return change

    def note(self, change: Committed) -> None:
        """Remember a change that the records hold already."""
        last = LastChange(change.rev, change.at, change.name)
        for room in change.rooms:
            self.last[room] = last
        if change.on_every_board:
            self.last[EVERY_BOARD] = last
        self.revision = change.rev
        history.take(self.histories, change)
        if len(change.applied) <= SMALL:
            self.recent[change.id] = change
            if len(self.recent) > RECENT:
                del self.recent[next(iter(self.recent))]

    def previous(self, rooms: Iterable[str], every_board: bool) -> dict[str, int]:
        """The last revision on the board of each of these rooms; of all where the next change is on every board.

        Deleted journeys are among all: somebody may be looking at one, to bring it back.
        """
        every = self.revision_of(EVERY_BOARD)
        if not every_board:
            return {room: max(self.revision_of(room), every) for room in rooms}
        return {room: max(self.revision_of(room), every) for room in {*rooms, *self.last} - {EVERY_BOARD}}

    def revision_of(self, room: str) -> int:
        """The last revision that touched a room itself; 0 if none did."""
        last = self.last.get(room)
        return last.rev if last else 0

    def name_of(self, actor: Actor) -> str:
        """The name that the log keeps: the actor's, else their record's, else “Guest 3”."""
        if actor.name:
            return actor.name
        person = self.state.get("person", actor.person)
        return str(person["name"] or f"Guest {person['number']}") if person else ""


def _now() -> str:
    """The time, UTC to the millisecond. What is the same for a second is not written anew for each of its edits."""
    seconds, rest = divmod(time.time_ns(), 1_000_000_000)
    return f"{_second(seconds)}.{rest // 1_000_000:03d}Z"


@lru_cache(maxsize=2)
def _second(seconds: int) -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S", time.gmtime(seconds))


class Batch:
    """Changes on their way into one transaction over `link`: `done` so far, and the records that they `touched`."""

    def __init__(self, memory: Memory, link: Link, known: Set[str]) -> None:
        """`known` are those of their ids that are in the log already."""
        self.memory, self.link = memory, link
        self.done: list[Committed] = []
        self.touched: Touched = {}
        self._done: dict[str, Committed] = {}
        self._deleted: dict[Key, Record] = {}
        self._at = _now()
        self._known = known

    def add(self, id_: str, actor: Actor, make: Callable[[Batch], Change], trusted: bool = False) -> Committed | Refused:
        """Apply a change to the memory, or say why not. An id that was there before gets its first result."""
        try:
            first = self._find(id_)
            if first is not None:
                return first
            change = make(self)
            change, name = examine(actor, change, self.memory.state, self.memory.name_of(actor), trusted, self._at)
            outcome = apply(self.memory.state, change, self._gone)
        except Refused as refusal:
            return refusal
        except Exception:
            _log.exception("A change could not be applied (id %s)", id_)
            return Refused("failed", "The change could not be understood: it was not applied, and the fault is logged.")
        memory, applied = self.memory, outcome.applied
        places = self._places(applied)
        rooms = tuple(dict.fromkeys([*places, *filter(None, [change.where])] if places else self._rooms(change)))
        every_board = log.is_everywhere(applied)
        who, rev = (actor.person, name), memory.revision + 1
        crossed = crossing.found(memory.state, change, applied, places, who, rev, self._at, memory.recent)
        committed = Committed(
            rev,
            id_,
            actor.person,
            name,
            self._at,
            change.kind,
            change.undoes,
            rooms,
            tuple(applied),
            places,
            tuple(outcome.notes),
            memory.previous(rooms, every_board),
            crossed,
        )
        memory.note(committed)
        memory.crossed.extend(crossed)
        self.done.append(committed)
        self._done[id_] = committed
        touch(self.touched, applied)
        for a in applied:
            if a.op == "delete":
                self._deleted[a.type, a.id] = a.before
        return committed

    def inverse(self, id_: str, actor: Actor, kind: str, room: str | None, target: str) -> Change:
        """The change that undoes (or redoes) `target`, or else the actor's last in a room. Who facilitates undoes anybody's.

        Raises `Refused("nothing")` where there is none.
        """
        past = self._history(actor.person)
        if not target and room is not None:
            target = past.last(kind, room) or ""
        own = past.can(kind, target)
        found = None
        if own or (kind == "undo" and target):
            found = self._find(target) or log.by_id(self.link, self.memory.workspace, target)
        if not own and (found is None or not self._may_undo(actor, found)):
            raise Refused("nothing", f"There is nothing of yours to {kind} here.")
        if found is None:
            raise KeyError(target)
        where = room if room in found.rooms else next(filter(None, found.rooms), "")
        return Change(id_, invert(found.applied), found.rev, "undo" if kind == "undo" else "redo", target, where or "")

    def _may_undo(self, actor: Actor, change: Committed) -> bool:
        """Whether they facilitate where somebody else's change was made, and that has not been taken back yet."""
        who = acting(actor, [room for room in change.rooms if room], self.memory.state)
        theirs = change.actor not in (SYSTEM.person, actor.person)
        return who.role in MODERATORS and theirs and self._history(change.actor).can("undo", change.id)

    def _find(self, id_: str) -> Committed | None:
        found = self._done.get(id_) or self.memory.recent.get(id_)
        if found is None and id_ in self._known:
            found = log.by_id(self.link, self.memory.workspace, id_)
        return found

    def _history(self, person: str) -> history.History:
        histories = self.memory.histories
        past = histories.get(person)
        if past is None:
            if len(histories) >= HISTORIES:
                histories.clear()
            past = histories[person] = history.read(self.link, self.memory.workspace, person)
            for change in self.done:
                history.take({person: past}, change)
        return past

    def _gone(self, type_: str, id_: str) -> Record | None:
        return self._deleted.get((type_, id_)) or log.deleted(self.link, self.memory.workspace, type_, id_)

    def _places(self, applied: Sequence[Applied]) -> tuple[str, ...]:
        """The room of each edit. A patch does not tell by itself: its record does, or the delete that followed it."""
        state = self.memory.state
        if len(applied) == 1 and applied[0].op == "patch":  # most changes
            a = applied[0]
            return (room_of(a.type, a.id, state.of(a.type)[a.id]),)
        later = {(a.type, a.id): a.before for a in applied if a.op == "delete"}
        return tuple(
            room_of(a.type, a.id, a.after)
            if a.op == "put"
            else room_of(a.type, a.id, a.before if a.op == "delete" else state.get(a.type, a.id) or later[a.type, a.id])
            for a in applied
        )

    def _rooms(self, change: Change) -> tuple[str, ...]:
        """The rooms that a change without effect was meant for, so that its author's board hears of it."""
        rooms: dict[str, None] = {}
        for e in change.edits:
            fields = self.memory.state.get(e.type, e.id) or self._gone(e.type, e.id) or e.fields
            rooms[room_of(e.type, e.id, fields)] = None
        return tuple(rooms)
