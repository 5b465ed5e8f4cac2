"""One object of a foreign file while it is read: what was taken is known, so that the rest can be kept and reported."""

from __future__ import annotations

import re
from typing import Any

from cxmap.formats.parsed import FormatError

_NUMBER = re.compile(r"\s*[-+−]?(\d{1,30}(\.\d{0,30})?|\.\d{1,30})\s*\Z", re.ASCII)


class Thing:
    """A JSON object with its line and its place in the file."""

    def __init__(self, item: Any, line: int | None, place: str, what: str) -> None:
        if not isinstance(item, dict):
            raise FormatError(f"{what} must be an object, in braces.", line, place or None)
        self.item: dict[str, Any] = item
        self.line, self.place = line, place
        self._taken: set[str] = set()

    def at(self, name: str) -> str:
        """The place of one of its fields."""
        return f"{self.place}.{name}" if self.place else name

    def refuse(self, name: str, message: str) -> FormatError:
        """The error that names one of its fields."""
        return FormatError(message, self.line, self.at(name))

    def find(self, *names: str) -> tuple[str, Any]:
        """(name, value) of the first of these fields that says something, now taken; else the first name and None."""
        for name in names:
            if self.item.get(name) is not None:
                self._taken.add(name)
                return name, self.item[name]
        return names[0], None

    def text(self, *names: str) -> str:
        """The text of the first of these fields that is there; "" without one. A number counts as its digits."""
        name, value = self.find(*names)
        if value is None:
            return ""
        if isinstance(value, bool) or not isinstance(value, str | int | float):
            raise self.refuse(name, f"“{name}” must be text.")
        return str(value)

    def flag(self, name: str) -> bool:
        """Whether a true/false field is true; False without one."""
        value = self.find(name)[1]
        if value is not None and not isinstance(value, bool):
            raise self.refuse(name, f"“{name}” is true or false.")
        return bool(value)

    def number(self, name: str, needs: str) -> float | None:
        """The number of a field, also when it is written as text; None without one. `needs` says what it must be."""
        value = self.find(name)[1]
        if value is None or value == "":
            return None
        found = number(value) if isinstance(value, str) else value
        if found is None or isinstance(found, bool) or not isinstance(found, int | float):
            raise self.refuse(name, f"“{name}” must be {needs}.")
        return float(found)

    def rest(self) -> dict[str, Any]:
        """The fields that nobody took."""
        return {name: value for name, value in self.item.items() if name not in self._taken}


def number(text: str) -> float | None:
    """The number that a text is, or None."""
    return float(text.strip().replace("−", "-")) if _NUMBER.match(text) else None
