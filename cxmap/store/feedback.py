"""Feedback in the store: items by the hundred thousand, beside the log, written in transactions so short that nobody waits.

Thread-safe, also with other processes at work. Reading needs no lock; writing has a connection and a lock of its own.
"""

from __future__ import annotations

import logging
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from typing import Any

import orjson
from sqlalchemy import Engine

from cxmap.access import Actor, Operation, allows
from cxmap.changes import Refused
from cxmap.model.feedback import Added, Batch, By, Found, Item, Kept, Query
from cxmap.model.records import new_id
from cxmap.store import feedback_rows, feedback_search
from cxmap.store.engine import Link, reading
from cxmap.store.errors import Unavailable
from cxmap.store.feedback_pen import Pen, Told
from cxmap.store.feedback_rows import marks

# An import of which nothing was heard for so many seconds has died with its process: its items are taken out. One that lives is
# heard of with each few hundred rows, and every `SILENT` / 5 seconds besides.
SILENT = 15.0
_LOOK = 0.25  # seconds between two looks

_log = logging.getLogger("cxmap.store")


class Feedback:
    """What customers and colleagues said. Errors of the database come as `Unavailable`."""

    def __init__(self, engine: Engine) -> None:
        self._engine, self._pen = engine, Pen(engine)
        self._own: set[str] = set()  # batches that this process brings in

    def close(self) -> None:
        """Close the connection that writes."""
        self._pen.close()

    # ---- batches

    def begin(
        self,
        name: str,
        kind: str,
        actor: Actor,
        header: str = "",
        mapping: dict[str, str] | None = None,
        typed: bool = False,
    ) -> str:
        """Begin a batch and return its id. `header` is the fingerprint of a file's header, `mapping` field → column.

        What is `typed` in or pasted is for all who may edit, a file for those who may import: raises `Refused("forbidden")`. An
        import that has died with its process is taken out first; for a file this waits up to `SILENT` seconds to find that out,
        so that the same file can be brought in again at once.
        """
        _may(actor, "edit" if typed else "import", "add feedback" if typed else "bring in feedback")
        self._bury(wait=not typed)
        id_ = new_id()
        self._own.add(id_)
        values = (id_, name[:200], kind, _now(), actor.person, actor.name[:80], "running", _now(), header)
        with self._pen.writing() as link:
            link.run(
                "INSERT INTO feedback_batch (id, name, kind, at, person, person_name, state, touched, header, mapping, rows,"
                f" imported, without_text, duplicates, refused, masked) VALUES ({marks(values)}, ?, 0, 0, 0, 0, 0, 0)",
                (*values, orjson.dumps(mapping or {}).decode()),
            )
        return id_

    @contextmanager
    def alive(self, batch: str) -> Iterator[None]:
        """While the block runs, tell every few seconds that an import lives, however long it reads or weighs without adding."""
        over = threading.Event()

        def tell() -> None:
            while not over.wait(SILENT / 5):
                try:
                    with self._pen.writing(durable=False) as link:
                        link.run("UPDATE feedback_batch SET touched = ? WHERE id = ? AND state = 'running'", (_now(), batch))
                except Unavailable:
                    _log.warning("An import could not tell that it lives: it tries again")

        heart = threading.Thread(target=tell, name=f"cxmap-import-lives-{batch}", daemon=True)
        heart.start()
        try:
            yield
        finally:
            over.set()
            heart.join()

    def add(self, batch: str, items: Sequence[Item]) -> Added:
        """Add items to a batch that runs, those that are there already excepted; without any it tells that the import lives.

        Raises `Refused`: "gone" once it has ended, "busy" where another import that is under way brings in the same.
        """
        done = Added()
        for some in self._pen.parts(items) if items else [items]:
            with self._pen.writing(durable=False) as link:
                done += self._add(link, batch, some)
        return done

    def _add(self, link: Link, batch: str, items: Sequence[Item]) -> Added:
        row = link.one("SELECT state, kind, header FROM feedback_batch WHERE id = ?", (batch,))
        if row is None or row[0] != "running":
            raise _ended()
        added = feedback_rows.insert(link, batch, row[1], row[2], items)
        link.run(
            "UPDATE feedback_batch SET imported = imported + ?, without_text = without_text + ?, duplicates = duplicates + ?,"
            " touched = ? WHERE id = ?",
            (added.imported, added.without_text, added.duplicates, _now(), batch),
        )
        return added

    def finish(self, batch: str, rows: int, refused: int, masked: int) -> None:
        """End a batch: `rows` of the file in all, those refused, and how many personal data were masked. Durable after this.

        Raises `Refused("gone")` where it was ended meanwhile.
        """
        with self._pen.writing() as link:
            done = link.rows(
                "UPDATE feedback_batch SET state = 'done', rows = ?, refused = ?, masked = ? WHERE id = ? AND state = 'running'"
                " RETURNING id",
                (rows, refused, masked, batch),
            )
            if not done:
                raise _ended()
        self._own.discard(batch)

    def cancel(self, batch: str) -> None:
        """End a batch that runs and take its items out for good, as if it had never begun."""
        self._own.discard(batch)
        with self._pen.writing() as link:
            link.run("UPDATE feedback_batch SET state = 'cancelled' WHERE id = ? AND state = 'running'", (batch,))
        self._pen.in_parts(
            "DELETE FROM feedback WHERE id IN (SELECT i.id FROM feedback i JOIN feedback_batch b ON b.id = i.batch"
            " WHERE i.batch = ? AND b.state = 'cancelled' ORDER BY i.id LIMIT ?) RETURNING id",
            (batch,),
        )
        with self._pen.writing() as link:
            link.run(
                "UPDATE feedback_batch SET imported = 0, without_text = 0, duplicates = 0 WHERE id = ? AND state = 'cancelled'",
                (batch,),
            )

    def batches(self) -> list[Batch]:
        """All batches, the newest first."""
        with self._reading() as link:
            return [feedback_rows.batch(row) for row in link.rows(f"{feedback_rows.BATCHES} ORDER BY at DESC, id DESC")]

    def batch(self, id_: str) -> Batch | None:
        """A batch, or None."""
        with self._reading() as link:
            row = link.one(f"{feedback_rows.BATCHES} WHERE id = ?", (id_,))
        return feedback_rows.batch(row) if row is not None else None

    def remembered(self, header: str) -> dict[str, str] | None:
        """The mapping of the last file with this header that was brought in; None where there was none."""
        with self._reading() as link:
            row = link.one(
                "SELECT mapping FROM feedback_batch WHERE header = ? AND header <> '' AND state IN ('done', 'removed')"
                " ORDER BY at DESC LIMIT 1",
                (header,),
            )
        return dict(orjson.loads(row[0])) if row is not None else None

    def remove_batch(self, id_: str, actor: Actor | None = None) -> None:
        """Take a batch out with all its items; `bring_back_batch` undoes it. An actor's right to do so is checked."""
        if actor is not None:
            _may(actor, "delete_journey", "take out an import")
        with self._pen.writing() as link:
            ((last,),) = link.rows("SELECT max(removed) FROM feedback WHERE batch = ?", (id_,))
            # later than what was taken out alone, so that it tells what went with the batch
            link.run(
                "UPDATE feedback_batch SET state = 'removed', touched = ? WHERE id = ? AND state = 'done'",
                (max(_now(), _after(last or "")), id_),
            )
            row = link.one("SELECT touched FROM feedback_batch WHERE id = ? AND state = 'removed'", (id_,))
        if row is None:
            return
        at = row[0]  # also where this was begun before, and the process died on the way
        self._pen.in_parts(
            "UPDATE feedback SET removed = ? WHERE id IN (SELECT i.id FROM feedback i JOIN feedback_batch b ON b.id = i.batch"
            " WHERE i.batch = ? AND i.removed = '' AND b.state = 'removed' LIMIT ?) RETURNING id",
            (at, id_),
        )

    def bring_back_batch(self, id_: str, actor: Actor | None = None) -> int:
        """Bring a batch back with the items that went with it; how many. What came in again meanwhile is not doubled."""
        if actor is not None:
            _may(actor, "delete_journey", "bring back an import")
        with self._reading() as link:
            row = link.one("SELECT touched FROM feedback_batch WHERE id = ? AND state = 'removed'", (id_,))
            gone = (
                link.rows("SELECT id FROM feedback WHERE batch = ? AND removed = ? ORDER BY id", (id_, row[0])) if row else []
            )
        if row is None:
            return 0
        back = self.bring_back([item for (item,) in gone])
        with self._pen.writing() as link:  # last: who dies on the way can be asked again
            link.run("UPDATE feedback_batch SET state = 'done' WHERE id = ? AND state = 'removed'", (id_,))
        return back

    # ---- items

    def remove(self, ids: Sequence[int], actor: Actor | None = None) -> int:
        """Take items out; `bring_back` undoes it. How many were there. An actor's right to do so is checked."""
        if actor is not None:
            _may(actor, "edit", "take out feedback")
        done, at = 0, _now()
        for some in self._pen.parts(ids):
            with self._pen.writing() as link:
                sql = f"UPDATE feedback SET removed = ? WHERE removed = '' AND id IN ({marks(some)}) RETURNING id"
                done += len(link.rows(sql, (at, *some)))
        return done

    def bring_back(self, ids: Sequence[int], actor: Actor | None = None) -> int:
        """Bring back items that were taken out; how many. What came in again meanwhile is not doubled."""
        if actor is not None:
            _may(actor, "edit", "bring back feedback")
        done = 0
        for some in self._pen.parts(ids):
            with self._pen.writing() as link:
                sql = f"SELECT hash, id FROM feedback WHERE removed <> '' AND id IN ({marks(some)}) ORDER BY id DESC"
                gone: dict[str, int] = dict(link.rows(sql, some))
                there = set(feedback_rows.taken(link, list(gone)))
                back = [id_ for hash_, id_ in gone.items() if hash_ not in there]
                if back:
                    link.run(f"UPDATE feedback SET removed = '' WHERE id IN ({marks(back)})", back)
                done += len(back)
        return done

    def item(self, id_: int) -> Kept | None:
        """An item, also one that was taken out (`removed` tells); None where there is none."""
        return next(iter(self.items([id_])), None)

    def items(self, ids: Sequence[int]) -> list[Kept]:
        """The items of these ids in this order, also those that were taken out; ids of nothing are passed over."""
        with self._reading() as link:
            return feedback_search.items(link, ids)

    def set_sentiment(self, id_: int, value: float | None, actor: Actor, found: bool = False) -> None:
        """Correct an item's sentiment (−1 to 1; None: it tells nothing). `found` says that it is the machine's own again."""
        _may(actor, "edit", "correct feedback")
        if value is not None and not -1 <= value <= 1:
            raise Refused("invalid", "A sentiment lies between −1 and 1.")
        by = ("found" if value is not None else "") if found else actor.person
        with self._pen.writing() as link:
            link.run("UPDATE feedback SET sentiment = ?, sentiment_by = ? WHERE id = ?", (value, by, id_))

    def set_theme(self, ids: Sequence[int], theme: str | None, actor: Actor, found: bool = False) -> None:
        """Give items a theme (the id of its record), or none. `found`: by the machine, not by this person.

        What a person took out of a theme stays out of themes when these are found again.
        """
        _may(actor, "edit", "sort feedback")
        by = actor.person if not found else "found" if theme is not None else ""
        for some in self._pen.parts(ids):
            with self._pen.writing() as link:
                link.run(f"UPDATE feedback SET theme = ?, theme_by = ? WHERE id IN ({marks(some)})", (theme, by, *some))

    # ---- asking

    def search(self, query: Query) -> Found:
        """A page of what a query asks for, 500 items at most, and their number in all."""
        with self._reading() as link:
            return feedback_search.search(link, query)

    def ids(self, query: Query, most: int) -> list[int]:
        """The ids of what a query asks for, in its order, `most` at most (its own offset and limit do not count)."""
        with self._reading() as link:
            return feedback_search.Asked(link, query).ids(0, most)

    def texts(self, query: Query, most: int) -> list[tuple[int, str]]:
        """(id, text) of what a query asks for and has a text; of more than `most` the same even selection each time."""
        with self._reading() as link:
            return feedback_search.texts(link, query, most)

    def counts(self, query: Query, by: Sequence[By]) -> list[dict[str, Any]]:
        """A row for each value of `by`: these ("" for none), `count`, `judged` (with a sentiment), `mean` of these or None.

        Months are YYYY-MM, weeks the date of their Monday, sentiments "neg", "neu", "pos" or "".
        """
        with self._reading() as link:
            return feedback_search.counts(link, query, by)

    @property
    def revision(self) -> int:
        """A number that rises with every write, in whatever process."""
        with self._reading() as link:
            row = link.one("SELECT revision FROM feedback_revision WHERE id = 1")
        return int(row[0]) if row is not None else 0

    def subscribe(self, listener: Told) -> Callable[[], None]:
        """Call `listener` with the revision after each write of this process, on the writing thread; returns what ends that."""
        return self._pen.subscribe(listener)

    # ---- inside

    def _bury(self, wait: bool) -> None:
        """Take out what died on the way: of which nothing was heard for `SILENT` seconds; where it may be alive, `wait` for that."""
        heard: dict[str, str] = {}
        began = time.monotonic()
        while True:
            before = _utc(datetime.now(UTC) - timedelta(seconds=SILENT))
            with self._reading() as link:
                there = link.rows(
                    "SELECT id, state, touched FROM feedback_batch WHERE state = 'running' OR (state = 'cancelled' AND imported > 0)"
                )
            unsure = False
            for id_, state, touched in there:
                if id_ in self._own or (state == "cancelled" and touched >= before):
                    continue
                if touched < before or time.monotonic() - began > SILENT:
                    if heard.get(id_, touched) == touched:
                        self.cancel(id_)
                elif heard.setdefault(id_, touched) == touched:
                    unsure = True
            if not wait or not unsure:
                return
            time.sleep(_LOOK)

    @contextmanager
    def _reading(self) -> Iterator[Link]:
        """What is read inside comes from one state. Raises `Unavailable` where the database does not answer."""
        try:
            with reading(self._engine) as link, link.snapshot():
                yield link
        except self._engine.dialect.loaded_dbapi.Error as error:
            raise Unavailable(f"The feedback could not be read ({type(error).__name__}): try again in a moment.") from error


def _ended() -> Refused:
    return Refused("gone", "This import was ended meanwhile, and nothing of it was kept: bring the file in again.")


def _may(actor: Actor, operation: Operation, what: str) -> None:
    if actor.limited or not allows(actor.role, operation):
        raise Refused("forbidden", f"A {actor.role} may not {what}: ask for another role.")


def _now() -> str:
    return _utc(datetime.now(UTC))


def _utc(moment: datetime) -> str:
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _after(at: str) -> str:
    """The next moment that can be told from `at`, a millisecond later; "" after ""."""
    return _utc(datetime.fromisoformat(at) + timedelta(milliseconds=1)) if at else ""
