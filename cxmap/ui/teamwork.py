"""Teams over all journeys, as the Teams page shows them; each journey is read once per revision."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from cxmap.insights import disconnects, raci
from cxmap.insights.words import number, plural
from cxmap.model.records import Record
from cxmap.model.views import JourneyView
from cxmap.store import Store


@dataclass(frozen=True)
class Work:
    """All teams by name, the roles of each by name, and what each has; `unowned` counts touchpoints, `owned` too."""

    teams: Sequence[Record]
    roles: Mapping[str, Sequence[Record]]
    loads: Mapping[str, raci.Load]
    owned: int
    unowned: int


@dataclass(frozen=True)
class _Edition:
    id: str
    revision: int
    view: Callable[[], JourneyView | None] = field(compare=False)


def read(store: Store) -> Work:
    """Everything that the page says of teams."""
    teams = sorted(store.of_type("team"), key=lambda t: (t["name"].casefold(), t["id"]))
    roles: dict[str, list[Record]] = defaultdict(list)
    for role in sorted(store.of_type("role"), key=lambda r: (r["name"].casefold(), r["id"])):
        roles[role["team"]].append(role)
    parts = [_one(_Edition(j.id, j.revision, j.view)) for j in store.journeys()]
    return Work(
        teams, roles, raci.total(loads for loads, _, _ in parts), sum(n for _, n, _ in parts), sum(n for _, _, n in parts)
    )


@lru_cache(maxsize=1000)
def _one(edition: _Edition) -> tuple[dict[str, raci.Load], int, int]:
    """The loads of one journey, and how many of its touchpoints have an owner and have none."""
    view = edition.view()
    if view is None:
        return {}, 0, 0
    found = disconnects.disconnects(view)
    bare = sum(reason.kind == "none" for d in found for reason in d.reasons)
    return raci.loads(view, disconnects.by_team(found)), sum(1 for _ in disconnects.touchpoints(view)) - bare, bare


def finding(work: Work) -> str:
    """What the page says first."""
    if not work.teams:
        return "Say who does what: make the first team."
    whole = work.owned + work.unowned
    if not whole:
        return f"{plural(len(work.teams), 'team')}, and no touchpoint on any map yet."
    if not work.owned:
        return f"None of the {plural(whole, 'touchpoint')} has an owner yet."
    most = max(work.teams, key=lambda t: _of(work, t).owned)
    says = f"{most['name']} owns {_of(work, most).owned} of {plural(whole, 'touchpoint')}"
    if not work.unowned:
        return f"{says}, each has its owner."
    return f"{says}, {number(work.unowned).lower()} {'has' if work.unowned == 1 else 'have'} no owner."


def _of(work: Work, team: Record) -> raci.Load:
    return work.loads.get(team["id"]) or raci.Load()


def load(work: Work, team: Record) -> raci.Load:
    """What one team has; nothing where it has no part in anything."""
    return _of(work, team)
