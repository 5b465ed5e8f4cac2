"""Rows of a file into items, by a mapping; what cannot be read is refused with its column and the remedy."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from cxmap.formats.feedback.guess import FIELDS
from cxmap.formats.feedback.rows import Line
from cxmap.formats.feedback.table import Table
from cxmap.formats.feedback.values import (
    DAY_FIRST,
    MONTH_FIRST,
    NOTHING,
    Days,
    Scores,
    channel_of,
    ends_of,
    scale_of,
    scale_of_all,
)
from cxmap.formats.parsed import FormatError, show
from cxmap.formats.table import Numbers, Unclear
from cxmap.model import vocabulary as v
from cxmap.model.feedback import MAX_REST, MAX_SHORT, MAX_TEXT, Item
from cxmap.model.fields import clean_text
from cxmap.model.text import minus
from cxmap.model.vocabulary import label

# What a mapping may say besides its columns: how 03/04/2026 is read, and the scale of the scores.
OPTIONS = {"dates": (DAY_FIRST, MONTH_FIRST), "scale": tuple(term.key for term in v.SCALES)}
_SHORT = ("group", "product", "link", "reference")


class Refusal(ValueError):
    """A row that is not taken: its number, the column, and a sentence with the remedy."""

    def __init__(self, row: int, column: str, sentence: str) -> None:
        super().__init__(f"Row {row:,}{f', column “{column}”' if column else ''}: {sentence}.")
        self.row, self.column, self.sentence = row, column, str(self)


def check_mapping(table: Table, mapping: Mapping[str, str]) -> dict[str, str]:
    """The mapping with each column as the file names it. Raises `FormatError` for a field, column or option that is not there."""
    found: dict[str, str] = {}
    for field, wanted in mapping.items():
        if field in OPTIONS:
            if wanted not in OPTIONS[field]:
                raise FormatError(f"“{field}” is one of {', '.join(OPTIONS[field])}, not “{show(wanted)}”.")
            found[field] = wanted
        elif field not in FIELDS:
            raise FormatError(f"There is no field “{show(field)}”: map {', '.join((*FIELDS, *OPTIONS))}.")
        elif wanted:
            names = {name.casefold(): name for name in reversed(table.header)}
            if wanted.strip().casefold() not in names:
                there = ", ".join(f"“{show(name, 40)}”" for name in table.header[:20])
                raise FormatError(f"The file has no column “{show(wanted)}”: it has {there}.")
            found[field] = names[wanted.strip().casefold()]
    if not any(field in found for field in ("text", "score", "reference")):
        raise FormatError("No column was found to hold what was said: say which one is the text.")
    return found


class Maker:
    """Makes items of the rows of one file."""

    def __init__(self, table: Table, mapping: Mapping[str, str], sample: Sequence[Sequence[str]]) -> None:
        """`sample` are rows below the header, for what a column as a whole tells: decimals, the order of dates, the scale."""
        self.notes: list[str] = []
        self._at = {field: table.header.index(mapping[field]) for field in FIELDS if field in mapping}
        self._names, self._width = table.header, len(table.header)
        self._rest = [(place, name) for place, name in enumerate(table.header) if place not in self._at.values()]
        numbers = Numbers(self._cell(row, "score") for row in sample)
        self._scores = Scores(numbers)
        # where semicolons or decimal commas are written, the day comes first
        self._usual = DAY_FIRST if "," in numbers.decimals or "semicolons" in table.dialect else MONTH_FIRST
        self._days = Days(mapping.get("dates", ""))
        self._told: set[str] = set()
        self._either = False
        # plain scores, how many of them lie beside the scale, and the first of those
        self._scored, self._beside, self._first = 0, 0, ""
        self._scale = mapping.get("scale") or self._found_scale(sample, mapping.get("score", ""))

    def learn_dates(self, rows: Iterable[Sequence[str]]) -> bool:
        """Find out by these rows which comes first in 03/04/2026; whether that is known now, or nobody needs to know."""
        if self._days.order or "date" not in self._at:
            return True
        told, either = self._days.learn(self._cell(row, "date") for row in rows)
        self._told |= told
        self._either |= either
        if len(self._told) == 1:
            self._days.order = next(iter(self._told))
        return bool(self._told) or not self._either

    def assume_dates(self) -> None:
        """No row of the file tells which comes first: take what is usual, and say so."""
        self._days.order = self._usual
        other = MONTH_FIRST if self._usual == DAY_FIRST else DAY_FIRST
        sentence = f"Dates such as 03/04/2026 can be read in two ways; here they were read {self._usual}"
        self.notes.append(f"{sentence}. If that is wrong, take the import out and do it again with the dates {other}.")

    def make(self, line: Line) -> Item:
        """The item of a row. Raises `Refusal`."""
        if line.wrong:
            raise Refusal(line.number, "", line.wrong)
        cells = line.cells
        if any(cells[self._width :]):
            sentence = f"it has {len(cells)} cells, the header has {self._width}: put a cell that holds the delimiter in quotes"
            raise Refusal(line.number, "", sentence)
        text = clean_text(self._cell(cells, "text")).strip()
        if len(text) > MAX_TEXT:
            raise Refusal(line.number, self._column("text"), f"it holds at most {MAX_TEXT:,} characters: shorten it")
        day, score, scale = self._date(line), None, None
        cell = self._cell(cells, "score")
        if cell.casefold() not in NOTHING:
            try:
                score, most = self._scores.read(cell)
            except Unclear as error:
                raise Refusal(line.number, self._column("score"), str(error)) from None
            scale = self._on_scale(score) if most is None else scale_of(min(score, 1), most)
        rest = {name: cells[place] for place, name in self._rest if place < len(cells) and cells[place]}
        channel = self._cell(cells, "channel")
        key = channel_of(channel) if channel.casefold() not in NOTHING else None
        if channel and key is None and channel.casefold() not in NOTHING:
            key = "other"
            rest[self._column("channel")] = channel
        if sum(map(len, rest.values())) > MAX_REST:
            rest = {name: said[: MAX_REST // len(rest)] for name, said in rest.items()}
        rest = {name: clean_text(said) for name, said in rest.items()}
        group, product, link, reference = (clean_text(self._cell(cells, name), long=False)[:MAX_SHORT] for name in _SHORT)
        return Item(text, line.number, day, key, score, scale, group, product, link, reference, rest=rest)

    def _date(self, line: Line) -> str | None:
        cell = self._cell(line.cells, "date")
        if cell.casefold() in NOTHING:
            return None
        try:
            return self._days.read(cell)
        except Unclear as error:
            raise Refusal(line.number, self._column("date"), str(error)) from None

    def _cell(self, cells: Sequence[str], field: str) -> str:
        at = self._at.get(field)
        return cells[at] if at is not None and at < len(cells) else ""

    def _column(self, field: str) -> str:
        return self._names[self._at[field]]

    def _found_scale(self, sample: Sequence[Sequence[str]], name: str) -> str | None:
        found: list[float] = []
        for row in sample:
            try:
                found.append(self._scores.read(self._cell(row, "score"))[0])
            except Unclear:
                continue
        return scale_of_all(found, name)

    def _on_scale(self, score: float) -> str | None:
        """The column's scale; None for a score that does not lie on it."""
        self._scored += 1
        if self._scale is None:
            return None
        low, high = ends_of(self._scale)
        if low <= score <= high:
            return self._scale
        self._beside += 1
        self._first = self._first or minus(f"{score:g}")
        return None

    def scale_note(self) -> str:
        """What the scores of the column were taken for, once all rows are made; "" where it has none."""
        if not self._scored:
            return ""
        name = self._column("score")
        if self._scale is None:
            return (
                f"The scores of “{name}” lie on no scale that is known (0 to 10, 1 to 5, 1 to 7): they were kept without one."
            )
        said = f"The scores of “{name}” were read as {label(v.SCALES, self._scale)}"
        if not self._beside:
            return f"{said}."
        some = "1 score lies" if self._beside == 1 else f"{self._beside:,} scores lie"
        return f"{said}; {some} beside it, such as {self._first}, and {'was' if self._beside == 1 else 'were'} kept without a scale."
