"""The curve's points, its turns, and what is remembered of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.insights import emotion
from tests.journeys import view

VALUES = st.lists(st.integers(-30, 30).map(lambda n: n / 10), max_size=40)


def curve(*values):
    return [emotion.Point(f"c{i}", f"Card {i}", "s", i + 0.5, v) for i, v in enumerate(values)]


def test_points_run_by_stage_then_place_in_the_cell_then_lane_and_spread_evenly():
    map_ = view(
        {
            "First": {
                "action": [{"title": "a0", "feeling": 1}, {"title": "a1", "feeling": -1}],
                "touchpoint": [{"title": "t0", "feeling": 2}, {"title": "unfelt"}, {"title": "t2", "feeling": 0.5}],
            },
            "Second": {"touchpoint": []},
            "Third": {"touchpoint": [{"title": "end", "feeling": -3}]},
        }
    )
    found = emotion.points(map_, "rosa")
    assert [p.title for p in found] == ["a0", "t0", "a1", "t2", "end"]
    assert [p.x for p in found] == [0.125, 0.375, 0.625, 0.875, 2.5]


def test_a_curve_is_of_one_persona_and_one_source():
    map_ = view({"S": {"touchpoint": [{"title": "both", "feelings": {"Rosa": 1, "Tom": -2}}]}}, ("Rosa", "Tom"))
    assert [p.value for p in emotion.points(map_, "tom")] == [-2]
    assert emotion.points(map_, "tom", "reported") == []
    assert emotion.points(map_, None) == []


def test_reported_feelings_stand_in_where_nothing_is_predicted():
    map_ = view({"S": {"touchpoint": [{"title": "told", "feeling": 1, "source": "reported"}]}})
    assert [p.title for p in emotion.leading(map_)] == ["told"]
    assert emotion.leading(view({"S": {}}, ())) == []


def test_of_equal_extremes_the_later_counts():
    assert emotion.lowest(curve(-2, 1, -2, 1)).card == "c2"
    assert emotion.highest(curve(-2, 1, -2, 1)).card == "c3"
    assert emotion.lowest([]) is None


@pytest.mark.parametrize(
    ("values", "peak", "end", "remembered"),
    [
        ((0.6, -2.6, 2.7, 0.3), 2.7, 0.3, 1.5),
        ((-2, 2, 1), 2, 1, 1.5),  # equally far from neutral: the later
        ((2, -2, 1), -2, 1, -0.5),
        ((-1.2,), -1.2, -1.2, -1.2),
    ],
)
def test_peak_end_worked_examples(values, peak, end, remembered):
    found = emotion.peak_end(curve(*values))
    assert (found.peak.value, found.end.value) == (peak, end)
    assert found.remembered == pytest.approx(remembered)


def test_peak_end_of_nothing_is_nothing():
    assert emotion.peak_end([]) is None


@pytest.mark.parametrize(
    ("value", "text", "tone"),
    [
        (-2.6, "−2.6", "neg"),
        (1, "+1.0", "pos"),
        (0, "0", "neu"),
        (-0.04, "0", "neu"),
        (0.4, "+0.4", "neu"),
        (-0.5, "−0.5", "neg"),
    ],
)
def test_a_feeling_in_words(value, text, tone):
    assert emotion.show(value) == text
    assert emotion.tone(value) == tone


@pytest.mark.parametrize(
    ("values", "places"),
    [
        ((), []),
        ((0.2,), []),
        ((-1,), [0]),
        ((1, 1, 1), [2]),
        ((0.6, 1.1, -1, -2, 0.1, -0.7, -2.6, 2.7, 0.3), [1, 3, 6, 7]),
        ((1, 0.8, 1), [2]),  # a dent of 0.2 is no turn
        ((-1, 1, -1), [0, 1, 2]),
    ],
)
def test_turns(values, places):
    assert emotion.turns(values) == places


@given(VALUES)
def test_every_turn_is_worth_a_face(values):
    places = emotion.turns(values)
    assert places == sorted(set(places))
    assert all(emotion.tone(values[i]) != "neu" for i in places)
