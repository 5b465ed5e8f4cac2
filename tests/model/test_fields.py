"""Values against fields: what is stored, what is refused and why."""

from __future__ import annotations

import unicodedata
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.model.fields import Field, Invalid, clean_text
from cxmap.model.records import RECORDS, check_fields, check_id, feeling_id, new_id, room_of

TEXT = Field("title", "text", "Title", "", max=10)
NOTE = Field("note", "text", "Note", "", max=20, long=True)
NUMBER = Field("value", "number", "Emotion", "", min=-3, max=3, step=0.1)
WHOLE = Field("severity", "integer", "Severity", "", min=1, max=3)
DAY = Field("due", "date", "Due", "")
TIME = Field("at", "time", "At", "")
ORDER = Field("order", "order", "Order", "", required=True)
CHOICE = Field("kind", "choice", "Kind", "", choices=("a", "b"))
REF = Field("stage", "ref", "Stage", "", to="stage", required=True)

GOOD: list[tuple[Field, Any, Any]] = [
    (TEXT, "  two \n lines\t", "two lines"),
    (TEXT, None, ""),
    (TEXT, "e\u0301", "é"),
    (TEXT, "e\x00\u0301", "é"),
    (TEXT, "\u202eabc\u2066", "abc"),
    (TEXT, "\ud800x", "x"),
    (NOTE, "\none\r\ntwo\rthree\n", "one\ntwo\nthree"),
    (NUMBER, 1, 1.0),
    (NUMBER, 0.30000001, 0.3),
    (NUMBER, -0.04, 0.0),
    (NUMBER, None, None),
    (WHOLE, 2.0, 2),
    (WHOLE, "", None),
    (DAY, "2026-11-22", "2026-11-22"),
    (TIME, "2026-11-22T09:30:00.5Z", "2026-11-22T09:30:00.5Z"),
    (ORDER, "a0V", "a0V"),
    (CHOICE, "b", "b"),
    (REF, "s-1_2.3", "s-1_2.3"),
]

BAD: list[tuple[Field, Any, str]] = [
    (TEXT, "x" * 11, "at most 10"),
    (TEXT, 5, "takes text"),
    (Field("t", "text", "T", "", required=True), " \n", "empty"),
    (NUMBER, 3.01, "between -3 and 3"),
    (NUMBER, "1", "takes a number"),
    (NUMBER, True, "takes a number"),
    (NUMBER, float("inf"), "takes a number"),
    (NUMBER, 10**400, "takes a number"),
    (WHOLE, 1.5, "whole number"),
    (WHOLE, 0, "between 1 and 3"),
    (DAY, "22.11.2026", "such as 2026-11-22"),
    (DAY, 20261122, "such as 2026-11-22"),
    (TIME, "2026-11-22", "UTC time"),
    (ORDER, "", "missing"),
    (ORDER, "A" + "0" * 26, "between two others"),
    (ORDER, "a00", "between two others"),
    (CHOICE, "c", "one of a, b"),
    (CHOICE, {"a": 1}, "one of a, b"),
    (REF, None, "missing"),
    (REF, "a b", "id of a stage"),
]


@pytest.mark.parametrize(("field", "value", "stored"), GOOD)
def test_good_values(field: Field, value: Any, stored: Any) -> None:
    checked = field.check(value)
    assert checked == stored
    assert type(checked) is type(stored)
    assert field.check(checked) == checked


@pytest.mark.parametrize(("field", "value", "why"), BAD)
def test_bad_values(field: Field, value: Any, why: str) -> None:
    with pytest.raises(Invalid, match=why) as invalid:
        field.check(value)
    assert invalid.value.field == field.name
    assert invalid.value.message.endswith(".")


@given(st.text(alphabet=st.characters(), max_size=30), st.booleans())
def test_clean_text_is_clean_at_once(text: str, long: bool) -> None:
    clean = clean_text(text, long)
    assert clean_text(clean, long) == clean
    assert unicodedata.is_normalized("NFC", clean)
    assert "\x00" not in clean
    assert long or "\n" not in clean
    clean.encode()


def test_every_default_fits_its_field() -> None:
    for record in RECORDS.values():
        for f in record.fields:
            if f.default is not None or not f.required:
                f.check(f.default)
            assert f.label, (record.name, f.name)
            assert f.meaning.endswith("."), (record.name, f.name)
            if f.kind == "ref":
                assert f.to in RECORDS, (record.name, f.name)
                assert not (f.required and f.on_delete == "clear"), "a required reference cannot be cleared"


def test_a_put_needs_what_has_no_default() -> None:
    with pytest.raises(Invalid, match="Journey"):
        check_fields("stage", {"name": "Look"}, whole=True)
    assert check_fields("stage", {"name": "Look"}, whole=False) == {"name": "Look"}


def test_ids() -> None:
    assert len({new_id() for _ in range(100)}) == 100
    assert check_id(new_id())
    assert check_id(feeling_id(new_id(), new_id(), "predicted"))
    for bad in ("", "a b", "ä", "x" * 121, "x\n", None, 7):
        with pytest.raises(Invalid):
            check_id(bad)


def test_rooms() -> None:
    assert room_of("journey", "j1", {}) == "j1"
    assert room_of("card", "c1", {"journey": "j1"}) == "j1"
    assert room_of("persona", "ann", {"workspace": "main"}) == ""
