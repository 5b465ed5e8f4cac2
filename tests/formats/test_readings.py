"""Tables of readings and answers: delimiters, encodings, dates and numbers, and one sentence for each bad row."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.formats import FormatError
from cxmap.formats.readings import ANSWER_COLUMNS, COLUMNS, read_answers, read_readings
from cxmap.formats.table import MAX_BYTES, Dates, Numbers, Unclear, read_table


def rows(data):
    found = read_readings(data)
    assert found.problems == ()
    return [(r.date, r.value) for r in found.rows]


GOOD = [("2026-01-31", 12.5), ("2026-02-28", -3.0)]


@pytest.mark.parametrize(
    "text",
    [
        "date,value\n2026-01-31,12.5\n2026-02-28,-3\n",
        "date;value\r\n31.01.2026;12,5\r\n28.02.2026;−3\r\n",
        "Datum\tWert\n31.1.2026\t12,5\n28.2.2026\t-3,0",
        'Value,DATE\n"12,5",01/31/2026\n-3,02/28/2026',
        "date;value\n31/01/2026;12.5\n28/02/2026;-3",
        "sep=;\ndate;value\n2026-01-31;12,5\n2026-02-28;-3",
        "\n\ndate,value\n\n2026-01-31T09:30:00Z,12.5\n,\n2026-02-28 10:00,-3\n",
        "2026-01-31,12.5\n2026-02-28,-3",  # no heading
        "date,value\n2026/1/31,12.5 %\n2026/2/28,-3 %",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1252"])
def test_any_delimiter_and_encoding(text, encoding):
    if encoding == "cp1252":
        text = text.replace("−", "-")
    assert rows(text.encode(encoding)) == GOOD


def test_names_and_notes():
    found = read_readings(b"kpi;date;value;note\nNPS;2026-01-01;31;first  wave\nEffort;2026-01-02;4;\n")
    assert [(r.row, r.kpi, r.note) for r in found.rows] == [(2, "NPS", "first wave"), (3, "Effort", "")]
    assert found.named
    assert not read_readings("date,value\n2026-01-01,1").named


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("date,value\n2026-13-01,1", "Row 2, column “date”: there is no day “2026-13-01”: write it like 2026-11-22."),
        ("date,value\n29.02.2026,1", "Row 2, column “date”: there is no day “29.02.2026”: write it like 2026-11-22."),
        ("date,value\nsoon,1", "Row 2, column “date”: “soon” is no date: write it like 2026-11-22."),
        ("date,value\n,1", "Row 2, column “date”: the date is missing: write it like 2026-11-22."),
        ("date,value\n01.02.26,1", "Row 2, column “date”: “01.02.26” is no date: write it like 2026-11-22."),
        (
            "date,value\n1026-01-01,1",
            "Row 2, column “date”: “1026-01-01” is not between 1900 and 2199: write it like 2026-11-22.",
        ),
        (
            "date,value\n03/04/2026,1",
            "Row 2, column “date”: “03/04/2026” may be day/month or month/day: write it like 2026-11-22.",
        ),
        ("date,value\n2026-01-01,much", "Row 2, column “value”: “much” is no number."),
        ("date,value\n2026-01-01,nan", "Row 2, column “value”: “nan” is no number."),
        ("date,value\n2026-01-01,", "Row 2, column “value”: the value is missing: write a number."),
        ("date,value\n2026-01-01,1e20", "Row 2, column “value”: 1e+20 is beyond 1e+15."),
        ("date,value\n2026-01-01,12 34", "Row 2, column “value”: “12 34” is no number."),
        (
            "date;value\n2026-01-01;1.234",
            "Row 2, column “value”: “1.234” may be a thousand or a fraction: write it without a separator for thousands.",
        ),
        ("date,value\n2026-01-01,12,5", "Row 2 has more cells than row 1: put a cell that holds “,” in quotes."),
        ("kpi,date,value\n,2026-01-01,1", "Row 2, column “kpi”: the KPI's name is missing."),
        (f"kpi,date,value\n{'x' * 161},2026-01-01,1", "Row 2, column “kpi”: it holds at most 160 characters: shorten it."),
    ],
)
def test_a_bad_row_gets_one_sentence_with_row_and_column(text, sentence):
    found = read_readings(text)
    assert found.problems == (sentence,)
    assert found.rows == ()


def test_good_rows_are_told_apart_from_bad_ones():
    found = read_readings("date,value\n2026-01-01,1\nx,y\n2026-01-03,3\n")
    assert [r.row for r in found.rows] == [2, 4]
    assert len(found.problems) == 2


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "The table is empty"),
        (b"\n\n", "The table is empty"),
        (b"when it was,how much\n1,2", "names no column “date” and “value”"),
        (b"date\n2026-01-01", "names no column “value” (it has “date”)"),
        (b"date,value,Value\n2026-01-01,1,2", "Row 1 has two columns “value”: rename the one that is not the value"),
        (b"\x00\x01\x02\x00\x00\x00\x01" * 9, "The file is no text"),
        (b"a" * (MAX_BYTES + 1), "5.0 MB; at most 5 MB"),
        (b"1,2\n" * 100_002, "more than 100,000 rows"),
        (b'a,"' + b"x" * 200_000, "cannot be read"),
    ],
)
def test_what_is_no_table_of_readings_is_refused(data, words):
    with pytest.raises(FormatError) as refused:
        read_readings(data)
    assert words in refused.value.message


def test_slashes_are_read_as_the_column_shows():
    assert Dates(["03/04/2026", "25/12/2026"]).read("03/04/2026") == "2026-04-03"
    assert Dates(["03/04/2026", "12/25/2026"]).read("03/04/2026") == "2026-03-04"
    assert Dates(["05/05/2026"]).read("05/05/2026") == "2026-05-05"
    both = Dates(["25/12/2026", "12/25/2026"])  # each of these is clear, the rest is not
    assert both.read("25/12/2026") == both.read("12/25/2026") == "2026-12-25"
    with pytest.raises(Unclear, match="may be day/month"):
        both.read("03/04/2026")


@pytest.mark.parametrize(
    ("cells", "cell", "value"),
    [
        (["1.234,5"], "1.234,5", 1234.5),
        (["1,234.5"], "1,234.5", 1234.5),
        (["1.234.567"], "1.234.567", 1234567),
        (["12,5", "1.234"], "1.234", 1234),
        (["12,5", "1,234"], "1,234", 1.234),
        (["12.5", "1,234"], "1,234", 1234),
        (["1 234,5"], "1 234,5", 1234.5),
        (["1'234.5"], "1'234.5", 1234.5),
        (["0,125"], "0,125", 0.125),
        ([".5"], ".5", 0.5),
        (["1.234"], "1.234", 1.234),
        (["1e3"], "1e3", 1000),
    ],
)
def test_numbers_are_read_as_the_column_shows(cells, cell, value):
    assert Numbers(cells).read(cell) == value


@pytest.mark.parametrize(("cells", "cell"), [(["1,234"], "1,234"), (["1,5", "1.5", "1.234"], "1.234"), (["1.23.4"], "1.23.4")])
def test_numbers_that_may_be_two_things_are_refused(cells, cell):
    with pytest.raises(Unclear):
        Numbers(cells).read(cell)


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("9\n10\n\n7\n", [(1, "9"), (2, "10"), (4, "7")]),
        ("answer\n9\n10", [(2, "9"), (3, "10")]),
        ("id;nps;why\n1;9;fast\n2;3;slow", [(2, "9"), (3, "3")]),
        ("9, 10, 7", [(1, "9"), (2, "10"), (3, "7")]),
        ("9;x\n8;9", [(2, "9")]),  # a cell with letters makes a heading
    ],
)
def test_a_column_of_answers(text, cells):
    table = read_answers(text)
    assert table.column(table.likely) == cells


def test_answers_without_a_heading_in_several_columns():
    table = read_answers("1,9\n2,8")
    assert table.names == ("Column 1", "Column 2")
    assert table.column(0) == [(1, "1"), (2, "2")]


def test_no_answers_at_all():
    with pytest.raises(FormatError, match="There is no answer yet"):
        read_answers("  \n")


@given(st.binary(max_size=400))
def test_any_bytes_are_a_table_or_refused(data):
    for read in (read_readings, read_answers, read_table):
        try:
            read(data)
        except FormatError:
            continue


@given(st.text(max_size=60), st.booleans())
def test_any_cell_is_a_number_or_unclear(cell, strict):
    try:
        value = Numbers([cell], strict).read(cell)
    except Unclear:
        return
    assert value == value


def test_the_columns_are_documented():
    from pathlib import Path

    doc = (Path(__file__).parents[2] / "docs/measures.md").read_text(encoding="utf-8")
    for name, words in {**COLUMNS, "answer": ANSWER_COLUMNS}.items():
        assert ", ".join(f"`{word}`" for word in words) in doc, name
