"""Gaps between what the team predicts and what customers report; the board's twin passes the same cases."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.insights import emotion, gaps
from tests.journeys import view

CASES = json.loads((Path(__file__).parents[1] / "fixtures" / "gaps.json").read_text("utf-8"))


@pytest.mark.parametrize("case", CASES["spread"], ids=lambda case: case["why"])
def test_reported_points_stand_over_the_predicted_ones(case):
    assert gaps.spread(case["known"], 0, 100) == pytest.approx(case["xs"])


@given(st.lists(st.one_of(st.none(), st.integers(1, 99)), max_size=30))
def test_a_reported_curve_never_runs_back(known):
    order = iter(sorted({x for x in known if x is not None}))
    placed = [x if x is None else next(order, None) for x in known]
    xs = gaps.spread(placed, 0, 100)
    assert xs == sorted(xs)
    assert all(0 < x < 100 for x in xs)


def _map(case):
    titles = list(dict.fromkeys([*case["predicted"], *case["reported"]]))
    cards = [{"title": title, "feeling": case["predicted"].get(title)} for title in titles]
    made = view({"S": {"touchpoint": [{k: v for k, v in card.items() if v is not None} for card in cards]}})
    by_title = {card["title"]: card["id"] for card in made.cards}
    for title, value in case["reported"].items():
        feeling = {
            "card": by_title[title],
            "persona": "rosa",
            "source": "reported",
            "value": value,
            "word": "",
            "intensity": None,
        }
        made.feelings.append({"id": f"{by_title[title]}.rosa.reported", "journey": made.journey["id"], **feeling})
    return made


@pytest.mark.parametrize("case", CASES["gaps"], ids=lambda case: case["why"])
def test_gaps(case):
    made = _map(case)
    found = [[gap.predicted.title, gap.size] for gap in gaps.gaps(made, "rosa")]
    assert found == case["gaps"]
    assert len(gaps.reported(made, "rosa")) == len(case["reported"])


@pytest.mark.parametrize("case", CASES["peak_end"], ids=lambda case: case["why"])
def test_peak_and_end(case):
    curve = [emotion.Point(f"c{i}", "", "s", i, value) for i, value in enumerate(case["values"])]
    found = emotion.peak_end(curve)
    if case["remembered"] is None:
        assert found is None
        return
    assert found is not None
    assert (found.peak.card, found.end.card) == (f"c{case['peak']}", f"c{case['end']}")
    assert found.remembered == pytest.approx(case["remembered"])
    assert emotion.show(found.remembered) == case["shown"]
