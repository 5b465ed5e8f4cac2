"""The first schema: records of a workspace, the change log, who is who, and pictures.

Frozen: what comes later goes into a migration of its own.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def _id() -> sa.Column[str]:
    return sa.Column("id", sa.Text(), primary_key=True)


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _optional(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=True)


def _integer(name: str, nullable: bool = False) -> sa.Column[int]:
    return sa.Column(name, sa.Integer(), nullable=nullable)


def _ref(name: str, to: str, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(
        name, sa.Text(), sa.ForeignKey(f"{to}.id", deferrable=True, initially="DEFERRED"), nullable=nullable, index=True
    )


def _key(name: str, type_: type[sa.types.TypeEngine[Any]] = sa.Text) -> sa.Column[Any]:
    return sa.Column(name, type_(), primary_key=True, autoincrement=False)


def _of_change() -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["workspace", "rev"], ["change_log.workspace", "change_log.rev"])


def upgrade() -> None:
    """Make the first schema."""
    _records()
    _log()
    _people()


def _records() -> None:
    op.create_table("workspace", _id(), _text("name"))
    op.create_table("person", _id(), _ref("workspace", "workspace"), _text("name"), _integer("number"), _integer("colour"))
    op.create_table(
        "persona",
        _id(),
        _ref("workspace", "workspace"),
        _text("name"),
        _text("role"),
        _text("quote"),
        _text("narrative"),
        _text("photo"),
    )
    op.create_table("statement", _id(), _ref("persona", "persona"), _text("kind"), _text("text"), _text("order"))
    op.create_table(
        "journey",
        _id(),
        _ref("workspace", "workspace"),
        _text("title"),
        _text("state"),
        _ref("as_is", "journey", nullable=True),
        _text("point_of_view"),
        _text("note"),
        sa.Column("reviewed", sa.Date(), nullable=True),
        sa.Column("review_due", sa.Date(), nullable=True),
    )
    op.create_table("traveller", _id(), _ref("journey", "journey"), _ref("persona", "persona"), _text("order"))
    op.create_table(
        "stage",
        _id(),
        _ref("journey", "journey"),
        _text("name"),
        _text("goal"),
        sa.Column("duration", sa.Double(), nullable=True),
        _optional("duration_unit"),
        _text("note"),
        _text("order"),
    )
    op.create_table("lane", _id(), _ref("journey", "journey"), _text("kind"), _text("name"), _text("order"))
    op.create_table(
        "card",
        _id(),
        _ref("journey", "journey"),
        _ref("stage", "stage"),
        _ref("lane", "lane"),
        _text("title"),
        _text("note"),
        _optional("channel"),
        _integer("severity", nullable=True),
        _optional("moment"),
        _text("evidence"),
        _text("order"),
    )
    op.create_table(
        "feeling",
        _id(),
        _ref("journey", "journey"),
        _ref("card", "card"),
        _ref("persona", "persona"),
        _text("source"),
        sa.Column("value", sa.Double(), nullable=False),
        _text("word"),
    )


def _log() -> None:
    op.create_table(
        "change_log",
        _key("workspace"),
        _key("rev", sa.Integer),
        _text("id"),
        _text("actor"),
        _text("name"),
        _text("at"),
        _text("kind"),
        _text("undoes"),
        _integer("edits"),
        _text("rooms"),
        _text("notes"),
        sa.UniqueConstraint("workspace", "id"),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "change_edit",
        _key("workspace"),
        _key("rev", sa.Integer),
        _key("seq", sa.Integer),
        _text("op"),
        _text("type"),
        _text("record"),
        _text("room"),
        _text("before"),
        _text("after"),
        _of_change(),
        sqlite_with_rowid=False,
    )
    deleted = sa.text("op = 'delete'")
    op.create_index("ix_change_edit_deleted", "change_edit", ["type", "record"], sqlite_where=deleted, postgresql_where=deleted)
    op.create_table(
        "change_room",
        _key("workspace"),
        _key("room"),
        _key("rev", sa.Integer),
        _of_change(),
        sqlite_with_rowid=False,
    )


def _people() -> None:
    op.create_table(
        "person_key",
        sa.Column("hash", sa.Text(), primary_key=True),
        sa.Column("person", sa.Text(), sa.ForeignKey("person.id"), nullable=False, index=True),
        _text("created"),
        _text("expires"),
    )
    op.create_table(
        "token",
        sa.Column("hash", sa.Text(), primary_key=True),
        _text("name"),
        _text("role"),
        sa.Column("person", sa.Text(), sa.ForeignKey("person.id"), nullable=False, index=True),
        _text("created"),
        _text("expires"),
        _text("revoked"),
    )
    op.create_table(
        "picture",
        _id(),
        sa.Column("bytes", sa.LargeBinary(), nullable=False),
        _text("content_type"),
        _integer("width"),
        _integer("height"),
        _text("created"),
    )
