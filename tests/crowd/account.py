"""What came of the workshop, beside what the room was told: nothing lost, nothing twice, and all see the same."""

from __future__ import annotations

from collections import Counter, defaultdict

from cxmap.store import Store
from tests.crowd.play import Play
from tests.crowd.room import JOURNEY
from tests.crowd.seat import Replica

# What guests see as everybody does; of the workspace's personas and teams they get what the map names.
SHARED = ("journey", "stage", "lane", "card", "feeling", "workshop", "step", "tally", "decision", "parked", "voice")


def faults(play: Play, store: Store) -> list[str]:
    """A sentence for each thing that is not as it was told; empty where all is well."""
    found = store.room(JOURNEY)
    assert found is not None
    stored: Replica = {type_: {r["id"]: r for r in records} for type_, records in found[1].items()}
    return [*_lost(play, stored), *_tallied(play, stored), *_apart(play, stored), *store.check()]


def _lost(play: Play, stored: Replica) -> list[str]:
    wrong = []
    titles = Counter(card["title"] for card in stored["card"].values())
    for id_, title in {**play.kept.cards, **play.kept.drafts}.items():
        there = stored["card"].get(id_)
        if there is None:
            wrong.append(f"“{title}” was saved and is not there")
        elif there["title"] != title or titles[title] != 1:
            wrong.append(f"“{title}” is there {titles[title]} times")
    wrong += [f"decision {id_} is not there" for id_ in play.kept.decisions - set(stored["decision"])]
    more = len(stored["card"]) - len(play.kept.cards) - len(play.kept.drafts)
    return wrong + ([f"{more} cards that nobody was told of"] if more else [])


def _tallied(play: Play, stored: Replica) -> list[str]:
    """Each tally must be of the very ballots that were noted. Of votes it says how many people voted at all."""
    given: dict[tuple[str, str], list[float]] = defaultdict(list)
    for (step, target, _), value in play.kept.ballots.items():
        given[step, target].append(value)
    shown = {(t["step"], t["card"]): (t["people"], t["value"], t["kind"]) for t in stored["tally"].values()}
    voters = len({person for step, _, person in play.kept.ballots if step == "crowd-vote"})
    wrong = [f"{key} was tallied without a ballot" for key in shown.keys() - given.keys() if shown[key][1]]
    for key, values in given.items():
        people, value, kind = shown.get(key, (0, None, ""))
        right = sum(values) if kind == "votes" else sum(values) / len(values)
        if people != (voters if kind == "votes" else len(values)) or value is None or abs(value - right) > 0.06:
            wrong.append(f"{key}: {len(values)} ballots were noted, {people} are tallied, {value} instead of {right:.2f}")
    return wrong


def _apart(play: Play, stored: Replica) -> list[str]:
    """Boards that do not show what is stored."""
    wrong = []
    for seat in play.everybody:
        for type_ in SHARED:
            if seat.replica.get(type_, {}) != stored.get(type_, {}):
                wrong.append(f"{seat.name} shows other records of {type_} than are stored")
        wrong += [f"{seat.name}: {message}" for message in (*seat.refused, *seat.errors)]
    return wrong
