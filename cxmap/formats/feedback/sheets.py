"""XLSX as a stream of rows: merged cells filled, a file that would swell beyond measure refused before it is unpacked."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Any

from cxmap.formats.feedback.rows import Line
from cxmap.formats.feedback.source import Source
from cxmap.formats.parsed import FormatError

# Bytes when unpacked: of the whole file, and of the texts that a reader must hold at once; how far a part may be packed.
MAX_UNPACKED, MAX_TEXTS, MAX_RATIO, MAX_PARTS = 1 << 30, 200 << 20, 200, 2_000
_MOST_MERGED = 20_000
_MOST_ROWS = (
    1 << 20
)  # what the format allows (ECMA-376): a row that says it is further down would be reached through empty ones
_REMEDY = "save the sheet as CSV in UTF-8"
_MERGED = re.compile(rb'<mergeCell ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')


class Sheet:
    """One reading of the first sheet that holds anything."""

    def __init__(self, source: Source) -> None:
        from openpyxl import load_workbook
        from openpyxl.utils.exceptions import InvalidFileException

        self._stream = source.open()
        try:
            check(source)
            self._book = load_workbook(self._stream, read_only=True, data_only=True)
            self._sheet = next(s for s in (*self._visible(), *self._book.worksheets) if s.max_row is None or s.max_row > 1)
            self._sheet.reset_dimensions()  # what the file says of its own size is often wrong
        except FormatError:
            self._stream.close()
            raise
        except (InvalidFileException, KeyError, ValueError, StopIteration, SyntaxError, OSError, zipfile.BadZipFile, TypeError):
            self._stream.close()
            raise FormatError(f"The workbook cannot be read: open it in a spreadsheet and {_REMEDY}.") from None
        self._merged = _merged(source, self._sheet._worksheet_path)
        self._rows, self._number = max(1, self._sheet.max_row or 1), 0

    def _visible(self) -> list[Any]:
        return [sheet for sheet in self._book.worksheets if sheet.sheet_state == "visible"]

    @property
    def title(self) -> str:
        """The sheet's name."""
        return str(self._sheet.title)

    @property
    def share(self) -> float:
        """How much of the sheet has been read, 0 to 1, as far as it says how long it is."""
        return min(1.0, self._number / self._rows)

    def close(self) -> None:
        """Close the file."""
        self._book.close()
        self._stream.close()

    def __iter__(self) -> Iterator[Line]:
        waiting = list(self._merged)
        open_: list[tuple[int, int, int, str]] = []  # left, right, last row, text
        try:
            for number, values in enumerate(self._sheet.iter_rows(values_only=True), 1):
                if number > _MOST_ROWS:
                    raise ValueError(number)
                self._number = number
                cells = [text(value) for value in values]
                if any(cells):
                    for left, right, last, said in open_:
                        if number <= last:
                            _fill(cells, left, right, said)
                while waiting and waiting[-1][0] <= number:
                    _, left, last, right = waiting.pop()
                    said = cells[left] if left < len(cells) else ""
                    _fill(cells, left, right, said)
                    open_ = [each for each in open_ if each[2] > number]
                    if last > number and said:
                        open_.append((left, right, last, said))
                yield Line(number, cells)
        except (ValueError, KeyError, SyntaxError, zipfile.BadZipFile, EOFError, OSError, IndexError):
            yield Line(self._number + 1, [], f"the workbook is damaged from here on: open it in a spreadsheet and {_REMEDY}")


def check(source: Source) -> None:
    """Raise `FormatError` for a workbook that is none, or that would be too large when unpacked."""
    try:
        with source.open() as stream, zipfile.ZipFile(stream) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, EOFError):
        raise FormatError(f"The workbook is damaged or cut off: fetch it again, or {_REMEDY}.") from None
    if not any(part.filename == "xl/workbook.xml" for part in parts):
        raise FormatError(f"The file is no Excel workbook (.xlsx): {_REMEDY}.")
    if len(parts) > MAX_PARTS or sum(part.file_size for part in parts) > MAX_UNPACKED:
        raise FormatError(f"The workbook is too large when unpacked: {_REMEDY}.")
    for part in parts:
        if part.file_size > 1 << 20 and part.file_size > MAX_RATIO * max(1, part.compress_size):
            raise FormatError(f"The workbook is packed too tightly to be a table: {_REMEDY}.")
        if "sharedStrings" in part.filename and part.file_size > MAX_TEXTS:
            raise FormatError(f"The workbook's texts are too large to be read at once: {_REMEDY}.")


def text(value: Any) -> str:
    """A cell as text: dates as YYYY-MM-DD, whole numbers without decimals, errors as nothing."""
    if value is None:
        return ""
    if isinstance(value, str):
        return "" if value in ("#N/A", "#REF!", "#VALUE!", "#NAME?", "#DIV/0!", "#NUM!", "#NULL!") else value.strip()
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat(" ", "minutes")
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    return str(value)


def _fill(cells: list[str], left: int, right: int, said: str) -> None:
    for place in range(left, min(right + 1, len(cells))):
        cells[place] = cells[place] or said


def _merged(source: Source, path: str) -> list[tuple[int, int, int, int]]:
    """(first row, left, last row, right) of the merged cells of a sheet, from the last to the first; columns from 0."""
    found: list[tuple[int, int, int, int]] = []
    with source.open() as stream, zipfile.ZipFile(stream) as packed:
        name = path.lstrip("/")
        if name not in packed.namelist():
            return []
        with packed.open(name) as part:
            rest = b""
            while piece := part.read(1 << 20):
                piece = rest + piece
                for left, top, right, bottom in _MERGED.findall(piece):
                    found.append((int(top), _column(left), int(bottom), _column(right)))
                rest = piece[piece.rfind(b"<") :] if b"<" in piece[-100:] else b""
                if len(found) > _MOST_MERGED:
                    return []
    return sorted(found, reverse=True)


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1
