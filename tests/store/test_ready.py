"""A database that is copied is one that the migrations make: the other tests stand on it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import Engine, inspect, text

from cxmap.store import Store, store
from cxmap.store.engine import make_engine
from tests import ready


def _shape(engine: Engine) -> list[object]:
    """All that a database says of its tables, and what is in them."""
    with engine.connect() as connection:
        there = inspect(connection)
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
        tables = [
            (
                name,
                [(c["name"], str(c["type"]), c["nullable"], c["default"]) for c in there.get_columns(name)],
                there.get_pk_constraint(name)["constrained_columns"],
                sorted((tuple(k["constrained_columns"]), k["referred_table"]) for k in there.get_foreign_keys(name)),
                sorted((tuple(map(str, i["column_names"])), bool(i["unique"])) for i in there.get_indexes(name)),
                connection.execute(text(f"SELECT count(*) FROM {name}")).scalar(),
            )
            for name in sorted(there.get_table_names())
        ]
    engine.dispose()
    return [version, *tables]


def _opened(url: str) -> tuple[list[object], int, list[str]]:
    """What a store finds in a new database, and the tables it leaves."""
    opened = Store.open(url)
    found = opened.revision, [str(fault) for fault in opened.check()]
    opened.close()
    return _shape(make_engine(url)), *found


@pytest.mark.usefixtures("migrating")
def test_a_copy_is_what_the_migrations_make(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = _opened(f"sqlite:///{tmp_path}/made.db")
    monkeypatch.setattr(store, "migrate", ready.migrate)
    assert len(made[0]) > 30
    assert _opened(f"sqlite:///{tmp_path}/copied.db") == made
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copied.db", "made.db"]


def test_so_it_is_on_postgresql(new_schema: Callable[[], str], postgresql_url: str) -> None:
    made = _opened(new_schema())
    assert len(made[0]) > 30
    assert _opened(postgresql_url) == made
