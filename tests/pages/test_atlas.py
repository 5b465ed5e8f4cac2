"""The atlas: none, one, many; its list has every link."""

import pytest

from cxmap.changes import Edit
from tests.pages.test_compare import better  # noqa: F401 - the to-be map of the hospital


def links(test):
    return [block.proto.label.replace("\\", "") for block in test.get("page_link")]


def test_without_journeys_it_says_how_to_begin(app, said):
    assert "**There is no journey yet.**" in said(app("atlas"))


def test_one_journey_alone(app, said, hospital):
    test = app("atlas")
    assert "1 journey, and it stands by itself" in said(test).replace("\\", "")
    assert "Nothing ties them yet" in said(test)
    assert "First hospital appointment" in links(test)
    assert "Lowest at “Signs to Clinic 4” (−2.6)" in said(test).replace("\\", "")


@pytest.mark.usefixtures("better")
def test_what_opens_what_and_what_is_shared(app, said, put, store, hospital):
    put(
        Edit("put", "journey", "day", {"workspace": "main", "title": "The *day*"}),
        Edit("put", "stage", "ds", {"journey": "day", "name": "Dawn", "order": "a0"}),
        Edit("put", "lane", "dl", {"journey": "day", "kind": "touchpoint", "order": "a0"}),
        Edit("put", "touchpoint", "tp", {"workspace": "main", "title": "Letter"}),
        Edit("put", "card", "dc", {"journey": "day", "stage": "ds", "lane": "dl", "shared": "tp", "order": "a0"}),
        Edit("patch", "stage", "s1", {"opens": "day"}),
        Edit("patch", "card", "c0", {"shared": "tp"}),
    )
    test = app("atlas")
    text = said(test).replace("\\", "")
    assert "3 journeys hang together" in text
    assert "opened by “Arriving”" in text
    assert "its to-be map" in text
    assert "shares “Letter” with" in text
    assert links(test).count("The *day*") == 2
    assert text.count("Worst pain: Silence for five weeks (severity 3 of 3)") == 2


def test_journeys_in_a_circle(app, said, put):
    put(
        *(Edit("put", "journey", j, {"workspace": "main", "title": j.upper()}) for j in "ab"),
        Edit("put", "stage", "sa", {"journey": "a", "name": "To b", "opens": "b", "order": "a0"}),
        Edit("put", "stage", "sb", {"journey": "b", "name": "To a", "opens": "a", "order": "a0"}),
    )
    test = app("atlas")
    assert "opened by “To a” · listed above" in said(test)


def test_two_hundred_journeys(app, said, put):
    put(*(Edit("put", "journey", f"j{i}", {"workspace": "main", "title": f"Journey {i}"}) for i in range(200)))
    test = app("atlas")
    assert "200 journeys, each by itself" in said(test).replace("\\", "")
    assert "The network shows 60 of 200 journeys" in said(test)
    assert len([link for link in links(test) if link.startswith("Journey ")]) == 200
    next(b for b in test.button if b.label == "Draw all 200").click().run()
    assert not test.exception
    assert "The network shows" not in said(test)


def test_templates_are_no_journeys_here(app, said, put, hospital):
    put(Edit("put", "journey", "t", {"workspace": "main", "title": "A template", "use": "template"}))
    assert "A template" not in links(app("atlas"))
