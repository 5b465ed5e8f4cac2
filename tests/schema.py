"""The migrations cost a quarter of a second a database: in the tests they run once a process, and are then played back."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, event

from cxmap.store import migrations

_upgrade = migrations.upgrade
_scripts: dict[str, list[str]] = {}  # what makes an empty database the newest one, by kind of database


def upgrade(connection: Connection, revision: str) -> None:
    """In place of `migrations.upgrade`: an empty database gets what the first run left or said.

    SQLite is made as the first database stood in the end, PostgreSQL by the very statements of the migrations, in one message.
    Databases that hold an earlier schema are migrated as ever; so is whatever other processes open. What the
    migrations do is told by `tests/store/test_migrations.py`, which runs without this.
    """
    kind = connection.dialect.name
    if revision != migrations.HEAD or migrations._version(connection) is not None:
        _upgrade(connection, revision)
    elif kind in _scripts:
        for statements in _scripts[kind]:
            connection.exec_driver_sql(statements)
    elif kind == "sqlite":
        _upgrade(connection, revision)
        _scripts[kind] = _left(connection)
    else:
        _scripts[kind] = [";\n".join(_said(connection, revision))]


def _left(connection: Connection) -> list[str]:
    """What makes a SQLite database as it stands: its tables, their rows, and then indexes and triggers."""

    def ask(question: str) -> list[Any]:
        return list(connection.exec_driver_sql(question))

    kinds = {row[1]: row[2] for row in ask("PRAGMA table_list")}
    parts = [
        (row[0], row[1], row[2]) for row in ask("SELECT type, name, sql FROM sqlite_master WHERE sql NOTNULL ORDER BY rowid")
    ]
    # The tables behind a virtual one come with it; `sqlite_sequence` comes with the first table that counts.
    tables = [
        (name, sql) for type_, name, sql in parts if type_ == "table" and kinds[name] != "shadow" and "sqlite_" not in name
    ]
    rows = []
    for name, _ in tables:
        columns = [row[1] for row in ask(f"PRAGMA table_info({name})")] if kinds[name] == "table" else []
        quoted = " || ', ' || ".join(f'quote("{column}")' for column in columns)
        rows += [f"INSERT INTO {name} VALUES ({row[0]})" for row in (ask(f"SELECT {quoted} FROM {name}") if columns else ())]
    return [*(sql for _, sql in tables), *rows, *(sql for type_, _, sql in parts if type_ != "table")]


def _said(connection: Connection, revision: str) -> list[str]:
    """Run the migrations; what they changed, in order."""
    said: list[str] = []

    def note(_: Any, __: Any, statement: str, parameters: Any, *___: Any) -> None:
        if not statement.lstrip().upper().startswith(("SELECT", "PRAGMA")):
            assert not parameters, f"What is played back in one message has its values in its words: {statement}"
            said.append(statement)

    event.listen(connection, "before_cursor_execute", note)
    try:
        _upgrade(connection, revision)
    finally:
        event.remove(connection, "before_cursor_execute", note)
    return said
