"""The swimlane figure: what it says, what it shows, and that no text becomes markup."""

import re

import plotly.graph_objects as go
import pytest

from cxmap.charts.swimlane import swimlane
from cxmap.documents.tokens import DARK, LIGHT
from tests.journeys import large, view


def traces(figure):
    return {trace.name: trace for trace in figure.data}


def hospital():
    return view(
        {
            "Waiting": {
                "touchpoint": [{"title": "Letter", "feelings": {"Rosa": 1.1, "Tom": 0}, "evidence": "measured"}],
                "emotion": [],
                "pain": [{"title": "Silence", "severity": 3}],
            },
            "Arriving": {
                "touchpoint": [{"title": "Signs", "feelings": {"Rosa": -2.6, "Tom": -1}, "moment": "make_or_break"}],
                "frontstage": [{"title": "Volunteer"}],
            },
        },
        ("Rosa", "Tom"),
    )


def test_the_title_is_the_finding():
    figure = swimlane(hospital(), LIGHT)
    assert figure.layout.title.text == "Lowest at “Signs” (−2.6)"
    assert figure.layout.title.subtitle.text == "A visit: 2 stages, 4 cards; the curve shows Rosa, Tom"


def test_cards_stages_lanes_curves_and_marks_are_drawn():
    found = traces(swimlane(hospital(), LIGHT))
    assert set(found["Cards"].text) == {"Letter", "Signs", "Silence", "Volunteer"}
    assert [re.sub("<.*?>", "", t) for t in found["Stages"].text] == ["1  Waiting", "2  Arriving"]
    assert len(found["Feelings"].x) == 2
    assert len(found["Peaks and troughs"].x) == 2
    assert len(found["Moments of truth"].x) == 1
    assert found["Tom"].line.dash == "dash"
    assert "Severity 3 of 3" in next(t for t in found["About the cards"].hovertext if "Silence" in t)


def test_axes_are_the_pixels_of_the_layout():
    figure = swimlane(large(6, 2), DARK)
    width = figure.layout.width - figure.layout.margin.r
    height = figure.layout.height - figure.layout.margin.t - figure.layout.margin.b
    assert figure.layout.xaxis.range[1] == pytest.approx(width, abs=1)
    assert figure.layout.yaxis.range[0] == pytest.approx(height, abs=1)
    assert figure.layout.paper_bgcolor == DARK.bg


def test_the_curve_has_the_colour_of_its_feeling_everywhere():
    found = traces(swimlane(hospital(), LIGHT))
    assert found["Feeling pos"].line.color == LIGHT.pos_fill
    assert found["Feeling neg"].line.color == LIGHT.neg_fill
    assert len(found["Feeling neu"].x) > 1


def test_no_text_becomes_markup():
    nasty = '<a href="javascript:alert(1)">x</a><b>%{x}'
    figure = swimlane(view({nasty: {"touchpoint": [{"title": nasty, "feeling": 1}], "emotion": []}}, title=nasty), LIGHT)
    assert "<a" not in figure.to_json()
    assert "hovertemplate" not in {k for trace in figure.data for k in trace.to_plotly_json()}


@pytest.mark.parametrize("map_", [view({}, ()), view({"Only a stage": {}}), view({"S": {"pain": []}}, ())])
def test_a_map_with_little_on_it_is_drawn_all_the_same(map_):
    swimlane(map_, LIGHT).to_json()


@pytest.mark.parametrize("map_", [hospital(), large(6, 2), view({}, ())])
def test_plotly_itself_finds_nothing_wrong(map_):
    figure = swimlane(map_, DARK)
    assert go.Figure(figure.to_dict()).to_plotly_json() == figure.to_plotly_json()


def test_many_cards_take_few_drawn_elements():
    figure = swimlane(large(11, 3), LIGHT)
    assert len(figure.layout.shapes) < 60
    assert len(traces(figure)["Cards"].x) == 297
