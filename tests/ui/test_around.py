"""What lies around a journey, for its board, and the journey that a stage or card gets."""

import pytest

from cxmap.access import SYSTEM
from cxmap.changes import Change
from cxmap.model.records import new_id
from cxmap.store import Store
from cxmap.ui import around
from tests.worlds import START, card, delete, feeling, patch, put


@pytest.fixture
def store(tmp_path):
    opened = Store.open(f"sqlite:///{tmp_path / 'around.db'}")
    yield opened
    opened.close()


@pytest.fixture
def do(store):
    return lambda *edits: store.commit(Change(new_id(), edits), SYSTEM).result(10)


def test_nothing_around(store, do):
    do(*START)
    assert around.for_board(store, "j1") == {"parents": [], "children": {}, "places": {}, "ideas": {}}


def test_a_journey_that_goes_while_this_is_read_is_left_out(store, do, monkeypatch):
    do(*START, put("touchpoint", "tp", workspace="main", title="Hotline"))
    do(patch("stage", "s9", opens="j1"), patch("card", "c3", opens="j2"), card("c9", "s9", "l9", journey="j2", shared="tp"))
    ties = store.ties()
    monkeypatch.setattr(store, "ties", lambda: ties)
    do(delete("journey", "j2"))
    assert around.for_board(store, "j1") == {"parents": [], "children": {}, "places": {}, "ideas": {}}


def test_parents_children_and_places(store, do):
    do(*START)
    do(
        put("touchpoint", "tp", workspace="main", title="Hotline"),
        patch("stage", "s9", opens="j1"),
        patch("card", "c3", opens="j2"),
        patch("card", "c1", shared="tp"),
        patch("card", "c2", shared="tp"),
        card("c9", "s9", "l9", journey="j2", shared="tp"),
    )
    found = around.for_board(store, "j1")
    assert found["parents"] == [{"journey": "j2", "title": "Buy a bicycle, better", "type": "stage", "name": "Ride"}]
    assert found["children"] == {"j2": "Nobody has said yet how this journey feels"}
    assert found["places"] == {
        "tp": [
            {"journey": "j1", "title": "Buy a bicycle", "count": 2},
            {"journey": "j2", "title": "Buy a bicycle, better", "count": 1},
        ]
    }


def test_a_child_is_told_by_its_lowest_point_as_it_is_now(store, do):
    do(*START)
    do(patch("stage", "s9", opens="j1"))
    assert around.for_board(store, "j2")["children"] == {"j1": "Lowest at “C1” (−1.5)"}
    do(feeling("c1", value=-2.8))
    assert around.for_board(store, "j2")["children"] == {"j1": "Lowest at “C1” (−2.8)"}


def test_a_journey_that_opens_itself_is_not_its_own_parent(store, do):
    do(*START)
    do(patch("stage", "s1", opens="j1"))
    assert around.for_board(store, "j1")["parents"] == []


def test_the_journey_of_a_stage_has_its_name_and_the_same_personas(store, do):
    do(*START)
    made, edits = around.detail(store.view("j1"), "stage", "s2")
    do(*edits)
    view = store.view(made)
    assert (view.journey["title"], view.journey["state"]) == ("Choose", "as_is")
    assert [p["id"] for p in view.personas] == ["ann"]
    assert [s["opens"] for s in store.view("j1").stages] == [None, made, None]


def test_a_title_of_ones_own_and_none_at_all(store, do):
    do(*START, put("stage", "blank", journey="j1", order="a9"))
    view = store.view("j1")
    assert around.detail(view, "card", "c1", " Up close ")[1][0].fields["title"] == "Up close"
    assert around.detail(view, "stage", "blank")[1][0].fields["title"] == "Part of Buy a bicycle"


def test_a_card_leads_back_to_the_ideas_that_it_was_made_of(store, do):
    do(*START)
    do(
        put("whiteboard", "b", workspace="main", title="Corridor"),
        put("idea", "i", whiteboard="b", text="A bell\nat the door", state="chosen", at="2026-11-22T09:00:00Z"),
        put("idea_link", "l", idea="i", map="j1", card="c1"),
        put("idea_link", "again", idea="i", map="j1", card="c1"),
        put("idea_link", "whole", idea="i", map="j1"),
        put("idea_link", "far", idea="i", map="j2"),
    )
    said = {"idea": "i", "board": "b", "text": "A bell at the door", "state": "chosen"}
    assert around.for_board(store, "j1")["ideas"] == {"c1": [said]}
