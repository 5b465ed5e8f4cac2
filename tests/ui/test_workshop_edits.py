"""What the workshop pages write: plans, steps that move, opening and closing the room. Held to a real state."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from cxmap.changes import Change, State, apply
from cxmap.formats.runsheet import STEP_FIELDS
from cxmap.model.order import in_order
from cxmap.model.records import RECORDS
from cxmap.ui import workshop_edits
from tests.worlds import put

SAID = {name: RECORDS["agenda_step"].defaults[name] for name in STEP_FIELDS}


def state(*more):
    found = State()
    gone = lambda *_: None  # noqa: E731
    first = (
        put("workspace", "main", name="Main"),
        put("journey", "j", workspace="main", title="J"),
        put("person", "ann", workspace="main", name="Ann"),
        *more,
    )
    apply(found, Change("first", first), gone)
    return found


def do(there, edits):
    if edits:
        apply(there, Change("next", tuple(edits)), lambda *_: None)
    return there


def of(there, type_):
    rows = [{"id": id_, **fields} for id_, fields in there.of(type_).items()]
    return in_order(rows) if rows and "order" in rows[0] else rows


def step(title, **fields):
    return {**SAID, "title": title, **fields}


def test_a_plan_has_its_steps_in_order():
    id_, edits = workshop_edits.plan("j", {"title": "W", "date": "2026-12-01"}, [step("A"), step("B"), step("C")], 30)
    there = do(state(), edits)
    (workshop,) = of(there, "workshop")
    assert (workshop["id"], workshop["state"], workshop["purge_due"]) == (id_, "planned", "2026-12-31")
    assert [s["title"] for s in of(there, "step")] == ["A", "B", "C"]
    assert {s["state"] for s in of(there, "step")} == {"waiting"}


def test_when_names_go():
    assert workshop_edits.purge_due("2026-02-20", 10) == "2026-03-02"
    assert workshop_edits.purge_due(None, 1) == (date.today() + timedelta(days=1)).isoformat()
    assert workshop_edits.purge_due("2026-02-20", None) is None


def test_open_and_shut():
    _, edits = workshop_edits.plan("j", {"title": "W"}, [step("A"), step("B"), step("C")], None)
    there = do(state(), edits)
    now = "2026-12-01T09:00:00.000Z"
    do(there, workshop_edits.start(of(there, "workshop")[0], "ann", "Ann", now))
    (workshop,) = of(there, "workshop")
    assert (workshop["state"], workshop["started"], workshop["facilitator"]) == ("running", now, "ann")
    a, b, _ = of(there, "step")
    do(
        there,
        [put("step", a["id"], **{**_fields(a), "state": "done"}), put("step", b["id"], **{**_fields(b), "state": "running"})],
    )
    end = "2026-12-01T10:00:00.000Z"
    do(there, workshop_edits.close(of(there, "workshop")[0], of(there, "step"), end))
    (workshop,) = of(there, "workshop")
    assert (workshop["state"], workshop["closed"]) == ("closed", end)
    assert [(s["state"], s["ended"]) for s in of(there, "step")] == [("done", None), ("done", end), ("skipped", None)]
    assert workshop_edits.close(workshop, of(there, "step"), end) == ()
    do(there, workshop_edits.start(workshop, "ann", "Ann", "2026-12-02T09:00:00.000Z"))
    (workshop,) = of(there, "workshop")
    assert (workshop["state"], workshop["started"], workshop["closed"]) == ("running", now, None)  # opened again: it began then


def _fields(record):
    return {name: value for name, value in record.items() if name != "id"}


@given(st.permutations(range(5)), st.sets(st.integers(0, 4)), st.lists(st.integers(0, 5), max_size=3))
def test_steps_come_to_the_rows_whatever_was_moved_added_and_deleted(order, gone, added):
    agenda, edits = workshop_edits.agenda("main", "Ours", "", [step(f"S{i}") for i in range(5)])
    there = do(state(), edits)
    had = of(there, "agenda_step")
    rows = [(had[i]["id"], step(f"S{i}", minutes=7)) for i in order if i not in gone]
    for place in added:
        rows.insert(min(place, len(rows)), (None, step(f"new {place}")))
    do(there, workshop_edits.steps("agenda_step", {"agenda": agenda}, had, rows))
    now = of(there, "agenda_step")
    assert [s["title"] for s in now] == [fields["title"] for _, fields in rows]
    kept = {s["id"] for s in had} & {s["id"] for s in now}
    assert kept == {id_ for id_, _ in rows if id_}
    if not added and not gone and list(order) == sorted(order):
        assert [s["order"] for s in now] == [s["order"] for s in had]  # nothing moved: no key is new


def test_nothing_changed_is_no_edit():
    agenda, edits = workshop_edits.agenda("main", "Ours", "", [step("A"), step("B")])
    there = do(state(), edits)
    had = of(there, "agenda_step")
    rows = [(s["id"], {name: s[name] for name in STEP_FIELDS}) for s in had]
    assert workshop_edits.steps("agenda_step", {"agenda": agenda}, had, rows) == ()


def test_decisions_follow_each_other():
    there = do(state(), [put("workshop", "w", journey="j", title="W")])
    first = workshop_edits.decision("j", "w", {"text": "A"}, None)
    second = workshop_edits.decision("j", "w", {"text": "B"}, first.fields["order"])
    do(there, [second, first])
    assert [d["text"] for d in of(there, "decision")] == ["A", "B"]
