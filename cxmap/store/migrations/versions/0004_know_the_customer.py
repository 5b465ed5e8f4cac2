"""Knowing the customer: segments, statements in full, grounds, viewpoints, field notes, themes, ideas, predictions, feedback.

Frozen: what comes later goes into a migration of its own.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def _id() -> sa.Column[str]:
    return sa.Column("id", sa.Text(), primary_key=True)


def _column(
    name: str, type_: type[sa.types.TypeEngine[Any]] = sa.Text, nullable: bool = False, key: bool = False
) -> sa.Column[Any]:
    return sa.Column(name, type_(), nullable=nullable, primary_key=key)


def _ref(name: str, to: str, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(
        name, sa.Text(), sa.ForeignKey(f"{to}.id", deferrable=True, initially="DEFERRED"), nullable=nullable, index=True
    )


def _add_text(table: str, name: str, value: str = "") -> None:
    # A column that may not be empty needs a value for the rows that are there; SQLite cannot take the default away again.
    op.add_column(table, sa.Column(name, sa.Text(), nullable=False, server_default=value))
    if op.get_bind().dialect.name != "sqlite":
        op.alter_column(table, name, server_default=None)


def upgrade() -> None:
    """Add the tables and columns of knowing the customer."""
    _segments()
    _known()
    _ideas()
    _predictions()
    _feedback()


def _segments() -> None:
    op.create_table(
        "segment",
        _id(),
        _ref("workspace", "workspace"),
        _column("name"),
        _column("note"),
        _column("size", sa.Double, nullable=True),
        _column("size_unit"),
        _column("demographics"),
        _column("income"),
        _column("worth", sa.Double, nullable=True),
        _column("worth_unit"),
        _column("needs"),
        _column("evidence"),
        _column("order"),
    )
    op.execute('ALTER TABLE "persona" ADD COLUMN "segment" TEXT REFERENCES "segment" (id) DEFERRABLE INITIALLY DEFERRED')
    op.create_index("ix_persona_segment", "persona", ["segment"])
    for name in ("avatar", "worth_unit"):
        _add_text("persona", name)
    op.add_column("persona", _column("age_band", nullable=True))
    op.add_column("persona", _column("worth", sa.Double, nullable=True))
    for name in ("note", "label", "low", "high", "situation", "purpose", "metric"):
        _add_text("statement", name)
    _add_text("statement", "evidence", "assumed")
    op.add_column("statement", _column("value", sa.Double, nullable=True))
    op.add_column("statement", _column("job_step", nullable=True))
    op.add_column("statement", _column("direction", nullable=True))
    _add_text("source", "item")


def _known() -> None:
    op.create_table(
        "viewpoint",
        _id(),
        _ref("workspace", "workspace"),
        _column("kind"),
        _column("text"),
        _column("note"),
        _column("evidence"),
        _column("order"),
    )
    op.create_table(
        "ground",
        _id(),
        _ref("statement", "statement", nullable=True),
        _ref("viewpoint", "viewpoint", nullable=True),
        _column("kind"),
        _column("quote"),
        _column("link"),
        _column("date", sa.Date, nullable=True),
        _column("expires", sa.Date, nullable=True),
        _column("item"),
        _column("order"),
    )
    op.create_table(
        "concern",
        _id(),
        _ref("viewpoint", "viewpoint"),
        _ref("persona", "persona", nullable=True),
        _ref("map", "journey", nullable=True),
    )
    op.create_table(
        "focus",
        _id(),
        _ref("workspace", "workspace"),
        _column("kind"),
        _column("text"),
        _column("reason"),
        _column("customer_gain"),
        _column("own_gain"),
        _ref("persona", "persona", nullable=True),
        _ref("map", "journey", nullable=True),
        _column("owner"),
        _column("decided", sa.Date, nullable=True),
        _column("review_due", sa.Date, nullable=True),
        _column("order"),
    )
    op.create_table(
        "field_note",
        _id(),
        _ref("workspace", "workspace"),
        _column("kind"),
        _column("title"),
        _column("place"),
        _column("date", sa.Date, nullable=True),
        _column("time"),
        _column("observed"),
        _column("observer"),
        _column("text"),
    )
    op.create_table(
        "field_photo",
        _id(),
        _ref("field_note", "field_note"),
        _column("picture"),
        _column("caption"),
        _column("order"),
    )
    op.create_table(
        "highlight",
        _id(),
        _ref("field_note", "field_note"),
        _column("quote"),
        _column("note"),
        _column("order"),
    )
    op.create_table(
        "theme",
        _id(),
        _ref("workspace", "workspace"),
        _column("name"),
        _column("terms"),
        _ref("into", "theme", nullable=True),
        _column("note"),
        _column("order"),
    )


def _ideas() -> None:
    op.create_table(
        "whiteboard",
        _id(),
        _ref("workspace", "workspace"),
        _column("title"),
        _column("question"),
        _column("state"),
        _column("order"),
    )
    op.create_table(
        "idea",
        _id(),
        _ref("whiteboard", "whiteboard"),
        _column("text"),
        _ref("person", "person", nullable=True),
        _column("author_name"),
        _column("at"),
        _column("state"),
        _column("reason"),
        _ref("team", "team", nullable=True),
        _column("owner"),
        _column("outcome"),
        _column("order"),
    )
    op.create_table(
        "idea_link",
        _id(),
        _ref("idea", "idea"),
        _ref("map", "journey", nullable=True),
        _ref("card", "card", nullable=True),
        _column("title"),
    )
    op.create_table(
        "second",
        _id(),
        _ref("idea", "idea"),
        _ref("person", "person"),
    )
    op.create_table(
        "remark",
        _id(),
        _ref("idea", "idea"),
        _column("text"),
        _ref("person", "person", nullable=True),
        _column("author_name"),
        _column("at"),
    )
    op.create_table(
        "idea_step",
        _id(),
        _ref("idea", "idea"),
        _column("state"),
        _column("note"),
        _column("author_name"),
        _column("at"),
    )


def _predictions() -> None:
    op.create_table(
        "forecast",
        _id(),
        _ref("journey", "journey"),
        _column("title"),
        _column("state"),
        _ref("persona", "persona", nullable=True),
        _column("opened", nullable=True),
        _column("closed", nullable=True),
        _column("note"),
    )
    op.create_table(
        "actual",
        _id(),
        _ref("journey", "journey"),
        _ref("forecast", "forecast"),
        _ref("card", "card"),
        _column("satisfaction", sa.Double, nullable=True),
        _column("importance", sa.Double, nullable=True),
        _column("answers", sa.Integer, nullable=True),
        _column("origin"),
    )
    op.create_table(
        "guess",
        _column("forecast", key=True),
        _column("card", key=True),
        _column("person", key=True),
        _column("satisfaction", sa.Double, nullable=True),
        _column("importance", sa.Double, nullable=True),
        _column("at"),
    )


def _feedback() -> None:
    op.create_table(
        "feedback_batch",
        _id(),
        _column("name"),
        _column("kind"),
        _column("at"),
        _column("person"),
        _column("person_name"),
        _column("state"),
        _column("touched"),
        _column("header"),
        _column("mapping"),
        *(_column(name, sa.Integer) for name in ("rows", "imported", "without_text", "duplicates", "refused", "masked")),
    )
    op.create_index("ix_feedback_batch_header", "feedback_batch", ["header"])
    op.create_table(
        "feedback",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=True),
        sa.Column("batch", sa.Text(), sa.ForeignKey("feedback_batch.id"), nullable=False, index=True),
        _column("row", sa.Integer),
        _column("kind"),
        _column("empty", sa.Boolean),
        _column("date", sa.Date, nullable=True),
        _column("channel", nullable=True),
        _column("score", sa.Double, nullable=True),
        _column("scale", nullable=True),
        _column("customer_group"),
        _column("product"),
        _column("link"),
        _column("reference"),
        _column("hash"),
        _column("sentiment", sa.Double, nullable=True),
        _column("sentiment_by"),
        _column("language"),
        sa.Column("theme", sa.Text(), nullable=True, index=True),
        _column("theme_by"),
        _column("masked", sa.Boolean),
        _column("removed"),
        _column("rest"),
        _column("text"),
        sqlite_autoincrement=True,
    )
    there = sa.text("removed = ''")
    op.create_index("ix_feedback_hash", "feedback", ["hash"], unique=True, sqlite_where=there, postgresql_where=there)
    asked = ["kind", "channel", "theme", "sentiment", "empty", "batch", "customer_group", "product"]
    op.create_index("ix_feedback_newest", "feedback", ["removed", "date", "id", *asked])
    op.create_table(
        "feedback_revision",
        sa.Column("id", sa.Integer(), primary_key=True, autoincrement=False),
        _column("revision", sa.Integer),
    )
    op.execute("INSERT INTO feedback_revision (id, revision) VALUES (1, 0)")
    if op.get_bind().dialect.name != "sqlite":
        op.execute("CREATE INDEX ix_feedback_words ON feedback USING gin (to_tsvector('simple', text))")
        return
    # The words of the texts that are there, kept up by the database itself; short beginnings too, since people search while
    # they type.
    op.execute(
        "CREATE VIRTUAL TABLE feedback_words USING fts5(text, content='feedback', content_rowid='id',"
        " tokenize='unicode61 remove_diacritics 2', prefix='2 3')"
    )
    out = "INSERT INTO feedback_words (feedback_words, rowid, text) VALUES ('delete', old.id, old.text);"
    new = "INSERT INTO feedback_words (rowid, text) VALUES (new.id, new.text);"
    was, now = "(old.removed = '' AND NOT old.empty)", "(new.removed = '' AND NOT new.empty)"
    for name, when, where, do in (
        ("added", "INSERT", now, new),
        ("gone", "DELETE", was, out),
        ("out", "UPDATE OF removed", f"{was} AND NOT {now}", out),
        ("in", "UPDATE OF removed", f"{now} AND NOT {was}", new),
        ("changed", "UPDATE OF text", f"{was} AND {now}", f"{out} {new}"),
    ):
        op.execute(f"CREATE TRIGGER feedback_{name} AFTER {when} ON feedback WHEN {where} BEGIN {do} END")
