"""One-time tickets: what a browser shows to open a socket, bound to its person, good once and for a minute."""

from __future__ import annotations

import time
from collections.abc import Callable

from cxmap.access import hash_token, new_token

LIFETIME = 60.0
MOST = 10_000


class Tickets:
    """Tickets that are out, in memory, by their hash. Used on one loop only."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._out: dict[str, tuple[str, float]] = {}  # hash → person, end; oldest first

    def issue(self, person: str) -> str:
        """A ticket for a person."""
        now = self._clock()
        while self._out and (len(self._out) >= MOST or next(iter(self._out.values()))[1] <= now):
            del self._out[next(iter(self._out))]
        ticket = new_token()
        self._out[hash_token(ticket)] = (person, now + LIFETIME)
        return ticket

    def redeem(self, ticket: str) -> str | None:
        """The person of a ticket, which is void from now on; None where it is unknown, used or too old."""
        person, end = self._out.pop(hash_token(ticket), ("", 0.0))
        return person if person and end > self._clock() else None
