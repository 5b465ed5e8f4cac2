"""The chart of a KPI's readings: lines for baseline and target, a panel for each method and scale, no text as markup."""

from datetime import date, timedelta
from itertools import pairwise

import plotly.graph_objects as go
import pytest

from cxmap.charts.measures import readings
from cxmap.documents.tokens import DARK, LIGHT
from cxmap.insights.measures import status
from tests.journeys import record

TODAY = date(2026, 11, 22)


def found(rows, **fields):
    measure = record("measure", "m1", **{"journey": "j", "name": "NPS", "order": "a0", **fields})
    there = [
        record("reading", f"r{i}", journey="j", measure="m1", date=day, value=value, method=method, scale=scale, note=note)
        for i, (day, value, method, scale, note) in enumerate(rows)
    ]
    return status(measure, there, TODAY)


def row(day, value, method="number", scale=None, note=""):
    return day, value, method, scale, note


NPS = [row("2026-01-01", 20, "nps", "0-10"), row("2026-02-01", 31, "nps", "0-10")]
MANY = [row((date(1990, 1, 1) + timedelta(i)).isoformat(), i % 97) for i in range(10_000)]
CASES = [
    found(NPS, method="nps", target=40, baseline=20),
    found(NPS[:1], method="nps"),
    found([row("2026-01-01", 0)], target=0, baseline=0),
    found(NPS, method="csat", target=80),
    found([*NPS, row("2026-03-01", 70, "csat", "1-5"), row("2026-02-15", 3)], method="nps", target=30),
    found(MANY, target=50),
]


@pytest.mark.parametrize("case", CASES, ids=range(len(CASES)))
def test_plotly_itself_finds_nothing_wrong(case):
    figure = readings(case, DARK)
    assert go.Figure(figure.to_dict()).to_plotly_json() == figure.to_plotly_json()


def test_baseline_and_target_are_lines_with_their_words():
    figure = readings(CASES[0], LIGHT)
    assert [(s.y0, s.line.dash) for s in figure.layout.shapes] == [(40, "solid"), (20, "dash")]
    assert [a.text for a in figure.layout.annotations] == ["Target ≥ +40", "Baseline +20"]
    low, high = figure.layout.yaxis.range
    assert low < 20
    assert high > 40


def test_lines_that_are_close_do_not_write_over_each_other():
    figure = readings(found(NPS, method="nps", target=30, baseline=30.5), LIGHT)
    assert [a.yshift for a in figure.layout.annotations] == [-9, 9]
    same = readings(found(NPS, method="nps", target=30, baseline=30), LIGHT)
    assert [a.yshift for a in same.layout.annotations] == [9, -9]


def test_methods_and_scales_have_panels_of_their_own():
    figure = readings(CASES[4], LIGHT)
    assert [t.name for t in figure.data if t.name != "Last reading"] == [
        "NPS, asked from 0 to 10",
        "CSAT, asked from 1 to 5",
        "Plain number",
    ]
    assert len({t.yaxis for t in figure.data}) == 3
    domains = [figure.layout.yaxis.domain, figure.layout.yaxis2.domain, figure.layout.yaxis3.domain]
    assert all(upper[0] > lower[1] for upper, lower in pairwise(domains))


def test_the_trend_has_the_colour_of_its_standing_and_thousands_have_no_dots():
    assert readings(CASES[0], LIGHT).data[0].line.color == LIGHT.neg_fill
    assert readings(found(NPS, method="nps", target=30), LIGHT).data[0].line.color == LIGHT.pos_fill
    assert readings(found(NPS, method="nps"), LIGHT).data[0].line.color == LIGHT.neu
    assert readings(CASES[5], LIGHT).data[0].mode == "lines"


def test_no_text_becomes_markup():
    nasty = '<a href="javascript:alert(1)">x</a>'
    figure = readings(found([row("2026-01-01", 1, note=nasty)], name=nasty, unit=nasty, target=2), LIGHT)
    assert "<a" not in figure.to_json()
