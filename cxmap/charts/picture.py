"""What the page shows of a swimlane: the figure, what it says in a sentence, and the same in words. Made of plain data into plain data.

`draw` is what the process of `swimlane_process` does; where there is none it is done in place.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

import orjson

from cxmap.charts.swimlane import drawn
from cxmap.documents.tokens import tokens
from cxmap.insights.outline import outline
from cxmap.insights.summary import summarise
from cxmap.insights.words import headline
from cxmap.model.views import JourneyView

_FIELDS = tuple(field.name for field in fields(JourneyView))

Outline = list[tuple[str, list[str]]]


@dataclass(frozen=True)
class Picture:
    """`said` is the finding in a sentence, `words` (stage, sentences) of each stage. `figure` is as `parts` below gives it."""

    figure: dict[str, Any]
    said: str
    words: Outline


def asked(view: JourneyView, dark: bool, today: date) -> bytes:
    """What is to be drawn, as a line of JSON."""
    what = {"view": {name: getattr(view, name) for name in _FIELDS}, "dark": dark, "today": today.isoformat()}
    return orjson.dumps(what) + b"\n"


def draw(line: bytes) -> bytes:
    """The picture of what was asked, as a line of JSON. In it each longer part of the figure is JSON of its own, in a text."""
    what = orjson.loads(line)
    view, today = JourneyView(**what["view"]), date.fromisoformat(what["today"])
    found = drawn(view, tokens(what["dark"]), today).parts()
    answer = {
        "data": [_packed(trace) for trace in found["data"]],
        "layout": _packed(found["layout"]),
        "said": f"Swimlane of {view.journey['title']}. {headline(summarise(view, today))}.",
        "words": outline(view),
    }
    return orjson.dumps(answer) + b"\n"


def read(line: bytes) -> Picture:
    """The picture that `draw` has made."""
    answer = orjson.loads(line)
    figure = {"data": [_unpacked(trace) for trace in answer["data"]], "layout": _unpacked(answer["layout"])}
    return Picture(figure, answer["said"], [(stage, sentences) for stage, sentences in answer["words"]])


def _packed(part: Mapping[str, Any]) -> dict[str, Any]:
    return {name: [orjson.dumps(value).decode()] if isinstance(value, list | dict) else value for name, value in part.items()}


def _unpacked(part: Mapping[str, Any]) -> dict[str, Any]:
    """What was packed stays JSON: it is only passed on, so that nobody has to look through it again."""
    return {name: orjson.Fragment(value[0]) if isinstance(value, list) else value for name, value in part.items()}
