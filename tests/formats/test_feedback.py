"""Files of feedback: what delimiter, encoding and header they have, which column is what, and rows that cannot be read."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from cxmap.formats import FormatError
from cxmap.formats.feedback import Maker, Refusal, Table, check_mapping, read_feedback
from cxmap.formats.feedback.rows import CUT
from cxmap.formats.feedback.values import ends_of
from cxmap.model.feedback import Item

SEMICOLONS = (
    "Datum;Kommentar;Bewertung;Kanal\n03.02.2026;Späte Lieferung, wieder;3,5;Telefon\n04.02.2026;Größe passt;4,0;E-Mail\n"
)


def items(table: Table, **mapping: str) -> tuple[list[Item], list[str]]:
    """The items of a table, and the sentences of what was refused."""
    rows = table.open()
    lines = [line for line in rows if line.number >= table.first and not line.empty]
    rows.close()
    maker = Maker(table, check_mapping(table, {**table.mapping, **mapping}), [line.cells for line in lines])
    if not maker.learn_dates(line.cells for line in lines):
        maker.assume_dates()
    made, refused = [], []
    for line in lines:
        try:
            made.append(maker.make(line))
        except Refusal as refusal:
            refused.append(refusal.sentence)
    return made, refused + maker.notes


def texts(data: bytes | str, name: str = "x.csv") -> list[str]:
    made, refused = items(read_feedback(data.encode() if isinstance(data, str) else data, name))
    assert refused == []
    return [item.text for item in made]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_an_encoding_is_found_out(encoding: str) -> None:
    table = read_feedback(SEMICOLONS.encode(encoding), "x.csv")
    assert table.header == ("Datum", "Kommentar", "Bewertung", "Kanal")
    assert table.mapping == {"text": "Kommentar", "date": "Datum", "score": "Bewertung", "channel": "Kanal"}
    made, refused = items(table)
    assert refused == []
    assert [(item.row, item.text, item.date, item.score, item.scale, item.channel) for item in made] == [
        (2, "Späte Lieferung, wieder", "2026-02-03", 3.5, "1-5", "phone"),
        (3, "Größe passt", "2026-02-04", 4.0, "1-5", "email"),
    ]


def test_windows_1252_has_its_own_signs() -> None:
    assert texts("Comment\n“Quite” — 20 €\n".encode("cp1252")) == ["“Quite” — 20 €"]


def test_a_few_broken_bytes_do_not_turn_the_rest_into_nonsense() -> None:
    data = ("Comment\n" + "schön, größer, müde\n" * 9).encode() + b"caf\xe9 cr\xc3\xa8me\n"
    table = read_feedback(data, "x.csv")
    assert table.notes == ("Could not be read and stands as “�”: 1 character.",)
    assert [item.text for item in items(table)[0]][-2:] == ["schön, größer, müde", "caf� crème"]


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        ("text,date\nOne,2026-01-01\nTwo,2026-01-02\n", ["One", "Two"]),
        ("text;date\nOne, or so;2026-01-01\nTwo, or so;2026-01-02\n", ["One, or so", "Two, or so"]),
        ("text\tdate\nOne; a\t2026-01-01\nTwo; b\t2026-01-02\n", ["One; a", "Two; b"]),
        ("text|date\nOne|2026-01-01\nTwo|2026-01-02\n", ["One", "Two"]),
        ("sep=;\r\ntext;date\r\nOne;2026-01-01\r\n", ["One"]),
        ('text,date\n"One\n\nline, ""two""",2026-01-01\nTwo,2026-01-02\n', ['One\n\nline, "two"', "Two"]),
        ("text,date\n'One, a',2026-01-01\n'Two, b',2026-01-02\n'Three, c',2026-01-02\n", ["One, a", "Two, b", "Three, c"]),
        ('text,date\n"One \\"a\\", b",2026-01-01\n"Two, \\"c\\" d",2026-01-02\n', ['One "a", b', 'Two, "c" d']),
        ("Comment\nOne, two\nThree; four\n", ["One, two", "Three; four"]),
        ("text,date\r\rOne,2026-01-01\rTwo,2026-01-02", ["One", "Two"]),
        ("\n\ntext,date\n\nOne,2026-01-01\n,\nTwo,2026-01-02\n", ["One", "Two"]),
        ("Export of 2026\n\ntext,date,product\nOne,2026-01-01,A\nTwo,2026-01-02,B\n", ["One", "Two"]),
    ],
)
def test_a_delimiter_and_a_quote_are_found_out(data: str, expected: list[str]) -> None:
    assert texts(data) == expected


def test_a_table_without_a_header_has_numbered_columns() -> None:
    table = read_feedback(b"2026-01-01,The app is slow on Mondays,web\n2026-01-02,Nobody ever rang me back,phone\n", "x.csv")
    assert table.header == ("Column 1", "Column 2", "Column 3")
    assert table.mapping == {"text": "Column 2", "date": "Column 1", "channel": "Column 3"}
    assert table.first == 1


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        ("id,created_at,customerGroup,message,url", "A-1,2026-01-01,Trade,So slow,https://x.org/1", "mcdlr"),
        ("Response ID,NPS,Why did you give this score?", "R_2,9,Because you rang me back at once", "srt"),
        ("Rating,Review,Product name,Tier", "4/5,It fits me very well,Bike,Gold", "stpg"),
    ],
)
def test_columns_are_guessed(header: str, row: str, expected: str) -> None:
    names = {
        "m": "text",
        "t": "text",
        "c": "group",
        "g": "group",
        "d": "date",
        "l": "link",
        "r": "reference",
        "s": "score",
        "p": "product",
    }
    assert set(read_feedback(f"{header}\n{row}\n".encode(), "x.csv").mapping) == {names[letter] for letter in expected}


def test_a_counter_of_rows_is_no_reference() -> None:
    assert "reference" not in read_feedback(b"id,text\n1,One\n2,Two\n3,Three\n", "x.csv").mapping
    assert read_feedback(b"id,text\n10452,One\n88127,Two\n31,Three\n", "x.csv").mapping["reference"] == "id"


@pytest.mark.parametrize(
    ("cells", "expected", "told"),
    [
        (["03/04/2026", "13/04/2026"], ["2026-04-03", "2026-04-13"], ""),
        (["03/04/2026", "04/13/2026"], ["2026-03-04", "2026-04-13"], ""),
        (["03/04/2026", "05/06/2026"], ["2026-03-04", "2026-05-06"], "read month first"),
        (["3.4.26", "04.05.2026"], ["2026-04-03", "2026-05-04"], ""),
        (["2026-04-03T10:00:00Z", "2026/4/5", "20260407"], ["2026-04-03", "2026-04-05", "2026-04-07"], ""),
        (["3 Apr 2026", "April 5, 2026", "5. Mai 2026, 10:30"], ["2026-04-03", "2026-04-05", "2026-05-05"], ""),
        (["n/a", ""], [None, None], ""),
    ],
)
def test_dates_are_read_in_the_forms_that_people_use(cells: list[str], expected: list[str | None], told: str) -> None:
    data = "text\tdate\n" + "".join(f"Said {n}\t{cell}\n" for n, cell in enumerate(cells))
    made, notes = items(read_feedback(data.encode(), "x.tsv"), date="date")
    assert [item.date for item in made] == expected
    assert told in "".join(notes)
    assert bool(notes) == bool(told)


def test_the_order_of_dates_can_be_said() -> None:
    table = read_feedback(b"text,date\nOne,03/04/2026\n", "x.csv")
    assert items(table, dates="day first")[0][0].date == "2026-04-03"
    with pytest.raises(FormatError, match="“dates” is one of day first, month first"):
        items(table, dates="year first")


def test_bad_cells_are_refused_by_row_and_column() -> None:
    data = b"text,date,score\nOne,31.02.2026,4\nTwo,2026-01-01,good\nThree,2026-01-01,5\nFour,2026-01-01,5,6,7\n"
    made, refused = items(read_feedback(data, "x.csv"), date="date", score="score")
    assert [item.text for item in made] == ["Three"]
    assert refused == [
        "Row 2, column “date”: there is no day “31.02.2026”: write it like 2026-11-22.",
        "Row 3, column “score”: “good” is no number.",
        "Row 5: it has 5 cells, the header has 3: put a cell that holds the delimiter in quotes.",
    ]


WHOLE = 'id,text,date\nA-1,"One, two",2026-01-01\nA-2,"Three\nfour ü",2026-01-02\n'.encode()


@pytest.mark.parametrize("size", range(WHOLE.index(b"A-2") + 1, len(WHOLE) - 11))
def test_a_file_cut_off_in_a_row_loses_that_row_only(size: int) -> None:
    made, refused = items(read_feedback(WHOLE[:size], "x.csv"), text="text")
    assert [item.text for item in made] == ["One, two"]
    assert refused == [f"Row 3: {CUT}."]


def test_a_whole_file_needs_no_line_end() -> None:
    made, refused = items(read_feedback(WHOLE[:-1], "x.csv"), text="text")
    assert len(made) == 2
    assert refused == []


def test_text_is_divided_by_blank_lines() -> None:
    table = read_feedback(b"I waited, and waited.\nNobody came.\n\n\nThe app is fine, really.\n", "Pasted")
    assert (table.kind, table.mapping) == ("text", {"text": "Text"})
    assert [item.text for item in items(table)[0]] == ["I waited, and waited.\nNobody came.", "The app is fine, really."]


def test_a_pasted_table_is_a_table() -> None:
    assert read_feedback(b"date\tcomment\n2026-01-01\tOne two\n2026-01-02\tThree four\n", "Pasted").kind == "csv"


def test_a_folder_gives_an_item_for_each_text_file(tmp_path: Path) -> None:
    (tmp_path / "calls").mkdir()
    (tmp_path / "calls" / "2026-03-04 anna.txt").write_text("She waited.", "utf-8")
    (tmp_path / "b.md").write_bytes("Größe".encode("cp1252"))
    (tmp_path / "c.txt").write_bytes(b"\x00\x01\x02" * 99)
    (tmp_path / "photo.png").write_bytes(b"x")
    (tmp_path / ".hidden.txt").write_text("no", "utf-8")
    table = read_feedback(tmp_path, "notes")
    made, refused = items(table)
    assert [(item.text, item.date, item.reference) for item in made] == [
        ("Größe", None, "b.md"),
        ("She waited.", "2026-03-04", "calls/2026-03-04 anna.txt"),
    ]
    assert refused == ["Row 2: c.txt: The file is no text: save the table as CSV in UTF-8, or as XLSX."]
    assert table.notes == ("Passed over in the folder, since it is no text: 1 file.",)


def workbook(rows: list[list[Any]], merged: tuple[str, ...] = ()) -> bytes:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    for row in rows:
        sheet.append(row)
    for cells in merged:
        sheet.merge_cells(cells)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_two_header_rows_of_a_workbook_are_one() -> None:
    data = workbook(
        [
            ["Date", "Customer", None, "What was said", "Score"],
            [None, "Name", "Group", None, None],
            ["2026-01-01", "Ann", "Trade", "It never\narrived", 2],
            ["2026-01-02", "Ben", "Home", "It came at once", 5],
        ],
        ("A1:A2", "B1:C1", "D1:D2", "E1:E2"),
    )
    table = read_feedback(data, "x.xlsx")
    assert table.header == ("Date", "Customer Name", "Customer Group", "What was said", "Score")
    assert table.notes == ("Rows 1 and 2 were read as one header.",)
    made, refused = items(table)
    assert refused == []
    assert [(item.row, item.text, item.date, item.group, item.score) for item in made] == [
        (3, "It never\narrived", "2026-01-01", "Trade", 2.0),
        (4, "It came at once", "2026-01-02", "Home", 5.0),
    ]


def test_a_title_and_merged_cells_of_a_workbook() -> None:
    data = workbook(
        [
            ["Feedback of 2026"],
            [],
            ["Product", "Comment"],
            ["Bike", "Too heavy for me"],
            [None, "Too loud"],
            ["Car", "Too dear"],
        ],
        ("A1:B1", "A4:A5"),
    )
    made, refused = items(read_feedback(data, "x.xlsx"))
    assert refused == []
    assert [(item.row, item.product, item.text) for item in made] == [
        (4, "Bike", "Too heavy for me"),
        (5, "Bike", "Too loud"),
        (6, "Car", "Too dear"),
    ]


def _zip(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in parts.items():
            packed.writestr(name.replace("__", "/").replace("_xml", ".xml"), data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "is empty"),
        (b"\x00\x01\x02\x03" * 99, "no text"),
        (b"%PDF-1.7 x", "a PDF"),
        (b"\x89PNG\r\n", "a picture"),
        (b"PK\x03\x04 broken", "damaged or cut off"),
        (_zip(word__document_xml=b"x"), "no Excel workbook"),
        (_zip(xl__workbook_xml=b"x", xl__worksheets__sheet1_xml=b"0" * (5 << 20)), "packed too tightly"),
        (_zip(xl__workbook_xml=b"x"), "cannot be read"),
        (workbook([["text"], ["One"]])[:900], "damaged or cut off"),
        (b"\n\n\n", "no row that can be read"),
    ],
)
def test_what_is_no_feedback_is_refused_in_one_sentence(data: bytes, said: str) -> None:
    with pytest.raises(FormatError, match=said):
        read_feedback(data, "x.csv")


def test_a_column_that_is_not_there_is_named() -> None:
    table = read_feedback(b"text,date\nOne,2026-01-01\n", "x.csv")
    with pytest.raises(FormatError, match="no column “Txt”: it has “text”, “date”"):
        check_mapping(table, {"text": "Txt"})
    with pytest.raises(FormatError, match="no field “colour”"):
        check_mapping(table, {"colour": "text"})
    assert check_mapping(table, {"text": " TEXT "}) == {"text": "text"}


@pytest.mark.parametrize(
    ("name", "scores", "scale", "said"),
    [
        ("Rating", [1, 5, 4, 3, 2, 5], "1-5", "were read as 1 to 5."),
        ("Rating", [*[1, 5, 4, 3, 2, 5] * 2, 45], "1-5", "read as 1 to 5; 1 score lies beside it, such as 45, and was kept"),
        ("Rating", [3, -20, *[1, 5, 4, 3, 2, 5] * 2, -31.5], "1-5", "2 scores lie beside it, such as −20, and were kept"),
        ("Rating", [1, 5, 4, 3, 2, 9], "0-10", "were read as 0 to 10."),
        ("NPS", [0, 9, 7, 10, 45, 9], "0-10", "read as 0 to 10; 1 score lies beside it, such as 45, and was kept"),
        ("Customer effort score", [1, 7, 5, 6, 9, 4], "1-7", "read as 1 to 7; 1 score lies beside it, such as 9, and was kept"),
        (
            "Rating",
            [1, 5, 80, 91],
            None,
            "lie on no scale that is known (0 to 10, 1 to 5, 1 to 7): they were kept without one.",
        ),
    ],
)
def test_a_column_keeps_its_scale_though_a_score_of_another_kind_is_among_them(
    name: str, scores: list[float], scale: str | None, said: str
) -> None:
    rows = "".join(f"It took long enough for me,{score}\n" for score in scores)
    table = read_feedback(f"Comment,{name}\n{rows}".encode(), "x.csv")
    lines = [line for line in table.open() if line.number >= table.first]
    maker = Maker(table, check_mapping(table, {"text": "Comment", "score": name}), [line.cells for line in lines])
    made = [maker.make(line) for line in lines]
    low, high = ends_of(scale) if scale else (1, 0)
    assert [item.scale for item in made] == [scale if low <= score <= high else None for score in scores]
    assert said in maker.scale_note()
    assert f"“{name}”" in maker.scale_note()


def test_without_a_score_there_is_no_scale_to_tell_of() -> None:
    table = read_feedback(b"Comment,Rating\nOne and a half,4/5\nTwo and more,\n", "x.csv")
    lines = [line for line in table.open() if line.number >= table.first]
    maker = Maker(table, check_mapping(table, {"text": "Comment", "score": "Rating"}), [line.cells for line in lines])
    assert [maker.make(line).scale for line in lines] == ["1-5", None]
    assert maker.scale_note() == ""
