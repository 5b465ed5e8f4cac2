"""A schema played back is that of the migrations: the other tests stand on it."""

from __future__ import annotations

import pytest
from sqlalchemy import Engine, inspect, text

from cxmap.store import migrations
from cxmap.store.engine import make_engine
from tests import schema


def _shape(engine: Engine) -> list[object]:
    """All that a database says of its tables."""
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
            )
            for name in sorted(there.get_table_names())
        ]
    engine.dispose()
    return [version, *tables]


@pytest.mark.usefixtures("migrating")
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
def test_a_schema_played_back_is_that_of_the_migrations(kind: str, request, tmp_path, monkeypatch) -> None:
    urls = [f"sqlite:///{tmp_path}/{n}.db" for n in range(3)]
    if kind == "postgresql":
        new = request.getfixturevalue("new_schema")
        urls = [new() for _ in range(3)]
    shapes = []
    for n, url in enumerate(urls):
        if n:  # the second records, if nobody did before; the third is played back
            monkeypatch.setattr(migrations, "upgrade", schema.upgrade)
        engine = make_engine(url)
        migrations.migrate(engine)
        shapes.append(_shape(engine))
    assert len(shapes[0]) > 30
    assert shapes[1] == shapes[0]
    assert shapes[2] == shapes[0]
