"""Personas beside each other, and jobs and outcomes as sentences."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.insights import persona_words
from cxmap.insights import personas_compared as compared
from tests.journeys import record, view


def said(persona: str, kind: str, *texts: str, **more: Any) -> dict[str, list[dict[str, Any]]]:
    return {
        kind: [record("statement", f"{persona}.{i}", persona=persona, kind=kind, text=t, **more) for i, t in enumerate(texts)]
    }


@given(
    st.lists(
        st.lists(st.sampled_from(["Know the date", "To know the date", "Sleep", "Be warm"]), max_size=5), min_size=2, max_size=4
    )
)
def test_every_statement_stands_in_one_cell_of_its_persona(texts: list[list[str]]) -> None:
    people = [said(f"p{i}", "goal", *there) for i, there in enumerate(texts)]
    found = compared.rows(people, "goal")
    for i, one in enumerate(people):
        assert sorted(s["id"] for row in found for s in row.cells[i]) == sorted(s["id"] for s in one["goal"])
    for row in found:
        assert row.shared is (sum(bool(cell) for cell in row.cells) > 1) or not row.shared
    assert [row.shared for row in found] == sorted((row.shared for row in found), reverse=True)


def test_what_is_nearly_the_same_is_shared() -> None:
    people = [
        said("a", "goal", "Sleep", "Know the date"),
        said("b", "goal", "To know the date"),
        said("c", "need", "Know the date"),
    ]
    first, second = compared.rows(people, "goal")
    assert [[s["text"] for s in cell] for cell in first.cells] == [["Know the date"], ["To know the date"], []]
    assert (first.shared, second.shared, compared.shared(people)) == (True, False, 1)


def test_sliders_meet_by_name_and_channels_by_key() -> None:
    a = said("a", "skill", "Digital confidence", value=20, low="Avoids", high="Fluent")
    b = said("b", "skill", "digital  confidence", "Patience", value=90)
    found = compared.axes([a, b], "skill")
    assert [(x.name, x.values, x.low) for x in found] == [
        ("Digital confidence", (20, 90), "Avoids"),
        ("Patience", (None, 90), ""),
    ]
    phone = compared.axes([said("a", "channel", "phone"), {}], "channel")
    assert [(x.name, x.values, x.told[1]) for x in phone] == [("Phone", (None, None), None)]
    assert (
        compared.finding(["Ann", "Bob"], [a, b])
        == "Ann and Bob have nothing in common yet; they differ most in “Digital confidence”."
    )


def test_where_curves_are_furthest_apart() -> None:
    map_ = view(
        {
            "S": {
                "touchpoint": [
                    {"title": "Letter", "feelings": {"Rosa": 1, "Tom": -2}},
                    {"title": "Bill", "feelings": {"Rosa": -3}},
                ]
            }
        },
        ("Rosa", "Tom"),
    )
    found = compared.curves(map_, ["rosa", "tom"])
    assert compared.furthest(found, ["Rosa", "Tom"]) == "Furthest apart at “Letter”: Rosa +1.0, Tom −2.0"
    assert compared.furthest(compared.curves(map_, ["rosa"]), ["Rosa"]) == ""
    alike = view({"S": {"touchpoint": [{"title": "Letter", "feelings": {"Rosa": 1, "Tom": 1.2}}]}}, ("Rosa", "Tom"))
    assert compared.furthest(compared.curves(alike, ["rosa", "tom"]), ["Rosa", "Tom"]) == "They feel nearly the same everywhere"


@pytest.mark.parametrize(
    ("kind", "fields", "sentence"),
    [
        ("job", {"text": "know where to go"}, "I want to know where to go."),
        (
            "job",
            {"text": "I want to go.", "situation": "When it rings.", "purpose": "so that I can rest"},
            "When it rings, I want to go, so I can rest.",
        ),
        ("outcome", {"text": "find the entrance"}, "Find the entrance."),
        (
            "outcome",
            {"text": "to find the entrance", "direction": "minimise", "metric": "the time it takes", "situation": "I arrive by bus"},
            "Minimise the time it takes to find the entrance when I arrive by bus.",
        ),
        ("channel", {"text": "phone"}, "Phone"),
        ("custom", {"text": "1931", "label": "House"}, "House: 1931"),
        ("goal", {"text": "Sleep"}, "Sleep"),
    ],
)  # fmt: skip
def test_sentences(kind: str, fields: dict[str, Any], sentence: str) -> None:
    assert persona_words.sentence(record("statement", "s", persona="p", kind=kind, **fields)) == sentence
