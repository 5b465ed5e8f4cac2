"""Two to four personas beside each other: what several of them say, where they stand between two ends, what they feel where."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from cxmap.insights import emotion
from cxmap.insights.persona_words import sentence
from cxmap.insights.similar import Item, alike
from cxmap.insights.words import plural
from cxmap.model.records import Record
from cxmap.model.views import JourneyView

Said = Mapping[str, Sequence[Record]]  # statements of a persona by kind, in order
# The kinds whose statements are aligned, in the order in which people read them.
ALIGNED = ("job", "goal", "need", "want", "motivation", "frustration", "behaviour", "outcome", "moment", "scenario", "custom")
EMPATHY = ("says", "thinks", "does", "feels")


@dataclass(frozen=True)
class Row:
    """One line of the comparison: for each persona the statements that stand in it. `shared`: several personas say nearly the same."""

    cells: tuple[tuple[Record, ...], ...]
    shared: bool = False


@dataclass(frozen=True)
class Axis:
    """Where personas stand between two ends, 0 to 100; None for one of whom it is not said. For a channel the ends are empty."""

    name: str
    low: str
    high: str
    values: tuple[float | None, ...]
    told: tuple[Record | None, ...]


def rows(people: Sequence[Said], kind: str) -> list[Row]:
    """The statements of a kind aligned: first those that several personas share, then the others in their own order."""
    owner = {s["id"]: i for i, said in enumerate(people) for s in said.get(kind, ())}
    there = {s["id"]: s for said in people for s in said.get(kind, ())}
    groups = alike([Item(id_, sentence(s), kind) for id_, s in there.items()])
    out: list[Row] = []
    left = dict(there)
    for group in groups:
        if len({owner[id_] for id_ in group.ids}) < 2:
            continue
        cells = tuple(tuple(left.pop(id_) for id_ in group.ids if owner[id_] == i and id_ in left) for i in range(len(people)))
        out.append(Row(cells, True))
    alone = [[s for s in said.get(kind, ()) if s["id"] in left] for said in people]
    for line in range(max((len(a) for a in alone), default=0)):
        out.append(Row(tuple(tuple(a[line : line + 1]) for a in alone)))
    return out


def axes(people: Sequence[Said], kind: str) -> list[Axis]:
    """Sliders (“skill”) or channels of all of them, each once, those first that most personas have."""
    by_name: dict[str, list[Record | None]] = {}
    for i, said in enumerate(people):
        for s in said.get(kind, ()):
            told = by_name.setdefault(" ".join(s["text"].casefold().split()), [None] * len(people))
            told[i] = told[i] or s
    found = []
    for told in by_name.values():
        first = next(s for s in told if s)
        ends = next((s for s in told if s and (s["low"] or s["high"])), first)
        name = sentence(first) if kind == "channel" else first["text"]
        values = tuple(s["value"] if s else None for s in told)
        found.append(Axis(name, ends["low"], ends["high"], values, tuple(told)))
    return sorted(found, key=lambda a: -sum(s is not None for s in a.told))


def shared(people: Sequence[Said]) -> int:
    """How many lines several personas share, over all aligned kinds and the empathy map."""
    return sum(row.shared for kind in (*ALIGNED, *EMPATHY) for row in rows(people, kind))


def finding(names: Sequence[str], people: Sequence[Said]) -> str:
    """What the page says first: what they share, and on which slider they are furthest apart."""
    count = shared(people)
    who = " and ".join(names) if len(names) == 2 else f"These {len(names)} personas"
    first = f"{who} share {plural(count, 'statement')}" if count else f"{who} have nothing in common yet"
    far = [(max(v) - min(v), a) for a in axes(people, "skill") if len(v := [x for x in a.values if x is not None]) > 1]
    gap, axis = max(far, key=lambda pair: pair[0], default=(0.0, None))
    return f"{first}; they differ most in “{axis.name}”." if axis and gap >= 20 else f"{first}."


@dataclass(frozen=True)
class Curves:
    """One journey with the curves of the compared personas: none for one that does not travel it."""

    view: JourneyView
    curves: tuple[tuple[emotion.Point, ...], ...]

    @property
    def title(self) -> str:
        """The journey's title."""
        return str(self.view.journey["title"])


def curves(view: JourneyView, personas: Sequence[str]) -> Curves:
    """The curves of personas on a journey, as predicted, as reported where nothing is predicted."""
    found = (emotion.points(view, p) or emotion.points(view, p, "reported") for p in personas)
    return Curves(view, tuple(tuple(points) for points in found))


def furthest(found: Curves, names: Sequence[str]) -> str:
    """The card at which the curves lie furthest apart, as a sentence; "" where no two personas feel at the same card."""
    felt: dict[str, list[tuple[emotion.Point, str]]] = {}
    for points, name in zip(found.curves, names, strict=True):
        for point in points:
            felt.setdefault(point.card, []).append((point, name))
    apart = []
    for there in felt.values():
        if len(there) > 1:
            low, high = min(there, key=lambda p: p[0].value), max(there, key=lambda p: p[0].value)
            apart.append((high[0].value - low[0].value, low, high))
    if not apart:
        return ""
    gap, low, high = max(apart, key=lambda found: found[0])
    title = low[0].title or "Untitled"
    if gap < 0.5:
        return "They feel nearly the same everywhere"
    return f"Furthest apart at “{title}”: {high[1]} {emotion.show(high[0].value)}, {low[1]} {emotion.show(low[0].value)}"
