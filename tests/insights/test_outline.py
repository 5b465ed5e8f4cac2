"""The map in words, and search."""

import pytest

from cxmap.insights.outline import outline
from cxmap.insights.search import found, text_of
from tests.journeys import view


def test_each_stage_says_what_is_felt_what_hurts_and_what_decides():
    map_ = view(
        {
            "Waiting": {"touchpoint": [{"title": "Letter", "feeling": 1.1}], "pain": [{"title": "Silence", "severity": 3}]},
            "Arriving": {
                "touchpoint": [{"title": "Signs", "feeling": -2.6, "moment": "make_or_break"}],
                "pain": [{"title": "Heat"}],
            },
            "Leaving": {"moment": [{"title": "The door"}]},
        }
    )
    assert outline(map_) == [
        ("Waiting", ["Feeling +1.1: Letter", "Pain point, severity 3 of 3: Silence"]),
        ("Arriving", ["Feeling −2.6: Signs", "Pain point, not rated: Heat", "Moment of truth (make or break): Signs"]),
        ("Leaving", ["Moment of truth: The door"]),
    ]
    assert outline(view({}, ())) == []


@pytest.mark.parametrize(
    ("query", "there"),
    [("", True), ("waiting LETTER", True), ("rosa", True), ("straße", True), ("STRASSE", True), ("letter tram", False)],
)
def test_search_wants_every_word_somewhere(query, there):
    map_ = view({"Waiting": {"touchpoint": [{"title": "Letter", "note": "Straße 4"}]}})
    assert found(query, [text_of(map_)]) is there
