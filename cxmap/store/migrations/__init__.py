"""Brings a database to the schema of today: Alembic runs what is in `versions/`, each file frozen once released."""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from cxmap.store.errors import StoreError

HEAD = "0004"

# Any number: it only has to be the same in every process that migrates one PostgreSQL database.
_LOCK = 0x63786D6170


def migrate(engine: Engine) -> None:
    """Make or upgrade the schema, in one transaction that other processes wait for.

    Raises `StoreError` for a database of a newer cxmap or one that holds another program's tables.
    """
    with engine.connect() as connection:
        if _version(connection) == HEAD:
            return
    with engine.connect().execution_options(write=True) as connection, connection.begin():
        if engine.dialect.name == "postgresql":
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        version = _version(connection)
        if version == HEAD:
            return
        if version is None and inspect(connection).has_table("card"):
            raise StoreError("The database holds tables of another program: name an empty one.")
        upgrade(connection, HEAD)


def upgrade(connection: Connection, revision: str) -> None:
    """Run the migrations up to `revision` inside the transaction of `connection`."""
    from alembic import command  # a tenth of a second that a migrated database does not pay
    from alembic.config import Config
    from alembic.util.exc import CommandError

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, revision)
    except CommandError as error:
        raise StoreError("The database was made by a newer cxmap: upgrade cxmap, or name another database.") from error


def _version(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    return connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
