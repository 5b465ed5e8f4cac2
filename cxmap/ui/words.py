"""Words around a person's own text: Markdown made harmless, times as people say them."""

from __future__ import annotations

import re
from datetime import UTC, datetime

import humanize

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
