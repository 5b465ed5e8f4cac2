"""The sheet of a persona as PDF and PNG, set by Typst. What people wrote goes in as data, never as source; nothing is fetched."""

from __future__ import annotations

import json
from bisect import bisect_left
from dataclasses import asdict
from functools import cache
from pathlib import Path
from typing import Any, Literal

import typst

from cxmap.documents.persona_sheet import STEPS, Group, Scale, Sheet, columns, missing, shortened
from cxmap.documents.takeaway import xml_text
from cxmap.documents.takeaway_pdf import fonts
from cxmap.documents.tokens import LIGHT

Paper = Literal["a4", "a3"]
SIZES: tuple[Paper, ...] = ("a4", "a3")
_LOOK = 18.0  # pixels an inch to count pages by
_ZOOMS = (1.28, 1.14, 1.0, 0.92)  # what is set smaller than this cannot be read from two steps away
_MARKS = {
    "measured": f'<rect x="1" y="1.5" width="18" height="11" rx="3" fill="#FFFFFF" stroke="{LIGHT.dash}" stroke-width="1.3"/>'
    f'<path d="M11 1.5h5a3 3 0 0 1 3 3v5z" fill="{LIGHT.ink}"/>',
    "observed": f'<rect x="1" y="1.5" width="18" height="11" rx="3" fill="#FFFFFF" stroke="{LIGHT.dash}" stroke-width="1.3"/>',
    "assumed": f'<rect x="1" y="1.5" width="18" height="11" rx="3" fill="none" stroke="{LIGHT.dash}" stroke-width="1.5" '
    'stroke-dasharray="3 2.2"/>',
}


def fitted(sheet: Sheet, paper: Paper) -> tuple[Sheet, float]:
    """The sheet with as much on it as one page of the paper holds, and how much larger than usual it is set: there is room for
    little to be large. What is least is kept whatever happens, and runs on to a second page where even that is too long.
    """
    tries = [(0, zoom) for zoom in _ZOOMS] + [(step, _ZOOMS[-1]) for step in range(1, STEPS)]

    def fits(place: int) -> bool:
        step, zoom = tries[place]
        return len(_compile(shortened(sheet, step), paper, "png", _LOOK, zoom)) == 1

    # each try holds less than the one before it: halve the way to the first that fits
    place = bisect_left(range(len(tries) - 1), True, key=fits)
    step, zoom = tries[place]
    return shortened(sheet, step), zoom


def pdf(sheet: Sheet, paper: Paper = "a4") -> bytes:
    """One page, ready to print. Text in a script that Source Sans lacks is set in a font of this machine that has it."""
    less, zoom = fitted(sheet, paper)
    return bytes(_compile(less, paper, "pdf", zoom=zoom)[0])


def png(sheet: Sheet, paper: Paper = "a4", ppi: float = 150) -> bytes:
    """The same page as a picture: A4 at 150 pixels an inch has 1240 × 1754."""
    less, zoom = fitted(sheet, paper)
    return bytes(_compile(less, paper, "png", ppi, zoom)[0])


@cache
def _source() -> bytes:
    return (Path(__file__).parent / "persona_sheet.typ").read_bytes()


def _compile(sheet: Sheet, paper: Paper, kind: Literal["pdf", "png"], ppi: float = 60, zoom: float = 1.0) -> list[bytes]:
    given = {"doc": json.dumps(_data(sheet, paper) | {"zoom": zoom}, ensure_ascii=False)}
    compile_: Any = typst.compile  # its types know neither bytes nor several pages
    made = compile_(_source(), format=kind, font_paths=fonts(), sys_inputs=given, ppi=ppi)
    return made if isinstance(made, list) else [made]


def _data(sheet: Sheet, paper: Paper) -> dict[str, Any]:
    texts = ("name", "about", "quote", "story_title", "label", "rests", "review", "made")
    journey = sheet.journey
    return {
        "paper": paper,
        "proto": sheet.proto,
        "story": [[xml_text(part) for part in column] for column in columns(sheet.story)],
        "colours": list(asdict(LIGHT).items()),
        "ground": sheet.ground,
        "marks": {name: _svg(20, 14, drawn) for name, drawn in _MARKS.items()},
        "svg": sheet.picture if isinstance(sheet.picture, str) else "",
        "photo": list(sheet.picture) if isinstance(sheet.picture, bytes) else [],
        "meter": sheet.meter,
        "job": [[xml_text(words), strong] for words, strong in sheet.job],
        "first": [_group(g) for g in sheet.first],
        "second": [_group(g) for g in sheet.second],
        "empathy": [_group(g) for g in sheet.empathy],
        "scales": [_scale(s) for s in sheet.scales],
        "channels": [_scale(s) for s in sheet.channels],
        "more_scales": sheet.more_scales,
        "more_channels": sheet.more_channels,
        "journey": journey
        and {
            "title": xml_text(journey.title),
            "curve": journey.curve,
            "low": xml_text(journey.low),
            "high": xml_text(journey.high),
            "pains": [xml_text(p) for p in journey.pains],
        },
        "missing": xml_text(missing(sheet)),
    } | {name: xml_text(getattr(sheet, name)) for name in texts}


def _svg(width: int, height: int, drawn: str) -> str:
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" viewBox="0 0 {width} {height}">{drawn}</svg>'


def _group(group: Group) -> dict[str, Any]:
    lines = [[xml_text(line.text), line.evidence] for line in group.lines]
    return {"title": group.title, "lines": lines, "more": group.more}


def _scale(scale: Scale) -> dict[str, Any]:
    texts = {name: xml_text(getattr(scale, name)) for name in ("name", "low", "high")}
    return {**texts, "value": scale.value, "evidence": scale.evidence}
