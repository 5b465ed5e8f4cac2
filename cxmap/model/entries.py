"""Records on their way from one place to another, as (type, id, fields): copies of journeys, and files."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from cxmap.model.fields import Field
from cxmap.model.records import JOURNEY_TYPES, MADE_OF, RECORDS, Record, made_id, new_id
from cxmap.model.views import JourneyView

Entry = tuple[str, str, Record]
Ids = Mapping[tuple[str, str], str | None]

# The parts of a saved view that name records, and of which type; values are divided by commas.
_IN_VIEWS = {"persona": "persona", "lead": "persona", "team": "team", "fold": "lane", "foldstage": "stage"}


def entries_in(view: JourneyView, types: Collection[str] = JOURNEY_TYPES) -> list[Entry]:
    """What is in a journey, of these types, each record after what it names."""
    lists = {
        "traveller": view.travellers,
        "stage": view.stages,
        "lane": view.lanes,
        "card": view.cards,
        "feeling": view.feelings,
    }
    there = [type_ for type_ in JOURNEY_TYPES if type_ in types]
    return [(type_, r["id"], fields_of(r)) for type_ in there for r in lists.get(type_, view.of_type(type_))]


def fields_of(record: Record) -> Record:
    """The fields of a record without its id."""
    return {name: value for name, value in record.items() if name != "id"}


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
    for type_, id_, fields in entries:
        refs = {
            f.name: ids.get((f.to, fields[f.name]), fields[f.name])
            for f in RECORDS[type_].fields
            if f.kind == "ref" and f.name in fields and (across or not leads_across(f))
        }
        copy = {**fields, **refs}
        if type_ == "view" and copy.get("query"):
            copy["query"] = "&".join(_in_view(part, ids) for part in copy["query"].split("&"))
        own = made_id(type_, copy) if type_ in MADE_OF else ids.get((type_, id_), id_)
        out.append((type_, str(own), copy))
    return out


def _in_view(part: str, ids: Ids) -> str:
    name, _, values = part.partition("=")
    if name not in _IN_VIEWS:
        return part
    return f"{name}={','.join(ids.get((_IN_VIEWS[name], value)) or value for value in values.split(','))}"
