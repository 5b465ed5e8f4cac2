"""What goes wrong: killed processes, a full disk, a broken row, other writers beside us."""

from __future__ import annotations

import signal
import sqlite3
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cxmap.access import SYSTEM
from cxmap.changes import Change, Edit
from cxmap.store import Committed, Store, StoreError, Unavailable
from cxmap.store import rows as store_rows
from cxmap.store.engine import Link
from cxmap.store.writer import WATCH_SECONDS
from tests.store.conftest import Person
from tests.store.test_writing import in_database, in_memory
from tests.worlds import START, card, change, patch, put

ROOT = Path(__file__).parents[2]
PATIENCE = 60.0  # seconds for anything to come, on a machine that has much else to do


def other_process(*arguments: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.store.other_process", *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)


def test_no_acknowledged_change_is_lost_when_the_process_is_killed(url: str, open_store: Callable[[str], Store]) -> None:
    process = other_process(url, "forever")
    assert process.stdout is not None
    acknowledged = [process.stdout.readline().strip() for _ in range(200)]
    process.send_signal(signal.SIGKILL)
    acknowledged += process.stdout.read().split()
    process.wait()
    process.stdout.close()
    store = open_store(url)
    assert len(acknowledged) >= 200
    missing = [id_ for id_ in acknowledged if store.change(id_) is None]
    assert missing == []
    assert store.check() == []


def test_a_change_of_another_process_arrives(ann: Person, url: str) -> None:
    assert WATCH_SECONDS < 0.5  # looked for so often that it is there within a second
    told: list[Committed] = []
    arrived = threading.Event()

    def listener(batch: list[Committed]) -> None:
        told.extend(batch)
        arrived.set()

    ann.store.subscribe(listener)
    process = other_process(url, "once", "From elsewhere")
    assert process.wait(PATIENCE) == 0
    assert arrived.wait(PATIENCE)
    assert [(c.name, c.rooms, c.prev) for c in told] == [("Elsewhere", ("j1",), {"j1": 3})]
    view = ann.store.view("j1")
    assert view is not None
    assert view.journey["title"] == "From elsewhere"
    assert view.revision == told[0].rev == ann.store.revision
    assert ann.do(card("c8")).prev == {"j1": told[0].rev}


def test_a_change_of_another_process_arrives_also_while_the_store_is_asked_without_pause(
    ann: Person, url: str, open_store: Callable[[str], Store]
) -> None:
    other = open_store(url)
    other.commit(Change("once", (Edit("patch", "journey", "j1", {"title": "From elsewhere"}),)), SYSTEM).result(20)
    until = time.monotonic() + PATIENCE
    while (view := ann.store.view("j1")) is None or view.journey["title"] != "From elsewhere":
        assert time.monotonic() < until, "the change never arrived"


def test_two_stores_on_one_database_stay_the_same(
    ann: Person, url: str, open_store: Callable[[str], Store], join: Callable[..., Person]
) -> None:
    bob = join(open_store(url), name="Bob")
    heard: dict[str, list[int]] = {"ann": [], "bob": []}
    ann.store.subscribe(lambda batch: heard["ann"].extend(c.rev for c in batch))
    bob.store.subscribe(lambda batch: heard["bob"].extend(c.rev for c in batch))
    start = bob.store.revision
    done: list[Committed] = []

    def work(person: Person, name: str) -> None:
        for i in range(60):
            done.append(person.do(card(f"{name}{i}"), patch("card", "c1", title=f"{name} {i}")))
            if i % 10 == 9:
                done.append(person.undo())

    threads = [threading.Thread(target=work, args=each) for each in ((ann, "a"), (bob, "b"))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    end = start + len(done)
    assert sorted(c.rev for c in done) == list(range(start + 1, end + 1))
    _wait(lambda: heard["ann"] and heard["ann"][-1] == heard["bob"][-1] == end)
    assert heard["ann"][-len(done) :] == heard["bob"][-len(done) :] == list(range(start + 1, end + 1))
    assert in_memory(ann.store) == in_memory(bob.store) == in_database(ann.store)
    assert ann.store.check() == []


def _wait(true: Callable[[], Any]) -> None:
    waited = threading.Event()
    until = time.monotonic() + PATIENCE
    while not true():
        assert time.monotonic() < until, "it never came about"
        waited.wait(0.01)


def test_a_full_disk_fails_the_change_and_nothing_else(
    sqlite_url: str, open_store: Callable[[str], Store], join: Callable[..., Person]
) -> None:
    person = join(open_store(sqlite_url))
    person.do(*START)
    store, before = person.store, in_memory(person.store)
    pages = store._writer._link.one("PRAGMA page_count")
    assert pages is not None
    store._writer._link.run(f"PRAGMA max_page_count = {pages[0] + 2}")
    big = change(*(card(f"x{i}", note="n" * 3_000) for i in range(20)))
    with pytest.raises(Unavailable, match="try again"):
        person.again(big)
    assert in_memory(store) == before == in_database(store)
    assert len(person.again(big).applied) == 20, "the connection is new, and the disk has room again"
    assert store.check() == []


def test_one_change_that_the_database_refuses_fails_alone(
    ann: Person, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    told: list[Committed] = []
    ann.store.subscribe(told.extend)
    write = store_rows.write

    def refuse(link: Link, state: Any, touched: Any) -> None:
        write(link, state, touched)
        if ("card", "poison") in touched:
            link.run("INSERT INTO stage (id) VALUES ('broken')")  # violates NOT NULL on either database

    monkeypatch.setattr(store_rows, "write", refuse)
    hold = threading.Event()
    unsubscribe = ann.store.subscribe(lambda _: hold.wait(9) and None)
    futures = [ann.send(card("first"))]
    futures += [ann.send(card(id_)) for id_ in ("x1", "poison", "x2")]
    hold.set()
    unsubscribe()
    assert isinstance(futures[2].exception(9), Unavailable)
    revisions = [f.result(9).rev for f in (futures[0], futures[1], futures[3])]
    assert revisions == list(range(revisions[0], revisions[0] + 3))
    assert "IntegrityError" in str(futures[2].exception()) or "NotNull" in str(futures[2].exception())
    assert "could not be written" in caplog.text
    assert in_memory(ann.store) == in_database(ann.store)
    assert ann.store.check() == []
    assert [c.rev for c in told] == revisions


def test_a_lost_connection_comes_back(
    postgresql_url: str, open_store: Callable[[str], Store], join: Callable[..., Person]
) -> None:
    person = join(open_store(postgresql_url))
    person.do(*START)
    link = person.store._writer._link
    backend = link.one("SELECT pg_backend_pid()")
    assert backend is not None
    second = Link(person.store._engine)
    second.rows("SELECT pg_terminate_backend(?)", backend)
    second.close()
    lost = change(card("c8"))
    try:
        person.again(lost)
    except Unavailable:
        person.again(lost)
    assert "c8" in in_database(person.store)["card"]
    assert person.store.check() == []


def test_a_locked_database_is_waited_for(
    sqlite_url: str, open_store: Callable[[str], Store], join: Callable[..., Person]
) -> None:
    person = join(open_store(sqlite_url))
    lock = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"), isolation_level=None)
    lock.execute("BEGIN IMMEDIATE")
    future = person.send(put("journey", "j1", workspace="main", title="A"))
    with pytest.raises(TimeoutError):
        future.result(0.3)
    lock.execute("COMMIT")
    lock.close()
    assert future.result(PATIENCE).rev == person.store.revision


@pytest.mark.usefixtures("migrating")
def test_many_open_a_new_database_at_once(url: str, open_store: Callable[[str], Store]) -> None:
    stores: list[Store] = []
    threads = [threading.Thread(target=lambda: stores.append(open_store(url))) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert [s.revision for s in stores] == [1, 1, 1, 1]
    assert stores[0].check() == []


def test_a_server_that_does_not_answer() -> None:
    with pytest.raises(StoreError, match="cannot be opened") as error:
        Store.open("postgresql://ann:secret@127.0.0.1:1/cxmap?password=secret")
    assert "postgresql://ann:***@127.0.0.1:1/cxmap cannot" in str(error.value)
    assert "secret" not in str(error.value)


def test_where_a_store_is(sqlite_url: str, open_store: Callable[[str], Store]) -> None:
    assert open_store(sqlite_url).address == sqlite_url


def test_a_damaged_file_is_found(sqlite_url: str, open_store: Callable[[str], Store], join: Callable[..., Person]) -> None:
    person = join(open_store(sqlite_url))
    person.do(*START, *(card(f"x{i}", note="n" * 500) for i in range(200)))
    person.store.close()
    path = Path(sqlite_url.removeprefix("sqlite:///"))
    database = sqlite3.connect(path)
    page, size = database.execute(
        "SELECT rootpage, page_size FROM sqlite_master, pragma_page_size WHERE name = 'card'"
    ).fetchone()
    database.close()
    store = open_store(sqlite_url)
    data = bytearray(path.read_bytes())
    data[(page - 1) * size : page * size] = b"\xff" * size
    path.write_bytes(data)
    assert store.check() != []
    store.close()
    with pytest.raises(StoreError, match="cannot be opened"):
        Store.open(sqlite_url)


@pytest.mark.parametrize("text", [b"This is no database, but a letter to my aunt. " * 100])
def test_a_file_that_is_no_database(tmp_path: Path, text: bytes) -> None:
    (tmp_path / "letter.db").write_bytes(text)
    with pytest.raises(StoreError, match="cannot be opened"):
        Store.open(f"sqlite:///{tmp_path}/letter.db")
    assert (tmp_path / "letter.db").read_bytes() == text
