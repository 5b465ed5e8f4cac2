"""Segments in words: how large, how much worth, who stands for them, and what the page says first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from cxmap.insights.words import number, plural
from cxmap.model.records import Record


def amount(value: float | None, unit: str) -> str:
    """A number with its unit as people read it: “12,000 households”, “18 %”, “1.6”; "" without a number."""
    if value is None:
        return ""
    size = abs(value)
    text = f"{value:,.0f}" if float(value).is_integer() or size >= 1_000 else f"{value:,.2f}".rstrip("0").rstrip(".")
    text = text.replace("-", "−")
    return f"{text}\N{NO-BREAK SPACE}{unit}" if unit else text


def stand_for(personas: Sequence[Record]) -> str:
    """How many personas a segment has: “3 personas stand for it”."""
    if not personas:
        return "No persona stands for it yet"
    return f"{plural(len(personas), 'persona')} {'stands' if len(personas) == 1 else 'stand'} for it"


def finding(segments: Sequence[Record], members: Mapping[str, Sequence[Record]]) -> str:
    """What the page says first: which segments nobody stands for, else which is worth most to us."""
    if not segments:
        return "A segment tells what resonates in a market; a persona tells how one of its people lives through it."
    bare = [s for s in segments if not members.get(s["id"])]
    if len(bare) == len(segments) > 1:
        return "No segment has a persona yet: nobody tells how its people live through it."
    if bare:
        names = f"“{bare[0]['name']}”" if len(bare) == 1 else f"{number(len(bare))} of {plural(len(segments), 'segment')}"
        return f"{names} {'has' if len(bare) == 1 else 'have'} no persona yet: nobody tells how its people live through it."
    worth = [s for s in segments if s["worth"] is not None]
    units = {s["worth_unit"] for s in worth}
    if len(worth) > 1 and len(units) == 1:  # values in different measures have no order
        most = max(worth, key=lambda s: s["worth"])
        return f"A customer of “{most['name']}” is worth most: {amount(most['worth'], most['worth_unit'])}."
    return f"{plural(len(segments), 'segment')}, and each has its persona."
