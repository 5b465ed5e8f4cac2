"""The board's page, the swimlane beside it, and the settings."""

import json

import pytest

from cxmap.changes import Edit
from cxmap.ui import canvas, navigation


def figure(test):
    return json.loads(test.get("plotly_chart")[0].proto.spec)


@pytest.mark.parametrize("url", [{}, {"journey": ""}, {"journey": "nothing"}, {"journey": "<script>"}])
def test_an_unknown_journey_has_a_way_home(app, url):
    test = app("journey", **url)
    assert test.title[0].value == "This journey is not here"
    assert test.get("page_link")[0].proto.label == "To all journeys"


def test_the_board_has_what_it_needs_and_no_chart(app, hospital):
    test = app("journey", journey="j")
    data = json.loads(test.get("bidi_component")[0].proto.json)
    assert data["journey"] == "j"
    assert data["assets"].startswith("/assets/")
    assert data["base"] == ""
    assert [j["title"] for j in data["journeys"]] == ["First hospital appointment"]
    templates = json.loads(data["templates"])
    assert {t["id"] for t in templates} >= {"purchase", "onboarding", "employee-journey"}
    assert all(t["title"] and t["stage"] and t["lane"] for t in templates)
    assert data["chart"] is False
    assert not test.get("plotly_chart")


def test_the_swimlane_shows_the_journey_as_it_is_now(app, put, said, hospital):
    test = app("journey", journey="j")
    test.segmented_control[0].set_value("Swimlane").run()
    assert figure(test)["layout"]["title"]["text"] == "Lowest at “Signs to Clinic 4” (−2.6)"
    assert json.loads(test.get("bidi_component")[0].proto.json)["chart"] is True
    assert "- Feeling −2.6: Signs to Clinic 4" in said(test).replace("\\", "")
    put(Edit("patch", "journey", "j", {"title": "Second appointment"}))
    test.run()
    assert figure(test)["layout"]["title"]["subtitle"]["text"].startswith("Second appointment")


def test_a_journey_deleted_while_it_is_open(app, put, hospital):
    test = app("journey", journey="j")
    put(Edit("delete", "journey", "j"))
    test.run()
    assert test.title[0].value == "This journey is not here"


@pytest.mark.parametrize(
    ("place", "way"),
    [
        ({"page": "home"}, ("to_journeys",)),
        ({"page": "settings"}, ("to_settings",)),
        ({"page": "personas", "persona": "rosa"}, ("to_persona", "rosa")),
        ({"page": "personas"}, ("to_persona", "")),
        ({"journey": "j2"}, ("to_journey", "j2")),
        ({}, ()),
    ],
)
def test_the_board_leads_elsewhere(place, way, monkeypatch):
    went = []
    for name in ("to_journeys", "to_settings", "to_persona", "to_journey"):
        monkeypatch.setattr(navigation, name, lambda *args, name=name: went.append((name, *args)))
    canvas._go(place)
    assert went == ([way] if way else [])


def test_a_name_is_kept_and_can_be_changed(app, store, said):
    test = app("settings")
    field = test.text_input[0]
    assert (field.value, field.placeholder) == ("", "Guest 1")
    field.set_value("  Ana Kovač ").run()
    test.text_input[0].set_value("Ana K.").run()
    people = {test.session_state["guest"]}
    assert [store.person(p)["name"] for p in people] == ["Ana K."]
    assert "You are Ana K\\. here." in said(test)


def test_a_workshop_says_the_new_name_of_who_leads_it(app, store, put):
    test = app("settings")
    me = test.session_state["guest"]
    put(
        Edit("put", "journey", "j", {"workspace": "main", "title": "Keys"}),
        *(
            Edit(
                "put",
                "workshop",
                id_,
                {"journey": "j", "title": id_, "state": state, "facilitator": me, "facilitator_name": "Guest 1"},
            )
            for id_, state in (("held", "closed"), ("next", "planned"))
        ),
    )
    test.text_input[0].set_value("Ana").run()
    assert {w["id"]: w["facilitator_name"] for w in store.of_type("workshop")} == {"held": "Guest 1", "next": "Ana"}
    test.text_input[0].set_value("").run()
    assert store.record("workshop", "next")["facilitator_name"].startswith("Guest ")


def test_settings_say_where_the_data_lies(app, said, store):
    text = said(app("settings"))
    assert "sqlite:///" in text
    assert "python -m cxmap import FILE" in text
