"""Searching feedback: what a query asks in SQL, on SQLite (FTS5) and PostgreSQL (full text), fast enough for each keystroke.

All but the words is answered by one index, so that no text is read to count or order. Of the words' two ways (look up each item
that has them, or walk the items in order and see which have them) the cheaper one is taken, by how many have them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cxmap.model.feedback import NEGATIVE, NONE, POSITIVE, By, Found, Kept, Query, terms
from cxmap.store.engine import Link
from cxmap.store.feedback_rows import ITEMS, kept, marks

MOST = 500  # items of a page
_FEW = 2_000  # items with the words that are looked up one by one
_FEELING = f"CASE WHEN f.sentiment < {NEGATIVE} THEN 'neg' WHEN f.sentiment > {POSITIVE} THEN 'pos' WHEN f.sentiment IS NULL"
_FEELING += " THEN '' ELSE 'neu' END"
_SENTIMENT = {
    "neg": f"f.sentiment < {NEGATIVE}",
    "neu": f"f.sentiment BETWEEN {NEGATIVE} AND {POSITIVE}",
    "pos": f"f.sentiment > {POSITIVE}",
    NONE: "f.sentiment IS NULL",
}
_ORDER = {
    "newest": ("f.date IS NULL, f.date DESC, f.id DESC", "f.date DESC, f.id DESC"),
    "oldest": ("f.date IS NULL, f.date, f.id", "f.date IS NULL, f.date, f.id"),
    "worst": ("f.sentiment IS NULL, f.sentiment, f.date IS NULL, f.date DESC, f.id DESC",) * 2,
}
_BY: dict[By, tuple[str, str]] = {  # on PostgreSQL, on SQLite
    "day": ("to_char(f.date, 'YYYY-MM-DD')", "f.date"),
    "week": ("to_char(date_trunc('week', f.date), 'YYYY-MM-DD')", "date(f.date, 'weekday 0', '-6 days')"),
    "month": ("to_char(f.date, 'YYYY-MM')", "substr(f.date, 1, 7)"),
    "channel": ("f.channel", "f.channel"),
    "theme": ("f.theme", "f.theme"),
    "sentiment": (_FEELING, _FEELING),
    "kind": ("f.kind", "f.kind"),
    "group": ("f.customer_group", "f.customer_group"),
    "product": ("f.product", "f.product"),
    "batch": ("f.batch", "f.batch"),
}


class Asked:
    """A query in the words of one database: `where` of the items `f`, with its parameters."""

    def __init__(self, link: Link, query: Query) -> None:
        self._link, self.query = link, query
        self.parts: list[str] = ["f.removed = ''"]
        self.values: list[Any] = []
        for name, column in (("kind", "kind"), ("channel", "channel"), ("batch", "batch"), ("product", "product")):
            self._is(column, getattr(query, name))
        self._is("customer_group", query.group)
        if query.theme == NONE:
            self.parts.append("f.theme IS NULL")
        else:
            self._is("theme", query.theme)
        if query.sentiment:
            self.parts.append(_SENTIMENT[query.sentiment])
        for sign, day in ((">=", query.since), ("<=", query.until)):
            if day:
                self.parts.append(f"f.date {sign} ?")
                self.values.append(day)
        if query.text is not None and not (query.text and terms(query.words)):  # what has the words has a text
            self.parts.append("NOT f.empty" if query.text else "f.empty")
        self.narrowed = len(self.parts) > 1
        self.words = (_fts(query.words) if link.sqlite else _tsquery(query.words)) if query.words else ""

    def _is(self, column: str, value: str) -> None:
        if value:
            self.parts.append(f"f.{column} = ?")
            self.values.append(value)

    def source(self) -> tuple[str, list[Any]]:
        """“FROM … WHERE …” of all items asked for, and its parameters."""
        where = " AND ".join(self.parts)
        if not self.words:
            return f"FROM feedback f{self._walk} WHERE {where}", self.values
        if not self._link.sqlite:
            found = "to_tsvector('simple', f.text) @@ to_tsquery('simple', ?)"
            return f"FROM feedback f WHERE {where} AND {found}", [*self.values, self.words]
        if self.matches() <= _FEW:
            # the words first; CROSS JOIN keeps SQLite from turning it round
            from_ = "FROM feedback_words w CROSS JOIN feedback f ON f.id = w.rowid"
            return f"{from_} WHERE feedback_words MATCH ? AND {where}", [self.words, *self.values]
        found = "f.id IN (SELECT rowid FROM feedback_words WHERE feedback_words MATCH ?)"
        return f"FROM feedback f{self._walk} WHERE {where} AND {found}", [*self.values, self.words]

    @property
    def _walk(self) -> str:
        return " INDEXED BY ix_feedback_newest" if self._link.sqlite else ""

    def matches(self) -> int:
        """How many items have the words, on SQLite. Those that were taken out are not among its words."""
        if not hasattr(self, "_matches"):
            sql = "SELECT count(*) FROM feedback_words WHERE feedback_words MATCH ?"
            self._matches: int = self._link.rows(sql, (self.words,))[0][0]
        return self._matches

    def total(self) -> int:
        """How many items there are in all."""
        if self.words and self._link.sqlite and not self.narrowed:
            return self.matches()
        from_, values = self.source()
        return int(self._link.rows(f"SELECT count(*) {from_}", values)[0][0])

    def ids(self, offset: int, limit: int) -> list[int]:
        """The ids of a page, in order."""
        from_, values = self.source()
        if self.query.order == "relevance" and self.words:
            if self._link.sqlite:
                from_ = "FROM feedback_words w CROSS JOIN feedback f ON f.id = w.rowid"
                from_ += f" WHERE feedback_words MATCH ? AND {' AND '.join(self.parts)}"
                order, values = "w.rank, f.id DESC", [self.words, *self.values]
            else:
                order = "ts_rank(to_tsvector('simple', f.text), to_tsquery('simple', ?)) DESC, f.id DESC"
                values = [*values, self.words]
        else:
            order = _ORDER.get(self.query.order, _ORDER["newest"])[self._link.sqlite]
        sql = f"SELECT f.id {from_} ORDER BY {order} LIMIT ? OFFSET ?"
        return [id_ for (id_,) in self._link.rows(sql, [*values, limit, offset])]


def search(link: Link, query: Query) -> Found:
    """A page of items and their number in all; from one state of the database."""
    asked = Asked(link, query)
    return Found(tuple(items(link, asked.ids(max(0, query.offset), max(1, min(query.limit, MOST))))), asked.total())


def items(link: Link, ids: Sequence[int]) -> list[Kept]:
    """The items of these ids in this order, also those that were taken out; ids of nothing are passed over."""
    found: dict[int, Kept] = {}
    for start in range(0, len(ids), MOST):
        some = ids[start : start + MOST]
        for row in link.rows(f"{ITEMS} WHERE id IN ({marks(some)})", some):
            found[row[0]] = kept(row)
    return [found[id_] for id_ in ids if id_ in found]


def texts(link: Link, query: Query, most: int) -> list[tuple[int, str]]:
    """(id, text) of the items that have one: of more than `most` the same even selection each time."""
    from_, values = Asked(link, query).source()
    rows = link.rows(f"SELECT f.id, f.text {from_} AND NOT f.empty ORDER BY f.hash LIMIT ?", [*values, most])
    return [(id_, said) for id_, said in rows]


def counts(link: Link, query: Query, by: Sequence[By]) -> list[dict[str, Any]]:
    """A row for each value of `by`, in their order, with `count`, `judged` (those with a sentiment) and their `mean`."""
    from_, values = Asked(link, query).source()
    columns = ", ".join(f"{_BY[name][link.sqlite]} AS by_{name}" for name in by)
    groups = ", ".join(str(place + 1) for place in range(len(by)))
    sql = f"SELECT {columns}{', ' if by else ''}count(*), count(f.sentiment), avg(f.sentiment) {from_}"
    rows = link.rows(f"{sql} GROUP BY {groups}" if by else sql, values)
    found: list[dict[str, Any]] = [
        dict(zip((*by, "count", "judged", "mean"), (*(value or "" for value in row[:-3]), *row[-3:]), strict=True))
        for row in rows
    ]
    return sorted(found, key=lambda row: tuple(row[name] for name in by))


def _fts(words: str) -> str:
    """The words for FTS5; each in quotes, so that none is taken for an operator."""
    parts = [f'"{" ".join(tokens)}"{" *" if beginning else ""}' for tokens, beginning in terms(words)]
    return " AND ".join(parts)


def _tsquery(words: str) -> str:
    """The words for PostgreSQL's `to_tsquery`."""
    return " & ".join(
        "(" + " <-> ".join([f"'{token}'" for token in tokens]) + (":*)" if beginning else ")")
        for tokens, beginning in terms(words)
    )
