"""Ratings, votes and placements that nobody may see until they are revealed: beside the log, one row for a person, step and card."""

from __future__ import annotations

import math
from concurrent.futures import Future
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import Engine

from cxmap.access import Actor, allows, participant_of, running_step
from cxmap.changes import Refused
from cxmap.model.records import Record
from cxmap.model.state import State
from cxmap.model.text import minus
from cxmap.store.desk import Desk, Do, Memo
from cxmap.store.engine import Link, reading
from cxmap.store.writer import Writer

# What is asked about where a step does not say so, and from what to what each kind of step takes a value.
ABOUT = {"rate": "touchpoint", "vote": "pain", "place": "opportunity"}
RANGES = {"rate": (-3.0, 3.0), "place": (0.0, 10.0)}

_KEEP = (
    "INSERT INTO ballot (step, target, person, workshop, value, effort, at) VALUES (?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT (step, target, person) DO UPDATE SET value = excluded.value, effort = excluded.effort, at = excluded.at"
)


@dataclass(frozen=True, slots=True)
class Ballot:
    """What somebody gives to a card in a step; `value` None takes it back, `effort` belongs to a placement."""

    workshop: str
    step: str
    target: str
    value: float | None
    effort: float | None = None


@dataclass(frozen=True, slots=True)
class Counts:
    """What may be told of the unseen in the step under way.

    `people` have cast a ballot or written a draft, `complete` have given all that they can, `drafts` are all cards that were
    written, `of` so many take part.
    """

    workshop: str
    step: str
    people: int
    complete: int
    drafts: int
    of: int


class Ballots:
    """The ballots of all workshops. Thread-safe."""

    def __init__(self, engine: Engine, writer: Writer, desk: Desk) -> None:
        self._engine, self._writer, self._desk = engine, writer, desk

    def give(self, ballot: Ballot, actor: Actor) -> Future[None]:
        """Keep a ballot in the place of an earlier one. The future raises `Refused`.

        Codes: "unknown" (no such step), "late" (not under way, or revealed), "forbidden" (does not take part), "gone" (a card that
        is not asked about), "invalid" (a value out of range), "too_many" (more votes than there are).
        """
        return self._desk.note(lambda state, memo: _looked(state, memo, ballot, actor))

    def of(self, workshop: str, person: str) -> list[dict[str, Any]]:
        """Somebody's own ballots of a workshop: `{workshop, step, target, value, effort}`."""
        sql = "SELECT workshop, step, target, value, effort FROM ballot WHERE workshop = ? AND person = ? ORDER BY step, target"
        with reading(self._engine) as link:
            return [asdict(Ballot(*row)) for row in link.rows(sql, (workshop, person))]

    def cast(self, step: str) -> list[tuple[str, str, float, float | None]]:
        """All ballots of a step, for its reveal: (target, person, value, effort)."""
        with reading(self._engine) as link:
            rows = link.rows("SELECT target, person, value, effort FROM ballot WHERE step = ? ORDER BY target, person", (step,))
        return [(target, person, value, effort) for target, person, value, effort in rows]

    def counts(self, workshop: str) -> Counts | None:
        """What may be told of the step under way; None where the workshop does not run, or no step does."""
        frame = self._writer.ask(lambda memory: _frame(memory.state, workshop))
        if frame is None:
            return None
        step, fields, targets, people = frame
        with reading(self._engine) as link:
            rows = link.rows("SELECT person, target, value FROM ballot WHERE step = ?", (step,))
            wrote = link.rows("SELECT person, count(*) FROM draft WHERE step = ? GROUP BY person", (step,))
        given: dict[str, list[float]] = {}
        for person, target, value in rows:
            if target in targets:
                given.setdefault(person, []).append(value)
        whole = len(targets)
        if fields["kind"] == "vote":
            whole = (fields["votes"] or 0) * (len(set(targets.values())) if fields["scope"] == "stage" else 1)
        done = [sum(values) if fields["kind"] == "vote" else len(values) for values in given.values()]
        complete = sum(1 for each in done if whole and each >= whole)
        return Counts(workshop, step, len(given.keys() | {p for p, _ in wrote}), complete, sum(n for _, n in wrote), people)

    def purge(self, workshop: str) -> None:
        """Forget all ballots of a workshop."""
        self._desk.call(lambda: None).result()  # what is on its way goes with it
        self._desk.note(lambda *_: lambda link: link.run("DELETE FROM ballot WHERE workshop = ?", (workshop,))).result()


def step_of(state: State, workshop: str, step: str) -> tuple[Record, Record]:
    """(workshop, step) by their ids. Raises `Refused`."""
    record, there = state.get("workshop", workshop), state.get("step", step)
    if record is None or there is None or there["workshop"] != workshop:
        raise Refused("unknown", "The step is not there (any more).")
    return record, there


def check_in(state: State, workshop: str, actor: Actor) -> None:
    """Raise `Refused("forbidden")` where somebody does not take part in a workshop."""
    me = participant_of(state, workshop, actor.person)
    if me is None or me["state"] != "in" or not allows(actor.role, "participate"):
        raise Refused("forbidden", "You do not take part in this workshop: join it first.")


def targets_of(state: State, step: Record) -> dict[str, str]:
    """The cards that are rated, voted on or placed in a step, each with its stage."""
    cards = state.of("card")
    return {
        id_: cards[id_]["stage"]
        for lane, fields in state.of("lane").items()
        if _asked(step, fields)
        for type_, id_, name in state.referring("lane", lane)
        if (type_, name) == ("card", "lane")
    }


def _asked(step: Record, lane: Record) -> bool:
    return bool(lane["journey"] == step["journey"] and lane["kind"] == (step["about"] or ABOUT.get(step["kind"])))


def _frame(state: State, workshop: str) -> tuple[str, Record, dict[str, str], int] | None:
    record = state.get("workshop", workshop)
    running = running_step(state, workshop)
    if record is None or record["state"] != "running" or running is None:
        return None
    people = sum(1 for p in state.of("participant").values() if p["workshop"] == workshop and p["state"] == "in")
    step, fields = running
    return step, fields, targets_of(state, fields) if fields["kind"] in ABOUT else {}, people


def _looked(state: State, memo: Memo, ballot: Ballot, actor: Actor) -> Do:
    workshop, step = step_of(state, ballot.workshop, ballot.step)
    if step["kind"] not in ABOUT:
        raise Refused("invalid", "This step asks for no ratings or votes.")
    check_in(state, ballot.workshop, actor)
    if step["revealed"] is not None:
        raise Refused("late", "This step is revealed already: what was given stands.")
    if workshop["state"] != "running" or step["state"] != "running":
        raise Refused("late", "This step is not under way: it takes no ratings or votes now.")
    card = state.get("card", ballot.target)
    if card is None or not _asked(step, state.of("lane")[card["lane"]]):
        raise Refused("gone", "This card is not asked about in this step (any more).")
    value, effort = _values(step, ballot)
    targets: dict[str, str] = {}
    if step["kind"] == "vote":  # looked up once for all who vote at the same time
        targets = memo.get(ballot.step) or memo.setdefault(ballot.step, targets_of(state, step))
    return lambda link: _keep(link, ballot, actor.person, value, effort, step, targets)


def _values(step: Record, ballot: Ballot) -> tuple[float | None, float | None]:
    """The value and effort as they are kept, a vote of none as none. Raises `Refused`."""
    value, effort, kind = ballot.value, ballot.effort, step["kind"]
    if value is None:
        return None, None
    if kind == "vote":
        if not _number(value) or value != int(value) or not 0 <= value <= (step["votes"] or 0):
            raise Refused("invalid", f"Votes are whole numbers, {step['votes'] or 0} at most.")
        return float(value) or None, None
    for number in (value, effort) if kind == "place" else (value,):
        low, high = RANGES[kind]
        if not _number(number) or not low <= float(number or 0) <= high:
            raise Refused("invalid", minus(f"The value lies between {low:g} and {high:g}."))
    return round(float(value), 1) + 0.0, round(float(effort or 0), 1) if kind == "place" else None


def _number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _keep(
    link: Link, ballot: Ballot, person: str, value: float | None, effort: float | None, step: Record, targets: dict[str, str]
) -> None:
    if value is None:
        link.run("DELETE FROM ballot WHERE step = ? AND target = ? AND person = ?", (ballot.step, ballot.target, person))
        return
    if step["kind"] == "vote":
        scope = targets if step["scope"] != "stage" else {t for t, stage in targets.items() if stage == targets[ballot.target]}
        rows = link.rows("SELECT target, value FROM ballot WHERE step = ? AND person = ?", (ballot.step, person))
        spent = sum(votes for target, votes in rows if target != ballot.target and target in scope)
        if spent + value > step["votes"]:
            raise Refused("too_many", f"You have {step['votes']} votes in all: take one back first.")
    at = datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    link.run(_KEEP, (ballot.step, ballot.target, person, ballot.workshop, value, effort, at))
