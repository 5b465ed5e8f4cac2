"""Feedback drawn: volume, sentiment and themes over time, themes by channel, and what is said at each touchpoint.

Every mark carries, as its `customdata`, what of the inbox it stands for: the filters by name, so that a click leads there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from html import escape
from typing import Any

import plotly.graph_objects as go

from cxmap.documents.tokens import LIGHT, Tokens
from cxmap.insights.voice import Heat, Slot, Spoken, Unit, end_of, period, signed, sounds

ROW, CELL = 40, 34
_FONT = "Source Sans, system-ui, sans-serif"
_FEW = 5  # judged items under which a point is hollow: it may change with the next one
_LONG = 34
# The sequential ramp of the visual rules: high is farthest from the page.
_RAMP = {True: ("#FCEFE6", "#DB6A2A", "#8A2D06"), False: ("#33211A", "#8C421A", "#F7A06B")}
_DIM = (0.58, 0.72)
_WEEKS = 14  # that are all named at the axis
_Trace = dict[str, Any]


def volume(series: Sequence[Slot], by: Unit, t: Tokens) -> go.Figure:
    """Items by period, as bars."""
    bars = {
        "type": "bar",
        "x": [slot.start.isoformat() for slot in series],
        "y": [slot.count for slot in series],
        "marker": {"color": t.neu, "line": {"width": 0}},
        "customdata": [_span(slot, by) for slot in series],
        "hovertext": [f"<b>{slot.count:,}</b><br>{escape(period(slot.start, by))}" for slot in series],
        "hoverinfo": "text",
    }
    top = max((slot.count for slot in series), default=1)
    return _figure(
        [bars], t, 240, xaxis=_days(t, series, by), yaxis=_axis(t, rangemode="tozero", range=[0, top * 1.08], nticks=5)
    )


def sentiment(series: Sequence[Slot], by: Unit, t: Tokens) -> go.Figure:
    """Mean sentiment by period, always from −1 to +1; a point of fewer than 5 judged items is hollow."""
    there = [slot for slot in series if slot.mean is not None]
    tone = [t.fill(_tone(slot.mean)) for slot in there]
    line = {
        "type": "scatter",
        "mode": "lines",
        "x": [slot.start.isoformat() for slot in series],
        "y": [slot.mean for slot in series],
        "line": {"color": t.ink3, "width": 1.6},
        "connectgaps": False,
        "hoverinfo": "skip",
    }
    points = {
        "type": "scatter",
        "mode": "markers",
        "x": [slot.start.isoformat() for slot in there],
        "y": [slot.mean for slot in there],
        "marker": {
            "size": 11,
            "color": [t.bg if slot.judged < _FEW else c for slot, c in zip(there, tone, strict=True)],
            "line": {"width": 2, "color": tone},
        },
        "customdata": [_span(slot, by) for slot in there],
        "hovertext": [
            f"<b>{signed(slot.mean)}</b> {sounds(slot.mean)}<br>{escape(period(slot.start, by))}<br>"
            f"{slot.judged:,} of {slot.count:,} items judged"
            for slot in there
        ],
        "hoverinfo": "text",
        "cliponaxis": False,
    }
    ticks = {"tickvals": [-1, -0.5, 0, 0.5, 1], "ticktext": ["−1", "−0.5", "0", "+0.5", "+1"]}
    zero = {"type": "line", "xref": "x domain", "x0": 0, "x1": 1, "y0": 0, "y1": 0, "line": {"color": t.line2, "width": 1.5}}
    axis = _axis(t, range=[-1.08, 1.08], **ticks)
    return _figure([line, points], t, 240, shapes=[{**zero, "layer": "below"}], xaxis=_days(t, series, by), yaxis=axis)


def themes(series: Mapping[str, Sequence[Slot]], names: Mapping[str, str], by: Unit, t: Tokens, most: int = 8) -> go.Figure:
    """The largest themes over one time, a row of bars each, all on one scale: rows can be compared."""
    order = sorted((id_ for id_ in series if id_ in names), key=lambda i: (-sum(s.count for s in series[i]), names[i], i))[
        :most
    ]
    top = max((slot.count for id_ in order for slot in series[id_]), default=1) or 1
    traces: list[_Trace] = []
    layout: dict[str, Any] = {}
    annotations = []
    for row, id_ in enumerate(order):
        suffix = "" if row == 0 else str(row + 1)
        high, low = 1 - row / len(order), 1 - (row + 0.8) / len(order)
        own = series[id_]
        traces.append(
            {
                "type": "bar",
                "x": [slot.start.isoformat() for slot in own],
                "y": [slot.count for slot in own],
                "yaxis": f"y{suffix}",
                "marker": {"color": t.neu, "line": {"width": 0}},
                "customdata": [{"theme": id_, **_span(slot, by)} for slot in own],
                "hovertext": [
                    f"<b>{slot.count:,}</b> {escape(names[id_])}<br>{escape(period(slot.start, by))}" for slot in own
                ],
                "hoverinfo": "text",
            }
        )
        layout[f"yaxis{suffix}"] = _axis(
            t, domain=[low, high], range=[0, top], showticklabels=False, showgrid=False, anchor="x"
        )
        middle = {"xref": "paper", "yref": "paper", "y": (low + high) / 2, "showarrow": False, "yanchor": "middle"}
        name = {
            "text": escape(_short(names[id_])),
            "x": 0,
            "xanchor": "right",
            "xshift": -10,
            "font": {"size": 13, "color": t.ink},
        }
        whole = {"text": f"<b>{sum(s.count for s in own):,}</b>", "x": 1, "xanchor": "left", "xshift": 10}
        annotations += [{**middle, **name}, {**middle, **whole, "font": {"size": 13, "color": t.ink}}]
    bottom = f"y{len(order)}" if len(order) > 1 else "y"
    margin = {"l": 232, "r": 56, "t": 8, "b": 34, "pad": 0}
    return _figure(
        traces, t, 50 + ROW * max(1, len(order)), margin=margin, annotations=annotations, xaxis={**_days(t, next(iter(series.values()), ()), by), "anchor": bottom}, **layout
    )  # fmt: skip


def heat(found: Heat, names: Mapping[str, str], channels: Mapping[str, str], t: Tokens) -> go.Figure:
    """Themes by channel, the number in each cell."""
    top = max((count for row in found.cells for count in row), default=1) or 1
    shapes, marks = [], []
    for down, counts in enumerate(found.cells):
        for across, count in enumerate(counts):
            fill = ramp(count / top, t) if count else t.sunken
            box = {"x0": across - 0.46, "x1": across + 0.46, "y0": down - 0.44, "y1": down + 0.44}
            shapes.append({"type": "rect", **box, "fillcolor": fill, "line": {"width": 0}, "layer": "below"})
            if count:
                marks.append((across, down, count, on(fill)))
    cells = {
        "type": "scatter",
        "mode": "markers+text",
        "x": [x for x, *_ in marks],
        "y": [y for _, y, *_ in marks],
        "text": [f"{count:,}" for _, _, count, _ in marks],
        "textfont": {"size": 13, "color": [colour for *_, colour in marks]},
        "marker": {"size": CELL - 6, "opacity": 0, "symbol": "square"},
        "customdata": [{"theme": found.rows[y], "channel": found.columns[x]} for x, y, *_ in marks],
        "hovertext": [
            f"<b>{count:,}</b> {escape(names[found.rows[y]])}<br>{escape(channels.get(found.columns[x], 'No channel'))}"
            for x, y, count, _ in marks
        ],
        "hoverinfo": "text",
    }
    plain = {"showgrid": False, "zeroline": False, "fixedrange": True, "ticklen": 0}
    font = {"size": 13, "color": t.ink2}
    across_ = {
        **plain,
        "side": "top",
        "tickvals": list(range(len(found.columns))),
        "ticktext": [escape(channels.get(c, "No channel")) for c in found.columns],
        "range": [-0.5, max(len(found.columns), 6) - 0.5],
        "tickfont": font,
    }
    down_ = {
        **plain,
        "tickvals": list(range(len(found.rows))),
        "ticktext": [escape(_short(names[r])) for r in found.rows],
        "range": [len(found.rows) - 0.5, -0.5],
        "tickfont": font,
    }
    margin = {"l": 232, "r": 16, "t": 34, "b": 8, "pad": 4}
    return _figure([cells], t, 50 + CELL * max(1, len(found.rows)), margin=margin, shapes=shapes, xaxis=across_, yaxis=down_)


def spoken(found: Sequence[Spoken], t: Tokens, most: int = 15) -> go.Figure:
    """How many items are evidence at each touchpoint or channel, with how they sound in words; the colour says it again."""
    rows = list(found[:most])
    top = max((s.count for s in rows), default=1)
    bars = {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(rows))),
        "x": [s.count for s in rows],
        "marker": {"color": [t.fill(_tone(s.mean)) if s.judged else t.neu for s in rows], "line": {"width": 0}},
        "text": [f"<b>{s.count:,}</b>  {_said(s)}" for s in rows],
        "textposition": "outside",
        "textfont": {"size": 13, "color": t.ink2},
        "hovertext": [f"<b>{escape(s.name)}</b><br>{_said(s)}" for s in rows],
        "hoverinfo": "text",
        "cliponaxis": False,
    }
    down = {
        "tickvals": list(range(len(rows))),
        "ticktext": [escape(_short(s.name)) for s in rows],
        "range": [len(rows) - 0.5, -0.5],
        "showgrid": False,
        "zeroline": False,
        "fixedrange": True,
        "tickfont": {"size": 13, "color": t.ink},
    }
    margin = {"l": 232, "r": 16, "t": 4, "b": 8, "pad": 6}
    across = _axis(t, range=[0, top * 1.9], showticklabels=False, showgrid=False)
    return _figure([bars], t, 24 + CELL * max(1, len(rows)), margin=margin, bargap=0.3, xaxis=across, yaxis=down)


def ramp(share: float, t: Tokens) -> str:
    """The colour of a share from 0 to 1 on the sequential ramp."""
    low, middle, high = _RAMP[t is LIGHT]
    if _DIM[0] < share < _DIM[1]:  # here neither black nor white reaches 4.5:1
        share = _DIM[0] if share < sum(_DIM) / 2 else _DIM[1]
    one, other, part = (low, middle, share * 2) if share < 0.5 else (middle, high, share * 2 - 1)
    mixed = (round(int(one[i : i + 2], 16) * (1 - part) + int(other[i : i + 2], 16) * part) for i in (1, 3, 5))
    return "#" + "".join(f"{value:02X}" for value in mixed)


def on(fill: str) -> str:
    """Black or white for text on a colour, whichever has more contrast (WCAG's relative luminance)."""
    parts = [int(fill[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    light = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#14171F" if (light + 0.05) / (0.0085 + 0.05) >= 1.05 / (light + 0.05) else "#FFFFFF"


def _said(one: Spoken) -> str:
    return f"sounds {sounds(one.mean)} {signed(one.mean)} (n {one.judged:,})" if one.judged else "no sentiment"


def _tone(value: float | None) -> str:
    return {"negative": "neg", "positive": "pos"}.get(sounds(value), "neu")


def _span(slot: Slot, by: Unit) -> dict[str, str]:
    return {"since": slot.start.isoformat(), "until": end_of(slot.start, by).isoformat()}


def _short(name: str) -> str:
    return name if len(name) <= _LONG else f"{name[: _LONG - 1]}…"


def _axis(t: Tokens, **more: Any) -> dict[str, Any]:
    grid = {"gridcolor": t.line, "zeroline": False, "tickfont": {"size": 12, "color": t.ink3}, "fixedrange": True}
    return {**grid, **more}


def _days(t: Tokens, series: Sequence[Slot], by: Unit) -> dict[str, Any]:
    """The axis of time: half a period wider than what is drawn at both ends, so that charts of one time stand under each other."""
    axis = _axis(t, type="date", showgrid=False, linecolor=t.line2)
    if series:
        half = timedelta(days={"day": 0.6, "week": 4, "month": 18}[by])
        first, last = (datetime.combine(series[place].start, datetime.min.time()) for place in (0, -1))
        axis["range"] = [
            (first - min(half, first - datetime.min)).isoformat(),
            (last + min(half, datetime.max - last)).isoformat(),
        ]
        if by == "week" and len(series) <= _WEEKS:  # Plotly's own ticks stand on Sundays
            axis |= {"tickvals": [slot.start.isoformat() for slot in series], "tickformat": "%-d %b<br>%Y"}
    return axis


def _figure(traces: list[_Trace], t: Tokens, height: int, **layout: Any) -> go.Figure:
    base = {
        "height": height,
        "margin": {"l": 48, "r": 16, "t": 12, "b": 34, "pad": 0},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "dragmode": False,
        "clickmode": "event+select",
        "bargap": 0.15,
        "font": {"family": _FONT, "size": 13, "color": t.ink2},
        "hoverlabel": {"bgcolor": t.surface, "bordercolor": t.line2, "align": "left", "font": {"color": t.ink, "size": 13}},
    }
    return go.Figure({"data": traces, "layout": {**base, **layout}}, _validate=False)
