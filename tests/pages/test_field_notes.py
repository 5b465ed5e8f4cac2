"""Field notes: written in the field without losing a word, photos, passages, and what they become evidence of."""

import io
from datetime import date

import pytest
from PIL import Image

from cxmap.changes import Edit
from cxmap.ui import person

TEXT = "She stops at the door. “Where do I go?” she asks.\n\nNobody answers. The sign says Clinic 3. She follows it."


def button(test, label):
    return next(b for b in test.button if b.label == label)


def field(test, kind, name, form="field_note", turn=1):
    return getattr(test, kind)(key=f"form.{form}.{turn}.{name}")


def photo(width=2000, height=1000):
    out = io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    exif.get_ifd(0x8825)[1] = "N"
    Image.new("RGB", (width, height), "white").save(out, "JPEG", exif=exif)
    return out.getvalue()


@pytest.fixture
def said(said):
    """Everything that the page says, as people read it."""
    return lambda test: said(test).replace("\\", "")


@pytest.fixture
def arriving(put, hospital):
    """A note of an hour in the entrance hall, with one highlight."""
    fields = {
        "workspace": "main",
        "title": "Arriving at the clinic",
        "place": "Entrance hall",
        "date": "2026-03-02",
        "text": TEXT,
    }
    put(Edit("put", "field_note", "n", fields))
    put(Edit("put", "highlight", "h", {"field_note": "n", "quote": "Nobody answers.", "note": "The desk is empty"}))


def test_an_empty_page_says_what_to_do(app, said, store):
    text = said(app("field_notes"))
    assert "Go and see" in text
    assert "Choose **New note** to begin." in text


def test_a_note_is_saved_as_it_is_typed(app, said, store):
    test = app("field_notes")
    button(test, "New note").click().run()
    assert field(test, "date_input", "date").value == date.today()
    field(test, "text_input", "place").set_value("Entrance hall").run()
    (note,) = store.of_type("field_note")
    assert (note["title"], note["place"], note["kind"]) == ("Observation, Entrance hall", "Entrance hall", "observation")
    field(test, "text_area", "text").set_value("She stops at the door.").run()
    field(test, "text_input", "title").set_value("Arriving").run()
    button(test, "Done").click().run()
    (note,) = store.of_type("field_note")
    assert (note["title"], note["text"]) == ("Arriving", "She stops at the door.")
    assert test.query_params["note"] == note["id"]
    assert "She stops at the door." in said(test)


def test_a_form_that_says_nothing_makes_no_note(app, store):
    test = app("field_notes")
    button(test, "New note").click().run()
    button(test, "Done").click().run()
    assert store.of_type("field_note") == []


def test_two_people_write_one_note(app, store, put, arriving):
    test = app("field_notes", note="n")
    test.button(key="note.edit").click().run()
    put(Edit("patch", "field_note", "n", {"observer": "Jo", "text": TEXT.replace("She stops", "Rosa stops")}))
    field(test, "text_area", "text").set_value(f"{TEXT} Then she sits down.").run()
    button(test, "Done").click().run()
    note = store.record("field_note", "n")
    assert note["observer"] == "Jo"
    assert note["text"] == TEXT.replace("She stops", "Rosa stops") + " Then she sits down."


def test_what_is_typed_survives_the_deletion_of_the_note(app, store, put, arriving):
    test = app("field_notes", note="n")
    test.button(key="note.edit").click().run()
    put(Edit("delete", "field_note", "n"))
    field(test, "text_area", "text").set_value("All of it again").run()
    assert "saved as a new note" in test.error[0].value
    button(test, "Done").click().run()
    (note,) = store.of_type("field_note")
    assert (note["title"], note["text"]) == ("Arriving at the clinic", "All of it again")


def test_photos_are_cleaned_upright_and_several(app, said, store, arriving):
    test = app("field_notes", note="n")
    files = [("a.jpg", photo(), "image/jpeg"), ("b.png", b"<svg/>", "image/png"), ("c.jpg", photo(40, 20), "image/jpeg")]
    test.file_uploader(key="form.photos.n.0.files").set_value(files).run()
    assert not test.exception
    large, small = store.of_type("field_photo")
    picture = store.picture(large["picture"])
    assert (picture.content_type, picture.width, picture.height) == ("image/webp", 800, 1600)
    assert not Image.open(io.BytesIO(picture.data)).getexif()
    assert "“b.png” was not taken. This is no photo that can be read" in said(test)
    test.text_input(key=f"form.field_photo.caption.{large['id']}.0.caption").set_value("The sign").run()
    assert store.record("field_photo", large["id"])["caption"] == "The sign"
    test.button(key=f"photo.delete.{small['id']}").click().run()
    assert [p["id"] for p in store.of_type("field_photo")] == [large["id"]]
    test.button(key="notice.undo.undo").click().run()
    assert len(store.of_type("field_photo")) == 2


def test_neighbouring_sentences_become_one_passage(app, said, store, arriving):
    test = app("field_notes", note="n")
    test.segmented_control(key="note.mode.n").set_value("Highlight").run()
    test.pills(key="form.passages.n.0.chosen.0").set_value([1, 2, 4]).run()
    button(test, "Highlight").click().run()
    quotes = [one["quote"] for one in store.of_type("highlight") if one["id"] != "h"]
    assert quotes == ["“Where do I go?” she asks.\n\nNobody answers.", "She follows it."]
    assert "2 passages highlighted." in said(test)


def test_a_long_note_is_chosen_from_in_parts(app, store, put, arriving):
    text = " ".join(f"Sentence {i} ends." for i in range(1, 83))
    put(Edit("patch", "field_note", "n", {"text": text}))
    test = app("field_notes", note="n")
    test.segmented_control(key="note.mode.n").set_value("Highlight").run()
    part = test.selectbox(key="form.passages.n.0.part")
    assert part.options == ["Sentences 1 to 40 of 82", "Sentences 41 to 80 of 82", "Sentences 81 to 82 of 82"]
    test.pills(key="form.passages.n.0.chosen.0").set_value([39]).run()
    test.selectbox(key="form.passages.n.0.part").set_value(1).run()
    test.pills(key="form.passages.n.0.chosen.1").set_value([40, 42]).run()
    button(test, "Highlight").click().run()
    quotes = [one["quote"] for one in store.of_type("highlight") if one["id"] != "h"]
    assert quotes == ["Sentence 40 ends. Sentence 41 ends.", "Sentence 43 ends."]


def test_a_pasted_passage_must_stand_in_the_notes(app, said, store, arriving):
    test = app("field_notes", note="n")
    test.segmented_control(key="note.mode.n").set_value("Highlight").run()
    test.text_area(key="form.passages.n.0.pasted").set_value("Clinic 4")
    button(test, "Highlight").click().run()
    assert "The pasted words do not stand in the notes" in said(test)
    test.text_area(key="form.passages.n.0.pasted").set_value("door.  “Where")
    test.text_input(key="form.passages.n.0.meaning").set_value("Lost at once")
    button(test, "Highlight").click().run()
    (one,) = [one for one in store.of_type("highlight") if one["id"] != "h"]
    assert (one["quote"], one["note"]) == ("door. “Where", "Lost at once")


def test_a_highlight_whose_passage_is_gone_stays_and_says_so(app, said, put, arriving):
    assert "no longer stands" not in said(app("field_notes", note="n"))
    put(Edit("patch", "field_note", "n", {"text": TEXT.replace("Nobody answers. ", "")}))
    text = said(app("field_notes", note="n"))
    assert "Nobody answers." in text
    assert "This passage no longer stands in the notes like this." in text


def use(test, where):
    test.button(key="highlight.use.h").click().run()
    test.segmented_control(key="form.highlight.1.where").set_value(where).run()


def test_a_highlight_becomes_evidence_of_a_card(app, said, store, put, arriving):
    put(Edit("patch", "card", "c3", {"evidence": "assumed"}))
    test = app("field_notes", note="n")
    use(test, "A card on a map")
    assert button(test, "Make it evidence").disabled
    test.selectbox(key="form.highlight.1.stage.j").set_value("s1").run()
    button(test, "Make it evidence").click().run()
    (source,) = store.of_type("source")
    assert (source["card"], source["kind"], source["quote"]) == ("c3", "observation", "Nobody answers.")
    assert (source["date"], source["item"]) == ("2026-03-02", "highlight:h")
    assert store.record("card", "c3")["evidence"] == "observed"
    text = said(test)
    assert "“Signs to Clinic 4” rests on this passage and counts as observed now." in text
    assert "1 observation; one of 1 highlight is evidence." in text
    test.button(key="notice.undo.undo").click().run()
    assert store.of_type("source") == []
    assert store.record("card", "c3")["evidence"] == "assumed"


def test_a_highlight_becomes_evidence_of_a_statement_and_a_viewpoint_once(app, said, store, put, arriving):
    put(Edit("put", "statement", "s", {"persona": "rosa", "kind": "need", "text": "A person to ask"}))
    put(Edit("put", "viewpoint", "v", {"workspace": "main", "kind": "needs", "text": "One place to ask"}))
    test = app("field_notes", note="n")
    use(test, "A persona's statement")
    test.selectbox(key="form.highlight.1.persona").set_value("rosa").run()
    button(test, "Make it evidence").click().run()
    test.button(key="highlight.use.h").click().run()
    test.segmented_control(key="form.highlight.2.where").set_value("A viewpoint").run()
    button(test, "Make it evidence").click().run()
    assert {(g["statement"], g["viewpoint"], g["item"]) for g in store.of_type("ground")} == {
        ("s", None, "highlight:h"),
        (None, "v", "highlight:h"),
    }
    assert store.record("statement", "s")["evidence"] == "observed"
    assert store.record("viewpoint", "v")["evidence"] == "observed"
    test.button(key="highlight.use.h").click().run()
    test.segmented_control(key="form.highlight.3.where").set_value("A viewpoint").run()
    button(test, "Make it evidence").click().run()
    assert "This is evidence of that viewpoint already: choose another place." in test.error[0].value.replace("\\", "")
    assert len(store.of_type("ground")) == 2


def test_the_search_looks_everywhere_in_a_note(app, said, put, arriving):
    put(Edit("put", "field_note", "m", {"workspace": "main", "title": "A talk", "kind": "interview", "text": "About parking"}))
    test = app("field_notes")
    assert "1 observation and 1 interview" in said(test)
    test.text_input(key="notes.search").set_value("desk empty").run()
    assert "She stops at the door." in said(test)
    test.text_input(key="notes.search").set_value("parking").run()
    assert "About parking" in said(test)
    test.text_input(key="notes.search").set_value("dragon").run()
    assert "No note holds “dragon”." in said(test)


def test_deleting_a_note_takes_its_highlights_and_undo_brings_them_back(app, said, store, arriving):
    test = app("field_notes", note="n")
    test.button(key="note.delete").click().run()
    assert store.of_type("highlight") == []
    test.button(key="notice.undo.undo").click().run()
    assert [one["id"] for one in store.of_type("highlight")] == ["h"]
    assert "Nobody answers." in said(test)


def test_a_viewer_reads_and_changes_nothing(app, said, arriving, monkeypatch):
    monkeypatch.setattr(person, "actor", lambda: person.Actor("p", "viewer", "Vera"))
    test = app("field_notes", note="n")
    assert "The desk is empty" in said(test)
    assert [b.label for b in test.button] == []
    assert not test.file_uploader
