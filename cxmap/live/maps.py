"""Reads maps for boards: the whole room, what somebody limited gets of it, or the anteroom. On threads, never on the hub's loop."""

from __future__ import annotations

import asyncio
from collections.abc import Callable

from cxmap.access import Actor
from cxmap.live import narrow, wire
from cxmap.live.client import Client
from cxmap.live.room import Room
from cxmap.store import Store

Map = tuple[int, str]  # revision, records as JSON


class Maps:
    """Maps of one store. Many who come at once share what is read."""

    def __init__(self, store: Store, participant: Callable[[Actor], str]) -> None:
        """`participant` finds the id of a guest's own participant record."""
        self._store, self._participant = store, participant

    async def of(self, room: Room, client: Client) -> Map | None:
        """What somebody sees of a room, at a revision that the room has told of or a later one; None where it is not there."""
        if client.sight == "whole":
            return await self.whole(room)
        if client.sight == "anteroom":
            return await asyncio.to_thread(self._anteroom, room.journey, client.actor)
        if client.sight == "ideas":
            return await self._ideas(room, client.actor.workshop)
        if room.narrow is None:
            found = await self._shared(room, "narrow", self._read_narrow)
            if found is None or found[0] < room.rev:  # more has happened meanwhile: good for this board, not for the next
                return found
            room.narrow = found
        return room.narrow

    async def whole(self, room: Room) -> Map | None:
        """All that a room holds."""
        if room.snapshot is None:
            found = await self._shared(room, "whole", self._read)
            if found is None or found[0] < room.rev:
                return found
            room.snapshot = found
        return room.snapshot

    async def _ideas(self, room: Room, board: str) -> Map | None:
        """What the guests of an idea board see."""
        if board not in room.ideas:
            found = await self._shared(room, f"ideas {board}", lambda _: self._read_ideas(board))
            if found is None or found[0] < room.rev:
                return found
            room.ideas[board] = found
        return room.ideas[board]

    def since(self, journey: str, rev: int) -> Map | None:
        """(revision, `"changes":…`) of what a board missed; None where it is shorter to read the map. Not for the loop."""
        changes = self._store.since(journey, rev)
        if changes is None:
            return None
        texts = [wire.change(c, c.prev.get(journey, 0), wire.edits_text(c.on_board(journey))) for c in changes]
        return (changes[-1].rev if changes else rev), f'"changes":[{",".join(texts)}]'

    async def _shared(self, room: Room, kind: str, read: Callable[[Room], Map | None]) -> Map | None:
        """Read a map, or wait for somebody else's reading of it; one that is older than the room does not count."""
        least = room.rev
        while True:
            reading = room.readings.get(kind)
            if reading is None or reading.done():
                reading = room.readings[kind] = asyncio.create_task(asyncio.to_thread(read, room))
            found = await asyncio.shield(reading)
            if found is None or found[0] >= least:
                return found

    def _read(self, room: Room) -> Map | None:
        found = self._store.room(room.journey)
        return None if found is None else (found[0], wire.encode(found[1]))

    def _read_narrow(self, room: Room) -> Map | None:
        found = self._store.room(room.journey)
        if found is None:
            return None
        shown = narrow.named(found[1])
        room.shown = room.shown | shown
        return found[0], wire.encode(narrow.narrowed(found[1], shown))

    def _read_ideas(self, board: str) -> Map | None:
        found = self._store.idea_board(board)
        return None if found is None else (found[0], wire.encode(found[1]))

    def _anteroom(self, journey: str, actor: Actor) -> Map | None:
        revision = self._store.revision
        keys = (("journey", journey), ("workshop", actor.workshop), ("participant", self._participant(actor)))
        found = [record for key in keys if (record := self._store.record(*key)) is not None]
        return (revision, wire.encode(narrow.anteroom(*found))) if len(found) == len(keys) else None
