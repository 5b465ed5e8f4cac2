"""Feedback in the store, on SQLite and PostgreSQL: what is kept, found, counted, taken out and brought back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from cxmap.access import Actor
from cxmap.changes import Refused
from cxmap.model.feedback import NONE, Added, Item, Query
from cxmap.store import Store

ANN = Actor("p1", "owner", "Ann")
SAID = [
    Item("The app is slow, and slower each day", row=2, date="2026-01-05", channel="app", product="App", sentiment=-0.6),
    Item("Café crème was great, no reply needed", row=3, date="2026-02-07", channel="store", group="New", sentiment=0.8),
    Item("", row=4, date="2026-02-08", score=3, scale="1-5"),
    Item("No one ever gave a reply", row=5, date="2026-02-09", channel="email", product="App", sentiment=0.0),
    Item("Die Rechnung war falsch", row=6, channel="email", language="de"),
]


@pytest.fixture
def said(store: Store) -> Callable[..., list[int]]:
    """Five items are there; gives the ids of what a query finds."""
    batch = store.feedback.begin("said.csv", "survey", ANN, "h1", {"text": "Comment"})
    assert store.feedback.add(batch, SAID) == Added(4, 1, 0)
    store.feedback.finish(batch, 6, 1, 2)
    first = store.feedback.ids(Query(order="oldest"), 99)[0] - 1

    def found(**asked: object) -> list[int]:
        page = store.feedback.search(Query(**asked))  # type: ignore[arg-type]
        assert page.total == len(page.items)
        assert store.feedback.ids(Query(**asked), 99) == [item.id for item in page.items]  # type: ignore[arg-type]
        return [item.id - first for item in page.items]

    return found


def test_a_batch_keeps_what_was_told_of_it(store: Store, said: object) -> None:
    (batch,) = store.feedback.batches()
    assert (batch.name, batch.kind, batch.state, batch.person, batch.person_name) == ("said.csv", "survey", "done", "p1", "Ann")
    assert (batch.rows, batch.imported, batch.without_text, batch.duplicates, batch.refused, batch.masked) == (6, 4, 1, 0, 1, 2)
    assert store.feedback.batch(batch.id) == batch
    assert store.feedback.remembered("h1") == {"text": "Comment"}
    assert store.feedback.remembered("h2") is None
    assert store.feedback.remembered("") is None


FINDS: list[tuple[dict[str, object], list[int]]] = [
    ({}, [4, 3, 2, 1, 5]),
    ({"order": "oldest"}, [1, 2, 3, 4, 5]),
    ({"order": "worst"}, [1, 4, 2, 3, 5]),
    ({"words": "app"}, [1]),
    ({"words": "slo"}, [1]),
    ({"words": "slo app"}, []),  # only the last word is a beginning
    ({"words": "REPLY no"}, [4, 2]),
    ({"words": '"no reply"'}, [2]),
    ({"words": '"no rep'}, [2]),
    ({"words": "r"}, []),  # a single letter is a word
    ({"words": "'; DROP TABLE feedback --"}, []),
    ({"words": "NOT reply OR*"}, []),
    ({"words": "…"}, [4, 3, 2, 1, 5]),
    ({"words": "reply", "product": "App"}, [4]),
    ({"words": "reply", "order": "oldest"}, [2, 4]),
    ({"channel": "email"}, [4, 5]),
    ({"sentiment": "neg"}, [1]),
    ({"sentiment": "neu"}, [4]),
    ({"sentiment": "pos"}, [2]),
    ({"sentiment": NONE}, [3, 5]),
    ({"since": "2026-02-07", "until": "2026-02-08"}, [3, 2]),
    ({"text": True}, [4, 2, 1, 5]),
    ({"text": False}, [3]),
    ({"group": "New"}, [2]),
    ({"kind": "survey", "product": "App"}, [4, 1]),
    ({"kind": "chat"}, []),
    ({"theme": NONE}, [4, 3, 2, 1, 5]),
    ({"theme": "t1"}, []),
]


def test_a_query_finds(said: Callable[..., list[int]]) -> None:
    for asked, expected in FINDS:
        assert said(**asked) == expected, asked
    assert sorted(said(words="reply", order="relevance")) == [2, 4]


def test_pages_follow_each_other(store: Store, said: object) -> None:
    whole = [item.id for item in store.feedback.search(Query()).items]
    pages = [store.feedback.search(Query(offset=start, limit=2)) for start in (0, 2, 4, 6)]
    assert [page.total for page in pages] == [5] * 4
    assert [item.id for page in pages for item in page.items] == whole


def test_many_items_with_the_words_are_found_as_few_are(store: Store, monkeypatch: pytest.MonkeyPatch, said: object) -> None:
    queries = [Query(words="reply"), Query(words="reply", channel="email"), Query(words="re", order="worst"), Query(words="no")]
    few = [store.feedback.search(query) for query in queries]
    monkeypatch.setattr("cxmap.store.feedback_search._FEW", 0)
    assert [store.feedback.search(query) for query in queries] == few


def test_diacritics_do_not_matter_on_sqlite(sqlite_url: str, open_store: Callable[[str], Store]) -> None:
    store = open_store(sqlite_url)
    batch = store.feedback.begin("x", "other", ANN)
    store.feedback.add(batch, SAID)
    assert store.feedback.search(Query(words="cafe creme")).total == 1


def test_what_is_told_again_is_a_duplicate(store: Store, said: object) -> None:
    batch = store.feedback.begin("again.csv", "survey", ANN, "h2")
    new = Item("The app is slow, and slower each day", date="2026-01-06", channel="app", product="App")
    assert store.feedback.add(batch, [*SAID, new, new]) == Added(1, 0, 6)
    known = Item("One", reference="TICKET-1")
    assert store.feedback.add(batch, [known, Item("Two", reference="TICKET-1")]) == Added(1, 0, 1)
    # a mere counter is the same in files of one header only
    assert store.feedback.add(batch, [Item("Three", reference="17")]) == Added(1, 0, 0)
    store.feedback.finish(batch, 10, 0, 0)
    other = store.feedback.begin("other.csv", "survey", ANN, "h3")
    assert store.feedback.add(other, [known, Item("Four", reference="17")]) == Added(1, 0, 1)


def test_cancelling_leaves_nothing(store: Store, said: object) -> None:
    batch = store.feedback.begin("long.csv", "survey", ANN)
    store.feedback.add(batch, [Item(f"Item {n}") for n in range(300)])
    assert store.feedback.search(Query()).total == 305
    store.feedback.cancel(batch)
    assert store.feedback.search(Query()).total == 5
    assert store.feedback.search(Query(words="item")).total == 0
    with pytest.raises(Refused, match="ended meanwhile"):
        store.feedback.add(batch, [Item("late")])
    again = store.feedback.begin("long.csv", "survey", ANN)
    assert store.feedback.add(again, [Item("Item 1")]) == Added(1, 0, 0)
    assert store.check() == []


def test_taking_out_and_bringing_back(store: Store, said: Callable[..., list[int]]) -> None:
    ids = store.feedback.ids(Query(channel="email"), 9)
    assert store.feedback.remove(ids) == 2
    assert store.feedback.remove(ids) == 0
    assert said() == [3, 2, 1]
    assert said(words="reply") == [2]
    gone = store.feedback.item(ids[0])
    assert gone is not None
    assert gone.removed
    assert store.feedback.bring_back(ids) == 2
    assert said(words="reply") == [4, 2]
    assert said() == [4, 3, 2, 1, 5]


def test_what_came_in_again_meanwhile_is_not_doubled(store: Store, said: object) -> None:
    ids = store.feedback.ids(Query(channel="email"), 9)
    store.feedback.remove(ids)
    batch = store.feedback.begin("again.csv", "survey", ANN)
    assert store.feedback.add(batch, SAID) == Added(2, 0, 3)
    assert store.feedback.bring_back(ids) == 0
    assert store.feedback.search(Query()).total == 5


def test_a_batch_goes_and_comes_back_without_what_was_out_before(store: Store, said: Callable[..., list[int]]) -> None:
    (batch,) = store.feedback.batches()
    store.feedback.remove(store.feedback.ids(Query(words="slow"), 9))
    store.feedback.remove_batch(batch.id)
    assert said() == []
    assert store.feedback.batches()[0].state == "removed"
    assert store.feedback.bring_back_batch(batch.id) == 4
    assert store.feedback.bring_back_batch(batch.id) == 0
    assert said() == [4, 3, 2, 5]
    assert store.check() == []


def test_a_batch_tells_what_went_with_it_also_in_the_same_millisecond(
    store: Store, said: Callable[..., list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    (batch,) = store.feedback.batches()
    monkeypatch.setattr("cxmap.store.feedback._now", lambda: "2026-11-23T09:00:00.999Z")
    store.feedback.remove(store.feedback.ids(Query(words="slow"), 9))
    store.feedback.remove_batch(batch.id)
    assert store.feedback.bring_back_batch(batch.id) == 4
    assert said() == [4, 3, 2, 5]


def test_corrections_say_whose_they_are(store: Store, said: object) -> None:
    id_ = store.feedback.ids(Query(words="slow"), 1)[0]
    assert store.feedback.items([id_])[0].sentiment_by == "found"
    store.feedback.set_sentiment(id_, 0.5, ANN)
    corrected = store.feedback.item(id_)
    assert corrected is not None
    assert (corrected.sentiment, corrected.sentiment_by, corrected.feeling) == (0.5, "p1", "pos")
    store.feedback.set_sentiment(id_, -0.6, ANN, found=True)
    store.feedback.set_theme([id_], "t1", ANN)
    again = store.feedback.item(id_)
    assert again is not None
    assert (again.sentiment, again.sentiment_by, again.theme, again.theme_by) == (-0.6, "found", "t1", "p1")
    assert store.feedback.search(Query(theme="t1")).items == (again,)
    with pytest.raises(Refused, match="between −1 and 1"):
        store.feedback.set_sentiment(id_, 2, ANN)


@pytest.mark.parametrize("role", ["viewer", "guest"])
def test_who_may_not_change_is_told_so(store: Store, said: object, role: str) -> None:
    other = Actor("p2", role)  # type: ignore[arg-type]
    (batch,), feedback = store.feedback.batches(), store.feedback
    for do in (
        lambda: feedback.begin("x", "survey", other),
        lambda: feedback.begin("x", "survey", other, typed=True),
        lambda: feedback.set_sentiment(1, 0, other),
        lambda: feedback.set_theme([1], None, other),
        lambda: feedback.remove([1], other),
        lambda: feedback.remove_batch(batch.id, other),
    ):
        with pytest.raises(Refused, match="ask for another role"):
            do()
    assert feedback.search(Query()).total == 5


def test_counts_add_up(store: Store, said: object) -> None:
    months = store.feedback.counts(Query(), ["month"])
    assert [(row["month"], row["count"], row["judged"]) for row in months] == [("", 1, 0), ("2026-01", 1, 1), ("2026-02", 3, 2)]
    assert months[2]["mean"] == pytest.approx(0.4)
    assert months[0]["mean"] is None
    weeks = store.feedback.counts(Query(words="reply"), ["week", "sentiment"])
    assert [(row["week"], row["sentiment"], row["count"]) for row in weeks] == [
        ("2026-02-02", "pos", 1),
        ("2026-02-09", "neu", 1),
    ]
    assert [row["count"] for row in store.feedback.counts(Query(), [])] == [5]
    assert {row["channel"]: row["count"] for row in store.feedback.counts(Query(), ["channel"])} == {
        "": 1,
        "app": 1,
        "store": 1,
        "email": 2,
    }


def test_texts_are_the_same_selection_each_time(store: Store, said: object) -> None:
    whole = store.feedback.texts(Query(), 99)
    assert {text for _, text in whole} == {item.text for item in SAID if item.text}
    assert store.feedback.texts(Query(), 2) == whole[:2]


def test_each_write_raises_the_revision_and_is_told(store: Store, said: object) -> None:
    told: list[int] = []
    end = store.feedback.subscribe(told.append)
    before = store.feedback.revision
    store.feedback.remove(store.feedback.ids(Query(), 1))
    end()
    store.feedback.set_theme(store.feedback.ids(Query(), 1), "t", ANN)
    assert told == [before + 1]
    assert store.feedback.revision == before + 2


def test_a_closed_store_writes_nothing(sqlite_url: str, open_store: Callable[[str], Store]) -> None:
    store = open_store(sqlite_url)
    store.close()
    with pytest.raises(Refused, match="closed"):
        store.feedback.begin("x", "survey", ANN)
