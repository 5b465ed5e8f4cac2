"""The one writer: a thread that drains a queue of changes into one transaction after another.

It holds the whole workspace in memory (`changes.State`), so that checking, merging and cascading cost no query, and writes
down what came of it. Everything that reads that memory is asked of this thread too: answers are of one revision, and no
reader ever waits for a lock or sees what is not durable yet.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable
from concurrent.futures import Future
from dataclasses import dataclass, field
from queue import Empty, SimpleQueue
from time import monotonic
from typing import Any

from sqlalchemy import Engine

from cxmap.access import Actor
from cxmap.changes import Change, Refused
from cxmap.store import log, rows
from cxmap.store.batch import Batch, Memory
from cxmap.store.engine import Link
from cxmap.store.errors import Unavailable
from cxmap.store.futures import Told
from cxmap.store.log import Committed

BATCH = 500
WATCH_SECONDS = 0.25

Listener = Callable[[list[Committed]], None]
Make = Callable[[Batch], Change]

_log = logging.getLogger("cxmap.store")


@dataclass(slots=True)
class Write:
    """A change to be made; `make` makes it inside the writer, where it depends on what is there.

    `trusted`: it is the store's own doing in the actor's name, and was checked when they asked for it.
    """

    id: str
    actor: Actor
    make: Make
    trusted: bool = False
    future: Future[Committed] | Told = field(default_factory=Future)


@dataclass(slots=True)
class Ask:
    """A question to the memory, answered between two transactions."""

    read: Callable[[Memory], Any]
    future: Future[Any] = field(default_factory=Future)


@dataclass(slots=True)
class Rewrite:
    """Something done to the rows themselves in one transaction, which ends with a change that `rewrites`.

    `then` is done after it, outside any transaction.
    """

    do: Callable[[Link, Memory], Any]
    then: Callable[[Link], Any]
    future: Future[Any] = field(default_factory=Future)


Job = Write | Ask | Rewrite


class Writer:
    """Owns the memory of one workspace and the connection that writes it."""

    def __init__(self, engine: Engine, workspace: str) -> None:
        self.workspace = workspace
        self._link = Link(engine)
        self._queue: SimpleQueue[Job | None] = SimpleQueue()
        self._listeners: list[Listener] = []
        self._lock = threading.Lock()
        self._closed = False
        self.memory = self._load()
        self.revision = self.memory.revision
        self._sound = True
        self._thread = threading.Thread(target=self._run, name="cxmap-writer", daemon=True)
        self._thread.start()

    def write(self, id_: str, actor: Actor, make: Make, trusted: bool = False) -> Future[Committed]:
        """Queue a change. The future gets the durable result, or `Refused`. `trusted`: nobody's rights are asked."""
        future: Future[Committed] = Future()
        self.send(Write(id_, actor, make, trusted, future))
        return future

    def send(self, job: Write) -> None:
        """Queue a change; its own future is told."""
        if not self._put(job):
            job.future.set_exception(Unavailable("The store is closed: start cxmap again."))

    def ask(self, read: Callable[[Memory], Any]) -> Any:
        """What `read` makes of the memory, at one revision. It must be quick and leave the memory as it is."""
        if threading.current_thread() is self._thread:
            return read(self.memory)
        job = Ask(read)
        if not self._put(job):
            raise Unavailable("The store is closed: start cxmap again.")
        return job.future.result()

    def rewrite(self, do: Callable[[Link, Memory], Any], then: Callable[[Link], Any]) -> Future[Any]:
        """Queue what changes rows past the log's order, then what cleans up behind it.

        The future gets what `do` and `then` returned, or what `do` raised; None for a `then` that failed, which is logged.
        """
        job = Rewrite(do, then)
        if not self._put(job):
            job.future.set_exception(Unavailable("The store is closed: start cxmap again."))
        return job.future

    def subscribe(self, listener: Listener) -> Callable[[], None]:
        """Call `listener` on the writer's thread after every durable batch. Returns what ends that."""
        with self._lock:
            self._listeners = [*self._listeners, listener]

        def unsubscribe() -> None:
            with self._lock:
                self._listeners = [known for known in self._listeners if known is not listener]

        return unsubscribe

    def close(self) -> None:
        """Finish what is queued, then stop."""
        with self._lock:
            if not self._closed:
                self._closed = True
                self._queue.put(None)
        if threading.current_thread() is not self._thread:
            self._thread.join()

    def _put(self, job: Job) -> bool:
        with self._lock:  # nothing may come into the queue behind the end
            if not self._closed:
                self._queue.put(job)
            return not self._closed

    def _run(self) -> None:
        running, watched = True, monotonic()
        while running:
            jobs: list[Job] = []
            try:
                job = self._queue.get(timeout=WATCH_SECONDS)
                while job is not None:
                    if job.future.set_running_or_notify_cancel():
                        jobs.append(job)
                    if len(jobs) == BATCH or self._queue.empty():  # nobody else takes from it
                        break
                    job = self._queue.get_nowait()
                running = job is not None
            except Empty:
                pass
            if monotonic() - watched >= WATCH_SECONDS:  # also while there is much to answer
                self._watch()
                watched = monotonic()
            writes = [job for job in jobs if isinstance(job, Write)]
            if writes:
                self._write(writes)
            for job in jobs:
                if isinstance(job, Ask):
                    self._answer(job)
                elif isinstance(job, Rewrite):
                    self._rewrite(job)
        self._link.close()

    def _answer(self, job: Ask) -> None:
        try:
            job.future.set_result(job.read(self.memory))
        except Exception as error:  # belongs to the asking thread, which raises it
            job.future.set_exception(error)

    def _rewrite(self, job: Rewrite) -> None:
        link = self._link
        try:
            if link.sqlite:
                link.run("PRAGMA secure_delete = ON")
            link.begin()
            self._lock_revision()
            self._take_in(self._durable_revision())
            done = job.do(link, self.memory)
            link.commit()
        except Exception as error:  # belongs to who asked, and nothing of it was written
            self._sound = False
            self._recover()
            job.future.set_exception(error)
            return
        cleaned = None
        try:
            cleaned = job.then(link)
        except link.errors.Error:
            _log.exception("What was rewritten could not be cleaned up behind; it is tried again later")
        self._sound = False
        self._recover()  # the memory anew, and what happened told
        job.future.set_result((done, cleaned))

    def _write(self, jobs: list[Write]) -> None:
        """One transaction. Where it fails for what is in it, each change is tried alone, so that only that one fails."""
        if not self._sound and not self._recover():
            _fail(jobs, Unavailable("The database does not answer: the change was not saved, try again in a moment."))
            return
        link = self._link
        try:
            link.begin()
            self._lock_revision()
            recent = self.memory.recent
            revision, known = log.standing(link, self.workspace, [job.id for job in jobs if job.id not in recent])
            foreign = self._take_in(revision)
            memory = self.memory
            if memory.recent is not recent:  # read anew
                known = log.known(link, self.workspace, [job.id for job in jobs])
            batch = Batch(memory, link, known)
            results = [batch.add(job.id, job.actor, job.make, job.trusted) for job in jobs]
            if batch.done:
                rows.write(link, memory.state, batch.touched)
                log.append(link, self.workspace, batch.done)
            link.commit()
        except Exception as error:
            _log.exception("A batch of %d changes could not be written", len(jobs))
            self._sound = False
            if len(jobs) > 1 and not isinstance(error, link.errors.OperationalError):
                for job in jobs:
                    self._write([job])
            else:
                self._recover()
                _fail(jobs, Unavailable(f"The change could not be saved ({type(error).__name__}): try again in a moment."))
            return
        self.revision = memory.revision
        for job, result in zip(jobs, results, strict=True):
            if isinstance(result, Refused):
                job.future.set_exception(result)
            else:
                job.future.set_result(result)
        self._publish([*foreign, *batch.done])

    def _watch(self) -> None:
        """Take in what another process has written meanwhile."""
        if not self._sound:
            self._recover()
            return
        try:
            if not self._link.changed():
                return
            revision = self._durable_revision()
            if revision <= self.memory.revision:
                return
            with self._link.snapshot():
                foreign = self._take_in(revision)
        except Exception:
            _log.exception("The database could not be watched")
            self._sound = False
            return
        self.revision = self.memory.revision
        self._publish(foreign)

    def _take_in(self, upto: int) -> list[Committed]:
        """Bring the memory to a revision that another process has written; returns its changes."""
        if upto <= self.memory.revision:
            return []
        foreign = log.between(self._link, self.workspace, self.memory.revision, upto)
        taken = [self.memory.take(change) for change in foreign]
        if any(change.rewrites for change in foreign):
            self.memory = self._read()  # what it held was rewritten
        return taken

    def _recover(self) -> bool:
        """A fresh connection, and the memory out of the database; False where that fails, to be tried again."""
        try:
            self._link.reset()
            memory = self._load()
            missed = log.between(self._link, self.workspace, self.revision, memory.revision)
        except Exception:
            _log.exception("The database cannot be read")
            return False
        self.memory, self._sound, self.revision = memory, True, memory.revision
        self._publish(missed)
        return True

    def _load(self) -> Memory:
        with self._link.snapshot():
            return self._read()

    def _read(self) -> Memory:
        return Memory(
            self.workspace,
            self._durable_revision(),
            rows.read(self._link),
            log.last_changes(self._link, self.workspace),
        )

    def _durable_revision(self) -> int:
        return log.last_revision(self._link, self.workspace)

    def _lock_revision(self) -> None:
        """From now on nobody else can raise the revision before this transaction ends."""
        if not self._link.sqlite:  # there, BEGIN IMMEDIATE has locked already
            self._link.rows("SELECT id FROM workspace WHERE id = ? FOR NO KEY UPDATE", (self.workspace,))

    def _publish(self, changes: list[Committed]) -> None:
        if not changes:
            return
        for listener in self._listeners:
            try:
                listener(changes)
            except Exception:
                _log.exception("A listener failed; the changes are saved")


def _fail(jobs: Iterable[Write], error: Refused) -> None:
    for job in jobs:
        if not job.future.done():
            job.future.set_exception(error)
