"""A persona on one sheet of paper for the wall, as a document without a form yet. `persona_pdf.py` gives it one.

All texts are plain: whoever renders them makes them harmless. What does not fit is left out step by step, and said.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

Piece = tuple[str, bool]  # words, and whether they stand out


@dataclass(frozen=True)
class Line:
    """A statement: its text, and its evidence."""

    text: str
    evidence: str


@dataclass(frozen=True)
class Group:
    """Statements of a kind under its title; `more` of them are not shown."""

    title: str
    lines: Sequence[Line]
    more: int = 0


@dataclass(frozen=True)
class Scale:
    """Where the persona stands from 0 to 100 between two ends; None: not said. For a channel the ends are empty."""

    name: str
    value: float | None
    evidence: str
    low: str = ""
    high: str = ""


@dataclass(frozen=True)
class Journey:
    """The leading journey: its title, its curve as SVG, what is lowest and highest on it, and the worst pains by name."""

    title: str
    curve: str
    low: str = ""
    high: str = ""
    pains: Sequence[str] = ()


@dataclass(frozen=True)
class Sheet:
    """The whole sheet. `picture` is SVG or the bytes of a photo, `ground` the colour behind the head; `more_…` are not shown."""

    name: str
    about: str
    quote: str
    picture: str | bytes
    ground: str
    job: Sequence[Piece] = ()
    first: Sequence[Group] = ()  # goals, needs, frustrations: always there, empty or not
    second: Sequence[Group] = ()  # what drives them and what they do
    empathy: Sequence[Group] = ()
    scales: Sequence[Scale] = ()
    channels: Sequence[Scale] = ()
    story_title: str = ""
    story: str = ""
    journey: Journey | None = None
    label: str = ""
    proto: bool = True
    rests: str = ""
    meter: str = ""
    review: str = ""
    made: str = ""
    left_out: Sequence[str] = field(default_factory=tuple)
    more_scales: int = 0
    more_channels: int = 0


# Step by step less: statements a group, characters of one, characters of the story, sliders and channels, whether the second
# row and the empathy map are there.
_STEPS = (
    (99, 400, 8_000, 99, True, True),
    (8, 400, 2_400, 8, True, True),
    (6, 300, 1_600, 6, True, True),
    (5, 240, 1_200, 5, True, True),
    (5, 200, 900, 5, True, False),
    (4, 160, 700, 5, True, False),
    (4, 140, 500, 5, False, False),
    (3, 120, 360, 4, False, False),
    (3, 90, 200, 3, False, False),
    (2, 70, 0, 3, False, False),
)
STEPS = len(_STEPS)


def shortened(sheet: Sheet, step: int) -> Sheet:
    """The sheet with less on it, from 0 (all of it) to `STEPS` − 1; what is not shown in full is said on it."""
    lines, characters, story, scales, second, empathy = _STEPS[step]
    out = [*sheet.left_out]
    if sheet.second and not second:
        out.append(", ".join(g.title.lower() for g in sheet.second))
    if sheet.empathy and not empathy:
        out.append("the empathy map")
    if sheet.story and not story:
        out.append("the story")
    narrow = [*sheet.first, *(sheet.second if second else ()), *(sheet.empathy if empathy else ())]
    if any(len(line.text) > characters for group in narrow for line in group.lines):
        out.append("the ends of long statements")
    return replace(
        sheet,
        quote=cut(sheet.quote, max(160, characters)),
        first=[_group(g, lines, characters) for g in sheet.first],
        second=[_group(g, lines, characters) for g in sheet.second] if second else [],
        empathy=[_group(g, lines, characters) for g in sheet.empathy] if empathy else [],
        scales=sheet.scales[:scales],
        channels=sheet.channels[:scales],
        more_scales=max(0, len(sheet.scales) - scales),
        more_channels=max(0, len(sheet.channels) - scales),
        story=cut(sheet.story, story) if story else "",
        left_out=out,
    )


def _group(group: Group, most: int, characters: int) -> Group:
    lines = [Line(cut(line.text, characters), line.evidence) for line in group.lines[:most]]
    return Group(group.title, lines, max(0, len(group.lines) - most))


def cut(text: str, most: int) -> str:
    """A text of at most `most` characters: a longer one ends after a word, with “…”."""
    if len(text) <= most:
        return text
    kept = text[: most - 1]
    words = kept.rsplit(None, 1)
    return (words[0] if len(words) == 2 and len(words[0]) > most / 2 else kept).rstrip(" ,;:–") + "…"


def columns(story: str) -> list[list[str]]:
    """A story's paragraphs in two columns of about the same length; in one where there is one paragraph, in none without any."""
    parts = [part.strip() for part in story.split("\n") if part.strip()]
    if len(parts) < 2:
        return [parts] if parts else []
    lengths = [len(part) + 60 for part in parts]  # a paragraph's last line is half empty
    half = min(range(1, len(parts)), key=lambda i: abs(sum(lengths[:i]) - sum(lengths[i:])))
    return [parts[:half], parts[half:]]


def missing(sheet: Sheet) -> str:
    """What is not on the sheet, as a sentence; "" where all is."""
    parts = list(sheet.left_out)
    if any(g.more for g in (*sheet.first, *sheet.second, *sheet.empathy)) or sheet.more_scales or sheet.more_channels:
        parts.insert(0, "some statements (their number stands at their group)")
    if sheet.story.endswith("…"):
        parts.append("the end of the story")
    if not parts:
        return ""
    told = parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} and {parts[-1]}"
    return f"Not on this sheet for want of room: {told}."
