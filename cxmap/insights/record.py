"""The record of a workshop: what each of its steps produced, out of what was done while it ran, and how the room ranked things.

What was done comes as `Did`, one for each edit of the change log on the workshop's map and on the maps of its tables.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from cxmap.insights import estimates
from cxmap.insights.estimates import Ranked
from cxmap.insights.words import plural
from cxmap.insights.workshop import Room, took
from cxmap.model.records import Record
from cxmap.model.vocabulary import LANE_KINDS

# What one card of a lane is called.
_ONE = {
    "evidence": ("piece of evidence", "pieces of evidence"),
    "action": ("action", "actions"),
    "touchpoint": ("touchpoint", "touchpoints"),
    "thought": ("thought", "thoughts"),
    "emotion": ("feeling's card", "feelings' cards"),
    "pain": ("pain point", "pain points"),
    "moment": ("moment of truth", "moments of truth"),
    "opportunity": ("opportunity", "opportunities"),
    "frontstage": ("frontstage card", "frontstage cards"),
    "backstage": ("backstage card", "backstage cards"),
    "support": ("support card", "support cards"),
    "kpi": ("KPI", "KPIs"),
    "note": ("note", "notes"),
    "custom": ("other card", "other cards"),
}
_ORDER = [term.key for term in LANE_KINDS]
_ASKED = {"rating": "rated", "votes": "voted on", "placement": "placed"}


@dataclass(frozen=True, slots=True)
class Did:
    """One edit of the log: when (UTC), what, on which record; `kind` is the kind of lane that a card stands in."""

    at: str
    op: str
    type: str
    id: str
    kind: str = ""


@dataclass
class Produced:
    """What came of one step: cards made by kind of lane, those changed, comments, stacked cards and feelings given."""

    step: Record
    took: float | None
    cards: Counter[str] = field(default_factory=Counter)
    changed: int = 0
    comments: int = 0
    stacked: int = 0
    feelings: int = 0
    tallies: Sequence[Record] = ()
    decisions: int = 0
    parked: int = 0

    @property
    def words(self) -> list[str]:
        """It in a few phrases; none where it produced nothing that is kept."""
        said = [plural(self.cards[kind], *_ONE[kind]) for kind in _ORDER if self.cards[kind]]
        if self.tallies:
            people = max(t["people"] for t in self.tallies)
            asked = _ASKED[self.tallies[0]["kind"]]
            said.append(f"{plural(len(self.tallies), 'card')} {asked} by {plural(people, 'person', 'people')}")
        said += [f"{self.changed:,} {'card' if self.changed == 1 else 'cards'} changed"] if self.changed else []
        said += [f"{self.stacked:,} stacked under another"] if self.stacked else []
        rest = (
            (self.feelings, "feeling"),
            (self.comments, "comment"),
            (self.decisions, "decision or question"),
            (self.parked, "parked topic"),
        )
        return said + [plural(n, one, "decisions and questions" if one.startswith("decision") else "") for n, one in rest if n]


def by_step(room: Room, done: Iterable[Did], now: str = "") -> list[Produced]:
    """What each step that was begun produced, in order. `now` ends a step that is still under way.

    A card counts where it was made, unless it was taken away in the same step; an edit belongs to the step begun last
    before it, as long as that was under way.
    """
    begun = sorted((s for s in room.steps if s["started"]), key=lambda s: s["started"])
    inside: dict[str, list[Did]] = {step["id"]: [] for step in begun}
    for did in done:
        step = next((s for s in reversed(begun) if s["started"] <= did.at), None)
        if step is not None and (not step["ended"] or did.at <= step["ended"]):
            inside[step["id"]].append(did)
    return [_produced(room, step, inside[step["id"]], now) for step in room.steps if step["id"] in inside]


def _produced(room: Room, step: Record, done: Sequence[Did], now: str) -> Produced:
    made: dict[str, dict[str, str]] = {}
    changed: set[str] = set()
    for did in done:
        there = made.setdefault(did.type, {})
        if did.op == "put":
            there[did.id] = did.kind
        elif did.op == "delete":
            there.pop(did.id, None)
        elif did.type == "card" and did.id not in there:
            changed.add(did.id)
    return Produced(
        step,
        took(step, now),
        Counter(kind or "custom" for kind in made.get("card", {}).values()),
        changed=len(changed),
        comments=len(made.get("comment", ())),
        stacked=len(made.get("voice", ())),
        feelings=len(made.get("feeling", ())),
        tallies=room.tallies_of(step["id"]),
        decisions=len(made.get("decision", ())),
        parked=len(made.get("parked", ())),
    )


@dataclass(frozen=True)
class Ranking:
    """What a room rated, voted on or placed in one step: the finding, whose estimate it is, and each thing in its place."""

    step: Record
    kind: str
    finding: str
    estimate: str
    rows: Sequence[Ranked]

    @property
    def most(self) -> float:
        """The largest value, for bars; 0 without rows."""
        return max((float(r.tally["value"]) for r in self.rows), default=0.0)


def rankings(room: Room, titles: Mapping[str, str] | None = None) -> list[Ranking]:
    """One for each step of which something was revealed, in the order of the run sheet.

    `titles` says what cards (by id) are called now; else they are called what they were called then.
    """

    def name(tally: Record) -> str:
        return (titles or {}).get(tally["card"] or "", "") or str(tally["title"]) or "a card without a title"

    found = []
    for step in room.steps:
        tallies = room.tallies_of(step["id"])
        if tallies:
            said = estimates.finding_of(tallies, name)
            found.append(Ranking(step, tallies[0]["kind"], said, estimates.estimate(tallies), estimates.ranked(tallies)))
    return found


def dissent(tally: Record) -> str:
    """Who saw it otherwise, of a tally whose room was split: “5 at −3, 4 at +2”; "" where it was not.

    Told are the values of the two ends, with how many gave each.
    """
    if estimates.spread_of(tally) != "split" or tally["kind"] != "rating":
        return ""
    counts = sorted((values[0], n) for values, n in estimates.counts_of(tally))
    if len(counts) < 2:
        return ""
    return ", ".join(f"{n:,} at {_feeling(value)}" for value, n in (counts[0], counts[-1]))


def _feeling(value: float) -> str:
    return f"{'−' if value < 0 else '+' if value > 0 else ''}{abs(value):g}"
