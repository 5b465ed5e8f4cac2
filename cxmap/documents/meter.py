"""The evidence meter: measured, observed and assumed side by side, told apart without colour."""

from __future__ import annotations

from cxmap.documents.curve import number
from cxmap.documents.tokens import Tokens

WIDTH, HEIGHT, GAP, LEAST = 92.0, 10.0, 3.4, 5.0


def meter(measured: int, observed: int, assumed: int, t: Tokens) -> str:
    """Draw the meter as SVG; each part is as wide as its share, and wide enough to be seen. Nothing without cards."""
    parts = [(n, style) for n, style in zip((measured, observed, assumed), _styles(t), strict=True) if n]
    total = measured + observed + assumed
    room = WIDTH - GAP * (len(parts) - 1) - LEAST * len(parts) - 1.4
    x, drawn = 0.7, ""
    for n, style in parts:
        width = LEAST + room * n / total
        drawn += f'<rect x="{number(x)}" y="1" width="{number(width)}" height="8" rx="2.3" stroke-width="1.3" {style}/>'
        x += width + GAP
    box = f'width="{WIDTH:g}" height="{HEIGHT:g}" viewBox="0 0 {WIDTH:g} {HEIGHT:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{drawn}</svg>'


def _styles(t: Tokens) -> tuple[str, str, str]:
    return (
        f'fill="{t.ink}" stroke="{t.ink}"',
        f'fill="none" stroke="{t.dash}"',
        f'fill="none" stroke="{t.dash}" stroke-dasharray="3 2.2"',
    )
