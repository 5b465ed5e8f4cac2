"""What personas rest on, from the cases that the component's rule passes too, and how they fare on journeys."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.insights import personas
from cxmap.model.customer_vocabulary import STATEMENT_KINDS
from cxmap.model.vocabulary import EVIDENCE, keys
from tests.journeys import record, view

CASES = json.loads((Path(__file__).parents[1] / "fixtures" / "persona-coverage.json").read_text("utf-8"))["cases"]
TODAY = date(2026, 11, 20)
ANN = record("persona", "ann", name="Ann")


def said(id_: str, kind: str = "goal", evidence: str = "observed", **more: Any) -> dict[str, Any]:
    return record("statement", id_, persona="ann", kind=kind, evidence=evidence, text=id_, **more)


def ground(id_: str, statement: str, kind: str = "survey", **more: Any) -> dict[str, Any]:
    return record("ground", id_, statement=statement, kind=kind, **more)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_the_cases_that_both_sides_pass(case: dict[str, Any]) -> None:
    persona = record("persona", "p", name="Ann", quote=case["quote"])
    statements = [
        record("statement", s["id"], persona="p", text="x", kind=s["kind"], evidence=s["evidence"]) for s in case["statements"]
    ]
    fields = ("statement", "kind", "date", "expires")
    grounds = [record("ground", f"g{i}", **{name: g.get(name) for name in fields}) for i, g in enumerate(case["grounds"])]
    found = personas.foundation(persona, statements, grounds, date.fromisoformat(case["today"]))
    expect, coverage = case["expect"], found.coverage
    counts = {"measured": coverage.measured, "observed": coverage.observed, "assumed": coverage.assumed}
    assert counts == expect["counts"]
    assert (coverage.cards, coverage.expired, found.percent) == (expect["all"], expect["expired"], expect["percent"])
    assert (found.grounds, found.research_based) == (expect["grounds"], expect["research_based"])
    assert found.only_segment is expect["only_segment"]
    assert found.label == ("Research-based" if expect["research_based"] else "Proto-persona")


@given(
    st.lists(st.tuples(st.sampled_from(keys(STATEMENT_KINDS)), st.sampled_from(keys(EVIDENCE))), max_size=12),
    st.lists(st.tuples(st.integers(0, 11), st.sampled_from([None, "2026-11-20", "2026-11-21"])), max_size=12),
)
def test_a_ground_that_expires_never_makes_it_better(statements: list[tuple[str, str]], grounds: list[tuple[int, Any]]) -> None:
    there = [said(f"s{i}", kind, evidence) for i, (kind, evidence) in enumerate(statements)]
    behind = [ground(f"g{i}", f"s{s}", date=f"2026-01-{i + 1:02}", expires=day) for i, (s, day) in enumerate(grounds)]
    before, now = (personas.foundation(ANN, there, behind, day) for day in (None, TODAY))
    assert before.coverage.cards == now.coverage.cards == sum(kind not in personas.UNCOUNTED for kind, _ in statements)
    assert now.coverage.assumed == before.coverage.assumed + now.coverage.expired
    assert now.grounds <= before.grounds
    assert before.research_based or not now.research_based


def test_grounds_are_counted_by_kind_and_one_interview_once() -> None:
    statements = [said("s1"), said("s2"), said("s3", evidence="assumed")]
    grounds = [
        ground("g1", "s1", "observation", item="highlight:h1"),
        ground("g2", "s2", "observation", item="highlight:h2"),
        ground("g3", "s2", "feedback", item="item:7"),
        ground("g4", "s1", "feedback", item="item:7"),
        ground("g5", "s3", "survey", quote="31 of 40", date="2026-05-02"),
        ground("g6", "s1", "survey", quote="31 of 40", date="2026-05-02"),
        ground("g7", "s1", "survey", quote="Old", date="2020-05-02", expires="2021-01-01"),
        ground("g8", "elsewhere", "survey", quote="Another persona's"),
    ]
    notes = [record("field_note", "n1", title="At home", kind="interview"), record("field_note", "n2", title="Shop")]
    highlights = [record("highlight", h, field_note=n, quote="x") for h, n in (("h1", "n1"), ("h2", "n1"), ("h3", "n2"))]
    interviews = personas.interviews_of(highlights, notes)
    assert interviews == {"h1": "n1", "h2": "n1"}
    found = personas.foundation(ANN, statements, grounds, TODAY, interviews)
    assert found.counted == "1 interview, 1 customer quote, 1 survey finding"
    assert (found.expired_grounds, found.last) == (1, "2026-05-02")


def test_advice_says_what_is_missing_and_nothing_where_all_is_well() -> None:
    bare = personas.advice(personas.foundation(ANN, [], [], TODAY))
    assert "a segment with a face" in bare[0]
    assert "begin with goals" in bare[1]
    guessed = personas.advice(personas.foundation(ANN, [said("a", "job", "assumed"), said("b")], [], TODAY))
    assert guessed[0].startswith("Find evidence for 1 more statement:")
    assert guessed[1].startswith("Name 3 more grounds")
    grounds = [ground(f"g{i}", "a", date=f"2026-11-0{i + 1}") for i in range(3)]
    well = personas.foundation({**ANN, "quote": "I wait."}, [said("a")], grounds, TODAY)
    assert well.research_based
    assert personas.advice(well) == []
    expired = [{**g, "expires": "2026-11-20"} for g in grounds]
    assert (
        "1 statement rests on expired grounds only"
        in personas.advice(personas.foundation(ANN, [said("a")], expired, TODAY))[-1]
    )


def test_a_travel_has_its_own_curve_and_the_pains_that_hurt_most() -> None:
    map_ = view(
        {
            "Before": {
                "touchpoint": [{"title": "Letter", "feelings": {"Rosa": 1, "Tom": -3}}],
                "pain": [{"title": "Waits", "severity": 2}, {"title": "", "severity": 3}, {"title": "Asks", "severity": 3}],
            },
            "After": {
                "touchpoint": [{"title": "Bill", "feelings": {"Rosa": -2}}],
                "pain": [{"title": "Pays twice", "severity": 2}, {"title": "Unrated"}],
            },
        },
        ("Rosa", "Tom"),
        title="A visit",
    )
    rosa, tom = (personas.travel(map_, who) for who in ("rosa", "tom"))
    assert rosa is not None
    assert tom is not None
    assert [p.value for p in rosa.curve] == [1, -2]
    assert (rosa.lowest.title, rosa.highest.title, rosa.stages) == ("Bill", "Letter", 2)  # type: ignore[union-attr]
    assert [p.title for p in rosa.pains] == ["Asks", "Pays twice", "Waits"]
    assert [p.title for p in tom.pains] == ["Asks", "Waits", "Pays twice"]
    assert personas.travel(map_, "nobody") is None
    assert personas.leading_travel([tom, rosa]) is rosa
    assert personas.leading_travel([replace(rosa, state="to_be"), tom]) is tom
    assert personas.leading_travel([replace(rosa, curve=())]) is None
