"""Feedback items as the inbox shows them: rows with the passage around what was found, one in full, and what to filter by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

from cxmap.model.customer_vocabulary import FEEDBACK_KINDS
from cxmap.model.feedback import By, Kept, Query
from cxmap.model.records import Record
from cxmap.model.vocabulary import CHANNELS
from cxmap.store import Store

Json = dict[str, Any]
Terms = Sequence[tuple[tuple[str, ...], bool]]

_SNIPPET = 420  # characters of a row: three lines on a wide screen
_MOST = 100  # products and customer groups to filter by, the most frequent ones
_BEFORE = 70  # of them before what was found
_SPACE = re.compile(r"\s+")
_WORD = re.compile(r"[^\W_]+")


def row(item: Kept, sought: Terms, places: int) -> Json:
    """An item as a line of the list: its fields, and of its text the part around the first found word."""
    text, cut = snippet(item.text, sought)
    return {
        "id": item.id,
        "kind": item.kind,
        "text": text,
        "cut": cut,
        "date": item.date,
        "channel": item.channel,
        "score": item.score,
        "scale": item.scale,
        "group": item.group,
        "product": item.product,
        "sentiment": item.sentiment,
        "feeling": item.feeling,
        "corrected": item.sentiment_by not in ("", "found"),
        "theme": item.theme,
        "places": places,
    }


def whole(item: Kept, places: list[Json], store: Store) -> Json:
    """An item in full: its whole text, where it came from, the columns without a name here, and its places as evidence."""
    batch = store.feedback.batch(item.batch)
    return {
        **row(item, (), len(places)),
        "text": item.text,
        "cut": False,
        "link": item.link,
        "reference": item.reference,
        "row": item.row,
        "rest": item.rest,
        "masked": item.masked,
        "language": item.language,
        "from": batch.name if batch else "",
        "at": places,
    }


def snippet(text: str, sought: Terms) -> tuple[str, bool]:
    """(the part of a text around the first found word, on one line; whether something was left out)."""
    line = _SPACE.sub(" ", text[: 40 * _SNIPPET]).strip()
    if len(line) <= _SNIPPET:
        return line, len(text) > 40 * _SNIPPET
    at = min((found for part, begins in sought if (found := _at(line, part[0], begins and len(part) == 1)) >= 0), default=0)
    start = max(0, at - _BEFORE)
    if start:
        start = line.find(" ", start) + 1 or start
    part = line[start : start + _SNIPPET]
    return ("… " if start else "") + part.rstrip() + (" …" if start + _SNIPPET < len(line) else ""), True


def _at(line: str, word: str, begins: bool) -> int:
    for found in _WORD.finditer(line):
        token = found[0].casefold()
        if token.startswith(word) if begins else token == word:
            return found.start()
    return -1


def facets(store: Store, linked: int) -> Json:
    """What there is to filter by, each with its number of items: kinds, channels, themes, products, groups, sentiments, imports."""
    feedback = store.feedback

    def counted(name: By) -> dict[str, int]:
        return {str(one[name] or ""): int(one["count"]) for one in feedback.counts(Query(), (name,))}

    def most(name: By) -> list[list[str | int]]:
        said = sorted(((n, value) for value, n in counted(name).items() if value), key=lambda one: (-one[0], one[1]))
        return [[value, n] for n, value in said[:_MOST]]

    kinds, channels, themes, feelings = counted("kind"), counted("channel"), counted("theme"), counted("sentiment")
    return {
        "total": sum(kinds.values()),
        "with_text": feedback.search(Query(text=True, limit=1)).total,
        "linked": linked,
        "kinds": [[term.key, kinds[term.key]] for term in FEEDBACK_KINDS if kinds.get(term.key)],
        "channels": [[term.key, channels[term.key]] for term in CHANNELS if channels.get(term.key)],
        "themes": [{"id": t["id"], "name": theme_name(t), "n": themes.get(t["id"], 0)} for t in living(store.of_type("theme"))],
        "products": most("product"),
        "groups": most("group"),
        "feelings": [[key, feelings[key]] for key in ("neg", "neu", "pos") if feelings.get(key)],
        "batches": [
            {"id": batch.id, "name": batch.name, "n": batch.imported + batch.without_text}
            for batch in feedback.batches()
            if batch.state in ("done", "running")
        ],
    }


def living(themes: Iterable[Record]) -> list[Record]:
    """The themes that were not merged into another."""
    return [theme for theme in themes if not theme["into"]]


def theme_name(theme: Record) -> str:
    """What a theme is called: its name, else its first terms."""
    return str(theme["name"] or ", ".join(theme["terms"].split(",")[:3]) or "Theme without a name")
