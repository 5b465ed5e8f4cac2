"""The swimlane of one journey as a Plotly figure: stages as columns, lanes as rows, the emotion curve between them.

Its axes are the pixels of the layout, one to one, so that text and boxes keep to each other at any size of map.
"""

from __future__ import annotations

from datetime import date
from html import escape
from typing import TYPE_CHECKING

from cxmap.charts import ways
from cxmap.charts.beside import legend
from cxmap.charts.drawing import Drawing, frame
from cxmap.charts.marks import curves, faces, severity_bars, stars
from cxmap.charts.paths import corner, rounded
from cxmap.documents import layout as geometry
from cxmap.documents.layout import Box, Layout
from cxmap.documents.tokens import Tokens
from cxmap.insights import evidence
from cxmap.insights.durations import lasts
from cxmap.insights.summary import summarise
from cxmap.insights.words import headline, plural, severity
from cxmap.model.views import JourneyView
from cxmap.model.vocabulary import CHANNELS, EVIDENCE, MOMENTS, label

if TYPE_CHECKING:
    import plotly.graph_objects as go

TITLE = 64
# Columns share this many pixels as long as they keep to the board's least and largest width.
_ROOM, _LEAST, _MOST = 1330.0, 165.0, 260.0


def swimlane(view: JourneyView, t: Tokens, today: date | None = None) -> go.Figure:
    """Draw a journey. The figure's width and height are fixed in pixels; its title is the finding as a sentence.

    Evidence that has expired by `today` is drawn as assumed; without a day nothing has.
    """
    return drawn(view, t, today).figure()


def drawn(view: JourneyView, t: Tokens, today: date | None = None) -> Drawing:
    """The same, before it is made a figure."""
    expired = evidence.expired(view, today)
    view = evidence.counted(view, today)
    count = max(1, len(view.stages))
    plan = geometry.layout(view, min(_MOST, max(_LEAST, _ROOM / count)))
    drawing = Drawing()
    _grid(drawing, plan, t)
    _cards(drawing, plan, t, expired)
    kinds = ways.connections(drawing, plan, view, t)
    arcs = ways.arcs(view, plan)
    if plan.columns:
        curves(drawing, plan, view, t)
        faces(drawing, plan, view, t)
    severity_bars(drawing, plan.boxes, t)
    stars(drawing, plan.boxes, t)
    _head(drawing, plan, t)
    legend(drawing, plan, view, t)
    ways.paths(drawing, arcs, view, t)
    ways.legend(drawing, plan, kinds, t)
    _frame(drawing, plan, view, t, ways.band(arcs), ways.below(kinds))
    return drawing


def _frame(drawing: Drawing, plan: Layout, view: JourneyView, t: Tokens, above: float, below: float) -> None:
    """Size, axes and title; `above` and `below` the map is room for paths and for what lines mean."""
    summary = summarise(view)
    who = ", ".join(persona["name"] for persona in view.personas)
    under = f"{view.journey['title']}: {plural(len(view.stages), 'stage')}, {plural(len(view.cards), 'card')}" + (
        f"; the curve shows {who}" if who and summary.curve else ""
    )
    axis = {"visible": False, "fixedrange": True}
    drawing.set_layout(
        width=int(plan.width) + 2,
        height=int(above + plan.height + below) + TITLE + 2,
        margin={"l": 0, "r": 2, "t": TITLE, "b": 2, "pad": 0},
        paper_bgcolor=t.bg,
        plot_bgcolor=t.bg,
        font={"family": '"Source Sans", system-ui, sans-serif', "size": 13, "color": t.ink},
        xaxis={**axis, "range": [0, plan.width]},
        yaxis={**axis, "range": [plan.height + below, -above]},
        **frame(headline(summary), under, t),
    )


def _grid(drawing: Drawing, plan: Layout, t: Tokens) -> None:
    """Grounds, lines between stages and lanes, and the blueprint lines."""
    right, bottom = plan.width, plan.height
    ground = {"type": "rect", "layer": "below", "line": {"width": 0}, "fillcolor": t.canvas}
    shapes = [
        {**ground, "x0": 0, "x1": geometry.SIDE, "y0": 0, "y1": bottom},
        {**ground, "x0": 0, "x1": right, "y0": 0, "y1": geometry.HEAD},
    ]
    shapes += [{**ground, "x0": 0, "x1": right, "y0": r.top, "y1": r.top + r.height} for r in plan.rows if r.hidden]
    lines = "".join(f"M0 {row.top + row.height}H{right}" for row in plan.rows)
    lines += "".join(f"M{column.left} 0V{bottom}" for column in plan.columns)
    shapes.append({"type": "path", "path": lines or "M0 0H1", "layer": "below", "line": {"width": 1, "color": t.line}})
    shapes.append(
        {
            "type": "path",
            "path": f"M0 {geometry.HEAD}H{right}",
            "layer": "below",
            "line": {"width": 1, "color": t.line2},
        }
    )
    for row in plan.rows:
        if row.line:
            y = row.top - geometry.BLUEPRINT / 2
            dash = {"interaction": "solid", "visibility": "dash", "internal": "dot"}[row.line_kind]
            line = {"width": 1.2, "color": t.dash, "dash": dash}
            shapes.append({"type": "line", "x0": 0, "x1": right, "y0": y, "y1": y, "layer": "below", "line": line})
            drawing.add_annotation(
                x=geometry.SIDE + 12,
                y=y,
                text=row.line,
                showarrow=False,
                xanchor="left",
                bgcolor=t.bg,
                borderpad=2,
                font={"size": 12, "color": t.ink3},
            )
    for shape in shapes:
        drawing.add_shape(**shape)


def _cards(drawing: Drawing, plan: Layout, t: Tokens, expired: frozenset[str]) -> None:
    """Outlines by evidence, and the text of the cards with everything about them under the pointer."""
    for key, dash, fill in (
        ("assumed", "dot", "rgba(0,0,0,0)"),
        ("observed", "solid", t.surface),
        ("measured", "solid", t.surface),
    ):
        outlines = "".join(rounded(b.left, b.top, b.width, b.height) for b in plan.boxes if b.card["evidence"] == key)
        if outlines:
            line = {"width": 1, "color": t.dash if key == "assumed" else t.line2, "dash": dash}
            drawing.add_shape(type="path", path=outlines, layer="below", fillcolor=fill, line=line)
    corners = "".join(corner(b.left, b.top, b.width) for b in plan.boxes if b.card["evidence"] == "measured")
    if corners:
        drawing.add_shape(type="path", path=corners, layer="below", fillcolor=t.ink, line={"width": 0})
    boxes = plan.boxes
    drawing.add_scatter(
        name="Cards",
        x=[b.text_left for b in boxes],
        y=[b.top + b.height / 2 for b in boxes],
        mode="text",
        text=["<br>".join(map(escape, b.lines)) for b in boxes],
        textposition="middle right",
        textfont={"size": 13, "color": [t.ink2 if b.kind == "thought" else t.ink for b in boxes]},
        hoverinfo="skip",
        cliponaxis=False,
    )
    drawing.add_scatter(
        name="About the cards",
        x=[b.left + b.width / 2 for b in boxes],
        y=[b.top + b.height / 2 for b in boxes],
        mode="markers",
        marker={"size": 24, "opacity": 0},
        hovertext=[about(b, b.card["id"] in expired) for b in boxes],
        hoverinfo="text",
    )
    if plan.more:
        drawing.add_scatter(
            name="More",
            x=[m.left for m in plan.more],
            y=[m.top + geometry.LINE_HEIGHT / 2 for m in plan.more],
            mode="text",
            text=[f"+{m.count} more" for m in plan.more],
            textposition="middle right",
            textfont={"size": 12, "color": t.ink3},
            hoverinfo="skip",
        )


def about(box: Box, expired: bool = False) -> str:
    """Everything about a card, in lines: its whole title, channel, severity, moment of truth and evidence, `expired` or not."""
    card = box.card
    facts = [
        label(CHANNELS, card["channel"]),
        severity(card["severity"] or 0).capitalize() if box.severe else "",
        f"Moment of truth: {label(MOMENTS, card['moment'])}" if card["moment"] else "",
        label(EVIDENCE, card["evidence"]) + (": its evidence has expired" if expired else ""),
        lasts(card),
    ]
    title = "<br>".join(map(escape, geometry.wrap(card["title"] or "No title", 360, 8)))
    return f"<b>{title}</b><br>" + "<br>".join(fact for fact in facts if fact)


def _head(drawing: Drawing, plan: Layout, t: Tokens) -> None:
    """Stage names with their numbers and goals; lane names."""
    drawing.add_scatter(
        name="Stages",
        x=[c.left + 10 for c in plan.columns],
        y=[18] * len(plan.columns),
        mode="text",
        text=[f"<b>{i}  {escape(c.name[0] or 'Unnamed')}</b>" for i, c in enumerate(plan.columns, 1)],
        textposition="middle right",
        textfont={"size": 15.5, "color": t.ink},
        hovertext=[
            "<br>".join(filter(None, [f"<b>{escape(c.stage['name'] or 'Unnamed')}</b>", lasts(c.stage), escape(c.goal)]))
            for c in plan.columns
        ],
        hoverinfo="text",
    )
    drawing.add_scatter(
        name="Goals",
        x=[c.left + 10 for c in plan.columns],
        y=[37] * len(plan.columns),
        mode="text",
        text=[escape(geometry.wrap(c.goal, c.width - 20, 1)[0]) for c in plan.columns],
        textposition="middle right",
        textfont={"size": 13, "color": t.ink3},
        hoverinfo="skip",
    )
    drawing.add_scatter(
        name="Times",
        x=[c.left + 10 for c in plan.columns],
        y=[55] * len(plan.columns),
        mode="text",
        text=[escape(geometry.wrap(lasts(c.stage), c.width - 20, 1)[0]) for c in plan.columns],
        textposition="middle right",
        textfont={"size": 12, "color": t.ink2},
        hoverinfo="skip",
    )
    drawing.add_scatter(
        name="Lanes",
        x=[12] * len(plan.rows),
        y=[r.top + 8 + 8 * len(r.name) for r in plan.rows],
        mode="text",
        text=["<br>".join(f"<b>{escape(line)}</b>" for line in r.name) for r in plan.rows],
        textposition="middle right",
        textfont={"size": 13.5, "color": t.ink2},
        hoverinfo="skip",
    )
