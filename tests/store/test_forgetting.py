"""After a workshop is forgotten its participants' names are nowhere, what they contributed is, and the store is sound."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from cxmap.access import SYSTEM, Actor
from cxmap.changes import Refused
from cxmap.model.customer_records import OFFICE_TYPES
from cxmap.model.records import RECORDS, new_id
from cxmap.store import Store
from cxmap.store.engine import reading, writing
from cxmap.store.forgetting import _NAMED
from tests.store.conftest import LATER, Person
from tests.worlds import START, card, change, delete, patch, put

LEADER = Actor("lea", "facilitator", "Lea")
ANA, BEN, CEM = "Anastazja Quellbach", "Benedikt Vorderhuber", "Cemalettin"


class Room:
    """A workshop with two guests, somebody of the house and somebody without a person, who all left traces."""

    def __init__(self, store: Store) -> None:
        self.store, self.lead = store, Person(store, LEADER)
        self.lead.do(*START)
        self.lead.do(put("workshop", "w", journey="j1", title="Together", state="running"))
        self.ana, self.ben, self.dee = (store.identities.new_person(name, LATER) for name in ("ana", "ben", "dee"))
        for person, role in ((self.ana, "guest"), (self.ben, "guest"), (self.dee, "champion")):
            store.sessions.add(person, role, "code" if role == "guest" else "passphrase", "w" if role == "guest" else "")  # type: ignore[arg-type]
        self.lead.do(
            *(
                put("participant", id_, journey="j1", workshop="w", person=person, name=name, joined=f"2026-11-22T09:0{i}:00Z")
                for i, (id_, person, name) in enumerate(
                    (
                        ("p-ana", self.ana, ANA),
                        ("p-ben", self.ben, BEN),
                        ("p-dee", self.dee, "Dee the alias"),
                        ("p-cem", None, CEM),
                    )
                )
            ),
        )
        self.act(self.ana, patch("person", self.ana, name=ANA))
        self.act(self.ana, card("by-ana", title="Long queue"), name=ANA)
        said = {"journey": "j1", "card": "c1", "at": "2026-11-22T10:00:00Z"}
        self.lead.do(patch("participant", "p-ben", name="Bene Frühername"))
        self.lead.do(patch("participant", "p-ben", name=BEN))
        Person(store, SYSTEM).do(
            put("comment", "k1", **said, text=f"Ask @{ANA}, or @{BEN}.", author=self.ben, author_name=BEN, resolved_by=ANA),
            put("voice", "v1", journey="j1", card="c1", text="Queue too long", author_name=ANA),
            put("parked", "x1", journey="j1", workshop="w", text="Parking", author_name=CEM),
            put("decision", "d1", journey="j1", workshop="w", text="Ring back", owner=ANA),
            put("decision", "d2", journey="j1", workshop="w", text="Signs", owner="Lea"),
            put("view", "z1", journey="j1", name="Mine", author_name=BEN),
            put("tag", "c1.by", journey="j1", card="c1", name=BEN),
            put("tag", "t-house", journey="j1", card="c1", name="Dee the alias"),
            put("step", "s", journey="j1", workshop="w", title="Write", kind="free", state="running"),
            put("whiteboard", "board", workspace="main", title="Corridor"),
            put("idea", "i1", whiteboard="board", text="Shade", person=self.ana, author_name=ANA, at="2026-11-22T10:00:00Z"),
            put("breakout", "b1", journey="j1", workshop="w", name="Red", map="j2"),
        )
        self.lead.do(patch("comment", "k1", text=f"Ask @{ANA}."))
        self.lead.do(put("participant", "p-left", journey="j1", workshop="w", name="Dagmar Verschwunden", state="left"))
        self.lead.do(delete("participant", "p-left"))
        with writing(store._engine) as connection:
            connection.execute(
                text("INSERT INTO ballot (step, target, person, workshop, value, at) VALUES ('s', 'c1', :p, 'w', -2, 'now')"),
                {"p": self.ana},
            )
            connection.execute(
                text(
                    "INSERT INTO draft (id, workshop, step, journey, person, stage, lane, title, note, at)"
                    " VALUES ('dr', 'w', 's', 'j1', :p, 's1', 'l1', 'Unseen', '', 'now')"
                ),
                {"p": self.ben},
            )

    def act(self, person: str, *edits: Any, name: str = "") -> None:
        """A change in somebody's name; what a guest may change is not what is tested here."""
        self.store._writer.write(new_id(), Actor(person, "owner", name), lambda _: change(*edits)).result(20)


@pytest.fixture
def room(store: Store) -> Room:
    return Room(store)


def every_text(store: Store) -> Iterator[str]:
    """Every value of every table, as text."""
    with reading(store._engine) as link:
        if link.sqlite:
            tables = [name for (name,) in link.rows("SELECT name FROM sqlite_master WHERE type = 'table'")]
        else:
            tables = [name for (name,) in link.rows("SELECT tablename FROM pg_tables WHERE schemaname = current_schema()")]
        for table in tables:
            for row in link.rows(f'SELECT * FROM "{table}"'):
                yield from (
                    bytes(value).decode("latin-1") if isinstance(value, bytes | memoryview) else str(value) for value in row
                )


NAMES = (ANA, BEN, CEM, "Bene Frühername", "Dagmar Verschwunden", "Dee the alias")


def test_names_are_nowhere_and_contributions_stay(room: Room) -> None:
    store = room.store
    assert all(any(name in value for value in every_text(store)) for name in NAMES)
    assert store.forget("w") == 5
    left = {name for name in NAMES for value in every_text(store) if name in value or name.encode().decode("latin-1") in value}
    assert left == set()
    view = store.view("j1")
    assert view is not None
    assert {p["id"]: (p["name"], p["person"]) for p in view.of_type("participant")} == {
        "p-ana": ("Participant 2", None),
        "p-ben": ("Participant 3", None),
        "p-dee": ("Participant 4", None),
        "p-cem": ("Participant 5", None),
    }
    comment = view.of_type("comment")[0]
    assert (comment["text"], comment["author_name"], comment["resolved_by"]) == (
        "Ask @Participant 2.",
        "Participant 3",
        "Participant 2",
    )
    assert [t["name"] for t in view.of_type("tag") if t["card"] == "c1"] == ["Participant 3", "Participant 4"]
    assert view.of_type("voice")[0]["author_name"] == "Participant 2"
    assert view.of_type("parked")[0]["author_name"] == "Participant 5"
    assert {d["id"]: d["owner"] for d in view.of_type("decision")} == {"d1": "Participant 2", "d2": "Lea"}
    assert view.of_type("view")[0]["author_name"] == "Participant 3"
    assert store.person(room.ana)["name"] == "Participant 2"  # type: ignore[index]
    assert "Long queue" in [c["title"] for c in view.cards]
    assert store.authors(["by-ana"]) == {"by-ana": "Participant 2"}
    assert store.record("workshop", "w")["purged"]  # type: ignore[index]
    assert store.check() == []


def test_who_is_of_the_house_keeps_their_person(room: Room) -> None:
    room.act(room.dee, patch("person", room.dee, name="Dee Dauerhaft"))
    room.act(room.dee, patch("card", "c1", title="Changed"), name="Dee Dauerhaft")
    room.store.forget("w")
    assert room.store.person(room.dee)["name"] == "Dee Dauerhaft"  # type: ignore[index]
    assert any(entry.name == "Dee Dauerhaft" for entry in room.store.timeline("j1"))


def test_ways_in_end_and_the_unseen_names_nobody(room: Room) -> None:
    store = room.store
    secret = store.sessions.add(room.ana, "guest", "code", "w")
    house = store.sessions.add(room.dee, "champion", "passphrase")
    store.forget("w")
    assert store.sessions.find(secret) is None
    assert store.sessions.find(house) is not None
    assert store.identities.person_of_cookie("ana") is None
    assert store.identities.person_of_cookie("dee") == room.dee
    with reading(store._engine) as link:
        assert link.rows("SELECT person, value FROM ballot") == [("p-ana", -2)]
        assert link.rows("SELECT person, title FROM draft") == [("p-ben", "Unseen")]


def test_what_an_anonymous_room_hid_no_alias_tells(room: Room) -> None:
    store = room.store
    with writing(store._engine) as connection:
        connection.execute(text("UPDATE change_log SET name = 'Somebody' WHERE actor = :p AND edits = 1"), {"p": room.ana})
    store.forget("w")
    with reading(store._engine) as link:
        assert link.rows("SELECT count(*) FROM change_log WHERE name = 'Somebody' AND actor <> ''")[0][0] == 0


def test_the_past_is_read_with_aliases(room: Room) -> None:
    store = room.store
    before = store.revision
    store.forget("w")
    moment = store.moment("j1", before)
    assert moment is not None
    assert {c["author_name"] for c in moment["comment"]} == {"Participant 3"}
    changes, _ = store.changes("j1", 0, store.revision)
    assert not [c for c, _ in changes if c.name in NAMES]


def test_undo_after_it_brings_no_name_back(room: Room) -> None:
    room.lead.do(patch("voice", "v1", author_name="Somebody else"))
    room.store.forget("w")
    room.lead.undo()
    assert room.store.record("voice", "v1")["author_name"] == "Participant 2"  # type: ignore[index]
    assert room.store.check() == []


def test_another_process_reads_anew(room: Room, open_store: Callable[[str], Store], url: str) -> None:
    other = open_store(url)
    told: list[Any] = []
    other.subscribe(told.extend)
    assert other.person(room.ana)["name"] == ANA  # type: ignore[index]
    room.store.forget("w")
    done = Person(other, LEADER).do(patch("journey", "j1", title="After"))  # a write takes in what others wrote
    assert other.person(room.ana)["name"] == "Participant 2"  # type: ignore[index]
    assert any(change.rewrites for change in told)
    assert not done.rewrites
    assert other.check() == []


def test_a_workshop_is_forgotten_twice_without_harm(room: Room) -> None:
    room.store.forget("w")
    names = {p["name"] for p in room.store.view("j1").of_type("participant")}  # type: ignore[union-attr]
    room.store.forget("w")
    assert {p["name"] for p in room.store.view("j1").of_type("participant")} == names  # type: ignore[union-attr]
    assert room.store.check() == []
    with pytest.raises(Refused):
        room.store.forget("nowhere")
    room.lead.do(patch("journey", "j1", title="The store goes on"))


def test_its_time_comes_by_itself(room: Room) -> None:
    store = room.store
    assert store.forget_due("2026-12-01") == []
    room.lead.do(patch("workshop", "w", purge_due="2026-12-01"))
    assert store.forget_due("2026-11-30") == []
    assert store.forget_due("2026-12-01") == [], "it runs, and has until the day is over"
    room.lead.do(patch("workshop", "w", state="closed"))
    assert store.forget_due("2026-12-01") == ["w"]
    assert store.forget_due("2026-12-02") == []


def test_the_files_hold_no_name(tmp_path: Path, open_store: Callable[[str], Store]) -> None:
    url = f"sqlite:///{tmp_path}/files.db"
    room = Room(open_store(url))
    room.store.forget("w")
    for path in tmp_path.glob("files.db*"):
        data = path.read_bytes()
        assert [name for name in NAMES if name.encode() in data] == [], path.name


def test_every_field_that_names_somebody_is_known() -> None:
    """A new field that is called like one that holds a name is looked at here first."""
    found = {
        (r.name, f.name)
        for r in RECORDS.values()
        for f in r.fields
        if f.name.endswith("_name") or f.name in ("owner", "resolved_by")
    }
    text_only = {pair for pair in found if RECORDS[pair[0]].field(pair[1]).kind == "text"}  # type: ignore[union-attr]
    known = {(type_, name) for type_, names in _NAMED.items() for name in names} | {("comment", "author_name")}
    # a workshop's guests give no ideas and decide on no focus: what is said there is not part of the workshop
    assert text_only - {pair for pair in text_only if pair[0] in OFFICE_TYPES} <= known
