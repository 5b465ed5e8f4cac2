"""Bytes to text to JSON, with its limits checked before parsing and the line of every record kept for messages."""

from __future__ import annotations

import codecs
import json
import math
import re
from dataclasses import dataclass
from typing import Any

from cxmap.formats.parsed import FormatError, show

MAX_BYTES = 64 * 1024 * 1024
MAX_DEPTH = 40
MAX_PARTS = 800_000
# Possessive and with an optional end quote, so that no input makes it look at a character twice.
_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"?|[\[\]{}]', re.DOTALL)


@dataclass(frozen=True)
class Document:
    """A JSON object, and where its top-level lists have their items."""

    top: dict[str, Any]
    lines: dict[str, list[int]]

    def line(self, key: str, index: int) -> int | None:
        """Line (from 1) of item `index` of the list under a top-level key; None where that is no list of objects."""
        lines = self.lines.get(key, [])
        return lines[index] if index < len(lines) and len(lines) == len(self.top[key]) else None


def decode(data: bytes) -> str:
    """The text of a file: UTF-8 or, told by its first bytes, UTF-16 or UTF-32. Raises `FormatError`."""
    if len(data) > MAX_BYTES:
        raise FormatError(f"The file has {len(data) / 1e6:,.1f} MB and may have {MAX_BYTES // 2**20} MB: split it.")
    encoding = "utf-8-sig" if data.startswith(codecs.BOM_UTF8) else json.detect_encoding(data)
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1 if encoding.startswith("utf-8") else None
        raise FormatError("This is not readable text: save the file as UTF-8.", line) from None
    if not text.strip():
        raise FormatError("The file is empty: choose another one.")
    return text


def over(text: str) -> str:
    """Why a file of this text would be refused for its size, as half a sentence; "" where it is not too large."""
    if (size := len(text.encode())) > MAX_BYTES:
        return f"has {size / 1e6:,.1f} MB and may have {MAX_BYTES // 2**20} MB"
    if text.count("{") + text.count("[") > MAX_PARTS:  # more than there are: texts may hold them too
        try:
            _scan(text)
        except FormatError:
            return f"holds more than {MAX_PARTS:,} lists and objects"
    return ""


def parse(text: str) -> Document:
    """Parse a JSON object. Raises `FormatError` for anything that is not plain JSON, doubtful or nested too deep."""
    lines = _scan(text)
    try:
        top = json.loads(
            text, object_pairs_hook=_no_doubles, parse_constant=_no_constant, parse_float=_finite, parse_int=_whole
        )
    except json.JSONDecodeError as error:
        said = error.msg.removesuffix(" at")  # “Unterminated string starting at”
        what = f"{said[:1].lower()}{said[1:]} at column {error.colno}"
        raise FormatError(f"This is not valid JSON ({what}): mend it or export the file again.", error.lineno) from None
    if not isinstance(top, dict):
        raise FormatError("This JSON is a list: a journey file is one object, in braces.", 1)
    return Document(top, lines)


def _scan(text: str) -> dict[str, list[int]]:
    """Lines of the objects in each top-level list, by its key; refuses deep nesting and a flood of lists and objects."""
    lines: dict[str, list[int]] = {}
    depth, key, within, line, at, parts = 0, "", "", 1, 0, 0
    for token in _TOKEN.finditer(text):
        first = text[token.start()]
        if first == '"':
            if depth == 1:
                key = token[0][1:-1]
        elif first in "[{":
            if depth == 1:
                within = key if first == "[" else ""
            elif depth == 2 and within and first == "{":
                line, at = line + text.count("\n", at, token.start()), token.start()
                lines.setdefault(within, []).append(line)
            depth += 1
            parts += 1
            if parts > MAX_PARTS:
                raise FormatError(f"The file holds more than {MAX_PARTS:,} lists and objects: split it.")
            if depth > MAX_DEPTH:
                line += text.count("\n", at, token.start())
                raise FormatError(f"This is nested deeper than {MAX_DEPTH} levels: no journey file is.", line)
        else:
            depth -= 1
    return lines


def _no_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) < len(pairs):
        seen: set[str] = set()
        double = next(key for key, _ in pairs if key in seen or seen.add(key))  # type: ignore[func-returns-value]
        raise FormatError("A field stands twice in one object: keep one.", field=show(double))
    return made


def _no_constant(word: str) -> Any:
    raise FormatError(f"“{word}” is no JSON number: give a plain one.")


def _finite(digits: str) -> float:
    value = float(digits)
    if not math.isfinite(value):
        raise FormatError(f"The number “{show(digits)}” is too large: give a smaller one.")
    return value


def _whole(digits: str) -> int:
    if len(digits) > 30:
        raise FormatError(f"The number “{show(digits)}” is too large: give a smaller one.")
    return int(digits)
