"""CSV and its kin, as a stream: delimiter, quote and encoding found out, line breaks in quotes kept, a file cut off told."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from cxmap.formats.feedback.guess import named as named_as
from cxmap.formats.feedback.rows import CUT, Line
from cxmap.formats.feedback.source import Encoding, Lines, Source, encoding_of

_DELIMITERS = ",;\t|"
_NONE = "\x1f"  # the delimiter of a single column: a sign that no text has
_SAMPLE = 1 << 18
_MOST = 300  # rows that tell the delimiter
_MANY = 20  # rows that tell how short a last cell may be
_CELL = 1_000_000  # characters; a quote that is never closed would swallow the rest of the file

csv.field_size_limit(max(csv.field_size_limit(), _CELL))


@dataclass(frozen=True)
class Dialect:
    """How a text file is read. `delimiter` is "" for a single column; `named`: its first line names the delimiter, as Excel does."""

    encoding: Encoding
    delimiter: str
    quote: str = '"'
    escape: str = ""
    named: bool = False
    agreeing: float = 1.0

    def reader(self, lines: Iterable[str]) -> Iterator[list[str]]:
        """The cells of these lines."""
        return csv.reader(
            lines,
            delimiter=self.delimiter or _NONE,
            quotechar=self.quote,
            escapechar=self.escape or None,
            doublequote=not self.escape,
        )


class Delimited:
    """One reading of a delimited file."""

    def __init__(self, source: Source, dialect: Dialect) -> None:
        self._lines, self._dialect = Lines(source, dialect.encoding), dialect

    @property
    def share(self) -> float:
        """How much of the file has been read, 0 to 1."""
        return self._lines.share

    def close(self) -> None:
        """Close the file."""
        self._lines.close()

    def __iter__(self) -> Iterator[Line]:
        lines = self._lines
        if self._dialect.named:
            next(lines, "")
        width, held, seen, least = 0, None, 0, _CELL
        for line in self._read():
            if held is not None:
                if width and len(held.cells) == width and not held.wrong:
                    seen, least = seen + 1, min(least, len(held.cells[-1]))
                yield held
            if lines.ended and not line.wrong:  # it asked for more: the quote is open
                line.wrong = CUT
            width, held = max(width, 0 if line.wrong else len(line.cells)), line
        if held is not None:
            whole = lines.last.endswith(("\n", "\r"))
            if not held.wrong and not held.empty:
                # fewer cells than above, or a last cell that is shorter than any of many: both only without a line's end
                short = len(held.cells) < width or (seen > _MANY and len(held.cells[-1]) < least)
                held.wrong = CUT if self._dialect.encoding.cut or (short and not whole) else ""
            yield held

    def _read(self) -> Iterator[Line]:
        reader, number = self._dialect.reader(self._lines), 0
        while True:
            number += 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error:
                yield Line(number, [], f"a cell has more than {_CELL:,} characters: look for a quote that is never closed")
            else:
                yield Line(number, [cell.strip() for cell in cells])


def dialect_of(source: Source) -> Dialect:
    """Find out how a text file is to be read. Raises `FormatError` for what is no text."""
    encoding = encoding_of(source)
    lines = Lines(source, encoding)
    try:
        sample = ""
        for line in lines:
            sample += line
            if len(sample) > _SAMPLE:
                break
    finally:
        lines.close()
    if named := re.match(r"sep=(.)\r?\n", sample):
        return Dialect(encoding, named[1], named=True)
    quote = _quote(sample)
    escape = "\\" if re.search(r'\\"(?![,;\t|\r\n])', sample) and not re.search(r'[^,;\t|\r\n]""', sample) else ""
    found = [(*_agreeing(sample, Dialect(encoding, d, quote, escape)), d) for d in _DELIMITERS]
    agreeing, _, delimiter = max(found, key=lambda each: each[:2])
    heading = next((line for line in sample.splitlines() if line.strip()), "").strip(" \"'")
    if agreeing < 0.5 or (not any(d in heading for d in _DELIMITERS) and named_as(heading, "text") > 0.5):
        return Dialect(encoding, "", quote, escape)
    return Dialect(encoding, delimiter, quote, escape, agreeing=agreeing)


def _quote(sample: str) -> str:
    """The quote that stands between delimiters and cells more often."""
    double, single = (len(re.findall(rf"(?:^|[,;\t|]){sign}", sample, re.M)) for sign in ('"', "'"))
    ends = len(re.findall(r"'(?:$|[,;\t|])", sample, re.M))
    return "'" if double == 0 and min(single, ends) >= 3 else '"'


def _agreeing(sample: str, dialect: Dialect) -> tuple[float, int]:
    """(share of rows that have as many cells as most have, how many these are); (0, 0) for one cell a row."""
    widths: list[int] = []
    try:
        for cells in dialect.reader(io.StringIO(sample, newline="")):
            if any(cells):
                widths.append(len(cells))
            if len(widths) > _MOST:
                break
    except csv.Error:
        return 0.0, 0
    body = widths[:-1] or widths  # the last row may be cut off
    wide = Counter(width for width in body if width > 1)
    if not wide:
        return 0.0, 0
    width, often = max(wide.items(), key=lambda each: (each[1], each[0]))
    share = often / len(body)
    # exporters leave out empty cells at the end; what is wider than the heading is another matter
    if body[0] == width:
        share = sum(1 for each in body if each == width or (1 < each < width)) / len(body)
    return (share if width in body[:10] else share / 2), width
