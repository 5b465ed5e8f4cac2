"""Segments in words."""

import pytest

from cxmap.insights import segments
from tests.journeys import record

ANN = record("persona", "ann", name="Ann")


def segment(id_, worth=None, unit="€"):
    return record("segment", id_, name=id_.title(), worth=worth, worth_unit=unit)


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (None, "€", ""),
        (12_000, "households", "12,000\N{NO-BREAK SPACE}households"),
        (18.5, "%", "18.5\N{NO-BREAK SPACE}%"),
        (0, "", "0"),
        (-420.5, "€ a year", "−420.5\N{NO-BREAK SPACE}€ a year"),
        (1234.56, "", "1,235"),
        (0.125, "", "0.12"),
    ],
)
def test_amounts(value, unit, text):
    assert segments.amount(value, unit) == text


@pytest.mark.parametrize(
    ("there", "members", "says"),
    [
        ([], {}, "a persona tells"),
        ([segment("a")], {}, "“A” has no persona yet"),
        ([segment("a"), segment("b")], {}, "No segment has a persona yet"),
        ([segment("a"), segment("b"), segment("c")], {"c": [ANN]}, "Two of 3 segments have no persona yet"),
        (
            [segment("a", 1), segment("b", 3)],
            {"a": [ANN], "b": [ANN]},
            "A customer of “B” is worth most: 3\N{NO-BREAK SPACE}€.",
        ),
        ([segment("a", 1), segment("b", 3, "points")], {"a": [ANN], "b": [ANN]}, "2 segments, and each has its persona."),
    ],
)
def test_the_finding(there, members, says):
    assert says in segments.finding(there, members)


def test_who_stands_for_it():
    said = [segments.stand_for([ANN] * n) for n in (0, 1, 3)]
    assert said == ["No persona stands for it yet", "1 persona stands for it", "3 personas stand for it"]
