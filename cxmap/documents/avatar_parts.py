"""What drawn portraits are made of: colours, and shapes as layers of (what colour, path) on a square of 100.

Nobody's face: there are no features to recognise somebody by. `board/static/view/drawn-parts.js` is the same table for the
browser, written by `python -m cxmap.documents.avatar_parts` and held to this one by a test.
"""

from __future__ import annotations

import json
from typing import Any

Layers = tuple[tuple[str, str], ...]

# Skin, and the frame of glasses that can be seen on it.
SKIN = (
    ("#EBC3A2", "#2A1E1A"),
    ("#E2B08C", "#2A1E1A"),
    ("#DFAE8A", "#2A1E1A"),
    ("#C88F66", "#2A1E1A"),
    ("#A9714B", "#171312"),
    ("#7A4A31", "#F3D9C4"),
    ("#5B3724", "#F3D9C4"),
)
TONE = ("#171312", "#2A1E1A", "#6B4A35", "#8C5A33", "#B98A45", "#A6542B", "#C9C4BA", "#D9DCE1")
# What they wear, and the colour of a scarf or turban with it.
CLOTH = (
    ("#3F6C8F", "#A9C4D6"),
    ("#47604C", "#B4C7AE"),
    ("#5B4B7D", "#8C7BB0"),
    ("#A6542B", "#D79A6B"),
    ("#33507A", "#6B8DB8"),
    ("#254843", "#37615B"),
    ("#6E6147", "#B7A57E"),
    ("#8C3F3F", "#C98A82"),
    ("#4A4F5C", "#8B93A3"),
)
GROUND = ("#F3D9C4", "#DDE6DF", "#E6E0F0", "#F6E3D0", "#DCE7F3", "#E0EDE9", "#D9E2EA", "#E9E1DC")

BODY = "M12 106c1-24 16-31 38-31s37 7 38 31z"
NECK = "M42 60h16v15c0 5-16 5-16 0z"
SHADE = "M42 64c4 5 12 5 16 0v5c-4 4-12 4-16 0z"
FACE = "M32 46a18 22 0 1 0 36 0a18 22 0 1 0-36 0z"


def _disc(x: float, y: float, r: float) -> str:
    return f"M{x - r:g} {y:g}a{r:g} {r:g} 0 1 0 {2 * r:g} 0a{r:g} {r:g} 0 1 0{-2 * r:g} 0z"


_ROUND = "M31 43c-2-17 7-25 19-25s21 8 19 25c-2-8-7-13-19-13s-17 5-19 13z"
_PARTED = "M50 20c-12 0-20 8-20 27 9-4 16-11 20-21 4 10 11 17 20 21 0-19-8-27-20-27z"
_CURLS = "".join(
    _disc(x, y, r)
    for x, y, r in ((50, 32, 22), (31, 40, 11), (69, 40, 11), (36, 24, 11), (64, 24, 11), (29, 52, 8), (71, 52, 8))
)
# Hair and what covers it: the layers behind the head, and those before it.
HAIR: dict[str, tuple[Layers, Layers]] = {
    "short": ((), (("tone", "M31 42c-2-16 7-25 19-25s21 9 19 25c-2-7-4-10-7-12-7 2-17 2-24 0-4 3-6 6-7 12z"),)),
    "crop": ((), (("tone", "M31 42c-2-16 7-25 19-25s21 9 19 25c-2-6-4-9-7-10-8 1-16 1-24-1-4 2-6 5-7 11z"),)),
    "side": ((), (("tone", "M31 43c-3-17 6-27 20-27 13 0 20 9 18 27-2-6-4-9-6-11-9 0-16-1-22-6-2 4-4 9-6 12-1 1-3 3-4 5z"),)),
    "quiff": (
        (),
        (("tone", "M31 42c-3-13-1-20 6-22 3-8 17-10 24-5 8 1 11 10 8 27-2-7-4-10-7-12-8-4-16-4-24 0-4 3-6 6-7 12z"),),
    ),
    "bob": (
        (("tone", "M26 44c0-18 10-29 24-29s24 11 24 29v22c-3 4-8 5-11 5V40H37v31c-3 0-8-1-11-5z"),),
        (("tone", "M31 45c0-18 8-26 19-26s19 8 19 26c-8-2-16-7-22-14-4 7-9 12-16 14z"),),
    ),
    "fringe": (
        (("tone", "M27 44c0-18 9-28 23-28s23 10 23 28v22c-3 3-6 4-10 4V40H37v30c-4 0-7-1-10-4z"),),
        (("tone", "M30 47c-2-19 7-30 20-30s22 11 20 30c-1-3-2-5-3-7-11 2-23 2-34 0-1 2-2 4-3 7z"),),
    ),
    "long": (
        (("tone", "M25 46c0-20 11-31 25-31s25 11 25 31c0 16 3 26 6 38-5 6-16 6-20 2V40H39v46c-4 4-15 4-20-2 3-12 6-22 6-38z"),),
        (("tone", _PARTED),),
    ),
    "waves": (
        (
            (
                "tone",
                "M25 42c1-17 11-27 25-27s24 10 25 27c5 4 5 9 1 13 4 5 4 11-1 15 2 7-6 12-13 8V40H38v38c-7 4-15-1-13-8-5-4-5-10-1-15-4-4-4-9 1-13z",
            ),
        ),
        (("tone", "M31 46c-1-18 7-28 19-28s20 10 19 28c-9-2-16-8-19-17-5 9-11 15-19 17z"),),
    ),
    "ponytail": (
        (("tone", "M62 22c14-1 20 10 19 24-1 10 2 18-4 26-6-5-9-14-8-22 0-11-3-20-7-28z"),),
        (("tone", _ROUND),),
    ),
    "bun": ((("tone", _disc(50, 15, 9)),), (("tone", _ROUND),)),
    "braids": (
        (("tone", "M28 40c2-15 10-24 22-24s20 9 22 24v10H28z"),),
        (
            ("tone", _PARTED),
            ("tone", "M27 44h8c2 12 0 26-1 40l-3 6-3-6c-2-14-3-28-1-40zM73 44h-8c-2 12 0 26 1 40l3 6 3-6c2-14 3-28 1-40z"),
            (
                "shade",
                "M27.5 54h7l-.5 3h-6zM27.5 64h7l-.5 3h-6zM28 74h6v3h-6zM65.5 54h7l-.5 3h-6zM65.5 64h7l-.5 3h-6zM66 74h6v3h-6z",
            ),
        ),
    ),
    "curls": ((("tone", _CURLS),), (("tone", "M33 40c3-9 9-12 17-12s14 3 17 12c-6-5-11-6-17-6s-11 1-17 6z"),)),
    "sparse": ((), (("tone", "M31 46c-2-4-2-9 0-13 1 3 1 6 2 9zM69 46c2-4 2-9 0-13-1 3-1 6-2 9z"),)),
    "bald": ((), ()),
    "scarf": (
        (("tint", "M24 48c0-20 11-32 26-32s26 12 26 32c0 12-3 20-8 26H32c-5-6-8-14-8-26z"),),
        (
            (
                "tint",
                "M50 22c-12 0-18 8-18 22 0 12 4 22 18 24-4 8-10 12-18 14l-6-30c0-22 10-34 24-34s24 12 24 34l-6 30c-8-2-14-6-18-14 "
                "14-2 18-12 18-24 0-14-6-22-18-22z",
            ),
        ),
    ),
    "turban": (
        (),
        (
            ("tint", "M28 40c-4-17 7-29 22-29s26 12 22 29c-4 2-7 1-10-2-7-6-17-6-24 0-3 3-6 4-10 2z"),
            ("shade", "M31 31c9-10 22-14 35-8-11-1-24 4-33 14zM69 30c-6-4-12-6-19-5 7 1 13 5 18 11z"),
        ),
    ),
}
BEARD: dict[str, Layers] = {
    "none": (),
    "full": (("tone", "M32 47c1 16 8 23 18 23s17-7 18-23c-2 7-4 9-8 9-4-2-16-2-20 0-4 0-6-2-8-9z"),),
    "goatee": (("tone", "M43 59c4-3 10-3 14 0 1 7-2 11-7 11s-8-4-7-11zM45 61c3 1 7 1 10 0-2 3-8 3-10 0z"),),
    "moustache": (("tone", "M41 58c2-4 6-5 9-2 3-3 7-2 9 2-3 1-7 1-9-1-2 2-6 2-9 1z"),),
    "stubble": (("shade", "M32.5 50c2 12 8 18 17.5 18s15.5-6 17.5-18c-2 5-4 6-8 6-4-2-15-2-19 0-4 0-6-1-8-6z"),),
}
GLASSES: dict[str, Layers] = {
    "none": (),
    "round": (("line", _disc(42, 47, 6.5) + _disc(58, 47, 6.5) + "M48.5 46q1.5-1.5 3 0M35.5 46l-3-1.5M64.5 46l3-1.5"),),
    "square": (
        ("line", "M35 42.5h13v7q0 2-2 2h-9q-2 0-2-2zM52 42.5h13v7q0 2-2 2h-9q-2 0-2-2zM48 44.5h4M35 44l-3-1M65 44l3-1"),
    ),
}
COLLAR: dict[str, Layers] = {
    "round": (),
    "shirt": (("light", "M41 71l9 10 9-10 6 4-9 13-6-7-6 7-9-13z"),),
    "neckline": (("skin", "M40 74.5c2 7 5 11 10 13 5-2 8-6 10-13-6 4-14 4-20 0z"),),
    "scarf": (("tint", "M36 71c8 6 20 6 28 0l4 8c-10 7-26 7-36 0z"), ("tint", "M58 78l8-2 3 22-9 3z")),
    "jumper": (("shade", "M38 73c7 6 17 6 24 0l3 5c-9 7-21 7-30 0z"),),
}


def table() -> dict[str, Any]:
    """All of it as JSON has it."""
    return {
        "skin": SKIN,
        "tone": TONE,
        "cloth": CLOTH,
        "ground": GROUND,
        "hair": HAIR,
        "beard": BEARD,
        "glasses": GLASSES,
        "collar": COLLAR,
        "body": BODY,
        "neck": NECK,
        "shade": SHADE,
        "face": FACE,
    }


def module() -> str:
    """The table as the browser's module."""
    lines = ",\n".join(f"  {key}: {json.dumps(value)}" for key, value in table().items())
    about = "/** What drawn portraits are made of: written by `python -m cxmap.documents.avatar_parts`, which says more. */"
    kind = (
        "/** @type {{skin: string[][], tone: string[], cloth: string[][], ground: string[], hair: Record<string, string[][][]>, "
        "beard: Record<string, string[][]>, glasses: Record<string, string[][]>, collar: Record<string, string[][]>, body: string, "
        "neck: string, shade: string, face: string}} */"
    )
    return f"// @ts-check\n{about}\n{kind}\nexport const PARTS = {{\n{lines},\n}};\n"


if __name__ == "__main__":
    print(module(), end="")
