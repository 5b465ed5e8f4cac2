"""What we predicted of each touchpoint beside what customers answer: a ring and its spread, a diamond, and the gap between."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

import plotly.graph_objects as go

from cxmap.charts.drawing import Drawing
from cxmap.documents.tokens import Tokens
from cxmap.insights.forecast import Line, signed

ROW = 34
_LONG = 40


def gaps(lines: Sequence[Line], t: Tokens) -> go.Figure:
    """One row for each touchpoint that has a prediction or a real answer, in the order given; the scale is always 1 to 5."""
    shown = [line for line in lines if line.satisfaction or line.real is not None]
    drawing = Drawing()
    for row, line in enumerate(shown):
        if line.satisfaction is not None and line.satisfaction.spread:
            low, high = (max(1.0, min(5.0, line.satisfaction.mean + side * line.satisfaction.spread)) for side in (-1, 1))
            whisker = {"x0": low, "x1": high, "y0": row, "y1": row}
            drawing.add_shape(type="line", layer="below", line={"color": t.line2, "width": 9}, **whisker)
        if line.gap is not None and line.satisfaction is not None:
            bar = {"x0": line.satisfaction.mean, "x1": line.real, "y0": row, "y1": row}
            colour = t.neg_fill if line.gap > 0 else t.pos_fill
            drawing.add_shape(type="line", layer="below", line={"color": colour, "width": 3}, **bar)
            said = {"x": 1, "xref": "x domain", "xanchor": "left", "xshift": 12, "y": row}
            words = f"<b>{signed(line.gap)}</b> {'too rosy' if line.gap > 0.05 else 'too gloomy' if line.gap < -0.05 else 'as it is'}"
            drawing.add_annotation(text=words, showarrow=False, font={"size": 13, "color": t.ink}, align="left", **said)
    guessed = [(line.satisfaction, row, line) for row, line in enumerate(shown) if line.satisfaction]
    drawing.add_scatter(
        name="We predicted",
        mode="markers",
        x=[p.mean for p, _, _ in guessed],
        y=[row for _, row, _ in guessed],
        marker={"size": 13, "color": t.bg, "line": {"width": 2.4, "color": t.ink}},
        hovertext=[f"<b>{escape(line.title)}</b><br>{_said(line)}" for _, _, line in guessed],
        hoverinfo="text",
        cliponaxis=False,
    )
    real = [(line.real, row, line) for row, line in enumerate(shown) if line.real is not None]
    drawing.add_scatter(
        name="Customers say",
        mode="markers",
        x=[value for value, _, _ in real],
        y=[row for _, row, _ in real],
        marker={"size": 13, "color": t.ink, "symbol": "diamond"},
        hovertext=[f"<b>{escape(line.title)}</b><br>{_said(line)}" for _, _, line in real],
        hoverinfo="text",
        cliponaxis=False,
    )
    drawing.set_layout(
        height=92 + ROW * max(1, len(shown)),
        margin={"l": 268, "r": 124, "t": 44, "b": 40, "pad": 8},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        showlegend=True,
        legend={
            "orientation": "h",
            "x": 0,
            "y": 1,
            "yanchor": "bottom",
            "font": {"size": 13, "color": t.ink2},
            "itemclick": False,
        },
        dragmode=False,
        font={"family": "Source Sans, system-ui, sans-serif", "size": 13, "color": t.ink2},
        hoverlabel={"bgcolor": t.surface, "bordercolor": t.line2, "align": "left", "font": {"color": t.ink, "size": 13}},
        xaxis={
            "range": [0.9, 5.1],
            "tickvals": [1, 2, 3, 4, 5],
            "ticktext": ["1 very unhappy", "2", "3", "4", "5 very happy"],
            "gridcolor": t.line,
            "zeroline": False,
            "fixedrange": True,
            "tickfont": {"size": 12, "color": t.ink3},
        },
        yaxis={
            "range": [len(shown) - 0.5, -0.5],
            "tickvals": list(range(len(shown))),
            "ticktext": [escape(_short(line.title)) for line in shown],
            "showgrid": False,
            "zeroline": False,
            "fixedrange": True,
            "tickfont": {"size": 13, "color": t.ink},
        },
    )
    return drawing.figure()


def _said(line: Line) -> str:
    parts = []
    if line.satisfaction is not None:
        spread = "" if line.satisfaction.spread is None else f", spread {line.satisfaction.spread:.1f}"
        parts.append(f"We predicted {line.satisfaction.mean:.1f}{spread} (n {line.satisfaction.people:,})")
    if line.real is not None:
        n = f" (n {line.answers:,})" if line.answers else ""
        parts.append(f"Customers say {line.real:.1f}{n}")
    return "<br>".join(parts)


def _short(name: str) -> str:
    return name if len(name) <= _LONG else f"{name[: _LONG - 1]}…"
