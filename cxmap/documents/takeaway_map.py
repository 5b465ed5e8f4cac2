"""A journey as SVG: stages, lanes, cards with their marks, and the curve. Follows the layout; texts are escaped.

The curve comes as points (x from 0 to the number of stages, value −3 … +3): what makes it is not known here.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

from cxmap.documents import layout as geometry
from cxmap.documents.curve import XY, number, path
from cxmap.documents.layout import Box, Layout, layout
from cxmap.documents.takeaway import FONT, Picture, xml_text
from cxmap.documents.tokens import Tokens
from cxmap.model.views import JourneyView

# A variable font is drawn in its thinnest cut where nobody says otherwise.
_REGULAR = 'style="font-variation-settings:&quot;wght&quot; 400"'
_BARS = (5.0, 8.0, 11.0)
_STAR = "M0 -6.2 1.8 -1.9 6.4 -1.6 2.9 1.4 4 5.9 0 3.4 -4 5.9 -2.9 1.4 -6.4 -1.6 -1.8 -1.9Z"


def draw(view: JourneyView, curve: Sequence[XY], t: Tokens, says: str, first: int = 0, count: int = 0) -> Picture:
    """Draw a map, or `count` stages of it from the one at place `first` on, with the whole lane column. 0: all of them."""
    shown = view.stages[first : first + count] if count else view.stages
    plan = layout(replace(view, stages=shown))
    moved = _near([(x - first, value) for x, value in curve], len(shown))
    parts = [
        _ground(plan, t),
        _frame_lines(plan, t),
        _head(plan, first, t),
        _lanes(plan, t),
        _feelings(plan, moved, t),
        *(_card(box, t) for box in plan.boxes),
        *(
            _text(m.left, m.top + 12, f"+{m.count} more", 12, t.ink3)
            for m in plan.more
        ),
    ]  # fmt: skip
    box = (
        f'width="{number(plan.width)}" height="{number(plan.height)}" viewBox="0 0 {number(plan.width)} {number(plan.height)}"'
    )
    head = f'<svg xmlns="http://www.w3.org/2000/svg" {box} role="img" font-family="{FONT}">'
    return Picture(f"{head}<title>{_safe(says)}</title>{''.join(parts)}</svg>", plan.width, plan.height, says)


def pages(view: JourneyView, curve: Sequence[XY], t: Tokens, says: str, most: int = 7) -> list[Picture]:
    """The map cut into parts of at most `most` stages each, as even as can be."""
    stages = len(view.stages)
    if not stages:
        return []
    cuts = -(-stages // most)
    each = -(-stages // cuts)
    return [draw(view, curve, t, says, at, each) for at in range(0, stages, each)]


def _near(curve: Sequence[XY], stages: int) -> list[XY]:
    """The points on these stages, and the two on either side that bend the curve there."""
    inside = [i for i, (x, _) in enumerate(curve) if 0 <= x <= stages]
    return list(curve[max(0, inside[0] - 2) : inside[-1] + 3]) if inside else []


def _safe(text: str) -> str:
    return escape(xml_text(text))


def _text(x: float, y: float, text: str, size: float, colour: str, weight: int = 0, more: str = "") -> str:
    face = f'font-weight="{weight}"' if weight else _REGULAR
    return f'<text x="{number(x)}" y="{number(y)}" font-size="{size:g}" fill="{colour}" {face}{more}>{_safe(text)}</text>'


def _ground(plan: Layout, t: Tokens) -> str:
    w, h = number(plan.width), number(plan.height)
    below = "".join(
        f'<rect x="0" y="{number(r.top)}" width="{w}" height="{number(r.height)}" fill="{t.canvas}"/>'
        for r in plan.rows
        if r.hidden
    )
    return (
        f'<rect width="{w}" height="{h}" fill="{t.bg}"/><rect width="{w}" height="{geometry.HEAD:g}" fill="{t.canvas}"/>'
        f'<rect width="{geometry.SIDE:g}" height="{h}" fill="{t.canvas}"/>{below}'
    )


def _frame_lines(plan: Layout, t: Tokens) -> str:
    w, h = number(plan.width), number(plan.height)
    across = "".join(f"M0 {number(r.top + r.height)}H{w}" for r in plan.rows)
    down = "".join(f"M{number(c.left)} 0V{h}" for c in plan.columns)
    found = f'<path d="M0 {geometry.HEAD:g}H{w}{across}{down}" stroke="{t.line2}" fill="none"/>'
    for row in plan.rows:
        if row.line:
            y = row.top - geometry.BLUEPRINT / 2
            dash = {"interaction": "", "visibility": ' stroke-dasharray="6 4"', "internal": ' stroke-dasharray="2 3"'}
            found += f'<path d="M0 {number(y)}H{w}" stroke="{t.dash}" stroke-width="1.2"{dash[row.line_kind]}/>'
            wide = len(row.line) * geometry.LETTER + 10
            found += f'<rect x="{geometry.SIDE + 8:g}" y="{number(y - 8)}" width="{number(wide)}" height="16" fill="{t.bg}"/>'
            found += _text(geometry.SIDE + 12, y + 4, row.line, 12, t.ink3)
    return found


def _head(plan: Layout, first: int, t: Tokens) -> str:
    found = []
    for i, column in enumerate(plan.columns, first + 1):
        name = f"{i}  {column.name[0] or 'Unnamed'}"
        found.append(_text(column.left + 10, 28, name, 15.5, t.ink, 600))
        found.append(_text(column.left + 10, 50, geometry.wrap(column.goal, column.width - 20, 1)[0], 13, t.ink3))
    return "".join(found)


def _lanes(plan: Layout, t: Tokens) -> str:
    return "".join(
        _text(12, row.top + 20 + 16 * i, line, 13.5, t.ink2, 600) for row in plan.rows for i, line in enumerate(row.name)
    )


def _feelings(plan: Layout, curve: Sequence[XY], t: Tokens) -> str:
    row = plan.emotion
    if row is None or not plan.columns:
        return ""
    left, right = plan.columns[0].left, plan.width
    scale = ""
    for value, said in ((3, "+3"), (0, "0"), (-3, "−3")):
        y = number(plan.curve_y(value))
        scale += f'<path d="M{number(left)} {y}H{number(right)}" stroke="{t.line2 if value == 0 else t.line}"/>'
        scale += _text(left - 8, plan.curve_y(value) + 4, said, 12, t.ink3, more=' text-anchor="end"')
    # also beside the stages that are shown: the curve leads there
    places = [(left + x * plan.columns[0].width, plan.curve_y(value)) for x, value in curve]
    if not places:
        return scale
    line, zero = path(places), number(plan.curve_y(0))
    area = f"{line}L{number(places[-1][0])} {zero}L{number(places[0][0])} {zero}Z"
    top, bottom = number(plan.curve_y(3)), number(plan.curve_y(-3))
    stops = ((0, t.pos_fill), (0.433, t.pos_fill), (0.433, t.neu), (0.567, t.neu), (0.567, t.neg_fill), (1, t.neg_fill))
    tone = "".join(f'<stop offset="{at:g}" stop-color="{colour}"/>' for at, colour in stops)
    dots = "".join(
        f'<circle cx="{number(x)}" cy="{number(y)}" r="4.5" fill="{t.bg}" stroke="{t.fill(_tone(value))}" stroke-width="2"/>'
        for (x, y), (_, value) in zip(places, curve, strict=True)
    )
    clip = f'<rect x="{number(left)}" y="{number(row.top)}" width="{number(right - left)}" height="{number(row.height)}"/>'
    return (
        f'{scale}<defs><linearGradient id="feeling" gradientUnits="userSpaceOnUse" x1="0" x2="0" y1="{top}" y2="{bottom}">'
        f'{tone}</linearGradient><clipPath id="row">{clip}</clipPath></defs><g clip-path="url(#row)">'
        f'<path d="{area}" fill="url(#feeling)" fill-opacity=".14"/>'
        f'<path d="{line}" fill="none" stroke="url(#feeling)" stroke-width="3" stroke-linecap="round"/>{dots}</g>'
    )


def _tone(value: float) -> str:
    return "neg" if value < -0.4 else "pos" if value > 0.4 else "neu"


def _card(box: Box, t: Tokens) -> str:
    x, y = number(box.left), number(box.top)
    evidence = box.card["evidence"]
    outline = f'stroke="{t.dash}" stroke-dasharray="4 3" fill="none"'
    if evidence != "assumed":
        outline = f'stroke="{t.line2}" fill="{t.surface}"'
    parts = [f'<rect x="{x}" y="{y}" width="{number(box.width)}" height="{number(box.height)}" rx="7" {outline}/>']
    if evidence == "measured":
        right = box.left + box.width
        edge = f"M{number(right - 12)} {y}H{number(right - 4)}Q{number(right)} {y} {number(right)} {number(box.top + 4)}V{number(box.top + 12)}Z"
        parts.append(f'<path d="{edge}" fill="{t.ink}"/>')
    if box.severe:
        bottom = box.top + box.height / 2 + 6
        for i, height in enumerate(_BARS):
            fill = t.neg if i < (box.card["severity"] or 0) else "none"
            place = (
                f'x="{number(box.left + geometry.PAD + i * 5.5)}" y="{number(bottom - height)}" width="4" height="{height:g}"'
            )
            parts.append(f'<rect {place} rx=".8" stroke="{t.neg}" fill="{fill}"/>')
    if box.star:
        at = f"translate({number(box.left + box.width - 14)} {number(box.top + box.height / 2)})"
        parts.append(f'<path d="{_STAR}" transform="{at}" fill="{t.star}" stroke="{t.star_edge}"/>')
    ink = t.ink2 if box.kind == "thought" else t.ink
    for i, line in enumerate(box.lines):
        parts.append(_text(box.text_left, box.top + 17 + geometry.LINE_HEIGHT * i, line, 13, ink))
    return "".join(parts)
