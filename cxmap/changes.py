"""Changes: a list of record edits, checked, applied, merged and inverted. Pure: no store, no clock, no network.

`apply(state, change)` is the one place where an edit becomes effective. It raises `Refused` before anything is touched, or
changes `state` and returns what it did, `Applied` by `Applied`: the unit of the log, of live update, of undo and replay.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any, Literal

from cxmap.model.fields import Invalid
from cxmap.model.records import (
    MADE_OF,
    MAX_RECORDS,
    RECORDS,
    SHARED_FIELDS,
    Record,
    check_fields,
    check_id,
    made_id,
)
from cxmap.model.state import LIMITS, MOST, REFS, Applied, Key, Op, State
from cxmap.model.text import keep_both, merge3

__all__ = [
    "Applied",
    "Change",
    "Edit",
    "Key",
    "Note",
    "Op",
    "Outcome",
    "Refused",
    "State",
    "apply",
    "invert",
    "members",
    "nearest",
]

MAX_EDITS = MAX_RECORDS
_ANOTHER = "start another journey"
_REMEDIES = {"reading": "delete old ones, or keep one a week"}


class Refused(Exception):
    """A change that is not applied. `code` is for programs, `message` one sentence for people, `edit` its edit's place."""

    def __init__(self, code: str, message: str, edit: int | None = None) -> None:
        super().__init__(message)
        self.code, self.message, self.edit = code, message, edit


@dataclass(slots=True)  # never changed all the same; the constructor of a frozen one takes four times as long, at every edit
class Edit:
    """One edit: put a record, patch some fields, or delete it.

    `was` holds the values that the author saw under the patched fields: the base of a text merge. With `strict` (undo and
    redo) a field that no longer holds `was` is left alone instead.
    """

    op: Op
    type: str
    id: str
    fields: Record = field(default_factory=dict)
    was: Record = field(default_factory=dict)
    strict: bool = False


@dataclass(slots=True)  # as `Edit`
class Change:
    """What one person does in one go. `id` is made by the author, so that sending it twice applies it once.

    `undoes` names what an undo or redo takes back (a change), or what a restore goes back to (a revision). `where` is the
    journey on whose board it was made: an undo there finds it, also where it touched only what all boards share.
    """

    id: str
    edits: tuple[Edit, ...]
    base: int = 0
    kind: Literal["edit", "undo", "redo", "restore"] = "edit"
    undoes: str = ""
    where: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """Something the author should hear: a text kept twice, a stage that was gone, a field that undo left alone."""

    code: Literal["both_kept", "stage_gone", "lane_gone", "gone", "kept"]
    message: str
    type: str
    id: str
    field: str = ""
    text: str = ""


@dataclass(slots=True)
class Outcome:
    """What a change did, in order, and what its author should hear."""

    applied: list[Applied]
    notes: list[Note]


_CLEARS = {(name, f.name) for name, r in RECORDS.items() for f in r.fields if f.kind == "ref" and f.on_delete == "clear"}
_ACROSS = {(name, f.name) for name, r in RECORDS.items() for f in r.fields if f.across or f.name == "as_is"}

Gone = Callable[[str, str], Record | None]


def apply(state: State, change: Change, gone: Gone = lambda type_, id_: None) -> Outcome:
    """Apply a change to `state` and return what it did.

    `gone(type, id)` tells the last fields of a deleted record: it places a card whose stage was deleted meanwhile. Raises
    `Refused` with `state` as it was. Edits of records that are gone are left out with a note while others of the same
    change apply; where none applies the change is refused with code "gone" (an undo or redo is not: it leaves out what it
    can no longer do, says so, and is done with).
    """
    if not change.edits:
        raise Refused("empty", "The change holds no edit.")
    if change.kind == "edit" and len(change.edits) > MAX_EDITS:  # what was done can be taken back, however large it is
        raise Refused("too_large", f"A change holds at most {MAX_EDITS:,} edits: split it.")
    work = _Work(state, gone)
    try:
        for place, edit in enumerate(change.edits):
            work.place = place
            _check_form(edit, place)
            try:
                _DO[edit.op](work, edit)
            except Invalid as error:
                raise Refused("invalid", error.message, place) from None
        work.check_limits(growing=change.kind == "edit")
        if change.kind == "edit" and not work.applied and any(note.code == "gone" for note in work.notes):
            note = next(note for note in work.notes if note.code == "gone")
            raise Refused("gone", note.message)
    except BaseException:
        work.take_back()
        raise
    return Outcome(work.applied, work.notes)


def invert(applied: Iterable[Applied]) -> tuple[Edit, ...]:
    """The edits that take a committed change back; strict, so that what others changed since is left alone."""
    edits: list[Edit] = []
    for a in reversed(list(applied)):
        if a.op == "put":
            edits.append(Edit("delete", a.type, a.id, was=a.after, strict=True))
        elif a.op == "delete":
            edits.append(Edit("put", a.type, a.id, a.before, strict=True))
        else:
            edits.append(Edit("patch", a.type, a.id, a.before, a.after, strict=True))
    return tuple(edits)


class _Work:
    """One change under way: what it has done so far, so that it can be taken back."""

    def __init__(self, state: State, gone: Gone) -> None:
        self.state, self.gone, self.place = state, gone, 0
        self.applied: list[Applied] = []
        self.notes: list[Note] = []
        self.grown: set[tuple[str, str]] = set()
        self.new: set[str] = set()  # the journeys that this change brings

    def do(self, op: Op, type_: str, id_: str, before: Record, after: Record) -> None:
        done = Applied(op, type_, id_, before, after)
        self.state.replay([done])
        self.applied.append(done)

    def take_back(self) -> None:
        for a in reversed(self.applied):
            if a.op == "put":
                self.state.remove(a.type, a.id)
            elif a.op == "delete":
                self.state.put(a.type, a.id, dict(a.before))
            else:
                self.state.put(a.type, a.id, {**(self.state.get(a.type, a.id) or {}), **a.before})

    def check_limits(self, growing: bool) -> None:
        """Refuse more than a journey holds. What was taken away from one that holds more than it may now comes back (not
        `growing`), and a journey that comes whole comes with all that it has."""
        for type_, journey in self.grown:
            limit = (LIMITS if growing and journey not in self.new else MOST)[type_]
            if self.state.count(type_, journey) > limit:
                raise Refused("too_many", f"A journey holds at most {limit:,} {type_}s: {_REMEDIES.get(type_, _ANOTHER)}.")

    def note(self, code: Any, message: str, edit: Edit, field: str = "", text: str = "") -> None:
        self.notes.append(Note(code, message, edit.type, edit.id, field, text))


def _put(work: _Work, edit: Edit) -> None:
    check_id(edit.id)
    current = work.state.get(edit.type, edit.id) if edit.type in RECORDS else None
    if current is not None:
        if not edit.strict:  # a put of what is there already patches it: sending a feeling twice makes one
            fixed = {f.name for f in RECORDS[edit.type].fields if f.fixed}
            given = check_fields(edit.type, edit.fields, whole=True)
            if any(given[name] != current[name] for name in fixed):
                raise Refused("exists", f"Another {edit.type} has the id “{edit.id}”: make a new id.", work.place)
            _patch(work, Edit("patch", edit.type, edit.id, {k: v for k, v in edit.fields.items() if k not in fixed}))
        return
    fields = check_fields(edit.type, edit.fields, whole=True)
    try:
        _place(work, edit, fields, fields)
        _take_over(work, edit, fields)
        _check_refs(work, edit, fields)
    except Refused as refusal:
        if not edit.strict or refusal.code != "gone":
            raise
        work.note("gone", f"A {edit.type} could not come back: {refusal.message}", edit)
        return
    if edit.type in LIMITS:
        work.grown.add((edit.type, fields["journey"]))
    elif edit.type == "journey":
        work.new.add(edit.id)
    work.do("put", edit.type, edit.id, {}, fields)


def _patch(work: _Work, edit: Edit) -> None:
    given = check_fields(edit.type, edit.fields, whole=False)
    current = work.state.get(edit.type, edit.id)
    if current is None:
        text = "\n".join(str(v) for k, v in given.items() if v and _is_text(edit.type, k))
        work.note("gone", f"The {edit.type} was deleted meanwhile.", edit, text=text)
        return
    after: Record = {}
    for name, value in given.items():
        now = current[name]
        if edit.strict and now == value:
            continue
        if edit.strict and now != edit.was.get(name):
            label = RECORDS[edit.type].field(name).label  # type: ignore[union-attr]
            work.note("kept", f"“{label}” was changed by somebody else meanwhile and stays.", edit, name)
        elif value != now:
            after[name] = value if edit.strict else _merged(work, edit, name, now, value)
    _place(work, edit, after, current)
    _take_over(work, edit, after)
    after = {name: value for name, value in after.items() if value != current[name]}
    if not after:
        return
    whole = {**current, **after}
    _check_refs(work, edit, whole, only=after)
    after = {name: whole[name] for name in after if whole[name] != current[name]}
    if not after:
        return
    work.do("patch", edit.type, edit.id, {name: current[name] for name in after}, after)
    _spread(work, edit, whole, after)


def _delete(work: _Work, edit: Edit) -> None:
    if edit.type not in RECORDS:
        raise Refused("invalid", f"There is no record type “{edit.type}”.", work.place)
    current = work.state.get(edit.type, edit.id)
    if current is None:
        return
    referring = work.state.referring(edit.type, edit.id)
    if edit.strict and (referring or current != edit.was):
        work.note("kept", f"The {edit.type} has been changed by somebody else meanwhile and stays.", edit)
        return
    for type_, id_, name in referring:
        child = work.state.get(type_, id_)
        if child is None:
            continue  # gone with a record deleted a moment ago
        if (type_, name) in _CLEARS:
            work.do("patch", type_, id_, {name: child[name]}, {name: None})
        else:
            _delete(work, Edit("delete", type_, id_))
    # read again: what went with it may have cleared a reference in the record itself
    work.do("delete", edit.type, edit.id, work.state.get(edit.type, edit.id) or current, {})


_DO: dict[str, Callable[[_Work, Edit], None]] = {"put": _put, "patch": _patch, "delete": _delete}


def _check_form(edit: Edit, place: int) -> None:
    """Refuse an edit whose parts are not even of the right kind; their values are checked by the fields."""
    good = (
        isinstance(edit.type, str)
        and isinstance(edit.id, str)
        and isinstance(edit.was, dict)
        and edit.op in ("put", "patch", "delete")
    )
    if not good:
        raise Refused("invalid", "An edit has an op (put, patch or delete), a type, an id and fields.", place)


def _is_text(type_: str, name: str) -> bool:
    field = RECORDS[type_].field(name)
    return field is not None and field.kind == "text"


def _merged(work: _Work, edit: Edit, name: str, now: Any, value: Any) -> Any:
    """The value of a patched field: texts merge three-way over what the author saw, anything else is the later one's."""
    base = edit.was.get(name)
    if not _is_text(edit.type, name) or not isinstance(base, str) or base == now:
        return value
    merged = merge3(base, value, now)
    if merged is None:
        definition = RECORDS[edit.type].field(name)
        merged = keep_both(value, now, bool(definition and definition.long))
        work.note("both_kept", f"Two people changed “{now}” at once: both texts are kept.", edit, name, value)
    return RECORDS[edit.type].field(name).check(merged)  # type: ignore[union-attr]


def _place(work: _Work, edit: Edit, after: Record, record: Record) -> None:
    """Give a card whose new stage or lane was deleted meanwhile the nearest one, and say so. `record` tells its journey."""
    if edit.type != "card":
        return
    for name in ("stage", "lane"):
        target = after.get(name)
        if target is None or work.state.get(name, target) is not None:
            continue
        lost = work.gone(name, target)
        if lost is None or lost["journey"] != record["journey"]:
            continue  # never existed here: _check_refs refuses it
        near = nearest(work.state, name, record["journey"], lost["order"])
        if near is None:
            raise Refused("gone", f"The {name} was deleted meanwhile, and the journey has no other.", work.place)
        after[name] = near
        where = (work.state.get(name, near) or {})["name"]
        work.note(f"{name}_gone", f"The {name} was deleted meanwhile; the card went to “{where or 'the next one'}”.", edit)


def nearest(state: State, type_: str, journey: str, order: str) -> str | None:
    """Id of the stage or lane that stands where one of that order stood: the next one, else the last; None if none."""
    there = sorted((r["order"], id_) for id_, r in members(state, type_, journey))
    return next((id_ for key, id_ in there if key >= order), there[-1][1] if there else None)


def members(state: State, type_: str, journey: str) -> Iterator[tuple[str, Record]]:
    """(id, fields) of each record of a type in a journey."""
    for t, id_, name in state.referring("journey", journey):
        if t == type_ and name == "journey":
            yield id_, state.of(type_)[id_]


def _take_over(work: _Work, edit: Edit, after: Record) -> None:
    """A card that becomes a place of a shared touchpoint says what that says."""
    if edit.type != "card" or after.get("shared") is None:
        return
    current = work.state.get("card", edit.id)
    touchpoint = work.state.get("touchpoint", after["shared"])
    if touchpoint is not None and (current is None or current["shared"] != after["shared"]):
        after.update((name, touchpoint[name]) for name in SHARED_FIELDS)


def _spread(work: _Work, edit: Edit, whole: Record, after: Record) -> None:
    """What changed at one place of a shared touchpoint changes at the touchpoint and at all its places."""
    shared = edit.id if edit.type == "touchpoint" else whole["shared"] if edit.type == "card" else None
    if shared is None or "shared" in after:
        return
    changed = {name: after[name] for name in SHARED_FIELDS if name in after}
    if not changed:
        return
    places = [(type_, id_) for type_, id_, name in work.state.referring("touchpoint", shared) if name == "shared"]
    for type_, id_ in [("touchpoint", shared), *places]:
        there = work.state.get(type_, id_) or {}
        late = {name: value for name, value in changed.items() if there[name] != value}
        if late:
            work.do("patch", type_, id_, {name: there[name] for name in late}, late)


def _check_refs(work: _Work, edit: Edit, fields: Record, only: Record | None = None) -> None:
    """Refuse a reference to what is not there, or to another journey's stage, lane or card.

    A reference that would have been cleared when its target went is cleared in `fields` now.
    """
    for name, to in REFS[edit.type]:
        if only is not None and name not in only:
            continue
        target = fields[name]
        if target is None:
            continue
        there = work.state.get(to, target)
        if there is None:
            code = "gone" if work.gone(to, target) is not None else "unknown"
            if code == "gone" and (edit.type, name) in _CLEARS:
                fields[name] = None
                continue
            raise Refused(code, f"The {to} that this {edit.type} names is not there (any more).", work.place)
        if "journey" in there and there["journey"] != fields.get("journey") and (edit.type, name) not in _ACROSS:
            raise Refused("invalid", f"The {to} belongs to another journey.", work.place)
    if edit.type in MADE_OF and edit.id != made_id(edit.type, fields):
        names = " and ".join(", ".join(MADE_OF[edit.type]).rsplit(", ", 1))
        raise Refused("invalid", f"The id of a {edit.type} is made of its {names}.", work.place)
    if edit.type == "connection" and fields["start"] == fields["end"]:
        raise Refused("invalid", "A connection leads from one card to another.", work.place)
    thread = work.state.get("comment", fields["thread"]) if edit.type == "comment" and fields["thread"] else None
    if thread is not None and thread["thread"] is not None:  # an endless chain could never be deleted again
        raise Refused("invalid", "An answer names the comment that opens its thread, not another answer.", work.place)
