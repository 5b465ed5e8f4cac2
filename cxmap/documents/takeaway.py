"""What a group takes along from a workshop, as a document without a form yet: head, sections, tables, pictures.

`takeaway_html.py` and `takeaway_pdf.py` give it one. All texts are plain: whoever renders them makes them harmless.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

# The typeface by its own name, then as the browser knows it where the page brings it along. Quoted: no bare name holds a 3.
FONT = "'Source Sans 3', 'Source Sans', system-ui, sans-serif"
# What XML cannot hold at all, not even escaped: noncharacters, lone surrogates, control characters.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True)
class Picture:
    """A drawing: SVG made by cxmap, its size in pixels, and what it shows in words."""

    svg: str
    width: float
    height: float
    says: str


Cell = str | Picture


@dataclass(frozen=True)
class Table:
    """Rows under a head. `wide` is the place of the column that takes the room that is left; `right` columns hold numbers."""

    head: tuple[str, ...]
    rows: Sequence[tuple[Cell, ...]]
    wide: int = 0
    right: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Section:
    """One part: its title, the finding as a sentence, what it rests on, and then items, a table, or what is said of an empty one."""

    title: str
    finding: str = ""
    note: str = ""
    items: Sequence[str] = ()
    picture: Picture | None = None
    table: Table | None = None
    empty: str = ""


@dataclass(frozen=True)
class Takeaway:
    """The whole document. `maps` are the drawings of the map: `whole` for a screen, `parts` cut to a page's width each."""

    title: str
    journey: str
    day: str
    facts: tuple[tuple[str, str], ...]
    outcome: str
    sections: Sequence[Section]
    map_title: str
    map_note: str
    whole: Picture | None = None
    parts: Sequence[Picture] = field(default_factory=tuple)
    made: str = ""


def xml_text(text: str) -> str:
    """A text without what XML cannot hold, for a drawing or a page."""
    return _NOT_XML.sub("\N{REPLACEMENT CHARACTER}", text)
