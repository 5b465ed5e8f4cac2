"""Items of feedback as rows: the same columns for writing and reading them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

import orjson

from cxmap.changes import Refused
from cxmap.model.feedback import Added, Batch, Item, Kept, identity
from cxmap.store.engine import Link, Row

ITEM = (
    *("id", "batch", "row", "kind", "text", "date", "channel", "score", "scale", "customer_group", "product", "link"),
    *("reference", "rest", "sentiment", "sentiment_by", "language", "theme", "theme_by", "masked", "removed"),
)
ITEMS = f"SELECT {', '.join(ITEM)} FROM feedback"
_BATCH = (
    *("id", "name", "kind", "at", "person", "person_name", "state", "header", "mapping", "rows", "imported", "without_text"),
    *("duplicates", "refused", "masked"),
)
BATCHES = f"SELECT {', '.join(_BATCH)} FROM feedback_batch"
_NEW = (*ITEM[1:], "empty", "hash")
_INSERT = f"INSERT INTO feedback ({', '.join(_NEW)}) VALUES ({', '.join('?' * len(_NEW))})"


def kept(row: Row) -> Kept:
    """An item out of a row of `ITEMS`."""
    named = dict(zip(ITEM, row, strict=True))
    named["group"] = named.pop("customer_group")
    if isinstance(named["date"], date):  # PostgreSQL has a type for it, SQLite writes it as text
        named["date"] = named["date"].isoformat()
    named["rest"], named["masked"] = orjson.loads(named["rest"]), bool(named["masked"])
    return Kept(**named)


def batch(row: Row) -> Batch:
    """A batch out of a row of `BATCHES`."""
    named = dict(zip(_BATCH, row, strict=True))
    return Batch(**{**named, "mapping": orjson.loads(named["mapping"])})


def insert(link: Link, batch_id: str, kind: str, header: str, items: Sequence[Item]) -> Added:
    """Write the items that are not there yet, inside a transaction; what became of them."""
    named: dict[str, Item] = {}
    for item in items:
        named.setdefault(identity(item, header), item)
    there = set(taken(link, list(named)))
    if there:
        _settled(link, batch_id, list(there))
    new = [(hash_, item) for hash_, item in named.items() if hash_ not in there]
    if new:
        link.many(_INSERT, [_row(batch_id, kind, hash_, item) for hash_, item in new])
    said = sum(1 for _, item in new if item.text)
    return Added(said, len(new) - said, len(items) - len(new))


def _settled(link: Link, batch_id: str, hashes: Sequence[str]) -> None:
    """Raise `Refused("busy")` where an item is there by another import that is under way: were that taken back, it would be lost."""
    by = " INDEXED BY ix_feedback_hash" if link.sqlite else ""
    row = link.one(
        f"SELECT b.name, b.state FROM feedback f{by} JOIN feedback_batch b ON b.id = f.batch"
        f" WHERE f.removed = '' AND f.hash IN ({marks(hashes)}) AND b.id <> ? AND b.state <> 'done' LIMIT 1",
        (*hashes, batch_id),
    )
    if row is not None:
        what = "is bringing in some of the same" if row[1] == "running" else "is just being taken out with some of the same"
        raise Refused("busy", f"“{row[0]}” {what}: wait until that has ended, then try again.")


def taken(link: Link, hashes: Sequence[str]) -> Iterable[str]:
    """Those of the hashes that items have which are there."""
    if not hashes:
        return []
    by = " INDEXED BY ix_feedback_hash" if link.sqlite else ""  # of its own it walks through all that is there
    sql = f"SELECT hash FROM feedback{by} WHERE removed = '' AND hash IN ({marks(hashes)})"
    return (hash_ for (hash_,) in link.rows(sql, hashes))


def marks(values: Sequence[Any]) -> str:
    """A question mark for each value."""
    return ", ".join("?" * len(values))


def _row(batch_id: str, kind: str, hash_: str, item: Item) -> tuple[Any, ...]:
    return (
        *(batch_id, item.row, item.kind or kind, item.text, item.date, item.channel, item.score, item.scale, item.group),
        *(item.product, item.link, item.reference, orjson.dumps(dict(item.rest)).decode(), item.sentiment),
        *("" if item.sentiment is None else "found", item.language, None, "", item.masked, "", not item.text, hash_),
    )
