"""The curve, the thumbnail and the tokens."""

import re
from pathlib import Path
from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.documents import curve, tokens
from cxmap.documents.thumbnail import HEIGHT, PAD_Y, thumbnail

CSS = Path(__file__).parents[2] / "cxmap/board/static/css/tokens.css"
VALUES = st.lists(st.integers(-30, 30).map(lambda n: n / 10), min_size=1, max_size=30)


@given(VALUES, st.floats(0.01, 50))
def test_the_curve_meets_its_points_and_never_overshoots(values, step):
    points = [(i * step, v) for i, v in enumerate(values)]
    line = curve.samples(points, 12)
    for i, (x, y) in enumerate(line):
        before, after = points[i // 12], points[min(-(-i // 12), len(points) - 1)]
        assert min(before[1], after[1]) - 1e-9 <= y <= max(before[1], after[1]) + 1e-9
        assert before[0] - 1e-9 <= x <= after[0] + 1e-9
    for i, point in enumerate(points):
        assert line[i * 12] == pytest.approx(point, abs=1e-9)


def test_short_curves():
    assert curve.path([]) == ""
    assert curve.path([(1, 2)]) == "M1 2h0"
    assert curve.path([(0, 0), (3, 3)]) == "M0 0C1 1 2 2 3 3"
    assert curve.samples([]) == []


@pytest.mark.parametrize(("value", "text"), [(1, "1"), (-0.001, "0"), (1234567.125, "1234567.12"), (0.5, "0.5"), (100, "100")])
def test_coordinates(value, text):
    assert curve.number(value) == text


@given(VALUES)
def test_a_thumbnail_is_well_formed_and_keeps_the_scale(values):
    points = [(i + 0.5, v) for i, v in enumerate(values)]
    svg = thumbnail(points, len(points), range(len(points)), tokens.LIGHT)
    root = ElementTree.fromstring(svg)
    centres = [float(c.get("cy")) for c in root.iter("{http://www.w3.org/2000/svg}circle") if c.get("r") == "9"]
    unit = (HEIGHT - 2 * PAD_Y) / 6
    assert centres == pytest.approx([PAD_Y + (3 - v) * unit for v in values], abs=0.006)


def test_an_empty_thumbnail_has_only_its_neutral_line():
    svg = thumbnail([], 0, [], tokens.DARK)
    assert svg.count("<path") == 1


@pytest.mark.parametrize(("theme", "selector"), [(tokens.LIGHT, ".cx {"), (tokens.DARK, ".cx[data-theme=")])
def test_tokens_are_those_of_the_board(theme, selector):
    block = CSS.read_text("utf-8").split(selector, 1)[1].split("\n}", 1)[0]
    css = dict(re.findall(r"--(\w+):\s*(#[0-9A-Fa-f]{6})", block))
    for name, value in vars(theme).items():
        board = re.sub(r"_(\w)", lambda m: m[1].upper(), name)
        assert css[board].upper() == value, board
