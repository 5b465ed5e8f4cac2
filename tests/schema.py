"""The migrations cost a quarter of a second a database: in the tests they run once a process, and are then played back."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Connection, event

from cxmap.store import migrations

_upgrade = migrations.upgrade
_steps: dict[str, list[tuple[str, Any]]] = {}  # what the migrations said to an empty database, by kind of database


def upgrade(connection: Connection, revision: str) -> None:
    """In place of `migrations.upgrade`: an empty database gets the very statements of the first run.

    Databases that hold an earlier schema are migrated as ever; so is whatever other processes open. What the
    migrations do is told by `tests/store/test_migrations.py`, which runs without this.
    """
    kind = connection.dialect.name
    if revision != migrations.HEAD or migrations._version(connection) is not None:
        _upgrade(connection, revision)
    elif kind in _steps:
        for statement, parameters in _steps[kind]:
            connection.exec_driver_sql(statement, parameters or None)
    else:
        _steps[kind] = _recorded(connection, revision)


def _recorded(connection: Connection, revision: str) -> list[tuple[str, Any]]:
    """Run the migrations; what they changed, in order."""
    said: list[tuple[str, Any]] = []

    def note(_: Any, __: Any, statement: str, parameters: Any, *___: Any) -> None:
        if not statement.lstrip().upper().startswith(("SELECT", "PRAGMA")):
            said.append((statement, parameters))

    event.listen(connection, "before_cursor_execute", note)
    try:
        _upgrade(connection, revision)
    finally:
        event.remove(connection, "before_cursor_execute", note)
    return said
