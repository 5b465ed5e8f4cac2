"""Viewpoints: adding several at once, evidence and its grounds, whom it concerns, and the decisions that they end in."""

from datetime import date, timedelta

import pytest

from cxmap.changes import Edit
from cxmap.ui import person


def button(test, label):
    return next(b for b in test.button if b.label == label)


@pytest.fixture
def said(said):
    """Everything that the page says, as people read it."""
    return lambda test: said(test).replace("\\", "")


def act(test, key, choice):
    return test.menu_button(key=key).set_value(choice).run()


def one(store, type_, **fields):
    found = [r for r in store.of_type(type_) if all(r[name] == value for name, value in fields.items())]
    assert len(found) == 1, found
    return found[0]


@pytest.fixture
def known(put):
    """Two needs, one of them observed long ago, and a decision."""
    put(
        Edit("put", "viewpoint", "v1", {"workspace": "main", "kind": "needs", "text": "One place to *ring*", "order": "a1"}),
        Edit(
            "put",
            "viewpoint",
            "v2",
            {"workspace": "main", "kind": "needs", "text": "A written plan", "evidence": "observed", "order": "a2"},
        ),
        Edit("put", "ground", "g", {"viewpoint": "v2", "kind": "survey", "date": "2020-03-01", "expires": "2021-03-01"}),
        Edit(
            "put", "focus", "f", {"workspace": "main", "text": "People who come for the first time", "own_gain": "Fewer calls"}
        ),
    )


def add(test, type_, kind, text, turn=0):
    test.text_area(key=f"form.{type_}.lines.{kind}.{turn}.lines").set_value(text)
    return test.button(key=f"{type_}.lines.{kind}.add").click().run()


def test_an_empty_page_asks_the_questions(app, said, store):
    text = said(app("viewpoints"))
    assert "Start with the viewpoint that you know best." in text
    for words in ("Who decides, who is asked, who can stop it?", "Which technologies push the business forward?"):
        assert words in text
    assert "Nothing is decided yet." in text


def test_several_statements_are_added_at_once_by_lines(app, said, store):
    test = add(app("viewpoints"), "viewpoint", "needs", "- One place to ring\n\n  A written  plan\nOne place to ring\n")
    assert not test.exception
    assert [(v["kind"], v["text"]) for v in store.of_type("viewpoint")] == [
        ("needs", "One place to ring"),
        ("needs", "A written plan"),
    ]
    assert test.text_area(key="form.viewpoint.lines.needs.1.lines").value == ""
    text = said(test)
    assert "2 statements: 2 assumed" in text
    assert "All of it is assumed: ask, watch or count." in text
    again = add(test, "viewpoint", "needs", "a written plan\nA name to ask for", turn=1)
    assert "1 line stood there already and was not added again." in said(again).replace("\\", "")
    assert [v["text"] for v in store.of_type("viewpoint")][2:] == ["A name to ask for"]


def test_a_line_that_is_too_long_is_refused_and_stays(app, said, store):
    test = add(app("viewpoints"), "viewpoint", "value", "x" * 601)
    assert "at most 600 are taken" in said(test).replace("\\", "")
    assert test.text_area(key="form.viewpoint.lines.value.0.lines").value == "x" * 601
    assert store.of_type("viewpoint") == []


def test_what_a_statement_rests_on_and_what_has_expired(app, said, known):
    text = said(app("viewpoints"))
    assert "One place to *ring*" in text
    assert "Assumed: what it rested on has expired (observed before) · 1 ground, 1 Mar 2020" in text
    assert "One rests on evidence that has expired." in text
    assert "Five of six viewpoints are still empty; 0 of 2 statements rest on more than a guess." in text


def test_a_ground_raises_an_assumed_statement_and_can_be_taken_back(app, said, store, known):
    test = act(app("viewpoints"), "view.more.v1", "Edit, evidence")
    test.selectbox(key="form.ground.v1.1.kind").set_value("observation")
    button(test, "Add the ground").click().run()
    assert "The ground says nothing yet" in test.error[0].value
    test.text_area(key="form.ground.v1.1.quote").set_value("Three of five asked whom to ring")
    test.date_input(key="form.ground.v1.1.date").set_value(date(2026, 3, 1))
    button(test, "Add the ground").click().run()
    ground = one(store, "ground", viewpoint="v1")
    assert (ground["kind"], ground["quote"], ground["date"]) == (
        "observation",
        "Three of five asked whom to ring",
        "2026-03-01",
    )
    assert one(store, "viewpoint", id="v1")["evidence"] == "observed"
    assert "the statement counts as observed" in said(test)
    test.button(key="notice.undo.undo").click().run()
    assert one(store, "viewpoint", id="v1")["evidence"] == "assumed"
    assert not [g for g in store.of_type("ground") if g["viewpoint"] == "v1"]


def test_a_statement_is_edited_beside_somebody_else(app, store, put, known, hospital):
    test = act(app("viewpoints"), "view.more.v1", "Edit, evidence")
    put(Edit("patch", "viewpoint", "v1", {"note": "Said in four talks"}))
    test.text_area(key="form.viewpoint.1.text").set_value("One number to ring")
    test.segmented_control(key="form.viewpoint.1.evidence.assumed").set_value("measured")
    test.multiselect(key="form.viewpoint.1.concerns").set_value([("persona", "rosa"), ("map", "j")])
    button(test, "Save").click().run()
    now = one(store, "viewpoint", id="v1")
    assert (now["text"], now["note"], now["evidence"]) == ("One number to ring", "Said in four talks", "measured")
    assert {(c["persona"], c["map"]) for c in store.of_type("concern")} == {("rosa", None), (None, "j")}


def test_statements_are_shown_for_whom_they_concern_and_added_for_them(app, said, store, put, known, hospital):
    put(Edit("put", "concern", "c", {"viewpoint": "v1", "persona": "rosa"}))
    test = app("viewpoints")
    test.selectbox(key="viewpoints.about").set_value(("persona", "rosa")).run()
    assert "A written plan" not in said(test)
    assert "One place to" in said(test)
    add(test, "viewpoint", "needs", "A chair")
    assert "A chair" in said(test)
    chair = one(store, "viewpoint", text="A chair")
    assert one(store, "concern", viewpoint=chair["id"])["persona"] == "rosa"


def test_order_and_deletion_with_undo(app, said, store, known):
    test = act(app("viewpoints"), "view.more.v2", "Move up")
    assert [v["id"] for v in store.of_type("viewpoint")] == ["v2", "v1"]
    act(test, "view.more.v2", "Delete")
    assert [v["id"] for v in store.of_type("viewpoint")] == ["v1"]
    assert store.of_type("ground") == []
    assert "“A written plan” was deleted, with what it rests on." in said(test).replace("\\", "")
    test.button(key="notice.undo.undo").click().run()
    assert [v["id"] for v in store.of_type("viewpoint")] == ["v2", "v1"]
    assert [g["id"] for g in store.of_type("ground")] == ["g"]


def test_a_statement_that_is_deleted_while_its_dialog_is_open(app, said, put, known):
    test = act(app("viewpoints"), "view.more.v1", "Edit, evidence")
    put(Edit("delete", "viewpoint", "v1"))
    test.run()
    assert not test.exception
    assert "The statement was deleted while it was open" in said(test)


def test_a_decision_says_plainly_what_it_lacks(app, said, store, known, hospital):
    test = app("viewpoints")
    text = said(test)
    assert "No reason is given: say why." in text
    assert "One-sided: it does not say what the customer wins." in text
    assert "One focus, and nothing is left out: to focus is also to say no." in text
    act(test, "focus.more.f", "Edit")
    test.text_area(key="form.focus.1.reason").set_value("They decide in the first hour")
    test.text_area(key="form.focus.1.customer_gain").set_value("They know where to go")
    test.text_input(key="form.focus.1.owner").set_value("Mel")
    test.selectbox(key="form.focus.1.persona").set_value("rosa")
    test.selectbox(key="form.focus.1.map").set_value("j")
    test.date_input(key="form.focus.1.decided").set_value(date(2026, 1, 5))
    test.date_input(key="form.focus.1.review_due").set_value(date.today() - timedelta(days=3))
    button(test, "Save").click().run()
    f = one(store, "focus")
    assert (f["persona"], f["map"], f["owner"], f["decided"]) == ("rosa", "j", "Mel", "2026-01-05")
    text = said(test)
    assert "One-sided" not in text
    assert "The review is 3 days overdue." in text
    add(test, "focus", "not", "Night calls")
    assert "Nobody wins by leaving it: say what it frees." in said(test)
    assert "One focus, one thing not to do; one overdue for review." in said(test)


def test_a_decision_can_be_turned_round(app, store, known):
    act(app("viewpoints"), "focus.more.f", "Move to what not to do")
    assert one(store, "focus")["kind"] == "not"


def test_a_viewer_reads_and_changes_nothing(app, store, known, monkeypatch):
    monkeypatch.setattr(person, "actor", lambda: person.Actor("p", "viewer", "Vera"))
    test = app("viewpoints")
    assert not test.text_area
    assert not test.menu_button


def test_what_the_lists_cannot_show_is_left_as_it_is(app, store, put, known, hospital):
    put(Edit("put", "concern", "c", {"viewpoint": "v1", "map": "j"}), Edit("patch", "focus", "f", {"map": "j"}))
    put(Edit("patch", "journey", "j", {"use": "template"}))
    test = act(app("viewpoints"), "view.more.v1", "Edit, evidence")
    test.text_area(key="form.viewpoint.1.note").set_value("More")
    button(test, "Save").click().run()
    assert one(store, "viewpoint", id="v1")["note"] == "More"
    assert one(store, "concern")["map"] == "j"
    act(test, "focus.more.f", "Edit")
    test.text_area(key="form.focus.1.reason").set_value("Why")
    button(test, "Save").click().run()
    assert (one(store, "focus")["reason"], one(store, "focus")["map"]) == ("Why", "j")
