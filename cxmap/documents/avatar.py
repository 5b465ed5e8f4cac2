"""Small drawn marks: portraits and initials where there is no photo, severity bars."""

from __future__ import annotations

import random
from hashlib import sha256
from html import escape

from cxmap.documents import avatar_parts as parts
from cxmap.documents.tokens import Tokens

# What a portrait is told by, in the order in which people meet it, and how many or which there are of each.
PARTS: dict[str, tuple[str, ...]] = {
    "hair": tuple(parts.HAIR),
    "tone": tuple(str(i) for i in range(len(parts.TONE))),
    "skin": tuple(str(i) for i in range(len(parts.SKIN))),
    "beard": tuple(parts.BEARD),
    "glasses": tuple(parts.GLASSES),
    "collar": tuple(parts.COLLAR),
    "cloth": tuple(str(i) for i in range(len(parts.CLOTH))),
    "ground": tuple(str(i) for i in range(len(parts.GROUND))),
}
_GREY = ("6", "7")
_OLD = ("65_74", "over_74")


def choice(code: str) -> dict[str, str]:
    """What a portrait's code (“hair=bun,skin=3”) says of each of `PARTS`; what it leaves out or nobody knows is the first of it."""
    told = dict(part.split("=", 1) for part in code.split(",") if "=" in part)
    return {name: told[name] if told.get(name) in known else known[0] for name, known in PARTS.items()}


def code(chosen: dict[str, str]) -> str:
    """The code of a choice, at most 160 characters."""
    return ",".join(f"{name}={chosen[name]}" for name in PARTS if name in chosen)


def proposed(seed: str, turn: int = 0, age_band: str | None = None) -> str:
    """A portrait's code for somebody, always the same for a seed and a turn; white or grey hair from 65 on, no beard under 18."""
    number = int.from_bytes(sha256(f"{seed}.{turn}".encode()).digest())
    draw = random.Random(number)
    chosen = {name: draw.choice(known) for name, known in PARTS.items()}
    chosen["tone"] = draw.choice(_GREY if age_band in _OLD else [t for t in PARTS["tone"] if t not in _GREY])
    bare = chosen["hair"] in ("short", "crop", "side", "quiff", "sparse", "bald", "turban") and age_band != "under_18"
    chosen["beard"] = draw.choice(PARTS["beard"]) if bare and draw.random() < 0.6 else "none"
    chosen["glasses"] = draw.choice(PARTS["glasses"]) if draw.random() < 0.4 else "none"
    return code(chosen)


def portrait(code_: str, size: int = 100, radius: float = 26) -> str:
    """A drawn portrait as SVG, `size` pixels wide. It has no features: it is nobody. `board/static/view/drawn.js` draws the same."""
    c = choice(code_)
    skin, frame = parts.SKIN[int(c["skin"])]
    cloth, tint = parts.CLOTH[int(c["cloth"])]
    fills = {"skin": skin, "tone": parts.TONE[int(c["tone"])], "cloth": cloth, "tint": tint, "light": "#FFFFFF"}
    behind, before = parts.HAIR[c["hair"]]
    layers = (
        *behind,
        ("cloth", parts.BODY),
        ("skin", parts.NECK),
        ("shade", parts.SHADE),
        *parts.COLLAR[c["collar"]],
        ("skin", parts.FACE),
        *parts.BEARD[c["beard"]],
        *before,
        *parts.GLASSES[c["glasses"]],
    )
    drawn = "".join(_layer(role, path, fills, frame) for role, path in layers)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{size}" height="{size}" viewBox="0 0 100 100">'
        f'<defs><clipPath id="c"><rect width="100" height="100" rx="{radius:g}"/></clipPath></defs><g clip-path="url(#c)">'
        f'<rect width="100" height="100" fill="{parts.GROUND[int(c["ground"])]}"/>{drawn}</g></svg>'
    )


def _layer(role: str, path: str, fills: dict[str, str], frame: str) -> str:
    if role == "shade":
        return f'<path d="{path}" fill="#000000" opacity=".1"/>'
    if role == "line":
        return f'<path d="{path}" fill="none" stroke="{frame}" stroke-width="1.6"/>'
    return f'<path d="{path}" fill="{fills[role]}"/>'


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
