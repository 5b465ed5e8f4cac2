"""Measures: KPIs made, changed beside others and deleted; readings typed in, from raw answers and from tables."""

from datetime import date, timedelta
from pathlib import Path

import pytest

from cxmap.changes import Edit


@pytest.fixture
def said(said):
    """Everything that a page says, as it is read: without the marks that keep a text from being Markdown."""
    return lambda test: said(test).replace("\\", "")


def button(test, label):
    return next(b for b in test.button if b.label == label)


def field(test, kind, name):
    """The widget of a dialog's field, however often the dialog was opened."""
    return next(w for w in getattr(test, kind) if w.key and w.key.endswith(f".{name}"))


def kpi(id_="m1", **fields):
    return Edit("put", "measure", id_, {"journey": "j", "name": "NPS", "method": "nps", "order": "a0", **fields})


def reading(id_, day, value, of="m1", **fields):
    fields = {"method": "nps", "scale": "0-10", **fields}
    return Edit("put", "reading", id_, {"journey": "j", "measure": of, "date": day, "value": value, **fields})


def shown(test, name):
    return list(test.dataframe[0].value[name])


def target(store):
    return next(m for m in store.view("j").of_type("measure") if m["id"] == "m1")["target"]


@pytest.fixture
def measured(put, hospital):
    put(
        kpi(target=40, baseline=20),
        kpi("m2", name="Letters *on time*", method="number", unit="%", target=90, card="c0", order="a1"),
        kpi("m3", name="Wait", method="number", unit="d", direction="down", stage="s1", order="a2"),
        reading("r1", "2026-07-01", 25),
        reading("r2", "2026-10-01", 31),
        reading("r3", "2026-10-01", 95, of="m2", method="number", scale=None),
    )


def test_without_a_journey_the_page_says_what_to_do(app, said):
    assert "There is no journey yet" in said(app("measures"))


def test_without_kpis_the_page_says_what_to_do(app, said, hospital):
    assert "Tie this map to figures" in said(app("measures", journey="j"))


def test_all_kpis_with_what_they_measure_and_how_they_stand(app, said, measured):
    test = app("measures", journey="j")
    assert shown(test, "What") == ["The whole journey", "Waiting › Letter", "Arriving"]
    assert shown(test, "Last") == ["+31", "95\u00a0%", ""]
    assert shown(test, "Standing") == ["▲ off target by 9 points", "✓ on target", "· no reading yet"]
    assert "1 of 3 KPIs is off target, 1 on target, 1 without a reading" in said(test)
    assert "NPS rose by 6 points to +31, off target by 9 points" in said(test)
    assert "NPS = % 9–10 − % 0–6" in said(test)


def test_the_url_names_the_kpi(app, measured):
    assert app("measures", journey="j", kpi="m2").header[0].value.startswith(r"Letters \*on time\* stands at 95")


def test_a_new_kpi_needs_a_name_and_measures_a_card(app, said, store, hospital):
    test = app("measures", journey="j")
    button(test, "New KPI").click().run()
    button(test, "Make the KPI").click().run()
    assert "The KPI has no name yet" in said(test)
    field(test, "text_input", "name").set_value(" First reply ")
    field(test, "selectbox", "about").set_value(("card", "c0"))
    field(test, "selectbox", "method").set_value("csat")
    field(test, "number_input", "target").set_value(101.0)
    button(test, "Make the KPI").click().run()
    assert "Target: CSAT lies between 0 and 100, not at 101." in said(test)
    field(test, "number_input", "target").set_value(80.0)
    button(test, "Make the KPI").click().run()
    assert not test.exception
    [made] = store.view("j").of_type("measure")
    assert (made["name"], made["card"], made["unit"], made["target"]) == ("First reply", "c0", "%", 80)
    assert shown(test, "What") == ["Waiting › Letter"]


def test_two_people_change_one_kpi_at_once_and_both_changes_stay(app, store, put, measured):
    test = app("measures", journey="j", kpi="m1")
    button(test, "Edit").click().run()
    put(Edit("patch", "measure", "m1", {"target": 50, "name": "NPS of patients"}, {"target": 40, "name": "NPS"}))
    field(test, "number_input", "baseline").set_value(10.0)
    field(test, "text_area", "note").set_value("Asked at the exit")
    button(test, "Save").click().run()
    there = next(m for m in store.view("j").of_type("measure") if m["id"] == "m1")
    assert (there["name"], there["target"], there["baseline"], there["note"]) == (
        "NPS of patients",
        50,
        10,
        "Asked at the exit",
    )


def test_delete_a_kpi_and_undo(app, said, store, measured):
    test = app("measures", journey="j", kpi="m1")
    test.button(key="kpi.delete").click().run()
    assert "“NPS” was deleted with its readings" in said(test)
    assert [r["id"] for r in store.view("j").of_type("reading")] == ["r3"]
    test.button(key="notice.undo.undo").click().run()
    assert len(store.view("j").of_type("reading")) == 3


def test_a_reading_is_typed_in_and_one_that_cannot_be_is_refused(app, said, store, measured):
    test = app("measures", journey="j", kpi="m1")
    button(test, "Add a reading").click().run()
    button(test, "Add the reading").click().run()
    assert "A reading needs a date and a value" in said(test)
    field(test, "number_input", "value").set_value(101.0)
    button(test, "Add the reading").click().run()
    assert "NPS lies between −100 and 100" in said(test)
    field(test, "number_input", "value").set_value(42.0)
    field(test, "date_input", "date").set_value(date(2026, 11, 1))
    button(test, "Add the reading").click().run()
    made = next(r for r in store.view("j").of_type("reading") if r["value"] == 42)
    assert (made["date"], made["method"], made["scale"]) == ("2026-11-01", "nps", "0-10")
    assert "on target" in said(test)


def test_raw_answers_become_a_reading_with_formula_and_counts(app, said, store, measured):
    test = app("measures", journey="j", kpi="m1")
    button(test, "From answers").click().run()
    field(test, "text_area", "paste").set_value("9\n10\n12\nbad\n").run()
    assert "Answer 12 in row 3 is outside 0 to 10." in said(test)
    assert not [b for b in test.button if b.label == "Add the reading"]
    field(test, "text_area", "paste").set_value("9\n9\n10\n10\n7\n8\n8\n0\n5\n6\n\n").run()
    text = said(test)
    assert "NPS +10" in text
    assert "(4 − 3) ÷ 10 × 100" in text
    assert "10 answers: 4 promoters, 3 passives, 3 detractors" in text
    button(test, "Add the reading").click().run()
    made = next(r for r in store.view("j").of_type("reading") if r["value"] == 10)
    assert (made["answers"], made["scale"]) == (10, "0-10")


def test_answers_make_a_plain_kpi_one_of_their_method_and_old_readings_stand_apart(app, said, store, measured):
    test = app("measures", journey="j", kpi="m2")
    button(test, "From answers").click().run()
    field(test, "segmented_control", "method").set_value("csat").run()
    field(test, "text_area", "paste").set_value("5\n4\n1").run()
    button(test, "Add the reading").click().run()
    there = next(m for m in store.view("j").of_type("measure") if m["id"] == "m2")
    assert (there["method"], there["unit"]) == ("csat", "%")
    assert "Readings of Plain number are drawn apart" in said(test)


def paste(test, text):
    button(test, "Import readings").click().run()
    field(test, "text_area", "paste").set_value(text).run()


def test_readings_come_out_of_a_table_as_one_change(app, said, store, measured):
    test = app("measures", journey="j", kpi="m1")
    before = store.revision
    paste(test, "KPI;Datum;Wert\nnps;01.11.2026;33\nNPS;02.11.2026;34\nWait;02.11.2026;2,5\nNPS;01.10.2026;31")
    text = said(test)
    assert "NPS: 2 new readings" in text
    assert "1 reading is there already and left out" in text
    button(test, "Import 3 readings").click().run()
    assert store.revision == before + 1
    values = {(r["measure"], r["date"]): r["value"] for r in store.view("j").of_type("reading")}
    assert values["m3", "2026-11-02"] == 2.5
    assert values["m1", "2026-11-02"] == 34
    assert "3 readings were imported" in said(test)
    test.button(key="notice.undo.undo").click().run()
    assert len(store.view("j").of_type("reading")) == 3


def test_one_bad_row_keeps_the_table_out(app, said, store, measured):
    test = app("measures", journey="j")
    paste(test, "date,value\n2026-11-01,33\n2026-11-31,34")
    assert "Row 3, column “date”: there is no day “2026-11-31”" in said(test)
    assert button(test, "Import").disabled
    assert len(store.view("j").of_type("reading")) == 3


def test_kpis_that_are_missing_are_made_on_request(app, said, store, measured):
    test = app("measures", journey="j")
    paste(test, "name,date,value\nCalls,2026-11-01,33\ncalls,2026-11-02,30\n")
    assert "there is no KPI “Calls”" in said(test)
    field(test, "checkbox", "make").check().run()
    button(test, "Import 2 readings").click().run()
    made = next(m for m in store.view("j").of_type("measure") if m["name"] == "Calls")
    assert [r["value"] for r in store.view("j").under("reading", "measure")[made["id"]]] in ([33, 30], [30, 33])


def test_200_kpis_and_10_000_readings_are_all_there(app, put, hospital):
    start = date(2020, 1, 1)
    put(*(kpi(f"m{i}", name=f"KPI {i}", order=f"a{'0123456789'[i // 20]}{i:03d}1", target=50) for i in range(200)))
    put(*(reading(f"r{i}", (start + timedelta(i // 200)).isoformat(), i % 97, of=f"m{i % 200}") for i in range(10_000)))
    test = app("measures", journey="j")
    assert len(shown(test, "KPI")) == 200


def test_two_cards_of_one_name_are_told_apart(app, store, put, hospital):
    put(Edit("patch", "card", "c1", {"title": "Letter"}))
    test = app("measures", journey="j")
    button(test, "New KPI").click().run()
    options = field(test, "selectbox", "about").options
    assert [o for o in options if o.startswith("Waiting › Letter")] == ["Waiting › Letter", "Waiting › Letter (2)"]
    field(test, "text_input", "name").set_value("Second letter")
    field(test, "selectbox", "about").set_value(("card", "c1"))
    button(test, "Make the KPI").click().run()
    assert [m["card"] for m in store.view("j").of_type("measure")] == ["c1"]


def test_two_journeys_of_one_title_are_told_apart(app, said, put, measured):
    put(Edit("put", "journey", "k", {"workspace": "main", "title": "First hospital appointment"}))
    test = app("measures", journey="j")
    assert sorted(test.selectbox(key="measured").options) == ["First hospital appointment", "First hospital appointment (2)"]
    test.selectbox(key="measured").set_value("k").run()
    assert "Tie this map to figures" in said(test)


def test_home_says_how_many_are_off_target(app, said, put, measured):
    assert "1 of 3 KPIs off target" in said(app())
    put(Edit("patch", "measure", "m1", {"target": 30}))
    assert "off target" not in said(app())


def test_a_journey_that_goes_while_a_dialog_is_open(app, said, put, measured):
    test = app("measures", journey="j", kpi="m1")
    button(test, "Add a reading").click().run()
    field(test, "number_input", "value").set_value(5.0)
    put(Edit("delete", "journey", "j"))
    button(test, "Add the reading").click().run()
    assert "is not there (any more)" in said(test)
    assert "There is no journey yet" in said(test)


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_readings_of_any_day_that_a_file_may_hold(app, said, store, put, measured, day):
    put(reading("r0", day, 12.0, of="m3", method="number", scale=None))
    test = app("measures", journey="j", kpi="m3")
    assert not test.exception
    test.session_state["dialog"], test.session_state["measure"], test.session_state["reading"] = "kpi.reading", "m3", "r0"
    test.run()
    assert field(test, "date_input", "date").value.isoformat() == day
    field(test, "number_input", "value").set_value(13.0)
    button(test, "Save").click().run()
    assert not test.exception
    assert [(r["date"], r["value"]) for r in store.view("j").of_type("reading") if r["id"] == "r0"] == [(day, 13.0)]


def test_whoever_set_a_target_at_the_same_time_is_told_and_can_put_theirs_back(app, said, store, put, measured):
    test = app("measures", journey="j", kpi="m1")
    button(test, "Edit").click().run()
    field(test, "number_input", "target").set_value(60.0)
    put(Edit("patch", "measure", "m1", {"target": 50}))  # meanwhile, by somebody else
    button(test, "Save").click().run()
    assert "set “Target” of “NPS” to 50 at the same time as you: your 60 came later and stands." in said(test)
    assert target(store) == 60
    button(test, "Put theirs back").click().run()
    assert target(store) == 50
    assert "at the same time" not in said(test)
    put(Edit("patch", "measure", "m1", {"target": 45}, {"target": 60.0}))  # somebody who had not seen that
    test.run()
    assert "to 45 at the same time as you: your 50 no longer stands." in said(test)
    button(test, "Dismiss").click().run()
    assert "at the same time" not in said(test)
    put(Edit("patch", "measure", "m1", {"target": 44}, {"target": 50.0}))
    test.run()
    assert "at the same time" not in said(test)  # that was between others


def test_what_crossed_on_another_page_was_told_there(app, said, store, put, measured):
    test = app("measures", journey="j", kpi="m1")
    button(test, "Edit").click().run()
    field(test, "number_input", "target").set_value(60.0)
    put(Edit("patch", "measure", "m1", {"target": 50}))
    button(test, "Save").click().run()
    test.switch_page(str(Path(__file__).parents[2] / "pages" / "teams.py")).run()
    assert "at the same time" not in said(test)
