"""What makes something that was said evidence: a feedback item or a highlight becomes a source of a card, or a ground of a statement
or viewpoint. Pure: records in, edits out; the store writes them, and takes them back like any other change.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from cxmap.changes import Edit, Refused
from cxmap.model.order import key_between
from cxmap.model.records import Record, new_id

MAX_QUOTE = 4_000
SHORT = 240  # characters; a text no longer than this is its own best passage

# What a feedback item counts as where it becomes evidence: `FEEDBACK_KINDS` to `SOURCE_KINDS`, all others "feedback".
_SOURCE_KINDS = {"survey": "survey", "observation": "observation", "employee": "employees"}

PlaceType = Literal["card", "statement", "viewpoint"]
_WHAT = {"card": "card", "statement": "statement", "viewpoint": "viewpoint"}

_SENTENCE = re.compile(r"[^.!?\n]+(?:[.!?]+[\"'”’)\]]*|\n+|$)")
_WORD = re.compile(r"[^\W\d_]{3,}|\d+")


@dataclass(frozen=True)
class Said:
    """Something that was said, seen or counted.

    `item` tells where it stands: `item:12` for a feedback item, `highlight:ID` for a highlight. `kind` is one of `SOURCE_KINDS`,
    `date` an ISO date or None, `link` where to read it.
    """

    item: str
    kind: str
    quote: str
    date: str | None = None
    link: str = ""


@dataclass(frozen=True)
class Place:
    """What it becomes evidence of: the record with its id, and the sources (of a card) or grounds that it has already."""

    type: PlaceType
    record: Record
    there: Sequence[Record] = ()


def source_kind(feedback_kind: str) -> str:
    """The kind of source that a feedback item is, by its own kind."""
    return _SOURCE_KINDS.get(feedback_kind, "feedback")


def link_item(item: Said, to: Place) -> list[Edit]:
    """Edits that make it evidence there: a source or ground with quote, date and kind, and *assumed* becomes *observed*.

    Raises `Refused("exists", …)` where the same item is evidence there already.
    """
    if any(one["item"] == item.item for one in to.there if one["item"]):
        raise Refused("exists", f"This is evidence of that {_WHAT[to.type]} already: choose another place.")
    last = max((one["order"] for one in to.there), default=None)
    fields: Record = {
        "kind": item.kind,
        "quote": item.quote.strip()[:MAX_QUOTE],
        "link": item.link,
        "date": item.date,
        "item": item.item,
        "order": key_between(last, None),
    }
    record = to.record
    if to.type == "card":
        put = Edit("put", "source", new_id(), {"journey": record["journey"], "card": record["id"], **fields})
    else:
        put = Edit("put", "ground", new_id(), {to.type: record["id"], **fields})
    if record["evidence"] != "assumed":
        return [put]
    return [put, Edit("patch", to.type, record["id"], {"evidence": "observed"}, {"evidence": "assumed"})]


def passage(text: str, about: str, words: Iterable[str] = ()) -> str:
    """The part of a text that says it: the whole of a short one, else the sentence that shares most words with `about`.

    `words` are what was searched for, each possibly only the beginning of a word; a sentence that holds one of them counts first.
    The first of two equally good sentences is taken; where nothing fits, the first one that is more than a few words.
    """
    whole = text.strip()
    if len(whole) <= SHORT:
        return whole
    wanted = set(_words(about))
    sought = [w for word in words for w in _words(word)]
    sentences = [s for found in _SENTENCE.findall(whole) if (s := found.strip())]

    def fit(sentence: str) -> tuple[int, int]:
        there = _words(sentence)
        return (
            sum(any(one.startswith(w) for one in there) for w in sought),
            len(wanted.intersection(there)),
        )

    best = max(sentences, key=fit, default=whole)  # max keeps the first of equals
    if fit(best) == (0, 0):
        best = next((s for s in sentences if len(_words(s)) > 3), best)
    return best[:MAX_QUOTE]


def _words(text: str) -> list[str]:
    return [word.casefold() for word in _WORD.findall(text)]
