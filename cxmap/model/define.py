"""What a record type is, and the shorthand that the definitions are written in."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from cxmap.model import vocabulary as v
from cxmap.model.fields import Field

Record = dict[str, Any]


@dataclass(frozen=True)
class RecordType:
    """A record type: its name, one line of meaning and its fields in the order in which people meet them."""

    name: str
    label: str
    meaning: str
    fields: tuple[Field, ...]

    def field(self, name: str) -> Field | None:
        """The field of that name, or None."""
        return self._by_name.get(name)

    @cached_property
    def _by_name(self) -> dict[str, Field]:
        return {f.name: f for f in self.fields}

    @property
    def defaults(self) -> Record:
        """What a put that leaves fields out stands for."""
        return {f.name: ("" if f.kind == "text" and f.default is None else f.default) for f in self.fields}


def ref(name: str, to: str, label: str, meaning: str, **more: Any) -> Field:
    """A field that names another record."""
    return Field(name, "ref", label, meaning, to=to, **{"required": True, **more})


def text(name: str, label: str, meaning: str, size: int, **more: Any) -> Field:
    """A text of at most `size` characters."""
    return Field(name, "text", label, meaning, max=size, **more)


def choice(name: str, terms: tuple[v.Term, ...], label: str, meaning: str, **more: Any) -> Field:
    """A field that takes one of a list of terms."""
    return Field(name, "choice", label, meaning, choices=v.keys(terms), **more)


ORDER = Field("order", "order", "Order", "Fractional key: records sort by it, ties by id.", required=True, default="a0")
WORKSPACE = ref("workspace", "workspace", "Workspace", "The workspace that it belongs to.", fixed=True)
JOURNEY = ref("journey", "journey", "Journey", "The journey that it belongs to.", fixed=True)


def across(name: str, to: str, label: str, meaning: str) -> Field:
    """An optional field that names a record of any journey, and is cleared when that goes."""
    return ref(name, to, label, meaning, required=False, on_delete="clear", across=True)


def clears(name: str, to: str, label: str, meaning: str, **more: Any) -> Field:
    """An optional field that is cleared when the record that it names goes."""
    return ref(name, to, label, meaning, required=False, on_delete="clear", **more)


def lasting(name: str, label: str, meaning: str) -> tuple[Field, Field]:
    """A length of time: its number, and its unit in a field beside it."""
    return (
        Field(name, "number", label, meaning, min=0, max=1e6),
        choice(f"{name}_unit", v.DURATION_UNITS, f"{label}: unit", "Unit of it."),
    )
