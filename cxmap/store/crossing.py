"""Two people who set one number or one choice at once: it cannot be merged as a text can, so the later one stands.

Both are told, who set what, and each can put their own back with one click. Worked out where changes are made (`Batch.add`)
and kept for a while, for a board that was away and for pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import islice
from typing import TYPE_CHECKING, Any

from cxmap.changes import Applied, Change, Edit, State
from cxmap.model import customer_vocabulary, vocabulary
from cxmap.model.records import RECORDS, Record
from cxmap.model.text import minus
from cxmap.model.vocabulary import DURATION_UNITS, Term, label

if TYPE_CHECKING:
    from cxmap.store.log import Committed

KEPT = 300  # crossings that are remembered
# What was set less than this before cannot have been read and answered: whoever sets it now has not seen it, or hardly.
MOMENT = timedelta(seconds=2)
_LOOKED_AT = 1_000  # newest changes in which the one before is looked for
_LATELY = 100  # the same where the author's board showed it already: only the last moment counts
_EDITS = 5_000  # and edits of these, as one change may hold a thousand
_MOST_ASKED, _MOST_TOLD = 50, 5  # values of one change that are looked at, and crossings that are told

# A place is not a value: where a card, stage or lane went, everybody sees. A workshop's records are its facilitator's.
_PLACES = {("card", "stage"), ("card", "lane")}
_NOT = {"person", "workshop", "step", "breakout", "participant", "parked", "decision", "tally", "voice", "comment", "version"}
_VALUES = {
    (name, f.name)
    for name, record in RECORDS.items()
    for f in record.fields
    if name not in _NOT and f.kind in ("number", "integer", "choice", "date", "ref") and not f.fixed
} - _PLACES


def _lists(module: Any) -> Iterator[tuple[Term, ...]]:
    for value in vars(module).values():
        if isinstance(value, tuple) and value and all(isinstance(term, Term) for term in value):
            yield value


_LABELS = {
    tuple(term.key for term in terms): {term.key: term.label for term in terms}
    for module in (vocabulary, customer_vocabulary)
    for terms in _lists(module)
}


@dataclass(frozen=True, slots=True)
class Crossing:
    """A value of one person's that another's took the place of, while neither had seen the other's.

    `first` and `later` are (id, name) of the two, `lost` and `stands` what they set; `what` names field and record in words,
    `said` the two values. `room` is the journey it is in, "" for the workspace.
    """

    rev: int
    room: str
    type: str
    id: str
    field: str
    first: tuple[str, str]
    later: tuple[str, str]
    lost: Any
    stands: Any
    what: str
    said: tuple[str, str]

    def concerns(self, person: str) -> bool:
        """Whether this person is one of the two."""
        return person in (self.first[0], self.later[0])

    def other(self, person: str) -> tuple[str, str]:
        """(id, name) of the other one."""
        return self.later if person == self.first[0] else self.first

    def told(self, person: str) -> str:
        """What this person should hear, as one sentence."""
        lost, stands = self.said
        if person == self.first[0]:
            return f"{self.later[1] or 'Somebody'} set {self.what} to {stands} at the same time as you: your {lost} no longer stands."
        return f"{self.first[1] or 'Somebody'} set {self.what} to {lost} at the same time as you: your {stands} came later and stands."


def found(
    state: State,
    change: Change,
    applied: Sequence[Applied],
    places: Sequence[str],
    who: tuple[str, str],
    rev: int,
    at: str,
    recent: dict[str, Committed],
) -> tuple[Crossing, ...]:
    """The crossings that a change makes which is about to be remembered. `recent` are the changes before it, the newest last.

    A value crosses where its author saw another one than it replaces (`was`, else the revision that the change is based on),
    and somebody else set that; or where they set it within the last `MOMENT`.
    """
    if change.kind != "edit":
        return ()
    made: list[Crossing] = []
    asked = 0
    edits: dict[tuple[str, str], Edit] | None = None
    for done, place in zip(applied, places, strict=True):
        if done.op != "patch":
            continue
        for name, value in done.after.items():
            if (done.type, name) not in _VALUES:
                continue
            if edits is None:
                edits = {(edit.type, edit.id): edit for edit in change.edits}
            edit = edits.get((done.type, done.id))
            if edit is None or name not in edit.fields:
                continue  # it came along with something else
            asked += 1
            if asked > _MOST_ASKED or len(made) == _MOST_TOLD:
                return tuple(made)
            before = _before(change, edit, name, done.before[name], at, recent)
            if before is None or before.actor == who[0]:
                continue
            field = RECORDS[done.type].field(name)
            record = state.get(done.type, done.id) or {}
            said = (_shown(state, done.type, record, name, done.before[name]), _shown(state, done.type, record, name, value))
            what = f"“{field.label if field else name}” of {_called(state, done.type, record)}"
            first = (before.actor, before.name)
            made.append(Crossing(rev, place, done.type, done.id, name, first, who, done.before[name], value, what, said))
    return tuple(made)


def found_beside(state: State, written: Committed, recent: dict[str, Committed]) -> tuple[Crossing, ...]:
    """The same for a change that another process has written: what its author saw is not known, only that `MOMENT` tells."""
    if written.kind != "edit" or any(a.op != "patch" for a in written.applied):
        return ()  # what goes with a deletion was set by nobody
    edits = tuple(Edit("patch", a.type, a.id, a.after, a.before) for a in written.applied)
    change, who = Change(written.id, edits), (written.actor, written.name)
    return found(state, change, written.applied, written.places, who, written.rev, written.at, recent)


def _before(change: Change, edit: Edit, name: str, replaced: Any, at: str, recent: dict[str, Committed]) -> Committed | None:
    """The change that set what is replaced, where the author of this one cannot have meant that."""
    saw = name in edit.was and edit.was[name] == replaced
    moment = (datetime.fromisoformat(at) - MOMENT).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    left = _EDITS
    for past in islice(reversed(recent.values()), _LATELY if saw else _LOOKED_AT):
        left -= len(past.applied)
        if left < 0 or (saw and past.at < moment):
            return None
        for a in past.applied:
            if a.id != edit.id or a.type != edit.type or name not in a.after:
                continue
            if saw:  # whoever completes what somebody has just made crosses nobody
                return past if a.op == "patch" else None
            return past if name in edit.was or past.rev > change.base > 0 or past.at >= moment else None
    return None


def _shown(state: State, type_: str, record: Record, name: str, value: Any) -> str:
    """A value as people write it, with its unit."""
    field = RECORDS[type_].field(name)
    if value is None or value == "" or field is None:
        return "nothing"
    if field.kind == "choice":
        return f"“{_LABELS.get(field.choices, {}).get(value, value)}”"
    if field.kind == "ref":
        return _called(state, field.to, state.get(field.to, value) or {})
    if field.kind not in ("number", "integer"):
        return str(value)
    return minus(f"{value:,.10g}") + _unit(state, type_, record, name, value)


def _unit(state: State, type_: str, record: Record, name: str, value: float) -> str:
    if type_ == "measure" and name in ("target", "baseline"):
        unit = record.get("unit")
    elif type_ == "reading" and name == "value":
        unit = (state.get("measure", record.get("measure") or "") or {}).get("unit")
    else:  # “duration” has its “duration_unit”
        several = label(DURATION_UNITS, record.get(f"{name}_unit")).lower()
        unit = several.removesuffix("s") if value == 1 else several
    return f"\N{NO-BREAK SPACE}{unit}" if unit else ""


def _called(state: State, type_: str, record: Record) -> str:
    """A record as people call it."""
    if type_ == "feeling":
        return _called(state, "card", state.get("card", record.get("card") or "") or {})
    if type_ == "reading":
        measure = state.get("measure", record.get("measure") or "") or {}
        return f"the reading of {record.get('date', 'one day')} of {_called(state, 'measure', measure)}"
    words = str(record.get("title") or record.get("name") or "")
    if words:
        return f"“{words if len(words) <= 60 else words[:59] + '…'}”"
    return f"a {RECORDS[type_].label.lower()}"
