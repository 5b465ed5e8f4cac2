"""Workshops: planning one from a run sheet, the page before, while and after it runs, closing, run sheets of one's own."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from cxmap.access import Actor
from cxmap.changes import Edit
from cxmap.ui import person, workshop_acts
from tests.held import held


def button(test, label):
    return next(b for b in test.button if b.label == label)


def only(store, type_):
    return store.of_type(type_)


def steps_of(store, workshop):
    return [s for s in store.of_type("step") if s["workshop"] == workshop]


@pytest.fixture
def planned(hospital, put):
    """A workshop with two steps that is planned for the hospital's map."""
    put(
        Edit("put", "workshop", "w", {"journey": "j", "title": "Winter *room*", "date": "2026-12-01"}),
        Edit("put", "step", "s1", {"journey": "j", "workshop": "w", "title": "Welcome", "minutes": 5, "order": "a0"}),
        Edit("put", "step", "s2", {"journey": "j", "workshop": "w", "title": "What hurts", "minutes": 10, "order": "a1"}),
    )
    return hospital


@pytest.fixture
def closed(hospital, put):
    """A workshop that was held on the hospital's map."""
    put(*held("j", [("c2", "Silence for five weeks")], [("c0", "Letter"), ("c3", "Signs")], [("c1", "Reminder")]))
    return hospital


def test_an_empty_page_says_what_to_do(app, said, hospital):
    text = said(app("workshops"))
    assert "No workshop yet" in text.replace("\\", "")
    assert "Choose **Plan a workshop**" in text
    assert "First map in 45 minutes" in text
    assert "45 min · 13 steps" in text.replace("\\", "")


def test_plan_one_from_a_run_sheet(app, said, store, hospital):
    test = app("workshops")
    button(test, "Plan a workshop").click().run()
    sheet = next(r for r in test.radio if r.label == "Run sheet")
    assert sheet.value == "045-first-map"
    sheet.set_value("090-map-and-priorities")
    button(test, "Plan it").click().run()
    assert not test.exception
    (workshop,) = only(store, "workshop")
    assert workshop["title"] == "Workshop: First hospital appointment"
    assert workshop["state"] == "planned"
    assert workshop["purge_due"] == (date.today() + timedelta(days=30)).isoformat()
    assert workshop["facilitator"]
    steps = steps_of(store, workshop["id"])
    assert sum(s["minutes"] for s in steps) == 90
    assert [s["title"] for s in steps][:2] == ["Welcome", "Meet our customer"]
    assert "15 steps in 1 h 30 min" in said(test).replace("\\", "")
    assert test.query_params["workshop"] == workshop["id"]


def test_the_plan_is_changed_beside_somebody_else(app, store, put, planned):
    test = app("workshop", workshop="w")
    put(Edit("patch", "step", "s1", {"prompt": "Who is here?"}))
    grid = test.data_editor[0]
    test.session_state[grid.key] = {
        "edited_rows": {1: {"minutes": 12, "at": 0.5}},
        "added_rows": [{"title": "Close", "minutes": 3, "kind": "close", "lanes": ["pain", "note"], "private": True}],
        "deleted_rows": [],
    }
    test.run()
    button(test, "Save the steps").click().run()
    assert not test.exception
    steps = steps_of(store, "w")
    assert [(s["title"], s["minutes"]) for s in steps] == [("What hurts", 12), ("Welcome", 5), ("Close", 3)]
    assert steps[1]["prompt"] == "Who is here?"
    assert (steps[2]["lanes"], steps[2]["private"], steps[2]["kind"]) == ("pain note", "on", "close")
    button(test, "Undo").click().run()
    assert [(s["title"], s["minutes"]) for s in steps_of(store, "w")] == [("Welcome", 5), ("What hurts", 10)]


def test_a_step_without_a_title_is_refused(app, said, store, planned):
    test = app("workshop", workshop="w")
    grid = test.data_editor[0]
    test.session_state[grid.key] = {"edited_rows": {0: {"title": " "}}, "added_rows": [], "deleted_rows": [1]}
    test.run()
    button(test, "Save the steps").click().run()
    assert "Step 1 has no title: write what is done." in said(test).replace("\\", "")
    assert len(steps_of(store, "w")) == 2


def test_start_opens_the_board(app, store, planned):
    test = app("workshop", workshop="w")
    button(test, "Start the workshop").click().run()
    assert not test.exception
    (workshop,) = only(store, "workshop")
    assert workshop["state"] == "running"
    assert workshop["started"]
    assert workshop["facilitator"]
    assert test.query_params["workshop"] == "w"
    assert test.query_params["journey"] == "j"


def test_while_it_runs_the_page_says_what_goes_on(app, said, store, put, planned):
    put(
        Edit("patch", "workshop", "w", {"state": "running", "started": "2026-12-01T09:00:00.000Z"}),
        Edit("patch", "step", "s2", {"state": "running", "started": "2026-12-01T09:05:00.000Z", "prompt": "Be <b>frank</b>"}),
        Edit("put", "participant", "p", {"journey": "j", "workshop": "w", "name": "Ida"}),
        Edit("put", "participant", "q", {"journey": "j", "workshop": "w", "name": "Wait *er*", "state": "waiting"}),
    )
    text = said(app("workshop", workshop="w")).replace("\\", "")
    assert "Now: What hurts. 1 person in the room." in text
    assert "Be <b>frank</b>" in text
    assert "cxmap is not shared yet" in text
    assert "Waiting to be let in: Wait *er*" in text


def test_closing_saves_the_decisions_and_lets_guests_go(app, said, store, put, planned):
    put(
        Edit(
            "patch",
            "workshop",
            "w",
            {"state": "running", "started": "2026-12-01T09:00:00.000Z", "private": "on", "follow": "on"},
        ),
        Edit("patch", "step", "s1", {"state": "running", "started": "2026-12-01T09:00:00.000Z"}),
    )
    guest = store.identities.new_person("hash", datetime.now(UTC) + timedelta(days=1))
    store.sessions.add(guest, "guest", "code", "w")
    test = app("workshop", workshop="w")
    grid = test.data_editor[0]
    rows = [
        {"text": "Call within two days", "kind": "decision", "owner": "Mel"},
        {"text": "Write the list", "kind": "action", "owner": "Jo", "due": "2026-12-09"},
        {"text": "May we text?", "kind": "question"},
    ]
    test.session_state[grid.key] = {"edited_rows": {}, "added_rows": rows, "deleted_rows": []}
    test.run()
    button(test, "Close the workshop").click().run()
    assert not test.exception
    (workshop,) = only(store, "workshop")
    assert (workshop["state"], workshop["private"], workshop["follow"]) == ("closed", None, None)
    assert workshop["closed"]
    assert [s["state"] for s in steps_of(store, "w")] == ["done", "skipped"]
    decided = [(d["kind"], d["text"], d["owner"], d["due"]) for d in only(store, "decision")]
    assert decided == [
        ("decision", "Call within two days", "Mel", None),
        ("action", "Write the list", "Jo", "2026-12-09"),
        ("question", "May we text?", "", None),
    ]
    text = said(test).replace("\\", "")
    assert "1 decision, 1 action and 1 open question." in text
    assert "Take it along" in text
    assert "1 guest can still look and fetch the takeaway" in text
    button(test, "End it now").click().run()
    assert store.sessions.sessions("guest", "w") == []
    button(test, "Undo").click().run()
    assert only(store, "workshop")[0]["state"] == "running"


def test_an_empty_row_keeps_the_room_open(app, said, store, put, planned):
    put(Edit("patch", "workshop", "w", {"state": "running", "started": "2026-12-01T09:00:00.000Z"}))
    test = app("workshop", workshop="w")
    grid = test.data_editor[0]
    test.session_state[grid.key] = {"edited_rows": {}, "added_rows": [{"owner": "Mel"}], "deleted_rows": []}
    test.run()
    button(test, "Close the workshop").click().run()
    assert "A new row has no text yet" in said(test)
    assert only(store, "workshop")[0]["state"] == "running"


def test_the_record(app, said, closed):
    test = app("workshop", workshop="w")
    text = said(test).replace("\\", "")
    for words in (
        "1 decision, 1 action and 1 open question.",
        "It took 44 min: 6 min less than planned.",
        "Split on Letter.",
        "Silence for five weeks leads with 27 votes",
        "1 quick win: Reminder",
        "Estimate of 12 people in the room",
        "| Try it first | 5 min | left out |",
        "12 people: Person 1, ",
        "Names are erased by themselves on 22 Dec 2026.",
    ):
        assert words in text, words
    votes = next(d.value for d in test.dataframe if "Votes" in d.value)
    assert votes["Votes"].tolist() == [27]
    assert votes["Likely"].tolist() == ["19–35"]
    assert "Who pays for the scaffolding? (Person 3)" in [
        c.label.replace("\\", "").replace(":gray[", "").replace("]", "") for c in test.checkbox
    ]


def test_a_parked_topic_is_ticked_off(app, store, closed):
    test = app("workshop", workshop="w")
    box = next(c for c in test.checkbox if "scaffolding" in c.label)
    assert box.value is False
    box.check().run()
    assert {p["id"]: p["settled"] for p in only(store, "parked")} == {"k1": "on", "k2": "on"}


def test_decisions_can_be_changed_after_it(app, store, put, closed):
    test = app("workshop", workshop="w")
    grid = next(e for e in test.data_editor)
    test.session_state[grid.key] = {
        "edited_rows": {1: {"due": "2026-12-05", "settled": True}},
        "added_rows": [],
        "deleted_rows": [2],
    }
    test.run()
    button(test, "Save").click().run()
    assert [(d["id"], d["due"], d["settled"]) for d in only(store, "decision")] == [
        ("d1", None, None),
        ("d2", "2026-12-05", "on"),
    ]


def test_an_anonymous_workshop_names_nobody(app, said, put, closed):
    put(Edit("patch", "workshop", "w", {"anonymous": "on"}))
    test = app("workshop", workshop="w")
    text = said(test)
    assert "Person 1" not in text
    assert "without names: the workshop was anonymous" in text
    assert not any("Person 3" in c.label for c in test.checkbox)


def test_a_run_sheet_of_ones_own(app, said, store, planned):
    test = app("workshops")
    test.menu_button(key="sheet.more.045-first-map").set_value("Duplicate").run()
    (agenda,) = only(store, "agenda")
    assert agenda["name"] == "First map in 45 minutes (copy)"
    assert sum(s["minutes"] for s in only(store, "agenda_step")) == 45
    name = next(t for t in test.text_input if t.label == "Name")
    name.set_value("Ours").run()
    assert only(store, "agenda")[0]["name"] == "Ours"
    test.session_state[test.data_editor[0].key] = {"edited_rows": {}, "added_rows": [], "deleted_rows": list(range(1, 13))}
    test.run()
    button(test, "Save the steps").click().run()
    assert [s["title"] for s in only(store, "agenda_step")] == ["Welcome"]
    test.menu_button(key=f"sheet.more.{agenda['id']}").set_value("Delete").run()
    assert (only(store, "agenda"), only(store, "agenda_step")) == ([], [])
    button(test, "Undo").click().run()
    assert [s["title"] for s in only(store, "agenda_step")] == ["Welcome"]


def test_steps_are_kept_as_a_run_sheet(app, store, planned):
    test = app("workshop", workshop="w")
    button(test, "Save the steps as a run sheet").click().run()
    assert [(a["name"]) for a in only(store, "agenda")] == ["Winter *room*"]
    assert [(s["title"], s["minutes"]) for s in only(store, "agenda_step")] == [("Welcome", 5), ("What hurts", 10)]


def test_a_workshop_that_is_gone_says_so(app, said, store, put, planned):
    test = app("workshop", workshop="w")
    put(Edit("delete", "workshop", "w"))
    button(test, "Start the workshop").click().run()
    text = said(test)
    assert "This workshop is not here" in text
    assert "This workshop was deleted meanwhile" in text


def test_delete_a_plan_and_take_it_back(app, store, planned):
    test = app("workshop", workshop="w")
    button(test, "Delete").click().run()
    assert (only(store, "workshop"), only(store, "step")) == ([], [])
    button(test, "Undo").click().run()
    assert len(steps_of(store, "w")) == 2


def test_names_are_erased_after_one_question(app, said, store, closed):
    test = app("workshop", workshop="w")
    button(test, "Erase names now").click().run()
    assert "This cannot be undone" in said(test)
    button(test, "Keep the names").click().run()
    assert {p["name"] for p in only(store, "participant")} > {"Person 1"}
    button(test, "Erase names now").click().run()
    button(test, "Erase them").click().run()
    assert not test.exception
    assert not any(p["name"].startswith("Person ") for p in only(store, "participant"))
    text = said(test).replace("\\", "")
    assert "Names were erased on" in text
    line = next(one for one in text.splitlines() if one.startswith("12 people: "))
    assert all(name.startswith("Participant ") for name in line.removeprefix("12 people: ").split(", "))


def test_a_board_without_workshops_asks_to_plan_one(app, store, hospital):
    test = app("workshops")
    test.session_state["planning"] = ("j", "")
    test.session_state["dialog"] = "plan"
    test.run()
    assert next(s for s in test.selectbox if s.label == "Map").value == "j"


def test_who_only_looks_leads_nothing(app, said, store, put, planned, monkeypatch):
    put(Edit("patch", "workshop", "w", {"state": "running", "started": "2026-12-01T09:00:00.000Z"}))
    viewer = Actor(store.identities.new_person("hash", datetime.now(UTC) + timedelta(days=1)), "viewer", "Vi")
    monkeypatch.setattr(person, "actor", lambda: viewer)
    test = app("workshop", workshop="w")
    shown = {b.label for b in test.button}
    assert not shown & {"Close the workshop", "Save", "Make a code", "End this code", "Erase names now"}
    assert not {b.label for b in app("workshops").button} & {"Plan a workshop"}
    told: list[str] = []
    monkeypatch.setattr(workshop_acts.writing, "say", told.append)
    code = store.sessions.new_code("w").code
    for act in (
        workshop_acts.end_code,
        workshop_acts.new_code,
        workshop_acts.end_guests,
        workshop_acts.forget,
        workshop_acts.start,
    ):
        act("w")
    assert workshop_acts.close("w") is False
    assert told == ["Only who facilitates does this: ask the facilitator."] * 6
    assert store.sessions.workshop_of(code) == "w"
    assert only(store, "workshop")[0]["state"] == "running"
