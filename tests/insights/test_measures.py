"""KPIs against baseline and target, on the cases that the board's twin has too; and where they stand on a map."""

import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.insights import measures
from cxmap.model.views import JourneyView
from tests.journeys import record, view

CASES = json.loads((Path(__file__).parents[1] / "fixtures/measures.json").read_text(encoding="utf-8"))
TODAY = date(2026, 11, 22)


def measure(id_="m1", **fields):
    return record("measure", id_, **{"journey": "j", "name": "NPS", "order": "a0", **fields})


def reading(id_, day, value, method="number", scale=None, of="m1"):
    return record("reading", id_, journey="j", measure=of, date=day, value=value, method=method, scale=scale)


@pytest.mark.parametrize("case", CASES["shown"], ids=lambda case: case["text"])
def test_values_are_shown_for_people(case):
    assert measures.show(case["value"], case["unit"], case["method"]) == case["text"]


@pytest.mark.parametrize("case", CASES["statuses"], ids=lambda case: case["name"])
def test_status(case):
    readings = [reading(*row) for row in case["readings"]]
    found = measures.status(measure(**case["measure"]), readings, TODAY)
    for name, value in case["status"].items():
        there = getattr(found, name)
        assert there == (pytest.approx(value) if isinstance(value, float | int) and not isinstance(value, bool) else value), (
            name
        )
    assert [[t.method, t.scale, [r["id"] for r in t.readings]] for t in measures.trends(readings)] == case["trends"]
    assert case["words"] == {
        "value": measures.shown_value(found),
        "target": measures.against_target(found),
        "aim": measures.shown_target(found.measure),
        "movement": measures.movement(found),
    }


@pytest.mark.parametrize(
    ("values", "target", "sentence"),
    [
        ([], None, "NPS has no reading yet"),
        ([31], 40, "NPS stands at 31, off target by 9"),
        ([31, 31], 40, "NPS stays at 31, off target by 9"),
        ([25, 31], 40, "NPS rose by 6 to 31, off target by 9"),
        ([45, 41.5], 40, "NPS fell by 3.5 to 41.5, on target"),
        ([45, 41], None, "NPS fell by 4 to 41, no target yet"),
    ],
)
def test_the_finding_is_a_sentence(values, target, sentence):
    readings = [reading(f"r{i}", f"2026-11-0{i + 1}", v) for i, v in enumerate(values)]
    assert measures.finding(measures.status(measure(target=target), readings, TODAY)) == sentence


def test_the_headline_counts_what_matters_first():
    def at(target, *values):
        return measures.status(measure(target=target), [reading("r", "2026-11-01", v) for v in values], TODAY)

    assert measures.headline([]) == "Nothing is measured yet"
    assert measures.headline([at(3, 4)]) == "1 of 1 KPI is on target"
    off, on, open_, empty = at(9, 1), at(1, 9), at(None, 5), at(3)
    said = "2 of 5 KPIs are off target, 1 on target, 1 without a target, 1 without a reading"
    assert measures.headline([off, off, on, open_, empty]) == said


def measured(extra_measures, readings):
    base = view({"Wait": {"touchpoint": [{"title": "Letter"}, {}]}, "": {"pain": [{"title": "Silence"}]}})
    records = {
        "journey": [base.journey],
        "persona": base.personas,
        "traveller": base.travellers,
        "stage": base.stages,
        "lane": base.lanes,
        "card": base.cards,
        "measure": extra_measures,
        "reading": readings,
    }
    return JourneyView.of(1, records)


def test_kpis_stand_where_they_measure_in_the_order_of_the_map():
    there = measured(
        [
            measure("m5", card="c2", order="a0"),
            measure("m4", stage="s1", order="a1"),
            measure("m3", card="c1", stage="s0", order="a2"),
            measure("m2", order="a4"),
            measure("m1", order="a3", target=5, direction="down"),
        ],
        [reading("r1", "2026-11-01", 9)],
    )
    found = measures.places(there, TODAY)
    assert [(p.type, p.title, p.stage, [s.measure["id"] for s in p.statuses]) for p in found] == [
        ("journey", "A visit", "", ["m1", "m2"]),
        ("card", "Untitled", "Wait", ["m3"]),
        ("stage", "Stage 2", "Stage 2", ["m4"]),
        ("card", "Silence", "Stage 2", ["m5"]),
    ]
    assert measures.off_target(there) == (1, 5)


def test_200_kpis_with_10_000_readings_have_all_their_figures():
    kpis = [measure(f"m{i}", order=f"a{i // 62}", target=50) for i in range(200)]
    start = date(2020, 1, 1)
    readings = [reading(f"r{i}", (start + timedelta(i // 200)).isoformat(), i % 97, of=f"m{i % 200}") for i in range(10_000)]
    there = measured(kpis, readings)
    statuses = measures.places(there, TODAY)[0].statuses
    assert len(statuses) == 200
    assert all(status.trend is not None and len(status.trend.readings) == 50 for status in statuses)


@given(st.floats(-1e6, 1e6), st.floats(-1e6, 1e6), st.sampled_from(["up", "down"]))
def test_a_kpi_is_on_target_or_off_by_what_is_missing(value, target, direction):
    found = measures.status(measure(target=target, direction=direction), [reading("r", "2026-11-01", value)], TODAY)
    reached = value >= target if direction == "up" else value <= target
    assert (found.state == "on") == reached
    assert found.off_by == pytest.approx(0 if reached else abs(target - value))
