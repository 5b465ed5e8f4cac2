"""Which evidence counts on a day, from the cases that the board's rule passes too."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.insights import evidence
from cxmap.insights.summary import summarise
from tests.journeys import record, view

CASES = json.loads((Path(__file__).parents[1] / "fixtures" / "evidence.json").read_text("utf-8"))
DAYS = st.dates(date(1900, 1, 1), date(2199, 12, 30))


def source(card: str, i: int, expires: str | None) -> dict[str, Any]:
    return record("source", f"{card}.{i}", journey="j", card=card, expires=expires)


def world(cards: list[dict[str, Any]]) -> Any:
    """A map with these cards and their sources."""
    map_ = view({"S": {"touchpoint": [{"title": str(i), "evidence": c["evidence"]} for i, c in enumerate(cards)]}})
    sources = [source(f"c{i}", k, day) for i, c in enumerate(cards) for k, day in enumerate(c["expires"])]
    return replace(map_, others={**map_.others, "source": sources})


@pytest.mark.parametrize("case", CASES["status"], ids=lambda case: case["name"])
def test_the_status_that_counts(case):
    card = record("card", "c", journey="j", stage="s", lane="l", evidence=case["evidence"])
    sources = [source("c", i, day) for i, day in enumerate(case["expires"])]
    today = date.fromisoformat(case["today"])
    assert evidence.status(card, sources, today) == case["status"]
    assert evidence.has_expired(card, sources, today) is case["expired"]
    assert evidence.status(card, sources, None) == case["evidence"]


def test_coverage_counts_expired_evidence_as_assumed():
    case = CASES["coverage"]
    map_, today = world(case["cards"]), date.fromisoformat(case["today"])
    found = evidence.coverage(map_, today)
    assert {"measured": found.measured, "observed": found.observed, "assumed": found.assumed} == case["counts"]
    assert (found.expired, found.share) == (case["expired"], case["share"])
    assert summarise(map_, today).coverage == found
    assert summarise(map_).coverage.expired == 0
    assert evidence.coverage(view({}, ()), today).share is None


def test_a_map_is_read_with_the_evidence_that_counts():
    map_, today = world(CASES["coverage"]["cards"]), date.fromisoformat(CASES["coverage"]["today"])
    assert evidence.expired(map_, today) == {"c1", "c3"}
    assert [c["evidence"] for c in evidence.counted(map_, today).cards].count("assumed") == 5
    assert [c["evidence"] for c in map_.cards].count("assumed") == 3, "the map itself stays as it is"
    assert evidence.counted(map_, None) is map_


@given(st.sampled_from(["observed", "measured"]), st.lists(st.none() | DAYS, min_size=1, max_size=4), DAYS)
def test_time_only_takes_evidence_away(status, expires, today):
    card = record("card", "c", journey="j", stage="s", lane="l", evidence=status)
    sources = [source("c", i, day.isoformat() if day else None) for i, day in enumerate(expires)]
    now, tomorrow = (evidence.has_expired(card, sources, day) for day in (today, today + timedelta(days=1)))
    assert tomorrow or not now
    assert now is (None not in expires and max(day for day in expires if day) <= today)
