"""The emotion curve as geometry: a smooth line that never rises or falls further than its points do.

The monotone cubic of M. Steffen, "A simple method for monotonic interpolation in one dimension", Astronomy &
Astrophysics 239 (1990), so that the drawing claims no feeling that nobody gave. Twin of the board's `view/curve.js`.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

XY = tuple[float, float]
Bezier = tuple[XY, XY, XY, XY]


def slopes(points: Sequence[XY]) -> list[float]:
    """Slope of the curve at each point; x must not fall."""

    def secant(i: int) -> float:
        h = points[i + 1][0] - points[i][0]
        return (points[i + 1][1] - points[i][1]) / h if h > 0 else 0.0

    n = len(points)
    if n < 3:
        return [secant(0)] * n if n == 2 else [0.0] * n
    inner = []
    for i in range(1, n - 1):
        before, after = points[i][0] - points[i - 1][0], points[i + 1][0] - points[i][0]
        a, b = secant(i - 1), secant(i)
        mean = (a * after + b * before) / (before + after) if before + after > 0 else 0.0
        inner.append((_sign(a) + _sign(b)) * min(abs(a), abs(b), 0.5 * abs(mean)))
    # The ends are free: the slope of the parabola through the end and its neighbour's slope (it stays monotone).
    return [(3 * secant(0) - inner[0]) / 2, *inner, (3 * secant(n - 2) - inner[-1]) / 2]


def _sign(value: float) -> int:
    return (value > 0) - (value < 0)


def beziers(points: Sequence[XY]) -> list[Bezier]:
    """The curve as cubic Bézier pieces, one between each two points."""
    slope = slopes(points)
    pieces: list[Bezier] = []
    for i, (p, q) in enumerate(pairwise(points)):
        third = (q[0] - p[0]) / 3
        pieces.append((p, (p[0] + third, p[1] + slope[i] * third), (q[0] - third, q[1] - slope[i + 1] * third), q))
    return pieces


def samples(points: Sequence[XY], steps: int = 16) -> list[XY]:
    """Points close enough together to be joined by straight lines: `steps` to a piece."""
    out = [points[0]] if points else []
    for piece in beziers(points):
        out += [_at(piece, k / steps) for k in range(1, steps + 1)]
    return out


def _at(piece: Bezier, t: float) -> XY:
    (x0, y0), (x1, y1), (x2, y2), (x3, y3) = piece
    a, b, c, d = (1 - t) ** 3, 3 * t * (1 - t) ** 2, 3 * t**2 * (1 - t), t**3
    return a * x0 + b * x1 + c * x2 + d * x3, a * y0 + b * y1 + c * y2 + d * y3


def path(points: Sequence[XY]) -> str:
    """SVG path data of the curve; "" without points, a dot for one."""
    if not points:
        return ""
    start = f"M{number(points[0][0])} {number(points[0][1])}"
    if len(points) == 1:
        return start + "h0"
    return start + "".join("C" + " ".join(f"{number(x)} {number(y)}" for x, y in piece[1:]) for piece in beziers(points))


def number(value: float) -> str:
    """A coordinate with at most two decimals."""
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")
