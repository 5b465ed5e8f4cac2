"""Records on their way from one place to another, as (type, id, fields): copies of journeys, and files."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from cxmap.model.fields import Field
from cxmap.model.records import MADE_OF, RECORDS, Record, made_id, new_id

Entry = tuple[str, str, Record]
Ids = Mapping[tuple[str, str], str | None]

_VALUE = re.compile(r"(?<=[=,])[^&=,]+")


def leads_across(field: Field) -> bool:
    """Whether a field may name another journey, or a record of one."""
    return field.across or field.name == "as_is"


def fresh_ids(entries: Iterable[Entry]) -> dict[tuple[str, str], str]:
    """A new id for each (type, id) of the entries; none for those whose id is made of others."""
    return {(type_, id_): new_id() for type_, id_, _ in entries if type_ not in MADE_OF}


def renamed(entries: Iterable[Entry], ids: Ids, across: bool = True) -> list[Entry]:
    """The entries under the ids that `ids` gives for (type, id), references, made ids and saved views included.

    What `ids` does not name keeps its id; a reference that it maps to None is cleared. Without `across`, references that may
    lead to other journeys (as-is, opens, origin) stay as they are: a copy opens what the original opens.
    """
    out: list[Entry] = []
    told = {old: new for (_, old), new in ids.items() if new}
    for type_, id_, fields in entries:
        refs = {
            f.name: ids.get((f.to, fields[f.name]), fields[f.name])
            for f in RECORDS[type_].fields
            if f.kind == "ref" and f.name in fields and (across or not leads_across(f))
        }
        copy = {**fields, **refs}
        if type_ == "view" and copy.get("query"):
            copy["query"] = _VALUE.sub(lambda value: told.get(value[0], value[0]), copy["query"])
        own = made_id(type_, copy) if type_ in MADE_OF else ids.get((type_, id_), id_)
        out.append((type_, str(own), copy))
    return out
