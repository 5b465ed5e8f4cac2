"""When something was said: the server's clock counts, for that of who says it may be wrong, or be set so."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from cxmap.access.policy import MODERATORS, SYSTEM, Actor
from cxmap.changes import Change, Edit, State
from cxmap.model.fields import Field, Invalid

# What says when it was said, and the field that says by whom, where there is one.
_WHOSE: dict[str, str | None] = {"comment": "author", "idea": "person", "remark": "person", "idea_step": None}
_AT = Field("at", "time", "At", "When it was said.", required=True)


def timed(actor: Actor, change: Change, state: State, at: str) -> Change:
    """The change with the server's time `at` (UTC) on what is said in it, and on threads that it closes.

    Who facilitates may bring in what others said earlier, such as from a file or a sheet of paper: that keeps its time, where it is
    not later than now. Undo and redo bring back the times that there were.
    """
    if actor == SYSTEM or change.kind != "edit" or _WHOSE.keys().isdisjoint([edit.type for edit in change.edits]):
        return change
    return replace(change, edits=tuple(_timed(actor, edit, state, at) for edit in change.edits))


def _timed(actor: Actor, edit: Edit, state: State, at: str) -> Edit:
    if edit.type not in _WHOSE or edit.op == "delete" or not isinstance(edit.fields, dict):
        return edit
    fields = dict(edit.fields)
    there = state.get(edit.type, edit.id)
    new = edit.op == "put" and there is None
    whose = _WHOSE[edit.type]
    own = whose is not None and fields.get(whose) == actor.person
    brought = actor.role in MODERATORS and not own
    if new and not brought:
        fields["at"] = at
    elif there is not None and actor.role not in MODERATORS and edit.op == "put":
        fields["at"] = there["at"]  # whoever sends their words again said them when they first came
    elif "at" in fields:
        fields["at"] = _not_later(fields["at"], at)
    if edit.type == "comment" and fields.get("resolved"):
        fields["resolved"] = _not_later(fields["resolved"], at) if new and brought else at
    return replace(edit, fields=fields)


def _not_later(given: Any, at: str) -> Any:
    """A time, or `at` where it lies behind that; what is no time is left to be refused."""
    try:
        return min(_AT.check(given), at)
    except Invalid:
        return given
