"""Shapes as path data, so that hundreds of cards are a handful of drawn elements."""

from __future__ import annotations

RADIUS, CORNER = 7.0, 9.0


def rounded(x: float, y: float, width: float, height: float, radius: float = RADIUS) -> str:
    """A rectangle with round corners."""
    r, right, bottom = radius, x + width, y + height
    return (
        f"M{x + r} {y}L{right - r} {y}Q{right} {y} {right} {y + r}L{right} {bottom - r}Q{right} {bottom} {right - r} {bottom}"
        f"L{x + r} {bottom}Q{x} {bottom} {x} {bottom - r}L{x} {y + r}Q{x} {y} {x + r} {y}Z"
    )


def corner(x: float, y: float, width: float) -> str:
    """The mark of measured evidence: the top right corner of a card."""
    right = x + width
    return f"M{right - CORNER - 3} {y}L{right - 4} {y}Q{right} {y} {right} {y + 4}L{right} {y + CORNER + 3}Z"


def bar(x: float, bottom: float, height: float, width: float = 4.0) -> str:
    """One upright bar."""
    return f"M{x} {bottom}V{bottom - height}H{x + width}V{bottom}Z"
