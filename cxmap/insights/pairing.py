"""Which record of one map is the same thing on another: by id between two moments of one map, by origin between two maps."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Literal

from cxmap.model.records import Record
from cxmap.model.views import JourneyView

By = Literal["origin", "id"]
Pairs = dict[str, dict[str, str]]  # by type: id after → id before

# What makes two records of different maps the same, where they have no origin of their own.
KEYS: dict[str, tuple[str, ...]] = {
    "traveller": ("persona",),
    "feeling": ("card", "persona", "source"),
    "assignment": ("card", "team", "part"),
    "tag": ("card", "name"),
    "connection": ("start", "end"),
    "path": ("start", "end", "persona", "channel"),
    "measure": ("stage", "card", "name"),
}
# The references that lead to another record of the map: what hangs on something new or gone is no difference of its own.
PARENTS: dict[str, dict[str, str]] = {
    "feeling": {"card": "card"},
    "assignment": {"card": "card"},
    "tag": {"card": "card"},
    "connection": {"start": "card", "end": "card"},
    "path": {"start": "stage", "end": "stage"},
    "measure": {"stage": "stage", "card": "card"},
    "source": {"card": "card"},
    "reading": {"measure": "measure"},
    "answer": {"stage": "stage"},
}
# Types in the order in which differences are told; the last ones only between two moments of one map.
OF_TWO_MAPS = ("traveller", "stage", "lane", "card", "feeling", "assignment", "tag", "connection", "path", "measure")
OF_ONE_MAP = ("journey", *OF_TWO_MAPS, "source", "reading", "answer")


def records(view: JourneyView, type_: str) -> Sequence[Record]:
    """The records of a type in the order in which they are compared: cards in map order, what has no order by id."""
    own: dict[str, Sequence[Record]] = {
        "journey": [view.journey],
        "traveller": view.travellers,
        "stage": view.stages,
        "lane": view.lanes,
        "card": view.cards,
        "feeling": view.feelings,
    }
    return sorted(own["feeling"], key=lambda r: r["id"]) if type_ == "feeling" else own.get(type_, view.of_type(type_))


def pair(before: JourneyView, after: JourneyView, by: By) -> Pairs:
    """Pair the records of two maps, each with at most one.

    By origin: a stage, lane or card belongs to the one that it was copied from (either way round, or both from a third);
    what is left, to the first of the same words: a stage of its name, a lane of its kind and name, then of its kind, a card of
    its lane's kind and title, in its own stage before others.
    """
    if by == "id":
        return {t: _same_ids(records(before, t), records(after, t)) for t in OF_ONE_MAP}
    pairs: Pairs = {t: _by_origin(records(before, t), records(after, t)) for t in ("stage", "lane", "card")}
    _by_words(pairs["stage"], before.stages, after.stages, _name, _name)
    for words in (lambda r: (r["kind"], r["name"].lower()), lambda r: r["kind"]):
        _by_words(pairs["lane"], before.lanes, after.lanes, words, words)
    was, now = before.lane_kind, after.lane_kind
    stage = pairs["stage"]
    _by_words(
        pairs["card"],
        before.cards,
        after.cards,
        lambda r: _titled(r, was[r["lane"]], r["stage"]),
        lambda r: _titled(r, now[r["lane"]], stage.get(r["stage"], "")),
    )
    _by_words(
        pairs["card"],
        before.cards,
        after.cards,
        lambda r: _titled(r, was[r["lane"]], ""),
        lambda r: _titled(r, now[r["lane"]], ""),
    )
    for type_ in KEYS:
        pairs[type_] = {}
        _by_words(
            pairs[type_],
            records(before, type_),
            records(after, type_),
            lambda r, t=type_: _key(t, r, {}),  # type: ignore[misc]
            lambda r, t=type_: _key(t, r, pairs),  # type: ignore[misc]
        )
    return pairs


def kept(ranks: Sequence[int]) -> set[int]:
    """Places of a longest rising part of different numbers: what need not have moved for the rest to stand where it does."""
    ends: list[int] = []  # smallest last rank of a rising part of each length
    at: list[int] = []  # its place
    back: list[int] = []
    for place, rank in enumerate(ranks):
        length = bisect_left(ends, rank)
        back.append(at[length - 1] if length else -1)
        ends[length:] = [rank, *ends[length + 1 :]] if length < len(ends) else [rank]
        at[length:] = [place, *at[length + 1 :]] if length < len(at) else [place]
    found: set[int] = set()
    place = at[-1] if at else -1
    while place >= 0:
        found.add(place)
        place = back[place]
    return found


def _same_ids(before: Sequence[Record], after: Sequence[Record]) -> dict[str, str]:
    there = {r["id"] for r in before}
    return {r["id"]: r["id"] for r in after if r["id"] in there}


def _by_origin(before: Sequence[Record], after: Sequence[Record]) -> dict[str, str]:
    found: dict[str, str] = {}
    _by_words(found, before, after, lambda r: r["id"], lambda r: r["origin"])
    _by_words(found, before, after, lambda r: r["origin"], lambda r: r["id"])
    _by_words(found, before, after, lambda r: r["origin"], lambda r: r["origin"])
    return found


Words = Callable[[Record], Hashable]


def _by_words(found: dict[str, str], before: Iterable[Record], after: Iterable[Record], was: Words, now: Words) -> None:
    """Pair what is left by what `was` and `now` say of it, in order; None and "" pair with nothing."""
    taken = set(found.values())
    waiting: dict[Hashable, list[str]] = defaultdict(list)
    for r in before:
        if r["id"] not in taken:
            waiting[was(r)].append(r["id"])
    for lists in waiting.values():
        lists.reverse()
    for r in after:
        words = now(r)
        if r["id"] not in found and words and waiting.get(words):
            found[r["id"]] = waiting[words].pop()


def _name(stage: Record) -> str:
    return str(stage["name"]).lower()


def _titled(card: Record, kind: str, stage: str) -> Hashable:
    return (stage, kind, card["title"].lower()) if card["title"] else None


def _key(type_: str, record: Record, pairs: Pairs) -> Hashable:
    """The key of a record, its references led back to the map before; None where one of them is new."""
    parents = PARENTS.get(type_, {})
    out: list[Hashable] = []
    for name in KEYS[type_]:
        value = record[name]
        if pairs and name in parents and value is not None:
            value = pairs[parents[name]].get(value)
            if value is None:
                return None
        out.append(value.lower() if name == "name" else value)
    return tuple(out)
