"""Small drawn marks: initials where there is no photo, severity bars."""

from __future__ import annotations

from hashlib import sha256
from html import escape

from cxmap.documents.tokens import Tokens


def avatar(letters: str, seed: str, t: Tokens, size: int = 100, radius: int = 14) -> str:
    """A square with at most two letters as SVG. The ground is a neutral one: colours mean people who are here, or feelings."""
    # a horizon that differs from persona to persona, so that two with the same initials can be told apart
    number = int(sha256(seed.encode()).hexdigest()[:4], 16)
    rise, bend = 58 + number % 24, 40 + number // 24 % 60
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="0 0 100 100">'
        f'<defs><clipPath id="c"><rect width="100" height="100" rx="{radius}"/></clipPath></defs><g clip-path="url(#c)">'
        f'<rect width="100" height="100" fill="{t.sunken}"/>'
        f'<path d="M0 {rise}Q{bend} {rise - 22} 100 {rise - 4}V100H0Z" fill="{t.line}"/></g>'
        f'<text x="50" y="50" dy=".36em" text-anchor="middle" font-family="system-ui, sans-serif" '
        f'font-size="38" font-weight="600" fill="{t.ink2}">{escape(letters[:2])}</text></svg>'
    )


def badge(letters: str, t: Tokens, size: int = 28) -> str:
    """The initials of the person who is looking, on a disc in the colour that means you."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="0 0 28 28">'
        f'<circle cx="14" cy="14" r="14" fill="{t.accent}"/><text x="14" y="14" dy=".36em" text-anchor="middle" '
        f'font-family="system-ui, sans-serif" font-size="11.2" font-weight="700" '
        f'fill="{t.accent_ink}">{escape(letters[:2])}</text></svg>'
    )


def pips(severity: int, t: Tokens) -> str:
    """Three bars that rise, as many filled as a pain point is severe."""
    bars = "".join(
        f'<rect x="{0.6 + 5 * i:g}" y="{12.4 - height:g}" width="3.8" height="{height}" rx=".8" stroke="{t.neg}" stroke-width="1" '
        f'fill="{t.neg if i < severity else "none"}"/>'
        for i, height in enumerate((5, 8, 11))
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" width="15" height="13" viewBox="0 0 15 13">{bars}</svg>'
