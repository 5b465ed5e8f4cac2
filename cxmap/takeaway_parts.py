"""The sections of a takeaway: what a room agreed, rated, voted and parked, put into tables and drawings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from cxmap.documents.takeaway import Cell, Section, Table
from cxmap.documents.takeaway_marks import bar, dots, matrix
from cxmap.documents.tokens import Tokens
from cxmap.insights import estimates, record
from cxmap.insights.emotion import show
from cxmap.insights.estimates import Ranked
from cxmap.insights.record import Did, Ranking
from cxmap.insights.words import plural
from cxmap.insights.workshop import Room, against_plan, minutes, planned, whole
from cxmap.model.records import Record
from cxmap.model.views import JourneyView
from cxmap.model.vocabulary import DECISION_KINDS, LANE_KINDS, label

MOST = 60  # rows of one table on paper; the data holds all
_FIRM, _NOT_FIRM = "firm", "not firm"


def facts(view: JourneyView, found: Room) -> tuple[tuple[str, str], ...]:
    """Who, how long, how much, as names and values."""
    workshop = found.workshop
    taken = whole(found)
    known = (
        ("Led by", workshop["facilitator_name"]),
        ("Took part", plural(len(found.people), "person", "people") if found.people else ""),
        ("Time", minutes(taken) if taken is not None else f"{minutes(planned(found.steps))} planned"),
        ("On the map", plural(len(view.cards), "card")),
        ("Tables", f"{len(found.tables):,}" if found.tables else ""),
    )
    return tuple((name, value) for name, value in known if value)


def sections(view: JourneyView, found: Room, done: Iterable[Did], t: Tokens) -> list[Section]:
    """All of them, what was agreed first."""
    titles = {card["id"]: card["title"] for card in view.cards}
    stage_names = {stage["id"]: stage["name"] for stage in view.stages}
    stages = {card["id"]: stage_names[card["stage"]] for card in view.cards}
    ranked = [_ranking(one, stages, t) for one in record.rankings(found, titles)]
    return [
        _agreed(found, titles),
        *ranked,
        _parked(found),
        _steps(found, done),
        _people(found),
    ]


def _agreed(found: Room, titles: dict[str, str]) -> Section:
    rows: list[tuple[Cell, ...]] = []
    for kind in ("decision", "action", "question"):
        for decision in found.decided(kind):
            about = titles.get(decision["card"] or "", "")
            text = decision["text"] + (f"\nAbout: {about}" if about else "")
            due = _day(decision["due"]) if decision["due"] else ""
            rows.append((text, label(DECISION_KINDS, kind), decision["owner"], due, "done" if decision["settled"] else ""))
    return Section(
        "What we agreed",
        table=Table(("What", "Kind", "Who", "By", ""), rows, wide=0),
        empty="Nothing was decided in this workshop.",
    )


def _ranking(one: Ranking, stages: dict[str, str], t: Tokens) -> Section:
    rows = one.rows[:MOST]
    more = len(one.rows) - len(rows)
    note = one.estimate + "." + (f" The first {MOST} of {len(one.rows):,}; the data file has all." if more else "")
    say = {"rating": _ratings, "votes": _votes, "placement": _placements}[one.kind]
    return say(one, rows, note, stages, t)


def _name(row: Ranked, stages: dict[str, str]) -> str:
    stage = stages.get(row.tally["card"] or "", "")
    return (row.tally["title"] or "A card without a title") + (f"\n{stage}" if stage else "")


def _ratings(one: Ranking, rows: Sequence[Ranked], note: str, stages: dict[str, str], t: Tokens) -> Section:
    lines: list[tuple[Cell, ...]] = []
    for row in rows:
        tally = row.tally
        counts = [(values[0], n) for values, n in estimates.counts_of(tally)]
        spread = estimates.spread_of(tally)
        width = f"{_point(tally['low'])} to {_point(tally['high'])}" if tally["low"] is not None else ""
        apart = record.dissent(tally)
        said = f"{estimates.SPREADS[spread]}\n{width}" if spread else ""
        picture = dots(counts, tally["value"], t, f"Mean {show(tally['value'])}, {width}")
        lines.append((_name(row, stages), picture, show(tally["value"]), said + (f"\n{apart}" if apart else "")))
    head = ("What", "−3 to +3, a dot for each person", "Mean", "How far apart")
    return Section(one.step["title"], one.finding, note, table=Table(head, lines, right=frozenset({2})))


def _point(value: float) -> str:
    """A rating as it was given: “−3”, “+2”; with a digit behind the point only where it has one."""
    return show(value).removesuffix(".0")


def _votes(one: Ranking, rows: Sequence[Ranked], note: str, stages: dict[str, str], t: Tokens) -> Section:
    most = max([one.most, *(row.high or 0 for row in rows)])
    lines: list[tuple[Cell, ...]] = []
    for row in rows:
        value = row.tally["value"]
        spread = "" if row.low is None else f", likely between {max(0, row.low):.0f} and {row.high:.0f}"
        picture = bar(value, most, row.low, row.high, t, f"{plural(round(value), 'vote')}{spread}")
        lines.append((f"{row.rank}", _name(row, stages), picture, f"{value:g}", _FIRM if row.firm else _NOT_FIRM))
    head = ("", label(LANE_KINDS, one.step["about"]) or "What", "Votes, and their spread", "Votes", "Its place is")
    note += " The line over a bar is the spread of the voters (mean ± 2 standard errors): where lines overlap, the order is not firm."
    return Section(one.step["title"], one.finding, note, table=Table(head, lines, wide=1, right=frozenset({3})))


def _placements(one: Ranking, rows: Sequence[Ranked], note: str, stages: dict[str, str], t: Tokens) -> Section:
    there = [row for row in rows if row.tally["effort"] is not None]
    lines: list[tuple[Cell, ...]] = []
    for i, row in enumerate(there, 1):
        tally = row.tally
        spread = estimates.spread_of(tally)
        quadrant = (estimates.quadrant(tally) or "").capitalize()
        firm = "" if estimates.quadrant_firm(tally) else f", {_NOT_FIRM}"
        value, effort = (_range(tally, name) for name in ("value", "effort"))
        lines.append((f"{i}", _name(row, stages), value, effort, quadrant + firm, estimates.SPREADS[spread] if spread else ""))
    picture = matrix(
        [(row.tally["value"], row.tally["effort"], f"{i}") for i, row in enumerate(there, 1)],
        t,
        "; ".join(f"{line[0]}: {line[4]}" for line in lines),
    )
    head = ("", "Opportunity", "Value", "Effort", "Quadrant", "How far apart")
    note += " Value and effort from 0 to 10; the mean, and in brackets the lowest and the highest."
    return Section(one.step["title"], one.finding, note, picture=picture if there else None, table=Table(head, lines, wide=1))


def _range(tally: Record, name: str) -> str:
    low, high = (tally[end if name == "value" else f"effort_{end}"] for end in ("low", "high"))
    return f"{tally[name]:.1f}" + (f" ({low:g}–{high:g})" if low is not None and high is not None else "")


def _parked(found: Room) -> Section:
    nameless = found.workshop["anonymous"] == "on"
    items = [
        p["text"]
        + (f" ({p['author_name']})" if p["author_name"] and not nameless else "")
        + (" – settled" if p["settled"] else "")
        for p in found.parked
    ]
    return Section("Parking lot", items=items, empty="Nothing was parked.")


def _steps(found: Room, done: Iterable[Did]) -> Section:
    made = {produced.step["id"]: produced for produced in record.by_step(found, done)}
    rows: list[tuple[Cell, ...]] = []
    for step in found.steps:
        produced = made.get(step["id"])
        taken = minutes(produced.took) if produced and produced.took is not None else ""
        said = ", ".join(produced.words) if produced else ""
        left = "left out" if step["state"] == "skipped" else ""
        rows.append((step["title"], minutes(step["minutes"]), taken or left, said))
    return Section(
        "How it went",
        against_plan(found),
        table=Table(("Step", "Planned", "Took", "What came of it"), rows, wide=3, right=frozenset()),
        empty="The run sheet has no step.",
    )


def _people(found: Room) -> Section:
    people = found.people
    if not people:
        return Section("Who took part", empty="Nobody joined by a code.")
    if found.workshop["anonymous"] == "on":
        return Section(
            "Who took part", f"{plural(len(people), 'person', 'people')}, without names: the workshop was anonymous."
        )
    tables = {table["id"]: table["name"] for table in found.tables}
    names = [p["name"] + (f" ({tables[p['breakout']]})" if p["breakout"] in tables else "") for p in people]
    return Section("Who took part", plural(len(people), "person", "people") + ": " + ", ".join(names) + ".")


def _day(day: str) -> str:
    found = date.fromisoformat(day)
    return f"{found.day} {found:%b %Y}"
