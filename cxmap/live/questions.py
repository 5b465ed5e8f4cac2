"""What a board asks about the past: its timeline, the map at a moment, the changes between two; and a moment restored.

A board's questions are answered one after the other, apart from its edits, so that looking back delays nobody's work.
"""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Callable

from cxmap.changes import Refused
from cxmap.live import wire
from cxmap.live.client import Client, Item
from cxmap.live.hub import Hub
from cxmap.web.errors import report, sentence

MOST_WAITING = 20
MOST_ENTRIES = 200
NEVER = 2**31 - 1

Answer = Callable[[], str]


class Questions:
    """The questions of one client."""

    def __init__(self, hub: Hub, client: Client) -> None:
        self._hub, self._client = hub, client
        self._waiting: deque[tuple[str, wire.Message, str]] = deque()
        self._task: asyncio.Task[None] | None = None

    def ask(self, kind: str, message: wire.Message) -> None:
        """Take a question; its answer, or `refused`, comes through the client's queue. Raises `Unreadable`."""
        id_ = wire.question_id(message)
        wire.check_numbers(message, "rev", "after", "before", "upto", "limit")
        wire.time_of(message, "until")
        if len(self._waiting) >= MOST_WAITING:
            self._refuse(id_, Refused("too_many", "Too many questions wait for an answer: ask again when some are answered."))
            return
        self._waiting.append((kind, message, self._client.journey or ""))
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._work())

    def stop(self) -> None:
        """The client is gone: nobody waits for answers."""
        self._waiting.clear()
        if self._task is not None:
            self._task.cancel()

    async def _work(self) -> None:
        while self._waiting:
            kind, message, journey = self._waiting.popleft()
            id_ = str(message["id"])
            try:
                if kind == "restore":
                    await self._restore(id_, message, journey)
                else:
                    text = await asyncio.to_thread(self._answer, kind, id_, message, journey)
                    self._client.push(Item(text, own=True))
            except Refused as refusal:
                self._refuse(id_, refusal)
            except Exception as error:
                self._refuse(id_, Refused("failed", sentence(report(error, "live"))))

    async def _restore(self, id_: str, message: wire.Message, journey: str) -> None:
        hub, client = self._hub, self._client
        start = await asyncio.to_thread(hub.store.restoring, journey, int(message.get("rev", 0)), client.actor, id_)
        hub.submit(client, id_, start)

    def _answer(self, kind: str, id_: str, message: wire.Message, journey: str) -> str:
        """The answer as JSON. On a thread of its own: it reads the log."""
        store = self._hub.store
        limit = min(int(message.get("limit", MOST_ENTRIES)), MOST_ENTRIES)
        after = int(message.get("after", 0))
        if kind == "timeline":
            until = wire.time_of(message, "until")
            found = store.timeline(journey, int(message.get("before", NEVER)), after, limit, until)
            return wire.timeline(id_, found, store.positions(journey) if message.get("positions") is True else None)
        if kind == "changes":
            return wire.changes(id_, journey, *store.changes(journey, after, int(message.get("upto", NEVER)), limit))
        revision = int(message.get("rev", 0))
        records = store.moment(journey, revision)
        if records is None:
            raise Refused("unknown", f"The map was not there at revision {revision}: choose a later moment.")
        return wire.moment(id_, revision, store.timeline(journey, revision + 1, limit=1), records)

    def _refuse(self, id_: str, refusal: Refused) -> None:
        self._client.push(Item(wire.refused(id_, refusal), own=True))
