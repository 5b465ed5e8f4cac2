"""KPIs and readings as edits: made, patched beside others, and planned out of a table, on a real state."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.changes import Change, Edit, State, apply
from cxmap.formats.readings import Readings, Row, read_readings
from cxmap.model.records import new_id
from cxmap.model.views import JourneyView
from cxmap.ui import measure_edits
from tests.journeys import record, view


def state():
    there = State()
    there.put("workspace", "main", {"name": "main"})
    map_ = view({"Wait": {"touchpoint": [{"title": "Letter"}]}})
    for type_, records in (
        ("persona", map_.personas),
        ("journey", [map_.journey]),
        ("stage", map_.stages),
        ("lane", map_.lanes),
        ("card", map_.cards),
    ):
        for r in records:
            there.put(type_, r["id"], {k: v for k, v in r.items() if k != "id"})
    return there


def seen(there):
    records = {t: [{"id": i, **r} for i, r in there.of(t).items()] for t in there._records}
    return JourneyView.of(1, records)


def do(there, edits):
    return apply(there, Change(new_id(), tuple(edits)))


@pytest.fixture
def measured():
    there = state()
    for id_, name, method, order in (
        ("m1", "NPS", "nps", "a0"),
        ("m2", "Wait", "number", "a1"),
        ("m3", "wait", "number", "a2"),
    ):
        do(there, [Edit("put", "measure", id_, {"journey": "j", "name": name, "method": method, "order": order})])
    return there


def fields(**changed):
    defaults = {"name": "NPS", "unit": "", "method": "nps", "direction": "up", "baseline": None, "target": None, "note": ""}
    return {**defaults, "card": None, "stage": None, **changed}


def test_new_kpis_stand_behind_the_others_and_take_the_unit_of_their_method(measured):
    id_, edits = measure_edits.kpi(seen(measured), None, fields(name="Effort", method="ces", card="c0"))
    do(measured, edits)
    last = seen(measured).of_type("measure")[-1]
    assert (last["id"], last["unit"], last["card"]) == (id_, "%", "c0")


def test_only_what_was_changed_is_written(measured):
    was = record("measure", "m1", journey="j", name="NPS", method="nps", order="a0")
    do(measured, [Edit("patch", "measure", "m1", {"target": 50.0})])
    do(measured, measure_edits.kpi(seen(measured), was, fields(baseline=10.0))[1])
    there = measured.get("measure", "m1")
    assert (there["baseline"], there["target"]) == (10, 50)
    assert measure_edits.kpi(seen(measured), was, fields())[1] == ()


def plan(there, text, chosen=None, make=False):
    return measure_edits.plan(seen(there), read_readings(text), chosen, make)


def test_rows_go_to_the_kpi_that_they_name_or_that_is_chosen(measured):
    named = plan(measured, "kpi,date,value\nnps,2026-01-01,31\nNPS,2026-02-01,33")
    assert named.counts == {"NPS": 2}
    do(measured, named.edits)
    readings = seen(measured).under("reading", "measure")
    assert sorted((r["date"], r["value"], r["method"], r["scale"]) for r in readings["m1"]) == [
        ("2026-01-01", 31, "nps", "0-10"),
        ("2026-02-01", 33, "nps", "0-10"),
    ]
    chosen = plan(measured, "date,value\n2026-01-01,31\n2026-03-01,9\n2026-03-01,9", "m1")
    assert (chosen.counts, chosen.already) == ({"NPS": 1}, 2)


@pytest.mark.parametrize(
    ("text", "chosen", "sentence"),
    [
        ("date,value\n2026-01-01,1", None, "Choose the KPI that the readings belong to, or name it in a column “kpi”."),
        ("date,value\n2026-01-01,1", "gone", "Choose the KPI that the readings belong to, or name it in a column “kpi”."),
        ("kpi,date,value\nFoo,2026-01-01,1", None, "Row 2, column “kpi”: there is no KPI “Foo” in this journey."),
        ("kpi,date,value\nWAIT,2026-01-01,1", None, "Row 2, column “kpi”: 2 KPIs are called “WAIT”: rename all but one."),
        ("kpi,date,value\nNPS,2026-01-01,101", None, "Row 2, column “value”: NPS lies between −100 and 100, not at 101."),
        ("kpi,date,value\nNPS,2026-01-01,many", None, "Row 2, column “value”: “many” is no number."),
    ],
)
def test_with_one_problem_nothing_is_written(measured, text, chosen, sentence):
    planned = plan(measured, text, chosen)
    assert planned.problems == (sentence,)
    assert planned.edits == ()


def test_missing_kpis_are_made_once(measured):
    text = "kpi,date,value\nCalls,2026-01-01,3\ncalls,2026-02-01,2\nVisits,2026-01-01,9"
    assert plan(measured, text).missing == ("Calls", "Visits")
    planned = plan(measured, text, make=True)
    do(measured, planned.edits)
    assert [m["name"] for m in seen(measured).of_type("measure")][3:] == ["Calls", "Visits"]
    assert planned.counts == {"Calls": 2, "Visits": 1}


def test_more_readings_than_a_journey_holds_are_refused(measured, monkeypatch):
    monkeypatch.setattr(measure_edits, "MAX_READINGS", 4)
    have = len(seen(measured).of_type("reading"))
    rows = tuple(Row(i, "2026-01-01", float(i), "", "") for i in range(5 - have))
    planned = measure_edits.plan(seen(measured), Readings(rows, (), False), "m2", False)
    assert planned.problems == (
        f"A journey holds at most 4 readings, this one has {have} and would get {5 - have} more: delete old ones, or keep one a week.",
    )
    assert planned.edits == ()


@given(
    st.lists(
        st.tuples(st.sampled_from(["NPS", "nps", "Calls", "Visits"]), st.dates().map(str), st.floats(-200, 200)), max_size=30
    ),
    st.booleans(),
)
def test_what_is_planned_can_be_done_and_again_does_nothing(rows, make):
    there = state()
    do(there, [Edit("put", "measure", "m1", {"journey": "j", "name": "NPS", "method": "nps", "order": "a0"})])
    found = Readings(tuple(Row(i, day, value, kpi, "") for i, (kpi, day, value) in enumerate(rows)), (), True)
    planned = measure_edits.plan(seen(there), found, None, make)
    if not planned.edits:
        return
    do(there, planned.edits)
    assert len(seen(there).of_type("reading")) == sum(planned.counts.values())
    again = measure_edits.plan(seen(there), found, None, make)
    assert (again.edits, again.problems, again.already) == ((), (), len(rows))


def test_of_one_date_the_reading_made_later_is_the_newer(measured):
    for value in (5.0, 6.0, 4.0):
        do(measured, [measure_edits.reading({"id": "m2", "journey": "j", "method": "number"}, date="2026-01-01", value=value)])
        sleep_until_next_millisecond()
    do(measured, plan(measured, "date,value\n2026-01-01,9\n2026-01-01,8\n2026-01-01,7", "m2").edits)
    found = sorted(seen(measured).of_type("reading"), key=lambda r: r["id"])
    assert [r["value"] for r in found] == [5, 6, 4, 9, 8, 7]


def sleep_until_next_millisecond():
    now = measure_edits.reading_id()[:11]
    while measure_edits.reading_id()[:11] == now:
        continue
