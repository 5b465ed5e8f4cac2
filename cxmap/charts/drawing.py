"""A Plotly figure under construction, as the plain lists and dicts that it is sent as.

`graph_objects` checks and copies all shapes anew with each one that is added: 117 ms for a map of 60 cards, 7 ms this way. A
redraw shares the interpreter with everybody's edits, so that is what they wait for. A test holds the result to Plotly's own check.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING, Any

from cxmap.documents.tokens import Tokens

if TYPE_CHECKING:
    import plotly.graph_objects as go

Part = dict[str, Any]


class Drawing:
    """Traces, shapes and annotations in the order in which they are drawn; properties are named as in Plotly, whole dicts only."""

    def __init__(self) -> None:
        self._traces: list[Part] = []
        self._shapes: list[Part] = []
        self._annotations: list[Part] = []
        self._layout: Part = {}

    def add_scatter(self, **trace: Any) -> None:
        """Add a trace of points, lines or texts."""
        self._traces.append({"type": "scatter", **trace})

    def add_shape(self, **shape: Any) -> None:
        """Add a shape."""
        self._shapes.append(shape)

    def add_annotation(self, **annotation: Any) -> None:
        """Add a text at a place."""
        self._annotations.append(annotation)

    def set_layout(self, **layout: Any) -> None:
        """Set everything else: size, axes, title."""
        self._layout.update(layout)

    def parts(self) -> Part:
        """The figure as plain data: `{"data": [trace, …], "layout": {…}}`."""
        layout = dict(self._layout)
        if self._shapes:
            layout["shapes"] = self._shapes
        if self._annotations:
            layout["annotations"] = self._annotations
        return {"data": self._traces, "layout": layout}

    def figure(self) -> go.Figure:
        """The figure, its parts taken as they are."""
        import plotly.graph_objects as go  # takes a second to load, and who wants plain data needs none of it

        return go.Figure(self.parts(), _validate=False)


def frame(said: str, under: str, t: Tokens) -> Part:
    """What the layouts of our figures have in common: the finding as a title, what is plotted under it, and how hovering looks."""
    return {
        "showlegend": False,
        "dragmode": False,
        "hoverlabel": {"bgcolor": t.surface, "bordercolor": t.line2, "align": "left", "font": {"color": t.ink, "size": 13}},
        "title": {
            "text": escape(said),
            "font": {"size": 20, "color": t.ink, "weight": 600},
            "subtitle": {"text": escape(under), "font": {"size": 13, "color": t.ink3}},
            "x": 0,
            "xref": "container",
            "xanchor": "left",
            "y": 1,
            "yref": "container",
            "yanchor": "top",
            "pad": {"l": 4, "t": 8},
        },
    }
