"""What lies beyond somebody who has some journeys only: a guest of a workshop, the holder of a link to one journey.

What they do not reach is refused as if it were not there. Pure; the store asks when a change is applied.
"""

from __future__ import annotations

from collections.abc import Set
from typing import Any

from cxmap.access.policy import Actor
from cxmap.access.rooms import leads, rooms_of
from cxmap.changes import Change, Edit, Refused, State
from cxmap.model.records import JOURNEY_TYPES, RECORDS, SHARED_FIELDS, Record, room_of
from cxmap.model.state import REFS
from cxmap.model.views import EVERY_BOARD_TYPES

_EVERY = frozenset(EVERY_BOARD_TYPES)
_INSIDE = frozenset(JOURNEY_TYPES) | {"journey"}
# References that may lead to another journey.
_ACROSS = {(name, f.name) for name, r in RECORDS.items() for f in r.fields if f.across or f.name == "as_is"}


def check_reach(actor: Actor, change: Change, state: State) -> None:
    """Raise `Refused` where a change of somebody limited touches or names what they do not reach.

    Codes as for what is not there: "gone", "unknown", "exists"; "forbidden" for what belongs to the whole workspace. The maps
    of tables that the same change makes for a workshop that they lead are within reach.
    """
    if not actor.limited:
        return
    made = _tables_made(actor, change, state)
    # who waits or was sent out is told so, by `check_workshop`
    own = frozenset({actor.journey}) if actor.journey else rooms_of(state, actor.workshop)
    within = own | made
    anew = touchpoints_said_anew(change, state)
    for place, edit in enumerate(change.edits):
        if edit.type not in RECORDS or edit.type in ("person", "workspace"):  # of these the policy knows by itself
            continue
        _on_place(edit, place, within, made, state)
        if place in anew:
            raise Refused("forbidden", "Other maps share this touchpoint: who has them all may change its text.", place)
        if change.kind == "edit" and edit.op != "delete":
            _on_names(edit, place, within, change, state)


def _tables_made(actor: Actor, change: Change, state: State) -> frozenset[str]:
    """The journeys that this change makes as maps of tables, where the actor leads the workshop."""
    if change.kind != "edit":
        return frozenset()
    puts = [edit for edit in change.edits if edit.op == "put" and isinstance(edit.fields, dict)]
    new = {edit.id for edit in puts if edit.type == "journey" and state.get("journey", edit.id) is None}
    tables = (edit.fields for edit in puts if edit.type == "breakout")
    return frozenset(
        id_ for t in tables if (id_ := text(t.get("map"))) in new and leads(state, actor.person, text(t.get("journey")))
    )


def _on_place(edit: Edit, place: int, within: Set[str], made: Set[str], state: State) -> None:
    there = state.get(edit.type, edit.id)
    fields = edit.fields if isinstance(edit.fields, dict) else {}
    if edit.type not in _INSIDE:
        raise Refused("forbidden", f"A {word(edit.type)} is there for all maps: you may change this map only.", place)
    if edit.type == "journey" and edit.op != "patch" and edit.id not in made:
        raise Refused("forbidden", "You may change this map, but neither add nor delete one.", place)
    if edit.op == "put" and text(fields.get("journey", edit.id)) not in within:
        raise Refused("unknown", f"The journey that this {edit.type} names is not there (any more).", place)
    if there is not None and room_of(edit.type, edit.id, there) not in within:
        if edit.op == "put":
            raise Refused("exists", f"Another {edit.type} has the id “{edit.id}”: make a new id.", place)
        raise Refused("gone", f"The {edit.type} was deleted meanwhile.", place)


def _on_names(edit: Edit, place: int, within: Set[str], change: Change, state: State) -> None:
    """Refuse a reference to what another journey holds, or what every board holds and no map within reach names yet."""
    there = state.get(edit.type, edit.id)
    fields = edit.fields if isinstance(edit.fields, dict) else {}
    for name, to in REFS[edit.type]:
        target = text(fields.get(name))
        if not target or (there is not None and there[name] == target):
            continue
        if to in _EVERY:
            known = any(state.room(by, record) in within for by, record, _ in state.referring(to, target))
        elif (edit.type, name) in _ACROSS:
            record = state.get(to, target) or _put(change, to, target)
            known = record is not None and room_of(to, target, record) in within
        else:
            continue
        if not known:
            raise Refused("unknown", f"The {to} that this {edit.type} names is not there (any more).", place)


def touchpoints_said_anew(change: Change, state: State) -> dict[int, str]:
    """The shared touchpoints that say something else, at all their places, after edits of a card: their ids by the edit's place.

    The card may have become a place of one by an earlier edit of the same change.
    """
    anew: dict[int, str] = {}
    now: dict[str, str] = {}  # of which touchpoint a card is a place, after the edits so far
    for place, edit in enumerate(change.edits):
        if edit.type != "card" or not (edit.op == "delete" or isinstance(edit.fields, dict)):
            continue
        there = state.get("card", edit.id) or {}
        shared = now.get(edit.id, text(there.get("shared")))
        if edit.op == "delete":
            now[edit.id] = ""
            continue
        now[edit.id] = text(edit.fields.get("shared", shared))
        says = there if there.get("shared") == shared else state.get("touchpoint", shared)
        if says is not None and any(name in edit.fields and edit.fields[name] != says.get(name) for name in SHARED_FIELDS):
            anew[place] = shared
    return anew


def _put(change: Change, type_: str, id_: str) -> Record | None:
    for edit in change.edits:
        if (edit.op, edit.type, edit.id) == ("put", type_, id_) and isinstance(edit.fields, dict):
            return edit.fields
    return None


def text(value: Any) -> str:
    """A value of an edit that is not checked yet, where it is a text; else ""."""
    return value if isinstance(value, str) else ""


def word(type_: str) -> str:
    """What people call a record type, in the middle of a sentence."""
    label = RECORDS[type_].label
    return label if label.isupper() else label[:1].lower() + label[1:]
