"""Where the three lines of a service blueprint stand, and what lies out of the customer's sight. Pure.

Each line stands above one lane at most: the first lane that names it in `line`; where none does, the first lane of its kind,
unless that lane names another line or "none". `static/model/lines.js` is the same rule; `tests/fixtures/lines.json` holds both.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

# The lines from top to bottom, each with the kind of lane that it stands above by itself.
LINES = {"interaction": "frontstage", "visibility": "backstage", "internal": "support"}


@dataclass(frozen=True)
class LinePlaces:
    """For each lane in order: the key of the line above it ("" for none), and whether it lies below the line of visibility."""

    lines: tuple[str, ...]
    below: tuple[bool, ...]


def line_places(lanes: Sequence[Mapping[str, Any]]) -> LinePlaces:
    """The places of the lines among lanes in their order from top to bottom; of a lane `kind` and `line` count."""
    lines = [""] * len(lanes)
    for line, kind in LINES.items():
        named = next((i for i, lane in enumerate(lanes) if lane["line"] == line), None)
        usual = next((i for i, lane in enumerate(lanes) if lane["kind"] == kind), None)
        if named is not None:
            lines[named] = line
        elif usual is not None and not lanes[usual]["line"]:
            lines[usual] = line
    visibility = lines.index("visibility") if "visibility" in lines else len(lines)
    return LinePlaces(tuple(lines), tuple(i >= visibility for i in range(len(lines))))
