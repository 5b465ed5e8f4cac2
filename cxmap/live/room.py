"""The boards of one journey: who is here, and what all of them are sent."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from cxmap.live import wire
from cxmap.live.client import Client, Item, People
from cxmap.store import Committed

PEOPLE_EVERY = 0.05  # seconds between two news of people


class Room:
    """The open boards of a journey. Everything here runs on the hub's loop."""

    def __init__(self, journey: str) -> None:
        self.journey = journey
        self.clients: dict[str, Client] = {}
        self.rev = 0  # the last revision that was published here
        self.known = False  # whether the journey is there, as far as we have seen
        self.snapshot: tuple[int, str] | None = None  # the last map that was read, while nothing has changed since
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
            self._gone.add(client.session)
            self._soon()

    def moved(self, client: Client) -> None:
        """Tell the others, soon, what this person is doing now."""
        self._dirty[client.session] = client
        self._soon()

    def entries(self) -> list[str]:
        """Everybody who is here, as JSON."""
        return [client.entry for client in self.clients.values()]

    def publish(self, changes: Sequence[Committed], authors: dict[str, list[Client]]) -> None:
        """Send changes to every board, in order; to its author each as an ack. `authors` by change id.

        What a change did is written once; boards that made none of these changes share one text.
        """
        self.snapshot, self.rev = None, changes[-1].rev
        if any(a.type == "journey" and a.id == self.journey for change in changes for a in change.applied):
            self.known = False
        told: list[tuple[Committed, int, str]] = []
        for change in changes:
            told.append((change, change.prev.get(self.journey, 0), wire.edits_text(change.on_board(self.journey))))
        here = {c.session for change in changes for c in authors.get(change.id, ()) if self.clients.get(c.session) is c}
        items = (
            [Item(wire.change(*each), each[0].rev) for each in told] if len(here) < len(self.clients) or len(told) > 1 else []
        )
        shared = items[0] if len(items) == 1 else Item(",".join(item.text for item in items), changes[-1].rev)
        for session, client in self.clients.items():
            if session not in here:
                client.push(shared)
                continue
            client.push_all(
                [
                    Item(wire.ack(*each), each[0].rev, own=True) if client in authors.get(each[0].id, ()) else items[place]
                    for place, each in enumerate(told)
                ]
            )

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
            if session != alone:
                client.push_people(news)
