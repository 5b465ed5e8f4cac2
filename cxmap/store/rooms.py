"""What a store does for workshops as a whole: makes tables, tells who wrote a card, and forgets who took part."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from concurrent.futures import Future

from sqlalchemy import Engine

from cxmap import access
from cxmap.access import Actor
from cxmap.changes import Refused
from cxmap.model.records import Record
from cxmap.store import authors, breakouts, forgetting
from cxmap.store.desk import Desk
from cxmap.store.engine import reading
from cxmap.store.futures import check_id, refused
from cxmap.store.log import Committed
from cxmap.store.sessions import Sessions
from cxmap.store.writer import Writer


class Rooms:
    """The part of a store that looks at a workshop with all its rooms."""

    workspace: str
    sessions: Sessions
    _engine: Engine
    _writer: Writer
    _desk: Desk
    _unclean = False  # whether the files may still hold what was forgotten

    def record(self, type_: str, id_: str) -> Record | None:
        """Any record by its type and id, or None."""
        fields = self._writer.ask(lambda memory: memory.state.get(type_, id_))
        return {"id": id_, **fields} if fields is not None else None

    def rooms_of(self, workshop: str) -> frozenset[str]:
        """The journeys of a workshop: its map and its tables' maps; empty where there is no such workshop."""
        found: frozenset[str] = self._writer.ask(lambda memory: access.rooms_of(memory.state, workshop))
        return found

    def reach(self, actor: Actor) -> frozenset[str]:
        """The journeys that somebody limited has (for `permits`); empty for a guest who is not let in, and for others."""
        if not actor.limited:
            return frozenset()
        found: frozenset[str] = self._writer.ask(lambda memory: access.reach_of(actor, memory.state))
        return found

    def acting(self, actor: Actor, journey: str) -> Actor:
        """Who the actor is in a journey: a facilitator where they lead a workshop there, else as they are."""
        found: Actor = self._writer.ask(lambda memory: access.acting(actor, [journey], memory.state))
        return found

    def breakouts(
        self, workshop: str, names: Sequence[str], actor: Actor, id_: str, start: str = "frame", seat: bool = False
    ) -> Future[Committed]:
        """Make tables of a workshop with a map each, by one change: see `cxmap.store.breakouts.edits`.

        Raises `Refused` through the future: "forbidden" for who does not facilitate there.
        """
        record = self.record("workshop", workshop)
        try:
            check_id(id_)
            who = self.acting(actor, record["journey"]) if record else actor
            if not access.permits(who, "facilitate", record["journey"] if record else "", self.reach(who)):
                raise Refused("forbidden", "Only who leads the workshop makes tables: ask the facilitator.")
        except Refused as refusal:
            return refused(refusal)
        # what the tables hold comes from the main map, not from the client: no limit of theirs is touched
        return self._writer.write(
            id_, who, lambda batch: breakouts.change(batch, id_, workshop, names, start, seat), trusted=True
        )

    def forget(self, workshop: str) -> int:
        """Forget who took part in a workshop: aliases everywhere, the log and its past included; returns how many they were.

        Guests' sessions and the workshop's code end. What they contributed stays. Waits until it is done; cannot be undone.
        Raises `Refused("gone")` where there is no such workshop.
        """
        self.sessions.revoke_guests(workshop)
        self._desk.call(lambda: None).result()  # ballots on their way are kept first
        forgotten, clean = self._writer.rewrite(
            lambda link, memory: forgetting.forget(link, memory, workshop), forgetting.sweep
        ).result()
        self._unclean = not clean
        return int(forgotten)

    def forget_due(self, today: str) -> list[str]:
        """Forget who took part in each workshop whose time has come by `today` (an ISO date); ids of the workshops.

        Tries again to clean the database's files where somebody was in the way last time.
        """
        found: list[str] = self._writer.ask(lambda memory: forgetting.due(memory, today))
        for workshop in found:
            self.forget(workshop)
        if self._unclean:
            self._unclean = not self._writer.rewrite(lambda link, memory: None, forgetting.sweep).result()[1]
        return found

    def authors(self, cards: Iterable[str]) -> dict[str, str]:
        """The name of who wrote each of these cards, by its id, as far as the log tells and may tell."""
        with reading(self._engine) as link, link.snapshot():
            return authors.authors(link, self.workspace, cards)
