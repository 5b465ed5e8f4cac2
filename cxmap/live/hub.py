"""The hub: takes changes from boards to the store, and what the store has committed to every board."""

from __future__ import annotations

import asyncio
import secrets
from collections import defaultdict, deque
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import structlog

from cxmap.access import Actor
from cxmap.changes import Refused
from cxmap.live import wire
from cxmap.live.client import Client, Item, Send
from cxmap.live.room import Room
from cxmap.live.tickets import Tickets
from cxmap.settings import Settings
from cxmap.store import Committed, Store

_log = structlog.get_logger("cxmap.live")

Answer = tuple[Client, str, Future[Committed]]


class Hub:
    """All open boards of this process. Made anywhere; from `start()` on it belongs to the loop that started it.

    The store tells of durable changes on its own thread; what it tells is put into an inbox, and the loop is woken once for all
    that has gathered there.
    """

    def __init__(self, store: Store, settings: Settings) -> None:
        self.store, self.settings = store, settings
        self.tickets = Tickets()
        self._rooms: dict[str, Room] = {}
        self._clients: dict[str, Client] = {}
        self._authors: dict[str, list[Client]] = {}  # by change id, while the change is under way
        self._inbox: deque[list[Committed] | Answer] = deque()
        self._woken = False
        self._published = 0  # the last revision that the store told of; written on the store's thread
        self._loop: asyncio.AbstractEventLoop | None = None
        self._unsubscribe: Callable[[], None] = lambda: None
        self._closing = False

    def start(self) -> None:
        """Begin to listen to the store, on the running loop."""
        self._loop = asyncio.get_running_loop()
        self._published = self.store.revision
        self._unsubscribe = self.store.subscribe(self._hear)

    async def close(self) -> None:
        """Close every board (code 1001) and stop listening."""
        self.goodbye()
        self._unsubscribe()
        for room in self._rooms.values():
            room.close()
        await asyncio.sleep(0)

    def goodbye(self) -> None:
        """Tell every board that the server stops, and let nobody in any more."""
        self._closing = True
        for client in list(self._clients.values()):
            client.close(1001)

    def enter(self, actor: Actor, person: dict[str, Any], send: Send) -> Client:
        """A socket has opened: who it is, their person record, and how to send."""
        you = {"person": actor.person, "name": person["name"], "number": person["number"], "colour": person["colour"]}
        client = Client(secrets.token_urlsafe(9), actor, you, send, self.settings.socket_queue)
        self._clients[client.session] = client
        if self._closing:
            client.close(1001)
        return client

    def leave(self, client: Client) -> None:
        """A socket has closed."""
        client.closed = True
        self._clients.pop(client.session, None)
        self._leave_room(client)

    async def hello(self, client: Client, journey: str, rev: int | None) -> bool:
        """Let a board into the room of a journey and tell it what it misses since `rev`; False if there is no such journey."""
        if client.journey != journey:
            self._leave_room(client)
        room = self._rooms.setdefault(journey, Room(journey))
        hold = client.hold()
        client.journey = journey
        room.add(client)
        found = await self._missed(room, rev)
        if found is None:
            self._leave_room(client)
            client.release(hold, None)
            return False
        at, content = found
        client.forget_people()
        text = wire.welcome(client.session, client.you, client.actor.role, at, content, room.entries())
        client.release(hold, Item(text, at, own=True))
        room.moved(client)
        return True

    async def refresh(self, client: Client) -> None:
        """Send a fresh map to a board that was too slow."""
        room = self._rooms.get(client.journey or "")
        if room is None:
            return
        hold = client.hold()
        found = await self._snapshot(room)
        if found is not None:
            client.release(hold, Item(wire.snapshot(*found), found[0], own=True), ahead=True)
        elif client.journey == room.journey:
            client.release(hold, None)
            client.close(4404)

    def submit(self, client: Client, id_: str, start: Callable[[], Future[Committed]]) -> None:
        """Hand a change to the store; its answer comes through the client's queue."""
        self._authors.setdefault(id_, []).append(client)
        start().add_done_callback(lambda future: self._answered(client, id_, future))

    def present(self, client: Client, presence: dict[str, Any]) -> None:
        """A person points, holds, selects or types."""
        room = self._rooms.get(client.journey or "")
        if room is not None and client.session in room.clients:
            client.changed(presence)
            room.moved(client)

    def _leave_room(self, client: Client) -> None:
        room = self._rooms.get(client.journey or "")
        client.journey = None
        if room is not None:
            room.remove(client)
            if not room.clients:
                room.close()
                del self._rooms[room.journey]

    async def _missed(self, room: Room, rev: int | None) -> tuple[int, str] | None:
        """(revision, content of the welcome): the changes since `rev` where the store knows them, else the whole room."""
        if rev is not None and 0 < rev <= self.store.revision and await self._is_there(room):
            found = await asyncio.to_thread(self._since, room.journey, rev)
            if found is not None:
                return found
        snapshot = await self._snapshot(room)
        return None if snapshot is None else (snapshot[0], f'"records":{snapshot[1]}')

    async def _is_there(self, room: Room) -> bool:
        if not room.known:
            room.known = await self._snapshot(room) is not None
        return room.known

    def _since(self, journey: str, rev: int) -> tuple[int, str] | None:
        changes = self.store.since(journey, rev)
        if changes is None:
            return None
        texts = [wire.change(c, c.prev.get(journey, 0), wire.edits_text(c.on_board(journey))) for c in changes]
        return (changes[-1].rev if changes else rev), f'"changes":[{",".join(texts)}]'

    async def _snapshot(self, room: Room) -> tuple[int, str] | None:
        if room.snapshot is None:
            found = await asyncio.to_thread(self._read, room.journey)
            if found is None or found[0] < room.rev:  # more has happened meanwhile: good for this board, not for the next
                return found
            room.snapshot = found
        return room.snapshot

    def _read(self, journey: str) -> tuple[int, str] | None:
        found = self.store.room(journey)
        return None if found is None else (found[0], wire.encode(found[1]))

    # On the store's thread:

    def _hear(self, changes: list[Committed]) -> None:
        self._inbox.append(changes)
        self._published = changes[-1].rev
        self._wake()

    def _answered(self, client: Client, id_: str, future: Future[Committed]) -> None:
        # A change that the store is about to tell of is answered then, in its place. What is left: refusals, and a change
        # that was sent again and is long done.
        if future.exception() is not None or future.result().rev <= self._published:
            self._inbox.append((client, id_, future))
            self._wake()

    def _wake(self) -> None:
        if not self._woken and self._loop is not None:
            self._woken = True
            self._loop.call_soon_threadsafe(self._drain)

    # On the loop:

    def _drain(self) -> None:
        self._woken = False
        batch: list[Committed] = []
        while self._inbox:
            news = self._inbox.popleft()
            if isinstance(news, list):
                batch += news
            else:
                self._publish(batch)
                batch = []
                self._answer(*news)
        self._publish(batch)

    def _publish(self, changes: list[Committed]) -> None:
        if not changes:
            return
        authors = {c.id: self._authors.pop(c.id) for c in changes if c.id in self._authors}
        by_room: dict[str, list[Committed]] = defaultdict(list)
        for change in changes:
            for journey in self._rooms if change.on_every_board else change.rooms:
                if journey in self._rooms:
                    by_room[journey].append(change)
            self._rename(change)
        for journey, there in by_room.items():
            self._rooms[journey].publish(there, authors)
        shown = {journey: {change.id for change in there} for journey, there in by_room.items()}
        for change in changes:  # an author whose board does not show the change gets an answer all the same
            for client in authors.get(change.id, ()):
                if change.id not in shown.get(client.journey or "", ()):
                    self._acknowledge(client, change)

    def _rename(self, change: Committed) -> None:
        """Tell the rooms of a person who has changed their name."""
        for done in change.applied:
            if done.type == "person" and "name" in done.after:
                for client in self._clients.values():
                    if client.actor.person == done.id:
                        client.changed(name=done.after["name"])
                        if client.journey in self._rooms:
                            self._rooms[client.journey].moved(client)

    def _answer(self, client: Client, id_: str, future: Future[Committed]) -> None:
        waiting = self._authors.get(id_)
        if waiting is None or client not in waiting:
            return  # answered with the change itself
        waiting.remove(client)
        if not waiting:
            del self._authors[id_]
        error = future.exception()
        if error is None:
            self._acknowledge(client, future.result())
        elif isinstance(error, Refused):
            client.push(Item(wire.refused(id_, error), own=True))
        else:
            _log.error("a change failed", change=id_, exc_info=error)
            failed = Refused("failed", "The change could not be saved: cxmap has logged why.")
            client.push(Item(wire.refused(id_, failed), own=True))

    def _acknowledge(self, client: Client, change: Committed) -> None:
        journey = client.journey or ""
        text = wire.ack(change, change.prev.get(journey, 0), wire.edits_text(change.on_board(journey)))
        client.push(Item(text, change.rev, own=True))
