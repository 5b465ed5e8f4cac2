"""Findings as sentences: what a page or a chart says in its title."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta

from cxmap.insights.emotion import NEUTRAL, show
from cxmap.insights.summary import Summary
from cxmap.model.records import Record

_NUMBERS = ("No", "One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven", "Twelve")
_SOON = timedelta(days=14)


def number(count: int) -> str:
    """A count as a word, up to twelve: “Two”, “13”."""
    return _NUMBERS[count] if count < len(_NUMBERS) else f"{count:,}"


def plural(count: int, one: str, many: str = "") -> str:
    """“1 touchpoint”, “26 touchpoints”."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"


def headline(summary: Summary) -> str:
    """What the map of a journey says first: its lowest point; without feelings its worst pain."""
    if summary.lowest and summary.lowest.value < -NEUTRAL:
        return f"Lowest at “{summary.lowest.title}” ({show(summary.lowest.value)})"
    if summary.lowest:
        return f"Nothing feels bad: the weakest point is “{summary.lowest.title}” ({show(summary.lowest.value)})"
    if summary.worst_pain:
        return f"What hurts most: “{summary.worst_pain.title}”"
    return "Nobody has said yet how this journey feels"


def library(journeys: Sequence[tuple[Record, Summary]], today: date) -> tuple[str, str]:
    """One sentence about all journeys, in two parts: what matters most, and the rest of it.

    A review counts as due from 14 days ahead; a journey rests mostly on guesses where more than half its cards are assumed, unless it is a to-be map.
    """
    due = sum(bool(j["review_due"]) and date.fromisoformat(j["review_due"]) <= today + _SOON for j, _ in journeys)
    shares = [s.coverage.share for j, s in journeys if j["state"] == "as_is"]  # of what is to be, nothing has happened yet
    guessed = sum(share is not None and share < 0.5 for share in shares)
    parts = []
    if due:
        parts.append(f"{number(due)} {'needs' if due == 1 else 'need'} a review by {_day(today + _SOON)}")
    if guessed:
        parts.append(f"{number(guessed)} {'rests' if guessed == 1 else 'rest'} mostly on guesses")
    if len(parts) == 2:
        return parts[0], f", {parts[1][0].lower()}{parts[1][1:]}."
    if parts:
        return parts[0], "."
    low = [(s.lowest.value, s.lowest.title, j["title"]) for j, s in journeys if s.lowest and s.lowest.value < -NEUTRAL]
    if low:
        value, card, journey = min(low, key=lambda entry: entry[0])
        return f"Lowest of all: “{card}” ({show(value)})", f" in {journey}."
    return plural(len(journeys), "journey"), ", and none of them is due for a review."


def _day(day: date) -> str:
    return f"{day.day} {day:%b}"


def severity(level: int) -> str:
    """The severity of a pain point in words."""
    return ("not rated", "severity 1 of 3", "severity 2 of 3", "severity 3 of 3")[level]
