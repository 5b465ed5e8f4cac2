"""One photo, made safe to keep and to show.

Nothing of the file itself survives but its pixels: no EXIF (with its GPS place), no XMP, no profile, no text, no thumbnail
of what was cut away. The size is known from the header, so a bomb is refused before a pixel of it is decoded.
"""

from __future__ import annotations

import io
import struct
import zlib
from dataclasses import dataclass
from math import ceil

from PIL import Image, ImageOps, UnidentifiedImageError

MAX_BYTES = 10 * 1024 * 1024
MAX_PIXELS = 40_000_000
SIDE = 512  # the longest side of what is kept of a portrait
WIDE = 1_600  # of a photo in which people look for details: a sign, a form, a counter
_FORMATS = ("PNG", "JPEG", "WEBP")
# What Pillow raises on files that are cut off or made to do harm.
_BROKEN = (OSError, SyntaxError, ValueError, TypeError, KeyError, IndexError, EOFError, struct.error, zlib.error)


class Unusable(ValueError):
    """A picture that is not taken; the message is one sentence with the remedy."""


@dataclass(frozen=True)
class Picture:
    """A cleaned picture: its encoded bytes, their content type, and its size in pixels."""

    data: bytes
    content_type: str
    width: int
    height: int


def clean(data: bytes, side: int = SIDE) -> Picture:
    """Make a photo safe: PNG, JPEG or WebP of at most 10 MB and 40 megapixels, to WebP of at most `side` × `side` pixels.

    Raises `Unusable` for anything else. Of an animation the first picture is taken.
    """
    if not data:
        raise Unusable("This file is empty: choose another photo.")
    if len(data) > MAX_BYTES:
        raise Unusable(f"This photo has {len(data) / 1024 / 1024:.1f} MB, at most 10 are taken: save it smaller.")
    try:
        with Image.open(io.BytesIO(data), formats=_FORMATS) as image:
            _check_size(image.size)
            small = _upright_and_small(image, side)
    except Unusable:
        raise
    except Image.DecompressionBombError:
        raise _too_many_pixels() from None
    except UnidentifiedImageError:
        raise Unusable("This is no photo that can be read: choose a PNG, JPEG or WebP file.") from None
    except _BROKEN:
        raise Unusable("This photo is damaged: open it in another program, save it anew and try again.") from None
    out = io.BytesIO()
    small.save(out, "WEBP", quality=85, method=4)
    return Picture(out.getvalue(), "image/webp", *small.size)


def _check_size(size: tuple[int, int]) -> None:
    if size[0] * size[1] > MAX_PIXELS:
        raise _too_many_pixels(size[0] * size[1])
    if not all(size):
        raise Unusable("This photo has no pixels: choose another one.")


def _too_many_pixels(pixels: int = 0) -> Unusable:
    have = f"has {ceil(pixels / 1e6):,} megapixels" if pixels else "is far too large"
    return Unusable(f"This photo {have}, at most 40 are taken: save it smaller.")


def _upright_and_small(image: Image.Image, side: int) -> Image.Image:
    """A fresh image of the pixels alone, turned as its EXIF says, at most `side` long."""
    # A JPEG is decoded at a fraction of its size where that is enough: less work, less memory.
    image.draft("RGB", (side * 2, side * 2))
    image.load()
    upright = ImageOps.exif_transpose(image)
    if upright.mode.startswith("I"):  # 16 bits a pixel
        upright = upright.convert("I").point(lambda value: value / 256).convert("L")
    upright = upright.convert("RGBA" if "A" in upright.getbands() or "transparency" in upright.info else "RGB")
    upright.thumbnail((side, side), Image.Resampling.LANCZOS)
    fresh = Image.new(upright.mode, upright.size)
    fresh.paste(upright)
    return fresh
