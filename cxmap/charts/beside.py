"""What stands beside the leading curve: the other personas', what customers report, the gaps, and what is remembered."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from cxmap.charts.drawing import Drawing
from cxmap.documents.curve import XY, samples
from cxmap.documents.layout import Layout
from cxmap.documents.tokens import Tokens
from cxmap.insights import emotion, gaps
from cxmap.model.views import JourneyView

# Told apart without colour, in the order of the personas behind the leading one.
DASHES = ("dash", "longdash", "dot", "longdashdot", "dashdot", "18px 6px")
REPORTED = "1px 5px"
_NAMES = 4


def others(view: JourneyView) -> list[tuple[str, str, list[emotion.Point]]]:
    """(name, dash, curve) of each curve that does not lead and has something to show; reported feelings first."""
    found = []
    if view.personas and emotion.points(view, view.personas[0]["id"]):
        found.append(("As reported", REPORTED, gaps.reported(view, view.personas[0]["id"])))
    for i, persona in enumerate(view.personas[1:]):
        found.append((persona["name"], DASHES[i % len(DASHES)], emotion.points(view, persona["id"])))
    return [(name, dash, curve) for name, dash, curve in found if curve]


def draw_others(drawing: Drawing, plan: Layout, view: JourneyView, t: Tokens) -> None:
    """The other curves as thin lines, and the gaps as hatched bars, words at the largest."""
    for name, dash, curve in others(view):
        places = [(plan.curve_x(p.x), plan.curve_y(p.value)) for p in curve]
        _line(drawing, samples(places) if len(places) > 1 else places, name, dash, t)
    if not view.personas:
        return
    for i, gap in enumerate(gaps.gaps(view, view.personas[0]["id"])):
        x, y = plan.curve_x(gap.predicted.x), plan.curve_y(gap.predicted.value)
        other = plan.curve_y(gap.reported)
        top, bottom = min(y, other), max(y, other)
        strokes = "".join(f"M{x - 4} {at + 4}L{x + 4} {at}" for at in _steps(top, bottom - 4, 5))
        box = f"M{x - 4} {top}H{x + 4}V{bottom}H{x - 4}Z"
        drawing.add_shape(type="path", path=strokes + box, layer="below", line={"width": 1, "color": t.ink2})
        if i == 0:
            drawing.add_annotation(
                x=x + 8, y=(top + bottom) / 2, text=f"gap {emotion.show(gap.size)}", showarrow=False, xanchor="left",
                bgcolor=t.bg, borderpad=1, font={"size": 12, "color": t.ink2},
            )  # fmt: skip


def _steps(start: float, end: float, step: float) -> list[float]:
    return [start + i * step for i in range(max(0, int((end - start) / step) + 1))]


def _line(drawing: Drawing, line: Sequence[XY], name: str, dash: str, t: Tokens) -> None:
    drawing.add_scatter(
        name=escape(name),
        x=[x for x, _ in line],
        y=[y for _, y in line],
        mode="lines",
        line={"color": t.ink3, "width": 2.4 if dash == REPORTED else 1.6, "dash": dash},
        hoverinfo="skip",
        connectgaps=False,
    )


def flags(curve: Sequence[emotion.Point]) -> dict[str, str]:
    """ "peak", "end" or "peak and end" by card: the readings that the remembered figure rests on; none for a single one."""
    found = emotion.peak_end(curve)
    if found is None or len(curve) < 2:
        return {}
    if found.peak == found.end:
        return {found.end.card: "peak and end"}
    return {found.peak.card: "peak", found.end.card: "end"}


def legend(drawing: Drawing, plan: Layout, view: JourneyView, t: Tokens) -> None:
    """Whose curve is whose and what the first persona remembers, under the name of the emotion lane."""
    curve = emotion.leading(view)
    if plan.emotion is None or not curve:
        return
    beside = others(view)
    rows = [(view.personas[0]["name"], "solid"), *((name, dash) for name, dash, _ in beside)] if beside else []
    y = plan.emotion.top + 28
    for i, (name, dash) in enumerate(rows[:_NAMES]):
        y += 16
        line = {"width": 3 if i == 0 else 2.4 if dash == REPORTED else 1.6, "color": t.ink if i == 0 else t.ink3, "dash": dash}
        drawing.add_shape(type="line", x0=12, x1=30, y0=y, y1=y, line=line)
        drawing.add_annotation(
            x=36, y=y, text=escape(name[:14]), showarrow=False, xanchor="left", font={"size": 12, "color": t.ink2}
        )
    found = emotion.peak_end(curve)
    if found is not None and len(curve) > 1:
        words = f"Remembered ≈ <b>{emotion.show(found.remembered)}</b>"
        why = (
            f"(peak {emotion.show(found.peak.value)} + end {emotion.show(found.end.value)}) / 2:<br>"
            "a heuristic, the peak–end rule, not a measurement"
        )
        drawing.add_annotation(
            x=12, y=y + 17, text=words, hovertext=why, showarrow=False, xanchor="left", font={"size": 12, "color": t.ink2}
        )
