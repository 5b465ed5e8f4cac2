"""The first change of a database: it makes the workspace, and is in the log like any other."""

from __future__ import annotations

from sqlalchemy import Engine

from cxmap.access import SYSTEM
from cxmap.changes import Change, Edit, State
from cxmap.store import log, rows
from cxmap.store.batch import Batch, Memory
from cxmap.store.engine import Link

WORKSPACE = "main"


def begin(engine: Engine) -> None:
    """Make the workspace unless it is there. Another process may be doing the same."""
    link = Link(engine)
    try:
        if log.last_revision(link, WORKSPACE):
            return
        link.begin()
        if not link.sqlite:
            link.run("LOCK TABLE change_log IN EXCLUSIVE MODE")
        if not log.last_revision(link, WORKSPACE):
            _make(link)
        link.commit()
    finally:
        link.close()


def _make(link: Link) -> None:
    memory = Memory(WORKSPACE, 0, State(), {})
    batch = Batch(memory, link, frozenset())
    edit = Edit("put", "workspace", WORKSPACE, {"name": "Workspace"})
    batch.add(f"begin-{WORKSPACE}", SYSTEM, lambda _: Change(f"begin-{WORKSPACE}", (edit,)))
    rows.write(link, memory.state, batch.touched)
    log.append(link, WORKSPACE, batch.done)
