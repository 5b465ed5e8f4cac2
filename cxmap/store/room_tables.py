"""The tables beside the log: what a room rates and writes unseen, and who may come in. Nothing of them is in the change log.

References to records are plain ids here where the record may go without asking these tables.
"""

from __future__ import annotations

from sqlalchemy import Column, Double, ForeignKey, Index, Integer, Table, Text

from cxmap.store.tables import metadata

# What one person gives to one card in one step: a rating, a number of votes, or a place between value and effort.
ballot = Table(
    "ballot",
    metadata,
    Column("step", Text, primary_key=True),
    Column("target", Text, primary_key=True),
    Column("person", Text, primary_key=True),
    Column("workshop", Text, nullable=False),
    Column("value", Double, nullable=False),
    Column("effort", Double),
    Column("at", Text, nullable=False),
    Index("ix_ballot_workshop", "workshop"),
)

# A card that somebody writes alone, until it is revealed.
draft = Table(
    "draft",
    metadata,
    Column("id", Text, primary_key=True),
    Column("workshop", Text, nullable=False),
    Column("step", Text, nullable=False),
    Column("journey", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("stage", Text, nullable=False),
    Column("lane", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("note", Text, nullable=False),
    Column("channel", Text),
    Column("severity", Integer),
    Column("moment", Text),
    Column("feeling", Double),
    Column("persona", Text),
    Column("at", Text, nullable=False),
    Index("ix_draft_workshop", "workshop"),
)

# Somebody who has been let in, by the hash of the secret in their browser. `workshop` limits a guest to that workshop,
# `journey` a share link to that journey; `how` is passphrase, code, link or oidc. Empty texts: does not apply.
session = Table(
    "session",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("person", Text, ForeignKey("person.id"), nullable=False, index=True),
    Column("role", Text, nullable=False),
    Column("workshop", Text, nullable=False),
    Column("journey", Text, nullable=False),
    Column("how", Text, nullable=False),
    Column("created", Text, nullable=False),
    Column("expires", Text, nullable=False),
    Column("revoked", Text, nullable=False),
)

# A link that lets its holder in, by the hash of its secret.
share_link = Table(
    "share_link",
    metadata,
    Column("hash", Text, primary_key=True),
    Column("id", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("role", Text, nullable=False),
    Column("journey", Text, nullable=False),
    Column("created_by", Text, nullable=False),
    Column("created", Text, nullable=False),
    Column("expires", Text, nullable=False),
    Column("revoked", Text, nullable=False),
)

# The code on the wall. It is short-lived and has to be shown again, so it is kept as it is.
join_code = Table(
    "join_code",
    metadata,
    Column("code", Text, primary_key=True),
    Column("workshop", Text, nullable=False, index=True),
    Column("created", Text, nullable=False),
    Column("expires", Text, nullable=False),
    Column("revoked", Text, nullable=False),
)

passphrase = Table(
    "passphrase",
    metadata,
    Column("name", Text, primary_key=True),
    Column("hash", Text, nullable=False),
    Column("created", Text, nullable=False),
)

# Whom an organisation's own sign-in lets in, by e-mail address in small letters.
member = Table(
    "member",
    metadata,
    Column("email", Text, primary_key=True),
    Column("role", Text, nullable=False),
    Column("person", Text, ForeignKey("person.id"), index=True),
    Column("created", Text, nullable=False),
    Column("revoked", Text, nullable=False),
)
