"""A file of feedback, looked at: its kind, its header, a preview and a guess which column is what; its rows are read anew each time."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path

from cxmap.formats.feedback.delimited import Delimited, dialect_of
from cxmap.formats.feedback.guess import guess, is_header
from cxmap.formats.feedback.plain import DATE_COLUMN, FILE_COLUMN, TEXT_COLUMN, Folder, Paragraphs
from cxmap.formats.feedback.rows import Line, Rows
from cxmap.formats.feedback.sheets import Sheet
from cxmap.formats.feedback.source import Encoding, Source
from cxmap.formats.parsed import FormatError, count

SAMPLE = 2_000  # rows that the guess looks at
PREVIEW = 20
_LOOK = 12  # first rows among which the header is
_MOST_COLUMNS = 500
_TABLES = (".csv", ".tsv", ".tab", ".xlsx")
_ENCODINGS = {"utf-8-sig": "UTF-8", "cp1252": "Windows-1252", "utf-16": "UTF-16", "utf-16-le": "UTF-16", "utf-16-be": "UTF-16"}
_DELIMITERS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars", "": "one column"}


@dataclass(frozen=True)
class Table:
    """A file that can be read. `mapping` is the guess, field → column; `fingerprint` tells the same header again.

    `preview` holds the first rows below the header as (number, cells), those with a text before others; `kind` is csv, xlsx, text
    or folder; `dialect` says in words how it is read; `notes` are sentences for people; `first` is the number of the first row
    below the header.
    """

    name: str
    kind: str
    header: tuple[str, ...]
    preview: tuple[tuple[int, tuple[str, ...]], ...]
    mapping: dict[str, str]
    dialect: str
    notes: tuple[str, ...]
    fingerprint: str
    first: int
    _open: Callable[[], Rows] = field(repr=False, compare=False)

    def open(self) -> Rows:
        """A reading of the whole file, header included; close it."""
        return self._open()


def read_feedback(source: Path | str | bytes, name: str) -> Table:
    """Look at a CSV, TSV or XLSX file, a text whose items stand apart by blank lines, or a folder of text files.

    `name` is the file's name. Raises `FormatError`, one sentence with the remedy, where it cannot be read at all.
    """
    if not isinstance(source, bytes) and Path(source).is_dir():
        return _folder(Path(source), name)
    file = Source(source)
    if not file.head(1):
        raise FormatError("The file is empty: choose one with a row for each item.")
    if file.head(4) == b"PK\x03\x04":
        return _sheet(file, name)
    dialect = dialect_of(file)
    notes = _broken(dialect.encoding)
    words = f"{_ENCODINGS[dialect.encoding.name]}, {_DELIMITERS.get(dialect.delimiter, dialect.delimiter)}"
    rows = _first(lambda: Delimited(file, dialect))
    if not name.lower().endswith(_TABLES) and not _tabular(rows, dialect.delimiter, dialect.agreeing):
        said = _first(lambda: Paragraphs(file, dialect.encoding))
        words = f"{_ENCODINGS[dialect.encoding.name]}, a text: a blank line stands between two items"
        mapping, open_ = {"text": TEXT_COLUMN}, lambda: Paragraphs(file, dialect.encoding)
        return Table(name, "text", (TEXT_COLUMN,), _shown(said), mapping, words, notes, _fingerprint((name,)), 1, open_)
    return _table(name, "csv", rows, words, notes, lambda: Delimited(file, dialect))


def _sheet(file: Source, name: str) -> Table:
    sheet = Sheet(file)
    title = sheet.title
    sheet.close()
    return _table(name, "xlsx", _first(lambda: Sheet(file)), f"Excel, sheet “{title}”", (), lambda: Sheet(file))


def _folder(folder: Path, name: str) -> Table:
    files = Folder(folder)
    if not files.files:
        raise FormatError(
            f"The folder “{name}” cannot be read as feedback, it holds no text files (.txt, .md): name one that does."
        )
    notes = (f"Passed over in the folder, since it is no text: {count(files.others, 'file')}.",) if files.others else ()
    header = (TEXT_COLUMN, FILE_COLUMN, DATE_COLUMN)
    preview = _shown(list(islice(files, PREVIEW)))
    mapping = {"text": TEXT_COLUMN, "date": DATE_COLUMN, "reference": FILE_COLUMN}
    words = "a folder of text files"
    return Table(name, "folder", header, preview, mapping, words, notes, _fingerprint(header), 1, lambda: Folder(folder))


def _table(name: str, kind: str, rows: Sequence[Line], words: str, notes: tuple[str, ...], open_: Callable[[], Rows]) -> Table:
    there = [line for line in rows if not line.empty and not line.wrong]
    if not there:
        raise FormatError("The file holds no row that can be read: choose one with a row for each item.")
    header, first, joined = _header(there)
    if len(header) > _MOST_COLUMNS:
        raise FormatError(f"The file has {len(header):,} columns; at most {_MOST_COLUMNS} are read: leave some out.")
    body = [line for line in there if line.number >= first]
    if joined:
        notes = (*notes, f"Rows {first - 2} and {first - 1} were read as one header.")
    mapping = guess(header, [line.cells for line in body])
    told = _told(body, header, mapping.get("text", ""))
    return Table(name, kind, header, _shown(told), mapping, words, notes, _fingerprint(header), first, open_)


def _header(rows: Sequence[Line]) -> tuple[tuple[str, ...], int, bool]:
    """(names of the columns, number of the first row below them, whether two rows were joined)."""
    width = max(Counter(len(line.cells) for line in rows[: 10 * _LOOK]).items(), key=lambda each: (each[1], each[0]))[0]
    wide = max(1, width // 2)
    for place, line in enumerate(rows[:_LOOK]):
        said = [cell for cell in line.cells if cell]
        title = len(set(said)) < min(2, width) or (len(said) < wide and not _below(rows, place))
        if title:
            continue
        if not is_header(line.cells):
            break
        if _below(rows, place):
            names = _join(line.cells, rows[place + 1].cells)
            return _unlike(names), rows[place + 1].number + 1, True
        cells = line.cells + [""] * (width - len(line.cells))
        return _unlike(cells), line.number + 1, False
    names = [f"Column {place + 1}" for place in range(width)] if width > 1 else [TEXT_COLUMN]
    return tuple(names), rows[0].number, False


def _below(rows: Sequence[Line], place: int) -> bool:
    """Whether the next row belongs to the header, too: this one names groups of columns, the next one what is in them."""
    if place + 2 >= len(rows):
        return False
    upper, lower, data = rows[place].cells, rows[place + 1].cells, rows[place + 2].cells
    size = max(len(upper), len(lower))
    upper, lower = upper + [""] * (size - len(upper)), lower + [""] * (size - len(lower))
    gaps = sum(1 for one, two in zip(upper, lower, strict=True) if two and not one)
    doubles = len([cell for cell in upper if cell]) - len({cell for cell in upper if cell})
    same = sum(1 for one, two in zip(upper, lower, strict=True) if one and one == two)
    grouped = bool(gaps or doubles or same) and bool(lower[0] or upper[0])
    return grouped and is_header(lower) and all(len(cell) <= 60 for cell in lower) and not _like_header(data)


def _like_header(cells: Sequence[str]) -> bool:
    """Whether a row could be one more row of names: only short words, none of them a date or number."""
    said = [cell for cell in cells if cell]
    return is_header(cells) and all(len(cell.split()) <= 3 for cell in said)


def _join(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    names: list[str] = []
    group = ""
    for place in range(max(len(upper), len(lower))):
        one = upper[place] if place < len(upper) else ""
        two = lower[place] if place < len(lower) else ""
        group = one or group
        above = one or (group if two else "")
        names.append(" ".join(dict.fromkeys(part for part in (above, two) if part)))
    return names


def _unlike(names: Sequence[str]) -> tuple[str, ...]:
    """The names, each said once: “Date”, “Date (2)”, “Column 3”."""
    found: list[str] = []
    for place, name in enumerate(names, 1):
        plain = " ".join(name.split())[:120] or f"Column {place}"
        unlike, number = plain, 1
        while unlike in found:
            number += 1
            unlike = f"{plain} ({number})"
        found.append(unlike)
    return tuple(found)


def _told(rows: Sequence[Line], header: Sequence[str], text: str) -> list[Line]:
    """The rows that have a text first: from them a person sees whether the right column was found."""
    if text not in header:
        return list(rows)
    at = header.index(text)
    return sorted(rows, key=lambda line: not (at < len(line.cells) and line.cells[at]))


def _shown(rows: Sequence[Line]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    return tuple((line.number, tuple(line.cells)) for line in rows[:PREVIEW])


def _first(open_: Callable[[], Rows]) -> list[Line]:
    rows = open_()
    try:
        return list(islice(rows, SAMPLE))
    finally:
        rows.close()


def _tabular(rows: Sequence[Line], delimiter: str, agreeing: float) -> bool:
    """Whether a file whose name does not tell is a table: its rows agree, and it has a header."""
    there = [line for line in rows if not line.empty and not line.wrong]
    if len(there) < 2:
        return False
    return bool(delimiter) and agreeing > 0.9 and is_header(there[0].cells) and len(there[0].cells) > 1


def _broken(encoding: Encoding) -> tuple[str, ...]:
    if not encoding.broken:
        return ()
    return (f"Could not be read and stands as “\ufffd”: {count(encoding.broken, 'character')}.",)


def _fingerprint(names: Sequence[str]) -> str:
    return hashlib.sha256("\x1f".join(name.casefold() for name in names).encode()).hexdigest()[:16]
