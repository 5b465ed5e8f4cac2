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
from cxmap.changes import Change, Refused
from cxmap.live import wire
from cxmap.live.client import Client, Item, Send
from cxmap.live.counting import Counting
from cxmap.live.floor import Floor
from cxmap.live.lines import Line
from cxmap.live.maps import Maps
from cxmap.live.room import Room
from cxmap.live.tickets import Tickets
from cxmap.settings import Settings
from cxmap.store import Committed, Crossing, Store, Told

_log = structlog.get_logger("cxmap.live")

Done = Future[Committed] | Told
Answer = tuple[Client, str, Done]
Noted = tuple[Client, str, Future[None], str]


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
        self._floor = Floor()
        self._maps = Maps(store, self._floor.participant)
        self._counting = Counting(store, self._tell_workshop)
        self._inbox: deque[list[Committed] | Answer | Noted] = deque()
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
        self._floor.load(*self.store.floor())

    async def close(self) -> None:
        """Close every board (code 1001) and stop listening."""
        self.goodbye()
        self._unsubscribe()
        self._counting.close()
        for room in self._rooms.values():
            room.close()
        await asyncio.sleep(0)

    def goodbye(self) -> None:
        """Tell every board that the server stops, and let nobody in any more."""
        self._closing = True
        for client in list(self._clients.values()):
            client.close(1001)

    def enter(self, actor: Actor, person: dict[str, Any], send: Send, line: Line | None = None) -> Client:
        """A socket has opened: who it is, their person record, how to send, and the short way where there is one."""
        you = {"person": actor.person, "name": person["name"], "number": person["number"], "colour": person["colour"]}
        client = Client(secrets.token_urlsafe(9), actor, you, send, self.settings.socket_queue, line)
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
        """Let a board into the room of a journey and tell it what it misses since `rev`.

        False if there is no such journey, or none for them.
        """
        if client.journey != journey:
            self._leave_room(client)
        if not self._place(client, journey):
            self._leave_room(client)
            return False
        room = self._rooms.setdefault(journey, Room(journey, self._floor.boards))
        hold = client.hold()
        client.journey = journey
        room.add(client)
        found = await self._missed(room, rev, client)
        workshop = self._floor.running(journey) if client.sight != "anteroom" else ""
        counts = await self._counting.now(workshop)
        crossed: list[Crossing] = []
        if rev is not None and not client.apart:  # it was away
            crossed = await asyncio.to_thread(self.store.crossed, client.actor.person, rev, journey)
        if found is None:
            self._leave_room(client)
            client.release(hold, None)
            return False
        at, content = found
        client.forget_people()
        people = room.entries() if not client.apart else []
        text = wire.welcome(client.session, client.you, client.role, at, content, people, counts)
        client.release(hold, Item(text, at, own=True))
        for crossing in crossed:
            client.push(Item(wire.crossed(crossing, client.actor.person), crossing.rev, own=True))
        later = self._counting.last(workshop)
        if later is not None and later != counts:
            client.push(Item(wire.counts(later)))
        room.moved(client)
        return True

    async def refresh(self, client: Client) -> None:
        """Send a fresh map to a board that was too slow."""
        room = self._room_of(client)
        if room is None:
            return
        hold = client.hold()
        found = await self._maps.of(room, client)
        if found is not None:
            client.release(hold, Item(wire.snapshot(*found), found[0], own=True), ahead=True)
        elif client.journey == room.journey:
            client.release(hold, None)
            client.close(4404)

    def submit(self, client: Client, id_: str, start: Callable[[], Future[Committed]]) -> None:
        """Hand a change to the store; its answer comes through the client's queue."""
        self._authors.setdefault(id_, []).append(client)
        start().add_done_callback(lambda future: self._answered(client, id_, future))

    def send(self, client: Client, change: Change) -> None:
        """The same for a change as it comes from a board, the usual one."""
        self._authors.setdefault(change.id, []).append(client)
        self.store.send(change, client.actor, lambda told: self._answered(client, change.id, told))

    def note(self, client: Client, id_: str, workshop: str, future: Future[None]) -> None:
        """Answer a ballot or draft when it is kept, and tell the room how many there are."""
        future.add_done_callback(lambda done: self._kept(client, id_, done, workshop))

    def cut(self, person: str, workshop: str = "") -> int:
        """Close the boards of somebody who may not be here any more (of that workshop's guest only); returns how many."""
        found = [c for c in self._clients.values() if c.actor.person == person and workshop in ("", c.actor.workshop)]
        for client in found:
            _send_away(client, 4401, "forbidden", "You are not let in here any more.")
        return len(found)

    def renew(self, journey: str = "") -> None:
        """Send every board (of a journey) a fresh map: what it holds was rewritten, not changed."""
        self._floor.load(*self.store.floor())
        for room in self._rooms.values():
            if journey in ("", room.journey):
                room.forget_maps()
                room.readings.clear()
                for client in room.clients.values():
                    client.renew()
        self._settle()

    @property
    def floor(self) -> Floor:
        """Who may be on which board."""
        return self._floor

    def present(self, client: Client, presence: dict[str, Any]) -> None:
        """A person points, holds, selects or types."""
        room = self._room_of(client)
        if room is not None and client.session in room.clients:
            client.changed(presence)
            if not client.veiled:  # of somebody nameless there is nothing to tell
                room.moved(client)

    def _room_of(self, client: Client) -> Room | None:
        """The room that a board is in; the workspace's own is called "", and None is in no room."""
        return self._rooms.get(client.journey) if client.journey is not None else None

    def _leave_room(self, client: Client) -> None:
        room = self._room_of(client)
        client.journey = None
        if room is not None:
            room.remove(client)
            if not room.clients:
                room.close()
                del self._rooms[room.journey]

    def _place(self, client: Client, journey: str) -> bool:
        """Find out how much of a journey somebody sees there, and as whom; False where it is not there for them."""
        floor, actor = self._floor, client.actor
        sight = floor.sight(actor, journey)
        if sight is not None:
            client.sight, client.role = sight, floor.role(actor, journey)
            client.veil(floor.hidden(actor, journey))
        return sight is not None

    async def _missed(self, room: Room, rev: int | None, client: Client) -> tuple[int, str] | None:
        """(revision, content of the welcome): the changes since `rev` where the store knows them, else the whole room.

        Who is limited gets the map: the changes may tell of what theirs does not name.
        """
        if client.sight != "whole":
            found = await self._maps.of(room, client)
            return None if found is None else (found[0], f'"records":{found[1]}')
        if rev is not None and 0 < rev <= self.store.revision and await self._is_there(room):
            found = await asyncio.to_thread(self._maps.since, room.journey, rev)
            if found is not None:
                return found
        snapshot = await self._maps.whole(room)
        return None if snapshot is None else (snapshot[0], f'"records":{snapshot[1]}')

    async def _is_there(self, room: Room) -> bool:
        if not room.known:
            room.known = await self._maps.whole(room) is not None
        return room.known

    # On the store's thread:

    def _hear(self, changes: list[Committed]) -> None:
        self._inbox.append(changes)
        self._published = changes[-1].rev
        self._wake()

    def _answered(self, client: Client, id_: str, future: Done) -> None:
        # A change that the store is about to tell of is answered then, in its place. What is left: refusals, and a change
        # that was sent again and is long done.
        if future.exception() is not None or future.result().rev <= self._published:
            self._inbox.append((client, id_, future))
            self._wake()

    def _kept(self, client: Client, id_: str, future: Future[None], workshop: str) -> None:
        self._inbox.append((client, id_, future, workshop))
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
            elif len(news) == 4:
                self._answer_note(*news)
            else:
                self._publish(batch)
                batch = []
                self._answer(*news)
        self._publish(batch)

    def _publish(self, changes: list[Committed]) -> None:
        if not changes:
            return
        authors: dict[str, list[Client]] = {}
        by_room: dict[str, list[Committed]] = defaultdict(list)
        rewritten = False
        for change in changes:
            if change.id in self._authors:
                authors[change.id] = self._authors.pop(change.id)
            self._floor.boards.take(change.applied)
            for journey in self._rooms if change.on_every_board else change.rooms:
                if journey in self._rooms:
                    by_room[journey].append(change)
            self._rename(change)
            rewritten = rewritten or change.rewrites
        for journey, there in by_room.items():
            room = self._rooms[journey]
            room.publish(there, authors)
            for change in there:
                if change.crossed:
                    room.tell_crossed(change.crossed)
        for change in changes:  # an author whose board does not show the change gets an answer all the same
            for client in authors.get(change.id, ()):
                if client.journey is None or not (change.on_every_board or client.journey in change.rooms):
                    self._acknowledge(client, change)
        if rewritten:
            self._rename_all()
            self.renew()
        elif self._floor.take(changes):
            self._settle()

    def _settle(self) -> None:
        """A workshop has changed: who sees what as whom, who is hidden, who has to go, and what is counted."""
        for room in list(self._rooms.values()):
            for client in list(room.clients.values()):
                before = client.sight, client.role, client.veiled
                if not self._place(client, room.journey):
                    gone = 4401 if self._floor.removed(client.actor) else 4404
                    self._leave_room(client)
                    _send_away(client, gone, "forbidden", "You are not let in here any more.")
                    continue
                if client.sight != before[0] or client.sight == "anteroom":
                    client.renew()
                if client.role != before[1]:
                    client.push(Item(wire.role(client.role), own=True))
                if (client.sight, client.veiled) != (before[0], before[2]):
                    room.moved(client)
        self._counting.soon(self._floor.all_running())

    def _tell_workshop(self, workshop: str, item: Item) -> None:
        for journey in self._floor.rooms(workshop):
            if journey in self._rooms:
                self._rooms[journey].tell(item)

    def _rename(self, change: Committed) -> None:
        """Tell the rooms of a person who has changed their name."""
        for done in change.applied:
            if done.type == "person" and "name" in done.after:
                for client in self._clients.values():
                    if client.actor.person == done.id:
                        client.changed(name=done.after["name"])
                        if client.journey in self._rooms:
                            self._rooms[client.journey].moved(client)

    def _rename_all(self) -> None:
        """Names were rewritten: tell the rooms what everybody here is called now."""
        for client in self._clients.values():
            record = self.store.person(client.actor.person)
            if record is not None and record["name"] != client.you["name"]:
                client.changed(name=record["name"])
                if client.journey in self._rooms:
                    self._rooms[client.journey].moved(client)

    def _answer(self, client: Client, id_: str, future: Done) -> None:
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

    def _answer_note(self, client: Client, id_: str, future: Future[None], workshop: str) -> None:
        error = future.exception()
        if error is None:
            client.push(Item(wire.noted(id_), own=True))
            self._counting.soon([workshop])
        elif isinstance(error, Refused):
            client.push(Item(wire.refused(id_, error), own=True))
        else:
            _log.error("a ballot or draft failed", exc_info=error)
            client.push(Item(wire.refused(id_, Refused("failed", "It could not be saved: cxmap has logged why.")), own=True))

    def _acknowledge(self, client: Client, change: Committed) -> None:
        room = self._room_of(client)
        nothing = Item(wire.ack(change, 0, "[]"), change.rev, own=True)
        client.push(room.answer(client, change) if room is not None else nothing)


def _send_away(client: Client, code: int, word: str, why: str) -> None:
    client.push(Item(wire.error(word, why), own=True))
    client.close(code)
