"""Places between two ends: every disc is there, none covers another, none leaves the picture."""

from itertools import pairwise
from xml.etree import ElementTree

from hypothesis import given
from hypothesis import strategies as st

from cxmap.documents import axis
from cxmap.documents.tokens import LIGHT

SVG = "{http://www.w3.org/2000/svg}"


@given(st.lists(st.none() | st.floats(0, 100), max_size=4))
def test_discs_stand_beside_each_other(values):
    root = ElementTree.fromstring(axis.axis(values, LIGHT))
    discs = sorted(float(c.get("cx")) for c in root.iter(f"{SVG}circle") if float(c.get("r")) == axis.R)
    assert len(discs) == sum(v is not None for v in values)
    assert all(b - a >= 2 * axis.R for a, b in pairwise(discs))
    assert all(axis.R <= x <= axis.WIDTH - axis.R for x in discs)
    places = sorted(float(c.get("cx")) for c in root.iter(f"{SVG}circle") if float(c.get("r")) == 4)
    room = axis.WIDTH - 2 * axis.PAD
    there = sorted(v for v in values if v is not None)
    assert all(abs(x - axis.PAD - v / 100 * room) < 0.01 for x, v in zip(places, there, strict=True))
