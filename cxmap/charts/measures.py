"""The readings of one KPI over time. Each method and scale has a panel of its own: they are never one trend."""

from __future__ import annotations

from datetime import date, timedelta
from html import escape

import plotly.graph_objects as go

from cxmap.charts.drawing import Drawing
from cxmap.documents.tokens import Tokens
from cxmap.insights.measures import Status, Trend, kind, show, shown_target

_TOP, _PANEL, _OTHER, _GAP, _FOOT = 12, 250, 130, 60, 34
_DOTS = 80  # more readings than these are a line without a mark at each
_PANELS = 6  # a KPI whose readings are of more kinds than these shows the newest


def readings(found: Status, t: Tokens) -> go.Figure:
    """The KPI's own trend with baseline and target lines, and below it each other trend. There must be a reading."""
    trends = [trend for trend in (found.trend, *found.others) if trend is not None][:_PANELS]
    heights = [_PANEL if trend is found.trend else _OTHER for trend in trends]
    height = _TOP + sum(heights) + _GAP * (len(trends) - 1) + _FOOT
    inner = height - _TOP - _FOOT
    drawing = Drawing()
    layout: dict[str, object] = {}
    top = 0
    for number, (trend, tall) in enumerate(zip(trends, heights, strict=True), 1):
        suffix = "" if number == 1 else str(number)
        domain = [1 - (top + tall) / inner, 1 - top / inner]
        own = trend is found.trend
        layout |= _panel(drawing, found, trend, own, suffix, domain, t)
        top += tall + _GAP
    drawing.set_layout(
        height=height,
        margin={"l": 56, "r": 118, "t": _TOP, "b": _FOOT, "pad": 0},
        paper_bgcolor="rgba(0,0,0,0)",
        plot_bgcolor="rgba(0,0,0,0)",
        showlegend=False,
        font={"family": "Source Sans, system-ui, sans-serif", "size": 13, "color": t.ink2},
        hoverlabel={"bgcolor": t.surface, "bordercolor": t.line2, "font": {"color": t.ink, "size": 13}},
        **layout,
    )
    return drawing.figure()


def _panel(
    drawing: Drawing, found: Status, trend: Trend, own: bool, suffix: str, domain: list[float], t: Tokens
) -> dict[str, object]:
    """Draw one trend; its axes, by their names in the layout."""
    days = [r["date"] for r in trend.readings]
    values = [r["value"] for r in trend.readings]
    unit = found.measure["unit"] if own else ""
    fill = {"on": t.pos_fill, "off": t.neg_fill}.get(found.state, t.neu) if own else t.neu
    x, y = f"x{suffix}", f"y{suffix}"
    drawing.add_scatter(
        name=kind(trend),
        x=days,
        y=values,
        xaxis=x,
        yaxis=y,
        mode="lines+markers" if len(days) <= _DOTS else "lines",
        line={"color": fill, "width": 2},
        marker={"size": 7, "color": t.surface, "line": {"color": fill, "width": 2}},
        hovertext=[_about(r, unit, trend.method) for r in trend.readings],
        hoverinfo="text",
        cliponaxis=False,
    )
    drawing.add_scatter(
        name="Last reading",
        x=days[-1:],
        y=values[-1:],
        xaxis=x,
        yaxis=y,
        mode="markers+text",
        marker={"size": 11, "color": fill},
        text=[f"<b>{escape(show(values[-1], unit, trend.method))}</b>"],
        textposition="top center",
        textfont={"size": 14, "color": t.ink},
        hoverinfo="skip",
        cliponaxis=False,
    )
    lines = []
    if own:
        measure = found.measure
        if measure["target"] is not None:
            lines.append((measure["target"], f"Target {shown_target(measure)}", "solid", t.ink2))
        if measure["baseline"] is not None:
            lines.append((measure["baseline"], f"Baseline {show(measure['baseline'], unit, trend.method)}", "dash", t.dash))
    low, high = _range([*values, *(value for value, *_ in lines)])
    for place, (value, words, dash, colour) in enumerate(lines):
        ends = {"x0": 0, "x1": 1, "y0": value, "y1": value, "xref": f"{x} domain", "yref": y}
        drawing.add_shape(type="line", layer="below", line={"color": colour, "width": 1.5, "dash": dash}, **ends)
        near = len(lines) > 1 and abs(lines[0][0] - lines[1][0]) < (high - low) / 9
        shift = (9 if (value > lines[1 - place][0] or (value == lines[1 - place][0] and not place)) else -9) if near else 0
        at = {"x": 1, "xref": f"{x} domain", "xanchor": "left", "xshift": 8, "y": value, "yref": y, "yshift": shift}
        drawing.add_annotation(text=escape(words), showarrow=False, font={"size": 12, "color": t.ink2}, align="left", **at)
    if len(found.others) + (found.trend is not None) > 1:
        head = {"x": 0, "xref": f"{x} domain", "xanchor": "left", "y": domain[1], "yref": "paper", "yanchor": "bottom"}
        if suffix:  # the first panel is named under the chart's title
            drawing.add_annotation(text=escape(kind(trend)), showarrow=False, font={"size": 12, "color": t.ink3}, **head)
    grid = {"gridcolor": t.line, "zeroline": False, "tickfont": {"size": 12, "color": t.ink3}, "fixedrange": True}
    first, last = _days(days[0], days[-1])
    return {
        f"xaxis{suffix}": {
            **grid,
            "type": "date",
            "showgrid": False,
            "anchor": y,
            "range": [first, last],
            "linecolor": t.line2,
        },
        f"yaxis{suffix}": {**grid, "domain": domain, "anchor": x, "range": [low, high], "nticks": 6 if own else 4},
    }


def _about(reading: dict[str, object], unit: str, method: str) -> str:
    answers = f"<br>{reading['answers']:,} answers" if reading["answers"] else ""
    note = f"<br>{escape(str(reading['note'])[:120])}" if reading["note"] else ""
    value = float(str(reading["value"]))
    return f"<b>{escape(show(value, unit, method))}</b><br>{reading['date']}{answers}{note}"


def _range(values: list[float]) -> tuple[float, float]:
    low, high = min(values), max(values)
    room = (high - low) * 0.14 or abs(high) * 0.1 or 1.0
    return low - room, high + room * 1.4  # the last value stands above its dot


def _days(first: str, last: str) -> tuple[str, str]:
    """The span of the axis, a little wider than that of the readings."""
    start, end = date.fromisoformat(first), date.fromisoformat(last)
    room = max(timedelta(days=3), (end - start) * 0.04)
    start, end = max(start, date.min + room), min(end, date.max - room)  # a file may hold any day that a calendar has
    return (start - room).isoformat(), (end + room).isoformat()
