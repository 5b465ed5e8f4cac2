"""The way to the database: SQLAlchemy's engine, and `Link`, the bare driver connection of the hot path.

SQLAlchemy Core spends four times what prepared driver SQL spends on an insert, so what runs at every edit uses `Link`. Of the
driver's calls it takes those that give the interpreter up least often: `execute` does so three times a statement, `executemany`
twice a row, `executescript` and `commit` once. A page that computes meanwhile takes it each time, and the edit waits.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url
from sqlalchemy.engine import URL
from sqlalchemy.exc import ArgumentError

from cxmap.store.errors import StoreError

Row = tuple[Any, ...]

# How long a writer waits for another process to end its transaction.
BUSY_SECONDS = 10


def make_engine(url: str) -> Engine:
    """An engine for `sqlite:///file.db` or `postgresql://…`; makes the folder of a SQLite file.

    Raises `StoreError` for any other URL.
    """
    try:
        parsed = make_url(url)
    except ArgumentError:
        raise StoreError(f"“{url}” is no database URL: write sqlite:///file.db or postgresql://user@host/name.") from None
    if parsed.drivername in ("postgresql", "postgres", "postgresql+psycopg"):
        return create_engine(parsed.set(drivername="postgresql+psycopg"), pool_pre_ping=True)
    if parsed.drivername.partition("+")[0] != "sqlite" or parsed.database in (None, "", ":memory:"):
        raise StoreError("The database must be a SQLite file (sqlite:///file.db) or PostgreSQL (postgresql://user@host/name).")
    return _sqlite(parsed)


def shown(url: URL) -> str:
    """A database's address as people may see it, without what is secret in it."""
    plain = url.difference_update_query(("password", "sslpassword")).set(drivername=url.drivername.partition("+")[0])
    return plain.render_as_string(hide_password=True)


def _sqlite(url: URL) -> Engine:
    folder = Path(str(url.database)).expanduser().parent
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(f"The folder “{folder}” cannot be made ({error.strerror}): name another database.") from None
    engine = create_engine(
        url.set(database=str(Path(str(url.database)).expanduser())),
        connect_args={"timeout": BUSY_SECONDS, "check_same_thread": False},
    )
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


def _prepare(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # this module begins transactions, the driver never does
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA wal_autocheckpoint = 4000")  # 16 MB: rarer, and each page is copied once for many changes


def _begin(connection: Connection) -> None:
    # A transaction that will write asks for the lock at once: one that asks later can only fail.
    write = connection.get_execution_options().get("write")
    connection.exec_driver_sql("BEGIN IMMEDIATE" if write else "BEGIN")


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """A SQLAlchemy connection in a transaction that writes; commits at the end."""
    with engine.connect().execution_options(write=True) as connection, connection.begin():
        yield connection


class Link:
    """A driver connection that speaks one SQL (with `?`) to SQLite and PostgreSQL."""

    def __init__(self, engine: Engine, raw: Any = None) -> None:
        """`raw` is a driver connection to use; without it the link has one of its own, and must be closed."""
        self._engine = engine
        self.sqlite = engine.dialect.name == "sqlite"
        self._seen: int | None = None
        self._raw = raw
        self._many: Any = None  # the one cursor of `many` on SQLite, made when it is first needed
        if raw is None:
            self._connect()

    def _connect(self) -> None:
        pooled = self._engine.raw_connection()
        self._raw = pooled.driver_connection
        pooled.detach()
        self._many = None
        if not self.sqlite:
            self._raw.autocommit = True

    def sql(self, text: str) -> str:
        """The text with the driver's placeholders. Make it once and keep it."""
        return text if self.sqlite else text.replace("?", "%s")

    def rows(self, sql: str, parameters: Sequence[Any] = ()) -> list[Row]:
        """The rows of a query."""
        return self._raw.execute(self.sql(sql), parameters).fetchall()  # type: ignore[no-any-return]

    def one(self, sql: str, parameters: Sequence[Any] = ()) -> Row | None:
        """The first row of a query, or None."""
        return next(iter(self.rows(sql, parameters)), None)

    def run(self, sql: str, parameters: Sequence[Any] = ()) -> None:
        """Run a statement."""
        self._raw.execute(self.sql(sql), parameters)

    def many(self, sql: str, rows: Sequence[Sequence[Any]]) -> None:
        """Run a prepared statement for each row."""
        if self.sqlite:
            if self._many is None:
                self._many = self._raw.cursor()
            self._many.executemany(sql, rows)
        elif len(rows) == 1:
            self.run(sql, rows[0])
        else:
            with self._raw.cursor() as cursor:
                cursor.executemany(self.sql(sql), rows)

    def begin(self) -> None:
        """Begin a transaction that writes."""
        if self.sqlite and not self._raw.in_transaction:  # else it would commit what is open, where `execute` raises
            self._raw.executescript("BEGIN IMMEDIATE")
        else:
            self._raw.execute("BEGIN IMMEDIATE" if self.sqlite else "BEGIN")

    def commit(self) -> None:
        """Make the transaction durable."""
        if self.sqlite:
            self._raw.commit()
        else:
            self._raw.execute("COMMIT")

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """What is read inside comes from one state of the database."""
        self._raw.execute("BEGIN" if self.sqlite else "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        try:
            yield
        finally:
            self._raw.execute("ROLLBACK")

    def reset(self) -> None:
        """Forget the transaction after an error, with a fresh connection: the old one may be broken."""
        self.close()
        self._connect()

    def changed(self) -> bool:
        """Whether another connection may have committed since the last call. Costs some microseconds on SQLite."""
        if not self.sqlite:
            return True
        version = self._raw.execute("PRAGMA data_version").fetchone()[0]
        if version == self._seen:
            return False
        self._seen = version
        return True

    def close(self) -> None:
        """Close the connection; an open transaction is rolled back."""
        try:
            if self._many is not None:  # it holds its last statement, and with it the file
                self._many.close()
            self._raw.close()
        except Exception as error:  # a broken connection cannot even be closed, and is gone either way
            if not isinstance(error, self.errors.Error):
                raise

    @property
    def errors(self) -> Any:
        """The driver's module, for its exception classes."""
        return self._engine.dialect.loaded_dbapi


@contextmanager
def reading(engine: Engine) -> Iterator[Link]:
    """A link over a pooled connection, for what is read outside the writer."""
    pooled = engine.raw_connection()
    raw: Any = pooled.driver_connection
    link = Link(engine, raw)
    try:
        if not link.sqlite:
            raw.autocommit = True
        yield link
        if not link.sqlite:
            raw.autocommit = False
    except BaseException:
        pooled.invalidate()
        raise
    finally:
        pooled.close()
