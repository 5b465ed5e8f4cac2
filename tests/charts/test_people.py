"""The curves of several personas on one journey: what Plotly itself accepts, told apart without colour, no text as markup."""

from __future__ import annotations

from itertools import pairwise

import plotly.graph_objects as go
import pytest

from cxmap.charts import people
from cxmap.documents.tokens import DARK, LIGHT
from cxmap.insights.personas_compared import curves
from tests.journeys import view

NASTY = '<a href="javascript:alert(1)">x</a>'
FOUR = ("Rosa", "Tom", "Ann", "Bob")
MAP = view(
    {
        NASTY: {"touchpoint": [{"title": NASTY, "feelings": {"Rosa": 1, "Tom": -2, "Ann": 1.1, "Bob": 1.2}}]},
        "": {"touchpoint": [{"title": "Bill", "feelings": {"Rosa": 2, "Ann": 2, "Bob": 2}}]},
    },
    FOUR,
)
NONE = view({"One": {"touchpoint": [{"title": "Letter"}]}})


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
@pytest.mark.parametrize(
    "found", [curves(MAP, [n.lower() for n in FOUR]), curves(NONE, ["rosa", "nobody"])], ids=["four", "none"]
)
def test_plotly_itself_finds_nothing_wrong_and_no_text_is_markup(found, theme):
    figure = people.figure(found, [*FOUR[:3], NASTY][: len(found.curves)], theme)
    assert go.Figure(figure.to_dict()).to_plotly_json() == figure.to_plotly_json()
    assert "<a" not in str(figure.to_dict())


def test_lines_are_told_apart_without_colour_and_their_names_do_not_cover_each_other():
    figure = people.figure(curves(MAP, [n.lower() for n in FOUR]), FOUR, LIGHT)
    lines = [trace for trace in figure.data if trace.mode == "lines"]
    assert len({trace.line.dash for trace in lines}) == 4
    names = sorted(a.y for a in figure.layout.annotations)
    assert all(above - below >= 0.5 for below, above in pairwise(names))
    assert figure.layout.yaxis.range == (-3.4, 3.4)
