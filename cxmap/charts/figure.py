"""A figure whose parts are JSON already, for `st.plotly_chart`.

Streamlit has Plotly check, copy and look through whatever it is given: 14 ms for a map of 60 cards, in which edits wait. Of a figure
it takes what that says of itself, so this one says what it was made of. A test holds the swimlane to Plotly's own check.
"""

from __future__ import annotations

from functools import cache
from typing import Any

import orjson
import plotly.io
from plotly.basedatatypes import BaseFigure
from plotly.graph_objects import Figure
from plotly.io.json import to_json_plotly


class Finished(BaseFigure):  # type: ignore[misc]
    """A figure that is only shown. `parts` is `{"data": [trace, …], "layout": {…}}`; values may be `orjson.Fragment`."""

    def __init__(self, parts: dict[str, Any]) -> None:
        # Not the base's own: that is where all is checked and copied, and where every figure gets the template.
        whole = {**parts, "layout": {"template": _template(plotly.io.templates.default), **parts["layout"]}}
        object.__setattr__(self, "_parts", whole)

    def to_dict(self) -> dict[str, Any]:
        """The parts as they are."""
        parts: dict[str, Any] = self._parts
        return parts

    def __repr__(self) -> str:
        return "Finished()"


@cache
def _template(name: str | None) -> orjson.Fragment:
    """The template of that name, as figures carry it while it is the usual one."""
    return orjson.Fragment(to_json_plotly(Figure().to_dict()["layout"].get("template", {})))
