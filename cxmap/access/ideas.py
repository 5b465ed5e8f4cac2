"""Ideas belong to who gave them: what the policy asks of an idea board beyond a role, and what its guests may.

A guest of an idea board has that board and nothing else; what they do not have is refused as if it were not there. This needs the
records that are there, so the store asks for it when a change is applied. What members undo and redo is not checked: they take
back only what they have done themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from cxmap.access.policy import MODERATORS, SYSTEM, Actor
from cxmap.access.reach import text, word
from cxmap.access.rooms import SOMEBODY, board_of
from cxmap.changes import Change, Edit, Refused, State
from cxmap.model.customer_records import IDEA_TYPES
from cxmap.model.records import RECORDS, Record

# How much a board takes from guests, so that nobody fills the database with the code that hangs in the corridor.
MOST_IDEAS, MOST_REMARKS = 5_000, 500

_TYPES = frozenset(IDEA_TYPES)
# What is somebody's: an idea, what is said of it, and what was decided.
_SIGNED = frozenset({"idea", "remark", "idea_step"})
_GIVEN = frozenset({"idea", "remark"})
# What no guest makes or changes.
_KEPT = frozenset({"whiteboard", "idea_step"})
_DECIDED = ("state", "reason", "team", "owner", "outcome")

_CLOSED = "This idea board is closed: it takes nothing any more."
_NOT_THEIRS = "Guests give ideas, second them and remark on them: the rest is for who runs the board."


def check_ideas(actor: Actor, change: Change, state: State) -> None:
    """Raise `Refused` where a change touches ideas that are not the actor's to touch, or a guest's leaves their idea board.

    An idea and a remark are given in one's own name or without one; their words are changed and taken back by who gave them. How
    far an idea has come is for champions, and each state comes with the step that the giver is told. A second is one's own. A
    closed board takes nothing. Facilitators and owners may change and delete what others said.
    """
    if actor == SYSTEM:
        return
    board = board_of(actor, state)
    if not board and (change.kind != "edit" or _TYPES.isdisjoint([edit.type for edit in change.edits])):
        return
    court = _Court(actor, change, state)
    for place, edit in enumerate(change.edits):
        if edit.type not in RECORDS or edit.type == "person":  # of these others know
            continue
        if board:
            court.within(edit, place, board)
        if change.kind == "edit" and edit.type in _TYPES and (message := court.objection(edit, bool(board))):
            raise Refused("forbidden", message, place)


class _Court:
    """One change under examination."""

    def __init__(self, actor: Actor, change: Change, state: State) -> None:
        self.actor, self.change, self.state = actor, change, state
        self.above = actor.role in MODERATORS
        self.made = {
            (edit.type, edit.id): edit.fields for edit in change.edits if edit.op == "put" and isinstance(edit.fields, dict)
        }

    def within(self, edit: Edit, place: int, board: str) -> None:
        """Refuse a guest what is not on their board, and everything once it is closed."""
        if self.change.kind != "edit" and edit.type in _KEPT:
            raise Refused("forbidden", _NOT_THEIRS, place)
        if edit.type not in _TYPES:
            raise Refused("forbidden", f"A {word(edit.type)} is no part of an idea board: only ideas are given here.", place)
        there, fields = self.state.get(edit.type, edit.id), _fields(edit)
        if there is not None and self._board(edit.type, edit.id, there) != board:
            if edit.op == "put":
                raise Refused("exists", f"Another {word(edit.type)} has the id “{edit.id}”: make a new id.", place)
            raise Refused("gone", f"The {word(edit.type)} was deleted meanwhile.", place)
        if (
            there is None
            and edit.op == "put"
            and self._board(edit.type, edit.id, fields) != board
            and edit.type != "whiteboard"
        ):
            names = "idea board" if edit.type == "idea" else "idea"
            raise Refused("unknown", f"The {names} that this {word(edit.type)} names is not there (any more).", place)
        if self.change.kind == "edit" and any(fields.get(name) is not None for name in ("map", "card", "team")):
            raise Refused("unknown", f"What this {word(edit.type)} names is not there (any more).", place)
        if (self.state.get("whiteboard", board) or {}).get("state") != "open":
            raise Refused("forbidden", _CLOSED, place)

    def objection(self, edit: Edit, guest: bool) -> str:
        """Why not; "" where nothing speaks against it."""
        there, fields = self.state.get(edit.type, edit.id), _fields(edit)
        new = edit.op == "put" and there is None
        if guest and (edit.type in _KEPT or edit.type == "idea_link"):  # a link leads to maps, which they do not have
            return _NOT_THEIRS
        if new and edit.type in ("idea", "remark", "second") and not self.above and self._closed(edit, fields):
            return _CLOSED
        if edit.type in _GIVEN:
            return self._given(edit, there, fields, guest)
        if edit.type == "second":
            return self._second(edit, there, fields)
        if edit.type == "idea_step":
            return self._step(edit, there, fields)
        if edit.type == "whiteboard" and edit.op == "delete" and not self.above:
            theirs = [i for _, i, _ in self.state.referring("whiteboard", edit.id) if not self._own(self.state.of("idea")[i])]
            return "Others have left ideas here: close the board, or ask a facilitator to delete it." if theirs else ""
        return ""

    def _given(self, edit: Edit, there: Record | None, fields: Mapping[str, Any], guest: bool) -> str:
        what = word(edit.type)
        if edit.op == "put":
            giver = fields.get("person", there["person"] if there is not None else None)
            if giver not in (None, self.actor.person) or (there is not None and giver != there["person"]):
                return f"An {what} is given in one's own name, or without one." if what == "idea" else _REMARK_NAME
        if there is None:
            return self._first(edit, fields) if edit.op == "put" and guest else ""
        if edit.op == "delete":
            return "" if self.above else self._taken_back(edit, there)
        changed = {name for name, value in fields.items() if there.get(name) != value}
        if "state" in changed and self._told(edit.id) != fields["state"]:
            return "A new state comes with the step that tells the giver of it: send both as one change."
        if self.above:
            return ""
        free = {"text"} if guest or edit.type == "remark" else {"text", "order", *_DECIDED}
        if changed - free:
            return _NOT_THEIRS if guest else f"Of this {what} only its words may be changed, and not who gave it when."
        if ("text" in changed or edit.op == "put") and not self._own(there):
            return f"Only who gave it changes the words of this {what}: ask a facilitator."
        return ""

    def _first(self, edit: Edit, fields: Mapping[str, Any]) -> str:
        """Why a guest may not give this idea or remark."""
        if edit.type == "idea":
            decided = any(fields.get(name) not in (None, "", "new") for name in _DECIDED)
            full = len(self.state.referring("whiteboard", text(fields.get("whiteboard")))) >= MOST_IDEAS
            return _NOT_THEIRS if decided else "This idea board is full: tell who runs it." if full else ""
        full = len(self.state.referring("idea", text(fields.get("idea")))) >= MOST_REMARKS
        return "Enough was said of this idea: talk to who runs the board." if full else ""

    def _taken_back(self, edit: Edit, there: Record) -> str:
        if not self._own(there):
            return f"Only who gave it takes this {word(edit.type)} back: ask a facilitator."
        about = self.state.referring("idea", edit.id) if edit.type == "idea" else []
        answers = [self.state.of(t)[i] for t, i, _ in about if t in ("second", "remark")]
        moved = there.get("state", "new") != "new"
        if moved or any(answer["person"] != self.actor.person for answer in answers):
            return "Others have taken this idea up: ask a facilitator to delete it."
        return ""

    def _second(self, edit: Edit, there: Record | None, fields: Mapping[str, Any]) -> str:
        if edit.op == "put" and fields.get("person") != self.actor.person:
            return "Everybody seconds an idea for themselves."
        if edit.op == "delete" and there is not None and there["person"] != self.actor.person and not self.above:
            return "Only who seconded an idea takes that back."
        return ""

    def _step(self, edit: Edit, there: Record | None, fields: Mapping[str, Any]) -> str:
        if there is not None:
            return "" if self.above else "What the giver was told stays: undo the step, or ask a facilitator."
        if edit.op != "put":
            return ""
        idea = text(fields.get("idea"))
        now = self.made.get(("idea", idea)) or self.state.get("idea", idea) or {}
        for other in self.change.edits:
            if (other.type, other.id) == ("idea", idea) and other.op == "patch":
                now = {**now, **_fields(other)}
        said = bool(fields.get("state", "new") == now.get("state", "new"))
        return "" if said else "A step tells the state that its idea is in: change that in the same change."

    def _told(self, idea: str) -> Any:
        """The state that a step of this change tells the giver of an idea; None where there is no such step."""
        steps = [f for (type_, _), f in self.made.items() if type_ == "idea_step" and f.get("idea") == idea]
        return steps[-1].get("state", "new") if steps else None

    def _closed(self, edit: Edit, fields: Mapping[str, Any]) -> bool:
        board = self._board(edit.type, edit.id, fields)
        there = self.state.get("whiteboard", board) or self.made.get(("whiteboard", board)) or {}
        return bool(there.get("state", "open") != "open")

    def _own(self, record: Record) -> bool:
        return bool(record["person"] == self.actor.person)

    def _board(self, type_: str, id_: str, fields: Mapping[str, Any]) -> str:
        """The idea board that a record is on; "" where there is none."""
        if type_ == "whiteboard":
            return id_
        if type_ != "idea":
            idea = text(fields.get("idea"))
            fields = self.state.get("idea", idea) or self.made.get(("idea", idea)) or {}
        return text(fields.get("whiteboard"))


_REMARK_NAME = "A remark is made in one's own name, or without one."


def signed_ideas(actor: Actor, change: Change, name: str) -> Change:
    """The change with the actor's name, as the log keeps it, under ideas, remarks and steps: nobody signs as somebody else.

    What is given without a person has no name either, unless a facilitator brings it in, such as from a sheet of paper.
    """
    if actor == SYSTEM or change.kind != "edit" or _SIGNED.isdisjoint([edit.type for edit in change.edits]):
        return change
    return replace(change, edits=tuple(_signed(actor, edit, name) for edit in change.edits))


def _signed(actor: Actor, edit: Edit, name: str) -> Edit:
    if edit.type not in _SIGNED or edit.op == "delete" or not isinstance(edit.fields, dict):
        return edit
    fields = dict(edit.fields)
    above = actor.role in MODERATORS
    if edit.op == "patch":
        if not above:
            fields.pop("author_name", None)
    elif edit.type == "idea_step":
        if not above or not fields.get("author_name"):
            fields["author_name"] = name[:60]
    elif fields.get("person") is not None and name != SOMEBODY:
        fields["author_name"] = name[:60]
    elif not above or name == SOMEBODY:
        fields.update(author_name="", person=None)
    return replace(edit, fields=fields)


def nameless(change: Change, state: State) -> bool:
    """Whether a change gives an idea or a remark without a name, or takes that back: then the log names nobody either."""
    if change.kind != "edit" and not _KEPT.isdisjoint([edit.type for edit in change.edits]):
        return False  # no giver's doing
    for edit in change.edits:
        if edit.type not in _GIVEN or (change.kind == "edit" and edit.op != "put"):
            continue
        there = state.get(edit.type, edit.id)
        if edit.op == "patch" or (change.kind == "edit" and there is not None):
            continue
        fields = there or _fields(edit)
        if fields.get("person") is None and not fields.get("author_name"):
            return True
    return False


def _fields(edit: Edit) -> dict[str, Any]:
    return edit.fields if isinstance(edit.fields, dict) and edit.op != "delete" else {}
