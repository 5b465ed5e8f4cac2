"""A figure whose parts are JSON already, for `st.plotly_chart`.

Streamlit has Plotly check, copy and look through whatever it is given: 14 ms for a map of 60 cards, in which edits wait. Of a figure
it takes what that says of itself, so this one says what it was made of. A test holds the swimlane to Plotly's own check.
"""

from __future__ import annotations

from typing import Any

from plotly.basedatatypes import BaseFigure


class Finished(BaseFigure):  # type: ignore[misc]
    """A figure that is only shown. `parts` is `{"data": [trace, …], "layout": {…}}`; values may be `orjson.Fragment`."""

    def __init__(self, parts: dict[str, Any]) -> None:
        # Not the base's own: that is where all is checked and copied.
        object.__setattr__(self, "_parts", parts)

    def to_dict(self) -> dict[str, Any]:
        """The parts as they are."""
        parts: dict[str, Any] = self._parts
        return parts

    def __repr__(self) -> str:
        return "Finished()"
