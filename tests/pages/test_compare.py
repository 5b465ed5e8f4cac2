"""Two maps side by side: the twin, any two, none."""

import pytest

from cxmap.changes import Edit
from cxmap.ui.edits import twin


@pytest.fixture
def better(put, store, hospital):
    """The to-be map of the hospital, with a card of every kind of difference; its id."""
    journey, edits = twin(store.view("j"))
    put(*edits)
    view, was = store.view(journey), store.view("j")
    links = (
        (t, r["id"], o["id"]) for t in ("stage", "lane", "card") for r, o in zip(*(_of(v, t) for v in (view, was)), strict=True)
    )
    put(*(Edit("patch", type_, id_, {"origin": origin}) for type_, id_, origin in links))
    by_title = {card["title"]: card["id"] for card in view.cards}
    stages = {stage["name"]: stage["id"] for stage in view.stages}
    lanes = {lane["kind"]: lane["id"] for lane in view.lanes}
    feeling = next(f for f in view.feelings if f["card"] == by_title["Signs to Clinic 4"] and f["persona"] == "rosa")
    place = {"journey": journey, "stage": stages["Arriving"], "lane": lanes["touchpoint"]}
    put(
        Edit("delete", "card", by_title["Reminder *text*"]),
        Edit("patch", "card", by_title["Letter"], {"title": "Letter with a map"}),
        Edit("patch", "card", by_title["Silence for five weeks"], {"stage": stages["Arriving"]}),
        Edit("put", "card", "nurse", {**place, "title": "A nurse at the door", "order": "a5"}),
        Edit("patch", "feeling", feeling["id"], {"value": 1.0}),
    )
    return journey


def _of(view, type_):
    return {"stage": view.stages, "lane": view.lanes, "card": view.cards}[type_]


def plainly(said, test):
    return said(test).replace("\\", "")


def button(test, label):
    return next(b for b in test.button if b.label == label)


def test_maps_of_one_name_are_told_apart(app, put, hospital):
    put(Edit("put", "journey", "k", {"workspace": "main", "title": "First hospital appointment"}))
    for list_ in app("compare").selectbox[:2]:
        assert list_.options == ["First hospital appointment (as-is) (2)", "First hospital appointment (as-is)"]


@pytest.mark.parametrize("which", ["j", "twin"])
def test_a_map_and_its_twin(app, said, better, which):
    test = app("compare", journey="j" if which == "j" else better)
    text = plainly(said, test)
    assert "**1 card is new, 1 gone, 1 moved and 1 changed**" in text
    assert "Rosa’s lowest point rises from −2.6 to" in text
    assert "- “Reminder *text*” is gone from Waiting" in text
    assert "- “A nurse at the door” is new in Arriving" in text
    assert "- “Silence for five weeks” moved from Waiting to Arriving" in text
    assert "- “Letter” in Waiting is now called “Letter with a map”" in text
    assert "- Rosa’s feeling at “Signs to Clinic 4” rises from −2.6 to +1.0" in text
    assert "Remembered ≈ (−2.6 + (−2.6)) / 2 = −2.6" in text
    assert "a heuristic, not a measurement" in text
    assert "**＋**&ensp;**A nurse at the door** :gray[new]" in text
    assert "**−**&ensp;**Reminder *text*** :gray[gone]" in text


def test_only_what_differs(app, said, put, better):
    put(Edit("put", "stage", "calm", {"journey": "j", "name": "Going home", "order": "a9"}))
    put(Edit("put", "stage", "calm2", {"journey": better, "name": "Going home", "origin": "calm", "order": "a9"}))
    test = app("compare", journey="j")
    assert "Going home" in said(test)
    next(s for s in test.segmented_control if s.key == "compared.stages").set_value("Only what differs").run()
    assert "Going home" not in said(test)
    assert "1 stage does not differ." in said(test)


def test_the_persona_is_chosen(app, said, better):
    test = app("compare", journey="j")
    next(s for s in test.segmented_control if s.label == "Persona").set_value("tom").run()
    assert "Tom’s lowest point stays at 0" in said(test)


def test_a_map_without_a_twin_gets_one(app, said, store, hospital, put):
    put(Edit("put", "journey", "k", {"workspace": "main", "title": "Another"}))
    test = app("compare", journey="j")
    assert "has no to-be map yet" in said(test)
    button(test, "Create a to-be copy").click().run()
    assert not test.exception
    assert "**The two maps do not differ**" in said(test)


def test_one_journey_alone_and_none_at_all(app, said, store, put):
    assert "There is no journey yet" in said(app("compare"))
    put(Edit("put", "journey", "k", {"workspace": "main", "title": "Alone"}))
    assert "**Alone** has no to-be map yet" in said(app("compare", journey="k"))


def test_a_to_be_map_whose_as_is_was_deleted(app, said, put, better):
    put(Edit("put", "journey", "k", {"workspace": "main", "title": "Another"}), Edit("delete", "journey", "j"))
    test = app("compare", journey=better)
    assert "is not linked with an as-is map (any more)" in said(test)


def test_any_two_maps(app, said, put, hospital):
    put(
        Edit("put", "journey", "k", {"workspace": "main", "title": "Another"}),
        Edit("put", "stage", "ks", {"journey": "k", "name": "waiting", "order": "a0"}),
    )
    test = app("compare", before="k", after="j")
    assert "The stage “waiting” is now called “Waiting”" in plainly(said, test)
    assert "Rosa travels this map now" in said(test)
    button(test, "Swap").click().run()
    assert "Rosa no longer travels this map" in said(test)
    before = next(s for s in test.selectbox if s.label == "Before")
    before.set_value("k").run()
    assert "these are one and the same" in said(test)


def test_stages_without_origin_are_known_by_name(app, said, put, better, store):
    for type_, records in (("stage", store.view(better).stages), ("card", store.view(better).cards)):
        put(*(Edit("patch", type_, r["id"], {"origin": None}) for r in records))
    text = plainly(said, app("compare", journey="j"))
    assert "**2 cards are new, 2 gone and 1 moved**" in text


def test_maps_without_anybody_or_any_stage(app, said, put):
    put(
        Edit("put", "journey", "a", {"workspace": "main", "title": "A"}),
        Edit("put", "journey", "b", {"workspace": "main", "title": "B"}),
    )
    text = said(app("compare", before="a", after="b"))
    assert "Nobody travels these maps yet" in text
    assert "Neither map has a stage yet" in text


def test_the_menu_of_a_card_leads_there(app, said, better):
    test = app().menu_button(key="more.j").set_value("Compare as-is and to-be").run()
    assert not test.exception
    assert "**1 card is new, 1 gone, 1 moved and 1 changed**" in plainly(said, test)


def test_the_comparison_follows_what_others_change(app, said, put, better):
    test = app("compare", journey="j")
    assert "“A nurse at the door” is new in Arriving" in plainly(said, test)
    put(Edit("patch", "card", "nurse", {"title": "A nurse in the hall"}))
    test.run()  # what the page does by itself every 2 seconds
    assert "“A nurse in the hall” is new in Arriving" in plainly(said, test)
    put(Edit("delete", "journey", better))
    test.run()
    assert not test.exception
