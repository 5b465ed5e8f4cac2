"""A workshop to look at: its run sheet, who is in, what it decided, and the plan against the clock.

Times in records are UTC in ISO 8601; functions that need a clock take `now` as one of those.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from cxmap.insights.words import plural
from cxmap.model.records import Record
from cxmap.model.views import JourneyView

# Participants who were or are in the room; who waits for admission or was sent out took no part.
TOOK_PART = ("in", "left")


@dataclass(frozen=True)
class Room:
    """One workshop and all that belongs to it, each list in order; `tallies` are those of its steps, in the steps' order."""

    workshop: Record
    journey: Record
    steps: Sequence[Record] = ()
    participants: Sequence[Record] = ()
    tables: Sequence[Record] = ()
    parked: Sequence[Record] = ()
    decisions: Sequence[Record] = ()
    tallies: Sequence[Record] = ()

    @property
    def people(self) -> list[Record]:
        """Who took part, each once, in the order in which they came."""
        return [p for p in self.participants if p["state"] in TOOK_PART]

    def tallies_of(self, step: str) -> list[Record]:
        """What was revealed in a step."""
        return [t for t in self.tallies if t["step"] == step]

    def decided(self, kind: str) -> list[Record]:
        """The decisions, actions or open questions."""
        return [d for d in self.decisions if d["kind"] == kind]


def room(view: JourneyView, workshop: str) -> Room | None:
    """A workshop out of the view of its journey; None where there is none of that id."""
    record = next((w for w in view.of_type("workshop") if w["id"] == workshop), None)
    if record is None:
        return None

    def mine(type_: str) -> list[Record]:
        return [r for r in view.of_type(type_) if r["workshop"] == workshop]

    steps = mine("step")
    place = {step["id"]: i for i, step in enumerate(steps)}
    tallies = sorted(mine("tally"), key=lambda t: (place.get(t["step"], len(place)), t["title"], t["id"]))
    people = sorted(mine("participant"), key=lambda p: (p["joined"] or "", p["name"].casefold(), p["id"]))
    return Room(
        record, view.journey, steps, people, mine("breakout"), mine("parked"), mine("decision"), tallies
    )  # fmt: skip


def in_groups(workshops: Iterable[Record]) -> dict[str, list[Record]]:
    """Workshops by state: running (begun last first), planned (next first, those without a date last), closed (last first)."""
    found: dict[str, list[Record]] = {"running": [], "planned": [], "closed": []}
    for workshop in workshops:
        found[workshop["state"]].append(workshop)
    found["running"].sort(key=lambda w: (w["started"] or "", w["id"]), reverse=True)
    found["planned"].sort(key=lambda w: (w["date"] or "9", w["title"].casefold(), w["id"]))
    found["closed"].sort(key=lambda w: (w["closed"] or w["started"] or "", w["id"]), reverse=True)
    return found


def planned(steps: Iterable[Record]) -> int:
    """Minutes that all steps are planned for together."""
    return sum(step["minutes"] for step in steps)


def took(step: Record, now: str = "") -> float | None:
    """Minutes that a step took, or has taken by `now` while it runs; None where it never began."""
    end = step["ended"] or (now if step["state"] == "running" else "")
    return minutes_between(step["started"], end) if step["started"] and end else None


def minutes_between(start: str, end: str) -> float:
    """Minutes between two times, 0 where the second lies before the first."""
    return max(0.0, (datetime.fromisoformat(end) - datetime.fromisoformat(start)).total_seconds() / 60)


def whole(room: Room, now: str = "") -> float | None:
    """Minutes from the opening of the room to its end, or to `now`; None where it never opened."""
    start, end = room.workshop["started"], room.workshop["closed"] or now
    return minutes_between(start, end) if start and end else None


def running_step(room: Room) -> Record | None:
    """The step that is under way; of several the one begun last."""
    running = [step for step in room.steps if step["state"] == "running"]
    return max(running, key=lambda s: s["started"] or "", default=None)


def minutes(number: float) -> str:
    """“45 min”, “1 h 30 min”, “less than a minute”."""
    whole_ = round(number)
    if whole_ < 1:
        return "less than a minute"
    hours, rest = divmod(whole_, 60)
    if not hours:
        return f"{rest} min"
    return f"{hours} h {rest} min" if rest else f"{hours} h"


def against_plan(room: Room) -> str:
    """What was planned against what it took, of a workshop that is over; "" where it never began."""
    took_ = whole(room)
    plan = planned(room.steps)
    if took_ is None:
        return ""
    if not plan:
        return f"It took {minutes(took_)}."
    late = round(took_) - plan
    if late == 0:
        return f"It took {minutes(took_)}, as planned."
    return f"It took {minutes(took_)}: {minutes(abs(late))} {'more' if late > 0 else 'less'} than planned."


def finding(room: Room) -> str:
    """What the page of a workshop says first."""
    state = room.workshop["state"]
    if state == "planned":
        return f"{plural(len(room.steps), 'step')} in {minutes(planned(room.steps))}." if room.steps else "It has no step yet."
    if state == "running":
        step = running_step(room)
        inside = sum(p["state"] == "in" for p in room.participants)
        who = f"{plural(inside, 'person', 'people')} in the room."
        return f"Now: {step['title']}. {who}" if step else f"The room is open. {who}"
    outcome = outcome_of(room)
    return f"{outcome[0].upper()}{outcome[1:]}." if outcome else "Nothing was decided."


def outcome_of(room: Room) -> str:
    """“2 decisions, 3 actions and 1 open question”; "" where there is none of them."""
    kinds = (("decision", "decision"), ("action", "action"), ("question", "open question"))
    parts = [plural(len(found), word) for kind, word in kinds if (found := room.decided(kind))]
    return " and ".join(filter(None, [", ".join(parts[:-1]), parts[-1]])) if parts else ""
