"""Tables: what a table's map starts from, who sits where, and that one undo takes it all back."""

from __future__ import annotations

from typing import Any

import pytest

from cxmap.access import Actor
from cxmap.changes import Refused
from cxmap.model.records import new_id
from cxmap.store import Store
from tests.store.conftest import LATER, Person
from tests.worlds import START, put

LEADER = Actor("ann", "facilitator", "Ann")


@pytest.fixture
def led(store: Store) -> Person:
    """Somebody who leads a workshop on the small world, with three in the room and one who left."""
    person = Person(store, LEADER)
    person.do(*START)
    person.do(
        put("workshop", "w", journey="j1", title="Together", state="running"),
        *(
            put("participant", f"p{i}", journey="j1", workshop="w", name=f"Guest {i}", joined=f"2026-11-22T09:0{i}:00Z")
            for i in range(3)
        ),
        put("participant", "gone", journey="j1", workshop="w", name="Gone", state="left"),
    )
    return person


def make(person: Person, *names: str, **how: Any) -> None:
    person.store.breakouts("w", names, person.actor, new_id(), **how).result(20)


def tables(store: Store) -> list[dict[str, Any]]:
    view = store.view("j1")
    assert view is not None
    return view.of_type("breakout")


def test_a_table_gets_the_frame_of_the_map(led: Person) -> None:
    main = led.store.view("j1")
    make(led, "Red", " Blue ")
    assert [t["name"] for t in tables(led.store)] == ["Red", "Blue"]
    view = led.store.view(tables(led.store)[0]["map"])
    assert main is not None
    assert view is not None
    assert view.journey["title"] == f"{main.journey['title']} – Red"
    assert [(s["name"], s["origin"]) for s in view.stages] == [(s["name"], s["id"]) for s in main.stages]
    assert [(lane["kind"], lane["origin"]) for lane in view.lanes] == [(lane["kind"], lane["id"]) for lane in main.lanes]
    assert [p["id"] for p in view.personas] == [p["id"] for p in main.personas]
    assert view.cards == []
    assert led.store.check() == []


def test_a_table_gets_all_of_the_map(led: Person) -> None:
    main = led.store.view("j1")
    make(led, "Red", start="all")
    view = led.store.view(tables(led.store)[0]["map"])
    assert main is not None
    assert view is not None
    assert [(c["title"], c["origin"]) for c in view.cards] == [(c["title"], c["id"]) for c in main.cards]
    assert len(view.feelings) == len(main.feelings) > 0
    assert not view.of_type("participant")


def test_who_sits_nowhere_is_divided_evenly(led: Person) -> None:
    make(led, "Red", "Blue", seat=True)
    red, blue = (t["id"] for t in tables(led.store))
    view = led.store.view("j1")
    assert view is not None
    assert {p["id"]: p["breakout"] for p in view.of_type("participant")} == {"p0": red, "p1": blue, "p2": red, "gone": None}
    make(led, "Green", seat=True)  # who sits stays
    assert led.store.record("participant", "p2")["breakout"] == red  # type: ignore[index]


def test_the_leader_sits_at_no_table(led: Person) -> None:
    led.do(put("participant", "boss", journey="j1", workshop="w", name="Ann", person=None, joined="2026-11-22T08:00:00Z"))
    person = led.store.identities.new_person("hash", LATER)
    led.do(put("workshop", "w", journey="j1", title="Together", state="running", facilitator=person))
    led.do(put("participant", "lead", journey="j1", workshop="w", name="Lead", person=person))
    make(led, "Red", seat=True)
    assert led.store.record("participant", "lead")["breakout"] is None  # type: ignore[index]
    assert led.store.record("participant", "boss")["breakout"] is not None  # type: ignore[index]


def test_one_undo_takes_tables_and_maps_back(led: Person) -> None:
    before = {j.id for j in led.store.journeys()}
    make(led, "Red", "Blue", seat=True)
    assert len(led.store.journeys()) == len(before) + 2
    led.undo()
    assert {j.id for j in led.store.journeys()} == before
    assert tables(led.store) == []
    assert led.store.record("participant", "p0")["breakout"] is None  # type: ignore[index]
    assert led.store.check() == []


@pytest.mark.parametrize(
    ("names", "start", "code"),
    [
        ([], "frame", "invalid"),
        (["  "], "frame", "invalid"),
        (["x" * 81], "frame", "invalid"),
        ([3], "frame", "invalid"),
        ("Red", "frame", "invalid"),
        (["Red"], "nothing", "invalid"),
        (["Red", "red"], "frame", "exists"),
        ([f"Table {i}" for i in range(31)], "frame", "too_many"),
    ],
)
def test_what_does_not_fit_is_refused(led: Person, names: Any, start: str, code: str) -> None:
    with pytest.raises(Refused) as refusal:
        led.store.breakouts("w", names, led.actor, new_id(), start).result(20)
    assert refusal.value.code == code
    assert tables(led.store) == []


def test_only_who_leads_makes_tables(led: Person) -> None:
    for role in ("champion", "viewer", "guest"):
        with pytest.raises(Refused) as refusal:
            led.store.breakouts("w", ["Red"], Actor("bob", role, "Bob"), new_id()).result(20)  # type: ignore[arg-type]
        assert refusal.value.code == "forbidden"
    with pytest.raises(Refused) as refusal:
        led.store.breakouts("nowhere", ["Red"], led.actor, new_id()).result(20)
    assert refusal.value.code == "gone"


def test_a_card_has_the_name_of_who_wrote_it(led: Person) -> None:
    store = led.store
    step = {"journey": "j1", "workshop": "w", "title": "Write", "kind": "free"}
    led.do(put("step", "s", **step))
    card = {"journey": "j1", "stage": "s1", "lane": "l1", "title": "Late"}
    Person(store, Actor("bob", "champion", "Bob")).do(put("card", "by-bob", **card))
    led.do(put("card", "revealed", **card), put("step", "s", **step, state="done"))
    led.do(put("card", "late", **card), id_="late.late")
    assert store.authors(["by-bob", "revealed", "late", "nowhere"]) == {"by-bob": "Bob"}
    led.do(put("tag", "revealed.by", journey="j1", card="revealed", name="Ana"))
    assert store.authors(["by-bob", "revealed"]) == {"by-bob": "Bob", "revealed": "Ana"}, "revealed by author"
