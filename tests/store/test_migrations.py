"""The schema: migrations make what the tables say, and every schema that ever was is brought to today's."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import MetaData, create_engine, delete, insert, inspect, select, text

from cxmap.access import Actor
from cxmap.model.feedback import Item, Query
from cxmap.model.records import RECORDS
from cxmap.store import Store, StoreError, feedback_tables, migrations, room_tables, tables
from cxmap.store.engine import make_engine, writing
from cxmap.store.migrations import HEAD, migrate

pytestmark = pytest.mark.usefixtures("migrating")
FIXTURES = Path(__file__).parents[1] / "fixtures"


def test_the_migrations_make_what_the_tables_say(url: str) -> None:
    engine = make_engine(url)
    migrate(engine)
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
        # SQLite does not tell whether a reference of an added column is deferred: references are looked at below
        assert room_tables.ballot.metadata is feedback_tables.feedback.metadata is tables.metadata
        differences = [d for d in compare_metadata(context, tables.metadata) if not _by_design(d)]
        assert differences == []
        there = inspect(connection)
        for table in tables.metadata.sorted_tables:
            assert _references(there, table.name) == {
                (tuple(key.column_keys), key.referred_table.name) for key in table.foreign_key_constraints
            }
            assert _deferred(connection, there, table.name) == sum(bool(k.deferrable) for k in table.foreign_key_constraints)
            assert {tuple(u["column_names"]) for u in there.get_unique_constraints(table.name)} == (
                {("workspace", "id")} if table.name == "change_log" else set()
            )
    engine.dispose()


def _by_design(difference: Any) -> bool:
    """References are looked at by themselves; an added column keeps its default on SQLite; the words of feedback are FTS5's own."""
    if isinstance(difference, list):
        return all(d[0] == "modify_default" and d[5].arg.text.strip("(')") in ("", "assumed") for d in difference)
    words = difference[0] in ("remove_table", "remove_index") and difference[1].name
    return difference[0] in ("add_fk", "remove_fk") or (words and words.removeprefix("ix_").startswith("feedback_words"))


def _references(there: Any, table: str) -> set[Any]:
    return {(tuple(key["constrained_columns"]), key["referred_table"]) for key in there.get_foreign_keys(table)}


def _deferred(connection: Any, there: Any, table: str) -> int:
    """How many references of a table are checked at the commit only."""
    if connection.dialect.name == "sqlite":
        sql = connection.execute(text("SELECT sql FROM sqlite_master WHERE name = :name"), {"name": table}).scalar()
        return str(sql).count("DEFERRABLE INITIALLY DEFERRED")
    return sum(bool(key["options"].get("deferrable")) for key in there.get_foreign_keys(table))


def test_every_record_type_has_a_table_with_its_fields() -> None:
    for name, record in RECORDS.items():
        assert [c.name for c in tables.RECORD_TABLES[name].columns] == ["id", *(f.name for f in record.fields)]


def test_the_head_is_the_last_version() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    assert ScriptDirectory.from_config(config).get_heads() == [HEAD]


DUMPS = pytest.mark.parametrize("dump", sorted(FIXTURES.glob("schema-*.sql")), ids=lambda path: path.stem)


def _load(dump: Path, url: str) -> None:
    database = sqlite3.connect(url.removeprefix("sqlite:///"))
    database.executescript(dump.read_text(encoding="utf-8"))
    database.close()


def _rows(url: str) -> dict[str, dict[str, dict[str, Any]]]:
    """The rows of each record type that has a table, by id."""
    database = sqlite3.connect(url.removeprefix("sqlite:///"))
    database.row_factory = sqlite3.Row
    there = {name for (name,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    rows = {t: {r["id"]: dict(r) for r in database.execute(f'SELECT * FROM "{t}"')} for t in RECORDS if t in there}
    database.close()
    return rows


@DUMPS
def test_a_database_of_an_earlier_schema_is_upgraded(dump: Path, sqlite_url: str) -> None:
    _load(dump, sqlite_url)
    store = Store.open(sqlite_url)
    view = store.view("j1")
    assert view is not None
    assert view.journey["title"] == "Buy a bicycle 🚲"
    assert [c["title"] for c in view.cards] == ["C1", "Changed", "C3"]
    assert {f["id"]: f["word"] for f in view.feelings}["c1.ann.predicted"] == "lost"
    assert (store.person("p1") or {})["name"] == "Ann"
    assert store.picture("2cea274d0bedc39ec4ab6ba9e59ec889") is not None
    assert store.check() == []
    # it goes on from there, and what was done before can still be undone
    store.undo("j1", Actor("p1", "owner", "Ann"), "again").result(9)
    assert store.check() == []
    store.close()


@DUMPS
def test_an_upgrade_keeps_what_is_there_and_fills_in_the_rest(dump: Path, sqlite_url: str) -> None:
    _load(dump, sqlite_url)
    before = _rows(sqlite_url)
    Store.open(sqlite_url).close()
    after = _rows(sqlite_url)
    assert after.keys() == RECORDS.keys()
    assert sum(map(len, after.values())) == sum(map(len, before.values())) > 15
    for type_, rows in before.items():
        for id_, row in rows.items():
            now = after[type_][id_]
            assert {name: now[name] for name in row} == row
            added = now.keys() - row.keys()
            assert {name: now[name] for name in added} == {name: RECORDS[type_].defaults[name] for name in added}


@pytest.mark.parametrize("dump", ["schema-0002.sql", "schema-0003.sql"])
def test_later_schemas_hold_a_record_of_every_type(dump: str, sqlite_url: str) -> None:
    _load(FIXTURES / dump, sqlite_url)
    before = _rows(sqlite_url)
    assert all(before.values())
    store = Store.open(sqlite_url)
    room = store.room("j1")
    assert room is not None
    for type_, records in room[1].items():
        if type_ not in before:
            continue  # it came with a later schema
        rows = (
            before[type_]
            if type_ in ("persona", "team", "role", "word", "touchpoint")
            else {id_: row for id_, row in before[type_].items() if row.get("journey", id_) == "j1"}
        )
        assert {r["id"]: r for r in records} == {id_: {**RECORDS[type_].defaults, **row} for id_, row in rows.items()}, type_
    assert (store.journeys()[0].id, store.templates()[0].id) == ("j2", "j1")
    store.close()


def _carry_over(dump: Path, url: str) -> int:
    """Makes the schema of a dump in PostgreSQL, and fills it with the dump's rows; how many."""
    engine, old = make_engine(url), create_engine("sqlite://")
    with writing(engine) as connection:
        migrations.upgrade(connection, dump.stem.removeprefix("schema-"))
    there = MetaData()
    there.reflect(engine)
    filled = 0
    with old.connect() as lite, engine.begin() as connection:
        lite.connection.executescript(dump.read_text(encoding="utf-8"))  # type: ignore[attr-defined]
        for table in there.tables.values():  # references are looked at when all rows are in
            if table.name == "alembic_version":
                continue
            rows = [dict(row) for row in lite.execute(select(table)).mappings()]
            connection.execute(delete(table))
            if rows:
                connection.execute(insert(table), rows)
            filled += len(rows)
    engine.dispose()
    old.dispose()
    return filled


def test_an_upgrade_on_postgresql_keeps_all_that_is_there(
    postgresql_url: str, sqlite_url: str, open_store: Callable[[str], Store]
) -> None:
    dump = FIXTURES / "schema-0003.sql"
    _load(dump, sqlite_url)
    before = _rows(sqlite_url)
    assert all(before.values())
    assert _carry_over(dump, postgresql_url) > sum(map(len, before.values()))  # the log and what is beside it, too
    store, beside = open_store(postgresql_url), open_store(sqlite_url)
    for type_ in RECORDS:
        assert {r["id"]: r for r in store.of_type(type_)} == {r["id"]: r for r in beside.of_type(type_)}, type_
    assert store.check() == beside.check() == []
    assert store.revision == beside.revision
    store.undo("j1", Actor("p1", "owner", "Ann"), "again").result(9)
    batch = store.feedback.begin("Said", "call", Actor("p1", "owner", "Ann"))
    store.feedback.add(batch, [Item("A late fee was charged", 1, "2026-03-02", "phone", sentiment=-0.5, product="Loan")])
    store.feedback.finish(batch, 1, 0, 0)
    (found,) = store.feedback.search(Query(words="late fe", product="Loan")).items
    store.feedback.set_theme([found.id], "t", Actor("p1", "owner", "Ann"))
    assert store.feedback.counts(Query(), ("theme", "week"))[0]["week"] == "2026-03-02"
    assert store.check() == []


@DUMPS
def test_each_schema_is_that_of_its_migration(dump: Path, sqlite_url: str) -> None:
    engine = make_engine(sqlite_url)
    with writing(engine) as connection:
        migrations.upgrade(connection, dump.stem.removeprefix("schema-"))
    engine.dispose()
    made = sqlite3.connect(sqlite_url.removeprefix("sqlite:///"))
    kept = sqlite3.connect(":memory:")
    kept.executescript(dump.read_text(encoding="utf-8"))
    schema = "SELECT name, sql FROM sqlite_master ORDER BY name"
    assert made.execute(schema).fetchall() == kept.execute(schema).fetchall()
    made.close()
    kept.close()


def test_every_schema_is_kept() -> None:
    config = Config()
    config.set_main_option("script_location", str(Path(migrations.__file__).parent))
    versions = {script.revision for script in ScriptDirectory.from_config(config).walk_revisions()}
    assert {path.stem.removeprefix("schema-") for path in FIXTURES.glob("schema-*.sql")} == versions


def test_a_database_of_a_newer_cxmap_is_left_alone(url: str) -> None:
    Store.open(url).close()
    engine = make_engine(url)
    with writing(engine) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    engine.dispose()
    with pytest.raises(StoreError, match="newer cxmap"):
        Store.open(url)


def test_another_programs_database_is_left_alone(url: str) -> None:
    engine = make_engine(url)
    with writing(engine) as connection:
        connection.execute(text("CREATE TABLE card (number TEXT)"))
    with pytest.raises(StoreError, match="another program"):
        Store.open(url)
    assert inspect(engine).get_table_names() == ["card"]
    engine.dispose()
