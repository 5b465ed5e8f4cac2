"""The colours of a drawing, light and dark: the same values as the board's `css/tokens.css`, held to it by a test."""

from __future__ import annotations

import re
from dataclasses import asdict, dataclass, fields


@dataclass(frozen=True)
class Tokens:
    """One theme. Names are those of the visual rules; `*_fill` are for graphics only, never for text."""

    bg: str
    canvas: str
    surface: str
    sunken: str
    line: str
    line2: str
    dash: str
    ink: str
    ink2: str
    ink3: str
    accent: str
    accent_soft: str
    accent_ink: str
    pos: str
    pos_fill: str
    pos_soft: str
    neg: str
    neg_fill: str
    neg_soft: str
    neu: str
    star: str
    star_edge: str
    warn: str
    face_ink: str

    def fill(self, tone: str) -> str:
        """Graphic colour of a feeling: "neg", "neu" or "pos"."""
        return {"neg": self.neg_fill, "neu": self.neu, "pos": self.pos_fill}[tone]

    def text(self, tone: str) -> str:
        """Text colour of a feeling: "neg", "neu" or "pos"."""
        return {"neg": self.neg, "neu": self.ink2, "pos": self.pos}[tone]


LIGHT = Tokens(
    bg="#FFFFFF",
    canvas="#F7F8FA",
    surface="#FFFFFF",
    sunken="#F0F2F5",
    line="#E4E7EC",
    line2="#C6CCD6",
    dash="#7C8494",
    ink="#14171F",
    ink2="#414856",
    ink3="#5E6573",
    accent="#2952CC",
    accent_soft="#E9EEFC",
    accent_ink="#FFFFFF",
    pos="#0A6664",
    pos_fill="#17948C",
    pos_soft="#E1F3F1",
    neg="#A63D0A",
    neg_fill="#DB6A2A",
    neg_soft="#FCEFE6",
    neu="#6B7280",
    star="#E3A008",
    star_edge="#8A5A00",
    warn="#8A5A00",
    face_ink="#FFFFFF",
)

DARK = Tokens(
    bg="#0F1116",
    canvas="#0F1116",
    surface="#1B1F27",
    sunken="#171A21",
    line="#262B35",
    line2="#3D4452",
    dash="#8B93A3",
    ink="#F0F2F6",
    ink2="#BAC1CD",
    ink3="#959DAB",
    accent="#8FA9FF",
    accent_soft="#1E2846",
    accent_ink="#0B1020",
    pos="#5CCFC4",
    pos_fill="#2FA9A0",
    pos_soft="#132C2C",
    neg="#F7A06B",
    neg_fill="#E9793A",
    neg_soft="#33211A",
    neu="#9AA1AE",
    star="#F2B93B",
    star_edge="#F2B93B",
    warn="#F2B93B",
    face_ink="#0F1116",
)


def tokens(dark: bool) -> Tokens:
    """The tokens of a theme."""
    return DARK if dark else LIGHT


def css_name(name: str) -> str:
    """The CSS variable of a token: `--cx-ink2`, `--cx-pos-fill`."""
    return f"--cx-{name.replace('_', '-')}"


# A drawing in these colours follows the theme of the page that shows it: `themed` says what they are in each.
ADAPTIVE = Tokens(**{f.name: f"var({css_name(f.name)})" for f in fields(Tokens)})


def themed(svg: str) -> str:
    """A picture drawn in `ADAPTIVE` with the meaning of its colours, light and dark.

    A picture follows the `color-scheme` of the element that shows it, without a script and without being made again.
    """
    used = set(re.findall(r"var\((--cx-[\w-]+)\)", svg))
    light, dark = (
        "".join(f"{css_name(n)}:{v};" for n, v in sorted(asdict(t).items()) if css_name(n) in used) for t in (LIGHT, DARK)
    )
    head, _, body = svg.partition(">")
    return f"{head}><style>:root{{{light}}}@media (prefers-color-scheme:dark){{:root{{{dark}}}}}</style>{body}"


def css_variables() -> str:
    """All tokens as CSS variables that follow the `color-scheme` of where they are used."""
    pairs = zip(asdict(LIGHT).items(), asdict(DARK).values(), strict=True)
    return "".join(f"{css_name(name)}:light-dark({light},{dark});" for (name, light), dark in pairs)
