"""What customers and colleagues said, item by item: what comes in, what is kept, what is asked for. Pure."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

# Characters of one item, and of its short fields. Longer texts are refused by the readers, so that no one row fills the memory.
MAX_TEXT, MAX_SHORT, MAX_REST = 100_000, 200, 20_000
# A value outside these is neither negative nor positive; the same on every screen.
NEGATIVE, POSITIVE = -0.25, 0.25
# A query's word for what has no theme, or no sentiment.
NONE = "none"

Order = Literal["newest", "oldest", "worst", "relevance"]
By = Literal["month", "week", "day", "channel", "theme", "sentiment", "kind", "group", "product", "batch"]
ORDERS: tuple[Order, ...] = ("newest", "oldest", "worst", "relevance")
SENTIMENTS = ("neg", "neu", "pos", NONE)

# A counter such as “17” may stand in any file: a reference as short as that counts within files of one header only.
_OWN = 6
_TOKEN = re.compile(r'"([^"]*)"?|(\S+)')
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Item:
    """One thing that somebody said, as it comes in.

    `row` is its row in the file, from 1 (0: typed in). `date` is YYYY-MM-DD, `channel` a key of `CHANNELS`, `kind` one of
    `FEEDBACK_KINDS` ("": that of its batch). `rest` holds the columns that have no name here. `sentiment` lies between −1 and
    1; `masked`: something personal was taken out of it. Short texts hold `MAX_SHORT` characters, `text` `MAX_TEXT`.
    """

    text: str = ""
    row: int = 0
    date: str | None = None
    channel: str | None = None
    score: float | None = None
    scale: str | None = None
    group: str = ""
    product: str = ""
    link: str = ""
    reference: str = ""
    kind: str = ""
    rest: Mapping[str, str] = field(default_factory=dict)
    sentiment: float | None = None
    language: str = ""
    masked: bool = False


@dataclass(frozen=True, slots=True)
class Kept:
    """An item as it is kept.

    `sentiment_by` and `theme_by` are "" (none yet), "found" (by the machine) or the id of the person who said so. `removed` is
    when it was taken out (UTC), "" while it is there.
    """

    id: int
    batch: str
    row: int
    kind: str
    text: str
    date: str | None
    channel: str | None
    score: float | None
    scale: str | None
    group: str
    product: str
    link: str
    reference: str
    rest: dict[str, str]
    sentiment: float | None
    sentiment_by: str
    language: str
    theme: str | None
    theme_by: str
    masked: bool
    removed: str

    @property
    def feeling(self) -> str:
        """How it sounds: "neg", "neu", "pos", or "" where nothing tells."""
        return feeling(self.sentiment)


@dataclass(frozen=True, slots=True)
class Batch:
    """One import, paste or typed note, with the counts of its report. `state` is running, done, cancelled or removed."""

    id: str
    name: str
    kind: str
    at: str
    person: str
    person_name: str
    state: str
    header: str
    mapping: dict[str, str]
    rows: int
    imported: int
    without_text: int
    duplicates: int
    refused: int
    masked: int


@dataclass(frozen=True, slots=True)
class Added:
    """What became of items: kept with a text, kept without one, left out because they are there already."""

    imported: int = 0
    without_text: int = 0
    duplicates: int = 0

    def __add__(self, other: Added) -> Added:
        return Added(self.imported + other.imported, self.without_text + other.without_text, self.duplicates + other.duplicates)


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for; every part narrows, "" and None do not.

    `words`: all of them, the last one as a beginning; in double quotes a phrase. `theme` may be "none", and so may `sentiment`
    ("neg", "neu", "pos"). `since` and `until` are dates, both included. `text`: only with (True) or without a text (False).
    """

    words: str = ""
    batch: str = ""
    kind: str = ""
    channel: str = ""
    theme: str = ""
    sentiment: str = ""
    since: str = ""
    until: str = ""
    text: bool | None = None
    group: str = ""
    product: str = ""
    order: Order = "newest"
    offset: int = 0
    limit: int = 50


@dataclass(frozen=True, slots=True)
class Found:
    """A page of items, and how many there are in all."""

    items: tuple[Kept, ...]
    total: int


def feeling(sentiment: float | None) -> str:
    """How a sentiment sounds: "neg" below −0.25, "pos" above 0.25, "neu" between; "" for None."""
    if sentiment is None:
        return ""
    return "neg" if sentiment < NEGATIVE else "pos" if sentiment > POSITIVE else "neu"


def identity(item: Item, header: str = "") -> str:
    """What tells the same item again, as 32 hexadecimal digits.

    The same reference; without one the same text, date, channel, score, group, product and link; with neither text nor
    reference the whole row. `header` is the fingerprint of the file's header: a reference of fewer than six characters is the
    same within files of one header only.
    """
    said: list[object]
    if item.reference:
        said = ["reference", item.reference, header if len(item.reference) < _OWN else ""]
    else:
        said = [" ".join(item.text.split()), item.date, item.channel, item.score, item.group, item.product, item.link]
        if not item.text:
            said += [item.scale, sorted(item.rest.items())]
    return hashlib.sha256(json.dumps(said, ensure_ascii=False).encode("utf-8", "surrogatepass")).hexdigest()[:32]


def terms(words: str) -> list[tuple[tuple[str, ...], bool]]:
    """(words in a row, whether the last of them is a beginning) of each part of a query, in lower case.

    `late "no reply" app` is late · no reply · app…; the part in hand (the last one, unless its quote is closed) is a beginning
    from its second letter on. Empty where there is no letter or digit.
    """
    found: list[tuple[tuple[str, ...], bool]] = []
    parts = list(_TOKEN.finditer(words))
    for part in parts:
        tokens = tuple(_WORD.findall((part[1] if part[1] is not None else part[2]).lower()))
        if tokens:
            closed = part[1] is not None and part[0].endswith('"') and len(part[0]) > 1
            last = part is parts[-1] and not closed and not words[part.end() :]
            found.append((tokens, last and len(tokens[-1]) > 1))
    return found
