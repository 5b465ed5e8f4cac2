"""Words around a person's own text: Markdown made harmless, times as people say them."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any, TypeVar

import humanize

K = TypeVar("K", bound=Any)
_PUNCTUATION = re.compile(r"([!-/:-@\[-`{-~])")


def plain(text: str) -> str:
    """A person's text for a place that takes Markdown, such as a label: it is shown letter by letter, and is never markup."""
    return _PUNCTUATION.sub(r"\\\1", re.sub(r"\s+", " ", text))


def ago(at: str) -> str:
    """A stored UTC time as people say it: “2 hours ago”."""
    then = datetime.fromisoformat(at) if at else datetime.now(UTC)
    return humanize.naturaltime(datetime.now(UTC) - then)


def initials(name: str) -> str:
    """The first letters of the first and the last word, letters and digits only: “RL”."""
    words = [w for w in re.split(r"[^\w]+", name) if w]
    return "".join(w[0] for w in [*words[:1], *words[1:][-1:]]).upper()


def apart(names: Mapping[K, str]) -> dict[K, str]:
    """The names of a list's options, by key, with a number behind those that others have too.

    A list tells its options by what they are called: two of one name would be one. The number goes by the key, so that it stays
    when the list is in another order.
    """
    same: dict[str, list[K]] = defaultdict(list)
    for key in sorted(names):
        same[names[key]].append(key)
    numbers = {key: i for keys in same.values() for i, key in enumerate(keys, 1)}
    return {key: name if numbers[key] == 1 else f"{name} ({numbers[key]})" for key, name in names.items()}
