"""Where several stand between two ends, on one line: numbered discs, those at one place beside each other."""

from __future__ import annotations

from collections.abc import Sequence

from cxmap.documents.curve import number
from cxmap.documents.tokens import Tokens

WIDTH, HEIGHT, PAD, R = 420.0, 40.0, 14.0, 10.0


def axis(values: Sequence[float | None], t: Tokens, width: float = WIDTH) -> str:
    """A line from 0 to 100 as SVG, with a disc for each value that is there: its number is its place in the list, from 1.

    Discs that would cover each other are moved apart, in their order; each is joined to its place on the line.
    """
    room = width - 2 * PAD
    there = sorted((v, i) for i, v in enumerate(values) if v is not None)
    places: list[float] = []
    for value, _ in there:
        x = PAD + min(100.0, max(0.0, value)) / 100 * room
        places.append(max(x, places[-1] + 2 * R + 2) if places else x)
    for k in range(len(places) - 1, -1, -1):  # pushed over the right end: back
        limit = PAD + room if k == len(places) - 1 else places[k + 1] - 2 * R - 2
        places[k] = min(places[k], limit)
    base = 34.0
    drawn = f'<path d="M{PAD:g} {base:g}H{number(PAD + room)}" stroke="{t.line2}" stroke-width="4" stroke-linecap="round"/>'
    for (value, i), x in zip(there, places, strict=True):
        at = number(PAD + min(100.0, max(0.0, value)) / 100 * room)
        first = i == 0
        drawn += (
            f'<path d="M{number(x)} 20L{at} {base:g}" stroke="{t.ink2}" stroke-width="1.4"/><circle cx="{at}" cy="{base:g}" r="4" '
            f'fill="{t.ink}"/><circle cx="{number(x)}" cy="12" r="{R:g}" fill="{t.ink if first else t.surface}" stroke="{t.ink}" '
            f'stroke-width="1.4"/><text x="{number(x)}" y="16" font-size="12" font-weight="700" text-anchor="middle" '
            f'font-family="system-ui, sans-serif" fill="{t.bg if first else t.ink}">{i + 1}</text>'
        )
    box = f'width="{number(width)}" height="{HEIGHT:g}" viewBox="0 0 {number(width)} {HEIGHT:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {box}>{drawn}</svg>'
