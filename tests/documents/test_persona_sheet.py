"""The sheet for the wall: what is left out is said, long and empty personas fit one page, and nobody's text is markup."""

from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from cxmap.documents import persona_pdf
from cxmap.documents.avatar import portrait
from cxmap.documents.persona_sheet import STEPS, Group, Journey, Line, Scale, Sheet, columns, cut, missing, shortened
from cxmap.documents.thumbnail import thumbnail
from cxmap.documents.tokens import LIGHT

BARE = Sheet("Ann", "", "", portrait("hair=bun"), "#E0EDE9", first=[Group(t, []) for t in ("Goals", "Needs", "Frustrations")])


def lines(count, text="Waits for a letter"):
    return [Line(f"{text} {i}", ("assumed", "observed", "measured")[i % 3]) for i in range(count)]


def full(count, text="Waits for a letter", paragraphs=4):
    return Sheet(
        "Ann Nguyen-Østergaard",
        "41, nurse · Families",
        "Nobody told me.",
        portrait("hair=curls"),
        "#E0EDE9",
        [("When it rings, ", False), ("I want to know who", True), (".", False)],
        [Group(t, lines(count, text)) for t in ("Goals", "Needs", "Frustrations")],
        [Group(t, lines(count, text)) for t in ("Motivations", "Behaviours")],
        [Group(t, lines(2, text)) for t in ("Says", "Thinks", "Does", "Feels")],
        [Scale("Patience", 30, "observed", "Little", "Much")] * count,
        [Scale("Phone", None if i % 2 else 70, "assumed") for i in range(count)],
        "A day with Ann",
        "\n\n".join(["She waits. " * 20] * paragraphs),
        Journey("A visit", thumbnail([(0.5, 1), (1.5, -2)], 2, [1], LIGHT), "−2.0 Bill", "+1.0 Letter", ["Waits"]),
        "Research-based",
        False,
        "9 of 14 statements observed or measured: 64 %.",
    )


def picture(data):
    with Image.open(io.BytesIO(data)) as image:
        image.load()
        return image


@pytest.mark.parametrize("paper", persona_pdf.SIZES)
@pytest.mark.parametrize(
    "sheet", [BARE, full(4), full(30, "A long statement that goes on and on " * 8, 40)], ids=["empty", "usual", "long"]
)
def test_whatever_is_known_it_is_one_page(sheet, paper):
    less, zoom = persona_pdf.fitted(sheet, paper)
    assert len(persona_pdf._compile(less, paper, "png", 18, zoom)) == 1
    size = picture(persona_pdf.png(sheet, paper, 36)).size
    assert size == {"a4": (298, 421), "a3": (421, 595)}[paper]
    assert persona_pdf.pdf(sheet, paper).startswith(b"%PDF")


def test_little_is_set_large_and_much_says_what_is_missing():
    _, zoom = persona_pdf.fitted(BARE, "a4")
    assert zoom > 1
    less, zoom = persona_pdf.fitted(full(30), "a4")
    assert zoom < 1
    assert missing(less).startswith("Not on this sheet for want of room: some statements")
    assert missing(BARE) == ""


def test_text_is_never_markup_and_a_photo_takes_the_place_of_the_portrait():
    out = io.BytesIO()
    Image.new("RGB", (60, 40), (200, 30, 30)).save(out, "WEBP", lossless=True)
    nasty = '#panic("x") $1$ *a* _b_ <c> @d \\ `e` \ufffe \ud800'
    sheet = replace(full(2, nasty), name=nasty, quote=nasty, picture=out.getvalue(), story=nasty)
    image = picture(persona_pdf.png(sheet, "a4", 36)).convert("RGB")
    assert image.getpixel((50, 50)) == (200, 30, 30)


@given(st.integers(0, 40), st.integers(0, STEPS - 1))
def test_what_is_not_shown_is_counted(count, step):
    sheet = full(count)
    less = shortened(sheet, step)
    for before, after in zip(sheet.first, less.first, strict=True):
        assert len(after.lines) + after.more == len(before.lines)
    assert len(less.scales) + less.more_scales == len(sheet.scales)
    assert len(less.channels) + less.more_channels == len(sheet.channels)
    whole = replace(less, left_out=()) == sheet
    assert bool(missing(less)) is not whole


def test_each_step_holds_less():
    sheets = [shortened(full(12, "A statement of some length " * 14, 30), step) for step in range(STEPS)]
    sizes = [sum(len(line.text) for g in s.first for line in g.lines) + len(s.story) for s in sheets]
    assert sizes == sorted(sizes, reverse=True)


@given(st.text(min_size=1, max_size=200), st.integers(10, 100))
def test_a_cut_is_seen(text, most):
    short = cut(text, most)
    assert len(short) <= most
    assert (short == text) is not (short.endswith("…") and short != text)


def test_a_story_has_two_columns_of_about_the_same_length():
    assert columns("") == columns(" \n ") == []
    assert columns("One") == [["One"]]
    assert columns("One\n\nTwo\n" + "Three" * 30) == [["One", "Two"], ["Three" * 30]]
