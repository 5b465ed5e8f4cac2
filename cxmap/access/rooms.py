"""The rooms of a workshop: which journeys it has, who leads it, who takes part, and what somebody's role is in a journey.

Read out of records in memory (a `State`, which need hold no more than workshops, steps, tables and participants). Pure.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from cxmap.access.policy import MODERATORS, SYSTEM, Actor
from cxmap.model.records import Record
from cxmap.model.state import State

# The name that the log and the boards keep of participants while a workshop is anonymous.
SOMEBODY = "Somebody"

# What these functions look at.
ROOM_TYPES = ("workshop", "step", "breakout", "participant")

# Somebody who came twice counts as what they are best.
_BEST = ("in", "waiting", "removed", "left")


def rooms_of(state: State, workshop: str) -> frozenset[str]:
    """The journeys of a workshop: its map, and the maps of its tables; empty where there is no such workshop."""
    record = state.get("workshop", workshop)
    if record is None:
        return frozenset()
    tables = (table["map"] for table in state.of("breakout").values() if table["workshop"] == workshop)
    return frozenset({record["journey"], *filter(None, tables)})


def workshops_at(state: State, journey: str) -> list[tuple[str, Record]]:
    """(id, fields) of the workshops that have this journey among their rooms."""
    workshops = state.of("workshop")
    ids = dict.fromkeys(id_ for id_, fields in workshops.items() if fields["journey"] == journey)
    ids |= dict.fromkeys(table["workshop"] for table in state.of("breakout").values() if table["map"] == journey)
    return [(id_, workshops[id_]) for id_ in ids if id_ in workshops]


def board_of(actor: Actor, state: State) -> str:
    """The idea board that somebody is a guest of; "" who is none. A workshop of the same id would come first."""
    guest = actor.role == "guest" and actor.workshop and not actor.journey
    there = guest and state.get("workshop", actor.workshop) is None and state.get("whiteboard", actor.workshop) is not None
    return actor.workshop if there else ""


def participant_of(state: State, workshop: str, person: str) -> Record | None:
    """Somebody as a participant of a workshop; None who is none."""
    mine = [
        record
        for type_, id_, name in state.referring("person", person)
        if (type_, name) == ("participant", "person") and (record := state.of(type_)[id_])["workshop"] == workshop
    ]
    return min(mine, key=lambda record: _BEST.index(record["state"]), default=None)


def running_step(state: State, workshop: str) -> tuple[str, Record] | None:
    """(id, fields) of the step under way; of several (two people started one at once) the one that began last."""
    steps = [(id_, s) for id_, s in state.of("step").items() if s["workshop"] == workshop and s["state"] == "running"]
    return max(steps, key=lambda step: (step[1]["started"] or "", step[0]), default=None)


def leads(state: State, person: str, journey: str) -> bool:
    """Whether somebody is the facilitator of a workshop that has this journey among its rooms."""
    return any(fields["facilitator"] == person for _, fields in workshops_at(state, journey))


def acting(actor: Actor, journeys: Iterable[str], state: State) -> Actor:
    """The actor as they are in these journeys: a facilitator where they lead a workshop in each of them.

    What limits them stays: a guest who leads has the rooms of that workshop.
    """
    if actor.role in MODERATORS:
        return actor
    there = list(journeys)
    if there and all(journey and leads(state, actor.person, journey) for journey in there):
        return replace(actor, role="facilitator")
    return actor


def reach_of(actor: Actor, state: State) -> frozenset[str]:
    """The journeys that somebody limited has: that of their link, or the rooms of the workshop that they are in.

    None of them for a guest who waits to be let in, was sent out or never joined.
    """
    if actor.journey:
        return frozenset({actor.journey})
    me = participant_of(state, actor.workshop, actor.person)
    led = (state.get("workshop", actor.workshop) or {}).get("facilitator") == actor.person
    return rooms_of(state, actor.workshop) if led or (me is not None and me["state"] in ("in", "left")) else frozenset()


def hidden(actor: Actor, journeys: Iterable[str], state: State) -> bool:
    """Whether a workshop that runs in one of these journeys is anonymous and the actor takes part in it, not leading it."""
    if actor == SYSTEM:
        return False
    return any(
        fields["state"] == "running" and fields["anonymous"] == "on" and not _above(actor, id_, fields, state)
        for journey in journeys
        for id_, fields in workshops_at(state, journey)
    )


def _above(actor: Actor, workshop: str, fields: Record, state: State) -> bool:
    """Whether they lead: the facilitator, and who has a facilitator's role and does not take part."""
    if fields["facilitator"] == actor.person:
        return True
    me = participant_of(state, workshop, actor.person)
    return actor.role in MODERATORS and (me is None or me["state"] not in ("in", "waiting"))
