"""Where ballots and drafts are taken: a thread of its own, many of them in one transaction, and never in the change log.

They are kept without waiting for the disk at each (a crash of the process loses none, a power cut the last second), so that a
room that votes at once delays nobody's edits. What must come after all that was sent before it, a reveal, waits in the same
queue.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from typing import Any

from sqlalchemy import Engine

from cxmap.changes import Refused
from cxmap.model.state import State
from cxmap.store.engine import Link
from cxmap.store.errors import Unavailable
from cxmap.store.writer import Writer

BATCH = 500


@dataclass(frozen=True, slots=True)
class After:
    """What is done by the writer once the batch is kept: `run` queues it. Both write, so neither waits inside the other."""

    run: Callable[[], Future[Any]]


# What is written for one job, inside the transaction of its batch; raises `Refused` before it writes anything.
Do = Callable[[Link], None]
# What the jobs of one batch have looked up already.
Memo = dict[str, Any]
# Looks at the records and gives what is to be done, or raises `Refused`. On the writer's thread: must be quick.
Look = Callable[[State, Memo], Do | After]

_log = logging.getLogger("cxmap.store")


@dataclass(slots=True)
class _Note:
    look: Look
    future: Future[None] = field(default_factory=Future)


@dataclass(slots=True)
class _Call:
    run: Callable[[], Any]
    future: Future[Any] = field(default_factory=Future)


class Desk:
    """Takes notes in the order in which they come. Its thread begins with the first one."""

    def __init__(self, engine: Engine, writer: Writer) -> None:
        self._engine, self._writer = engine, writer
        self._queue: SimpleQueue[_Note | _Call | None] = SimpleQueue()
        self._lock = threading.Lock()
        self._thread: threading.Thread | None = None
        self._link: Link | None = None
        self._closed = False

    def note(self, look: Look) -> Future[None]:
        """Queue something to be kept. The future is done when it is, or raises `Refused`."""
        job = _Note(look)
        self._put(job)
        return job.future

    def call(self, run: Callable[[], Any]) -> Future[Any]:
        """Queue something that is done when all that was queued before is kept."""
        job = _Call(run)
        self._put(job)
        return job.future

    def close(self) -> None:
        """Keep what is queued, then stop."""
        with self._lock:
            thread, self._closed = self._thread, True
            self._queue.put(None)
        if thread is not None:
            thread.join()

    def _put(self, job: _Note | _Call) -> None:
        with self._lock:
            if self._closed:
                job.future.set_exception(Unavailable("The store is closed: start cxmap again."))
                return
            self._queue.put(job)
            if self._thread is None:
                self._thread = threading.Thread(target=self._run, name="cxmap-desk", daemon=True)
                self._thread.start()

    def _run(self) -> None:
        running = True
        while running:
            job = self._queue.get()
            notes: list[_Note] = []
            while job is not None:
                if job.future.set_running_or_notify_cancel():
                    if isinstance(job, _Call):
                        self._take(notes)
                        notes = []
                        self._do(job)
                    else:
                        notes.append(job)
                if len(notes) == BATCH:
                    break
                try:
                    job = self._queue.get_nowait()
                except Empty:
                    break
            running = job is not None
            self._take(notes)
        if self._link is not None:
            self._link.close()

    def _do(self, job: _Call) -> None:
        try:
            job.future.set_result(job.run())
        except Exception as error:  # belongs to who asked for it
            job.future.set_exception(error)

    def _take(self, notes: Sequence[_Note]) -> None:
        """One transaction for all that is not refused."""
        if not notes:
            return
        refusals: dict[int, BaseException] = {}
        try:
            ready = self._writer.ask(lambda memory: _looked(notes, memory.state))
            link = self._open()
            link.begin()
            for place, do in enumerate(ready):
                try:
                    if isinstance(do, Exception):
                        raise do
                    if not isinstance(do, After):
                        do(link)
                except Refused as refusal:
                    refusals[place] = refusal
            link.commit()
            after = [(place, do.run()) for place, do in enumerate(ready) if isinstance(do, After)]
            refusals.update((place, error) for place, done in after if (error := done.exception()) is not None)
        except Exception as error:
            _log.exception("%d ballots and drafts could not be kept", len(notes))
            self._reset()
            fault = Unavailable(f"It could not be saved ({type(error).__name__}): try again in a moment.")
            refusals = dict.fromkeys(range(len(notes)), fault)
        for place, note in enumerate(notes):
            if place in refusals:
                note.future.set_exception(refusals[place])
            else:
                note.future.set_result(None)

    def _open(self) -> Link:
        if self._link is None:
            self._link = Link(self._engine)
            self._link.run("PRAGMA synchronous = NORMAL" if self._link.sqlite else "SET synchronous_commit = off")
        return self._link

    def _reset(self) -> None:
        if self._link is not None:
            self._link.close()
            self._link = None


def _looked(notes: Sequence[_Note], state: State) -> list[Do | After | Exception]:
    memo: Memo = {}
    found: list[Do | After | Exception] = []
    for note in notes:
        try:
            found.append(note.look(state, memo))
        except Refused as refusal:
            found.append(refusal)
        except Exception:
            _log.exception("A ballot or draft could not be understood")
            found.append(Refused("failed", "It could not be understood: it was not kept, and the fault is logged."))
    return found
