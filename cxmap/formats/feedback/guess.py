"""Which column is what: by its name, and by what stands in it. docs/feedback.md shows the names."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import islice

from cxmap.formats.feedback.values import NOTHING, Days, Scores, channel_of
from cxmap.formats.table import Numbers, Unclear

# What a mapping may name, in the order in which columns are given away.
FIELDS = ("text", "date", "channel", "score", "reference", "link", "group", "product")
# Names of columns; whole ones weigh more than those that a name only holds, and the first ones more than the last.
NAMES = {
    "text": (
        *(
            "text",
            "verbatim",
            "comment",
            "comments",
            "feedback",
            "review",
            "message",
            "narrative",
            "body",
            "answer",
            "response",
        ),
        *("description", "note", "notes", "content", "quote", "complaint", "opinion", "remark", "what happened", "kommentar"),
        *("said", "why", "suggestion", "wish", "reason"),
        *("rückmeldung", "nachricht", "freitext", "bemerkung", "beschreibung", "antwort", "anmerkung", "meinung", "inhalt"),
    ),
    "date": (
        *(
            "date",
            "day",
            "when",
            "date received",
            "received",
            "created",
            "created at",
            "submitted",
            "timestamp",
            "time",
            "posted",
        ),
        *("datum", "eingang", "erstellt", "zeitpunkt", "tag", "fecha"),
    ),
    "channel": (
        *("channel", "submitted via", "via", "source", "medium", "contact channel", "contact method", "origin", "touchpoint"),
        *("kanal", "quelle", "kontaktweg", "canal"),
    ),
    "score": (
        *("score", "rating", "nps", "csat", "ces", "stars", "satisfaction", "likelihood to recommend", "grade", "bewertung"),
        *("sterne", "punkte", "zufriedenheit", "punktzahl"),
    ),
    "group": (
        *("customer group", "segment", "group", "customer segment", "customer type", "audience", "tier", "plan", "tags", "tag"),
        *("kundengruppe", "kundensegment", "kundentyp", "gruppe"),
    ),
    "product": ("product", "service", "item", "article", "product name", "sku", "offer", "produkt", "artikel", "dienst"),
    "link": ("link", "url", "permalink", "address", "web address", "href"),
    "reference": (
        *(
            "reference",
            "id",
            "ref",
            "ticket",
            "ticket id",
            "case",
            "case id",
            "complaint id",
            "response id",
            "reference number",
        ),
        *(
            "number",
            "case number",
            "ticket number",
            "uuid",
            "key",
            "referenz",
            "vorgang",
            "vorgangsnummer",
            "aktenzeichen",
            "nummer",
        ),
    ),
}
_ENOUGH = 0.5
_CELLS = 200  # of a column are looked at


@dataclass(frozen=True)
class Column:
    """A column of the sample: its name, and its first cells that say something."""

    name: str
    cells: Sequence[str]

    def share(self, good: Callable[[str], bool]) -> float:
        """How many of the cells are good, 0 to 1; 0 for none."""
        return sum(map(good, self.cells)) / len(self.cells) if self.cells else 0.0


def guess(header: Sequence[str], rows: Sequence[Sequence[str]]) -> dict[str, str]:
    """Field → name of the column, for the fields that a column was found for; from the rows of a sample."""
    columns = []
    for place, name in enumerate(header):
        cells = (row[place] for row in rows if place < len(row) and row[place].casefold() not in NOTHING)
        columns.append(Column(name, list(islice(cells, _CELLS))))
    found: dict[str, str] = {}
    for field in FIELDS:
        free = [column for column in columns if column.name not in found.values()]
        best = max(((_fits(field, column), -place, column.name) for place, column in enumerate(free)), default=(0.0, 0, ""))
        if best[0] >= _ENOUGH:
            found[field] = best[2]
    if "text" not in found:
        free = [column for column in columns if column.name not in found.values() and _said(column)]
        longest = max(free, key=lambda column: sum(map(len, column.cells)) / len(column.cells), default=None)
        found |= {"text": longest.name} if longest is not None else {}
    return found


def _said(column: Column) -> bool:
    """Whether people may have written this: words, and hardly any twice."""
    different = len(set(column.cells)) / max(1, len(column.cells))
    return different >= 0.5 and column.share(lambda cell: not _dated(cell) and not _number(cell) and "://" not in cell) >= 0.7


def named(name: str, field: str) -> float:
    """How well a column's name tells a field: 1 for a whole known name, less for one that holds a known word, 0 for none."""
    plain = _plain(name)
    known = NAMES[field]
    if plain in known:
        return 1.0 - 0.01 * known.index(plain)
    words = set(plain.split())
    held = [0.6 - 0.002 * place for place, word in enumerate(known) if " " not in word and word in words]
    return max(held, default=0.0)


def is_header(cells: Sequence[str]) -> bool:
    """Whether these cells are names of columns: none is a date, number, address or long text, and all differ."""
    said = [cell for cell in cells if cell]
    if not said:
        return False
    known = sum(1 for cell in said if any(named(cell, field) > 0.55 for field in FIELDS))
    if len(said) == 1:
        return known == 1 and len(said[0]) <= 40
    if len({cell.casefold() for cell in said}) < len(said) and not known:
        return False
    plain = all(len(cell) <= 120 and not _NO_NAME.search(cell) and not _dated(cell) and not _number(cell) for cell in said)
    return known > 0 if not plain else True


_NO_NAME = re.compile(r"https?://|@\w+\.|\n.*\n")


def _plain(name: str) -> str:
    words = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", name)  # customerGroup
    return " ".join(re.sub(r"[_\-/.:#()*?\[\]]+", " ", words).casefold().split())


def _fits(field: str, column: Column) -> float:
    """How well a column fits a field, 0 to about 2; what stands in it can rule it out, whatever it is called."""
    name = named(column.name, field)
    return _VALUES[field](column, name) if column.cells else name * 0.9


def _text(column: Column, name: float) -> float:
    words = sum(len(cell.split()) for cell in column.cells) / len(column.cells)
    prose = column.share(lambda cell: not _dated(cell) and not _number(cell) and not cell.startswith(("http://", "https://")))
    if prose < 0.7:
        return 0.0
    long = min(1.0, words / 8)
    different = len(set(column.cells)) / len(column.cells)
    # names that are also those of other columns (“response”) count only where people write there
    return (name if name >= 0.85 or words >= 3 else name * 0.5) + long * (0.4 + 0.6 * different)


def _date(column: Column, name: float) -> float:
    share = column.share(_dated)
    return 0.0 if share < 0.6 else share * 0.6 + name


def _channel(column: Column, name: float) -> float:
    share = column.share(lambda cell: len(cell) <= 40 and channel_of(cell) is not None)
    few = len(set(column.cells)) <= max(12, len(column.cells) // 5)
    if share < 0.5 or not few:
        return 0.0
    return share * 0.5 + name if name or share >= 0.9 else 0.0


def _score(column: Column, name: float) -> float:
    share = column.share(_number)
    if share < 0.8 or not name:
        return 0.0
    return name + 0.2


def _group(column: Column, name: float) -> float:
    return name if _short(column) else 0.0


def _product(column: Column, name: float) -> float:
    return name if _short(column) and column.share(_number) < 0.9 else 0.0


def _link(column: Column, name: float) -> float:
    share = column.share(lambda cell: cell.startswith(("http://", "https://", "www.")) and " " not in cell)
    return share + name if share >= 0.6 else 0.0


def _reference(column: Column, name: float) -> float:
    """A reference differs in each row; a mere counter of the rows is none."""
    if not name or not _short(column) or column.share(_dated) > 0.5:
        return 0.0
    different = len(set(column.cells)) / len(column.cells)
    numbers = [int(cell) for cell in column.cells if cell.isdigit()]
    counter = 1 < len(numbers) == len(column.cells) and numbers == list(range(numbers[0], numbers[0] + len(numbers)))
    # a file with some rows twice still has its references
    return 0.0 if different < (0.6 if name > 0.6 else 0.9) or (counter and numbers[0] <= 1) else name + 0.2


_VALUES: dict[str, Callable[[Column, float], float]] = {
    "text": _text,
    "date": _date,
    "channel": _channel,
    "score": _score,
    "group": _group,
    "product": _product,
    "link": _link,
    "reference": _reference,
}


def _short(column: Column) -> bool:
    return sum(map(len, column.cells)) / len(column.cells) <= 80


def _dated(cell: str) -> bool:
    try:
        Days().read(cell)
    except Unclear as error:
        return error.either
    return True


def _number(cell: str) -> bool:
    try:
        Scores(Numbers([])).read(cell)
    except Unclear as error:
        return error.either
    return True
