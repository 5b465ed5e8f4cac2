"""The marks of a swimlane: emotion curves, faces at their turns, severity bars, stars, and what they mean."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from itertools import pairwise

from cxmap.charts.beside import draw_others, flags
from cxmap.charts.drawing import Drawing
from cxmap.charts.paths import bar
from cxmap.documents.curve import XY, samples
from cxmap.documents.layout import PAD, Box, Layout
from cxmap.documents.tokens import Tokens
from cxmap.insights import emotion
from cxmap.model.views import JourneyView

_BARS = (5.0, 8.0, 11.0)


def curves(drawing: Drawing, plan: Layout, view: JourneyView, t: Tokens) -> None:
    """The scale, and a curve a persona: the first one's in full, the others' as thin dashes."""
    if plan.emotion is None:
        return
    for value in (3, 0, -3):
        y = plan.curve_y(value)
        line = {"width": 1, "color": t.line2 if value == 0 else t.line, "dash": "solid" if value == 0 else "dot"}
        drawing.add_shape(type="line", x0=plan.columns[0].left, x1=plan.width, y0=y, y1=y, layer="below", line=line)
        drawing.add_annotation(
            x=plan.columns[0].left - 6, y=y, text=emotion.show(value).removesuffix(".0"), showarrow=False, xanchor="right",
            font={"size": 12, "color": t.ink3},
        )  # fmt: skip
    draw_others(drawing, plan, view, t)
    _leading(drawing, plan, emotion.leading(view), t)


def _line(drawing: Drawing, line: Sequence[XY | None], colour: str, name: str, **style: object) -> None:
    drawing.add_scatter(
        name=name,
        x=[p[0] if p else None for p in line],
        y=[p[1] if p else None for p in line],
        mode="lines",
        line={"color": colour, **style},
        hoverinfo="skip",
        connectgaps=False,
    )


def _leading(drawing: Drawing, plan: Layout, curve: Sequence[emotion.Point], t: Tokens) -> None:
    """A wash between the curve and neutral, the curve in the colours of its feeling, and a ring a reading."""
    line = samples([(p.x, p.value) for p in curve], 24)
    for side, colour in (("pos", t.pos_fill), ("neg", t.neg_fill)):
        part = [(x, max(v, 0.0) if side == "pos" else min(v, 0.0)) for x, v in line]
        if len(part) > 1:
            area = [(plan.curve_x(x), plan.curve_y(v)) for x, v in part]
            zero = plan.curve_y(0)
            outline = "M" + "L".join(f"{x} {y}" for x, y in [(area[0][0], zero), *area, (area[-1][0], zero)]) + "Z"
            drawing.add_shape(type="path", path=outline, layer="below", fillcolor=colour, opacity=0.14, line={"width": 0})
    for tone in ("neg", "neu", "pos"):
        _line(drawing, _stretches(plan, line, tone), t.fill(tone), f"Feeling {tone}", width=3)
    if not curve:
        return
    drawing.add_scatter(
        name="Feelings",
        x=[plan.curve_x(p.x) for p in curve],
        y=[plan.curve_y(p.value) for p in curve],
        mode="markers",
        marker={"size": 9, "color": t.bg, "line": {"width": 2, "color": [t.fill(emotion.tone(p.value)) for p in curve]}},
        hovertext=[f"<b>{escape(p.title)}</b><br>{emotion.show(p.value)} {escape(p.word)}" for p in curve],
        hoverinfo="text",
    )


def _stretches(plan: Layout, line: Sequence[XY], tone: str) -> list[XY | None]:
    """The parts of a line that have one tone, gaps between them; each reaches over to where the next one begins."""
    out: list[XY | None] = []
    for before, after in pairwise(line):
        if emotion.tone((before[1] + after[1]) / 2) != tone:
            continue
        start, end = ((plan.curve_x(x), plan.curve_y(v)) for x, v in (before, after))
        if out and out[-1] == start:
            out.append(end)
        else:
            out += [None, start, end] if out else [start, end]
    return out


def faces(drawing: Drawing, plan: Layout, view: JourneyView, t: Tokens) -> None:
    """A face with its value at each peak and trough of the leading curve."""
    curve = emotion.leading(view)
    if plan.emotion is None:
        return
    turning = [curve[i] for i in emotion.turns([p.value for p in curve])]
    flagged = flags(curve)
    _values(drawing, plan, [p for p in curve if p in turning or p.card in flagged], flagged, t)
    if not turning:
        return
    places = [(plan.curve_x(p.x), plan.curve_y(p.value), p) for p in turning]
    drawing.add_scatter(
        name="Peaks and troughs",
        x=[x for x, _, _ in places],
        y=[y for _, y, _ in places],
        mode="markers",
        marker={"size": 20, "color": [t.fill(emotion.tone(p.value)) for p in turning], "line": {"width": 2, "color": t.bg}},
        hovertext=[f"<b>{escape(p.title)}</b><br>{emotion.show(p.value)} {escape(p.word)}" for p in turning],
        hoverinfo="text",
    )
    eyes = [(x + dx, y - 2) for x, y, _ in places for dx in (-3.2, 3.2)]
    drawing.add_scatter(
        name="Eyes",
        x=[x for x, _ in eyes],
        y=[y for _, y in eyes],
        mode="markers",
        marker={"size": 2.6, "color": t.face_ink},
        hoverinfo="skip",
    )
    for x, y, p in places:
        mouth = y + (3.0 if p.value > 0 else 5.0)
        bend = 1.9 * p.value
        path = f"M{x - 4.5} {mouth}Q{x} {mouth + bend} {x + 4.5} {mouth}"
        drawing.add_shape(type="path", path=path, line={"width": 1.4, "color": t.face_ink})


def _values(drawing: Drawing, plan: Layout, told: Sequence[emotion.Point], flagged: dict[str, str], t: Tokens) -> None:
    """The values of peaks and troughs, and which of them are the peak and the end that are remembered."""
    for p in told:
        x, y = plan.curve_x(p.x), plan.curve_y(p.value)
        flag = flagged.get(p.card, "")
        right_edge = x > plan.width - (60 if flag != "peak" else 220)  # the end has its words to the right of the peak
        drawing.add_annotation(
            x=x - 13 if right_edge else x + 13, y=y - 9 if p.value > 0 else y + 9,
            text=f"<b>{emotion.show(p.value)}</b>" + (f" {flag}" if flag else ""), showarrow=False,
            xanchor="right" if right_edge else "left", font={"size": 13, "color": t.text(emotion.tone(p.value))},
        )  # fmt: skip


def severity_bars(drawing: Drawing, boxes: Sequence[Box], t: Tokens) -> None:
    """Up to three bars that rise: as many are filled as the pain is severe. The colour is the same for all."""
    filled, empty = "", ""
    for box in boxes:
        if not box.severe:
            continue
        bottom = box.top + box.height / 2 + 6
        for i, height in enumerate(_BARS):
            one = bar(box.left + PAD + i * 5.5, bottom, height)
            filled, empty = (filled + one, empty) if i < (box.card["severity"] or 0) else (filled, empty + one)
    for path, fill in ((filled, t.neg), (empty, "rgba(0,0,0,0)")):
        if path:
            drawing.add_shape(type="path", path=path, fillcolor=fill, line={"width": 1, "color": t.neg})


def stars(drawing: Drawing, boxes: Sequence[Box], t: Tokens) -> None:
    """A star at the right edge of each moment of truth."""
    moments = [b for b in boxes if b.star]
    if moments:
        drawing.add_scatter(
            name="Moments of truth",
            x=[b.left + b.width - 14 for b in moments],
            y=[b.top + b.height / 2 for b in moments],
            mode="markers",
            marker={"symbol": "star", "size": 12, "color": t.star, "line": {"width": 1, "color": t.star_edge}},
            hoverinfo="skip",
        )
