"""Readings of KPIs and raw answers out of a table: CSV, or pasted from a spreadsheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cxmap.formats.parsed import FormatError
from cxmap.formats.table import Dates, Numbers, Table, Unclear, read_table
from cxmap.model.fields import clean_text
from cxmap.model.text import minus

# What the columns may be called; docs/measures.md shows this list.
COLUMNS = {
    "date": ("date", "day", "when", "datum"),
    "value": ("value", "reading", "result", "figure", "score", "wert"),
    "kpi": ("kpi", "name", "measure", "metric", "kennzahl"),
    "note": ("note", "notes", "comment", "remark", "notiz"),
}
ANSWER_COLUMNS = ("answer", "answers", "rating", "score", "response", "value", "nps", "csat", "ces", "antwort")
_MAX_NAME, _MAX_NOTE, _BIG = 160, 1_000, 1e15


@dataclass(frozen=True)
class Row:
    """One reading: its row in the table, date (YYYY-MM-DD), value, name of the KPI ("" where the table has none) and note."""

    row: int
    date: str
    value: float
    kpi: str
    note: str


@dataclass(frozen=True)
class Readings:
    """What a table holds. `problems` has a sentence for each row that is not taken, `named` tells whether it names KPIs."""

    rows: tuple[Row, ...]
    problems: tuple[str, ...]
    named: bool


def read_readings(data: bytes | str) -> Readings:
    """The readings of a table. Raises `FormatError` where it is no table of readings at all; bad rows are `problems`."""
    table = read_table(data)
    if not table.rows:
        raise FormatError("The table is empty: it needs a row for each reading, with a date and a value.")
    at, rows = _columns(table)
    dates = Dates(_cell(cells, at["date"]) for _, cells in rows)
    numbers = Numbers((_cell(cells, at["value"]) for _, cells in rows), strict=table.delimiter != ",")
    width = len(table.rows[0][1])
    taken: list[Row] = []
    problems: list[str] = []
    for number, cells in rows:
        wrong: list[str] = []
        if any(cells[width:]):  # a decimal comma among commas would cut a value in two
            problems.append(
                f"Row {number:,} has more cells than row {table.rows[0][0]}: put a cell that holds “{table.delimiter}” in quotes."
            )
            continue
        day, value = "", 0.0
        for name, read in (("date", dates.read), ("value", numbers.read)):
            try:
                if name == "date":
                    day = str(read(_cell(cells, at["date"])))
                else:
                    value = float(read(_cell(cells, at["value"])))
            except Unclear as error:
                wrong.append(f"Row {number:,}, column “{name}”: {error}.")
        if abs(value) > _BIG:
            wrong.append(f"Row {number:,}, column “value”: {minus(f'{value:g}')} is beyond {_BIG:g}.")
        kpi, note = (clean_text(_cell(cells, at.get(name)), long=False) for name in ("kpi", "note"))
        if "kpi" in at and not kpi:
            wrong.append(f"Row {number:,}, column “kpi”: the KPI's name is missing.")
        for name, text, most in (("kpi", kpi, _MAX_NAME), ("note", note, _MAX_NOTE)):
            if len(text) > most:
                wrong.append(f"Row {number:,}, column “{name}”: it holds at most {most:,} characters: shorten it.")
        if wrong:
            problems += wrong
        else:
            taken.append(Row(number, day, value, kpi, note))
    return Readings(tuple(taken), tuple(problems), "kpi" in at)


def _columns(table: Table) -> tuple[dict[str, int], Sequence[tuple[int, tuple[str, ...]]]]:
    """Where each column is, and the rows below the heading; without a heading the first two columns are date and value."""
    number, head = table.rows[0]
    known = [cell.casefold().strip(" :") for cell in head]
    at = {name: known.index(word) for name, words in COLUMNS.items() for word in words[::-1] if word in known}
    for name, place in at.items():
        if known.count(known[place]) > 1:
            raise FormatError(f"Row {number} has two columns “{head[place]}”: rename the one that is not the {name}.")
    if "date" in at and "value" in at:
        return at, table.rows[1:]
    if not at and len(head) >= 2 and _reads(head):
        return {"date": 0, "value": 1, **({"note": 2} if len(head) > 2 else {})}, table.rows
    missing = " and ".join(f"“{name}”" for name in ("date", "value") if name not in at)
    there = ", ".join(f"“{cell}”" for cell in head[:8] if cell) or "nothing"
    raise FormatError(f"Row {number} names no column {missing} (it has {there}): name the columns date and value.")


def _reads(cells: Sequence[str]) -> bool:
    try:
        Dates(cells[:1]).read(cells[0])
        Numbers(cells[1:2]).read(cells[1])
    except Unclear as error:
        return error.either
    return True


def _cell(cells: Sequence[str], at: int | None) -> str:
    return cells[at] if at is not None and at < len(cells) else ""


@dataclass(frozen=True)
class AnswerTable:
    """A table with raw answers: the names of its columns (one, "", where it has no heading) and its rows."""

    names: tuple[str, ...]
    rows: tuple[tuple[int, tuple[str, ...]], ...]
    likely: int

    def column(self, at: int) -> list[tuple[int, str]]:
        """(row number, cell) of one column."""
        return [(number, _cell(cells, at)) for number, cells in self.rows]


def read_answers(data: bytes | str) -> AnswerTable:
    """The columns of a table of answers; answers may also stand in one line. Raises `FormatError`."""
    table = read_table(data)
    if not table.rows:
        raise FormatError("There is no answer yet: paste a column of answers, or choose a CSV file.")
    head = table.rows[0][1]
    if len(table.rows) == 1 and len(head) > 1 and all(cell.lstrip("+-").isdigit() for cell in head if cell):
        return AnswerTable(("",), tuple((i, (cell,)) for i, cell in enumerate(head, 1)), 0)
    if any(any(letter.isalpha() for letter in cell) for cell in head):
        known = [cell.casefold() for cell in head]
        likely = next((known.index(word) for word in ANSWER_COLUMNS if word in known), len(head) - 1)
        return AnswerTable(head, table.rows[1:], likely)
    width = max(len(cells) for _, cells in table.rows)
    names = tuple(f"Column {i + 1}" for i in range(width)) if width > 1 else ("",)
    return AnswerTable(names, table.rows, width - 1)
