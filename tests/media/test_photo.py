"""Photos: what is taken, what is refused with a sentence, and what is left of them."""

import io
import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, PngImagePlugin

from cxmap.media import MAX_BYTES, SIDE, Unusable, clean


def encoded(image, kind, **options):
    out = io.BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def opened(picture):
    return Image.open(io.BytesIO(picture.data))


def half_and_half(size=(80, 40)):
    image = Image.new("RGB", size, "red")
    image.paste("blue", (size[0] // 2, 0, size[0], size[1]))
    return image


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_photo_becomes_a_small_webp(kind):
    picture = clean(encoded(half_and_half((3000, 1500)), kind))
    image = opened(picture)
    assert (image.format, picture.content_type) == ("WEBP", "image/webp")
    assert image.size == (picture.width, picture.height) == (SIDE, SIDE // 2)


def test_a_small_photo_keeps_its_size():
    assert opened(clean(encoded(half_and_half(), "PNG"))).size == (80, 40)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_orientation_ends_upright(orientation):
    upright = half_and_half()
    turn = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }.get(orientation)
    stored = upright.transpose(turn) if turn is not None else upright
    exif = Image.Exif()
    exif[0x0112] = orientation
    image = opened(clean(encoded(stored, "JPEG", exif=exif, quality=95))).convert("RGB")
    assert image.size == (80, 40)
    assert image.getpixel((10, 20))[0] > 200
    assert image.getpixel((70, 20))[2] > 200


def test_no_metadata_survives():
    exif = Image.Exif()
    exif[0x010E] = "SECRET description"
    exif.get_ifd(0x8825)[1] = "N"
    exif.get_ifd(0x8825)[2] = (52.0, 22.0, 30.0)
    text = PngImagePlugin.PngInfo()
    text.add_text("Comment", "SECRET comment")
    for data in (
        encoded(half_and_half(), "JPEG", exif=exif, comment=b"SECRET"),
        encoded(half_and_half(), "PNG", exif=exif, pnginfo=text),
        encoded(half_and_half(), "WEBP", exif=exif, xmp=b"SECRET xmp"),
    ):
        picture = clean(data)
        assert b"SECRET" not in picture.data
        assert not opened(picture).getexif()
        assert set(opened(picture).info) <= {"loop", "background", "timestamp", "duration"}


def test_transparency_sixteen_bits_palettes_and_cmyk():
    clear = opened(clean(encoded(Image.new("RGBA", (8, 8), (255, 0, 0, 0)), "PNG")))
    assert clear.convert("RGBA").getpixel((4, 4))[3] == 0
    deep = opened(clean(encoded(Image.new("I;16", (8, 8), 32768), "PNG"))).convert("L")
    assert abs(deep.getpixel((4, 4)) - 128) <= 3
    assert opened(clean(encoded(half_and_half().quantize(4), "PNG"))).convert("RGB").getpixel((2, 2))[0] > 200
    assert opened(clean(encoded(Image.new("CMYK", (8, 8)), "JPEG"))).mode == "RGB"


def test_of_an_animation_the_first_picture_is_taken():
    frames = [Image.new("RGB", (8, 8), c) for c in ("red", "blue")]
    data = encoded(frames[0], "WEBP", save_all=True, append_images=frames[1:])
    image = opened(clean(data))
    assert image.n_frames == 1
    assert image.convert("RGB").getpixel((4, 4))[0] > 200


def png_of(width, height):
    """A PNG that claims a size and holds almost nothing."""

    def chunk(kind, body):
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(b"\0" * 1000)) + chunk(b"IEND", b"")


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "This file is empty: choose another photo."),
        (b"x" * (MAX_BYTES + 1), "This photo has 10.0 MB, at most 10 are taken: save it smaller."),
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "This is no photo that can be read: choose a PNG, JPEG or WebP file."),
        (png_of(8001, 5000), "This photo has 41 megapixels, at most 40 are taken: save it smaller."),
        (png_of(60_000, 60_000), "This photo is far too large, at most 40 are taken: save it smaller."),
        (
            encoded(half_and_half(), "JPEG")[:-300],
            "This photo is damaged: open it in another program, save it anew and try again.",
        ),
    ],
)
def test_refusals_say_what_to_do(data, sentence):
    with pytest.raises(Unusable) as refusal:
        clean(data)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize("kind", ["GIF", "BMP", "TIFF", "ICO"])
def test_other_kinds_of_picture_are_refused(kind):
    with pytest.raises(Unusable, match="PNG, JPEG or WebP"):
        clean(encoded(half_and_half((32, 32)), kind))


SEEDS = [encoded(half_and_half(), kind) for kind in ("PNG", "JPEG", "WEBP")]


@settings(deadline=None, max_examples=150)
@given(
    st.sampled_from(SEEDS), st.lists(st.tuples(st.integers(0, 10_000), st.integers(0, 255)), max_size=20), st.integers(0, 3000)
)
def test_damaged_files_are_taken_or_refused_but_never_break(seed, hits, cut):
    data = bytearray(seed[: max(1, len(seed) - cut % len(seed))])
    for place, value in hits:
        data[place % len(data)] = value
    try:
        kept = max(opened(clean(bytes(data))).size)
    except Unusable as refusal:
        sentence = str(refusal)
    else:
        sentence = f"{kept} px."
        assert kept <= SIDE
    assert sentence.endswith(".")
