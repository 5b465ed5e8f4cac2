"""Predictions beside the log: whose they are stays unknown, nobody sees them early, and a closed round takes none."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cxmap.access import Actor
from cxmap.changes import Refused
from cxmap.store.guesses import Guess, Guessed
from tests.store.conftest import Person
from tests.worlds import delete, patch, put


@pytest.fixture
def asked(ann: Person) -> Person:
    """A round about two touchpoints and a pain."""
    ann.do(
        put("lane", "tl", journey="j1", kind="touchpoint", order="a5"),
        put("lane", "pl", journey="j1", kind="pain", order="a6"),
        put("card", "t1", journey="j1", stage="s1", lane="tl", order="a0", title="Letter"),
        put("card", "t2", journey="j1", stage="s1", lane="tl", order="a1", title="Call"),
        put("card", "p1", journey="j1", stage="s1", lane="pl", order="a0", title="Silence"),
        put("forecast", "f", journey="j1", title="May", state="open"),
    )
    return ann


def refused(person: Person, guess: Guess, forecast: str = "f", actor: Actor | None = None) -> str:
    with pytest.raises(Refused) as refusal:
        person.store.guesses.give(forecast, guess, actor or person.actor).result(20)
    return refusal.value.code


def test_predictions_are_kept_changed_and_taken_back(asked: Person) -> None:
    guesses = asked.store.guesses
    guesses.give("f", Guess("t1", 4, 5), asked.actor).result(20)
    guesses.give("f", Guess("t1", 2, 5), asked.actor).result(20)
    guesses.give("f", Guess("t2", 3), asked.actor).result(20)
    assert guesses.of("f", asked.actor.person) == {"t1": Guess("t1", 2, 5), "t2": Guess("t2", 3, None)}
    guesses.give("f", Guess("t2"), asked.actor).result(20)
    assert set(guesses.of("f", asked.actor.person)) == {"t1"}
    assert guesses.of("f", "somebody") == {}


def test_nobody_sees_them_before_the_round_is_closed_and_then_not_whose(asked: Person, join: Callable[..., Person]) -> None:
    bob = join(asked.store, "champion", "Bob")
    guesses = asked.store.guesses
    for person, one, other in ((asked, 5, 1), (bob, 2, 4)):
        guesses.give("f", Guess("t1", one, 3), person.actor).result(20)
        guesses.give("f", Guess("t2", other, 3), person.actor).result(20)
    guesses.give("f", Guess("t2", 4), bob.actor).result(20)
    with pytest.raises(Refused) as early:
        guesses.figures("f")
    assert early.value.code == "early"
    assert guesses.counts("f") == Guessed(people=2, complete=1, cards=2)
    asked.do(patch("forecast", "f", state="closed"))
    assert guesses.figures("f") == {"t1": ([2, 5], [3, 3]), "t2": ([1, 4], [3])}


def test_they_are_in_no_log(asked: Person) -> None:
    before = asked.store.revision
    asked.store.guesses.give("f", Guess("t1", 4, 5), asked.actor).result(20)
    assert asked.store.revision == before
    assert asked.store.check() == []


def test_what_is_refused_says_why(asked: Person, join: Callable[..., Person]) -> None:
    assert refused(asked, Guess("t1", 6)) == "invalid"
    assert refused(asked, Guess("t1", 0.5)) == "invalid"
    assert refused(asked, Guess("t1", float("nan"))) == "invalid"
    assert refused(asked, Guess("t1", True)) == "invalid"
    assert refused(asked, Guess("p1", 3)) == "gone", "only touchpoints are asked about"
    assert refused(asked, Guess("nowhere", 3)) == "gone"
    assert refused(asked, Guess("t1", 3), "nowhere") == "unknown"
    assert refused(asked, Guess("t1", 3), actor=join(asked.store, "viewer").actor) == "forbidden"
    assert refused(asked, Guess("t1", 3), actor=Actor("x", "guest", "X", workshop="w")) == "forbidden"
    assert refused(asked, Guess("t1", 3), actor=Actor("x", "champion", "X", journey="elsewhere")) == "forbidden"
    asked.do(patch("forecast", "f", state="closed"))
    assert refused(asked, Guess("t1", 3)) == "late"
    asked.do(delete("forecast", "f"))
    assert refused(asked, Guess("t1", 3)) == "unknown"
    with pytest.raises(Refused):
        asked.store.guesses.figures("f")


def test_who_came_by_a_link_to_the_journey_predicts_too(asked: Person) -> None:
    asked.store.guesses.give("f", Guess("t1", 3, 3), Actor("x", "champion", "X", journey="j1")).result(20)
    assert asked.store.guesses.counts("f").people == 1


def test_a_deleted_round_comes_back_with_its_predictions(asked: Person) -> None:
    asked.store.guesses.give("f", Guess("t1", 4, 5), asked.actor).result(20)
    asked.do(patch("forecast", "f", state="closed"))
    asked.do(delete("forecast", "f"))
    asked.undo()
    assert asked.store.guesses.figures("f") == {"t1": ([4], [5])}


def test_a_touchpoint_that_went_counts_no_more(asked: Person) -> None:
    asked.store.guesses.give("f", Guess("t1", 4, 5), asked.actor).result(20)
    asked.do(delete("card", "t1"))
    assert asked.store.guesses.counts("f") == Guessed(0, 0, 1)
