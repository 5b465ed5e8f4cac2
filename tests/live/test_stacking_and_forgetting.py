"""Near-duplicates and forgetting as a board meets them, over a real server."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from cxmap.access import SYSTEM
from cxmap.changes import Change, Edit
from cxmap.model.records import new_id
from cxmap.store import Store
from tests.live.conftest import card, patch
from tests.serving import Board

Boards = Callable[..., Board]


def put(type_: str, id_: str, **fields: Any) -> dict[str, Any]:
    return {"op": "put", "type": type_, "id": id_, "fields": {"journey": "j", **fields}}


def test_a_board_hears_which_cards_are_alike_and_who_wrote_them(board: Boards) -> None:
    anna = board()
    name = {"op": "patch", "type": "person", "id": anna.welcome["you"]["person"], "fields": {"name": "Anna"}}
    anna.change(name)
    anna.next("ack")
    for id_, title, lane in (("c1", "Long queue", "l2"), ("c2", "Queue too long", "l2"), ("c3", "The queue is long", "l1")):
        anna.change(card(id_, title, lane=lane))
        anna.next("ack")
    anna.send({"t": "similar", "id": "q1", "lane": "l2"})
    assert anna.next("answer", "refused")["groups"] == [
        {"cards": ["c1", "c2"], "why": "The same words", "score": 1.0, "authors": {"c1": "Anna", "c2": "Anna"}}
    ]
    anna.send({"t": "similar", "id": "q2", "lane": "l1"})
    assert anna.next("answer", "refused")["groups"] == []


def test_a_comment_moves_with_its_card_and_stays_its_authors(board: Boards, map_store: Store) -> None:
    anna, ben = board(), board()
    anna.change(card("c1"), card("c2", "The letter"))
    anna.next("ack")
    who = anna.welcome["you"]["person"]
    anna.change(put("comment", "k1", card="c2", text="Really?", author=who, at="2026-11-22T10:00:00Z"))
    anna.next("ack")
    ben.change(patch("k1", "comment", card="c1"), {"op": "delete", "type": "card", "id": "c2"})
    assert ben.next("ack")["t"] == "ack"
    comment = map_store.room("j")[1]["comment"][0]  # type: ignore[index]
    assert (comment["card"], comment["author"]) == ("c1", who)


def test_open_boards_get_a_fresh_map_without_the_names(board: Boards, map_store: Store) -> None:
    ana, ben = board(), board()
    who = ana.welcome["you"]["person"]
    ana.change({"op": "patch", "type": "person", "id": who, "fields": {"name": "Anastazja"}})
    ana.next("ack")
    edits = (
        Edit("put", "workshop", "w", {"journey": "j", "title": "Together", "state": "closed"}),
        Edit("put", "participant", "p1", {"journey": "j", "workshop": "w", "person": who, "name": "Anastazja", "state": "in"}),
    )
    map_store.commit(Change(new_id(), edits), SYSTEM).result(10)
    ben.next("change")
    assert map_store.forget("w") == 1
    fresh = ben.next("snapshot")
    seen = ben.next("people")
    while not any(p["person"] == who and p["name"] == "Participant 1" for p in seen["people"]):
        seen = ben.next("people")
    assert [p["name"] for p in fresh["records"]["participant"]] == ["Participant 1"]
    ben.change(card("c9", "Goes on"))
    assert ben.next("ack")["t"] == "ack"
