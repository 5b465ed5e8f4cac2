"""Ideas of employees: where each stands, how long it has waited, and how well they are answered. Records in, figures out.

`board/static/ideas/reading.js` holds the same rule for the page on a phone; `tests/fixtures/ideas.json` holds the two together.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from statistics import median

from cxmap.insights.words import plural
from cxmap.model.customer_vocabulary import IDEA_STATES
from cxmap.model.records import Record
from cxmap.model.vocabulary import keys

ANSWER_DAYS = 14
STATES = keys(IDEA_STATES)
OVER = frozenset({"done", "not_now"})  # nobody waits for what is done, or was answered with a no for now
ORDERS = ("waiting", "newest", "seconded")
ONLY = ("", "late", "unowned", "unlinked")
FORMULA = (
    "Days from new to done: the median over ideas that are done, from when each was given to its last step to “done”. "
    f"Answered: of the ideas given at least {ANSWER_DAYS} days ago, the share whose first step came within {ANSWER_DAYS} days. "
    "Waiting: since an idea came to the state that it is in."
)

_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Idea:
    """An idea with what hangs on it; `steps` and `remarks` oldest first, `since` when it came to its state (UTC)."""

    record: Record
    steps: tuple[Record, ...]
    remarks: tuple[Record, ...]
    links: tuple[Record, ...]
    seconds: int
    since: datetime

    @property
    def id(self) -> str:
        """Its id."""
        return str(self.record["id"])

    @property
    def state(self) -> str:
        """How far it has come."""
        return str(self.record["state"])

    @property
    def given(self) -> datetime:
        """When it was given (UTC)."""
        return moment(self.record["at"])

    @property
    def waits(self) -> bool:
        """Whether it still waits for something to happen."""
        return self.state not in OVER

    def days(self, now: datetime) -> float:
        """Days in its state; 0 where the clock of who moved it was ahead."""
        return max(timedelta(0), now - self.since) / _DAY


@dataclass(frozen=True)
class Figures:
    """How a board does. `days_to_done` is None where nothing is done, `answered` where nothing is old enough to say."""

    count: int
    by_state: dict[str, int]
    days_to_done: float | None
    timed: int
    answered: float | None
    due: int


def moment(at: str) -> datetime:
    """A stored time as a moment (UTC)."""
    found = datetime.fromisoformat(at)
    return found if found.tzinfo else found.replace(tzinfo=UTC)


def _by_time(record: Record) -> tuple[str, str]:
    return record["at"], record["id"]


def since(idea: Record, steps: Sequence[Record]) -> str:
    """When an idea came to the state that it is in: its last step to it (`steps` oldest first), else when it was given."""
    return str(next((step["at"] for step in reversed(steps) if step["state"] == idea["state"]), idea["at"]))


def ideas(board: str, records: Mapping[str, Iterable[Record]]) -> list[Idea]:
    """The ideas of a board, the newest first, out of records by type (idea, idea_step, idea_link, second, remark)."""
    under: dict[str, dict[str, list[Record]]] = {}
    for type_ in ("idea_step", "idea_link", "second", "remark"):
        under[type_] = defaultdict(list)
        for record in records.get(type_, ()):
            under[type_][record["idea"]].append(record)
    found = []
    for record in records.get("idea", ()):
        if record["whiteboard"] != board:
            continue
        id_ = record["id"]
        steps = tuple(sorted(under["idea_step"][id_], key=_by_time))
        remarks = tuple(sorted(under["remark"][id_], key=_by_time))
        links = tuple(sorted(under["idea_link"][id_], key=lambda link: link["id"]))
        found.append(Idea(record, steps, remarks, links, len(under["second"][id_]), moment(since(record, steps))))
    return sorted(found, key=lambda idea: _by_time(idea.record), reverse=True)


def _is(idea: Idea, only: str, now: datetime) -> bool:
    """Whether an idea is one of those that are looked for: "late" waits longer than `ANSWER_DAYS`, "unowned" has neither team nor owner."""
    if only == "late":
        return idea.waits and idea.days(now) > ANSWER_DAYS
    if only == "unowned":
        return idea.waits and not (idea.record["team"] or idea.record["owner"])
    return only != "unlinked" or not idea.links


def only(found: Iterable[Idea], which: str, now: datetime) -> list[Idea]:
    """Of the ideas those of a kind of `ONLY`; "" is all of them."""
    return [idea for idea in found if _is(idea, which, now)]


def listed(
    found: Iterable[Idea], words: str = "", order: str = "waiting", teams: Mapping[str, str] | None = None
) -> list[Idea]:
    """The ideas with all of these words (in text, names, owner, team), in an order of `ORDERS`.

    "waiting" is the longest in its state first. `teams` are names by id.
    """
    wanted = words.casefold().split()
    names = teams or {}

    def text(idea: Idea) -> str:
        record = idea.record
        parts = (record["text"], record["author_name"], record["owner"], names.get(record["team"] or "", ""), record["outcome"])
        return " ".join(parts).casefold()

    kept = [idea for idea in found if all(word in text(idea) for word in wanted)]
    if order == "waiting":
        return sorted(kept, key=lambda idea: (idea.since, idea.id))
    kept.sort(key=lambda idea: _by_time(idea.record), reverse=True)
    return sorted(kept, key=lambda idea: -idea.seconds) if order == "seconded" else kept


def columns(found: Iterable[Idea]) -> dict[str, list[Idea]]:
    """The ideas by state, every state there, each in the order that they came in."""
    by_state: dict[str, list[Idea]] = {state: [] for state in STATES}
    for idea in found:
        by_state[idea.state].append(idea)
    return by_state


def figures(found: Sequence[Idea], now: datetime) -> Figures:
    """How many ideas there are, how long the done ones took, and how many were answered in time: see `FORMULA`."""
    took = [
        max(timedelta(0), idea.since - idea.given) / _DAY
        for idea in found
        if idea.state == "done" and any(step["state"] == "done" for step in idea.steps)
    ]
    limit = timedelta(days=ANSWER_DAYS)
    due = [idea for idea in found if now - idea.given >= limit]
    answered = [idea for idea in due if idea.steps and moment(idea.steps[0]["at"]) - idea.given <= limit]
    counts = Counter(idea.state for idea in found)
    return Figures(
        len(found),
        {state: counts[state] for state in STATES},
        median(took) if took else None,
        len(took),
        len(answered) / len(due) if due else None,
        len(due),
    )


def finding(told: Figures) -> str:
    """What the page says first."""
    if not told.count:
        return "No idea yet."
    new = told.by_state["new"]
    waiting = f"{new} {'waits' if new == 1 else 'wait'} for a first word" if new else "Every one has had an answer"
    return f"{plural(told.count, 'idea')}. {waiting}, {told.by_state['in_work']} in work, {told.by_state['done']} done."


def waited(idea: Idea, now: datetime) -> str:
    """How long an idea is in its state, as people say it: “today”, “1 day”, “23 days”."""
    days = int(idea.days(now))
    return "since today" if days < 1 else f"for {plural(days, 'day')}"


def days_said(days: float) -> str:
    """Days of a median: “0.5 days”, “12 days”, “1 day”."""
    number = f"{days:.1f}".rstrip("0").rstrip(".") if days < 10 else f"{days:.0f}"
    return f"{number} {'day' if number == '1' else 'days'}"
