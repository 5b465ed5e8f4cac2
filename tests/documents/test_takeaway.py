"""The takeaway: self-contained, harmless whatever people wrote, complete, and made for any size of map."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from html.parser import HTMLParser
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from cxmap.documents import takeaway_map
from cxmap.documents.takeaway import Section, Table, Takeaway
from cxmap.documents.takeaway_html import html
from cxmap.documents.takeaway_marks import bar, dots, matrix
from cxmap.documents.takeaway_pdf import pdf, pictures
from cxmap.documents.tokens import ADAPTIVE, LIGHT
from tests.journeys import large, view

HOSTILE = (
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "</style></title></svg><iframe src=//evil.example>",
    '" onload="alert(1)" x="',
    '#panic() #read("/etc/passwd") $x$ *b* `c` @ref <label> \\',
    "&lt;b&gt; &amp; \ufffe \uffff",
    "line\nbreak",
    "日本語 العربية ไทย 👩‍👩‍👧",
    "x" * 500,
)
ELEMENTS = {
    *("html", "head", "meta", "title", "style", "body", "main", "header", "footer", "section", "p", "h1", "h2", "dl", "div"),
    *("dt", "dd", "ul", "li", "table", "thead", "tbody", "tr", "th", "td", "br", "svg", "path", "rect", "circle", "text"),
    *("defs", "lineargradient", "stop", "clippath", "g"),
}


class Seen(HTMLParser):
    """Which elements and attributes a file has."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: set[str] = set()
        self.attributes: set[str] = set()
        self.addresses: list[str] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.add(tag)
        self.attributes |= {name for name, _ in attrs}
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href", "action", "data")]

    def handle_data(self, data: str) -> None:
        self.text += data


def seen(text: str) -> Seen:
    parser = Seen()
    parser.feed(text)
    parser.close()
    return parser


def of(text: str, t=ADAPTIVE) -> Takeaway:
    """A takeaway in which every text is this one."""
    map_ = view(
        {text[:120]: {"touchpoint": [{"title": text[:500], "feeling": -2}], "emotion": [], "pain": [{"title": text[:500]}]}}
    )
    curve = [(0.5, -2.0)]
    table = Table(
        (text, text), [(text, bar(3, 9, 1, 5, t, text)), (text, dots([(-3, 2), (2, 9)], 1, t, text))], right=frozenset({1})
    )
    sections = [
        Section(text, text, text, (text, text)),
        Section(text, picture=matrix([(8, 2, "1")], t, text), table=table),
        Section(text, empty=text),
    ]
    whole = takeaway_map.draw(map_, curve, t, text)
    parts = takeaway_map.pages(map_, curve, t, text)
    return Takeaway(text, text, text, ((text, text),), text, sections, text, text, whole, parts, text)


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_wrote_stays_text_in_html(text: str) -> None:
    page = html(of(text))
    found = seen(page)
    assert found.elements <= ELEMENTS, found.elements - ELEMENTS
    assert not any(name.startswith("on") for name in found.attributes)
    assert found.addresses == []
    assert "script" not in found.elements


@pytest.mark.parametrize("text", HOSTILE)
def test_what_people_wrote_stays_text_in_pdf(text: str) -> None:
    assert pdf(of(text, LIGHT)).startswith(b"%PDF-")


@given(st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=40))
@settings(max_examples=60, deadline=None)
def test_any_text_makes_a_drawing_that_is_well_formed(text: str) -> None:
    for picture in of(text, LIGHT).parts:
        ElementTree.fromstring(picture.svg)
    assert seen(html(of(text))).elements <= ELEMENTS


def test_the_file_asks_for_nothing() -> None:
    page = html(of("Plain"), b"wOF2")
    assert "default-src 'none'" in page
    assert re.findall(r"url\((?!data:font/woff2;base64,|#)", page) == []
    assert "@import" not in page
    assert re.findall(r"https?://(?!www\.w3\.org/2000/svg)", page) == []


def test_the_drawing_is_that_of_the_layout() -> None:
    map_ = view(
        {
            "Waiting": {
                "touchpoint": [{"title": "Letter", "evidence": "measured", "moment": "first"}],
                "emotion": [],
                "pain": [{"title": "Silence", "severity": 2}],
            },
            "Arriving": {"touchpoint": [{"title": "Signs", "evidence": "observed"}]},
        }
    )
    drawn = takeaway_map.draw(map_, [(0.5, -2.0), (1.5, 1.0)], LIGHT, "A map")
    root = ElementTree.fromstring(drawn.svg)
    texts = ["".join(node.itertext()) for node in root.iter("{http://www.w3.org/2000/svg}text")]
    for said in ("1  Waiting", "2  Arriving", "Letter", "Silence", "Signs", "Touchpoints", "Emotion", "+3", "−3"):
        assert said in texts
    assert drawn.svg.count('stroke-dasharray="4 3"') == 1  # only the pain is assumed
    assert drawn.svg.count(f'fill="{LIGHT.star}"') == 1
    bars = re.findall(rf'stroke="{LIGHT.neg}" fill="([^"]+)"', drawn.svg)
    assert bars == [LIGHT.neg, LIGHT.neg, "none"]
    assert drawn.svg.count("<circle") == 2


def test_a_wide_map_is_cut_evenly_and_numbers_go_on() -> None:
    map_ = large(9, 1)
    parts = takeaway_map.pages(map_, [(x + 0.5, 1.0) for x in range(9)], LIGHT, "A map", most=7)
    assert len(parts) == 2
    assert "1  Stage 1" in parts[0].svg
    assert "5  Stage 5" in parts[0].svg
    assert "6  Stage 6" not in parts[0].svg
    assert "6  Stage 6" in parts[1].svg
    assert "9  Stage 9" in parts[1].svg
    assert takeaway_map.pages(replace(map_, stages=[], cards=[]), [], LIGHT, "") == []


def test_three_thousand_cards() -> None:
    map_ = large(20, 17)
    assert len(map_.cards) >= 3_000
    curve = [(x / 17, 0.0) for x in range(340)]
    whole = takeaway_map.draw(map_, curve, LIGHT, "A large map")
    parts = takeaway_map.pages(map_, curve, LIGHT, "A large map")
    rows = [("A long text about what was done " * 12, "12")] * 60
    section = Section("Votes", table=Table(("What", "Votes"), rows, right=frozenset({1})))
    made = Takeaway("Large", "J", "Today", (("Cards", "3,060"),), "", [section], "The map", "", whole, parts, "cxmap")
    assert len(html(made)) < 3_000_000
    assert pdf(made).startswith(b"%PDF-")


def test_the_pages_of_the_pdf_can_be_looked_at() -> None:
    pages = pictures(of("Plain", LIGHT), 40)
    assert len(pages) == 2
    text, map_ = (Image.open(io.BytesIO(page)).convert("L") for page in pages)
    assert text.width < text.height  # A4 upright
    assert map_.width > 600  # as wide as A3
    for page in (text, map_):  # something is on them
        assert page.getextrema()[0] < 60
        assert page.getextrema()[1] == 255


def test_marks_keep_inside_their_box() -> None:
    assert 'x2="' not in bar(0, 0, None, None, LIGHT, "").svg
    wide = bar(5, 5, 0, 500, LIGHT, "").svg
    assert max(float(x) for x in re.findall(r"[MH](\d+(?:\.\d+)?)", wide)) <= 180
    many = dots([(0, 400)], 0, LIGHT, "")
    assert min(float(y) for y in re.findall(r'cy="(-?[\d.]+)"', many.svg)) >= 0
    assert dots([], 0, LIGHT, "").svg.count("<circle") == 0
