"""The record types by name: each is defined once, in `map_records.py`, `work_records.py`, `room_records.py` or
`customer_records.py`.

Tables, validation, the file format, the wire and the board's inspector all read `RECORDS`. A record is a plain dict of
its fields with its `id`; `new_id()` makes ids. `check_fields` checks the fields of a put (whole record) or a patch.
"""

from __future__ import annotations

import secrets
from typing import Any

from cxmap.model.customer_records import CUSTOMER_RECORDS
from cxmap.model.define import Record, RecordType
from cxmap.model.fields import ID_PATTERN, Invalid
from cxmap.model.map_records import MAP_RECORDS
from cxmap.model.room_records import ROOM_RECORDS, WORKSHOP_TYPES
from cxmap.model.work_records import WORK_RECORDS

__all__ = [
    "JOURNEY_TYPES",
    "MADE_OF",
    "MAX_CARDS",
    "MAX_LANES",
    "MAX_READINGS",
    "MAX_RECORDS",
    "MAX_STAGES",
    "RECORDS",
    "SHARED_FIELDS",
    "WORKSHOP_TYPES",
    "Record",
    "RecordType",
    "check_fields",
    "check_id",
    "feeling_id",
    "made_id",
    "new_id",
    "room_of",
]

# Limits on what one journey may hold; the board stays usable up to them.
MAX_CARDS, MAX_STAGES, MAX_LANES = 20_000, 200, 100
MAX_RECORDS = 200_000  # of one file, and of one change
MAX_READINGS = 20_000  # every board holds all of them: 2.7 MB

RECORDS: dict[str, RecordType] = {r.name: r for r in (*MAP_RECORDS, *WORK_RECORDS, *ROOM_RECORDS, *CUSTOMER_RECORDS)}

_FIELDS = {name: {f.name: f for f in record.fields} for name, record in RECORDS.items()}

# Types that live inside one journey; the others belong to the workspace.
JOURNEY_TYPES = tuple(name for name in RECORDS if "journey" in _FIELDS[name])

# Types whose id is made of fields, so that two people who make the same thing at once make one of it.
MADE_OF: dict[str, tuple[str, ...]] = {
    "feeling": ("card", "persona", "source"),
    "assignment": ("card", "team", "part"),
    "connection": ("start", "end"),
    "mention": ("comment", "person"),
    "answer": ("stage", "question"),
    "reason": ("journey", "rev"),
    "second": ("idea", "person"),
    "actual": ("forecast", "card"),
}

# What the cards of a shared touchpoint have in common: changed at one of them, it changes at all.
SHARED_FIELDS = ("title", "note", "channel", "moment")


def new_id() -> str:
    """A fresh id: 16 characters that need no escaping in a URL or a file."""
    return secrets.token_hex(8)


def feeling_id(card: str, persona: str, source: str) -> str:
    """The one id that the feeling of a persona at a card can have, so that two people never make two of it."""
    return f"{card}.{persona}.{source}"


def made_id(type_: str, fields: Record) -> str:
    """The one id that a record of a type in `MADE_OF` can have."""
    return ".".join(str(fields[name]) for name in MADE_OF[type_])


def room_of(type_: str, id_: str, fields: Record) -> str:
    """The journey whose board shows this record; "" for what belongs to the workspace."""
    return id_ if type_ == "journey" else str(fields.get("journey", ""))


def check_id(id_: Any) -> str:
    """Return the id, or raise `Invalid` where it is not one."""
    if not isinstance(id_, str) or not ID_PATTERN.match(id_):
        raise Invalid("An id has 1 to 120 letters, digits, dots, dashes or underscores.", "id")
    return id_


def check_fields(type_: str, fields: Any, whole: bool) -> Record:
    """Check the fields of a record.

    `whole`: a put, which fills in what is left out; otherwise a patch, which keeps to what is given and may not touch
    fixed fields. Raises `Invalid` for an unknown type, an unknown field or a value that does not fit.
    """
    record = RECORDS.get(type_)
    if record is None:
        raise Invalid(f"There is no record type “{type_}”.", "type")
    if not isinstance(fields, dict):
        raise Invalid(f"The fields of a {type_} must be an object.", "fields")
    known = _FIELDS[type_]
    given: Record = {}
    for name, value in fields.items():
        field = known.get(name)
        if field is None:
            raise Invalid(f"A {type_} has no field “{name}”.", name)
        if field.fixed and not whole:
            raise Invalid(f"“{field.label}” of a {type_} cannot be changed.", name)
        given[name] = field.check(value)
    if not whole:
        return given
    for name, field in known.items():
        if name not in given:
            given[name] = field.check(field.default)
    return {name: given[name] for name in known}
