"""Personas: the gallery, what the editor beside it is told, making one, its photo, and where it leads to."""

import io
import json
from datetime import date, timedelta

import pytest
from PIL import Image

from cxmap.changes import Edit
from cxmap.ui import navigation, persona_go, persona_photo, session


def button(test, label):
    return next(b for b in test.button if b.label == label)


def data(test):
    return json.loads(test.get("bidi_component")[0].proto.json)


def png(size=(900, 600)):
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, "PNG")
    return out.getvalue()


def test_without_personas_the_page_says_what_one_is(app, said):
    test = app("personas")
    assert "There is no persona yet." in said(test)
    assert (data(test)["persona"], data(test)["travels"]) == ("", {})


@pytest.mark.parametrize("name", ["Rosa", "Tom"])
def test_every_persona_is_a_link(app, hospital, name):
    labels = [link.proto.label for link in app("personas").get("page_link")]
    assert name in labels


def test_the_editor_is_told_of_the_journeys_with_their_lowest_point_and_pains(app, put, hospital):
    told = data(app("personas", persona="rosa"))
    assert (told["persona"], told["fresh"], told["base"]) == ("rosa", "", "")
    assert told["assets"].startswith("/assets/")
    (travel,) = told["travels"]["rosa"]
    assert (travel["id"], travel["title"], travel["stages"]) == ("j", "First hospital appointment", 2)
    assert travel["low"] == {"title": "Signs to Clinic 4", "value": -2.6}
    assert travel["high"] == {"title": "Letter", "value": 1.1}
    assert [value for _, value in travel["curve"]] == [1.1, -2.6]
    assert "Silence for five weeks" in travel["pains"]


def test_the_gallery_tells_a_proto_persona_from_a_research_based_one(app, said, put, hospital):
    seen = date.today() - timedelta(days=9)
    kinds = ("observation", "survey", "feedback")
    put(
        *(Edit("put", "statement", k, {"persona": "rosa", "kind": "goal", "text": k, "evidence": "observed"}) for k in kinds),
        *(Edit("put", "ground", f"g.{k}", {"statement": k, "kind": k, "date": seen.isoformat()}) for k in kinds),
        Edit("put", "statement", "guess", {"persona": "tom", "kind": "goal", "text": "A guess", "evidence": "assumed"}),
    )
    text = said(app("personas"))
    assert text.count(":gray[Research-based]") == 1
    assert text.count(":gray[Proto-persona]") == 1
    put(*(Edit("patch", "ground", f"g.{k}", {"expires": seen.isoformat()}) for k in kinds))
    assert said(app("personas")).count(":gray[Proto-persona]") == 2


def test_the_words_of_a_persona_are_no_markup(app, said, put, hospital):
    put(Edit("patch", "persona", "rosa", {"name": "**Rosa**", "role": "<b>67</b> :red[x]"}))
    test = app("personas")
    assert "\\*\\*Rosa\\*\\*" in [link.proto.label for link in test.get("page_link")]
    assert "\\<b\\>67" in said(test)


def test_a_new_persona_is_made_by_one_click_and_opened_with_its_name_to_be_written(app, store):
    test = app("personas")
    button(test, "New persona").click().run()
    assert not test.exception
    (made,) = store.personas()
    assert made["name"] == "New persona"
    assert made["avatar"]
    assert (data(test)["persona"], data(test)["fresh"]) == (made["id"], made["id"])


def open_photo(test):
    test.session_state[session.DIALOG] = persona_photo.DIALOG
    return test.run()


def test_a_photo_is_kept_small_and_can_be_taken_away(app, store, hospital):
    test = open_photo(app("personas", persona="rosa"))
    button(test, "Save").click().run()
    assert "No photo is chosen yet" in test.error[0].value
    test.file_uploader[0].upload("rosa.png", png(), "image/png")
    button(test, "Save").click().run()
    picture = store.picture(store.persona("rosa")[0]["photo"])
    assert (picture.content_type, picture.width, picture.height) == ("image/webp", 512, 341)
    test = open_photo(app("personas", persona="rosa"))
    button(test, "Remove the photo").click().run()
    assert not test.exception
    assert store.persona("rosa")[0]["photo"] == ""


def test_a_refused_photo_says_why_and_changes_nothing(app, store, hospital):
    test = open_photo(app("personas", persona="rosa"))
    test.file_uploader[0].upload("rosa.png", b"<svg/>", "image/png")
    button(test, "Save").click().run()
    assert "choose a PNG, JPEG or WebP file" in test.error[0].value.replace("\\", "")
    assert store.persona("rosa")[0]["photo"] == ""
    button(test, "Cancel").click().run()
    assert not test.error


@pytest.mark.parametrize(
    ("place", "way"),
    [
        ({"journey": "j"}, ("to_journey", "j")),
        ({"compare": "rosa"}, ("to_personas_compared", "rosa")),
        ({"sheet": "rosa"}, ("to_persona_sheet", "rosa")),
    ],
)
def test_the_editor_leads_to_other_pages(monkeypatch, place, way):
    gone = []
    monkeypatch.setattr(navigation, way[0], lambda *to: gone.append((way[0], *to)))
    persona_go.go(place)
    assert gone == [way]
