"""The poster: one page whatever is asked, and what people wrote is text."""

from __future__ import annotations

import re
from io import BytesIO

import pytest
from PIL import Image

from cxmap.documents.idea_poster import Poster, poster

QR = "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 10 10'><path d='M0 0h10v10z'/></svg>"
SHORT = Poster("Corridor", "What hurts?", "192.168.1.5:8501/join", "K7MQ 3WXT", QR, "The code holds until 22 Nov 2027.")
LONG = Poster("T" * 120, "W " * 300, "https://ideas.hospital.example.org:8501/maps/join", "K7MQ 3WXT", QR)
HOSTILE = Poster('#read("/etc/passwd")', "*bold* $x$ <b> \\ #import \x00 مرحبا\n\n日本", "a/join", "K7MQ 3WXT", QR)


def pages(pdf: bytes) -> int:
    return max(int(n) for n in re.findall(rb"/Count (\d+)", pdf))


@pytest.mark.parametrize("says", [SHORT, LONG, HOSTILE, Poster("Only a title", "", "a/join", "K7MQ 3WXT", QR)])
@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_it_is_one_page(says, paper):
    made = poster(says, "pdf", paper)
    assert made.startswith(b"%PDF-")
    assert pages(made) == 1


@pytest.mark.parametrize(("paper", "size"), [("a4", (210, 297)), ("a3", (297, 420))])
def test_it_has_the_size_of_its_paper(paper, size):
    found = Image.open(BytesIO(poster(SHORT, "png", paper, ppi=25.4))).size
    assert found == pytest.approx(size, abs=1)


def test_as_svg_it_stands_alone():
    made = poster(SHORT, "svg").decode()
    assert made.startswith("<svg")
    assert "http://" not in made.replace("http://www.w3.org/", "")
