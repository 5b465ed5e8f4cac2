"""What differs between two maps, and how it is said."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.insights.difference_words import Sentences, number
from cxmap.insights.differences import Difference, by_stage, columns, differences, rows
from cxmap.insights.pairing import kept
from cxmap.model.views import JourneyView
from tests.fixtures import make_differences as made
from tests.fixtures.make_differences import base, card, changed, copied, felt, whole, with_, without
from tests.journeys import large, view

CASES = json.loads((made.HERE / "differences.json").read_text("utf-8"))


def said(before: JourneyView, after: JourneyView, by: str = "origin") -> list[str]:
    words = Sentences(before, after)
    return [words.of(d) for d in differences(before, after, by)]  # type: ignore[arg-type]


def test_the_shared_cases_are_up_to_date():
    assert made.text() == (made.HERE / "differences.json").read_text("utf-8"), "run python -m tests.fixtures.make_differences"


def test_the_shared_cases_hold_every_kind_of_every_type():
    seen = {(d["type"], d["kind"]) for case in CASES for d in case["differences"]}
    for type_ in ("stage", "lane", "card"):
        assert {(type_, kind) for kind in ("added", "gone", "moved", "changed")} <= seen
    for type_ in ("feeling", "assignment", "tag", "connection", "path", "measure", "source", "reading", "answer", "journey"):
        assert any(type_ == seen_type for seen_type, _ in seen), type_


def test_a_to_be_map_in_words():
    map_ = base(
        card=[
            {**card("hot", "s1"), "title": "Hotline, 35 min", "channel": "phone"},
            {**card("visit", "s2", order="a0"), "title": "Visit by Ines"},
            {**card("bill", "s2", order="a1"), "title": "Bill"},
        ],
        feeling=[felt("hot", -2.6), felt("bill", -1.5, source="reported")],
    )
    twin = changed(copied(map_), "card", "zvisit", stage="zs1")
    twin = changed(twin, "card", "zbill", title="One bill", evidence="assumed", note="x" * 300)
    twin = {**twin, "feeling": [felt("zhot", 1.0)]}
    twin = with_(twin, "card", {**card("text", "zs1", "ztouch", "a5"), "title": "A text: we come at ten"})
    assert said(whole(map_), whole(twin)) == [
        "“Visit by Ines” moved from Winter to Enquiry",
        "“A text: we come at ten” is new in Enquiry",
        "“Bill” in Winter is now called “One bill”; Note is new",
        "Meera’s feeling at “Hotline, 35 min” rises from −2.6 to +1.0",
    ]
    assert "“Hotline, 35 min” is gone from Enquiry" in said(
        whole(map_), whole({**without(twin, "card", "zhot"), "feeling": []})
    )


def test_a_copy_differs_in_nothing_and_neither_does_a_map_from_itself():
    map_ = base(card=[card("c1"), card("c2", order="a1"), card("p", "s2", "pain")], feeling=[felt("c1", 1)])
    assert differences(whole(map_), whole(copied(map_))) == []
    assert differences(whole(map_), whole(map_), "id") == []


def test_only_what_changed_places_has_moved():
    map_ = base(card=[card(f"c{i}", order=f"a{i}") for i in range(6)])
    last = whole(changed(map_, "card", "c0", order="a9"))
    assert differences(whole(map_), last, "id") == [Difference("moved", "card", "c0", "c0", "s1", {"order": (1, 6)})]


def test_stages_and_lanes_of_both_maps_stand_side_by_side():
    map_ = base()
    twin = without(with_(copied(map_), "stage", {"id": "new", "name": "Spring", "order": "a9"}), "stage", "zs2")
    pairs = [(a and a["id"], b and b["id"]) for a, b in columns(whole(map_), whole(twin))]
    assert pairs == [("s1", "zs1"), ("s2", None), ("s3", "zs3"), (None, "new")]
    pairs = [(a and a["id"], b and b["id"]) for a, b in rows(whole(map_), whole(without(twin, "lane", "ztouch")))]
    assert pairs == [("touch", None), ("pain", "zpain")]
    nothing = whole({"journey": [{"id": "k", "title": "Other"}]})
    assert [a["id"] for a, b in columns(whole(map_), nothing) if a and b is None] == ["s1", "s2", "s3"]


def test_differences_by_the_stage_that_they_belong_to():
    map_ = base(card=[card("c1"), card("c2", "s2")])
    after = with_(without(map_, "card", "c2"), "card", card("c3", "s2", "pain"))
    after = changed(after, "lane", "pain", name="Pains")
    grouped = by_stage(differences(whole(map_), whole(after), "id"))
    assert {stage: [d.id for d in of] for stage, of in grouped.items()} == {None: ["pain"], "s2": ["c3", "c2"]}


@pytest.mark.parametrize(
    ("value", "text"), [(0, "0"), (-0.001, "0"), (12.345, "12.35"), (-3, "−3"), (20.5, "20.5"), (1e15, "1000000000000000")]
)
def test_numbers(value, text):
    assert number(value) == text


@given(st.permutations(range(7)))
def test_a_longest_rising_part_is_kept(ranks):
    left = [rank for i, rank in enumerate(ranks) if i in kept(ranks)]
    assert left == sorted(left)
    subsets = ([r for i, r in enumerate(ranks) if mask >> i & 1] for mask in range(1 << len(ranks)))
    assert len(left) == max(len(some) for some in subsets if some == sorted(some))


CELLS = st.lists(st.tuples(st.sampled_from(["s1", "s2", "s3"]), st.sampled_from(["touch", "pain"])), min_size=5, max_size=5)


@given(CELLS, CELLS, st.permutations(range(5)), st.sets(st.integers(0, 4)), st.sets(st.integers(0, 4)))
def test_both_ways_round_the_same_cards_differ(before, after, order, not_before, not_after):
    def map_(cells, orders, left_out):
        cards = [card(f"c{i}", *cells[i], order=f"a{orders[i]}") for i in range(5) if i not in left_out]
        return whole(base(card=cards))

    a, b = map_(before, range(5), not_before), map_(after, order, not_after)
    there, back = differences(a, b, "id"), differences(b, a, "id")
    assert (
        {d.id for d in there if d.kind == "added"} == {d.id for d in back if d.kind == "gone"} == _ids(not_before - not_after)
    )
    assert {d.id for d in there if d.kind == "gone"} == _ids(not_after - not_before)
    across = {f"c{i}" for i in range(5) if before[i] != after[i]} - _ids(not_before | not_after)
    assert {d.id for d in there if "order" not in d.fields and d.kind == "moved"} == across
    assert len([d for d in there if "order" in d.fields]) == len([d for d in back if "order" in d.fields])
    for d in there:
        assert Sentences(a, b).of(d)


def _ids(numbers):
    return {f"c{i}" for i in numbers}


def test_a_large_map_is_compared_quickly():
    map_ = large(20, 15)
    assert len(map_.cards) == 2700
    assert differences(map_, map_, "id") == differences(map_, map_) == []


def test_journeys_that_share_no_record_are_compared_by_their_words():
    a = view({"Look": {"touchpoint": [{"title": "Website", "feeling": 1}]}, "Buy": {"touchpoint": [{"title": "Till"}]}})
    b = whole(
        {
            "journey": [{"id": "k", "title": "Other"}],
            "stage": [{"id": "x", "name": "look", "order": "a0"}],
            "lane": [{"id": "y", "kind": "touchpoint", "name": "Meetings", "order": "a0"}],
            "card": [{**card("z", "x", "y"), "title": "website"}],
        }
    )
    assert said(a, b) == [
        "Rosa no longer travels this map",
        "The stage “Look” is now called “look”",
        "The stage “Buy” is gone",
        "The lane “Touchpoints” is now called “Meetings”",
        "“Website” in look is now called “website”",
        "“Till” is gone with the stage Buy",
        "Rosa’s feeling at “Website” is gone: it was +1.0",
    ]
