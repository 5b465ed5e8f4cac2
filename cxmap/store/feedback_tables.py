"""The tables of the voice of the customer, beside the log: material that comes in by the hundred thousand and is never drawn together.

What people make of it (a theme's name, an item as evidence of a card) is a record and goes through the log. What employees predict
stands here too, since nobody sees it before the round is closed.
"""

from __future__ import annotations

from sqlalchemy import Boolean, Column, Date, Double, ForeignKey, Index, Integer, Table, Text, text

from cxmap.store.tables import metadata

# One import, paste or typed note: where items came from, and the counts of its report. `state` is running, done, cancelled or
# removed; `touched` when something was last added or all of it taken out; `mapping` says which column was what (JSON), `header` is
# the fingerprint by which the same file is known again.
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
    Column("touched", Text, nullable=False),
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

# What searches ask of an item besides its words: one index answers them without reading the texts, the newest first.
_ASKED = ("removed", "date", "id", "kind", "channel", "theme", "sentiment", "empty", "batch", "customer_group", "product")

# One thing that somebody said. `hash` tells the same item again while it is there; `empty` is one without a text; `rest` holds the
# columns that have no name here (JSON). `sentiment` lies between −1 and 1; `sentiment_by` is "" (none yet), "found" or the person who
# corrected it. `theme` names a record; `theme_by` likewise. `removed` is when it was taken out, "" while it is there.
feedback = Table(
    "feedback",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=True),
    Column("batch", Text, ForeignKey("feedback_batch.id"), nullable=False, index=True),
    Column("row", Integer, nullable=False),
    Column("kind", Text, nullable=False),
    Column("empty", Boolean, nullable=False),
    Column("date", Date),
    Column("channel", Text),
    Column("score", Double),
    Column("scale", Text),
    Column("customer_group", Text, nullable=False),
    Column("product", Text, nullable=False),
    Column("link", Text, nullable=False),
    Column("reference", Text, nullable=False),
    Column("hash", Text, nullable=False),
    Column("sentiment", Double),
    Column("sentiment_by", Text, nullable=False),
    Column("language", Text, nullable=False),
    Column("theme", Text, index=True),
    Column("theme_by", Text, nullable=False),
    Column("masked", Boolean, nullable=False),
    Column("removed", Text, nullable=False),
    Column("rest", Text, nullable=False),
    Column("text", Text, nullable=False),  # the last: what stands before a long text is read without it
    Index("ix_feedback_hash", "hash", unique=True, sqlite_where=text("removed = ''"), postgresql_where=text("removed = ''")),
    Index("ix_feedback_newest", *_ASKED),
    sqlite_autoincrement=True,  # evidence names an item by its id: none is ever given twice
)

# One row: a number that rises with every write to the tables above, whoever wrote.
feedback_revision = Table(
    "feedback_revision",
    metadata,
    Column("id", Integer, primary_key=True, autoincrement=False),
    Column("revision", Integer, nullable=False),
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
