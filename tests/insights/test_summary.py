"""What a journey comes down to, and the sentences that say it."""

from datetime import date

import pytest

from cxmap.insights.summary import summarise
from cxmap.insights.words import headline, library, number, plural, severity
from tests.journeys import large, view

TODAY = date(2026, 11, 22)


def hospital():
    return view(
        {
            "Waiting": {
                "touchpoint": [
                    {"title": "Letter", "feeling": -1, "evidence": "measured"},
                    {"title": "Reminder", "evidence": "observed"},
                ],
                "pain": [{"title": "Silence", "severity": 3}, {"title": "No number", "severity": 1}],
            },
            "Arriving": {
                "touchpoint": [{"title": "Signs", "feeling": -2.6, "moment": "make_or_break"}],
                "pain": [{"title": "Three names for one clinic", "severity": 3}],
                "moment": [{"title": "The door"}],
            },
        }
    )


def test_the_figures_of_a_journey():
    found = summarise(hospital())
    assert (found.touchpoints, found.stages, found.moments) == (3, 2, 2)
    assert (found.coverage.measured, found.coverage.observed, found.coverage.assumed) == (1, 1, 5)
    assert found.coverage.share == pytest.approx(2 / 7)
    assert (found.lowest.title, found.lowest.value) == ("Signs", -2.6)
    assert found.highest.title == "Letter"


def test_the_worst_pain_is_the_severest_then_the_one_where_it_feels_worst():
    worst = summarise(hospital()).worst_pain
    assert (worst.title, worst.severity) == ("Three names for one clinic", 3)


@pytest.mark.parametrize(
    ("cards", "title"),
    [
        ([], None),
        ([{"title": ""}], None),
        ([{"title": "first"}, {"title": "second"}], "first"),
        ([{"title": "unrated"}, {"title": "rated", "severity": 1}], "rated"),
        ([{"title": "dull", "severity": 2, "feeling": 0}, {"title": "sore", "severity": 2, "feeling": -2}], "sore"),
    ],
)
def test_worst_pain_table(cards, title):
    worst = summarise(view({"S": {"pain": cards}})).worst_pain
    assert (worst and worst.title) == title


def test_a_rated_card_hurts_wherever_it_stands():
    worst = summarise(view({"S": {"touchpoint": [{"title": "Kiosk", "severity": 2}]}})).worst_pain
    assert worst.title == "Kiosk"


def test_an_empty_journey():
    found = summarise(view({}, ()))
    assert (found.touchpoints, found.lowest, found.worst_pain, found.coverage.share) == (0, None, None, None)
    assert headline(found) == "Nobody has said yet how this journey feels"


def test_headlines():
    assert headline(summarise(hospital())) == "Lowest at “Signs” (−2.6)"
    fine = view({"S": {"touchpoint": [{"title": "Smile", "feeling": 2}]}})
    assert headline(summarise(fine)) == "Nothing feels bad: the weakest point is “Smile” (+2.0)"
    hurts = view({"S": {"pain": [{"title": "Queue"}]}})
    assert headline(summarise(hurts)) == "What hurts most: “Queue”"


def entry(evidence, due=None, feeling=1):
    map_ = view({"S": {"touchpoint": [{"title": "Card", "evidence": evidence, "feeling": feeling}]}}, review_due=due)
    return map_.journey, summarise(map_)


@pytest.mark.parametrize(
    ("journeys", "sentence"),
    [
        (
            [entry("assumed", "2026-12-01"), entry("assumed", "2026-01-01")],
            "Two need a review by 6 Dec, two rest mostly on guesses.",
        ),
        ([entry("measured", "2026-12-01"), entry("measured", "2027-01-01")], "One needs a review by 6 Dec."),
        ([entry("assumed")], "One rests mostly on guesses."),
        ([entry("measured", feeling=-2)], "Lowest of all: “Card” (−2.0) in A visit."),
        ([entry("measured")], "1 journey, and none of them is due for a review."),
    ],
)
def test_one_sentence_about_all_journeys(journeys, sentence):
    assert "".join(library(journeys, TODAY)) == sentence


def test_small_words():
    assert (number(0), number(12), number(13)) == ("No", "Twelve", "13")
    assert (plural(1, "journey"), plural(2, "journey"), plural(0, "card")) == ("1 journey", "2 journeys", "0 cards")
    assert severity(3) == "severity 3 of 3"


def test_a_large_map_is_summarised():
    assert summarise(large(10, 3)).touchpoints == 30
