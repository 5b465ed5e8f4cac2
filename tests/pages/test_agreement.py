"""What the tables saw, as a page: in words, side by side, merged, taken back."""

import pytest

from cxmap.access import Actor
from cxmap.changes import Edit
from cxmap.model.records import new_id

LEADER = Actor("lea", "facilitator", "Lea")


@pytest.fixture
def room(store, put, hospital):
    """Two tables over the hospital's map, which saw one thing alike and differ in another; their maps by name."""
    put(Edit("put", "workshop", "w", {"journey": "j", "title": "Waiting | together", "state": "running"}))
    store.breakouts("w", ["Red", "Blue"], LEADER, new_id()).result(20)
    maps = {t["name"]: t["map"] for t in store.view("j").of_type("breakout")}

    def card(table, title, felt=None):
        view = store.view(maps[table])
        lane = next(lane for lane in view.lanes if lane["kind"] == "pain")
        id_ = new_id()
        fields = {"journey": maps[table], "stage": view.stages[0]["id"], "lane": lane["id"], "title": title}
        put(Edit("put", "card", id_, fields))
        if felt is not None:
            feeling = {"journey": maps[table], "card": id_, "persona": "rosa", "value": felt}
            put(Edit("put", "feeling", f"{id_}.rosa.predicted", feeling))

    card("Red", "Nobody *answers* the phone", -3)
    card("Blue", "The phone: nobody answers", 1)
    card("Blue", "No seat")
    return maps


def plainly(said, test):
    return said(test).replace("\\", "")


def button(test, start):
    return next(b for b in test.button if b.label.startswith(start))


def test_what_all_saw_and_what_one_saw(app, said, room):
    test = app("agreement", workshop="w")
    text = plainly(said, test)
    assert "**Both tables saw 1 of 2 things; 1 was seen by one only. Feelings clash at 1.**" in text
    assert "Seen 1 by all, 1 by one; feelings clash at 1" in text
    assert "Red: “Nobody *answers* the phone” −3.0 · Blue: “The phone: nobody answers” +1.0" in text
    assert "1 stage nobody has written in" in text
    test.segmented_control[0].set_value("Side by side").run()
    assert (
        "| Pain points | Nobody *answers* the phone **−3.0** | The phone: nobody answers **+1.0** | 2 of 2 **⇅ feelings clash** |"
        in plainly(said, test)
    )


def test_what_is_chosen_is_merged_and_taken_back(app, said, room, store):
    test = app("agreement", workshop="w")
    assert [box.value for box in test.checkbox] == [True, True]
    test.checkbox[1].uncheck().run()
    button(test, "Merge 1 thing").click().run()
    pains = [c["title"] for c in store.view("j").cards if "phone" in c["title"]]
    assert len(pains) == 1
    assert "1 thing merged into the map." in plainly(said, test)
    assert "on the map" in plainly(said, test)
    assert [v["origin"] for v in store.view("j").of_type("voice")] == ["Red", "Blue"]
    button(test, "Undo").click().run()
    assert not [c for c in store.view("j").cards if "phone" in c["title"]]
    assert len(test.checkbox) == 2


def test_none_and_all(app, room):
    test = app("agreement", workshop="w")
    button(test, "Choose none").click().run()
    assert [box.value for box in test.checkbox] == [False, False]
    assert button(test, "Merge 0 things").disabled
    button(test, "Choose all").click().run()
    button(test, "Merge 2 things").click().run()
    assert not test.checkbox


def test_a_room_without_tables_says_how_to_make_them(app, said, put, hospital):
    put(Edit("put", "workshop", "w", {"journey": "j", "title": "Together"}))
    assert "This workshop has no tables." in said(app("agreement", workshop="w"))


def test_a_workshop_that_is_not_there(app, said, hospital):
    assert "This workshop is not here" in said(app("agreement", workshop="nowhere"))
    assert "This workshop is not here" in said(app("agreement"))
