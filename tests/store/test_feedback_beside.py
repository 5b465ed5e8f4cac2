"""Imports of feedback beside each other, and after one that died with its process: nothing is lost, nothing is there twice."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest

from cxmap.access import Actor
from cxmap.changes import Refused
from cxmap.model.feedback import Added, Item, Query
from cxmap.store import Store
from cxmap.store.feedback import Feedback

ANN = Actor("p1", "owner", "Ann")
SAID = [Item(f"Item {n}") for n in range(120)]


@pytest.fixture
def other(store: Store) -> Iterator[Feedback]:
    """The feedback of another process."""
    feedback = Feedback(store._engine)
    yield feedback
    feedback.close()


def states(store: Store) -> dict[str, str]:
    return {batch.id: batch.state for batch in store.feedback.batches()}


@pytest.mark.parametrize("long_ago", [False, True])
def test_an_import_that_died_is_taken_out_by_the_next_one(
    store: Store, other: Feedback, monkeypatch: pytest.MonkeyPatch, long_ago: bool
) -> None:
    with monkeypatch.context() as then:
        if long_ago:
            then.setattr("cxmap.store.feedback._now", lambda: "2026-01-01T00:00:00.000Z")
        dead = other.begin("dead.csv", "survey", ANN)
        other.add(dead, SAID)
    if not long_ago:
        monkeypatch.setattr("cxmap.store.feedback.SILENT", 0.5)
    alive = store.feedback.begin("again.csv", "survey", ANN)
    assert states(store) == {dead: "cancelled", alive: "running"}
    assert store.feedback.add(alive, SAID) == Added(len(SAID))
    store.feedback.finish(alive, len(SAID), 0, 0)
    assert store.feedback.search(Query()).total == len(SAID)
    assert store.check() == []
    with pytest.raises(Refused, match="ended meanwhile"):
        other.add(dead, [Item("late")])


def test_an_import_of_another_process_that_is_heard_of_lives(store: Store, other: Feedback) -> None:
    running, done = other.begin("long.csv", "survey", ANN), threading.Event()

    def go_on() -> None:
        while not done.wait(0.01):
            other.add(running, [])

    thread = threading.Thread(target=go_on)
    thread.start()
    try:
        second = store.feedback.begin("beside.csv", "survey", ANN)
    finally:
        done.set()
        thread.join()
    assert states(store) == {running: "running", second: "running"}


def test_an_import_that_reads_for_long_tells_that_it_lives(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cxmap.store.feedback.SILENT", 0.05)
    beats = threading.Semaphore(0)

    def beat() -> str:
        beats.release()
        return "2026-11-22T12:00:00.000Z"

    running = store.feedback.begin("long.xlsx", "survey", ANN)
    monkeypatch.setattr("cxmap.store.feedback._now", beat)
    with store.feedback.alive(running):
        assert all(beats.acquire(timeout=60) for _ in range(3))  # nothing is added meanwhile
    there = {thread.name for thread in threading.enumerate()}
    assert f"cxmap-import-lives-{running}" not in there
    with store.feedback._reading() as link:
        assert link.one("SELECT touched FROM feedback_batch WHERE id = ?", (running,)) == ("2026-11-22T12:00:00.000Z",)


def test_an_import_that_was_taken_for_dead_does_not_end_as_if_it_were_kept(store: Store, other: Feedback) -> None:
    running = other.begin("asleep.csv", "survey", ANN)
    other.add(running, SAID)
    store.feedback.cancel(running)  # as `begin` does with one that was silent
    with pytest.raises(Refused, match="ended meanwhile, and nothing of it was kept"):
        other.finish(running, len(SAID), 0, 0)
    assert states(store) == {running: "cancelled"}


def test_what_is_typed_in_waits_for_no_import(store: Store, other: Feedback, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("cxmap.store.feedback.SILENT", 1e6)
    running = other.begin("long.csv", "survey", ANN)
    typed = store.feedback.begin("Typed in", "call", ANN, typed=True)
    assert states(store) == {running: "running", typed: "running"}


def test_two_imports_of_the_same_lose_nothing_when_one_is_taken_back(store: Store) -> None:
    first, second = (store.feedback.begin(name, "survey", ANN) for name in ("a.csv", "b.csv"))
    store.feedback.add(first, SAID)
    assert store.feedback.add(second, [Item("Another")]) == Added(1)
    with pytest.raises(Refused, match=r"“a\.csv” is bringing in some of the same: wait"):
        store.feedback.add(second, SAID[:3])
    store.feedback.cancel(first)
    assert store.feedback.add(second, SAID) == Added(len(SAID))
    store.feedback.finish(second, len(SAID) + 1, 0, 0)
    assert store.check() == []


def test_taking_out_and_bringing_back_go_on_where_a_process_died(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    id_ = store.feedback.begin("said.csv", "survey", ANN)
    store.feedback.add(id_, SAID)
    store.feedback.finish(id_, len(SAID), 0, 0)
    for do, there in ((store.feedback.remove_batch, 0), (store.feedback.bring_back_batch, len(SAID))):
        with monkeypatch.context() as then:
            then.setattr(store.feedback._pen, "in_parts", _die)
            then.setattr(store.feedback, "bring_back", _die)
            with pytest.raises(KeyboardInterrupt):
                do(id_)
        do(id_)
        assert store.feedback.search(Query()).total == there
        assert store.check() == []
    assert states(store) == {id_: "done"}


def _die(*_: object) -> None:
    raise KeyboardInterrupt
