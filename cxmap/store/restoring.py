"""The edits that make a journey's map what it was at a moment."""

from __future__ import annotations

from collections.abc import Iterator

from cxmap.access import Actor, check_change
from cxmap.changes import Change, Edit, Refused, State
from cxmap.model.records import JOURNEY_TYPES, RECORDS, SHARED_FIELDS, Record
from cxmap.model.state import REFS
from cxmap.model.views import EVERY_BOARD_TYPES
from cxmap.store import log, reads
from cxmap.store.batch import Batch
from cxmap.store.engine import Link
from cxmap.store.past import TALK, Records

# What is restored, those that others refer to first.
_TYPES = ("journey", *(name for name in RECORDS if name in JOURNEY_TYPES and name not in TALK))
_FIXED = {name: frozenset(f.name for f in RECORDS[name].fields if f.fixed) for name in RECORDS}
_EVERY = frozenset(EVERY_BOARD_TYPES)
# What was learned since, by the record that it is about: as long as that stays, a restore of the map keeps it.
_LEARNED = {"reading": "measure", "source": "card"}


def change(batch: Batch, id_: str, actor: Actor, journey: str, revision: int, past: Records) -> Change:
    """The change that makes a journey's map what it was at a revision; `past` is what its board held then.

    Raises `Refused`: "empty" where it is so already, "forbidden" where the actor may not.
    """
    found = edits(batch.memory.state, batch.link, batch.memory.workspace, journey, past)
    if not found:
        raise Refused("empty", "The map is as it was then: there is nothing to restore.")
    made = Change(id_, tuple(found), revision, "restore", str(revision))
    check_change(actor, made)
    return made


def edits(state: State, link: Link, workspace: str, journey: str, past: Records) -> list[Edit]:
    """Edits from `state` to the journey's records in `past`; none where it is so already.

    What is said about the map stays (comments, versions, reasons, views), and so does what was learned since about what
    stays on it (readings of a KPI, sources of a card), and what belongs to the whole workspace:
    personas and teams keep the names that they have now, shared touchpoints their texts. A persona, team or touchpoint
    that was deleted since comes back where the map needs it. Raises `Refused("exists")` where another journey has taken an
    id meanwhile.
    """
    raw = reads.raw_room(state, journey) or {}
    here = {name: dict(raw.get(name, ())) for name in _TYPES}
    then = {name: past[name] for name in _TYPES}
    made: list[Edit] = list(_revived(state, link, workspace, past, then))
    changed: list[Edit] = []
    for name in _TYPES:
        for id_, fields in then[name].items():
            known = here[name].get(id_)
            if known is None or any(known[f] != fields[f] for f in _FIXED[name]):
                if known is not None:
                    made.append(Edit("delete", name, id_))
                elif state.get(name, id_) is not None:
                    raise Refused("exists", f"A {name} of that time is part of another journey now: take it out there first.")
                made.append(Edit("put", name, id_, fields))
            elif late := _late(state, name, known, fields):
                changed.append(Edit("patch", name, id_, late))
    gone = [
        Edit("delete", name, id_)
        for name in reversed(_TYPES)
        for id_, fields in here[name].items()
        if id_ not in then[name] and not learned(name, fields, then)
    ]
    return [*made, *changed, *gone]


def learned(type_: str, fields: Record, then: Records) -> bool:
    """Whether a record holds what was learned about something that is on the map of that time."""
    about = _LEARNED.get(type_)
    return about is not None and fields[about] in then[about]


def _late(state: State, type_: str, known: Record, fields: Record) -> Record:
    """The fields to be changed back. References to what another journey has lost stay as they are: they cannot come back."""
    late = {name: value for name, value in fields.items() if value != known[name]}
    for name, to in REFS[type_]:
        if late.get(name) and _elsewhere(type_, name) and state.get(to, late[name]) is None:
            late[name] = None
            if known[name] is None:
                del late[name]
    if type_ == "card" and fields["shared"] is not None:
        return {name: value for name, value in late.items() if name not in SHARED_FIELDS}
    return late


def _elsewhere(type_: str, name: str) -> bool:
    """Whether a field names what may be of another journey."""
    field = RECORDS[type_].field(name)
    return field is not None and (field.across or name == "as_is")


def _revived(state: State, link: Link, workspace: str, past: Records, then: Records) -> Iterator[Edit]:
    """Puts of what belongs to the workspace, is named by the map of that time, and is deleted now."""
    wanted: dict[tuple[str, str], None] = {}

    def want(type_: str, fields: Record) -> None:
        for name, to in REFS[type_]:
            id_ = fields[name]
            if to in _EVERY and id_ is not None and state.get(to, id_) is None and (to, id_) not in wanted:
                want(to, past[to][id_])  # a role's team first
                wanted[to, id_] = None

    for type_, records in then.items():
        for fields in records.values():
            want(type_, fields)
    for to, id_ in wanted:
        yield Edit("put", to, id_, past[to][id_])
        if to == "persona":  # what was said of it went with it
            for child, said in log.deleted_with(link, workspace, "persona", id_, "statement", "persona").items():
                if state.get("statement", child) is None:
                    yield Edit("put", "statement", child, said)
