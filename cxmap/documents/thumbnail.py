"""A journey's emotion curve as a small picture: SVG made of numbers only, never of anything that a person wrote."""

from __future__ import annotations

from collections.abc import Sequence

from cxmap.documents.curve import XY, number, path
from cxmap.documents.tokens import Tokens

WIDTH, HEIGHT, PAD_X, PAD_Y = 422, 122, 26, 18
_UNIT = (HEIGHT - 2 * PAD_Y) / 6


def thumbnail(curve: Sequence[XY], span: float, faces: Sequence[int], t: Tokens, *, width: int = WIDTH) -> str:
    """Draw a curve from (x, value) with x from 0 to `span` and values on the scale −3 … +3, which is never stretched.

    `faces` are the places of the points that get a face. Without points only the neutral line is drawn.
    """
    places = [(PAD_X + x / span * (width - 2 * PAD_X), PAD_Y + (3 - value) * _UNIT) for x, value in curve] if span > 0 else []
    zero = number(PAD_Y + 3 * _UNIT)
    parts = [f'<path d="M0 {zero}H{width}" stroke="{t.line2}"/>']
    if places:
        line = path(places)
        area = f"{line}L{number(places[-1][0])} {zero}L{number(places[0][0])} {zero}Z"
        parts += [
            _gradients(t),
            f'<path d="{area}" fill="url(#a)"/>',
            f'<path d="{line}" fill="none" stroke="url(#g)" stroke-width="3" stroke-linecap="round"/>',
        ]
    parts += [_face(*places[i], curve[i][1], t) for i in faces if i < len(places)]
    head = f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{HEIGHT}" viewBox="0 0 {width} {HEIGHT}">'
    return head + "".join(parts) + "</svg>"


def _gradients(t: Tokens) -> str:
    frame = f'gradientUnits="userSpaceOnUse" x1="0" x2="0" y1="{PAD_Y}" y2="{HEIGHT - PAD_Y}"'
    stops = (
        ("0", t.pos_fill, 0.3),
        (".5", t.pos_fill, 0.03),
        (".5", t.neg_fill, 0.03),
        ("1", t.neg_fill, 0.32),
    )
    wash = "".join(f'<stop offset="{at}" stop-color="{colour}" stop-opacity="{o}"/>' for at, colour, o in stops)
    # 0.4 of 6 either side of the middle is neither good nor bad
    tones = ((0.433, t.pos_fill), (0.433, t.neu), (0.567, t.neu), (0.567, t.neg_fill))
    line = "".join(f'<stop offset="{at}" stop-color="{colour}"/>' for at, colour in tones)
    return f'<defs><linearGradient id="g" {frame}>{line}</linearGradient><linearGradient id="a" {frame}>{wash}</linearGradient></defs>'


def _face(x: float, y: float, value: float, t: Tokens) -> str:
    """A face of 18 px: its mouth bends with the feeling."""
    bend = number(y + 3 + value * 1.7 if value > 0 else y + 5.5 + value * 1.7)
    mouth = number(y + (2.4 if value > 0 else 4.6))
    eyes = "".join(f'<circle cx="{number(x + dx)}" cy="{number(y - 1.6)}" r="1.2" fill="{t.face_ink}"/>' for dx in (-3, 3))
    return (
        f'<circle cx="{number(x)}" cy="{number(y)}" r="9" fill="{t.pos_fill if value > 0 else t.neg_fill}" '
        f'stroke="{t.canvas}" stroke-width="2"/>{eyes}'
        f'<path d="M{number(x - 4.2)} {mouth}Q{number(x)} {bend} {number(x + 4.2)} {mouth}" fill="none" '
        f'stroke="{t.face_ink}" stroke-width="1.3" stroke-linecap="round"/>'
    )
