"""Teams: making, editing and deleting one, what each has, the RACI matrix and its save, role disconnects."""

import csv
import io

import pytest

from cxmap.changes import Edit
from cxmap.formats.csvfile import to_csv
from cxmap.model.records import made_id
from cxmap.ui import raci_grid


def button(test, label):
    return next(b for b in test.button if b.label == label)


@pytest.fixture
def booking(hospital, put):
    """Two teams on the hospital's map: Booking owns the letter, Estates the signs, where the feeling falls."""
    put(
        Edit("put", "team", "booking", {"workspace": "main", "name": "Booking", "lead": "Mel *Tan*"}),
        Edit("put", "team", "estates", {"workspace": "main", "name": "Estates"}),
        Edit("put", "role", "clerk", {"team": "booking", "name": "Clerk"}),
    )
    put(*(give(*part) for part in (("c0", "booking", "accountable"), ("c0", "booking", "responsible"))))
    put(give("c3", "estates", "accountable"), give("c1", "booking", "accountable"))
    return hospital


def give(card, team, part):
    fields = {"journey": "j", "card": card, "team": team, "part": part}
    return Edit("put", "assignment", made_id("assignment", fields), fields)


def held(store):
    return {a["id"] for a in store.view("j").of_type("assignment")}


def grid(test):
    return test.data_editor[0]


def edit(test, row, **cells):
    """Type into cells of a row of the matrix."""
    test.session_state[grid(test).key] = {"edited_rows": {row: cells}, "added_rows": [], "deleted_rows": []}
    return test.run()


def test_without_teams_the_page_says_what_to_do(app, said, hospital):
    assert "Say who does what: make the first team" in said(app("teams")).replace("\\", "")


def test_a_new_team_with_roles(app, said, store):
    test = app("teams")
    button(test, "New team").click().run()
    button(test, "Save").click().run()
    assert "The team has no name yet" in test.error[0].value
    test.text_input(key="form.team.new.1.name").set_value("  Booking ")
    test.text_input(key="form.team.new.1.lead").set_value("Mel Tan")
    test.text_area(key="form.team.new.1.roles").set_value("Clerk\n\nDispatcher\nClerk\n")
    button(test, "Save").click().run()
    assert [(t["name"], t["lead"]) for t in store.of_type("team")] == [("Booking", "Mel Tan")]
    assert sorted(r["name"] for r in store.of_type("role")) == ["Clerk", "Dispatcher"]
    assert "Clerk and Dispatcher" in said(test)
    button(test, "New team").click().run()
    test.text_input(key="form.team.new.2.name").set_value("BOOKING")
    button(test, "Save").click().run()
    assert "There is a team “BOOKING” already" in test.error[0].value.replace("\\", "")
    assert len(store.of_type("team")) == 1


def test_what_a_team_has_over_all_journeys(app, said, booking):
    text = said(app("teams")).replace("\\", "")
    assert "**Booking owns 2 of 3 touchpoints, each has its owner.**" in text
    assert "Owns **2 touchpoints** :gray[·] A\N{NO-BREAK SPACE}2 · R\N{NO-BREAK SPACE}1" in text
    assert ":gray[Lead:] Mel *Tan*" in text
    assert "1 role disconnect, **1 strong**" in text
    assert "In First hospital appointment" in text


def test_edit_a_team_beside_somebody_else(app, store, put, booking):
    test = app("teams")
    test.menu_button(key="team.more.booking").set_value("Edit").run()
    put(Edit("patch", "team", "booking", {"lead": "Jo Ferri"}))
    test.text_area(key="form.team.booking.1.note").set_value("Answers the phone")
    test.text_area(key="form.team.booking.1.roles").set_value("Booking clerk")
    button(test, "Save").click().run()
    team = next(t for t in store.of_type("team") if t["id"] == "booking")
    assert (team["lead"], team["note"]) == ("Jo Ferri", "Answers the phone")
    assert [(r["id"], r["name"]) for r in store.of_type("role")] == [("clerk", "Booking clerk")]


def test_the_matrix_shows_letters_and_what_is_to_mend(app, booking):
    frame = grid(app("teams", journey="j")).value
    assert list(frame.columns) == ["stage", "lane", "card", "booking", "estates", "mend"]
    assert frame.to_dict("records") == [
        {"stage": "1 Waiting", "lane": "Touchpoints", "card": "Letter", "booking": "AR", "estates": "", "mend": "✓"},
        {
            "stage": "1 Waiting",
            "lane": "Touchpoints",
            "card": "Reminder *text*",
            "booking": "A",
            "estates": "",
            "mend": "Warning: no R.",
        },
        {
            "stage": "2 Arriving",
            "lane": "Touchpoints",
            "card": "Signs to Clinic 4",
            "booking": "",
            "estates": "A",
            "mend": "Warning: no R.",
        },
    ]


def test_a_save_is_one_change_merged_with_others_and_can_be_undone(app, said, store, put, booking):
    before = held(store)
    test = edit(app("teams", journey="j"), 1, booking="", estates="ar")
    assert "2 cells changed, not saved yet." in said(test)
    put(give("c1", "booking", "informed"))
    test.run()
    assert "Others changed this journey meanwhile" in said(test)
    revision = store.revision
    button(test, "Save the matrix").click().run()
    assert not test.exception
    assert store.revision == revision + 1
    after = held(store)
    assert after - before == {"c1.estates.accountable", "c1.estates.responsible", "c1.booking.informed"}
    assert before - after == {"c1.booking.accountable"}
    assert grid(test).value["estates"][1] == "AR"
    test.button(key="notice.undo.undo").click().run()
    assert held(store) == before | {"c1.booking.informed"}
    assert grid(test).value["booking"][1] == "AI"


def test_a_letter_that_is_no_part_is_refused_and_kept_for_correction(app, said, store, booking):
    before = held(store)
    test = edit(app("teams", journey="j"), 0, estates="X")
    button(test, "Save the matrix").click().run()
    assert "“X” holds “X”, which is no part" in said(test).replace("\\", "")
    assert held(store) == before
    assert "1 cell changed, not saved yet." in said(test)
    button(test, "Discard").click().run()
    assert "not saved yet" not in said(test)


def test_a_card_that_is_deleted_before_the_save_does_not_stop_the_others(app, said, store, put, booking):
    test = app("teams", journey="j")
    key = grid(test).key
    test.session_state[key] = {"edited_rows": {1: {"estates": "C"}, 2: {"booking": "I"}}, "added_rows": [], "deleted_rows": []}
    test.run()
    put(Edit("delete", "card", "c1"))
    button(test, "Save the matrix").click().run()
    assert "c3.booking.informed" in held(store)
    assert "1 cell had nothing to save" in said(test)


def test_the_matrix_follows_others_while_nothing_waits(app, put, booking):
    test = app("teams", journey="j")
    put(give("c3", "booking", "responsible"))
    test.run()
    assert grid(test).value["booking"][2] == "R"


def test_disconnects_with_why_and_how_strong(app, said, booking):
    text = said(app("teams", journey="j")).replace("\\", "")
    assert "One role disconnect" in text
    assert (
        "| :orange[:material/warning: **Strong**, −3.7] | **Signs to Clinic 4** | 2 Arriving |"
        " The owner changes from Booking (“Reminder *text*”) to Estates. |"
    ) in text


def test_without_any_owner_disconnects_are_one_sentence(app, said, put, hospital):
    put(Edit("put", "team", "booking", {"workspace": "main", "name": "Booking"}))
    text = said(app("teams", journey="j"))
    assert "None of the 3 touchpoints has an owner yet" in text
    assert "| --- |" not in text


def test_deleting_a_team_takes_its_parts_and_undo_brings_them_back(app, said, store, put, booking):
    put(Edit("patch", "journey", "j", {"owner": "estates"}))
    before = held(store)
    test = app("teams", journey="j")
    test.menu_button(key="team.more.estates").set_value("Delete").run()
    assert held(store) == before - {"c3.estates.accountable"}
    assert store.view("j").journey["owner"] is None
    assert "“Estates” was deleted, with its roles and 1 part on the maps." in said(test).replace("\\", "")
    test.button(key="notice.undo.undo").click().run()
    assert held(store) == before
    assert store.view("j").journey["owner"] == "estates"


def test_the_csv_holds_the_matrix_and_no_formula(app, put, booking, monkeypatch):
    given = []
    monkeypatch.setattr(raci_grid, "to_csv", lambda rows: given.append(to_csv(rows)) or given[-1])
    put(Edit("patch", "card", "c0", {"title": "=HYPERLINK(1)"}), Edit("patch", "card", "c1", {"title": "-5"}))
    test = app("teams", journey="j")
    assert test.download_button[0].label == "Download CSV"
    rows = list(csv.reader(io.StringIO(given[-1].decode("utf-8-sig"))))
    assert rows[0] == ["Stage", "Lane", "Card", "Booking", "Estates", "To mend"]
    assert [row[2] for row in rows[1:]] == ["'=HYPERLINK(1)", "-5", "Signs to Clinic 4"]


def test_journeys_of_one_title_are_told_apart(app, put, booking):
    title = "First hospital appointment"
    put(
        Edit("put", "journey", "k", {"workspace": "main", "title": title, "state": "to_be", "as_is": "j"}),
        Edit("put", "journey", "l", {"workspace": "main", "title": title}),
        Edit("put", "journey", "m", {"workspace": "main", "title": "Another"}),
    )
    options = app("teams", journey="j").selectbox(key="teams.journey").options
    assert sorted(options) == ["Another", f"{title} · As-is", f"{title} · As-is (2)", f"{title} · To-be"]


def test_another_journey_can_be_chosen(app, put, booking):
    put(Edit("put", "journey", "k", {"workspace": "main", "title": "A second visit"}))
    test = app("teams", journey="j")
    test.selectbox(key="teams.journey").set_value("k").run()
    assert test.query_params["journey"] == "k"
    assert not test.data_editor


def test_the_home_page_says_which_team_owns_a_journey(app, said, put, booking):
    assert "Owner" not in said(app())
    put(Edit("patch", "journey", "j", {"owner": "estates"}))
    assert ":gray[Owner] Estates" in said(app())
    put(Edit("patch", "team", "estates", {"name": "Buildings"}))
    assert ":gray[Owner] Buildings" in said(app())


def test_the_grid_stays_while_only_letters_change_and_is_made_anew_where_rows_do(app, put, booking):
    test = app("teams", journey="j")
    key = grid(test).key
    put(give("c3", "booking", "informed"))
    test.run()
    assert (grid(test).key, grid(test).value["booking"][2]) == (key, "I")
    put(Edit("delete", "card", "c1"))
    test.run()
    assert grid(test).key != key
    assert list(grid(test).value["card"]) == ["Letter", "Signs to Clinic 4"]


@pytest.mark.parametrize("clicked", [True, False])
def test_a_team_that_goes_while_its_form_is_open(app, said, put, hospital, clicked):
    put(Edit("put", "team", "te", {"workspace": "main", "name": "Estates"}))
    test = app("teams")
    test.menu_button(key="team.more.te").set_value("Edit").run()
    next(area for area in test.text_input if area.key.endswith(".name")).set_value("Buildings")
    put(Edit("delete", "team", "te"))
    (next(b for b in test.button if b.label == "Save").click() if clicked else test).run()
    assert "deleted while its form was open" in said(test)
    assert not test.exception
