"""The curves of several personas on one journey, as a Plotly figure: told apart by their lines, marks and names."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import plotly.graph_objects as go

from cxmap.charts.drawing import Drawing, frame
from cxmap.documents.curve import samples
from cxmap.documents.tokens import Tokens
from cxmap.insights import emotion
from cxmap.insights.personas_compared import Curves, furthest

HEIGHT = 360
_LONGEST = 22  # characters of a stage's name on the axis
# Dash, width and mark of each line, and the dash as it stands before its name.
_LINES = (
    ("solid", 3.0, "circle", "━━"),
    ("dash", 2.0, "diamond", "╍╍"),
    ("dot", 2.0, "square", "····"),
    ("dashdot", 2.0, "triangle-up", "━·"),
)


def figure(found: Curves, names: Sequence[str], t: Tokens) -> go.Figure:
    """The curves over the journey's stages, each with its number and name at its end."""
    drawing = Drawing()
    stages = found.view.stages
    count = max(1, len(stages))
    for value in (3, 0, -3):
        line = {"width": 1, "color": t.line2 if value == 0 else t.line, "dash": "solid" if value == 0 else "dot"}
        drawing.add_shape(type="line", x0=0, x1=count, y0=value, y1=value, layer="below", line=line)
    for edge in range(1, count):
        line = {"width": 1, "color": t.line}
        drawing.add_shape(type="line", x0=edge, x1=edge, y0=-3.4, y1=3.4, layer="below", line=line)
    for i, (points, name) in enumerate(zip(found.curves, names, strict=True)):
        if points:
            _curve(drawing, i, points, name, t)
    _apart(drawing, found, names, t)
    axis = {"fixedrange": True, "zeroline": False, "showgrid": False}
    short = [s["name"] or f"Stage {i}" for i, s in enumerate(stages, 1)]
    short = [n if len(n) <= _LONGEST else f"{n[: _LONGEST - 1].rstrip()}…" for n in short]
    said = furthest(found, names) or f"How they feel on “{found.title}”"
    drawing.set_layout(
        height=HEIGHT,
        margin={"l": 44, "r": 150, "t": 72, "b": 52, "pad": 0},
        paper_bgcolor=t.bg,
        plot_bgcolor=t.bg,
        font={"family": '"Source Sans", system-ui, sans-serif', "size": 13, "color": t.ink2},
        xaxis={
            **axis,
            "range": [0, count],
            "tickmode": "array",
            "tickvals": [i + 0.5 for i in range(len(stages))],
            "ticktext": [escape(name) for name in short],
            "tickfont": {"size": 13, "color": t.ink2},
        },
        yaxis={
            **axis,
            "range": [-3.4, 3.4],
            "tickvals": [-3, 0, 3],
            "ticktext": ["−3", "0", "+3"],
            "tickfont": {"size": 12, "color": t.ink3},
        },
        **frame(said, "One line a persona; one mark a card that has a feeling, from −3 to +3", t),
    )
    return drawing.figure()


def _curve(drawing: Drawing, place: int, points: Sequence[emotion.Point], name: str, t: Tokens) -> None:
    dash, width, symbol, _ = _LINES[place % len(_LINES)]
    colour = t.ink if place == 0 else t.ink2
    line = samples([(p.x, p.value) for p in points], 16)
    style = {"width": width, "color": colour, "dash": dash}
    name = escape(name)
    drawing.add_scatter(name=name, x=[x for x, _ in line], y=[y for _, y in line], mode="lines", line=style, hoverinfo="skip")
    rings = {"width": 2, "color": [t.fill(emotion.tone(p.value)) for p in points]}
    drawing.add_scatter(
        name=f"{name}: feelings",
        x=[p.x for p in points],
        y=[p.value for p in points],
        mode="markers",
        marker={"size": 9, "symbol": symbol, "color": t.bg, "line": rings},
        hovertext=[
            f"<b>{escape(p.title or 'Untitled')}</b><br>{name}: {emotion.show(p.value)} {escape(p.word)}" for p in points
        ],
        hoverinfo="text",
    )


def _apart(drawing: Drawing, found: Curves, names: Sequence[str], t: Tokens) -> None:
    """The names at the right edge, moved apart where the curves end close together."""
    ends = sorted((points[-1].value, i) for i, points in enumerate(found.curves) if points)
    least, last = 0.55, -4.0
    for value, i in ends:
        last = max(value, last + least)
        drawing.add_annotation(
            x=1.01, xref="paper", y=last, text=f"{_LINES[i % len(_LINES)][3]} <b>{i + 1}</b> {escape(_cut(names[i]))}", showarrow=False, xanchor="left",
            font={"size": 13, "color": t.ink if i == 0 else t.ink2},
        )  # fmt: skip


def _cut(name: str) -> str:
    return name if len(name) <= 18 else f"{name[:17].rstrip()}…"
