"""The boards of one journey, or of the workspace itself: who is here, and what all of them are sent."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable, Sequence

from cxmap.live import narrow, wire
from cxmap.live.boards import Boards
from cxmap.live.client import Client, Item, People, push_to
from cxmap.store import Committed, Crossing

PEOPLE_EVERY = 0.05  # seconds between two news of people

Told = tuple[Committed, int, str]


class Room:
    """The open boards of a journey ("": of the workspace). Everything here runs on the hub's loop."""

    def __init__(self, journey: str, boards: Boards) -> None:
        """`boards` tells which idea board a record is on."""
        self.journey = journey
        self._boards = boards
        self.clients: dict[str, Client] = {}
        self.rev = 0  # the last revision that was published here
        self.known = False  # whether the journey is there, as far as we have seen
        self.snapshot: tuple[int, str] | None = None  # the last map that was read, while nothing has changed since
        self.narrow: tuple[int, str] | None = None  # the same as somebody limited gets it
        self.readings: dict[str, asyncio.Task[tuple[int, str] | None]] = {}  # maps that are being read, by kind
        self.shown: set[narrow.Key] = set()  # what those have been shown of the workspace
        self.ideas: dict[str, tuple[int, str]] = {}  # the last map of each idea board, likewise
        self._told_of: dict[str, int] = {}  # the last revision that its guests were told
        self._dirty: dict[str, Client] = {}
        self._gone: set[str] = set()
        self._timer: asyncio.TimerHandle | None = None
        self._told = 0.0

    def add(self, client: Client) -> None:
        """Let a board in."""
        self.clients[client.session] = client
        self._gone.discard(client.session)

    def remove(self, client: Client) -> None:
        """Let a board go, and tell the others."""
        if self.clients.pop(client.session, None) is not None:
            self._dirty.pop(client.session, None)
            if client.sight != "ideas":  # nobody ever saw them here
                self._gone.add(client.session)
                self._soon()

    def moved(self, client: Client) -> None:
        """Tell the others, soon, what this person is doing now."""
        if not client.apart:
            self._dirty[client.session] = client
            self._soon()

    def entries(self) -> list[str]:
        """Everybody who is here, as JSON. Who waits to be let in is not here yet, and a guest of an idea board is elsewhere."""
        return [client.entry for client in self.clients.values() if not client.apart]

    def tell(self, item: Item) -> None:
        """Send something to everybody who is here."""
        for client in self.clients.values():
            if not client.apart:
                client.push(item)

    def tell_crossed(self, crossings: Iterable[Crossing]) -> None:
        """Tell the two people of each crossing on whichever boards they have open here."""
        for crossing in crossings:
            for client in self.clients.values():
                person = client.actor.person
                if crossing.concerns(person) and not client.apart:
                    client.push(Item(wire.crossed(crossing, person), crossing.rev, own=True))

    def publish(self, changes: Sequence[Committed], authors: dict[str, list[Client]]) -> None:
        """Send changes to every board, in order; to its author each as an ack. `authors` by change id.

        What a change did is written once; boards that made none of these changes share one text. Who is limited to some
        journeys is told nothing of what their map does not name; where it names more of the workspace now, they get a
        fresh map.
        """
        self.forget_maps()
        self.rev = changes[-1].rev
        told: list[Told] = []
        for change in changes:
            for a in change.applied:
                if a.type == "journey" and a.id == self.journey:
                    self.known = False
            told.append((change, change.prev.get(self.journey, 0), wire.edits_text(change.on_board(self.journey))))
        clients = list(self.clients.values())
        if {client.sight for client in clients} == {"whole"}:  # most rooms, most of the time
            self._publish(told, clients, authors)
            return
        for board in {client.actor.workshop for client in clients if client.sight == "ideas"}:
            self._publish_ideas(board, changes, authors)
        clients = [client for client in clients if not client.apart]
        limited = [client for client in clients if client.sight == "narrow"]
        if limited and self._differs(changes):
            self._publish(told, [client for client in clients if client.sight == "whole"], authors)
            applied = [a for change in changes for a in change.on_board(self.journey)]
            more = narrow.names_more(applied, self.shown)
            self._publish(self._cut_down(told), limited, authors)
            for client in limited if more else ():
                client.renew()
            return
        self._publish(told, clients, authors)

    def _publish(self, told: Sequence[Told], clients: Sequence[Client], authors: dict[str, list[Client]]) -> None:
        here = {client for each in told for client in authors.get(each[0].id, ())}
        others = [client for client in clients if client not in here]
        items = [Item(wire.change(*each), each[0].rev) for each in told] if others or len(told) > 1 else []
        if len(items) == 1:
            push_to(others, items[0])
        elif others:
            shared = Item(",".join(item.text for item in items), told[-1][0].rev)
            push_to([client for client in others if not client.holding], shared)
            for client in others:
                for item in items if client.holding else ():  # its map may be of a revision in the midst of these
                    client.push(item)
        for client in here.intersection(clients) if here else ():
            client.push_all(
                [
                    Item(wire.ack(*each), each[0].rev, own=True) if client in authors.get(each[0].id, ()) else items[place]
                    for place, each in enumerate(told)
                ]
            )

    def _publish_ideas(self, board: str, changes: Sequence[Committed], authors: dict[str, list[Client]]) -> None:
        """Send the guests of an idea board what happened on it, and nothing else but the answers to their own changes.

        `prev` is the last revision that they were told: in between nothing was for them.
        """
        guests = [c for c in self.clients.values() if c.sight == "ideas" and c.actor.workshop == board]
        own: dict[str, list[Item]] = {client.session: [] for client in guests}
        for change in changes:
            applied = self._boards.cut_down(change.on_board(self.journey), board)
            told = change, self._told_of.get(board, 0), wire.edits_text(applied)
            item = Item(wire.change(*told), change.rev) if applied else None
            for client in guests:
                if client in authors.get(change.id, ()):
                    own[client.session].append(Item(wire.ack(*told), change.rev, own=True))
                elif item is not None:
                    own[client.session].append(item)
            if applied:
                self._told_of[board] = change.rev
        for client in guests:
            client.push_all(own[client.session])

    def answer(self, client: Client, change: Committed) -> Item:
        """The ack of a change that this board has made, with what it is shown of it."""
        applied = change.on_board(self.journey)
        if client.sight == "ideas":
            applied = self._boards.cut_down(applied, client.actor.workshop)
        elif client.sight != "whole":
            applied = narrow.cut_down(applied, self.shown)
        return Item(wire.ack(change, change.prev.get(self.journey, 0), wire.edits_text(applied)), change.rev, own=True)

    def forget_maps(self) -> None:
        """What was read of this room is of an earlier revision."""
        self.snapshot = self.narrow = None
        self.ideas.clear()

    def _differs(self, changes: Sequence[Committed]) -> bool:
        """Whether these changes mean another thing to those who are limited."""
        for change in changes:
            applied = change.on_board(self.journey)
            if not narrow.is_narrow(applied) or narrow.names_more(applied, self.shown):
                return True
        return False

    def _cut_down(self, told: Sequence[Told]) -> list[Told]:
        found: list[Told] = []
        for change, prev, _ in told:
            found.append((change, prev, wire.edits_text(narrow.cut_down(change.on_board(self.journey), self.shown))))
        return found

    def close(self) -> None:
        """Tell nobody anything any more."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None

    def _soon(self) -> None:
        if self._timer is None:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(max(0.0, self._told + PEOPLE_EVERY - loop.time()), self._tell)

    def _tell(self) -> None:
        self._timer = None
        self._told = asyncio.get_running_loop().time()
        news = People({session: client.entry for session, client in self._dirty.items()}, frozenset(self._gone))
        alone = next(iter(self._dirty)) if len(self._dirty) == 1 and not self._gone else None
        self._dirty, self._gone = {}, set()
        for session, client in self.clients.items():
            if session != alone and not client.apart:
                client.push_people(news)
