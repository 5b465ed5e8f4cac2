"""Home: what a group finds there, and what it does with whole journeys."""

from itertools import pairwise

import pytest

from cxmap.changes import Edit
from cxmap.ui import actions


def button(test, label):
    return next(b for b in test.button if b.label == label)


def test_an_empty_workspace_says_what_to_do(app, said):
    test = app()
    assert test.title[0].value == "Journeys"
    assert "There is no journey yet." in said(test)
    assert "Draw the first map." in said(test)


def test_a_journey_is_shown_with_its_lowest_point_and_worst_pain(app, said, hospital):
    test = app()
    text = said(test)
    assert "Signs to Clinic 4" in text
    assert "**−2.6**" in text
    assert "Silence for five weeks" in text
    assert "Rosa, Tom · 3 touchpoints · As-is" in text
    assert test.get("page_link")[0].proto.label == "First hospital appointment"
    assert "**One rests mostly on guesses**" not in text


@pytest.mark.parametrize("query", ["hospital", "rosa SIGNS", "silence", "clinic 4"])
def test_search_finds_title_persona_pain_and_card(app, hospital, query):
    test = app()
    test.text_input(key="search").set_value(query).run()
    assert len(test.get("page_link")) == 1


def test_a_search_for_nothing_says_so(app, said, hospital):
    test = app()
    test.text_input(key="search").set_value("heat*pump").run()
    assert "Nothing holds “heat\\*pump”" in said(test)
    assert not test.get("page_link")


def test_delete_and_undo(app, said, store, hospital):
    test = app()
    test.menu_button(key="more.j").set_value("Delete").run()
    assert store.view("j") is None
    assert "“First hospital appointment” was deleted" in said(test)
    test.button(key="notice.undo.undo").click().run()
    assert len(store.view("j").cards) == len(hospital.cards)
    assert "was deleted" not in said(test)


def test_a_deletion_can_be_left_alone(app, said, store, hospital):
    test = app()
    test.menu_button(key="more.j").set_value("Delete").run()
    test.button(key="notice.undo.dismiss").click().run()
    assert "was deleted" not in said(test)
    assert store.journeys() == []


def test_duplicate(app, store, hospital):
    app().menu_button(key="more.j").set_value("Duplicate").run()
    copy = next(j for j in store.journeys() if j.id != "j")
    assert copy.title == "First hospital appointment (copy)"
    view = copy.view()
    assert sorted(c["title"] for c in view.cards) == sorted(c["title"] for c in hospital.cards)
    assert sorted(f["value"] for f in view.feelings) == sorted(f["value"] for f in hospital.feelings)
    assert not {c["id"] for c in view.cards} & {c["id"] for c in hospital.cards}
    assert [p["id"] for p in view.personas] == ["rosa", "tom"]


def test_a_to_be_copy_is_linked_and_made_once(app, store, hospital):
    test = app()
    for _ in range(2):
        test.menu_button(key="more.j").set_value("Create a to-be copy").run()
    twins = [j for j in store.journeys() if j.id != "j"]
    assert [(t.state, t.as_is) for t in twins] == [("to_be", "j")]
    assert {c["evidence"] for c in twins[0].view().cards} == {"assumed"}


def test_a_blank_journey_with_a_new_persona(app, store, said):
    test = app()
    button(test, "New journey").click().run()
    button(test, "Create").click().run()
    assert "The journey has no title yet" in test.error[0].value.replace("\\", "")
    test.text_input(key="form.new.0.title").set_value("Moving home")
    persona = test.selectbox(key="form.new.0.persona")
    persona.options.append("Ines Okafor")  # a name that is typed in, not chosen
    persona.set_value("Ines Okafor")
    button(test, "Create").click().run()
    made = store.journeys()[0]
    assert (made.title, [p["name"] for p in made.personas]) == ("Moving home", ["Ines Okafor"])
    assert made.view().stages == []
    assert not test.exception


def test_a_journey_from_a_template_for_a_known_persona(app, store, hospital):
    test = app()
    button(test, "New journey").click().run()
    test.text_input(key="form.new.0.title").set_value("Buying a bike")
    test.selectbox(key="form.new.0.persona").set_value("rosa")
    test.radio(key="form.new.0.template").set_value("purchase")
    button(test, "Create").click().run()
    made = next(j for j in store.journeys() if j.title == "Buying a bike")
    view = made.view()
    assert len(view.stages) >= 4
    assert [p["id"] for p in view.personas] == ["rosa"]
    assert len(store.personas()) == 2
    assert store.check() == []


def test_a_title_is_never_markup(app, said, store, put, hospital):
    put(Edit("patch", "journey", "j", {"title": "**bold** [x](javascript:alert(1)) :red[r] $x$"}))
    label = app().get("page_link")[0].proto.label
    assert label.replace("\\", "") == "**bold** [x](javascript:alert(1)) :red[r] $x$"
    assert all(before == "\\" for before, mark in pairwise(label) if mark in "*[]():$")


def test_import_says_what_was_read_before_anything_is_written(app, store, said, native):
    test = app()
    button(test, "Import").click().run()
    file = native(journeys=[{"id": "q", "title": "Getting a key"}], stages=[{"id": "s", "journey": "q", "name": "Asking"}])
    test.file_uploader[0].upload("key.json", file, "application/json").run()
    assert "1 journey" in said(test)
    assert store.journeys() == []
    test.button(key="form.import.0.import").click().run()
    assert [j.title for j in store.journeys()] == ["Getting a key"]


def test_import_says_which_teams_are_here_already(app, store, put, said, native):
    put(Edit("put", "team", "mine", {"workspace": "main", "name": "Service", "lead": "Jo"}))
    test = app()
    button(test, "Import").click().run()
    teams = [{"id": "t", "name": "service", "lead": "Kim"}]
    file = native(journeys=[{"id": "q", "title": "Getting a key", "owner": "t"}], teams=teams)
    test.file_uploader[0].upload("key.json", file, "application/json").run()
    assert "1 team of the same name taken for the same" in said(test)
    assert "is here already and stays as it is" in said(test)
    test.button(key="form.import.0.import").click().run()
    assert [t["name"] for t in store.of_type("team")] == ["Service"]
    assert store.view("q").journey["owner"] == "mine"


def test_a_file_of_personas_leads_to_them(app, store, said, native):
    test = app()
    button(test, "Import").click().run()
    file = native(personas=[{"id": "p", "name": "Ann"}], statements=[{"id": "s", "persona": "p", "text": "Sleep"}])
    test.file_uploader[0].upload("ann.json", file, "application/json").run()
    assert "1 persona, 1 statement" in said(test).replace("\\", "")
    test.button(key="form.import.0.import").click().run()
    assert [p["name"] for p in store.personas()] == ["Ann"]
    assert test.query_params["persona"] == "p"


def test_a_refused_file_says_why_and_changes_nothing(app, store):
    test = app()
    button(test, "Import").click().run()
    test.file_uploader[0].upload("notes.txt", b"hello", "text/plain").run()
    assert test.error[0].value
    assert store.journeys() == []
    assert store.revision <= 2


def test_a_template_of_ones_own(app, store, said, hospital):
    test = app()
    test.menu_button(key="more.j").set_value("Save as template").run()
    assert "“First hospital appointment” is now a template" in said(test)
    assert [j.id for j in store.journeys()] == ["j"]
    assert len(test.get("page_link")) == 1  # it stands nowhere among the journeys
    (made,) = store.templates()
    test.button(key="notice.undo.dismiss").click().run()
    button(test, "New journey").click().run()
    radio = test.radio(key="form.new.0.template")
    assert radio.options[:2] == ["A blank map", "First hospital appointment"]
    test.text_input(key="form.new.0.title").set_value("Second appointment")
    test.selectbox(key="form.new.0.persona").set_value("tom")
    radio.set_value(made.id)
    button(test, "Create").click().run()
    view = next(j for j in store.journeys() if j.title == "Second appointment").view()
    assert sorted(c["title"] for c in view.cards) == sorted(c["title"] for c in hospital.cards)
    assert {f["persona"] for f in view.feelings} == {"tom"}
    assert not test.exception


def test_templates_of_one_name_are_told_apart(app, put, hospital):
    for id_ in ("ta", "tb"):
        put(Edit("put", "journey", id_, {"workspace": "main", "title": "A visit", "use": "template"}))
    test = app()
    button(test, "New journey").click().run()
    radio = test.radio(key="form.new.0.template")
    assert radio.options[1:3] == ["A visit", r"A visit \(2\)"]
    radio.set_value("tb").run()
    assert test.text_input(key="form.template.tb.0.title").value == "A visit"


def test_a_template_is_renamed_deleted_and_brought_back(app, store, said, hospital):
    test = app()
    test.menu_button(key="more.j").set_value("Save as template").run()
    (made,) = store.templates()
    button(test, "New journey").click().run()
    test.radio(key="form.new.0.template").set_value(made.id).run()
    name = f"form.template.{made.id}.0.title"
    assert test.text_input(key=name).value == "First hospital appointment"
    test.text_input(key=name).set_value("Any appointment").run()
    assert [t.title for t in store.templates()] == ["Any appointment"]
    assert "Any appointment" in test.radio(key="form.new.0.template").options
    test.text_input(key=f"form.template.{made.id}.1.title").set_value(" ").run()
    assert "needs a title" in test.error[0].value
    test.button(key=f"template.{made.id}.delete").click().run()
    assert store.templates() == []
    assert test.radio(key="form.new.0.template").value == "Blank"
    assert "The template “Any appointment” was deleted" in said(test)
    test.button(key="notice.undo.undo").click().run()
    assert [t.title for t in store.templates()] == ["Any appointment"]
    assert not test.exception


def test_a_template_has_no_to_be_copy(app, store, put, hospital):
    put(Edit("patch", "journey", "j", {"use": "template"}))
    assert actions.make_twin("j") is None
    assert store.journeys() == []


def test_a_template_that_went_meanwhile(app, store, put, hospital):
    test = app()
    test.menu_button(key="more.j").set_value("Save as template").run()
    (made,) = store.templates()
    button(test, "New journey").click().run()
    test.text_input(key="form.new.0.title").set_value("Late")
    test.radio(key="form.new.0.template").set_value(made.id)
    put(Edit("delete", "journey", made.id))
    button(test, "Create").click().run()
    assert not test.exception
    assert [j.title for j in store.journeys()] == ["First hospital appointment"]


def test_export_with_and_without_comments(app, store, put, hospital):
    said_ = {"journey": "j", "text": "Who sends it?", "at": "2026-11-22T09:00:00Z", "author_name": "Ann"}
    put(
        Edit("put", "comment", "k", said_),
        Edit("put", "journey", "n", {"workspace": "main", "title": "N", "state": "to_be", "as_is": "j"}),
    )
    test = app()
    test.menu_button(key="more.j").set_value("Export").run()
    boxes = {box.label: box for box in test.checkbox}
    assert list(boxes) == ["With comments (1)", "With 1 journey that belongs to it"]
    (download,) = test.get("download_button")
    assert download.proto.label == "Download"
    for box in boxes.values():
        box.set_value(True)
    test.run()
    assert not test.exception


def test_a_to_be_map_is_offered_no_to_be_copy(app, put, hospital):
    put(Edit("patch", "journey", "j", {"state": "to_be"}))
    assert "Create a to-be copy" not in app().menu_button(key="more.j").options
