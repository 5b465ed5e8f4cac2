"""The six viewpoints of customer understanding, and the decision that they end in: where to focus, and what not to do.

What each viewpoint asks, what its statements rest on, and what is missing. METHOD.md after “Planning a meaningful customer
experience” (2016): viewpoints come together to form a coherent experience, a company decides where to focus and what not to
do, and the win must be mutual.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from cxmap.insights.evidence import Coverage, has_expired, status
from cxmap.insights.words import number, plural
from cxmap.model.customer_vocabulary import VIEWPOINTS
from cxmap.model.define import Record

Grounds = Mapping[str, Sequence[Record]]  # by the id of the statement that rests on them

# What each viewpoint asks, and what its answers are good for.
ASKS: dict[str, tuple[tuple[str, ...], str]] = {
    "industry": (
        (
            "What drives this industry, and what presses on it?",
            "Which trends change what customers expect?",
            "Which technologies push the business forward?",
        ),
        "Tells what will change, whatever we do.",
    ),
    "needs": (
        (
            "What does the customer want to get done?",
            "What do they need but never say?",
            "What do they take for granted, and what would delight them?",
        ),
        "The basis of the offering and its value proposition: how to package and price.",
    ),
    "purchase": (
        (
            "How do they notice, compare and choose?",
            "Who decides, who is asked, who can stop it?",
            "What holds them up?",
        ),
        "Shapes how to sell, package and price.",
    ),
    "strategy": (
        (
            "What does the customer want to become?",
            "What are they measured by?",
            "Where could we help them to get there?",
        ),
        "Tells where we could matter to them tomorrow.",
    ),
    "value": (
        (
            "How much is this customer worth to us, now and over time?",
            "Who is most valuable, and who could become so?",
            "What does it cost to serve them?",
        ),
        "Sets priorities: whom to serve how, and with how many people.",
    ),
    "supplier": (
        (
            "How does the customer pick suppliers, and how many do they want?",
            "What are we to them: one of many, preferred, a partner?",
            "What would make them leave?",
        ),
        "Tells how close a relationship they want.",
    ),
}


@dataclass(frozen=True)
class Seen:
    """One viewpoint: its key, its statements in order, what they rest on, and what is missing, a sentence each."""

    kind: str
    statements: tuple[Record, ...]
    coverage: Coverage
    missing: tuple[str, ...]


def coverage(statements: Sequence[Record], grounds: Grounds, today: date | None) -> Coverage:
    """How many statements are measured, observed and assumed; one whose grounds have all expired is assumed."""
    kinds = [status(s, grounds.get(s["id"], ()), today) for s in statements]
    gone = sum(has_expired(s, grounds.get(s["id"], ()), today) for s in statements)
    return Coverage(kinds.count("measured"), kinds.count("observed"), kinds.count("assumed"), gone)


def seen(
    statements: Sequence[Record], grounds: Grounds, concerned: Mapping[str, Sequence[object]], today: date | None
) -> list[Seen]:
    """The six viewpoints in their order. `statements` are in order, `concerned` names whom or what each concerns, by its id."""
    found = []
    for term in VIEWPOINTS:
        own = tuple(s for s in statements if s["kind"] == term.key)
        rests = coverage(own, grounds, today)
        found.append(Seen(term.key, own, rests, _missing(own, rests, concerned)))
    return found


def _missing(own: Sequence[Record], rests: Coverage, concerned: Mapping[str, Sequence[object]]) -> tuple[str, ...]:
    if not own:
        return ("Nothing is known yet.",)
    out = []
    if rests.expired:
        out.append(f"{number(rests.expired)} {'rests' if rests.expired == 1 else 'rest'} on evidence that has expired.")
    if rests.assumed == rests.cards:
        out.append("All of it is assumed: ask, watch or count.")
    if not any(concerned.get(s["id"]) for s in own):
        out.append("It concerns no persona and no journey yet.")
    return tuple(out)


def finding(viewpoints: Sequence[Seen]) -> str:
    """What the page says first."""
    empty = [v for v in viewpoints if not v.statements]
    whole = sum(v.coverage.cards for v in viewpoints)
    if not whole:
        return "Start with the viewpoint that you know best."
    known = whole - sum(v.coverage.assumed for v in viewpoints)
    rests = f"{known:,} of {plural(whole, 'statement')} {'rests' if 1 in (known, whole) else 'rest'} on more than a guess"
    if not empty:
        return f"All six viewpoints are filled; {rests}."
    if len(empty) == 1:
        return f"“{label_of(empty[0].kind)}” is still empty; {rests}."
    return f"{number(len(empty))} of six viewpoints are still empty; {rests}."


def label_of(kind: str) -> str:
    """The name of a viewpoint; its key where we do not know it."""
    return next((term.label for term in VIEWPOINTS if term.key == kind), kind)


# ---- where to focus, and what not to do


def wanting(focus: Record, today: date | None) -> tuple[str, ...]:
    """What a decision lacks, a sentence each; nothing where it is complete.

    Where we focus, both must win. What we leave needs a reason and somebody who wins by it.
    """
    out = []
    if not focus["reason"]:
        out.append("No reason is given: say why.")
    ours, theirs = focus["own_gain"], focus["customer_gain"]
    if focus["kind"] == "not":
        if not ours and not theirs:
            out.append("Nobody wins by leaving it: say what it frees.")
    elif not ours and not theirs:
        out.append("It says for neither side what they win.")
    elif not theirs:
        out.append("One-sided: it does not say what the customer wins.")
    elif not ours:
        out.append("One-sided: it does not say what we win.")
    if not focus["owner"]:
        out.append("Nobody answers for it.")
    if late := overdue(focus, today):
        out.append(f"The review is {plural(late, 'day')} overdue.")
    return tuple(out)


def mutual(focus: Record) -> bool:
    """Whether a decision says what the customer wins and what we win."""
    return bool(focus["own_gain"] and focus["customer_gain"])


def overdue(focus: Record, today: date | None) -> int:
    """Days since the review of a decision was due; 0 where it is not overdue."""
    if today is None or not focus["review_due"]:
        return 0
    return max(0, (today - date.fromisoformat(focus["review_due"])).days)


def decided(decisions: Sequence[Record], today: date | None) -> str:
    """What the decisions come to, in one sentence."""
    kinds = [d["kind"] for d in decisions]
    focus, left = kinds.count("focus"), kinds.count("not")
    if not decisions:
        return "Nothing is decided yet."
    if not left:
        return f"{_count(focus, 'focus', 'focuses')}, and nothing is left out: to focus is also to say no."
    if not focus:
        return f"{_count(left, 'thing', 'things')} not to do, and no focus yet."
    says = f"{_count(focus, 'focus', 'focuses')}, {_count(left, 'thing', 'things').lower()} not to do"
    odd = sum(not mutual(d) for d in decisions if d["kind"] == "focus")
    late = sum(bool(overdue(d, today)) for d in decisions)
    more = [f"{number(odd).lower()} not mutual"] if odd else []
    more += [f"{number(late).lower()} overdue for review"] if late else []
    return f"{says}; {' and '.join(more)}." if more else f"{says}; both sides win, and no review is overdue."


def _count(count: int, one: str, many: str) -> str:
    return f"{number(count)} {one if count == 1 else many}"
