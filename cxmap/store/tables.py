"""The tables: one per record type, made from its definition, and those of the log, of who is who, and of pictures.

The schema in a database is made by the migrations, which are frozen; a test holds them to these tables.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Column,
    Date,
    Double,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    Table,
    Text,
    UniqueConstraint,
    text,
)
from sqlalchemy.types import TypeEngine

from cxmap.model.fields import Field
from cxmap.model.records import RECORDS

metadata = MetaData()

_TYPES: dict[str, type[TypeEngine[Any]]] = {
    "ref": Text,
    "text": Text,
    "choice": Text,
    "order": Text,
    "time": Text,
    "number": Double,
    "integer": Integer,
    "date": Date,
}


def _column(field: Field) -> Column[Any]:
    nullable = not field.required and field.kind != "text"
    if field.kind != "ref":
        return Column(field.name, _TYPES[field.kind](), nullable=nullable)
    # Deferred: a cascade or its undo may pass through states in which a reference hangs; the commit checks.
    target = ForeignKey(f"{field.to}.id", deferrable=True, initially="DEFERRED")
    return Column(field.name, Text(), target, nullable=nullable, index=True)


RECORD_TABLES: dict[str, Table] = {
    name: Table(name, metadata, Column("id", Text, primary_key=True), *(_column(f) for f in record.fields))
    for name, record in RECORDS.items()
}

# `rooms` is a JSON list of the journeys touched ("" = the workspace), `notes` one of what the author was told.
change_log = Table(
    "change_log",
    metadata,
    Column("workspace", Text, primary_key=True),
    Column("rev", Integer, primary_key=True, autoincrement=False),
    Column("id", Text, nullable=False),
    Column("actor", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("undoes", Text, nullable=False),
    Column("edits", Integer, nullable=False),
    Column("rooms", Text, nullable=False),
    Column("notes", Text, nullable=False),
    UniqueConstraint("workspace", "id"),
    sqlite_with_rowid=False,
)

# What each change did, in order: the touched fields before and after, as JSON objects.
change_edit = Table(
    "change_edit",
    metadata,
    Column("workspace", Text, primary_key=True),
    Column("rev", Integer, primary_key=True, autoincrement=False),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("op", Text, nullable=False),
    Column("type", Text, nullable=False),
    Column("record", Text, nullable=False),
    Column("room", Text, nullable=False),
    Column("before", Text, nullable=False),
    Column("after", Text, nullable=False),
    ForeignKeyConstraint(["workspace", "rev"], ["change_log.workspace", "change_log.rev"]),
    # What was deleted is asked for when somebody still refers to it; other edits need no entry here.
    Index(
        "ix_change_edit_deleted",
        "type",
        "record",
        sqlite_where=text("op = 'delete'"),
        postgresql_where=text("op = 'delete'"),
    ),
    sqlite_with_rowid=False,
)

# Which rooms a change touched; "*" marks what is on every board (a persona).
change_room = Table(
    "change_room",
    metadata,
    Column("workspace", Text, primary_key=True),
    Column("room", Text, primary_key=True),
    Column("rev", Integer, primary_key=True, autoincrement=False),
    ForeignKeyConstraint(["workspace", "rev"], ["change_log.workspace", "change_log.rev"]),
    sqlite_with_rowid=False,
)

# A browser profile's cookie, by its hash.
person_key = Table(
    "person_key",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("person", Text, ForeignKey("person.id"), nullable=False, index=True),
    Column("created", Text, nullable=False),
    Column("expires", Text, nullable=False),
)

# A token for another program, by its hash; `expires` and `revoked` are empty while they do not apply.
token = Table(
    "token",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("person", Text, ForeignKey("person.id"), nullable=False, index=True),
    Column("created", Text, nullable=False),
    Column("expires", Text, nullable=False),
    Column("revoked", Text, nullable=False),
)

picture = Table(
    "picture",
    metadata,
    Column("id", Text, primary_key=True),
    Column("bytes", LargeBinary, nullable=False),
    Column("content_type", Text, nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("created", Text, nullable=False),
)
