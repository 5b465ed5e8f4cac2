"""What foreign files call things, and how what cxmap has no field for is kept readable in a note."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from cxmap.formats.parsed import show
from cxmap.model import vocabulary as v
from cxmap.model.fields import clean_text

# The first entry with a matching word decides; docs/format.md shows this list. A word matches from its start on, so that
# “emotion” finds “Emotional State”; one that ends in a dot must match whole.
LANE_WORDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("emotion", ("emotion", "feeling", "mood", "sentiment")),
    ("pain", ("pain", "frustration", "problem", "barrier", "friction", "bottleneck")),
    ("moment", ("moment of truth", "moments of truth", "moments that matter")),
    ("opportunity", ("opportunit", "idea", "improvement", "solution")),
    ("evidence", ("evidence",)),
    ("frontstage", ("frontstage", "front stage", "onstage", "on stage", "employee", "staff")),
    ("backstage", ("backstage", "back stage")),
    ("touchpoint", ("touchpoint", "touch point", "channel", "contact")),
    ("support", ("support process", "support system", "support.", "system", "internal process")),
    ("thought", ("thought", "think", "quote", "question")),
    ("action", ("action", "activit", "doing", "step", "task", "behaviour", "behavior")),
    ("kpi", ("kpi", "metric", "measure")),
    ("note", ("note.", "notes.", "comment")),
)
SEVERITY_WORDS = {"low": 1, "medium": 2, "high": 3, "1": 1, "2": 2, "3": 3}
PAIN_PURPOSES = ("pain", "pain-point", "bottleneck")


def _pattern(word: str) -> str:
    return rf"\b{re.escape(word[:-1])}\b" if word.endswith(".") else rf"\b{re.escape(word)}"


_PATTERNS = [(kind, re.compile("|".join(_pattern(word) for word in words))) for kind, words in LANE_WORDS]


def lane_kind(name: str) -> str:
    """The kind of lane that a foreign name stands for; "custom" where no word tells."""
    text = " ".join(re.split(r"[\s_\-]+", name.casefold()))
    return next((kind for kind, pattern in _PATTERNS if pattern.search(text)), "custom")


def lane_name(name: str, kind: str) -> str:
    """The name that a lane keeps: its own where it says more than its kind does."""
    return "" if name.casefold() == v.label(v.LANE_KINDS, kind).casefold() else name


def severity(value: Any) -> int | None:
    """1 to 3 for low, medium, high (or the digits); None where the value says something else."""
    return SEVERITY_WORDS.get(str(value).strip().casefold()) if isinstance(value, str | int | float) else None


def channel(value: Any) -> str | None:
    """The key of a channel by its key or label; None where there is no such channel."""
    wanted = value.strip().casefold() if isinstance(value, str) else None
    return next((t.key for t in v.CHANNELS if wanted in (t.key, t.label.casefold())), None)


def label(name: str) -> str:
    """A field's name as people read it: “iconColor” becomes “Icon color”."""
    words = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", " ", show(name, 40)).replace("_", " ").replace("-", " ")
    return words[:1].upper() + words[1:].lower() if words.strip() else "Field"


def readable(value: Any) -> str:
    """Any JSON value as text for people; what is neither a scalar nor a list of them stays JSON."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, str):
        return clean_text(value)
    if isinstance(value, int | float):
        return f"{value:g}" if isinstance(value, float) else str(value)
    if isinstance(value, list) and all(isinstance(item, str | int | float) for item in value):
        return ", ".join(readable(item) for item in value)
    return json.dumps(value, ensure_ascii=False)


def empty(value: Any) -> bool:
    """Whether a JSON value says nothing: null, an empty text, list or object."""
    return value is None or value in ("", [], {})


def lines(rest: dict[str, Any]) -> list[str]:
    """“Label: value” for each field that says something."""
    return [f"{label(name)}: {readable(value)}" for name, value in rest.items() if not empty(value)]


def note(description: str, more: Iterable[str]) -> str:
    """A note: the description, then a blank line, then the further lines."""
    return "\n\n".join(part for part in (description.strip(), "\n".join(more)) if part)
