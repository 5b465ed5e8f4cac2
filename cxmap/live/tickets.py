"""One-time tickets: what a browser shows to open a socket, bound to who got it, good once and for a minute."""

from __future__ import annotations

import time
from collections.abc import Callable

from cxmap.access import Actor, hash_token, new_token

LIFETIME = 60.0
MOST = 10_000


class Tickets:
    """Tickets that are out, in memory, by their hash. Used on one loop only."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._out: dict[str, tuple[Actor, float]] = {}  # hash → who, end; oldest first

    def issue(self, actor: Actor) -> str:
        """A ticket for somebody."""
        now = self._clock()
        while self._out and (len(self._out) >= MOST or next(iter(self._out.values()))[1] <= now):
            del self._out[next(iter(self._out))]
        ticket = new_token()
        self._out[hash_token(ticket)] = (actor, now + LIFETIME)
        return ticket

    def redeem(self, ticket: str) -> Actor | None:
        """Who got a ticket, which is void from now on; None where it is unknown, used or too old."""
        actor, end = self._out.pop(hash_token(ticket), (None, 0.0))
        return actor if end > self._clock() else None
