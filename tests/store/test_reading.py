"""Read views, catch-up and live update: what a board is told adds up to what it would read."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cxmap.changes import Change, Refused
from cxmap.model.views import BOARD_TYPES
from cxmap.store import Committed, Store
from cxmap.store.store import MAX_MISSED
from tests.store.conftest import Person
from tests.worlds import START, card, changes, delete, feeling, patch, put

Board = dict[str, dict[str, Any]]


def board(store: Store, journey: str) -> tuple[int, Board]:
    found = store.room(journey)
    assert found is not None
    return found[0], {name: {r["id"]: r for r in records} for name, records in found[1].items()}


def take(records: Board, change: Committed, journey: str) -> None:
    """What a browser does with a message."""
    for a in change.on_board(journey):
        of = records[a.type]
        if a.op == "delete":
            of.pop(a.id, None)
        elif a.op == "put":
            of[a.id] = {"id": a.id, **a.after}
        else:
            of[a.id] = {**of[a.id], **a.after}


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])
@given(sequence=st.lists(changes, max_size=10))
def test_what_a_board_is_told_adds_up(ann: Person, sequence: list[Change]) -> None:
    ann.start_again()
    store, told = ann.store, []
    unsubscribe = store.subscribe(told.extend)
    boards = {j: board(store, j) for j in ("j1", "j2", "") if not j or store.view(j)}
    asleep = {j: board(store, j) for j in boards}
    for each in sequence:
        future = store.commit(each, ann.actor)
        assert isinstance(future.exception(9), Refused | None)
    fresh = {j: board(store, j) for j in boards if not j or store.view(j)}
    unsubscribe()
    for journey, (rev, records) in boards.items():
        for c in told:
            if journey in c.rooms or c.on_every_board:
                assert c.prev[journey] <= rev < c.rev, "nothing was missed"
                take(records, c, journey)
                rev = c.rev
        if journey in fresh:
            assert records == fresh[journey][1]
        since, caught = asleep[journey]
        missed = store.since(journey, since)
        assert missed is not None
        for c in missed:
            assert c.prev[journey] <= since < c.rev
            take(caught, c, journey)
            since = c.rev
        if journey in fresh:
            assert caught == fresh[journey][1]


def test_what_is_live_is_what_is_caught_up(ann: Person, bob: Person) -> None:
    told: list[Committed] = []
    ann.store.subscribe(told.extend)
    before = ann.store.revision
    ann.do(patch("card", "c1", title="A"), patch("journey", "j2", title="Both"))
    bob.do(patch("persona", "ann", name="Anna"))
    bob.do(patch("journey", "j2", note="Elsewhere"))
    bob.do(patch("person", bob.actor.person, name="Bobby"))
    ann.undo()
    missed = ann.store.since("j1", before)
    assert missed is not None
    assert [(c.rev - before, c.kind, c.name, c.prev["j1"] - before) for c in missed] == [
        (1, "edit", "Ann", -1),
        (2, "edit", "Bob", 1),
        (5, "undo", "Ann", 2),
    ]
    live = [c for c in told if "j1" in c.rooms or c.on_every_board]
    assert [(c.rev, c.applied, c.places, c.prev["j1"]) for c in live] == [
        (c.rev, c.applied, c.places, c.prev["j1"]) for c in missed
    ]
    assert [a.type for a in missed[0].on_board("j1")] == ["card"]
    assert missed[0].at.endswith("Z")
    assert missed[0].actor == ann.actor.person


def test_who_missed_too_much_takes_a_snapshot(ann: Person) -> None:
    store, before = ann.store, ann.store.revision
    assert store.since("j1", store.revision) == []
    assert store.since("j1", store.revision + 1) is None
    assert store.since("j1", -1) is None
    ann.do(*(card(f"x{i}") for i in range(MAX_MISSED + 1)))
    assert store.since("j1", before) is None
    for i in range(3):
        ann.do(patch("card", "c1", title=str(i)))
    assert len(store.since("j1", store.revision - 3) or []) == 3
    assert store.since("j2", before) == []


def test_a_view_is_whole_and_ones_own(ann: Person) -> None:
    ann.do(
        put("statement", "need", persona="ann", kind="need", text="A hand", order="Zz"),
        put("traveller", "t2", journey="j1", persona="bob", order="Zz"),
    )
    view = ann.store.view("j1")
    assert view is not None
    assert view.revision == ann.store.revision
    assert [p["name"] for p in view.personas] == ["Bob", "Ann"]
    assert [c["id"] for c in view.cards] == ["c1", "c2", "c3"]
    assert view.feelings[0]["value"] == -1.5
    view.cards[0]["title"] = "Scribbled over"
    again = ann.store.view("j1")
    assert again is not None
    assert again.cards[0]["title"] == "C1"
    found = ann.store.persona("ann")
    assert found is not None
    assert found[0]["name"] == "Ann"
    assert {kind: [s["text"] for s in said] for kind, said in found[1].items()} == {"goal": ["Home by six"], "need": ["A hand"]}
    assert [p["name"] for p in ann.store.personas()] == ["Ann", "Bob"]


def test_a_room_holds_the_journey_and_all_personas(ann: Person) -> None:
    revision, records = board(ann.store, "j2")
    assert revision == ann.store.revision
    assert set(records) == set(BOARD_TYPES)
    assert {name: set(of) for name, of in records.items() if of} == {
        "persona": {"ann", "bob"},
        "journey": {"j2"},
        "stage": {"s9"},
        "lane": {"l9"},
    }


def test_what_is_not_there(ann: Person) -> None:
    store = ann.store
    assert store.view("j9") is None
    assert store.room("j9") is None
    assert store.persona("j1") is None
    assert store.person("nobody") is None


def test_journeys_come_with_their_last_change(ann: Person, bob: Person) -> None:
    first = {j.id: j for j in ann.store.journeys()}
    assert (first["j2"].state, first["j2"].as_is, first["j2"].personas) == ("to_be", "j1", [])
    assert [p["name"] for p in first["j1"].personas] == ["Ann"]
    bob.do(patch("card", "c1", title="New"))
    ann.do(patch("persona", "ann", name="Anna"))
    j1, j2 = ann.store.journeys()
    assert (j1.id, j1.title, j1.changed_by) == ("j1", "Buy a bicycle", "Bob")
    assert (j2.id, j2.changed_by, j2.changed_at) == ("j2", "Ann", first["j2"].changed_at)
    assert (j1.revision, j2.revision) == (ann.store.revision, ann.store.revision), "a persona is on both boards"
    assert [p["name"] for p in j1.personas] == ["Anna"]
    view = j1.view()
    assert view is not None
    assert len(view.cards) == 3
    ann.do(delete("journey", "j2"))
    assert j2.view() is None
    assert [j.id for j in ann.store.journeys()] == ["j1"]


def test_names_in_the_log(ann: Person, join: Callable[..., Person]) -> None:
    guest = join(ann.store)
    number = (ann.store.person(guest.actor.person) or {})["number"]
    assert guest.do(card("c8")).name == f"Guest {number}"
    guest.do(patch("person", guest.actor.person, name="Gerda"))
    assert guest.do(feeling("c8")).name == "Gerda"


def test_all_is_there_after_a_restart(url: str, open_store: Callable[[str], Store], join: Callable[..., Person]) -> None:
    person = join(open_store(url), name="Ann")
    person.do(*START)
    person.do(patch("card", "c1", title="A"))
    person.undo()
    before = (board(person.store, "j1"), person.store.revision, [j.__dict__ | {"view": None} for j in person.store.journeys()])
    person.store.close()
    store = open_store(url)
    assert (board(store, "j1"), store.revision, [j.__dict__ | {"view": None} for j in store.journeys()]) == before
    told: list[Committed] = []
    store.subscribe(told.extend)
    person.store = store
    person.do(patch("card", "c1", title="B"))
    store.view("j1")
    assert told[0].prev == {"j1": before[1]}
