"""Tables' maps laid over each other and merged: in a store, so that a merge is a real change that can be undone and done again."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from cxmap.access import Actor
from cxmap.changes import Change
from cxmap.insights.agreement import Agreement, Table, finding, headline, idle, said
from cxmap.model.records import new_id
from cxmap.store import Store
from cxmap.ui.agreement_edits import merge
from tests.worlds import START, feeling, put

LEADER = Actor("lea", "facilitator", "Lea")


class Room:
    """Three tables on the small world."""

    def __init__(self, store: Store, start: str = "frame") -> None:
        self.store = store
        self.do(*START)
        self.do(put("workshop", "w", journey="j1", title="Together", state="running"))
        store.breakouts("w", ["Red", "Blue", "Green"], LEADER, new_id(), start).result(20)
        self.maps = {t["name"]: t["map"] for t in store.view("j1").of_type("breakout")}  # type: ignore[union-attr]

    def do(self, *edits: Any) -> None:
        if edits:
            self.store.commit(Change(new_id(), edits), LEADER).result(20)

    def card(self, table: str, title: str, stage: int = 0, felt: float | None = None, **more: Any) -> str:
        view = self.store.view(self.maps[table])
        assert view is not None
        id_ = f"{table}-{title}".replace(" ", "-")
        place = {
            "journey": self.maps[table],
            "stage": view.stages[stage]["id"],
            "lane": view.lanes[0]["id"],
            "order": f"a{len(view.cards)}",
        }
        self.do(put("card", id_, **place, title=title, **more))
        if felt is not None:
            self.do(feeling(id_, journey=self.maps[table], value=felt))
        return id_

    def agreement(self) -> Agreement:
        main = self.store.view("j1")
        assert main is not None
        tables = [Table(t["id"], t["name"], self.store.view(t["map"])) for t in main.of_type("breakout")]  # type: ignore[arg-type]
        return Agreement(main, tables)

    def merge(self) -> int:
        agreement = self.agreement()
        edits = merge(agreement, agreement.new, self.store.authors(c["id"] for t in agreement.new for c in t.new))
        self.do(*edits)
        return len(edits)

    def titles(self) -> list[str]:
        return [card["title"] for card in self.store.view("j1").cards]  # type: ignore[union-attr]

    def voices(self, title: str) -> list[tuple[str, str, str]]:
        view = self.store.view("j1")
        assert view is not None
        (card,) = (c for c in view.cards if c["title"] == title)
        return [(v["text"], v["author_name"], v["origin"]) for v in view.under("voice", "card").get(card["id"], [])]

    def felt(self, title: str) -> float | None:
        view = self.store.view("j1")
        assert view is not None
        return next(
            (f["value"] for f in view.feelings for c in view.cards if c["id"] == f["card"] and c["title"] == title), None
        )


@pytest.fixture
def sqlite_store(tmp_path: Path) -> Iterator[Store]:
    store = Store.open(f"sqlite:///{tmp_path}/cxmap.db")
    yield store
    store.close()


@pytest.fixture
def room(sqlite_store: Store) -> Room:
    """A queue that all saw, and feel differently about; a sign that two saw; a taxi that one saw."""
    made = Room(sqlite_store)
    made.card("Red", "Long queue", felt=-3)
    made.card("Blue", "The queue is long", felt=1)
    made.card("Green", "Queue too long", felt=-1)
    made.card("Red", "Signs differ", 1)
    made.card("Green", "Different signs", 1)
    made.card("Green", "Signs differ", 1)
    made.card("Blue", "Takes a taxi", 2, note="In the rain", evidence="observed")
    return made


def test_what_all_some_and_one_saw(room: Room) -> None:
    agreement = room.agreement()
    assert {t.title: t.share for t in agreement.topics} == {"Long queue": "all", "Signs differ": "some", "Takes a taxi": "one"}
    queue = agreement.topics[0]
    assert queue.share == "all"
    assert queue.clash
    assert sorted(queue.feelings.values()) == [-3, -1, 1]
    assert said(agreement, queue) == [
        ("Red", [("Long queue", "−3.0")]),
        ("Blue", [("The queue is long", "+1.0")]),
        ("Green", [("Queue too long", "−1.0")]),
    ]
    assert headline(agreement).startswith("All 3 tables saw 1 of")
    assert headline(agreement).endswith("Feelings clash at 1.")
    assert finding(agreement.by_column[agreement.columns[0].key]) == "Seen 1 by all; feelings clash at 1"


def test_merging_keeps_who_said_what_and_where(room: Room) -> None:
    before = room.titles()
    room.merge()
    assert len(room.titles()) == len(before) + len(room.agreement().topics)
    queue = next(t for t in room.titles() if "ueue" in t)
    assert sorted(room.voices(queue)) == [
        ("Long queue −3", "Lea", "Red"),
        ("Queue too long −1", "Lea", "Green"),
        ("The queue is long +1", "Lea", "Blue"),
    ]
    assert room.felt(queue) == -1.0, "the mean; the dissent stands with what each said"
    taxi = next(c for c in room.store.view("j1").cards if c["title"] == "Takes a taxi")  # type: ignore[union-attr]
    assert (taxi["note"], taxi["evidence"]) == ("In the rain", "observed")
    assert room.voices("Takes a taxi") == [("Takes a taxi", "Lea", "Blue")]
    assert room.store.check() == []


def test_nothing_comes_twice(room: Room) -> None:
    assert room.merge() > 0
    once = room.titles()
    assert room.agreement().new == []
    assert room.merge() == 0
    room.card("Red", "Finds a seat", 1)
    room.card("Red", "The queue is so long", felt=-3)
    assert [t.title for t in room.agreement().new] == [next(t for t in once if "ueue" in t), "Finds a seat"]
    room.merge()
    assert sorted(room.titles()) == sorted([*once, "Finds a seat"])
    assert len(room.voices(next(t for t in once if "ueue" in t))) == 4
    assert room.merge() == 0


def test_one_undo_takes_a_merge_back(room: Room) -> None:
    before = room.store.view("j1")
    room.merge()
    room.store.undo("j1", LEADER, new_id()).result(20)
    after = room.store.view("j1")
    assert before is not None
    assert after is not None
    assert (after.cards, after.feelings, after.of_type("voice")) == (before.cards, before.feelings, before.of_type("voice"))
    assert all(card["origin"] is None for t in room.agreement().tables for card in t.view.cards)
    assert room.merge() > 0


def test_a_card_of_the_main_map_stays_and_counts(room: Room) -> None:
    room.do(put("card", "own", journey="j1", stage="s1", lane="l1", title="A long queue", order="a9"), feeling("own", value=3))
    room.merge()
    assert "A long queue" in room.titles()
    assert len(room.voices("A long queue")) == 3
    assert room.felt("A long queue") == 0.0, "(−3 + 1 − 1 + 3) / 4"


def test_tables_that_started_from_all_say_only_what_they_changed(sqlite_store: Store) -> None:
    room = Room(sqlite_store, "all")
    agreement = room.agreement()
    assert {t.share for t in agreement.topics} == {"all"}
    assert agreement.new == []
    red = room.store.view(room.maps["Red"])
    assert red is not None
    changed = red.cards[0]
    room.do(put("card", changed["id"], **{**{k: v for k, v in changed.items() if k != "id"}, "title": "Said otherwise"}))
    main = room.agreement()
    assert [t.main["id"] for t in main.new if t.main] == [changed["origin"]]
    count = len(room.titles())
    room.merge()
    assert len(room.titles()) == count
    assert any(v["text"].startswith("Said otherwise") and v["origin"] == "Red" for v in room.store.view("j1").of_type("voice"))  # type: ignore[union-attr]
    assert room.merge() == 0


def test_a_stage_and_a_lane_of_a_tables_own_come_along(room: Room) -> None:
    map_ = room.maps["Red"]
    view = room.store.view(map_)
    assert view is not None
    room.do(
        put("stage", "red-stage", journey=map_, name="Parking", order="Zz"),
        put("lane", "red-lane", journey=map_, kind="custom", name="Weather", order="a9"),
        put("card", "red-card", journey=map_, stage="red-stage", lane="red-lane", title="Rain"),
    )
    blue = room.maps["Blue"]
    room.do(put("stage", "blue-stage", journey=blue, name="parking", order="Zz"))
    assert [c.name for c in room.agreement().columns if c.main is None] == ["Parking"]
    room.merge()
    after = room.store.view("j1")
    assert after is not None
    assert after.stages[0]["name"] == "Parking"
    assert after.lanes[-1]["name"] == "Weather"
    assert "Rain" in room.titles()
    assert room.merge() == 0
    assert room.store.check() == []


def test_tags_sources_and_lines_come_once(room: Room) -> None:
    map_ = room.maps["Red"]
    on = {"journey": map_, "card": "Red-Long-queue"}
    room.do(
        put("tag", "t1", **on, name="Wait"),
        put("source", "q1", **on, kind="survey", quote="31 of 40"),
        put("connection", "Red-Long-queue.Red-Signs-differ", journey=map_, start="Red-Long-queue", end="Red-Signs-differ"),
    )
    on = {"journey": room.maps["Blue"], "card": "Blue-The-queue-is-long"}
    room.do(put("tag", "t2", **on, name="wait"), put("source", "q2", **on, kind="survey", quote="31 of 40"))
    room.merge()
    view = room.store.view("j1")
    assert view is not None
    assert [t["name"] for t in view.of_type("tag") if t["name"].lower() == "wait"] == ["Wait"]
    assert [s["quote"] for s in view.of_type("source")].count("31 of 40") == 1
    titles = {c["id"]: c["title"] for c in view.cards}
    assert [titles[line["end"]] for line in view.of_type("connection") if "ueue" in titles[line["start"]]] == ["Signs differ"]


def test_a_room_without_maps_says_so(sqlite_store: Store) -> None:
    room = Room(sqlite_store)
    assert headline(room.agreement()) == "No table has mapped anything yet."
    room.card("Red", "Long queue")
    assert headline(room.agreement()) == "Only Red has mapped anything yet: 1 thing."
    assert idle(room.agreement()) == "Blue and Green have mapped nothing yet."
