"""NPS, CSAT and CES on worked examples, odd inputs included."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cxmap.insights.scores import METHODS, BadAnswers, check, out_of_range, score

NPS, CSAT, CES = METHODS["nps"], METHODS["csat"], METHODS["ces"]


def of(method, *answers):
    return score(method, check(method, enumerate(answers, 1)))


@pytest.mark.parametrize(
    ("method", "answers", "value", "counts"),
    [
        # 10 answers: 4 promoters (9, 9, 10, 10), 3 passives (7, 8, 8), 3 detractors (0, 5, 6): 40 % − 30 %
        (NPS, (9, 9, 10, 10, 7, 8, 8, 0, 5, 6), 10, (4, 3, 3)),
        (NPS, (10,), 100, (1, 0, 0)),
        (NPS, (0,), -100, (0, 0, 1)),
        (NPS, (7,), 0, (0, 1, 0)),
        (NPS, (7, 8, 7, 8), 0, (0, 4, 0)),  # all passive
        (NPS, (6, 9), 0, (1, 0, 1)),
        (NPS, (9, 10, 6), 100 / 3, (2, 0, 1)),
        # 8 answers: 5 of them 4 or 5: 62.5 %
        (CSAT, (5, 4, 4, 5, 4, 3, 2, 1), 62.5, (5, 3)),
        (CSAT, (3, 3, 3), 0, (0, 3)),  # all neutral
        (CSAT, (4,), 100, (1, 0)),
        # 8 answers: 6 of them 5 to 7: 75 %
        (CES, (5, 6, 7, 7, 5, 6, 4, 1), 75, (6, 2)),
        (CES, (4, 4), 0, (0, 2)),  # all neutral
        (CES, (7,), 100, (1, 0)),
    ],
)
def test_worked_examples(method, answers, value, counts):
    found = of(method, *answers)
    assert found.value == pytest.approx(value)
    assert found.counts == counts
    assert found.count == len(answers)


@pytest.mark.parametrize("method", METHODS.values(), ids=str)
def test_without_answers_there_is_no_figure_but_a_sentence(method):
    found = of(method, None, "", " ")
    assert found.value is None
    assert found.count == 0
    assert found.working == f"{method.name} needs at least one answer: there is none yet."


def test_the_working_and_the_counts_are_shown():
    assert of(NPS, 9, 9, 7, 2).working == "(2 − 1) ÷ 4 × 100"
    assert of(NPS, 9, 9, 7, 2).parts == "2 promoters, 1 passive, 1 detractor"
    assert of(CSAT, 4, 1).working == "1 ÷ 2 × 100"


@pytest.mark.parametrize(
    ("method", "row", "cell", "sentence"),
    [
        (NPS, 7, 12, "Answer 12 in row 7 is outside 0 to 10."),
        (NPS, 7, "-1", "Answer -1 in row 7 is outside 0 to 10."),
        (NPS, 2, "−1", "Answer -1 in row 2 is outside 0 to 10."),
        (CSAT, 1, 0, "Answer 0 in row 1 is outside 1 to 5."),
        (CES, 1234, "8", "Answer 8 in row 1,234 is outside 1 to 7."),
        (NPS, 3, "7.5", "Answer 7.5 in row 3 is not a whole number from 0 to 10."),
        (NPS, 3, "7,5", "Answer 7,5 in row 3 is not a whole number from 0 to 10."),
        (NPS, 4, "very good", "“very good” in row 4 is not a number from 0 to 10."),
        (NPS, 5, float("nan"), "“nan” in row 5 is not a number from 0 to 10."),
        (NPS, 6, "9" * 50, "Answer " + "9" * 50 + " in row 6 is not a whole number from 0 to 10."),
        (NPS, 6, "x" * 50, "“" + "x" * 39 + "…” in row 6 is not a number from 0 to 10."),
    ],
)
def test_what_is_no_answer_is_refused_by_name(method, row, cell, sentence):
    with pytest.raises(BadAnswers) as refused:
        check(method, [(1, 5), (row, cell)])
    assert refused.value.problems == (sentence,)


def test_every_bad_answer_is_named():
    with pytest.raises(BadAnswers) as refused:
        check(NPS, [(2, 11), (3, 10), (4, "?")])
    assert len(refused.value.problems) == 2


def test_whole_numbers_may_be_written_with_decimals():
    assert check(NPS, [(1, "9.0"), (2, "8,00"), (3, 7.0), (4, "+6")]) == [9, 8, 7, 6]


@given(st.lists(st.integers(0, 10), min_size=1))
def test_nps_is_the_share_of_promoters_less_that_of_detractors(answers):
    promoters = sum(a >= 9 for a in answers) / len(answers) * 100
    detractors = sum(a <= 6 for a in answers) / len(answers) * 100
    found = score(NPS, answers)
    assert found.value == pytest.approx(promoters - detractors)
    assert -100 <= found.value <= 100
    assert sum(found.counts) == found.count == len(answers)


@pytest.mark.parametrize(
    ("method", "value", "sentence"),
    [
        ("nps", -100, ""),
        ("nps", 101, "NPS lies between −100 and 100, not at 101."),
        ("csat", -0.5, "CSAT lies between 0 and 100, not at −0.5."),
        ("ces", 100, ""),
        ("number", -5000, ""),
    ],
)
def test_a_figure_that_no_answers_can_give_is_refused(method, value, sentence):
    assert out_of_range(method, value) == sentence
