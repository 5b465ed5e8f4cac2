"""What the pages' buttons and forms come to, as edits. No screen and no store here: records in, edits out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from cxmap.changes import Edit
from cxmap.model.customer_records import STUDY_TYPES
from cxmap.model.entries import Entry, entries_in, fields_of, fresh_ids
from cxmap.model.entries import renamed as entry_ids
from cxmap.model.order import keys_between
from cxmap.model.records import JOURNEY_TYPES, WORKSHOP_TYPES, Record, new_id
from cxmap.model.views import JourneyView

# What a template holds beside its map: an example persona, who is replaced by the one that the person chooses.
_OF_PERSONA = ("persona", "statement", "traveller", "feeling")
# What no copy takes along: what people said to each other, and what names moments of the original's own history.
_STAYS = frozenset({"comment", "mention", "version", "reason"}) | WORKSHOP_TYPES | STUDY_TYPES
# What a map rests on, and what was found where somebody looked: of what is to be, nothing has happened yet.
_KNOWN = frozenset({"source", "reading", "answer", "voice"})


def renamed(entries: Sequence[Entry], ids: Mapping[tuple[str, str], str | None] | None = None) -> list[Entry]:
    """The entries under fresh ids, their references to each other included; `ids` says what (type, id) of others become."""
    return entry_ids(entries, fresh_ids(entries) | dict(ids or {}), across=False)


def puts(entries: Iterable[Entry]) -> tuple[Edit, ...]:
    """Edits that put the entries."""
    return tuple(Edit("put", type_, id_, fields) for type_, id_, fields in entries)


def new_journey(
    workspace: str, title: str, persona: str | None, new_persona: str, template: Sequence[Entry]
) -> tuple[str, tuple[Edit, ...]]:
    """A journey, blank or as a template has it: its id and the edits. `persona` is an id; a new one is made by its name."""
    journey = new_id()
    who = persona or (new_id() if new_persona else None)
    entries: list[Entry] = [("journey", journey, {"workspace": workspace, "title": title})]
    if new_persona and not persona and who:
        entries.insert(0, ("persona", who, {"workspace": workspace, "name": new_persona}))
    if who:
        entries.append(("traveller", new_id(), {"journey": journey, "persona": who, "order": keys_between(None, None, 1)[0]}))
    drawn = [e for e in template if e[0] not in _OF_PERSONA and e[0] != "journey"]
    felt = [e for e in template if e[0] == "feeling"] if who else []
    old: dict[tuple[str, str], str | None] = {(type_, id_): journey for type_, id_, _ in template if type_ == "journey"}
    old |= {("persona", fields["persona"]): who for _, _, fields in template if fields.get("persona")}
    return journey, puts([*entries, *_one_each(renamed([*drawn, *felt], old))])


def _one_each(entries: Iterable[Entry]) -> list[Entry]:
    """The entries, the first of each id: two example personas become one, and so may two feelings."""
    return list({(type_, id_): (type_, id_, fields) for type_, id_, fields in reversed(list(entries))}.values())[::-1]


def entries_of(view: JourneyView, without: frozenset[str] = _STAYS) -> list[Entry]:
    """A journey and all that is in it, `without` some types, each record after what it names."""
    inside = entries_in(view, frozenset(JOURNEY_TYPES) - without)
    return [("journey", view.journey["id"], fields_of(view.journey)), *inside]


def copy_journey(view: JourneyView, **changed: Any) -> tuple[str, tuple[Edit, ...]]:
    """A copy of a whole journey with some of its fields changed: its id and the edits.

    Personas, teams and shared touchpoints are shared, not copied. Comments, versions and reasons stay with the original.
    """
    return _copied(entries_of(view), changed)


def twin(view: JourneyView) -> tuple[str, tuple[Edit, ...]]:
    """The to-be copy of an as-is journey, linked to it record by record.

    What it rests on is open again: evidence, readings and what customers reported are of today. Its cards are no places of
    shared touchpoints, since the to-be may differ.
    """
    entries = entries_of(view, _STAYS | _KNOWN)
    changed = {"state": "to_be", "as_is": view.journey["id"], "reviewed": None, "review_due": None}
    return _copied([_to_be(entry) for entry in entries if entry[2].get("source") != "reported"], changed)


def _to_be(entry: Entry) -> Entry:
    type_, id_, fields = entry
    if type_ == "card":
        fields = {**fields, "evidence": "assumed", "shared": None}
    return (type_, id_, {**fields, "origin": id_}) if "origin" in fields else (type_, id_, fields)


def as_template(view: JourneyView, title: str) -> tuple[str, tuple[Edit, ...]]:
    """A template made of a journey: its texts, teams, connections, paths and KPIs, and how the leading persona feels.

    It leads nowhere and rests on nothing: links to other journeys, evidence, readings and dates stay with the original.
    """
    leading = view.personas[0]["id"] if view.personas else None
    kept = [_general(e, leading) for e in entries_of(view, _STAYS | _KNOWN) if _is_general(e, leading)]
    return _copied(kept, {"title": title, "use": "template", "state": "as_is"})


def _is_general(entry: Entry, leading: str | None) -> bool:
    type_, _, fields = entry
    return type_ not in ("traveller", "feeling") or (fields["persona"] == leading and fields.get("source") != "reported")


# What a record of a template does not say.
_OPEN: dict[str, Record] = {
    "journey": {"as_is": None, "owner": None, "reviewed": None, "review_due": None},
    "stage": {"opens": None, "origin": None},
    "lane": {"origin": None},
    "card": {"evidence": "assumed", "opens": None, "shared": None, "origin": None},
    "measure": {"baseline": None},
}


def _general(entry: Entry, leading: str | None) -> Entry:
    type_, id_, fields = entry
    other = {"persona": None} if type_ == "path" and fields["persona"] != leading else {}
    return type_, id_, {**fields, **_OPEN.get(type_, {}), **other}


def _copied(entries: list[Entry], changed: Record) -> tuple[str, tuple[Edit, ...]]:
    """A journey's entries, that of the journey first, under fresh ids and with some of its fields changed."""
    (type_, id_, fields), *inside = entries
    copies = renamed([(type_, id_, {**fields, **changed}), *inside])
    return copies[0][1], puts(copies)


def patch(type_: str, id_: str, was: Record, now: Mapping[str, Any]) -> tuple[Edit, ...]:
    """A patch of the fields that differ from what the person saw; nothing where none does."""
    fields = {name: value for name, value in now.items() if value != was[name]}
    return (Edit("patch", type_, id_, fields, {name: was[name] for name in fields}),) if fields else ()


def lines_of(text: str) -> list[str]:
    """The lines of a text field that say something."""
    return [line.strip() for line in text.splitlines() if line.strip()]
