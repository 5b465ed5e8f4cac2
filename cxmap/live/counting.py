"""What is told of the unseen: how many have rated, voted or written, at most four times a second and only the last state."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterable

from cxmap.live import wire
from cxmap.live.client import Item
from cxmap.store import Counts, Store
from cxmap.web.errors import report

COUNTS_EVERY = 0.25  # seconds between two counts of a workshop

Tell = Callable[[str, Item], None]


class Counting:
    """The counts of all workshops that run. Everything here runs on the hub's loop; counting itself does not."""

    def __init__(self, store: Store, tell: Tell) -> None:
        """`tell(workshop, item)` sends to all boards of a workshop."""
        self._store, self._tell = store, tell
        self._told: dict[str, float] = {}
        self._timers: dict[str, asyncio.TimerHandle] = {}
        self._tasks: set[asyncio.Task[None]] = set()
        self._last: dict[str, Counts | None] = {}

    def soon(self, workshops: Iterable[str]) -> None:
        """Something was given, or another step is under way."""
        loop = asyncio.get_running_loop()
        for workshop in workshops:
            if workshop not in self._timers:
                wait = max(0.0, self._told.get(workshop, 0.0) + COUNTS_EVERY - loop.time())
                self._timers[workshop] = loop.call_later(wait, self._begin, workshop)

    async def now(self, workshop: str) -> Counts | None:
        """The counts of a workshop as they are; None where there is nothing to count."""
        return await asyncio.to_thread(self._store.ballots.counts, workshop) if workshop else None

    def last(self, workshop: str) -> Counts | None:
        """What was told last."""
        return self._last.get(workshop)

    def close(self) -> None:
        """Count nothing any more."""
        for timer in self._timers.values():
            timer.cancel()
        for task in self._tasks:
            task.cancel()
        self._timers.clear()

    def _begin(self, workshop: str) -> None:
        self._told[workshop] = asyncio.get_running_loop().time()
        del self._timers[workshop]
        task = asyncio.create_task(self._count(workshop))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    async def _count(self, workshop: str) -> None:
        try:
            found = await self.now(workshop)
        except Exception as error:  # the next ballot counts again
            report(error, "live")
            return
        if found is not None and found != self._last.get(workshop):
            self._tell(workshop, Item(wire.counts(found)))
        self._last[workshop] = found
