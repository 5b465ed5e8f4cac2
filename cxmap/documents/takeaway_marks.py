"""Small drawings beside the figures of a room: bars for votes and minutes, dots for ratings, a place between value and effort."""

from __future__ import annotations

from collections.abc import Sequence

from cxmap.documents.curve import number
from cxmap.documents.takeaway import FONT, Picture
from cxmap.documents.tokens import Tokens

WIDTH, HEIGHT = 180.0, 18.0
_DOT = 3.2


def _svg(width: float, height: float, body: str, says: str) -> Picture:
    box = f'width="{width:g}" height="{height:g}" viewBox="0 0 {width:g} {height:g}"'
    return Picture(f'<svg xmlns="http://www.w3.org/2000/svg" {box} role="img">{body}</svg>', width, height, says)


def bar(value: float, most: float, low: float | None, high: float | None, t: Tokens, says: str) -> Picture:
    """A bar as long as its share of `most`, and over it a line from `low` to `high`: the spread. Lengths never leave the picture."""
    scale = (WIDTH - 4) / max(most, high or 0, 1e-9)
    body = f'<rect x="1" y="4" width="{number(max(1.0, value * scale))}" height="10" rx="3" fill="{t.neg_fill}"/>'
    if low is not None and high is not None:
        a, b = (number(1 + max(0.0, end) * scale) for end in (low, high))
        body += f'<path d="M{a} 9H{b}M{a} 5.5V12.5M{b} 5.5V12.5" stroke="{t.ink}" stroke-width="1.4"/>'
    return _svg(WIDTH, HEIGHT, body, says)


def dots(counts: Sequence[tuple[float, int]], mean: float, t: Tokens, says: str) -> Picture:
    """A strip from −3 to +3 with a dot for each person, and the mean as a stroke. More than six of one value are packed closer."""
    most = max((n for _, n in counts), default=0)
    step = 2 * _DOT + 0.8 if most <= 6 else 6 * (2 * _DOT + 0.8) / most
    height = max(HEIGHT, 12 + min(most, 6) * (2 * _DOT + 0.8))
    base = height - 7

    def x(value: float) -> float:
        return 10 + (value + 3) / 6 * (WIDTH - 20)

    ticks = "".join(f"M{number(x(v))} {number(base)}v3" for v in range(-3, 4))
    body = f'<path d="M10 {number(base)}H{number(WIDTH - 10)}{ticks}" stroke="{t.line2}" fill="none"/>'
    body += f'<path d="M{number(x(0))} 0V{number(base)}" stroke="{t.line}"/>'
    for value, n in counts:
        fill = t.neg_fill if value < -0.4 else t.pos_fill if value > 0.4 else t.neu
        for i in range(min(n, 200)):
            at = base - 1 - _DOT - i * step
            body += f'<circle cx="{number(x(value))}" cy="{number(at)}" r="{_DOT}" fill="{fill}"/>'
    tip = number(x(mean))
    body += f'<path d="M{tip} {number(base - 1)}v8" stroke="{t.ink}" stroke-width="2"/>'
    return _svg(WIDTH, height, body, says)


def matrix(places: Sequence[tuple[float, float, str]], t: Tokens, says: str) -> Picture:
    """Value (up) against effort (right), both 0 … 10, with each (value, effort, number) as a disc with its number."""
    side, pad = 300.0, 22.0
    room = side - 2 * pad

    def at(value: float, effort: float) -> tuple[float, float]:
        return pad + effort / 10 * room, side - pad - value / 10 * room

    middle = number(side / 2)
    body = f'<rect x="{pad:g}" y="{pad:g}" width="{room:g}" height="{room:g}" fill="{t.canvas}" stroke="{t.line2}"/>'
    body += f'<rect x="{pad:g}" y="{pad:g}" width="{number(room / 2)}" height="{number(room / 2)}" fill="{t.accent_soft}"/>'
    body += f'<path d="M{middle} {pad:g}V{number(side - pad)}M{pad:g} {middle}H{number(side - pad)}" stroke="{t.line2}"/>'
    font = f'font-family="{FONT}" font-weight="600"'
    corners = (
        ("Quick win", pad + 6, pad + 15, "start"),
        ("Big bet", side - pad - 6, pad + 15, "end"),
        ("Maybe", pad + 6, side - pad - 7, "start"),
        ("Time sink", side - pad - 6, side - pad - 7, "end"),
    )
    for name, x, y, anchor in corners:
        body += (
            f'<text x="{number(x)}" y="{number(y)}" font-size="12" fill="{t.ink2}" text-anchor="{anchor}" {font}>{name}</text>'
        )
    for value, effort, label in places:
        x, y = at(value, effort)
        body += f'<circle cx="{number(x)}" cy="{number(y)}" r="10" fill="{t.accent}" stroke="{t.bg}" stroke-width="1.5"/>'
        body += (
            f'<text x="{number(x)}" y="{number(y + 4)}" font-size="12" fill="{t.accent_ink}" text-anchor="middle" {font}>'
            f"{int(label)}</text>"
        )
    body += (
        f'<text x="{middle}" y="{number(side - 5)}" font-size="12" fill="{t.ink3}" text-anchor="middle" {font}>Effort →</text>'
    )
    turn = f'transform="rotate(-90 13 {middle})"'
    body += f'<text x="13" y="{middle}" font-size="12" fill="{t.ink3}" text-anchor="middle" {font} {turn}>Value →</text>'
    return _svg(side, side, body, says)
