"""Tables as people have them: CSV of any delimiter and encoding, and what is pasted out of a spreadsheet; their dates and numbers.

Rows are numbered as a spreadsheet numbers them, from 1. What can be read in two ways is refused, never guessed.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from cxmap.formats.parsed import FormatError

MAX_BYTES = 5 * 1024**2
MAX_ROWS = 100_000
_DELIMITERS = ";\t,"
_CELL = 131_072  # characters; the limit of `csv` itself holds for the whole process, and whoever reads long texts raises it


@dataclass(frozen=True)
class Table:
    """The rows that hold anything, each with its number; `delimiter` is "" for a single column."""

    rows: tuple[tuple[int, tuple[str, ...]], ...]
    delimiter: str


class Unclear(ValueError):
    """A cell that cannot be read; the text says why and what to write. `either`: it can be read in two ways."""

    def __init__(self, sentence: str, either: bool = False) -> None:
        super().__init__(sentence)
        self.either = either


def read_table(data: bytes | str) -> Table:
    """The cells of a file or of pasted text. Raises `FormatError` where it is too large, no text or no table."""
    if len(data) > MAX_BYTES:
        raise FormatError(f"The table has {len(data) / 1024**2:.1f} MB; at most 5 MB are read: divide it.")
    text = decode(data) if isinstance(data, bytes) else data
    text = text.lstrip("\ufeff")
    named = re.match(r"sep=(.)\r?\n", text)  # Excel's own way to name the delimiter
    delimiter = named[1] if named else _delimiter(text)
    rows: list[tuple[int, tuple[str, ...]]] = []
    try:
        for number, cells in enumerate(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter or ","), 1):
            if any(len(cell) > _CELL for cell in cells):
                raise FormatError(
                    f"The table cannot be read: row {number:,} has a cell of more than {_CELL:,} characters. Look for a quote that is"
                    " never closed."
                )
            cut = tuple(cell.strip() for cell in cells) if delimiter else (",".join(cells).strip(),)
            if any(cut) and not (named and number == 1):
                rows.append((number, cut))
            if len(rows) > MAX_ROWS + 1:
                raise FormatError(f"The table has more than {MAX_ROWS:,} rows: divide it.")
    except csv.Error as error:
        raise FormatError(f"The table cannot be read: {error}. Save it as CSV in UTF-8.") from None
    return Table(tuple(rows), delimiter)


def decode(data: bytes) -> str:
    """The text of a file: UTF-8 or UTF-16 with or without a mark, else Windows-1252. Raises `FormatError` for what is no text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        guess = ["utf-16"]
    elif b"\x00" in data[:4000]:  # UTF-16 without a mark: every other byte of plain text is zero
        guess = ["utf-16-le" if data[1:4000:2].count(0) >= data[0:4000:2].count(0) else "utf-16-be"]
    else:
        guess = ["utf-8-sig", "cp1252"]
    for encoding in guess:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise FormatError("The file is no text: save the table as CSV in UTF-8.")


def _delimiter(text: str) -> str:
    """The delimiter that most of the first lines have equally often, outside quotes; "" for a single column."""
    lines = [re.sub(r'"[^"]*"', "", line) for line in text.splitlines()[:50] if line.strip()]
    best, most = "", 0
    for candidate in _DELIMITERS:
        counts = [line.count(candidate) for line in lines]
        # a decimal comma is in single cells; a delimiter is in the heading too
        agreeing = sum(count == counts[0] for count in counts) if counts and counts[0] else 0
        if agreeing > most:
            best, most = candidate, agreeing
    return best


# ---- dates

_ISO = re.compile(r"(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ]\d{1,2}:\d{2}.*)?\Z")
_DOTS = re.compile(r"(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?:,? \d{1,2}:\d{2}.*)?\Z")
_SLASHES = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})(?:,? \d{1,2}:\d{2}.*)?\Z")
_LIKE = "write it like 2026-11-22"


class Dates:
    """Reads the dates of one column: ISO, day.month.year, and with slashes where the column shows which of both comes first."""

    def __init__(self, cells: Iterable[str]) -> None:
        first, second = False, False
        for found in (_SLASHES.match(cell) for cell in cells):
            if found:
                first |= int(found[1]) > 12
                second |= int(found[2]) > 12
        self.day_first = None if first == second else first

    def read(self, cell: str) -> str:
        """The date as YYYY-MM-DD; raises `Unclear`."""
        if found := _ISO.match(cell):
            year, month, day = found[1], found[2], found[3]
        elif found := _DOTS.match(cell):
            day, month, year = found[1], found[2], found[3]
        elif found := _SLASHES.match(cell):
            one, two, year = found[1], found[2], found[3]
            if self.day_first is None and one != two and int(one) <= 12 and int(two) <= 12:
                raise Unclear(f"“{cell}” may be day/month or month/day: {_LIKE}", either=True)
            day_first = int(one) > 12 if self.day_first is None else self.day_first
            day, month = (one, two) if day_first else (two, one)
        else:
            raise Unclear(f"“{_short(cell)}” is no date: {_LIKE}" if cell else f"the date is missing: {_LIKE}")
        try:
            there = date(int(year), int(month), int(day))
        except ValueError:
            raise Unclear(f"there is no day “{cell}”: {_LIKE}") from None
        if not 1900 <= there.year <= 2199:
            raise Unclear(f"“{cell}” is not between 1900 and 2199: {_LIKE}")
        return there.isoformat()


# ---- numbers

_SPACED = re.compile(r"(?<=\d)[ \u00a0\u202f'’](?=\d{3}(?!\d))")
_PLAIN = re.compile(r"[+-]?(?:\d+|\d*[.,]\d+|\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,3}(?:\.\d{3})+(?:,\d+)?)(?:[eE][+-]?\d{1,2})?\Z")
_EITHER = re.compile(r"[+-]?[1-9]\d{0,2}[.,]\d{3}\Z")


class Numbers:
    """Reads the numbers of one column, with a decimal point or comma; what separates thousands is told by the column.

    `strict`: a lone “1.234” is refused too (in files that are delimited by semicolons or tabs both readings are usual).
    """

    def __init__(self, cells: Iterable[str], strict: bool = False) -> None:
        self.strict = strict
        self.decimals = {sign for cell in cells if (sign := _decimal(_bare(cell)))}

    def read(self, cell: str) -> float:
        """The number; raises `Unclear`."""
        bare = _bare(cell)
        if not _PLAIN.match(bare):
            raise Unclear(f"“{_short(cell)}” is no number" if cell else "the value is missing: write a number")
        sign = _decimal(bare)
        if _EITHER.match(bare):
            own = "." if "." in bare else ","
            if len(self.decimals) == 1:
                sign = next(iter(self.decimals))
            elif own == "." and not self.strict and not self.decimals:
                sign = "."
            else:
                remedy = "write it without a separator for thousands"
                raise Unclear(f"“{cell}” may be a thousand or a fraction: {remedy}", either=True)
        thousands = "," if sign == "." else "."
        return float(bare.replace(thousands, "").replace(",", "."))


def _bare(cell: str) -> str:
    return _SPACED.sub("", cell.replace("−", "-")).removesuffix("%").strip()


def _decimal(bare: str) -> str:
    """The sign before the decimals, as far as the number itself tells; "" where it does not."""
    if not _PLAIN.match(bare) or _EITHER.match(bare):
        return ""
    points, commas = bare.count("."), bare.count(",")
    if points and commas:
        return "." if bare.rindex(".") > bare.rindex(",") else ","
    if points + commas == 1:
        return "." if points else ","
    return "" if not points + commas else "," if points else "."  # several of a kind separate thousands


def _short(cell: str) -> str:
    return cell if len(cell) <= 40 else f"{cell[:39]}…"
