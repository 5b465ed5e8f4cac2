"""Feedback into the store: files of any size as a stream, masked and weighed on the way, with a report that adds up."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from itertools import islice
from pathlib import Path
from typing import Any

from cxmap.access import Actor
from cxmap.formats import FormatError
from cxmap.formats.feedback import FIELDS, OPTIONS, Line, Maker, Refusal, Table, check_mapping, read_feedback
from cxmap.formats.feedback.table import SAMPLE
from cxmap.insights.masking import KINDS, mask
from cxmap.insights.sentiment import sentiment
from cxmap.model import customer_vocabulary as v
from cxmap.model.feedback import Added, Item
from cxmap.store import Store

__all__ = ["FIELDS", "OPTIONS", "Refused", "Report", "Table", "import_feedback", "keep", "kind_of", "mapping_of", "read"]

SHOWN = 20  # refused rows that a report tells
_CHUNK = 250  # rows made into items at a time
_TELL = 0.25  # seconds between two calls of `progress`

# How much of the file has been read (0 to 1), and its rows so far.
Progress = Callable[[float, int], None]


@dataclass(frozen=True)
class Refused:
    """A row that was not taken: its number, the column ("" for the whole row) and a sentence with the remedy."""

    row: int
    column: str
    sentence: str


@dataclass(frozen=True)
class Report:
    """What became of a file's rows: `rows` = imported + without_text + duplicates + refused.

    `masked` counts what was masked by kind (email, phone, card, account); `refusals` are the first 20; `notes` are sentences.
    `cancelled`: it was ended on the way, and all of it was taken out again (the numbers tell how far it had come).
    """

    batch: str
    rows: int = 0
    imported: int = 0
    without_text: int = 0
    duplicates: int = 0
    refused: int = 0
    masked: dict[str, int] = field(default_factory=dict)
    refusals: tuple[Refused, ...] = ()
    notes: tuple[str, ...] = ()
    cancelled: bool = False

    def plain(self) -> dict[str, Any]:
        """As the command line prints it."""
        return asdict(self) | {"refusals": [asdict(each) for each in self.refusals], "notes": list(self.notes)}


def read(source: Path | str | bytes, name: str) -> Table:
    """Look at a CSV, TSV or XLSX file (its path or its bytes), a folder, or a text whose items stand apart by blank lines.

    Nothing is written. Raises `FormatError`, one sentence with the remedy, where it cannot be read at all.
    """
    return read_feedback(source, name)


def mapping_of(store: Store, table: Table) -> dict[str, str]:
    """What each column is: as somebody said of the last file with the same header, else as guessed."""
    known = store.feedback.remembered(table.fingerprint)
    try:
        return check_mapping(table, known) if known else dict(table.mapping)
    except FormatError:  # remembered by a cxmap that knew other fields
        return dict(table.mapping)


def kind_of(table: Table) -> str:
    """The kind of feedback that a file seems to hold, one of `FEEDBACK_KINDS`: by its name, its columns and its channel."""
    words = " ".join((table.name, *table.header)).casefold()
    for kind, said in _KINDS:
        if any(word in words for word in said):
            return kind
    return "survey" if "score" in table.mapping else "other"


_KINDS = (
    ("complaint", ("complaint", "beschwerde", "reklamation")),
    ("employee", ("employee", "mitarbeiter", "staff")),
    ("survey", ("survey", "umfrage", "nps", "csat", "response id")),
    ("chat", ("chat",)),
    ("call", ("call", "anruf", "transcript")),
    ("email", ("e-mail", "email", "mails")),
    ("social", ("tweet", "review", "social", "post")),
    ("observation", ("observation", "beobachtung")),
)


def import_feedback(
    store: Store,
    table: Table,
    mapping: Mapping[str, str],
    actor: Actor,
    kind: str,
    mask: bool = True,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Report:
    """Bring a file's items into the store as one batch, a few hundred at a time; never the whole file in memory.

    `mapping` is field → column, and may say `dates` and `scale` (`OPTIONS`). `progress` is called about four times a second,
    `cancelled` is asked as often. Where it is cancelled, or anything fails, all its items are taken out again. Raises
    `FormatError` for a mapping that does not fit, `changes.Refused` for who may not import; before anything is written.
    """
    checked = check_mapping(table, mapping)
    if kind not in {term.key for term in v.FEEDBACK_KINDS}:
        raise FormatError(f"“{kind}” is no kind of feedback: take one of {', '.join(t.key for t in v.FEEDBACK_KINDS)}.")
    maker = _maker(table, checked)
    remembered = dict.fromkeys(FIELDS, "") | checked
    batch = store.feedback.begin(table.name, kind, actor, table.fingerprint, remembered)
    run = _Run(store, batch, maker, mask)
    try:
        with store.feedback.alive(batch):
            ended = run.whole(table, progress, cancelled)
        if ended:
            store.feedback.finish(batch, run.rows, run.refused, sum(run.masked.values()))
    except BaseException:
        store.feedback.cancel(batch)
        raise
    if not ended:
        store.feedback.cancel(batch)
    return run.report(notes=(*table.notes, *maker.notes, *filter(None, [maker.scale_note()])), cancelled=not ended)


def keep(store: Store, items: Sequence[Item], name: str, kind: str, actor: Actor, mask: bool = True) -> Report:
    """Keep items that were typed in or pasted, masked and weighed like those of a file, as one batch.

    Raises `changes.Refused` for who may not edit.
    """
    batch = store.feedback.begin(name, kind, actor, typed=True)
    run = _Run(store, batch, None, mask)
    try:
        run.rows = len(items)
        with store.feedback.alive(batch):
            run.add(items)
        store.feedback.finish(batch, run.rows, 0, sum(run.masked.values()))
    except BaseException:
        store.feedback.cancel(batch)
        raise
    return run.report()


def _maker(table: Table, mapping: Mapping[str, str]) -> Maker:
    """What makes items of the rows, once it knows the order of the dates: by the sample, else by the whole file."""
    rows = table.open()
    try:
        below = _below(table, rows)
        sample = [line.cells for line in islice(below, SAMPLE)]
        maker = Maker(table, mapping, sample)
        known = maker.learn_dates(sample)
        while not known and (part := [line.cells for line in islice(below, SAMPLE)]):
            known = maker.learn_dates(part)
        if not known:
            maker.assume_dates()
    finally:
        rows.close()
    return maker


def _below(table: Table, rows: Any) -> Iterator[Line]:
    """The rows below the header that hold anything."""
    return (line for line in rows if line.number >= table.first and not line.empty)


class _Run:
    """One import under way, and its counts."""

    def __init__(self, store: Store, batch: str, maker: Maker | None, masking: bool) -> None:
        self._feedback, self._maker, self._masking = store.feedback, maker, masking
        self.batch, self.rows, self.refused = batch, 0, 0
        self.added = Added()
        self.masked: dict[str, int] = dict.fromkeys(KINDS, 0)
        self.refusals: list[Refused] = []

    def whole(self, table: Table, progress: Progress | None, cancelled: Callable[[], bool] | None) -> bool:
        """Bring in all rows; False where it was cancelled."""
        rows, told = table.open(), time.monotonic()
        try:
            below = _below(table, rows)
            while part := list(islice(below, _CHUNK)):
                self.add(list(self._made(part)))
                if time.monotonic() - told >= _TELL:
                    told = time.monotonic()
                    if progress is not None:
                        progress(rows.share, self.rows)
                    if cancelled is not None and cancelled():
                        return False
            if cancelled is not None and cancelled():
                return False
            if progress is not None:
                progress(1.0, self.rows)
        finally:
            rows.close()
        return True

    def add(self, items: Sequence[Item]) -> None:
        """Keep items, masked and weighed."""
        self.added += self._feedback.add(self.batch, [self._ready(item) for item in items])

    def _made(self, lines: Sequence[Line]) -> Iterator[Item]:
        assert self._maker is not None
        for line in lines:
            self.rows += 1
            try:
                yield self._maker.make(line)
            except Refusal as refusal:
                self.refused += 1
                if len(self.refusals) < SHOWN:
                    self.refusals.append(Refused(refusal.row, refusal.column, refusal.sentence))

    def _ready(self, item: Item) -> Item:
        before = sum(self.masked.values())
        if self._masking:
            text = mask(item.text, self.masked)
            rest = {name: mask(said, self.masked) for name, said in item.rest.items()}
            group, product, link = (mask(said, self.masked) for said in (item.group, item.product, item.link))
            if sum(self.masked.values()) > before:
                item = replace(item, text=text, rest=rest, group=group, product=product, link=link, masked=True)
        value, told = sentiment(item.text) if item.text else (None, "")
        return replace(item, sentiment=value, language=told)

    def report(self, notes: tuple[str, ...] = (), cancelled: bool = False) -> Report:
        """The report so far."""
        added = self.added
        return Report(
            *(self.batch, self.rows, added.imported, added.without_text, added.duplicates, self.refused),
            *(dict(self.masked), tuple(self.refusals), notes, cancelled),
        )
