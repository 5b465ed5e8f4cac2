"""The six viewpoints: coverage, what is missing, and what a decision lacks."""

from datetime import date

import pytest

from cxmap.insights import viewpoints
from cxmap.insights.viewpoints import ASKS
from cxmap.model.customer_vocabulary import VIEWPOINTS
from cxmap.model.records import RECORDS

TODAY = date(2026, 11, 22)


def statement(id_, kind="needs", evidence="assumed"):
    return {**RECORDS["viewpoint"].defaults, "id": id_, "kind": kind, "text": id_, "evidence": evidence}


def decision(**fields):
    whole = {"text": "Arriving", "reason": "most get lost", "customer_gain": "calm", "own_gain": "fewer calls", "owner": "Mel"}
    return {**RECORDS["focus"].defaults, "id": "f", **whole, **fields}


def test_every_viewpoint_asks_something():
    assert list(ASKS) == [term.key for term in VIEWPOINTS]
    assert all(len(questions) == 3 and all(q.endswith("?") for q in questions) and use for questions, use in ASKS.values())


def test_coverage_counts_what_has_expired_as_assumed():
    grounds = {
        "b": [{"expires": "2026-11-22"}, {"expires": "2025-01-01"}],
        "c": [{"expires": "2026-11-23"}, {"expires": "2025-01-01"}],
    }
    said = [statement("a"), statement("b", evidence="measured"), statement("c", evidence="observed"), statement("d", "value")]
    found = {one.kind: one for one in viewpoints.seen(said, grounds, {"a": ["rosa"]}, TODAY)}
    rests = found["needs"].coverage
    assert (rests.measured, rests.observed, rests.assumed, rests.expired) == (0, 1, 2, 1)
    assert rests.share == pytest.approx(1 / 3)
    assert found["needs"].missing == ("One rests on evidence that has expired.",)
    assert found["value"].missing == (
        "All of it is assumed: ask, watch or count.",
        "It concerns no persona and no journey yet.",
    )
    assert found["industry"].missing == ("Nothing is known yet.",)
    assert list(found) == [term.key for term in VIEWPOINTS]


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ([], "Start with the viewpoint that you know best."),
        (
            [statement("a", evidence="observed")],
            "Five of six viewpoints are still empty; 1 of 1 statement rests on more than a guess.",
        ),
        (
            [statement("a")],
            "Five of six viewpoints are still empty; 0 of 1 statement rests on more than a guess.",
        ),
        (
            [statement(t.key, t.key, "measured") for t in VIEWPOINTS[:5]],
            "“Customer's supplier strategy” is still empty; 5 of 5 statements rest on more than a guess.",
        ),
        (
            [statement(t.key, t.key) for t in VIEWPOINTS],
            "All six viewpoints are filled; 0 of 6 statements rest on more than a guess.",
        ),
    ],
)
def test_what_the_page_says_first(said, words):
    assert viewpoints.finding(viewpoints.seen(said, {}, {}, TODAY)) == words


@pytest.mark.parametrize(
    ("fields", "lacks"),
    [
        ({}, ()),
        ({"customer_gain": ""}, ("One-sided: it does not say what the customer wins.",)),
        ({"own_gain": ""}, ("One-sided: it does not say what we win.",)),
        ({"own_gain": "", "customer_gain": ""}, ("It says for neither side what they win.",)),
        ({"reason": "", "owner": ""}, ("No reason is given: say why.", "Nobody answers for it.")),
        ({"kind": "not", "customer_gain": ""}, ()),
        ({"kind": "not", "customer_gain": "", "own_gain": ""}, ("Nobody wins by leaving it: say what it frees.",)),
        ({"review_due": "2026-11-22"}, ()),
        ({"review_due": "2026-11-21"}, ("The review is 1 day overdue.",)),
        ({"review_due": "2026-10-23"}, ("The review is 30 days overdue.",)),
    ],
)
def test_what_a_decision_lacks(fields, lacks):
    assert viewpoints.wanting(decision(**fields), TODAY) == lacks


@pytest.mark.parametrize(
    ("decisions", "words"),
    [
        ([], "Nothing is decided yet."),
        ([decision()], "One focus, and nothing is left out: to focus is also to say no."),
        ([decision(kind="not")], "One thing not to do, and no focus yet."),
        ([decision(), decision(kind="not")], "One focus, one thing not to do; both sides win, and no review is overdue."),
        (
            [decision(own_gain=""), decision(review_due="2026-11-01"), decision(kind="not")],
            "Two focuses, one thing not to do; one not mutual and one overdue for review.",
        ),
    ],
)
def test_what_the_decisions_come_to(decisions, words):
    assert viewpoints.decided(decisions, TODAY) == words
