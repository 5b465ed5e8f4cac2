"""Ratings, votes and placements: the cases that Python and the board share, and what holds for any."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.insights import estimates
from cxmap.model.records import RECORDS, Record

CASES = json.loads((Path(__file__).parents[1] / "fixtures" / "estimates.json").read_text("utf-8"))


def tally(fields: dict[str, Any], place: int = 0) -> Record:
    return {"id": f"t{place}", **RECORDS["tally"].defaults, **fields}


def why(case: dict[str, Any]) -> str:
    return str(case.get("why") or case.get("finding") or case)


@pytest.mark.parametrize("case", CASES["spread"], ids=why)
def test_spread(case: dict[str, Any]) -> None:
    assert estimates.spread_of(tally(case["tally"])) == case["spread"]


@pytest.mark.parametrize("case", CASES["interval"], ids=why)
def test_interval(case: dict[str, Any]) -> None:
    found = estimates.interval(tally(case["tally"]))
    assert found == (case["interval"] and pytest.approx(case["interval"], abs=1e-6))


@pytest.mark.parametrize("case", CASES["ranked"], ids=why)
def test_ranked(case: dict[str, Any]) -> None:
    found = estimates.ranked([tally(fields) for fields in case["tallies"]])
    assert [[r.tally["id"], r.rank, r.firm] for r in found] == case["ranked"]


@pytest.mark.parametrize("case", CASES["quadrant"], ids=why)
def test_quadrant(case: dict[str, Any]) -> None:
    assert estimates.quadrant(tally(case["tally"])) == case["quadrant"]
    assert estimates.quadrant_firm(tally(case["tally"])) is case["firm"]


@pytest.mark.parametrize("case", CASES["value"], ids=why)
def test_value_is_the_mean_of_both(case: dict[str, Any]) -> None:
    assert estimates.value_of(case["customer"], case["business"]) == case["value"]


@pytest.mark.parametrize("case", CASES["finding"], ids=why)
def test_finding(case: dict[str, Any]) -> None:
    assert estimates.finding_of([tally(fields, i) for i, fields in enumerate(case["tallies"])]) == case["finding"]


def test_a_figure_of_a_room_is_called_an_estimate() -> None:
    assert estimates.estimate([tally({"people": 12}), tally({"people": 11})]) == "Estimate of 12 people in the room"
    assert estimates.estimate([tally({"people": 1})]) == "Estimate of 1 person in the room"


def test_a_finding_names_what_it_is_told_to_name() -> None:
    far = tally({"kind": "rating", "people": 2, "value": 0, "low": -3, "high": 3, "title": "Leaflet"})
    near = tally({"kind": "rating", "people": 2, "value": 0, "low": 0, "high": 0}, 1)
    assert estimates.finding_of([far, near], lambda t: "Preparing").endswith("Split on Preparing.")


VOTES = st.lists(st.integers(0, 5), min_size=2, max_size=12)


@given(st.lists(VOTES, min_size=1, max_size=6))
def test_a_ranking_falls_and_equal_votes_share_a_rank(rooms: list[list[int]]) -> None:
    made = [
        tally({"kind": "votes", "people": len(v), "value": sum(v), "counts": " ".join(f"{x}:{v.count(x)}" for x in set(v))}, i)
        for i, v in enumerate(rooms)
    ]
    found = estimates.ranked(made)
    values = [r.tally["value"] for r in found]
    assert values == sorted(values, reverse=True)
    for a, b in pairwise(found):
        assert (a.rank == b.rank) == (a.tally["value"] == b.tally["value"])
        if a.tally["value"] == b.tally["value"]:
            assert (a.firm, b.firm) == (False, False)  # who stands at the same place is not ahead
    assert all(r.low is not None and r.low <= r.tally["value"] + 1e-9 and r.tally["value"] - 1e-9 <= r.high for r in found)
