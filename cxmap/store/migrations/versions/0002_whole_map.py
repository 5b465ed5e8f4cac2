"""The whole map: teams, evidence, measures, connections, paths, comments, views and versions, and what cards say of time.

Frozen: what comes later goes into a migration of its own.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def _id() -> sa.Column[str]:
    return sa.Column("id", sa.Text(), primary_key=True)


def _column(name: str, type_: type[sa.types.TypeEngine[Any]] = sa.Text, nullable: bool = False) -> sa.Column[Any]:
    return sa.Column(name, type_(), nullable=nullable)


def _ref(name: str, to: str, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(
        name, sa.Text(), sa.ForeignKey(f"{to}.id", deferrable=True, initially="DEFERRED"), nullable=nullable, index=True
    )


def _add_ref(table: str, name: str, to: str) -> None:
    # SQLite takes a reference with a new column, but not afterwards; both databases take this.
    op.execute(f'ALTER TABLE "{table}" ADD COLUMN "{name}" TEXT REFERENCES "{to}" (id) DEFERRABLE INITIALLY DEFERRED')
    op.create_index(f"ix_{table}_{name}", table, [name])


def upgrade() -> None:
    """Add the tables and columns of the whole map."""
    _tables()
    _columns()


def _tables() -> None:
    op.create_table("team", _id(), _ref("workspace", "workspace"), _column("name"), _column("lead"), _column("note"))
    op.create_table("role", _id(), _ref("team", "team"), _column("name"), _column("note"))
    op.create_table(
        "word",
        _id(),
        _ref("workspace", "workspace"),
        _column("text"),
        _column("family"),
        _column("value", sa.Double),
        _column("intensity", sa.Integer, nullable=True),
        _column("order"),
    )
    op.create_table(
        "touchpoint",
        _id(),
        _ref("workspace", "workspace"),
        _column("title"),
        _column("note"),
        _column("channel", sa.Text, nullable=True),
        _column("moment", sa.Text, nullable=True),
    )
    op.create_table(
        "assignment",
        _id(),
        _ref("journey", "journey"),
        _ref("card", "card"),
        _ref("team", "team"),
        _column("part"),
        _ref("role", "role", nullable=True),
    )
    op.create_table(
        "source",
        _id(),
        _ref("journey", "journey"),
        _ref("card", "card"),
        _column("kind"),
        _column("quote"),
        _column("link"),
        _column("date", sa.Date, nullable=True),
        _column("expires", sa.Date, nullable=True),
        _column("order"),
    )
    op.create_table("tag", _id(), _ref("journey", "journey"), _ref("card", "card"), _column("name"))
    op.create_table(
        "connection",
        _id(),
        _ref("journey", "journey"),
        _ref("start", "card"),
        _ref("end", "card"),
        _column("kind"),
        _column("label"),
    )
    op.create_table(
        "path",
        _id(),
        _ref("journey", "journey"),
        _ref("start", "stage"),
        _ref("end", "stage"),
        _ref("persona", "persona", nullable=True),
        _column("channel", sa.Text, nullable=True),
        _column("share", sa.Double, nullable=True),
        _column("label"),
        _column("order"),
    )
    op.create_table(
        "measure",
        _id(),
        _ref("journey", "journey"),
        _ref("stage", "stage", nullable=True),
        _ref("card", "card", nullable=True),
        _column("name"),
        _column("method"),
        _column("unit"),
        _column("direction"),
        _column("baseline", sa.Double, nullable=True),
        _column("target", sa.Double, nullable=True),
        _column("note"),
        _column("order"),
    )
    op.create_table(
        "reading",
        _id(),
        _ref("journey", "journey"),
        _ref("measure", "measure"),
        _column("date", sa.Date),
        _column("value", sa.Double),
        _column("method"),
        _column("scale", sa.Text, nullable=True),
        _column("answers", sa.Integer, nullable=True),
        _column("note"),
    )
    op.create_table("answer", _id(), _ref("journey", "journey"), _ref("stage", "stage"), _column("question"), _column("note"))
    op.create_table(
        "comment",
        _id(),
        _ref("journey", "journey"),
        _ref("card", "card", nullable=True),
        _ref("stage", "stage", nullable=True),
        _ref("lane", "lane", nullable=True),
        _ref("thread", "comment", nullable=True),
        _column("text"),
        _ref("author", "person", nullable=True),
        _column("author_name"),
        _column("at"),
        _column("resolved", sa.Text, nullable=True),
        _column("resolved_by"),
    )
    op.create_table("mention", _id(), _ref("journey", "journey"), _ref("comment", "comment"), _ref("person", "person"))
    op.create_table(
        "view", _id(), _ref("journey", "journey"), _column("name"), _column("query"), _column("author_name"), _column("order")
    )
    op.create_table("version", _id(), _ref("journey", "journey"), _column("name"), _column("rev", sa.Integer), _column("note"))
    op.create_table("reason", _id(), _ref("journey", "journey"), _column("rev", sa.Integer), _column("text"))


def _columns() -> None:
    _add_ref("journey", "owner", "team")
    op.add_column("journey", _column("use", sa.Text, nullable=True))
    op.add_column("stage", _column("waiting", sa.Double, nullable=True))
    op.add_column("stage", _column("waiting_unit", sa.Text, nullable=True))
    _add_ref("stage", "opens", "journey")
    _add_ref("stage", "origin", "stage")
    op.add_column("lane", _column("line", sa.Text, nullable=True))
    _add_ref("lane", "origin", "lane")
    op.add_column("card", _column("duration", sa.Double, nullable=True))
    op.add_column("card", _column("duration_unit", sa.Text, nullable=True))
    op.add_column("card", _column("waiting", sa.Double, nullable=True))
    op.add_column("card", _column("waiting_unit", sa.Text, nullable=True))
    op.add_column("card", _column("frequency", sa.Double, nullable=True))
    op.add_column("card", _column("frequency_per", sa.Text, nullable=True))
    op.add_column("card", _column("initiator", sa.Text, nullable=True))
    _add_ref("card", "opens", "journey")
    _add_ref("card", "shared", "touchpoint")
    _add_ref("card", "origin", "card")
    op.add_column("feeling", _column("intensity", sa.Integer, nullable=True))
