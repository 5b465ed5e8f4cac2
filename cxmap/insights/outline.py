"""A map in words: stage by stage what is felt, what hurts and what decides, for whoever does not see the drawing."""

from __future__ import annotations

from collections import defaultdict

from cxmap.insights import emotion
from cxmap.insights.durations import lasts
from cxmap.insights.summary import is_moment, is_pain
from cxmap.insights.words import severity
from cxmap.model.views import JourneyView
from cxmap.model.vocabulary import CHANNELS, CONNECTION_KINDS, MOMENTS, label

# What the outlines and marks of a drawn map mean.
KEY = (
    "Outlines – assumed: dashed, observed: solid, measured: solid with a dark corner. "
    "Bars: how severe a pain point is, 1 to 3. Star: moment of truth. Arcs above the stages: other paths. Lines: who hands over to whom."
)


def outline(view: JourneyView) -> list[tuple[str, list[str]]]:
    """(stage name, sentences) of each stage, in map order; the feelings are those of the leading persona."""
    felt: dict[str, list[str]] = {}
    for point in emotion.leading(view):
        word = f", {point.word}" if point.word and point.word != point.title else ""
        felt.setdefault(point.stage, []).append(f"Feeling {emotion.show(point.value)}{word}: {point.title}")
    out = []
    ways = _ways(view)
    for stage in view.stages:
        cards = [card for card in view.cards if card["stage"] == stage["id"] and card["title"]]
        pains = [f"Pain point, {severity(c['severity'] or 0)}: {c['title']}" for c in cards if is_pain(view, c)]
        moments = [f"Moment of truth{_which(c['moment'])}: {c['title']}" for c in cards if is_moment(view, c)]
        time = [f"Lasts {lasts(stage)}"] if lasts(stage) else []
        said = [*time, *felt.get(stage["id"], []), *pains, *moments, *ways.get(stage["id"], [])]
        out.append((stage["name"] or "Unnamed", said))
    return out


def _ways(view: JourneyView) -> dict[str, list[str]]:
    """Where paths and connections lead from each stage."""
    found: dict[str, list[str]] = defaultdict(list)
    names = {stage["id"]: stage["name"] or "Unnamed" for stage in view.stages}
    people = {persona["id"]: persona["name"] for persona in view.personas}
    for path in view.of_type("path"):
        share = "" if path["share"] is None else f"{round(path['share'], 1):g}\N{NO-BREAK SPACE}%"
        words = [people.get(path["persona"], ""), label(CHANNELS, path["channel"]), share, path["label"]]
        said = " · ".join(filter(None, words))
        where = "again" if path["start"] == path["end"] else f"to {names.get(path['end'], 'Unnamed')}"
        found[path["start"]].append(f"Path {where}{': ' if said else ''}{said}")
    cards = {card["id"]: card for card in view.cards}
    for connection in view.of_type("connection"):
        start, end = cards.get(connection["start"]), cards.get(connection["end"])
        if start and end:
            passed = f": {connection['label']}" if connection["label"] else ""
            kind = label(CONNECTION_KINDS, connection["kind"])
            found[start["stage"]].append(f"{kind}: {start['title'] or 'No title'} → {end['title'] or 'No title'}{passed}")
    return found


def _which(moment: str | None) -> str:
    return f" ({label(MOMENTS, moment).lower()})" if moment else ""
