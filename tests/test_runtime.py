"""What the process does by itself: whose personal data is due is forgotten at the start."""

from __future__ import annotations

from pathlib import Path
from threading import Event

import pytest

from cxmap.access import SYSTEM
from cxmap.changes import Change, Edit
from cxmap.runtime import Keeper, reset, runtime
from cxmap.store import Store


def test_who_is_due_is_forgotten_when_the_process_starts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path}/cxmap.db"
    store = Store.open(url)
    edits = (
        Edit("put", "journey", "j", {"workspace": "main", "title": "A visit"}),
        Edit("put", "workshop", "w", {"journey": "j", "title": "Together", "state": "closed", "purge_due": "2026-01-01"}),
        Edit("put", "participant", "p", {"journey": "j", "workshop": "w", "name": "Anastazja"}),
    )
    store.commit(Change("start", edits), SYSTEM).result(20)
    store.close()
    monkeypatch.setenv("CXMAP_DATABASE_URL", url)
    monkeypatch.setenv("CXMAP_DEMO", "false")
    try:
        started = runtime().store
        forgotten = Event()
        started.subscribe(lambda changes: forgotten.set() if any(change.rewrites for change in changes) else None)
        if started.record("workshop", "w")["purged"] is None:  # type: ignore[index]
            assert forgotten.wait(20)
        assert started.record("participant", "p")["name"] == "Participant 1"  # type: ignore[index]
    finally:
        reset()


def test_a_keeper_that_stops_looks_no_more(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path}/cxmap.db")
    keeper = Keeper(store)
    keeper.start()
    keeper.stop()
    assert not keeper.is_alive()
    store.close()
