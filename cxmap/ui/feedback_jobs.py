"""Imports of feedback that run on while pages come and go: a thread each, its progress, its end, and a way to stop it."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import Literal

import structlog

from cxmap.access import Actor
from cxmap.changes import Refused
from cxmap.feedback import Report, import_feedback
from cxmap.formats import FormatError
from cxmap.formats.feedback import Table
from cxmap.model.records import new_id
from cxmap.store import Store, StoreError

State = Literal["running", "done", "cancelled", "failed"]

_log = structlog.get_logger("cxmap")
_KEPT = 20  # imports whose end is still known


@dataclass
class Job:
    """One import. `share` is how much of the file has been read, 0 to 1, `rows` how many rows; `trouble` says what went wrong."""

    id: str
    name: str
    state: State = "running"
    share: float = 0.0
    rows: int = 0
    report: Report | None = None
    trouble: str = ""
    _stop: threading.Event = field(default_factory=threading.Event, repr=False)
    _ended: threading.Event = field(default_factory=threading.Event, repr=False)

    def cancel(self) -> None:
        """Stop it; what came in so far is taken out again."""
        self._stop.set()

    @property
    def stopping(self) -> bool:
        """Whether it was asked to stop and has not ended yet."""
        return self._stop.is_set() and not self._ended.is_set()

    def wait(self, seconds: float) -> bool:
        """Wait until it has ended; whether it has."""
        return self._ended.wait(seconds)


_jobs: dict[str, Job] = {}
_lock = threading.Lock()


def find(id_: str) -> Job | None:
    """The import of that id, as long as it is known."""
    with _lock:
        return _jobs.get(id_)


def start(store: Store, table: Table, mapping: dict[str, str], actor: Actor, kind: str, mask: bool) -> Job:
    """Begin an import in a thread of its own."""
    job = Job(new_id(), table.name)
    with _lock:
        _jobs[job.id] = job
        for old in [id_ for id_, one in _jobs.items() if one.state != "running"][:-_KEPT]:
            del _jobs[old]
    arguments = (job, store, table, mapping, actor, kind, mask)
    threading.Thread(target=_run, args=arguments, name=f"cxmap-import-{job.id}", daemon=True).start()
    return job


def _run(job: Job, store: Store, table: Table, mapping: dict[str, str], actor: Actor, kind: str, mask: bool) -> None:
    def progress(share: float, rows: int) -> None:
        job.share, job.rows = share, rows

    try:
        report = import_feedback(store, table, mapping, actor, kind, mask, progress, job._stop.is_set)
        job.report, job.state = report, "cancelled" if report.cancelled else "done"
    except (FormatError, Refused, StoreError) as error:
        job.trouble, job.state = str(error), "failed"
    except Exception:
        _log.exception("an import of feedback failed", name=job.name)
        job.trouble, job.state = "The import failed, and nothing of it was kept: try again, or see the log.", "failed"
    finally:
        job._ended.set()
