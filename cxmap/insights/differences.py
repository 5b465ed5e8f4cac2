"""What differs between two maps, or between two moments of one: record by record. The board's `model/differences.js` is its twin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from cxmap.insights.pairing import KEYS, OF_ONE_MAP, OF_TWO_MAPS, PARENTS, By, Pairs, kept, pair, records
from cxmap.model.records import RECORDS, Record
from cxmap.model.views import JourneyView

Kind = Literal["added", "gone", "moved", "changed"]

_NEVER = frozenset({"id", "journey", "workspace", "order", "origin", "as_is"})
_PLACE = {"card": frozenset({"stage", "lane"})}
# What a linked copy sets anew for every card: no difference between the maps.
_OPEN_AGAIN = {"card": frozenset({"evidence", "shared"})}


@dataclass(frozen=True)
class Difference:
    """One difference.

    `id` is the record after (before, where it is gone), `other` the one before (None where it is added). `fields` are (from,
    to) by name: of a change what changed; of a move "stage" and "lane" as ids, or "order" as places counted from 1. `stage` is
    where it belongs: a stage after, else one that is gone; None for what concerns the whole map.
    """

    kind: Kind
    type: str
    id: str
    other: str | None
    stage: str | None = None
    fields: dict[str, tuple[Any, Any]] = field(default_factory=dict)


def differences(before: JourneyView, after: JourneyView, by: By = "origin") -> list[Difference]:
    """Everything that differs, type by type: what is there after in its order, then what is gone.

    `by="id"` compares two moments of one map, `by="origin"` a map with the one that it was copied from. A card, stage or lane
    has moved where its order relative to those that stay has changed, as few of them as can be. What hangs on something new or
    gone (its feelings, tags, connections) is no difference of its own; nor, between two maps, are evidence, sharing, and what
    customers reported on one of them only.
    """
    pairs = pair(before, after, by)
    homes = _Homes(before, after, pairs)
    found: list[Difference] = []
    for type_ in OF_ONE_MAP if by == "id" else OF_TWO_MAPS:
        found += _of_type(type_, before, after, pairs, homes, by)
    return found


def columns(before: JourneyView, after: JourneyView, by: By = "origin") -> list[tuple[Record | None, Record | None]]:
    """The stages of both maps side by side: (before, after), in the order of the map after; what is gone behind the stage
    that it stood behind."""
    return _aligned(before.stages, after.stages, pair(before, after, by)["stage"])


def rows(before: JourneyView, after: JourneyView, by: By = "origin") -> list[tuple[Record | None, Record | None]]:
    """The lanes of both maps side by side, as `columns` for stages."""
    return _aligned(before.lanes, after.lanes, pair(before, after, by)["lane"])


def by_stage(found: Iterable[Difference]) -> dict[str | None, list[Difference]]:
    """Differences by the stage that they belong to, in their order; under None what concerns the whole map."""
    out: dict[str | None, list[Difference]] = {}
    for difference in found:
        out.setdefault(difference.stage, []).append(difference)
    return out


def _aligned(
    before: Sequence[Record], after: Sequence[Record], pairs: dict[str, str]
) -> list[tuple[Record | None, Record | None]]:
    at = {r["id"]: r for r in before}
    out: list[tuple[Record | None, Record | None]] = [(at.get(pairs.get(r["id"], "")), r) for r in after]
    paired = set(pairs.values())
    place = 0
    for r in before:
        if r["id"] in paired:
            place = next(i for i, (was, _) in enumerate(out) if was is r) + 1
        else:
            out.insert(place, (r, None))
            place += 1
    return out


def _of_type(type_: str, before: JourneyView, after: JourneyView, pairs: Pairs, homes: _Homes, by: By) -> list[Difference]:
    old, new = records(before, type_), records(after, type_)
    was = {r["id"]: r for r in old}
    partner = pairs[type_]
    skip = _NEVER | _PLACE.get(type_, frozenset())
    if by == "origin":
        skip |= _OPEN_AGAIN.get(type_, frozenset()) | {name for name in KEYS.get(type_, ()) if name != "name"}
    names = [f.name for f in RECORDS[type_].fields if f.name not in skip]
    moves = _moves(type_, before, after, pairs)
    # nobody can have reported how a map feels that is not there yet
    unsaid = {r["id"] for r in (*old, *new) if r["source"] == "reported"} if by == "origin" and type_ == "feeling" else set()
    found: list[Difference] = []
    for r in new:
        other = partner.get(r["id"])
        if other is None:
            if r["id"] not in unsaid and homes.known(type_, r, new=True):
                found.append(Difference("added", type_, r["id"], None, homes.of(type_, r)))
            continue
        home = homes.of(type_, r)
        if r["id"] in moves:
            found.append(Difference("moved", type_, r["id"], other, home, moves[r["id"]]))
        changed = {name: (was[other][name], r[name]) for name in names if was[other][name] != r[name]}
        if changed:
            found.append(Difference("changed", type_, r["id"], other, home, changed))
    paired = set(partner.values())
    for r in old:
        if r["id"] not in paired and r["id"] not in unsaid and homes.known(type_, r, new=False):
            found.append(Difference("gone", type_, r["id"], r["id"], homes.of(type_, r, new=False)))
    return found


def _moves(type_: str, before: JourneyView, after: JourneyView, pairs: Pairs) -> dict[str, dict[str, tuple[Any, Any]]]:
    """Fields of each move by the id after."""
    if type_ in ("stage", "lane"):
        return _turned(records(before, type_), records(after, type_), pairs[type_])
    if type_ != "card":
        return {}
    moves: dict[str, dict[str, tuple[Any, Any]]] = {}
    was = {r["id"]: r for r in before.cards}
    for (stage, lane), cell in after.cells.items():
        cell_before = (pairs["stage"].get(stage, ""), pairs["lane"].get(lane, ""))
        staying: dict[str, str] = {}
        for r in cell:
            other = was.get(pairs["card"].get(r["id"], ""))
            if other is None:
                continue
            fields = {name: (other[name], r[name]) for name in ("stage", "lane") if other[name] != pairs[name].get(r[name], "")}
            if fields:
                moves[r["id"]] = fields
            else:
                staying[r["id"]] = other["id"]
        moves |= _turned(before.cells.get(cell_before, ()), cell, staying)
    return moves


def _turned(before: Sequence[Record], after: Sequence[Record], pairs: dict[str, str]) -> dict[str, dict[str, tuple[Any, Any]]]:
    """Those that changed places with others of the same list."""
    rank = {r["id"]: i for i, r in enumerate(before)}
    there = [(i, r["id"], rank[pairs[r["id"]]]) for i, r in enumerate(after) if r["id"] in pairs]
    steady = kept([was for _, _, was in there])
    return {id_: {"order": (was + 1, now + 1)} for k, (now, id_, was) in enumerate(there) if k not in steady}


class _Homes:
    """The stage that a record belongs to, and whether what it hangs on is there on both maps."""

    def __init__(self, before: JourneyView, after: JourneyView, pairs: Pairs) -> None:
        self.back = {type_: {was: now for now, was in of.items()} for type_, of in pairs.items()}
        self.pairs = pairs
        self.views = {True: after, False: before}
        self.index = {
            new: {t: {r["id"]: r for r in records(view, t)} for t in ("card", "measure")} for new, view in self.views.items()
        }

    def known(self, type_: str, record: Record, new: bool) -> bool:
        """Whether all that a record hangs on is on both maps."""
        there = self.pairs if new else self.back
        return all(record[name] is None or record[name] in there[to] for name, to in PARENTS.get(type_, {}).items())

    def of(self, type_: str, record: Record, new: bool = True) -> str | None:
        """The stage of a record: as it is called after, where it is there."""
        stage = self._stage(type_, record, new)
        return stage if new or stage is None else self.back["stage"].get(stage, stage)

    def _stage(self, type_: str, record: Record, new: bool) -> str | None:
        if type_ == "stage":
            return str(record["id"])
        if type_ == "reading":
            return self._stage("measure", self.index[new]["measure"][record["measure"]], new)
        name = next((n for n in ("card", "start", "stage") if record.get(n) is not None), "")
        if not name:
            return None
        if name == "stage" or type_ == "path":
            return str(record[name])
        return str(self.index[new]["card"][record[name]]["stage"])
