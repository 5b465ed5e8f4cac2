"""Role disconnects: the cases that the board's twin passes too, and what is made of them."""

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.insights import disconnects as d
from cxmap.model.views import JourneyView
from tests.journeys import record

CASES = json.loads((Path(__file__).parents[1] / "fixtures" / "disconnects.json").read_text(encoding="utf-8"))


def view_of(records):
    """A view from records that say only what matters; ids are kept."""
    whole = {
        type_: [record(type_, r["id"], **{k: v for k, v in r.items() if k != "id"}) for r in of]
        for type_, of in records.items()
    }
    return JourneyView.of(1, whole)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_cases(case):
    found = [
        {
            "card": x.card,
            "owners": list(x.owners),
            "kinds": [reason.kind for reason in x.reasons],
            "sentence": x.sentence,
            "drop": x.drop,
            "strong": x.strong,
        }
        for x in d.disconnects(view_of(case["records"]))
    ]
    assert found == case["expected"]


def case(name):
    return view_of(next(c["records"] for c in CASES if c["name"] == name))


def test_strong_ones_come_first_the_deepest_fall_on_top():
    def one(card, drop):
        return d.Disconnect(card, card, "s", (), (d.Reason("none", "No team owns it."),), drop)

    found = [one("a", 0.9), one("b", 1.2), one("c", 0.0), one("d", 4.0)]
    assert [x.card for x in d.ranked(found)] == ["d", "b", "a", "c"]


def test_each_owner_of_a_disconnect_has_it():
    found = d.disconnects(case("two owners, by name"))
    assert d.by_team(found) == {"t-book": (1, 0), "t-est": (1, 0)}
    strong = d.disconnects(case("strong where the leading persona's feeling falls by 1 or more"))
    assert d.by_team(strong) == {"t-est": (1, 1)}


def test_a_map_is_owned_once_somebody_answers_for_something():
    assert not d.owned(case("an empty map has none"))
    assert d.owned(case("no owner"))


@given(st.lists(st.sampled_from(["", "t-book", "t-est"]), min_size=1, max_size=12))
def test_a_touchpoint_is_disconnected_where_it_has_no_owner_or_another_than_the_one_before(owners):
    records = {
        "journey": [{"id": "j", "title": "A visit"}],
        "team": [{"id": "t-book", "name": "Booking"}, {"id": "t-est", "name": "Estates"}],
        "stage": [{"id": "s", "journey": "j"}],
        "lane": [{"id": "l", "journey": "j", "kind": "touchpoint"}],
        "card": [
            {"id": f"c{i}", "journey": "j", "stage": "s", "lane": "l", "order": f"a{'0123456789AB'[i]}"}
            for i in range(len(owners))
        ],
        "assignment": [
            {"id": f"c{i}.{team}.accountable", "journey": "j", "card": f"c{i}", "team": team, "part": "accountable"}
            for i, team in enumerate(owners)
            if team
        ],
    }
    expected = [f"c{i}" for i, team in enumerate(owners) if not team or (i and owners[i - 1] and owners[i - 1] != team)]
    assert [x.card for x in d.disconnects(view_of(records))] == expected
