"""All that a change is asked before it is applied: role, reach, whose words they are, and what a workshop or idea board opens."""

from __future__ import annotations

from dataclasses import replace

from cxmap.access.comments import check_comments, signed
from cxmap.access.ideas import check_ideas, nameless, signed_ideas
from cxmap.access.policy import SYSTEM, Actor, check_change
from cxmap.access.reach import check_reach
from cxmap.access.rooms import SOMEBODY, acting, board_of, hidden
from cxmap.access.times import timed
from cxmap.access.workshop import check_workshop
from cxmap.changes import Change, State
from cxmap.model.customer_records import IDEA_TYPES
from cxmap.model.records import RECORDS, room_of

# The types of what people say. What else is edited, such as cards, has no author to ask for.
_SAID = frozenset({"comment", "mention", "parked", *IDEA_TYPES})


def examine(actor: Actor, change: Change, state: State, name: str, trusted: bool = False, at: str = "") -> tuple[Change, str]:
    """The change as it is signed and timed, and the name that the log keeps: `name`, or `SOMEBODY` in an anonymous workshop and for
    what is given to an idea board without a name.

    Raises `Refused` where the actor may not make it. `trusted`: the store does it in their name, and nobody's rights are asked.
    `at` is the server's time (UTC), which what is said gets; "" leaves it the time that it carries.
    """
    at = "" if trusted else at
    if not state.of("workshop") and not actor.limited:  # most workspaces, most of the time
        if not trusted:
            check_change(actor, change)
        if change.kind == "edit" and _SAID.isdisjoint([edit.type for edit in change.edits]):
            return change, name  # nothing in it is signed or timed, or somebody's words
        if not trusted:
            check_comments(actor, change, state)
            check_ideas(actor, change, state)
        return _signed(actor, change, state, name, at)
    rooms = _meant(change, state)
    who = acting(actor, rooms, state)
    if not trusted:
        check_change(who, change)
        check_ideas(who, change, state)
        if not board_of(who, state):
            check_reach(who, change, state)
            check_comments(who, change, state)
            check_workshop(who, change, state)
    kept = SOMEBODY if hidden(actor, rooms, state) else name
    return _signed(replace(who, name=name), change, state, kept, at)


def _signed(actor: Actor, change: Change, state: State, kept: str, at: str) -> tuple[Change, str]:
    change = timed(actor, change, state, at) if at else change
    change = signed_ideas(actor, signed(actor, change, kept), kept)
    return change, SOMEBODY if actor.person != SYSTEM.person and nameless(change, state) else kept


def _meant(change: Change, state: State) -> frozenset[str]:
    """The rooms that a change is about, as far as its edits and the records tell."""
    rooms = set()
    for edit in change.edits:
        there = state.get(edit.type, edit.id) if edit.type in RECORDS else None
        rooms.add(room_of(edit.type, edit.id, there or (edit.fields if isinstance(edit.fields, dict) else {})))
    return frozenset(rooms)
