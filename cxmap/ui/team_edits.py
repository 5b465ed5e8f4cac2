"""What the Teams page comes to, as edits. No screen and no store here: records in, edits out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher

from cxmap.changes import Edit
from cxmap.insights.raci import PARTS
from cxmap.model.records import Record, made_id, new_id
from cxmap.model.views import JourneyView

Cells = Mapping[tuple[str, str], str]  # (card id, team id) → letters


class NoPart(ValueError):
    """A cell of the matrix that holds something else than A, R, C and I."""


def parts_of(text: str) -> set[str]:
    """The parts that the letters of a cell name: “a/R” is accountable and responsible. Raises `NoPart`."""
    letters = set((text or "").upper()) - set(" /,;+&")
    unknown = sorted(letters - PARTS.keys())
    if unknown:
        raise NoPart(f"“{text}” holds “{unknown[0]}”, which is no part: write A, R, C or I, or several of them.")
    return {PARTS[letter] for letter in letters}


def matrix(view: JourneyView, seen: Cells, now: Cells) -> tuple[list[Edit], int]:
    """From the cells that the person saw to those that they left: the edits, and how many cells changed.

    Only what they changed is written; parts that others gave or took meanwhile stay. Cells of cards and teams that are gone
    are left out, and not counted. Raises `NoPart`.
    """
    cards = {card["id"] for card in view.cards}
    teams = {team["id"] for team in view.of_type("team")}
    there = {a["id"] for a in view.of_type("assignment")}
    edits: list[Edit] = []
    count = 0
    for (card, team), text in now.items():
        was, wanted = parts_of(seen.get((card, team), "")), parts_of(text)
        if was == wanted or card not in cards or team not in teams:
            continue
        count += 1
        for part in sorted(was ^ wanted):
            fields = {"journey": view.journey["id"], "card": card, "team": team, "part": part}
            id_ = made_id("assignment", fields)
            if part in wanted and id_ not in there:
                edits.append(Edit("put", "assignment", id_, fields))
            elif part not in wanted and id_ in there:
                edits.append(Edit("delete", "assignment", id_))
    return edits, count


def roles(team: str, was: Sequence[Record], lines: Sequence[str]) -> list[Edit]:
    """From the roles that a form showed to the lines that it holds now: what was added, renamed and taken away."""
    edits: list[Edit] = []
    names = [role["name"] for role in was]
    wanted = list(dict.fromkeys(lines))
    for op, a, b, c, d in SequenceMatcher(None, names, wanted, autojunk=False).get_opcodes():
        if op == "equal":
            continue
        kept = min(b - a, d - c)
        edits += [
            Edit("patch", "role", was[a + i]["id"], {"name": wanted[c + i]}, {"name": was[a + i]["name"]}) for i in range(kept)
        ]
        edits += [Edit("delete", "role", role["id"]) for role in was[a + kept : b]]
        edits += [Edit("put", "role", new_id(), {"team": team, "name": name}) for name in wanted[c + kept : d]]
    return edits


def same_name(teams: Sequence[Record], name: str, but: str) -> bool:
    """Whether another team has that name, however it is written in capitals."""
    return any(team["name"].casefold() == name.casefold() for team in teams if team["id"] != but)
