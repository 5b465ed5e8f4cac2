"""Records in memory, and what an edit did to them. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from cxmap.model.records import MAX_CARDS, MAX_LANES, MAX_READINGS, MAX_RECORDS, MAX_STAGES, RECORDS, Record, room_of

Op = Literal["put", "patch", "delete"]
Key = tuple[str, str]

# The references of each type: (field, type that it names).
REFS = {name: tuple((f.name, f.to) for f in r.fields if f.kind == "ref") for name, r in RECORDS.items()}
_REF_NAMES = {name: frozenset(ref for ref, _ in refs) for name, refs in REFS.items()}

# How many records of a type a journey holds at most.
LIMITS = {"card": MAX_CARDS, "stage": MAX_STAGES, "lane": MAX_LANES, "reading": MAX_READINGS}
# How many it holds where they come back (an undo) or come with it (a file of our own): a journey that grew past the limits
# above, by an undo or before there was one, goes out and comes in again. Stages times lanes are the cells that a board lays out,
# so of those not as many as a file has room for.
MOST = {"card": MAX_RECORDS, "stage": 2 * MAX_STAGES, "lane": 2 * MAX_LANES, "reading": MAX_RECORDS}


@dataclass(slots=True)  # never changed all the same; the constructor of a frozen one takes four times as long, at every edit
class Applied:
    """What an edit did: the touched fields before and after (a put has no before, a delete no after)."""

    op: Op
    type: str
    id: str
    before: Record
    after: Record

    @property
    def room(self) -> str:
        """The journey of the record, as far as its own fields tell ("" otherwise; the store asks the state)."""
        return room_of(self.type, self.id, self.after or self.before)


class State:
    """Records in memory with an index from each record to those that refer to it."""

    def __init__(self) -> None:
        self._records: dict[str, dict[str, Record]] = {name: {} for name in RECORDS}
        self._referring: dict[Key, dict[tuple[str, str, str], None]] = {}
        self._counts: Counter[Key] = Counter()
        self._opening: dict[Key, None] = {}

    def get(self, type_: str, id_: str) -> Record | None:
        """The fields of a record (without its id), or None. Not to be changed by the caller."""
        return self._records[type_].get(id_)

    def of(self, type_: str) -> dict[str, Record]:
        """All records of a type by id. Not to be changed by the caller."""
        return self._records[type_]

    def referring(self, type_: str, id_: str) -> list[tuple[str, str, str]]:
        """(type, id, field) of each record that names this one, oldest first."""
        return list(self._referring.get((type_, id_), ()))

    def opening(self) -> list[Key]:
        """(type, id) of each stage and card that opens into a journey."""
        return list(self._opening)

    def count(self, type_: str, journey: str) -> int:
        """How many stages, lanes or cards a journey has."""
        return self._counts[type_, journey]

    def put(self, type_: str, id_: str, fields: Record) -> None:
        """Set a whole record."""
        old = self._records[type_].get(id_)
        if old is not None:
            self._unlink(type_, id_, old)
        self._records[type_][id_] = fields
        for name, to in REFS[type_]:
            if fields[name] is not None:
                self._referring.setdefault((to, fields[name]), {})[(type_, id_, name)] = None
        if type_ in LIMITS:
            self._counts[type_, fields["journey"]] += 1
            if fields.get("opens"):
                self._opening[type_, id_] = None

    def remove(self, type_: str, id_: str) -> None:
        """Forget a record."""
        old = self._records[type_].pop(id_, None)
        if old is not None:
            self._unlink(type_, id_, old)

    def _unlink(self, type_: str, id_: str, fields: Record) -> None:
        if type_ in LIMITS:
            self._counts[type_, fields["journey"]] -= 1
            self._opening.pop((type_, id_), None)
        for name, to in REFS[type_]:
            links = self._referring.get((to, fields[name]))
            if links is not None:
                links.pop((type_, id_, name), None)
                if not links:
                    del self._referring[(to, fields[name])]

    def replay(self, applied: Iterable[Applied]) -> None:
        """Do what a committed change did: *stale view + change = fresh view*."""
        for a in applied:
            if a.op == "delete":
                self.remove(a.type, a.id)
            elif a.op == "put":
                self.put(a.type, a.id, dict(a.after))
            else:
                record = {**self._records[a.type][a.id], **a.after}
                if _REF_NAMES[a.type].isdisjoint(a.after):
                    self._records[a.type][a.id] = record  # most edits: no reference changes
                else:
                    self.put(a.type, a.id, record)

    def room(self, type_: str, id_: str) -> str:
        """The journey in whose room a record is; "" for what belongs to the workspace."""
        return room_of(type_, id_, self._records[type_].get(id_) or {})
