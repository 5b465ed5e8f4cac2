"""The one way to write: once, in order, without gaps, all or nothing, on SQLite and on PostgreSQL alike."""

from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxmap.changes import Change, Edit, Refused, State
from cxmap.model.records import RECORDS
from cxmap.store import Committed, Store, StoreError, Unavailable
from cxmap.store import rows as store_rows
from cxmap.store.engine import reading
from cxmap.store.log import last_revision
from tests.store.conftest import Person
from tests.worlds import card, change, changes, delete, feeling, one_of_each, patch, put, shot, start


def in_database(store: Store) -> Any:
    """All records as the rows of the database tell."""
    with reading(store._engine) as link:
        return shot(store_rows.read(link))


def in_memory(store: Store) -> Any:
    return store._writer.ask(lambda memory: shot(memory.state))


def test_the_start_world_arrives_whole(ann: Person) -> None:
    there = in_database(ann.store)
    people = there.pop("person")
    assert there == shot(start())
    assert [(p["number"], p["colour"], p["name"]) for p in people.values()] == [(1, 1, "")]
    assert ann.store.check() == []


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(sequence=st.lists(changes, max_size=12), seed=st.randoms())
def test_rows_log_and_memory_always_agree(ann: Person, bob: Person, sequence: list[Change], seed: Any) -> None:
    ann.start_again()
    store, told = ann.store, []
    unsubscribe = store.subscribe(told.extend)
    stale = State()
    for name, records in in_memory(store).items():
        for id_, fields in records.items():
            stale.put(name, id_, fields)
    before = store.revision
    futures: list[Future[Committed]] = []
    for each in sequence:
        person = seed.choice([ann, bob])
        futures.append(store.commit(each, person.actor))
        if seed.random() < 0.3:
            back = seed.choice([store.undo, store.redo])
            futures.append(back(seed.choice(["j1", "j2", ""]), person.actor, change().id))
    done = [f.result(20) for f in futures if f.exception(20) is None]
    ann.do(patch("journey", "j1", note=str(before))) if store.view("j1") else None
    store.view("j1")  # the writer answers when it has told of all before
    unsubscribe()
    assert all(isinstance(f.exception(), Refused | None) for f in futures)
    assert sorted(c.rev for c in done) == list(range(before + 1, before + 1 + len(done)))
    stale.replay(a for c in told for a in c.applied)
    assert shot(stale) == in_memory(store) == in_database(store)
    assert store.check() == []


def test_the_same_change_twice_is_applied_once(ann: Person) -> None:
    once = change(card("c8"))
    first = ann.again(once)
    assert ann.again(once) == first
    both = [ann.store.commit(change(card("c9"), id_="twin"), ann.actor) for _ in range(2)]
    assert both[0].result(9) == both[1].result(9)
    assert ann.store.revision == first.rev + 1


def test_a_resend_after_a_restart_gets_the_first_result(
    url: str, open_store: Callable[[str], Store], join: Callable[..., Person]
) -> None:
    store = open_store(url)
    person = join(store)
    person.do(put("journey", "j1", workspace="main", title="A"), put("persona", "ann", workspace="main", name="Ann"))
    person.do(patch("journey", "j1", title="B"))
    persona = change(patch("persona", "ann", name="Anna"))
    first = person.again(persona)
    person.do(patch("journey", "j1", title="C"))
    store.close()
    again = open_store(url)
    assert again.commit(persona, person.actor).result(9) == first
    assert again.change(persona.id) == first
    assert again.change("never") is None


def test_a_refused_change_leaves_no_trace_and_its_neighbours_stand(ann: Person) -> None:
    before = ann.store.revision
    futures = [
        ann.send(card("c7")),
        ann.send(card("c8"), card("x", "s77")),
        ann.send(card("c9")),
    ]
    assert [f.result(9).rev for f in (futures[0], futures[2])] == [before + 1, before + 2]
    assert futures[1].exception(9).code == "unknown"  # type: ignore[union-attr]
    assert set(in_database(ann.store)["card"]) == {"c1", "c2", "c3", "c7", "c9"}
    assert ann.store.check() == []


def test_a_change_without_effect_is_answered_too(ann: Person) -> None:
    nothing = change(patch("card", "c1", title="C1"), delete("card", "c99"))
    done = ann.again(nothing)
    assert (done.applied, done.rooms) == ((), ("j1", ""))
    ann.do(patch("card", "c1", title="Other"))
    assert ann.again(nothing) == done
    assert ann.store.view("j1").cards[0]["title"] == "Other"  # type: ignore[union-attr]


def test_revisions_have_no_gaps_under_eight_threads(ann: Person, join: Callable[..., Person]) -> None:
    store, told = ann.store, []
    store.subscribe(told.extend)
    before = store.revision
    people = [join(store) for _ in range(8)]
    done: list[Committed] = []

    def work(number: int, person: Person) -> None:
        for i in range(25):
            done.append(person.do(card(f"x{number}-{i}", order="a0")))
            with pytest.raises(Refused):
                person.do(card("y", "nowhere"))
            done.append(person.do(patch("card", "c1", title=f"{number} {i}")))

    threads = [threading.Thread(target=work, args=each) for each in enumerate(people)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(c.rev for c in done) == list(range(before + 9, before + 9 + 400))
    assert [c.rev for c in told] == list(range(before + 1, before + 409))
    assert store.check() == []


def test_listeners_hear_only_what_is_durable(ann: Person, join: Callable[..., Person]) -> None:
    store = ann.store
    durable: list[bool] = []

    def listener(batch: list[Committed]) -> None:
        with reading(store._engine) as link:
            durable.append(last_revision(link, "main") >= batch[-1].rev == store.revision)
        assert store.view("j1") is not None, "a listener may read"

    unsubscribe = store.subscribe(listener)
    for future in [ann.send(card(f"x{i}")) for i in range(50)]:
        future.result(9)
    store.view("j1")  # answered by the writer's thread, so the listeners have been called
    assert durable
    assert all(durable)
    unsubscribe()
    unsubscribe()
    heard = len(durable)
    ann.do(card("x99"))
    assert len(durable) == heard


def test_a_listener_that_fails_stops_nobody(ann: Person, caplog: pytest.LogCaptureFixture) -> None:
    told: list[Committed] = []

    def broken(batch: list[Committed]) -> None:
        raise RuntimeError("broken listener")

    ann.store.subscribe(broken)
    ann.store.subscribe(told.extend)
    ann.do(card("c8"))
    ann.do(card("c9"))
    ann.store.view("j1")
    assert len(told) == 2
    assert "broken listener" in caplog.text


def test_a_cancelled_change_is_not_applied(ann: Person) -> None:
    hold, go = threading.Event(), threading.Event()

    def listener(_: list[Committed]) -> None:
        hold.set()
        go.wait(9)

    unsubscribe = ann.store.subscribe(listener)
    first = ann.send(card("c8"))
    hold.wait(9)
    second = ann.send(card("c9"))
    assert second.cancel()
    go.set()
    first.result(9)
    unsubscribe()
    assert "c9" not in in_database(ann.store)["card"]


def test_closing_saves_what_is_queued(url: str, open_store: Callable[[str], Store], join: Callable[..., Person]) -> None:
    store = open_store(url)
    person = join(store)
    futures = [person.send(put("journey", f"j{i}", workspace="main", title="A")) for i in range(600)]
    store.close()
    assert all(f.result(0).rev for f in futures)
    late = person.send(put("journey", "late", workspace="main", title="A"))
    assert isinstance(late.exception(9), Unavailable)
    with pytest.raises(Unavailable):
        store.view("j1")
    assert len(open_store(url).journeys()) == 600


def test_long_changes_of_every_kind_of_record(ann: Person) -> None:
    ann.do(*(card(f"x{i}", title="t" * 500, note="n" * 2_000) for i in range(600)), *(feeling(f"x{i}") for i in range(600)))
    view = ann.store.view("j1")
    assert view is not None
    assert len(view.cards) == 603
    ann.do(delete("journey", "j1"))
    assert ann.store.view("j1") is None
    ann.undo("j1")
    view = ann.store.view("j1")
    assert view is not None
    assert len(view.feelings) == 601
    assert ann.store.check() == []


def test_every_type_and_field_goes_there_and_back(ann: Person) -> None:
    ann.do(
        patch(
            "journey", "j1", reviewed="2026-11-22", review_due="2027-01-31", point_of_view="Zürich, “früh”\n🚲", note="%s ? :x"
        ),
        patch("stage", "s1", duration=1.5, duration_unit="hour", goal="'); DROP TABLE card; --"),
        patch("card", "c1", channel="phone", moment="first", severity=1, evidence="measured"),
        patch("persona", "ann", photo="abc", narrative="Long\n\ntext"),
    )
    ann.do(*one_of_each(ann.actor.person))
    assert in_database(ann.store) == in_memory(ann.store)
    assert set(in_database(ann.store)) == set(RECORDS)


@pytest.mark.parametrize(
    "change_",
    [
        Change("", (card("c8"),)),
        Change("a b", (card("c8"),)),
        Change("x" * 121, (card("c8"),)),
        Change("u1", (card("c8"),), kind="undo"),
        Change("u2", (card("c8"),), undoes="x"),
        Change("u3", (Edit("delete", "card", "c1", strict=True),)),
        Change("u4", ()),
    ],
)
def test_changes_that_no_client_may_send(ann: Person, change_: Change) -> None:
    with pytest.raises(Refused):
        ann.again(change_)


def test_roles_are_checked_at_every_change(ann: Person, join: Callable[..., Person]) -> None:
    viewer, champion = join(ann.store, "viewer"), join(ann.store, "champion")
    for person, edit in [
        (viewer, card("c8")),
        (champion, delete("journey", "j1")),
        (champion, patch("person", ann.actor.person, name="Not me")),
        (champion, put("person", "new", workspace="main", name="Somebody")),
        (ann, patch("workspace", "main", name="Mine")),
        (ann, delete("person", ann.actor.person)),
        (ann, patch("person", ann.actor.person, colour=2)),
    ]:
        with pytest.raises(Refused) as refused:
            person.do(edit)
        assert refused.value.code == "forbidden"
    viewer.do(patch("person", viewer.actor.person, name="Vera"))
    assert ann.store.person(viewer.actor.person)["name"] == "Vera"  # type: ignore[index]
    champion.do(put("journey", "mine", workspace="main", title="Mine"))
    champion.undo("mine")
    assert ann.store.view("mine") is None


@pytest.mark.parametrize("url_", ["mysql://x/y", "nonsense", "sqlite://", "sqlite:///:memory:", "sqlite:////proc/none/x.db"])
def test_a_database_that_cannot_be(url_: str) -> None:
    with pytest.raises(StoreError) as error:
        Store.open(url_)
    assert str(error.value).endswith(".")
