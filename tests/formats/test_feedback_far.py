"""Workbooks that say their rows are far down: the reading ends, and tells where."""

from __future__ import annotations

import io
import zipfile

from openpyxl import Workbook

from cxmap.formats.feedback import read_feedback


def test_a_row_below_all_that_a_sheet_can_have_ends_the_reading() -> None:
    book, made = Workbook(), io.BytesIO()
    for row in (["Comment", "Date"], ["The first was kind", "2026-01-02"], ["The last is far", "2026-01-03"]):
        book.active.append(row)
    book.save(made)
    changed = io.BytesIO()
    with zipfile.ZipFile(made) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                part = part.replace(b'r="3"', b'r="99999999999"')
            new.writestr(name, part)
    rows = read_feedback(changed.getvalue(), "far.xlsx").open()
    there = [line for line in rows if not line.empty or line.wrong]
    rows.close()
    assert [line.cells[:1] for line in there] == [["Comment"], ["The first was kind"], []]
    assert "damaged from here on" in there[-1].wrong
