"""CSV out: no cell is a formula, and nothing readable is spoilt."""

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.formats.csvfile import cell, to_csv


@pytest.mark.parametrize(
    "text",
    ["", "Letter", "-5", "+4.5", "-1,5", "-5%", "1e9", "−2", "5-6", "a=b", "Ann's", "-.5", "@".join(["ann", "example.org"])],
)
def test_what_is_no_formula_stays_as_it_is(text):
    assert cell(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+49 30 1234",
        "+1-800-555",
        "-1+1",
        "@SUM(A1)",
        " =1+1",
        "\t=1",
        "\r=1",
        "＝1+1",
        "-5+cmd|' /C calc'!A1",
        "-",
        "＠x",
    ],
)
def test_what_could_be_a_formula_stands_behind_an_apostrophe(text):
    assert cell(text) == f"'{text}"


@given(st.lists(st.lists(st.text(), min_size=1, max_size=4), min_size=1, max_size=4))
def test_no_cell_computes_and_every_text_can_be_read(rows):
    back = list(csv.reader(io.StringIO(to_csv(rows).decode("utf-8-sig"), newline="")))
    for row, told in zip(rows, back, strict=True):
        for text, shown in zip(row, told, strict=True):
            assert shown in (text, f"'{text}")
            assert not re.match(r"\s*[=@]", shown)
            assert not re.match(r"\s*[+-]", shown) or re.fullmatch(r"[+-][\d.,]+([eE][+-]?\d+)?%?", shown)
