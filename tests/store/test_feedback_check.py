"""The check knows feedback: counts that do not add up, words that do not fit. Forgetting takes names out of it."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from sqlalchemy import text

from cxmap.access import Actor
from cxmap.model.feedback import Item, Query
from cxmap.store import Store, feedback_check
from cxmap.store.engine import writing

ANN = Actor("p1", "owner", "Ann")


@pytest.fixture
def batch(store: Store) -> str:
    """An import of two items."""
    id_ = store.feedback.begin("said.csv", "survey", ANN)
    store.feedback.add(id_, [Item("One", row=2, sentiment=0.4), Item("", row=3)])
    store.feedback.finish(id_, 3, 1, 0)
    return id_


def test_a_sound_store_has_no_problems(store: Store, batch: str) -> None:
    assert store.check() == []
    store.feedback.remove_batch(batch)
    assert store.check() == []


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        ("UPDATE feedback_batch SET rows = 9", "tells of 9 rows, but its parts make 3"),
        ("DELETE FROM feedback WHERE empty", "has 1 of its 2 items"),
        ("UPDATE feedback_batch SET state = 'cancelled'", "was cancelled, and 2 of its items are there still"),
        ("UPDATE feedback_batch SET state = 'removed'", "was taken out, but 2 of its items are there"),
    ],
)
def test_what_does_not_add_up_is_told(store: Store, batch: str, damage: str, said: str) -> None:
    with writing(store._engine) as connection:
        connection.execute(text(damage))
    (problem,) = store.check()
    assert said in problem
    assert batch in problem


def test_words_that_do_not_fit_are_told(sqlite_url: str, open_store: Callable[[str], Store]) -> None:
    store = open_store(sqlite_url)
    id_ = store.feedback.begin("said.csv", "survey", ANN)
    store.feedback.add(id_, [Item("One"), Item("Two")])
    store.feedback.finish(id_, 2, 0, 0)
    with writing(store._engine) as connection:
        connection.execute(text("DROP TRIGGER feedback_out"))
    store.feedback.remove(store.feedback.ids(Query(words="one"), 1))
    assert store.check() == ["The search knows 2 texts of feedback, but 1 are there."]


def test_somebody_forgotten_is_named_nowhere(store: Store, batch: str) -> None:
    (first, second) = store.feedback.ids(Query(), 9)
    store.feedback.set_sentiment(first, 0.1, ANN)
    store.feedback.set_theme([second], "t1", ANN)
    with store.feedback._pen.writing() as link:
        feedback_check.forget(link, {"p1": "Participant 1"}, {"p1": "part-1"})
    (kept,) = store.feedback.batches()
    assert (kept.person, kept.person_name) == ("part-1", "Participant 1")
    items = {item.id: item for item in store.feedback.items([first, second])}
    assert (items[first].sentiment_by, items[second].theme_by) == ("part-1", "part-1")
    assert store.check() == []
