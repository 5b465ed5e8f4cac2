"""What buttons and forms come to: each set of edits is applied to a real state and looked at."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.changes import Change, Edit, State, apply
from cxmap.model.views import JourneyView
from cxmap.ui import edits
from cxmap.ui.words import ago, initials, plain
from tests.journeys import view


def state_of(map_=None):
    state = State()
    state.put("workspace", "main", {"name": "main"})
    if map_:
        lists = {
            "persona": map_.personas,
            "journey": [map_.journey],
            "traveller": map_.travellers,
            "stage": map_.stages,
            "lane": map_.lanes,
            "card": map_.cards,
            "feeling": map_.feelings,
        }
        for type_, records in lists.items():
            for r in records:
                state.put(type_, r["id"], {name: value for name, value in r.items() if name != "id"})
    return state


def seen(state, journey):
    """The journey as a view, out of a state."""
    records = {t: [{"id": i, **r} for i, r in state.of(t).items() if r.get("journey") == journey] for t in state._records}
    records["journey"] = [{"id": journey, **state.get("journey", journey)}]
    records["persona"] = [{"id": i, **r} for i, r in state.of("persona").items()]
    return JourneyView.of(1, records)


def shape(map_):
    """What a map says, without its ids."""
    stages = {s["id"]: s["name"] for s in map_.stages}
    titles = {c["id"]: c["title"] for c in map_.cards}
    cards = [(stages[c["stage"]], map_.lane_kind[c["lane"]], c["title"], c["severity"], c["moment"]) for c in map_.cards]
    feelings = sorted((titles[f["card"]], f["persona"], f["value"]) for f in map_.feelings)
    return [p["id"] for p in map_.personas], [s["name"] for s in map_.stages], cards, feelings


def hospital():
    touchpoints = [
        {"title": "Letter", "feelings": {"Rosa": 1, "Tom": -1}, "evidence": "measured"},
        {"title": "Call", "feeling": 2},
    ]
    return view(
        {"Waiting": {"touchpoint": touchpoints, "pain": [{"title": "Silence", "severity": 3}]}, "Arriving": {}}, ("Rosa", "Tom")
    )


def test_a_copy_says_the_same_under_other_ids():
    map_ = hospital()
    state = state_of(map_)
    journey, changes = edits.copy_journey(map_, title="Again")
    apply(state, Change("c", changes))
    copy = seen(state, journey)
    assert shape(copy) == shape(map_)
    assert copy.journey["title"] == "Again"
    assert seen(state, "j") == JourneyView(1, *(getattr(map_, n) for n in list(map_.__dataclass_fields__)[1:]))


def test_a_twin_is_to_be_linked_and_assumed():
    map_ = view({"S": {"touchpoint": [{"title": "Letter", "evidence": "measured"}]}}, review_due="2026-12-01")
    state = state_of(map_)
    journey, changes = edits.twin(map_)
    apply(state, Change("c", changes))
    twin = seen(state, journey)
    assert (twin.journey["state"], twin.journey["as_is"], twin.journey["review_due"]) == ("to_be", "j", None)
    assert [c["evidence"] for c in twin.cards] == ["assumed"]


def template():
    """A template with two example personas whose feelings become those of the one who is chosen."""
    map_ = hospital()
    lists = {"persona": map_.personas, "journey": [map_.journey], "stage": map_.stages, "lane": map_.lanes}
    lists |= {"card": map_.cards, "feeling": map_.feelings}
    return [(t, r["id"], {n: v for n, v in r.items() if n != "id"}) for t, records in lists.items() for r in records]


@pytest.mark.parametrize(("persona", "name", "who"), [("rosa", "", "Rosa"), (None, "Ines", "Ines"), (None, "", None)])
def test_a_new_journey_from_a_template(persona, name, who):
    state = state_of(hospital())
    journey, changes = edits.new_journey("main", "Moving", persona, name, template())
    apply(state, Change("c", changes))
    made = seen(state, journey)
    assert [s["name"] for s in made.stages] == ["Waiting", "Arriving"]
    assert [p["name"] for p in made.personas] == ([who] if who else [])
    values = {f["value"] for f in made.feelings}
    assert values == ({1, 2} if who else set())  # the leading example's, where two become one
    assert len(state.of("persona")) == (3 if name else 2)


def test_a_blank_journey_is_blank():
    state = state_of()
    journey, changes = edits.new_journey("main", "Moving", None, "", [])
    apply(state, Change("c", changes))
    assert seen(state, journey).stages == []
    assert len(changes) == 1


def test_a_patch_has_only_what_was_changed_and_what_was_seen():
    was = {"id": "p", "name": "Rosa", "role": "Driver", "quote": ""}
    assert edits.patch("persona", "p", was, {"name": "Rosa", "role": "Nurse"}) == (
        Edit("patch", "persona", "p", {"role": "Nurse"}, {"role": "Driver"}),
    )
    assert edits.patch("persona", "p", was, {"name": "Rosa"}) == ()


@given(st.text(max_size=60))
def test_plain_text_has_no_markup_left(text):
    shown = plain(text)
    assert all(shown[i - 1] == "\\" for i, mark in enumerate(shown) if mark in "*_[]<>`:$#~|" and i) or not shown


@pytest.mark.parametrize(
    ("name", "letters"),
    [("Rosa Lindqvist", "RL"), ("Guest 12", "G1"), ("Ines", "I"), ("  ", ""), ("<b>", "B"), ("Ån de Öst", "ÅÖ")],
)
def test_initials(name, letters):
    assert initials(name) == letters


def test_words_around():
    assert ago("2020-01-01T00:00:00.000Z").endswith("years ago")
    assert edits.lines_of(" a \n\n b\n") == ["a", "b"]
