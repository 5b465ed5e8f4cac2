"""The guide: which of the method's questions each stage has answered, and how complete the map is.

METHOD.md asks six questions per stage; `GUIDE` splits them into parts. A stage answers a part by what is on the map, or says
that there is nothing to add (record `answer`). A card without a title answers nothing. `board/static/model/guide.js` is the
same rule for the board; `tests/fixtures/guide.json` holds the two to each other.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from cxmap.insights import evidence
from cxmap.model.records import Record
from cxmap.model.views import JourneyView
from cxmap.model.vocabulary import GUIDE, keys

QUESTIONS = keys(GUIDE)


@dataclass(frozen=True)
class Completeness:
    """How far the guide has come: questions that are answered of all, and the open ones by stage id, in order."""

    answered: int
    all: int
    open: dict[str, list[str]]


@dataclass
class _Facts:
    """What a stage says, counted."""

    stage: Record
    touchpoints: int = 0
    silent: int = 0  # touchpoints without a channel
    links: int = 0  # connections between touchpoints of the stage
    thoughts: int = 0
    pains: int = 0
    moments: int = 0
    insiders: int = 0  # what our people do
    staffed: int = 0  # cards that a team has a part in
    known: int = 0  # cards that rest on something
    felt: int = 0  # cards at which somebody feels something
    nothing: set[str] = field(default_factory=set)


# The channels are told once every touchpoint has one; one touchpoint alone needs no combination; the disconnects are a
# question of agreement, which only people can answer.
_ANSWERED: dict[str, Callable[[_Facts], bool]] = {
    "goal": lambda f: bool(f.stage["goal"]),
    "questions": lambda f: f.thoughts > 0,
    "duration": lambda f: f.stage["duration"] is not None,
    "channels": lambda f: f.touchpoints > 0 and not f.silent,
    "combination": lambda f: f.touchpoints == 1 or f.links > 0,
    "data": lambda f: f.known > 0,
    "emotions": lambda f: f.felt > 0,
    "weaknesses": lambda f: f.pains > 0,
    "moments": lambda f: f.moments > 0,
    "people": lambda f: f.staffed > 0 or f.insiders > 0,
    "disconnects": lambda f: False,
}


def completeness(view: JourneyView, today: date | None = None) -> Completeness:
    """How complete a map is. Evidence that has expired by `today` counts as assumed; None: none has."""
    facts = _facts(view, today)
    open_ = {id_: [q for q in QUESTIONS if q not in f.nothing and not _ANSWERED[q](f)] for id_, f in facts.items()}
    all_ = len(QUESTIONS) * len(facts)
    return Completeness(all_ - sum(len(questions) for questions in open_.values()), all_, open_)


def _facts(view: JourneyView, today: date | None) -> dict[str, _Facts]:
    facts = {stage["id"]: _Facts(stage) for stage in view.stages}
    expired = evidence.expired(view, today)
    staffed = view.under("assignment", "card")
    felt = {feeling["card"] for feeling in view.feelings}
    touchpoints: dict[str, str] = {}  # stage by card
    for card in view.cards:
        f, kind = facts[card["stage"]], view.lane_kind[card["lane"]]
        f.felt += card["id"] in felt  # a point on the curve needs no title
        if not card["title"]:
            continue
        if kind == "touchpoint":
            touchpoints[card["id"]] = card["stage"]
            f.silent += not card["channel"]
        f.touchpoints += kind == "touchpoint"
        f.thoughts += kind == "thought"
        f.pains += kind == "pain" or bool(card["severity"])
        f.moments += kind == "moment" or bool(card["moment"])
        f.insiders += kind in ("frontstage", "backstage")
        f.staffed += card["id"] in staffed
        f.known += card["evidence"] != "assumed" and card["id"] not in expired
    for link in view.of_type("connection"):
        stage = touchpoints.get(link["start"])
        if stage is not None and touchpoints.get(link["end"]) == stage:
            facts[stage].links += 1
    nothing: dict[str, set[str]] = defaultdict(set)
    for answer in view.of_type("answer"):
        nothing[answer["stage"]].add(answer["question"])
    for id_, f in facts.items():
        f.nothing = nothing[id_]
    return facts


def in_words(done: Completeness) -> str:
    """One line for a card or a head: “61 of 88 questions answered”; "" for a map without stages."""
    if not done.all:
        return ""
    return "All questions answered" if done.answered == done.all else f"{done.answered} of {done.all} questions answered"
