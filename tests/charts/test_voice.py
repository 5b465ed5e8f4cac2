"""The charts of feedback and of predictions: what Plotly itself accepts, the same scale always, no text as markup."""

from __future__ import annotations

from datetime import date

import plotly.graph_objects as go
import pytest

from cxmap.charts import forecast as guess
from cxmap.charts import voice as charts
from cxmap.documents.tokens import DARK, LIGHT
from cxmap.insights import voice
from cxmap.insights.forecast import Line, Predicted
from cxmap.insights.voice import Heat, Slot, Spoken

NASTY = '<a href="javascript:alert(1)">x</a>'
SERIES = [Slot(date(2026, 1, 1), 4, 3, -0.8), Slot(date(2026, 2, 1), 0, 0, None), Slot(date(2026, 3, 1), 30, 30, 0.7)]
THEMES = {"a": SERIES, "b": [Slot(s.start, s.count + 1, 0, None) for s in SERIES], "": SERIES}
NAMES = {"a": "Late fees", "b": NASTY}
LINES = [
    Line("c0", NASTY, "s", Predicted(4.0, 0.5, 3), Predicted(4.0, None, 1), 2.0, 5.0, 12, "survey"),
    Line("c1", "Call", "s", Predicted(2.0, None, 1), None, 2.0, None, None, ""),
    Line("c2", "Nothing known", "s"),
    Line("c3", "Real only", "s", None, None, 4.4),
]
FIGURES = [
    lambda t: charts.volume(SERIES, "month", t),
    lambda t: charts.sentiment(SERIES, "month", t),
    lambda t: charts.themes(THEMES, NAMES, "month", t),
    lambda t: charts.heat(Heat(("a", "b"), ("phone", ""), ((3, 0), (1, 12))), NAMES, {"phone": "Phone"}, t),
    lambda t: charts.spoken([Spoken("c0", NASTY, 3, 2, -0.5), Spoken("c1", "B", 1, 0, None)], t),
    lambda t: guess.gaps(LINES, t),
    lambda t: guess.gaps([], t),
    lambda t: charts.volume([], "day", t),
]


@pytest.mark.parametrize("draw", FIGURES, ids=range(len(FIGURES)))
@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_plotly_itself_finds_nothing_wrong_and_no_text_is_markup(draw, theme):
    figure = draw(theme)
    assert go.Figure(figure.to_dict()).to_plotly_json() == figure.to_plotly_json()
    assert "<a" not in figure.to_json()


def test_sentiment_is_always_drawn_from_minus_one_to_one_and_few_items_are_hollow():
    figure = charts.sentiment(SERIES, "month", LIGHT)
    assert figure.layout.yaxis.range == (-1.08, 1.08)
    assert list(figure.data[1].marker.color) == [LIGHT.bg, LIGHT.pos_fill]
    assert list(figure.data[1].marker.line.color) == [LIGHT.neg_fill, LIGHT.pos_fill]
    assert figure.data[0].y[1] is None


def test_a_mark_says_which_items_it_stands_for():
    bars = charts.volume(SERIES, "month", LIGHT).data[0].customdata
    assert dict(bars[0]) == {"since": "2026-01-01", "until": "2026-01-31"}
    rows = charts.themes(THEMES, NAMES, "month", LIGHT).data
    assert dict(rows[0].customdata[2]) == {
        "theme": rows[0].customdata[0]["theme"],
        "since": "2026-03-01",
        "until": "2026-03-31",
    }
    cells = charts.heat(Heat(("a",), ("phone", "post"), ((3, 0),)), NAMES, {}, LIGHT).data[0]
    assert [dict(c) for c in cells.customdata] == [{"theme": "a", "channel": "phone"}], "an empty cell is no mark"


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_the_ramp_ends_where_the_visual_rules_say_and_text_on_it_can_be_read(theme):
    assert charts.ramp(0, theme) == ("#FCEFE6" if theme is LIGHT else "#33211A")
    assert charts.ramp(0.5, theme) == ("#DB6A2A" if theme is LIGHT else "#8C421A")
    assert charts.ramp(1, theme) == ("#8A2D06" if theme is LIGHT else "#F7A06B")
    for step in range(101):
        fill = charts.ramp(step / 100, theme)
        assert contrast(fill, charts.on(fill)) >= 4.5, fill


def contrast(one, other):
    def light(colour):
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        a, b, c = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * a + 0.7152 * b + 0.0722 * c

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def test_predictions_stand_on_one_scale_with_their_gap_in_words():
    figure = guess.gaps(LINES, LIGHT)
    assert figure.layout.xaxis.range == (0.9, 5.1)
    assert [a.text for a in figure.layout.annotations] == ["<b>+2.0</b> too rosy", "<b>0.0</b> as it is"]
    assert len(figure.layout.yaxis.ticktext) == 3, "what nothing is known of is left out"


# ---- what they say


def rows(*values, by="month"):
    return [{by: day, "count": count, "judged": judged, "mean": mean} for day, count, judged, mean in values]


def test_periods_without_anything_are_there_and_undated_items_are_not():
    found = voice.slots(rows(("2026-01", 4, 0, None), ("2026-03", 2, 1, 0.5), ("", 9, 0, None)), "month")
    assert [(s.start.month, s.count) for s in found] == [(1, 4), (2, 0), (3, 2)]
    assert voice.undated(rows(("", 9, 0, None)), "month") == 9
    assert voice.slots([], "day") == []
    long = voice.slots(rows(("0001-01", 1, 0, None), ("9999-12", 1, 0, None)), "month")
    assert [s.start.year for s in long] == [1, 9999]


@pytest.mark.parametrize(
    ("first", "last", "unit"),
    [("2026-01-01", "2026-02-01", "day"), ("2026-01-01", "2026-12-31", "week"), ("2012-01-01", "2026-01-01", "month")],
)
def test_the_unit_follows_the_span(first, last, unit):
    assert voice.unit(date.fromisoformat(first), date.fromisoformat(last)) == unit


def test_a_few_old_items_do_not_press_the_others_into_a_corner():
    old = [{"day": "2012-01-01", "count": 1}, {"day": "", "count": 7}]
    new = [{"day": f"2023-07-{day:02}", "count": 10} for day in range(1, 31)]
    assert voice.span([*old, *new]) == (date(2023, 7, 1), date(2023, 7, 30), 1)
    assert voice.span(new) == (date(2023, 7, 1), date(2023, 7, 30), 0)
    assert voice.span([*old, *new[:4]]) == (date(2012, 1, 1), date(2023, 7, 4), 0), "of 41 items each counts"
    assert voice.span([{"day": "2012-01-01", "count": 200}, *new]) == (date(2012, 1, 1), date(2023, 7, 30), 0)
    assert voice.span(old[1:]) is None


def test_volume_and_sentiment_in_a_sentence():
    assert voice.volume(SERIES, "month") == "Most was said in March 2026: 30 of 34 items."
    assert voice.volume(SERIES[:1], "month") == "All 4 items are from January 2026."
    assert voice.volume([], "month") == "Nothing was said in this time."
    assert voice.sentiment(SERIES[1:2], "month").startswith("No item has a sentiment")
    few = "It sounds positive on the whole: mean +0.56 of 33 judged items."
    assert voice.sentiment(SERIES, "month") == few, "three judged items are no earlier time"
    firm = [Slot(date(2026, 1, 1), 25, 25, 0.4), Slot(date(2026, 2, 1), 25, 25, 0.1)]
    assert voice.sentiment(firm, "month") == "It sounds more negative since February 2026: +0.10 after +0.40."


def test_the_mean_counts_each_item_once_not_each_month():
    assert voice.mean([Slot(date(2026, 1, 1), 1, 1, 1.0), Slot(date(2026, 2, 1), 3, 3, -1.0)]) == (-0.5, 4)
    assert voice.mean([]) == (None, 0)


def test_a_theme_that_grew_is_named_where_both_times_are_firm():
    early, late = date(2026, 1, 1), date(2026, 2, 1)
    series = {
        "a": [Slot(early, 5, 0, None), Slot(late, 25, 0, None)],
        "b": [Slot(early, 25, 0, None), Slot(late, 25, 0, None)],
    }
    said = voice.themes(series, {"a": "Late fees", "b": "Post"}, "month")
    assert said == "“Late fees” grew by 33\u00a0% of all that was said since February 2026."
    assert voice.themes({"": series["a"]}, {}, "month") == "No item is in a theme yet."
    assert "is the largest theme: 4 of 4" in voice.themes({"a": SERIES[:2]}, {"a": "Late fees"}, "month")


def test_heat_has_the_largest_first_and_no_channel_last():
    cells = [
        {"theme": "a", "channel": "", "count": 50},
        {"theme": "a", "channel": "phone", "count": 2},
        {"theme": "b", "channel": "post", "count": 3},
        {"theme": "gone", "channel": "post", "count": 9},
    ]
    found = voice.heat(cells, {"a": "A", "b": "B"})
    assert found == Heat(("a", "b"), ("post", "phone", ""), ((0, 2, 50), (3, 0, 0)))
    assert voice.heat_finding(found, {"a": "A", "b": "B"}, {"post": "Post"}) == "Most meet at “B” by post: 3 items."
    assert "names its channel" in voice.heat_finding(voice.heat([], {}), {}, {})


def test_what_is_evidence_is_counted_with_its_judged_items():
    found = voice.spoken({"x": [0.5, None, -1.0], "y": [None], "gone": [0.1], "z": []}, {"x": "X", "y": "Y", "z": "Z"})
    assert found == [Spoken("x", "X", 3, 2, -0.25), Spoken("y", "Y", 1, 0, None)]
    assert voice.spoken_finding(found, "touchpoint") == "“X” has 3 of 4 linked items."
    level = voice.spoken({"x": [0.5], "y": [None]}, {"x": "X", "y": "Y"})
    assert voice.spoken_finding(level, "touchpoint") == "2 linked items: 2 touchpoints have 1 each, and none more."
    assert voice.spoken_finding([], "channel") == "No item is evidence of a channel yet."
