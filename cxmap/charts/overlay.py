"""The curve of one persona on two maps, one over the other, as a Plotly figure."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import plotly.graph_objects as go

from cxmap.charts.drawing import Drawing, frame
from cxmap.documents.curve import samples
from cxmap.documents.tokens import Tokens
from cxmap.insights import emotion
from cxmap.insights.comparison import Comparison, CurvePair, lowest_point

HEIGHT = 380
_LONGEST = 22  # characters of a stage's name on the axis


def overlay(comparison: Comparison, curve: CurvePair, names: tuple[str, str], t: Tokens) -> go.Figure:
    """Both curves over the stages of both maps: the earlier map's dashed and grey, the later one's in full. Its title is the
    finding as a sentence; peak and end of each are named."""
    drawing = Drawing()
    count = max(1, len(comparison.columns))
    for value in (3, 0, -3):
        line = {"width": 1, "color": t.line2 if value == 0 else t.line, "dash": "solid" if value == 0 else "dot"}
        drawing.add_shape(type="line", x0=0, x1=count, y0=value, y1=value, layer="below", line=line)
    for edge in range(1, count):
        line = {"width": 1, "color": t.line}
        drawing.add_shape(type="line", x0=edge, x1=edge, y0=-3.4, y1=3.4, layer="below", line=line)
    if curve.before and curve.after:
        _between(drawing, curve, t)
    _curve(drawing, curve.before, names[0], t, full=False)
    _curve(drawing, curve.after, names[1], t, full=True)
    _ends(drawing, curve, names, t)
    _layout(drawing, comparison, curve, names, t)
    return drawing.figure()


def _curve(drawing: Drawing, points: Sequence[emotion.Point], name: str, t: Tokens, full: bool) -> None:
    line = samples([(p.x, p.value) for p in points], 16)
    style = {"width": 3, "color": t.ink} if full else {"width": 1.8, "color": t.ink3, "dash": "dash"}
    drawing.add_scatter(name=name, x=[x for x, _ in line], y=[y for _, y in line], mode="lines", line=style, hoverinfo="skip")
    rings = [t.fill(emotion.tone(p.value)) for p in points] if full else t.ink3
    drawing.add_scatter(
        name=f"{name}: feelings",
        x=[p.x for p in points],
        y=[p.value for p in points],
        mode="markers",
        marker={
            "size": 10 if full else 7,
            "symbol": "circle" if full else "diamond",
            "color": t.bg,
            "line": {"width": 2, "color": rings},
        },
        hovertext=[
            f"<b>{escape(p.title or 'Untitled')}</b><br>{escape(name)}: {emotion.show(p.value)} {escape(p.word)}"
            for p in points
        ],
        hoverinfo="text",
    )


def _between(drawing: Drawing, curve: CurvePair, t: Tokens) -> None:
    """A wash between the curves as far as both reach."""
    above = samples([(p.x, p.value) for p in curve.after], 16)
    below = samples([(p.x, p.value) for p in curve.before], 16)
    outline = [*above, *reversed(below)]
    if len(above) > 1 and len(below) > 1:
        drawing.add_scatter(
            name="Between",
            x=[x for x, _ in outline],
            y=[y for _, y in outline],
            mode="lines",
            line={"width": 0},
            fill="toself",
            fillcolor=t.accent_soft,
            opacity=0.6,
            hoverinfo="skip",
        )


def _ends(drawing: Drawing, curve: CurvePair, names: tuple[str, str], t: Tokens) -> None:
    """Peak and end of each curve, named at the point; the name of the map at its start."""
    for points, name, found, full in zip((curve.before, curve.after), names, curve.peak_ends, (False, True), strict=True):
        if found is None:
            continue
        colour = t.ink if full else t.ink3
        font = {"size": 12.5, "color": colour, "weight": 600 if full else 400}
        first = points[0]
        drawing.add_annotation(
            x=first.x, y=first.value, text=escape(name), showarrow=False, xanchor="right", xshift=-10, font=font, bgcolor=t.bg
        )
        marks = {found.peak.card: (found.peak, "peak")}
        end = found.end
        marks[end.card] = (end, "peak and end" if end.card == found.peak.card else "end")
        for point, word in marks.values():
            drawing.add_annotation(
                x=point.x,
                y=point.value,
                text=f"{word} {emotion.show(point.value)}",
                showarrow=False,
                yshift=16 if full else -16,  # so that two labels at one place stay apart
                font=font,
                bgcolor=t.bg,
                borderpad=1,
            )


def _layout(drawing: Drawing, comparison: Comparison, curve: CurvePair, names: tuple[str, str], t: Tokens) -> None:
    stages = [now or was or {"name": ""} for was, now in comparison.columns]
    said = lowest_point(curve) or f"How {curve.persona['name']} feels, {names[0]} and {names[1]}"
    under = (
        f"{curve.persona['name']}: {names[0]} dashed, {names[1]} in full; one point a card that has a feeling, from −3 to +3"
    )
    axis = {"fixedrange": True, "zeroline": False, "showgrid": False}
    drawing.set_layout(
        height=HEIGHT,
        margin={"l": 44, "r": 16, "t": 72, "b": 52, "pad": 0},
        paper_bgcolor=t.bg,
        plot_bgcolor=t.bg,
        font={"family": '"Source Sans", system-ui, sans-serif', "size": 13, "color": t.ink2},
        xaxis={
            **axis,
            "range": [0, max(1, len(stages))],
            "tickmode": "array",
            "tickvals": [i + 0.5 for i in range(len(stages))],
            "ticktext": [escape(_short(stage["name"] or f"Stage {i}")) for i, stage in enumerate(stages, 1)],
            "tickfont": {"size": 13, "color": t.ink2},
        },
        yaxis={
            **axis,
            "range": [-3.4, 3.4],
            "tickvals": [-3, 0, 3],
            "ticktext": ["−3", "0", "+3"],
            "tickfont": {"size": 12, "color": t.ink3},
        },
        **frame(said, under, t),
    )


def _short(name: str) -> str:
    return name if len(name) <= _LONGEST else f"{name[: _LONGEST - 1].rstrip()}…"
