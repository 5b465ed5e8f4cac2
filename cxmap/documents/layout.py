"""Where everything of a journey stands when it is drawn: stages to columns, lanes to rows, cards to boxes. Pure geometry.

Lengths are pixels at the size at which the text is drawn; the origin is the top left corner of the whole drawing, y grows
downwards. Nothing is measured with a font: a letter counts as `LETTER` pixels, which is wide enough for Source Sans 13.
"""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from cxmap.model.lines import line_places
from cxmap.model.records import Record
from cxmap.model.views import JourneyView
from cxmap.model.vocabulary import LANE_KINDS, LINE_PLACES, label

LETTER = 6.2
HEAD, SIDE = 66.0, 138.0
LINE_HEIGHT, PAD, GAP = 16.0, 7.0, 4.0
EMPTY, EMOTION, BLUEPRINT = 30.0, 132.0, 18.0
EMOTION_PAD = 18.0
# More than MANY cards in a cell: FEW are drawn and the rest is counted, as on the board.
MANY, FEW = 8, 6
# Room that the marks of a card take from its text.
SEVERITY_ROOM, STAR_ROOM = 22.0, 18.0


@dataclass(frozen=True)
class Column:
    """One stage."""

    stage: Record
    left: float
    width: float
    name: tuple[str, ...]
    goal: str


@dataclass(frozen=True)
class Row:
    """One lane. `line` is the blueprint line that stands above it, if any, `line_kind` its key; `hidden` means out of sight."""

    lane: Record
    top: float
    height: float
    name: tuple[str, ...]
    line: str = ""
    line_kind: str = ""
    hidden: bool = False


@dataclass(frozen=True)
class Box:
    """One card. `lines` is its text, broken and cut to fit; `severe` and `star` ask for its marks."""

    card: Record
    kind: str
    left: float
    top: float
    width: float
    height: float
    lines: tuple[str, ...]
    severe: bool = False
    star: bool = False

    @property
    def text_left(self) -> float:
        """Where the text begins: behind the severity bars where there are any."""
        return self.left + PAD + (SEVERITY_ROOM if self.severe else 0.0)


@dataclass(frozen=True)
class More:
    """The line “+n more” of a cell with too many cards."""

    count: int
    left: float
    top: float
    width: float


@dataclass(frozen=True)
class Layout:
    """The whole drawing. `emotion` is the row of the emotion lane, if the map has one."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    boxes: tuple[Box, ...]
    more: tuple[More, ...]
    width: float
    height: float

    @property
    def emotion(self) -> Row | None:
        """The row that the curve is drawn in."""
        return next((row for row in self.rows if row.lane["kind"] == "emotion"), None)

    def curve_x(self, x: float) -> float:
        """Pixels of a place along the map, given in stages (0 … number of stages)."""
        column = self.columns[min(int(x), len(self.columns) - 1)]
        return column.left + (x - self.columns.index(column)) * column.width

    def curve_y(self, value: float) -> float:
        """Pixels of a feeling, −3 … +3, inside the emotion row; the scale is never stretched to fit."""
        row = self.emotion
        if row is None:
            raise ValueError("The map has no emotion lane.")
        return row.top + EMOTION_PAD + (3 - value) / 6 * (row.height - 2 * EMOTION_PAD)


def layout(view: JourneyView, column_width: float = 195.0) -> Layout:
    """Lay a journey out with columns of one width. A map without an emotion lane gets none here either."""
    columns = tuple(
        Column(stage, SIDE + i * column_width, column_width, wrap(stage["name"], column_width - 44, 1), stage["goal"])
        for i, stage in enumerate(view.stages)
    )
    rows: list[Row] = []
    boxes: list[Box] = []
    more: list[More] = []
    places = line_places(view.lanes)
    top = HEAD
    for lane, line, hidden in zip(view.lanes, places.lines, places.below, strict=True):
        top += BLUEPRINT if line else 0
        cells = [_cell(view, column, lane, top) for column in columns]
        height = max([_least(lane["kind"]), *(bottom - top for _, _, bottom in cells)])
        name = wrap(lane["name"] or label(LANE_KINDS, lane["kind"]), SIDE - 24, 2)
        rows.append(Row(lane, top, height, name, label(LINE_PLACES, line) if line else "", line, hidden))
        boxes += [box for cell, _, _ in cells for box in cell]
        more += [rest for _, rest, _ in cells if rest]
        top += height
    return Layout(columns, tuple(rows), tuple(boxes), tuple(more), SIDE + column_width * len(columns), top)


def _least(kind: str) -> float:
    return EMOTION if kind == "emotion" else EMPTY


def _cell(view: JourneyView, column: Column, lane: Record, top: float) -> tuple[list[Box], More | None, float]:
    """The boxes of one cell, what is left out, and where it ends. Cards of the emotion lane are points of the curve."""
    cards = view.cells.get((column.stage["id"], lane["id"]), [])
    if lane["kind"] == "emotion":
        return [], None, top
    shown = cards if len(cards) <= MANY else cards[:FEW]
    y = top + PAD
    boxes = []
    for card in shown:
        box = _box(card, lane["kind"], column, y)
        boxes.append(box)
        y += box.height + GAP
    rest = None
    if len(cards) > len(shown):
        rest = More(len(cards) - len(shown), column.left + PAD, y, column.width - 2 * PAD)
        y += LINE_HEIGHT + GAP
    return boxes, rest, y - GAP + PAD


def _box(card: Record, kind: str, column: Column, top: float) -> Box:
    severe = kind == "pain" or bool(card["severity"])
    star = bool(card["moment"]) or kind == "moment"
    width = column.width - 2 * PAD
    room = width - 2 * PAD - (SEVERITY_ROOM if severe else 0) - (STAR_ROOM if star else 0)
    lines = wrap(card["title"], room, 2)
    return Box(card, kind, column.left + PAD, top, width, len(lines) * LINE_HEIGHT + 10, lines, severe, star)


def wrap(text: str, width: float, most: int) -> tuple[str, ...]:
    """Break a text into at most so many lines of `width` pixels; what does not fit ends in …. Never without a line."""
    letters = max(4, int(width / LETTER))
    return tuple(textwrap.wrap(text, letters, max_lines=most, placeholder="…", break_on_hyphens=False)) or ("",)
