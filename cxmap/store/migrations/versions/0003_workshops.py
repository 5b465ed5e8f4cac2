"""Workshops: run sheets, who takes part, what is rated and written unseen, and who may come in.

Frozen: what comes later goes into a migration of its own.
"""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
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


def upgrade() -> None:
    """Add the tables of workshops and of who may come in."""
    _records()
    _unseen()
    _entry()


def _records() -> None:
    op.create_table(
        "agenda",
        _id(),
        _ref("workspace", "workspace"),
        _column("name"),
        _column("note"),
    )
    op.create_table(
        "agenda_step",
        _id(),
        _ref("agenda", "agenda"),
        _column("kind"),
        _column("title"),
        _column("prompt"),
        _column("minutes", sa.Integer),
        _column("lanes"),
        _column("view", nullable=True),
        _column("about", nullable=True),
        _column("votes", sa.Integer, nullable=True),
        _column("scope", nullable=True),
        _column("private", nullable=True),
        _column("order"),
    )
    op.create_table(
        "workshop",
        _id(),
        _ref("journey", "journey"),
        _column("title"),
        _column("state"),
        _column("date", sa.Date, nullable=True),
        _column("note"),
        _ref("facilitator", "person", nullable=True),
        _column("facilitator_name"),
        _column("locked", nullable=True),
        _column("private", nullable=True),
        _column("anonymous", nullable=True),
        _column("admission", nullable=True),
        _column("follow", nullable=True),
        _column("view", nullable=True),
        _column("focus"),
        _column("called", nullable=True),
        _column("started", nullable=True),
        _column("closed", nullable=True),
        _column("purge_due", sa.Date, nullable=True),
        _column("purged", nullable=True),
    )
    op.create_table(
        "step",
        _id(),
        _ref("journey", "journey"),
        _ref("workshop", "workshop"),
        _column("kind"),
        _column("title"),
        _column("prompt"),
        _column("minutes", sa.Integer),
        _column("lanes"),
        _column("view", nullable=True),
        _column("about", nullable=True),
        _column("votes", sa.Integer, nullable=True),
        _column("scope", nullable=True),
        _column("private", nullable=True),
        _ref("persona", "persona", nullable=True),
        _column("state"),
        _column("started", nullable=True),
        _column("ends", nullable=True),
        _column("paused", sa.Integer, nullable=True),
        _column("ended", nullable=True),
        _column("revealed", nullable=True),
        _column("order"),
    )
    op.create_table(
        "breakout",
        _id(),
        _ref("journey", "journey"),
        _ref("workshop", "workshop"),
        _column("name"),
        _ref("map", "journey", nullable=True),
        _column("order"),
    )
    op.create_table(
        "participant",
        _id(),
        _ref("journey", "journey"),
        _ref("workshop", "workshop"),
        _ref("person", "person", nullable=True),
        _column("name"),
        _ref("breakout", "breakout", nullable=True),
        _column("state"),
        _column("joined", nullable=True),
    )
    op.create_table(
        "parked",
        _id(),
        _ref("journey", "journey"),
        _ref("workshop", "workshop"),
        _column("text"),
        _column("author_name"),
        _ref("card", "card", nullable=True),
        _column("settled", nullable=True),
        _column("order"),
    )
    op.create_table(
        "decision",
        _id(),
        _ref("journey", "journey"),
        _ref("workshop", "workshop"),
        _column("kind"),
        _column("text"),
        _column("owner"),
        _ref("team", "team", nullable=True),
        _column("due", sa.Date, nullable=True),
        _ref("card", "card", nullable=True),
        _column("settled", nullable=True),
        _column("order"),
    )
    op.create_table(
        "tally",
        _id(),
        _ref("journey", "journey"),
        _ref("workshop", "workshop"),
        _ref("step", "step"),
        _column("kind"),
        _ref("card", "card", nullable=True),
        _column("title"),
        _ref("persona", "persona", nullable=True),
        _column("people", sa.Integer),
        _column("value", sa.Double, nullable=True),
        _column("low", sa.Double, nullable=True),
        _column("high", sa.Double, nullable=True),
        _column("effort", sa.Double, nullable=True),
        _column("effort_low", sa.Double, nullable=True),
        _column("effort_high", sa.Double, nullable=True),
        _column("counts"),
    )
    op.create_table(
        "voice",
        _id(),
        _ref("journey", "journey"),
        _ref("card", "card"),
        _column("text"),
        _column("author_name"),
        _column("origin"),
        _column("order"),
    )


def _unseen() -> None:
    op.create_table(
        "ballot",
        _column("step", key=True),
        _column("target", key=True),
        _column("person", key=True),
        _column("workshop"),
        _column("value", sa.Double),
        _column("effort", sa.Double, nullable=True),
        _column("at"),
    )
    op.create_index("ix_ballot_workshop", "ballot", ["workshop"])
    op.create_table(
        "draft",
        _id(),
        _column("workshop"),
        _column("step"),
        _column("journey"),
        _column("person"),
        _column("stage"),
        _column("lane"),
        _column("title"),
        _column("note"),
        _column("channel", nullable=True),
        _column("severity", sa.Integer, nullable=True),
        _column("moment", nullable=True),
        _column("feeling", sa.Double, nullable=True),
        _column("persona", nullable=True),
        _column("at"),
    )
    op.create_index("ix_draft_workshop", "draft", ["workshop"])


def _entry() -> None:
    op.create_table(
        "session",
        _column("hash", key=True),
        sa.Column("person", sa.Text(), sa.ForeignKey("person.id"), nullable=False, index=True),
        _column("role"),
        _column("workshop"),
        _column("journey"),
        _column("how"),
        _column("created"),
        _column("expires"),
        _column("revoked"),
    )
    op.create_table(
        "share_link",
        _column("hash", key=True),
        _id_plain(),
        _column("name"),
        _column("role"),
        _column("journey"),
        _column("created_by"),
        _column("created"),
        _column("expires"),
        _column("revoked"),
    )
    op.create_table(
        "join_code",
        _column("code", key=True),
        sa.Column("workshop", sa.Text(), nullable=False, index=True),
        _column("created"),
        _column("expires"),
        _column("revoked"),
    )
    op.create_table("passphrase", _column("name", key=True), _column("hash"), _column("created"))
    op.create_table(
        "member",
        _column("email", key=True),
        _column("role"),
        sa.Column("person", sa.Text(), sa.ForeignKey("person.id"), nullable=True, index=True),
        _column("created"),
        _column("revoked"),
    )


def _id_plain() -> sa.Column[str]:
    return sa.Column("id", sa.Text(), nullable=False)
