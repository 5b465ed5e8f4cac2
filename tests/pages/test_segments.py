"""Segments: the list, the dialog, who stands for whom, and who is only a segment with a face."""

import pytest

from cxmap.changes import Edit


def button(test, label):
    return next(b for b in test.button if b.label == label)


@pytest.fixture
def market(put):
    """Two segments, one with a persona; another persona with nothing but goals."""

    def edit(type_, id_, **fields):
        return Edit("put", type_, id_, {"workspace": "main", **fields})

    put(
        edit("segment", "old", name="Old *houses*", size=41_000, size_unit="households", worth=310, worth_unit="€ a year"),
        edit("segment", "new", name="New builds", needs="A fixed date", evidence="measured", order="a1"),
        edit("persona", "ann", name="Ann", segment="old", quote="I wait.", avatar="hair=bun"),
        edit("persona", "bob", name="Bob"),
        Edit("put", "statement", "s1", {"persona": "bob", "kind": "goal", "text": "Save"}),
    )


def test_without_segments_the_page_says_what_one_is(app, said):
    text = said(app("segments"))
    assert "There is no segment yet." in text
    assert "a persona tells how one of its people lives through it" in text


def test_each_segment_says_its_figures_and_who_stands_for_it(app, said, market):
    test = app("segments")
    text = said(test).replace("\\", "")
    assert "**Old *houses***" in text
    assert "41,000 households" in text
    assert "1 persona stands for it" in text
    assert "No persona stands for it yet" in text
    assert "“New builds” has no persona yet" in text
    assert "Personas without a segment" in text
    assert "Only a segment with a face" in text
    assert [link.proto.label for link in test.get("page_link")].count("Bob") == 2


def test_a_new_segment_with_its_persona(app, store, market):
    test = app("segments")
    button(test, "New segment").click().run()
    button(test, "Save").click().run()
    assert "has no name yet" in test.error[0].value
    test.text_input(key="form.segment.1.name").set_value("Landlords")
    test.number_input(key="form.segment.1.size").set_value(1200.0)
    test.text_input(key="form.segment.1.size_unit").set_value("firms")
    test.multiselect(key="form.segment.1.personas").set_value(["bob"])
    button(test, "Save").click().run()
    assert not test.exception
    made = next(s for s in store.of_type("segment") if s["name"] == "Landlords")
    assert (made["size"], made["size_unit"], made["worth"], made["evidence"]) == (1200, "firms", None, "assumed")
    assert [s["name"] for s in store.of_type("segment")][-1] == "Landlords"
    assert store.persona("bob")[0]["segment"] == made["id"]


def test_what_others_changed_meanwhile_stays(app, store, put, market):
    test = app("segments")
    test.menu_button(key="segment.old").set_value("Edit").run()
    put(
        Edit("patch", "segment", "old", {"note": "Built before 1950"}),
        Edit("patch", "persona", "bob", {"segment": "old"}),
    )
    test.text_input(key="form.segment.1.name").set_value("Old houses")
    test.multiselect(key="form.segment.1.personas").set_value([])
    button(test, "Save").click().run()
    there = next(s for s in store.of_type("segment") if s["id"] == "old")
    assert (there["name"], there["note"]) == ("Old houses", "Built before 1950")
    assert store.persona("ann")[0]["segment"] is None
    assert store.persona("bob")[0]["segment"] == "old"


def test_a_segment_is_deleted_and_brought_back_with_its_personas(app, said, store, market):
    test = app("segments")
    test.menu_button(key="segment.old").set_value("Delete").run()
    assert [s["id"] for s in store.of_type("segment")] == ["new"]
    assert store.persona("ann")[0]["segment"] is None
    assert "was deleted. Its personas stay" in said(test).replace("\\", "")
    test.button(key="notice.undo.undo").click().run()
    assert store.persona("ann")[0]["segment"] == "old"


def test_a_persona_is_made_for_a_segment(app, store, market):
    test = app("segments")
    test.button(key="segment.new.make").click().run()
    made = next(p for p in store.personas() if p["segment"] == "new")
    assert made["name"] == "Somebody of New builds"
    assert made["avatar"]
    assert test.query_params["persona"] == made["id"]


def test_a_segment_that_goes_while_its_dialog_is_open_is_said(app, put, market):
    test = app("segments")
    test.menu_button(key="segment.old").set_value("Edit").run()
    put(Edit("delete", "segment", "old"))
    test.run()
    assert any("was deleted while it was open" in m.value for m in test.markdown)
