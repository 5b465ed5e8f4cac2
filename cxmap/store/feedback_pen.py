"""How feedback is written: on a connection of its own, in transactions so short that an edit which comes meanwhile hardly waits."""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from typing import Any, TypeVar

from sqlalchemy import Engine

from cxmap.store.engine import Link
from cxmap.store.errors import Unavailable

Told = Callable[[int], None]
T = TypeVar("T")

# Seconds that one transaction aims at, and how many rows it may hold.
_AIM = 0.02
_CACHE = 64_000  # kB of SQLite's pages at hand
_FIRST, _LEAST, _MOST = 100, 50, 1_000

_log = logging.getLogger("cxmap.store")


class Pen:
    """The one connection of this process that writes feedback; threads take turns."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._lock = threading.RLock()
        self._link: Link | None = None
        self._closed = False
        self._listeners: list[Told] = []
        self._size, self._free = _FIRST, 0.0

    def close(self) -> None:
        """Write no more, and close the connection."""
        self._closed = True
        self._drop()

    def _drop(self) -> None:
        with self._lock:
            if self._link is not None:
                self._link.close()
                self._link = None

    def subscribe(self, listener: Told) -> Callable[[], None]:
        """Call `listener` with the revision after each write; returns what ends that."""
        with self._lock:
            self._listeners = [*self._listeners, listener]

        def unsubscribe() -> None:
            with self._lock:
                self._listeners = [known for known in self._listeners if known is not listener]

        return unsubscribe

    @contextmanager
    def writing(self, durable: bool = True) -> Iterator[Link]:
        """A transaction that raises the revision. One that is not `durable` outlives a crash of the process, and a power cut
        only once a durable one came after it. Raises `Unavailable` where the database does not answer.
        """
        with self._lock:
            if self._closed:
                raise Unavailable("The store is closed: start cxmap again.")
            link = self._link
            try:
                if link is None:
                    link = self._link = Link(self._engine)
                    if (
                        link.sqlite
                    ):  # its indexes are written all over: 2 MB of them at hand, as is usual, made it take thrice as long
                        link.run(f"PRAGMA cache_size = -{_CACHE}")
                if link.sqlite:
                    link.run(f"PRAGMA synchronous = {'FULL' if durable else 'NORMAL'}")
                link.begin()
                # on PostgreSQL this makes writers take turns, too: none adds what another is just adding
                link.run("UPDATE feedback_revision SET revision = revision + 1 WHERE id = 1")
                yield link
                revision = int(link.rows("SELECT revision FROM feedback_revision WHERE id = 1")[0][0])
                link.commit()
            except BaseException as error:
                self._drop()  # which rolls back
                if isinstance(error, self._engine.dialect.loaded_dbapi.Error):
                    _log.exception("Feedback could not be written")
                    raise Unavailable(
                        f"The feedback could not be saved ({type(error).__name__}): try again in a moment."
                    ) from error
                raise
            listeners = self._listeners
        for listener in listeners:
            try:
                listener(revision)
            except Exception:
                _log.exception("A listener failed; the feedback is saved")

    def parts(self, values: Sequence[T]) -> Iterator[Sequence[T]]:
        """The values in parts for one transaction each, as many as are written in 20 ms, with as long a pause after each."""
        start = 0
        while start < len(values):
            self._wait()
            some = values[start : start + self._size]
            began = time.monotonic()
            yield some
            self._took(len(some), time.monotonic() - began)
            start += len(some)

    def in_parts(self, sql: str, values: Sequence[Any]) -> int:
        """Run a statement that ends in “LIMIT ? … RETURNING id” until nothing is left; how many rows in all."""
        done = 0
        while True:
            self._wait()
            size, began = self._size, time.monotonic()
            with self.writing() as link:
                found = len(link.rows(sql, (*values, size)))
            self._took(size, time.monotonic() - began)
            done += found
            if found < size:
                return done

    def _wait(self) -> None:
        """SQLite's waiting writers look again and again, with pauses: one that finds the lock taken each time would starve."""
        if self._engine.dialect.name == "sqlite":
            time.sleep(max(0.0, min(self._free - time.monotonic(), 10 * _AIM)))

    def _took(self, size: int, seconds: float) -> None:
        fitting = int(size * _AIM / max(seconds, 1e-4))
        self._size = max(_LEAST, min(_MOST, fitting, 2 * self._size))
        self._free = time.monotonic() + seconds
