"""What we predict beside what customers answer: the score, the ranks and the bridges, worked by hand and on odd cases."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import kendalltau

from cxmap.insights import forecast, forecast_answers
from cxmap.insights.forecast import Predicted, headline, outcome, priorities, ranks, score, signed, surprise
from cxmap.model.views import JourneyView
from tests.journeys import record, view

ROUND = record("forecast", "f", journey="j", title="May", state="closed")


def journey(titles, **others) -> JourneyView:
    made = view({"Waiting": {"touchpoint": [{"title": t} for t in titles], "pain": [{"title": "Not asked"}]}})
    return replace(made, others={**made.others, **others})


def actual(card, satisfaction=None, importance=None, of="f", **more):
    fields = {"journey": "j", "forecast": of, "card": card, "satisfaction": satisfaction, "importance": importance, **more}
    return record("actual", f"{of}.{card}", **fields)


def known(reals, predicted, importance=None, real_importance=None):
    map_ = journey(
        [f"T{i}" for i in range(len(reals))],
        actual=[actual(f"c{i}", r, (real_importance or {}).get(i)) for i, r in enumerate(reals) if r is not None],
    )
    guesses = {f"c{i}": (values, (importance or {}).get(i, [])) for i, values in enumerate(predicted)}
    return outcome(map_, ROUND, guesses)


def test_the_score_worked_by_hand() -> None:
    # |4−2| + |3−3| + |5−4| + |2−4| + |1−1| = 5; 5 / 5 = 1; 100 · (1 − 1/4) = 75
    assert score([4, 3, 5, 2, 1], [2, 3, 4, 4, 1]) == pytest.approx(75)
    assert score([3] * 5, [2, 3, 4, 4, 1]) == pytest.approx(100 * (1 - (1 + 0 + 1 + 1 + 2) / 5 / 4))


@pytest.mark.parametrize(
    ("predicted", "real", "expected"), [([1] * 5, [5] * 5, 0), ([5] * 5, [5] * 5, 100), ([3] * 5, [1] * 5, 50)]
)
def test_the_ends_of_the_score(predicted, real, expected) -> None:
    assert score(predicted, real) == pytest.approx(expected)


def test_under_five_touchpoints_there_is_no_score_and_it_is_said() -> None:
    assert score([4] * 4, [4] * 4) is None
    found = known([3, 4, 2, 5], [[3], [4], [2], [5]])
    assert (found.score, found.middle, found.compared) == (None, None, 4)
    assert headline(found) == "4 touchpoints can be compared; a score takes 5: 1 more."


def test_the_score_counts_only_touchpoints_that_have_both() -> None:
    found = known([3, 4, 2, 5, None, 1], [[3, 5], [4], [2], [5], [1], []])
    assert found.compared == 4
    assert found.score is None
    assert found.lines[4].gap is None
    assert found.lines[5].satisfaction is None
    assert found.people == 2


def test_a_round_with_a_score_says_it_beside_always_three() -> None:
    found = known([2, 3, 4, 4, 1], [[4], [3], [5], [2], [1]])
    assert headline(found) == "We score 75 of 100: no better than always saying 3."
    good = known([2, 3, 4, 4, 1], [[2], [3], [4], [4], [1]])
    assert headline(good) == "We score 100 of 100; always saying 3 would score 75."
    bad = known([2, 3, 4, 4, 1], [[5], [5], [1], [1], [5]])
    assert headline(bad).startswith("We score 25 of 100: worse than always saying 3, which scores 75")


def test_a_touchpoint_has_mean_spread_and_gap() -> None:
    found = known([2.5], [[3, 4, 5]])
    [line] = found.lines
    assert (line.satisfaction.mean, line.satisfaction.spread, line.satisfaction.people) == (4, 1, 3)
    assert line.gap == 1.5
    assert surprise(line) == "“T0”: we predicted 4.0, customers say 2.5. We think better of it than customers do."
    assert Predicted.of([4]).spread is None
    assert Predicted.of([]) is None


def test_the_three_largest_gaps_surprise_those_under_half_a_point_do_not() -> None:
    found = known([3, 3, 3, 3, 3], [[3.4], [5], [2], [4.5], [3.5]])
    assert [line.title for line in found.surprises] == ["T1", "T3", "T2"]
    assert "too rosy" in forecast.gaps(found)
    assert "At none of 5 touchpoints" in forecast.gaps(known([3] * 5, [[3.4]] * 5))
    assert "No touchpoint has both" in forecast.gaps(known([None], [[3]]))


def test_answers_of_another_round_and_cards_of_other_lanes_do_not_count() -> None:
    map_ = journey(["A"], actual=[actual("c0", 2.0, of="other")])
    found = outcome(map_, ROUND, {"c0": ([3.0], []), "c1": ([5.0], []), "gone": ([1.0], [])})
    assert [(line.title, line.real) for line in found.lines] == [("A", None)]


def test_a_map_without_touchpoints_is_no_fault() -> None:
    found = outcome(journey([]), ROUND, {})
    assert (found.lines, found.people, found.score, found.ranks, found.surprises) == ((), 0, None, None, [])


def test_kendall_worked_by_hand_and_in_words() -> None:
    # 1 2 3 4 5 against 2 1 3 4 5: of 10 pairs one is turned round: (9 − 1) / 10
    found = ranks([(1, 2), (2, 1), (3, 3), (4, 4), (5, 5)])
    assert (found.same, found.opposite, found.tau) == (9, 1, pytest.approx(0.8))
    assert priorities(found) == (
        "We know what matters: 9 of 10 pairs of touchpoints stand in the same order, 1 in the opposite one (τ = +0.80)."
    )
    assert ranks([(1, 1)] * 4) is None
    assert ranks([(3, x) for x in range(5)]) is None, "all the same on one side: there is no order"


@given(st.lists(st.tuples(st.integers(1, 5), st.integers(1, 5)), min_size=5, max_size=20))
def test_kendall_is_that_of_the_books(pairs) -> None:
    found = ranks(pairs)
    expected = kendalltau([a for a, _ in pairs], [b for _, b in pairs]).statistic
    if found is None:
        assert expected != expected, "scipy says nan where there is no order"
    else:
        assert found.tau == pytest.approx(expected)


figure = st.floats(1, 5)


@given(st.lists(st.tuples(figure, figure), min_size=5, max_size=30))
def test_the_score_lies_between_0_and_100_and_always_three_scores_50_at_least(pairs) -> None:
    predicted, real = [p for p, _ in pairs], [r for _, r in pairs]
    assert -1e-9 <= score(predicted, real) <= 100 + 1e-9
    assert score([3] * len(real), real) >= 50 - 1e-9
    assert score(real, real) == pytest.approx(100)


@pytest.mark.parametrize(("value", "text"), [(0, "0.0"), (-0.04, "0.0"), (1.26, "+1.3"), (-2.0, "−2.0")])
def test_signs(value, text) -> None:
    assert signed(value) == text


# ---- real answers that are there already


@pytest.mark.parametrize(
    ("score_", "scale", "expected"),
    [
        (1, "1-5", 1),
        (5, "1-5", 5),
        (3, "1-5", 3),
        (0, "0-100", 1),
        (75, "0-100", 4),
        (10, "1-10", 5),
        (6, "1-5", None),
        (3, "", None),
        (3, "5-1", None),
    ],
)
def test_scores_are_bridged_by_their_scale(score_, scale, expected) -> None:
    assert forecast_answers.scaled(score_, scale) == expected


def test_the_bridges_of_csat_and_feelings() -> None:
    assert [forecast_answers.csat(v) for v in (0, 50, 100)] == [1, 3, 5]
    assert [forecast_answers.felt(v) for v in (-3, 0, 3)] == [1, 3, 5]


def test_what_is_known_of_a_touchpoint_the_best_source_first() -> None:
    map_ = journey(
        ["A", "B", "C", "D"],
        measure=[
            record("measure", "m", journey="j", card="c0", name="CSAT", method="csat", order="a0"),
            record("measure", "n", journey="j", card="c3", name="NPS", method="nps", order="a1"),
        ],
        reading=[
            record("reading", "r", journey="j", measure="m", date="2026-05-01", value=75.0, method="csat", answers=40),
            record("reading", "q", journey="j", measure="n", date="2026-05-01", value=75.0, method="nps", answers=40),
        ],
        source=[
            record("source", "s1", journey="j", card="c0", item="item:1"),
            record("source", "s2", journey="j", card="c1", item="item:1"),
            record("source", "s3", journey="j", card="c1", item="item:2"),
            record("source", "s4", journey="j", card="c1", item="item:3"),
            record("source", "s5", journey="j", card="c1", item="highlight:x"),
        ],
    )
    felt = [
        record("feeling", "x", journey="j", card="c2", persona="rosa", source="reported", value=-1.5),
        record("feeling", "y", journey="j", card="c2", persona="rosa", source="predicted", value=3.0),
    ]
    map_ = replace(map_, feelings=felt)
    scores = {1: (2.0, "1-5"), 2: (4.0, "1-5"), 3: (9.0, "0-10")}
    found = forecast_answers.proposals(map_, None, scores, date(2026, 6, 1))
    assert [(p.satisfaction, p.answers) for p in found["c0"]] == [(4.0, 40), (2.0, 1)]
    assert "1 + 4 × CSAT ÷ 100" in found["c0"][0].origin
    assert [(p.satisfaction, p.answers) for p in found["c1"]] == [(3.0, 2)], "0 to 10 is NPS's question"
    assert [p.satisfaction for p in found["c2"]] == [2.0]
    assert "c3" not in found, "NPS is never converted"
    assert forecast_answers.proposals(map_, "somebody else", scores, date(2026, 6, 1)).get("c2") is None
    there = replace(map_, others={**map_.others, "actual": [actual("c0", 3.0)]})
    assert [p.card for p in forecast_answers.missing(there, ROUND, found)] == ["c1", "c2"]


def test_the_document_has_the_formulas() -> None:
    text = (Path(__file__).parents[2] / "docs/our-guess.md").read_text("utf-8")
    for said in ("100 × (1 − mean |predicted − real| ÷ 4)", "1 + 4 × CSAT ÷ 100", "3 + 2 × feeling ÷ 3", "tau-b", "always 3"):
        assert said in text, said
