"""The tables of the voice of the customer, beside the log: material that comes in by the hundred thousand and is never drawn together.

What people make of it (a theme's name, an item as evidence of a card) is a record and goes through the log. What employees predict
stands here too, since nobody sees it before the round is closed.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Double, ForeignKey, Index, Integer, Table, Text

from cxmap.store.tables import metadata

# One import, paste or typed note: where items came from, and the counts of its report. `state` is running, done, cancelled or
# removed; `mapping` says which column was what (JSON), `header` is the fingerprint by which the same file is known again.
feedback_batch = Table(
    "feedback_batch",
    metadata,
    Column("id", Text, primary_key=True),
    Column("name", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("at", Text, nullable=False),
    Column("person", Text, nullable=False),
    Column("person_name", Text, nullable=False),
    Column("state", Text, nullable=False),
    Column("header", Text, nullable=False),
    Column("mapping", Text, nullable=False),
    Column("rows", Integer, nullable=False),
    Column("imported", Integer, nullable=False),
    Column("without_text", Integer, nullable=False),
    Column("duplicates", Integer, nullable=False),
    Column("refused", Integer, nullable=False),
    Column("masked", Integer, nullable=False),
    Index("ix_feedback_batch_header", "header"),
)

# One thing that somebody said. `hash` tells the same row again; `rest` holds the columns that have no name here (JSON). `sentiment`
# lies between −1 and 1; `sentiment_by` is "" (none yet), "found" or the person who corrected it. `theme` names a record; `theme_by`
# likewise. `removed` is when it was taken out, "" while it is there.
feedback = Table(
    "feedback",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("batch", Text, ForeignKey("feedback_batch.id"), nullable=False, index=True),
    Column("row", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("date", Date),
    Column("channel", Text),
    Column("score", Double),
    Column("scale", Text),
    Column("customer_group", Text, nullable=False),
    Column("product", Text, nullable=False),
    Column("link", Text, nullable=False),
    Column("reference", Text, nullable=False),
    Column("rest", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("sentiment", Double),
    Column("sentiment_by", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("theme", Text, index=True),
    Column("theme_by", Text, nullable=False),
    Column("masked", Boolean, nullable=False),
    Column("removed", Text, nullable=False),
    Index("ix_feedback_hash", "hash", unique=True),
    Index("ix_feedback_date", "date"),
)

# What one person predicts of one touchpoint in one round: satisfaction and importance, from 1 to 5.
guess = Table(
    "guess",
    metadata,
    Column("forecast", Text, primary_key=True),
    Column("card", Text, primary_key=True),
    Column("person", Text, primary_key=True),
    Column("satisfaction", Double),
    Column("importance", Double),
    Column("at", Text, nullable=False),
)
