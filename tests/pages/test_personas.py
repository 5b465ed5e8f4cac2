"""Personas: looking at one, making one, changing one beside others, photos, deleting."""

import io

import pytest
from PIL import Image

from cxmap.changes import Edit


def button(test, label):
    return next(b for b in test.button if b.label == label)


def png(size=(900, 600)):
    out = io.BytesIO()
    Image.new("RGB", size, "teal").save(out, "PNG")
    return out.getvalue()


def test_without_personas_the_page_says_what_one_is(app, said):
    assert "There is no persona yet." in said(app("personas"))


def test_a_persona_with_statements_channels_and_journeys(app, said, put, hospital):
    put(
        Edit("patch", "persona", "rosa", {"role": "67, first referral", "quote": "“I don't want to be a bother.”"}),
        Edit("put", "statement", "s1", {"persona": "rosa", "kind": "goal", "text": "Keep her independence", "order": "a0"}),
        Edit("put", "statement", "s2", {"persona": "rosa", "kind": "channel", "text": "phone", "order": "a0"}),
    )
    text = said(app("personas", persona="rosa")).replace("\\", "")
    assert "Rosa" in text
    assert "“I don't want to be a bother.”" in text
    assert "- Keep her independence" in text
    assert "- Phone" in text
    assert ":gray[Lowest: Signs to Clinic 4]" in text
    assert ":orange[**−2.6**]" in text


def test_channels_that_nobody_knows_are_shown_and_kept(app, said, put, hospital, store):
    channels = (("c1", "fax", "a0"), ("c2", "phone", "a1"), ("c3", "phone", "a2"))
    put(*(Edit("put", "statement", i, {"persona": "rosa", "kind": "channel", "text": t, "order": o}) for i, t, o in channels))
    test = app("personas", persona="rosa")
    assert "- fax" in said(test)
    button(test, "Edit").click().run()
    assert test.multiselect(key="form.persona.rosa.1.channel").value == ["fax", "phone"]
    test.text_input(key="form.persona.rosa.1.role").set_value("67")
    button(test, "Save").click().run()
    assert not test.exception
    assert [s["text"] for s in store.persona("rosa")[1]["channel"]] == ["fax", "phone"]


def test_an_unknown_persona_is_said_to_be_gone(app, said, hospital):
    assert "This persona is not here" in said(app("personas", persona="nobody"))


def test_a_new_persona(app, said, store):
    test = app("personas")
    button(test, "New persona").click().run()
    button(test, "Save").click().run()
    assert "The persona has no name yet" in test.error[0].value
    test.text_input(key="form.persona.new.1.name").set_value("Ines Okafor")
    test.text_area(key="form.persona.new.1.goal").set_value("Know the date\n\nSleep\n")
    test.multiselect(key="form.persona.new.1.channel").set_value(["phone", "post"])
    button(test, "Save").click().run()
    made = store.personas()[0]
    statements = store.persona(made["id"])[1]
    assert made["name"] == "Ines Okafor"
    assert [s["text"] for s in statements["goal"]] == ["Know the date", "Sleep"]
    assert [s["text"] for s in statements["channel"]] == ["phone", "post"]
    assert "Ines Okafor" in said(test)
    assert not test.error


def test_two_people_change_a_persona_at_once(app, store, put, hospital):
    put(Edit("patch", "persona", "rosa", {"narrative": "She waits for a letter.", "role": "67"}))
    test = app("personas", persona="rosa")
    button(test, "Edit").click().run()
    put(
        Edit("patch", "persona", "rosa", {"narrative": "She waits for a letter. It is cold.", "quote": "What happens next?"}),
        Edit("put", "statement", "other", {"persona": "rosa", "kind": "goal", "text": "Others' goal", "order": "a0"}),
    )
    test.text_area(key="form.persona.rosa.1.narrative").set_value("Every day she waits for a letter.")
    test.text_area(key="form.persona.rosa.1.goal").set_value("My goal")
    button(test, "Save").click().run()
    rosa, statements = store.persona("rosa")
    assert rosa["narrative"] == "Every day she waits for a letter. It is cold."
    assert rosa["quote"] == "What happens next?"
    assert sorted(s["text"] for s in statements["goal"]) == ["My goal", "Others' goal"]


def test_cancel_forgets_what_was_typed(app, store, hospital):
    test = app("personas", persona="rosa")
    button(test, "Edit").click().run()
    test.text_input(key="form.persona.rosa.1.name").set_value("Rosie")
    button(test, "Cancel").click().run()
    assert store.persona("rosa")[0]["name"] == "Rosa"
    button(test, "Edit").click().run()
    assert test.text_input(key="form.persona.rosa.2.name").value == "Rosa"


def test_a_photo_is_kept_small(app, store, hospital):
    test = app("personas", persona="rosa")
    button(test, "Edit").click().run()
    test.file_uploader[0].upload("rosa.png", png(), "image/png")
    button(test, "Save").click().run()
    picture = store.picture(store.persona("rosa")[0]["photo"])
    assert (picture.content_type, picture.width, picture.height) == ("image/webp", 512, 341)
    button(test, "Edit").click().run()
    test.checkbox[0].check()
    button(test, "Save").click().run()
    assert store.persona("rosa")[0]["photo"] == ""


def test_a_refused_photo_leaves_the_form_as_it_was(app, store, hospital):
    test = app("personas", persona="rosa")
    button(test, "Edit").click().run()
    test.text_input(key="form.persona.rosa.1.name").set_value("Rosa L.")
    test.file_uploader[0].upload("rosa.png", b"<svg/>", "image/png")
    button(test, "Save").click().run()
    assert "choose a PNG, JPEG or WebP file" in test.error[0].value.replace("\\", "")
    assert test.text_input(key="form.persona.rosa.1.name").value == "Rosa L."
    assert store.persona("rosa")[0]["name"] == "Rosa"


def test_a_refused_change_keeps_what_was_typed(app, store, hospital):
    test = app("personas", persona="rosa")
    button(test, "Edit").click().run()
    test.text_area(key="form.persona.rosa.1.goal").set_value("x" * 500)
    button(test, "Save").click().run()
    assert "holds at most 400 characters" in test.error[0].value
    assert test.text_area(key="form.persona.rosa.1.goal").value == "x" * 500


def test_delete_and_undo(app, said, store, hospital):
    test = app("personas", persona="rosa")
    button(test, "Delete").click().run()
    assert store.persona("rosa") is None
    assert "Rosa was deleted" in said(test)
    test.button(key="notice.undo.undo").click().run()
    assert store.persona("rosa") is not None
    assert len(store.view("j").feelings) == len(hospital.feelings)


@pytest.mark.parametrize("name", ["Rosa", "Tom"])
def test_every_persona_is_a_link(app, hospital, name):
    labels = [link.proto.label for link in app("personas").get("page_link")]
    assert name in labels
