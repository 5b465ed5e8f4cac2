"""Comments belong to who wrote them: what the policy asks of them beyond a role, and the names that they carry.

This needs the records that are there, so the store asks for it when a change is applied. Undo and redo are not checked: they
take back only what somebody has done themselves.
"""

from __future__ import annotations

from dataclasses import replace

from cxmap.access.policy import MODERATORS, SYSTEM, Actor
from cxmap.access.rooms import SOMEBODY
from cxmap.changes import Change, Edit, Refused, State
from cxmap.model.records import Record

# What anybody who edits may change of a comment: whether its thread is closed.
_OPEN_TO_ALL = frozenset({"resolved", "resolved_by"})


def check_comments(actor: Actor, change: Change, state: State) -> None:
    """Raise `Refused("forbidden", …)` where a change touches comments or mentions that are not the actor's to touch.

    A comment is written in one's own name. Its text is changed and deleted by its author; a facilitator or owner may do
    that too, and may bring in comments without an author (from a file). A thread that others have answered is not deleted
    by its author alone. Who is mentioned is said by the author of the comment.
    """
    if actor == SYSTEM or actor.role in MODERATORS or change.kind != "edit":
        return
    made = {edit.id for edit in change.edits if edit.type == "comment" and edit.op == "put"}
    for place, edit in enumerate(change.edits):
        message = _on_comment(actor, edit, state) if edit.type == "comment" else ""
        if edit.type == "mention":
            message = _on_mention(actor, edit, state, made)
        if message:
            raise Refused("forbidden", message, place)


def _on_comment(actor: Actor, edit: Edit, state: State) -> str:
    there = state.get("comment", edit.id)
    if edit.op == "put" and there is None:
        return "" if edit.fields.get("author") == actor.person else "A comment is written in one's own name."
    if there is None or (edit.op == "patch" and set(edit.fields) <= _OPEN_TO_ALL):
        return ""
    if there["author"] != actor.person:
        return "Only its author changes or deletes a comment: ask a facilitator."
    if edit.op == "delete" and any(answer["author"] != actor.person for answer in _answers(edit.id, state)):
        return "Others have answered in this thread: resolve it, or ask a facilitator to delete it."
    if edit.op == "patch" and not set(edit.fields) <= {"text", *_OPEN_TO_ALL}:
        return "Of a comment only its text is changed."
    return ""


def _on_mention(actor: Actor, edit: Edit, state: State, made: set[str]) -> str:
    there = state.get("mention", edit.id)
    comment = (there or edit.fields).get("comment")
    if comment in made:
        return ""
    written = state.get("comment", comment) if isinstance(comment, str) else None
    own = written is None or written["author"] == actor.person
    return "" if own else "Only the author of a comment says whom it mentions."


def _answers(id_: str, state: State) -> list[Record]:
    return [
        state.of("comment")[answer]
        for type_, answer, name in state.referring("comment", id_)
        if (type_, name) == ("comment", "thread")
    ]


def signed(actor: Actor, change: Change, name: str) -> Change:
    """The change with the actor's name, as the log keeps it, under what they say, park and close: nobody signs as somebody else.

    Under `SOMEBODY`, the name of all who take part in an anonymous workshop, a comment does not say who its author is.
    """
    if actor == SYSTEM or change.kind != "edit" or not any(edit.type in ("comment", "parked") for edit in change.edits):
        return change
    return replace(change, edits=tuple(_signed(actor, edit, name) for edit in change.edits))


def _signed(actor: Actor, edit: Edit, name: str) -> Edit:
    if edit.op == "delete" or not isinstance(edit.fields, dict):
        return edit
    fields = dict(edit.fields)
    if edit.type == "parked" and (name == SOMEBODY or actor.role not in MODERATORS):
        fields.pop("author_name", None)
        if edit.op == "put":
            fields["author_name"] = name[:60]
    if edit.type == "comment" and edit.op == "put" and fields.get("author") == actor.person:
        fields["author_name"] = name[:60]
        fields["resolved_by"] = name[:60] if fields.get("resolved") else ""
        if name == SOMEBODY:
            fields["author"] = None
    if edit.type == "comment" and edit.op == "patch":
        fields.pop("resolved_by", None)
        if "resolved" in fields:
            fields["resolved_by"] = name[:60] if fields["resolved"] else ""
    return replace(edit, fields=fields)
