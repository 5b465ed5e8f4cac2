"""Field definitions and the check of one value against one field.

A field knows its kind, limits and meaning; `Field.check` returns the value as it is stored or raises `Invalid` with one
sentence that names the field and the remedy.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from datetime import date
from typing import Any, Literal

from cxmap.model.order import is_key

Kind = Literal["ref", "text", "choice", "number", "integer", "date", "time", "order"]

ID_PATTERN = re.compile(r"[A-Za-z0-9_.\-]{1,120}\Z")
ORDER_PATTERN = re.compile(r"[0-9A-Za-z]{1,200}\Z")
# Control characters (tab and line break apart), lone surrogates and the bidi overrides that can disguise a text.
_FORBIDDEN = re.compile("[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


class Invalid(ValueError):
    """A value that a field or record does not take. `message` is one sentence for people; `field` names the place."""

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


@dataclass(frozen=True)
class Field:
    """One field of a record type.

    `max` is characters for text and the largest value for numbers (`min` the smallest); `step` the rounding of numbers.
    `on_delete` says what happens to this record when the record that a `ref` names goes: "cascade" or "clear".
    `across` marks a `ref` that may lead into another journey. `long` marks text with line breaks. `fixed` fields are set
    once, when the record is made.
    """

    name: str
    kind: Kind
    label: str
    meaning: str
    required: bool = False
    default: Any = None
    max: float | None = None
    min: float | None = None
    step: float | None = None
    choices: tuple[str, ...] = ()
    to: str = ""
    on_delete: Literal["cascade", "clear"] = "cascade"
    across: bool = False
    long: bool = False
    fixed: bool = False

    def check(self, value: Any) -> Any:
        """Return `value` as it is stored; raise `Invalid` where it does not fit."""
        if value is None or (value == "" and self.kind != "text"):
            if self.required:
                raise Invalid(f"“{self.label}” is missing: give it a value.", self.name)
            return "" if self.kind == "text" else None
        return _CHECKS[self.kind](self, value)


def clean_text(value: str, long: bool = True) -> str:
    """NFC text without control characters; a short text has no line breaks and no outer blanks."""
    text = _FORBIDDEN.sub("", value.replace("\r\n", "\n").replace("\r", "\n"))
    text = unicodedata.normalize("NFC", text)
    return text.strip("\n") if long else " ".join(text.split())


def _text(field: Field, value: Any) -> str:
    if not isinstance(value, str):
        raise Invalid(f"“{field.label}” takes text, not {type(value).__name__}.", field.name)
    text = clean_text(value, field.long)
    if field.max is not None and len(text) > field.max:
        raise Invalid(
            f"“{field.label}” holds at most {int(field.max):,} characters, this has {len(text):,}: shorten it.", field.name
        )
    if field.required and not text:
        raise Invalid(f"“{field.label}” is empty: write something.", field.name)
    return text


def _ref(field: Field, value: Any) -> str:
    if not isinstance(value, str) or not ID_PATTERN.match(value):
        raise Invalid(f"“{field.label}” must be the id of a {field.to}.", field.name)
    return value


def _choice(field: Field, value: Any) -> str:
    if value not in field.choices:
        raise Invalid(f"“{field.label}” is one of {', '.join(field.choices)}, not “{value}”.", field.name)
    return str(value)


def _number(field: Field, value: Any) -> float | int:
    whole = field.kind == "integer"
    # 1e300 is far beyond any limit, and a whole number beyond it is no float at all
    good = isinstance(value, int | float) and not isinstance(value, bool) and -1e300 < value < 1e300
    if not good or (whole and value != int(value)):
        raise Invalid(f"“{field.label}” takes a {'whole ' if whole else ''}number, not “{value}”.", field.name)
    if (field.min is not None and value < field.min) or (field.max is not None and value > field.max):
        raise Invalid(f"“{field.label}” lies between {field.min:g} and {field.max:g}, not at {value:g}.", field.name)
    if whole:
        return int(value)
    number = float(value)
    return round(round(number / field.step) * field.step, 6) + 0.0 if field.step else number


def _date(field: Field, value: Any) -> str:
    try:
        return date.fromisoformat(value if isinstance(value, str) else "").isoformat()
    except ValueError:
        raise Invalid(f"“{field.label}” takes a date such as 2026-11-22, not “{value}”.", field.name) from None


def _time(field: Field, value: Any) -> str:
    if isinstance(value, str) and re.match(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?Z\Z", value):
        return value
    raise Invalid(f"“{field.label}” takes a UTC time such as 2026-11-22T09:30:00Z.", field.name)


def _order(field: Field, value: Any) -> str:
    if isinstance(value, str) and ORDER_PATTERN.match(value) and is_key(value):
        return value
    raise Invalid("“Order” takes a key between two others, such as a0 or a1V.", field.name)


_CHECKS = {
    "text": _text,
    "ref": _ref,
    "choice": _choice,
    "number": _number,
    "integer": _number,
    "date": _date,
    "time": _time,
    "order": _order,
}
