"""Who does what: the RACI matrix of a journey, what is wrong with it, and what each team has.

[F] per activity: exactly one A, more or none is an error; at least one R, none is a warning; an A may also be an R. The owner
of a touchpoint is the team that has its A.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from cxmap.model.records import Record
from cxmap.model.views import JourneyView
from cxmap.model.vocabulary import LANE_KINDS, label

# The lanes whose cards are activities: what the customer meets, and the blueprint under it.
ACTIVITIES = ("touchpoint", "frontstage", "backstage", "support")
# The parts in the order in which people say them, each with its letter.
LETTERS = {"accountable": "A", "responsible": "R", "consulted": "C", "informed": "I"}
PARTS = {letter: part for part, letter in LETTERS.items()}
FORMULA = "Exactly one A an activity, at least one R; the A may also be the R."


@dataclass(frozen=True)
class Entry:
    """One part that a team has in a card; `role` is the name of the role that has it, "" where none is named."""

    part: str
    team: str
    name: str
    role: str = ""


@dataclass(frozen=True)
class Problem:
    """What is wrong with a row: as a sentence with the remedy, and in a few words where there is no room for that."""

    level: Literal["error", "warning"]
    sentence: str
    short: str


@dataclass(frozen=True)
class Row:
    """One activity: its card, its stage, the kind of its lane, and who has which part in it."""

    card: Record
    stage: Record
    number: int
    kind: str
    entries: tuple[Entry, ...]

    @cached_property
    def owners(self) -> tuple[Entry, ...]:
        """Who has the A, by name; one where all is well."""
        return tuple(e for e in self.entries if e.part == "accountable")

    @cached_property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong here, errors first."""
        return tuple(_problems(self.entries))

    def letters(self, team: str) -> str:
        """The parts of a team: “AR”, “C”, "" for none."""
        parts = {e.part for e in self.entries if e.team == team}
        return "".join(letter for part, letter in LETTERS.items() if part in parts)

    @property
    def place(self) -> str:
        """The stage as people call it: “2 Waiting”."""
        return f"{self.number} {self.stage['name'] or 'Stage'}"


def entries_of(view: JourneyView) -> dict[str, tuple[Entry, ...]]:
    """Who has a part in what, by card id; in the order A, R, C, I, then by the team's name."""
    teams = {t["id"]: t["name"] for t in view.of_type("team")}
    roles = {r["id"]: r["name"] for r in view.of_type("role")}
    order = list(LETTERS)
    return {
        card: tuple(
            sorted(
                (Entry(a["part"], a["team"], teams[a["team"]], roles.get(a["role"], "")) for a in given),
                key=lambda e: (order.index(e.part), e.name, e.team),
            )
        )
        for card, given in view.under("assignment", "card").items()
    }


def rows(view: JourneyView) -> list[Row]:
    """The activities of a journey: by stage, then lane, then place in the cell."""
    entries = entries_of(view)
    return [
        Row(card, stage, number, lane["kind"], entries.get(card["id"], ()))
        for number, stage in enumerate(view.stages, 1)
        for lane in view.lanes
        if lane["kind"] in ACTIVITIES
        for card in view.cells.get((stage["id"], lane["id"]), ())
    ]


def _problems(entries: Sequence[Entry]) -> Iterable[Problem]:
    owners = [e.name for e in entries if e.part == "accountable"]
    if not owners:
        yield Problem("error", "No team answers for it: give one team the A.", "no A")
    elif len(owners) > 1:
        both = f"{together(owners)} both answer for it: keep one A."
        yield Problem("error", both if len(owners) == 2 else _crowd(owners), f"{len(owners)} A")
    if not any(e.part == "responsible" for e in entries):
        yield Problem("warning", "No team does the work: give one the R.", "no R")


def _crowd(owners: Sequence[str]) -> str:
    return f"{len(owners)} teams answer for it, {together(owners)}: keep one A."


def together(names: Sequence[str]) -> str:
    """“Booking”, “Booking and Estates”, “Booking, Digital and Estates”."""
    return " and ".join(part for part in (", ".join(names[:-1]), names[-1]) if part) if names else ""


def table(found: Sequence[Row], teams: Sequence[Record]) -> list[list[str]]:
    """The matrix as a table with a head: stage, lane, card, a column a team, and what is wrong, in words."""
    head = ["Stage", "Lane", "Card", *(team["name"] for team in teams), "To mend"]
    return [
        head,
        *([r.place, label(LANE_KINDS, r.kind), r.card["title"], *(r.letters(t["id"]) for t in teams), said(r)] for r in found),
    ]


def said(row: Row) -> str:
    """What is wrong with a row, in few words: “Error: no A. Warning: no R.”; "" where all is well."""
    return " ".join(f"{problem.level.capitalize()}: {problem.short}." for problem in row.problems)


@dataclass
class Load:
    """What one team has: touchpoints that it owns, and how often it has each part, over all journeys that were counted.

    `journeys` are the titles of those in which it has a part or that it owns as a whole.
    """

    owned: int = 0
    parts: Counter[str] = field(default_factory=Counter)
    disconnects: int = 0
    strong: int = 0
    journeys: list[str] = field(default_factory=list)


def loads(view: JourneyView, broken: Mapping[str, tuple[int, int]] | None = None) -> dict[str, Load]:
    """What each team has in one journey, by team id; `broken` are its disconnects: how many, and how many strong ones."""
    found: dict[str, Load] = defaultdict(Load)
    kinds = {card["id"]: view.lane_kind[card["lane"]] for card in view.cards}
    for assignment in view.of_type("assignment"):
        load = found[assignment["team"]]
        load.parts[assignment["part"]] += 1
        load.owned += assignment["part"] == "accountable" and kinds[assignment["card"]] == "touchpoint"
    if view.journey["owner"] is not None:
        found[view.journey["owner"]]
    for team, (all_, strong) in (broken or {}).items():
        found[team].disconnects, found[team].strong = all_, strong
    for load in found.values():
        load.journeys.append(view.journey["title"])
    return dict(found)


def total(parts: Iterable[Mapping[str, Load]]) -> dict[str, Load]:
    """The loads of several journeys together, by team id."""
    found: dict[str, Load] = defaultdict(Load)
    for part in parts:
        for team, load in part.items():
            whole = found[team]
            whole.owned += load.owned
            whole.parts.update(load.parts)
            whole.disconnects += load.disconnects
            whole.strong += load.strong
            whole.journeys += load.journeys
    return dict(found)


def headline(found: Sequence[Row]) -> str:
    """What the matrix says first, as a sentence."""
    if not found:
        return "There is no touchpoint on this map yet"
    if not any(row.entries for row in found):
        return (
            f"Nobody has a part in any of the {len(found)} activities yet" if len(found) > 1 else "Nobody has a part in it yet"
        )
    errors = sum(any(p.level == "error" for p in row.problems) for row in found)
    idle = sum(not any(p.level == "error" for p in row.problems) and bool(row.problems) for row in found)
    if errors:
        one = f"{errors} of {len(found)} activities {'does' if errors == 1 else 'do'} not have exactly one A"
        return f"{one}, {idle} {'has' if idle == 1 else 'have'} an A but no R" if idle else one
    if idle:
        return f"Every activity has its A, {idle} {'has' if idle == 1 else 'have'} no R"
    return f"All {len(found)} activities have one A and an R" if len(found) > 1 else "The one activity has its A and its R"
